#include "scenario/glance.h"

#include <string.h>

static bool was_told(const struct bo_glance *glance, const struct bo_timeline_entry *entry)
{
    for (size_t i = 0; i < glance->dates.n; i++) {
        if (glance->dates.at[i].moment->entry == entry) {
            return true;
        }
    }
    return false;
}

/* Whose it is decides where both say so: the first pay of one of two jobs. */
static bool goes_with(const struct bo_moment *amount, const struct bo_moment *event)
{
    return amount->date == event->date && amount->entry != NULL &&
           strcmp(amount->entry->id, event->entry->glance_id) == 0 && amount->entry->amount_id != NULL &&
           (amount->of == NULL || event->of == NULL || strcmp(amount->of, event->of) == 0);
}

struct bo_glance bo_timeline_glance(struct bo_arena *arena, const struct bo_timeline_scenario *of)
{
    struct bo_glance glance = {.short_by = of->lowest < 0 ? -of->lowest : 0};
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        if (moment->entry == NULL || moment->entry->glance_id == NULL || was_told(&glance, moment->entry)) {
            continue;
        }
        struct bo_glance_date date = {.moment = moment, .known = true};
        for (size_t k = 0; k < of->moments.n; k++) {
            if (goes_with(&of->moments.at[k], moment)) {
                date.has_amount = true;
                date.known &= of->moments.at[k].known;
                date.amount += of->moments.at[k].amount;
            }
        }
        BO_PUSH(arena, &glance.dates, date);
    }
    return glance;
}
