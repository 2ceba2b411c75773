/* Hours × wages as JSON: the contract's section 5; and as CSV, a row a point. Of a rule set with other names for gross
 * pay and what is left over, the fields have those. */
#include "render/amount.h"
#include "render/frame_json.h"
#include "render/render.h"

#include <string.h>

struct writing {
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const char *gross, *balance; /* ids */
};

static struct writing writing_of(struct bo_arena *arena, const struct bo_grid *grid)
{
    const struct bo_sheet *sheet = &grid->varied->set->sheet;
    return (struct writing){arena, grid, sheet->vary.gross_id, sheet->balance_id};
}

static const char *hours(const struct writing *w, const struct bo_grid_point *point)
{
    return bo_vary_text(w->arena, w->grid->varied, w->grid->varied->hours, point->hours);
}

static const char *wage(const struct writing *w, bo_wide wage)
{
    return bo_vary_text(w->arena, w->grid->varied, w->grid->varied->wage, wage);
}

static json_t *amount(const struct writing *w, struct bo_figure figure)
{
    return bo_json_text(bo_amount_plain(w->arena, figure));
}

static json_t *hundredths(const struct writing *w, bo_wide n)
{
    return amount(w, (struct bo_figure){.known = true, .n = n, .den = 100});
}

static void put_place(const struct writing *w, json_t *to, const struct bo_grid_point *point)
{
    json_object_set_new(to, "hours", bo_json_text(hours(w, point)));
    json_object_set_new(to, w->gross, amount(w, point->gross));
}

static json_t *point_json(const struct writing *w, const struct bo_grid_point *point)
{
    json_t *object = json_object();
    json_object_set_new(object, "hours", bo_json_text(hours(w, point)));
    json_object_set_new(object, "wage", bo_json_text(wage(w, point->wage)));
    json_object_set_new(object, w->gross, amount(w, point->gross));
    json_object_set_new(object, w->balance, amount(w, point->balance));
    json_object_set_new(object, "difference", amount(w, point->difference));
    return object;
}

static json_t *points_json(const struct writing *w)
{
    json_t *array = json_array();
    for (size_t i = 0; i < w->grid->n_points; i++) {
        const struct bo_grid_point *point = &w->grid->points[i];
        json_t *object = point_json(w, point);
        json_object_set_new(object, "gain_of_hour", amount(w, point->gain));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *cliff_json(const struct writing *w, const struct bo_grid_cliff *cliff)
{
    json_t *object = json_object(), *variables = json_array(), *level = cliff->is_level ? json_object() : json_null();
    for (size_t i = 0; i < cliff->lines.n; i++) {
        json_array_append_new(variables, bo_json_text(w->grid->lines[cliff->lines.at[i]].line->value_id));
    }
    json_object_set_new(object, "wage", bo_json_text(wage(w, cliff->before.wage)));
    put_place(w, object, &cliff->before);
    json_object_set_new(object, "variables", variables);
    json_object_set_new(object, bo_printf(w->arena, "%s_before", w->balance), amount(w, cliff->before.balance));
    json_object_set_new(object, bo_printf(w->arena, "%s_after", w->balance), amount(w, cliff->after.balance));
    json_object_set_new(object, "loss", hundredths(w, cliff->loss));
    if (cliff->is_level) {
        put_place(w, level, &cliff->level);
    }
    json_object_set_new(object, "level_again", level);
    return object;
}

static void put_found(const struct writing *w, json_t *root)
{
    json_t *cliffs = json_array(), *even = json_array(), *roundings = json_array();
    for (size_t i = 0; i < w->grid->wage.n; i++) {
        const struct bo_grid_wage *of = &w->grid->wages[i];
        for (size_t k = 0; k < of->cliffs.n; k++) {
            json_array_append_new(cliffs, cliff_json(w, &of->cliffs.at[k]));
        }
        if (of->breaks_even) {
            json_t *object = json_object();
            json_object_set_new(object, "wage", bo_json_text(wage(w, of->wage)));
            put_place(w, object, &of->break_even);
            json_array_append_new(even, object);
        }
        if (of->roundings > 0) {
            json_t *object = json_object();
            json_object_set_new(object, "wage", bo_json_text(wage(w, of->wage)));
            json_object_set_new(object, "count", json_integer((json_int_t)of->roundings));
            json_object_set_new(object, "biggest", hundredths(w, of->biggest_rounding));
            json_array_append_new(roundings, object);
        }
    }
    json_object_set_new(root, "cliffs", cliffs);
    json_object_set_new(root, "break_even", even);
    json_object_set_new(root, "falls_by_rounding", roundings);
}

static json_t *best_json(const struct writing *w)
{
    static const char *const reasons[] = {"before_cliff", "most_for_an_hour", "most"};
    json_t *array = json_array();
    for (size_t i = 0; i < w->grid->best.n; i++) {
        const struct bo_grid_best *best = &w->grid->best.at[i];
        json_t *object = point_json(w, &w->grid->points[best->point]);
        json_object_set_new(object, "gain_per_hour", amount(w, best->each_hour));
        json_object_set_new(object, "reason", bo_json_text(reasons[best->reason]));
        json_array_append_new(array, object);
    }
    return array;
}

char *bo_render_grid_json(struct bo_arena *arena, const struct bo_grid *grid, const char *program_version)
{
    const struct writing w = writing_of(arena, grid);
    const struct bo_calc *calc = grid->calc;
    json_t *root = bo_json_frame(arena, grid->varied->set, calc->kase->date, program_version);
    json_object_set_new(root, "currency", bo_json_text(grid->varied->set->currency));
    json_object_set_new(root, "period", bo_json_text(calc->period != NULL ? calc->period->id : NULL));
    json_object_set_new(root, "scenario", bo_json_text(grid->varied->scenario));
    json_object_set_new(root, "of", bo_json_text(grid->varied->pointer));
    json_t *before = json_object();
    json_object_set_new(before, w.balance, amount(&w, calc->scenarios.at[0].balance));
    json_object_set_new(root, "before", before);
    json_object_set_new(root, "cliff_min", hundredths(&w, grid->cliff_min));
    json_object_set_new(root, "points", points_json(&w));
    put_found(&w, root);
    json_object_set_new(root, "best", best_json(&w));
    json_object_set_new(root, "assumptions", bo_json_assumptions(&grid->assumptions));
    json_object_set_new(root, "not_calculated", bo_json_notices(&grid->not_calculated));
    json_object_set_new(root, "warnings", bo_json_notices(&grid->warnings));
    return bo_json_end(arena, root);
}

char *bo_render_grid_csv(struct bo_arena *arena, const struct bo_grid *grid)
{
    const struct writing w = writing_of(arena, grid);
    struct bo_buf to;
    bo_buf_init(&to);
    bo_buf_printf(&to, "hours,wage,%s,%s,difference,gain_of_hour\r\n", w.gross, w.balance);
    for (size_t i = 0; i < grid->n_points; i++) {
        const struct bo_grid_point *point = &grid->points[i];
        const struct bo_figure figures[] = {point->gross, point->balance, point->difference, point->gain};
        bo_buf_printf(&to, "%s,%s", hours(&w, point), wage(&w, point->wage));
        for (size_t k = 0; k < sizeof figures / sizeof *figures; k++) {
            const char *text = bo_amount_plain(arena, figures[k]);
            bo_buf_printf(&to, ",%s", text != NULL ? text : "");
        }
        bo_buf_puts(&to, "\r\n");
    }
    char *text = bo_strndup(arena, to.at, to.n);
    bo_buf_fini(&to);
    return text;
}
