/* Purpose  how one figure of a case depends on a whole number t that facts of the case move with (hours in hundredths,
 *          pay in pence): exact values at points, and what can be said of all points of a stretch at once. From that
 *          falls, first and last points are found without going through every point, and without missing one.
 * Layer    engine.
 * Method   over a stretch each operation gives a line with bounds (form.h); a stretch in which a decision could matter
 *          is cut where that decision changes, down to short ones, in which the lanes work out each point exactly. What
 *          is closed in a stretch is not worked out again in its parts.
 * Owns     its arena; borrows the population (of one case) and its program. */
#ifndef BO_ENGINE_STRETCH_H
#define BO_ENGINE_STRETCH_H

#include "engine/copies.h"
#include "engine/form.h"

struct bo_moved { /* a fact that moves: its value is base + step × t, numerators */
    uint32_t column, instance;
    bo_wide base, step;
};

struct bo_placed { /* a form whose u is t - from */
    struct bo_form form;
    int64_t from;
    size_t closed; /* the level at which it was found closed, from 1: below that level it stands; 0: it is open */
};

enum {
    BO_STRETCH_LEVELS = 48, /* parts of parts that are told apart; below, more is worked out than needed */
    BO_STRETCH_POINTS = 32  /* that are worked out at once */
};

struct bo_leaf { /* a part of a stretch with what was found of all of it; u is t - from */
    int64_t from, to;
    struct bo_form form;
};

struct bo_stretch {
    struct bo_arena arena;
    const struct bo_population *population;
    const struct bo_program *program;
    const struct bo_moved *moved;
    size_t n_moved;
    uint32_t node; /* the figure: a node's value, summed over some of its instances */
    size_t instance, n_instances;
    struct bo_copies copies;          /* in which points are worked out; what does not move is right there, too */
    bo_nodes order;                   /* nodes that move and that the figure needs */
    struct bo_placed **form;          /* [node][instance] of those */
    bo_nodes open[BO_STRETCH_LEVELS]; /* of a stretch at a level, those of which a part can tell more */
    bool whole;                       /* forms stand for all of the stretch below, at level 0 */
    int64_t whole_from, whole_to;
    BO_VEC(struct bo_leaf) leaves; /* of the last search for falls in it: what it need not cut; the ends are shared */
    bool covered;                  /* they cover all of it */
    size_t *live;                  /* [node] when it was last found that the figure needs it in the parts */
    bo_nodes rounders;             /* those of `order` in which there can be roundings */
    bo_wide **rounding;            /* [node][instance] what roundings add from one point to the next; NULL: nothing */
    size_t *taken;                 /* [node] the step in which the figure's rounding was last made of it */
    uint32_t *path;                /* those of the last step, n_path of them, from the figure on */
    size_t n_path;
    size_t evaluations, runs, steps; /* stretches, runs of points, steps gone through: for tests and benchmarks */
};

/* The figure: the node's value summed over n_instances of it. from: a point that is used to work out what does not
 * move. The population is linked and has one case. */
enum bo_status bo_stretch_init(struct bo_stretch *stretch, const struct bo_population *population,
                               const struct bo_moved *moved, size_t n_moved, uint32_t node, size_t instance,
                               size_t n_instances, int64_t from);
void bo_stretch_fini(struct bo_stretch *stretch);

/* The figure over from … to, as a function of u = t - from. What is looked for within it afterwards begins with what is
 * closed in it; so after a change of `moved` (base and step) this comes first. */
struct bo_form bo_stretch_form(struct bo_stretch *stretch, int64_t from, int64_t to);
/* The same for a part of the stretch that was looked at last at level - 1; level 0 is bo_stretch_form. */
struct bo_form bo_stretch_part(struct bo_stretch *stretch, size_t level, int64_t from, int64_t to);
/* At which level a stretch can be looked at: 1 inside the one that was looked at whole. */
size_t bo_stretch_level(const struct bo_stretch *stretch, int64_t from, int64_t to);

/* The figure at a point, exactly. */
enum bo_status bo_stretch_point(struct bo_stretch *stretch, int64_t t, bool *known, bo_wide *value);
struct bo_stretch_step {   /* from t to t + 1 */
    bool known;            /* the figure is, at both */
    bo_wide before, after; /* it, exactly */
    bo_wide rounding;      /* how much of after - before roundings alone make, times 2^BO_FORM_BITS */
};
enum bo_status bo_stretch_step(struct bo_stretch *stretch, int64_t t, struct bo_stretch_step *step);

/* Several points at once, from … from + n - 1, n up to BO_STRETCH_POINTS; then the figure at the i-th of them (false:
 * not known), and the step from there to the next. */
enum bo_status bo_stretch_run(struct bo_stretch *stretch, int64_t from, size_t n);
bool bo_stretch_value(const struct bo_stretch *stretch, size_t i, bo_wide *value);
void bo_stretch_step_of(struct bo_stretch *stretch, size_t i, struct bo_stretch_step *step);

/* How much the figure falls, roundings' own steps left out, times 2^BO_FORM_BITS. */
bo_wide bo_stretch_fall(const struct bo_stretch_step *step);

/* Every t in from … to - 1, in order, at which the figure falls by at least `least` from t to t + 1, roundings' own
 * steps left out; with `roundings` also those at which it does so only with them. found returns false to stop. */
enum bo_status bo_stretch_falls(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, bool roundings,
                                bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step),
                                void *context);
/* The least t in from … to whose figure is at least `limit` (or, below, is less); false when there is none. */
enum bo_status bo_stretch_first(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, bool below,
                                int64_t *t, bool *found);
/* The greatest t in from … to whose figure is below `limit`; false when there is none. */
enum bo_status bo_stretch_last_below(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, int64_t *t,
                                     bool *found);

#endif
