#!/bin/sh
# Money by date: the formats, what is refused. The stories worked out by hand stand in rules/uk/*/timeline_*.xml.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=rules

# A story of a rule file that is wrong by a penny is seen, and one that leaves something out.
mkdir "$work/rules"
cp -R rules/uk/2026.1 "$work/rules/set"
stories=$work/rules/set/timeline_stories.xml
chmod -R u+w "$work/rules"
awk '/<example id="weekly_five"/ { on = 1 } on && /2026-07-16.*1091.63/ { sub(/1091.63/, "1091.64") } on && /2026-09-25/ { next } /<\/example>/ { on = 0 } { print }' \
    rules/uk/2026.1/timeline_stories.xml >"$stories"
ends 1 rules test "$stories"
says
holds "failed: example 'weekly_five': shop: 2026-07-16 universal_credit: expected 1091.64, got 1091.63" \
    "failed: example 'weekly_five': shop: 2026-09-25 pay of you/jobs/0: expected none, got 203.60" ' passed, 1 failed'
ends 0 rules show --page uk.timeline.stories
# shellcheck disable=SC2016
holds '### weekly_five' 'By date, 4 months:' '- 2026-07-16 `universal_credit` in shop: 1091.63' '- No other entry but of `rent` in shop'

# Text and picture
cat >"$work/case.json" <<'END'
{
  "rules": "uk",
  "date": "2026-06-01",
  "people": {"you": {"age": 34, "health": "lcwra", "lcwra_from": "2024-02-01"}},
  "benunits": {"u": {"members": ["you"], "uc_claimed_from": "2024-01-10", "money_in_hand": "150.00"}},
  "household": {"nation": "england", "tenure": "social_rent", "rent": {"amount": "450.00", "per": "month"}},
  "after": [{"id": "shop", "people": {"you": {"jobs": [{"hours_per_week": "16", "hourly_wage": "13.00", "paid": "week", "starts": "2026-06-08", "first_pay_day": "2026-06-12"}]}}}]
}
END
ends 0 timeline --months 3 "$work/case.json"
says
holds 'Money by date: United Kingdom' '1 June 2026 to 31 August 2026' 'First reduced Universal Credit' 'Lowest point: −£300.00 on 1 June 2026' \
    'To pay everything until then, £300.00 more is needed.' '2026-06-12    First pay day (you): £203.60' '2026-07-16    First reduced Universal Credit: £1,091.63' '2026-08-09    More pay days than usual (you)' \
    '2026-08-14        +203.60     3,232.33  Pay (you)' '2026-07              2,109.63            450.00          1,659.63                   +804.93' 'Total                5,819.18          1,350.00          4,469.18                 +1,905.08'
ends 0 timeline --months 3 --format json "$work/case.json"
holds '"difference": "804.93"' '"short_by": "300.00"' '"at_a_glance": ['
ends 0 timeline --format svg - <"$work/case.json"
holds '<svg xmlns="http://www.w3.org/2000/svg"' '9 August 2026: More pay days than usual' '</svg>'
ends 0 timeline --format html "$work/case.json"
holds '<!DOCTYPE html>' '<tr><td><time datetime="2026-07-16">16</time></td><th scope="row">Universal Credit</th><td><data value="1091.63">+1,091.63</data></td><td><data value="2664.33">2,664.33</data></td></tr>' '</html>'
if command -v xmllint >/dev/null; then
    sed 1d "$work/out" | xmllint --noout - || wrong 'not well-formed'
fi
ends 0 timeline --on 2026-12-20 --months 12 --format json "$work/case.json"
holds '"until": "2027-04-05"' '"code": "timeline-cut"'

# What matters to no one there is not asked for.
ends 0 timeline --months 1 fixtures/households/pensioner-couple-housing-benefit.json
says

# What is refused
ends 2 timeline --months 0 "$work/case.json"
says "betteroff: error: --months is a whole number from 1 to 60, not '0' [bad-number]"
ends 2 timeline --months 99 "$work/case.json"
says 'betteroff: error: 60 months at most, not 99 [bad-number]'
ends 2 timeline --format csv "$work/case.json"
says "betteroff: error: there is no format 'csv' here, but text|json|html|svg [unknown-format]"
ends 3 timeline --rules tests/rules/tiny --on 2022-06-01 "$work/case.json"
says "betteroff: error: the rule set 'tiny' says nothing of money by date [no-timeline]"
printf '{"rules": "uk", "date": "2026-06-01", "people": {"a": {"age": 30, "jobs": [{"hourly_wage": "13.00"}]}}}' >"$work/case.json"
ends 4 timeline "$work/case.json"
says "$work/case.json: /people/a/jobs/0/hours_per_week: error: 'hours_per_week' is needed and was not given: How many hours a week do you (or would you) work in this job? [missing-fact]"
finish
