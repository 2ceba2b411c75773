/* Purpose  the parts of a step of an explanation as people read them, in the text and in HTML.
 * Layer    render. */
#ifndef BO_RENDER_STEP_PARTS_H
#define BO_RENDER_STEP_PARTS_H

#include "scenario/explain.h"

/* What the figure is called; behind it, "id, who" or ""; what it comes to: "¤440.61 a month", or why it is not known.
 */
const char *bo_step_label(const struct bo_step *step);
const char *bo_step_behind(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step);
const char *bo_step_value(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step);
/* What is to be known about where the value comes from: "since … · checked …". */
const char *bo_step_marks(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step);
const char *bo_step_cites(struct bo_arena *arena, const struct bo_step *step);
/* "4.285714… → 4.29, half up to 2 decimals · Act 1 s 9" */
const char *bo_step_rounding(struct bo_arena *arena, const struct bo_explanation *of,
                             const struct bo_rounding_step *rounding);
/* The formula in numbers, where that says more than the one in words; else NULL. */
const char *bo_step_working(const struct bo_step *step);
/* A fact or a published value: nothing more to tell than where it comes from. */
bool bo_step_is_leaf(const struct bo_step *step);
/* The label of the scenario that is explained. */
const char *bo_explained_in(const struct bo_explanation *of);

#endif
