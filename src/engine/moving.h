/* Purpose  which operations of a program give other values when some facts change, and which of those figures need.
 * Layer    engine. */
#ifndef BO_ENGINE_MOVING_H
#define BO_ENGINE_MOVING_H

#include "engine/program.h"

typedef BO_VEC(uint32_t) bo_nodes;

/* In program order, in the arena. columns: the facts' columns of the population. */
bo_nodes bo_moving_nodes(const struct bo_program *program, const uint32_t *columns, size_t n_columns,
                         const uint32_t *figures, size_t n_figures, struct bo_arena *arena);

#endif
