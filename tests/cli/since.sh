#!/bin/sh
# A case once more against an earlier result: what has changed, split exactly; which values and rules; what is refused.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

# Two versions of an island's rules: the second has another mooring fee from July 2031 on and another rule for fuel help.
mkdir -p "$work/rules/toy"
cp -r fixtures/toy/1.0 "$work/rules/toy/1.0"
cp -r fixtures/toy/1.0 "$work/rules/toy/1.1"
chmod -R u+w "$work/rules"
sed -i 's/version="1.0"/version="1.1"/' "$work/rules/toy/1.1/ruleset.xml"
sed -i 's|<expr>gross_pay - tax_now</expr>|<expr>gross_pay - tax_now - tax_now</expr>|' "$work/rules/toy/1.1/labour.xml"
sed -i 's|<band to="6000" rate="0"/> <band rate="0.25"/>|<band to="6000" rate="0"/> <band rate="0.20"/>|' "$work/rules/toy/1.1/labour.xml"
export BETTEROFF_RULES_DIR="$work/rules"
# case HOURS: Ana works so long at 10.00.
kase() {
    printf '{"rules": "toy", "date": "2031-08-15", "isle": {"district": "lagoon"}, "citizens": {"ana": {"birth_date": "1999-03-02"}}, "after": [{"id": "job", "label": "Job", "citizens": {"ana": {"gigs": [{"hours": "%s", "wage": "10.00"}]}}}]}' "$1"
}
kase 25 >"$work/case.json"
kase 30 >"$work/more.json"
ends 0 calc --rules toy@1.0 --on 2030-06-01 --format json "$work/case.json"
cp "$work/out" "$work/old.json"

# figures: the parts of the change of the job, from the result in JSON.
since() {
    sed -n '/^  "since"/,/^  },*$/p' "$work/out" >"$work/since"
    grep -qF -e "$1" "$work/since" || wrong "no '$1' in what has changed"
}
# The same rules, another day. Pay is 500.00. Tax in 2030: 15% of 8,000 is 1,200 by 26, 46.15; in 2031: 25% of 7,000 is 1,750, 67.31: 21.16 less.
ends 0 calc --rules toy@1.0 --since "$work/old.json" --format json "$work/case.json"
since '"same": true'
since '"facts": "same"'
since '"case": "0.00"'
since '"from": "453.85"'
since '"to": "432.69"'
since '"change": "-21.16"'
since '"value": "0 ≤ 5000; 0.15 ≤ 20000; 0.35"'
since '"value": "0 ≤ 6000; 0.25"'
grep -q '"rules_changed": \[\]' "$work/since" || wrong 'rules that changed within one version'
date_part=$(sed -n '/"because_of": {/,/}/s/.*"date": "\(.*\)".*/\1/p' "$work/since" | tail -1)
change=$(sed -n '/"remainder": {/,/}/s/.*"change": "\(.*\)".*/\1/p' "$work/since" | tail -1)
[ -n "$date_part" ] && [ "$date_part" = "$change" ] || wrong "the day makes '$date_part' of '$change'"

# Other facts too: 30 hours are 600.00. Under the old rules on the old day tax is 15% of 10,600: 1,590 by 26 is 61.15.
ends 0 calc --rules toy@1.0 --since "$work/old.json" --format json "$work/more.json"
since '"facts": "changed"'
since '"from": "453.85"'
# Newer rules too: both versions are installed, so that the change falls into three parts, which add up.
ends 0 calc --since "$work/old.json" --format json "$work/more.json"
since '"version": "1.0"'
since '"same": false'
since '"installed": true'
since '"id": "net_pay"'
since '"change": "changed"'
# The parts of the last scenario, in hundredths, against its change.
parts=$(sed -n '/"because_of": {/,/}/s/.*": "\(-*[0-9.]*\)".*/\1/p' "$work/since" | tail -3 | tr -d . | paste -sd+ - | sed 's/+-/-/g')
change=$(sed -n '/"remainder": {/,/}/s/.*"change": "\(.*\)".*/\1/p' "$work/since" | tail -1 | tr -d .)
[ "$(expr $(echo "$parts" | sed 's/\([+-]\)/ \1 /g; s/^ - /0 - /'))" = "$change" ] || wrong "$parts is not $change"
# In words
ends 0 calc --since "$work/old.json" --lang en "$work/more.json"
holds 'What has changed since 1 June 2030' 'Worked out then by the rules toy 1.0 (1 June 2030), now by toy 1.1 (15 August 2031).' \
    'The facts of the case are not the same as then.' 'because the facts of the case are others' 'because the rules are others' \
    'because the day is another: new rates, other ages' 'Pay after tax' 'Published figures that are others now' 'Rules that are others now' \
    '– Pay after tax · Leĝo 8/2029 art 6'
ends 0 calc --since "$work/old.json" --lang en --format html "$work/more.json"
holds '<h2>What has changed since 1 June 2030</h2>' '<h3>Rules that are others now</h3>'
if command -v xmllint >/dev/null; then
    sed 1d "$work/out" | xmllint --noout - || wrong 'not well-formed'
fi
ends 0 calc --format csv "$work/more.json"
cp "$work/out" "$work/plain.csv"
ends 0 calc --since "$work/old.json" --format csv "$work/more.json"
says 'betteroff: note: csv has no place for what has changed [since]'
cmp -s "$work/out" "$work/plain.csv" || wrong 'another table'

# The same again: nothing has changed.
ends 0 calc --format json "$work/more.json"
cp "$work/out" "$work/same.json"
ends 0 calc --since "$work/same.json" --lang en "$work/more.json"
holds 'Job: nothing has changed.'
# A line that the sheet has no more is told as well.
sed 's/"lines": \[/"lines": [{"id": "bonus", "group": "x", "label": "Bonus of old", "amount": "7.00", "cite": []},/' "$work/same.json" >"$work/gone.json"
ends 0 calc --since "$work/gone.json" --lang en "$work/more.json"
grep -Eq '^ +Bonus of old +7.00 +0.00 +−7.00' "$work/out" || wrong 'no line of what is gone'
# Amounts of another period are compared in that one; a scenario that is new is told.
ends 0 calc --per week --format json "$work/more.json"
cp "$work/out" "$work/week.json"
sed 's/"after": \[/"after": [{"id": "none"},/' "$work/more.json" >"$work/two.json"
ends 0 calc --since "$work/week.json" --lang en "$work/two.json"
holds 'amounts a week in RDO' 'Job: nothing has changed.' 'none: not in the earlier result.'
ends 2 calc --since "$work/week.json" --per year "$work/more.json"
says 'betteroff: error: the earlier result is in amounts a week, and --per asks for year [other-period]'

# Old rules that are not installed: what they changed is not told apart, unless somebody names them.
mv "$work/rules/toy/1.0" "$work/kept"
ends 0 calc --since "$work/old.json" --lang en "$work/more.json"
holds 'The rules of the earlier result, toy 1.0 (1 June 2030), are not installed here' 'because the facts or the rules are others'
ends 0 calc --since "$work/old.json" --lang en "$work/case.json"
holds 'The facts of the case are the same as then.' 'because the rules are others'
ends 0 calc --since "$work/old.json" --since-rules "$work/kept" --lang en "$work/more.json"
holds 'because the facts of the case are others'
ends 2 calc --since "$work/old.json" --since-rules toy@1.1 "$work/more.json"
says "betteroff: error: 'toy@1.1' are not the rules of the earlier result (toy 1.0, SHA-256 $(sed -n 's/.*"sha256": "\(.*\)",/\1/p' "$work/old.json" | head -1)) [other-rules]"

# What is refused
# old PATTERN: the earlier result with a change.
old() { sed "$1" "$work/same.json" >"$work/bad.json"; }
old 's/"id": "toy"/"id": "uk"/'
ends 4 calc --since "$work/bad.json" "$work/more.json"
says "$work/bad.json: /rules/id: error: the earlier result is of the rule set 'uk', and the case runs under 'toy' [other-rules]"
old 's/"currency": "RDO"/"currency": "GBP"/'
ends 4 calc --since "$work/bad.json" "$work/more.json"
says "$work/bad.json: /currency: error: the earlier result is in GBP, and the rules are in RDO [other-currency]"
old 's/"id": "job"/"id": "shop"/'
ends 4 calc --since "$work/bad.json" "$work/more.json"
says "$work/bad.json: /scenarios/1/id: error: the case has no scenario 'shop' any more, so it cannot be compared [missing-scenario]"
old 's/"remainder": "[0-9.]*"/"remainder": "much"/'
ends 4 calc --since "$work/bad.json" "$work/more.json"
says "$work/bad.json: /scenarios/0/remainder: error: 'much' is no amount [bad-number]" \
    "$work/bad.json: /scenarios/1/remainder: error: 'much' is no amount [bad-number]"
ends 4 calc --since "$work/case.json" "$work/more.json"
grep -qF "$work/case.json: /rules/id: error: this is no result of \"calc --format json\": 'id' is a text there, not nothing [no-result]" "$work/err" || wrong 'a case passes for a result'
echo '[]' >"$work/bad.json"
ends 4 calc --since "$work/bad.json" "$work/more.json"
says "$work/bad.json: error: this is no result of \"calc --format json\" [no-result]"
echo '{"a": 1.5' >"$work/bad.json"
ends 4 calc --since "$work/bad.json" "$work/more.json"
ends 5 calc --since "$work/none.json" "$work/more.json"
ends 2 calc --since-rules toy@1.1 "$work/more.json"
says 'betteroff: error: --since-rules needs --since, the result of those rules [missing-option]'
ends 2 calc --since - -
says 'betteroff: error: the case and the earlier result cannot both be standard input [twice]'
ends 2 calc --since "$work/old.json" --target remainder+5 "$work/more.json"
says 'betteroff: error: --since compares a whole calculation, without a --target [needless-option]'
# A result holds no facts of the case, only their digest.
! grep -q '1999-03-02' "$work/same.json" || wrong 'a fact of the case in a result'
finish
