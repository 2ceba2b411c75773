/* Purpose  in which order an explanation is told to people: the sum first, then what comes to nothing, then the
 *          conditions; each figure once, with a number by which the others point to it.
 * Layer    render, private to explain_text.c and steps_html.c. */
#ifndef BO_RENDER_EXPLAIN_PLAN_H
#define BO_RENDER_EXPLAIN_PLAN_H

#include "scenario/explain.h"

enum bo_part { BO_PART_SUM, BO_PART_NOTHING, BO_PART_CONDITIONS };

struct bo_plan_line {
    const struct bo_step *step;
    size_t entry; /* in the plan's numbers */
    size_t depth;
    enum bo_part part;
    bool here;      /* told here in full; otherwise where its number stands */
    size_t earlier; /* the number under which an earlier plan tells the very same, all the way down; 0: none does */
};
struct bo_plan {
    BO_VEC(struct bo_plan_line) lines;
    BO_VEC(size_t) numbers; /* by entry, from 1 */
};
struct bo_plan bo_plan_of(struct bo_arena *arena, const struct bo_step *root);
/* The same, of what another root's plan has not told already. */
struct bo_plan bo_plan_after(struct bo_arena *arena, const struct bo_step *root, const struct bo_step *earlier_root,
                             const struct bo_plan *earlier);

#endif
