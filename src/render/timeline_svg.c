/* The timeline as a picture of its own: for each scenario the plot, then in words its lowest point and the dates that
 * matter. Black on white is enough to read it. */
#include "num/written.h"
#include "render/amount.h"
#include "render/names.h"
#include "render/page.h"
#include "render/timeline_plot.h"
#include "render/words.h"

enum {
    WIDTH = 5200,
    MARGIN = 160,
    LINE = 190,  /* from one line of text to the next */
    HANG = 260,  /* words behind a number */
    COLUMNS = 64 /* letters that go into a line */
};

struct drawing {
    struct bo_arena *arena;
    const struct bo_timeline_run *run;
    const char *lang;
    struct bo_timeline_plot plot;
    struct bo_svg *svg; /* the plot's */
    int y;
};

static void write_lines(struct drawing *d, int x, const char *attributes, const char *text, size_t columns)
{
    bo_lines lines = bo_wrap(d->arena, bo_utf8_line(d->arena, text, 2000), columns, columns);
    for (size_t i = 0; i < lines.n; i++) {
        bo_svg_text(d->svg, x, d->y + 140, attributes, lines.at[i]);
        d->y += LINE;
    }
}

static const char *lowest_told(const struct drawing *d, const struct bo_timeline_scenario *of)
{
    const struct bo_figure lowest = {.known = true, .n = of->lowest, .den = 100};
    return bo_word_with(d->arena, d->lang, BO_W_LOWEST,
                        bo_amount_money(d->arena, d->run->calc.program->set, lowest, d->lang),
                        bo_written_date(d->arena, of->lowest_on, d->lang));
}

/* "5 June 2026: The job starts (you), First pay day (you)" */
static const char *event_told(const struct drawing *d, const struct bo_timeline_events *events, size_t i)
{
    const struct bo_timeline_event *event = &events->dates.at[i];
    const char *told = bo_printf(d->arena, "%s:", bo_written_date(d->arena, event->date, d->lang));
    for (size_t k = 0; k < event->n; k++) {
        told = bo_printf(d->arena, "%s%s %s", told, k > 0 ? "," : "",
                         bo_moment_called(d->arena, events->moments.at[event->first + k]));
    }
    return told;
}

static void write_key(struct drawing *d, size_t s)
{
    bo_svg_line(d->svg, MARGIN, d->y + 95, MARGIN + 180, d->y + 95, "stroke=\"#000\" stroke-width=\"2.2\"");
    write_lines(
        d, MARGIN + HANG, "",
        bo_printf(d->arena, "%s: %s", bo_word(d->lang, BO_W_MONEY_YOU_HAVE), bo_scenario_called(&d->run->calc, s)),
        COLUMNS - 4);
    if (s > 0) {
        bo_svg_line(d->svg, MARGIN, d->y + 95, MARGIN + 180, d->y + 95, bo_timeline_dashes);
        write_lines(d, MARGIN + HANG, "", bo_scenario_called(&d->run->calc, 0), COLUMNS - 4);
    }
}

static void draw_scenario(struct drawing *d, size_t s)
{
    const struct bo_timeline_scenario *of = &d->run->scenario[s];
    const struct bo_timeline_events events = bo_timeline_events_of(d->arena, of);
    d->y += LINE / 2;
    write_lines(d, MARGIN, "font-weight=\"bold\"", bo_scenario_called(&d->run->calc, s), COLUMNS);
    d->y = bo_timeline_plot_draw(&d->plot, d->y, s);
    write_key(d, s);
    bo_timeline_dot(d->svg, MARGIN + BO_SVG_MARK, d->y + 95);
    write_lines(d, MARGIN + HANG, "font-weight=\"bold\"", lowest_told(d, of), COLUMNS - 8);
    for (size_t i = 0; i < events.dates.n; i++) {
        bo_svg_mark(d->svg, MARGIN + BO_SVG_MARK, d->y + 95, i + 1);
        write_lines(d, MARGIN + HANG, "", event_told(d, &events, i), COLUMNS - 4);
        d->y += LINE / 10;
    }
}

static const char *description(const struct drawing *d)
{
    const char *all = "";
    for (size_t s = 0; s < d->run->calc.scenarios.n; s++) {
        const struct bo_timeline_events events = bo_timeline_events_of(d->arena, &d->run->scenario[s]);
        all = bo_printf(d->arena, "%s%s%s: %s.", all, s > 0 ? " " : "", bo_scenario_called(&d->run->calc, s),
                        lowest_told(d, &d->run->scenario[s]));
        for (size_t i = 0; i < events.dates.n; i++) {
            all = bo_printf(d->arena, "%s %zu. %s.", all, i + 1, event_told(d, &events, i));
        }
    }
    return all;
}

char *bo_render_timeline_svg(struct bo_arena *arena, const struct bo_timeline_run *run)
{
    const struct bo_set *set = run->calc.program->set;
    struct drawing d = {.arena = arena, .run = run, .lang = run->calc.lang};
    const char *own = bo_text_in(set, &set->title, d.lang);
    const char *title = bo_word_with(arena, d.lang, BO_W_TIMELINE, own != NULL ? own : set->id, NULL);
    d.plot = bo_timeline_plot_of(arena, run, WIDTH);
    d.svg = &d.plot.svg;
    bo_svg_open(d.svg, arena);
    d.y = 60;
    write_lines(&d, MARGIN, "font-size=\"17\" font-weight=\"bold\"", title, COLUMNS - 12);
    write_lines(&d, MARGIN, "",
                bo_word_with(arena, d.lang, BO_W_DAYS_TOLD, bo_written_date(arena, run->from, d.lang),
                             bo_written_date(arena, run->until, d.lang)),
                COLUMNS);
    for (size_t s = 0; s < run->calc.scenarios.n; s++) {
        draw_scenario(&d, s);
    }
    return bo_svg_take(d.svg, WIDTH, d.y + MARGIN, title, description(&d));
}
