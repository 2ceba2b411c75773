/* Purpose  programs and populations made by hand, for the tests of the engine. Not for the library.
 * Use      machine_open; nodes with op…, const…; machine_people; then run. machine_close frees all. */
#ifndef BO_TEST_PROGRAMS_H
#define BO_TEST_PROGRAMS_H

#include "engine/population.h"

#include <string.h>

enum { CASE, UNIT, PERSON, JOB, ENTITIES, MACHINE_RULES = 8, MACHINE_MOST = 4 };

struct machine {
    struct bo_set set;
    struct bo_entity entity[ENTITIES];
    struct bo_entity *entities[ENTITIES];
    struct bo_rule rule[MACHINE_RULES];
    struct bo_rule *rules[MACHINE_RULES];
    struct bo_program *program;
    struct bo_population population;
    bool populated;
};

static inline void machine_open(struct machine *m)
{
    static const char *const ids[] = {"case", "unit", "person", "job"};
    static const char *const rules[] = {"rule_a", "rule_b", "rule_c", "rule_d", "rule_e", "rule_f", "rule_g", "rule_h"};
    memset(m, 0, sizeof *m);
    for (int e = 0; e < ENTITIES; e++) {
        m->entity[e] = (struct bo_entity){
            .named = {.element = BO_E_ENTITY, .id = ids[e]}, .in = e - 1, .max = e == CASE ? 1 : MACHINE_MOST};
        m->entities[e] = &m->entity[e];
    }
    for (uint32_t r = 0; r < MACHINE_RULES; r++) {
        m->rule[r] = (struct bo_rule){.named = {.element = BO_E_RULE, .id = rules[r], .index = r}};
        m->rules[r] = &m->rule[r];
    }
    m->set.entities.at = m->entities;
    m->set.entities.n = ENTITIES;
    m->set.rules.at = m->rules;
    m->set.rules.n = MACHINE_RULES;
    m->program = bo_program_new(&m->set);
}

static inline void machine_close(struct machine *m)
{
    if (m->populated) {
        bo_population_fini(&m->population);
    }
    bo_program_free(m->program);
}

/* A reason of one's own; its number. */
static inline uint32_t reason(struct machine *m, const char *code)
{
    struct bo_reason r = {.kind = BO_CALCULATION, .code = code, .text = code};
    BO_PUSH(&m->program->arena, &m->program->reasons, r);
    return (uint32_t)m->program->reasons.n;
}

static inline struct bo_node *node_at(struct machine *m, uint32_t node)
{
    return &m->program->nodes.at[node];
}

/* A node; whether it is wide, and whether it can be unknown because an operand can, is worked out here. */
static inline uint32_t add_node(struct machine *m, struct bo_node node)
{
    node.wide = node.lo < -(bo_wide)INT64_MAX / 2 || node.hi > (bo_wide)INT64_MAX / 2;
    node.den = node.den == 0 ? 1 : node.den;
    node.may_fail |= node.reason != 0;
    for (int i = 0; i < 4; i++) {
        node.may_fail |= node.arg[i] != BO_NONE && node_at(m, node.arg[i])->may_fail && node.op != BO_OP_KNOWN;
    }
    BO_PUSH(&m->program->arena, &m->program->nodes, node);
    return (uint32_t)m->program->nodes.n - 1;
}

/* The plain form: an operation on a, b, c (BO_NONE where there is none) with its range. */
static inline struct bo_node plain_node(enum bo_opcode op, unsigned entity, uint32_t a, uint32_t b, uint32_t c,
                                        bo_wide lo, bo_wide hi)
{
    return (struct bo_node){
        .op = op, .kind = BO_NUMBER, .entity = (uint16_t)entity, .arg = {a, b, c, BO_NONE}, .lo = lo, .hi = hi};
}

static inline uint32_t op_node(struct machine *m, enum bo_opcode op, unsigned entity, uint32_t a, uint32_t b,
                               uint32_t c, bo_wide lo, bo_wide hi)
{
    return add_node(m, plain_node(op, entity, a, b, c, lo, hi));
}

static inline uint32_t const_node(struct machine *m, unsigned entity, bo_wide k)
{
    struct bo_node node = plain_node(BO_OP_CONST, entity, BO_NONE, BO_NONE, BO_NONE, k, k);
    node.k = k;
    return add_node(m, node);
}

static inline uint32_t fail_node(struct machine *m, unsigned entity, uint32_t why)
{
    struct bo_node node = plain_node(BO_OP_FAIL, entity, BO_NONE, BO_NONE, BO_NONE, 0, 0);
    node.aux = node.reason = why;
    return add_node(m, node);
}

/* A new column of the population with the node that reads it; missing 0: it is never absent. */
static inline uint32_t input_node(struct machine *m, unsigned entity, bo_wide lo, bo_wide hi, uint32_t missing)
{
    static const struct bo_input input = {.named = {.element = BO_E_INPUT, .id = "input"}};
    struct bo_input_column column = {
        .input = &input, .entity = (uint16_t)entity, .kind = BO_NUMBER, .lo = lo, .hi = hi, .read = true};
    struct bo_node node = plain_node(BO_OP_INPUT, entity, BO_NONE, BO_NONE, BO_NONE, lo, hi);
    node.aux = (uint32_t)m->program->columns.n;
    node.reason = missing;
    BO_PUSH(&m->program->arena, &m->program->columns, column);
    return add_node(m, node);
}

/* n instances of each entity; parents[e][i] for e from UNIT on (NULL: all of the first parent). The caller fills the
 * rest and links. */
static inline void machine_people(struct machine *m, const size_t n[ENTITIES], const uint32_t *const parents[ENTITIES])
{
    bo_population_init(&m->population, m->program, n);
    m->populated = true;
    for (int e = UNIT; e < ENTITIES; e++) {
        uint32_t place = 0;
        for (size_t i = 0; i < n[e]; i++) {
            uint32_t parent = parents != NULL && parents[e] != NULL ? parents[e][i] : 0;
            place = i > 0 && m->population.parent[e][i - 1] == parent ? place + 1 : 1;
            m->population.parent[e][i] = parent;
            m->population.position[e][i] = place;
        }
    }
}

static inline void set_input(struct machine *m, uint32_t node, size_t instance, bo_wide value,
                             enum bo_presence presence)
{
    uint32_t column = node_at(m, node)->aux;
    m->population.value[column][instance] = value;
    m->population.presence[column][instance] = (uint8_t)presence;
}

#endif
