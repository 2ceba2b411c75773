#!/bin/sh
# Kinds of scenarios and what-ifs that a rule set declares: in a case, as options, in the schema; what is refused.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=rules
toy='--rules fixtures/toy/1.0 --lang en'

# A kind in a case: 12.5 hours at 10.00, of which the isle pays half, to the penny.
cat >"$work/case.json" <<'EOF'
{
  "rules": "toy", "date": "2031-08-15", "about": "smiths", "isle": {"district": "lagoon"},
  "citizens": {"ana": {"birth_date": "1999-03-02"}, "bo": {"birth_date": "1960-11-30"}, "eta": {"birth_date": "2026-01-31"}},
  "hearths": {"smiths": {"round_the_fire": ["ana", "eta"]}, "fishers": {"round_the_fire": ["bo"]}},
  "after": [
    {"id": "helped", "kind": "wage_subsidy", "with": {"hours": "12.5", "wage": 10, "share": "0.33"}},
    {"id": "own", "label": "Own", "citizens": {"ana": {"gigs": [{"hours": "12.5", "wage": "10.00"}]}}}
  ]
}
EOF
ends 0 calc $toy --format json --show subsidy_of_gig,gross_pay "$work/case.json"
holds '"kind": "wage_subsidy"' '"who": "ana"' '"subsidy_of_gig": "82.50"' '"label": "Subsidised work, 12.5 hours"'
# Both scenarios have the same pay: 12.5 x 10.00 x 2.
[ "$(grep -c '"gross_pay": "250.00"' "$work/out")" = 4 ] || wrong 'not the same pay in both, for the unit and for Ana'
# What was not given is told: nothing here but the trade, which is left out.
ends 0 calc $toy --kind wage_subsidy:wage=10 --format json "$work/case.json"
holds '"id": "wage_subsidy"' '"field": "--kind wage_subsidy:hours"' '"value": "20"' '"field": "--kind wage_subsidy:share"' '"value": "0.50"'
# A scenario's own facts come after those of the kind.
sed 's|"with": {"hours": "12.5", "wage": 10, "share": "0.33"}|"with": {"wage": "10.00"}, "citizens": {"ana": {"birth_date": "2020-03-02"}}|' "$work/case.json" >"$work/own.json"
ends 0 calc $toy --format json --show is_adult "$work/own.json"
holds '"is_adult": "false"'

# What-ifs: a further scenario for each after; those that cannot be varied are noted.
ends 0 calc $toy --if longer:more=7.5 --format json --show hours_in_week "$work/case.json"
holds '"id": "helped/longer"' '"varies": "helped"' '"if": "longer"' '"id": "own/longer"' '"label": "Own: if 7.5 hours more"' '"hours_in_week": "20"'
sed '/"id": "own"/s/, "citizens".*}$/}/' "$work/case.json" >"$work/no-job.json"
ends 0 calc $toy --if longer "$work/no-job.json"
says "betteroff: note: 'longer' changes a gig, and the scenario 'own' has none that it could change [nothing-to-change]"
ends 4 calc $toy --if longer:who=bo "$work/no-job.json"
says "betteroff: error: 'longer' changes a gig, and in the scenario 'helped' there is no 'bo', but ana/gigs/0 [nothing-to-change]" \
    "betteroff: error: 'longer' changes a gig, and the scenario 'own' has none that it could change [nothing-to-change]"
ends 0 calc $toy --if longer --if longer:more=9 --kind wage_subsidy:wage=10 --format json "$work/case.json"
holds '"id": "own/longer-2"' '"id": "wage_subsidy/longer"' '"label": "Subsidised work, 20 hours: if 9 hours more"'
ends 0 explain $toy --if longer --scenario own/longer "$work/case.json" gross_pay
holds '350'
# Hours move in a scenario of a kind as in any other: 10 hours at 10.00 are 200.00.
ends 0 grid $toy --scenario helped --hours 10 --format csv "$work/case.json"
holds '10,10.00,200.00,'

# The United Kingdom's
cat >"$work/uk.json" <<'EOF'
{"rules": "uk", "date": "2026-06-01",
 "people": {"you": {"age": 40, "health": "lcwra", "lcwra_from": "2024-02-01", "new_style_esa": "support"}},
 "household": {"nation": "england", "tenure": "none"},
 "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "10", "hourly_wage": "13.00", "pension": "none"}]}}}]}
EOF
# 15 hours at the minimum wage of 12.71 are 190.65 a week, within 203.50 and under 16 hours; 16 hours are not.
ends 0 calc --kind permitted_work --kind permitted_work:hours=16 --kind supported_permitted_work:hours=16,wage=12.71 --format json "$work/uk.json"
holds '"label": "Permitted work, 15 hours"' '"value": "12.71"' '"id": "permitted_work-2"' '"code": "permitted_work_is_over"' \
    'This is more than permitted work: pay counts as'
[ "$(grep -c '"code": "permitted_work_is_over"' "$work/out")" = 1 ] || wrong 'another number of warnings'
ends 0 calc --kind permitted_work --kind permitted_work:hours=16 --show new_style_esa_weekly --format csv "$work/uk.json"
ends 0 calc --kind self_employment_start:profit=600 --format json --show uc_minimum_income_floor,self_employment_profit "$work/uk.json"
holds '"label": "Starting self-employment, £600 a month"' '"uc_minimum_income_floor": "0.00"' '"self_employment_profit": "600.00"'
# Of a plan the last step counts in an ordinary month.
ends 0 calc --if more_hours:hours=12 --show weekly_hours --format json "$work/uk.json"
holds '"id": "job/more_hours"' '"weekly_hours": "12"' '"field": "--if more_hours:week"'
# By date: the last day is the start and seven weeks, less a day.
ends 0 timeline --if stops:weeks=7 --format json "$work/uk.json"
holds '"id": "job/stops"' '"varies": "job"' '"weeks": "7"' '"date": "2026-07-19"' '"id": "job_ends"' '"id": "lcwra_stays"'

# A formula of a fact that does not come to what its field is, or to nothing at all, is seen by "rules check".
mkdir "$work/odd"
cp -R rules/uk/2026.1 "$work/odd/set"
chmod -R u+w "$work/odd"
sed -e 's|<fact field="ends">start + @"P7D" \* weeks - @"P1D"</fact>|<fact field="ends">weeks</fact>|' \
    -e 's|<fact field="permitted_work">true</fact>|<fact field="permitted_work">"yes"</fact>|' \
    -e '/<add field="plan">/s|<fact field="from">start + @"P7D" \* (week - 1)</fact>|<fact field="from">start + week</fact>|' \
    rules/uk/2026.1/ruleset.xml >"$work/odd/set/ruleset.xml"
ends 3 rules check "$work/odd/set"
grep -q "error: what this comes to, here 8, cannot be 'ends' of 'job' \[type-mismatch\]" "$work/err" || wrong 'no date'
grep -q "error: what this comes to, here yes, cannot be 'permitted_work' of 'job' \[type-mismatch\]" "$work/err" || wrong 'no boolean'
grep -q "error: 'from' of 'more_hours' cannot be worked out: " "$work/err" || wrong 'a date and a number'

# What is given twice
ends 2 timeline --if stops:weeks=4,weeks=5 "$work/uk.json"
says "betteroff: error: --if stops: 'weeks' is given twice [bad-argument]"
ends 2 timeline --if stops:who=you,who=you/jobs/0 "$work/uk.json"
says "betteroff: error: --if stops: 'who' is given twice [bad-argument]"

# What there is
ends 0 timeline --if help "$work/uk.json"
holds '--kind permitted_work' '--if stops   (timeline)' 'weeks: Weeks until the job ends, 1 to 260; else 8' 'profit: Profit a month, 0 to 1000000; needed'
ends 0 rules show --inputs uk
holds '--if ill   (timeline)' 'start: First day of the job, a date; else as in the scenario'
ends 0 rules show --inputs uk --format json
holds '"self_employment_start"' '"with": {'
ends 0 calc --kind help --rules tests/rules/tiny "$work/uk.json"
prints "The rule set 'tiny' declares no kinds of scenarios and no what-ifs."

# What is refused
refused() {
    ends 2 "$@" "$work/uk.json"
}
refused calc --if stops
says "betteroff: error: 'stops' means something by date only: betteroff timeline --if stops [by-date]"
refused calc --if more_hours
says "betteroff: error: --if more_hours: 'hours' is needed: How many hours a week will it be? [missing-argument]"
refused calc --if more_hours:hours=200
says "betteroff: error: --if more_hours: hours: '200' does not lie between 0 and 168 [bad-argument]"
refused timeline --if stops:weeks=7.5
says "betteroff: error: --if stops: weeks: '7.5' has more than 0 decimals [bad-argument]"
refused timeline --if stops:weeks=seven
says "betteroff: error: --if stops: weeks: 'seven' is no number [bad-argument]"
refused timeline --if stops:start=2026-02-30
says "betteroff: error: --if stops: start: '2026-02-30' is no date; write it like 2026-04-06 [bad-argument]"
refused timeline --if stops:soon
says "betteroff: error: --if stops: 'soon' is no ARGUMENT=VALUE [bad-argument]"
refused timeline --if stops:week=7
says "betteroff: error: --if stops: there is no argument 'week', but who, weeks, start [unknown-name]"
refused timeline --if stop
says "betteroff: error: there is no what-if 'stop'; did you mean 'stops'? [unknown-name]"
refused calc --kind permitted_work:paid=daily
says "betteroff: error: --kind permitted_work: paid: 'daily' is none of week, fortnight, 4-weeks, month [bad-argument]"
refused calc --kind wage_subsidy
says "betteroff: error: there is no kind of scenario 'wage_subsidy'; there are: permitted_work, supported_permitted_work, self_employment_start [unknown-name]"
ends 4 calc --kind permitted_work:who=me "$work/uk.json"
says "betteroff: error: 'permitted_work' changes a person, and in the scenario 'before' there is no 'me', but you [nothing-to-change]"
# after ANYTHING: a case with it as its only scenario after.
after() {
    printf '{"rules": "uk", "date": "2026-06-01", "people": {"you": {"age": 40, "health": "lcwra", "lcwra_from": "2024-02-01", "new_style_esa": "support"}}, "household": {"nation": "england", "tenure": "none"}, "after": [%s]}' "$1" >"$work/bad.json"
    ends 4 calc "$work/bad.json"
}
after '{"id": "a", "kind": "permited_work"}'
says "$work/bad.json: /after/0/kind: error: there is no kind of scenario 'permited_work'; did you mean 'permitted_work'? [unknown-name]"
after '{"id": "a", "kind": "stops"}'
says "$work/bad.json: /after/0/kind: error: 'stops' is a what-if, which varies a scenario: it is asked for with --if [unknown-name]"
after '{"id": "a", "kind": 3}'
says "$work/bad.json: /after/0/kind: error: a kind is a text, not a number [wrong-type]"
after '{"id": "a", "kind": "permitted_work", "with": [1]}'
says "$work/bad.json: /after/0/with: error: the arguments are an object, not a list [wrong-type]"
after '{"id": "a", "kind": "permitted_work", "with": {"hours": 200, "hour": "3", "wage": null}}'
says "$work/bad.json: /after/0/with/hours: error: '200' does not lie between 0 and 168 [bad-argument]" \
    "$work/bad.json: /after/0/with/hour: error: 'permitted_work' has no argument 'hour' [unknown-field]" \
    "$work/bad.json: /after/0/with/wage: error: an argument is a text, a whole number, true or false, not null [wrong-type]"
after '{"id": "a", "kind": "self_employment_start"}'
says "$work/bad.json: /after/0/with/profit: error: 'self_employment_start' needs 'profit': How much is left of the takings after the costs of the business, in a month? [missing-fact]"
after '{"id": "a", "kind": "permitted_work", "people": {"you": {"jobs": [{"hours_per_week": "3", "hourly_wage": "13.00"}]}}}'
says "$work/bad.json: /after/0/people/you/jobs: error: these 'jobs' would take the place of what 'permitted_work' adds: say it with its arguments (\"with\": {…}) instead [replaced]"
after '{"id": "a", "with": {"hours": "3"}}'
says "$work/bad.json: /after/0/with: error: 'with' is no field of a case [unknown-field]"
# What is wrong with the case itself is told once, where it stands.
printf '{"rules": "uk", "date": "2026-06-01", "people": {"you": {"age": "forty"}}, "household": {"nation": "england"}, "after": [{"id": "a", "kind": "permitted_work"}]}' >"$work/bad.json"
ends 4 calc "$work/bad.json"
says "$work/bad.json: /people/you/age: error: 'forty' is not a number: digits with a point before decimals, like \"1234.50\" [wrong-type]"

# Rules: bad declarations are found before anybody uses them.
cp -r fixtures/toy/1.0 "$work/toy"
sed -i 's|<fact field="hours">hours + more</fact>|<fact field="hour">hours + mor</fact>|; s|default-of="weekly_hours"|default-of="wage"|; s|<what-if id="sinks" entity="citizen">|<what-if id="longer" entity="citizen" who="wage">|; s|<leave-out field="boat"/>|<leave-out field="boats"/> <in field="gigs"/> <add field="boat"/>|' "$work/toy/ruleset.xml"
ends 3 rules check "$work/toy"
sed "s|$work/toy/||" "$work/err" >"$work/plain"
while read -r text; do
    grep -qF -e "$text" "$work/plain" || wrong "no '$text'"
done <<'EOF'
there is a <what-if> 'longer' already [repeated-id]
EOF
sed -i 's|<what-if id="longer" entity="citizen" who="wage">|<what-if id="sinks" entity="citizen" who="wage">|' "$work/toy/ruleset.xml"
ends 3 rules check "$work/toy"
while read -r text; do
    grep -qF -e "$text" "$work/err" || wrong "no '$text'"
done <<'EOF'
'hour' is no field of 'gig'; did you mean 'hours'? [unknown-name]
'mor' is no argument of 'longer'; did you mean 'more'? [unknown-name]
'wage' is in RDO/hour, 'hours' in hour/week [other-unit]
'wage' does not say yes or no [type-mismatch]
'boats' is no field of 'citizen'; did you mean 'boat'? [unknown-name]
'gigs' is no object of 'citizen' [unknown-name]
'boat' is no list of 'citizen' [unknown-name]
EOF
finish
