/* Money by hours as a picture of its own: a plot for each of the first wages, its key, and the falls in words. As wide
 * as a telephone's page is at a readable size. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/grid_plot.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/page.h"
#include "render/words.h"

enum {
    WIDTH = 5200,
    MARGIN = 160,
    LINE = 190, /* from one line of text to the next */
    HANG = 260, /* words behind a number or swatch */
    SWATCH = 140,
    COLUMNS = 64 /* letters that go into a line */
};

struct drawing {
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const char *lang;
    struct bo_grid_plot plot;
    struct bo_svg *svg; /* the plot's */
    int y;              /* how far down it is drawn */
};

static void write_lines(struct drawing *d, int x, const char *attributes, const char *text, size_t columns)
{
    bo_lines lines = bo_wrap(d->arena, bo_utf8_line(d->arena, text, 2000), columns, columns);
    for (size_t i = 0; i < lines.n; i++) {
        bo_svg_text(d->svg, x, d->y + 140, attributes, lines.at[i]);
        d->y += LINE;
    }
}

static void write_heading(struct drawing *d, const char *text)
{
    d->y += LINE / 3;
    write_lines(d, MARGIN, "font-weight=\"bold\"", text, COLUMNS);
}

static void write_legend(struct drawing *d)
{
    const struct bo_set *set = d->grid->varied->set;
    d->y += LINE / 3;
    bo_svg_line(d->svg, MARGIN, d->y + 95, MARGIN + SWATCH + 40, d->y + 95, "stroke=\"#000\" stroke-width=\"2.8\"");
    write_lines(d, MARGIN + HANG, "",
                bo_called(d->arena, d->grid->calc, &set->sheet.balance_label, set->sheet.balance_id), COLUMNS - 4);
    bo_svg_line(d->svg, MARGIN, d->y + 95, MARGIN + SWATCH + 40, d->y + 95, bo_grid_dashes);
    write_lines(d, MARGIN + HANG, "",
                bo_printf(d->arena, "%s, %s",
                          bo_called(d->arena, d->grid->calc, &set->sheet.balance_label, set->sheet.balance_id),
                          bo_word(d->lang, BO_W_BEFORE)),
                COLUMNS - 4);
    for (int side = 1; side >= 0; side--) { /* as they lie: the top one first */
        size_t k = bo_grid_layer_from_top(&d->plot, side, 0);
        if (k != SIZE_MAX) {
            write_heading(d, bo_grid_side_called(&d->plot, side));
        }
        for (size_t i = 1; k != SIZE_MAX; i++) {
            bo_svg_swatch(d->svg, MARGIN, d->y + 25, SWATCH + 40, SWATCH, k);
            write_lines(d, MARGIN + HANG, "", bo_grid_layer_called(&d->plot, &d->plot.layer[k]), COLUMNS - 4);
            k = bo_grid_layer_from_top(&d->plot, side, i);
        }
    }
}

static void write_cliffs(struct drawing *d, const struct bo_grid_wage *of)
{
    write_heading(d, bo_word(d->lang, BO_W_CLIFFS));
    for (size_t i = 0; i < of->cliffs.n; i++) {
        bo_svg_mark(d->svg, MARGIN + BO_SVG_MARK, d->y + 95, i + 1);
        write_lines(d, MARGIN + HANG, "", bo_cliff_told(d->arena, d->grid, &of->cliffs.at[i]), COLUMNS - 4);
        d->y += LINE / 5;
    }
    if (of->cliffs.n == 0) {
        write_lines(
            d, MARGIN, "",
            bo_word_with(d->arena, d->lang, BO_W_NO_CLIFFS, bo_grid_money(d->arena, d->grid, d->grid->cliff_min), NULL),
            COLUMNS);
    }
}

static const char *even_told(const struct drawing *d, const struct bo_grid_wage *of)
{
    bo_wide hours = of->breaks_even ? of->break_even.hours : d->grid->hours.to;
    return bo_word_with(d->arena, d->lang, of->breaks_even ? BO_W_EVEN_FROM : BO_W_NEVER_EVEN,
                        bo_varied_written(d->arena, d->grid->varied, d->grid->varied->hours, hours, d->lang), NULL);
}

static void draw_wage(struct drawing *d, const struct bo_grid_wage *of)
{
    d->y += LINE / 3;
    write_lines(d, MARGIN, "font-weight=\"bold\"",
                bo_printf(d->arena, "%s: %s",
                          bo_called(d->arena, d->grid->calc, &d->grid->varied->wage->named.label,
                                    d->grid->varied->wage->named.id),
                          bo_varied_written(d->arena, d->grid->varied, d->grid->varied->wage, of->wage, d->lang)),
                COLUMNS);
    d->y = bo_grid_plot_draw(&d->plot, d->y, of);
}

static const char *description(const struct drawing *d)
{
    const struct bo_grid *grid = d->grid;
    const char *all = "";
    for (size_t w = 0; w < bo_grid_drawn(d->grid); w++) {
        const struct bo_grid_wage *of = &grid->wages[w];
        const struct bo_grid_point *first = &grid->points[of->first], *last = first + grid->hours.n - 1;
        const struct bo_set *set = grid->varied->set;
        const char *balance = bo_called(d->arena, grid->calc, &set->sheet.balance_label, set->sheet.balance_id);
        all = bo_printf(d->arena, "%s%s: %s: %s: %s; %s: %s. %s ", all,
                        bo_varied_written(d->arena, grid->varied, grid->varied->wage, of->wage, d->lang), balance,
                        bo_varied_written(d->arena, grid->varied, grid->varied->hours, first->hours, d->lang),
                        bo_amount_money(d->arena, set, first->balance, d->lang),
                        bo_varied_written(d->arena, grid->varied, grid->varied->hours, last->hours, d->lang),
                        bo_amount_money(d->arena, set, last->balance, d->lang), even_told(d, of));
        for (size_t i = 0; i < of->cliffs.n; i++) {
            all = bo_printf(d->arena, "%s%zu: %s ", all, i + 1, bo_cliff_told(d->arena, grid, &of->cliffs.at[i]));
        }
    }
    return all;
}

char *bo_render_grid_svg(struct bo_arena *arena, const struct bo_grid *grid)
{
    struct drawing d = {.arena = arena, .grid = grid, .lang = grid->calc->lang};
    const struct bo_set *set = grid->varied->set;
    const struct bo_calc *calc = grid->calc;
    const char *set_title = bo_text_in(set, &set->title, d.lang), *name = bo_basis_name(arena, set);
    const char *title = bo_word_with(arena, d.lang, BO_W_GRID, set_title != NULL ? set_title : name, NULL);
    const char *per = calc->period != NULL ? bo_text_in(set, &calc->period->label, d.lang) : NULL;
    d.plot = bo_grid_plot_of(arena, grid, WIDTH);
    d.svg = &d.plot.svg;
    bo_svg_open(d.svg, arena);
    d.y = 60;
    write_lines(&d, MARGIN, "font-size=\"17\" font-weight=\"bold\"", title, COLUMNS - 12);
    write_lines(
        &d, MARGIN, "",
        bo_printf(arena, "%s (%s) · %s",
                  bo_word_with(arena, d.lang, BO_W_RULES_OF, bo_written_date(arena, calc->kase->date, d.lang), NULL),
                  name, bo_word_with(arena, d.lang, BO_W_AMOUNTS, per != NULL ? per : "", set->currency)),
        COLUMNS);
    if (grid->varied->labelled) {
        write_lines(&d, MARGIN, "", calc->scenarios.at[1].scenario->label, COLUMNS);
    }
    for (size_t w = 0; w < bo_grid_drawn(grid); w++) {
        draw_wage(&d, &grid->wages[w]);
        if (w == 0) {
            write_legend(&d);
        }
        write_cliffs(&d, &grid->wages[w]);
        write_lines(&d, MARGIN, "", even_told(&d, &grid->wages[w]), COLUMNS);
    }
    return bo_svg_take(d.svg, WIDTH, d.y + MARGIN, title, description(&d));
}
