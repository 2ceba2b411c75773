/* Purpose  what the last look at the published sources of a set found, as a calculation tells it. The file's place and
 *          form are said in fetch/drift_state.h; nothing is fetched here.
 * Layer    api, inside only.
 * Errors   never: without the file, and where it is not what it should be, there is nothing to tell. */
#ifndef BO_API_DRIFT_H
#define BO_API_DRIFT_H

#include "scenario/calc.h"

typedef BO_VEC(struct bo_drifted) bo_drifted_list;
void bo_drift_read(struct bo_arena *arena, const struct bo_set *set, bo_drifted_list *list);

#endif
