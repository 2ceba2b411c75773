/* Purpose  the facts of many cases, as columns: what a program runs on.
 * Layer    engine.
 * Shapes   instances are ordered so that those of one parent stand together, in the order of the parents, for every
 *          containing entity. `up` and `first` are filled by bo_population_link.
 * Owns     its arena. */
#ifndef BO_ENGINE_POPULATION_H
#define BO_ENGINE_POPULATION_H

#include "engine/program.h"

enum bo_presence { BO_ABSENT, BO_GIVEN, BO_DEFAULT };

struct bo_given { /* a figure in place of a rule */
    uint32_t rule, instance;
    bo_wide value; /* numerator over the rule node's den */
};

struct bo_population {
    struct bo_arena arena;
    const struct bo_program *program;
    size_t *n;            /* [entity] instances; n[0] cases */
    uint32_t **parent;    /* [entity][instance] index in the parent entity */
    uint8_t **subject;    /* [entity][instance] 1 inside the shown unit */
    uint32_t **position;  /* [entity][instance] from 1 */
    bo_wide **value;      /* [column][instance]; codes as numbers of program->codes */
    uint8_t **presence;   /* [column][instance] enum bo_presence; value is meaningful unless BO_ABSENT */
    BO_VEC(struct bo_given) given; /* sorted by rule by bo_population_link */
    const uint8_t *wanted; /* [node] 0: neither evaluator works it out, and its column stays 0; NULL: all */
    bo_wide **state;      /* [rule][instance] values of the period before, or NULL: use the initial value */
    uint32_t **state_reason; /* the same shape: 0 known */
    /* Filled by bo_population_link: */
    uint32_t ***up;       /* [entity][containing entity][instance]; NULL when it does not contain it */
    uint32_t ***first;    /* [entity][inner entity][instance 0 … n]: items first[i] … first[i+1]-1 */
};

/* Allocates columns and links for n[entity] instances; then the caller fills parent, position, subject, value and
 * presence, and given, state and state_reason where there are any. */
void bo_population_init(struct bo_population *population, const struct bo_program *program, const size_t *n);
void bo_population_link(struct bo_population *population);
/* A linked population with the same cases `copies` times over, one after the other. */
void bo_population_repeat(struct bo_population *to, const struct bo_population *from, size_t copies);
void bo_population_fini(struct bo_population *population);

/* Results: a column a node. */
struct bo_column_values {
    int64_t *narrow; /* when the node is not wide */
    bo_wide *wide;   /* when it is */
    uint32_t *reason; /* NULL when it cannot be unknown */
    size_t unknown;   /* of so many first ones some may be unknown; where it is 0, the lanes need not look at reasons */
};
struct bo_results {
    struct bo_arena arena;
    const struct bo_program *program;
    const struct bo_population *population;
    struct bo_column_values *node;
};
/* A column a node, zeroed, in one block: what either evaluator begins with. */
void bo_results_init(struct bo_results *results, const struct bo_population *population);
/* The value of a node for an instance of its entity; 0 and *value, or the reason. */
uint32_t bo_result(const struct bo_results *results, uint32_t node, size_t instance, bo_wide *value);
void bo_results_fini(struct bo_results *results);

/* The plain evaluator: integer loops over the instances ("lanes"). BO_INTERNAL: a value that comes from outside (input,
 * given figure, state, dated value) or a date lies outside its node's range, so nothing that follows would be proven;
 * the reference evaluator says which. */
enum bo_status bo_lanes_run(const struct bo_population *population, struct bo_results *results);
/* Some of its nodes once more (in program order), after facts of the population that they hang on have changed. */
enum bo_status bo_lanes_run_again(struct bo_results *results, const uint32_t *nodes, size_t n);
/* The reference evaluator: every value in an MPFR number of a precision that the static range asks for, every ternary
 * value zero; anything else is BO_INTERNAL with a message. */
enum bo_status bo_reference_run(const struct bo_population *population, struct bo_results *results,
                                struct bo_diags *diags);
/* The same once more after facts or the past have changed: only what hangs on a change is worked out. changed: [node],
 * filled: 1 where a value or reason is another one. results: of the same population and evaluator. */
enum bo_status bo_lanes_step(struct bo_results *results, uint8_t *changed);
struct bo_reference; /* owns its memory; the results are the caller's */
struct bo_reference *bo_reference_open(const struct bo_population *population, struct bo_results *results);
enum bo_status bo_reference_step(struct bo_reference *reference, uint8_t *changed, struct bo_diags *diags);
void bo_reference_close(struct bo_reference *reference); /* NULL is fine */
/* Whether a step works a node out: it brings something in from outside, or an operand has changed. */
bool bo_step_needs(const struct bo_population *population, uint32_t node, const uint8_t *changed);
/* True when both hold the same values and reasons; otherwise *node and *instance say where first. */
bool bo_results_equal(const struct bo_results *a, const struct bo_results *b, uint32_t *node, size_t *instance);
bool bo_results_equal_at(const struct bo_results *a, const struct bo_results *b, uint32_t node, size_t *instance);

#endif
