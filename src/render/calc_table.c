/* The sheet as a table: lines in their groups, totals, the balance and what differs. */
#include "render/amount.h"
#include "render/columns.h"
#include "render/names.h"
#include "render/phrases.h"
#include "render/telling.h"
#include "render/words.h"

struct marks { /* those that stand in the table */
    bool given, unknown, partly;
};

static const char *called(const struct bo_telling *telling, const struct bo_line *line)
{
    return bo_called(telling->arena, telling->calc, &line->label, line->value_id);
}

static void open_columns(struct bo_telling *telling, struct bo_columns *columns)
{
    bo_columns_init(columns, telling->arena, telling->calc->scenarios.n);
    for (size_t s = 0; s < columns->n; s++) {
        bo_columns_head(columns, s, bo_scenario_called(telling->calc, s));
    }
}

static const struct bo_calc_line *line_of(const struct bo_telling *telling, size_t s, size_t g, size_t l)
{
    return &telling->calc->scenarios.at[s].groups[g].lines[l];
}

static void add_line(struct bo_telling *telling, struct bo_columns *to, size_t g, size_t l, struct marks *marks)
{
    const char *label = called(telling, line_of(telling, 0, g, l)->line);
    struct bo_cell *cell = bo_columns_row(to, BO_ROW_CELLS, BO_PLAIN, 2, label);
    for (size_t s = 0; s < to->n; s++) {
        const struct bo_figure *amount = &line_of(telling, s, g, l)->amount;
        bool partly = bo_line_is_partly(telling->calc, s, line_of(telling, s, g, l));
        cell[s] = (struct bo_cell){bo_amount_written(telling->arena, *amount, telling->calc->lang),
                                   amount->given ? "*"
                                   : partly      ? "?"
                                                 : ""};
        marks->partly |= partly;
        marks->given |= amount->given;
        marks->unknown |= !amount->known;
    }
}

static void add_total(struct bo_telling *telling, struct bo_columns *to, size_t g, struct marks *marks)
{
    struct bo_cell *cell = bo_columns_row(to, BO_ROW_CELLS, BO_STRONG, 2, bo_word(telling->calc->lang, BO_W_TOTAL));
    for (size_t s = 0; s < to->n; s++) {
        const struct bo_calc_group *group = &telling->calc->scenarios.at[s].groups[g];
        cell[s] = (struct bo_cell){bo_amount_written(telling->arena, group->total, telling->calc->lang),
                                   group->incomplete ? "?" : ""};
        marks->partly |= group->incomplete;
    }
}

static void add_group(struct bo_telling *telling, struct bo_columns *to, size_t g, struct marks *marks)
{
    const struct bo_calc_group *group = &telling->calc->scenarios.at[0].groups[g];
    size_t lines = 0;
    for (size_t l = 0; l < group->n; l++) {
        lines += !bo_line_is_nil(telling->calc, g, l);
    }
    if (lines == 0 && group->group->total_id == NULL) {
        return;
    }
    const char *label = bo_told(telling, &group->group->label);
    bo_columns_row(to, BO_ROW_BLANK, BO_PLAIN, 0, "");
    bo_columns_row(to, BO_ROW_HEADING, BO_STRONG, 0, label != NULL ? label : group->group->id);
    for (size_t l = 0; l < group->n; l++) {
        if (!bo_line_is_nil(telling->calc, g, l)) {
            add_line(telling, to, g, l, marks);
        }
    }
    if (group->group->total_id != NULL) {
        add_total(telling, to, g, marks);
    }
}

static void add_balance(struct bo_telling *telling, struct bo_columns *to, struct marks *marks)
{
    const struct bo_calc *calc = telling->calc;
    const char *label = bo_told(telling, &telling->set->sheet.balance_label);
    if (telling->set->sheet.balance_id == NULL) {
        return;
    }
    bo_columns_row(to, BO_ROW_BLANK, BO_PLAIN, 0, "");
    struct bo_cell *cell =
        bo_columns_row(to, BO_ROW_CELLS, BO_STRONG, 0, label != NULL ? label : bo_word(calc->lang, BO_W_BALANCE));
    for (size_t s = 0; s < to->n; s++) {
        bool partly = bo_is_partly(calc, s);
        const char *amount = bo_amount_written(telling->arena, calc->scenarios.at[s].balance, calc->lang);
        cell[s] = (struct bo_cell){amount, partly ? "?" : ""};
        marks->partly |= partly;
    }
    if (to->n < 2) {
        return;
    }
    cell = bo_columns_row(to, BO_ROW_CELLS, BO_PLAIN, 0, bo_word(calc->lang, BO_W_DIFFERENCE));
    for (size_t s = 1; s < to->n; s++) {
        bool partly = bo_is_partly(calc, s) || bo_is_partly(calc, 0);
        const char *amount = bo_amount_signed(telling->arena, calc->scenarios.at[s].difference, calc->lang);
        cell[s] = (struct bo_cell){amount, partly ? "?" : ""};
    }
}

/* Below the table: lines that are nothing everywhere, and what the marks mean. */
static void tell_below(struct bo_telling *telling, const struct marks *marks)
{
    const struct bo_calc_scenario *first = &telling->calc->scenarios.at[0];
    const char *lang = telling->calc->lang, *nil = "";
    for (size_t g = 0; g < first->n_groups; g++) {
        for (size_t l = 0; l < first->groups[g].n; l++) {
            if (bo_line_is_nil(telling->calc, g, l)) {
                const char *label = called(telling, first->groups[g].lines[l].line);
                nil = bo_printf(telling->arena, "%s%s%s", nil, *nil != '\0' ? "; " : "", label);
            }
        }
    }
    bo_page_blank(&telling->page);
    if (*nil != '\0') {
        bo_page_text(&telling->page, 0, NULL, 0, BO_PLAIN,
                     bo_printf(telling->arena, "%s.", bo_word_with(telling->arena, lang, BO_W_NIL, nil, NULL)));
    }
    static const enum bo_word word[] = {BO_W_GIVEN, BO_W_UNKNOWN, BO_W_PARTLY};
    static const char *const mark[] = {"*", "—", "?"};
    const bool stands[] = {marks->given, marks->unknown, marks->partly};
    for (int i = 0; i < 3; i++) {
        if (stands[i]) {
            bo_page_text(&telling->page, 0, NULL, 0, BO_FAINT,
                         bo_printf(telling->arena, "%s %s", mark[i], bo_word(lang, word[i])));
        }
    }
}

void bo_tell_table(struct bo_telling *telling)
{
    struct bo_columns columns;
    struct marks marks = {0};
    if (telling->calc->scenarios.n == 0 || telling->calc->scenarios.at[0].n_groups == 0) {
        return;
    }
    open_columns(telling, &columns);
    size_t n = telling->calc->scenarios.at[0].n_groups;
    for (size_t g = 0; g < n; g++) {
        if (telling->calc->scenarios.at[0].groups[g].group->total_id != NULL) {
            add_group(telling, &columns, g, &marks);
        }
    }
    add_balance(telling, &columns, &marks);
    for (size_t g = 0; g < n; g++) { /* what no total counts stands below the balance */
        if (telling->calc->scenarios.at[0].groups[g].group->total_id == NULL) {
            add_group(telling, &columns, g, &marks);
        }
    }
    bo_page_blank(&telling->page);
    bo_columns_print(&columns, &telling->page);
    tell_below(telling, &marks);
}
