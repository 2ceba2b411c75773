#!/bin/sh
# What is said of files, cases and rule sets that are wrong: the place, the reason, the status.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=fixtures
case=fixtures/toy/case.json

# Files
ends 5 calc no-such-file.json
says 'no-such-file.json: error: No such file or directory [cannot-read]'
ends 5 explain no-such-file.json remainder
says 'no-such-file.json: error: No such file or directory [cannot-read]'
ends 5 calc fixtures
says 'fixtures: error: this is a folder [cannot-read]'
ends 4 calc /dev/null
says '/dev/null: error: the case is empty [empty-case]'
ends 4 calc </dev/null
says '-: error: the case is empty [empty-case]'
head -c 5000000 /dev/zero | tr '\0' ' ' >"$work/long.json"
ends 5 calc "$work/long.json"
says "$work/long.json: error: more than 4194304 bytes [too-long]"
ends 5 calc --overlay no-such-reform.xml "$case"
says 'no-such-reform.xml: error: No such file or directory [cannot-read]'

# given TEXT: a case from standard input.
given() {
    printf '%s\n' "$1" >"$work/given"
    ends "$2" calc <"$work/given"
}
# JSON
given '{"rules": "toy",' 4
says "-:2:1: error: string or '}' expected near end of file [json-syntax]"
given '{"rules": "toy", "date": "2031-01-01" "isle": {}}' 4
says "-:1:44: error: '}' expected near '\"isle\"' [json-syntax]"
given '{"rules": "toy", "rules": "toy"}' 4
says '-:1:24: error: duplicate object key near '"'\"rules\"'"' [duplicate-key]'

# Rule sets
given '[]' 4
given '{"date": "2031-01-01"}' 4
grep -q '^-: /rules: error: the case does not name its rule set, like "rules": "NAME" (installed: .*toy.*) \[missing-rules\]$' \
    "$work/err" || wrong 'no word on the rule set that is missing'
given '{"rules": "toi"}' 4
says "-: /rules: error: there is no rule set 'toi'; did you mean 'toy'? [unknown-rules]"
given '{"rules": "toy@2"}' 4
says "-: /rules: error: the rule set 'toy' has no version '2' here, but 1.0 [unknown-rules]"
given '{"rules": "./fixtures/toy/1.0"}' 4
says "-: /rules: error: './fixtures/toy/1.0' is no name of a rule set; a folder is named with --rules [unknown-rules]"
ends 3 calc --rules toi "$case"
says "betteroff: error: there is no rule set 'toi'; did you mean 'toy'? [unknown-rules]"
ends 3 calc --rules ./fixtures "$case"
says './fixtures: error: this is no rule set: it holds no ruleset.xml [unknown-rules]'
mkdir -p "$work/rules/broken/1"
sed 's/<expr>gross_pay - tax_now/<expr>gross_pay - tax_naw/' fixtures/toy/1.0/labour.xml >"$work/rules/broken/1/labour.xml"
cp fixtures/toy/1.0/support.xml fixtures/toy/1.0/calendar.xml fixtures/toy/1.0/published_gazette.xml "$work/rules/broken/1"
sed 's/id="toy"/id="broken"/' fixtures/toy/1.0/ruleset.xml >"$work/rules/broken/1/ruleset.xml"
ends 3 calc --rules-dir "$work/rules" --rules broken "$case"
says "$work/rules/broken/1/labour.xml:103:23: error: unknown name 'tax_naw'; did you mean 'tax_now'? (Leĝo 8/2029 art 6) [unknown-name]"

# Dates
ends 4 calc --on 2033-01-01 "$case"
says "$case: /date: error: the rules 'toy' 1.0 are known from 2030-01-01 to 2032-12-31, and 2033-01-01 lies outside [date-not-known]"
given '{"rules": "toy", "citizens": {}}' 4

# Facts, each with its pointer and the nearest name
sed 's/"gigs"/"gigz"/' "$case" >"$work/field.json"
ends 4 calc "$work/field.json"
says "$work/field.json: /after/0/citizens/ana/gigz: error: 'gigz' is no field of a citizen, did you mean 'gigs'? [unknown-field]" \
    "$work/field.json: /after/1/citizens/ana/gigz: error: 'gigz' is no field of a citizen, did you mean 'gigs'? [unknown-field]"
sed 's/"hours": "12"/"hours": 12.5/' "$case" >"$work/real.json"
ends 4 calc "$work/real.json"
says "$work/real.json: /after/0/citizens/ana/gigs/0/hours: error: a number with a point or an exponent: write it in quotes, like \"12.50\", so that it stays exact [json-real]"
finish
