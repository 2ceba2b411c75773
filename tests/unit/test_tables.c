/* Tables by every kind of key and column: what a case gives, and what does not compile. */
#include "calculated.h"

#define HEAD \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='small' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Small</title><unit id='CRD'/>" \
    "<unit id='week'/><entity id='person' kind='map' key='people' max='4'/><source id='act' title='Act'/>" \
    "<input id='town' entity='person' type='code' default='x'><option value='x'/><option value='y'/>" \
    "<option value='z'/></input>" \
    "<input id='children' entity='person' type='number' scale='0' min='0' max='20' default='0'/>" \
    "<input id='pay' entity='person' type='number' unit='CRD/week' scale='2' min='-10' max='99999' default='0'/>" \
    "<table id='share' scale='1'><cite source='act'/><key id='town'/><key id='children' match='from' scale='0'/>" \
    "<key id='pay' match='up-to' unit='CRD/week' scale='2'/><column id='percent'/>" \
    "<column id='since' type='date'/><column id='kind' type='code'/><column id='kept' type='boolean'/>" \
    "<column id='most' unit='CRD/week' scale='2'/><column id='note' type='text'/>" \
    "<rows from='2020-01-01'>\n x, 0, 100, 50, 2020-02-02, low, true, 7.25, first\n x, 0, 200.50, 25.5, , , , ,\n" \
    " x, 2, *, 75, , , , , two\n *, *, *, 10, , rest, false, 3, else\n</rows>" \
    "<rows from='2021-01-01'>\n x, 0, 90, 40, , , , ,\n</rows>" \
    "<gap from='2022-01-01' until='2022-12-31'><text lang='en'>no shares yet</text></gap></table>"
#define RULE(id, type, formula) CITED(id, type, "", formula)
#define CITED(id, type, more, formula) \
    "<rule id='" id "' entity='person' " type "><cite source='act'/>" more "<expr>" formula \
    "</expr></rule>"
#define CALL(column) "share(town, children, pay, \"" column "\")"
#define SHEET "<sheet entity='person'><group id='g' total='t'><line value='percent'/></group></sheet></ruleset>"
#define RULES \
    HEAD RULE("percent", "scale='1'", CALL("percent")) RULE("since", "type='date'", CALL("since")) \
        RULE("kind", "type='code'", CALL("kind")) RULE("kept", "type='boolean'", CALL("kept")) \
            RULE("most", "unit='CRD/week' scale='2'", CALL("most")) SHEET

Test(tables, values)
{
    static const struct { const char *date, *facts, *values; } rows[] = {
        {"2020-06-01", "", "50 2020-02-02 low true 7.25 "},
        {"2020-06-01", "\"pay\": \"100.00\"", "50 2020-02-02 low true 7.25 "},
        {"2020-06-01", "\"pay\": \"100.01\"", "25.5 ? ? ? ? "},
        {"2020-06-01", "\"pay\": \"200.51\"", "? ? ? ? ? "},
        {"2020-06-01", "\"pay\": \"-5\", \"children\": 1", "50 2020-02-02 low true 7.25 "},
        {"2020-06-01", "\"pay\": \"99999\", \"children\": 2", "75 ? ? ? ? "},
        {"2020-06-01", "\"pay\": \"99999\", \"children\": 20", "75 ? ? ? ? "},
        {"2020-06-01", "\"town\": \"y\"", "10 ? rest false 3.00 "},
        {"2021-06-01", "\"pay\": \"90\"", "40 ? ? ? ? "},
        {"2021-06-01", "\"pay\": \"90.01\"", "? ? ? ? ? "}, /* what held before has ended */
        {"2021-06-01", "\"town\": \"z\", \"pay\": \"90.01\"", "10 ? rest false 3.00 "},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *kase = bo_printf(&arena, "{\"date\": \"%s\", \"people\": {\"a\": {%s}}}", rows[i].date,
                                     rows[i].facts);
        struct calculated *c = calculate(RULES, NULL, kase, "percent,since,kind,kept,most", NULL);
        cr_assert_eq(c->status, BO_OK, "row %zu: %s", i, first_message(c));
        const char *all = "";
        const struct bo_calc_scenario *before = &c->calc->scenarios.at[0];
        for (size_t v = 0; v < before->values.n; v++) {
            const char *text = before->values.at[v].text;
            all = bo_printf(&arena, "%s%s ", all, text != NULL ? text : "?");
        }
        cr_expect_str_eq(all, rows[i].values, "row %zu", i);
        end_calculated(c);
    }
    bo_arena_fini(&arena);
}

Test(tables, formulas)
{
    static const struct { const char *set, *code; } rows[] = {
        {HEAD RULE("percent", "scale='1'", "share(town, children, pay)") SHEET, "bad-arguments"},
        {HEAD RULE("percent", "scale='1'", "share(town, children, pay, \"percnt\")") SHEET, "unknown-name"},
        {HEAD RULE("percent", "scale='1'", "share(town, children, pay, \"note\")") SHEET, "unknown-name"},
        {HEAD RULE("percent", "scale='1'", "share(town, children, pay, town)") SHEET, "type-mismatch"},
        {HEAD RULE("percent", "scale='1'", "share(children, children, pay, \"percent\")") SHEET, "type-mismatch"},
        {HEAD RULE("percent", "scale='1'", "share(town, town, pay, \"percent\")") SHEET, "type-mismatch"},
        {HEAD RULE("percent", "scale='1'", "share(town, children, children, \"percent\")") SHEET, "unit-mismatch"},
        {HEAD RULE("percent", "scale='1'", "share(town, children, pay / 8, \"percent\")") SHEET, "too-fine"},
        {HEAD CITED("percent", "scale='1'", "<cite source='act' role='rounding'/>",
                    "share(town, children, round half up(pay / 8, 2), \"percent\")") SHEET,
         ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated c = {0};
        bo_arena_init(&c.arena);
        bo_diags_init(&c.diags, &c.arena);
        struct bo_compile_options options = {0};
        cr_assert_eq(bo_rules_load_text("small.xml", rows[i].set, strlen(rows[i].set), &c.set, &c.diags), BO_OK,
                     "row %zu: %s", i, first_message(&c));
        bo_compile(c.set, &options, &c.program, &c.diags);
        cr_expect_str_eq(c.diags.list.n > 0 ? c.diags.list.at[0].code : "", rows[i].code, "row %zu: %s", i,
                         first_message(&c));
        bo_program_free(c.program);
        bo_set_free(c.set);
        bo_arena_fini(&c.arena);
    }
}
