#!/bin/sh
# The page of each law file holds what the file holds: every element, value, date, address of a law and example; and the
# links inside the pages lead somewhere.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

build-aux/pages laws "$work/doc"
[ -e "$work/doc/uk/universal_credit.md" ] || { echo 'no page was made'; exit 1; }

# wants PAGE: each line of standard input stands in the page.
wants() {
    while read -r text; do
        grep -qF -e "$text" "$1" || { echo "$1: no '$text'"; failed=1; }
    done <"$work/wanted"
}

for page in "$work"/doc/uk/*.md; do
    file=$(ls -d rules/uk/*/"$(basename "$page" .md).xml" | tail -n 1)
    {
        grep -oE '<(input|param|table|scale|function|rule|message|example|not-calculated) id="[a-z0-9_]+"' "$file" |
            sed 's/.*id="\(.*\)"/<a id="\1"><\/a>/'
        grep -oE '<value from="[0-9-]+"' "$file" | sed 's/.*"\(.*\)"/| \1 |/'
        sed -n 's/.*<value [^>]*>\([^<]*\)<\/value>.*/\1/p' "$file"
    } | sort -u >"$work/wanted"
    wants "$page"
done

# An address that a law file cites stands on its page.
grep -qF '(https://www.legislation.gov.uk/uksi/2013/376)' "$work/doc/uk/universal_credit.md" || wrong 'a page without the address of its law'

for page in "$work"/doc/uk/*.md; do
    grep -oE '\]\([a-z0-9_]*(\.md)?#[a-z0-9_]+\)' "$page" | tr -d '])(' | sort -u | while IFS='#' read -r to id; do
        grep -qF "<a id=\"$id\"></a>" "$work/doc/uk/${to:-$(basename "$page")}" || echo "$(basename "$page"): $to#$id leads nowhere"
    done
done >"$work/astray"
[ ! -s "$work/astray" ] || { cat "$work/astray"; failed=1; }

# Formulas and sentences in words; by id, by file, and what there is not
ends 0 rules show --rules ./fixtures/toy/1.0 --page toy.support
holds 'the greatest of (the sum of [Laborhoroj](labour.md#hours_in_week) of the round the fire − [Liberaj horoj](#free_hours); 0) × [Redukto por horo](#support_per_hour)' \
    '1. when the period of *x* = "fortnight" → *x*' ', rounded up to 2 decimals' 'Less [Redukto](#support_reduction) for the hours worked.'
cp "$work/out" "$work/by_id"
ends 0 rules show --rules ./fixtures/toy/1.0 --page support.xml
cmp -s "$work/out" "$work/by_id" || wrong 'the page by file is not the page by id'
ends 2 rules show --rules ./fixtures/toy/1.0 --page toy.suport
says "betteroff: error: there is no law 'toy.suport' in the rules; did you mean 'toy.support'? [unknown-name]"
ends 2 rules show --page
finish
