/* The cliffs that a grid tells against going through the points: none missed, none invented, each with its loss, the
 * point from which it is as much again, and the break-even.
 *
 * Usage: cliffs [-a] RULES-FOLDER HOUSEHOLD.json...
 * By hours: every hundredth of an hour of the grid's range, at its wage. By pay: with -a every penny of pay up to
 * 5,000.00; without, every penny within 2.00 of each fall that the search finds, and points 37 pence apart elsewhere:
 * where those show that something fell, every penny between them too. Targets: every hundredth of an hour; with -a
 * every ten-thousandth of a wage from 12.71 to 14.71 and penny of pay up to 5,000.00, too. Points come from the lanes
 * alone, falls and targets from the search. Status 1 when they differ. */
#include "engine/compile.h"
#include "engine/stretch.h"
#include "rules/load.h"
#include "scenario/grid.h"
#include "scenario/reach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_PAY = 500000,
    STRIDE = 37,
    NEAR = 200,
    LEAST = 100,
    SUSPECT = 30,
    HIDDEN = 5 /* pence that roundings may hide */,
    CHUNK = 128
};

struct run {
    struct bo_arena arena;
    const struct bo_set *set;
    const struct bo_program *program;
    const char *file, *text;
    size_t n, faults, falls, points, targets;
    struct bo_diags diags;
};

static void stop(struct run *run, const char *what)
{
    fprintf(stderr, "cliffs: %s: %s\n", run->file, what);
    for (size_t i = 0; i < run->diags.list.n && i < 5; i++) {
        fprintf(stderr, "%s\n", bo_diag_line(&run->arena, &run->diags.list.at[i]));
    }
    exit(2);
}

static void fault(struct run *run, const char *what, int64_t at, bo_wide expected, bo_wide found)
{
    fprintf(stderr, "cliffs: %s: %s at %lld: %lld by going through, %lld by the search\n", run->file, what,
            (long long)at, (long long)expected, (long long)found);
    run->faults++;
}

/* Points, one after another */

struct values {
    bo_wide *at; /* hundredths, or of a target's own figure its numerators */
    bool *known; /* or NULL */
    bool numerators;
    size_t from;
};

static void take(void *context, size_t i, const struct bo_figure *figures)
{
    struct values *values = context;
    values->at[values->from + i] = figures[0].n * (values->numerators ? 1 : 100 / figures[0].den);
    if (values->known != NULL) {
        values->known[values->from + i] = figures[0].known;
    }
}

static void through(struct run *run, struct bo_points *points, const struct bo_vary_point *where, size_t n,
                    struct values *values)
{
    if (bo_points_run(points, where, n, take, values) != BO_OK) {
        stop(run, "the points could not be worked out");
    }
    run->points += n;
}

static const struct bo_named *balance_of(const struct run *run)
{
    return bo_set_find(run->set, run->set->sheet.balance_id);
}

/* By hours: the whole grid */

static const struct bo_grid_cliff *cliff_at(const struct bo_grid_wage *of, int64_t hours)
{
    for (size_t i = 0; i < of->cliffs.n; i++) {
        if (of->cliffs.at[i].before.hours == hours) {
            return &of->cliffs.at[i];
        }
    }
    return NULL;
}

static void check_level(struct run *run, const struct bo_grid_cliff *cliff, const bo_wide *value, int64_t from,
                        int64_t to)
{
    int64_t t = (int64_t)cliff->before.hours, level = t + 1;
    while (level <= to && value[level - from] < value[t - from]) {
        level++;
    }
    if ((level <= to) != cliff->is_level || (cliff->is_level && cliff->level.hours != level)) {
        fault(run, "as much again", t, level <= to ? level : -1, cliff->is_level ? cliff->level.hours : -1);
    }
}

static void check_even(struct run *run, const struct bo_grid *grid, const struct bo_grid_wage *of, const bo_wide *value)
{
    int64_t from = (int64_t)grid->hours.from, even = (int64_t)grid->hours.to + 1;
    bo_wide before = grid->calc->scenarios.at[0].balance.n * (100 / grid->calc->scenarios.at[0].balance.den);
    while (even > from && value[even - 1 - from] >= before) {
        even--;
    }
    bool breaks = even <= grid->hours.to;
    if (breaks != of->breaks_even || (breaks && of->break_even.hours != even)) {
        fault(run, "break-even", 0, breaks ? even : -1, of->breaks_even ? of->break_even.hours : -1);
    }
}

static void check_wage(struct run *run, const struct bo_grid *grid, const struct bo_grid_wage *of,
                       struct bo_points *points)
{
    int64_t from = (int64_t)grid->hours.from, to = (int64_t)grid->hours.to;
    size_t n = (size_t)(to - from) + 1, seen = 0, roundings = 0;
    struct bo_vary_point *where = bo_alloc_array(&run->arena, n, sizeof *where);
    struct values values = {.at = bo_alloc_array(&run->arena, n, sizeof *values.at)};
    for (size_t i = 0; i < n; i++) {
        where[i] = (struct bo_vary_point){.hours = from + (int64_t)i, .wage = of->wage};
    }
    through(run, points, where, n, &values);
    for (size_t i = 0; i + 1 < n; i++) {
        bo_wide loss = values.at[i] - values.at[i + 1];
        const struct bo_grid_cliff *cliff = cliff_at(of, from + (int64_t)i);
        if (cliff != NULL) {
            seen++;
            check_level(run, cliff, values.at, from, to);
            if (cliff->loss != loss) {
                fault(run, "loss", from + (int64_t)i, loss, cliff->loss);
            }
        } else {
            roundings += loss >= grid->cliff_min;
        }
    }
    if (roundings != of->roundings) {
        fault(run, "falls that are no cliffs", 0, (bo_wide)roundings, (bo_wide)of->roundings);
    }
    if (seen != of->cliffs.n) {
        fault(run, "cliffs", 0, (bo_wide)seen, (bo_wide)of->cliffs.n);
    }
    check_even(run, grid, of, values.at);
    run->falls += of->cliffs.n;
}

static void check_hours(struct run *run, const char *wage)
{
    struct bo_grid *grid = NULL;
    struct bo_points points;
    const struct bo_grid_options options = {.file = run->file, .on = BO_DATE_NONE, .wage = wage};
    if (bo_grid_make(run->program, run->text, run->n, &options, &grid, &run->diags) != BO_OK) {
        stop(run, "no grid");
    }
    const struct bo_points_value balance = bo_points_of_unit(grid->varied, balance_of(run));
    if (bo_points_open(&points, grid->varied, &balance, 1, CHUNK) != BO_OK) {
        stop(run, "no points");
    }
    for (size_t w = 0; w < grid->wage.n; w++) {
        check_wage(run, grid, &grid->wages[w], &points);
    }
    bo_points_close(&points);
    bo_grid_free(grid);
}

/* By pay */

struct paying {
    struct run *run;
    struct bo_points points;
    struct bo_stretch stretch;
    BO_VEC(int64_t) found;
};

static bool keep(void *context, int64_t t, const struct bo_stretch_step *step)
{
    struct paying *paying = context;
    (void)step;
    BO_PUSH(&paying->run->arena, &paying->found, t);
    return true;
}

/* Whether roundings alone make a fall. */
static bool is_rounding(struct paying *paying, int64_t t)
{
    struct bo_stretch_step step;
    if (bo_stretch_step(&paying->stretch, t, &step) != BO_OK) {
        stop(paying->run, "no step");
    }
    return bo_stretch_fall(&step) < bo_form_scaled(LEAST);
}

/* Every penny of a piece: falls there and found are the same. */
static void check_pennies(struct paying *paying, int64_t from, int64_t to)
{
    struct run *run = paying->run;
    size_t n = (size_t)(to - from) + 1, at = 0;
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_vary_point *where = bo_alloc_array(&arena, n, sizeof *where);
    struct values values = {.at = bo_alloc_array(&arena, n, sizeof *values.at)};
    for (size_t i = 0; i < n; i++) {
        where[i].pay = from + (int64_t)i;
    }
    through(run, &paying->points, where, n, &values);
    for (size_t i = 0; i + 1 < n; i++) {
        int64_t t = from + (int64_t)i;
        while (at < paying->found.n && paying->found.at[at] < t) {
            at++;
        }
        bool predicted = at < paying->found.n && paying->found.at[at] == t;
        bo_wide loss = values.at[i] - values.at[i + 1];
        if (predicted ? loss < LEAST - HIDDEN : loss >= LEAST && !is_rounding(paying, t)) {
            fault(run, "fall by pay", t, loss, predicted);
        }
    }
    bo_arena_fini(&arena);
}

static bool is_near(const struct paying *paying, int64_t from, int64_t to)
{
    for (size_t i = 0; i < paying->found.n; i++) {
        if (paying->found.at[i] + NEAR >= from && paying->found.at[i] - NEAR <= to) {
            return true;
        }
    }
    return false;
}

static void check_coarsely(struct paying *paying)
{
    struct run *run = paying->run;
    size_t n = MOST_PAY / STRIDE + 1;
    struct bo_vary_point *where = bo_alloc_array(&run->arena, n, sizeof *where);
    struct values values = {.at = bo_alloc_array(&run->arena, n, sizeof *values.at)};
    for (size_t i = 0; i < n; i++) {
        where[i].pay = (bo_wide)i * STRIDE;
    }
    through(run, &paying->points, where, n, &values);
    for (size_t i = 0; i + 1 < n; i++) {
        int64_t from = (int64_t)i * STRIDE;
        if (values.at[i] - values.at[i + 1] >= SUSPECT || is_near(paying, from, from + STRIDE)) {
            check_pennies(paying, from, from + STRIDE);
        }
    }
}

static void check_pay(struct run *run, bool all)
{
    const struct bo_vary_options options = {.file = run->file, .on = BO_DATE_NONE, .what = BO_VARY_PAY};
    struct bo_varied *varied = NULL;
    struct paying paying = {.run = run};
    if (bo_vary_open(run->program, run->text, run->n, &options, &varied, &run->diags) != BO_OK) {
        stop(run, "no pay to move");
    }
    const struct bo_points_value place = bo_points_of_unit(varied, balance_of(run));
    if (bo_points_open(&paying.points, varied, &place, 1, CHUNK) != BO_OK) {
        stop(run, "no points");
    }
    const struct bo_moved moved = {bo_vary_column(varied, varied->pay), varied->instance, 0, 1};
    if (place.den != 100 ||
        bo_stretch_init(&paying.stretch, &varied->alone->population, &moved, 1, place.number, place.first, place.n,
                        0) != BO_OK ||
        bo_stretch_falls(&paying.stretch, 0, MOST_PAY, LEAST, false, keep, &paying) != BO_OK) {
        stop(run, "no search by pay");
    }
    run->falls += paying.found.n;
    for (int64_t from = 0; all && from < MOST_PAY; from += 10000) {
        check_pennies(&paying, from, from + 10000);
    }
    if (!all) {
        check_coarsely(&paying);
    }
    bo_stretch_fini(&paying.stretch);
    bo_points_close(&paying.points);
    bo_vary_close(varied);
}

/* Targets: the first point that reaches one, and the first after it that does not, are those of going through all */

static int64_t moved_by(const struct bo_reach *reach, const struct bo_vary_point *point)
{
    return (int64_t)(reach->varied->options.what == BO_VARY_HOURS  ? point->hours
                     : reach->varied->options.what == BO_VARY_WAGE ? point->wage
                                                                   : point->pay);
}

static void go_through_target(struct run *run, const struct bo_reach *reach, int64_t from, int64_t to,
                              struct values *values)
{
    size_t n = (size_t)(to - from) + 1;
    struct bo_vary_point *where = bo_alloc_array(&run->arena, n, sizeof *where);
    const struct bo_points_value figure = bo_points_of_unit(reach->varied, reach->named);
    struct bo_points points;
    *values = (struct values){.at = bo_alloc_array(&run->arena, n, sizeof *values->at),
                              .known = bo_alloc_array(&run->arena, n, sizeof *values->known),
                              .numerators = true};
    for (size_t i = 0; i < n; i++) {
        where[i] = reach->least;
        *(reach->varied->options.what == BO_VARY_HOURS  ? &where[i].hours
          : reach->varied->options.what == BO_VARY_WAGE ? &where[i].wage
                                                        : &where[i].pay) = from + (int64_t)i;
    }
    if (bo_points_open(&points, reach->varied, &figure, 1, CHUNK) != BO_OK) {
        stop(run, "no points");
    }
    through(run, &points, where, n, values);
    bo_points_close(&points);
}

static void check_target(struct run *run, const char *target, const char *vary)
{
    struct bo_reach *reach = NULL;
    bool wage = strcmp(vary, "wage") == 0;
    const struct bo_reach_options options = {.file = run->file,
                                             .on = BO_DATE_NONE,
                                             .target = target,
                                             .vary = vary,
                                             .hours = wage ? "16" : NULL,
                                             .wage = wage ? "12.71:14.71:0.0001" : NULL};
    if (bo_reach_find(run->program, run->text, run->n, &options, &reach, &run->diags) != BO_OK) {
        stop(run, "no target");
    }
    int64_t from = moved_by(reach, &reach->least), to = moved_by(reach, &reach->most), first = -1, lost = -1;
    int64_t den = reach->varied->alone->population.program->nodes
                      .at[reach->varied->alone->population.program->rule_node[reach->named->index]]
                      .den;
    to = to - from > MOST_PAY ? from + MOST_PAY : to;
    struct values values;
    go_through_target(run, reach, from, to, &values);
    for (int64_t t = from; t <= to && lost < 0; t++) {
        bo_wide value = values.at[t - from] * reach->aim.den, aim = reach->aim.n * den;
        bool there = values.known[t - from] && (reach->from_above ? value <= aim : value >= aim);
        first = first < 0 && there ? t : first;
        lost = first >= 0 && values.known[t - from] && !there ? t : lost;
    }
    int64_t at = reach->reached ? moved_by(reach, &reach->at) : -1,
            gone = reach->lost ? moved_by(reach, &reach->lost_at) : -1;
    if (at <= to && at != first) { /* beyond it nobody went */
        fault(run, target, from, first, at);
    }
    if (gone <= to && gone != lost) {
        fault(run, "a target that is lost again", from, lost, gone);
    }
    run->targets++;
    bo_reach_free(reach);
}

static void check_targets(struct run *run, bool all)
{
    static const char *const targets[] = {"left_over+0",           "left_over+50",      "left_over+200",
                                          "left_over-20",          "left_over=1500",    "universal_credit=0",
                                          "universal_credit-55.5", "take_home_pay=640", "income_tax+0.01"},
                             *const vary[] = {"hours", "wage", "pay"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        for (size_t k = 0; k < (all ? sizeof vary / sizeof *vary : 1); k++) {
            check_target(run, targets[i], vary[k]);
        }
    }
}

int main(int argc, char **argv)
{
    struct bo_arena arena;
    struct bo_set *set = NULL;
    struct bo_program *program = NULL;
    const struct bo_compile_options plain = {.made_only = false};
    bool all = argc > 1 && strcmp(argv[1], "-a") == 0;
    int first = all ? 2 : 1;
    size_t faults = 0, falls = 0, points = 0, targets = 0;
    bo_arena_init(&arena);
    struct bo_diags diags;
    bo_diags_init(&diags, &arena);
    if (argc <= first + 1 || bo_rules_load(argv[first], NULL, 0, &set, &diags) != BO_OK ||
        bo_compile(set, &plain, &program, &diags) != BO_OK) {
        fprintf(stderr, "Usage: cliffs [-a] RULES-FOLDER HOUSEHOLD.json...\n");
        return 2;
    }
    for (int i = first + 1; i < argc; i++) {
        struct run run = {.set = set, .program = program, .file = argv[i]};
        char *text = NULL;
        bo_arena_init(&run.arena);
        bo_diags_init(&run.diags, &run.arena);
        if (bo_read_file(&run.arena, argv[i], BO_CASE_BYTES_MAX, &text, &run.n, &run.diags) != BO_OK) {
            stop(&run, "cannot be read");
        }
        run.text = text;
        check_hours(&run, all ? "12.71:30.00:1.73" : NULL);
        check_pay(&run, all);
        check_targets(&run, all);
        faults += run.faults;
        falls += run.falls;
        points += run.points;
        targets += run.targets;
        bo_arena_fini(&run.arena);
    }
    printf("%d households, %zu points, %zu falls, %zu targets, %zu faults\n", argc - first - 1, points, falls, targets,
           faults);
    bo_program_free(program);
    bo_set_free(set);
    bo_arena_fini(&arena);
    return faults > 0 || falls == 0;
}
