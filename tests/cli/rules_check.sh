#!/bin/sh
# "rules check" and "rules test": sets, files of sets, overlays; what is wrong, and what is covered.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
tiny=tests/rules/tiny
ok='ok (tiny 1.2: 11 rules, 10 dated values, 8 inputs, 1 example)'

# A folder of a set, its files, a folder of sets, a set in one file, an overlay
ends 0 rules check $tiny $tiny/ruleset.xml $tiny/grants/grant.xml $tiny/
says
prints "$tiny: $ok" "$tiny/ruleset.xml: $ok" "$tiny/grants/grant.xml: $ok" "$tiny: $ok"
ends 0 rules check fixtures
grep -q '^fixtures/toy/1.0: ok (toy 1.0: [0-9]* rules, ' "$work/out" || wrong 'no line of the toy'
mkdir -p "$work/rules/tiny"
cp -r $tiny "$work/rules/tiny/1.2"
chmod -R u+w "$work/rules"
ends 0 rules check --rules-dir "$work/rules" tests/rules/tiny-reform.xml
prints 'tests/rules/tiny-reform.xml: ok (tiny 1.2: 11 rules, 11 dated values, 8 inputs, 1 example)'
ends 0 rules check --rules ./$tiny tests/rules/tiny-reform.xml
ends 0 rules check --rules ./$tiny
prints "./$tiny: $ok" || :
ends 0 rules check --rules-dir "$work/rules" tiny
prints "tiny: $ok"
ends 0 rules check --format json $tiny
holds '"path": "tests/rules/tiny"' '"id": "tiny"' '"version": "1.2"' '"rules": 11' '"values": 10'

# Coverage
ends 0 rules check --coverage $tiny
prints "$tiny: $ok" '  values                         10 dated values' \
    '  with their law                 10 of 10         100.0 %' '  with a first day               10 of 10         100.0 %' \
    '  confidence A                   3 values         30.0 %' '  confidence B                   2 values         20.0 %' \
    '  no confidence                  5 values         50.0 %' '  never checked                  5 values' \
    '  not checked since 2022-05-01   5 values' '  figures in tables              5 figures        1 not held' \
    '  days without value or gap      none' '  rules whose law was seen       10 of 11         90.9 %' \
    '  rules that examples name       3 of 11          27.3 %' '  rules that examples reach      8 of 11          72.7 %' \
    '  branches that examples take    4 of 12          33.3 %' '  rules with every branch taken  6 of 11          54.5 %' \
    '  laws and their examples' '    tiny.work   5 of 7 rules reached  1 of 2 branches taken   50.0 %' \
    '    tiny.grant  3 of 4 rules reached  3 of 10 branches taken  30.0 %' \
    '  declared gaps' '    grant_taper  2022-10-01 to 2022-12-31  not yet fixed' \
    '    tax_bands    2022-12-01 to 2022-12-31  the tax of December is not known' \
    '    rent_limit   2020-01-01 to 2021-06-30  the South has no limit for large homes' \
    '  rules that no example reaches' '    hours_worked, is_adult, rent_cost' '  branches that no example takes' \
    '    grant           when not(grants_exist)' '                    max 0' '    rent_cost       when region = "abroad"' \
    '                    otherwise' '                    min monthly(rent)' '                    min rent_limit(region, "small")' \
    '    months_counted  min quantity(1000, "month")' '    monthly         otherwise' '  law not seen' '    job_bonus'
ends 0 rules check --coverage --format json $tiny
holds '"rules_with_example": 3' '"rules_reached": 8' '"branches": 12' '"branches_taken": 4' '"not_covered": []' '"not_verified": [' '"none": 5' \
    '"day": null' '"branch": "otherwise"'

# What is wrong: every path is told of, a set only once
broken=$work/rules/tiny/1.2
sed -i 's/<expr>gross_pay - tax</<expr>gross_pay - texas</' "$broken/work.xml"
place=$broken/work.xml:$(grep -n 'gross_pay - texas' "$broken/work.xml" | cut -d: -f1)
ends 3 rules check "$broken" "$broken/work.xml" $tiny
says "$place:23: error: unknown name 'texas' (Act 2/2019 s 1) [unknown-name]"
ends 5 rules check "$broken" no-such-file.xml
says 'no-such-file.xml: error: No such file or directory [cannot-read]' \
    "$place:23: error: unknown name 'texas' (Act 2/2019 s 1) [unknown-name]"
ends 5 rules check no-such-file.xml
ends 5 rules check no_such_set
says 'no_such_set: error: No such file or directory [cannot-read]'
mkdir "$work/empty"
ends 3 rules check "$work/empty"
says "$work/empty: error: there is no rule set in this folder: no ruleset.xml [unknown-rules]"
echo '<law xmlns="urn:x-betteroff:rules:1" id="stray"/>' >"$work/empty/stray.xml"
ends 3 rules check "$work/empty/stray.xml"
says "$work/empty/stray.xml: error: this law belongs to no rule set: no folder above it holds a ruleset.xml [no-set]"
cp -r $tiny "$work/whole"
chmod -R u+w "$work/whole"
cp "$work/empty/stray.xml" "$work/whole/stray.xml"
ends 3 rules check "$work/whole/stray.xml"
says "$work/whole/stray.xml: error: the rule set $work/whole does not include this file [no-set]"
echo '<case xmlns="urn:x-betteroff:rules:1"/>' >"$work/empty/case.xml"
ends 3 rules check "$work/empty/case.xml"
says "$work/empty/case.xml:1:1: error: a rule file begins with <ruleset>, <law> or <overlay>, not <case> [wrong-element]"
ends 3 rules check tests/rules/bad/head.xml
echo '{}' >"$work/empty/case.json"
ends 3 rules check "$work/empty/case.json"
sed 's/for="tiny"/for="teeny"/' tests/rules/tiny-reform.xml >"$work/reform.xml"
ends 3 rules check --rules ./$tiny "$work/reform.xml"
grep -q "this overlay is for 'teeny', the set is 'tiny' \[wrong-set\]$" "$work/err" || wrong 'no word on the set'

# Examples
ends 0 rules test fixtures/toy/1.0
prints 'fixtures/toy/1.0: 9 examples, 9 passed, 0 failed'
ends 0 rules test fixtures/toy/1.0/labour.xml fixtures/toy/1.0/support.xml
prints 'fixtures/toy/1.0/labour.xml: 4 examples, 4 passed, 0 failed' 'fixtures/toy/1.0/support.xml: 5 examples, 5 passed, 0 failed'
mkdir -p "$work/toys/toy"
cp -r fixtures/toy/1.0 "$work/toys/toy/1.0"
chmod -R u+w "$work/toys"
labour=$work/toys/toy/1.0/labour.xml
sed -i 's/<expect id="net_pay">453.85</<expect id="net_pay">453.84</; s/<expect id="yearly_tax">6000</<expect id="yearly_tax">7000</' "$labour"
ends 1 rules test "$work/toys/toy/1.0"
says
line() { grep -n "$1" "$labour" | cut -d: -f1; }
prints "$labour:$(line 'example id="tax_2030"'):3: failed: example 'tax_2030': net_pay: expected 453.84, got 453.85" \
    "$labour:$(line 'example id="tax_own_bands"'):3: failed: example 'tax_own_bands': yearly_tax: expected 7000, got 6000" \
    "$work/toys/toy/1.0: 9 examples, 7 passed, 2 failed"
ends 1 rules test --format json "$work/toys"
holds '"passed": 7' '"failed": 2' '"example": "tax_2030"' '"net_pay: expected 453.84, got 453.85"'
ends 0 rules test "$work/toys/toy/1.0/support.xml"
ends 1 rules test --rules toy --rules-dir "$work/toys"
holds '9 examples, 7 passed, 2 failed'
ends 2 rules test tests/rules/tiny-reform.xml --rules ./$tiny
says 'tests/rules/tiny-reform.xml: error: an overlay holds no examples; "rules check" says whether it is right [no-examples]'
ends 3 rules test "$broken"
ends 5 rules test no-such-file.xml
says 'no-such-file.xml: error: No such file or directory [cannot-read]'
finish
