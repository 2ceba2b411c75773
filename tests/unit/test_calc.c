/* The calculation as data: lines, totals, differences, changes, measures, values shown, and what is told besides. */
#include "calculated.h"

#define TOY "fixtures/toy/1.0"
#define TOY_CASE \
    "{\"date\": \"2031-08-15\", \"isle\": {\"district\": \"lagoon\"}, \"citizens\": {\"ana\": {\"birth_date\": " \
    "\"1999-03-02\"}, \"eta\": {\"birth_date\": \"2026-01-31\"}}, \"hearths\": {\"h\": {\"round_the_fire\": " \
    "[\"ana\", " \
    "\"eta\"], \"rent\": {\"amount\": \"310.00\", \"per\": \"month\"}}}, \"after\": [{\"id\": \"work\", " \
    "\"citizens\": " \
    "{\"ana\": {\"gigs\": [{\"hours\": \"12\", \"wage\": \"9.40\"}]}}}]}"

static const char *text_of(struct calculated *c, struct bo_figure figure)
{
    return figure.known ? bo_dec_text_places(&c->arena, figure.n, figure.den, 2) : "unknown";
}

static const char *line(struct calculated *c, size_t scenario, const char *id)
{
    const struct bo_calc_scenario *of = &c->calc->scenarios.at[scenario];
    for (size_t g = 0; g < of->n_groups; g++) {
        for (size_t l = 0; l < of->groups[g].n; l++) {
            if (strcmp(of->groups[g].lines[l].line->value_id, id) == 0) {
                return text_of(c, of->groups[g].lines[l].amount);
            }
        }
    }
    return "no line";
}

static const char *notices(struct calculated *c, const bo_notices *list)
{
    const char *all = "";
    for (size_t i = 0; i < list->n; i++) {
        const struct bo_notice *n = &list->at[i];
        all = bo_printf(&c->arena, "%s[%s|%s|%s|%s|%s]", all, n->code, n->text, n->field ? n->field : "",
                        n->value ? n->value : "", n->scenario ? n->scenario : "");
    }
    return all;
}

Test(calc, sheet)
{
    struct calculated *c = calculate(NULL, TOY, TOY_CASE, NULL, NULL);
    const struct bo_calc_scenario *before = &c->calc->scenarios.at[0], *work = &c->calc->scenarios.at[1];
    cr_expect_str_eq(line(c, 0, "hearth_support"), "480.50");
    cr_expect_str_eq(line(c, 1, "hearth_support"), "402.50");
    cr_expect_str_eq(line(c, 1, "net_pay"), "225.60");
    cr_expect_str_eq(text_of(c, before->groups[0].total), "485.50");
    cr_expect_str_eq(text_of(c, work->groups[0].total), "633.10");
    cr_expect_str_eq(text_of(c, work->balance), "490.02");
    cr_expect_str_eq(text_of(c, work->difference), "147.60");
    cr_expect_not(before->difference.known);
    cr_assert_eq(work->measures.n, 1);
    cr_expect(work->measures.at[0].known && work->measures.at[0].n == 615); /* 147.60 × 1/2 ÷ 12 */
    static const struct {
        const char *id;
        enum bo_change change;
    } changes[] = {
        {"net_pay", BO_STARTS}, {"hearth_support", BO_LESS}, {"fuel_help", BO_STAYS}, {"rent_cost", BO_STAYS}};
    cr_assert_eq(work->changes.n, 4);
    for (size_t i = 0; i < 4; i++) {
        cr_expect_str_eq(work->changes.at[i].id, changes[i].id);
        cr_expect_eq(work->changes.at[i].change, changes[i].change, "%s", changes[i].id);
    }
    cr_expect_str_eq(notices(c, &c->calc->assumptions), "[trade|laboro sur tero|/citizens/ana/gigs/0/trade|land|work]");
    end_calculated(c);
}

/* Each line is converted and rounded, then added up again, so that the page adds up in every period. */
Test(calc, other_period)
{
    struct calculated *c = calculate(NULL, TOY, TOY_CASE, NULL, "week");
    const struct bo_calc_scenario *work = &c->calc->scenarios.at[1];
    cr_expect_str_eq(line(c, 1, "hearth_support"), "201.25");
    cr_expect_str_eq(line(c, 1, "rent_cost"), "71.54"); /* 143.08 ÷ 2 */
    cr_expect_str_eq(text_of(c, work->groups[0].total), "316.55");
    cr_expect_str_eq(text_of(c, work->balance), "245.01");
    cr_expect(work->measures.at[0].n == 615, "a gain an hour is the same in every period");
    end_calculated(c);
    c = calculate(NULL, TOY, TOY_CASE, NULL, "weak");
    cr_expect_eq(c->status, BO_USAGE);
    cr_expect_str_eq(first_message(c),
                     "betteroff: error: the sheet has no period 'weak'; did you mean 'week'? [unknown-name]");
    end_calculated(c);
}

Test(calc, values_shown)
{
    struct calculated *c = calculate(NULL, TOY, TOY_CASE, "gross_pay,is_adult,support_full,citizens/eta/net_pay", NULL);
    const struct bo_calc_scenario *work = &c->calc->scenarios.at[1];
    static const char *const values[][2] = {
        {"gross_pay", "225.60"}, {"support_full", "480.50"}, {"citizens/eta/net_pay", "0.00"}};
    cr_assert_eq(work->values.n, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_str_eq(work->values.at[i].id, values[i][0]);
        cr_expect_str_eq(work->values.at[i].text, values[i][1], "%s", values[i][0]);
    }
    cr_assert_eq(work->persons.n, 2);
    cr_expect_str_eq(work->persons.at[0].entity_key, "citizens");
    cr_expect_str_eq(work->persons.at[0].name, "ana");
    cr_expect_eq(work->persons.at[0].n, 2);
    cr_expect_str_eq(work->persons.at[0].values[0].text, "225.60");
    cr_expect_str_eq(work->persons.at[0].values[1].text, "true");
    cr_expect_str_eq(work->persons.at[1].values[1].text, "false");
    cr_expect_eq(work->persons.at[1].n, 3, "what is asked of one person alone stands there too");
    end_calculated(c);
    static const struct {
        const char *show, *message;
    } wrong[] = {
        {"gros_pay", "betteroff: error: there is no variable 'gros_pay'; did you mean 'gross_pay'? [unknown-name]"},
        {"citizens/bo/gross_pay", "betteroff: error: there is no 'citizens/bo' in the case [unknown-name]"},
        {"citizens/ana/pay", "betteroff: error: there is no variable 'pay' [unknown-name]"}};
    for (size_t i = 0; i < 3; i++) {
        c = calculate(NULL, TOY, TOY_CASE, wrong[i].show, NULL);
        cr_expect_eq(c->status, BO_USAGE, "%s", wrong[i].show);
        cr_expect_str_eq(first_message(c), wrong[i].message);
        end_calculated(c);
    }
}

Test(calc, everything_shown)
{
    struct calculated *c = calculate(NULL, TOY, TOY_CASE, "all", NULL);
    cr_expect_gt(c->calc->scenarios.at[0].values.n, 8);
    for (size_t i = 0; i < c->calc->scenarios.at[0].values.n; i++) {
        cr_expect_not_null(c->calc->scenarios.at[0].values.at[i].text, "%s", c->calc->scenarios.at[0].values.at[i].id);
    }
    end_calculated(c);
}

/* Scenario by scenario: what holds in each is told once. */
Test(calc, notices)
{
    struct calculated *c =
        calculate(SMALL_SET, NULL,
                  "{\"date\": \"2020-06-01\", \"home\": {}, \"people\": {\"a\": {\"pay\": \"0\", \"shoe\": 41}}, "
                  "\"after\": [{\"id\": \"rich\", \"people\": {\"a\": {\"pay\": \"250.00\"}}}]}",
                  NULL, NULL);
    cr_assert_eq(c->status, BO_OK, "%s", first_message(c));
    cr_expect_str_eq(line(c, 0, "grant"), "4.29");
    cr_expect_str_eq(line(c, 1, "grant"), "0.00");
    cr_expect_str_eq(notices(c, &c->calc->assumptions),
                     "[town|town: the east|/home/town|east|][since|always here|/people/a/since||before]");
    cr_expect_str_eq(notices(c, &c->calc->not_calculated),
                     "[not-read|shoe: no rule asks for it, so it changes nothing here|/people/a/shoe||]");
    cr_expect_str_eq(notices(c, &c->calc->warnings),
                     "[seen-once|1 figure is not confirmed by a second source: Amount of the grant (2019-01-01)|||]");
    cr_expect_str_eq(notices(c, &c->calc->scenarios.at[0].messages), "");
    cr_expect_str_eq(notices(c, &c->calc->scenarios.at[1].messages),
                     "[rich|¤ 250.00 is more than ¤ 2.00; ¤ 0.00 is left.|||]");
    cr_expect_str_eq(c->calc->scenarios.at[1].messages.at[0].cites.at[0], "Act 1 s 4");
    end_calculated(c);
}

/* What help is worth and what brings a message rest on published values too. */
#define HELPING_SET \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='small' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Small</title>" \
    "<unit id='CRD' form='¤ {}'/><unit id='month'/><entity id='home' kind='one' key='home'/>" \
    "<source id='act' title='Act' number='Act 1'/>" \
    "<input id='pay' entity='home' type='number' unit='CRD/month' scale='2' min='0' max='9999' default='0'/>" \
    "<input id='fee' entity='home' type='number' unit='CRD/month' scale='2' min='0' max='9999' default='0'/>" \
    "<param id='card' unit='CRD/month' scale='2'><label lang='en'>Worth of the card</label><cite source='act' " \
    "at='s 1'/><value from='2019-01-01' confidence='C'>3.00</value></param>" \
    "<param id='much' unit='CRD/month' scale='2'><label lang='en'>Much pay</label><cite source='act' at='s 2'/>" \
    "<value from='2019-01-01' confidence='C'>50.00</value></param>" \
    "<rule id='has_card' entity='home' type='boolean'><cite source='act' at='s 1'/><expr>pay = 0</expr></rule>" \
    "<rule id='card_worth' entity='home' unit='CRD/month' scale='2'><cite source='act' at='s 1'/>" \
    "<expr>if has_card then card else 0</expr></rule>" \
    "<message id='rich' entity='home' kind='note'><cite source='act' at='s 2'/><test>pay > much</test>" \
    "<text lang='en'>That is much.</text></message>" \
    "<sheet entity='home'><group id='incoming' total='income_total'><line value='pay'/></group>" \
    "<group id='outgoing' total='costs_total'><line value='fee'/></group>" \
    "<balance id='rest' plus='income_total' minus='costs_total'/>" \
    "<help><item value='has_card' worth='card_worth'><label lang='en'>Card</label></item></help>" \
    "<period id='month' factor='1'/></sheet></ruleset>"

Test(calc, doubtful_help_and_messages)
{
    static const struct {
        const char *pay, *warnings;
    } rows[] = {{"0", "[seen-once|1 figure is not confirmed by a second source: Worth of the card (2019-01-01)|||]"},
                {"50.00", ""},
                {"50.01", "[seen-once|1 figure is not confirmed by a second source: Much pay (2019-01-01)|||]"}};
    for (size_t i = 0; i < 3; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        struct calculated *c = calculate(
            HELPING_SET, NULL,
            bo_printf(&arena, "{\"date\": \"2020-06-01\", \"home\": {\"pay\": \"%s\"}}", rows[i].pay), NULL, NULL);
        cr_assert_eq(c->status, BO_OK, "%s", first_message(c));
        cr_expect_str_eq(notices(c, &c->calc->warnings), rows[i].warnings, "%s", rows[i].pay);
        end_calculated(c);
        bo_arena_fini(&arena);
    }
}

Test(calc, future_values)
{
    static const struct {
        const char *date, *warnings;
    } rows[] = {
        {"2021-06-01", "[announced|1 figure is announced, but not yet made law: Amount of the grant (2021-01-01)|||]"},
        {"2022-06-01", "[expected|1 figure is only expected: Amount of the grant (2022-01-01)|||]"}};
    for (size_t i = 0; i < 2; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        struct calculated *c = calculate(
            SMALL_SET, NULL,
            bo_printf(&arena, "{\"date\": \"%s\", \"people\": {\"a\": {\"pay\": \"0\"}}}", rows[i].date), NULL, NULL);
        cr_expect_str_eq(notices(c, &c->calc->warnings), rows[i].warnings);
        end_calculated(c);
        bo_arena_fini(&arena);
    }
}

/* What could not be worked out is not in the total, and named; what does not hang on it is there. */
Test(calc, not_calculated)
{
    struct calculated *c = calculate(SMALL_SET, NULL,
                                     "{\"date\": \"2022-06-01\", \"home\": {\"town\": \"west\"}, \"people\": {\"a\": "
                                     "{\"pay\": \"7.25\", \"since\": \"2021-01-01\"}}}",
                                     "extra", NULL);
    const struct bo_calc_scenario *before = &c->calc->scenarios.at[0];
    cr_expect_str_eq(line(c, 0, "extra"), "unknown");
    cr_expect_str_eq(line(c, 0, "toll"), "unknown");
    cr_expect_str_eq(text_of(c, before->groups[0].total), "39.25");
    cr_expect(before->groups[0].incomplete && before->groups[1].incomplete);
    cr_expect_str_eq(text_of(c, before->balance), "39.25");
    cr_expect_null(before->values.at[0].text);
    cr_expect_str_eq(notices(c, &c->calc->not_calculated),
                     "[gap|bonus: not yet set|||][no_west|the west has law of its own|||]");
    end_calculated(c);
}

Test(calc, missing_facts)
{
    struct calculated *c = calculate(
        SMALL_SET, NULL, "{\"date\": \"2020-06-01\", \"people\": {\"a\": {}, \"b\": {\"pay\": \"1\"}, \"c\": {}}}",
        NULL, NULL);
    cr_expect_eq(c->status, BO_BAD_CASE);
    cr_assert_eq(c->diags.list.n, 2);
    cr_expect_str_eq(
        first_message(c),
        "case.json: /people/a/pay: error: 'pay' is needed and was not given: What is paid? [missing-fact]");
    cr_expect_str_eq(
        bo_diag_line(&c->arena, &c->diags.list.at[1]),
        "case.json: /people/c/pay: error: 'pay' is needed and was not given: What is paid? [missing-fact]");
    end_calculated(c);
}

Test(calc, given_and_awards)
{
    struct calculated *c =
        calculate(SMALL_SET, NULL,
                  "{\"date\": \"2021-06-01\", \"people\": {\"a\": {\"pay\": \"0\", \"since\": \"2020-01-01\", "
                  "\"given\": {\"extra\": \"9.99\"}}}, \"awards\": {\"grant\": {\"amount\": \"7.00\", \"per\": "
                  "\"week\"}, \"toll\": {\"amount\": \"2.00\", \"per\": \"month\"}, \"extra\": {\"amount\": "
                  "\"9.99\", \"per\": \"year\"}}}",
                  NULL, NULL);
    cr_assert_eq(c->status, BO_OK, "%s", first_message(c));
    cr_expect_str_eq(line(c, 0, "extra"), "9.99");
    cr_expect(c->calc->scenarios.at[0].groups[0].lines[2].amount.given);
    cr_expect_not(c->calc->scenarios.at[0].groups[0].lines[1].amount.given);
    cr_expect_str_eq(notices(c, &c->calc->assumptions),
                     "[town|town: the east|/home/town|east|]"
                     "[given|extra: ¤ 9.99, as given in the case, not worked out|/people/a/given/extra|9.99|]");
    cr_assert_geq(c->calc->warnings.n, 2);
    const char *first = c->calc->warnings.at[0].text, *second = c->calc->warnings.at[1].text;
    cr_expect(strstr(first, "Grant: the award told is ¤ 7.00 a week, our figure ¤ 7.15: less by ¤ 0.15") == first, "%s",
              first);
    cr_expect_str_eq(second, "extra: ¤ 9.99 a year was told; it could not be compared with our figure");
    cr_expect_str_eq(notices(c, &c->calc->scenarios.at[0].messages),
                     "[award|toll: the award of ¤ 2.00 a month agrees with our figure|/awards/toll||]");
    end_calculated(c);
}

/* Help besides money is told before and now, with what it is worth, and is in no total. */
Test(calc, help)
{
    struct calculated *c =
        calculate(SMALL_SET, NULL,
                  "{\"date\": \"2021-06-01\", \"people\": {\"a\": {\"pay\": \"0\"}}, \"after\": [{\"id\": \"work\", "
                  "\"people\": {\"a\": {\"pay\": \"10\"}}}]}",
                  NULL, NULL);
    cr_expect_eq(c->calc->scenarios.at[0].help.n, 0);
    cr_assert_eq(c->calc->scenarios.at[1].help.n, 1);
    const struct bo_calc_help *help = &c->calc->scenarios.at[1].help.at[0];
    cr_expect(help->before_known && help->before && help->now_known && !help->now);
    cr_expect_str_eq(help->worth_text, "3.00");
    cr_expect_str_eq(help->worth_unit, "CRD/month");
    cr_expect_str_eq(help->cites.at[0], "Act 1 s 5");
    end_calculated(c);
}

Test(calc, measure_without_more)
{
    struct calculated *c = calculate(
        SMALL_SET, NULL,
        "{\"date\": \"2021-06-01\", \"people\": {\"a\": {\"pay\": \"20\"}}, \"after\": [{\"id\": \"less\", "
        "\"people\": {\"a\": {\"pay\": \"10\"}}}, {\"id\": \"more\", \"people\": {\"a\": {\"pay\": \"120\"}}}]}",
        NULL, NULL);
    cr_expect_not(c->calc->scenarios.at[1].measures.at[0].known);
    const struct bo_calc_measure *more = &c->calc->scenarios.at[2].measures.at[0];
    cr_expect(more->known && more->n == 9557, "%d", (int)more->n); /* (100 - 4.43) ÷ 100 */
    end_calculated(c);
}
