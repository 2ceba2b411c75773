/* Purpose  what things of a calculation are called in its language: scenarios, lines, items of help.
 * Layer    render. */
#ifndef BO_RENDER_NAMES_H
#define BO_RENDER_NAMES_H

#include "scenario/calc.h"

/* The label, else that of the element with the id, else the id with blanks for "_". */
const char *bo_called(struct bo_arena *arena, const struct bo_calc *calc, const bo_texts *label, const char *id);
/* The label of the scenario at a place; of the first, when it has none, "before" ("now" when it is the only one). */
const char *bo_scenario_called(const struct bo_calc *calc, size_t scenario);
/* The sentence of a line or item in a scenario, with its figures; NULL when there is none. */
const char *bo_sentence_of(struct bo_arena *arena, const struct bo_calc *calc, size_t scenario, const bo_texts *text);

#endif
