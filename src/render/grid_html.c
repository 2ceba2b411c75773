/* Hours and pay to take home: the answer first, what is worth a look and where it falls in words, then the same as
 * pictures and as tables, and what it rests on. */
#include "render/amount.h"
#include "render/basis.h"
#include "render/gathered.h"
#include "render/grid_plot.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/phrases.h"
#include "render/sheet.h"
#include "scenario/figure.h"

#include <string.h>

enum { PLOT_WIDTH = 3900, WAGES_IN_TABLE = 3, POINTS_IN_TABLE = 3, POINTS_MAX = 8 };

struct telling {
    struct bo_sheet_page *page;
    struct bo_html *html;
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const char *lang;
    size_t tables;
    bool unknown; /* stands in a table */
};

static const char *hours_written(const struct telling *t, bo_wide hours)
{
    return bo_varied_written(t->arena, t->grid->varied, t->grid->varied->hours, hours, t->lang);
}

static const char *wage_written(const struct telling *t, bo_wide wage)
{
    return bo_varied_written(t->arena, t->grid->varied, t->grid->varied->wage, wage, t->lang);
}

static const char *money(const struct telling *t, struct bo_figure figure)
{
    return bo_amount_money(t->arena, t->page->set, figure, t->lang);
}

/* "16 hours a week", with the wage where there are several */
static const char *place(const struct telling *t, const struct bo_grid_point *point)
{
    const char *hours = hours_written(t, point->hours);
    return t->grid->wage.n == 1 ? hours : bo_printf(t->arena, "%s, %s", hours, wage_written(t, point->wage));
}

static void item(struct telling *t, const char *text)
{
    bo_html_fill(t->html, "<li>{}</li>\n", text);
}

/* The answer */

static const char *even_told(const struct telling *t, const struct bo_grid_wage *of)
{
    bo_wide hours = of->breaks_even ? of->break_even.hours : t->grid->hours.to;
    return bo_word_with(t->arena, t->lang, of->breaks_even ? BO_W_EVEN_FROM : BO_W_NEVER_EVEN, hours_written(t, hours),
                        NULL);
}

static void tell_even(struct telling *t)
{
    for (size_t w = 0; w < t->grid->wage.n; w++) {
        const struct bo_grid_wage *of = &t->grid->wages[w];
        bo_html_put(t->html, "<p>");
        if (t->grid->wage.n > 1) {
            bo_html_fill(t->html, "{}: ", wage_written(t, of->wage));
        }
        bo_html_fill(t->html, "{}</p>\n", even_told(t, of));
    }
}

/* Lines that count and could not be worked out. */
static void tell_left_out(struct telling *t, const struct bo_grid_point *point)
{
    const char *list = "";
    for (size_t i = 0; point->lines != NULL && i < t->grid->n_lines; i++) {
        if (!point->lines[i].known) {
            list = bo_printf(t->arena, "%s%s%s", list, *list != '\0' ? "; " : "",
                             bo_grid_line_called(t->arena, t->grid, i));
        }
    }
    if (*list != '\0') {
        bo_html_put(t->html, "<p>");
        bo_html_say(t->html, bo_sheet_word(t->page, BO_W_LEFT_OUT), list);
        bo_html_put(t->html, ".</p>\n");
    }
}

static void tell_answer(struct telling *t)
{
    const struct bo_grid_point *point = bo_grid_answer(t->grid);
    const struct bo_calc *calc = t->grid->calc;
    int sign = bo_figure_sign(point->difference);
    const enum bo_word word = !point->difference.known ? BO_W_ANSWER_UNKNOWN
                              : sign == 0              ? BO_W_ANSWER_SAME
                              : sign > 0               ? BO_W_ANSWER_MORE
                                                       : BO_W_ANSWER_LESS;
    bo_sheet_heading(t->page, BO_W_ANSWER);
    bo_html_put(t->html, "<div class=\"answer\">\n<p class=\"first\">");
    bo_html_say(t->html, bo_sheet_word(t->page, word), place(t, point),
                money(t, bo_amount_positive(point->difference)));
    if (point->difference.known && sign != 0) {
        bo_html_fill(t->html, " {}", bo_sheet_per(t->page, calc));
    }
    bo_html_put(t->html, ".</p>\n");
    if (point->balance.known && calc->scenarios.at[0].balance.known) {
        bo_html_put(t->html, "<p>");
        bo_html_say(t->html, bo_sheet_word(t->page, BO_W_INSTEAD_OF), bo_sheet_balance(t->page),
                    bo_sheet_money_per(t->page, calc, point->balance), money(t, calc->scenarios.at[0].balance));
        bo_html_put(t->html, ".</p>\n");
    }
    tell_even(t);
    tell_left_out(t, point);
    bo_html_fill(t->html, "</div>\n<p class=\"small\">{}</p>\n", bo_sheet_word(t->page, BO_W_NO_DECISION));
}

/* Points worth a look, and where it falls */

static const char *best_told(const struct telling *t, const struct bo_grid_best *best)
{
    static const enum bo_word reasons[] = {BO_W_BEST_BEFORE_CLIFF, BO_W_BEST_FOR_AN_HOUR, BO_W_BEST_MOST};
    const struct bo_grid_point *point = &t->grid->points[best->point];
    int sign = bo_figure_sign(point->difference);
    const char *per = bo_sheet_per(t->page, t->grid->calc);
    const char *more = bo_word_with(t->arena, t->lang, sign < 0 ? BO_W_BEST_LESS_WORDS : BO_W_BEST_WORDS,
                                    place(t, point), money(t, bo_amount_positive(point->difference)));
    const char *each = best->each_hour.known && best->each_hour.n > 0
                           ? bo_printf(t->arena, ", %s",
                                       bo_word_with(t->arena, t->lang, BO_W_BEST_EACH, money(t, best->each_hour), NULL))
                           : "";
    return bo_printf(t->arena, "%s%s%s%s – %s.", more, *per != '\0' ? " " : "", per, each,
                     bo_word(t->lang, reasons[best->reason]));
}

static void tell_best(struct telling *t)
{
    if (t->grid->best.n == 0) {
        return;
    }
    bo_sheet_heading(t->page, BO_W_WORTH_A_LOOK);
    bo_html_put(t->html, "<ul>\n");
    for (size_t i = 0; i < t->grid->best.n; i++) {
        item(t, best_told(t, &t->grid->best.at[i]));
    }
    bo_html_put(t->html, "</ul>\n");
}

static void tell_falls(struct telling *t, const struct bo_grid_wage *of)
{
    const struct bo_grid *grid = t->grid;
    if (grid->wage.n > 1) {
        bo_html_fill(t->html, "<h3>{}</h3>\n", wage_written(t, of->wage));
    }
    bo_html_put(t->html, of->cliffs.n > 0 ? "<ol>\n" : "");
    for (size_t i = 0; i < of->cliffs.n; i++) {
        item(t, bo_cliff_told(t->arena, grid, &of->cliffs.at[i]));
    }
    if (of->cliffs.n == 0) {
        bo_html_fill(
            t->html, "<p>{}</p>\n",
            bo_word_with(t->arena, t->lang, BO_W_NO_CLIFFS, bo_grid_money(t->arena, grid, grid->cliff_min), NULL));
    } else {
        bo_html_put(t->html, "</ol>\n");
    }
    if (of->roundings > 0) {
        bo_html_fill(t->html, "<p>{}</p>\n",
                     bo_word_with(t->arena, t->lang, BO_W_ROUNDING_FALLS, bo_printf(t->arena, "%zu", of->roundings),
                                  bo_grid_money(t->arena, grid, of->biggest_rounding)));
    }
}

/* Pictures */

static void key_line(struct telling *t, const char *attributes, const char *label)
{
    bo_html_put(t->html, "<li><svg aria-hidden=\"true\" viewBox=\"0 0 34 18\"><path d=\"M0 9H34\" fill=\"none\" ");
    bo_html_put(t->html, attributes);
    bo_html_fill(t->html, "/></svg>{}</li>\n", label);
}

static void tell_key(struct telling *t, const struct bo_grid_plot *plot)
{
    const char *balance = bo_sheet_balance(t->page);
    bo_html_fill(t->html, "<h3>{}</h3>\n<ul class=\"key\">\n", bo_sheet_word(t->page, BO_W_KEY_OF_PICTURES));
    key_line(t, "stroke=\"#000\" stroke-width=\"2.8\"", balance);
    key_line(t, bo_grid_dashes, bo_printf(t->arena, "%s, %s", balance, bo_word(t->lang, BO_W_BEFORE)));
    bo_html_put(t->html, "</ul>\n");
    for (int above = 1; above >= 0; above--) {
        size_t k = bo_grid_layer_from_top(plot, above, 0);
        if (k == SIZE_MAX) {
            continue;
        }
        bo_html_fill(t->html, "<h4>{}</h4>\n<ul class=\"key\">\n", bo_grid_side_called(plot, above));
        for (size_t i = 1; k != SIZE_MAX; k = bo_grid_layer_from_top(plot, above, i++)) {
            bo_html_fill(t->html,
                         "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#bo-{})\" "
                         "stroke=\"#222\"/></svg>{}</li>\n",
                         bo_printf(t->arena, "%zu", k % BO_SVG_PATTERNS), bo_grid_layer_called(plot, &plot->layer[k]));
        }
        bo_html_put(t->html, "</ul>\n");
    }
}

static void tell_pictures(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    struct bo_grid_plot plot = bo_grid_plot_of(t->arena, grid, PLOT_WIDTH);
    bool falls = false;
    bo_sheet_heading(t->page, grid->wage.n > 1 ? BO_W_IN_PICTURES : BO_W_IN_PICTURE);
    bo_html_put(t->html, bo_svg_patterns(t->arena));
    for (size_t w = 0; w < bo_grid_drawn(grid); w++) {
        const char *wage = wage_written(t, grid->wages[w].wage);
        bo_svg_open(&plot.svg, t->arena);
        int height = bo_grid_plot_draw(&plot, 0, &grid->wages[w]);
        bo_html_fill(t->html, "<figure>\n<figcaption>{}</figcaption>\n", wage);
        bo_html_put(t->html, bo_svg_take_part(&plot.svg, PLOT_WIDTH, height, bo_printf(t->arena, "wage-%zu", w + 1),
                                              bo_word_with(t->arena, t->lang, BO_W_PICTURE_BY_HOURS, wage, NULL),
                                              bo_word(t->lang, BO_W_TABLES_SAY_SAME)));
        bo_html_put(t->html, "</figure>\n");
        falls |= grid->wages[w].cliffs.n > 0;
    }
    if (falls) {
        bo_html_fill(t->html, "<p class=\"small\">{}</p>\n", bo_sheet_word(t->page, BO_W_NUMBERS_ARE_FALLS));
    }
    tell_key(t, &plot);
}

/* Tables */

static void open_table(struct telling *t, enum bo_word caption, const char *more)
{
    const char *id = bo_printf(t->arena, "table-%zu", ++t->tables), *per = bo_sheet_per(t->page, t->grid->calc);
    bo_html_fill(t->html,
                 "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{}\">\n<table class=\"many\">\n"
                 "<caption id=\"{}\">{} {}{}{}</caption>\n<thead>\n<tr>",
                 id, id, bo_word_with(t->arena, t->lang, caption, t->page->set->currency, NULL), per,
                 more != NULL ? ", " : "", more);
}

static void close_table(struct telling *t)
{
    bo_html_put(t->html, "</tbody>\n</table>\n</div>\n");
}

static void column_head(struct telling *t, const char *label)
{
    bo_html_fill(t->html, "<th scope=\"col\">{}</th>", label);
}

static void row_head(struct telling *t, const char *label)
{
    bo_html_fill(t->html, "<tr><th scope=\"row\">{}</th>", label);
}

static void cell(struct telling *t, struct bo_figure figure, bool with_sign)
{
    if (figure.known) {
        bo_html_fill(t->html, "<td><data value=\"{}\">{}</data></td>", bo_amount_plain(t->arena, figure),
                     (with_sign ? bo_amount_signed : bo_amount_written)(t->arena, figure, t->lang));
    } else {
        bo_html_fill(t->html, "<td><span class=\"hidden\">{}</span><span aria-hidden=\"true\">—</span></td>",
                     bo_sheet_word(t->page, BO_W_UNKNOWN));
        t->unknown = true;
    }
}

static const char *plain_hours(const struct telling *t, bo_wide hours)
{
    return bo_written_hours(t->arena, t->grid->varied, hours, t->lang);
}

static const char *hours_called(const struct telling *t)
{
    const struct bo_named *named = &t->grid->varied->hours->named;
    return bo_called(t->arena, t->grid->calc, &named->label, named->id);
}

/* Of one wage all that is known of a point. */
static void tell_one_wage(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    const struct bo_named *gross = bo_set_find(t->page->set, t->page->set->sheet.vary.gross_id);
    open_table(t, BO_W_TABLE_OF_HOURS, wage_written(t, grid->wages[0].wage));
    column_head(t, hours_called(t));
    column_head(t, bo_called(t->arena, grid->calc, &gross->label, gross->id));
    column_head(t, bo_sheet_balance(t->page));
    column_head(t, bo_sheet_word(t->page, BO_W_DIFFERENCE));
    if (grid->measure != NULL) {
        column_head(t, bo_sheet_word(t->page, BO_W_HOUR_BRINGS));
    }
    bo_html_put(t->html, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < grid->n_points; i++) {
        const struct bo_grid_point *point = &grid->points[i];
        row_head(t, plain_hours(t, point->hours));
        cell(t, point->gross, false);
        cell(t, point->balance, false);
        cell(t, point->difference, true);
        if (grid->measure != NULL && i > 0) {
            cell(t, point->gain, false);
        }
        bo_html_put(t->html, grid->measure != NULL && i == 0 ? "<td></td></tr>\n" : "</tr>\n");
    }
    close_table(t);
}

/* Of several what is left over, some wages in each table. */
static void tell_wages(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    for (size_t from = 0; from < grid->wage.n; from += WAGES_IN_TABLE) {
        size_t to = from + WAGES_IN_TABLE < grid->wage.n ? from + WAGES_IN_TABLE : grid->wage.n;
        open_table(t, BO_W_TABLE_OF_HOURS, bo_sheet_balance(t->page));
        column_head(t, hours_called(t));
        for (size_t w = from; w < to; w++) {
            column_head(t, wage_written(t, grid->wages[w].wage));
        }
        bo_html_put(t->html, "</tr>\n</thead>\n<tbody>\n");
        for (size_t h = 0; h < grid->hours.n; h++) {
            row_head(t, plain_hours(t, grid->points[h].hours));
            for (size_t w = from; w < to; w++) {
                cell(t, grid->points[grid->wages[w].first + h].balance, false);
            }
            bo_html_put(t->html, "</tr>\n");
        }
        close_table(t);
    }
}

struct chosen {
    const struct bo_grid_point *point[POINTS_MAX];
    size_t n;
};

/* Sorted by hours, each once; only the first wage's, whose lines are kept. */
static void choose(const struct telling *t, struct chosen *chosen, const struct bo_grid_point *point)
{
    size_t at = 0;
    for (; at < chosen->n && chosen->point[at]->hours < point->hours; at++) {
    }
    bool there = at < chosen->n && chosen->point[at]->hours == point->hours;
    if (there || point->lines == NULL || point->wage != t->grid->wages[0].wage || chosen->n == POINTS_MAX) {
        return;
    }
    memmove(&chosen->point[at + 1], &chosen->point[at], (chosen->n - at) * sizeof *chosen->point);
    chosen->point[at] = point;
    chosen->n++;
}

/* No work, the job of the case, those worth a look, the most hours. */
static struct chosen choose_points(const struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    struct chosen chosen = {.n = 0};
    const struct bo_grid_point *first = &grid->points[grid->wages[0].first];
    choose(t, &chosen, first);
    choose(t, &chosen, bo_grid_answer(t->grid));
    choose(t, &chosen, first + grid->hours.n - 1);
    for (size_t i = 0; i < grid->best.n; i++) {
        choose(t, &chosen, &grid->points[grid->best.at[i].point]);
    }
    return chosen;
}

static bool is_nil(const struct chosen *chosen, size_t line)
{
    bool nil = true;
    for (size_t i = 0; i < chosen->n; i++) {
        nil &= chosen->point[i]->lines[line].known && chosen->point[i]->lines[line].n == 0;
    }
    return nil;
}

static void tell_lines(struct telling *t, const struct chosen *chosen, size_t from, size_t to, int sign)
{
    const struct bo_grid *grid = t->grid;
    struct bo_grid_plot plot = {.arena = t->arena, .grid = grid, .lang = t->lang};
    bo_html_fill(t->html, "<tbody>\n<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                 bo_printf(t->arena, "%zu", to - from + 1), bo_grid_side_called(&plot, sign > 0));
    for (size_t i = 0; i < grid->n_lines; i++) {
        if (grid->lines[i].sign != sign || is_nil(chosen, i)) {
            continue;
        }
        row_head(t, bo_grid_line_called(t->arena, grid, i));
        for (size_t k = from; k < to; k++) {
            cell(t, chosen->point[k]->lines[i], false);
        }
        bo_html_put(t->html, "</tr>\n");
    }
    bo_html_put(t->html, "</tbody>\n");
}

static void tell_some(struct telling *t)
{
    const struct chosen chosen = choose_points(t);
    for (size_t from = 0; from < chosen.n; from += POINTS_IN_TABLE) {
        size_t to = from + POINTS_IN_TABLE < chosen.n ? from + POINTS_IN_TABLE : chosen.n;
        open_table(t, BO_W_TABLE_OF_SOME, t->grid->wage.n > 1 ? wage_written(t, t->grid->wages[0].wage) : NULL);
        column_head(t, hours_called(t));
        for (size_t k = from; k < to; k++) {
            column_head(t, plain_hours(t, chosen.point[k]->hours));
        }
        bo_html_put(t->html, "</tr>\n</thead>\n");
        tell_lines(t, &chosen, from, to, 1);
        tell_lines(t, &chosen, from, to, -1);
        bo_html_fill(t->html, "<tbody>\n<tr class=\"rest\"><th scope=\"row\">{}</th>", bo_sheet_balance(t->page));
        for (size_t k = from; k < to; k++) {
            cell(t, chosen.point[k]->balance, false);
        }
        bo_html_put(t->html, "</tr>\n");
        close_table(t);
    }
}

static bo_sheet_lines lines_of(struct telling *t)
{
    bo_sheet_lines all = {0};
    const struct chosen chosen = choose_points(t);
    for (size_t i = 0; i < t->grid->n_lines; i++) {
        const struct bo_sheet_line line = {bo_grid_line_called(t->arena, t->grid, i), t->grid->lines[i].named};
        if (!is_nil(&chosen, i)) {
            BO_PUSH(t->arena, &all, line);
        }
    }
    return all;
}

char *bo_render_grid_html(struct bo_arena *arena, const struct bo_grid *grid, const bo_sheet_steps *steps,
                          const char *program_version)
{
    const struct bo_calc *calc = grid->calc;
    struct bo_sheet_page page = {.calc = calc,
                                 .set = grid->varied->set,
                                 .arena = arena,
                                 .lang = calc->lang,
                                 .laws = bo_laws_of(arena, grid->varied->set)};
    struct telling t = {&page, &page.html, arena, grid, calc->lang, 0, false};
    const struct bo_basis basis = bo_basis_of(page.set, calc->kase->date);
    const struct bo_sheet_told told = {bo_messages_shared(arena, calc), grid->not_calculated, grid->assumptions,
                                       grid->warnings};
    const char *title = bo_sheet_told(&page, &page.set->title);
    bo_sheet_open(&page, BO_W_YOUR_HOURS,
                  bo_word_with(arena, page.lang, BO_W_GRID, title != NULL ? title : page.set->id, NULL),
                  calc->scenarios.n > 1 && grid->varied->labelled ? calc->scenarios.at[1].scenario->label : NULL);
    bo_sheet_link(&page, "law", BO_W_LAW_OF_LINES);
    bo_sheet_link(&page, "steps", BO_W_FOR_ADVISER);
    tell_answer(&t);
    tell_best(&t);
    bo_sheet_heading(&page, BO_W_CLIFFS);
    for (size_t w = 0; w < grid->wage.n; w++) {
        tell_falls(&t, &grid->wages[w]);
    }
    tell_pictures(&t);
    bo_sheet_heading(&page, BO_W_IN_FIGURES);
    tell_some(&t);
    if (grid->wage.n == 1) {
        tell_one_wage(&t);
    } else {
        tell_wages(&t);
    }
    if (t.unknown) {
        bo_sheet_unknown(&page);
    }
    bo_sheet_notices(&page, &told);
    bo_basis_write(&page.html, &basis, page.lang, program_version);
    const bo_sheet_lines lines = lines_of(&t);
    bo_sheet_law(&page, &lines);
    const struct bo_grid_point *answer = bo_grid_answer(grid);
    bo_sheet_steps_told(&page, steps,
                        bo_printf(arena, "%s, %s", hours_written(&t, answer->hours), wage_written(&t, answer->wage)));
    return bo_html_take(&page.html);
}
