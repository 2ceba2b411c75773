/* Falls, first and last points: a stretch is left out when its bounds say that nothing is in it, and cut otherwise. */
#include "engine/stretch.h"

enum { PIECES_MAX = 4096 }; /* of a stretch still to be looked at; each cut leaves at most two more */

struct piece {
    int64_t from, to;
};

/* Where to cut a stretch wider than one step: around the place where its heaviest decision changes. */
static size_t cut(const struct bo_form *form, struct piece of, struct piece *pieces)
{
    int64_t width = of.to - of.from, low = form->cut, high = form->cut_end;
    if (form->weight <= 0 || low > width || high < 0 || high - low > width - width / 8) {
        low = high = width / 2; /* nothing to go by */
    }
    low = low > 0 ? low : 0;
    high = high < width ? high : width;
    if (low == high) { /* both sides of the point: the change can lie in the step before it or after it */
        low = low > 0 ? low - 1 : low;
        high = high < width ? high + 1 : high;
    }
    size_t n = 0;
    int64_t at[] = {0, low, high, width};
    for (int i = 0; i < 3; i++) {
        if (at[i] < at[i + 1]) {
            pieces[n++] = (struct piece){of.from + at[i], of.from + at[i + 1]};
        }
    }
    if (n == 1) { /* the whole again: halve it */
        pieces[0] = (struct piece){of.from, of.from + width / 2};
        pieces[1] = (struct piece){of.from + width / 2, of.to};
        n = 2;
    }
    return n;
}

enum bo_status bo_stretch_falls(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least,
                                bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step),
                                void *context)
{
    struct piece todo[PIECES_MAX];
    size_t n = 0;
    if (from < to) {
        todo[n++] = (struct piece){from, to};
    }
    while (n > 0) {
        struct piece piece = todo[--n], pieces[3];
        struct bo_form form = bo_stretch_form(stretch, piece.from, piece.to);
        /* From one point to the next the line falls by -slope, and decisions by no more than their bounds. */
        if (!form.wild && -form.slope + form.high - form.low < bo_form_scaled(least)) {
            continue;
        }
        if (piece.to - piece.from == 1) {
            struct bo_stretch_step step;
            enum bo_status status = bo_stretch_step(stretch, piece.from, &step);
            if (status != BO_OK) {
                return status;
            }
            bo_wide fall = bo_form_scaled(step.before - step.after) + step.rounding;
            if (fall >= bo_form_scaled(least) && !found(context, piece.from, &step)) {
                return BO_OK;
            }
            continue;
        }
        size_t k = cut(&form, piece, pieces);
        if (n + k > PIECES_MAX) {
            return BO_INTERNAL;
        }
        while (k > 0) { /* the first on top: falls are found in order */
            todo[n++] = pieces[--k];
        }
    }
    return BO_OK;
}

/* The exact figure at a point. */
static enum bo_status point(struct bo_stretch *stretch, int64_t t, bo_wide *value)
{
    struct bo_form form = bo_stretch_form(stretch, t, t);
    if (bo_form_is_constant(&form)) {
        *value = bo_form_numerator(&form);
        return BO_OK;
    }
    struct bo_stretch_step step;
    enum bo_status status = bo_stretch_step(stretch, t, &step);
    *value = step.before;
    return status;
}

/* The first point (or, backwards, the last) at which the figure is at least (or below) `least`. */
static enum bo_status search(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, bool below,
                             bool backwards, int64_t *t, bool *found)
{
    struct piece todo[PIECES_MAX];
    size_t n = 0;
    *found = false;
    if (from <= to) {
        todo[n++] = (struct piece){from, to};
    }
    while (n > 0) {
        struct piece piece = todo[--n], pieces[3];
        struct bo_form form = bo_stretch_form(stretch, piece.from, piece.to);
        struct bo_span span = bo_form_span(&form, piece.to - piece.from);
        bo_wide limit = bo_form_scaled(least);
        if (!form.wild && (below ? span.low >= limit : span.high < limit)) {
            continue;
        }
        if (piece.from == piece.to) {
            bo_wide value;
            enum bo_status status = point(stretch, piece.from, &value);
            if (status != BO_OK) {
                return status;
            }
            if (below ? value < least : value >= least) {
                *t = piece.from;
                *found = true;
                return BO_OK;
            }
            continue;
        }
        int64_t middle = piece.from + (piece.to - piece.from) / 2;
        pieces[0] = (struct piece){piece.from, middle};
        pieces[1] = (struct piece){middle + 1, piece.to};
        if (n + 2 > PIECES_MAX) {
            return BO_INTERNAL;
        }
        todo[n++] = pieces[!backwards];
        todo[n++] = pieces[backwards];
    }
    return BO_OK;
}

enum bo_status bo_stretch_first(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, int64_t *t,
                                bool *found)
{
    return search(stretch, from, to, least, false, false, t, found);
}

enum bo_status bo_stretch_last_below(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, int64_t *t,
                                     bool *found)
{
    return search(stretch, from, to, least, true, true, t, found);
}
