/* Purpose  a case through both evaluators, and its values as people read them.
 * Layer    scenario. */
#ifndef BO_SCENARIO_RUN_H
#define BO_SCENARIO_RUN_H

#include "scenario/case.h"

/* Both evaluators; values that differ are BO_INTERNAL. On success the caller owns *results (bo_results_fini). */
enum bo_status bo_run(const struct bo_population *population, struct bo_results *results, struct bo_diags *diags);

/* Whether an instance is inside, or contains, the shown unit of a scenario. */
bool bo_is_shown(const struct bo_case *kase, unsigned entity, size_t instance, size_t scenario);

struct bo_answer {
    uint32_t reason; /* 0: known */
    bo_wide n;
    int64_t den;
    size_t count; /* instances that it is made of */
};
/* Whether an instance counts for the answer below. */
bool bo_answers(const struct bo_case *kase, unsigned entity, size_t instance, size_t scenario, const char *name);
/* A node's value in a scenario: that of the shown unit; of something inside it, the sum over the instances (numbers and
 * durations) or the first one's. With a name, only the instance of that name. count 0: there is none. */
struct bo_answer bo_answer(const struct bo_case *kase, const struct bo_results *results, uint32_t node, size_t scenario,
                           const char *name);
/* "440.61", "true", "2026-04-06", "P2M", a code. places: decimals that money has at least. */
char *bo_answer_text(struct bo_arena *arena, const struct bo_program *program, const struct bo_node *node, bo_wide n,
                     int64_t den, unsigned places);

#endif
