/* Purpose  values of a case at many points of its moving facts, by the lanes, some hundred points at once.
 * Layer    scenario.
 * Owns     its arena and copies; borrows the varied case. */
#ifndef BO_SCENARIO_POINTS_H
#define BO_SCENARIO_POINTS_H

#include "engine/copies.h"
#include "scenario/vary.h"

/* Told now and then: so many of all are done. */
typedef void bo_points_progress(void *context, size_t done, size_t all);

struct bo_points_value { /* a value of the shown unit: a node or an input's column, summed over some instances */
    bool is_column;
    uint32_t number;
    size_t first, n, each; /* in the first copy; instances of a copy */
    int64_t den;
};
struct bo_points {
    struct bo_arena arena;
    const struct bo_varied *varied;
    struct bo_copies copies;
    size_t n_values;
    struct bo_points_value *values;
    struct bo_figure *figures; /* of one point */
};

/* values: in the arena of the caller's choice, they are copied. at_once: points that are worked out together.
 * Once open, it stays where it is. */
enum bo_status bo_points_open(struct bo_points *points, const struct bo_varied *varied,
                              const struct bo_points_value *values, size_t n_values, size_t at_once);
void bo_points_close(struct bo_points *points);

/* Hands the figures of each point, in the order of the values, to `take`. */
enum bo_status bo_points_run(struct bo_points *points, const struct bo_vary_point *at, size_t n,
                             void (*take)(void *context, size_t i, const struct bo_figure *figures), void *context);
/* The same points by both evaluators: BO_INTERNAL (told) when they do not agree. */
enum bo_status bo_points_check(const struct bo_varied *varied, const struct bo_vary_point *at, size_t n,
                               struct bo_diags *diags);

/* What a value is in the case: its node (or column) and instances, of the shown unit. */
struct bo_points_value bo_points_of_unit(const struct bo_varied *varied, const struct bo_named *named);
/* The same as the member sees it whose facts move: its own, or that of what contains it; else the unit's. */
struct bo_points_value bo_points_of_member(const struct bo_varied *varied, const struct bo_named *named);

#endif
