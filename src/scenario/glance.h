/* Purpose  a timeline at a glance: how much is short at the lowest point, and when for the first time something happens
 *          that the rule set's entries name for it (glance="…").
 * Layer    scenario.
 * Exact    amounts are numerators over 100 of the set's currency.
 * Owns     nothing: what is told lives in the timeline, lists in the arena. */
#ifndef BO_SCENARIO_GLANCE_H
#define BO_SCENARIO_GLANCE_H

#include "scenario/timeline.h"

struct bo_glance_date {
    const struct bo_moment *moment; /* the first of its entry */
    bool has_amount, known;
    bo_wide amount; /* of the day's entries that are told with it */
};
struct bo_glance {
    bo_wide short_by; /* what is missing at the lowest point, 0 or more */
    BO_VEC(struct bo_glance_date) dates;
};
struct bo_glance bo_timeline_glance(struct bo_arena *arena, const struct bo_timeline_scenario *of);

#endif
