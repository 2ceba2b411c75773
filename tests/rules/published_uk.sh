#!/bin/sh
# Every sum of money in the main laws of the United Kingdom is bound to words of its law or declared with the reason why no law
# says it, and most have a second publication; on a day after the year's new sums were due, those are told, and nothing else.
# Where copies of published texts are at hand, the words are those.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

main='uk.universal_credit.elements uk.universal_credit.income uk.universal_credit.housing uk.universal_credit.deductions uk.benefit_cap
uk.timeline.universal_credit uk.income_tax uk.national_insurance uk.child_benefit uk.disability uk.carers'

# Without its examples: they take ten seconds, and say nothing of where figures are published.
cp -r rules/uk/2026.1 "$work/uk"
chmod -R u+w "$work/uk"
for file in "$work"/uk/*.xml; do
    awk '/<example / { skip = 1 } !skip { print } /<\/example>/ { skip = 0 }' "$file" >"$work/file"
    cat "$work/file" >"$file"
done

# unbound: money of the main laws that is bound to no law and not declared; the coverage is left in $work/out.
unbound() {
    "$BETTEROFF" rules check --coverage "$work/uk" >"$work/out" || { echo 'the set is wrong'; return; }
    sed -n '/^  not bound to a law$/,/^  [^ ]/p' "$work/out" | sed '1d; /^  [^ ]/d' | tr -d ' ' | tr ',' '\n' >"$work/ids"
    for law in $main; do
        grep -E "^    $law +[0-9]+ of [0-9]+ figures? bound to law" "$work/out" >"$work/line" || { echo "no law $law"; continue; }
        file=$(grep -l "id=\"$law\"" "$work"/uk/*.xml)
        sed -nE 's/.*<(param|scale|table) id="([a-z0-9_]+)"[^>]* unit="[^"]*GBP.*/\2/p' "$file" >"$work/money"
        grep -Fxf "$work/money" "$work/ids" >"$work/missing" || :
        missing=$(wc -l <"$work/missing")
        sed "s/^/$law: /" "$work/missing"
        said=$(awk '{ print $4 - $2 }' "$work/line") declared=$(sed -nE 's/.* ([0-9]+) declared.*/\1/p' "$work/line")
        [ $((said - ${declared:-0})) -eq $missing ] || echo "$law: $said figures are not bound, $missing of them found"
    done
}

unbound >"$work/unbound"
[ ! -s "$work/unbound" ] || { sed 's/^/not bound to its law: /' "$work/unbound"; failed=1; }

# A reason stands for few, and at least four fifths have a second witness.
all=0 law_says=0 two=0
for law in $main; do
    counts=$(sed -nE "s/^    $law +([0-9]+) of ([0-9]+) figures? bound to law +([0-9]+) with a second witness.*/\1 \2 \3/p" "$work/out")
    set -- $counts
    law_says=$((law_says + $1)) all=$((all + $2)) two=$((two + $3))
done
[ $((law_says * 10)) -ge $((all * 9)) ] || { echo "only $law_says of $all are bound to law"; failed=1; }
[ $((two * 5)) -ge $((all * 4)) ] || { echo "only $two of $all have a second witness"; failed=1; }

# The new sums of April 2027, known without a network. Expected are the sums that hold then and have days of their own or of
# their law; from the rule files, by other means than the program's.
if [ "$BETTEROFF_FETCH" = yes ]; then
    XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
    export XDG_STATE_HOME XDG_CACHE_HOME
    told='overdue in May 2027' status=0
    "$BETTEROFF" fetch check-sources --offline --rules "$work/uk" --on 2027-05-01 --json >"$work/out" 2>"$work/err" || status=$?
    [ $status = 1 ] || wrong "status $status"
    awk -F'"' '/"parameter":/ { name = $4 } /^ *"finding": "overdue"/ { split(name, part, " "); print part[1] }' "$work/out" |
        sort -u >"$work/overdue"
    for file in "$work"/uk/*.xml; do
        awk '
            /<law / { yearly = /changes="--04-0[16]"/ }
            /<(param|scale|table) id=/ {
                match($0, /id="[a-z0-9_]*"/)
                id = substr($0, RSTART + 4, RLENGTH - 5)
                table = /<table/ # of which rows hold on beside a gap
                own = /changes=/ ? /changes="--04-0[16]"/ : yearly
                wanted = own && /unit="GBP/
                last = until = ""
            }
            /<(column) id="[a-z_]*" unit="GBP/ && own { wanted = 1 }
            id != "" && match($0, /<(value|bands|rows) from="[0-9-]*"/) { # of rows that begin together one may be open
                from = substr($0, RSTART + RLENGTH - 11, 10)
                if (from != last) open = 0
                last = from
                ends = match($0, / until="[0-9-]*"/) ? substr($0, RSTART + 8, 10) : ""
                open = open || ends == ""
                until = open ? "" : ends
            }
            id != "" && !table && /<gap from=/ && match($0, /<gap from="[0-9-]*"/) {
                gap = substr($0, RSTART + 11, 10)
                if (gap > last && gap <= "2027-05-01") until = gap
            }
            /<\/(param|scale|table)>/ {
                if (wanted && last <= "2027-04-01" && (until == "" || until > "2027-05-01")) print id
                id = ""; wanted = 0
            }' "$file"
    done | sort -u >"$work/expected"
    [ "$(wc -l <"$work/expected")" -gt 80 ] || wrong 'too few are expected'
    diff "$work/expected" "$work/overdue" >"$work/differs" || { wrong 'other figures than expected (<) are overdue (>)'; cat "$work/differs"; }
    for never in uc_savings_limit tax_code_unit carer_hours uc_taper basic_rate; do
        grep -qx "$never" "$work/overdue" && wrong "$never is overdue"
    done
    told='overdue in November 2026'
    "$BETTEROFF" fetch check-sources --offline --rules "$work/uk" --on 2026-11-30 --json >"$work/out" 2>"$work/err" || wrong "status $?"
    grep -q '"finding": "overdue"' "$work/out" && wrong 'overdue already'
fi

# Copies of published texts, where there are any
samples=$srcdir/../shared/sources/samples
if [ -e "$samples" ] && [ "$BETTEROFF_FETCH" = yes ]; then
    XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
    export XDG_STATE_HOME XDG_CACHE_HOME
    at=$work/saved/www.legislation.gov.uk
    mkdir -p "$at/uksi/2013/376/regulation/36" "$at/uksi/2006/965/regulation/2" "$at/changes/affected/uksi/2013/376" "$at/changes/affected/uksi/2006/965"
    cp "$samples/legislation/uksi-2013-376-regulation-36.xml" "$at/uksi/2013/376/regulation/36/data.xml"
    cp "$samples/legislation/uksi-2006-965-regulation-2.xml" "$at/uksi/2006/965/regulation/2/data.xml"
    for number in 2013/376 2006/965; do
        echo '<feed xmlns="http://www.w3.org/2005/Atom"><title>Changes</title></feed>' \
            >"$at/changes/affected/uksi/$number/data.feed?results-count=500&sort=modified"
    done
    told='the law of the samples' status=0 # 21: their second witnesses are not at hand
    "$BETTEROFF" fetch check-sources --rules "$work/uk" --channel "$work/saved" --on 2026-06-01 --only law_ucr_36,law_cbrates_2 --json \
        >"$work/out" 2>"$work/err" || status=$?
    [ $status = 21 ] || wrong "status $status"
    holds '"ok": 17' '"structure-changed": 0' '"drift": 0'
fi

# The test itself: without one binding, or one reason, it fails.
sed -i '/<bind param="child_benefit_eldest" /,/\/>/d' "$work/uk/published_tax.xml"
sed -i '/<unbound param="tax_code_unit" /,/<\/unbound>/d' "$work/uk/published_tax.xml"
unbound >"$work/unbound"
[ "$(cat "$work/unbound")" = 'uk.income_tax: tax_code_unit
uk.child_benefit: child_benefit_eldest' ] || { cat "$work/unbound"; echo 'a figure without a law was not seen'; failed=1; }

finish
