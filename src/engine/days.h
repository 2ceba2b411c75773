/* Purpose  one population on one day after another, by both evaluators: each works out what hangs on a change, and what
 *          either has worked out is compared.
 * Layer    engine.
 * Owns     both results and what the reference evaluator keeps. */
#ifndef BO_ENGINE_DAYS_H
#define BO_ENGINE_DAYS_H

#include "engine/population.h"

struct bo_days {
    struct bo_arena arena;
    bool begun;
    struct bo_results lanes, reference;
    struct bo_reference *referee;
    uint8_t *lanes_changed, *reference_changed; /* [node] */
};
/* After date, facts or the past have changed; the results are days->lanes. BO_INTERNAL: they do not agree. */
enum bo_status bo_days_next(struct bo_days *days, const struct bo_population *population, struct bo_diags *diags);
/* The results, which are the caller's then; nothing else is left. */
struct bo_results bo_days_take(struct bo_days *days);
void bo_days_fini(struct bo_days *days);

#endif
