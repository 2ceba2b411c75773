/* Money by hours as a picture: above the zero line what comes in, in layers, below it what it costs, and as a line what
 * is left over; a number marks each fall, and stands below with its words. Read well on a telephone and without colour.
 */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/grid_words.h"
#include "render/names.h"
#include "render/page.h"
#include "render/svg.h"
#include "render/words.h"

#include <string.h>

/* Tenths of a unit; the picture is as wide as a telephone's page is at a readable size. */
enum {
    WIDTH = 5200,
    LEFT = 820,
    RIGHT = 160,
    PLOT_WIDTH = WIDTH - LEFT - RIGHT,
    PLOT_HEIGHT = 2700,
    MARGIN = 160,
    LINE = 190, /* from one line of text to the next */
    HANG = 260, /* words behind a number or swatch */
    SWATCH = 140,
    COLUMNS = 64, /* letters that go into a line */
    LAYERS_MAX = 9,
    MARK = 90 /* radius */
};

struct layer {
    size_t line; /* of the grid */
    bool rest;   /* all that have no layer of their own, in place of a line */
    bool above;  /* adds to what is left over */
};
struct column { /* all layers at a number of hours */
    bo_wide hours, balance;
    bo_wide value[2 * LAYERS_MAX]; /* hundredths, as it counts for the balance */
};
struct drawing {
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const char *lang;
    struct bo_svg svg;
    struct layer layer[2 * LAYERS_MAX];
    size_t n_layers;
    bo_wide low, high; /* of the scale, hundredths */
    int y;             /* how far down it is drawn */
};

static bo_wide counted(const struct drawing *d, const struct bo_grid_point *point, size_t line)
{
    const struct bo_figure *figure = &point->lines[line];
    return figure->known ? figure->n * (100 / figure->den) * d->grid->lines[line].sign : 0;
}

static size_t drawn_wages(const struct drawing *d)
{
    return d->grid->wage.n < BO_GRID_DRAWN ? d->grid->wage.n : BO_GRID_DRAWN;
}

/* Layers */

/* The most that a line adds (or takes) at any point that is drawn. */
static bo_wide most_of(const struct drawing *d, size_t line, bool above)
{
    bo_wide most = 0;
    for (size_t i = 0; i < drawn_wages(d) * d->grid->hours.n; i++) {
        bo_wide value = counted(d, &d->grid->points[i], line);
        value = above ? value : -value;
        most = value > most ? value : most;
    }
    return most;
}

/* The biggest lines of a side have layers of their own, in the sheet's order; the others share one. */
static void choose_layers(struct drawing *d, bool above)
{
    size_t own = 0, from = d->n_layers;
    bo_wide least[LAYERS_MAX] = {0}; /* the biggest ones, sorted down */
    for (size_t i = 0; i < d->grid->n_lines; i++) {
        bo_wide most = most_of(d, i, above);
        own += most > 0;
        for (size_t k = 0; k < LAYERS_MAX; k++) {
            bo_wide other = least[k];
            if (most > other) {
                least[k] = most;
                most = other;
            }
        }
    }
    bo_wide bound = own > LAYERS_MAX ? least[LAYERS_MAX - 2] : 1;
    for (size_t i = 0; i < d->grid->n_lines && d->n_layers - from < LAYERS_MAX - (own > LAYERS_MAX); i++) {
        if (most_of(d, i, above) >= bound) {
            d->layer[d->n_layers++] = (struct layer){.line = i, .above = above};
        }
    }
    if (own > LAYERS_MAX) {
        d->layer[d->n_layers++] = (struct layer){.rest = true, .above = above};
    }
}

static bool has_layer(const struct drawing *d, size_t line, bool above)
{
    for (size_t k = 0; k < d->n_layers; k++) {
        if (!d->layer[k].rest && d->layer[k].line == line && d->layer[k].above == above) {
            return true;
        }
    }
    return false;
}

static struct column column_of(const struct drawing *d, const struct bo_grid_point *point)
{
    struct column column = {.hours = point->hours,
                            .balance = point->balance.known ? point->balance.n * (100 / point->balance.den) : 0};
    for (size_t k = 0; k < d->n_layers; k++) {
        const struct layer *layer = &d->layer[k];
        for (size_t i = 0; i < d->grid->n_lines; i++) {
            bo_wide value = counted(d, point, i);
            bool mine = layer->rest ? !has_layer(d, i, layer->above) : layer->line == i;
            column.value[k] += mine && (value > 0) == layer->above ? value : 0;
        }
    }
    return column;
}

/* The points of a wage and both sides of its falls, by hours. */
static struct column *columns_of(const struct drawing *d, const struct bo_grid_wage *of, size_t *n)
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

static int x_of(const struct drawing *d, bo_wide hours)
{
    bo_wide span = d->grid->hours.to - d->grid->hours.from;
    return LEFT + (int)((hours - d->grid->hours.from) * PLOT_WIDTH / (span > 0 ? span : 1));
}

static int y_of(const struct drawing *d, int top, bo_wide amount)
{
    return top + (int)((d->high - amount) * PLOT_HEIGHT / (d->high - d->low));
}

static void find_scale(struct drawing *d)
{
    for (size_t w = 0; w < drawn_wages(d); w++) {
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
static const char *whole_money(const struct drawing *d, bo_wide hundredths)
{
    const struct bo_set *set = d->grid->varied->set;
    return bo_value_written(d->arena, set, NULL, bo_dec_text(d->arena, hundredths, 100), set->currency, d->lang);
}

static void draw_scale(struct drawing *d, int top)
{
    bo_wide step = bo_svg_step(d->high - d->low, 9, 100);
    for (bo_wide at = d->low; at <= d->high; at += step) {
        int y = y_of(d, top, at);
        bo_svg_line(&d->svg, LEFT - 40, y, LEFT + PLOT_WIDTH, y,
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
    bo_svg_text(&d->svg, LEFT + PLOT_WIDTH / 2, top + PLOT_HEIGHT + 370, "text-anchor=\"middle\"",
                bo_called(d->arena, grid->calc, &grid->varied->hours->named.label, grid->varied->hours->named.id));
}

/* The picture */

static void draw_layer(struct drawing *d, int top, const struct column *columns, size_t n, size_t layer)
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

static void draw_balance(struct drawing *d, int top, const struct column *columns, size_t n)
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

static const char *const dashes = "stroke=\"#000\" stroke-width=\"1.6\" stroke-dasharray=\"2 4\"";

static void draw_before(struct drawing *d, int top)
{
    const struct bo_figure *before = &d->grid->calc->scenarios.at[0].balance;
    bo_wide amount = before->known ? before->n * (100 / before->den) : 0;
    if (before->known && amount >= d->low && amount <= d->high) {
        int y = y_of(d, top, amount);
        bo_svg_line(&d->svg, LEFT, y, LEFT + PLOT_WIDTH, y, "stroke=\"#fff\" stroke-width=\"4\"");
        bo_svg_line(&d->svg, LEFT, y, LEFT + PLOT_WIDTH, y, dashes);
    }
}

static void draw_mark(struct drawing *d, int x, int y, const char *number)
{
    bo_svg_raw(&d->svg,
               "<circle cx=\"%d.%d\" cy=\"%d.%d\" r=\"%d\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.4\"/>\n",
               x / 10, x % 10, y / 10, y % 10, MARK / 10);
    bo_svg_text(&d->svg, x, y + 42, "text-anchor=\"middle\" font-size=\"12\" font-weight=\"bold\"", number);
}

/* Numbers above the plot; where they would touch, the later one moves to the right. */
static void draw_cliffs(struct drawing *d, int top, const struct bo_grid_wage *of)
{
    int free = 0;
    for (size_t i = 0; i < of->cliffs.n; i++) {
        const struct bo_grid_cliff *cliff = &of->cliffs.at[i];
        int x = x_of(d, cliff->before.hours),
            y = y_of(d, top, cliff->before.balance.n * (100 / cliff->before.balance.den));
        int at = x > free ? x : free;
        at = at < LEFT + PLOT_WIDTH ? at : LEFT + PLOT_WIDTH;
        bo_svg_line(&d->svg, at, top - 110, x, top, "stroke=\"#000\"");
        bo_svg_line(&d->svg, x, top, x, y, "stroke=\"#000\" stroke-width=\"1.4\" stroke-dasharray=\"5 3\"");
        draw_mark(d, at, top - 110, bo_printf(d->arena, "%zu", i + 1));
        free = at + 2 * MARK + 20;
    }
}

/* Words */

static void write_lines(struct drawing *d, int x, const char *attributes, const char *text, size_t columns)
{
    bo_lines lines = bo_wrap(d->arena, bo_utf8_line(d->arena, text, 2000), columns, columns);
    for (size_t i = 0; i < lines.n; i++) {
        bo_svg_text(&d->svg, x, d->y + 140, attributes, lines.at[i]);
        d->y += LINE;
    }
}

static void write_heading(struct drawing *d, const char *text)
{
    d->y += LINE / 3;
    write_lines(d, MARGIN, "font-weight=\"bold\"", text, COLUMNS);
}

static const char *group_called(const struct drawing *d, const char *total)
{
    const struct bo_set *set = d->grid->varied->set;
    for (size_t i = 0; i < set->sheet.groups.n; i++) {
        const struct bo_group *group = &set->sheet.groups.at[i];
        if (group->total_id != NULL && strcmp(group->total_id, total) == 0) {
            return bo_called(d->arena, d->grid->calc, &group->label, group->id);
        }
    }
    return "";
}

static void write_legend(struct drawing *d)
{
    const struct bo_set *set = d->grid->varied->set;
    d->y += LINE / 3;
    bo_svg_line(&d->svg, MARGIN, d->y + 95, MARGIN + SWATCH + 40, d->y + 95, "stroke=\"#000\" stroke-width=\"2.8\"");
    write_lines(d, MARGIN + HANG, "",
                bo_called(d->arena, d->grid->calc, &set->sheet.balance_label, set->sheet.balance_id), COLUMNS - 4);
    bo_svg_line(&d->svg, MARGIN, d->y + 95, MARGIN + SWATCH + 40, d->y + 95, dashes);
    write_lines(d, MARGIN + HANG, "",
                bo_printf(d->arena, "%s, %s",
                          bo_called(d->arena, d->grid->calc, &set->sheet.balance_label, set->sheet.balance_id),
                          bo_word(d->lang, BO_W_BEFORE)),
                COLUMNS - 4);
    for (int side = 1; side >= 0; side--) {
        bool headed = false;
        for (size_t i = 0; i < d->n_layers; i++) { /* as they lie: the top one first */
            size_t k = side ? d->n_layers - 1 - i : i;
            const struct layer *layer = &d->layer[k];
            if (layer->above != (side == 1)) {
                continue;
            }
            if (!headed) {
                write_heading(d, group_called(d, side ? set->sheet.plus_id : set->sheet.minus_id));
                headed = true;
            }
            bo_svg_swatch(&d->svg, MARGIN, d->y + 25, SWATCH + 40, SWATCH, k);
            write_lines(d, MARGIN + HANG, "",
                        layer->rest ? bo_word(d->lang, BO_W_OTHER_LINES)
                                    : bo_grid_line_called(d->arena, d->grid, layer->line),
                        COLUMNS - 4);
        }
    }
}

static void write_cliffs(struct drawing *d, const struct bo_grid_wage *of)
{
    write_heading(d, bo_word(d->lang, BO_W_CLIFFS));
    for (size_t i = 0; i < of->cliffs.n; i++) {
        draw_mark(d, MARGIN + MARK, d->y + 95, bo_printf(d->arena, "%zu", i + 1));
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
    size_t n;
    const struct column *columns = columns_of(d, of, &n);
    d->y += LINE / 3;
    write_lines(d, MARGIN, "font-weight=\"bold\"",
                bo_printf(d->arena, "%s: %s",
                          bo_called(d->arena, d->grid->calc, &d->grid->varied->wage->named.label,
                                    d->grid->varied->wage->named.id),
                          bo_varied_written(d->arena, d->grid->varied, d->grid->varied->wage, of->wage, d->lang)),
                COLUMNS);
    int top = d->y + (of->cliffs.n > 0 ? 260 : 60);
    draw_scale(d, top);
    for (size_t k = 0; k < d->n_layers; k++) {
        draw_layer(d, top, columns, n, k);
    }
    bo_svg_line(&d->svg, LEFT, y_of(d, top, 0), LEFT + PLOT_WIDTH, y_of(d, top, 0),
                "stroke=\"#000\" stroke-width=\"1.4\"");
    draw_before(d, top);
    draw_balance(d, top, columns, n);
    draw_cliffs(d, top, of);
    d->y = top + PLOT_HEIGHT + 420;
}

static const char *description(const struct drawing *d)
{
    const struct bo_grid *grid = d->grid;
    const char *all = "";
    for (size_t w = 0; w < drawn_wages(d); w++) {
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
    bo_svg_open(&d.svg, arena);
    choose_layers(&d, true);
    choose_layers(&d, false);
    find_scale(&d);
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
    for (size_t w = 0; w < drawn_wages(&d); w++) {
        draw_wage(&d, &grid->wages[w]);
        if (w == 0) {
            write_legend(&d);
        }
        write_cliffs(&d, &grid->wages[w]);
        write_lines(&d, MARGIN, "", even_told(&d, &grid->wages[w]), COLUMNS);
    }
    return bo_svg_take(&d.svg, WIDTH, d.y + MARGIN, title, description(&d));
}
