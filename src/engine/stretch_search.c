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

/* Kept for searches that come later: what need not be cut for falls mostly says enough of points, too. */
static void keep_leaf(struct bo_stretch *stretch, struct piece piece, const struct bo_form *form)
{
    struct bo_leaf leaf = {piece.from, piece.to, *form};
    BO_PUSH(&stretch->arena, &stretch->leaves, leaf);
}

enum bo_status bo_stretch_falls(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide least, bool roundings,
                                bool (*found)(void *context, int64_t t, const struct bo_stretch_step *step),
                                void *context)
{
    const struct falls search = {least, roundings, found, context};
    struct pieces todo = {.n = 0};
    bool room = from >= to || push(&todo, from, to, bo_stretch_level(stretch, from, to));
    stretch->leaves.n = 0;
    stretch->covered = false;
    while (todo.n > 0 && room) {
        struct piece piece = todo.at[--todo.n];
        struct bo_form form = bo_stretch_part(stretch, piece.level, piece.from, piece.to);
        bool falls = may_fall(&form, least, roundings), more = true;
        if (falls && piece.to - piece.from >= BO_STRETCH_POINTS) {
            room = cut_steps(&todo, &form, piece);
            continue;
        }
        keep_leaf(stretch, piece, &form);
        enum bo_status status = falls ? falls_among(stretch, &search, &form, piece, &more) : BO_OK;
        if (status != BO_OK || !more) {
            return status;
        }
    }
    stretch->covered = room && stretch->whole && from == stretch->whole_from && to == stretch->whole_to;
    return room ? BO_OK : BO_INTERNAL;
}

/* First and last points */

struct looking { /* the first point (or, backwards, the last) at which the figure is at least (or below) `limit` */
    bo_wide limit;
    bool below, backwards;
    int64_t *t;
    bool *found;
};

enum verdict { NONE, ALL, SOME };

/* Of how many points of a piece that is so, as far as its form says. */
static enum verdict verdict(const struct looking *l, const struct bo_form *form, int64_t width)
{
    const bo_wide limit = bo_form_scaled(l->limit);
    struct bo_span span = bo_form_span(form, width);
    if (form->state == BO_FORM_UNKNOWN || (!form->wild && (l->below ? span.low >= limit : span.high < limit))) {
        return NONE;
    }
    bool all = form->state == BO_FORM_KNOWN && !form->wild && (l->below ? span.high < limit : span.low >= limit);
    return all ? ALL : SOME;
}

/* Before, in and after the place where the figure may pass the limit, in the order in which they are looked at. */
static size_t split_points(const struct looking *l, const struct bo_form *form, struct piece of,
                           struct piece parts[CUTS])
{
    int64_t width = of.to - of.from, low, high;
    struct bo_form level = {.base = bo_form_scaled(l->limit)}, apart = bo_form_sub(form, &level, width);
    bo_form_crossing(&apart, width, &low, &high);
    choose_cut(width, &low, &high);
    if (high - low == width) {
        high = width / 2;
    }
    const int64_t from[CUTS] = {0, low, high + 1}, to[CUTS] = {low - 1, high, width};
    size_t n = 0;
    for (int i = 0; i < CUTS; i++) {
        int k = l->backwards ? CUTS - 1 - i : i;
        if (from[k] <= to[k]) {
            parts[n++] = (struct piece){of.from + from[k], of.from + to[k], of.level + 1};
        }
    }
    return n;
}

static void settle(const struct looking *l, int64_t from, int64_t to)
{
    *l->t = l->backwards ? to : from;
    *l->found = true;
}

/* A short piece, point by point. */
static enum bo_status look_among(struct bo_stretch *stretch, const struct looking *l, struct piece piece)
{
    size_t n = (size_t)(piece.to - piece.from) + 1;
    enum bo_status status = bo_stretch_run(stretch, piece.from, n);
    for (size_t i = 0; status == BO_OK && !*l->found && i < n; i++) {
        size_t k = l->backwards ? n - 1 - i : i;
        bo_wide value;
        if (bo_stretch_value(stretch, k, &value) && (l->below ? value < l->limit : value >= l->limit)) {
            settle(l, piece.from + (int64_t)k, piece.from + (int64_t)k);
        }
    }
    return status;
}

/* A stretch, cut again and again. */
static enum bo_status look_through(struct bo_stretch *stretch, const struct looking *l, int64_t from, int64_t to)
{
    struct pieces todo = {.n = 0};
    enum bo_status status = BO_OK;
    bool room = from > to || push(&todo, from, to, bo_stretch_level(stretch, from, to));
    while (todo.n > 0 && room && status == BO_OK && !*l->found) {
        struct piece piece = todo.at[--todo.n], parts[CUTS];
        struct bo_form form = bo_stretch_part(stretch, piece.level, piece.from, piece.to);
        enum verdict points = verdict(l, &form, piece.to - piece.from);
        if (points == ALL) {
            settle(l, piece.from, piece.to);
        } else if (points == SOME && piece.to - piece.from < BO_STRETCH_POINTS) {
            status = look_among(stretch, l, piece);
        } else if (points == SOME) {
            for (size_t i = split_points(l, &form, piece, parts); room && i-- > 0;) { /* the first on top */
                room = push(&todo, parts[i].from, parts[i].to, parts[i].level);
            }
        }
    }
    return room ? status : BO_INTERNAL;
}

/* What is already known of a part says enough but for the points about where its line passes the limit. */
static enum bo_status look_in_leaf(struct bo_stretch *stretch, const struct looking *l, const struct bo_leaf *leaf,
                                   int64_t from, int64_t to)
{
    struct piece whole = {from, to, 0}, parts[CUTS] = {whole};
    struct bo_form form = leaf->form;
    bo_form_shift(&form, from - leaf->from);
    bool some = verdict(l, &form, to - from) == SOME;
    size_t n = some && to - from >= BO_STRETCH_POINTS ? split_points(l, &form, whole, parts) : 1;
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < n && status == BO_OK && !*l->found; i++) {
        struct piece part = parts[i];
        form = leaf->form;
        bo_form_shift(&form, part.from - leaf->from);
        enum verdict points = verdict(l, &form, part.to - part.from);
        if (points == ALL) {
            settle(l, part.from, part.to);
        } else if (points == SOME) {
            status = part.to - part.from < BO_STRETCH_POINTS ? look_among(stretch, l, part)
                                                             : look_through(stretch, l, part.from, part.to);
        }
    }
    return status;
}

static enum bo_status look(struct bo_stretch *stretch, const struct looking *l, int64_t from, int64_t to)
{
    enum bo_status status = BO_OK;
    *l->found = false;
    if (!stretch->covered || from < stretch->whole_from || to > stretch->whole_to || from > to) {
        return look_through(stretch, l, from, to);
    }
    for (size_t i = 0; i < stretch->leaves.n && status == BO_OK && !*l->found; i++) {
        const struct bo_leaf leaf = stretch->leaves.at[l->backwards ? stretch->leaves.n - 1 - i : i];
        if (leaf.to >= from && leaf.from <= to) {
            status = look_in_leaf(stretch, l, &leaf, leaf.from > from ? leaf.from : from, leaf.to < to ? leaf.to : to);
        }
    }
    return status;
}

enum bo_status bo_stretch_first(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, bool below,
                                int64_t *t, bool *found)
{
    return look(stretch, &(struct looking){limit, below, false, t, found}, from, to);
}

enum bo_status bo_stretch_last_below(struct bo_stretch *stretch, int64_t from, int64_t to, bo_wide limit, int64_t *t,
                                     bool *found)
{
    return look(stretch, &(struct looking){limit, true, true, t, found}, from, to);
}
