#include "engine/moving.h"

static bool is_fact(const struct bo_node *node, const uint32_t *columns, size_t n)
{
    for (size_t i = 0; node->op == BO_OP_INPUT && i < n; i++) {
        if (columns[i] == node->aux) {
            return true;
        }
    }
    return false;
}

bo_nodes bo_moving_nodes(const struct bo_program *program, const uint32_t *columns, size_t n_columns,
                         const uint32_t *figures, size_t n_figures, struct bo_arena *arena)
{
    size_t n = program->nodes.n;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    uint8_t *moves = bo_alloc(&scratch, n), *needed = bo_alloc(&scratch, n);
    for (size_t i = 0; i < n; i++) {
        const struct bo_node *node = &program->nodes.at[i];
        moves[i] = is_fact(node, columns, n_columns);
        for (int a = 0; a < 4; a++) {
            moves[i] |= node->arg[a] != BO_NONE && moves[node->arg[a]];
        }
    }
    for (size_t i = 0; i < n_figures; i++) {
        needed[figures[i]] = moves[figures[i]];
    }
    for (size_t i = n; i-- > 0;) {
        for (int a = 0; needed[i] && a < 4; a++) {
            uint32_t arg = program->nodes.at[i].arg[a];
            needed[arg != BO_NONE ? arg : i] |= arg != BO_NONE && moves[arg];
        }
    }
    bo_nodes nodes = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (needed[i]) {
            BO_PUSH(arena, &nodes, i);
        }
    }
    bo_arena_fini(&scratch);
    return nodes;
}
