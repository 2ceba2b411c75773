#include "engine/copies.h"

#include <string.h>

/* The first n copies are those that count. */
static void show(struct bo_copies *c, size_t n)
{
    for (size_t e = 0; e < bo_program_entities(c->all.program); e++) {
        c->some.n[e] = c->one->n[e] * n;
    }
}

/* Everything once, in the first copy. */
static enum bo_status run_first(struct bo_copies *c)
{
    size_t n = c->all.program->nodes.n;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    uint32_t *nodes = bo_alloc_array(&scratch, n, sizeof *nodes);
    for (uint32_t i = 0; i < n; i++) {
        nodes[i] = i;
    }
    show(c, 1);
    enum bo_status status = bo_lanes_run_again(&c->results, nodes, n);
    bo_arena_fini(&scratch);
    return status;
}

/* A node's values in the first copy stand in all others, too. */
static void spread(struct bo_copies *c, uint32_t node)
{
    struct bo_column_values *column = &c->results.node[node];
    size_t each = c->one->n[c->all.program->nodes.at[node].entity];
    for (size_t copy = 1; copy < c->n; copy++) {
        if (column->wide != NULL) {
            memcpy(column->wide + copy * each, column->wide, each * sizeof *column->wide);
        } else {
            memcpy(column->narrow + copy * each, column->narrow, each * sizeof *column->narrow);
        }
        if (column->unknown > 0) {
            memcpy(column->reason + copy * each, column->reason, each * sizeof *column->reason);
        }
    }
    column->unknown = column->unknown > 0 ? each * c->n : 0;
}

/* What moving nodes and the figures are made of; the moving ones themselves come with each run. */
static void spread_operands(struct bo_copies *c)
{
    const struct bo_program *program = c->all.program;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    uint8_t *needed = bo_alloc(&scratch, program->nodes.n);
    for (size_t i = 0; i < c->n_figures; i++) {
        needed[c->figures[i]] = 1;
    }
    for (size_t i = 0; i < c->moving.n; i++) {
        for (int a = 0; a < 4; a++) {
            uint32_t operand = program->nodes.at[c->moving.at[i]].arg[a];
            needed[operand != BO_NONE ? operand : c->moving.at[i]] = 1;
        }
    }
    for (size_t i = 0; i < c->moving.n; i++) {
        needed[c->moving.at[i]] = 0;
    }
    for (uint32_t i = 0; i < program->nodes.n; i++) {
        if (needed[i]) {
            spread(c, i);
        }
    }
    bo_arena_fini(&scratch);
}

static const uint32_t *kept(struct bo_copies *c, const uint32_t *list, size_t n)
{
    uint32_t *copy = bo_alloc_array(&c->all.arena, n, sizeof *copy);
    memcpy(copy, list, n * sizeof *copy);
    return copy;
}

void bo_copies_open(struct bo_copies *copies, const struct bo_population *one, size_t n, const uint32_t *columns,
                    size_t n_columns, const uint32_t *figures, size_t n_figures)
{
    *copies = (struct bo_copies){.one = one, .n = n > 0 ? n : 1, .n_columns = n_columns, .n_figures = n_figures};
    bo_population_repeat(&copies->all, one, copies->n);
    copies->columns = kept(copies, columns, n_columns);
    copies->figures = kept(copies, figures, n_figures);
    copies->some = copies->all;
    copies->some.n = bo_alloc_array(&copies->all.arena, bo_program_entities(one->program), sizeof *copies->some.n);
    bo_results_init(&copies->results, &copies->all);
    copies->results.population = &copies->some;
}

enum bo_status bo_copies_begin(struct bo_copies *copies)
{
    enum bo_status status = run_first(copies);
    if (status == BO_OK) {
        copies->moving = bo_moving_nodes(&copies->results, copies->columns, copies->n_columns, copies->figures,
                                         copies->n_figures, &copies->all.arena);
        spread_operands(copies);
    }
    return status;
}

enum bo_status bo_copies_run(struct bo_copies *copies, size_t n)
{
    show(copies, n);
    return bo_lanes_run_again(&copies->results, copies->moving.at, copies->moving.n);
}

void bo_copies_close(struct bo_copies *copies)
{
    bo_results_fini(&copies->results);
    bo_population_fini(&copies->all);
    *copies = (struct bo_copies){0};
}
