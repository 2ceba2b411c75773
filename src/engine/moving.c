#include "engine/moving.h"

struct moving {
    const struct bo_program *program;
    const struct bo_results *results;
    const uint32_t *columns;
    size_t n_columns;
    uint8_t *moves, *needed; /* [node] */
};

static bool is_fact(const struct moving *m, const struct bo_node *node)
{
    for (size_t i = 0; node->op == BO_OP_INPUT && i < m->n_columns; i++) {
        if (m->columns[i] == node->aux) {
            return true;
        }
    }
    return false;
}

static size_t instances(const struct moving *m, uint32_t node)
{
    return m->results->population->n[m->program->nodes.at[node].entity];
}

/* Whether the node stands still, at this value in all instances. */
static bool stands_at(const struct moving *m, uint32_t node, bo_wide at)
{
    bool all = !m->moves[node];
    for (size_t i = 0; all && i < instances(m, node); i++) {
        bo_wide value = 0;
        all = bo_result(m->results, node, i, &value) == 0 && value == at;
    }
    return all;
}

/* An `if` takes a branch in some instance, or may; where its test is unknown it takes none. */
static bool takes_branch(const struct moving *m, uint32_t test, bool yes)
{
    bool taken = m->moves[test];
    for (size_t i = 0; !taken && i < instances(m, test); i++) {
        bo_wide value = 0;
        taken = bo_result(m->results, test, i, &value) == 0 && (value != 0) == yes;
    }
    return taken;
}

/* Whether what an operand is matters for the node, as those of its operands are that stand still. */
static bool matters(const struct moving *m, const struct bo_node *node, int operand)
{
    uint32_t own = node->arg[operand], other = node->arg[operand == 0 ? 1 : 0];
    if (own == BO_NONE || m->results->population->n[node->entity] == 0) {
        return false;
    }
    switch (node->op) {
    case BO_OP_SELECT:
        return operand == 0 || takes_branch(m, node->arg[0], operand == 1);
    case BO_OP_CHECK:
        return operand == 0 || takes_branch(m, node->arg[0], true);
    case BO_OP_AND:
        return !stands_at(m, other, 0);
    case BO_OP_OR:
        return !stands_at(m, other, 1);
    case BO_OP_MUL:
        return m->program->nodes.at[own].may_fail || !stands_at(m, other, 0);
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        return operand == 1 || other == BO_NONE || !stands_at(m, other, 0);
    default:
        return true;
    }
}

static void find_moving(struct moving *m)
{
    for (uint32_t i = 0; i < m->program->nodes.n; i++) {
        const struct bo_node *node = &m->program->nodes.at[i];
        bool moves = is_fact(m, node);
        for (int a = 0; !moves && a < 4; a++) {
            moves = node->arg[a] != BO_NONE && m->moves[node->arg[a]] && matters(m, node, a);
        }
        m->moves[i] = moves;
    }
}

static void find_needed(struct moving *m, const uint32_t *figures, size_t n_figures)
{
    for (size_t i = 0; i < n_figures; i++) {
        m->needed[figures[i]] = m->moves[figures[i]];
    }
    for (size_t i = m->program->nodes.n; i-- > 0;) {
        const struct bo_node *node = &m->program->nodes.at[i];
        for (int a = 0; m->needed[i] && a < 4; a++) {
            if (node->arg[a] != BO_NONE && m->moves[node->arg[a]] && matters(m, node, a)) {
                m->needed[node->arg[a]] = 1;
            }
        }
    }
}

bo_nodes bo_moving_nodes(const struct bo_results *results, const uint32_t *columns, size_t n_columns,
                         const uint32_t *figures, size_t n_figures, struct bo_arena *arena)
{
    struct moving m = {results->program, results, columns, n_columns, NULL, NULL};
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    m.moves = bo_alloc(&scratch, m.program->nodes.n);
    m.needed = bo_alloc(&scratch, m.program->nodes.n);
    find_moving(&m);
    find_needed(&m, figures, n_figures);
    bo_nodes nodes = {0};
    for (uint32_t i = 0; i < m.program->nodes.n; i++) {
        if (m.needed[i]) {
            BO_PUSH(arena, &nodes, i);
        }
    }
    bo_arena_fini(&scratch);
    return nodes;
}
