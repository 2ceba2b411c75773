#!/bin/sh
# Messages that say by which day to act: the day in JSON, before the text for people; a day that is no rule of a date is refused.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$srcdir"

cat >"$work/case.json" <<'END'
{"rules": "uk", "date": "2026-06-01", "people": {"you": {"age": 40, "health": "lcwra", "lcwra_from": "2024-02-01"}}, "household": {"nation": "england", "tenure": "none"},
 "after": [{"id": "job", "people": {"you": {"jobs": [{"hours_per_week": "10", "hourly_wage": "12.71", "starts": "2026-06-15"}]}}}]}
END
wrong() { echo "$1"; exit 1; }
"$BETTEROFF" calc --format json "$work/case.json" | tr -d '\n' | tr '{' '\n' >"$work/json"
grep -q '"tell_universal_credit".*"by": *"2026-06-15"' "$work/json" || wrong 'the day is not in JSON'
grep -q '"work_does_not_end_lcwra".*"by": *null' "$work/json" || wrong 'a message without a day has one'
"$BETTEROFF" calc "$work/case.json" | tr '\n' ' ' | tr -s ' ' >"$work/text"
grep -q 'By 15 June 2026: Tell Universal Credit in your online journal' "$work/text" || wrong 'the day is not in the text'
"$BETTEROFF" calc --format html "$work/case.json" >"$work/html"
grep -q '<b>By 15 June 2026:</b> Tell Universal Credit' "$work/html" || wrong 'the day is not on the sheet in HTML'

mkdir "$work/rules"
cp fixtures/toy/1.0/*.xml "$work/rules"
for by in no_such_day hearth_support; do
    sed "s|<message id=\"support_ends\"|& by=\"$by\"|" fixtures/toy/1.0/support.xml >"$work/rules/support.xml"
    status=0
    "$BETTEROFF" rules check "$work/rules" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = 1 ] || [ "$status" = 3 ] || wrong "$by: status $status"
    grep -q "error: the hearth has no rule '$by' of a date" "$work/err" || wrong "$by was not refused: $(cat "$work/err")"
done
