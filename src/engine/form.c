#include "engine/form.h"

/* Beyond this a form says nothing: sums and products below it cannot overflow. */
#define MOST ((bo_wide)1 << 122)

static bool small(bo_wide x)
{
    return -MOST < x && x < MOST;
}

bo_wide bo_form_scaled(bo_wide numerator)
{
    bo_wide most = MOST / BO_FORM_ONE;
    return numerator >= most ? MOST : numerator <= -most ? -MOST : numerator * BO_FORM_ONE;
}

struct bo_form bo_form_constant(bo_wide numerator)
{
    if (numerator >= MOST / BO_FORM_ONE || numerator <= -MOST / BO_FORM_ONE) {
        return bo_form_wild(INT64_MAX);
    }
    return (struct bo_form){.base = numerator * BO_FORM_ONE};
}

struct bo_form bo_form_unknown(void)
{
    return (struct bo_form){.state = BO_FORM_UNKNOWN};
}

struct bo_form bo_form_wild(int64_t width)
{
    return (struct bo_form){.wild = true, .cut = 0, .cut_end = width, .weight = MOST};
}

bool bo_form_is_constant(const struct bo_form *x)
{
    return !x->wild && x->state == BO_FORM_KNOWN && x->slope == 0 && x->low == 0 && x->high == 0 && x->rlow == 0 &&
           x->rhigh == 0;
}

bo_wide bo_form_numerator(const struct bo_form *x)
{
    return x->base / BO_FORM_ONE;
}

struct bo_span bo_form_span(const struct bo_form *x, int64_t width)
{
    if (x->wild) {
        return (struct bo_span){-MOST, MOST};
    }
    bo_wide rise = x->slope * width;
    struct bo_span span = {x->base + (rise < 0 ? rise : 0) + x->low + x->rlow,
                           x->base + (rise > 0 ? rise : 0) + x->high + x->rhigh};
    return span;
}

/* Whether the slope over the width and all parts stay where arithmetic is safe. */
static struct bo_form checked(struct bo_form x, int64_t width)
{
    bool rises = x.slope < MOST / (width + 1) && x.slope > -MOST / (width + 1);
    if (!rises || !small(x.base) || !small(x.low) || !small(x.high) || !small(x.rlow) || !small(x.rhigh)) {
        enum bo_form_state state = x.state;
        x = bo_form_wild(width);
        x.state = state;
    }
    return x;
}

static enum bo_form_state both(const struct bo_form *x, const struct bo_form *y)
{
    return x->state == BO_FORM_UNKNOWN || y->state == BO_FORM_UNKNOWN ? BO_FORM_UNKNOWN
           : x->state == BO_FORM_EITHER || y->state == BO_FORM_EITHER ? BO_FORM_EITHER
                                                                      : BO_FORM_KNOWN;
}

/* The heavier decision of the two is where to cut. */
static void take_cut(struct bo_form *to, const struct bo_form *x, const struct bo_form *y)
{
    const struct bo_form *heavier = x->weight >= y->weight ? x : y;
    to->weight = heavier->weight;
    to->cut = heavier->cut;
    to->cut_end = heavier->cut_end;
}

struct bo_form bo_form_add(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    struct bo_form sum = {.slope = x->slope + y->slope,
                          .base = x->base + y->base,
                          .low = x->low + y->low,
                          .high = x->high + y->high,
                          .rlow = x->rlow + y->rlow,
                          .rhigh = x->rhigh + y->rhigh,
                          .state = both(x, y),
                          .wild = x->wild || y->wild};
    take_cut(&sum, x, y);
    return sum.wild ? sum : checked(sum, width);
}

struct bo_form bo_form_times(const struct bo_form *x, bo_wide k, int64_t width)
{
    struct bo_form product = *x;
    bo_wide size = k < 0 ? -k : k,
            parts[] = {x->slope * (width > 0 ? width : 1), x->base, x->low, x->high, x->rlow, x->rhigh};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && size > 1; i++) {
        bo_wide part = parts[i] < 0 ? -parts[i] : parts[i];
        product.wild |= part > MOST / size;
    }
    if (product.wild) {
        enum bo_form_state state = x->state;
        product = bo_form_wild(width);
        product.state = state;
        return product;
    }
    product.slope = x->slope * k;
    product.base = x->base * k;
    product.low = (k < 0 ? x->high : x->low) * k;
    product.high = (k < 0 ? x->low : x->high) * k;
    product.rlow = (k < 0 ? x->rhigh : x->rlow) * k;
    product.rhigh = (k < 0 ? x->rlow : x->rhigh) * k;
    product.weight = x->weight < MOST / (size + 1) ? x->weight * size : MOST;
    return product;
}

struct bo_form bo_form_sub(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    struct bo_form minus = bo_form_times(y, -1, width);
    return bo_form_add(x, &minus, width);
}

struct bo_form bo_form_product(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    if (bo_form_is_constant(y)) {
        return bo_form_times(x, bo_form_numerator(y), width);
    }
    if (bo_form_is_constant(x)) {
        return bo_form_times(y, bo_form_numerator(x), width);
    }
    struct bo_form product = bo_form_wild(width);
    product.state = both(x, y);
    return product;
}

struct bo_form bo_form_divided(const struct bo_form *x, bo_wide k, enum bo_rounding mode, int64_t width)
{
    if (x->wild || bo_form_is_constant(x)) {
        struct bo_form whole = x->wild ? *x : bo_form_constant(bo_wide_div(bo_form_numerator(x), k, mode));
        whole.state = x->state;
        return whole;
    }
    const bo_wide one = BO_FORM_ONE;
    struct bo_form quotient = *x;
    quotient.slope = bo_wide_div(x->slope, k, BO_FLOOR);
    quotient.base = bo_wide_div(x->base, k, BO_FLOOR);
    quotient.low = bo_wide_div(x->low, k, BO_FLOOR);
    quotient.high = bo_wide_div(x->high, k, BO_CEILING);
    quotient.weight = x->weight / k + 1;
    /* What cutting slope and base off can lose, and the rounding itself. */
    bo_wide lost = width + 2;
    bool down = mode == BO_FLOOR || mode == BO_DOWN || mode == BO_UP,
         up = mode == BO_CEILING || mode == BO_DOWN || mode == BO_UP;
    bool half = !down && !up;
    quotient.rlow = bo_wide_div(x->rlow, k, BO_FLOOR) - lost - (half ? one / 2 : down ? one : 0);
    quotient.rhigh = bo_wide_div(x->rhigh, k, BO_CEILING) + lost + (half ? one / 2 : up ? one : 0);
    return checked(quotient, width);
}

struct bo_form bo_form_hull(const struct bo_form *x, const struct bo_form *y, int64_t width, int64_t cut,
                            int64_t cut_end)
{
    if (x->state == BO_FORM_UNKNOWN && y->state == BO_FORM_UNKNOWN) {
        return *x;
    }
    if (x->state == BO_FORM_UNKNOWN || y->state == BO_FORM_UNKNOWN) {
        struct bo_form known = x->state == BO_FORM_UNKNOWN ? *y : *x;
        known.state = BO_FORM_EITHER;
        known.cut = cut;
        known.cut_end = cut_end;
        known.weight = MOST;
        return known;
    }
    struct bo_form apart = bo_form_sub(y, x, width), hull = *x;
    struct bo_span span = bo_form_span(&apart, width);
    bo_wide down = span.low < 0 ? span.low : 0, up = span.high > 0 ? span.high : 0;
    hull.state = both(x, y);
    hull.wild = x->wild || apart.wild;
    hull.low += down;
    hull.high += up;
    take_cut(&hull, x, y);
    if (up - down >= hull.weight) {
        hull.weight = up - down;
        hull.cut = cut;
        hull.cut_end = cut_end;
    }
    return hull.wild ? hull : checked(hull, width);
}

bool bo_form_crossing(const struct bo_form *x, int64_t width, int64_t *cut, int64_t *cut_end)
{
    struct bo_span span = bo_form_span(x, width);
    *cut = 0;
    *cut_end = width;
    if (span.low > 0 || span.high < 0) {
        return false;
    }
    if (x->wild || x->slope == 0) {
        return true;
    }
    /* slope × u + base + [low, high] holds zero */
    bo_wide low = -(x->base + x->high + x->rhigh), high = -(x->base + x->low + x->rlow);
    bo_wide from = x->slope > 0 ? bo_wide_div(low, x->slope, BO_FLOOR) : bo_wide_div(high, x->slope, BO_FLOOR);
    bo_wide to = x->slope > 0 ? bo_wide_div(high, x->slope, BO_CEILING) : bo_wide_div(low, x->slope, BO_CEILING);
    *cut = from > 0 ? (int64_t)(from < width ? from : width) : 0;
    *cut_end = to < width ? (int64_t)(to > 0 ? to : 0) : width;
    return true;
}
