#!/bin/sh
# Files that say where figures are published: part of the set and its digest, read by "rules check" and by no calculation.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
toy=$work/toy
posted=$toy/published_gazette.xml
fresh() {
    rm -rf "$toy"
    cp -r fixtures/toy/1.0 "$toy"
    chmod -R u+w "$toy"
}

fresh
ends 0 rules check "$toy" "$posted"
says
grep -qF "$toy: ok (toy 1.0: " "$work/out" || wrong 'no line of the set'
[ "$(grep -c ', 8 bindings in 5 publications)$' "$work/out")" = 2 ] || wrong 'other counts'
ends 0 rules check --format json "$toy"
holds '"publications": 5' '"bindings": 8'

# Of the digest, and not of the calculation
digest() { "$BETTEROFF" calc --rules "$toy" fixtures/toy/case.json --format json | sed -n 's/.*"sha256": "\(.*\)".*/\1/p'; }
before=$(digest)
sed -i 's|param="least_wage" at="/wage/lowest"|param="least_wave" at="/wage/lowest"|' "$posted"
[ "$before" != "$(digest)" ] || wrong 'the digest of the set is the same'
ends 0 calc --rules "$toy" fixtures/toy/case.json
says
line=$(grep -n least_wave "$posted" | cut -d: -f1)
ends 3 rules check "$toy"
says "$posted:$line:5: error: unknown param 'least_wave'; did you mean 'least_wage'? [unknown-name]"
ends 3 rules check "$posted"
echo '<publications' >"$posted"
ends 0 calc --rules "$toy" fixtures/toy/case.json
ends 3 rules check "$toy"
grep -qE "^$posted:[12]:.*\[not-well-formed\]$" "$work/err" || wrong 'no place in the file'
echo '<law xmlns="urn:x-betteroff:rules:1" id="x"><title lang="en">X</title></law>' >"$posted"
ends 3 rules check "$toy"
says "$posted:1:1: error: the file's first element is <publications>, not <law> [wrong-element]"

# The file itself
named() { # named FILE: the set names that file
    fresh
    sed -i "s|<published file=\"published_gazette.xml\"/>|<published file=\"$1\"/>|" "$toy/ruleset.xml"
    at=$toy/ruleset.xml:$(grep -n '<published' "$toy/ruleset.xml" | cut -d: -f1):20
    ends "$2" calc --rules "$toy" fixtures/toy/case.json
}
named ../published.xml 3
says "$at: error: '../published.xml' is no file of the set: name.xml or folder/name.xml [bad-include]"
named labour.xml 3
says "$at: error: 'labour.xml' is included already [repeated-include]"
named gone.xml 5
says "$toy/gone.xml: error: No such file or directory [cannot-read]"

# How much is bound
ends 0 rules check --coverage fixtures/toy/1.0
holds '    bindings whose words were seen     6 of 8          75.0 %' '    money bound to its law             3 of 8          37.5 %' \
    '    toy.labour   3 of 3 figures bound to law  2 with a second witness  100.0 %' \
    '    support_base, support_for_child, support_per_hour, storm_payment, fuel'
ends 0 rules check --coverage fixtures/toy/1.0 --format json
holds '"bindings_seen": 6' '"by_law": 3' '"not_bound": ['

# A figure of which no law says a number is declared, with the reason: it is counted apart
fresh
sed -i 's|^</publications>|<unbound param="storm_payment" publisher="the harbour office"><text lang="en">agreed each winter</text></unbound>&|' "$posted"
ends 0 rules check --coverage "$toy"
holds '    money bound to its law             3 of 8          37.5 %' '    money bound, or declared why not   4 of 8          50.0 %' \
    '  figures of which no law says a number' '    storm_payment  agreed each winter (the harbour office)'
sed -n '/^  not bound to a law$/,/^  figures/p' "$work/out" | grep -q storm_payment && wrong 'declared, and still told as not bound'
ends 0 rules check --coverage "$toy" --format json
holds '"declared": 1' '"accounted_for": 4' '"reason": "agreed each winter"'

# An overdue figure is told where a result hangs on it: on a day more than a week after new ones were due
fresh
sed -i 's|<law xmlns="urn:x-betteroff:rules:1" id="toy.support">|<law xmlns="urn:x-betteroff:rules:1" id="toy.support" changes="--07-01">|' "$toy/support.xml"
sed 's/"date": "[0-9-]*"/"date": "2030-07-08"/' fixtures/toy/case.json >"$work/case.json"
ends 0 calc --rules "$toy" "$work/case.json" --format json
grep -q '"code": "overdue"' "$work/out" && wrong 'overdue within the week'
sed 's/"date": "[0-9-]*"/"date": "2030-07-09"/' fixtures/toy/case.json >"$work/case.json"
ends 0 calc --rules "$toy" "$work/case.json" --format json
holds '"code": "overdue"' ' figures may be out of date: ' \
    '"support base (new ones due on 2030-07-01, last checked on 2030-05-01)"' \
    '"Brulaĵa helpo laŭ distrikto (new ones due on 2030-07-01, last checked on 2030-05-01)"'
grep -q 'Liberaj horoj (new' "$work/out" && wrong "a law's days are not those of its hours"
ends 0 calc --rules "$toy" "$work/case.json"
holds ' figures may be out of date: '
ends 0 calc --rules "$toy" "$work/case.json" --format html
holds ' figures may be out of date: '
sed -i 's| changes="--07-01"| changes="never"|' "$toy/support.xml"
ends 0 calc --rules "$toy" "$work/case.json"
grep -q 'out of date' "$work/out" && wrong 'never is overdue'

# What the last look at the sources found is told to whoever calculates with a figure of it
fresh
XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
mkdir -p "$work/state/betteroff/drift"
found() { printf "$1\n" >"$work/state/betteroff/drift/toy-1.0"; }
at_date() { sed "s/\"date\": \"[0-9-]*\"/\"date\": \"$1\"/" fixtures/toy/case.json >"$work/case.json"; }
found '# a look\nsupport_base\tdrift\t430.00\t2031-06-01\t2031-06-10\tgazette\nfuel/small/cape\tstructure-changed\t-\t-\t2031-06-10\tlist\nmooring_fee\tdrift\t2\t2031-01-01\t2031-06-10\t-'
at_date 2031-06-15
ends 0 calc --rules "$toy" "$work/case.json" --format json
holds '"code": "drift"' '2 figures do not agree with what is published: ' \
    '"support base (430.00 from 2031-06-01 is published; looked at on 2031-06-10)"' \
    '"Brulaĵa helpo laŭ distrikto (its publication has another form; looked at on 2031-06-10)"'
ends 0 calc --rules "$toy" "$work/case.json" --format html
holds '2 figures do not agree with what is published: '
at_date 2031-05-31 # before the new figure
ends 0 calc --rules "$toy" "$work/case.json"
holds '1 figure does not agree with what is published: '
at_date 2030-12-31 # an older value of both
ends 0 calc --rules "$toy" "$work/case.json"
grep -q 'what is published' "$work/out" && wrong 'told of a figure that does not count here'
at_date 2031-06-15
for bad in 'support_base\tdrift\t430.00\t2031-06-01\t2031-06-10' 'support_base\tdrift\t<b>\t2031-06-01\t2031-06-10\tx' \
    'support_base\tok\t430.00\t2031-06-01\t2031-06-10\tx' 'support_base\tdrift\t430.00\tsoon\t2031-06-10\tx' \
    'support_base\tdrift\t430.00\t2031-06-01\t-\tx' 'support_base\tdrift\t430.00\t2031-06-01\t2031-06-10\tx\ty' \
    'nobody\tdrift\t430.00\t2031-06-01\t2031-06-10\tx' '' '\001\377'; do
    found "$bad"
    ends 0 calc --rules "$toy" "$work/case.json"
    says
    grep -q 'what is published' "$work/out" && wrong "told of '$bad'"
done
rm "$work/state/betteroff/drift/toy-1.0"
mkdir "$work/state/betteroff/drift/toy-1.0"
ends 0 calc --rules "$toy" "$work/case.json"
says
finish
