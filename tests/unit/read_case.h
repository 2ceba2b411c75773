/* Purpose  a case read against a rule set, for tests of the case reader. Not for the library.
 * Use      reading = read_case(set, directory, json) … end_reading. */
#ifndef BO_TEST_READ_CASE_H
#define BO_TEST_READ_CASE_H

#include "calculated.h"

struct reading {
    struct calculated *of; /* set, program, messages */
    struct bo_case *kase;  /* NULL when it is wrong */
    char *told;            /* all messages, a line each, without the file's name */
};

static inline void read_text(struct reading *r, const char *json, size_t n)
{
    struct calculated *c = r->of;
    bo_case_free(r->kase);
    bo_diags_init(&c->diags, &c->arena);
    c->status = bo_case_read(c->program, "case.json", json, n, BO_DATE_NONE, &r->kase, &c->diags);
    r->told = bo_strdup(&c->arena, "");
    for (size_t i = 0; i < c->diags.list.n; i++) {
        const char *line = bo_diag_line(&c->arena, &c->diags.list.at[i]) + strlen("case.json");
        line += strncmp(line, ": ", 2) == 0 ? 2 : 0;
        r->told = bo_printf(&c->arena, "%s%s%s", r->told, i > 0 ? "\n" : "", line);
    }
    cr_assert_eq(c->status == BO_OK, r->kase != NULL);
    cr_assert_eq(c->status == BO_OK, c->diags.errors == 0, "%s: %s", json, r->told);
    cr_assert(c->status == BO_OK || c->status == BO_BAD_CASE, "%s", json);
}

static inline struct reading open_reading(const char *set, const char *directory)
{
    return (struct reading){.of = open_rules(set, directory)};
}

/* A case that must be right. */
static inline struct reading read_case(const char *set, const char *directory, const char *json)
{
    struct reading r = open_reading(set, directory);
    read_text(&r, json, strlen(json));
    cr_assert_not_null(r.kase, "%s", r.told);
    return r;
}

static inline void end_reading(struct reading *r)
{
    bo_case_free(r->kase);
    end_calculated(r->of);
}

#endif
