/* Purpose  a rule set and a case calculated or explained for tests, and a rule set in one text for what the toy lacks.
 * Use      calculated = calculate(set, case, options) … end_calculated. Not for the library. */
#ifndef BO_TEST_CALCULATED_H
#define BO_TEST_CALCULATED_H

#include "engine/compile.h"
#include "rules/load.h"
#include "scenario/calc.h"
#include "scenario/explain.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct calculated {
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set;
    struct bo_program *program;
    enum bo_status status;
    struct bo_calc *calc;
    struct bo_explanation *explanation;
};

/* A small set: a wage in the case, a grant with values of every kind, a gap, messages, and an input that nobody reads.
 */
#define SMALL_SET \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='small' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Small</title>" \
    "<unit id='CRD' form='¤ {}'/><unit id='month'/><unit id='hour'/>" \
    "<entity id='home' kind='one' key='home'/>" \
    "<entity id='person' kind='map' key='people' in='home' max='4'/>" \
    "<source id='act' title='Act' number='Act 1'/>" \
    "<input id='pay' entity='person' type='number' unit='CRD/month' scale='2' min='0' max='9999'>" \
    "<question lang='en'>What is paid?</question></input>" \
    "<input id='town' entity='home' type='code' default='east'><option value='east'><label lang='en'>the east</label>" \
    "</option><option value='west'/></input>" \
    "<input id='since' entity='person' type='date'><assume lang='en'>always here</assume></input>" \
    "<input id='shoe' entity='person' type='number' unit='1' scale='0' min='1' max='60'/>" \
    "<input id='rent' entity='home' type='recurring' scale='2' min='0' max='9999' default='0 month'/>" \
    "<param id='grant_amount' unit='CRD/month' scale='2'><label lang='en'>Amount of the grant</label><cite " \
    "source='act' at='s 1'/>" \
    "<value from='2019-01-01' confidence='C' checked='2020-01-01'>30.00</value>" \
    "<value from='2021-01-01' confidence='A' status='announced'>31.00</value>" \
    "<value from='2022-01-01' confidence='A' status='expected'>32.00</value></param>" \
    "<param id='bonus' unit='CRD/month' scale='2'><cite source='act' at='s 2'/>" \
    "<value from='2019-01-01' until='2021-12-31' confidence='A'>1.50</value>" \
    "<gap from='2022-01-01' until='2022-12-31'><text lang='en'>not yet set</text></gap></param>" \
    "<not-calculated id='no_west'><text lang='en'>the west has law of its own</text></not-calculated>" \
    "<rule id='grant' entity='person' unit='CRD/month' scale='2'><label lang='en'>Grant</label><cite source='act' " \
    "at='s 1'/>" \
    "<cite source='act' at='s 9' role='rounding'/>" \
    "<expr>if pay > quantity(100, \"CRD/month\") then 0 else if provided(since) then grant_amount else round half " \
    "up(grant_amount / 7, 2)</expr></rule>" \
    "<rule id='extra' entity='person' unit='CRD/month' scale='2'><cite source='act' at='s " \
    "2'/><expr>bonus</expr></rule>" \
    "<rule id='toll' entity='home' unit='CRD/month' scale='2'><cite source='act' at='s 3'/>" \
    "<expr>if town = \"west\" then not calculated(\"no_west\") else quantity(2, \"CRD/month\")</expr></rule>" \
    "<rule id='hours' entity='person' unit='1' scale='0'><cite source='act' at='s 3'/><expr>if pay > 0 then 10 else " \
    "0</expr></rule>" \
    "<message id='rich' entity='person' kind='note'><cite source='act' at='s 4'/><test>pay > quantity(100, " \
    "\"CRD/month\")</test>" \
    "<text lang='en'>{pay} is more than {toll}; {grant} is left.</text></message>" \
    "<rule id='stamps' entity='home' type='boolean'><cite source='act' at='s 5'/><expr>sum(people.pay) = " \
    "0</expr></rule>" \
    "<rule id='stamps_worth' entity='home' unit='CRD/month' scale='2'><cite source='act' at='s 5'/>" \
    "<expr>quantity(3, \"CRD/month\")</expr></rule>" \
    "<sheet entity='home'><group id='incoming' total='income_total'><label lang='en'>In</label><line " \
    "value='pay'><label lang='en'>Pay</label></line>" \
    "<line value='grant'/><line value='extra'/></group>" \
    "<group id='outgoing' total='costs_total'><line value='toll'/></group>" \
    "<balance id='rest' plus='income_total' minus='costs_total'/><measure id='kept' over='pay' places='4'/>" \
    "<help><item value='stamps' worth='stamps_worth'><label lang='en'>Free stamps</label></item></help>" \
    "<period id='month' factor='1'/><period id='week' factor='12/52'/></sheet></ruleset>"

/* text: of a set, or NULL for the one in `directory` of the source tree. */
static inline struct calculated *open_rules(const char *text, const char *directory)
{
    struct calculated *c = calloc(1, sizeof *c);
    bo_arena_init(&c->arena);
    bo_diags_init(&c->diags, &c->arena);
    const char *srcdir = getenv("srcdir");
    c->status = text != NULL ? bo_rules_load_text("small.xml", text, strlen(text), &c->set, &c->diags)
                             : bo_rules_load(bo_printf(&c->arena, "%s/%s", srcdir != NULL ? srcdir : ".", directory),
                                             NULL, 0, &c->set, &c->diags);
    struct bo_compile_options options = {0};
    c->status = c->status == BO_OK ? bo_compile(c->set, &options, &c->program, &c->diags) : c->status;
    cr_assert_eq(c->status, BO_OK, "%s",
                 c->diags.list.n > 0 ? bo_diag_line(&c->arena, &c->diags.list.at[0]) : "no message");
    return c;
}

static inline struct calculated *calculate(const char *text, const char *directory, const char *json, const char *show,
                                           const char *per)
{
    struct calculated *c = open_rules(text, directory);
    struct bo_calc_options options = {.file = "case.json", .on = BO_DATE_NONE, .show = show, .per = per};
    c->status = bo_calc_run(c->program, json, strlen(json), &options, &c->calc, &c->diags);
    cr_assert_eq(c->status == BO_OK, c->calc != NULL);
    return c;
}

static inline struct calculated *explain(const char *text, const char *directory, const char *json,
                                         const char *variable, const char *scenario)
{
    struct calculated *c = open_rules(text, directory);
    struct bo_explain_options options = {
        .file = "case.json", .on = BO_DATE_NONE, .variable = variable, .scenario = scenario};
    c->status = bo_explain_run(c->program, json, strlen(json), &options, &c->explanation, &c->diags);
    cr_assert_eq(c->status == BO_OK, c->explanation != NULL);
    return c;
}

static inline const char *first_message(struct calculated *c)
{
    return c->diags.list.n > 0 ? bo_diag_line(&c->arena, &c->diags.list.at[0]) : "";
}

static inline void end_calculated(struct calculated *c)
{
    bo_calc_free(c->calc);
    bo_explanation_free(c->explanation);
    bo_program_free(c->program);
    bo_set_free(c->set);
    bo_arena_fini(&c->arena);
    free(c);
}

#endif
