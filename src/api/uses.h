/* Purpose  which elements of a rule set an element reads, by its formulas and references, and which ones read it.
 * Layer    api, inside only. */
#ifndef BO_API_USES_H
#define BO_API_USES_H

#include "rules/model.h"

typedef BO_VEC(const struct bo_named *) bo_uses;

/* In the order in which they are met, each once. */
bo_uses bo_uses_of(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named);
/* In the order of the set. */
bo_uses bo_users_of(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named);

#endif
