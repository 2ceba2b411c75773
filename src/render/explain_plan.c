#include "render/explain_plan.h"

#include <string.h>

typedef BO_VEC(const struct bo_step *) step_list;

struct planning {
    struct bo_arena *arena;
    struct bo_plan plan;
    step_list full;       /* of each rule's figure the step that tells all of it */
    step_list entries;    /* those that have an entry, in its order */
    step_list waiting[3]; /* by part: to be told there */
};

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Whether two steps are the same figure: of parts and calls, which may differ under one name, the same all through. */
static bool is_same(const struct bo_step *a, const struct bo_step *b)
{
    bool by_name = a->kind == BO_STEP_RULE || a->kind == BO_STEP_INPUT || a->kind == BO_STEP_PARAM;
    return a == b || (a->kind == b->kind && same(a->variable, b->variable) && same(a->entity, b->entity) &&
                      same(a->value, b->value) && same(a->from, b->from) &&
                      (by_name || (same(a->formula, b->formula) && same(a->working, b->working))));
}

static size_t find(const step_list *list, const struct bo_step *step)
{
    size_t i = 0;
    while (i < list->n && !is_same(list->at[i], step)) {
        i++;
    }
    return i;
}

static void gather_full(struct planning *p, const struct bo_step *step)
{
    if (step->kind == BO_STEP_RULE && !step->again) {
        BO_PUSH(p->arena, &p->full, step);
    }
    for (size_t i = 0; i < step->inputs.n; i++) {
        gather_full(p, step->inputs.at[i]);
    }
}

static const struct bo_step *in_full(const struct planning *p, const struct bo_step *step)
{
    size_t i = step->again ? find(&p->full, step) : p->full.n;
    return i < p->full.n ? p->full.at[i] : step;
}

/* Where a figure of a rule waits to be told instead of in the middle of a sum: yes or no with the conditions, what is 0
 * with what comes to nothing (as long as that is still to come). */
static enum bo_part part_of(const struct bo_step *step, enum bo_part now)
{
    bool leaf = step->inputs.n == 0 && step->formula == NULL;
    if (step->kind != BO_STEP_RULE || leaf || step->value == NULL) {
        return BO_PART_SUM;
    }
    if (strcmp(step->value, "true") == 0 || strcmp(step->value, "false") == 0) {
        return BO_PART_CONDITIONS;
    }
    bool nothing = step->value[strspn(step->value, "0.")] == '\0';
    return nothing && now != BO_PART_CONDITIONS ? BO_PART_NOTHING : BO_PART_SUM;
}

static void tell(struct planning *p, const struct bo_step *step, size_t depth, enum bo_part part, bool wait)
{
    step = in_full(p, step);
    size_t entry = find(&p->entries, step);
    if (entry == p->entries.n) {
        BO_PUSH(p->arena, &p->entries, step);
        BO_PUSH(p->arena, &p->plan.numbers, 0);
    }
    enum bo_part later = wait ? part_of(step, part) : BO_PART_SUM;
    bool here = p->plan.numbers.at[entry] == 0 && later == BO_PART_SUM;
    struct bo_plan_line line = {step, entry, depth, part, here};
    BO_PUSH(p->arena, &p->plan.lines, line);
    if (here) {
        size_t *numbers = p->plan.numbers.at, last = 0;
        for (size_t i = 0; i < p->plan.numbers.n; i++) {
            last = numbers[i] > last ? numbers[i] : last;
        }
        numbers[entry] = last + 1;
        for (size_t i = 0; i < step->inputs.n; i++) {
            tell(p, step->inputs.at[i], depth + 1, part, true);
        }
    } else if (p->plan.numbers.at[entry] == 0 && find(&p->waiting[later], step) == p->waiting[later].n) {
        BO_PUSH(p->arena, &p->waiting[later], step);
    }
}

struct bo_plan bo_plan_of(struct bo_arena *arena, const struct bo_step *root)
{
    struct planning p = {.arena = arena};
    gather_full(&p, root);
    tell(&p, root, 0, BO_PART_SUM, false);
    for (int part = BO_PART_NOTHING; part <= BO_PART_CONDITIONS; part++) {
        for (size_t i = 0; i < p.waiting[part].n; i++) { /* the list may grow meanwhile */
            const struct bo_step *step = p.waiting[part].at[i];
            if (p.plan.numbers.at[find(&p.entries, step)] == 0) {
                tell(&p, step, 0, (enum bo_part)part, false);
            }
        }
    }
    return p.plan;
}
