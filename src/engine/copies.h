/* Purpose  a case many times over, in which some facts move: what they change is worked out for many values of them at
 *          once, what they do not change only once.
 * Layer    engine.
 * Use      open; write moving facts into `all`; begin; then again and again: write those of copy 0 … n - 1, and run n.
 * Errors   as bo_lanes_run.
 * Owns     populations and results; stays where it is (the results point into it). Borrows the case. */
#ifndef BO_ENGINE_COPIES_H
#define BO_ENGINE_COPIES_H

#include "engine/moving.h"

struct bo_copies {
    const struct bo_population *one; /* the case */
    struct bo_population all;        /* so many times */
    struct bo_population some;       /* the first of them: the same columns, fewer instances */
    struct bo_results results;       /* of what does not move only what the rest needs, but in the first copy all */
    bo_nodes moving;
    const uint32_t *columns, *figures;
    size_t n, n_columns, n_figures;
};

/* columns: of the moving facts; figures: the nodes that are wanted. The population is linked. */
void bo_copies_open(struct bo_copies *copies, const struct bo_population *one, size_t n, const uint32_t *columns,
                    size_t n_columns, const uint32_t *figures, size_t n_figures);
/* Finds what moves, and works out all else. */
enum bo_status bo_copies_begin(struct bo_copies *copies);
enum bo_status bo_copies_run(struct bo_copies *copies, size_t n);
void bo_copies_close(struct bo_copies *copies);

#endif
