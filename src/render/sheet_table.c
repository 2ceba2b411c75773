/* The sheet as tables: lines in their groups, totals, the balance and what differs; each amount in one or two periods
 * side by side. Where there are more scenarios there are several tables, and the first scenario stands in each. */
#include "render/amount.h"
#include "render/names.h"
#include "render/phrases.h"
#include "render/sheet.h"

/* What fits a telephone: two scenarios after the first, or one where there are two periods. */
enum { AFTER_IN_TABLE = 2 };

struct tabling {
    struct bo_sheet_page *page;
    size_t scenario[1 + AFTER_IN_TABLE], n; /* those of the table */
    bool given, unknown, partly;            /* marks that stand in it */
};

static size_t periods(const struct tabling *t)
{
    return t->page->beside != NULL ? 2 : 1;
}

/* The calculation in the first or second period. */
static const struct bo_calc *in_period(const struct tabling *t, size_t period)
{
    return period == 0 ? t->page->calc : t->page->beside;
}

static const struct bo_calc_group *group_of(const struct tabling *t, size_t period, size_t column, size_t g)
{
    return &in_period(t, period)->scenarios.at[t->scenario[column]].groups[g];
}

/* Cells */

/* A figure as people read it, and in <data> as programs do. */
static void cell(struct tabling *t, size_t period, struct bo_figure figure, bool with_sign, const char *mark)
{
    struct bo_html *html = &t->page->html;
    struct bo_arena *arena = t->page->arena;
    bo_html_put(html, period == 0 ? "<td class=\"begins\">" : "<td>");
    if (figure.known) {
        bo_html_fill(html, "<data value=\"{}\">{}</data>", bo_amount_plain(arena, figure),
                     (with_sign ? bo_amount_signed : bo_amount_written)(arena, figure, t->page->lang));
    } else {
        bo_html_fill(html, "<span class=\"hidden\">{}</span><span aria-hidden=\"true\">—</span>",
                     bo_sheet_word(t->page, BO_W_UNKNOWN));
        t->unknown = true;
    }
    if (*mark != '\0') {
        bo_html_fill(html, "<small>{}</small>", mark);
    }
    bo_html_put(html, "</td>");
}

static void row(struct tabling *t, const char *class, const char *label)
{
    bo_html_put(&t->page->html, "<tr");
    if (*class != '\0') {
        bo_html_fill(&t->page->html, " class=\"{}\"", class);
    }
    bo_html_fill(&t->page->html, "><th scope=\"row\">{}</th>", label);
}

static void end_row(struct tabling *t)
{
    bo_html_put(&t->page->html, "</tr>\n");
}

/* Rows */

static void line_row(struct tabling *t, size_t g, size_t l)
{
    const struct bo_line *line = group_of(t, 0, 0, g)->lines[l].line;
    row(t, "", bo_called(t->page->arena, t->page->calc, &line->label, line->value_id));
    for (size_t column = 0; column < t->n; column++) {
        for (size_t period = 0; period < periods(t); period++) {
            const struct bo_calc_line *own = &group_of(t, period, column, g)->lines[l];
            bool partly = bo_line_is_partly(t->page->calc, t->scenario[column], own);
            cell(t, period, own->amount, false, own->amount.given ? "*" : partly ? "?" : "");
            t->given |= own->amount.given;
            t->partly |= partly;
        }
    }
    end_row(t);
}

static void total_row(struct tabling *t, size_t g)
{
    row(t, "sum", bo_sheet_word(t->page, BO_W_TOTAL));
    for (size_t column = 0; column < t->n; column++) {
        bool partly = group_of(t, 0, column, g)->incomplete;
        for (size_t period = 0; period < periods(t); period++) {
            cell(t, period, group_of(t, period, column, g)->total, false, partly ? "?" : "");
        }
        t->partly |= partly;
    }
    end_row(t);
}

static void group_rows(struct tabling *t, size_t g)
{
    const struct bo_calc_group *group = group_of(t, 0, 0, g);
    const char *label = bo_sheet_told(t->page, &group->group->label);
    size_t lines = 0;
    for (size_t l = 0; l < group->n; l++) {
        lines += !bo_line_is_nil(t->page->calc, g, l);
    }
    if (lines == 0 && group->group->total_id == NULL) {
        return;
    }
    bo_html_fill(&t->page->html, "<tbody>\n<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                 bo_printf(t->page->arena, "%zu", 1 + t->n * periods(t)), label != NULL ? label : group->group->id);
    for (size_t l = 0; l < group->n; l++) {
        if (!bo_line_is_nil(t->page->calc, g, l)) {
            line_row(t, g, l);
        }
    }
    if (group->group->total_id != NULL) {
        total_row(t, g);
    }
    bo_html_put(&t->page->html, "</tbody>\n");
}

static void balance_rows(struct tabling *t)
{
    if (t->page->set->sheet.balance_id == NULL) {
        return;
    }
    const struct bo_calc *calc = t->page->calc;
    bo_html_put(&t->page->html, "<tbody>\n");
    row(t, "rest", bo_sheet_balance(t->page));
    for (size_t column = 0; column < t->n; column++) {
        bool partly = bo_is_partly(calc, t->scenario[column]);
        for (size_t period = 0; period < periods(t); period++) {
            cell(t, period, in_period(t, period)->scenarios.at[t->scenario[column]].balance, false, partly ? "?" : "");
        }
        t->partly |= partly;
    }
    end_row(t);
    if (t->n > 1) {
        row(t, "sum", bo_sheet_word(t->page, BO_W_DIFFERENCE));
        for (size_t period = 0; period < periods(t); period++) {
            bo_html_put(&t->page->html, period == 0 ? "<td class=\"begins\"></td>" : "<td></td>");
        }
        for (size_t column = 1; column < t->n; column++) {
            bool partly = bo_is_partly(calc, t->scenario[column]) || bo_is_partly(calc, 0);
            for (size_t period = 0; period < periods(t); period++) {
                cell(t, period, in_period(t, period)->scenarios.at[t->scenario[column]].difference, true,
                     partly ? "?" : "");
            }
        }
        end_row(t);
    }
    bo_html_put(&t->page->html, "</tbody>\n");
}

/* Tables */

static void caption(struct tabling *t, const char *id)
{
    struct bo_sheet_page *page = t->page;
    const enum bo_word word = page->calc->scenarios.n == 1 ? BO_W_TABLE_OF_NOW : BO_W_TABLE_OF;
    const char *told = bo_word_with(page->arena, page->lang, word, page->set->currency, NULL);
    const char *per = periods(t) == 1 ? bo_sheet_per(page, page->calc) : "";
    bo_html_fill(&page->html, "<caption id=\"{}\">{}{}{}</caption>\n", id, told, *per != '\0' ? ", " : "", per);
}

/* A row of scenarios and, where there are two periods, one of periods. */
static void head(struct tabling *t)
{
    struct bo_html *html = &t->page->html;
    bool two = periods(t) == 2;
    bo_html_put(html, "<colgroup></colgroup>");
    for (size_t column = 0; column < t->n; column++) {
        bo_html_put(html, two ? "<colgroup span=\"2\"></colgroup>" : "<colgroup></colgroup>");
    }
    bo_html_put(html, two ? "\n<thead>\n<tr><td rowspan=\"2\"></td>" : "\n<thead>\n<tr><td></td>");
    for (size_t column = 0; column < t->n; column++) {
        bo_html_fill(html,
                     two ? "<th class=\"begins\" scope=\"colgroup\" colspan=\"2\"><bdi>{}</bdi></th>"
                         : "<th class=\"begins\" scope=\"col\"><bdi>{}</bdi></th>",
                     bo_scenario_called(t->page->calc, t->scenario[column]));
    }
    bo_html_put(html, "</tr>\n");
    for (size_t column = 0; two && column < t->n; column++) {
        bo_html_put(html, column == 0 ? "<tr>" : "");
        bo_html_fill(html, "<th class=\"begins\" scope=\"col\">{}</th><th scope=\"col\">{}</th>",
                     bo_sheet_per(t->page, t->page->calc), bo_sheet_per(t->page, t->page->beside));
    }
    bo_html_put(html, two ? "</tr>\n</thead>\n" : "</thead>\n");
}

static void marks(struct tabling *t)
{
    static const enum bo_word word[] = {BO_W_GIVEN, BO_W_UNKNOWN, BO_W_PARTLY};
    static const char *const mark[] = {"*", "—", "?"};
    const bool stands[] = {t->given, t->unknown, t->partly};
    for (int i = 0; i < 3; i++) {
        if (stands[i]) {
            bo_html_fill(&t->page->html, "<p class=\"small\">{} {}</p>\n", mark[i], bo_sheet_word(t->page, word[i]));
        }
    }
}

static void table(struct tabling *t, size_t number)
{
    size_t groups = t->page->calc->scenarios.at[0].n_groups;
    const char *id = bo_printf(t->page->arena, "table-%zu", number);
    bo_html_fill(&t->page->html, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{}\">\n<table>\n",
                 id);
    caption(t, id);
    head(t);
    for (int counted = 1; counted >= 0; counted--) { /* what no total counts stands below the balance */
        for (size_t g = 0; g < groups; g++) {
            if ((group_of(t, 0, 0, g)->group->total_id != NULL) == (counted == 1)) {
                group_rows(t, g);
            }
        }
        if (counted == 1) {
            balance_rows(t);
        }
    }
    bo_html_put(&t->page->html, "</table>\n</div>\n");
    marks(t);
}

void bo_sheet_table(struct bo_sheet_page *page)
{
    size_t scenarios = page->calc->scenarios.n, number = 0;
    if (scenarios == 0 || page->calc->scenarios.at[0].n_groups == 0) {
        return;
    }
    bo_html_fill(&page->html, "<h2>{}</h2>\n", bo_sheet_word(page, BO_W_IN_FIGURES));
    size_t next = 1;
    do {
        struct tabling t = {.page = page, .n = 1};
        size_t most = page->beside != NULL ? 1 : AFTER_IN_TABLE;
        for (; t.n <= most && next < scenarios; next++) {
            t.scenario[t.n++] = next;
        }
        table(&t, ++number);
    } while (next < scenarios);
}
