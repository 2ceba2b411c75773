/* Purpose  a case in which the hours, wage or pay of one member of a list ("job") move: which member that is, the case
 *          with it alone to be worked out at many points, and the whole case with other values written into it.
 * Layer    scenario.
 * Which    what moves is the sheet's <vary>. The member is the first one of the shown unit that the scenario brings or
 *          changes, else the first it has; that there are more is an assumption. Where there is none, one is added to
 *          the first that may have it, and that is one, too.
 * Errors   BO_USAGE: the set has no <vary>, there is no such scenario, or no wage is known. BO_BAD_CASE: nobody may
 *          have a member, or what has to be known of it is missing.
 * Owns     its arena and cases; borrows program and text. */
#ifndef BO_SCENARIO_VARY_H
#define BO_SCENARIO_VARY_H

#include "scenario/calc.h"
#include "scenario/json.h"

enum bo_vary_what { BO_VARY_HOURS, BO_VARY_WAGE, BO_VARY_PAY };

struct bo_vary_options {
    const char *file;
    int64_t on;           /* BO_DATE_NONE: the case's date */
    const char *scenario; /* NULL: the first after, else the one before */
    const char *lang;     /* NULL: the set's */
    enum bo_vary_what what;
};

struct bo_varied {
    struct bo_arena arena;
    const struct bo_program *program; /* as passed */
    const struct bo_set *set;
    const struct bo_vary *vary;
    struct bo_vary_options options;
    const struct bo_input *hours, *wage, *pay; /* pay: NULL when the set has none */
    json_t *root, *patch, *merged;             /* the case; the scenario's patch; base and patch */
    const char *scenario;       /* id of the one in which they move; of a case without one after, "varied" */
    bool labelled;              /* it has a label of its own */
    const char *pointer, *list; /* "/people/you/jobs/0", "/people/you/jobs" */
    bool added;
    bool has_hours, has_wage, has_pay; /* what the case tells of the member itself */
    bo_wide own_hours, own_wage;       /* numerators of the inputs' scales; of the wage, else the least one */
    bo_wide least_wage;                /* as the set says for the member, or the least that may be given at all */
    const char *per;                   /* of pay */
    struct bo_case *alone; /* only the scenario, with the member in it: what the points are worked out from */
    uint32_t instance;     /* the member in it */
    bo_notices assumptions;
};
enum bo_status bo_vary_open(const struct bo_program *program, const char *text, size_t n,
                            const struct bo_vary_options *options, struct bo_varied **varied, struct bo_diags *diags);
void bo_vary_close(struct bo_varied *varied); /* NULL is fine */

/* Values of the moving facts, as numerators of their inputs' scales. */
struct bo_vary_point {
    bo_wide hours, wage, pay; /* those that `what` does not use do not count */
};
/* The case's own `before`, and the scenario with these values after it (one for each point, with ids of their own where
 * there are several), as text in the arena. */
char *bo_vary_case(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *points,
                   size_t n);
/* Only the scenario, as `before`. */
char *bo_vary_alone(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *point);

/* The input that moves, and its column in the population of `alone`. */
const struct bo_input *bo_vary_input(const struct bo_varied *varied);
uint32_t bo_vary_column(const struct bo_varied *varied, const struct bo_input *input);
/* The input's numerator as people write it: "16", "16.5", of money "12.71". */
const char *bo_vary_text(struct bo_arena *arena, const struct bo_varied *varied, const struct bo_input *input,
                         bo_wide value);
bo_wide bo_vary_unit(const struct bo_input *input);  /* 10^scale */
bo_wide bo_vary_least(const struct bo_input *input); /* the range that the set states */
bo_wide bo_vary_most(const struct bo_input *input);
/* A decimal of the input's scale and range; false: the message is told. what: the option, "--hours". */
bool bo_vary_read(const struct bo_input *input, const char *what, const char *text, size_t n, bo_wide *value,
                  struct bo_diags *diags);

#endif
