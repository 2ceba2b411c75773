/* Purpose  how a value depends on one whole number u over a stretch 0 … w of it: a line, with how far decisions and
 *          roundings can push it off. Every true value lies inside; arithmetic rounds outwards.
 * Layer    engine (inside): what stretch.c is made of.
 * Unit     numerators of the node, times 2^BO_FORM_BITS. */
#ifndef BO_ENGINE_FORM_H
#define BO_ENGINE_FORM_H

#include "num/dec.h"
#include <stdbool.h>

enum { BO_FORM_BITS = 32 };
#define BO_FORM_ONE ((bo_wide)1 << BO_FORM_BITS) /* times this: shifting a negative number is not defined */

enum bo_form_state { BO_FORM_KNOWN, BO_FORM_UNKNOWN, BO_FORM_EITHER /* here known, there not */ };

enum { BO_FORM_NOISES = 4 };
struct bo_noise {    /* one rounding. Where two values hang on the same one, their difference may not */
    uint64_t number; /* which one it is */
    bo_wide share;   /* what half of one of it adds here, in the unit of forms */
    int least, most; /* of it, in halves: -1 … 1 for "half up" */
};

struct bo_form {
    bo_wide slope, base; /* slope × u + base */
    bo_wide low, high;   /* low ≤ 0 ≤ high: what decisions that change inside the stretch can add */
    bo_wide rlow, rhigh; /* the same of roundings, but for the few biggest, which are told apart: */
    unsigned n_noises;
    struct bo_noise noise[BO_FORM_NOISES];
    bo_wide weight;       /* how much of high - low comes from the decision below */
    int64_t cut, cut_end; /* it changes at some u in cut … cut_end */
    enum bo_form_state state;
    bool wild; /* nothing is known of the value */
};

struct bo_span { /* least and greatest value */
    bo_wide low, high;
};

/* A numerator in the unit of forms; what is too big for any form is the most (or least) that there is. */
bo_wide bo_form_scaled(bo_wide numerator);
struct bo_form bo_form_constant(bo_wide numerator);
struct bo_form bo_form_unknown(void);
struct bo_form bo_form_wild(int64_t width);
bool bo_form_is_constant(const struct bo_form *x);  /* one known value in all of the stretch */
bo_wide bo_form_numerator(const struct bo_form *x); /* of a constant */
struct bo_span bo_form_span(const struct bo_form *x, int64_t width);
bo_wide bo_form_rounding(const struct bo_form *x); /* the most that roundings can add from one point to another */
/* Known as far as it can be: a part of the stretch tells no more. */
bool bo_form_is_closed(const struct bo_form *x);
/* The same form, with u counted from u = by on. */
void bo_form_shift(struct bo_form *x, int64_t by);

struct bo_form bo_form_add(const struct bo_form *x, const struct bo_form *y, int64_t width);
struct bo_form bo_form_sub(const struct bo_form *x, const struct bo_form *y, int64_t width);
struct bo_form bo_form_times(const struct bo_form *x, bo_wide k, int64_t width);
struct bo_form bo_form_product(const struct bo_form *x, const struct bo_form *y, int64_t width);
/* x / k, k > 0, rounded to a whole numerator; noise: a number of this rounding's own. */
struct bo_form bo_form_divided(const struct bo_form *x, bo_wide k, enum bo_rounding mode, uint64_t noise,
                               int64_t width);
/* Either x or y, as something decides that changes at some u in cut … cut_end. */
struct bo_form bo_form_hull(const struct bo_form *x, const struct bo_form *y, int64_t width, int64_t cut,
                            int64_t cut_end);
/* The hull of x and y; or that all values lie in a span, where that says more. */
struct bo_form bo_form_within(const struct bo_form *hull, const struct bo_form *x, const struct bo_form *y,
                              struct bo_span span, int64_t width);
/* Where x may pass through zero, as far as it is known: false when it does not. */
bool bo_form_crossing(const struct bo_form *x, int64_t width, int64_t *cut, int64_t *cut_end);

#endif
