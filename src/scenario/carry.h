/* Purpose  carries what builds up over periods from one case to the next: the values that rules ask for as
 *          previous(…).
 * Layer    scenario.
 * Matching by name, in the scenario of the same id; an instance that was not there before starts with the rule's
 *          initial value. The two cases may run on different programs of one set.
 * Errors   BO_BAD_CASE: a given figure lies outside what the rule states for its past. */
#ifndef BO_SCENARIO_CARRY_H
#define BO_SCENARIO_CARRY_H

#include "scenario/case.h"

enum bo_status bo_carry_state(const struct bo_case *before, const struct bo_results *results, struct bo_case *next,
                              struct bo_diags *diags);

/* The same for the next day of one case. from_first: each scenario begins with what was in the first one. */
enum bo_status bo_carry_day(struct bo_case *kase, const struct bo_results *results, bool from_first,
                            struct bo_diags *diags);
/* With from_first: the instance of the first scenario that lives on as this one; BO_NONE: there is none. */
uint32_t bo_carry_origin(const struct bo_case *kase, unsigned entity, size_t instance);

#endif
