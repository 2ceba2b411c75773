#!/bin/sh
# The sheet to take home and an explanation in HTML: well-formed, alone in one file without script or address but those
# of law, and with the very amounts of --format json.
set -eu
command -v xmllint >/dev/null || { echo 'xmllint is missing'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$srcdir"
failed=0
wrong() { echo "$1"; failed=1; }

# amounts FILE: those of an answer in JSON, as it writes them, by scenario: lines, totals, balance, difference.
amounts() {
    grep -E '^ +"(amount|income_total|costs_total|left_over|difference|incoming_total|outgoing_total|remainder)": "' "$1" |
        sed 's/.*: "\(.*\)",*$/\1/' | grep -v '^0\.00$' | sort
}

# data PAGE FIRST STEP: the amounts in every STEPth cell of each row from the FIRSTth on, as programs read them. The first
# scenario stands in every table: it is read in the first one.
data() {
    awk -v first="$2" -v step="$3" '/<caption/ { tables++ } /<tr.*<data/ {
        n = split($0, cell, "<td")
        for (i = first + (tables > 1 ? step : 0); i < n; i += step) if (match(cell[i + 1], /value="[^"]*"/))
            print substr(cell[i + 1], RSTART + 7, RLENGTH - 8)
    }' "$1" | grep -v '^0\.00$' | sort
}

# page NAME COMMAND...: writes NAME.html and looks at what every page must have.
page() {
    name=$1
    shift
    "$BETTEROFF" "$@" --format html >"$work/$name.html" 2>"$work/err" || { wrong "$*: fails"; cat "$work/err"; return; }
    xmllint --noout --nonet "$work/$name.html" || wrong "$*: not well-formed"
    head -2 "$work/$name.html" | tail -1 | grep -q '^<html lang="[a-z][a-z]*">$' || wrong "$*: no language"
    ! grep -iE '<(script|link|iframe|object|embed|img|base|form)' "$work/$name.html" || wrong "$*: not one file alone"
    ! grep -iE ' on[a-z]+="|javascript:|@import|url\([^#]|src=' "$work/$name.html" || wrong "$*: something to run or fetch"
    # Addresses are those of law, in links.
    ! grep -oiE '(https?:)?//[^ "<]*' "$work/$name.html" | sort -u >"$work/addresses"
    sed -n 's/.*<a href="\(https*:[^"]*\)".*/\1/p' "$work/$name.html" | sort -u >"$work/links"
    cmp -s "$work/addresses" "$work/links" || { wrong "$*: addresses beside links"; diff "$work/links" "$work/addresses"; }
    # What is pointed to is there, once.
    grep -o ' id="[^"]*"' "$work/$name.html" | sort | uniq -d | grep . && wrong "$*: ids that are not unique"
    grep -o ' id="[^"]*"' "$work/$name.html" | sed 's/ id="\(.*\)"/\1/' | sort -u >"$work/ids"
    grep -oE '(href="#|url\(#|labelledby=")[^")]*' "$work/$name.html" | sed 's/.*[#"]//' | tr ' ' '\n' | sort -u >"$work/pointers"
    [ -z "$(comm -13 "$work/ids" "$work/pointers")" ] || wrong "$*: pointers to nothing"
}

# sheet NAME PERIOD BESIDE CASE [OPTION]...: the amounts of both periods are those of --per.
sheet() {
    name=$1 own=$2 beside=$3
    shift 3
    page "$name" calc "$@"
    "$BETTEROFF" calc "$@" --format json --per "$own" >"$work/own.json" 2>/dev/null
    "$BETTEROFF" calc "$@" --format json --per "$beside" >"$work/beside.json" 2>/dev/null
    amounts "$work/own.json" >"$work/own"
    amounts "$work/beside.json" >"$work/beside"
    data "$work/$name.html" 1 2 | diff "$work/own" - || wrong "$*: other amounts (>) than by the $own in JSON (<)"
    data "$work/$name.html" 2 2 | diff "$work/beside" - || wrong "$*: other amounts (>) than by the $beside in JSON (<)"
}

sheet sample month week fixtures/sample.json
sheet toy fortnight week fixtures/toy/case.json --rules fixtures/toy/1.0 --lang en
for case in couple-lcwra-and-carer lone-parent-scotland single-self-employed-start-up; do
    sheet "$case" month week "fixtures/households/$case.json"
done
# --per is the period that stands beside the sheet's own.
"$BETTEROFF" calc --format html --per year fixtures/sample.json >"$work/year.html"
grep -q '<th class="begins" scope="col">a month</th><th scope="col">a year</th>' "$work/year.html" || wrong 'no year'

# The pages by date and by hours end in the steps that the calculation has: before, and with the job as the case has it.
page timeline timeline fixtures/sample.json
page grid grid fixtures/sample.json
steps() { sed -n '/<div class="steps">/,/^<\/div>/p' "$1"; }
steps "$work/sample.html" >"$work/steps"
grep -q 'id="s1-1"' "$work/steps" || wrong 'no steps'
for name in timeline grid; do
    steps "$work/$name.html" | cmp -s "$work/steps" - || wrong "$name: other steps than those of the calculation"
done
# What is to be done by a day stands first, in the order of days.
grep -o '<li>\(<b>By [^:]*:\)*' "$work/sample.html" | sed -n '/By/,$p' | head -4 >"$work/days"
printf '<li><b>By %s June 2026:\n' 1 1 21 30 | cmp -s - "$work/days" || { wrong 'other days'; cat "$work/days"; }

page explained explain fixtures/sample.json left_over
page nynorsk explain fixtures/sample.json people/you/take_home_pay --lang nn

# Each step of the text is one of the page.
"$BETTEROFF" explain fixtures/sample.json left_over | grep -cE '^ *([0-9]+\.|–) ' >"$work/told"
grep -cE '<li( id="step-[0-9]+")?>(<details|<b>[0-9]|–)' "$work/explained.html" | cmp -s "$work/told" - || wrong 'other steps than the text'

# Names and labels are texts, whatever they hold.
sed -e 's/"you"/"<you> \& \\"me\\""/g' -e 's/Café, 16 hours/<script>alert(1)<\/script>\\u202e/' fixtures/sample.json >"$work/evil.json"
page evil calc "$work/evil.json"
grep -qF '&lt;script&gt;alert(1)&lt;/script&gt;' "$work/evil.html" || wrong 'the label is not there'
exit $failed
