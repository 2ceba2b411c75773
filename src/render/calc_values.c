/* What --show asks for, a column for each scenario. */
#include "render/amount.h"
#include "render/columns.h"
#include "render/names.h"
#include "render/shown.h"
#include "render/telling.h"
#include "render/words.h"

enum { VALUE_MAX = 200 };

static const char *unit_of(struct bo_telling *telling, const struct bo_named *named)
{
    const struct bo_unit *unit = bo_unit_of(named);
    return unit != NULL && unit->n > 0 ? bo_unit_text(&telling->set->symbols, unit, telling->arena) : "";
}

/* "Label (id, CUR/month)": the id is what explain asks for. */
static const char *called(struct bo_telling *telling, const struct bo_shown *row)
{
    const char *label =
        row->named != NULL ? bo_called(telling->arena, telling->calc, &row->named->label, row->named->id) : row->id;
    const char *unit = unit_of(telling, row->named);
    return bo_printf(telling->arena, "%s (%s%s%s)", label, row->id, *unit != '\0' ? ", " : "", unit);
}

static const char *written(struct bo_telling *telling, const struct bo_calc_value *value)
{
    if (value == NULL || value->text == NULL) {
        return value == NULL ? "" : "—";
    }
    const char *text =
        bo_value_written(telling->arena, telling->set, value->named, value->text, "", telling->calc->lang);
    return bo_utf8_line(telling->arena, text, VALUE_MAX);
}

void bo_tell_values(struct bo_telling *telling)
{
    const struct bo_calc *calc = telling->calc;
    const bo_shown_rows rows = bo_shown_of(telling->arena, calc);
    struct bo_columns columns;
    bo_columns_init(&columns, telling->arena, calc->scenarios.n);
    for (size_t s = 0; s < columns.n; s++) {
        bo_columns_head(&columns, s, bo_scenario_called(calc, s));
    }
    for (size_t i = 0; i < rows.n; i++) {
        const struct bo_shown *row = &rows.at[i];
        if (row->person != NULL && (i == 0 || rows.at[i - 1].person != row->person)) {
            bo_columns_row(&columns, BO_ROW_HEADING, BO_PLAIN, 2, row->person);
        }
        struct bo_cell *cell =
            bo_columns_row(&columns, BO_ROW_CELLS, BO_PLAIN, row->person != NULL ? 4 : 2, called(telling, row));
        for (size_t s = 0; s < columns.n; s++) {
            cell[s].text = written(telling, row->value[s]);
        }
    }
    if (rows.n > 0) {
        bo_page_heading(&telling->page, bo_word(calc->lang, BO_W_VALUES));
        bo_columns_print(&columns, &telling->page);
    }
}
