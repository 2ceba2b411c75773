/* Money by hours as a plot: above the zero line what comes in, in layers, below it what it costs, and as a line what is
 * left over; a number over the plot marks each fall. Read well on a telephone and without colour. */
#include "render/grid_plot.h"
#include "render/amount.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/words.h"

#include <string.h>

enum {
    LEFT = 820,
    RIGHT = 160,
    PLOT_HEIGHT = 2700,
    MARGIN = 160,
    MARKS = 110 /* the numbers of the lowest row, above the plot */
};

struct column { /* all layers at a number of hours */
    bo_wide hours, balance;
    bo_wide value[2 * BO_LAYERS_MAX]; /* hundredths, as it counts for the balance */
};

static bo_wide counted(const struct bo_grid_plot *d, const struct bo_grid_point *point, size_t line)
{
    const struct bo_figure *figure = &point->lines[line];
    return figure->known ? figure->n * (100 / figure->den) * d->grid->lines[line].sign : 0;
}

size_t bo_grid_drawn(const struct bo_grid *grid)
{
    return grid->wage.n < BO_GRID_DRAWN ? grid->wage.n : BO_GRID_DRAWN;
}

static int plot_width(const struct bo_grid_plot *d)
{
    return d->width - LEFT - RIGHT;
}

/* Layers */

/* The most that a line adds (or takes) at any point that is drawn. */
static bo_wide most_of(const struct bo_grid_plot *d, size_t line, bool above)
{
    bo_wide most = 0;
    for (size_t i = 0; i < bo_grid_drawn(d->grid) * d->grid->hours.n; i++) {
        bo_wide value = counted(d, &d->grid->points[i], line);
        value = above ? value : -value;
        most = value > most ? value : most;
    }
    return most;
}

/* The biggest lines of a side have layers of their own, in the sheet's order; the others share one. */
static void choose_layers(struct bo_grid_plot *d, bool above)
{
    size_t own = 0, from = d->n_layers;
    bo_wide least[BO_LAYERS_MAX] = {0}; /* the biggest ones, sorted down */
    for (size_t i = 0; i < d->grid->n_lines; i++) {
        bo_wide most = most_of(d, i, above);
        own += most > 0;
        for (size_t k = 0; k < BO_LAYERS_MAX; k++) {
            bo_wide other = least[k];
            if (most > other) {
                least[k] = most;
                most = other;
            }
        }
    }
    bo_wide bound = own > BO_LAYERS_MAX ? least[BO_LAYERS_MAX - 2] : 1;
    for (size_t i = 0; i < d->grid->n_lines && d->n_layers - from < BO_LAYERS_MAX - (own > BO_LAYERS_MAX); i++) {
        if (most_of(d, i, above) >= bound) {
            d->layer[d->n_layers++] = (struct bo_grid_layer){.line = i, .above = above};
        }
    }
    if (own > BO_LAYERS_MAX) {
        d->layer[d->n_layers++] = (struct bo_grid_layer){.rest = true, .above = above};
    }
}

static bool has_layer(const struct bo_grid_plot *d, size_t line, bool above)
{
    for (size_t k = 0; k < d->n_layers; k++) {
        if (!d->layer[k].rest && d->layer[k].line == line && d->layer[k].above == above) {
            return true;
        }
    }
    return false;
}

static struct column column_of(const struct bo_grid_plot *d, const struct bo_grid_point *point)
{
    struct column column = {.hours = point->hours,
                            .balance = point->balance.known ? point->balance.n * (100 / point->balance.den) : 0};
    for (size_t k = 0; k < d->n_layers; k++) {
        const struct bo_grid_layer *layer = &d->layer[k];
        for (size_t i = 0; i < d->grid->n_lines; i++) {
            bo_wide value = counted(d, point, i);
            bool mine = layer->rest ? !has_layer(d, i, layer->above) : layer->line == i;
            column.value[k] += mine && (value > 0) == layer->above ? value : 0;
        }
    }
    return column;
}

/* The points of a wage and both sides of its falls, by hours. */
static struct column *columns_of(const struct bo_grid_plot *d, const struct bo_grid_wage *of, size_t *n)
{
    const struct bo_grid *grid = d->grid;
    struct column *columns = bo_alloc_array(d->arena, grid->hours.n + 2 * of->cliffs.n, sizeof *columns);
    size_t cliff = 0;
    *n = 0;
    for (size_t h = 0; h < grid->hours.n; h++) {
        const struct bo_grid_point *point = &grid->points[of->first + h];
        for (; cliff < 2 * of->cliffs.n; cliff++) {
            const struct bo_grid_cliff *fall = &of->cliffs.at[cliff / 2];
            const struct bo_grid_point *side = cliff % 2 == 0 ? &fall->before : &fall->after;
            if (side->hours >= point->hours) {
                break;
            }
            columns[(*n)++] = column_of(d, side);
        }
        cliff += cliff < 2 * of->cliffs.n && cliff % 2 == 0 && of->cliffs.at[cliff / 2].before.hours == point->hours;
        columns[(*n)++] = column_of(d, point);
    }
    return columns;
}

/* The scale */

static int x_of(const struct bo_grid_plot *d, bo_wide hours)
{
    bo_wide span = d->grid->hours.to - d->grid->hours.from;
    return LEFT + (int)((hours - d->grid->hours.from) * plot_width(d) / (span > 0 ? span : 1));
}

static int y_of(const struct bo_grid_plot *d, int top, bo_wide amount)
{
    return top + (int)((d->high - amount) * PLOT_HEIGHT / (d->high - d->low));
}

static void find_scale(struct bo_grid_plot *d)
{
    for (size_t w = 0; w < bo_grid_drawn(d->grid); w++) {
        size_t n;
        const struct column *columns = columns_of(d, &d->grid->wages[w], &n);
        for (size_t i = 0; i < n; i++) {
            bo_wide up = 0, down = 0;
            for (size_t k = 0; k < d->n_layers; k++) {
                *(d->layer[k].above ? &up : &down) += columns[i].value[k];
            }
            up = columns[i].balance > up ? columns[i].balance : up;
            down = columns[i].balance < down ? columns[i].balance : down;
            d->high = up > d->high ? up : d->high;
            d->low = down < d->low ? down : d->low;
        }
    }
    bo_wide step = bo_svg_step(d->high - d->low + 1, 9, 100);
    d->high = bo_wide_div(d->high + 1, step, BO_CEILING) * step;
    d->low = bo_wide_div(d->low, step, BO_FLOOR) * step;
}

/* "1,500 RDO", without hundredths: they are noughts on the scale. */
static const char *whole_money(const struct bo_grid_plot *d, bo_wide hundredths)
{
    const struct bo_set *set = d->grid->varied->set;
    return bo_value_written(d->arena, set, NULL, bo_dec_text(d->arena, hundredths, 100), set->currency, d->lang);
}

static void draw_scale(struct bo_grid_plot *d, int top)
{
    bo_wide step = bo_svg_step(d->high - d->low, 9, 100);
    for (bo_wide at = d->low; at <= d->high; at += step) {
        int y = y_of(d, top, at);
        bo_svg_line(&d->svg, LEFT - 40, y, LEFT + plot_width(d), y,
                    at == 0 ? "stroke=\"#000\" stroke-width=\"1.4\"" : "stroke=\"#bbb\"");
        bo_svg_text(&d->svg, LEFT - 70, y + 45, "text-anchor=\"end\" font-size=\"12.5\"", whole_money(d, at));
    }
    const struct bo_grid *grid = d->grid;
    bo_wide unit = bo_vary_unit(grid->varied->hours);
    bo_wide each = bo_svg_step(grid->hours.to - grid->hours.from, 10, unit > 1 ? unit / 10 : 1);
    for (bo_wide at = bo_wide_div(grid->hours.from, each, BO_CEILING) * each; at <= grid->hours.to; at += each) {
        int x = x_of(d, at), y = top + PLOT_HEIGHT;
        bo_svg_line(&d->svg, x, y, x, y + 50, "stroke=\"#000\"");
        bo_svg_text(&d->svg, x, y + 185, "text-anchor=\"middle\" font-size=\"12.5\"",
                    bo_vary_text(d->arena, grid->varied, grid->varied->hours, at));
    }
    const struct bo_calc *calc = grid->calc;
    const char *per = calc->period != NULL ? bo_text_in(grid->varied->set, &calc->period->label, d->lang) : NULL;
    bo_svg_aside(
        &d->svg, MARGIN, top + PLOT_HEIGHT / 2,
        bo_printf(d->arena, "%s%s%s", grid->varied->set->currency, per != NULL ? " " : "", per != NULL ? per : ""));
    bo_svg_text(&d->svg, LEFT + plot_width(d) / 2, top + PLOT_HEIGHT + 370, "text-anchor=\"middle\"",
                bo_called(d->arena, grid->calc, &grid->varied->hours->named.label, grid->varied->hours->named.id));
}

/* The picture */

static void draw_layer(struct bo_grid_plot *d, int top, const struct column *columns, size_t n, size_t layer)
{
    bo_wide *below = bo_alloc_array(d->arena, n, sizeof *below);
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < layer; k++) {
            below[i] += d->layer[k].above == d->layer[layer].above ? columns[i].value[k] : 0;
        }
        any |= columns[i].value[layer] != 0;
    }
    if (!any) {
        return;
    }
    bo_svg_raw(&d->svg, "<path fill=\"url(#bo-%zu)\" stroke=\"#222\" stroke-width=\".7\" d=\"M",
               layer % BO_SVG_PATTERNS);
    for (size_t i = 0; i < 2 * n; i++) { /* along the far edge, and back along the near one */
        size_t at = i < n ? i : 2 * n - 1 - i;
        bo_svg_number(&d->svg, x_of(d, columns[at].hours));
        bo_svg_number(&d->svg, y_of(d, top, below[at] + (i < n ? columns[at].value[layer] : 0)));
    }
    bo_svg_raw(&d->svg, "Z\"/>\n");
}

static void draw_balance(struct bo_grid_plot *d, int top, const struct column *columns, size_t n)
{
    static const char *const strokes[] = {"stroke=\"#fff\" stroke-width=\"6\"", "stroke=\"#000\" stroke-width=\"2.8\""};
    for (int s = 0; s < 2; s++) { /* black, with white beside it */
        bo_svg_raw(&d->svg, "<path fill=\"none\" stroke-linejoin=\"round\" %s d=\"M", strokes[s]);
        for (size_t i = 0; i < n; i++) {
            bo_svg_number(&d->svg, x_of(d, columns[i].hours));
            bo_svg_number(&d->svg, y_of(d, top, columns[i].balance));
        }
        bo_svg_raw(&d->svg, "\"/>\n");
    }
}

const char bo_grid_dashes[] = "stroke=\"#000\" stroke-width=\"1.6\" stroke-dasharray=\"2 4\"";

static void draw_before(struct bo_grid_plot *d, int top)
{
    const struct bo_figure *before = &d->grid->calc->scenarios.at[0].balance;
    bo_wide amount = before->known ? before->n * (100 / before->den) : 0;
    if (before->known && amount >= d->low && amount <= d->high) {
        int y = y_of(d, top, amount);
        bo_svg_line(&d->svg, LEFT, y, LEFT + plot_width(d), y, "stroke=\"#fff\" stroke-width=\"4\"");
        bo_svg_line(&d->svg, LEFT, y, LEFT + plot_width(d), y, bo_grid_dashes);
    }
}

/* Numbers above the plot, each with a line to its fall; they take a row, or more where there are many. */
static void draw_cliffs(struct bo_grid_plot *d, int top, const struct bo_grid_wage *of)
{
    int *at = bo_alloc_array(d->arena, of->cliffs.n + 1, sizeof *at),
        *row = bo_alloc_array(d->arena, of->cliffs.n + 1, sizeof *row);
    for (size_t i = 0; i < of->cliffs.n; i++) {
        at[i] = x_of(d, of->cliffs.at[i].before.hours);
    }
    bo_svg_spread(at, row, of->cliffs.n, LEFT, LEFT + plot_width(d));
    for (size_t i = 0; i < of->cliffs.n; i++) {
        const struct bo_grid_point *before = &of->cliffs.at[i].before;
        int x = x_of(d, before->hours), y = y_of(d, top, before->balance.n * (100 / before->balance.den));
        bo_svg_line(&d->svg, at[i], top - MARKS - row[i] * BO_SVG_ROW, x, top, "stroke=\"#000\"");
        bo_svg_line(&d->svg, x, top, x, y, "stroke=\"#000\" stroke-width=\"1.4\" stroke-dasharray=\"5 3\"");
    }
    for (size_t i = 0; i < of->cliffs.n; i++) {
        bo_svg_mark(&d->svg, at[i], top - MARKS - row[i] * BO_SVG_ROW, i + 1);
    }
}

/* How much room the numbers need. */
static int cliffs_height(const struct bo_grid_plot *d, const struct bo_grid_wage *of)
{
    int *at = bo_alloc_array(d->arena, of->cliffs.n + 1, sizeof *at),
        *row = bo_alloc_array(d->arena, of->cliffs.n + 1, sizeof *row);
    return of->cliffs.n == 0 ? MARKS
                             : 60 + bo_svg_spread(at, row, of->cliffs.n, LEFT, LEFT + plot_width(d)) * BO_SVG_ROW;
}

int bo_grid_plot_draw(struct bo_grid_plot *d, int y, const struct bo_grid_wage *of)
{
    size_t n;
    const struct column *columns = columns_of(d, of, &n);
    int top = y + cliffs_height(d, of);
    draw_scale(d, top);
    for (size_t k = 0; k < d->n_layers; k++) {
        draw_layer(d, top, columns, n, k);
    }
    bo_svg_line(&d->svg, LEFT, y_of(d, top, 0), LEFT + plot_width(d), y_of(d, top, 0),
                "stroke=\"#000\" stroke-width=\"1.4\"");
    draw_before(d, top);
    draw_balance(d, top, columns, n);
    draw_cliffs(d, top, of);
    return top + PLOT_HEIGHT + 420;
}

struct bo_grid_plot bo_grid_plot_of(struct bo_arena *arena, const struct bo_grid *grid, int width)
{
    struct bo_grid_plot plot = {.arena = arena, .grid = grid, .lang = grid->calc->lang, .width = width};
    choose_layers(&plot, true);
    choose_layers(&plot, false);
    find_scale(&plot);
    return plot;
}

/* The key */

const char *bo_grid_layer_called(const struct bo_grid_plot *plot, const struct bo_grid_layer *layer)
{
    return layer->rest ? bo_word(plot->lang, BO_W_OTHER_LINES)
                       : bo_grid_line_called(plot->arena, plot->grid, layer->line);
}

size_t bo_grid_layer_from_top(const struct bo_grid_plot *plot, bool above, size_t i)
{
    for (size_t k = 0; k < plot->n_layers; k++) {
        size_t at = above ? plot->n_layers - 1 - k : k;
        if (plot->layer[at].above == above && i-- == 0) {
            return at;
        }
    }
    return SIZE_MAX;
}

const char *bo_grid_side_called(const struct bo_grid_plot *plot, bool above)
{
    const struct bo_sheet *sheet = &plot->grid->varied->set->sheet;
    const char *total = above ? sheet->plus_id : sheet->minus_id;
    for (size_t i = 0; i < sheet->groups.n; i++) {
        const struct bo_group *group = &sheet->groups.at[i];
        if (group->total_id != NULL && strcmp(group->total_id, total) == 0) {
            return bo_called(plot->arena, plot->grid->calc, &group->label, group->id);
        }
    }
    return "";
}
