/* Purpose  hours × wages of one job, as data: what is left over at each point, and, found exactly and not by trying
 *          points, every cliff and break-even between them.
 * Layer    scenario.
 * Meaning  the contract's section 4. A cliff is a number of hours at which the least step more lowers the balance by at
 *          least so much beyond the steps of the roundings crossed there. Hours and wages are numerators of their
 *          inputs' scales; amounts those of the sheet, a period of its own.
 * Errors   as vary.h's and the calculation's; BO_USAGE: an axis or amount is written wrongly.
 * Owns     its arena; the calculation with before and some points, whose notices are told. */
#ifndef BO_SCENARIO_GRID_H
#define BO_SCENARIO_GRID_H

#include "scenario/points.h"

enum { BO_GRID_POINTS_MAX = 100000, BO_GRID_WAGES_MAX = 2000, BO_GRID_DRAWN = 6 /* wages whose lines are kept, too */ };

struct bo_grid_options {
    const char *file;
    int64_t on;                   /* BO_DATE_NONE: the case's date */
    const char *scenario;         /* NULL: the first after, else before */
    const char *lang;             /* NULL: the set's */
    const char *hours, *wage;     /* "A:B:STEP" or "A"; NULL: as the set says, and the job's own or the least wage */
    const char *cliff_min;        /* NULL: 1.00 */
    bo_points_progress *progress; /* NULL: nobody is told */
    void *context;
};

struct bo_axis {
    bo_wide from, to, step;
    size_t n; /* points: from, from + step … up to `to` */
};
struct bo_grid_point {
    bo_wide hours, wage;
    struct bo_figure gross; /* of the one whose job it is */
    struct bo_figure balance, difference;
    struct bo_figure over;   /* hours of work in all, as the measure takes them */
    struct bo_figure gain;   /* what an hour of work in the step before brings; not known at the first */
    struct bo_figure *lines; /* amounts of bo_grid's lines; NULL: not kept */
};
struct bo_grid_line {
    const struct bo_line *line;
    const struct bo_named *named;
    int sign; /* of the balance: 1, -1 */
};
struct bo_grid_cliff {
    struct bo_grid_point before, after; /* at the hours, and the least step more */
    bo_wide loss;                       /* hundredths */
    BO_VEC(size_t) lines;               /* whose own change makes it, biggest first */
    bool is_level;                      /* there is a point above with at least as much as before */
    struct bo_grid_point level;         /* the first one */
};
struct bo_grid_wage {
    bo_wide wage;
    size_t first; /* its points: as many as the axis of hours has */
    BO_VEC(struct bo_grid_cliff) cliffs;
    size_t roundings;         /* falls as big as a cliff that roundings alone make */
    bo_wide biggest_rounding; /* hundredths */
    bool breaks_even;         /* from here on to the end never less than before */
    struct bo_grid_point break_even;
};
enum bo_grid_reason { BO_GRID_BEFORE_CLIFF, BO_GRID_MOST_FOR_AN_HOUR, BO_GRID_MOST };
struct bo_grid_best {
    size_t point, wage; /* in `points`, in `wages` */
    enum bo_grid_reason reason;
    struct bo_figure each_hour; /* gain over before for each hour of work more; not known where there is none */
};

struct bo_grid {
    struct bo_arena arena;
    struct bo_varied *varied;
    struct bo_calc *calc; /* before, and the scenario at a few points */
    struct bo_axis hours, wage;
    bo_wide cliff_min; /* hundredths */
    size_t n_lines;
    struct bo_grid_line *lines;
    const struct bo_measure *measure; /* of the sheet: the gain of an hour; NULL: it has none */
    size_t n_points;
    struct bo_grid_point *points; /* wage by wage */
    struct bo_grid_wage *wages;
    BO_VEC(struct bo_grid_best) best;
    bo_notices assumptions, not_calculated, warnings; /* of no scenario */
};
enum bo_status bo_grid_make(const struct bo_program *program, const char *text, size_t n,
                            const struct bo_grid_options *options, struct bo_grid **grid, struct bo_diags *diags);
void bo_grid_free(struct bo_grid *grid); /* NULL is fine */

/* "A:B:STEP" or "A" of an input's scale and range; false: told. */
bool bo_axis_read(const struct bo_input *input, const char *what, const char *text, struct bo_axis *axis,
                  struct bo_diags *diags);

#endif
