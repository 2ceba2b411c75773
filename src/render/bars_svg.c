/* The sheet as bars: for each scenario what comes in, and below it, to the same scale, where it goes and what is left.
 * A line that is taken off one side stands on the other, so both bars are equally long, and each part is an amount of
 * the table. Parts have numbers; patterns and lightness tell them apart without colour. The drawing has no text but
 * numbers, so it fits any width; the key is a list. */
#include "render/names.h"
#include "render/phrases.h"
#include "render/sheet.h"
#include "scenario/figure.h"

enum { LEAST_FOR_NUMBER = 500, WHOLE = 10000 }; /* hundredths of a percent of the bar's width */

static const char *const tiles[] = {
    /* Each beside the next differs in lightness or pattern; the first is for what is left. */
    "<rect width=\"8\" height=\"8\" fill=\"#222\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#a8c8e4\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"#000\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#5580a6\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><circle cx=\"4\" cy=\"4\" r=\"1.7\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#ddd\"/><path d=\"M0 4h8\" stroke=\"#000\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"M-2 6l4 4M0 0l8 8M6-2l4 4\" stroke=\"#000\" "
    "stroke-width=\"2\"/>",
    "<rect width=\"8\" height=\"8\" fill=\"#ccc\"/><path d=\"M4 0v8M0 4h8\" stroke=\"#444\"/>",
};
enum { TILES = sizeof tiles / sizeof *tiles };

struct part {
    const char *label;
    size_t number; /* in the key */
    bo_wide n;     /* hundredths, above 0 */
    bool turned;   /* below 0 in the table: on the other side than its like */
};
typedef BO_VEC(struct part) part_list;
struct bars {
    part_list in, out;
    bo_wide all; /* of either */
};
struct key {
    const char *label;
    size_t group, line; /* SIZE_MAX: the balance */
};
struct drawing {
    struct bo_sheet_page *page;
    BO_VEC(struct key) key;
    bo_wide widest;
};

static bo_wide in_hundredths(struct bo_figure figure)
{
    return figure.known ? figure.n * (100 / figure.den) : 0; /* a figure of the sheet has two decimals at most */
}

static void find_key(struct drawing *d)
{
    const struct bo_calc *calc = d->page->calc;
    const struct bo_calc_scenario *first = &calc->scenarios.at[0];
    for (size_t g = 0; g < first->n_groups; g++) {
        for (size_t l = 0; l < first->groups[g].n; l++) {
            bool drawn = false;
            for (size_t s = 0; s < calc->scenarios.n; s++) {
                drawn |= in_hundredths(calc->scenarios.at[s].groups[g].lines[l].amount) != 0;
            }
            if (drawn && bo_group_sign(d->page->set, first->groups[g].group) != 0) {
                const struct bo_line *line = first->groups[g].lines[l].line;
                struct key key = {bo_called(d->page->arena, calc, &line->label, line->value_id), g, l};
                BO_PUSH(d->page->arena, &d->key, key);
            }
        }
    }
    struct key rest = {bo_sheet_balance(d->page), SIZE_MAX, SIZE_MAX};
    BO_PUSH(d->page->arena, &d->key, rest);
}

static struct bars bars_of(struct drawing *d, size_t s)
{
    const struct bo_calc_scenario *of = &d->page->calc->scenarios.at[s];
    struct bars bars = {0};
    for (size_t i = 0; i < d->key.n; i++) {
        const struct key *key = &d->key.at[i];
        bool rest = key->group == SIZE_MAX;
        bo_wide n = in_hundredths(rest ? of->balance : of->groups[key->group].lines[key->line].amount);
        bool in = rest ? n < 0 : (bo_group_sign(d->page->set, of->groups[key->group].group) > 0) == (n > 0);
        struct part part = {key->label, i + 1, n < 0 ? -n : n, n < 0};
        if (n != 0) {
            BO_PUSH(d->page->arena, in ? &bars.in : &bars.out, part);
        }
        bars.all += in ? part.n : 0;
    }
    return bars;
}

/* Of the balance the first tile, of the others the rest in turn. */
static size_t tile_of(const struct drawing *d, size_t number)
{
    return number == d->key.n ? 0 : 1 + (number - 1) % (TILES - 1);
}

static const char *percent(struct drawing *d, int hundredths)
{
    return bo_printf(d->page->arena, "%d.%02d%%", hundredths / 100, hundredths % 100);
}

static const char *number_text(struct drawing *d, size_t number)
{
    return bo_printf(d->page->arena, "%zu", number);
}

static const char *money(struct drawing *d, bo_wide hundredths)
{
    return bo_money_of(d->page->arena, d->page->calc, (struct bo_figure){.known = true, .n = hundredths, .den = 100});
}

/* A rectangle of a tile, and the number on it. */
static void draw_part(struct drawing *d, size_t number, int from, int to)
{
    struct bo_html *html = &d->page->html;
    bo_html_fill(html, "<rect x=\"{}\" width=\"{}\" height=\"100%\" fill=\"url(#tile-{})\" stroke=\"#000\"/>",
                 percent(d, from), percent(d, to - from), number_text(d, tile_of(d, number)));
    if (to - from >= LEAST_FOR_NUMBER) {
        const char *middle = percent(d, (from + to) / 2);
        bo_html_fill(html,
                     "<circle cx=\"{}\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/>"
                     "<text x=\"{}\" y=\"50%\" dy=\".35em\" text-anchor=\"middle\" font-size=\"11\">{}</text>",
                     middle, middle, number_text(d, number));
    }
    bo_html_put(html, "\n");
}

static void draw_bar(struct drawing *d, const part_list *parts)
{
    struct bo_html *html = &d->page->html;
    bo_html_put(html, "<svg class=\"bar\" role=\"img\"><title>");
    for (size_t i = 0; i < parts->n; i++) {
        bo_html_fill(html, "{}{}: {}", i > 0 ? "; " : "", parts->at[i].label,
                     money(d, parts->at[i].turned ? -parts->at[i].n : parts->at[i].n));
    }
    bo_html_put(html, "</title>\n");
    bo_wide sum = 0;
    for (size_t i = 0; i < parts->n; i++) {
        int from = (int)(sum * WHOLE / d->widest);
        sum += parts->at[i].n;
        draw_part(d, parts->at[i].number, from, (int)(sum * WHOLE / d->widest));
    }
    bo_html_put(html, "</svg>\n");
}

/* "Money coming in ¤2,718.58"; group: that whose total is added or taken off. */
static const char *total_of(struct drawing *d, size_t s, int sign)
{
    const struct bo_calc_scenario *of = &d->page->calc->scenarios.at[s];
    for (size_t g = 0; g < of->n_groups; g++) {
        const struct bo_group *group = of->groups[g].group;
        if (bo_group_sign(d->page->set, group) == sign) {
            const char *label = bo_sheet_told(d->page, &group->label);
            return bo_printf(d->page->arena, "%s %s", label != NULL ? label : group->id,
                             bo_money_of(d->page->arena, d->page->calc, of->groups[g].total));
        }
    }
    return "";
}

static void draw_scenario(struct drawing *d, size_t s)
{
    struct bo_html *html = &d->page->html;
    const struct bars bars = bars_of(d, s);
    bo_html_fill(html, "<figure>\n<figcaption><bdi>{}</bdi></figcaption>\n<p>{}</p>\n",
                 bo_scenario_called(d->page->calc, s), total_of(d, s, 1));
    if (bars.in.n > 0) {
        draw_bar(d, &bars.in);
    }
    bo_html_fill(html, "<p>{} · {} {}</p>\n", total_of(d, s, -1), bo_sheet_balance(d->page),
                 bo_money_of(d->page->arena, d->page->calc, d->page->calc->scenarios.at[s].balance));
    if (bars.out.n > 0) {
        draw_bar(d, &bars.out);
    }
    bo_html_put(html, "</figure>\n");
}

static void write_key(struct drawing *d)
{
    struct bo_html *html = &d->page->html;
    bo_html_fill(html, "<h3>{}</h3>\n<ul class=\"key\">\n", bo_sheet_word(d->page, BO_W_KEY));
    for (size_t i = 0; i < d->key.n; i++) {
        const char *number = number_text(d, i + 1);
        bo_html_fill(html,
                     "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-{})\" "
                     "stroke=\"#000\"/></svg>{} {}</li>\n",
                     number_text(d, tile_of(d, i + 1)), number, d->key.at[i].label);
    }
    bo_html_put(html, "</ul>\n");
}

void bo_sheet_bars(struct bo_sheet_page *page)
{
    struct drawing d = {.page = page};
    if (page->set->sheet.balance_id == NULL || page->calc->scenarios.n == 0) {
        return;
    }
    find_key(&d);
    for (size_t s = 0; s < page->calc->scenarios.n; s++) {
        const struct bars bars = bars_of(&d, s);
        d.widest = bars.all > d.widest ? bars.all : d.widest;
    }
    if (d.widest == 0) {
        return;
    }
    bo_html_fill(&page->html, "<h2>{}</h2>\n<svg class=\"hidden\" aria-hidden=\"true\"><defs>\n",
                 bo_sheet_word(page, BO_W_IN_PICTURE));
    for (size_t i = 0; i < TILES; i++) {
        bo_html_fill(&page->html, "<pattern id=\"tile-{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">",
                     number_text(&d, i));
        bo_html_put(&page->html, tiles[i]);
        bo_html_put(&page->html, "</pattern>\n");
    }
    bo_html_put(&page->html, "</defs></svg>\n");
    for (size_t s = 0; s < page->calc->scenarios.n; s++) {
        draw_scenario(&d, s);
    }
    write_key(&d);
}
