/* Falls, first and last points: a stretch is left out when its bounds say that nothing is in it, and cut otherwise. */
#include "engine/stretch.h"

enum { PIECES_MAX = 4096, CUTS = 3 }; /* of a stretch still to be looked at; each cut leaves at most two more */

struct piece {
    int64_t from, to;
    size_t level;
};

struct pieces {
    struct piece at[PIECES_MAX];
    size_t n;
};

static bool push(struct pieces *pieces, int64_t from, int64_t to, size_t level)
{
    if (pieces->n == PIECES_MAX) {
        return false;
    }
    pieces->at[pieces->n++] = (struct piece){from, to, level};
    return true;
}

/* Where to cut a stretch: around the place low … high, or in the middle where that says too little. */
static void choose_cut(int64_t width, int64_t *low, int64_t *high)
{
    if (*low > width || *high < 0 || *high - *low > width - width / 8) {
        *low = *high = width / 2;
    }
    *low = *low > 0 ? *low : 0;
    *high = *high < width ? *high : width;
}

/* Pieces that share their ends: what is looked for are steps. */
static bool cut_steps(struct pieces *todo, const struct bo_form *form, struct piece of)
{
    int64_t width = of.to - of.from, low = form->weight > 0 ? form->cut : width + 1, high = form->cut_end;
    choose_cut(width, &low, &high);
    if (low == high) { /* both sides of the point: the change can lie in the step before it or after it */
        low = low > 0 ? low - 1 : low;
        high = high < width ? high + 1 : high;
    }
    if (high - low == width) {
        low = high = width / 2;
    }
    int64_t at[CUTS + 1] = {0, low, high, width};
    bool room = true;
    for (int i = CUTS; i-- > 0;) { /* the first on top: falls are found in order */
        room &= at[i] >= at[i + 1] || push(todo, of.from + at[i], of.from + at[i + 1], of.level + 1);
    }
    return room;
}

/* Whether from one point of the stretch to the next the figure can fall so far: the line falls by -slope, and decisions
 * (and, where they count, roundings) by no more than their bounds. */
static bool may_fall(const struct bo_form *form, bo_wide least, bool roundings)
{
    bo_wide more = roundings && !form->wild ? bo_form_rounding(form) : 0;
    return form->state != BO_FORM_UNKNOWN &&
           (form->wild || -form->slope + form->high - form->low + more >= bo_form_scaled(least));
}

struct falls { /* what is looked for */
    bo_wide least;
    bool roundings;
    bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step);
    void *context;
};

/* All steps of a short piece. How much of one roundings make is asked only where it could matter: they add no more than
 * the piece's form says, in its decisions too. */
static enum bo_status falls_among(struct bo_stretch *stretch, const struct falls *search, const struct bo_form *form,
                                  struct piece piece, bool *more)
{
    const bo_wide least = bo_form_scaled(search->least);
    const bo_wide hidden = form->wild ? 0 : bo_form_rounding(form) + form->high - form->low;
    size_t n = (size_t)(piece.to - piece.from) + 1;
    enum bo_status status = bo_stretch_run(stretch, piece.from, n);
    for (size_t i = 0; status == BO_OK && *more && i + 1 < n; i++) {
        bo_wide before, after;
        if (!bo_stretch_value(stretch, i, &before) || !bo_stretch_value(stretch, i + 1, &after)) {
            continue;
        }
        bool may = form->wild || bo_form_scaled(before - after) + hidden >= least;
        struct bo_stretch_step step;
        if (may) {
            bo_stretch_step_of(stretch, i, &step);
        }
        if (may && (bo_stretch_fall(&step) >= least || (search->roundings && before - after >= search->least))) {
            *more = search->found(search->context, piece.from + (int64_t)i, &step);
        }
    }
    return status;
}

enum bo_status bo_stretch_falls(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, bool roundings,
                                bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step),
                                void *context)
{
    const struct falls search = {least, roundings, found, context};
    struct pieces todo = {.n = 0};
    bool room = from >= to || push(&todo, from, to, bo_stretch_level(stretch, from, to));
    while (todo.n > 0 && room) {
        struct piece piece = todo.at[--todo.n];
        struct bo_form form = bo_stretch_part(stretch, piece.level, piece.from, piece.to);
        if (!may_fall(&form, least, roundings)) {
            continue;
        }
        if (piece.to - piece.from >= BO_STRETCH_POINTS) {
            room = cut_steps(&todo, &form, piece);
            continue;
        }
        bool more = true;
        enum bo_status status = falls_among(stretch, &search, &form, piece, &more);
        if (status != BO_OK || !more) {
            return status;
        }
    }
    return room ? BO_OK : BO_INTERNAL;
}

/* Pieces that share nothing: what is looked for are points. */
static bool cut_points(struct pieces *todo, const struct bo_form *form, bo_wide limit, struct piece of, bool backwards)
{
    int64_t width = of.to - of.from, low, high;
    struct bo_form level = {.base = limit}, apart = bo_form_sub(form, &level, width);
    bo_form_crossing(&apart, width, &low, &high);
    choose_cut(width, &low, &high);
    if (high - low == width) {
        high = width / 2;
    }
    struct piece parts[CUTS] = {
        {of.from, of.from + low - 1, 0}, {of.from + low, of.from + high, 0}, {of.from + high + 1, of.to, 0}};
    bool room = true;
    for (int i = 0; i < CUTS; i++) {
        struct piece part = parts[backwards ? i : CUTS - 1 - i];
        room &= part.from > part.to || push(todo, part.from, part.to, of.level + 1);
    }
    return room;
}

/* The same in a short piece, point by point. */
static enum bo_status first_among(struct bo_stretch *stretch, struct piece piece, bo_wide limit, bool below,
                                  bool backwards, int64_t *t, bool *found)
{
    size_t n = (size_t)(piece.to - piece.from) + 1;
    enum bo_status status = bo_stretch_run(stretch, piece.from, n);
    for (size_t i = 0; status == BO_OK && !*found && i < n; i++) {
        size_t k = backwards ? n - 1 - i : i;
        bo_wide value;
        *found = bo_stretch_value(stretch, k, &value) && (below ? value < limit : value >= limit);
        *t = *found ? piece.from + (int64_t)k : *t;
    }
    return status;
}

/* The first point (or, backwards, the last) at which the figure is at least (or below) `limit`. */
static enum bo_status search(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, bool below,
                             bool backwards, int64_t *t, bool *found)
{
    struct pieces todo = {.n = 0};
    bool room = from > to || push(&todo, from, to, bo_stretch_level(stretch, from, to));
    const bo_wide scaled = bo_form_scaled(limit);
    *found = false;
    while (todo.n > 0 && room) {
        struct piece piece = todo.at[--todo.n];
        struct bo_form form = bo_stretch_part(stretch, piece.level, piece.from, piece.to);
        struct bo_span span = bo_form_span(&form, piece.to - piece.from);
        if (form.state == BO_FORM_UNKNOWN || (!form.wild && (below ? span.low >= scaled : span.high < scaled))) {
            continue;
        }
        if (form.state == BO_FORM_KNOWN && !form.wild && (below ? span.high < scaled : span.low >= scaled)) {
            *t = backwards ? piece.to : piece.from; /* all of it */
            *found = true;
            return BO_OK;
        }
        if (piece.to - piece.from >= BO_STRETCH_POINTS) {
            room = cut_points(&todo, &form, scaled, piece, backwards);
            continue;
        }
        enum bo_status status = first_among(stretch, piece, limit, below, backwards, t, found);
        if (status != BO_OK || *found) {
            return status;
        }
    }
    return room ? BO_OK : BO_INTERNAL;
}

enum bo_status bo_stretch_first(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, bool below,
                                int64_t *t, bool *found)
{
    return search(stretch, from, to, limit, below, false, t, found);
}

enum bo_status bo_stretch_last_below(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, int64_t *t,
                                     bool *found)
{
    return search(stretch, from, to, limit, true, true, t, found);
}
