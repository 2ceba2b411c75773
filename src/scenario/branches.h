/* Purpose  which ways through the rules examples have gone: the cases of each choice, both sides of each `if`, each
 *          argument of a min or max. What no expected figure hangs on does not count.
 * Layer    scenario.
 * Meaning  an argument of min or max is taken where it alone is the least or greatest.
 * Owns     what it holds stands in the arena; it borrows the rule set. */
#ifndef BO_SCENARIO_BRANCHES_H
#define BO_SCENARIO_BRANCHES_H

#include "scenario/consult.h"

struct bo_branching {             /* a place where a rule or function goes one way or another */
    const struct bo_named *named; /* the rule or function */
    const struct bo_when *whens;  /* a choice; NULL: a formula's part */
    const struct bo_formula *formula;
    const struct bo_ast *ast; /* if, min or max in the formula */
    uint32_t n;               /* ways */
    uint32_t *taken;          /* [way] how often */
};
struct bo_branches {
    struct bo_arena *arena;
    BO_VEC(struct bo_branching) all; /* in the order of the set */
    uint32_t *sorted;                /* their places by the address of whens or ast, in which they are found again */
    bool *reached;                   /* [rule] an expected figure hangs on it */
    bool once;                       /* set by who asks only whether: a rule of which all is taken is passed over */
    bool *settled;                   /* [rule] … as it was when */
    size_t *settled_at;              /* [rule] … so many ways were taken */
    size_t n_taken;
};

void bo_branches_init(struct bo_branches *branches, struct bo_arena *arena, const struct bo_set *set);
/* Adds the ways that were taken on the way to what was consulted. */
void bo_branches_note(struct bo_branches *branches, const struct bo_consulted *consulted);
/* Where a way begins, and what it says: "when is_couple", "otherwise", "then 0", "max 0". */
struct bo_place bo_branch_place(const struct bo_branching *branching, uint32_t way);
const char *bo_branch_words(struct bo_arena *arena, const struct bo_branching *branching, uint32_t way);

#endif
