/* The timeline as a picture: for each scenario the balance as a line of steps; its lowest point and what happens on the
 * way are marked by numbers, and told below. Black on white is enough to read it. */
#include "num/written.h"
#include "render/amount.h"
#include "render/names.h"
#include "render/words.h"

#include "render/render.h"
#include <string.h>

enum { WIDTH = 900, LEFT = 90, RIGHT = 20, TOP = 46, PLOT = 220, AXIS = 30, LINE = 20, LETTERS = 118, EVENTS_MAX = 40 };

struct drawing {
    struct bo_arena *arena;
    const struct bo_timeline_run *run;
    const struct bo_set *set;
    const char *lang;
    struct bo_buf buf;
    int top;           /* of the scenario */
    bo_wide low, high; /* the balances shown, hundredths */
};
struct mark { /* something that is told */
    int64_t date;
    bo_wide balance;
    const char *label;
};
typedef BO_VEC(struct mark) marks_list;

static void escaped(struct bo_buf *to, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        const char *entity = *p == '<'   ? "&lt;"
                             : *p == '>' ? "&gt;"
                             : *p == '&' ? "&amp;"
                             : *p == '"' ? "&quot;"
                                         : NULL;
        if (entity != NULL) {
            bo_buf_puts(to, entity);
        } else {
            bo_buf_putc(to, *p);
        }
    }
}

static void text_at(struct drawing *d, int x, int y, const char *attributes, const char *text)
{
    bo_buf_printf(&d->buf, "<text x=\"%d\" y=\"%d\"%s%s>", x, y, *attributes != '\0' ? " " : "", attributes);
    escaped(&d->buf, bo_utf8_line(d->arena, text, LETTERS + 40));
    bo_buf_puts(&d->buf, "</text>\n");
}

static int x_of(const struct drawing *d, int64_t day)
{
    int64_t days = d->run->until - d->run->from;
    return LEFT + (int)((day - d->run->from) * (WIDTH - LEFT - RIGHT) / (days > 0 ? days : 1));
}

static int y_of(const struct drawing *d, bo_wide balance)
{
    return d->top + TOP + (int)((d->high - balance) * PLOT / (d->high - d->low));
}

static const char *money(const struct drawing *d, bo_wide hundredths)
{
    return bo_amount_money(d->arena, d->set, (struct bo_figure){.known = true, .n = hundredths, .den = 100}, d->lang);
}

/* Steps of the scale: 1, 2 or 5 with noughts, so that there are about five. */
static bo_wide scale_step(bo_wide span)
{
    static const int parts[] = {2, 5, 10};
    for (bo_wide tens = 100;; tens *= 10) {
        for (int i = 0; i < 3; i++) {
            if (span / (tens * parts[i] / 2) <= 6) {
                return tens * parts[i] / 2;
            }
        }
    }
}

static void draw_scale(struct drawing *d)
{
    bo_wide step = scale_step(d->high - d->low);
    for (bo_wide at = bo_wide_div(d->low, step, BO_CEILING) * step; at <= d->high; at += step) {
        int y = y_of(d, at);
        bo_buf_printf(&d->buf, "<path d=\"M%d %dH%d\" stroke=\"%s\"/>\n", LEFT, y, WIDTH - RIGHT,
                      at == 0 ? "#000" : "#ccc");
        text_at(d, LEFT - 8, y + 4, "text-anchor=\"end\"", money(d, at));
    }
    int64_t months = bo_months_between(d->run->from, d->run->until) + 1, each = months / 12 + 1, n = 0;
    for (int64_t day = d->run->from; day <= d->run->until; day++) {
        const struct bo_civil civil = bo_civil_of(day);
        if (civil.day == 1 && n++ % each == 0) {
            int x = x_of(d, day);
            bo_buf_printf(&d->buf, "<path d=\"M%d %dv6\" stroke=\"#000\"/>\n", x, d->top + TOP + PLOT);
            text_at(d, x, d->top + TOP + PLOT + 20, "text-anchor=\"middle\"",
                    bo_printf(d->arena, "%04lld-%02d", (long long)civil.year, civil.month));
        }
    }
}

static void draw_line(struct drawing *d, const struct bo_timeline_scenario *of)
{
    bo_buf_puts(&d->buf, "<path fill=\"none\" stroke=\"#004488\" stroke-width=\"2\" d=\"");
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        bool last = i + 1 == of->moments.n || of->moments.at[i + 1].date != moment->date;
        int x = x_of(d, moment->date), y = y_of(d, moment->balance);
        if (i == 0) {
            bo_buf_printf(&d->buf, "M%d %d", x, y);
        } else if (last) {
            bo_buf_printf(&d->buf, "H%dV%d", x, y);
        }
    }
    bo_buf_printf(&d->buf, "H%d\"/>\n", x_of(d, d->run->until));
}

/* Events in their order, the lowest point among them. */
static marks_list marks_of(struct drawing *d, const struct bo_timeline_scenario *of)
{
    marks_list list = {0};
    const struct mark lowest = {of->lowest_on, of->lowest,
                                bo_word_with(d->arena, d->lang, BO_W_LOWEST, money(d, of->lowest),
                                             bo_written_date(d->arena, of->lowest_on, d->lang))};
    BO_PUSH(d->arena, &list, lowest);
    for (size_t i = 0; i < of->moments.n && list.n < EVENTS_MAX; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        if (moment->entry != NULL && moment->entry->amount_id == NULL) {
            const struct mark mark = {
                moment->date, moment->balance,
                bo_printf(d->arena, "%s: %s", bo_date_text(d->arena, moment->date), moment->label)};
            BO_PUSH(d->arena, &list, mark);
        }
    }
    return list;
}

static void draw_marks(struct drawing *d, const marks_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct mark *mark = &list->at[i];
        int x = x_of(d, mark->date), y = y_of(d, mark->balance);
        const char *number = bo_printf(d->arena, "%zu", i + 1);
        bo_buf_printf(&d->buf, "<circle cx=\"%d\" cy=\"%d\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/>\n", x, y);
        text_at(d, x, y + 4, "text-anchor=\"middle\" font-size=\"11\"", number);
        text_at(d, LEFT, d->top + TOP + PLOT + AXIS + LINE * (int)(i + 1), "",
                bo_printf(d->arena, "%s  %s", number, mark->label));
    }
}

static void find_span(struct drawing *d, const struct bo_timeline_scenario *of)
{
    d->low = of->lowest < 0 ? of->lowest : 0;
    d->high = 0;
    for (size_t i = 0; i < of->moments.n; i++) {
        d->high = of->moments.at[i].balance > d->high ? of->moments.at[i].balance : d->high;
        d->low = of->moments.at[i].balance < d->low ? of->moments.at[i].balance : d->low;
    }
    d->high = d->high > d->low ? d->high : d->low + 100;
}

static void draw_scenario(struct drawing *d, size_t s)
{
    const struct bo_timeline_scenario *of = &d->run->scenario[s];
    const marks_list list = marks_of(d, of);
    find_span(d, of);
    text_at(d, LEFT, d->top + 26, "font-size=\"16\" font-weight=\"bold\"", bo_scenario_called(&d->run->calc, s));
    draw_scale(d);
    draw_line(d, of);
    draw_marks(d, &list);
    d->top += TOP + PLOT + AXIS + LINE * (int)(list.n + 1);
}

char *bo_render_timeline_svg(struct bo_arena *arena, const struct bo_timeline_run *run)
{
    struct drawing d = {.arena = arena, .run = run, .set = run->calc.program->set, .lang = run->calc.lang};
    const char *title = bo_text_in(d.set, &d.set->title, d.lang);
    bo_buf_init(&d.buf);
    for (size_t s = 0; s < run->calc.scenarios.n; s++) {
        draw_scenario(&d, s);
    }
    struct bo_buf all;
    bo_buf_init(&all);
    bo_buf_printf(&all,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                  "aria-labelledby=\"title\" font-family=\"sans-serif\" font-size=\"13\">\n<title id=\"title\">",
                  WIDTH, d.top);
    escaped(&all, bo_word_with(arena, d.lang, BO_W_TIMELINE, title != NULL ? title : d.set->id, NULL));
    bo_buf_printf(&all, "</title>\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", WIDTH, d.top);
    bo_buf_puts(&all, d.buf.at != NULL ? d.buf.at : "");
    bo_buf_puts(&all, "</svg>\n");
    char *text = bo_strndup(arena, all.at, all.n);
    bo_buf_fini(&d.buf);
    bo_buf_fini(&all);
    return text;
}
