#!/bin/sh
# Whole processes. One case: under 80 ms of the processor and 40 MB, with all tables of the rule set loaded.
set -eu
[ "$BETTEROFF_SANITIZED" = no ] || exit 77
"$builddir/tests/bench/measure" -c -n 20 -t 80 -m 40 "$BETTEROFF" calc "$srcdir/fixtures/sample.json"
# 1,200 points of hours and wages with their cliffs: under half a second and 60 MB, and not ten times as long as one case.
"$builddir/tests/bench/measure" -c -n 5 -t 500 -m 60 "$BETTEROFF" grid "$srcdir/fixtures/sample.json" --hours 0:39:1 \
    --wage 12.71:27.21:0.5 --format json
sh "$srcdir/tests/bench/grid.sh" 5 10
