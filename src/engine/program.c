#include "engine/program.h"

struct bo_program *bo_program_new(const struct bo_set *set)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_program *program = bo_alloc(&arena, sizeof *program);
    program->arena = arena;
    program->set = set;
    bo_intern_init(&program->codes, &program->arena);
    return program;
}

void bo_program_free(struct bo_program *program)
{
    if (program != NULL) {
        struct bo_arena arena = program->arena;
        bo_arena_fini(&arena);
    }
}

size_t bo_program_entities(const struct bo_program *program)
{
    return program->set != NULL ? program->set->entities.n : 1;
}

size_t bo_program_rules(const struct bo_program *program)
{
    return program->set != NULL ? program->set->rules.n : 0;
}

bool bo_entity_within(const struct bo_set *set, unsigned descendant, unsigned ancestor)
{
    if (set == NULL) {
        return descendant == ancestor;
    }
    int entity = (int)descendant;
    while (entity >= 0 && (unsigned)entity != ancestor) {
        entity = set->entities.at[entity]->in;
    }
    return entity >= 0;
}

/* Nodes stand behind what they are made of; only what they read of the past can stand behind them. */
static bool want_operands(const struct bo_program *program, uint32_t number, uint8_t *wanted)
{
    const struct bo_node *node = &program->nodes.at[number];
    for (int i = 0; i < 4; i++) {
        if (node->arg[i] != BO_NONE) {
            wanted[node->arg[i]] = 1;
        }
    }
    uint32_t past = node->op == BO_OP_STATE ? program->rule_node[node->aux] : BO_NONE;
    bool new = past != BO_NONE && !wanted[past];
    if (new) {
        wanted[past] = 1;
    }
    return new;
}

void bo_program_want(const struct bo_program *program, uint8_t *wanted)
{
    for (bool again = true; again;) {
        again = false;
        for (size_t i = program->nodes.n; i > 0; i--) {
            again |= wanted[i - 1] && want_operands(program, (uint32_t)i - 1, wanted);
        }
    }
}
