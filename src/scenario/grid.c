#include "scenario/grid.h"
#include "engine/stretch.h"
#include "scenario/figure.h"

#include <string.h>

enum { COPIES = 128, CHECKED = 8, TELLING = 3, CLIFFS_TOLD = 3, SHARE = 10 /* a tenth of a fall makes it, too */ };

struct griding { /* what the steps below share */
    struct bo_grid *grid;
    const struct bo_grid_options *options;
    struct bo_diags *diags;
    struct bo_points points;
    struct bo_figure before, over; /* the balance before, and the hours of work */
    size_t done, all;              /* for whoever wants to know */
};

static void told(struct griding *g, size_t more)
{
    g->done = g->done + more < g->all ? g->done + more : g->all;
    if (g->options->progress != NULL) {
        g->options->progress(g->options->context, g->done, g->all);
    }
}

/* Axes and amounts */

bool bo_axis_read(const struct bo_input *input, const char *what, const char *text, struct bo_axis *axis,
                  struct bo_diags *diags)
{
    const char *part[3] = {text, NULL, NULL};
    size_t length[3] = {strcspn(text, ":")}, n = 1;
    for (const char *p = text + length[0]; *p == ':' && n < 3; p += length[n - 1]) {
        part[n] = ++p;
        length[n++] = strcspn(p, ":");
    }
    const struct bo_place nowhere = {0};
    if (n == 2 || part[n - 1][length[n - 1]] != '\0') {
        bo_diag(diags, BO_ERROR, nowhere, "bad-range",
                "%s: '%.60s' is no range: FROM:TO:STEP, like 0:40:1, or one number", what, text);
        return false;
    }
    if (!bo_vary_read(input, what, part[0], length[0], &axis->from, diags)) {
        return false;
    }
    axis->to = axis->from;
    axis->step = 1;
    bool fine = false, big;
    if (n == 3) {
        if (!bo_vary_read(input, what, part[1], length[1], &axis->to, diags)) {
            return false;
        }
        bool step = bo_dec_parse_scaled(part[2], length[2], input->scale, &axis->step, &fine, &big);
        if (!step && fine) {
            bo_diag(diags, BO_ERROR, nowhere, "bad-number", "%s: the step '%.60s' has more than %u decimals", what,
                    part[2], input->scale);
            return false;
        }
        if (!step || axis->step <= 0 || axis->to < axis->from) {
            bo_diag(diags, BO_ERROR, nowhere, "bad-range",
                    "%s: '%.60s' does not go up: from the lesser number to the greater in steps above 0", what, text);
            return false;
        }
    }
    bo_wide steps = (axis->to - axis->from) / axis->step;
    axis->n = steps < BO_GRID_POINTS_MAX ? (size_t)steps + 1 : BO_GRID_POINTS_MAX + 1;
    return true;
}

static enum bo_status read_wages(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    const struct bo_varied *v = grid->varied;
    const struct bo_place nowhere = {0};
    if (g->options->wage != NULL) {
        return bo_axis_read(v->wage, "--wage", g->options->wage, &grid->wage, g->diags) ? BO_OK : BO_USAGE;
    }
    if (!v->has_wage) {
        bo_diag(g->diags, BO_ERROR, nowhere, "missing-wage",
                "no wage is known, neither of the case nor the least there is: give one with --wage");
        return BO_USAGE;
    }
    grid->wage = (struct bo_axis){v->own_wage, v->own_wage, 1, 1};
    return BO_OK;
}

static enum bo_status read_options(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    const struct bo_vary *vary = grid->varied->vary;
    const char *usual = bo_printf(&grid->arena, "%s:%s:%s", vary->from, vary->to, vary->step);
    const char *hours = g->options->hours != NULL ? g->options->hours : usual, *least = g->options->cliff_min;
    const struct bo_place nowhere = {0};
    bool good = bo_axis_read(grid->varied->hours, "--hours", hours, &grid->hours, g->diags), fine, big;
    good = read_wages(g) == BO_OK && good;
    grid->cliff_min = 100;
    if (least != NULL &&
        (!bo_dec_parse_scaled(least, strlen(least), 2, &grid->cliff_min, &fine, &big) || grid->cliff_min <= 0)) {
        bo_diag(g->diags, BO_ERROR, nowhere, "bad-number", "--cliff-min is an amount from 0.01 on, not '%.60s'", least);
        good = false;
    }
    if (good && (grid->hours.n > BO_GRID_POINTS_MAX || grid->wage.n > BO_GRID_POINTS_MAX / grid->hours.n)) {
        bo_diag(g->diags, BO_ERROR, nowhere, "too-big", "at most %d points, of hours times wages", BO_GRID_POINTS_MAX);
        return BO_USAGE;
    }
    if (good && grid->hours.from < grid->hours.to && grid->wage.n > BO_GRID_WAGES_MAX) {
        bo_diag(g->diags, BO_ERROR, nowhere, "too-big", "at most %d wages, as all hours of each are searched",
                BO_GRID_WAGES_MAX);
        return BO_USAGE;
    }
    grid->n_points = good ? grid->hours.n * grid->wage.n : 0;
    return good ? BO_OK : BO_USAGE;
}

static bo_wide at(const struct bo_axis *axis, size_t i)
{
    return axis->from + axis->step * (bo_wide)i;
}

/* Before, and what is to be told besides the figures */

/* Of several points and before: each once, whichever it is of. */
static void take_notices(struct bo_arena *arena, bo_notices *to, const bo_notices *from)
{
    for (size_t i = 0; i < from->n; i++) {
        struct bo_notice notice = from->at[i];
        bool known = false;
        notice.scenario = NULL;
        for (size_t k = 0; k < to->n && !known; k++) {
            const struct bo_notice *other = &to->at[k];
            known = strcmp(other->code, notice.code) == 0 && strcmp(other->text, notice.text) == 0 &&
                    strcmp(other->field != NULL ? other->field : "", notice.field != NULL ? notice.field : "") == 0;
        }
        if (!known) {
            BO_PUSH(arena, to, notice);
        }
    }
}

static const struct bo_unit *unit_of(const struct bo_named *named)
{
    return named->element == BO_E_RULE ? &((const struct bo_rule *)named)->unit
                                       : &((const struct bo_input *)named)->unit;
}

/* The sheet's measure over what hours are in: what an hour of work brings. */
static void find_measure(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    const struct bo_calc *calc = grid->calc;
    const struct bo_set *set = grid->varied->set;
    for (size_t i = 0; i < set->sheet.measures.n && grid->measure == NULL; i++) {
        const struct bo_named *over = bo_set_find(set, set->sheet.measures.at[i].over_id);
        if (bo_unit_equal(unit_of(over), &grid->varied->hours->unit)) {
            const struct bo_reader reader = {&grid->arena, calc->kase, calc->results, calc->lang};
            struct bo_node node;
            struct bo_answer answer = bo_seen(&reader, over, set->sheet.entity, calc->kase->scenario[0].subject, &node);
            grid->measure = &set->sheet.measures.at[i];
            g->over = (struct bo_figure){.known = answer.reason == 0, .n = answer.n, .den = answer.den};
        }
    }
}

static enum bo_status calculate(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    struct bo_vary_point points[TELLING];
    size_t n = grid->n_points < TELLING ? grid->n_points : TELLING;
    for (size_t i = 0; i < n; i++) { /* the ends and the middle */
        size_t hours = n > 1 ? (grid->hours.n - 1) * i / (n - 1) : 0,
               wage = n > 1 ? (grid->wage.n - 1) * i / (n - 1) : 0;
        points[i] = (struct bo_vary_point){.hours = at(&grid->hours, hours), .wage = at(&grid->wage, wage)};
    }
    const char *text = bo_vary_case(grid->varied, &grid->arena, points, n);
    const struct bo_calc_options how = {.file = g->options->file, .on = g->options->on, .lang = g->options->lang};
    enum bo_status status = bo_calc_run(g->grid->varied->program, text, strlen(text), &how, &grid->calc, g->diags);
    if (status == BO_OK) {
        g->before = grid->calc->scenarios.at[0].balance;
        find_measure(g);
        take_notices(&grid->arena, &grid->assumptions, &grid->varied->assumptions);
        take_notices(&grid->arena, &grid->assumptions, &grid->calc->assumptions);
        take_notices(&grid->arena, &grid->not_calculated, &grid->calc->not_calculated);
        take_notices(&grid->arena, &grid->warnings, &grid->calc->warnings);
    }
    return status;
}

/* What is worked out at each point: balance, gross, hours of work, then the lines that make the balance. */
enum { BALANCE, GROSS, OVER, LINES };

static void add_lines(struct bo_grid *grid, const struct bo_set *set, const char *total, int sign)
{
    for (size_t i = 0; i < set->sheet.groups.n; i++) {
        const struct bo_group *group = &set->sheet.groups.at[i];
        for (size_t l = 0; group->total_id != NULL && strcmp(group->total_id, total) == 0 && l < group->lines.n; l++) {
            const struct bo_line *line = &group->lines.at[l];
            grid->lines[grid->n_lines++] = (struct bo_grid_line){line, bo_set_find(set, line->value_id), sign};
        }
    }
}

static enum bo_status open_points(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    const struct bo_set *set = grid->varied->set;
    size_t all = 0;
    for (size_t i = 0; i < set->sheet.groups.n; i++) {
        all += set->sheet.groups.at[i].lines.n;
    }
    grid->lines = bo_alloc_array(&grid->arena, all, sizeof *grid->lines);
    add_lines(grid, set, set->sheet.plus_id, 1);
    add_lines(grid, set, set->sheet.minus_id, -1);
    struct bo_points_value *values = bo_alloc_array(&grid->arena, grid->n_lines + LINES, sizeof *values);
    values[BALANCE] = bo_points_of_unit(grid->varied, bo_set_find(set, set->sheet.balance_id));
    values[GROSS] = bo_points_of_member(grid->varied, bo_set_find(set, set->sheet.vary.gross_id));
    values[OVER] = grid->measure != NULL ? bo_points_of_unit(grid->varied, bo_set_find(set, grid->measure->over_id))
                                         : values[GROSS];
    for (size_t i = 0; i < grid->n_lines; i++) {
        values[LINES + i] = bo_points_of_unit(grid->varied, grid->lines[i].named);
    }
    return bo_points_open(&g->points, grid->varied, values, grid->n_lines + LINES,
                          grid->n_points < COPIES ? grid->n_points : COPIES);
}

/* Points */

static void fill_point(struct griding *g, struct bo_grid_point *point, const struct bo_figure *figures, bool lines)
{
    struct bo_grid *grid = g->grid;
    point->balance = figures[BALANCE];
    point->gross = figures[GROSS];
    point->over = figures[OVER];
    point->difference = bo_figure_minus(point->balance, g->before);
    point->gain = (struct bo_figure){.den = 100};
    if (lines) {
        point->lines = bo_alloc_array(&grid->arena, grid->n_lines, sizeof *point->lines);
        memcpy(point->lines, figures + LINES, grid->n_lines * sizeof *point->lines);
    }
}

struct filling {
    struct griding *g;
    struct bo_grid_point **points;
    size_t lines; /* kept for so many of them */
};

static void take_point(void *context, size_t i, const struct bo_figure *figures)
{
    struct filling *filling = context;
    fill_point(filling->g, filling->points[i], figures, i < filling->lines);
    told(filling->g, 1);
}

static enum bo_status fill(struct griding *g, struct bo_grid_point **points, size_t n, size_t lines)
{
    struct bo_vary_point *where = bo_alloc_array(&g->grid->arena, n, sizeof *where);
    for (size_t i = 0; i < n; i++) {
        where[i] = (struct bo_vary_point){.hours = points[i]->hours, .wage = points[i]->wage};
    }
    struct filling filling = {g, points, lines};
    return bo_points_run(&g->points, where, n, take_point, &filling);
}

/* What each of so many hours of work brings, in hundredths. */
static struct bo_figure by_hour(const struct bo_grid *grid, struct bo_figure more, bo_wide hours, bo_wide den)
{
    struct bo_figure each = {.known = more.known && grid->measure != NULL && hours > 0, .den = 100};
    int64_t numerator, denominator;
    if (each.known) {
        bo_factor(grid->measure->factor, &numerator, &denominator);
        each.n = bo_wide_div(more.n * 100 * den * numerator, more.den * hours * denominator, BO_HALF_UP);
    }
    return each;
}

static void add_gains(struct bo_grid *grid)
{
    for (size_t i = 0; i < grid->n_points; i++) {
        struct bo_grid_point *point = &grid->points[i];
        if (i % grid->hours.n > 0) {
            struct bo_figure more = bo_figure_minus(point->balance, point[-1].balance);
            point->gain = by_hour(grid, more, point->hours - point[-1].hours, bo_vary_unit(grid->varied->hours));
        }
    }
}

static enum bo_status work_out_points(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    grid->points = bo_alloc_array(&grid->arena, grid->n_points, sizeof *grid->points);
    grid->wages = bo_alloc_array(&grid->arena, grid->wage.n, sizeof *grid->wages);
    struct bo_grid_point **all = bo_alloc_array(&grid->arena, grid->n_points, sizeof *all);
    for (size_t w = 0; w < grid->wage.n; w++) {
        grid->wages[w] = (struct bo_grid_wage){.wage = at(&grid->wage, w), .first = w * grid->hours.n};
        for (size_t h = 0; h < grid->hours.n; h++) {
            struct bo_grid_point *point = &grid->points[w * grid->hours.n + h];
            *point = (struct bo_grid_point){.hours = at(&grid->hours, h), .wage = grid->wages[w].wage};
            all[w * grid->hours.n + h] = point;
        }
    }
    size_t drawn = grid->wage.n < BO_GRID_DRAWN ? grid->wage.n : BO_GRID_DRAWN;
    enum bo_status status = fill(g, all, grid->n_points, drawn * grid->hours.n);
    if (status == BO_OK) {
        add_gains(grid);
    }
    return status;
}

/* Some of them once more, by both evaluators. */
static enum bo_status check_points(struct griding *g)
{
    const struct bo_grid *grid = g->grid;
    struct bo_vary_point where[CHECKED];
    size_t n = grid->n_points < CHECKED ? grid->n_points : CHECKED;
    for (size_t i = 0; i < n; i++) {
        const struct bo_grid_point *point = &grid->points[n > 1 ? (grid->n_points - 1) * i / (n - 1) : 0];
        where[i] = (struct bo_vary_point){.hours = point->hours, .wage = point->wage};
    }
    return bo_points_check(grid->varied, where, n, g->diags);
}

/* Cliffs and break-evens, wage by wage, each by an exact search over the hours */

struct searching {
    struct griding *g;
    struct bo_grid_wage *of;
    bo_wide den; /* of the balance's node: numerators are over it */
};

static bo_wide hundredths(const struct searching *s, bo_wide numerator)
{
    return numerator * (100 / s->den);
}

static bool keep_fall(void *context, int64_t t, const struct bo_stretch_step *step)
{
    struct searching *s = context;
    struct bo_grid *grid = s->g->grid;
    bo_wide loss = hundredths(s, step->before - step->after);
    if (bo_stretch_fall(step) < bo_form_scaled(grid->cliff_min) / (100 / s->den)) {
        s->of->roundings++;
        s->of->biggest_rounding = loss > s->of->biggest_rounding ? loss : s->of->biggest_rounding;
        return true;
    }
    struct bo_grid_cliff cliff = {.loss = loss};
    cliff.before = (struct bo_grid_point){.hours = t, .wage = s->of->wage};
    cliff.after = (struct bo_grid_point){.hours = t + 1, .wage = s->of->wage};
    cliff.level.balance = (struct bo_figure){.n = step->before}; /* what is to be reached again */
    BO_PUSH(&grid->arena, &s->of->cliffs, cliff);
    return true;
}

static enum bo_status search_wage(struct searching *s, struct bo_stretch *stretch)
{
    const struct bo_grid *grid = s->g->grid;
    int64_t from = (int64_t)grid->hours.from, to = (int64_t)grid->hours.to, t = 0;
    bo_wide least = bo_wide_div(grid->cliff_min, 100 / s->den, BO_CEILING);
    enum bo_status status = bo_stretch_falls(stretch, from, to, least, true, keep_fall, s);
    for (size_t i = 0; status == BO_OK && i < s->of->cliffs.n; i++) {
        struct bo_grid_cliff *cliff = &s->of->cliffs.at[i];
        status = bo_stretch_first(stretch, (int64_t)cliff->after.hours, to, cliff->level.balance.n, false, &t,
                                  &cliff->is_level);
        cliff->level = (struct bo_grid_point){.hours = t, .wage = s->of->wage};
    }
    const struct bo_figure before = s->g->before;
    if (status == BO_OK && before.known) {
        bo_wide limit = bo_wide_div(before.n * s->den, before.den, BO_CEILING);
        bool below = false;
        status = bo_stretch_last_below(stretch, from, to, limit, &t, &below);
        s->of->breaks_even = !below || t < to;
        s->of->break_even = (struct bo_grid_point){.hours = below ? t + 1 : from, .wage = s->of->wage};
    }
    return status;
}

static enum bo_status search(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    const struct bo_varied *v = grid->varied;
    const struct bo_points_value balance = bo_points_of_unit(v, bo_set_find(v->set, v->set->sheet.balance_id));
    struct bo_stretch stretch;
    struct bo_moved moved[2] = {{bo_vary_column(v, v->hours), v->instance, 0, 1},
                                {bo_vary_column(v, v->wage), v->instance, grid->wage.from, 0}};
    struct searching s = {.g = g, .den = balance.den};
    enum bo_status status = bo_stretch_init(&stretch, &v->alone->population, moved, 2, balance.number, balance.first,
                                            balance.n, (int64_t)grid->hours.from);
    if (status != BO_OK) {
        return status;
    }
    for (size_t w = 0; status == BO_OK && w < grid->wage.n; w++) {
        s.of = &grid->wages[w];
        moved[1].base = s.of->wage;
        bo_stretch_form(&stretch, (int64_t)grid->hours.from, (int64_t)grid->hours.to);
        status = search_wage(&s, &stretch);
        told(g, grid->hours.n);
    }
    bo_stretch_fini(&stretch);
    return status;
}

/* What a line takes from the balance over a fall; what is not known counts as nothing, as in the totals. */
static bo_wide takes(const struct bo_grid *grid, const struct bo_grid_cliff *cliff, size_t line)
{
    const struct bo_figure *before = &cliff->before.lines[line], *after = &cliff->after.lines[line];
    bo_wide was = before->known ? before->n * (100 / before->den) : 0,
            is = after->known ? after->n * (100 / after->den) : 0;
    return (was - is) * grid->lines[line].sign;
}

static void name_lines(struct bo_grid *grid, struct bo_grid_cliff *cliff)
{
    bo_wide all = 0;
    for (size_t i = 0; i < grid->n_lines; i++) {
        bo_wide own = takes(grid, cliff, i);
        all += own > 0 ? own : 0;
    }
    for (size_t i = 0; i < grid->n_lines; i++) {
        bo_wide own = takes(grid, cliff, i);
        if (own <= 0 || own * SHARE < all) {
            continue;
        }
        BO_PUSH(&grid->arena, &cliff->lines, i);
        for (size_t k = cliff->lines.n - 1; k > 0 && takes(grid, cliff, cliff->lines.at[k - 1]) < own; k--) {
            cliff->lines.at[k] = cliff->lines.at[k - 1];
            cliff->lines.at[k - 1] = i;
        }
    }
}

/* The figures at what was found. */
static enum bo_status fill_found(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    BO_VEC(struct bo_grid_point *) lined = {0}, plain = {0};
    for (size_t w = 0; w < grid->wage.n; w++) {
        struct bo_grid_wage *of = &grid->wages[w];
        for (size_t i = 0; i < of->cliffs.n; i++) {
            BO_PUSH(&grid->arena, &lined, &of->cliffs.at[i].before);
            BO_PUSH(&grid->arena, &lined, &of->cliffs.at[i].after);
            if (of->cliffs.at[i].is_level) {
                BO_PUSH(&grid->arena, &plain, &of->cliffs.at[i].level);
            }
        }
        if (of->breaks_even) {
            BO_PUSH(&grid->arena, &plain, &of->break_even);
        }
    }
    size_t lines = lined.n;
    for (size_t i = 0; i < plain.n; i++) {
        BO_PUSH(&grid->arena, &lined, plain.at[i]);
    }
    enum bo_status status = fill(g, lined.at, lined.n, lines);
    for (size_t w = 0; status == BO_OK && w < grid->wage.n; w++) {
        for (size_t i = 0; i < grid->wages[w].cliffs.n; i++) {
            name_lines(grid, &grid->wages[w].cliffs.at[i]);
        }
    }
    return status;
}

/* A few points worth a look: the most at all, the most for an hour, the last before the biggest cliffs. */

/* Gain over before for each hour of work more than before. */
static struct bo_figure each_hour(const struct griding *g, const struct bo_grid_point *point)
{
    struct bo_figure more = bo_figure_minus(point->over, g->over);
    return by_hour(g->grid, point->difference, more.known ? more.n : 0, more.den);
}

static void add_best(struct griding *g, size_t wage, size_t hours, enum bo_grid_reason reason)
{
    struct bo_grid *grid = g->grid;
    size_t point = grid->wages[wage].first + hours;
    for (size_t i = 0; i < grid->best.n; i++) {
        if (grid->best.at[i].point == point) {
            return; /* told with its first reason */
        }
    }
    struct bo_grid_best best = {point, wage, reason, each_hour(g, &grid->points[point])};
    BO_PUSH(&grid->arena, &grid->best, best);
}

/* Before the biggest falls: the last point that is more than before. */
static void add_before_cliffs(struct griding *g, size_t w)
{
    const struct bo_grid *grid = g->grid;
    const struct bo_grid_wage *of = &grid->wages[w];
    bo_wide than = INT64_MAX;
    for (int told = 0; told < CLIFFS_TOLD; told++) {
        const struct bo_grid_cliff *biggest = NULL;
        for (size_t i = 0; i < of->cliffs.n; i++) {
            const struct bo_grid_cliff *cliff = &of->cliffs.at[i];
            biggest = cliff->loss < than && (biggest == NULL || cliff->loss > biggest->loss) ? cliff : biggest;
        }
        if (biggest == NULL) {
            return;
        }
        than = biggest->loss;
        size_t hours = (size_t)((biggest->before.hours - grid->hours.from) / grid->hours.step);
        if (bo_figure_sign(grid->points[of->first + hours].difference) > 0) {
            add_best(g, w, hours, BO_GRID_BEFORE_CLIFF);
        }
    }
}

static int compare(struct bo_figure a, struct bo_figure b)
{
    return bo_figure_sign(bo_figure_minus(a, b));
}

static void find_best(struct griding *g, size_t w)
{
    const struct bo_grid *grid = g->grid;
    const struct bo_grid_wage *of = &grid->wages[w];
    const struct bo_grid_point *points = &grid->points[of->first];
    size_t most = 0, hour = 0;
    struct bo_figure most_each = {.den = 100, .known = true};
    for (size_t h = 0; h < grid->hours.n; h++) {
        struct bo_figure each = each_hour(g, &points[h]);
        most = compare(points[h].balance, points[most].balance) > 0 ? h : most;
        if (each.known && each.n > 0 && compare(each, most_each) >= 0) {
            most_each = each;
            hour = h;
        }
    }
    add_best(g, w, most, BO_GRID_MOST);
    if (most_each.n > 0) {
        add_best(g, w, hour, BO_GRID_MOST_FOR_AN_HOUR);
    }
    add_before_cliffs(g, w);
}

/* All of it */

static enum bo_status make(struct griding *g)
{
    struct bo_grid *grid = g->grid;
    enum bo_status status = read_options(g);
    g->all = 2 * grid->n_points;
    status = status == BO_OK ? calculate(g) : status;
    status = status == BO_OK ? open_points(g) : status;
    status = status == BO_OK ? work_out_points(g) : status;
    status = status == BO_OK ? check_points(g) : status;
    status = status == BO_OK ? search(g) : status;
    status = status == BO_OK ? fill_found(g) : status;
    for (size_t w = 0; status == BO_OK && w < grid->wage.n; w++) {
        find_best(g, w);
    }
    if (g->points.n_values > 0) {
        bo_points_close(&g->points);
    }
    return status;
}

enum bo_status bo_grid_make(const struct bo_program *program, const char *text, size_t n,
                            const struct bo_grid_options *options, struct bo_grid **grid, struct bo_diags *diags)
{
    const struct bo_vary_options how = {.file = options->file,
                                        .on = options->on,
                                        .scenario = options->scenario,
                                        .lang = options->lang,
                                        .what = BO_VARY_HOURS};
    struct bo_varied *varied = NULL;
    *grid = NULL;
    enum bo_status status = bo_vary_open(program, text, n, &how, &varied, diags);
    if (status != BO_OK) {
        return status;
    }
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_grid *made = bo_alloc(&arena, sizeof *made);
    made->arena = arena;
    made->varied = varied;
    struct griding g = {.grid = made, .options = options, .diags = diags};
    status = make(&g);
    if (status != BO_OK) {
        bo_grid_free(made);
        return status;
    }
    *grid = made;
    return BO_OK;
}

void bo_grid_free(struct bo_grid *grid)
{
    if (grid != NULL) {
        struct bo_arena arena = grid->arena;
        bo_calc_free(grid->calc);
        bo_vary_close(grid->varied);
        bo_arena_fini(&arena);
    }
}
