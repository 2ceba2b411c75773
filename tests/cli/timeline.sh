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
    ends 0 timeline --months "$months" --format json "$work/case.json"
    [ -s "$work/out" ] || return 0
    plain <"$work/out" >"$work/told"
    grep -E '^scenario ' "$1" | while read -r _ name; do
        for file in "$1" "$work/told"; do
            sed -n "/^scenario $name\$/,/^end/p" "$file" | grep -vE "^[0-9-]+ (${leave:-none}|start) "
        done | sort | uniq -u | sed "s|^|$1, $name: |"
        sed -n "/^scenario $name\$/,/^end/p" "$1" | grep -v '^[0-9-]* start ' >"$work/wanted"
        sed -n "/^scenario $name\$/,/^end/p" "$work/told" | grep -vE "^[0-9-]+ (${leave:-none}|start) " | cmp -s "$work/wanted" - || echo "$1, $name: in another order"
    done >"$work/differs"
    [ ! -s "$work/differs" ] || { cat "$work/differs"; failed=1; }
}
n=0
for file in tests/timeline/*.story; do
    story "$file"
    n=$((n + 1))
done
[ $n -ge 10 ] || { echo "only $n stories"; failed=1; }
finish
