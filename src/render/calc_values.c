/* What --show asks for: values of the unit and of each person, a column for each scenario. */
#include "render/amount.h"
#include "render/columns.h"
#include "render/notices_text.h"
#include "render/telling.h"
#include "render/words.h"

#include <string.h>

enum { VALUE_MAX = 200 };

struct values { /* of a scenario: the unit's, or a person's */
    const struct bo_calc_value *at;
    size_t n;
};

static const char *unit_of(struct bo_telling *telling, const struct bo_named *named)
{
    const struct bo_unit *unit = NULL;
    if (named != NULL && named->element == BO_E_RULE) {
        unit = &((const struct bo_rule *)named)->unit;
    } else if (named != NULL && named->element == BO_E_INPUT) {
        unit = &((const struct bo_input *)named)->unit;
    }
    return unit != NULL && unit->n > 0 ? bo_unit_text(&telling->set->symbols, unit, telling->arena) : "";
}

/* "Label (id, GBP/month)": the id is what explain asks for. */
static const char *called(struct bo_telling *telling, const struct bo_calc_value *value)
{
    const char *label = value->named != NULL ? bo_label(&telling->reader, value->named) : value->id;
    const char *unit = unit_of(telling, value->named);
    return bo_printf(telling->arena, "%s (%s%s%s)", label, value->id, *unit != '\0' ? ", " : "", unit);
}

static const char *written(struct bo_telling *telling, const struct bo_calc_value *value)
{
    if (value->text == NULL) {
        return "—";
    }
    const char *text =
        bo_value_written(telling->arena, telling->set, value->named, value->text, "", telling->calc->lang);
    return bo_utf8_line(telling->arena, text, VALUE_MAX);
}

static const struct bo_calc_value *find(const struct values *values, const char *id)
{
    for (size_t i = 0; i < values->n; i++) {
        if (strcmp(values->at[i].id, id) == 0) {
            return &values->at[i];
        }
    }
    return NULL;
}

/* A row for each value that some scenario has. */
static void add_rows(struct bo_telling *telling, struct bo_columns *to, size_t indent, const struct values *of)
{
    for (size_t s = 0; s < to->n; s++) {
        for (size_t i = 0; i < of[s].n; i++) {
            const char *id = of[s].at[i].id;
            bool told = false;
            for (size_t t = 0; t < s; t++) {
                told |= find(&of[t], id) != NULL;
            }
            if (told) {
                continue;
            }
            struct bo_cell *cell =
                bo_columns_row(to, BO_ROW_CELLS, BO_PLAIN, indent, called(telling, &of[s].at[i]));
            for (size_t t = s; t < to->n; t++) {
                const struct bo_calc_value *value = find(&of[t], id);
                cell[t].text = value != NULL ? written(telling, value) : "";
            }
        }
    }
}

static const struct bo_calc_person *find_person(const struct bo_calc_scenario *of, const struct bo_calc_person *like)
{
    for (size_t i = 0; i < of->persons.n; i++) {
        if (strcmp(of->persons.at[i].entity_key, like->entity_key) == 0 &&
            strcmp(of->persons.at[i].name, like->name) == 0) {
            return &of->persons.at[i];
        }
    }
    return NULL;
}

/* The rows of a person whom scenario s is the first to have; nothing when an earlier one has told of them. */
static void add_person(struct bo_telling *telling, struct bo_columns *to, size_t s, const struct bo_calc_person *who)
{
    struct values *of = bo_alloc_array(telling->arena, to->n, sizeof *of);
    for (size_t t = 0; t < to->n; t++) {
        const struct bo_calc_person *same = find_person(&telling->calc->scenarios.at[t], who);
        if (same != NULL && t < s) {
            return;
        }
        of[t] = same != NULL ? (struct values){same->values, same->n} : (struct values){NULL, 0};
    }
    bo_columns_row(to, BO_ROW_HEADING, BO_PLAIN, 2, who->name);
    add_rows(telling, to, 4, of);
}

void bo_tell_values(struct bo_telling *telling)
{
    const struct bo_calc *calc = telling->calc;
    struct bo_columns columns;
    bo_columns_init(&columns, telling->arena, calc->scenarios.n);
    struct values *of = bo_alloc_array(telling->arena, columns.n, sizeof *of);
    for (size_t s = 0; s < columns.n; s++) {
        bo_columns_head(&columns, s, bo_scenario_called(calc, s));
        of[s] = (struct values){calc->scenarios.at[s].values.at, calc->scenarios.at[s].values.n};
    }
    add_rows(telling, &columns, 2, of);
    for (size_t s = 0; s < columns.n; s++) {
        for (size_t i = 0; i < calc->scenarios.at[s].persons.n; i++) {
            add_person(telling, &columns, s, &calc->scenarios.at[s].persons.at[i]);
        }
    }
    if (columns.rows.n > 0) {
        bo_page_heading(&telling->page, bo_word(calc->lang, BO_W_VALUES));
        bo_columns_print(&columns, &telling->page);
    }
}
