#!/bin/sh
# Money by date: stories worked out by hand from the law (tests/timeline), the formats, what is refused.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=rules

# Of JSON as the program writes it, a line for each entry, lowest point, month and last balance, under its scenario.
plain() {
    awk -F'"' '
        /^  "(assumptions|not_calculated|warnings)":/ { exit }
        /^      "id":/ { if (n++) print "end " balance; print "scenario " $4 }
        /^          "date":/ { date = $4 }
        /^          "id":/ { id = $4 }
        /^          "amount":/ { amount = $4 }
        /^          "balance":/ { balance = $4; print date " " id " " amount }
        /^          "month":/ { line = "month " $4 }
        /^          "(income_total|costs_total)":/ { line = line " " $4 }
        /^          "left_over":/ { print line " " $4 }
        /^        "date":/ { date = $4 }
        /^        "balance":/ { print "lowest " date " " $4 }
        END { print "end " balance }' |
        awk '/^lowest/ { lowest = $0; next } /^month/ { months[++n] = $0; next }
            /^end/ { print lowest; for (i = 1; i <= n; i++) print months[i]; n = 0 } { print }'
}

# story FILE: the scenarios that it tells, without the entries that it leaves out and those that move nothing.
story() {
    sed -n '/^{/,/^}/p' "$1" >"$work/case.json"
    months=$(sed -n 's/^months //p' "$1")
    leave=$(sed -n 's/^leave //p' "$1" | tr ' ' '|')
    # shellcheck disable=SC2046
    ends 0 timeline --months "$months" $(sed -n 's/^options //p' "$1") --format json "$work/case.json"
    [ -s "$work/out" ] || return 0
    plain <"$work/out" >"$work/told"
    grep -E '^scenario ' "$1" | while read -r _ name; do
        for file in "$1" "$work/told"; do
            sed -n "\\%^scenario $name\$%,/^end/p" "$file" | grep -vE "^[0-9-]+ (${leave:-none}|start) "
        done | sort | uniq -u | sed "s|^|$1, $name: |"
        sed -n "\\%^scenario $name\$%,/^end/p" "$1" | grep -v '^[0-9-]* start ' >"$work/wanted"
        sed -n "\\%^scenario $name\$%,/^end/p" "$work/told" | grep -vE "^[0-9-]+ (${leave:-none}|start) " | cmp -s "$work/wanted" - || echo "$1, $name: in another order"
    done >"$work/differs"
    [ ! -s "$work/differs" ] || { cat "$work/differs"; failed=1; }
}
n=0
for file in tests/timeline/*.story; do
    story "$file"
    n=$((n + 1))
done
[ $n -ge 10 ] || { echo "only $n stories"; failed=1; }

# A story that is wrong by a penny is seen.
sed 's/^2026-07-16 universal_credit 1091.63/2026-07-16 universal_credit 1091.64/' tests/timeline/weekly_five.story >"$work/wrong.story"
told=$(story "$work/wrong.story")
case $told in
*'universal_credit 1091.63'*'universal_credit 1091.64'*) ;;
*) echo "a wrong story passes: $told"; failed=1 ;;
esac

# Text and picture
sed -n '/^{/,/^}/p' tests/timeline/weekly_five.story >"$work/case.json"
ends 0 timeline --months 3 "$work/case.json"
says
holds 'Money by date: United Kingdom' '1 June 2026 to 31 August 2026' 'First reduced Universal Credit' 'Lowest point: −£300.00 on 1 June 2026' \
    '2026-08-14        +203.60     3,232.33  Pay (you)' '2026-07              2,109.63            450.00          1,659.63                   +804.93' 'Total                5,819.18          1,350.00          4,469.18                 +1,905.08'
ends 0 timeline --months 3 --format json "$work/case.json"
holds '"difference": "804.93"'
ends 0 timeline --format svg - <"$work/case.json"
holds '<svg xmlns="http://www.w3.org/2000/svg"' '9 August 2026: More pay days than usual' '</svg>'
ends 0 timeline --format html "$work/case.json"
holds '<!DOCTYPE html>' '<tr><td><time datetime="2026-07-16">16</time></td><th scope="row">Universal Credit</th><td><data value="1091.63">+1,091.63</data></td><td><data value="2664.33">2,664.33</data></td></tr>' '</html>'
if command -v xmllint >/dev/null; then
    sed 1d "$work/out" | xmllint --noout - || wrong 'not well-formed'
fi
ends 0 timeline --on 2026-12-20 --months 12 --format json "$work/case.json"
holds '"until": "2027-04-05"' '"code": "timeline-cut"'

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
