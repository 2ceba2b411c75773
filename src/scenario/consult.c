#include "scenario/consult.h"

#include <stdlib.h>

_Static_assert(BO_SCENARIOS_MAX <= 64, "a bit for each scenario");

void bo_consult_init(struct bo_consulted *consulted, const struct bo_case *kase, const struct bo_results *results)
{
    *consulted = (struct bo_consulted){.kase = kase, .results = results};
    struct bo_arena *arena = &consulted->arena;
    const struct bo_program *program = results->program;
    bo_arena_init(arena);
    consulted->column = bo_alloc_array(arena, program->columns.n, sizeof *consulted->column);
    for (size_t c = 0; c < program->columns.n; c++) {
        consulted->column[c] = bo_alloc(arena, kase->population.n[program->columns.at[c].entity]);
    }
    consulted->given = bo_alloc(arena, kase->population.given.n);
    consulted->seen = bo_alloc_array(arena, program->nodes.n, sizeof *consulted->seen);
}

void bo_consult_fini(struct bo_consulted *consulted)
{
    bo_arena_fini(&consulted->arena);
    *consulted = (struct bo_consulted){0};
}

size_t bo_given_find(const struct bo_population *population, uint32_t rule, size_t instance)
{
    for (size_t i = 0; i < population->given.n; i++) {
        if (population->given.at[i].rule == rule && population->given.at[i].instance == instance) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void visit(struct bo_consulted *c, uint32_t node, size_t instance)
{
    struct bo_consulted_lack next = {.node = node, .instance = (uint32_t)instance};
    BO_PUSH(&c->arena, &c->todo, next);
}

static bool is_known(const struct bo_consulted *c, uint32_t node, size_t instance, bo_wide *value)
{
    return bo_result(c->results, node, instance, value) == 0;
}

static void add_value(struct bo_consulted *c, const struct bo_dated *dated, const struct bo_named *named,
                      const struct bo_node *node, size_t instance)
{
    uint64_t scenario = (uint64_t)1 << c->kase->scenario_of[node->entity][instance];
    for (size_t i = 0; i < c->values.n; i++) {
        if (c->values.at[i].dated == dated && c->values.at[i].named == named) {
            c->values.at[i].scenarios |= scenario;
            return;
        }
    }
    struct bo_consulted_value value = {dated, named, scenario};
    BO_PUSH(&c->arena, &c->values, value);
}

static void visit_lookup(struct bo_consulted *c, const struct bo_node *node, size_t instance)
{
    const struct bo_series *series = &c->results->program->series.at[node->aux];
    bo_wide day, value;
    uint32_t reason;
    size_t which;
    visit(c, node->arg[0], instance);
    if (is_known(c, node->arg[0], instance, &day) && bo_series_on(series, (int64_t)day, &value, &reason, &which)) {
        add_value(c, series->dated[which], series->named, node, instance);
    }
}

static void visit_table(struct bo_consulted *c, const struct bo_node *node, size_t instance)
{
    const struct bo_lookup_table *table = &c->results->program->tables.at[node->aux];
    bo_wide row;
    for (int i = 0; i < 3; i++) {
        if (node->arg[i] != BO_NONE) {
            visit(c, node->arg[i], instance);
        }
    }
    if (is_known(c, node->arg[0], instance, &row) && row != 0) {
        add_value(c, table->dated[row - 1], &table->table->named, node, instance);
    }
}

/* `decides` on one side is enough, whatever the other is. */
static void visit_logic(struct bo_consulted *c, const struct bo_node *node, size_t instance, bo_wide decides)
{
    bo_wide value;
    for (int i = 0; i < 2; i++) {
        if (is_known(c, node->arg[i], instance, &value) && value == decides) {
            visit(c, node->arg[i], instance);
            return;
        }
    }
    visit(c, node->arg[0], instance);
    visit(c, node->arg[1], instance);
}

static void visit_items(struct bo_consulted *c, const struct bo_node *node, size_t instance)
{
    uint32_t value_node = node->arg[0], mask_node = node->arg[1];
    const uint32_t *first = c->kase->population.first[node->entity][node->aux];
    bo_wide answer, mask, value;
    bool logic = node->op == BO_OP_ANY || node->op == BO_OP_EVERY;
    bo_wide decides = node->op == BO_OP_ANY;
    bool decided =
        is_known(c, (uint32_t)(node - c->results->program->nodes.at), instance, &answer) && logic && answer == decides;
    for (size_t i = first[instance]; i < first[instance + 1]; i++) {
        bool masked = mask_node != BO_NONE, taken = true;
        if (masked) {
            taken = is_known(c, mask_node, i, &mask) && mask != 0;
        }
        if (decided && !(taken && is_known(c, value_node, i, &value) && value == decides)) {
            continue;
        }
        if (masked) {
            visit(c, mask_node, i);
        }
        if (taken) {
            visit(c, value_node, i);
        }
        if (decided) {
            return;
        }
    }
}

static void visit_rule(struct bo_consulted *c, const struct bo_node *node, size_t instance)
{
    size_t given = bo_given_find(&c->kase->population, node->aux, instance);
    if (given != SIZE_MAX) {
        c->given[given] = 1;
    } else {
        visit(c, node->arg[0], instance);
    }
}

static void visit_operands(struct bo_consulted *c, const struct bo_node *node, size_t instance)
{
    bo_wide value;
    switch (node->op) {
    case BO_OP_CONST:
    case BO_OP_FAIL:
    case BO_OP_POSITION:
    case BO_OP_SUBJECT:
    case BO_OP_STATE:
        break;
    case BO_OP_INPUT:
        c->column[node->aux][instance] |= BO_CONSULTED_VALUE;
        break;
    case BO_OP_PROVIDED:
        c->column[node->aux][instance] |= BO_CONSULTED_PRESENCE;
        break;
    case BO_OP_RULE:
        visit_rule(c, node, instance);
        break;
    case BO_OP_LOOKUP:
        visit_lookup(c, node, instance);
        break;
    case BO_OP_TABLE:
        visit_table(c, node, instance);
        break;
    case BO_OP_LIFT: {
        unsigned outer = c->results->program->nodes.at[node->arg[0]].entity;
        visit(c, node->arg[0], c->kase->population.up[node->entity][outer][instance]);
        break;
    }
    case BO_OP_AND:
        visit_logic(c, node, instance, 0);
        break;
    case BO_OP_OR:
        visit_logic(c, node, instance, 1);
        break;
    case BO_OP_SELECT:
        visit(c, node->arg[0], instance);
        if (is_known(c, node->arg[0], instance, &value)) {
            visit(c, node->arg[value != 0 ? 1 : 2], instance);
        }
        break;
    case BO_OP_KNOWN: /* what is not known here does no harm */
        if (is_known(c, node->arg[0], instance, &value)) {
            visit(c, node->arg[0], instance);
        }
        break;
    case BO_OP_CHECK: /* that cases exclude each other says nothing about the value */
        visit(c, node->arg[is_known(c, node->arg[0], instance, &value) && value != 0], instance);
        break;
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        visit_items(c, node, instance);
        break;
    default:
        for (int i = 0; i < 4; i++) {
            if (node->arg[i] != BO_NONE) {
                visit(c, node->arg[i], instance);
            }
        }
    }
}

/* Where a reason comes from: nothing that was consulted for the node has it already. */
static void note_lack(struct bo_consulted *c, uint32_t node, size_t instance, size_t from)
{
    bo_wide value;
    uint32_t reason = bo_result(c->results, node, instance, &value);
    if (reason == 0) {
        return;
    }
    for (size_t i = from; i < c->todo.n; i++) {
        if (bo_result(c->results, c->todo.at[i].node, c->todo.at[i].instance, &value) == reason) {
            return;
        }
    }
    struct bo_consulted_lack lack = {reason, node, (uint32_t)instance};
    BO_PUSH(&c->arena, &c->lacks, lack);
}

void bo_consult(struct bo_consulted *consulted, uint32_t node, size_t instance)
{
    visit(consulted, node, instance);
    while (consulted->todo.n > 0) {
        struct bo_consulted_lack next = consulted->todo.at[--consulted->todo.n];
        const struct bo_node *at = &consulted->results->program->nodes.at[next.node];
        uint8_t **seen = &consulted->seen[next.node];
        if (*seen == NULL) {
            *seen = bo_alloc(&consulted->arena, consulted->kase->population.n[at->entity]);
        }
        if ((*seen)[next.instance]) {
            continue;
        }
        (*seen)[next.instance] = 1;
        size_t from = consulted->todo.n;
        visit_operands(consulted, at, next.instance);
        note_lack(consulted, next.node, next.instance, from);
    }
}
