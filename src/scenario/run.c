#include "scenario/run.h"

#include <string.h>

enum bo_status bo_run(const struct bo_population *population, struct bo_results *results, struct bo_diags *diags)
{
    struct bo_results lanes = {0};
    uint32_t node = 0;
    size_t instance = 0;
    enum bo_status status = bo_reference_run(population, results, diags);
    if (status == BO_OK) {
        status = bo_lanes_run(population, &lanes);
        if (status != BO_OK || !bo_results_equal(&lanes, results, &node, &instance)) {
            bo_diag(diags, BO_ERROR, (struct bo_place){0}, "internal",
                    "the two evaluators do not agree on node %u, instance %zu", node, instance);
            status = BO_INTERNAL;
        }
        bo_results_fini(&lanes);
    }
    if (status != BO_OK) {
        bo_results_fini(results);
    }
    return status;
}

bool bo_is_shown(const struct bo_case *kase, unsigned entity, size_t instance, size_t scenario)
{
    const struct bo_set *set = kase->population.program->set;
    unsigned sheet = set->sheet.entity;
    if (kase->scenario_of[entity][instance] != scenario || set->sheet.entity_id == NULL) {
        return kase->scenario_of[entity][instance] == scenario; /* without a sheet all are shown */
    }
    if (bo_entity_within(set, entity, sheet)) {
        return kase->population.subject[entity][instance];
    }
    return !bo_entity_within(set, sheet, entity) ||
           kase->population.up[sheet][entity][kase->scenario[scenario].subject] == instance;
}

bool bo_answers(const struct bo_case *kase, unsigned entity, size_t instance, size_t scenario, const char *name)
{
    return name != NULL
               ? kase->scenario_of[entity][instance] == scenario && strcmp(kase->name[entity][instance], name) == 0
               : bo_is_shown(kase, entity, instance, scenario);
}

struct bo_answer bo_answer(const struct bo_case *kase, const struct bo_results *results, uint32_t node, size_t scenario,
                           const char *name)
{
    const struct bo_node *of = &results->program->nodes.at[node];
    struct bo_answer answer = {.den = of->den};
    bool sums = of->kind == BO_NUMBER || of->kind == BO_DAYS || of->kind == BO_MONTHS;
    for (size_t i = 0; i < kase->population.n[of->entity]; i++) {
        if (!bo_answers(kase, of->entity, i, scenario, name) || (answer.count > 0 && !sums)) {
            continue;
        }
        bo_wide value = 0;
        uint32_t reason = bo_result(results, node, i, &value);
        answer.count++;
        answer.reason = answer.reason != 0 ? answer.reason : reason;
        answer.n += reason == 0 ? value : 0;
    }
    return answer;
}

char *bo_answer_text(struct bo_arena *arena, const struct bo_program *program, const struct bo_node *node, bo_wide n,
                     int64_t den, unsigned places)
{
    switch (node->kind) {
    case BO_NUMBER:
        return bo_dec_text_places(arena, n, den, places);
    case BO_BOOLEAN:
        return bo_strdup(arena, n != 0 ? "true" : "false");
    case BO_DATE:
        return bo_date_text(arena, (int64_t)n);
    case BO_DAYS:
    case BO_MONTHS:
        return bo_duration_text(arena, node->kind == BO_MONTHS, (int64_t)n);
    default:
        return bo_strdup(arena, n >= 0 && (size_t)n < program->codes.texts.n ? program->codes.texts.at[n] : "");
    }
}
