#include "render/timeline_plot.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/words.h"

#include <string.h>

enum {
    LEFT = 820,
    RIGHT = 160,
    PLOT_HEIGHT = 2000,
    MARKS = 110,      /* the numbers of the lowest row, above the plot */
    AXIS = 420,       /* months and years below it */
    MONTH_WIDTH = 340 /* that a month's name needs at least */
};

const char bo_timeline_dashes[] = "stroke=\"#000\" stroke-width=\"1.6\" stroke-dasharray=\"2 4\"";

/* What happens */

struct bo_timeline_events bo_timeline_events_of(struct bo_arena *arena, const struct bo_timeline_scenario *of)
{
    struct bo_timeline_events events = {0};
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        if (moment->entry == NULL || moment->entry->amount_id != NULL) {
            continue;
        }
        struct bo_timeline_event *last = events.dates.n > 0 ? &events.dates.at[events.dates.n - 1] : NULL;
        if (last == NULL || last->date != moment->date) {
            struct bo_timeline_event event = {.date = moment->date, .first = events.moments.n};
            BO_PUSH(arena, &events.dates, event);
            last = &events.dates.at[events.dates.n - 1];
        }
        last->n++;
        BO_PUSH(arena, &events.moments, moment);
    }
    return events;
}

const char *bo_moment_called(struct bo_arena *arena, const struct bo_moment *moment)
{
    return moment->of != NULL ? bo_printf(arena, "%s (%.*s)", moment->label, (int)strcspn(moment->of, "/"), moment->of)
                              : moment->label;
}

/* The scale */

static int plot_width(const struct bo_timeline_plot *p)
{
    return p->width - LEFT - RIGHT;
}

static int x_of(const struct bo_timeline_plot *p, int64_t day)
{
    int64_t days = p->run->until - p->run->from;
    return LEFT + (int)((day - p->run->from) * plot_width(p) / (days > 0 ? days : 1));
}

static int y_of(const struct bo_timeline_plot *p, int top, bo_wide balance)
{
    return top + (int)((p->high - balance) * PLOT_HEIGHT / (p->high - p->low));
}

struct bo_timeline_plot bo_timeline_plot_of(struct bo_arena *arena, const struct bo_timeline_run *run, int width)
{
    struct bo_timeline_plot plot = {.arena = arena, .run = run, .lang = run->calc.lang, .width = width};
    for (size_t s = 0; s < run->calc.scenarios.n; s++) {
        for (size_t i = 0; i < run->scenario[s].moments.n; i++) {
            bo_wide balance = run->scenario[s].moments.at[i].balance;
            plot.low = balance < plot.low ? balance : plot.low;
            plot.high = balance > plot.high ? balance : plot.high;
        }
    }
    bo_wide step = bo_svg_step(plot.high - plot.low + 1, 7, 100);
    plot.high = bo_wide_div(plot.high + 1, step, BO_CEILING) * step;
    plot.low = bo_wide_div(plot.low, step, BO_FLOOR) * step;
    return plot;
}

static void draw_amounts(struct bo_timeline_plot *p, int top)
{
    const struct bo_set *set = p->run->calc.program->set;
    bo_wide step = bo_svg_step(p->high - p->low, 8, 100);
    for (bo_wide at = p->low; at <= p->high; at += step) {
        int y = y_of(p, top, at);
        bo_svg_line(&p->svg, LEFT - 40, y, LEFT + plot_width(p), y,
                    at == 0 ? "stroke=\"#000\" stroke-width=\"1.4\"" : "stroke=\"#bbb\"");
        bo_svg_text(&p->svg, LEFT - 70, y + 45, "text-anchor=\"end\" font-size=\"12.5\"",
                    bo_value_written(p->arena, set, NULL, bo_dec_text(p->arena, at, 100), set->currency, p->lang));
    }
}

/* Months on the first day of each, so many that their names have room; the year under the first one of it. */
static void draw_months(struct bo_timeline_plot *p, int top)
{
    static const int steps[] = {1, 2, 3, 6, 12};
    int64_t months = bo_months_between(p->run->from, p->run->until) + 1;
    int step = 0, y = top + PLOT_HEIGHT;
    while (step < 4 && plot_width(p) / months * steps[step] < MONTH_WIDTH) {
        step++;
    }
    int64_t year = 0;
    for (int64_t day = p->run->from; day <= p->run->until; day++) {
        const struct bo_civil civil = bo_civil_of(day);
        if (civil.day != 1) {
            continue;
        }
        int x = x_of(p, day);
        bo_svg_line(&p->svg, x, y, x, y + 50, "stroke=\"#000\"");
        if ((civil.month - 1) % steps[step] == 0) {
            bo_svg_text(&p->svg, x, y + 185, "text-anchor=\"middle\" font-size=\"12.5\"",
                        bo_written_month_short(p->arena, day, p->lang));
            if (civil.year != year) {
                bo_svg_text(&p->svg, x, y + 345, "text-anchor=\"middle\" font-size=\"12.5\"",
                            bo_printf(p->arena, "%lld", (long long)civil.year));
            }
            year = civil.year;
        }
    }
}

/* The plot */

static void draw_line(struct bo_timeline_plot *p, int top, const struct bo_timeline_scenario *of,
                      const char *attributes)
{
    bo_svg_raw(&p->svg, "<path fill=\"none\" %s d=\"M", attributes);
    int before = 0;
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        int x = x_of(p, moment->date), y = y_of(p, top, moment->balance);
        if (i + 1 < of->moments.n && of->moments.at[i + 1].date == moment->date) {
            continue; /* what a day leaves in the end */
        }
        if (before != 0) { /* level until the day, then up or down */
            bo_svg_number(&p->svg, x);
            bo_svg_number(&p->svg, before);
        }
        bo_svg_number(&p->svg, x);
        bo_svg_number(&p->svg, y);
        before = y;
    }
    bo_svg_number(&p->svg, x_of(p, p->run->until));
    bo_svg_number(&p->svg, before);
    bo_svg_raw(&p->svg, "\"/>\n");
}

void bo_timeline_dot(struct bo_svg *svg, int x, int y)
{
    bo_svg_raw(svg, "<circle cx=\"%d.%d\" cy=\"%d.%d\" r=\"5\" fill=\"#000\" stroke=\"#fff\" stroke-width=\"1.4\"/>\n",
               x / BO_SVG_UNIT, x % BO_SVG_UNIT, y / BO_SVG_UNIT, y % BO_SVG_UNIT);
}

/* What the day of an event leaves. */
static bo_wide balance_on(const struct bo_timeline_scenario *of, int64_t day)
{
    bo_wide balance = 0;
    for (size_t i = 0; i < of->moments.n && of->moments.at[i].date <= day; i++) {
        balance = of->moments.at[i].balance;
    }
    return balance;
}

static void draw_events(struct bo_timeline_plot *p, int top, const struct bo_timeline_scenario *of,
                        const struct bo_timeline_events *events)
{
    size_t n = events->dates.n;
    int *at = bo_alloc_array(p->arena, n + 1, sizeof *at), *row = bo_alloc_array(p->arena, n + 1, sizeof *row);
    for (size_t i = 0; i < n; i++) {
        at[i] = x_of(p, events->dates.at[i].date);
    }
    bo_svg_spread(at, row, n, LEFT, LEFT + plot_width(p));
    for (size_t i = 0; i < n; i++) {
        int x = x_of(p, events->dates.at[i].date), y = y_of(p, top, balance_on(of, events->dates.at[i].date));
        bo_svg_line(&p->svg, at[i], top - MARKS - row[i] * BO_SVG_ROW, x, top, "stroke=\"#000\"");
        bo_svg_line(&p->svg, x, top, x, y, "stroke=\"#000\" stroke-dasharray=\"5 3\"");
    }
    for (size_t i = 0; i < n; i++) {
        bo_svg_mark(&p->svg, at[i], top - MARKS - row[i] * BO_SVG_ROW, i + 1);
    }
}

static int events_height(const struct bo_timeline_plot *p, size_t n)
{
    int *at = bo_alloc_array(p->arena, n + 1, sizeof *at), *row = bo_alloc_array(p->arena, n + 1, sizeof *row);
    return n == 0 ? MARKS : 60 + bo_svg_spread(at, row, n, LEFT, LEFT + plot_width(p)) * BO_SVG_ROW;
}

int bo_timeline_plot_draw(struct bo_timeline_plot *p, int y, size_t s)
{
    const struct bo_timeline_scenario *of = &p->run->scenario[s];
    const struct bo_timeline_events events = bo_timeline_events_of(p->arena, of);
    int top = y + events_height(p, events.dates.n);
    draw_amounts(p, top);
    draw_months(p, top);
    draw_events(p, top, of, &events);
    if (s > 0) {
        draw_line(p, top, &p->run->scenario[0], bo_timeline_dashes);
    }
    draw_line(p, top, of, "stroke=\"#fff\" stroke-width=\"4.4\"");
    draw_line(p, top, of, "stroke=\"#000\" stroke-width=\"2.2\" stroke-linejoin=\"round\"");
    bo_timeline_dot(&p->svg, x_of(p, of->lowest_on), y_of(p, top, of->lowest));
    return top + PLOT_HEIGHT + AXIS;
}
