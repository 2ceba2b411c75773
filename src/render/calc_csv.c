/* The calculation as CSV (RFC 4180): a row for each line, total, measure and value asked for, a column a scenario. */
#include "base/buf.h"
#include "render/amount.h"
#include "render/names.h"
#include "render/render.h"
#include "render/shown.h"
#include "render/words.h"

#include <string.h>

struct writing {
    struct bo_arena *arena;
    const struct bo_calc *calc;
    const struct bo_set *set;
    struct bo_buf to;
};

static void field(struct writing *w, const char *text, bool first)
{
    bo_buf_puts(&w->to, first ? "" : ",");
    if (strpbrk(text, ",\"\r\n") == NULL) {
        bo_buf_puts(&w->to, text);
        return;
    }
    bo_buf_putc(&w->to, '"');
    for (; *text != '\0'; text++) {
        bo_buf_puts(&w->to, *text == '"' ? "\"" : "");
        bo_buf_putc(&w->to, *text);
    }
    bo_buf_putc(&w->to, '"');
}

static void begin(struct writing *w, const char *kind, const char *group, const char *id, const char *label)
{
    field(w, kind, true);
    field(w, group, false);
    field(w, id, false);
    field(w, label, false);
}

static void figure(struct writing *w, const char *text)
{
    field(w, text != NULL ? text : "", false);
}

static void end(struct writing *w)
{
    bo_buf_puts(&w->to, "\r\n");
}

static const char *called(const struct writing *w, const bo_texts *label, const char *id)
{
    return bo_called(w->arena, w->calc, label, id);
}

static void write_group(struct writing *w, size_t g)
{
    const struct bo_calc *calc = w->calc;
    const struct bo_calc_group *first = &calc->scenarios.at[0].groups[g];
    for (size_t l = 0; l < first->n; l++) {
        const struct bo_line *line = first->lines[l].line;
        begin(w, "line", first->group->id, line->value_id, called(w, &line->label, line->value_id));
        for (size_t s = 0; s < calc->scenarios.n; s++) {
            figure(w, bo_amount_plain(w->arena, calc->scenarios.at[s].groups[g].lines[l].amount));
        }
        end(w);
    }
    if (first->group->total_id != NULL) {
        begin(w, "total", first->group->id, first->group->total_id, called(w, &first->group->label, first->group->id));
        for (size_t s = 0; s < calc->scenarios.n; s++) {
            figure(w, bo_amount_plain(w->arena, calc->scenarios.at[s].groups[g].total));
        }
        end(w);
    }
}

static void write_balance(struct writing *w)
{
    const struct bo_calc *calc = w->calc;
    const struct bo_sheet *sheet = &w->set->sheet;
    if (sheet->balance_id == NULL) {
        return;
    }
    begin(w, "balance", "", sheet->balance_id, called(w, &sheet->balance_label, sheet->balance_id));
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        figure(w, bo_amount_plain(w->arena, calc->scenarios.at[s].balance));
    }
    end(w);
    begin(w, "difference", "", "difference", bo_word(calc->lang, BO_W_DIFFERENCE));
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        figure(w, s > 0 ? bo_amount_plain(w->arena, calc->scenarios.at[s].difference) : NULL);
    }
    end(w);
}

static void write_measures(struct writing *w)
{
    const struct bo_calc *calc = w->calc;
    for (size_t i = 0; calc->scenarios.n > 1 && i < calc->scenarios.at[1].measures.n; i++) {
        const struct bo_measure *measure = calc->scenarios.at[1].measures.at[i].measure;
        begin(w, "measure", "", measure->id, called(w, &measure->label, measure->id));
        figure(w, NULL);
        for (size_t s = 1; s < calc->scenarios.n; s++) {
            figure(w, bo_measure_plain(w->arena, &calc->scenarios.at[s].measures.at[i]));
        }
        end(w);
    }
}

static void write_values(struct writing *w)
{
    const bo_shown_rows rows = bo_shown_of(w->arena, w->calc);
    for (size_t i = 0; i < rows.n; i++) {
        const struct bo_shown *row = &rows.at[i];
        const char *label = row->named != NULL ? called(w, &row->named->label, row->named->id) : row->id;
        const char *id =
            row->person != NULL ? bo_printf(w->arena, "%s/%s/%s", row->entity_key, row->person, row->id) : row->id;
        begin(w, "value", "", id, label);
        for (size_t s = 0; s < w->calc->scenarios.n; s++) {
            figure(w, row->value[s] != NULL ? row->value[s]->text : NULL);
        }
        end(w);
    }
}

char *bo_render_calc_csv(struct bo_arena *arena, const struct bo_calc *calc)
{
    struct writing w = {.arena = arena, .calc = calc, .set = calc->program->set};
    bo_buf_init(&w.to);
    begin(&w, "kind", "group", "id", "label");
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        figure(&w, calc->scenarios.at[s].scenario->id);
    }
    end(&w);
    for (size_t g = 0; calc->scenarios.n > 0 && g < calc->scenarios.at[0].n_groups; g++) {
        write_group(&w, g);
    }
    write_balance(&w);
    write_measures(&w);
    write_values(&w);
    char *text = bo_strndup(arena, w.to.at, w.to.n);
    bo_buf_fini(&w.to);
    return text;
}
