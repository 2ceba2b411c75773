/* Warnings about the published values that a result rests on: of little confidence, not yet law, not looked at when new
 * ones were due, or found to be different where they are published. */
#include "rules/overdue.h"
#include "scenario/notices.h"

#include <string.h>

static const char *value_name(struct bo_calculating *c, const struct bo_consulted_value *value)
{
    return bo_printf(&c->calc->arena, "%s (%s)", bo_label(&c->reader, value->named),
                     bo_date_text(&c->calc->arena, value->dated->from));
}

static void add_item(struct bo_calculating *c, struct bo_notice *notice, const char *item)
{
    for (size_t i = 0; i < notice->items.n; i++) {
        if (strcmp(notice->items.at[i], item) == 0) {
            return;
        }
    }
    BO_PUSH(&c->calc->arena, &notice->items, item);
}

static const char *listed(struct bo_calculating *c, const struct bo_notice *notice)
{
    const char *all = "";
    for (size_t i = 0; i < notice->items.n; i++) {
        all = bo_printf(&c->calc->arena, "%s%s%s", all, i > 0 ? "; " : "", notice->items.at[i]);
    }
    return all;
}

static void add_doubtful(struct bo_calculating *c, const struct bo_consulted *shown)
{
    struct bo_notice single = {.code = "seen-once"}, future[2] = {{.code = "announced"}, {.code = "expected"}};
    for (size_t i = 0; i < shown->values.n; i++) {
        const struct bo_consulted_value *value = &shown->values.at[i];
        if (value->dated == NULL) {
            continue;
        }
        if (value->dated->confidence == 'C') {
            add_item(c, &single, value_name(c, value));
        }
        if (value->dated->status != BO_MADE) {
            add_item(c, &future[value->dated->status == BO_EXPECTED], value_name(c, value));
        }
    }
    static const char *const what[] = {"announced, but not yet made law", "only expected"};
    for (int i = 0; i < 2; i++) {
        if (future[i].items.n > 0) {
            future[i].text = bo_printf(&c->calc->arena, "%zu figure%s %s: %s", future[i].items.n,
                                       future[i].items.n == 1 ? " is" : "s are", what[i], listed(c, &future[i]));
            BO_PUSH(&c->calc->arena, &c->calc->warnings, future[i]);
        }
    }
    if (single.items.n > 0) {
        single.text = bo_printf(&c->calc->arena, "%zu figure%s not confirmed by a second source: %s", single.items.n,
                                single.items.n == 1 ? " is" : "s are", listed(c, &single));
        BO_PUSH(&c->calc->arena, &c->calc->warnings, single);
    }
}

/* Figures that were due */

static void add_overdue(struct bo_calculating *c, const struct bo_consulted *shown)
{
    struct bo_arena *arena = &c->calc->arena;
    struct bo_notice notice = {.code = "overdue"};
    for (size_t i = 0; i < shown->values.n; i++) {
        const struct bo_consulted_value *value = &shown->values.at[i];
        struct bo_overdue overdue;
        if (value->dated == NULL || !bo_overdue_of(value->named, c->calc->kase->date, &overdue)) {
            continue;
        }
        int64_t checked = overdue.dated->checked;
        add_item(c, &notice,
                 bo_printf(arena, "%s (new ones due on %s, %s%s)", bo_label(&c->reader, value->named),
                           bo_date_text(arena, overdue.expected),
                           checked != BO_DATE_NONE ? "last checked on " : "never checked",
                           checked != BO_DATE_NONE ? bo_date_text(arena, checked) : ""));
    }
    if (notice.items.n > 0) {
        notice.text = bo_printf(arena, "%zu figure%s may be out of date: %s", notice.items.n,
                                notice.items.n == 1 ? "" : "s", listed(c, &notice));
        BO_PUSH(arena, &c->calc->warnings, notice);
    }
}

/* Figures that are published otherwise */

/* What was found is about the value that the set held then, and about the case when it had begun by the case's date. */
static bool concerns(const struct bo_drifted *drifted, const struct bo_consulted_value *value, int64_t date)
{
    int64_t begins = drifted->from != BO_DATE_NONE ? drifted->from : drifted->day;
    const struct bo_dated *held = value->dated != NULL ? bo_dated_on(value->named, begins) : NULL;
    return held != NULL && strcmp(drifted->id, value->named->id) == 0 && held->from == value->dated->from &&
           (drifted->from == BO_DATE_NONE || drifted->from <= date);
}

static const char *drift_words(struct bo_calculating *c, const struct bo_drifted *drifted, const struct bo_named *named)
{
    struct bo_arena *arena = &c->calc->arena;
    const char *from =
        drifted->from != BO_DATE_NONE ? bo_printf(arena, " from %s", bo_date_text(arena, drifted->from)) : "";
    const char *what =
        drifted->figure != NULL ? bo_printf(arena, "%s%s is published", drifted->figure, from) : drifted->finding;
    return bo_printf(arena, "%s (%s; looked at on %s)", bo_label(&c->reader, named), what,
                     bo_date_text(arena, drifted->day));
}

static void add_drift(struct bo_calculating *c, const struct bo_consulted *shown)
{
    struct bo_notice notice = {.code = "drift"};
    for (size_t i = 0; i < c->options->n_drifted; i++) {
        const struct bo_drifted *drifted = &c->options->drifted[i];
        for (size_t k = 0; k < shown->values.n; k++) {
            if (concerns(drifted, &shown->values.at[k], c->calc->kase->date)) {
                add_item(c, &notice, drift_words(c, drifted, shown->values.at[k].named));
            }
        }
    }
    if (notice.items.n > 0) {
        notice.text = bo_printf(&c->calc->arena, "%zu figure%s not agree with what is published: %s", notice.items.n,
                                notice.items.n == 1 ? " does" : "s do", listed(c, &notice));
        BO_PUSH(&c->calc->arena, &c->calc->warnings, notice);
    }
}

void bo_notices_published(struct bo_calculating *c, const struct bo_consulted *shown)
{
    add_drift(c, shown);
    add_overdue(c, shown);
    add_doubtful(c, shown);
}
