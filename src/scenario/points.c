#include "scenario/points.h"
#include "scenario/figure.h"

#include <string.h>

/* Where a value is */

static unsigned entity_of(const struct bo_named *named)
{
    return named->element == BO_E_RULE ? ((const struct bo_rule *)named)->entity
                                       : ((const struct bo_input *)named)->entity;
}

/* As an instance sees it: of what contains it the one, of what is inside it all. */
static void find_instances(const struct bo_varied *v, const struct bo_named *named, unsigned entity, size_t instance,
                           struct bo_points_value *value)
{
    const struct bo_population *population = &v->alone->population;
    unsigned own = entity_of(named);
    value->each = population->n[own];
    if (bo_entity_within(v->set, entity, own)) {
        value->first = population->up[entity][own][instance];
        value->n = 1;
    } else {
        value->first = population->first[entity][own][instance];
        value->n = population->first[entity][own][instance + 1] - value->first;
    }
}

struct bo_points_value bo_points_of_unit(const struct bo_varied *varied, const struct bo_named *named)
{
    const struct bo_program *program = varied->alone->population.program;
    struct bo_points_value value = {.is_column = named->element == BO_E_INPUT};
    if (value.is_column) {
        value.number = program->input_column[named->index];
        value.den = (int64_t)bo_vary_unit((const struct bo_input *)named);
    } else {
        value.number = program->rule_node[named->index];
        value.den = program->nodes.at[value.number].den;
    }
    find_instances(varied, named, varied->set->sheet.entity, varied->alone->scenario[0].subject, &value);
    return value;
}

struct bo_points_value bo_points_of_member(const struct bo_varied *varied, const struct bo_named *named)
{
    struct bo_points_value value = bo_points_of_unit(varied, named);
    if (bo_entity_within(varied->set, varied->hours->entity, entity_of(named))) {
        find_instances(varied, named, varied->hours->entity, varied->instance, &value);
    }
    return value;
}

/* The facts at a point, in one of the copies. */
static void place(struct bo_population *population, const struct bo_varied *v, size_t copy,
                  const struct bo_vary_point *point)
{
    const struct bo_input *const inputs[] = {v->hours, v->wage, v->pay};
    const bo_wide values[] = {point->hours, point->wage, point->pay};
    size_t at = copy * v->alone->population.n[v->hours->entity] + v->instance;
    bool pays = v->options.what == BO_VARY_PAY;
    for (size_t i = pays ? 2 : 0; i < (pays ? 3 : 2); i++) {
        uint32_t column = bo_vary_column(v, inputs[i]);
        population->value[column][at] = values[i];
        population->presence[column][at] = BO_GIVEN;
    }
}

/* Running */

static void open_copies(struct bo_points *p, size_t at_once)
{
    const struct bo_varied *v = p->varied;
    bool pays = v->options.what == BO_VARY_PAY;
    const uint32_t columns[2] = {bo_vary_column(v, pays ? v->pay : v->hours),
                                 bo_vary_column(v, pays ? v->pay : v->wage)};
    uint32_t *figures = bo_alloc_array(&p->arena, p->n_values, sizeof *figures);
    size_t n = 0;
    for (size_t i = 0; i < p->n_values; i++) {
        if (!p->values[i].is_column) {
            figures[n++] = p->values[i].number;
        }
    }
    bo_copies_open(&p->copies, &v->alone->population, at_once, columns, 2, figures, n);
}

enum bo_status bo_points_open(struct bo_points *points, const struct bo_varied *varied,
                              const struct bo_points_value *values, size_t n_values, size_t at_once)
{
    *points = (struct bo_points){.varied = varied, .n_values = n_values};
    bo_arena_init(&points->arena);
    points->values = bo_alloc_array(&points->arena, n_values, sizeof *points->values);
    points->figures = bo_alloc_array(&points->arena, n_values, sizeof *points->figures);
    memcpy(points->values, values, n_values * sizeof *values);
    open_copies(points, at_once);
    enum bo_status status = bo_copies_begin(&points->copies);
    if (status != BO_OK) {
        bo_points_close(points);
    }
    return status;
}

void bo_points_close(struct bo_points *points)
{
    bo_copies_close(&points->copies);
    bo_arena_fini(&points->arena);
    *points = (struct bo_points){0};
}

static struct bo_figure figure_of(const struct bo_points *p, const struct bo_points_value *value, size_t copy)
{
    struct bo_figure figure = {.known = true, .den = value->den};
    for (size_t i = value->first + copy * value->each, end = i + value->n; i < end; i++) {
        bo_wide n = 0;
        uint32_t reason = 0;
        if (value->is_column) {
            n = p->copies.all.value[value->number][i];
            reason = p->copies.all.presence[value->number][i] == BO_ABSENT;
        } else {
            reason = bo_result(&p->copies.results, value->number, i, &n);
        }
        figure.n += n;
        figure.known &= reason == 0;
        figure.reason = figure.reason != 0 ? figure.reason : reason;
    }
    return figure;
}

enum bo_status bo_points_run(struct bo_points *points, const struct bo_vary_point *at, size_t n,
                             void (*take)(void *context, size_t i, const struct bo_figure *figures), void *context)
{
    for (size_t from = 0; from < n; from += points->copies.n) {
        size_t some = n - from < points->copies.n ? n - from : points->copies.n;
        for (size_t copy = 0; copy < some; copy++) {
            place(&points->copies.all, points->varied, copy, &at[from + copy]);
        }
        enum bo_status status = bo_copies_run(&points->copies, some);
        if (status != BO_OK) {
            return status;
        }
        for (size_t copy = 0; copy < some; copy++) {
            for (size_t i = 0; i < points->n_values; i++) {
                points->figures[i] = figure_of(points, &points->values[i], copy);
            }
            take(context, from + copy, points->figures);
        }
    }
    return BO_OK;
}

enum bo_status bo_points_check(const struct bo_varied *varied, const struct bo_vary_point *at, size_t n,
                               struct bo_diags *diags)
{
    struct bo_population population;
    struct bo_results results;
    bo_population_repeat(&population, &varied->alone->population, n);
    for (size_t i = 0; i < n; i++) {
        place(&population, varied, i, &at[i]);
    }
    enum bo_status status = bo_run(&population, &results, diags);
    if (status == BO_OK) {
        bo_results_fini(&results);
    }
    bo_population_fini(&population);
    return status;
}
