/* Purpose  figures of a calculation: variables in scenarios, exact arithmetic on them, conversion by a factor.
 * Layer    scenario; of it render uses the arithmetic alone. */
#ifndef BO_SCENARIO_FIGURE_H
#define BO_SCENARIO_FIGURE_H

#include "scenario/calc.h"
#include "scenario/sentence.h"

struct bo_calculating { /* what the parts of the calculation share */
    struct bo_calc *calc;
    const struct bo_calc_options *options;
    struct bo_diags *diags;
    struct bo_reader reader; /* its arena is the calculation's */
};

/* A rule's or input's value in a scenario: of the shown unit, summed over what is inside it. */
struct bo_figure bo_figure_of(const struct bo_calculating *c, const struct bo_named *named, size_t scenario);
/* a - b; unknown when either is. */
struct bo_figure bo_figure_minus(struct bo_figure a, struct bo_figure b);
int bo_figure_sign(struct bo_figure figure); /* -1, 0, 1; 0 when it is not known */
/* figure × factor ("12/52"; "1" changes nothing), to the nearest hundredth, half up. */
struct bo_figure bo_figure_per(struct bo_figure figure, const char *factor);
/* "12/52": numerator and denominator of a checked factor. */
void bo_factor(const char *factor, int64_t *numerator, int64_t *denominator);

/* The parts, in the order in which they are filled (calc_sheet.c, calc_show.c). */
void bo_calc_sheet(struct bo_calculating *c, size_t scenario);
enum bo_status bo_calc_show(struct bo_calculating *c);
/* "; did you mean 'near'?", or "" when near is NULL. */
const char *bo_did_you_mean(struct bo_calculating *c, const char *near);

#endif
