/* A text that is read as parts: a rule set declares them, a case writes them in one word. */
#include "calculated.h"

#define PARTS(parts) \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='small' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Small</title><unit id='CRD'/>" \
    "<entity id='person' kind='map' key='people' max='4'/><source id='act' title='Act'/>" \
    "<input id='code' entity='person' type='text'><question lang='en'>Which code?</question>" parts "</input>" \
    "<rule id='figure' entity='person' scale='0'><cite source='act'/><expr>if provided(code_number) then code_number " \
    "else -1</expr></rule>" \
    "<rule id='kind' entity='person' type='code'><cite source='act'/><expr>code_kind</expr></rule>" \
    "<rule id='where_from' entity='person' type='code'><cite source='act'/><expr>code_land</expr></rule>" \
    "<rule id='letter' entity='person' type='code'><cite source='act'/><expr>code_letter</expr></rule>" \
    "<sheet entity='person'><group id='g' total='t'><line value='figure'/></group></sheet></ruleset>"

#define FOUR_PARTS \
    "<part id='code_land' words='S C'/><part id='code_kind' words='K B BR NT'/><part id='code_number' digits='4'/>" \
    "<part id='code_letter' words='L T'/>"

static const char *shown(struct calculated *c)
{
    const char *all = "";
    const struct bo_calc_scenario *before = &c->calc->scenarios.at[0];
    for (size_t i = 0; i < before->values.n; i++) {
        all = bo_printf(&c->arena, "%s%s ", all, before->values.at[i].text != NULL ? before->values.at[i].text : "?");
    }
    return all;
}

Test(parts, read)
{
    static const struct {
        const char *code, *values;
    } rows[] = {{"1257L", "none none 1257 L "}, {"S1257L", "S none 1257 L "}, {" s 1257 l ", "S none 1257 L "},
                {"K475", "none K 475 none "},   {"BR", "none BR 0 none "},    {"CBR", "C BR 0 none "},
                {"0T", "none none 0 T "},       {"SK9999", "S K 9999 none "}, {"NT", "none NT 0 none "},
                {"B", "none B 0 none "}};
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = calculate(
            PARTS(FOUR_PARTS), NULL,
            bo_printf(&arena, "{\"date\": \"2020-06-01\", \"people\": {\"a\": {\"code\": \"%s\"}}}", rows[i].code),
            "where_from,kind,figure,letter", NULL);
        cr_assert_eq(c->status, BO_OK, "%s: %s", rows[i].code, first_message(c));
        cr_expect_str_eq(shown(c), rows[i].values, "%s", rows[i].code);
        end_calculated(c);
    }
    bo_arena_fini(&arena);
}

Test(parts, faults)
{
    static const struct {
        const char *code, *message;
    } rows[] = {{"\"1257X\"", "case.json: /people/a/code: error: '1257X' is no 'code': in this order, where there are "
                              "any, S or C, K or B or BR "
                              "or NT, up to 4 digits, L or T [wrong-form]"},
                {"\"12345L\"", NULL},
                {"\"L1257\"", NULL},
                {"\"\"", NULL},
                {"1257", "case.json: /people/a/code: error: 'code' is a text, not a number [wrong-type]"}};
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = calculate(
            PARTS(FOUR_PARTS), NULL,
            bo_printf(&arena, "{\"date\": \"2020-06-01\", \"people\": {\"a\": {\"code\": %s}}}", rows[i].code), NULL,
            NULL);
        cr_expect_eq(c->status, BO_BAD_CASE, "%s", rows[i].code);
        if (rows[i].message != NULL) {
            cr_expect_str_eq(first_message(c), rows[i].message);
        }
        end_calculated(c);
    }
    bo_arena_fini(&arena);
}

/* Absent: what hangs on it is not known, and the text is what is asked for. */
Test(parts, absent)
{
    struct calculated *c =
        calculate(PARTS(FOUR_PARTS), NULL, "{\"date\": \"2020-06-01\", \"people\": {\"a\": {}}}", "figure,kind", NULL);
    cr_assert_eq(c->status, BO_OK, "%s", first_message(c));
    cr_expect_str_eq(shown(c), "-1 ? ");
    cr_assert_eq(c->calc->not_calculated.n, 1);
    cr_expect_str_eq(c->calc->not_calculated.at[0].field, "/people/a/code");
    end_calculated(c);
}

Test(parts, wrong_rules)
{
    static const struct {
        const char *text, *code;
    } rows[] = {{PARTS("<part id='code_number' digits='0'/>"), "[bad-part]"},
                {PARTS("<part id='code_number'/>"), "[bad-part]"},
                {PARTS("<part id='code_number' digits='3' words='A'/>"), "[bad-part]"},
                {PARTS("<part id='code_number' digits='10'/>"), "[bad-number]"},
                {PARTS("<part id='code_number' words=' '/>"), "[bad-choice]"},
                {PARTS("<part id='code' digits='3'/>"), "[repeated-id]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        struct bo_diags diags;
        struct bo_set *set = NULL;
        bo_arena_init(&arena);
        bo_diags_init(&diags, &arena);
        cr_expect_eq(bo_rules_load_text("small.xml", rows[i].text, strlen(rows[i].text), &set, &diags), BO_BAD_RULES);
        cr_assert_gt(diags.list.n, 0);
        const char *line = bo_diag_line(&arena, &diags.list.at[0]);
        cr_expect(strstr(line, rows[i].code) != NULL, "%s", line);
        bo_arena_fini(&arena);
    }
}
