#!/bin/sh
# Comparing figures with what is published: each kind of finding, each exit status, sources that go wrong in every way, and
# what a proposal holds. Whatever comes of it, the rules stay byte for byte what they were.
set -eu
# shellcheck source=tests/fetch/setup.sh
. "$srcdir/tests/fetch/setup.sh"
trap 'exec 8>&-; rm -rf "$work"' EXIT
cd "$work"
published=$srcdir/tests/fetch/sources
day=2031-06-01
file_of() { # A_DOCUMENT: its file below the mirror
    case $1 in
    labour) echo law.example/act/2029/3/data.xml ;;
    grants) echo law.example/act/2029/4/data.xml ;;
    feed) echo law.example/changes/act/2029/4/data.feed ;;
    rates) echo office.example/api/content/rates ;;
    days) echo office.example/api/days.json ;;
    rents) echo law.example/rents-2031.csv ;;
    esac
}

# fresh: rules and documents as they should be, and nothing remembered.
fresh() {
    told=$1
    scenarios=$((scenarios + 1))
    rm -rf rules docs home
    mkdir -p rules/isle home
    cp -r "$published/isle" rules/isle/1.0
    cp -r "$published/documents" docs
    chmod -R u+w rules docs
    home "$work/home"
    export XDG_STATE_HOME="$work/home/state"
    proposals=$XDG_STATE_HOME/betteroff/proposals
    state=$XDG_STATE_HOME/betteroff/drift/isle-1.0
}
tree() { (cd rules && find . -type f -exec sha256sum {} + | LC_ALL=C sort); }

# change DOCUMENT SED, and one of the set's files.
change() { sed -i "$2" "docs/$(file_of "$1")"; }
rewrite() { sed -i "$2" "rules/isle/1.0/$1"; }

# look STATUS [ARGUMENT]...: a report for programs of the mirror in docs.
look() {
    wanted=$1
    shift
    tree >before
    ends "$wanted" fetch check-sources isle --rules-dir rules --on $day --channel docs --json "$@"
    tree >after
    cmp -s before after || fail 'the rules changed'
    [ -z "$(find "$XDG_STATE_HOME" -name '.new-*' -o -name '*.new' 2>/dev/null)" ] || fail 'litter'
}
# is FIGURE FINDING [WHY]: what was found of it.
is() {
    found=$(awk -v name="\"parameter\": \"$1\"," 'index($0, name) { getline; gsub(/.*: "|",$/, ""); print; exit }' out)
    [ "$found" = "$2" ] || fail "$1 is $found, not $2"
    [ -z "${3:-}" ] || grep -qF -e "$3" out || fail "no '$3'"
}
others_ok() { # HOW_MANY
    grep -q "\"ok\": $1\$" out || fail "not $1 figures are ok"
}

# --- What is found -------------------------------------------------------------------------------------------------------

fresh 'all as published'
look 0
others_ok 10
is weeks not-bound
is 'tax_bands band 2 rate' ok
is pier_fee ok
is 'rent large' ok
grep -q '"proposal": null' out || fail 'something is proposed'
[ "$(grep -vc '^#' "$state")" = 0 ] || fail 'something is remembered'
ends 0 fetch check-sources isle --rules-dir rules --on $day --channel docs --cron
says ''
[ ! -s out ] || fail '--cron with words'

# new_wage: the law and the office say the same new thing.
new_wage() {
    change labour 's/<P1group RestrictStartDate="2031-01-01"><Title>Wages/<P1group RestrictStartDate="2031-05-01"><Title>Wages/
        s/8\.50 an hour/8.75 an hour/'
    change rates 's/>8\.50</>8.75</'
}
fresh 'two witnesses say something new'
new_wage
look 1
is least_wage drift 'labour_act says 8.75 from 2031-05-01, and office_rates confirms it'
others_ok 9
[ "$(cat "$state")" = "# betteroff fetch check-sources, isle@1.0
least_wage	drift	8.75	2031-05-01	$day	labour_act" ] || fail 'something else is remembered'
proposal=$(echo "$proposals"/isle-1.1-*)
grep -qF "\"proposal\": \"$proposal\"" out || fail 'the proposal is not named'
grep -q '"proposal_passes": true' out || fail 'it does not pass'
cat >expected <<'END'
--- a/pay.xml
+++ b/pay.xml
@@ -8,6 +8,7 @@
     <cite source="labour" at="s 4"/>
     <value from="2030-01-01" confidence="A" checked="2030-01-10">8.00</value>
     <value from="2031-01-01" confidence="A" checked="2031-01-10">8.50</value>
+    <value from="2031-05-01" confidence="A" checked="2031-06-01" status="made">8.75</value>
   </param>
   <param id="grant_single" unit="CRD/week" scale="2">
     <cite source="grants" at="s 2"/>
--- a/ruleset.xml
+++ b/ruleset.xml
@@ -1,6 +1,6 @@
 <?xml version="1.0" encoding="UTF-8"?>
 <!-- A made-up island whose figures are published: by its law (law.example) and by who applies it (office.example). -->
-<ruleset xmlns="urn:x-betteroff:rules:1" id="isle" version="1.0" complete-from="2030-01-01" complete-until="2033-12-31"
+<ruleset xmlns="urn:x-betteroff:rules:1" id="isle" version="1.1" complete-from="2030-01-01" complete-until="2033-12-31"
          currency="CRD" lang="en">
   <title lang="en">The isle</title>
   <unit id="CRD"/> <unit id="hour"/> <unit id="week"/> <unit id="month"/> <unit id="year"/>
END
cmp -s expected "$proposal/changes.diff" || fail "other changes: $(cat "$proposal/changes.diff")"
cp -r rules/isle/1.0 patched
(cd patched && patch -s -p1 <"$proposal/changes.diff")
diff -r patched "$proposal/rules/isle/1.1" >out || fail 'the new version is not the old one with the changes'
rm -rf patched
for words in 'isle 1.1, in place of 1.0' 'old  8.50 from 2031-01-01' 'new  8.75 from 2031-05-01' 'new version: pass' \
    'Open Isle Licence' 'the lowest wage is 8.75 an hour' 'Lowest wage | 8.00 | 8.75'; do
    grep -qF "$words" "$proposal/README" || fail "README without '$words'"
done
for words in '"checks_pass": true' '"licence": "Open Isle Licence"' '"url": "https://office.example/api/content/rates"' \
    '"words": "For all work on the isle the lowest wage is 8.75 an hour."'; do
    grep -qF "$words" "$proposal/evidence.json" || fail "evidence without '$words'"
done
[ "$(grep -oE '"sha256": "[0-9a-f]{64}"' "$proposal/evidence.json" | sort -u | wc -l)" = 3 ] || fail 'digests are missing'
ends 0 rules check "$proposal/rules/isle/1.1"

told='the same again is not written again'
cp -a "$proposal" first
look 1
grep -q '"proposal_passes": null' out || fail 'it is not known'
diff -r first "$proposal" >out && [ "$(ls "$proposals" | wc -l)" = 1 ] || fail 'another proposal'
rm -rf first
told='--cron, --proposals, words for people'
ends 1 fetch check-sources isle --rules-dir rules --on $day --channel docs --cron --proposals own
[ "$(wc -l <err)" = 1 ] && [ ! -s out ] || fail 'not one line'
says 'isle@1.0: 1 drift; proposal own/isle-1.1-'
ends 1 fetch check-sources isle --rules-dir rules --on $day --channel docs
grep -q '^      1  drift  ' out && grep -q 'least_wage  8.50 from 2031-01-01  ->  8.75 from 2031-05-01  proposed' out ||
    fail 'not told to people'
grep -q "$(printf '\033')" out && fail 'colours in a file' || :
rm -rf own

fresh 'the same findings in a version that is taken already'
new_wage
cp -r rules/isle/1.0 rules/isle/1.1
sed -i 's/version="1.0"/version="1.1"/2' rules/isle/1.1/ruleset.xml
ends 1 fetch check-sources isle@1.0 --rules-dir rules --on $day --channel docs --json
ls "$proposals" | grep -q '^isle-1.2-' || fail 'not the next version that is free'

fresh 'an example that the new figure breaks'
change grants 's/<P1group RestrictStartDate="2031-01-01"><Title>Amount/<P1group RestrictStartDate="2031-05-01"><Title>Amount/
    s/>52.00</>53.00</'
change rates 's/>52.00</>53.00</'
look 1
is grant_single drift
grep -q '"proposal_passes": false' out || fail 'it passes'
grep -q 'DO NOT PASS' "$proposals"/*/README && grep -q "failed: example 'grant_2031'" "$proposals"/*/README || fail 'not told'

fresh 'the law alone says something new'
change labour 's/8\.50 an hour/8.75 an hour/'
look 1
is least_wage sources-disagree 'labour_act says 8.75 from 2031-01-01, but office_rates says 8.50'
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'the office alone says something new'
change rates 's/>8\.50</>8.75</'
look 1
is least_wage sources-disagree 'but office_rates says 8.75'
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'the law alone is bound, and says something new'
change labour 's/120 a year/126 a year/'
look 1
is pier_fee drift 'there is no second witness'
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'the rules had it wrong from the same day'
change labour 's/8\.50 an hour/8.60 an hour/'
change rates 's/>8\.50</>8.60</'
look 1
is least_wage drift
grep -q '^+    <value from="2031-01-01" confidence="A" checked="2031-06-01">8.60</value>$' "$proposals"/*/changes.diff || fail 'not put right'

fresh 'the same figure from another day'
rewrite pay.xml 's/<value from="2031-01-01" confidence="A" checked="2031-01-10">8.50/<value from="2031-02-01" confidence="A" checked="2031-02-10">8.50/'
look 1
is least_wage drift 'the rules have the same figure from 2031-02-01'
[ ! -e "$proposals" ] || fail 'one witness of the day was enough'

fresh 'the same figure, in a text that was made again'
change labour 's/RestrictStartDate="2030-01-01"><Title>Pier/RestrictStartDate="2031-01-01"><Title>Pier/'
look 0

fresh 'two documents with two days'
rewrite published.xml 's/<bind param="grant_day" at="\/first" as="date"\/>/&/'
change days 's/2031-03-01/2030-03-02/'
look 1
is grant_day sources-disagree 'office_days says 2030-03-02'

fresh 'a first day that is wrong where it is published (date-at)'
rewrite published.xml 's/<bind param="grant_day" at="\/first" as="date"/& date-at="\/since"/'
echo '{"first": "2031-03-01", "since": "2030-01-01"}' >docs/"$(file_of days)"
look 1
is grant_day sources-disagree 'office_days says 2031-03-01 from 2030-01-01'

fresh 'percent and bands'
change labour 's/RestrictStartDate="2030-01-01"><Title>Tax/RestrictStartDate="2031-04-01"><Title>Tax/
    s/5,000 a year no tax/5,200 a year no tax/
    s/, 20%/, 22%/'
change rates 's/<td>20%<\/td><\/tr>/<td>22%<\/td><\/tr>/
    s/<td>5,000<\/td><\/tr>/<td>5,200<\/td><\/tr>/'
look 1
is 'tax_bands band 1 to' drift
is 'tax_bands band 2 rate' drift
grep -q '^+    <bands from="2031-04-01" confidence="A" checked="2031-06-01" status="made"><band to="5200" rate="0"/> <band rate="0.22"/></bands>$' "$proposals"/*/changes.diff ||
    fail 'not both in one version of the bands'

fresh 'what is law already and begins later'
change labour 's/<P1group RestrictStartDate="2031-01-01"><Title>Wages/<P1group RestrictStartDate="2032-01-01"><Title>Wages/
    s/8\.50 an hour/9.00 an hour/'
change rates 's/<th>Rates 2031<\/th>/&<th>Rates 2032<\/th>/g
    s/<td>8.50<\/td>/&<td>9.00<\/td>/
    s/<td>5,000<\/td><\/tr>/<td>5,000<\/td><td>5,000<\/td><\/tr>/
    s/<td>20%<\/td><\/tr>/<td>20%<\/td><td>20%<\/td><\/tr>/
    s/<td>52.00<\/td>/&<td>52.00<\/td>/
    s/<td>83.20<\/td>/&<td>83.20<\/td>/
    s/<td>55%<\/td><\/tr>/<td>55%<\/td><td>55%<\/td><\/tr>/'
look 1
is least_wage drift 'labour_act says 9.00 from 2032-01-01, and office_rates confirms it'
grep -q '"later": true' out || fail 'not told that it is later'
others_ok 9
grep -q '^+ .*<value from="2032-01-01".*>9.00<' "$proposals"/*/changes.diff || fail 'not proposed'

fresh 'the office alone announces next year'
change rates 's/<th>Rates 2031<\/th>/&<th>Rates 2032<\/th>/g
    s/<td>8.50<\/td>/&<td>9.00<\/td>/
    s/<td>5,000<\/td><\/tr>/<td>5,000<\/td><td>5,000<\/td><\/tr>/
    s/<td>20%<\/td><\/tr>/<td>20%<\/td><td>20%<\/td><\/tr>/
    s/<td>52.00<\/td>/&<td>52.00<\/td>/
    s/<td>83.20<\/td>/&<td>83.20<\/td>/
    s/<td>55%<\/td><\/tr>/<td>55%<\/td><td>55%<\/td><\/tr>/'
look 1
is least_wage provisional 'no law says so yet'
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'a provision that is not in force yet'
change labour 's/<P1 id="section-4">/<P1 id="section-4" Status="Prospective">/; s/8\.50 an hour/8.75 an hour/'
look 1
is least_wage provisional
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'a figure that can hardly be meant'
change labour 's/8\.50 an hour/85.00 an hour/'
change rates 's/>8\.50</>85.00</'
look 1
is least_wage implausible 'which is more than 20'
fresh 'a step that is too big'
change labour 's/8\.50 an hour/9.80 an hour/'
change rates 's/>8\.50</>9.80</'
look 1
is least_wage implausible 'which is more than 15% away from 8.50'
[ ! -e "$proposals" ] || fail 'something is proposed'

fresh 'changes that are not yet in the text'
cat >docs/"$(file_of feed)" <<'END'
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"><title>Changes</title>
<entry><content><ukm:Effect Applied="false" RequiresApplied="true" Modified="2031-05-02"><ukm:AffectedProvisions>
<ukm:Section Ref="section-2">s. 2</ukm:Section></ukm:AffectedProvisions>
<ukm:InForceDates><ukm:InForce Applied="false" Date="2031-05-01"/></ukm:InForceDates></ukm:Effect></content></entry></feed>
END
look 1
is grant_single stale-text
is grant_share ok

fresh 'the text of before'
rewrite pay.xml 's/<value from="2031-01-01" confidence="A" checked="2031-01-10">8.50/<value from="2031-05-01" confidence="A" checked="2031-05-10">8.75/'
change labour 's/8\.50 an hour/8.00 an hour/; s/<P1group RestrictStartDate="2031-01-01"><Title>Wages/<P1group RestrictStartDate="2030-01-01"><Title>Wages/'
change rates 's/>8\.50</>8.75</'
look 1
is least_wage stale-text 'which is what the rules had before'

fresh 'a row that was split in two, with the figures as they were'
change grants 's/<h:tr><h:td>a person alone<.*/&\n<h:tr><h:td>a person alone<\/h:td><h:td>61.00<\/h:td><\/h:tr>/'
look 1
is grant_single structure-changed
is grant_couple ok
fresh 'a row more, and a fingerprint of the table'
rewrite published.xml 's/<bind param="grant_couple" at="section-2"/& shape="0000000000000000"/'
look 1
is grant_couple structure-changed
fresh 'a row with another name'
change grants 's/a person alone/a single person/'
look 1
is grant_single structure-changed
fresh 'no figure in the cell'
change grants 's/>83.20</>. . .</'
look 1
is grant_couple structure-changed
fresh 'words that are repealed but kept'
change grants 's/<h:td>a couple<\/h:td><h:td>83.20</<h:td><Repeal RetainText="true">a couple<\/Repeal><\/h:td><h:td><Repeal RetainText="true">83.20<\/Repeal></'
look 1
is grant_couple structure-changed
fresh 'a guard that is not there any more'
change labour 's/<Title>Wages/<Title>Pay/'
look 1
is least_wage structure-changed
is pier_fee structure-changed

fresh 'attributes in another order, another prefix'
look 0
grep -o '"sha256": "[0-9a-f]*"' out >digests
change grants 's/xmlns:h="http:\/\/www.w3.org\/1999\/xhtml" RestrictStartDate="2031-01-01"/RestrictStartDate="2031-01-01" xmlns:t="http:\/\/www.w3.org\/1999\/xhtml"/; s/<h:/<t:/g; s/<\/h:/<\/t:/g'
look 0
others_ok 10
grep -o '"sha256": "[0-9a-f]*"' out | cmp -s - digests || fail 'other digests'

fresh 'a table row by row'
change rents 's/18.50/19.00/'
look 1
is 'rent small' drift '1 of 2 rows differ'
grep -q '"name": "Hook & Mill"' out && grep -q '"published": "19.00"' out || fail 'the row is not told'
is 'rent large' ok
fresh 'a row that the rules do not have'
echo 'Far Point,10.00,12.00' >>docs/"$(file_of rents)"
look 1
is 'rent small' structure-changed 'the rules have no row'

fresh 'overdue, without a network'
day=2032-02-01
ends 1 fetch check-sources isle --rules-dir rules --on $day --offline --json
is least_wage overdue 'something new was expected on 2032-01-01'
is weeks not-bound
ends 1 fetch check-sources isle --rules-dir rules --on $day --offline --cron
says 'overdue'
[ "$(wc -l <err)" = 1 ] || fail 'not one line'
day=2031-06-01
ends 0 fetch check-sources isle --rules-dir rules --on $day --offline
grep -q 'not-looked-at' out || fail 'said to be ok'
[ ! -e "$state" ] || fail 'a look without a network is remembered'

fresh 'the law was made again on the day on which something new was expected'
day=2032-02-01
mv docs/"$(file_of rents)" docs/law.example/rents-2032.csv
change labour 's/RestrictStartDate="203[01]-01-01"/RestrictStartDate="2032-01-01"/'
change rates 's/Rates 2031/Rates 2032/g'
look 1
is least_wage ok
is grant_single overdue
day=2031-06-01

fresh '--only'
new_wage
change grants 's/>83.20</>84.00</'
look 1 --only least_wage
grep -c '"parameter"' out | grep -qx 1 || fail 'not one figure'
is least_wage drift
[ ! -e "$state" ] || fail 'a part is remembered'
look 1 --only grants_act,pier_fee
is grant_couple sources-disagree
is pier_fee ok
ends 2 fetch check-sources isle --rules-dir rules --channel docs --only least_vage
says "did you mean 'least_wage'"

# --- What is not there ---------------------------------------------------------------------------------------------------

fresh 'a law that cannot be read, and an office that agrees'
rm docs/"$(file_of labour)"
look 21
is least_wage unavailable 'office_rates says 8.50, as the rules have it'
is grant_single ok
says "holds no $(file_of labour)"
ends 21 fetch check-sources isle --rules-dir rules --on $day --channel docs
[ ! -s out ] || fail 'words on standard output'
ends 21 fetch check-sources isle --rules-dir rules --on $day --channel docs --cron
[ "$(wc -l <err)" = 1 ] || fail 'not one line'
fresh 'an office that cannot be read'
rm docs/"$(file_of rates)"
look 21
is least_wage ok
fresh 'a list of changes that cannot be read'
rm docs/"$(file_of feed)"
look 21
is grant_single unavailable 'its list of changes'
fresh 'drift besides what cannot be read'
new_wage
rm docs/"$(file_of days)"
look 1
is least_wage drift
fresh 'what was found before stays while the law cannot be read'
new_wage
look 1
rm docs/"$(file_of labour)"
cp "$published/documents/$(file_of rates)" docs/office.example/api/content/rates
look 21
grep -q '^least_wage	drift	8.75	' "$state" || fail 'forgotten'
fresh 'pages in place of documents'
for page in '<!DOCTYPE html><html><script>challenge()</script></html>' '' '<html>Render pending</html>' '<Legislation' 'null' '{}'; do
    echo "$page" >docs/"$(file_of labour)"
    look 21
    is least_wage unavailable
done
fresh 'withdrawn'
change rates 's/"withdrawn_notice": {}/"withdrawn_notice": {"explanation": "old"}/'
look 21
is least_wage ok
fresh 'a document without end, and one that leads elsewhere'
head -c 5000000 /dev/zero >docs/"$(file_of labour)"
look 21
is least_wage unavailable 'more than'
rm docs/"$(file_of labour)"
ln -s /dev/zero docs/"$(file_of labour)"
look 21
fresh 'a list whose last line has no end'
truncate -s -1 docs/"$(file_of rents)"
look 0
is 'rent large' ok
fresh 'names in a folder'
mkdir "docs/$(file_of days).d"
mv docs/"$(file_of days)" "docs/$(file_of days).d/index.html"
mv "docs/$(file_of days).d" docs/"$(file_of days)"
look 0

told='usage'
ends 2 fetch check-sources isle --rules-dir rules --on 2031-02-30 --channel docs
ends 2 fetch check-sources isle --rules-dir rules --rules isle --channel docs
ends 2 fetch check-sources isle --rules-dir rules --timeout 0
ends 2 fetch check-sources isle --rules-dir rules --channel rules/isle/1.0/pay.xml
ends 2 fetch check-sources isle --rules-dir rules --channel http://localhost/
ends 40 fetch check-sources isle --rules-dir rules --channel no-such-folder
ends 2 fetch check-sources sets/toy/1.0 sets/toy/1.0
ends 3 fetch check-sources no_such_set --rules-dir rules
told='rules that are wrong'
rewrite published.xml 's/param="least_wage"/param="least_vage"/'
ends 3 fetch check-sources isle --rules-dir rules --channel docs
says "did you mean 'least_wage'"
fresh 'a set that says nothing of publications'
rewrite ruleset.xml '/<published/d'
rm rules/isle/1.0/published.xml
ends 0 fetch check-sources isle --rules-dir rules --channel docs --on 2031-02-01
grep -q 'not-bound' out || fail 'not told'

fresh 'a disk that is full, and another run'
new_wage
ends 40 fetch check-sources isle --rules-dir rules --on $day --channel docs --proposals /dev/null/x --json
says '[disk]'
(
    flock 9
    ends 75 fetch check-sources isle --rules-dir rules --on $day --channel docs
    says '[locked]'
    exit $failed
) 9>>"$XDG_STATE_HOME/betteroff/check-sources.lock" || failed=1

fresh 'killed at any moment'
new_wage
tree >before
for ms in 02 05 10 15 20 25 30 35 40 50 60; do
    timeout -s KILL "0.0$ms" "$BETTEROFF" fetch check-sources isle --rules-dir rules --on $day --channel docs >out 2>err || :
    for made in "$proposals"/isle-*; do
        [ -e "$made" ] || continue
        [ -s "$made/README" ] && [ -s "$made/evidence.json" ] && [ -s "$made/rules/isle/1.1/pay.xml" ] || fail 'a proposal in part'
    done
    [ ! -e "$state" ] || [ "$(grep -vc '^#' "$state")" = 1 ] || fail 'a memory in part'
done
tree >after
cmp -s before after || fail 'the rules changed'
look 1
is least_wage drift

# --- Real documents --------------------------------------------------------------------------------------------------------

samples=${BETTEROFF_SAMPLES:-$srcdir/../shared/sources/samples}
[ ! -d "$samples" ] || . "$published/samples.sh"

# --- Over the network ------------------------------------------------------------------------------------------------------
. "$published/online.sh"
[ "$BETTEROFF_SANITIZED" != no ] || . "$published/memory.sh"
least=130
[ "$BETTEROFF_SANITIZED" = no ] || least=100 # those that measure memory are left out
[ -d "$samples" ] || least=$((least - 10))
[ $scenarios -ge $least ] || { echo "only $scenarios scenarios"; failed=1; }
exit $failed
