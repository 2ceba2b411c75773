/* Purpose  calculations made by hand, for the tests of what people and programs read. Not for the library.
 * Use      paper_open; scenario, group, line …; render; paper_close. Amounts are hundredths; UNKNOWN: not calculated.
 */
#ifndef BO_TEST_PAPER_H
#define BO_TEST_PAPER_H

#include "render/render.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { PAPER_SCENARIOS = 16 };
#define UNKNOWN INT64_MIN

struct paper {
    struct bo_arena arena;
    struct bo_set set;
    struct bo_program program;
    struct bo_case kase;
    struct bo_scenario scenario[PAPER_SCENARIOS];
    struct bo_calc calc;
};

static inline bo_texts text(struct paper *p, const char *words)
{
    bo_texts texts = {0};
    struct bo_text one = {"en", words};
    BO_PUSH(&p->arena, &texts, one);
    return texts;
}

static inline struct bo_figure hundredths(int64_t n)
{
    return (struct bo_figure){.known = n != UNKNOWN, .n = n == UNKNOWN ? 0 : n, .den = 100};
}

static inline void paper_open(struct paper *p, const char *lang, const char *form)
{
    *p = (struct paper){0};
    bo_arena_init(&p->arena);
    bo_intern_init(&p->set.symbols, &p->arena);
    bo_intern_init(&p->set.names, &p->arena);
    bo_intern(&p->set.symbols, "CRD");
    BO_PUSH(&p->arena, &p->set.forms, form);
    p->set.id = "made";
    p->set.version = "1";
    p->set.currency = "CRD";
    p->set.lang = "en";
    p->set.title = text(p, "Made Up");
    p->program.set = &p->set;
    p->kase.population.program = &p->program;
    p->kase.scenario = p->scenario;
    p->kase.date = bo_date_of(2030, 6, 1);
    p->calc.program = &p->program;
    p->calc.kase = &p->kase;
    p->calc.lang = lang;
}

static inline void paper_close(struct paper *p)
{
    bo_arena_fini(&p->arena);
}

static inline struct bo_calc_scenario *add_scenario(struct paper *p, const char *id, const char *label)
{
    size_t s = p->kase.n_scenarios++;
    p->scenario[s] = (struct bo_scenario){.id = id, .label = label};
    struct bo_calc_scenario made = {.scenario = &p->scenario[s], .balance = {.den = 1}, .difference = {.den = 1}};
    BO_PUSH(&p->arena, &p->calc.scenarios, made);
    return &p->calc.scenarios.at[s];
}

/* Groups before lines, and all of them before figures: the sheet's own vectors move as they grow. */
static inline struct bo_group *add_group(struct paper *p, const char *id, const char *total, const char *label)
{
    struct bo_group group = {.id = id, .total_id = total, .label = text(p, label)};
    BO_PUSH(&p->arena, &p->set.sheet.groups, group);
    return &p->set.sheet.groups.at[p->set.sheet.groups.n - 1];
}

static inline void add_line(struct paper *p, struct bo_group *group, const char *id, const char *label)
{
    struct bo_line line = {.value_id = id, .label = text(p, label)};
    BO_PUSH(&p->arena, &group->lines, line);
}

static inline void balance(struct paper *p, const char *plus, const char *minus)
{
    p->set.sheet.balance_id = "rest";
    p->set.sheet.plus_id = plus;
    p->set.sheet.minus_id = minus;
    p->set.sheet.balance_label = text(p, "Left over");
}

/* The figures of a scenario: those of its lines in order; totals, balance, difference and changes follow from them. */
static inline void fill(struct paper *p, size_t s, const int64_t *amounts)
{
    struct bo_calc_scenario *to = &p->calc.scenarios.at[s];
    const struct bo_sheet *sheet = &p->set.sheet;
    to->n_groups = sheet->groups.n;
    to->groups = bo_alloc_array(&p->arena, to->n_groups, sizeof *to->groups);
    to->balance = hundredths(0);
    for (size_t g = 0; g < to->n_groups; g++) {
        const struct bo_group *group = &sheet->groups.at[g];
        struct bo_calc_group *of = &to->groups[g];
        *of = (struct bo_calc_group){.group = group, .n = group->lines.n, .total = hundredths(0)};
        of->lines = bo_alloc_array(&p->arena, of->n, sizeof *of->lines);
        for (size_t l = 0; l < of->n; l++, amounts++) {
            of->lines[l] = (struct bo_calc_line){&group->lines.at[l], NULL, hundredths(*amounts)};
            of->incomplete |= *amounts == UNKNOWN;
            of->total.n += of->lines[l].amount.n;
            if (s == 0 || *amounts == UNKNOWN || !p->calc.scenarios.at[0].groups[g].lines[l].amount.known) {
                continue;
            }
            struct bo_figure from = p->calc.scenarios.at[0].groups[g].lines[l].amount, now = hundredths(*amounts);
            enum bo_change change = from.n == now.n  ? BO_STAYS
                                    : from.n == 0    ? BO_STARTS
                                    : now.n == 0     ? BO_STOPS
                                    : now.n > from.n ? BO_MORE
                                                     : BO_LESS;
            struct bo_calc_change one = {group->lines.at[l].value_id, change, from, now};
            if (from.n != 0 || now.n != 0) {
                BO_PUSH(&p->arena, &to->changes, one);
            }
        }
        const char *total = group->total_id != NULL ? group->total_id : "";
        to->balance.n += strcmp(total, sheet->plus_id) == 0    ? of->total.n
                         : strcmp(total, sheet->minus_id) == 0 ? -of->total.n
                                                               : 0;
    }
    if (s > 0) {
        to->difference = hundredths((int64_t)(to->balance.n - p->calc.scenarios.at[0].balance.n));
    }
}

static inline struct bo_notice *add_notice(struct paper *p, bo_notices *to, const char *code, const char *words)
{
    struct bo_notice notice = {.code = code, .text = words};
    BO_PUSH(&p->arena, to, notice);
    return &to->at[to->n - 1];
}

/* The whole text is as expected; otherwise both are shown. */
static inline void expect_text(const char *got, const char *expected)
{
    cr_expect_str_eq(got, expected, "got:\n%s\nexpected:\n%s", got, expected);
}

/* JSON text without its blanks; the text itself is indented and ends in a line end. */
static inline char *compact(struct bo_arena *arena, const char *json)
{
    json_t *root = json_loads(json, JSON_REJECT_DUPLICATES, NULL);
    cr_assert_not_null(root);
    cr_expect_eq(json[strlen(json) - 1], '\n');
    char *written = json_dumps(root, JSON_COMPACT | JSON_PRESERVE_ORDER), *kept = bo_strdup(arena, written);
    free(written);
    json_decref(root);
    return kept;
}

/* No line is wider than the terminal. */
static inline void expect_width(struct bo_arena *arena, const char *page, size_t width)
{
    for (const char *line = page; *line != '\0'; line += strcspn(line, "\n") + 1) {
        const char *one = bo_strndup(arena, line, strcspn(line, "\n"));
        cr_expect_leq(bo_utf8_width(one), width, "%s", one);
    }
}

#endif
