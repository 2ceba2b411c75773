/* Loading: what stands in the model of a good set, overlays, includes, and damaged files. */
#include "base/buf.h"
#include "rules/digest.h"
#include "rules/load.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct loaded {
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set;
    enum bo_status status;
};

static const char *source_path(struct bo_arena *arena, const char *rest)
{
    const char *srcdir = getenv("srcdir");
    return bo_printf(arena, "%s/tests/rules/%s", srcdir != NULL ? srcdir : ".", rest);
}

static struct loaded *start(void)
{
    struct loaded *loaded = calloc(1, sizeof *loaded);
    bo_arena_init(&loaded->arena);
    bo_diags_init(&loaded->diags, &loaded->arena);
    return loaded;
}

static void end(struct loaded *loaded)
{
    bo_set_free(loaded->set);
    bo_arena_fini(&loaded->arena);
    free(loaded);
}

static const char *first_line(struct loaded *loaded)
{
    return loaded->diags.list.n > 0 ? bo_diag_line(&loaded->arena, &loaded->diags.list.at[0]) : "";
}

static struct loaded *load(const char *directory, const char *const *overlays, size_t n)
{
    struct loaded *loaded = start();
    loaded->status = bo_rules_load(directory, overlays, n, &loaded->set, &loaded->diags);
    cr_assert_eq(loaded->status == BO_OK, loaded->set != NULL);
    cr_assert_eq(loaded->status == BO_OK, loaded->diags.errors == 0);
    return loaded;
}

static struct loaded *load_tiny(const char *overlay)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    const char *path = overlay != NULL ? source_path(&arena, overlay) : NULL;
    struct loaded *loaded = load(source_path(&arena, "tiny"), &path, overlay != NULL);
    cr_assert_eq(loaded->status, BO_OK, "%s", first_line(loaded));
    bo_arena_fini(&arena);
    return loaded;
}

static const void *find(const struct loaded *loaded, const char *id, enum bo_element element)
{
    const struct bo_named *named = bo_set_find(loaded->set, id);
    cr_assert_not_null(named, "%s", id);
    cr_assert_eq(named->element, element, "%s", id);
    return named;
}

static int64_t day(const char *text)
{
    int64_t date;
    bool impossible;
    cr_assert(bo_date_parse(text, strlen(text), &date, &impossible));
    return date;
}

Test(load, head)
{
    struct loaded *loaded = load_tiny(NULL);
    const struct bo_set *set = loaded->set;
    cr_expect_str_eq(set->id, "tiny");
    cr_expect_str_eq(set->version, "1.2");
    cr_expect_str_eq(set->currency, "CRD");
    cr_expect_str_eq(bo_text_in(set, &set->title, "nb"), "Småland");
    cr_expect_str_eq(bo_text_in(set, &set->title, "cy"), "Tinyland");
    cr_expect_eq(set->complete_from, day("2020-01-01"));
    cr_expect_eq(set->complete_until, day("2022-12-31"));
    cr_expect_eq(set->laws.n, 3);
    cr_expect_str_eq(set->laws.at[2]->id, "tiny.grant");
    cr_expect_str_eq(set->laws.at[2]->file, "grants/grant.xml");
    cr_expect_eq(set->sources.n, 3);
    cr_expect_eq(set->examples.n, 1);
    cr_expect_eq(set->by_name.n, set->names.texts.n);
    for (size_t i = 0; i < set->by_name.n; i++) {
        cr_expect_str_eq(set->by_name.at[i]->id, set->names.texts.at[i]);
    }
    for (size_t i = 0; i < set->rules.n; i++) {
        cr_expect_eq(set->rules.at[i]->named.index, i);
    }
    cr_expect_null(bo_set_find(set, "nothing"));
    cr_expect_str_eq(bo_set_nearest(set, "gross_pya"), "gross_pay");
    end(loaded);
}

/* The set's digest is that of the lines that sha256sum would print for its files in order of their paths. */
Test(load, digests)
{
    static const char *const paths[] = {"grants/grant.xml", "ruleset.xml", "work.xml"};
    struct loaded *loaded = load_tiny("tiny-reform.xml");
    const struct bo_set *set = loaded->set;
    struct bo_buf list;
    bo_buf_init(&list);
    cr_assert_eq(set->files.n, 3);
    for (size_t i = 0; i < 3; i++) {
        char *text;
        size_t n;
        const char *path = source_path(&loaded->arena, bo_printf(&loaded->arena, "tiny/%s", paths[i]));
        cr_assert_eq(bo_read_file(&loaded->arena, path, 1 << 20, &text, &n, &loaded->diags), BO_OK);
        const char *digest = bo_sha256_hex(&loaded->arena, text, n);
        cr_expect_str_eq(set->files.at[i].path, paths[i]);
        cr_expect_str_eq(set->files.at[i].sha256, digest);
        bo_buf_printf(&list, "%s  %s\n", digest, paths[i]);
    }
    cr_expect_str_eq(set->sha256, bo_sha256_hex(&loaded->arena, list.at, list.n));
    bo_buf_fini(&list);
    cr_expect_eq(set->overlays.n, 1);
    cr_expect_eq(strlen(set->overlays.at[0].sha256), 64);
    cr_expect_str_eq(bo_sha256_hex(&loaded->arena, "abc", 3),
                     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    end(loaded);
}

Test(load, entities)
{
    static const struct {
        const char *id, *key;
        int kind, in;
        unsigned max;
    } rows[] = {{"case", "case", BO_ENTITY_CASE, -1, 1},       {"home", "home", BO_ENTITY_ONE, 0, 1},
                {"family", "families", BO_ENTITY_GROUP, 1, 4}, {"person", "people", BO_ENTITY_MAP, 2, 6},
                {"job", "jobs", BO_ENTITY_LIST, 3, 3},         {"shop", "shop", BO_ENTITY_OBJECT, 3, 1}};
    struct loaded *loaded = load_tiny(NULL);
    cr_assert_eq(loaded->set->entities.n, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct bo_entity *entity = loaded->set->entities.at[i];
        cr_expect_str_eq(entity->named.id, rows[i].id, "row %zu", i);
        cr_expect_str_eq(entity->key, rows[i].key, "row %zu", i);
        cr_expect_eq(entity->kind, rows[i].kind, "row %zu", i);
        cr_expect_eq(entity->in, rows[i].in, "row %zu", i);
        cr_expect_eq(entity->max, rows[i].max, "row %zu", i);
    }
    cr_expect_str_eq(loaded->set->entities.at[2]->members, "members");
    end(loaded);
}

Test(load, inputs)
{
    struct loaded *loaded = load_tiny(NULL);
    const struct bo_input *pay = find(loaded, "pay", BO_E_INPUT), *hours = find(loaded, "hours", BO_E_INPUT),
                          *profit = find(loaded, "profit", BO_E_INPUT), *region = find(loaded, "region", BO_E_INPUT),
                          *birth = find(loaded, "birth_date", BO_E_INPUT);
    cr_expect_eq(pay->kind, BO_RECURRING);
    cr_expect_eq(pay->pers.n, 2);
    cr_expect_str_eq(pay->pers.at[1], "month");
    cr_expect_str_eq(hours->fallback, "0");
    cr_expect_str_eq(hours->assume.at[0].text, "no hours");
    cr_expect_str_eq(hours->max, "168");
    cr_expect_str_eq(hours->unit_text, "hours/week");
    const struct bo_rule *worked = find(loaded, "hours_worked", BO_E_RULE);
    cr_expect(bo_unit_equal(&hours->unit, &worked->unit), "hours and hour are one unit");
    cr_expect_str_eq(bo_unit_text(&loaded->set->symbols, &hours->unit, &loaded->arena), "hour/week");
    cr_expect_str_eq(profit->key, "gain");
    cr_expect_eq(region->table, find(loaded, "rent_limit", BO_E_TABLE));
    cr_expect(birth->required);
    cr_expect_eq(birth->entity, 3);
    end(loaded);
}

Test(load, units)
{
    static const struct {
        const char *text, *is; /* NULL: no unit */
    } rows[] = {{"hours/week", "hour/week"},
                {"CRD*weeks/year", "CRD*week/year"},
                {"1", "1"},
                {"hour*hours", "hour*hour"},
                {"houres", NULL},
                {"", NULL},
                {"week/", NULL},
                {"weeks", "week"}};
    struct loaded *loaded = load_tiny(NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_unit unit, wanted;
        const char *unknown;
        cr_expect_eq(bo_set_unit(loaded->set, rows[i].text, &unit, &unknown, &loaded->arena), rows[i].is != NULL,
                     "row %zu", i);
        if (rows[i].is != NULL) {
            cr_assert(bo_unit_parse(&loaded->set->symbols, rows[i].is, &wanted, &unknown, &loaded->arena));
            cr_expect(bo_unit_equal(&unit, &wanted), "row %zu", i);
        }
    }
    end(loaded);
}

Test(load, dated_facts)
{
    struct loaded *loaded = load_tiny(NULL);
    const struct bo_param *taper = find(loaded, "grant_taper", BO_E_PARAM);
    cr_assert_eq(taper->values.n, 2);
    cr_expect_str_eq(taper->by, "grant_day");
    cr_expect_eq(taper->scale, 2);
    const struct bo_value *value = &taper->values.at[1];
    cr_expect_str_eq(value->text, "0.45");
    cr_expect_eq(value->dated.status, BO_ANNOUNCED);
    cr_expect_eq(value->dated.confidence, 'B');
    cr_expect_eq(value->dated.known, day("2020-11-30"));
    cr_expect_eq(value->dated.checked, day("2022-05-01"));
    cr_expect_str_eq(value->dated.note, "as announced");
    cr_expect_str_eq(bo_cite_text(&loaded->arena, &value->dated.cite), "Grants Order art 2(2)");
    cr_expect_eq(value->dated.until, day("2022-09-30"), "an open value ends where a gap begins");
    cr_expect_eq(taper->values.at[0].dated.until, day("2020-12-31"));
    cr_expect_str_eq(taper->gaps.at[0].reason.at[0].text, "not yet fixed");

    const struct bo_scale *bands = find(loaded, "tax_bands", BO_E_SCALE);
    cr_assert_eq(bands->versions.n, 2);
    cr_expect_eq(bands->versions.at[0].bands.n, 3);
    cr_expect_str_eq(bands->versions.at[0].bands.at[1].to, "3000.50");
    cr_expect_null(bands->versions.at[0].bands.at[2].to);
    cr_expect_str_eq(bo_cite_text(&loaded->arena, &bands->versions.at[0].dated.cite), "Act 2/2019 s 1(2)");

    const struct bo_table *table = find(loaded, "rent_limit", BO_E_TABLE);
    cr_assert_eq(table->blocks.n, 2);
    cr_assert_eq(table->blocks.at[0].rows.n, 2);
    const struct bo_row *north = &table->blocks.at[0].rows.at[0], *south = &table->blocks.at[0].rows.at[1];
    cr_expect_str_eq(north->field[0], "north");
    cr_expect_str_eq(north->field[1], "North & Isles");
    cr_expect_str_eq(north->field[3], "450.50");
    cr_expect_null(south->field[3]);
    cr_expect_eq(table->columns.at[0].kind, BO_FREE_TEXT);
    cr_expect_eq(south->line, north->line + 1);
    end(loaded);
}

Test(load, bodies)
{
    struct loaded *loaded = load_tiny(NULL);
    const struct bo_function *monthly = find(loaded, "monthly", BO_E_FUNCTION);
    const struct bo_rule *tax = find(loaded, "tax", BO_E_RULE), *grant = find(loaded, "grant", BO_E_RULE),
                         *bonus = find(loaded, "job_bonus", BO_E_RULE), *clock = find(loaded, "grant_day", BO_E_RULE);
    cr_expect_eq(monthly->arguments.at[0].kind, BO_RECURRING);
    cr_expect_eq(monthly->body.whens.n, 2);
    cr_expect_not_null(monthly->body.whens.at[0].test.ast);
    cr_expect_null(monthly->body.whens.at[1].test.ast);
    cr_expect_eq(monthly->named.cites.n, 3);
    cr_expect_eq(monthly->named.cites.at[2].role, BO_CITE_CONVERSION);
    cr_expect_eq(tax->body.lets.n, 1);
    cr_expect_str_eq(tax->body.lets.at[0].id, "taxed");
    cr_expect_not_null(tax->body.expr.ast);
    cr_expect(grant->body.choose && grant->body.unique);
    cr_expect_str_eq(grant->body.whens.at[0].cite.at, "art 2");
    cr_expect(bonus->named.unverified);
    cr_expect_not(tax->named.unverified);
    cr_expect_str_eq(clock->back, "P1M");
    const struct bo_message *message = find(loaded, "long_hours", BO_E_MESSAGE);
    cr_expect_eq(message->kind, BO_MESSAGE_WARNING);
    cr_expect_not_null(message->test.ast);
    end(loaded);
}

/* Totals are rules of the sheet's entity, in the lines' unit, written as formulas like any other. */
Test(load, totals)
{
    static const struct {
        const char *id, *formula;
    } rows[] = {
        {"income_total",
         "(if known(sum(members.pay_after_tax)) then sum(members.pay_after_tax) else 0) + (if "
         "known(sum(jobs.job_bonus)) then sum(jobs.job_bonus) else 0) + (if known(grant) then grant else 0)"},
        {"costs_total", "(if known(rent_cost) then rent_cost else 0)"},
        {"left_over", "income_total - costs_total"},
    };
    struct loaded *loaded = load_tiny(NULL);
    for (size_t i = 0; i < 3; i++) {
        const struct bo_rule *rule = find(loaded, rows[i].id, BO_E_RULE);
        cr_expect(rule->synthetic);
        cr_expect_str_eq(rule->body.expr.formula.text, rows[i].formula);
        cr_expect_str_eq(rule->unit_text, "CRD/month");
        cr_expect_eq(rule->scale, 2);
        cr_expect_eq(rule->entity, 2);
    }
    const struct bo_sheet *sheet = &loaded->set->sheet;
    cr_expect_str_eq(sheet->measures.at[0].factor, "12/52");
    cr_expect_eq(sheet->periods.n, 2);
    end(loaded);
}

Test(load, examples)
{
    struct loaded *loaded = load_tiny(NULL);
    const struct bo_example *example = loaded->set->examples.at[0];
    cr_expect_eq(example->sets.n, 2);
    cr_expect_str_eq(example->sets.at[0].value, "0.55");
    cr_expect_eq(example->sets.at[1].bands.n, 2);
    cr_expect_eq(example->expects.n, 3);
    cr_expect_str_eq(example->expects.at[1].of, "ann");
    cr_expect_str_eq(example->expects.at[2].scenario, "before");
    cr_expect_str_eq(example->periods.at[0].patch, "{\"home\": {\"region\": \"south\"}}");
    cr_expect_eq(example->periods.at[0].expects.n, 1);
    cr_expect_eq(example->on, day("2020-06-01"));
    end(loaded);
}

Test(load, overlay)
{
    struct loaded *loaded = load_tiny("tiny-reform.xml");
    const struct bo_param *taper = find(loaded, "grant_taper", BO_E_PARAM);
    cr_assert_eq(taper->values.n, 2);
    cr_expect_str_eq(taper->values.at[0].text, "0.50");
    cr_expect_eq(taper->values.at[0].dated.until, day("2020-06-30"), "the old value ends before the new one");
    cr_expect_str_eq(taper->values.at[1].text, "0.30");
    cr_expect_eq(taper->gaps.n, 0);
    cr_expect_str_eq(taper->by, "grant_day", "what the overlay leaves out is kept");
    cr_expect_str_eq(taper->named.label.at[0].text, "Taper");
    cr_expect_str_eq(taper->named.law->id, "reform");

    const struct bo_scale *bands = find(loaded, "tax_bands", BO_E_SCALE);
    cr_assert_eq(bands->versions.n, 2);
    cr_expect_eq(bands->versions.at[1].bands.n, 1);
    const struct bo_table *table = find(loaded, "rent_limit", BO_E_TABLE);
    cr_assert_eq(table->blocks.n, 2);
    cr_expect_str_eq(table->blocks.at[1].rows.at[0].field[2], "310.00");
    const struct bo_rule *grant = find(loaded, "grant", BO_E_RULE);
    cr_expect_not(grant->body.choose);
    cr_expect_eq(grant->named.cites.n, 2);
    cr_expect_eq(grant->entity, 2);
    cr_expect_str_eq(grant->named.cites.at[0].source->title, "Reform Bill");
    cr_expect_eq(loaded->set->functions.n, 2);
    const struct bo_message *message = find(loaded, "long_hours", BO_E_MESSAGE);
    cr_expect_eq(message->kind, BO_MESSAGE_NOTE);
    cr_expect_not_null(message->test.ast);
    end(loaded);
}

/* Sets in a folder of their own, for what has to do with files */

static char *make_folder(struct bo_arena *arena)
{
    char *folder = bo_strdup(arena, "/tmp/betteroff-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(mkdir(bo_printf(arena, "%s/sub", folder), 0700), 0);
    return folder;
}

static void write_file(struct bo_arena *arena, const char *folder, const char *name, const char *text)
{
    FILE *file = fopen(bo_printf(arena, "%s/%s", folder, name), "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static void remove_folder(struct bo_arena *arena, const char *folder)
{
    cr_assert_eq(strncmp(folder, "/tmp/betteroff-test-", 20), 0);
    static const char *const names[] = {"sub/law.xml", "ruleset.xml", "law.xml", "link.xml", "reform.xml", "sub", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        remove(bo_printf(arena, "%s/%s", folder, names[i]));
    }
}

#define HEAD \
    "<ruleset xmlns=\"urn:x-betteroff:rules:1\" id=\"t\" version=\"1\" complete-from=\"2020-01-01\" " \
    "complete-until=\"2020-12-31\" currency=\"CRD\" lang=\"en\"><title lang=\"en\">T</title><unit id=\"CRD\"/>" \
    "<entity id=\"home\" kind=\"one\" key=\"home\"/><source id=\"act\" title=\"Act\"/>"
#define LAW(id, rest) "<law xmlns=\"urn:x-betteroff:rules:1\" id=\"" id "\"><title lang=\"en\">L</title>" rest "</law>"
#define OVERLAY(for, rest) \
    "<overlay xmlns=\"urn:x-betteroff:rules:1\" id=\"o\" for=\"" for "\"><title lang=\"en\">O</title>" rest "</overlay>"

Test(load, includes)
{
    static const struct {
        const char *includes, *law, *code; /* code "": it loads */
    } rows[] = {
        {"", NULL, ""},
        {"<include file='law.xml'/>", LAW("a", ""), ""},
        {"<include file='law.xml'/><include file='sub/law.xml'/>", LAW("a", ""), "repeated-id"},
        {"<include file='law.xml'/><include file='law.xml'/>", LAW("a", ""), "repeated-include"},
        {"<include file='ruleset.xml'/>", NULL, "repeated-include"},
        {"<include file='../law.xml'/>", NULL, "bad-include"},
        {"<include file='sub/../law.xml'/>", NULL, "bad-include"},
        {"<include file='/etc/passwd'/>", NULL, "bad-include"},
        {"<include file='./law.xml'/>", NULL, "bad-include"},
        {"<include file='law.txt'/>", NULL, "bad-include"},
        {"<include file='.xml'/>", NULL, "bad-include"},
        {"<include file='sub//law.xml'/>", NULL, "bad-include"},
        {"<include file='a b.xml'/>", NULL, "bad-include"},
        {"<include file='link.xml'/>", LAW("a", ""), "bad-include"},
        {"<include file='nothing.xml'/>", NULL, "cannot-read"},
        {"<include file='sub.xml'/>", NULL, "cannot-read"},
        {"<include file='law.xml'/>", "<law xmlns='urn:x-betteroff:rules:1'/>", "missing-attribute"},
        {"<include file='law.xml'/>", HEAD "</ruleset>", "wrong-element"},
        {"<include file='law.xml'/>", LAW("t", ""), "repeated-id"},
        {"<include file='law.xml'/>", LAW("a", "<include file='ruleset.xml'/>"), "unknown-element"},
        {"<include file='law.xml'/>",
         LAW("a", "<rule id='home' entity='home' scale='0'><cite source='act'/><expr>1</expr></rule>"), "repeated-id"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        char *folder = make_folder(&arena);
        write_file(&arena, folder, "ruleset.xml", bo_printf(&arena, HEAD "%s</ruleset>", rows[i].includes));
        if (rows[i].law != NULL) {
            write_file(&arena, folder, "law.xml", rows[i].law);
            write_file(&arena, folder, "sub/law.xml", rows[i].law);
        }
        cr_assert_eq(symlink("/etc/hostname", bo_printf(&arena, "%s/link.xml", folder)), 0);
        struct loaded *loaded = load(folder, NULL, 0);
        const char *code = loaded->diags.list.n > 0 ? loaded->diags.list.at[0].code : "";
        cr_expect_str_eq(code, rows[i].code, "row %zu: %s", i, first_line(loaded));
        if (strcmp(code, "cannot-read") == 0) {
            cr_expect_eq(loaded->status, BO_IO, "row %zu", i);
        }
        end(loaded);
        remove_folder(&arena, folder);
        bo_arena_fini(&arena);
    }
}

#define PARAM "<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>1</value></param>"
#define TABLE \
    "<table id='t1' scale='0'><cite source='act'/><key id='k'/><column id='c'/><rows from='2019-01-01'>a, " \
    "1</rows></table>"

Test(load, overlays)
{
    static const struct {
        const char *overlay, *code;
    } rows[] = {
        {OVERLAY("t", ""), ""},
        {OVERLAY("t", "<param id='p'><value from='2020-02-01'>2</value></param>"), ""},
        {OVERLAY("t", "<param id='p'><gap from='2020-02-01' until='2020-12-31'><text lang='en'>x</text></gap></param>"),
         ""},
        {OVERLAY("t", "<param id='p'><value from='2019-01-01' until='2020-03-31'>2</value></param>"), "not-covered"},
        {OVERLAY("t", "<param id='p'><value from='2020-02-01'>2</value></param>"
                      "<param id='p'><value from='2020-03-01'>3</value></param>"),
         "repeated-id"},
        {OVERLAY("t", "<rule id='p' entity='home' scale='0'><cite source='act'/><expr>1</expr></rule>"),
         "wrong-element"},
        {OVERLAY("t", "<param id='q'><value from='2020-02-01'>2</value></param>"), "missing-attribute"},
        {OVERLAY("t", "<param id='q' scale='0'><value from='2019-02-01'>2</value></param>"), "missing-cite"},
        {OVERLAY("t", "<rule id='q' entity='home' scale='0'><cite source='act'/></rule>"), "missing-element"},
        {OVERLAY("t", "<table id='t1'><key id='k'/><column id='d'/><rows from='2020-02-01'>a, 1</rows></table>"),
         "bad-overlay"},
        {OVERLAY("t", "<table id='t1'><rows from='2020-02-01'>a, 2</rows></table>"), ""},
        {OVERLAY("t", "<input id='q' entity='home' type='boolean'/>"), "unknown-element"},
        {OVERLAY("u", ""), "wrong-set"},
        {"<overlay xmlns='urn:x-betteroff:rules:1' for='t'><title lang='en'>O</title></overlay>", "missing-attribute"},
        {LAW("a", ""), "wrong-element"},
        {NULL, "cannot-read"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        char *folder = make_folder(&arena);
        write_file(&arena, folder, "ruleset.xml", HEAD PARAM TABLE "</ruleset>");
        if (rows[i].overlay != NULL) {
            write_file(&arena, folder, "reform.xml", rows[i].overlay);
        }
        const char *overlay = bo_printf(&arena, "%s/reform.xml", folder);
        struct loaded *loaded = load(folder, &overlay, 1);
        const char *code = loaded->diags.list.n > 0 ? loaded->diags.list.at[0].code : "";
        cr_expect_str_eq(code, rows[i].code, "row %zu: %s", i, first_line(loaded));
        end(loaded);
        remove_folder(&arena, folder);
        bo_arena_fini(&arena);
    }
}

Test(load, nothing_there)
{
    struct loaded *loaded = load("/nonexistent", NULL, 0);
    cr_expect_eq(loaded->status, BO_IO);
    end(loaded);
}

/* Very many of something: refused or read, and soon. "#" is a number that counts up. */
Test(load, many, .timeout = 60)
{
    static const struct {
        const char *before, *piece, *after;
        int n;
        const char *code;
    } rows[] = {
        {"", "<source id='s#' title='S'/>", "", 60000, ""},
        {"", "<source id='act' title='S'/>", "", 60000, "repeated-id"},
        {"", "<rule id='r#' entity='home' scale='0'><cite source='a#'/><expr>1</expr></rule>", "", 20000,
         "unknown-source"},
        {"", "<rule id='r#' entity='home#' scale='0'><cite source='act'/><expr>1</expr></rule>", "", 20000,
         "unknown-name"},
        {"", "<rule id='r#' entity='home' scale='0'><cite source='act'/><expr>1</expr></rule>", "", 20000, ""},
        {"", "<element_that_is_not_known_in_any_rule_file_#/>", "", 100000, "unknown-element"},
        {"", "<unit id='CRD' also='u#'/>", "", 100000, "repeated-id"},
        {"", "<entity id='e#' kind='one' key='e#'/>", "", 62, ""},
        {"", "<entity id='e#' kind='one' key='e#'/>", "", 63, "too-big"},
        {"<input id='i' entity='home' type='code'>", "<option value='o#'/>", "</input>", 1000, ""},
        {"<input id='i' entity='home' type='code'>", "<option value='o#'/>", "</input>", 1001, "too-big"},
        {"", "<example id='e#' on='2020-01-01'><case>{}</case></example>", "", 50000, ""},
        {"<example id='e' on='2020-01-01'><case>{}</case>", "<expect id='x#'>1</expect>", "</example>", 1000,
         "unknown-name"},
        {"", "<input id='i#' entity='home' type='boolean'/>", "", 50000, ""},
        {"<rule id='r' entity='home' scale='0'><cite source='act'/>", "<let id='l#'>1</let>", "<expr>1</expr></rule>",
         1001, "too-big"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_buf buf;
        bo_buf_init(&buf);
        bo_buf_printf(&buf, HEAD "%s", rows[i].before);
        for (int k = 0; k < rows[i].n; k++) {
            for (const char *p = rows[i].piece; *p != '\0'; p++) {
                if (*p == '#') {
                    bo_buf_printf(&buf, "%d", k);
                } else {
                    bo_buf_putc(&buf, *p);
                }
            }
        }
        bo_buf_printf(&buf, "%s</ruleset>", rows[i].after);
        struct loaded *loaded = start();
        loaded->status = bo_rules_load_text("many.xml", buf.at, buf.n, &loaded->set, &loaded->diags);
        const char *code = loaded->diags.list.n > 0 ? loaded->diags.list.at[0].code : "";
        cr_expect_str_eq(code, rows[i].code, "row %zu: %s", i, first_line(loaded));
        end(loaded);
        bo_buf_fini(&buf);
    }
}

/* Damaged files: refused with a message, or good; never a crash. The same seed gives the same damage everywhere. */

static uint64_t state;

static size_t random_below(size_t n)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n > 0 ? (size_t)(state % n) : 0;
}

/* One set in one file: the tiny set's parts, moved into its ruleset.xml. */
static char *whole_tiny(struct bo_arena *arena)
{
    static const char *const parts[] = {"work.xml", "grants/grant.xml"};
    struct bo_diags diags;
    struct bo_buf buf;
    char *text;
    size_t n;
    bo_diags_init(&diags, arena);
    bo_buf_init(&buf);
    cr_assert_eq(bo_read_file(arena, source_path(arena, "tiny/ruleset.xml"), 1 << 20, &text, &n, &diags), BO_OK);
    char *include = strstr(text, "<include"), *sheet = strstr(text, "<sheet"), *past = strstr(text, "</ruleset>");
    bo_buf_add(&buf, text, (size_t)(include - text));
    bo_buf_add(&buf, sheet, (size_t)(past - sheet));
    for (size_t i = 0; i < 2; i++) {
        const char *path = source_path(arena, bo_printf(arena, "tiny/%s", parts[i]));
        cr_assert_eq(bo_read_file(arena, path, 1 << 20, &text, &n, &diags), BO_OK);
        char *from = strstr(text, "</title>") + 8, *to = strstr(text, "</law>");
        bo_buf_add(&buf, from, (size_t)(to - from));
    }
    bo_buf_puts(&buf, "</ruleset>\n");
    text = bo_strdup(arena, buf.at);
    bo_buf_fini(&buf);
    return text;
}

/* A piece of text between marks: a tag, an attribute, a word. */
static size_t random_piece(const char *text, size_t n, size_t *start)
{
    static const char *const marks[] = {"<", "\"", " ", "\n", ">"};
    const char *mark = marks[random_below(5)];
    *start = random_below(n);
    while (*start > 0 && strchr(mark, text[*start]) == NULL) {
        --*start;
    }
    size_t len = 1 + strcspn(text + *start + 1, mark);
    return *start + len > n ? n - *start : len;
}

static void damage(struct bo_buf *to, const char *text, size_t n)
{
    static const char odd[] = "<>&\"'/=()[]{}#;:.,-+*%0123456789azAZ_ \n\t\xc3\xff\x01";
    size_t a, b, at = random_below(n), len = random_piece(text, n, &a), other = random_piece(text, n, &b);
    switch (random_below(6)) {
    case 0: /* one byte */
        bo_buf_add(to, text, at);
        bo_buf_putc(to, odd[random_below(sizeof odd - 1)]);
        bo_buf_add(to, text + at + 1, n - at - 1);
        break;
    case 1: /* cut short */
        bo_buf_add(to, text, at);
        break;
    case 2: /* a piece gone */
        bo_buf_add(to, text, a);
        bo_buf_add(to, text + a + len, n - a - len);
        break;
    case 3: /* a piece twice */
        bo_buf_add(to, text, a + len);
        bo_buf_add(to, text + a, n - a);
        break;
    case 4: /* a piece in another's place */
        bo_buf_add(to, text, a);
        bo_buf_add(to, text + b, other);
        bo_buf_add(to, text + a + len, n - a - len);
        break;
    default: /* a piece somewhere else too */
        bo_buf_add(to, text, at);
        bo_buf_add(to, text + b, other);
        bo_buf_add(to, text + at, n - at);
    }
}

Test(load, damaged)
{
    const char *all = getenv("BETTEROFF_LONG");
    int count = all != NULL && strcmp(all, "1") == 0 ? 10000 : 1000, good = 0;
    struct bo_arena arena;
    bo_arena_init(&arena);
    const char *whole = whole_tiny(&arena);
    state = 20201;
    for (int i = 0; i < count; i++) {
        struct bo_buf buf;
        bo_buf_init(&buf);
        bo_buf_puts(&buf, "");
        damage(&buf, whole, strlen(whole));
        for (size_t more = random_below(3); more > 0 && buf.n > 0; more--) {
            struct bo_buf again;
            bo_buf_init(&again);
            bo_buf_puts(&again, "");
            damage(&again, buf.at, buf.n);
            bo_buf_fini(&buf);
            buf = again;
        }
        struct loaded *loaded = start();
        loaded->status = bo_rules_load_text("damaged.xml", buf.at, buf.n, &loaded->set, &loaded->diags);
        cr_assert_eq(loaded->status == BO_OK, loaded->set != NULL);
        cr_assert_eq(loaded->status == BO_OK, loaded->diags.errors == 0, "%d is refused without a word", i);
        good += loaded->status == BO_OK;
        end(loaded);
        bo_buf_fini(&buf);
    }
    cr_expect(good > 0 && good < count, "%d of %d are good", good, count);
    bo_arena_fini(&arena);
}
