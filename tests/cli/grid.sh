#!/bin/sh
# Hours and wages, cliffs and targets, on the real rules: figures worked out by hand, the formats, what is refused.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=rules
case=$work/case.json
nb=$(printf '\302\240') # a blank that does not break

# A single person of 30 without rent: the standard allowance is 424.90, and 55p of each pound of pay go. An hour a week at
# 12.71 is 55.0766… a month.
single() {
    cat >"$case" <<EOF
{"rules": "uk", "date": "2026-06-01", "people": {"you": {"age": 30$1}}, "benunits": {"b": {"members": ["you"]}},
 "household": {"nation": "england", "tenure": "none"}}
EOF
}

# 8 hours: 440.61 less 0.55 x 440.61 = 242.34 of 424.90. 16 hours: 881.23 less 18.06 of pension.
single ''
ends 0 grid --hours 0:16:8 --format csv "$case"
printf 'hours,wage,gross_pay,left_over,difference,gain_of_hour\r\n0,12.71,0.00,424.90,0.00,\r\n8,12.71,440.61,623.17,198.27,5.72\r\n16,12.71,881.23,863.17,438.27,6.92\r\n' >"$work/expected"
cmp -s "$work/expected" "$work/out" || wrong 'other points'

# Above 833.00 a month the worker is enrolled: at 15.13 hours 833.31 less 5% of what is over 520.00, 15.67, are 817.64;
# 849.28 at 15.42 hours less 16.46 are 832.82, and 848.73 at 15.41 less 16.44 are 832.29.
ends 0 grid --format json "$case"
sed -n '/"cliffs": \[/,/^  \],/p' "$work/out" | tr -d '\n' | tr -s ' ' >"$work/cliffs"
grep -qF '"cliffs": [ { "wage": "12.71", "hours": "15.12", "gross_pay": "832.76", "variables": [ "take_home_pay" ], "left_over_before": "832.76", "left_over_after": "817.64", "loss": "15.12", "level_again": { "hours": "15.42", "gross_pay": "849.28" } } ],' "$work/cliffs" || wrong 'another cliff'
holds '"of": "/people/you/jobs/0"' '"code": "added"' '"code": "least-wage"' '"value": "12.71"'
[ "$(grep -c '"gain_of_hour"' "$work/out")" = 41 ] || wrong 'not 41 points'
sed -n '/"break_even": \[/,/^  \],/p' "$work/out" | tr -d '\n' | tr -s ' ' | grep -qF '{ "wage": "12.71", "hours": "0", "gross_pay": "0.00" } ]' || wrong 'another break-even'

ends 0 grid --cliff-min 20 "$case"
holds 'Nowhere: nothing falls by £20.00 or more at once.'
ends 0 grid --wage 12.71:14.71:1 --hours 0:20:10 "$case"
holds '£12.71 an hour  £13.71 an hour  £14.71 an hour' 'you/jobs/0'
ends 0 grid --hours 16 --wage 12.71 "$case"
holds '863.17'

# What the points say is what calc says.
for hours in 3 7.77 15.12 15.13 24 33.5 40; do
    single ", \"jobs\": [{\"hours_per_week\": \"$hours\", \"hourly_wage\": \"13.37\"}]"
    ends 0 calc --format json "$case"
    one=$(grep -o '"left_over": "[^"]*"' "$work/out" | head -n 1)
    single ''
    ends 0 grid --hours "$hours" --wage 13.37 --format json "$case"
    sed -n '/"points": \[/,/\]/p' "$work/out" | grep -qF "$one" || wrong "not $one at $hours hours"
done

# Travel of 18.00 a week costs 78.00 a month with the first hundredth of an hour, which pays 0.55.
ends 0 grid --hours 0:10:1 fixtures/sample.json
holds 'you lose £77.45, because of: Travel to work.'

ends 0 grid --format svg fixtures/sample.json
holds '<svg xmlns="http://www.w3.org/2000/svg"' 'role="img"' '<desc id="bo-desc">' 'Travel to work' 'Hours a week'
! grep -qiE '<script|href=|onload' "$work/out" || wrong 'something that runs'
if command -v xmllint >/dev/null; then
    xmllint --noout "$work/out" || wrong 'no XML'
fi

# Targets: 8.07 hours are 444.47, of which 244.46 go: 624.91; 8.06 hours give 624.66. 0.55 x 772.54 = 424.897.
single ''
ends 0 calc --target left_over+200 --vary hours "$case"
holds "It takes 8.07${nb}hours a week." 'Left over is then £624.91 a month. Asked for was £624.90 a month.'
ends 0 calc --target universal_credit=0 --vary pay --format json "$case"
holds '"pay": "772.54"' '"reached": true' '"per": "month"' '"lost_again": null'
ends 0 calc --target left_over=832 "$case"
holds "It takes 15.11${nb}hours a week." "With 15.13${nb}hours a week it is missed again."
ends 1 calc --target left_over+5000 "$case"
holds "It cannot be reached, not even with 40${nb}hours a week."
ends 0 calc --target left_over+5000 --hours 0:168:1 --wage 60 "$case"
ends 1 calc --target universal_credit=0 --hours 0:10:1 "$case" # it falls, but not so far
ends 0 calc --target left_over=100 "$case"                    # more than that even without work
holds "It takes 0${nb}hours a week."
single ', "jobs": [{"hours_per_week": "20", "hourly_wage": "12.71"}]'
ends 0 calc --target people/you/gross_pay=1300 --vary wage "$case" # 1,300.00 x 12 / 52 / 20
holds 'It takes £15.00 an hour.'
ends 0 calc --target left_over+0 --vary wage "$case"
holds 'It takes £12.71 an hour.' # not below the minimum wage

# What is refused
ends 2 grid --hours 0:40 "$case"
says "betteroff: error: --hours: '0:40' is no range: FROM:TO:STEP, like 0:40:1, or one number [bad-range]"
ends 2 grid --hours 0:200:1 "$case"
says "betteroff: error: --hours: '200' does not lie between 0 and 168 [out-of-range]"
ends 2 grid --wage 12.71:20:0 "$case"
says "betteroff: error: --wage: '12.71:20:0' does not go up: from the lesser number to the greater in steps above 0 [bad-range]"
ends 2 grid --scenario nobody "$case"
says "betteroff: error: the case has no scenario 'nobody' [unknown-name]"
ends 2 calc --vary wage "$case"
says 'betteroff: error: --vary needs a --target, like left_over+200 [missing-option]'
ends 2 calc --target left_over "$case"
says "betteroff: error: --target: 'left_over' is no target: VARIABLE+AMOUNT, VARIABLE-AMOUNT or VARIABLE=AMOUNT, like left_over+200 [bad-target]"
ends 2 calc --target lef_over+1 "$case"
says "betteroff: error: there is no variable 'lef_over' to be reached; did you mean 'left_over'? [unknown-name]"
ends 2 calc --target left_over+1 --format csv "$case"
ends 4 grid fixtures/toy/case.json
finish
