#!/bin/sh
# A made-up country with its own money, households, language and pay periods is calculated and explained by the same
# program. The figures are worked out by hand from the articles that the rule files cite.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
toy=fixtures/toy/1.0

# Pay: 12 × 9.40 × 2 = 225.60, 5,865.60 a year, untaxed; 30 × 9.40 × 2 + 7.5 × 8.20 × 2 = 687.00, 17,862.00 a year, of which 25%
# of 11,862, rounded down 2,965, is 114.04 a fortnight. Support: 420 + 60.50, less 13 for each hour above 6. Rent: 310 × 12 ÷ 26.
ends 0 calc --rules $toy fixtures/toy/case.json --format csv
says
tr -d '\r' <"$work/out" >"$work/lines"
mv "$work/lines" "$work/out"
prints 'kind,group,id,label,before,net-mender,two-gigs' \
    'line,incoming,net_pay,Salajro post imposto,0.00,225.60,572.96' \
    'line,incoming,hearth_support,Fajreja subteno,480.50,402.50,71.00' \
    'line,incoming,fuel_help,Brulaĵa helpo,5.00,5.00,5.00' \
    'line,incoming,storm_help,Ŝtorma helpo,0.00,0.00,15.00' \
    'total,incoming,incoming_total,Enspezoj,485.50,633.10,663.96' \
    'line,outgoing,mooring_cost,Kajkosto,0.00,0.00,0.00' \
    'line,outgoing,rent_cost,Luprezo,143.08,143.08,143.08' \
    'total,outgoing,outgoing_total,Elspezoj,143.08,143.08,143.08' \
    'balance,,remainder,Restas,342.42,490.02,520.88' \
    'difference,,difference,Difference from before,,147.60,178.46' \
    'measure,,gain_per_hour,Gain for each hour,,6.15,2.38'

# The same a week: each line halved to the cent, and summed again.
ends 0 calc --rules $toy fixtures/toy/case.json --format csv --per week
holds 'line,incoming,net_pay,Salajro post imposto,0.00,112.80,286.48' 'line,outgoing,rent_cost,Luprezo,71.54,71.54,71.54'

ends 0 calc --rules $toy fixtures/toy/case.json --format json
holds '"currency": "RDO"' '"period": "fortnight"' '"remainder": "520.88"' '"first_checked": "2030-05-01"'

ends 0 calc --rules $toy fixtures/toy/case.json
holds 'Better-off calculation: Verda Insulo' 'Retoj, 12 horoj' '8.20 estas malpli ol la minimuma horpago, 8.75'

ends 0 explain --rules $toy fixtures/toy/case.json hearth_support
says
holds '480.50 − 78.00' 'Leĝo 11/2029 art 1' '12 + 0 − 6, 0) × 13.00'
ends 0 explain --rules $toy fixtures/toy/case.json citizens/ana/net_pay --scenario two-gigs --format json
holds '"variable": "net_pay"' '"value": "572.96"'

# Money by date: support is paid two weeks after it was granted, from a market day 42 fortnights after the first; pay of the first
# two weeks is halved, 315.35 of 343.50 after tax of 732 a year; the rent is due on the first of the month.
ends 0 timeline --rules $toy fixtures/toy/case.json --format json
says
awk -F'"' '/^      "id":/ { here = $4 == "two-gigs" } /"(date|id|amount)":/ { line = $2 == "date" ? $4 : line " " $4 }
    here && /"balance":/ { print line " " $4 }' "$work/out" >"$work/entries"
for entry in '2031-08-15 start 0.00 0.00' '2031-08-15 support 480.50 480.50' '2031-08-15 less_support 0.00 480.50' \
    '2031-08-29 pay 315.35 795.85' '2031-08-29 support 71.00 866.85' '2031-09-01 rent -310.00 556.85' \
    '2031-09-12 pay 572.96 1129.81' '2031-10-10 support 71.00 2178.73' '2031-08-15 0.00'; do
    grep -qxF "$entry" "$work/entries" || wrong "no $entry"
done
holds '"until": "2031-10-14"' '"text": "Post redukto de 409.50."'
ends 0 timeline --rules $toy fixtures/toy/case.json --months 1 --lang en
holds 'Less support' '1,200.81' 'Hearth support'
ends 0 timeline --rules $toy fixtures/toy/case.json --format svg
holds '<title id="bo-title">Money by date: Verda Insulo</title>' 'Lowest point: 0.00'

ends 4 calc --rules $toy --on 2033-01-01 fixtures/toy/case.json
ends 2 explain --rules $toy fixtures/toy/case.json hearth_suport
says "betteroff: error: there is no variable 'hearth_suport'; did you mean 'hearth_support'? [unknown-name]"
finish
