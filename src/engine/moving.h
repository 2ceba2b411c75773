/* Purpose  which operations of a program give other values for a case when some of its facts change, and which of those
 *          its figures need.
 * Layer    engine.
 * Method   an operation moves when an operand that matters does: of an `if` whose test stands still, only the branch
 *          that the case takes; of a sum, not the items that are left out. */
#ifndef BO_ENGINE_MOVING_H
#define BO_ENGINE_MOVING_H

#include "engine/population.h"

typedef BO_VEC(uint32_t) bo_nodes;

/* In program order, in the arena. results: of the case, at any values of the facts. columns: the facts' columns of its
 * population. */
bo_nodes bo_moving_nodes(const struct bo_results *results, const uint32_t *columns, size_t n_columns,
                         const uint32_t *figures, size_t n_figures, struct bo_arena *arena);

#endif
