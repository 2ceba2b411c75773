/* Purpose  what a figure hangs on: the facts, published values and given figures that its evaluation really consulted,
 *          and why it is unknown where it is.
 * Layer    scenario.
 * Meaning  of `if` and `choose` only the branch taken, of `and` and `or` only what decided; a fact that no branch on
 *          the way asked for is not consulted. Several figures may be gathered into one.
 * Owns     its arena; borrows case and results. */
#ifndef BO_SCENARIO_CONSULT_H
#define BO_SCENARIO_CONSULT_H

#include "scenario/case.h"

enum { BO_CONSULTED_VALUE = 1, BO_CONSULTED_PRESENCE = 2 }; /* its value; whether the case gives it */

struct bo_consulted_value {       /* a published value */
    const struct bo_dated *dated; /* NULL: set by an example */
    const struct bo_named *named; /* the param, table or scale */
    uint64_t scenarios;           /* bit s: in scenario s */
};
struct bo_consulted_lack { /* why something is unknown, where that began */
    uint32_t reason, node, instance;
};
struct bo_consulted {
    struct bo_arena arena;
    const struct bo_case *kase;
    const struct bo_results *results;
    uint8_t **column; /* [column][instance] flags */
    uint8_t *given;   /* [place in the population's given] 1 where it was used */
    BO_VEC(struct bo_consulted_value) values;
    BO_VEC(struct bo_consulted_lack) lacks;
    uint8_t **seen;   /* [node][instance] */
    BO_VEC(struct bo_consulted_lack) todo;
};

void bo_consult_init(struct bo_consulted *consulted, const struct bo_case *kase, const struct bo_results *results);
/* Adds what the node's value hangs on for an instance of its entity. */
void bo_consult(struct bo_consulted *consulted, uint32_t node, size_t instance);
void bo_consult_fini(struct bo_consulted *consulted);

/* The given figure in place of a rule, its place in the population's list; SIZE_MAX when there is none. */
size_t bo_given_find(const struct bo_population *population, uint32_t rule, size_t instance);

#endif
