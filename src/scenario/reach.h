/* Purpose  how many hours, which wage or which pay a figure needs to reach a target: the least one, exactly.
 * Layer    scenario.
 * Target   "VAR+AMOUNT": so much more than before; "VAR-AMOUNT": so much less; "VAR=AMOUNT": so much. It is reached by
 *          what is at least that; of "-" and "=" by what is at most that, where the figure falls over the range.
 * Errors   BO_USAGE: no such variable, or the target is written wrongly; else vary.h's. That it cannot be reached is an
 *          answer, not an error. */
#ifndef BO_SCENARIO_REACH_H
#define BO_SCENARIO_REACH_H

#include "scenario/vary.h"

struct bo_reach_options {
    const char *file;
    int64_t on;               /* BO_DATE_NONE: the case's date */
    const char *scenario;     /* NULL: the first after, else before */
    const char *lang;         /* NULL: the set's */
    const char *target;       /* "left_over+200" */
    const char *vary;         /* "hours", "wage", "pay"; NULL: hours */
    const char *hours, *wage; /* "A:B:STEP" where they move (only the ends count), "A" where they do not; or NULL */
};
struct bo_reach {
    struct bo_arena arena;
    struct bo_varied *varied;
    const char *variable; /* as asked: "left_over", "people/you/take_home_pay" */
    const struct bo_named *named;
    struct bo_figure aim; /* the value that is to be reached */
    bool from_above;
    bool reached;
    struct bo_vary_point least, most, at; /* the range; where it is reached, else the end of the range */
    bool lost;                            /* further on there is a point at which it is not: the first one */
    struct bo_vary_point lost_at;
    struct bo_figure value; /* there */
    const char *text;       /* the case with the values at `at` in the scenario, for a calculation */
};
enum bo_status bo_reach_find(const struct bo_program *program, const char *text, size_t n,
                             const struct bo_reach_options *options, struct bo_reach **reach, struct bo_diags *diags);
/* The case's own before, and the scenario with what was found; what was assumed for it stands first. */
enum bo_status bo_reach_calculate(const struct bo_reach *reach, const struct bo_calc_options *options,
                                  struct bo_calc **calc, struct bo_diags *diags);
void bo_reach_free(struct bo_reach *reach); /* NULL is fine */

#endif
