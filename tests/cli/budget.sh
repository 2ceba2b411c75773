#!/bin/sh
# One case, whole process: under 60 ms and 40 MB, with all tables of the rule set loaded.
set -eu
[ "$BETTEROFF_SANITIZED" = no ] || exit 77
"$builddir/tests/bench/measure" -n 20 -t 60 -m 40 "$BETTEROFF" calc "$srcdir/fixtures/sample.json"
