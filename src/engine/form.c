#include "engine/form.h"

/* Beyond this a form says nothing: sums and products below it cannot overflow. */
#define MOST ((bo_wide)1 << 122)

static bool small(bo_wide x)
{
    return -MOST < x && x < MOST;
}

static bo_wide lesser(bo_wide x, bo_wide y)
{
    return x < y ? x : y;
}

static bo_wide greater(bo_wide x, bo_wide y)
{
    return x > y ? x : y;
}

bo_wide bo_form_scaled(bo_wide numerator)
{
    bo_wide most = MOST / BO_FORM_ONE;
    return numerator >= most ? MOST : numerator <= -most ? -MOST : numerator * BO_FORM_ONE;
}

struct bo_form bo_form_constant(bo_wide numerator)
{
    if (numerator >= MOST / BO_FORM_ONE || numerator <= -MOST / BO_FORM_ONE) {
        return bo_form_wild((int64_t)1 << 60);
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

/* Wild in the state of x. */
static struct bo_form wild_as(enum bo_form_state state, int64_t width)
{
    struct bo_form wild = bo_form_wild(width);
    wild.state = state;
    return wild;
}

static bool is_decided(const struct bo_form *x)
{
    return !x->wild && x->low == 0 && x->high == 0;
}

bool bo_form_is_constant(const struct bo_form *x)
{
    return is_decided(x) && x->state == BO_FORM_KNOWN && x->slope == 0 && x->rlow == 0 && x->rhigh == 0 &&
           x->n_noises == 0;
}

bool bo_form_is_closed(const struct bo_form *x)
{
    return x->state == BO_FORM_UNKNOWN || (x->state == BO_FORM_KNOWN && is_decided(x));
}

bo_wide bo_form_numerator(const struct bo_form *x)
{
    return x->base / BO_FORM_ONE;
}

/* What one rounding can add. */
static struct bo_span noise_span(const struct bo_noise *noise)
{
    bo_wide a = noise->share * noise->least, b = noise->share * noise->most;
    return (struct bo_span){lesser(a, b), greater(a, b)};
}

/* What roundings can add in all. */
static struct bo_span roundings(const struct bo_form *x)
{
    struct bo_span all = {x->rlow, x->rhigh};
    for (unsigned i = 0; i < x->n_noises; i++) {
        struct bo_span one = noise_span(&x->noise[i]);
        all.low += one.low;
        all.high += one.high;
    }
    return all;
}

bo_wide bo_form_rounding(const struct bo_form *x)
{
    struct bo_span all = roundings(x);
    return all.high - all.low;
}

struct bo_span bo_form_span(const struct bo_form *x, int64_t width)
{
    if (x->wild) {
        return (struct bo_span){-MOST, MOST};
    }
    bo_wide rise = x->slope * width;
    struct bo_span rounding = roundings(x);
    return (struct bo_span){x->base + lesser(rise, 0) + x->low + rounding.low,
                            x->base + greater(rise, 0) + x->high + rounding.high};
}

void bo_form_shift(struct bo_form *x, int64_t by)
{
    x->base += x->slope * by;
    x->cut -= by;
    x->cut_end -= by;
}

/* One of the roundings is told apart no longer. */
static void fold(struct bo_form *x, unsigned which)
{
    struct bo_span one = noise_span(&x->noise[which]);
    x->rlow += one.low;
    x->rhigh += one.high;
    x->noise[which] = x->noise[--x->n_noises];
}

/* One more that is told apart: where there is no room, the smallest of all is so no longer. */
static void add_noise(struct bo_form *x, const struct bo_noise *noise)
{
    struct bo_span span = noise_span(noise);
    if (x->n_noises == BO_FORM_NOISES) {
        unsigned smallest = BO_FORM_NOISES;
        bo_wide size = span.high - span.low;
        for (unsigned i = 0; i < BO_FORM_NOISES; i++) {
            struct bo_span one = noise_span(&x->noise[i]);
            if (one.high - one.low < size) {
                size = one.high - one.low;
                smallest = i;
            }
        }
        if (smallest == BO_FORM_NOISES) {
            x->rlow += span.low;
            x->rhigh += span.high;
            return;
        }
        fold(x, smallest);
    }
    x->noise[x->n_noises++] = *noise;
}

/* Whether the slope over the width and all parts stay where arithmetic is safe. */
static struct bo_form checked(struct bo_form x, int64_t width)
{
    bool rises = x.slope < MOST / (width + 1) && x.slope > -MOST / (width + 1);
    if (!rises || !small(bo_form_rounding(&x)) || !small(x.base) || !small(x.low) || !small(x.high) || !small(x.rlow) ||
        !small(x.rhigh)) {
        return wild_as(x.state, width);
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

/* Of two values of which one is wild: to be cut where that one says. */
static struct bo_form wild_of(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    struct bo_form wild = wild_as(both(x, y), width);
    const struct bo_form *of[] = {x, y};
    for (int i = 0; i < 2; i++) {
        if (of[i]->wild && of[i]->cut_end - of[i]->cut < wild.cut_end - wild.cut) {
            wild.cut = of[i]->cut;
            wild.cut_end = of[i]->cut_end;
        }
    }
    return wild;
}

/* Those of y to those of x, which `to` has already: the same one counts once, with both shares. */
static void take_noises(struct bo_form *to, const struct bo_form *y)
{
    struct bo_noise other[BO_FORM_NOISES];
    unsigned n = 0;
    to->rlow += y->rlow;
    to->rhigh += y->rhigh;
    for (unsigned i = 0; i < y->n_noises; i++) {
        const struct bo_noise *noise = &y->noise[i];
        unsigned k = 0;
        while (k < to->n_noises && to->noise[k].number != noise->number) {
            k++;
        }
        if (k == to->n_noises) {
            other[n++] = *noise;
        } else if (to->noise[k].share + noise->share == 0) {
            to->noise[k] = to->noise[--to->n_noises];
        } else {
            to->noise[k].share += noise->share;
        }
    }
    for (unsigned i = 0; i < n; i++) {
        add_noise(to, &other[i]);
    }
}

struct bo_form bo_form_add(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    if (x->wild || y->wild) {
        return wild_of(x, y, width);
    }
    struct bo_form sum = *x;
    sum.slope += y->slope;
    sum.base += y->base;
    sum.low += y->low;
    sum.high += y->high;
    sum.state = both(x, y);
    take_noises(&sum, y);
    take_cut(&sum, x, y);
    return checked(sum, width);
}

static bool product_fits(bo_wide x, bo_wide size)
{
    return (x < 0 ? -x : x) <= MOST / size;
}

struct bo_form bo_form_times(const struct bo_form *x, bo_wide k, int64_t width)
{
    struct bo_form product = *x;
    const bo_wide size = k < 0 ? -k : k;
    if (size > 1) {
        bool fits = product_fits(x->slope * (width > 0 ? width : 1), size) && product_fits(x->base, size) &&
                    product_fits(x->low, size) && product_fits(x->high, size) && product_fits(x->rlow, size) &&
                    product_fits(x->rhigh, size) && product_fits(bo_form_rounding(x), size);
        for (unsigned i = 0; i < x->n_noises; i++) {
            fits = fits && product_fits(x->noise[i].share * 2, size);
        }
        product.wild |= !fits;
    }
    if (product.wild) {
        return wild_of(x, x, width);
    }
    product.slope = x->slope * k;
    product.base = x->base * k;
    product.low = (k < 0 ? x->high : x->low) * k;
    product.high = (k < 0 ? x->low : x->high) * k;
    product.rlow = (k < 0 ? x->rhigh : x->rlow) * k;
    product.rhigh = (k < 0 ? x->rlow : x->rhigh) * k;
    product.n_noises = k != 0 ? x->n_noises : 0;
    for (unsigned i = 0; i < product.n_noises; i++) {
        product.noise[i].share *= k;
    }
    product.weight = x->weight < MOST / (size + 1) ? x->weight * size : MOST;
    return product;
}

struct bo_form bo_form_sub(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    struct bo_form minus = bo_form_times(y, -1, width);
    return bo_form_add(x, &minus, width);
}

/* In all of a span, which is wide enough for roundings to be left out of it; cut where the others are. */
static struct bo_form anywhere(struct bo_span span, bo_wide rounding, const struct bo_form *x, const struct bo_form *y,
                               int64_t width)
{
    struct bo_form in = {.base = span.low, .high = span.high - span.low + rounding, .state = both(x, y)};
    take_cut(&in, x, y);
    if (in.weight == 0) { /* nothing but the lines themselves: the middle */
        in.weight = in.high;
        in.cut = 0;
        in.cut_end = width;
    }
    return checked(in, width);
}

static bool multiply(bo_wide x, bo_wide y, bo_wide *product)
{
    return !__builtin_mul_overflow(x, y, product) && small(*product);
}

/* Both move: the values at the corners, and between them. */
static struct bo_form product_of_moving(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    struct bo_span a = bo_form_span(x, width), b = bo_form_span(y, width), span = {MOST, -MOST};
    /* One of the two in whole numerators, rounded outwards: then the product has the unit of forms. */
    bo_wide low = bo_wide_div(b.low, BO_FORM_ONE, BO_FLOOR), high = bo_wide_div(b.high, BO_FORM_ONE, BO_CEILING);
    bo_wide corner[4], most = greater(high, -low), ry = bo_wide_div(bo_form_rounding(y), BO_FORM_ONE, BO_CEILING);
    bo_wide by_x, by_y;
    bool good = !x->wild && !y->wild && multiply(a.low, low, &corner[0]) && multiply(a.low, high, &corner[1]) &&
                multiply(a.high, low, &corner[2]) && multiply(a.high, high, &corner[3]) &&
                multiply(bo_form_rounding(x), most, &by_x) && multiply(greater(a.high, -a.low), ry, &by_y);
    if (!good) {
        return wild_of(x, y, width);
    }
    for (int i = 0; i < 4; i++) {
        span.low = lesser(span.low, corner[i]);
        span.high = greater(span.high, corner[i]);
    }
    return anywhere(span, by_x + by_y, x, y, width);
}

struct bo_form bo_form_product(const struct bo_form *x, const struct bo_form *y, int64_t width)
{
    if (bo_form_is_constant(y)) {
        return bo_form_times(x, bo_form_numerator(y), width);
    }
    if (bo_form_is_constant(x)) {
        return bo_form_times(y, bo_form_numerator(x), width);
    }
    return product_of_moving(x, y, width);
}

/* What rounding to a whole number can add, in halves of one: of numbers of one sign some modes do less. */
static void bounds_of_mode(enum bo_rounding mode, struct bo_span of, struct bo_noise *noise)
{
    bool positive = of.low >= 0, negative = of.high <= 0;
    bool down = mode == BO_FLOOR || (mode == BO_DOWN && !negative) || (mode == BO_UP && !positive);
    bool up = mode == BO_CEILING || (mode == BO_UP && !negative) || (mode == BO_DOWN && !positive);
    bool half = mode != BO_FLOOR && mode != BO_CEILING && mode != BO_UP && mode != BO_DOWN;
    noise->least = half ? -1 : down ? -2 : 0;
    noise->most = half ? 1 : up ? 2 : 0;
}

struct bo_form bo_form_divided(const struct bo_form *x, bo_wide k, enum bo_rounding mode, uint64_t noise, int64_t width)
{
    if (x->wild || bo_form_is_constant(x)) {
        struct bo_form whole = x->wild ? *x : bo_form_constant(bo_wide_div(bo_form_numerator(x), k, mode));
        whole.state = x->state;
        return whole;
    }
    if (k == 1) {
        return *x;
    }
    struct bo_form quotient = *x;
    quotient.slope = bo_wide_div(x->slope, k, BO_FLOOR);
    quotient.base = bo_wide_div(x->base, k, BO_FLOOR);
    quotient.low = bo_wide_div(x->low, k, BO_FLOOR);
    quotient.high = bo_wide_div(x->high, k, BO_CEILING);
    quotient.weight = x->weight > 0 ? x->weight / k + 1 : 0;
    /* What cutting slope, base and shares off can lose; and the rounding itself. */
    bo_wide lost = width + 2 + 2 * x->n_noises;
    quotient.rlow = bo_wide_div(x->rlow, k, BO_FLOOR) - lost;
    quotient.rhigh = bo_wide_div(x->rhigh, k, BO_CEILING) + lost;
    quotient.n_noises = 0;
    for (unsigned i = 0; i < x->n_noises; i++) {
        struct bo_noise part = x->noise[i];
        part.share = bo_wide_div(part.share, k, BO_FLOOR);
        if (part.share != 0) {
            add_noise(&quotient, &part);
        }
    }
    struct bo_noise own = {.number = noise, .share = BO_FORM_ONE / 2};
    bounds_of_mode(mode, bo_form_span(x, width), &own);
    add_noise(&quotient, &own);
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
    if (apart.wild) {
        hull = wild_of(x, y, width);
        if (cut_end - cut < hull.cut_end - hull.cut) {
            hull.cut = cut;
            hull.cut_end = cut_end;
        }
        return hull;
    }
    struct bo_span span = bo_form_span(&apart, width);
    bo_wide down = lesser(span.low, 0), up = greater(span.high, 0);
    hull.state = both(x, y);
    hull.low += down;
    hull.high += up;
    take_cut(&hull, x, y);
    if (up - down >= hull.weight) {
        hull.weight = up - down;
        hull.cut = cut;
        hull.cut_end = cut_end;
    }
    return checked(hull, width);
}

struct bo_form bo_form_within(const struct bo_form *hull, const struct bo_form *x, const struct bo_form *y,
                              struct bo_span span, int64_t width)
{
    bo_wide rounding = x->wild || y->wild ? MOST : greater(bo_form_rounding(x), bo_form_rounding(y));
    bool less = small(span.low) && small(span.high) && small(rounding) && span.low <= span.high &&
                (hull->wild || span.high - span.low + rounding < hull->high - hull->low);
    if (hull->state == BO_FORM_UNKNOWN || !less) {
        return *hull;
    }
    struct bo_form in = {.base = span.low,
                         .high = span.high - span.low + rounding,
                         .weight = hull->weight,
                         .cut = hull->cut,
                         .cut_end = hull->cut_end,
                         .state = hull->state};
    return checked(in, width);
}

bool bo_form_crossing(const struct bo_form *x, int64_t width, int64_t *cut, int64_t *cut_end)
{
    struct bo_span span = bo_form_span(x, width);
    *cut = 0;
    *cut_end = width;
    if (span.low > 0 || span.high < 0) {
        return false;
    }
    if (x->wild) {
        *cut = x->cut;
        *cut_end = x->cut_end;
        return true;
    }
    if (x->slope == 0) {
        return true;
    }
    /* slope × u + base + [low, high] holds zero */
    struct bo_span rounding = roundings(x);
    bo_wide low = -(x->base + x->high + rounding.high), high = -(x->base + x->low + rounding.low);
    bo_wide from = x->slope > 0 ? bo_wide_div(low, x->slope, BO_FLOOR) : bo_wide_div(high, x->slope, BO_FLOOR);
    bo_wide to = x->slope > 0 ? bo_wide_div(high, x->slope, BO_CEILING) : bo_wide_div(low, x->slope, BO_CEILING);
    *cut = from > 0 ? (int64_t)(from < width ? from : width) : 0;
    *cut_end = to < width ? (int64_t)(to > 0 ? to : 0) : width;
    return true;
}
