#!/bin/sh
# Every sum of money in the main laws of the United Kingdom is bound to words of its law, and most to a second publication;
# what no law says as a figure is named here, with the reason. Where copies of published texts are at hand, the words are those.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

main='uk.universal_credit.elements uk.universal_credit.income uk.universal_credit.housing uk.universal_credit.deductions uk.benefit_cap
uk.income_tax uk.national_insurance uk.child_benefit uk.disability uk.carers'
# income_tax_bands: the higher rate limit is worked out (ITA 2007 s 10(5A)); its other figures are bound.
# tax_code_unit, tax_code_top_up: HMRC's specification of tax tables, no Act or instrument.
# child_benefit_charge_all: worked out from two figures (ITEPA 2003 s 681C).
# carers_allowance_supplement_payment: worked out by a formula (Social Security (Scotland) Act 2018 s 81), and ended.
no_law='income_tax_bands tax_code_unit tax_code_top_up child_benefit_charge_all carers_allowance_supplement_payment'

# unbound SET: money of the main laws that is bound to no law and not named above; the coverage is left in $work/out.
unbound() {
    "$BETTEROFF" rules check --coverage "$1" >"$work/out" || { echo "$1 is wrong"; return; }
    sed -n '/^  not bound to a law$/,/^  [^ ]/p' "$work/out" | sed 1d | tr -d ' ' | tr ',' '\n' >"$work/ids"
    for law in $main; do
        grep -E "^    $law +[0-9]+ of [0-9]+ figures? bound to law" "$work/out" >"$work/line" || { echo "no law $law"; continue; }
        file=$(grep -l "id=\"$law\"" "$1"/*.xml)
        missing=0
        for id in $(cat "$work/ids"); do
            grep -qE "<(param|scale|table) id=\"$id\"[^>]* unit=\"[^\"]*GBP" "$file" || continue
            case " $no_law " in *" $id "*) ;; *) echo "$law: $id" ;; esac
            missing=$((missing + 1))
        done
        # None is lost on the way: those that are missing are those that the line says.
        said=$(awk '{ print $4 - $2 }' "$work/line")
        [ "$said" -eq $missing ] || echo "$law: $said figures are not bound, $missing of them found"
    done
}

unbound rules/uk/2026.1 >"$work/unbound"
[ ! -s "$work/unbound" ] || { sed 's/^/not bound to its law: /' "$work/unbound"; failed=1; }

# The second witness: at least four fifths of the money in these laws.
all=0 two=0
for law in $main; do
    counts=$(sed -nE "s/^    $law +[0-9]+ of ([0-9]+) figures? bound to law +([0-9]+) with a second witness.*/\1 \2/p" "$work/out")
    all=$((all + ${counts% *})) two=$((two + ${counts#* }))
done
[ $((two * 5)) -ge $((all * 4)) ] || { echo "only $two of $all have a second witness"; failed=1; }

# The test itself: without one binding it fails.
cp -r rules/uk/2026.1 "$work/uk"
chmod -R u+w "$work/uk"
sed -i '/<bind param="child_benefit_eldest" /,/\/>/d' "$work/uk/published_tax.xml"
unbound "$work/uk" >"$work/unbound"
[ "$(cat "$work/unbound")" = 'uk.child_benefit: child_benefit_eldest' ] || { cat "$work/unbound"; echo 'a figure without a law was not seen'; failed=1; }

# Copies of published texts, where there are any
samples=$srcdir/../shared/sources/samples
if [ -e "$samples" ] && [ "$BETTEROFF_FETCH" = yes ]; then
    at=$work/saved/www.legislation.gov.uk
    mkdir -p "$at/uksi/2013/376/regulation/36" "$at/uksi/2006/965/regulation/2" "$at/changes/affected/uksi/2013/376" "$at/changes/affected/uksi/2006/965"
    cp "$samples/legislation/uksi-2013-376-regulation-36.xml" "$at/uksi/2013/376/regulation/36/data.xml"
    cp "$samples/legislation/uksi-2006-965-regulation-2.xml" "$at/uksi/2006/965/regulation/2/data.xml"
    for number in 2013/376 2006/965; do
        echo '<feed xmlns="http://www.w3.org/2005/Atom"><title>Changes</title></feed>' \
            >"$at/changes/affected/uksi/$number/data.feed?results-count=500&sort=modified"
    done
    XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
    export XDG_STATE_HOME XDG_CACHE_HOME
    told='the law of the samples' status=0 # 21: their second witnesses are not at hand
    "$BETTEROFF" fetch check-sources --rules ./rules/uk/2026.1 --channel "$work/saved" --on 2026-06-01 --only law_ucr_36,law_cbrates_2 --json \
        >"$work/out" 2>"$work/err" || status=$?
    [ $status = 21 ] || wrong "status $status"
    holds '"ok": 17' '"structure-changed": 0' '"drift": 0'
fi
finish
