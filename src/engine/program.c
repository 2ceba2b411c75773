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
