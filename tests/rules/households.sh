#!/bin/sh
# Every household in fixtures/ is calculated, and its sheet adds up; there are at least 30.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

households=0
for file in fixtures/households/*.json; do
    ends 0 calc "$file"
    says
    holds 'Left over' 'Difference from before'
    households=$((households + 1))
done
[ $households -ge 30 ] || { echo "only $households households were found"; failed=1; }
finish
