#include "engine/population.h"

#include <assert.h>
#include <stdlib.h>

void bo_population_init(struct bo_population *population, const struct bo_program *program, const size_t *n)
{
    *population = (struct bo_population){.program = program};
    struct bo_arena *arena = &population->arena;
    bo_arena_init(arena);
    size_t entities = bo_program_entities(program), columns = program->columns.n;
    population->n = bo_alloc_array(arena, entities, sizeof *population->n);
    population->parent = bo_alloc_array(arena, entities, sizeof *population->parent);
    population->subject = bo_alloc_array(arena, entities, sizeof *population->subject);
    population->position = bo_alloc_array(arena, entities, sizeof *population->position);
    population->up = bo_alloc_array(arena, entities, sizeof *population->up);
    population->first = bo_alloc_array(arena, entities, sizeof *population->first);
    for (size_t e = 0; e < entities; e++) {
        population->n[e] = n[e];
        population->parent[e] = bo_alloc_array(arena, n[e], sizeof **population->parent);
        population->subject[e] = bo_alloc_array(arena, n[e], sizeof **population->subject);
        population->position[e] = bo_alloc_array(arena, n[e], sizeof **population->position);
        population->up[e] = bo_alloc_array(arena, entities, sizeof **population->up);
        population->first[e] = bo_alloc_array(arena, entities, sizeof **population->first);
        for (size_t i = 0; i < n[e]; i++) {
            population->position[e][i] = 1;
        }
    }
    population->value = bo_alloc_array(arena, columns, sizeof *population->value);
    population->presence = bo_alloc_array(arena, columns, sizeof *population->presence);
    for (size_t c = 0; c < columns; c++) {
        size_t instances = n[program->columns.at[c].entity];
        population->value[c] = bo_alloc_array(arena, instances, sizeof **population->value);
        population->presence[c] = bo_alloc_array(arena, instances, sizeof **population->presence);
    }
}

static int by_rule(const void *x, const void *y)
{
    const struct bo_given *a = x, *b = y;
    if (a->rule != b->rule) {
        return a->rule < b->rule ? -1 : 1;
    }
    return a->instance == b->instance ? 0 : a->instance < b->instance ? -1 : 1;
}

/* The instances of `inner` inside each of `outer`; they stand together, in the order of the outer ones. */
static void link_pair(struct bo_population *population, size_t inner, size_t outer)
{
    struct bo_arena *arena = &population->arena;
    size_t n = population->n[inner], groups = population->n[outer];
    uint32_t *up = bo_alloc_array(arena, n, sizeof *up);
    uint32_t *first = bo_alloc_array(arena, groups + 1, sizeof *first);
    const struct bo_set *set = population->program->set;
    const uint32_t *below = NULL; /* from the inner entity's parent up to the outer one */
    if (inner != outer) {
        below = population->up[set->entities.at[inner]->in][outer];
    }
    for (size_t i = 0; i < n; i++) {
        up[i] = inner == outer ? (uint32_t)i : below[population->parent[inner][i]];
        assert(up[i] < groups && (i == 0 || up[i - 1] <= up[i]));
        first[up[i] + 1]++;
    }
    for (size_t g = 0; g < groups; g++) {
        first[g + 1] += first[g];
    }
    population->up[inner][outer] = up;
    population->first[outer][inner] = first;
}

void bo_population_link(struct bo_population *population)
{
    const struct bo_set *set = population->program->set;
    size_t entities = bo_program_entities(population->program);
    for (size_t inner = 0; inner < entities; inner++) {
        assert(set == NULL || set->entities.at[inner]->in < (int)inner); /* outer entities come first */
        for (size_t outer = 0; outer < entities; outer++) {
            if (bo_entity_within(set, (unsigned)inner, (unsigned)outer)) {
                link_pair(population, inner, outer);
            }
        }
    }
    if (population->given.n > 0) {
        qsort(population->given.at, population->given.n, sizeof *population->given.at, by_rule);
    }
}

static void repeat_given(struct bo_population *to, const struct bo_population *from, size_t copy)
{
    for (size_t i = 0; i < from->given.n; i++) {
        struct bo_given given = from->given.at[i];
        given.instance += (uint32_t)(copy * from->n[from->program->set->rules.at[given.rule]->entity]);
        BO_PUSH(&to->arena, &to->given, given);
    }
}

/* The values of the period before, where there are any. */
static void repeat_state(struct bo_population *to, const struct bo_population *from, size_t copies)
{
    size_t rules = bo_program_rules(from->program);
    if (from->state == NULL) {
        return;
    }
    to->state = bo_alloc_array(&to->arena, rules, sizeof *to->state);
    to->state_reason = bo_alloc_array(&to->arena, rules, sizeof *to->state_reason);
    for (size_t r = 0; r < rules; r++) {
        size_t each = from->n[from->program->set->rules.at[r]->entity];
        if (from->state[r] == NULL) {
            continue;
        }
        bool reasons = from->state_reason != NULL && from->state_reason[r] != NULL;
        to->state[r] = bo_alloc_array(&to->arena, each * copies, sizeof **to->state);
        to->state_reason[r] = bo_alloc_array(&to->arena, each * copies, sizeof **to->state_reason);
        for (size_t i = 0; i < each * copies; i++) {
            to->state[r][i] = from->state[r][i % each];
            to->state_reason[r][i] = reasons ? from->state_reason[r][i % each] : 0;
        }
    }
}

void bo_population_repeat(struct bo_population *to, const struct bo_population *from, size_t copies)
{
    size_t entities = bo_program_entities(from->program);
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    size_t *n = bo_alloc_array(&scratch, entities, sizeof *n);
    for (size_t e = 0; e < entities; e++) {
        n[e] = from->n[e] * copies;
    }
    bo_population_init(to, from->program, n);
    bo_arena_fini(&scratch);
    for (size_t c = 0; c < copies; c++) {
        for (size_t e = 0; e < entities; e++) {
            int outer = from->program->set != NULL ? from->program->set->entities.at[e]->in : -1;
            for (size_t i = 0; i < from->n[e]; i++) {
                size_t at = c * from->n[e] + i;
                to->parent[e][at] = outer >= 0 ? (uint32_t)(from->parent[e][i] + c * from->n[outer]) : 0;
                to->subject[e][at] = from->subject[e][i];
                to->position[e][at] = from->position[e][i];
            }
        }
        for (size_t k = 0; k < from->program->columns.n; k++) {
            size_t each = from->n[from->program->columns.at[k].entity];
            for (size_t i = 0; i < each; i++) {
                to->value[k][c * each + i] = from->value[k][i];
                to->presence[k][c * each + i] = from->presence[k][i];
            }
        }
        repeat_given(to, from, c);
    }
    repeat_state(to, from, copies);
    bo_population_link(to);
}

void bo_population_fini(struct bo_population *population)
{
    bo_arena_fini(&population->arena);
    *population = (struct bo_population){0};
}

void bo_results_init(struct bo_results *results, const struct bo_population *population)
{
    const struct bo_program *program = population->program;
    *results = (struct bo_results){.program = program, .population = population};
    bo_arena_init(&results->arena);
    results->node = bo_alloc_array(&results->arena, program->nodes.n, sizeof *results->node);
    size_t wide = 0, narrow = 0, reasons = 0;
    for (size_t i = 0; i < program->nodes.n; i++) {
        const struct bo_node *node = &program->nodes.at[i];
        size_t n = population->n[node->entity];
        *(node->wide ? &wide : &narrow) += n;
        reasons += node->may_fail ? n : 0;
    }
    bo_wide *next_wide = bo_alloc_array(&results->arena, wide, sizeof *next_wide);
    int64_t *next_narrow = bo_alloc_array(&results->arena, narrow, sizeof *next_narrow);
    uint32_t *next_reason = bo_alloc_array(&results->arena, reasons, sizeof *next_reason);
    for (size_t i = 0; i < program->nodes.n; i++) {
        const struct bo_node *node = &program->nodes.at[i];
        size_t n = population->n[node->entity];
        if (node->wide) {
            results->node[i].wide = next_wide;
            next_wide += n;
        } else {
            results->node[i].narrow = next_narrow;
            next_narrow += n;
        }
        if (node->may_fail) {
            results->node[i].reason = next_reason;
            next_reason += n;
        }
    }
}

void bo_results_fini(struct bo_results *results)
{
    bo_arena_fini(&results->arena);
    *results = (struct bo_results){0};
}

uint32_t bo_result(const struct bo_results *results, uint32_t node, size_t instance, bo_wide *value)
{
    const struct bo_column_values *column = &results->node[node];
    if (column->reason != NULL && column->reason[instance] != 0) {
        return column->reason[instance];
    }
    *value = column->wide != NULL ? column->wide[instance] : column->narrow[instance];
    return 0;
}

bool bo_results_equal_at(const struct bo_results *a, const struct bo_results *b, uint32_t node, size_t *instance)
{
    size_t n = a->population->n[a->program->nodes.at[node].entity];
    for (size_t j = 0; j < n; j++) {
        bo_wide x = 0, y = 0;
        uint32_t why_x = bo_result(a, node, j, &x), why_y = bo_result(b, node, j, &y);
        if (why_x != why_y || x != y) {
            *instance = j;
            return false;
        }
    }
    return true;
}

bool bo_results_equal(const struct bo_results *a, const struct bo_results *b, uint32_t *node, size_t *instance)
{
    for (uint32_t i = 0; i < a->program->nodes.n; i++) {
        if (!bo_results_equal_at(a, b, i, instance)) {
            *node = i;
            return false;
        }
    }
    return true;
}

bool bo_step_needs(const struct bo_population *population, uint32_t node, const uint8_t *changed)
{
    const struct bo_node *of = &population->program->nodes.at[node];
    if (population->wanted != NULL && !population->wanted[node]) {
        return false;
    }
    bool needs = of->op == BO_OP_INPUT || of->op == BO_OP_STATE;
    for (int i = 0; i < 4 && !needs; i++) {
        needs = of->arg[i] != BO_NONE && changed[of->arg[i]];
    }
    return needs;
}
