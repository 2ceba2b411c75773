#!/bin/sh
# Every rule set in the tree is right, and gives what the examples in its files say; each law file on its own as well.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

sets=0
for file in rules/*/*/ruleset.xml fixtures/*/*/ruleset.xml tests/rules/tiny/ruleset.xml; do
    [ -e "$file" ] || continue
    set=${file%/ruleset.xml}
    ends 0 rules check "$set"
    holds "$set: ok ("
    ends 0 rules test "$set"
    says
    grep -qE ': [1-9][0-9]* examples?, [1-9][0-9]* passed, 0 failed$' "$work/out" || wrong 'no example was run'
    sets=$((sets + 1))
done
[ $sets -ge 3 ] || { echo "only $sets rule sets were found"; failed=1; }
ends 0 rules test fixtures/toy/1.0/labour.xml fixtures/toy/1.0/support.xml
prints 'fixtures/toy/1.0/labour.xml: 4 examples, 4 passed, 0 failed' 'fixtures/toy/1.0/support.xml: 5 examples, 5 passed, 0 failed'

# An example that does not come out is seen, and is no error of the rules.
cp -r fixtures/toy/1.0 "$work/toy"
sed 's|<expect id="gross_pay">174.93</expect>|<expect id="gross_pay">174.94</expect>|' fixtures/toy/1.0/support.xml >"$work/toy/support.xml"
ends 1 rules test "$work/toy"
holds "failed: example 'support_hours': gross_pay: expected 174.94, got 174.93" '9 examples, 8 passed, 1 failed'
ends 0 rules check "$work/toy"
finish
