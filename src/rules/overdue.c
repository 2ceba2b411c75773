#include "rules/overdue.h"

/* The latest day of the calendar that is no later than `day`; BO_DATE_NONE when it has none. */
static int64_t expected_by(const struct bo_calendar *calendar, int64_t day)
{
    int64_t latest = BO_DATE_NONE, year = bo_civil_of(day).year;
    for (size_t i = 0; i < 2 * calendar->days.n; i++) {
        const struct bo_month_day *at = &calendar->days.at[i / 2];
        int64_t of = year - (int64_t)(i % 2);
        bool leap_day = !bo_civil_valid(of, at->month, at->day);
        int64_t date = leap_day ? bo_date_of(of, 3, 1) : bo_date_of(of, at->month, at->day);
        latest = date <= day && date > latest ? date : latest;
    }
    return latest;
}

static const struct bo_dated *dated_at(const struct bo_named *named, size_t i)
{
    switch (named->element) {
    case BO_E_PARAM: {
        const struct bo_param *param = (const struct bo_param *)named;
        return i < param->values.n ? &param->values.at[i].dated : NULL;
    }
    case BO_E_SCALE: {
        const struct bo_scale *scale = (const struct bo_scale *)named;
        return i < scale->versions.n ? &scale->versions.at[i].dated : NULL;
    }
    case BO_E_TABLE: {
        const struct bo_table *table = (const struct bo_table *)named;
        return i < table->blocks.n ? &table->blocks.at[i].dated : NULL;
    }
    default:
        return NULL;
    }
}

const struct bo_calendar *bo_calendar_of(const struct bo_named *named)
{
    const struct bo_calendar *own = named->element == BO_E_PARAM   ? ((const struct bo_param *)named)->changes
                                    : named->element == BO_E_SCALE ? ((const struct bo_scale *)named)->changes
                                    : named->element == BO_E_TABLE ? ((const struct bo_table *)named)->changes
                                                                   : NULL;
    return own != NULL ? own : named->law->changes;
}

/* A law's calendar is that of its sums of money: its ages, hours and shares stay when they are raised, unless they say
 * otherwise themselves. */
static const struct bo_calendar *expected_days(const struct bo_named *named)
{
    const struct bo_calendar *calendar = bo_calendar_of(named);
    return named->money || calendar != named->law->changes ? calendar : NULL;
}

/* What holds on the day; of the blocks of a table that begin last, the one that was checked first. */
const struct bo_dated *bo_dated_on(const struct bo_named *named, int64_t day)
{
    const struct bo_dated *held = NULL, *dated;
    for (size_t i = 0; (dated = dated_at(named, i)) != NULL; i++) {
        bool later = held == NULL || dated->from > held->from;
        bool less_checked = held != NULL && dated->from == held->from && dated->checked < held->checked;
        if (dated->from <= day && (later || less_checked)) {
            held = dated;
        }
    }
    return held != NULL && (held->until == BO_DATE_NONE || held->until >= day) ? held : NULL;
}

bool bo_overdue_of(const struct bo_named *named, int64_t day, struct bo_overdue *overdue)
{
    const struct bo_calendar *calendar = expected_days(named);
    const struct bo_dated *held = calendar != NULL ? bo_dated_on(named, day) : NULL;
    if (held == NULL) {
        return false;
    }
    int64_t expected = expected_by(calendar, day - BO_OVERDUE_DAYS - 1);
    *overdue = (struct bo_overdue){named, held, expected};
    return expected != BO_DATE_NONE && expected > held->from && expected > held->checked; /* never: BO_DATE_NONE */
}

static void add(struct bo_arena *arena, const struct bo_named *named, int64_t day, bo_overdues *list)
{
    struct bo_overdue overdue;
    if (bo_overdue_of(named, day, &overdue)) {
        BO_PUSH(arena, list, overdue);
    }
}

void bo_overdue_list(struct bo_arena *arena, const struct bo_set *set, int64_t day, bo_overdues *list)
{
    for (size_t i = 0; i < set->params.n; i++) {
        add(arena, &set->params.at[i]->named, day, list);
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        add(arena, &set->scales.at[i]->named, day, list);
    }
    for (size_t i = 0; i < set->tables.n; i++) {
        add(arena, &set->tables.at[i]->named, day, list);
    }
}
