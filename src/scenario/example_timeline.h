/* Purpose  money by date in an example: the days are run and compared, and followed back to the rules' branches.
 * Layer    scenario, private to example*.c.
 * Owns     a replay stands in the arena that it was made in; it borrows the case. */
#ifndef BO_SCENARIO_EXAMPLE_TIMELINE_H
#define BO_SCENARIO_EXAMPLE_TIMELINE_H

#include "base/buf.h"
#include "scenario/branches.h"
#include "scenario/timeline.h"

struct bo_telling {
    struct bo_arena *arena;
    const struct bo_program *program; /* compiled by_day, with the example's values */
    const struct bo_example *example;
    struct bo_branches *branches; /* or NULL */
    unsigned expected;            /* grows by what was compared */
    struct bo_buf *failures;      /* a line each */
};
/* BO_INTERNAL: the evaluators do not agree. Anything else that is wrong is a failure. */
enum bo_status bo_example_timeline(struct bo_telling *telling);

/* The number of a scenario of the case, NULL the first; as many as there are: none. */
size_t bo_told_scenario(const struct bo_case *kase, const char *id);

/* What each day began with, so that days can be run again, from the last one back. */
struct bo_replay {
    struct bo_arena *arena;
    BO_VEC(struct bo_replay_day) days;
};
struct bo_replay_day {
    int64_t day;
    bo_wide **state;
    uint32_t **reason;
};
/* For the watch's `before`; context: the replay. */
void bo_replay_keep(void *context, struct bo_case *kase, int64_t day);
/* The ways that the rules went to the entries that are told and to what the claims say is not there; and on the days
 * before, to what built up for them. The case has no state of its own after this. */
enum bo_status bo_replay_follow(const struct bo_replay *replay, const struct bo_timeline_run *run,
                                const struct bo_example_timeline *told, struct bo_branches *branches);

#endif
