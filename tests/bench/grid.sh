#!/bin/sh
# How long 1,200 points of hours and wages take with their cliffs, as a whole process, and as a multiple of one calculation
# measured in the same run. Both are the processor's time.
#
# Usage: grid.sh RUNS [MOST-TIMES]   (BETTEROFF, srcdir and builddir as in the tests); status 1 when it is more than that
set -eu
case=$srcdir/fixtures/sample.json
best() {
    "$builddir/tests/bench/measure" -c -n "$1" "$BETTEROFF" "$2" "$case" $3 | sed 's/^best \([0-9]*\)\.\([0-9]\).*/\1\2/'
}
one=$(best "$1" calc '')
grid=$(best "$1" grid '--hours 0:39:1 --wage 12.71:27.21:0.5 --format json')
times=$((grid * 10 / one))
echo "1,200 points with cliffs $((grid / 10)).$((grid % 10)) ms, one calculation $((one / 10)).$((one % 10)) ms:" \
    "$((times / 10)).$((times % 10)) times as long"
[ "$times" -le "$((${2:-1000} * 10))" ]
