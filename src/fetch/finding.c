#include "fetch/finding.h"

#include "num/dec.h"
#include "rules/overdue.h"
#include <string.h>

/* A text of law is dated by the last change of anything around a figure, so a later day beside the same figure means
 * little when it is a year later. When it is weeks, somebody has the day wrong. */
enum { WEEKS_APART = 92, MOST_CHANGE = 15, RATE_SCALE = 12 };

const char *const bo_found_names[BO_FOUND_KINDS] = {
    [BO_FOUND_DRIFT] = "drift",
    [BO_FOUND_DISAGREE] = "sources-disagree",
    [BO_FOUND_IMPLAUSIBLE] = "implausible",
    [BO_FOUND_STRUCTURE] = "structure-changed",
    [BO_FOUND_STALE] = "stale-text",
    [BO_FOUND_PROVISIONAL] = "provisional",
    [BO_FOUND_OVERDUE] = "overdue",
    [BO_FOUND_UNAVAILABLE] = "unavailable",
    [BO_FOUND_NOT_LOOKED_AT] = "not-looked-at",
    [BO_FOUND_NOT_BOUND] = "not-bound",
    [BO_FOUND_OK] = "ok",
};

/* Figures */

static bool number_of(const char *text, mpq_t number)
{
    unsigned scale;
    if (text == NULL || !bo_dec_parse(text, strlen(text), mpq_numref(number), &scale)) {
        return false;
    }
    mpz_ui_pow_ui(mpq_denref(number), 10, scale);
    mpq_canonicalize(number);
    return true;
}

/* a against b: below, the same, above; *comparable is false when one of them is no number. */
static int compare(const char *a, const char *b, bool *comparable)
{
    mpq_t x, y;
    mpq_init(x);
    mpq_init(y);
    *comparable = number_of(a, x) && number_of(b, y);
    int order = *comparable ? mpq_cmp(x, y) : 0;
    mpq_clear(x);
    mpq_clear(y);
    return order;
}

static bool same(const char *a, const char *b)
{
    bool comparable;
    if (a == NULL || b == NULL) {
        return false;
    }
    return strcmp(a, b) == 0 || (compare(a, b, &comparable) == 0 && comparable);
}

static unsigned scale_of(const struct bo_bound *to)
{
    if (to->param != NULL) {
        return to->param->scale;
    }
    for (size_t i = 0; to->table != NULL && i < to->table->columns.n; i++) {
        const struct bo_column *column = &to->table->columns.at[i];
        if (to->column == NULL ? column->kind == BO_NUMBER : strcmp(column->id, to->column) == 0) {
            return bo_column_scale(to->table, column);
        }
    }
    return RATE_SCALE;
}

/* Decimals that are written; 0 for what is no decimal. */
static unsigned decimals(const char *text)
{
    const char *point = strchr(text, '.');
    return point != NULL ? (unsigned)strlen(point + 1) : 0;
}

bool bo_figure_fits(const struct bo_bound *to, const char *figure)
{
    return strchr(figure, '/') == NULL && decimals(figure) <= scale_of(to);
}

static void apply_times(mpq_t number, const char *times)
{
    mpq_t factor;
    mpq_init(factor);
    if (times != NULL && mpq_set_str(factor, times, 10) == 0 && mpz_sgn(mpq_denref(factor)) != 0) {
        mpq_canonicalize(factor);
        mpq_mul(number, number, factor);
    }
    mpq_clear(factor);
}

const char *bo_figure_as_ours(struct bo_arena *arena, const struct bo_binding *binding, const char *published)
{
    mpq_t number;
    if (published == NULL || binding->form == BO_FIGURE_DATE) {
        return published;
    }
    mpq_init(number);
    const char *figure = NULL;
    if (number_of(published, number)) {
        apply_times(number, binding->times);
        figure = bo_dec_text_mpq(arena, number, binding->to.scale != NULL ? 0 : scale_of(&binding->to));
    }
    mpq_clear(number);
    return figure;
}

/* Whether the step from one figure to the next is more than so many percent. */
static bool leaps(const char *from, const char *to, unsigned percent)
{
    mpq_t a, b, most;
    mpq_inits(a, b, most, NULL);
    bool leap = false;
    if (number_of(from, a) && number_of(to, b) && mpq_sgn(a) != 0) {
        mpq_sub(b, b, a);
        mpq_abs(b, b);
        mpq_abs(a, a);
        mpq_set_ui(most, percent, 100);
        mpq_canonicalize(most);
        mpq_mul(most, most, a);
        leap = mpq_cmp(b, most) > 0;
    }
    mpq_clears(a, b, most, NULL);
    return leap;
}

/* One testimony against what the set says */

enum stand {
    SILENT,
    AGREES,
    OTHER_DATE, /* the same figure with another first day */
    OTHER_FIGURE,
    LAGS /* the figure that the set had before */
};

struct judging {
    struct bo_arena *arena;
    struct bo_finding *finding;
    const bo_testimonies *witnesses;
    const bo_testimonies *after; /* what the same witnesses say of a year later */
    enum stand *stands;
    int64_t day;
    bool later; /* what is said of a year later */
};

/* The day for which the set is compared with a testimony. */
static int64_t day_of(const struct judging *j, const struct bo_testimony *t)
{
    return t->from != BO_DATE_NONE && t->from > j->day ? t->from : j->later ? bo_date_add_months(j->day, 12) : j->day;
}

static const char *ours_on(const struct judging *j, int64_t day, const struct bo_dated **dated)
{
    *dated = NULL;
    return bo_bound_figure(&j->finding->to, day, dated);
}

static enum stand stand_on_date(const struct judging *j, const struct bo_testimony *t, const struct bo_dated *ours)
{
    const struct bo_dated *before;
    if (t->from == BO_DATE_NONE || t->from == ours->from || t->from == ours->in_force) {
        return AGREES; /* words may be in force before the day from which they count */
    }
    if (t->binding->date_at != NULL) {
        return OTHER_DATE; /* the binding says where just this day stands */
    }
    if (t->from > ours->from) {
        return t->from - ours->from <= WEEKS_APART ? OTHER_DATE : AGREES;
    }
    const char *then = ours_on(j, t->from, &before);
    return then == NULL || same(then, t->figure) ? AGREES : OTHER_DATE;
}

static enum stand stand_of(const struct judging *j, const struct bo_testimony *t)
{
    const struct bo_dated *dated, *before;
    if (t->unread != BO_OK || t->what != BO_READ_FIGURE || t->figure == NULL) {
        return SILENT;
    }
    const char *ours = ours_on(j, day_of(j, t), &dated);
    if (ours == NULL || dated == NULL) {
        return OTHER_FIGURE;
    }
    if (same(ours, t->figure)) {
        return stand_on_date(j, t, dated);
    }
    int64_t earlier = t->from != BO_DATE_NONE ? t->from : dated->from - 1;
    return earlier < dated->from && same(ours_on(j, earlier, &before), t->figure) ? LAGS : OTHER_FIGURE;
}

static bool is_law(const struct bo_testimony *t)
{
    return t->publication->rank == BO_RANK_LAW;
}

/* What is found */

static const char *date_text(const struct judging *j, int64_t day)
{
    return day == BO_DATE_NONE ? "a day that it does not tell" : bo_date_text(j->arena, day);
}

static bool conclude(struct judging *j, enum bo_found found, const struct bo_testimony *by, const char *why)
{
    struct bo_finding *finding = j->finding;
    finding->found = found;
    finding->why = why;
    if (by != NULL) {
        finding->by = by->publication;
        finding->figure = by->figure;
        finding->from = by->from;
        finding->later = by->from != BO_DATE_NONE ? by->from > j->day : j->later;
    }
    return true;
}

/* "law_page says 12.50 from 2026-04-06" */
static const char *says(const struct judging *j, const struct bo_testimony *t)
{
    return t->figure == NULL ? bo_printf(j->arena, "%s: %s", t->publication->id, t->why != NULL ? t->why : "nothing")
           : t->from == BO_DATE_NONE
               ? bo_printf(j->arena, "%s says %s", t->publication->id, t->figure)
               : bo_printf(j->arena, "%s says %s from %s", t->publication->id, t->figure, date_text(j, t->from));
}

static const struct bo_testimony *first_with(const struct judging *j, bool law, enum stand stand)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        if (is_law(&j->witnesses->at[i]) == law && j->stands[i] == stand) {
            return &j->witnesses->at[i];
        }
    }
    return NULL;
}

static bool find_structure(struct judging *j)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        bool broken = t->what == BO_READ_STRUCTURE || t->what == BO_READ_SAVED || t->what == BO_READ_NOT_A_FIGURE ||
                      (t->what == BO_READ_FIGURE && t->figure == NULL);
        if (t->unread == BO_OK && broken) {
            const char *why = t->why != NULL ? t->why : "what stands there is no figure that can be compared";
            return conclude(j, BO_FOUND_STRUCTURE, t, bo_printf(j->arena, "%s: %s", t->publication->id, why));
        }
    }
    return false;
}

static bool find_implausible(struct judging *j)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        const struct bo_binding *binding = t->binding;
        const struct bo_dated *dated;
        bool number;
        if (j->stands[i] == SILENT || binding->form == BO_FIGURE_DATE) {
            continue;
        }
        if (binding->min != NULL && compare(t->figure, binding->min, &number) < 0) {
            return conclude(j, BO_FOUND_IMPLAUSIBLE, t,
                            bo_printf(j->arena, "%s, which is less than %s", says(j, t), binding->min));
        }
        if (binding->max != NULL && compare(t->figure, binding->max, &number) > 0) {
            return conclude(j, BO_FOUND_IMPLAUSIBLE, t,
                            bo_printf(j->arena, "%s, which is more than %s", says(j, t), binding->max));
        }
        unsigned most = binding->most_change != 0 ? binding->most_change : MOST_CHANGE;
        const char *ours = ours_on(j, j->day, &dated);
        if (j->stands[i] == OTHER_FIGURE && leaps(ours, t->figure, most)) {
            return conclude(j, BO_FOUND_IMPLAUSIBLE, t,
                            bo_printf(j->arena, "%s, which is more than %u%% away from %s", says(j, t), most, ours));
        }
    }
    return false;
}

static bool find_stale(struct judging *j)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        if (t->unread == BO_OK && t->what == BO_READ_STALE) {
            const char *why = t->why != NULL ? t->why : "changes in force are not yet in its text";
            return conclude(j, BO_FOUND_STALE, t, bo_printf(j->arena, "%s: %s", t->publication->id, why));
        }
    }
    return false;
}

/* It is law already, and begins later: not of today, and not only proposed. */
static bool is_ahead(const struct judging *j, size_t i)
{
    const struct bo_testimony *now = &j->witnesses->at[i],
                              *t = j->after != NULL && i < j->after->n ? &j->after->at[i] : NULL;
    return t != NULL && t->what == BO_READ_FIGURE && now->from != BO_DATE_NONE && now->from > j->day &&
           t->from == now->from;
}

/* What is only proposed, unless the set says the same. */
static bool find_provisional(struct judging *j)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        const struct bo_dated *dated;
        if (t->unread == BO_OK && t->what == BO_READ_PROVISIONAL && !is_ahead(j, i) &&
            !same(ours_on(j, day_of(j, t), &dated), t->figure)) {
            return conclude(j, BO_FOUND_PROVISIONAL, t,
                            bo_printf(j->arena, "%s; %s", says(j, t), t->why != NULL ? t->why : "it is only proposed"));
        }
    }
    return false;
}

static bool has_law(const struct judging *j)
{
    bool law = false;
    for (size_t i = 0; i < j->witnesses->n; i++) {
        law |= is_law(&j->witnesses->at[i]);
    }
    return law;
}

/* No law that could be read: what others say is told, and decides nothing. */
static bool find_without_law(struct judging *j)
{
    const char *reason = has_law(j) ? "no law could be read" : "no law is bound to it";
    const struct bo_testimony *agreeing = first_with(j, false, AGREES), *other = first_with(j, false, OTHER_FIGURE);
    other = other != NULL ? other : first_with(j, false, OTHER_DATE);
    other = other != NULL ? other : first_with(j, false, LAGS);
    if (other != NULL) {
        return conclude(j, j->later ? BO_FOUND_PROVISIONAL : BO_FOUND_DISAGREE, other,
                        j->later ? bo_printf(j->arena, "%s; no law says so yet", says(j, other))
                                 : bo_printf(j->arena, "%s, and %s", says(j, other), reason));
    }
    if (j->later) {
        return conclude(j, BO_FOUND_OK, NULL, "");
    }
    if (agreeing != NULL) {
        return conclude(j, has_law(j) ? BO_FOUND_UNAVAILABLE : BO_FOUND_NOT_BOUND, agreeing,
                        bo_printf(j->arena, "%s; %s, as the rules have it", reason, says(j, agreeing)));
    }
    const struct bo_testimony *first = &j->witnesses->at[0];
    bool offline = true;
    for (size_t i = 0; i < j->witnesses->n; i++) {
        offline &= j->witnesses->at[i].unread == BO_NO;
    }
    return conclude(j, offline ? BO_FOUND_NOT_LOOKED_AT : BO_FOUND_UNAVAILABLE, NULL, says(j, first));
}

/* Two laws that do not say the same. */
static bool find_laws_disagree(struct judging *j, const struct bo_testimony *law)
{
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        if (is_law(t) && j->stands[i] != SILENT && !same(t->figure, law->figure)) {
            return conclude(j, BO_FOUND_DISAGREE, t, bo_printf(j->arena, "%s, but %s", says(j, law), says(j, t)));
        }
    }
    return false;
}

static bool disagree(struct judging *j, const struct bo_testimony *law, const struct bo_testimony *other, bool by_law)
{
    return conclude(j, BO_FOUND_DISAGREE, by_law ? law : other,
                    bo_printf(j->arena, "%s, but %s", says(j, law), says(j, other)));
}

static bool dates_differ(const struct bo_testimony *a, const struct bo_testimony *b)
{
    return a->from != BO_DATE_NONE && b->from != BO_DATE_NONE && a->from != b->from;
}

/* The law says something new: who else says it, in figure and first day? */
static bool find_new(struct judging *j, const struct bo_testimony *law, enum stand stand)
{
    const struct bo_testimony *second = NULL;
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        if (t == law || j->stands[i] == SILENT) {
            continue;
        }
        bool silent_on_date = stand == OTHER_DATE && t->from == BO_DATE_NONE;
        if (!same(t->figure, law->figure) || (dates_differ(law, t) && (!is_law(t) || stand == OTHER_DATE))) {
            return disagree(j, law, t, true);
        }
        second = second == NULL && !silent_on_date ? t : second;
    }
    const struct bo_finding *f = j->finding;
    bool fits = bo_figure_fits(&f->to, law->figure);
    const char *missing = second == NULL              ? "there is no second witness"
                          : law->from == BO_DATE_NONE ? "it does not tell its first day"
                          : !fits                     ? "the rules have fewer decimals"
                                                      : NULL;
    const char *told = stand == OTHER_DATE ? bo_printf(j->arena, "%s; the rules have the same figure from %s",
                                                       says(j, law), date_text(j, f->ours_from))
                                           : says(j, law);
    conclude(j, BO_FOUND_DRIFT, law,
             missing != NULL ? bo_printf(j->arena, "%s; %s", told, missing)
                             : bo_printf(j->arena, "%s, and %s confirms it", told, second->publication->id));
    j->finding->ready = missing == NULL;
    return true;
}

static bool find_by_law(struct judging *j)
{
    const struct bo_testimony *changed = first_with(j, true, OTHER_FIGURE), *dated = first_with(j, true, OTHER_DATE);
    const struct bo_testimony *lags = first_with(j, true, LAGS), *agrees = first_with(j, true, AGREES);
    const struct bo_testimony *law = changed != NULL ? changed : dated != NULL ? dated : lags != NULL ? lags : agrees;
    if (law == NULL) {
        return find_without_law(j);
    }
    if (find_laws_disagree(j, law)) {
        return true;
    }
    if (law == changed || law == dated) {
        return find_new(j, law, law == changed ? OTHER_FIGURE : OTHER_DATE);
    }
    for (size_t i = 0; i < j->witnesses->n; i++) {
        const struct bo_testimony *t = &j->witnesses->at[i];
        bool other = j->stands[i] != SILENT && j->stands[i] != AGREES && !is_law(t);
        if (other && !(law == lags && j->stands[i] == LAGS)) {
            return disagree(j, law, t, false);
        }
    }
    if (law == lags) {
        return conclude(j, BO_FOUND_STALE, law,
                        bo_printf(j->arena, "%s, which is what the rules had before", says(j, law)));
    }
    return conclude(j, BO_FOUND_OK, law, says(j, law));
}

static void judge(struct judging *j)
{
    j->stands = bo_alloc_array(j->arena, j->witnesses->n + 1, sizeof *j->stands);
    for (size_t i = 0; i < j->witnesses->n; i++) {
        j->stands[i] = stand_of(j, &j->witnesses->at[i]);
    }
    bool found =
        (!j->later && find_structure(j)) || find_implausible(j) || (!j->later && find_stale(j)) || find_provisional(j);
    if (!found) {
        find_by_law(j);
    }
}

/* Of what is said of a year later, only what is not said of today. */
static bo_testimonies news(struct bo_arena *arena, const bo_testimonies *today, const bo_testimonies *later,
                           int64_t day)
{
    bo_testimonies list = {0};
    for (size_t i = 0; i < later->n && i < today->n; i++) {
        const struct bo_testimony *t = &later->at[i], *now = &today->at[i];
        bool figure = t->what == BO_READ_FIGURE || t->what == BO_READ_PROVISIONAL;
        bool dated_later = t->from != BO_DATE_NONE && t->from > day && !(now->what == t->what && now->from == t->from);
        bool only_later = t->from == BO_DATE_NONE && now->what == BO_READ_FIGURE && !same(now->figure, t->figure);
        if (t->unread == BO_OK && figure && t->figure != NULL && (dated_later || only_later)) {
            BO_PUSH(arena, &list, *t);
        }
    }
    return list;
}

static const struct bo_named *named_of(const struct bo_bound *to)
{
    return to->param != NULL   ? &to->param->named
           : to->scale != NULL ? &to->scale->named
           : to->table != NULL ? &to->table->named
                               : NULL;
}

/* A day on which something new was expected has passed: only a law that was written since shows that nothing came. */
static void find_overdue(struct bo_arena *arena, struct bo_finding *finding, int64_t day)
{
    struct bo_overdue overdue;
    bool open = finding->found == BO_FOUND_OK || finding->found == BO_FOUND_UNAVAILABLE ||
                finding->found == BO_FOUND_NOT_LOOKED_AT || finding->found == BO_FOUND_NOT_BOUND;
    bool share = finding->to.rate; /* a scale's calendar is that of its sums */
    if (!open || share || named_of(&finding->to) == NULL || !bo_overdue_of(named_of(&finding->to), day, &overdue) ||
        (finding->found == BO_FOUND_OK && finding->from != BO_DATE_NONE && finding->from >= overdue.expected)) {
        return;
    }
    const char *expected = bo_date_text(arena, overdue.expected);
    finding->why = *finding->why == '\0'
                       ? bo_printf(arena, "something new was expected on %s", expected)
                       : bo_printf(arena, "something new was expected on %s; %s", expected, finding->why);
    finding->found = BO_FOUND_OVERDUE;
}

void bo_find(struct bo_arena *arena, struct bo_finding *finding, const bo_testimonies *later, int64_t day)
{
    struct judging j = {
        .arena = arena, .finding = finding, .witnesses = &finding->witnesses, .after = later, .day = day};
    const struct bo_dated *dated = NULL;
    finding->ours = bo_bound_figure(&finding->to, day, &dated);
    finding->ours_from = finding->ours != NULL && dated != NULL ? dated->from : BO_DATE_NONE;
    finding->from = BO_DATE_NONE;
    if (finding->witnesses.n == 0) {
        conclude(&j, BO_FOUND_NOT_BOUND, NULL, "");
    } else {
        judge(&j);
    }
    bo_testimonies fresh = news(arena, &finding->witnesses, later, day);
    if (fresh.n > 0 && finding->found >= BO_FOUND_UNAVAILABLE) {
        struct bo_finding now = *finding;
        j.witnesses = &fresh;
        j.after = NULL;
        j.later = true;
        judge(&j);
        bool only_later = now.found == BO_FOUND_UNAVAILABLE && finding->by != NULL; /* the law has moved on already */
        if (finding->found == BO_FOUND_OK && !only_later) {
            *finding = now;
        }
    }
    find_overdue(arena, finding, day);
}
