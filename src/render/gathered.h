/* Purpose  notices for people: what is said alike of several people or places is said once.
 * Layer    render. */
#ifndef BO_RENDER_GATHERED_H
#define BO_RENDER_GATHERED_H

#include "scenario/calc.h"

struct bo_said {
    const struct bo_notice *notice; /* the first of those that say it */
    const char *text;
    BO_VEC(const char *) who;   /* "you/jobs/0"; of what is said of nobody in particular, none */
    BO_VEC(const char *) where; /* the scenarios, where only some are meant */
};
typedef BO_VEC(struct bo_said) bo_gathered;

bo_gathered bo_gathered_of(struct bo_arena *arena, const struct bo_calc *calc, const bo_notices *notices);
/* Messages of all scenarios, so that what is said in several is told once; first those with a day, in their order. */
bo_notices bo_messages_of(struct bo_arena *arena, const struct bo_calc *calc);
/* Those that every scenario but the first has, as messages of no scenario. */
bo_notices bo_messages_shared(struct bo_arena *arena, const struct bo_calc *calc);
/* "By 6 April 2026": the day by which to act; NULL where there is none. */
const char *bo_notice_day(struct bo_arena *arena, const char *lang, const struct bo_notice *notice);

#endif
