/* Purpose  the plot of a timeline: the money that there is by date as a line of steps, that of the first scenario
 * dotted behind it; dates that matter have numbers over the plot, the lowest point is a black dot. Layer    render,
 * private to timeline_*.c. Unit     tenths, as in svg.h; amounts are hundredths. */
#ifndef BO_RENDER_TIMELINE_PLOT_H
#define BO_RENDER_TIMELINE_PLOT_H

#include "render/svg.h"
#include "scenario/timeline.h"

struct bo_timeline_event { /* a date that matters, with all that happens on it */
    int64_t date;
    size_t first, n; /* of bo_timeline_events: its moments */
};
struct bo_timeline_events {
    BO_VEC(struct bo_timeline_event) dates;
    BO_VEC(const struct bo_moment *) moments; /* those that move no money, by date */
};
struct bo_timeline_events bo_timeline_events_of(struct bo_arena *arena, const struct bo_timeline_scenario *of);
/* "First pay day (you)" */
const char *bo_moment_called(struct bo_arena *arena, const struct bo_moment *moment);

struct bo_timeline_plot {
    struct bo_arena *arena;
    const struct bo_timeline_run *run;
    const char *lang;
    int width;
    struct bo_svg svg;
    bo_wide low, high; /* of the scale, the same for all scenarios */
};
struct bo_timeline_plot bo_timeline_plot_of(struct bo_arena *arena, const struct bo_timeline_run *run, int width);
/* Draws a scenario from y on; how far down it goes. */
int bo_timeline_plot_draw(struct bo_timeline_plot *plot, int y, size_t scenario);
/* A black dot, as the lowest point is marked. */
void bo_timeline_dot(struct bo_svg *svg, int x, int y);
/* How the line of the first scenario is drawn behind the others. */
extern const char bo_timeline_dashes[];

#endif
