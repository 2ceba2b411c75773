/* Purpose  what is told besides the figures: assumptions, what was not calculated, warnings, messages.
 * Layer    scenario, private to the calculation.
 * Rule     what holds in every scenario is told once; a missing fact that reaches the sheet is an error. */
#ifndef BO_SCENARIO_NOTICES_H
#define BO_SCENARIO_NOTICES_H

#include "scenario/consult.h"
#include "scenario/figure.h"

/* Adds all of them to the calculation. sheet: what its lines hang on; shown: the same and what --show asks for.
 * BO_BAD_CASE: facts are missing, each told with its place. */
enum bo_status bo_notices_add(struct bo_calculating *c, const struct bo_consulted *sheet,
                              const struct bo_consulted *shown);

/* Of them, the warnings about published values (notices_published.c). */
void bo_notices_published(struct bo_calculating *c, const struct bo_consulted *shown);

#endif
