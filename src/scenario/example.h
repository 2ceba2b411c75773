/* Purpose  runs the examples that rule files hold.
 * Layer    scenario. */
#ifndef BO_SCENARIO_EXAMPLE_H
#define BO_SCENARIO_EXAMPLE_H

#include "scenario/branches.h"

struct bo_example_result {
    const struct bo_example *example;
    bool passed;
    unsigned expected;   /* how many figures were compared */
    const char *failure; /* lines: "left_over: expected 8.70, got 4.35"; NULL when passed */
};
/* Every figure exactly; both evaluators. branches (may be NULL) learns which ways the expected figures took; progress
 * may be NULL. The results stand in the arena. */
enum bo_status bo_examples_run(struct bo_arena *arena, const struct bo_set *set, const char *const *laws, size_t n_laws,
                               struct bo_branches *branches, struct bo_example_result **results, size_t *n,
                               struct bo_diags *diags, void (*progress)(void *context, size_t done, size_t all),
                               void *context);

#endif
