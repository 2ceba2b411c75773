#include "engine/days.h"

static enum bo_status begin(struct bo_days *days, const struct bo_population *population)
{
    size_t n = population->program->nodes.n;
    bo_arena_init(&days->arena);
    days->begun = true;
    days->lanes_changed = bo_alloc(&days->arena, n);
    days->reference_changed = bo_alloc(&days->arena, n);
    days->referee = bo_reference_open(population, &days->reference);
    return bo_lanes_run(population, &days->lanes);
}

static enum bo_status compare(const struct bo_days *days, bool all, struct bo_diags *diags)
{
    for (uint32_t node = 0; node < days->lanes.program->nodes.n; node++) {
        size_t instance = 0;
        bool looked = all || days->lanes_changed[node] || days->reference_changed[node];
        if (looked && !bo_results_equal_at(&days->lanes, &days->reference, node, &instance)) {
            bo_diag(diags, BO_ERROR, (struct bo_place){0}, "internal",
                    "the two evaluators do not agree on node %u, instance %zu", node, instance);
            return BO_INTERNAL;
        }
    }
    return BO_OK;
}

enum bo_status bo_days_next(struct bo_days *days, const struct bo_population *population, struct bo_diags *diags)
{
    bool first = !days->begun;
    enum bo_status status = first ? begin(days, population) : bo_lanes_step(&days->lanes, days->lanes_changed);
    enum bo_status other = bo_reference_step(days->referee, days->reference_changed, diags);
    return other != BO_OK || status == BO_OK ? (other != BO_OK ? other : compare(days, first, diags)) : status;
}

struct bo_results bo_days_take(struct bo_days *days)
{
    struct bo_results lanes = days->lanes;
    days->lanes = (struct bo_results){0};
    bo_days_fini(days);
    return lanes;
}

void bo_days_fini(struct bo_days *days)
{
    if (days->begun) {
        bo_reference_close(days->referee);
        bo_results_fini(&days->reference);
        bo_results_fini(&days->lanes);
        bo_arena_fini(&days->arena);
        *days = (struct bo_days){0};
    }
}
