/* Examples of rule files: what passes, what is told where one does not, and what is carried from period to period. */
#include "calculated.h"
#include "scenario/example.h"

#include <stdio.h>

/* A pot that fills by what each person puts in; whether they have ever put in much; a gap in 2021. */
#define HEAD \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='pots' version='1' complete-from='2020-01-01' " \
    "complete-until='2021-12-31' currency='CRD' lang='en'><title lang='en'>Pots</title><unit id='CRD'/>" \
    "<entity id='home' kind='one' key='home'/><entity id='person' kind='map' key='people' in='home' max='4'/>" \
    "<entity id='job' kind='list' key='jobs' in='person' max='3'/><source id='act' title='Act'/>" \
    "<input id='paid_in' entity='person' type='number' unit='CRD' scale='2' min='0' max='50' default='0'/>" \
    "<input id='worked' entity='job' type='number' unit='1' scale='0' min='0' max='9' default='0'/>" \
    "<param id='bonus' unit='CRD' scale='2'><cite source='act' at='s 1'/><value from='2019-01-01' " \
    "until='2020-12-31'>1</value>" \
    "<gap from='2021-01-01' until='2021-12-31'><text lang='en'>not fixed</text></gap></param>" \
    "<rule id='pot' entity='person' unit='CRD' scale='2' min='0' max='1000' initial='0.50'><cite source='act' at='s " \
    "2'/>" \
    "<expr>min(previous(pot) + paid_in + bonus, quantity(1000, \"CRD\"))</expr></rule>" \
    "<rule id='ever_much' entity='person' type='boolean' initial='false'><cite source='act' at='s 3'/>" \
    "<expr>previous(ever_much) or paid_in >= quantity(40, \"CRD\")</expr></rule>" \
    "<rule id='times' entity='job' unit='1' scale='0' min='0' max='99' initial='0'><cite source='act' at='s 4'/>" \
    "<expr>min(previous(times) + worked, 99)</expr></rule>" \
    "<rule id='since' entity='person' type='date'><cite source='act' at='s 5'/><expr>date - @\"P1M\"</expr></rule>" \
    "<rule id='size' entity='home' type='code'><cite source='act' at='s 6'/>" \
    "<expr>if count(people) > 1 then \"large\" else \"small\"</expr></rule>"
#define EXAMPLE(fields, rest) \
    HEAD "<example id='ex' on='2020-06-01' source='by hand'><case>{" fields "}</case>" rest "</example></ruleset>"

/* The failure of a set's one example, "" when it passes. */
static const char *failure(struct calculated *c)
{
    struct bo_example_result *results;
    size_t n;
    c->status = bo_examples_run(&c->arena, c->set, NULL, 0, NULL, &results, &n, &c->diags, NULL, NULL);
    cr_assert_eq(c->status, BO_OK, "%s", first_message(c));
    cr_assert_eq(n, 1);
    cr_assert_eq(results[0].passed, results[0].failure == NULL);
    return results[0].failure != NULL ? results[0].failure : "";
}

Test(example, told)
{
    static const struct {
        const char *set, *failure;
    } rows[] = {
        {EXAMPLE("\"people\": {\"a\": {\"paid_in\": \"5\"}}",
                 "<expect id='pot'>6.50</expect><expect id='pot'>6.5</expect>"
                 "<expect id='ever_much' of='a'>false</expect><expect id='since' of='a'>2020-05-01</expect>"
                 "<expect id='size'>small</expect>"),
         ""},
        {EXAMPLE("\"people\": {\"a\": {\"paid_in\": \"5\"}}",
                 "<expect id='pot'>6.51</expect><expect id='pot' of='a'>7</expect>"
                 "<expect id='ever_much' of='a'>true</expect><expect id='since' of='a'>2020-05-02</expect>"
                 "<expect id='size'>large</expect>"),
         "pot: expected 6.51, got 6.5\npot of a: expected 7, got 6.5\never_much of a: expected true, got false\n"
         "since of a: expected 2020-05-02, got 2020-05-01\nsize: expected large, got small"},
        {EXAMPLE("\"people\": {\"a\": {\"paid_in\": \"5\"}, \"b\": {}}",
                 "<expect id='pot'>8</expect><expect id='pot' "
                 "of='b'>1.5</expect><expect id='size'>large</expect>"),
         ""}, /* without a name: of all together */
        {EXAMPLE("\"people\": {\"a\": {}}",
                 "<expect id='pot' of='b'>1</expect><expect id='pot' scenario='x'>1</expect>"),
         "pot: there is no 'b' in the case\npot: there is no scenario 'x'"},
        {EXAMPLE("\"date\": \"2021-06-01\", \"people\": {\"a\": {}}", "<expect id='pot'>1.50</expect>"),
         ""}, /* `on` is the day */
        {EXAMPLE("\"people\": {\"a\": {}}, \"after\": [{\"id\": \"x\", \"people\": {\"a\": {\"paid_in\": \"40\"}}}]",
                 "<expect id='pot'>1.5</expect><expect id='pot' scenario='x'>41.5</expect>"
                 "<expect id='ever_much' scenario='x' of='a'>true</expect>"),
         ""},
        {EXAMPLE("\"people\": {\"a\": {\"paid_in\": \"51\", \"paidin\": \"5\"}}", "<expect id='pot'>6.50</expect>"),
         "case: /people/a/paidin: error: 'paidin' is no field of a person, did you mean 'paid_in'? [unknown-field]\n"
         "case: /people/a/paid_in: error: 'paid_in' is at most 50 [out-of-range]"},
        {EXAMPLE("\"people\": {\"a\": {}", "<expect id='pot'>6.50</expect>"),
         "case:1:20: error: '}' expected near end of file [json-syntax]"},
        {EXAMPLE("\"people\": {\"a\": {}}", "<set param='bonus'>7.25</set><expect id='pot'>7.75</expect>"), ""},
        {HEAD
         "<example id='ex' on='2021-06-01' source='by hand'><case>{\"people\": {\"a\": {}}}</case>"
         "<expect id='pot'>not calculated</expect><expect id='ever_much' of='a'>false</expect></example></ruleset>",
         ""},
        {HEAD
         "<example id='ex' on='2021-06-01' source='by hand'><case>{\"people\": {\"a\": {}}}</case><expect id='pot'>1"
         "</expect><expect id='ever_much' of='a'>not calculated</expect></example></ruleset>",
         "pot: expected 1, got not calculated: not fixed [gap]\never_much of a: expected not calculated, got false"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(rows[i].set, NULL);
        const char *told = failure(c);
        cr_expect_str_eq(told, rows[i].failure, "row %zu tells:\n%s\nexpected:\n%s", i, told, rows[i].failure);
        end_calculated(c);
    }
}

/* Who was there before, by scenario and name, goes on from what was; who is new starts afresh. */
Test(example, periods)
{
    static const struct {
        const char *set, *failure;
    } rows[] = {
        /* Nothing changes, then somebody leaves, then somebody comes, before the first in order, and one comes back. */
        {EXAMPLE(
             "\"people\": {\"b\": {\"paid_in\": \"5\"}, \"c\": {\"paid_in\": \"40\"}}",
             "<expect id='pot' of='b'>6.5</expect>"
             "<period>{}<expect id='pot' of='b'>12.5</expect><expect id='pot' of='c'>82.5</expect></period>"
             "<period>{\"people\": {\"b\": null, \"c\": {\"paid_in\": null}}}<expect id='pot' of='c'>83.5</expect>"
             "<expect id='ever_much' of='c'>true</expect></period>"
             "<period>{\"people\": {\"c\": null, \"a\": {}, \"b\": {\"paid_in\": \"3\"}}}<expect id='pot' "
             "of='a'>1.5</expect>"
             "<expect id='pot' of='b'>4.5</expect></period>"
             "<period>{\"people\": {\"c\": {}}}<expect id='pot' of='a'>2.5</expect><expect id='pot' of='b'>8.5</expect>"
             "<expect id='pot' of='c'>1.5</expect><expect id='ever_much' of='c'>false</expect></period>"),
         ""},
        /* What is inside lists goes by its place in the list. */
        {EXAMPLE(
             "\"people\": {\"a\": {}, \"b\": {\"jobs\": [{\"worked\": 2}, {\"worked\": 3}]}}",
             "<period>{\"people\": {\"a\": {\"jobs\": [{\"worked\": 1}]}}}<expect id='times' of='a/jobs/0'>1</expect>"
             "<expect id='times' of='b/jobs/0'>4</expect><expect id='times' of='b/jobs/1'>6</expect></period>"
             "<period>{\"people\": {\"b\": {\"jobs\": [{\"worked\": 9}]}}}<expect id='times' of='a/jobs/0'>2</expect>"
             "<expect id='times' of='b/jobs/0'>13</expect></period>"),
         ""},
        /* Each scenario has a past of its own; a new one starts afresh. */
        {EXAMPLE("\"people\": {\"a\": {}}, \"after\": [{\"id\": \"x\", \"people\": {\"a\": {\"paid_in\": \"10\"}}}]",
                 "<period>{}<expect id='pot'>2.5</expect><expect id='pot' scenario='x'>22.5</expect></period>"
                 "<period>{\"after\": [{\"id\": \"y\"}, {\"id\": \"x\"}]}<expect id='pot'>3.5</expect>"
                 "<expect id='pot' scenario='x'>23.5</expect><expect id='pot' scenario='y'>1.5</expect></period>"),
         ""},
        /* A given figure is the past of the next period. */
        {EXAMPLE("\"people\": {\"a\": {\"given\": {\"pot\": \"100\"}}}",
                 "<expect id='pot'>100</expect>"
                 "<period>{\"people\": {\"a\": {\"given\": null}}}<expect id='pot'>101</expect></period>"),
         ""},
        {EXAMPLE("\"people\": {\"a\": {\"given\": {\"pot\": \"1000.01\"}}}",
                 "<expect id='pot'>1000.01</expect>"
                 "<period>{\"people\": {\"a\": {\"given\": null}}}<expect id='pot'>1</expect></period>"),
         "case: /people/a: error: 'pot' of the period before does not lie between 0 and 1000, which its past does "
         "[out-of-range]"},
        {EXAMPLE("\"people\": {\"a\": {}}",
                 "<period>{\"people\": {\"a\": {\"paid_in\": 1.5}}}<expect id='pot'>1</expect></period>"),
         "period: /people/a/paid_in: error: a number with a point or an exponent: write it in quotes, like \"12.50\", "
         "so that "
         "it stays exact [json-real]"},
        {EXAMPLE("\"people\": {\"a\": {}}", "<period>{\"people\": <expect id='pot'>1</expect></period>"),
         "period:1:10: error: unexpected token near end of file [json-syntax]"},
        {EXAMPLE("\"people\": {\"a\": {}}",
                 "<expect id='pot'>1</expect><period>{}<expect id='pot'>2.5</expect></period>"
                 "<period>{}<expect id='pot'>3</expect></period>"),
         "pot: expected 1, got 1.5\npot: expected 3, got 3.5"},
        /* What was not calculated stays so, with its reason, also where the next period needs wider numbers. */
        {HEAD "<example id='ex' on='2021-06-01' source='by hand'><case>{\"people\": {\"a\": {}}}</case>"
              "<period>{\"people\": {\"a\": {\"given\": {\"pot\": \"5000\"}}, \"b\": {}}}<expect id='pot' "
              "of='a'>5000</expect>"
              "<expect id='pot' of='b'>1</expect></period></example></ruleset>",
         "pot of b: expected 1, got not calculated: not fixed [gap]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(rows[i].set, NULL);
        const char *told = failure(c);
        cr_expect_str_eq(told, rows[i].failure, "row %zu tells:\n%s\nexpected:\n%s", i, told, rows[i].failure);
        end_calculated(c);
    }
}

static size_t told_of[3];

static void progress(void *context, size_t done, size_t all)
{
    size_t *calls = context;
    told_of[0] = ++*calls;
    told_of[1] = done;
    told_of[2] = all;
}

/* Those of some laws only, by id, by file or by the end of a path. */
Test(example, laws)
{
    static const struct {
        const char *law;
        size_t n;
    } rows[] = {{NULL, 9},  {"toy.support", 5}, {"support.xml", 5}, {"rules/toy/1.0/labour.xml", 4},
                {"toy", 0}, {"rt.xml", 0}};
    struct calculated *c = open_rules(NULL, "fixtures/toy/1.0");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_example_result *results;
        size_t n, calls = 0;
        cr_assert_eq(bo_examples_run(&c->arena, c->set, &rows[i].law, rows[i].law != NULL, NULL, &results, &n,
                                     &c->diags, progress, &calls),
                     BO_OK);
        cr_expect_eq(n, rows[i].n, "%s: %zu", rows[i].law, n);
        cr_expect(told_of[0] == 9 && told_of[1] == 9 && told_of[2] == 9);
        for (size_t k = 0; k < n; k++) {
            cr_expect(results[k].passed && results[k].expected > 0, "%s: %s", results[k].example->id,
                      results[k].failure);
        }
    }
    end_calculated(c);
}

/* Money by date: two brothers save; on Fridays they are paid, and on the first of a month what was saved is counted. */
#define DAYS \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='purse' version='1' complete-from='2020-01-01' " \
    "complete-until='2020-12-31' currency='CRD' lang='en'><title lang='en'>Purse</title><unit id='CRD'/>" \
    "<entity id='home' kind='one' key='home'/><entity id='person' kind='map' key='people' in='home' max='4'/>" \
    "<source id='act' title='Act'/>" \
    "<input id='wage' entity='person' type='number' unit='CRD' scale='2' min='0' max='50'/>" \
    "<param id='fee' unit='CRD' scale='2'><cite source='act'/><value from='2019-01-01' until='2020-06-30'>2</value>" \
    "<gap from='2020-07-01' until='2020-12-31'><text lang='en'>not fixed</text></gap></param>" \
    "<rule id='purse' entity='home' unit='CRD' scale='2'><cite source='act'/><expr>quantity(10, " \
    "\"CRD\")</expr></rule>" \
    "<rule id='pay' entity='person' unit='CRD' scale='2'><cite source='act'/>" \
    "<expr>if date.weekday = 5 then wage else 0</expr></rule>" \
    "<rule id='saved' entity='person' unit='CRD' scale='2' min='0' max='1000' initial='0'><cite source='act'/>" \
    "<expr>(if date.day = 1 then 0 else previous(saved)) + pay</expr></rule>" \
    "<rule id='due' entity='home' unit='CRD' scale='2'><cite source='act'/>" \
    "<expr>if date.day = 1 then fee else 0</expr></rule>" \
    "<rule id='feast' entity='person' type='boolean'><cite source='act'/>" \
    "<expr>date.day = 1 and previous(saved) > quantity(100, \"CRD\")</expr></rule>" \
    "<sheet entity='home'><group id='i' total='total_in'><line value='due'/></group>" \
    "<group id='o' total='total_out'><line value='due'/></group>" \
    "<balance id='left' plus='total_in' minus='total_out'/></sheet>" \
    "<timeline months='2' back='P1M' balance='purse'><entry id='pay' amount='pay' total='total_in'/>" \
    "<entry id='fee' amount='due' total='total_out'/><entry id='feast' when='feast'/></timeline>"
#define STORY(parts) \
    DAYS "<example id='ex' on='2020-05-20'><case>{\"people\": {\"a\": {\"wage\": \"30\"}, \"b\": {\"wage\": \"5\"}}, " \
         "\"after\": [{\"id\": \"c\", \"people\": {\"b\": null}}]}</case><timeline " parts \
         "</timeline></example></ruleset>"

Test(example, timeline)
{
    static const struct {
        const char *set, *failure;
    } rows[] = {
        {STORY(
             "months='1'><all/><entry date='2020-05-22' id='pay' of='b'>5</entry>"
             "<entry date='2020-05-22' id='pay'>30.00</entry><entry date='2020-05-29' id='pay'>5</entry>"
             "<entry date='2020-05-29' id='pay' of='a'>30</entry><entry date='2020-06-01' id='fee'>-2.00</entry>"
             "<entry date='2020-06-01' id='feast' of='a'/><entry date='2020-06-05' id='pay'>30</entry>"
             "<entry date='2020-06-05' id='pay'>5</entry><entry date='2020-06-12' id='pay'>30</entry>"
             "<entry date='2020-06-12' id='pay'>5</entry><entry date='2020-06-19' id='pay'>30</entry>"
             "<entry date='2020-06-19' id='pay'>5</entry><month month='2020-05' income='70' costs='0' left-over='70'/>"
             "<month month='2020-06' left-over='103.00'/><lowest date='2020-05-20'>10.00</lowest><end>183</end>"),
         ""},
        {STORY("months='1' scenario='c'><all id='fee feast'/><entry date='2020-05-22' id='pay'>30.01</entry>"
               "<entry date='2020-05-23' id='pay' of='a'>30</entry><entry date='2020-05-29' id='pay' scenario='before' "
               "of='b'>4</entry><entry date='2020-05-29' id='pay' of='b'>5</entry>"),
         "c: 2020-05-22 pay: expected 30.01, got 30.00\nc: 2020-05-23 pay of a: expected 30, and there is none\n"
         "before: 2020-05-29 pay of b: expected 4, got 5.00\nc: 2020-05-29 pay of b: expected 5, and there is none\n"
         "c: 2020-06-01 fee: expected none, got -2.00\nc: 2020-06-01 feast of a: expected none, got 0.00"},
        {STORY("months='1'><all but='pay'/><entry date='2020-06-01' id='fee'>-2</entry>"
               "<entry date='2020-06-01' id='fee'>-2</entry><month month='2020-06' income='1' costs='3'/>"
               "<month month='2020-09' income='1'/><lowest date='2020-05-21'>10</lowest><end>1</end>"),
         "before: 2020-06-01 fee: expected -2, and there is none\n"
         "before: 2020-06-01 feast of a: expected none, got 0.00\nbefore: 2020-06 income: expected 1, got 105.00\n"
         "before: 2020-06 costs: expected 3, got 2.00\nbefore: 2020-09 lies outside the days\n"
         "before: lowest: expected 10 on 2020-05-21, got 10.00 on 2020-05-20\nbefore: end: expected 1, got 183.00"},
        {STORY("months='2' scenario='d'><all/><entry date='2020-06-01' id='fee'>-2</entry><end>1</end>"),
         "there is no scenario 'd'\nthere is no scenario 'd'\nthere is no scenario 'd'"},
        {STORY("months='2'><entry date='2020-07-01' id='fee'>not calculated</entry>"
               "<entry date='2020-06-01' id='fee'>not calculated</entry>"),
         "before: 2020-06-01 fee: expected not calculated, got -2.00"},
        {STORY("months='1' if='stops'><all/>"),
         "betteroff: error: there is no what-if 'stops'; the rule set 'purse' declares none [unknown-name]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(rows[i].set, NULL);
        const char *told = failure(c);
        cr_expect_str_eq(told, rows[i].failure, "row %zu tells:\n%s\nexpected:\n%s", i, told, rows[i].failure);
        end_calculated(c);
    }
}

/* Ways that were taken for what is told: not those of other days, nor of entries that nobody looks at. */
Test(example, timeline_branches)
{
    static const struct {
        const char *set;
        unsigned taken[6]; /* pay: then, else; saved: then, else; due: then, else */
    } rows[] = {
        {STORY("months='1'><entry date='2020-05-22' id='pay' of='a'>30</entry>"), {1, 0, 0, 0, 0, 0}},
        {STORY("months='1'><all id='pay'/>"), {1, 1, 0, 0, 0, 0}},
        {STORY("months='1'><entry date='2020-06-01' id='fee'>-2</entry>"), {0, 0, 0, 0, 1, 0}},
        {STORY("months='1'><entry date='2020-06-01' id='feast' of='a'/>"), {1, 1, 1, 1, 0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(rows[i].set, NULL);
        struct bo_branches branches;
        struct bo_example_result *results;
        size_t n, way = 0;
        bo_branches_init(&branches, &c->arena, c->set);
        cr_assert_eq(bo_examples_run(&c->arena, c->set, NULL, 0, &branches, &results, &n, &c->diags, NULL, NULL),
                     BO_OK);
        for (size_t b = 0; b < branches.all.n; b++) {
            for (uint32_t w = 0; w < branches.all.at[b].n; w++, way++) {
                cr_expect_eq(branches.all.at[b].taken[w] > 0, rows[i].taken[way], "%zu: way %zu", i, way);
            }
        }
        cr_expect_eq(way, 6);
        end_calculated(c);
    }
}
