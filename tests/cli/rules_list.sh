#!/bin/sh
# "rules list" and "rules show": what is installed, and what is said of each element.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

# Installed: two versions, one that cannot be read
mkdir -p "$work/rules/toy" "$work/rules/odd/3"
cp -r fixtures/toy/1.0 "$work/rules/toy/1.0"
cp -r fixtures/toy/1.0 "$work/rules/toy/1.10"
chmod -R u+w "$work/rules"
echo '<ruleset' >"$work/rules/odd/3/ruleset.xml"
ends 0 rules list --rules-dir "$work/rules"
says
grep -F "$work/rules" "$work/out" | tr -s ' ' >"$work/own" # how wide the columns are, other sets say too
mv "$work/own" "$work/out"
prints "odd@3 * cannot be read --rules-dir $work/rules/odd/3" \
    "toy@1.10 * Verda Insulo 2030-01-01 to 2032-12-31 --rules-dir $work/rules/toy/1.10" \
    "toy@1.0 Verda Insulo 2030-01-01 to 2032-12-31 --rules-dir $work/rules/toy/1.0"
ends 0 rules list --rules-dir "$work/rules" --format json
holds '"id": "toy"' '"version": "1.10"' '"chosen": true' '"chosen": false' '"title": null' '"complete_until": "2032-12-31"' \
    "\"directory\": \"$work/rules/toy/1.0\""

# Elements: a rule, a param, a scale, a table, an input, a function, a message, a total
rules=fixtures/toy/1.0
ends 0 rules show support_reduction --rules $rules --lang en
prints 'support_reduction: Reduction for hours' '  what       rule' '  of each    hearth' \
    '  type       number in RDO/fortnight, 3 decimals' '  rule set   toy 1.0' '  law        Support (toy.support)' \
    "  file       $rules/support.xml:$(grep -n 'rule id="support_reduction"' $rules/support.xml | cut -d: -f1)" '' \
    Formula '  max(sum(round_the_fire.hours_in_week) - free_hours, 0) * support_per_hour' '' \
    Law '  Leĝo 11/2029 art 3  Leĝo pri fajreja subteno' '' \
    Reads '  hours_in_week     rule   Hours worked' '  free_hours        param  Hours that cost nothing' \
    '  support_per_hour  param  Reduction for each weekly hour' '' \
    'Read by' '  hearth_support  rule  Hearth support'
ends 0 rules show least_wage --rules $rules --lang en
holds 'Values' '  from        until  value  conf.  checked     law' '  2029-01-01         8.00   A      2030-05-01' \
    '  2031-07-01         8.75   B      2030-05-01' '  low_wage  message'
ends 0 rules show tax_bands --rules $rules
holds '  2029-01-01  2030-12-31  A      2030-05-01' '    5000   to 20000   0.15' '    6000  and above  0.25' 'Leĝo 8/2029 art 2 (2031)'
ends 0 rules show fuel --rules $rules --lang en
holds '    district  name    small  big' '    lagoon    Laguno  4.25   -' 'Declared gaps' '  2029-01-01  2030-12-31  big hearths in the lagoon' \
    '  district   input  District' '  fuel_help  rule   Fuel help'
ends 0 rules show trade --rules $rules --lang en
holds '  field      trade' '  default    land' '  fishing  fishing' 'If it is not given' '  work on land' '  gig_pay  rule  Pay of the gig'
ends 0 rules show gig_pay --rules $rules
holds '  the only one of these that holds' '    when      trade = "piracy"' '    then      not calculated("piracy")' '    law       Leĝo 3/2029 art 9' \
    '  Leĝo 3/2029 art 3(2)  rounding    Leĝo pri laboro' '  piracy               not-calculated' 'Examples that say what it comes to' '  tax_2030'
ends 0 rules show each_fortnight --rules $rules
holds '  x  recurring' '  the first of these that holds' '  rent_cost  rule'
ends 0 rules show net_pay --rules $rules
holds 'tax_now = round half up(yearly_tax / fortnights_per_year, 2)' '  gross_pay - tax_now'
ends 0 rules show low_wage --rules $rules --lang en
holds '  what       message, warning' 'When' '  wage < least_wage'
ends 0 rules show remainder --rules $rules
holds '  what       rule, made from the sheet'
ends 0 rules show job_bonus --rules tests/rules/tiny
holds '  verified   no: the text of the law was not seen' '  Act 1/2019 s 6 (text not seen)'

# The overlay's values are those shown.
ends 0 rules show grant_taper --rules ./tests/rules/tiny --overlay tests/rules/tiny-reform.xml
holds '  2020-07-01' '0.30' 'Reform Bill cl 1'

# All names, JSON, the fields of a case
ends 0 rules show --rules $rules
grep -qx 'net_pay                rule            citizen  RDO/fortnight            Salajro post imposto' "$work/out" || wrong 'no line of net_pay'
ends 0 rules show --rules $rules support_base --format json
holds '"element": "param"' '"value": "420.00"' '"from": "2031-01-01"' '"status": "made"' '"confidence": "A"' '"read_by": ['
ends 0 rules show --rules-dir fixtures --inputs toy --lang en
holds 'gigs (a list in each citizen)' '  trade    Trade: one of land, fishing, piracy; else land' \
    '  birth_date  Date of birth: a date; needed' '  round_the_fire  the names of those in it: a list; needed' \
    '  district  District: a key of the table fuel' '  hours    Hours a week: a number in hours/week'
ends 0 rules show --rules-dir fixtures --inputs toy --format json
holds '"$schema": "https://json-schema.org/draft/2020-12/schema"' '"birth_date"'

# The compiled form: of one rule it ends with that rule, and is part of the whole.
ends 0 rules show --rules $rules --program net_pay
tail -n 1 "$work/out" | grep -q ' rule net_pay$' || wrong 'the last line is another'
cp "$work/out" "$work/one"
ends 0 rules show --rules $rules --program
[ "$(grep -cxFf "$work/one" "$work/out")" -ge "$(wc -l <"$work/one")" ] || wrong 'lines that the whole has not'

# Names that are none
ends 2 rules show --rules $rules net_pai
says "betteroff: error: there is no 'net_pai' in the rules; did you mean 'net_pay'? [unknown-name]"
ends 2 rules show --rules $rules --program least_wage
says "betteroff: error: there is no rule 'least_wage' [unknown-name]"
ends 3 rules show --rules toi --rules-dir fixtures net_pay
says "betteroff: error: there is no rule set 'toi'; did you mean 'toy'? [unknown-rules]"
mkdir -p "$work/two/twin"
cp -r fixtures/toy "$work/two/toy"
cp -r fixtures/toy/1.0 "$work/two/twin/1.0"
chmod -R u+w "$work/two"
sed -i 's/id="toy"/id="twin"/' "$work/two/twin/1.0/ruleset.xml"
ends 2 rules show --rules-dir "$work/two" support_base
says "betteroff: error: 'support_base' is in several rule sets (toy, twin): say which with --rules [which-rules]"
finish
