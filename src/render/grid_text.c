/* Hours × wages as text: a table, then in sentences where it falls, from where on it pays, and what is worth a look. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/columns.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/notices_text.h"
#include "render/words.h"

#include <string.h>

struct telling {
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const struct bo_set *set;
    const char *lang;
    struct bo_page page;
};

static const char *hours_written(const struct telling *t, bo_wide hours)
{
    return bo_varied_written(t->arena, t->grid->varied, t->grid->varied->hours, hours, t->lang);
}

static const char *wage_written(const struct telling *t, bo_wide wage)
{
    return bo_varied_written(t->arena, t->grid->varied, t->grid->varied->wage, wage, t->lang);
}

static void tell_title(struct telling *t)
{
    const struct bo_calc *calc = t->grid->calc;
    const char *title = bo_text_in(t->set, &t->set->title, t->lang), *name = bo_basis_name(t->arena, t->set);
    const char *per = calc->period != NULL ? bo_text_in(t->set, &calc->period->label, t->lang) : NULL;
    const char *who = calc->scenarios.at[0].scenario->subject_name;
    bo_page_text(&t->page, 0, NULL, 0, BO_STRONG,
                 bo_word_with(t->arena, t->lang, BO_W_GRID, title != NULL ? title : name, NULL));
    bo_page_text(&t->page, 0, NULL, 0, BO_PLAIN,
                 bo_printf(t->arena, "%s (%s) · %s%s%s",
                           bo_word_with(t->arena, t->lang, BO_W_RULES_OF,
                                        bo_written_date(t->arena, calc->kase->date, t->lang), NULL),
                           name, who != NULL ? who : "", who != NULL ? " · " : "",
                           bo_word_with(t->arena, t->lang, BO_W_AMOUNTS, per != NULL ? per : "", t->set->currency)));
    const struct bo_varied *v = t->grid->varied;
    const char *label = calc->scenarios.n > 1 && v->labelled ? calc->scenarios.at[1].scenario->label : NULL;
    const char *what = bo_word_with(t->arena, t->lang, BO_W_GRID_OF,
                                    bo_called(t->arena, calc, &v->hours->named.label, v->hours->named.id),
                                    v->pointer + strspn(v->pointer, "/"));
    bo_page_text(&t->page, 0, NULL, 0, BO_PLAIN, label != NULL ? bo_printf(t->arena, "%s · %s", what, label) : what);
}

/* The table: of one wage all that is known of a point, of several what is left over at each. */

static const char *plain_hours(const struct telling *t, bo_wide hours)
{
    return bo_vary_text(t->arena, t->grid->varied, t->grid->varied->hours, hours);
}

static const char *balance_called(const struct telling *t)
{
    return bo_called(t->arena, t->grid->calc, &t->set->sheet.balance_label, t->set->sheet.balance_id);
}

static void tell_one_wage(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    const struct bo_named *gross = bo_set_find(t->set, t->set->sheet.vary.gross_id);
    struct bo_columns columns;
    bo_columns_init(&columns, t->arena, grid->measure != NULL ? 4 : 3);
    bo_columns_head(&columns, 0, bo_called(t->arena, grid->calc, &gross->label, gross->id));
    bo_columns_head(&columns, 1, balance_called(t));
    bo_columns_head(&columns, 2, bo_word(t->lang, BO_W_DIFFERENCE));
    if (grid->measure != NULL) {
        bo_columns_head(&columns, 3, bo_word(t->lang, BO_W_HOUR_BRINGS));
    }
    for (size_t i = 0; i < grid->n_points; i++) {
        const struct bo_grid_point *point = &grid->points[i];
        struct bo_cell *cell = bo_columns_row(&columns, BO_ROW_CELLS, BO_PLAIN, 2, hours_written(t, point->hours));
        cell[0].text = bo_amount_written(t->arena, point->gross, t->lang);
        cell[1].text = bo_amount_written(t->arena, point->balance, t->lang);
        cell[2].text = bo_amount_signed(t->arena, point->difference, t->lang);
        if (grid->measure != NULL) {
            cell[3].text = i > 0 ? bo_amount_written(t->arena, point->gain, t->lang) : "";
        }
    }
    bo_page_heading(&t->page, wage_written(t, grid->wages[0].wage));
    bo_columns_print(&columns, &t->page);
}

static void tell_wages(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    struct bo_columns columns;
    bo_columns_init(&columns, t->arena, grid->wage.n);
    for (size_t w = 0; w < grid->wage.n; w++) {
        bo_columns_head(&columns, w, wage_written(t, grid->wages[w].wage));
    }
    for (size_t h = 0; h < grid->hours.n; h++) {
        struct bo_cell *cell =
            bo_columns_row(&columns, BO_ROW_CELLS, BO_PLAIN, 2, plain_hours(t, grid->points[h].hours));
        for (size_t w = 0; w < grid->wage.n; w++) {
            cell[w].text = bo_amount_written(t->arena, grid->points[grid->wages[w].first + h].balance, t->lang);
        }
    }
    bo_page_heading(&t->page, balance_called(t));
    bo_columns_print(&columns, &t->page);
}

/* Sentences, under the wage where there are several */

static void tell_item(struct telling *t, const char *text)
{
    bo_page_text(&t->page, 2, "–", 2, BO_PLAIN, text);
}

static void tell_wage(struct telling *t, const struct bo_grid_wage *of)
{
    if (t->grid->wage.n > 1) {
        bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN, wage_written(t, of->wage));
    }
}

static void tell_cliffs(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    bo_page_heading(&t->page, bo_word(t->lang, BO_W_CLIFFS));
    for (size_t w = 0; w < grid->wage.n; w++) {
        const struct bo_grid_wage *of = &grid->wages[w];
        tell_wage(t, of);
        for (size_t i = 0; i < of->cliffs.n; i++) {
            tell_item(t, bo_cliff_told(t->arena, grid, &of->cliffs.at[i]));
        }
        if (of->cliffs.n == 0) {
            tell_item(t, bo_word_with(t->arena, t->lang, BO_W_NO_CLIFFS, bo_grid_money(t->arena, grid, grid->cliff_min),
                                      NULL));
        }
        if (of->roundings > 0) {
            tell_item(t, bo_word_with(t->arena, t->lang, BO_W_ROUNDING_FALLS, bo_printf(t->arena, "%zu", of->roundings),
                                      bo_grid_money(t->arena, grid, of->biggest_rounding)));
        }
    }
}

static void tell_break_evens(struct telling *t)
{
    const struct bo_grid *grid = t->grid;
    bo_page_heading(&t->page, bo_word(t->lang, BO_W_BREAK_EVENS));
    for (size_t w = 0; w < grid->wage.n; w++) {
        const struct bo_grid_wage *of = &grid->wages[w];
        bo_wide hours = of->breaks_even ? of->break_even.hours : grid->hours.to;
        const char *sentence = bo_word_with(t->arena, t->lang, of->breaks_even ? BO_W_EVEN_FROM : BO_W_NEVER_EVEN,
                                            hours_written(t, hours), NULL);
        tell_item(t, grid->wage.n > 1 ? bo_printf(t->arena, "%s: %s", wage_written(t, of->wage), sentence) : sentence);
    }
}

static void tell_best(struct telling *t)
{
    static const enum bo_word reasons[] = {BO_W_BEST_BEFORE_CLIFF, BO_W_BEST_FOR_AN_HOUR, BO_W_BEST_MOST};
    const struct bo_grid *grid = t->grid;
    if (grid->best.n == 0) {
        return;
    }
    bo_page_heading(&t->page, bo_word(t->lang, BO_W_WORTH_A_LOOK));
    for (size_t i = 0; i < grid->best.n; i++) {
        const struct bo_grid_best *best = &grid->best.at[i];
        const struct bo_grid_point *point = &grid->points[best->point];
        const char *where = hours_written(t, point->hours);
        if (grid->wage.n > 1) {
            where = bo_printf(t->arena, "%s, %s", where, wage_written(t, point->wage));
        }
        const char *each = best->each_hour.known && best->each_hour.n > 0
                               ? bo_printf(t->arena, ", %s",
                                           bo_word_with(t->arena, t->lang, BO_W_BEST_EACH,
                                                        bo_grid_money(t->arena, grid, best->each_hour.n), NULL))
                               : "";
        tell_item(t, bo_printf(t->arena, "%s: %s %s (%s)%s – %s", where, balance_called(t),
                               bo_amount_money(t->arena, t->set, point->balance, t->lang),
                               bo_amount_signed(t->arena, point->difference, t->lang), each,
                               bo_word(t->lang, reasons[best->reason])));
    }
}

char *bo_render_grid_text(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_look *look)
{
    const struct bo_calc *calc = grid->calc;
    struct telling t = {.arena = arena, .grid = grid, .set = grid->varied->set, .lang = calc->lang};
    bo_page_open(&t.page, arena, look);
    tell_title(&t);
    if (grid->wage.n == 1) {
        tell_one_wage(&t);
    } else {
        tell_wages(&t);
    }
    tell_cliffs(&t);
    tell_break_evens(&t);
    tell_best(&t);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_ASSUMED), &grid->assumptions);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_WARNINGS), &grid->warnings);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_NOT_CALCULATED), &grid->not_calculated);
    struct bo_basis basis = bo_basis_of(t.set, calc->kase->date);
    bo_basis_print(&t.page, &basis, t.lang);
    return bo_page_take(&t.page);
}
