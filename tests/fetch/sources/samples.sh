# Read by ../sources.sh where the samples of real documents are at hand: they are not copied into the tree.
real=$work/real
law=$real/www.legislation.gov.uk
mkdir -p "$law/uksi/2013/376/regulation/36" "$law/changes/affected/uksi/2013/376" home
cp "$samples/legislation/uksi-2013-376-regulation-36.xml" "$law/uksi/2013/376/regulation/36/data.xml"
echo '<feed xmlns="http://www.w3.org/2005/Atom"><title>none</title></feed>' >"$law/changes/affected/uksi/2013/376/data.feed"
chmod -R u+w "$real"
really() { # STATUS RULES DAY ONLY
    ends "$1" fetch check-sources "$2" --on "$3" --only "$4" --channel "$real" --json
}
fresh 'a real table of amounts'
really 21 uk 2026-06-01 law_ucr_36 # its second witness is not among the samples
is uc_allowance_single_25 ok 'law_ucr_36 says 424.90 from 2026-04-06'
is uc_lcwra_amount_new ok
is uc_lcwra_amount ok
told='with one amount changed'
sed -i 's/424\.90/430.10/' "$law/uksi/2013/376/regulation/36/data.xml"
really 1 uk 2026-06-01 law_ucr_36
is uc_allowance_single_25 drift 'there is no second witness'
is uc_allowance_couple_25 ok
told='before the year began'
really 21 uk 2026-03-01 uc_allowance_couple_25
is uc_allowance_couple_25 ok 'from 2026-04-06' # the rules have it, for later

# A regulation and the service that repeats it: the service once had the wrong day.
mkdir -p "$real/api.law.example" "$real/api.service.example" north
cp "$samples/lovdata/FOR-2025-05-23-837.xml" "$real/api.law.example/837.xml"
sed 's/2026-05-01/2025-05-01/; s/136549/130160/; s/2026-06-01/2024-06-02/' "$samples/nav/grunnbeloep-native-keys.json" >"$real/api.service.example/base"
cat >north/ruleset.xml <<'END'
<ruleset xmlns="urn:x-betteroff:rules:1" id="north" version="1" complete-from="2025-05-01" complete-until="2026-04-30" currency="NOK" lang="nb">
  <title lang="nb">Nord</title> <unit id="NOK"/> <unit id="year"/>
  <entity id="home" kind="one" key="home"/> <entity id="person" kind="map" key="people" in="home" max="2"/>
  <published file="published.xml"/>
  <source id="act" title="Forskrift" number="FOR-2025-05-23-837"/>
  <param id="base" unit="NOK/year" scale="0"><cite source="act" at="§ 1"/><value from="2025-05-01" confidence="A" checked="2025-05-24">130160</value></param>
  <param id="base_day" type="date"><cite source="act" at="§ 6"/><value from="2025-05-01" confidence="A" checked="2025-05-24">2025-06-02</value></param>
  <param id="growth" scale="4"><cite source="act" at="§ 2"/><value from="2025-05-01" confidence="A" checked="2025-05-24">0.0494</value></param>
</ruleset>
END
cat >north/published.xml <<'END'
<publications xmlns="urn:x-betteroff:rules:1" id="north.published" lang="nb" changes="--05-01">
  <title lang="nb">Kilder</title>
  <publication id="regulation" source="act" form="legal-xhtml" rank="law" href="https://api.law.example/837.xml">
    <bind param="base" at="paragraf-1-ledd-1" sentence="fastsettes til {} kroner" as="money" min="100000" max="300000"/>
    <bind param="base_day" at="paragraf-6-ledd-1" sentence="settes til {}." as="date"/>
    <bind param="growth" at="paragraf-2-ledd-1" sentence="(lønnsveksten) settes til {}." as="percent"/>
  </publication>
  <publication id="service" form="json" rank="administration" href="https://api.service.example/base">
    <bind param="base" at="/grunnbeløp" date-at="/dato" as="money"/>
    <bind param="base_day" at="/virkningstidspunktForMinsteinntekt" as="date"/>
  </publication>
</publications>
END
told='a regulation, and a service with the wrong day'
ends 1 fetch check-sources north --on 2025-06-10 --channel "$real" --json
is base ok 'regulation says 130160 from 2025-05-01'
is base_day sources-disagree 'regulation says 2025-06-02 from 2025-05-01, but service says 2024-06-02'
is growth ok
