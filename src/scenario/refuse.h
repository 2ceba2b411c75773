/* Purpose  cases that the rules say cannot be: messages of the kind "error" whose test is true.
 * Layer    scenario. */
#ifndef BO_SCENARIO_REFUSE_H
#define BO_SCENARIO_REFUSE_H

#include "scenario/case.h"

/* BO_BAD_CASE when there is one; each is told with its place, the same place and text once. */
enum bo_status bo_refuse_case(const struct bo_case *kase, const struct bo_results *results, const char *lang,
                              struct bo_diags *diags);

#endif
