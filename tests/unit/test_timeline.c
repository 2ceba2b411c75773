/* The timeline: days one after another on what the day before left, from the life of the first scenario; rules that
 * stand in the place of others; months, balances, the lowest point; what is not known, and where the days end. */
#include "calculated.h"
#include "scenario/timeline.h"

/* Each day a person's pot grows by the rate; on the first of a month a tenth of it is paid out, and the toll is due;
 * what was never paid in is not known in the gap. */
#define SET(rules) \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='days' version='1' complete-from='2020-01-01' " \
    "complete-until='2020-12-31' currency='CRD' lang='en'><title lang='en'>Days</title><unit id='CRD' form='¤ {}'/>" \
    "<unit id='day'/><entity id='home' kind='one' key='home'/>" \
    "<entity id='person' kind='map' key='people' in='home' max='4'/><source id='act' title='Act'/>" \
    "<input id='rate' entity='person' type='number' unit='CRD/day' scale='2' min='0' max='99'/>" \
    "<input id='purse' entity='home' type='number' unit='CRD' scale='2' min='-999' max='999'>" \
    "<assume lang='en'>an empty purse</assume></input>" \
    "<param id='toll' unit='CRD' scale='2'><cite source='act'/><value from='2019-01-01' until='2020-06-30'>30</value>" \
    "<gap from='2020-07-01' until='2020-12-31'><text lang='en'>no toll yet</text></gap></param>" \
    "<rule id='opening' entity='home' unit='CRD' scale='2'><cite source='act'/>" \
    "<expr>if provided(purse) then purse else 0</expr></rule>" \
    "<rule id='daily' entity='person' unit='CRD/day' scale='2'><cite source='act'/><expr>rate</expr></rule>" \
    "<rule id='pot' entity='person' unit='CRD' scale='2' min='0' max='99999' initial='0'><cite source='act'/>" \
    "<expr>previous(pot) + daily * quantity(1, \"day\")</expr></rule>" \
    "<rule id='paid' entity='person' unit='CRD' scale='2'><label lang='en'>Paid</label><cite source='act'/>" \
    "<expr>if date.day = 1 then pot else 0</expr></rule>" \
    "<rule id='toll_due' entity='home' unit='CRD' scale='2'><cite source='act'/>" \
    "<expr>if date.day = 1 then toll else 0</expr></rule>" \
    "<rule id='full' entity='home' type='boolean'><cite source='act'/>" \
    "<expr>sum(people.pot) >= quantity(100, \"CRD\") and date = case_date + @\"P2D\"</expr></rule>" rules \
    "<rule id='wage' entity='person' unit='CRD' scale='2'><cite source='act'/><expr>0</expr></rule>" \
    "<sheet entity='home'><group id='incoming' total='income_total'><line value='wage'/></group>" \
    "<group id='outgoing' total='costs_total'><line value='opening'/></group>" \
    "<balance id='rest' plus='income_total' minus='costs_total'/></sheet>" \
    "<timeline months='2' back='P1M' balance='opening'>" \
    "<entry id='paid' amount='paid' total='income_total'><text lang='en'>a pot of {pot}</text></entry>" \
    "<entry id='toll' amount='toll_due' total='costs_total'><label lang='en'>Toll</label></entry>" \
    "<entry id='full' when='full'/></timeline></ruleset>"
#define DOUBLED \
    "<rule id='daily_twice' entity='person' unit='CRD/day' scale='2' replaces='daily'><cite source='act'/>" \
    "<expr>daily + daily</expr></rule>"
#define TWO \
    "{\"date\": \"2020-03-15\", \"people\": {\"a\": {\"rate\": \"1\"}}, \"home\": {\"purse\": \"20.50\"}, " \
    "\"after\": [{\"id\": \"more\", \"people\": {\"a\": {\"rate\": \"5\"}, \"b\": {\"rate\": \"2\"}}}]}"

struct told {
    struct calculated *c;
    struct bo_timeline_run *run;
};

static struct told tell(const char *set, const char *json, unsigned months)
{
    struct told told = {.c = open_rules(set, NULL)};
    struct calculated *c = told.c;
    struct bo_program *program = NULL;
    const struct bo_compile_options by_day = {.by_day = true};
    const struct bo_timeline_options options = {.file = "case.json", .on = BO_DATE_NONE, .months = months};
    cr_assert_eq(bo_compile(c->set, &by_day, &program, &c->diags), BO_OK, "%s", first_message(c));
    bo_program_free(c->program);
    c->program = program;
    c->status = bo_timeline_make(program, json, strlen(json), &options, &told.run, &c->diags);
    cr_assert_eq(c->status == BO_OK, told.run != NULL);
    return told;
}

static void end(struct told *told)
{
    bo_timeline_free(told->run);
    end_calculated(told->c);
}

/* "2020-04-01 paid a 47.00 67.50; …" */
static const char *lines(const struct told *told, size_t s)
{
    struct bo_arena *arena = &told->c->arena;
    const struct bo_timeline_scenario *of = &told->run->scenario[s];
    const char *all = "";
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        const char *amount = moment->known ? bo_dec_text_places(arena, moment->amount, 100, 2) : "?";
        all =
            bo_printf(arena, "%s%s%s %s%s%s %s %s", all, i > 0 ? "; " : "", bo_date_text(arena, moment->date),
                      moment->entry != NULL ? moment->entry->id : "start", moment->of != NULL ? " " : "",
                      moment->of != NULL ? moment->of : "", amount, bo_dec_text_places(arena, moment->balance, 100, 2));
    }
    return all;
}

/* 29 days from 15 February to 14 March at the rate of the first scenario, then 17 more to 31 March and the first. */
Test(timeline, days_carry_on_from_the_first_scenario)
{
    struct told told = tell(SET(""), TWO, 0);
    cr_assert_not_null(told.run, "%s", first_message(told.c));
    cr_expect_str_eq(lines(&told, 0), "2020-03-15 start 0.00 20.50; 2020-04-01 paid a 47.00 67.50; "
                                      "2020-04-01 toll -30.00 37.50; 2020-05-01 paid a 77.00 114.50; "
                                      "2020-05-01 toll -30.00 84.50");
    /* a: 29 + 18 × 5 = 119, 29 + 48 × 5 = 269; b: 18 × 2, 48 × 2. Three days from the start: 44 + 6 is no 100. */
    cr_expect_str_eq(lines(&told, 1), "2020-03-15 start 0.00 20.50; 2020-04-01 paid a 119.00 139.50; "
                                      "2020-04-01 paid b 36.00 175.50; 2020-04-01 toll -30.00 145.50; "
                                      "2020-05-01 paid a 269.00 414.50; 2020-05-01 paid b 96.00 510.50; "
                                      "2020-05-01 toll -30.00 480.50");
    const struct bo_timeline_scenario *before = &told.run->scenario[0];
    cr_expect_str_eq(before->moments.at[1].text, "a pot of ¤ 47.00");
    cr_expect_str_eq(before->moments.at[2].label, "Toll");
    cr_assert_eq(before->months.n, 3);
    cr_expect_eq(before->months.at[0].plus, 0);
    cr_expect_eq(before->months.at[1].plus, 4700);
    cr_expect_eq(before->months.at[1].minus, 3000);
    cr_expect_eq(before->lowest, 2050);
    cr_expect_str_eq(bo_date_text(&told.c->arena, before->lowest_on), "2020-03-15");
    cr_expect_str_eq(bo_date_text(&told.c->arena, told.run->until), "2020-05-14");
    end(&told);
}

/* 29 days at 2 and 3 days at 10, and 3 days of b at 4: an event on the third day. */
Test(timeline, a_rule_stands_in_the_place_of_another)
{
    struct told told = tell(SET(DOUBLED), TWO, 1);
    cr_expect_str_eq(lines(&told, 1), "2020-03-15 start 0.00 20.50; 2020-03-17 full 0.00 20.50; "
                                      "2020-04-01 paid a 238.00 258.50; 2020-04-01 paid b 72.00 330.50; "
                                      "2020-04-01 toll -30.00 300.50");
    end(&told);
    /* In an ordinary calculation it does not. */
    struct calculated *c = open_rules(SET(DOUBLED), NULL);
    const struct bo_calc_options options = {.file = "case.json", .on = BO_DATE_NONE, .show = "daily,daily_twice"};
    cr_assert_eq(bo_calc_run(c->program, TWO, strlen(TWO), &options, &c->calc, &c->diags), BO_OK);
    cr_expect_str_eq(c->calc->scenarios.at[0].values.at[0].text, "1.00");
    cr_expect_str_eq(c->calc->scenarios.at[0].values.at[1].text, "2.00");
    end_calculated(c);
}

Test(timeline, a_given_figure_counts_before_both)
{
    struct told told =
        tell(SET(DOUBLED), "{\"date\": \"2020-03-31\", \"people\": {\"a\": {\"given\": {\"daily\": \"3\"}}}}", 1);
    cr_assert_not_null(told.run, "%s", first_message(told.c));
    cr_expect_str_eq(lines(&told, 0),
                     "2020-03-31 start 0.00 0.00; 2020-04-01 paid a 99.00 99.00; "
                     "2020-04-01 toll -30.00 69.00; 2020-04-02 full 0.00 69.00"); /* from 29 February: 33, 34 days */
    cr_expect_str_eq(told.run->calc.assumptions.at[0].text, "an empty purse");
    end(&told);
}

Test(timeline, what_is_not_known)
{
    struct told told = tell(SET(""), "{\"date\": \"2020-06-30\", \"people\": {\"a\": {\"rate\": 0}}}", 1);
    cr_expect_str_eq(lines(&told, 0), "2020-06-30 start 0.00 0.00; 2020-07-01 toll ? 0.00");
    cr_expect_str_eq(told.run->calc.not_calculated.at[0].text, "toll: no toll yet");
    end(&told);
    told = tell(SET(""), "{\"date\": \"2020-06-30\", \"people\": {\"a\": {}}}", 1);
    cr_expect_eq(told.c->status, BO_BAD_CASE);
    cr_expect_str_eq(first_message(told.c), "case.json: /people/a/rate: error: 'rate' is needed and was not given "
                                            "[missing-fact]");
    end(&told);
}

Test(timeline, the_rules_end)
{
    struct told told = tell(SET(""), "{\"date\": \"2020-12-30\", \"people\": {\"a\": {\"rate\": 1}}}", 0);
    cr_expect_str_eq(lines(&told, 0), "2020-12-30 start 0.00 0.00");
    cr_expect_str_eq(told.run->calc.not_calculated.at[0].code, "timeline-cut");
    cr_expect_str_eq(bo_date_text(&told.c->arena, told.run->until), "2020-12-31");
    end(&told);
    told = tell(SET(""), "{\"date\": \"2020-01-31\", \"people\": {\"a\": {\"rate\": 1}}}", 1); /* no day before 2020 */
    cr_expect_str_eq(lines(&told, 0), "2020-01-31 start 0.00 0.00; 2020-02-01 paid a 32.00 32.00; "
                                      "2020-02-01 toll -30.00 2.00");
    end(&told);
    told = tell(SMALL_SET, "{\"date\": \"2020-01-31\"}", 1);
    cr_expect_eq(told.c->status, BO_BAD_RULES);
    end(&told);
}

/* A rule that the replacing one needs, and that itself reads the replaced one, would need itself. */
Test(timeline, a_circle_by_replacing)
{
    static const char set[] =
        SET("<rule id='detour' entity='person' unit='CRD/day' scale='2'><cite source='act'/><expr>daily</expr></rule>"
            "<rule id='daily_by_way' entity='person' unit='CRD/day' scale='2' replaces='daily'><cite source='act'/>"
            "<expr>detour</expr></rule>");
    struct calculated *c = open_rules(set, NULL);
    struct bo_program *program = NULL;
    const struct bo_compile_options by_day = {.by_day = true};
    cr_expect_eq(bo_compile(c->set, &by_day, &program, &c->diags), BO_BAD_RULES);
    cr_expect_not_null(strstr(first_message(c), "[circle]"), "%s", first_message(c));
    end_calculated(c);
}
