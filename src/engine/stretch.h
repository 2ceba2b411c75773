/* Purpose  how one figure of a case depends on a whole number t that facts of the case move with (hours in hundredths,
 *          pay in pence): exact values at points, and what can be said of all points of a stretch at once. From that
 *          falls, first and last points are found without going through every point, and without missing one.
 * Layer    engine.
 * Method   over a stretch each operation gives a line with bounds (form.h); a stretch in which a decision could matter
 * is cut where that decision changes, down to single steps, which both evaluators' rules decide exactly. Owns     its
 * arena; borrows the population (of one case) and its program. */
#ifndef BO_ENGINE_STRETCH_H
#define BO_ENGINE_STRETCH_H

#include "engine/form.h"
#include "engine/population.h"

struct bo_moved { /* a fact that moves: its value is base + step × t, numerators */
    uint32_t column, instance;
    bo_wide base, step;
};

struct bo_stretch {
    struct bo_arena arena;
    const struct bo_population *population;
    const struct bo_program *program;
    const struct bo_moved *moved;
    size_t n_moved;
    uint32_t node; /* the figure */
    size_t instance;
    struct bo_results fixed;   /* all values at the first point: right wherever nothing moves */
    BO_VEC(uint32_t) order;    /* nodes that move and that the figure needs, in program order */
    struct bo_form **form;     /* [node][instance] of those */
    struct bo_population pair; /* the case twice, for two points at once */
    size_t evaluations;        /* stretches and pairs gone through, for tests and benchmarks */
};

/* from: a point that is used to work out what does not move. The population is linked and has one case. */
enum bo_status bo_stretch_init(struct bo_stretch *stretch, const struct bo_population *population,
                               const struct bo_moved *moved, size_t n_moved, uint32_t node, size_t instance,
                               int64_t from);
void bo_stretch_fini(struct bo_stretch *stretch);

/* The figure over from … to, as a function of u = t - from. */
struct bo_form bo_stretch_form(struct bo_stretch *stretch, int64_t from, int64_t to);

struct bo_stretch_step {   /* from t to t + 1 */
    bo_wide before, after; /* the figure, exactly */
    bo_wide rounding;      /* how much of after - before roundings alone make, times 2^BO_FORM_BITS */
};
enum bo_status bo_stretch_step(struct bo_stretch *stretch, int64_t t, struct bo_stretch_step *step);

/* Every t in from … to - 1 at which the figure falls by at least `least` from t to t + 1, roundings' own steps left
 * out. found returns false to stop. */
enum bo_status bo_stretch_falls(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least,
                                bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step),
                                void *context);
/* The least t in from … to whose figure is at least `least`; false when there is none. */
enum bo_status bo_stretch_first(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, int64_t *t,
                                bool *found);
/* The greatest t in from … to whose figure is below `least`; false when there is none. */
enum bo_status bo_stretch_last_below(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, int64_t *t,
                                     bool *found);

#endif
