#include "render/explain_plan.h"

#include <string.h>

typedef BO_VEC(const struct bo_step *) step_list;

enum likeness { NOT_KNOWN, ALIKE, DIFFERENT };
struct match {
    enum likeness likeness;
    size_t number; /* in the earlier plan; 0: it is not told there in full */
};

struct planning {
    struct bo_arena *arena;
    struct bo_plan plan;
    step_list full;                /* of each rule's figure the step that tells all of it */
    step_list entries;             /* those that have an entry, in its order */
    step_list waiting[3];          /* by part: to be told there */
    const struct bo_plan *earlier; /* NULL: nothing was told before */
    step_list earlier_full;        /* as full, of the earlier root */
    BO_VEC(struct match) matches;  /* by place in full; those found so far */
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

static void gather_full(struct bo_arena *arena, step_list *full, const struct bo_step *step)
{
    if (step->kind == BO_STEP_RULE && !step->again) {
        BO_PUSH(arena, full, step);
    }
    for (size_t i = 0; i < step->inputs.n; i++) {
        gather_full(arena, full, step->inputs.at[i]);
    }
}

static const struct bo_step *in_full(const step_list *full, const struct bo_step *step)
{
    size_t i = step->again ? find(full, step) : full->n;
    return i < full->n ? full->at[i] : step;
}

/* What an earlier plan told */

static bool same_roundings(const struct bo_step *a, const struct bo_step *b)
{
    bool all = a->roundings.n == b->roundings.n;
    for (size_t i = 0; all && i < a->roundings.n; i++) {
        const struct bo_rounding_step *one = &a->roundings.at[i], *other = &b->roundings.at[i];
        all = same(one->before, other->before) && same(one->after, other->after) && same(one->mode, other->mode);
    }
    return all;
}

static bool is_earlier(struct planning *p, const struct bo_step *step, size_t *number);

/* Whether two steps tell the same, and so do all below them. */
static bool same_below(struct planning *p, const struct bo_step *now, const struct bo_step *then)
{
    bool all = is_same(now, then) && same(now->formula, then->formula) && same(now->working, then->working) &&
               same(now->because, then->because) && same(now->reason, then->reason) && same(now->text, then->text) &&
               now->given == then->given && now->assumed == then->assumed && now->inputs.n == then->inputs.n &&
               same_roundings(now, then);
    for (size_t i = 0; all && i < now->inputs.n; i++) {
        const struct bo_step *below = in_full(&p->full, now->inputs.at[i]);
        size_t number;
        all = is_same(below, then->inputs.at[i]) &&
              (below->kind == BO_STEP_RULE ? is_earlier(p, below, &number) : same_below(p, below, then->inputs.at[i]));
    }
    return all;
}

static size_t number_in(const struct bo_plan *plan, const struct bo_step *step)
{
    for (size_t i = 0; i < plan->lines.n; i++) {
        if (plan->lines.at[i].here && plan->lines.at[i].step == step) {
            return plan->numbers.at[plan->lines.at[i].entry];
        }
    }
    return 0;
}

/* Whether the earlier root has the very same figure of a rule; the number under which its plan tells it in full. */
static bool is_earlier(struct planning *p, const struct bo_step *step, size_t *number)
{
    size_t at = find(&p->full, step), then = find(&p->earlier_full, step);
    if (at == p->full.n || then == p->earlier_full.n) {
        return false;
    }
    struct match *match = &p->matches.at[at];
    if (match->likeness == NOT_KNOWN) {
        bool alike = same_below(p, p->full.at[at], p->earlier_full.at[then]);
        *match = (struct match){alike ? ALIKE : DIFFERENT, alike ? number_in(p->earlier, p->earlier_full.at[then]) : 0};
    }
    *number = match->number;
    return match->likeness == ALIKE;
}

static size_t earlier_number(struct planning *p, const struct bo_step *step)
{
    size_t number = 0;
    bool leaf = step->inputs.n == 0 && step->formula == NULL;
    return p->earlier != NULL && step->kind == BO_STEP_RULE && !leaf && is_earlier(p, step, &number) ? number : 0;
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
    step = in_full(&p->full, step);
    size_t entry = find(&p->entries, step);
    if (entry == p->entries.n) {
        BO_PUSH(p->arena, &p->entries, step);
        BO_PUSH(p->arena, &p->plan.numbers, 0);
    }
    size_t earlier = earlier_number(p, step);
    if (earlier > 0) {
        struct bo_plan_line line = {step, entry, depth, part, false, earlier};
        BO_PUSH(p->arena, &p->plan.lines, line);
        return;
    }
    enum bo_part later = wait ? part_of(step, part) : BO_PART_SUM;
    bool here = p->plan.numbers.at[entry] == 0 && later == BO_PART_SUM;
    struct bo_plan_line line = {step, entry, depth, part, here, 0};
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

static struct bo_plan plan(struct planning *p, const struct bo_step *root)
{
    gather_full(p->arena, &p->full, root);
    for (size_t i = 0; p->earlier != NULL && i < p->full.n; i++) {
        struct match none = {NOT_KNOWN, 0};
        BO_PUSH(p->arena, &p->matches, none);
    }
    tell(p, root, 0, BO_PART_SUM, false);
    for (int part = BO_PART_NOTHING; part <= BO_PART_CONDITIONS; part++) {
        for (size_t i = 0; i < p->waiting[part].n; i++) { /* the list may grow meanwhile */
            const struct bo_step *step = p->waiting[part].at[i];
            if (p->plan.numbers.at[find(&p->entries, step)] == 0) {
                tell(p, step, 0, (enum bo_part)part, false);
            }
        }
    }
    return p->plan;
}

struct bo_plan bo_plan_of(struct bo_arena *arena, const struct bo_step *root)
{
    struct planning p = {.arena = arena};
    return plan(&p, root);
}

struct bo_plan bo_plan_after(struct bo_arena *arena, const struct bo_step *root, const struct bo_step *earlier_root,
                             const struct bo_plan *earlier)
{
    struct planning p = {.arena = arena, .earlier = earlier};
    gather_full(arena, &p.earlier_full, earlier_root);
    return plan(&p, root);
}
