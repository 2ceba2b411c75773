/* Days of an example once more, from the last one back: what an entry hangs on of the day before, and so on. */
#include "scenario/carry.h"
#include "scenario/example_timeline.h"
#include "scenario/run.h"

#include <string.h>

struct following {
    const struct bo_timeline_run *run;
    const struct bo_example_timeline *told;
    struct bo_arena arena;
    struct bo_case *kase;
    const struct bo_program *program;
    uint8_t **needed; /* [rule][instance] its value of the day is read on the next one */
    int64_t day;
    struct bo_results results; /* of the day */
    uint8_t *changed;          /* [node] since the day that was looked at last; NULL: none was */
    struct bo_consulted consulted;
};

void bo_replay_keep(void *context, struct bo_case *kase, int64_t day)
{
    struct bo_replay *replay = context;
    const struct bo_population *population = &kase->population;
    const struct bo_set *set = population->program->set;
    struct bo_replay_day kept = {.day = day};
    if (population->state != NULL) {
        kept.state = bo_alloc_array(replay->arena, set->rules.n, sizeof *kept.state);
        kept.reason = bo_alloc_array(replay->arena, set->rules.n, sizeof *kept.reason);
    }
    for (size_t r = 0; population->state != NULL && r < set->rules.n; r++) {
        size_t n = population->n[set->rules.at[r]->entity];
        if (population->state[r] != NULL) {
            kept.state[r] = bo_alloc_array(replay->arena, n, sizeof **kept.state);
            kept.reason[r] = bo_alloc_array(replay->arena, n, sizeof **kept.reason);
            memcpy(kept.state[r], population->state[r], n * sizeof **kept.state);
            memcpy(kept.reason[r], population->state_reason[r], n * sizeof **kept.reason);
        }
    }
    BO_PUSH(replay->arena, &replay->days, kept);
}

size_t bo_told_scenario(const struct bo_case *kase, const char *id)
{
    size_t scenario = 0;
    while (id != NULL && scenario < kase->n_scenarios && strcmp(kase->scenario[scenario].id, id) != 0) {
        scenario++;
    }
    return scenario;
}

/* Whether the example says something of an entry on this day: that it is there, or that it is not. */
static bool is_told(const struct following *f, const char *id, size_t scenario)
{
    for (size_t i = 0; i < f->told->entries.n; i++) {
        const struct bo_example_entry *entry = &f->told->entries.at[i];
        if (entry->date == f->day && strcmp(entry->id, id) == 0 &&
            bo_told_scenario(f->kase, entry->scenario) == scenario) {
            return true;
        }
    }
    for (size_t i = 0; i < f->told->claims.n; i++) {
        const struct bo_example_claim *claim = &f->told->claims.at[i];
        if (bo_claim_holds(claim, id) && bo_told_scenario(f->kase, claim->scenario) == scenario) {
            return true;
        }
    }
    return false;
}

static void consult_entry(struct following *f, const struct bo_timeline_entry *entry)
{
    uint32_t when = bo_timeline_node(f->program, entry->when_id),
             amount = bo_timeline_node(f->program, entry->amount_id);
    unsigned entity = f->program->nodes.at[amount != BO_NONE ? amount : when].entity;
    for (size_t i = 0; i < f->kase->population.n[entity]; i++) {
        size_t scenario = f->kase->scenario_of[entity][i];
        bo_wide value = 1;
        if (!bo_is_shown(f->kase, entity, i, scenario) || !is_told(f, entry->id, scenario)) {
            continue;
        }
        if (when != BO_NONE) {
            unsigned own = f->program->nodes.at[when].entity;
            size_t at = own == entity ? i : f->kase->population.up[entity][own][i];
            bo_consult(&f->consulted, when, at);
            value = bo_result(&f->results, when, at, &value) == 0 ? value : 0;
        }
        if (amount != BO_NONE && value != 0) {
            bo_consult(&f->consulted, amount, i);
        }
    }
}

/* What there was in the beginning, where a balance is told. */
static void consult_balance(struct following *f)
{
    const struct bo_case *kase = f->kase;
    for (size_t i = 0; i < f->told->ends.n + f->told->lowest.n; i++) {
        const struct bo_example_point *point =
            i < f->told->ends.n ? &f->told->ends.at[i] : &f->told->lowest.at[i - f->told->ends.n];
        size_t scenario = bo_told_scenario(kase, point->scenario);
        if (scenario < kase->n_scenarios) {
            uint32_t node = bo_timeline_node(f->program, f->program->set->timeline.balance_id);
            bo_consult(&f->consulted, node, kase->scenario[scenario].subject);
        }
    }
}

static bool consult_needed(struct following *f)
{
    bool any = false;
    for (size_t r = 0; r < f->program->set->rules.n; r++) {
        for (size_t i = 0; f->needed[r] != NULL && i < f->kase->population.n[f->program->set->rules.at[r]->entity];
             i++) {
            if (f->needed[r][i]) {
                bo_consult(&f->consulted, f->program->rule_node[r], i);
                any = true;
            }
        }
    }
    return any;
}

static void note_need(struct following *f, uint32_t rule, unsigned entity, size_t instance)
{
    size_t n = f->kase->population.n[entity];
    uint32_t origin = f->day == f->run->from ? bo_carry_origin(f->kase, entity, instance) : (uint32_t)instance;
    if (f->needed[rule] == NULL) {
        f->needed[rule] = bo_alloc(&f->consulted.arena, n);
    }
    if (origin != BO_NONE) {
        f->needed[rule][origin] = 1;
    }
}

/* What was read of the day before. needed: new, in the arena of what was consulted. */
static void look_back(struct following *f)
{
    for (uint32_t k = 0; k < f->program->nodes.n; k++) {
        const struct bo_node *node = &f->program->nodes.at[k];
        const uint8_t *seen = node->op == BO_OP_STATE ? f->consulted.seen[k] : NULL;
        for (size_t i = 0; seen != NULL && i < f->kase->population.n[node->entity]; i++) {
            if (seen[i]) {
                note_need(f, node->aux, node->entity, i);
            }
        }
    }
}

/* The evaluators have agreed on this day before. */
static enum bo_status run(struct following *f, const struct bo_population *population)
{
    if (f->changed != NULL) {
        return bo_lanes_step(&f->results, f->changed);
    }
    f->changed = bo_alloc(&f->arena, f->program->nodes.n);
    return bo_lanes_run(population, &f->results);
}

static enum bo_status follow_day(struct following *f, const struct bo_replay_day *day, struct bo_branches *branches)
{
    struct bo_population *population = &f->kase->population;
    const struct bo_timeline *timeline = &f->program->set->timeline;
    struct bo_arena before = f->consulted.arena; /* holds what is needed */
    f->day = day->day;
    population->state = day->state;
    population->state_reason = day->reason;
    for (size_t s = 0; s < f->kase->n_scenarios; s++) {
        population->value[0][s] = day->day;
    }
    enum bo_status status = run(f, population);
    bo_consult_init(&f->consulted, f->kase, &f->results);
    bool any = status == BO_OK && consult_needed(f);
    for (size_t e = 0; status == BO_OK && f->day >= f->run->from && e < timeline->entries.n; e++) {
        consult_entry(f, &timeline->entries.at[e]);
        any = true;
    }
    if (status == BO_OK && f->day == f->run->from) {
        consult_balance(f);
    }
    if (any) {
        bo_branches_note(branches, &f->consulted);
    }
    bo_arena_fini(&before);
    f->needed = bo_alloc_array(&f->consulted.arena, f->program->set->rules.n, sizeof *f->needed);
    look_back(f);
    return status;
}

enum bo_status bo_replay_follow(const struct bo_replay *replay, const struct bo_timeline_run *run,
                                const struct bo_example_timeline *told, struct bo_branches *branches)
{
    enum bo_status status = BO_OK;
    struct following f = {.run = run, .told = told, .kase = run->calc.kase, .program = run->calc.program};
    f.kase->population.wanted = NULL; /* of a choice, all that it could be */
    bo_arena_init(&f.arena);
    bo_arena_init(&f.consulted.arena);
    f.needed = bo_alloc_array(&f.consulted.arena, f.program->set->rules.n, sizeof *f.needed);
    for (size_t d = replay->days.n; d > 0 && status == BO_OK; d--) {
        status = follow_day(&f, &replay->days.at[d - 1], branches);
    }
    bo_arena_fini(&f.consulted.arena);
    if (f.changed != NULL) {
        bo_results_fini(&f.results);
    }
    bo_arena_fini(&f.arena);
    return status;
}
