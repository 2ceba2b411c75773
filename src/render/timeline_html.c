/* The timeline to take home: for each scenario the lowest point and the dates that matter, the same as pictures, then
 * the months beside each other, and the days month by month. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/names.h"
#include "render/sheet.h"
#include "render/timeline_plot.h"
#include "scenario/figure.h"

#include <string.h>

enum { PLOT_WIDTH = 3900, SCENARIOS_IN_TABLE = 3 };

struct telling {
    struct bo_sheet_page *page;
    struct bo_html *html;
    struct bo_arena *arena;
    const struct bo_timeline_run *run;
    const char *lang;
    size_t tables;
    bool unknown; /* stands in a table */
};

static struct bo_figure figure(bo_wide hundredths)
{
    return (struct bo_figure){.known = true, .n = hundredths, .den = 100};
}

static const char *money(const struct telling *t, bo_wide hundredths)
{
    return bo_amount_money(t->arena, t->page->set, figure(hundredths), t->lang);
}

static const char *written_date(const struct telling *t, int64_t date)
{
    return bo_written_date(t->arena, date, t->lang);
}

static const char *called(const struct telling *t, size_t s)
{
    return bo_scenario_called(&t->run->calc, s);
}

/* The answer */

/* Below nothing it is said how much is missing. */
static const char *lowest_money(const struct telling *t, bo_wide lowest)
{
    return lowest >= 0 ? money(t, lowest) : bo_word_with(t->arena, t->lang, BO_W_SHORT_BY, money(t, -lowest), NULL);
}

static void tell_last_day(struct telling *t, size_t s)
{
    bo_wide last = t->run->scenario[s].balance, more = last - t->run->scenario[0].balance;
    const char *date = written_date(t, t->run->until);
    bo_html_put(t->html, "<p>");
    if (s == 0) {
        bo_html_say(t->html, bo_sheet_word(t->page, BO_W_ON_LAST_DAY), date, money(t, last));
    } else {
        bo_html_say(t->html, bo_sheet_word(t->page, more < 0 ? BO_W_ON_LAST_DAY_LESS : BO_W_ON_LAST_DAY_MORE), date,
                    money(t, last), money(t, more < 0 ? -more : more), called(t, 0));
    }
    bo_html_put(t->html, "</p>\n");
}

static void tell_answer(struct telling *t, size_t s)
{
    const struct bo_timeline_scenario *of = &t->run->scenario[s];
    const char *lowest = lowest_money(t, of->lowest), *date = written_date(t, of->lowest_on);
    bo_html_put(t->html, "<div class=\"answer\">\n<p class=\"first\">");
    if (t->run->calc.scenarios.n == 1) {
        bo_html_say(t->html, bo_sheet_word(t->page, BO_W_NOW_LOWEST), date, lowest);
    } else {
        bo_html_say(t->html, bo_sheet_word(t->page, s > 0 ? BO_W_WITH_LOWEST : BO_W_AT_LOWEST), called(t, s), date,
                    lowest);
    }
    bo_html_put(t->html, ".</p>\n");
    tell_last_day(t, s);
    bo_html_put(t->html, "</div>\n");
}

/* What comes after first; what there is without it last, to compare. */
static void tell_answers(struct telling *t)
{
    size_t n = t->run->calc.scenarios.n;
    bo_sheet_heading(t->page, BO_W_ANSWER);
    for (size_t s = 1; s <= n; s++) {
        tell_answer(t, s % n);
    }
    bo_html_fill(t->html, "<p>{}</p>\n<p class=\"small\">{}</p>\n",
                 bo_word_with(t->arena, t->lang, BO_W_STARTS_WITH,
                              money(t, t->run->scenario[0].moments.at[0].balance), NULL),
                 bo_sheet_word(t->page, BO_W_NO_DECISION));
}

/* Dates that matter */

static void tell_event(struct telling *t, const struct bo_timeline_events *events, size_t i)
{
    const struct bo_timeline_event *event = &events->dates.at[i];
    bo_html_fill(t->html, "<li><b>{}</b>\n<ul>\n", written_date(t, event->date));
    for (size_t k = event->first; k < event->first + event->n; k++) {
        const struct bo_moment *moment = events->moments.at[k];
        bo_html_fill(t->html, "<li><b>{}</b>", bo_moment_called(t->arena, moment));
        if (moment->text != NULL) {
            bo_html_fill(t->html, ". {}", moment->text);
        }
        bo_html_put(t->html, "</li>\n");
    }
    bo_html_put(t->html, "</ul>\n</li>\n");
}

static void tell_events(struct telling *t)
{
    bo_sheet_heading(t->page, BO_W_DATES_THAT_MATTER);
    for (size_t s = 0; s < t->run->calc.scenarios.n; s++) {
        const struct bo_timeline_events events = bo_timeline_events_of(t->arena, &t->run->scenario[s]);
        if (s == 0 && events.dates.n == 0) {
            continue;
        }
        bo_html_fill(t->html, "<h3><bdi>{}</bdi></h3>\n", called(t, s));
        bo_html_put(t->html, events.dates.n > 0 ? "<ol class=\"dates\">\n" : "");
        for (size_t i = 0; i < events.dates.n; i++) {
            tell_event(t, &events, i);
        }
        if (events.dates.n > 0) {
            bo_html_put(t->html, "</ol>\n");
        } else {
            bo_html_fill(t->html, "<p>{}</p>\n", bo_sheet_word(t->page, BO_W_NO_DATES));
        }
    }
}

/* Pictures */

static void key_item(struct telling *t, const char *drawing, const char *label)
{
    bo_html_put(t->html, "<li><svg aria-hidden=\"true\" viewBox=\"0 0 34 18\">");
    bo_html_put(t->html, drawing);
    bo_html_fill(t->html, "</svg><bdi>{}</bdi></li>\n", label);
}

static void tell_key(struct telling *t)
{
    bo_html_fill(t->html, "<h3>{}</h3>\n<ul class=\"key\">\n", bo_sheet_word(t->page, BO_W_KEY_OF_PICTURES));
    key_item(t, "<path d=\"M0 9H34\" stroke=\"#000\" stroke-width=\"2.2\"/>",
             bo_sheet_word(t->page, BO_W_MONEY_YOU_HAVE));
    if (t->run->calc.scenarios.n > 1) {
        key_item(t, bo_printf(t->arena, "<path d=\"M0 9H34\" %s/>", bo_timeline_dashes), called(t, 0));
    }
    key_item(t, "<circle cx=\"17\" cy=\"9\" r=\"5\"/>", bo_sheet_word(t->page, BO_W_LOWEST_MARK));
    key_item(t,
             "<circle cx=\"17\" cy=\"9\" r=\"8\" fill=\"#fff\" stroke=\"#000\"/><text x=\"17\" y=\"13\" "
             "text-anchor=\"middle\" font-size=\"11\">1</text>",
             bo_sheet_word(t->page, BO_W_DATES_THAT_MATTER));
    bo_html_put(t->html, "</ul>\n");
}

static void tell_pictures(struct telling *t)
{
    size_t n = t->run->calc.scenarios.n;
    struct bo_timeline_plot plot = bo_timeline_plot_of(t->arena, t->run, PLOT_WIDTH);
    bo_sheet_heading(t->page, n > 1 ? BO_W_IN_PICTURES : BO_W_IN_PICTURE);
    for (size_t s = 0; s < n; s++) {
        bo_svg_open(&plot.svg, t->arena);
        int height = bo_timeline_plot_draw(&plot, 0, s);
        bo_html_fill(t->html, "<figure>\n<figcaption><bdi>{}</bdi></figcaption>\n", called(t, s));
        bo_html_put(t->html, bo_svg_take_part(&plot.svg, PLOT_WIDTH, height, bo_printf(t->arena, "plot-%zu", s + 1),
                                              bo_word_with(t->arena, t->lang, BO_W_PICTURE_BY_DATE, called(t, s), NULL),
                                              bo_word(t->lang, BO_W_TABLES_SAY_SAME)));
        bo_html_put(t->html, "</figure>\n");
    }
    tell_key(t);
}

/* Tables */

/* The first text that fills the caption may be NULL. */
static void open_table(struct telling *t, enum bo_word caption, const char *of)
{
    const char *id = bo_printf(t->arena, "table-%zu", ++t->tables), *currency = t->page->set->currency;
    bo_html_fill(t->html,
                 "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{}\">\n<table class=\"many{}\">\n"
                 "<caption id=\"{}\">",
                 id, caption == BO_W_DAYS_OF ? " days" : "", id);
    if (of != NULL) {
        bo_html_say(t->html, bo_sheet_word(t->page, caption), of, currency);
    } else {
        bo_html_say(t->html, bo_sheet_word(t->page, caption), currency);
    }
    bo_html_put(t->html, "</caption>\n<thead>\n<tr>");
}

static void close_table(struct telling *t)
{
    bo_html_put(t->html, "</tbody>\n</table>\n</div>\n");
}

static void column_head(struct telling *t, const char *label)
{
    bo_html_fill(t->html, "<th scope=\"col\"><bdi>{}</bdi></th>", label);
}

static void cell(struct telling *t, bo_wide hundredths, bool with_sign)
{
    const struct bo_figure of = figure(hundredths);
    bo_html_fill(t->html, "<td><data value=\"{}\">{}</data></td>", bo_amount_plain(t->arena, of),
                 (with_sign ? bo_amount_signed : bo_amount_written)(t->arena, of, t->lang));
}

static bo_wide left_over(const struct bo_timeline_scenario *of, size_t month)
{
    return of->months.at[month].plus - of->months.at[month].minus;
}

/* What is left over in each month: the first scenario, and some of the others, side by side. */
static void tell_left_over(struct telling *t, size_t from, size_t to)
{
    const struct bo_timeline_scenario *first = &t->run->scenario[0];
    open_table(t, BO_W_LEFT_BY_MONTH, NULL);
    column_head(t, bo_sheet_word(t->page, BO_W_MONTH));
    column_head(t, called(t, 0));
    for (size_t s = from; s < to; s++) {
        column_head(t, called(t, s));
    }
    bo_html_put(t->html, "</tr>\n</thead>\n<tbody>\n");
    bo_wide sum[1 + SCENARIOS_IN_TABLE] = {0};
    for (size_t m = 0; m < first->months.n; m++) {
        bo_html_fill(t->html, "<tr><th scope=\"row\">{}</th>",
                     bo_written_month(t->arena, first->months.at[m].first, t->lang));
        for (size_t column = 0; column <= to - from; column++) {
            bo_wide left = left_over(&t->run->scenario[column == 0 ? 0 : from + column - 1], m);
            sum[column] += left;
            cell(t, left, false);
        }
        bo_html_put(t->html, "</tr>\n");
    }
    bo_html_fill(t->html, "<tr class=\"sum\"><th scope=\"row\">{}</th>", bo_sheet_word(t->page, BO_W_TOTAL));
    for (size_t column = 0; column <= to - from; column++) {
        cell(t, sum[column], false);
    }
    bo_html_put(t->html, "</tr>\n");
    close_table(t);
}

static const char *total_called(const struct telling *t, const char *total)
{
    const struct bo_sheet *sheet = &t->page->set->sheet;
    for (size_t g = 0; g < sheet->groups.n; g++) {
        if (sheet->groups.at[g].total_id != NULL && strcmp(sheet->groups.at[g].total_id, total) == 0) {
            return bo_called(t->arena, &t->run->calc, &sheet->groups.at[g].label, total);
        }
    }
    return total;
}

/* Of one scenario what comes in and goes out in each month, and what there is then. */
static void tell_months(struct telling *t, size_t s)
{
    const struct bo_timeline_scenario *of = &t->run->scenario[s];
    const struct bo_sheet *sheet = &t->page->set->sheet;
    open_table(t, BO_W_MONTHS_OF, called(t, s));
    column_head(t, bo_sheet_word(t->page, BO_W_MONTH));
    column_head(t, total_called(t, sheet->plus_id));
    column_head(t, total_called(t, sheet->minus_id));
    column_head(t, bo_sheet_balance(t->page));
    column_head(t, bo_sheet_word(t->page, BO_W_AT_END));
    bo_html_put(t->html, "</tr>\n</thead>\n<tbody>\n");
    bo_wide balance = of->moments.at[0].balance;
    for (size_t m = 0; m < of->months.n; m++) {
        balance += left_over(of, m);
        bo_html_fill(t->html, "<tr><th scope=\"row\">{}</th>",
                     bo_written_month(t->arena, of->months.at[m].first, t->lang));
        cell(t, of->months.at[m].plus, false);
        cell(t, of->months.at[m].minus, false);
        cell(t, left_over(of, m), false);
        cell(t, balance, false);
        bo_html_put(t->html, "</tr>\n");
    }
    close_table(t);
}

static void tell_all_months(struct telling *t)
{
    size_t n = t->run->calc.scenarios.n;
    bo_sheet_heading(t->page, BO_W_MONTHS_TOTALS);
    for (size_t from = 1; from < n; from += SCENARIOS_IN_TABLE) {
        tell_left_over(t, from, from + SCENARIOS_IN_TABLE < n ? from + SCENARIOS_IN_TABLE : n);
    }
    for (size_t s = 0; s < n; s++) {
        tell_months(t, s);
    }
}

/* Days */

static void moment_row(struct telling *t, const struct bo_moment *moment, bool same_day)
{
    bool event = moment->entry != NULL && moment->entry->amount_id == NULL;
    const char *date = bo_date_text(t->arena, moment->date),
               *day = bo_printf(t->arena, "%d", bo_civil_of(moment->date).day);
    if (same_day) {
        bo_html_put(t->html, "<tr><td></td>");
    } else {
        bo_html_fill(t->html, "<tr><td><time datetime=\"{}\">{}</time></td>", date, day);
    }
    bo_html_fill(t->html, event ? "<th scope=\"row\"><b>{}</b></th>" : "<th scope=\"row\">{}</th>",
                 bo_moment_called(t->arena, moment));
    if (event) {
        bo_html_put(t->html, "<td></td><td></td></tr>\n");
        return;
    }
    if (moment->entry == NULL) {
        bo_html_put(t->html, "<td></td>");
    } else if (moment->known) {
        cell(t, moment->amount, true);
    } else {
        bo_html_fill(t->html, "<td><span class=\"hidden\">{}</span><span aria-hidden=\"true\">—</span></td>",
                     bo_sheet_word(t->page, BO_W_UNKNOWN));
        t->unknown = true;
    }
    cell(t, moment->balance, false);
    bo_html_put(t->html, "</tr>\n");
}

/* The days of a scenario, each month under its name. */
static void tell_days(struct telling *t, size_t s)
{
    const struct bo_timeline_scenario *of = &t->run->scenario[s];
    const char *month = "";
    int64_t day = BO_DATE_NONE;
    open_table(t, BO_W_DAYS_OF, called(t, s));
    column_head(t, bo_sheet_word(t->page, BO_W_DAY));
    column_head(t, bo_sheet_word(t->page, BO_W_WHAT));
    column_head(t, bo_sheet_word(t->page, BO_W_AMOUNT));
    column_head(t, bo_sheet_word(t->page, BO_W_MONEY_LEFT));
    bo_html_put(t->html, "</tr>\n</thead>\n");
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        const char *now = bo_written_month(t->arena, moment->date, t->lang);
        if (strcmp(now, month) != 0) {
            bo_html_put(t->html, i > 0 ? "</tbody>\n" : "");
            bo_html_fill(t->html, "<tbody>\n<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"4\">{}</th></tr>\n",
                         now);
        }
        moment_row(t, moment, moment->date == day);
        month = now;
        day = moment->date;
    }
    close_table(t);
}

/* The rules of entries that happen, each once. */
static bo_sheet_lines lines_of(struct telling *t)
{
    const struct bo_timeline *timeline = &t->page->set->timeline;
    bo_sheet_lines all = {0};
    for (size_t e = 0; e < timeline->entries.n; e++) {
        const struct bo_timeline_entry *entry = &timeline->entries.at[e];
        bool happens = false;
        for (size_t s = 0; s < t->run->calc.scenarios.n; s++) {
            const struct bo_timeline_scenario *of = &t->run->scenario[s];
            for (size_t i = 0; i < of->moments.n; i++) {
                happens |= of->moments.at[i].entry != NULL && strcmp(of->moments.at[i].entry->id, entry->id) == 0;
            }
        }
        const struct bo_sheet_line line = {
            bo_called(t->arena, &t->run->calc, &entry->label, entry->id),
            bo_set_find(t->page->set, entry->amount_id != NULL ? entry->amount_id : entry->when_id)};
        if (happens && line.named != NULL) {
            BO_PUSH(t->arena, &all, line);
        }
    }
    return all;
}

char *bo_render_timeline_html(struct bo_arena *arena, const struct bo_timeline_run *run, const bo_sheet_steps *steps,
                              const char *program_version)
{
    const struct bo_calc *calc = &run->calc;
    struct bo_sheet_page page = {.calc = calc,
                                 .set = calc->program->set,
                                 .arena = arena,
                                 .lang = calc->lang,
                                 .laws = bo_laws_of(arena, calc->program->set)};
    struct telling t = {&page, &page.html, arena, run, calc->lang, 0, false};
    const struct bo_basis basis = bo_basis_of(page.set, calc->kase->date);
    const char *own = bo_sheet_told(&page, &page.set->title);
    bo_sheet_open(
        &page, BO_W_YOUR_DATES, bo_word_with(arena, page.lang, BO_W_TIMELINE, own != NULL ? own : page.set->id, NULL),
        bo_word_with(arena, page.lang, BO_W_DAYS_TOLD, written_date(&t, run->from), written_date(&t, run->until)));
    bo_sheet_link(&page, "law", BO_W_LAW_OF_LINES);
    bo_sheet_link(&page, "steps", BO_W_FOR_ADVISER);
    tell_answers(&t);
    tell_events(&t);
    tell_pictures(&t);
    tell_all_months(&t);
    bo_sheet_heading(&page, BO_W_DAY_BY_DAY);
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        tell_days(&t, s);
    }
    if (t.unknown) {
        bo_sheet_unknown(&page);
    }
    const struct bo_sheet_told told = bo_sheet_told_of(&page);
    bo_sheet_notices(&page, &told);
    bo_basis_write(&page.html, &basis, page.lang, program_version);
    const bo_sheet_lines lines = lines_of(&t);
    bo_sheet_law(&page, &lines);
    bo_sheet_steps_told(&page, steps, bo_sheet_word(&page, BO_W_ORDINARY_MONTH));
    return bo_html_take(&page.html);
}
