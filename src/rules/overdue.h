/* Purpose  which published figures should have been looked at again by a day: new ones were expected and nobody has
 *          checked. Needs no network.
 * Layer    rules.
 * Rule     a figure is overdue on a day when a day of its calendar (`changes`), more than BO_OVERDUE_DAYS before it,
 *          lies after both the first day of what holds then and the day of its last check. Only money has the calendar
 *          of its law; other figures have one of their own, or are never overdue. */
#ifndef BO_RULES_OVERDUE_H
#define BO_RULES_OVERDUE_H

#include "rules/model.h"

enum { BO_OVERDUE_DAYS = 7 };

struct bo_overdue {
    const struct bo_named *named; /* param, scale or table */
    const struct bo_dated *dated; /* what holds on the day */
    int64_t expected;             /* the day on which something new was expected */
};
typedef BO_VEC(struct bo_overdue) bo_overdues;

/* The days on which an element's figures are expected to change; NULL: nobody said. */
const struct bo_calendar *bo_calendar_of(const struct bo_named *named);
/* What an element says on a day; of the rows of a table those that began last. NULL: nothing. */
const struct bo_dated *bo_dated_on(const struct bo_named *named, int64_t day);
/* Of one element: whether it is overdue on the day, and since when. */
bool bo_overdue_of(const struct bo_named *named, int64_t day, struct bo_overdue *overdue);
/* All of a set, in its order. */
void bo_overdue_list(struct bo_arena *arena, const struct bo_set *set, int64_t day, bo_overdues *list);

#endif
