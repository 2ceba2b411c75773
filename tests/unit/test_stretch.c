/* Stretches: bounds hold at every point of them, and what is found without going through every point is what going
 * through every point finds. Random programs, and a small rule set with a known cliff. */
#include "calculated.h"
#include "engine/stretch.h"
#include "random_programs.h"
#include "scenario/case.h"

enum { WIDTH = 150, LISTED = 400 };

struct falls {
    size_t n;
    int64_t at[LISTED];
};

static bool keep(void *context, int64_t t, const struct bo_stretch_step *step)
{
    struct falls *falls = context;
    cr_assert_lt(falls->n, LISTED);
    (void)step;
    falls->at[falls->n++] = t;
    return true;
}

/* Of a random program: a number that an input moves. */
static bool choose(struct machine *m, struct dice *dice, struct bo_moved *moved, uint32_t *figure)
{
    for (int tries = 0; tries < 200; tries++) {
        uint32_t from = below(dice, (uint32_t)m->program->nodes.n);
        const struct bo_node *node = &m->program->nodes.at[from];
        if (node->op != BO_OP_INPUT || node->kind != BO_NUMBER || m->population.n[node->entity] == 0 ||
            node->hi - node->lo < 3 * WIDTH) {
            continue;
        }
        *moved =
            (struct bo_moved){node->aux, below(dice, (uint32_t)m->population.n[node->entity]), 0, 1 + below(dice, 3)};
        moved->base = node->lo + (bo_wide)below(dice, 1000) % (node->hi - node->lo - 3 * WIDTH + 1);
        for (int more = 0; more < 40; more++) {
            *figure = from + below(dice, (uint32_t)m->program->nodes.n - from);
            const struct bo_node *to = &m->program->nodes.at[*figure];
            if (to->kind == BO_NUMBER && m->population.n[to->entity] > 0) {
                return true;
            }
        }
    }
    return false;
}

/* The figure at every point, by the lanes alone. */
static bool scan(struct machine *m, const struct bo_moved *moved, uint32_t figure, size_t instance, bo_wide *values,
                 bool *known)
{
    bool good = true;
    for (int64_t t = 0; t <= WIDTH && good; t++) {
        struct bo_results results;
        m->population.value[moved->column][moved->instance] = moved->base + moved->step * t;
        m->population.presence[moved->column][moved->instance] = BO_GIVEN;
        good = bo_lanes_run(&m->population, &results) == BO_OK;
        values[t] = 0;
        known[t] = good && bo_result(&results, figure, instance, &values[t]) == 0;
        bo_results_fini(&results);
    }
    return good;
}

static void check_bounds(struct bo_stretch *s, struct dice *dice, const bo_wide *values, const bool *known,
                         uint64_t number)
{
    for (int tries = 0; tries < 12; tries++) {
        int64_t from = below(dice, WIDTH), to = from + below(dice, (uint32_t)(WIDTH - from + 1));
        struct bo_form form = bo_stretch_form(s, from, to);
        for (int64_t t = from; t <= to; t++) {
            struct bo_form here = form;
            bo_form_shift(&here, t - from);
            struct bo_span span = bo_form_span(&here, 0);
            bo_wide value = bo_form_scaled(values[t]);
            bool inside = form.wild || (value >= span.low && value <= span.high);
            cr_expect(form.state != BO_FORM_KNOWN || known[t], "program %lu: known at %d", (unsigned long)number,
                      (int)t);
            cr_expect(form.state != BO_FORM_UNKNOWN || !known[t], "program %lu: unknown at %d", (unsigned long)number,
                      (int)t);
            cr_expect(!known[t] || inside, "program %lu: outside its bounds at %d of %d … %d", (unsigned long)number,
                      (int)t, (int)from, (int)to);
        }
    }
}

/* Points worked out together are what they are alone, however many there were before. */
static void check_runs(struct bo_stretch *s, struct dice *dice, const bo_wide *values, const bool *known,
                       uint64_t number)
{
    for (int tries = 0; tries < 12; tries++) {
        size_t n = 1 + below(dice, BO_STRETCH_POINTS);
        int64_t from = below(dice, (uint32_t)(WIDTH + 1 - n));
        cr_assert_eq(bo_stretch_run(s, from, n), BO_OK);
        for (size_t i = 0; i < n; i++) {
            bo_wide value = 0;
            bool is_known = bo_stretch_value(s, i, &value);
            cr_expect_eq(is_known, known[from + (int64_t)i], "program %lu: %zu points from %d: known at the %zuth",
                         (unsigned long)number, n, (int)from, i);
            cr_expect(!is_known || value == values[from + (int64_t)i], "program %lu: %zu points from %d: the %zuth",
                      (unsigned long)number, n, (int)from, i);
        }
    }
}

static void check_first_and_last(struct bo_stretch *s, const bo_wide *values, int64_t from, int64_t to, bo_wide limit,
                                 uint64_t number)
{
    int64_t first = -1, below_first = -1, last = -1, t = -1;
    bool any = false;
    for (int64_t i = from; i <= to; i++) {
        first = first < 0 && values[i] >= limit ? i : first;
        below_first = below_first < 0 && values[i] < limit ? i : below_first;
        last = values[i] < limit ? i : last;
    }
    cr_assert_eq(bo_stretch_first(s, from, to, limit, false, &t, &any), BO_OK);
    cr_expect_eq(any ? t : -1, first, "program %lu: first", (unsigned long)number);
    cr_assert_eq(bo_stretch_first(s, from, to, limit, true, &t, &any), BO_OK);
    cr_expect_eq(any ? t : -1, below_first, "program %lu: first below", (unsigned long)number);
    cr_assert_eq(bo_stretch_last_below(s, from, to, limit, &t, &any), BO_OK);
    cr_expect_eq(any ? t : -1, last, "program %lu: last", (unsigned long)number);
}

static void check_searches(struct bo_stretch *s, const bo_wide *values, bo_wide least, uint64_t number)
{
    struct falls found = {0}, expected = {0}, real = {0}, real_expected = {0};
    check_first_and_last(s, values, 0, WIDTH, values[0] + least, number); /* nothing is known yet */
    for (int64_t i = 0; i <= WIDTH; i++) {
        struct bo_stretch_step step;
        if (i < WIDTH) {
            cr_assert_eq(bo_stretch_step(s, i, &step), BO_OK);
            cr_expect(step.before == values[i] && step.after == values[i + 1]);
            if (step.before - step.after >= least || bo_stretch_fall(&step) >= bo_form_scaled(least)) {
                keep(&expected, i, &step);
            }
            if (bo_stretch_fall(&step) >= bo_form_scaled(least)) {
                keep(&real_expected, i, &step);
            }
        }
    }
    cr_assert_eq(bo_stretch_falls(s, 0, WIDTH, least, true, keep, &found), BO_OK);
    cr_assert_eq(bo_stretch_falls(s, 0, WIDTH, least, false, keep, &real), BO_OK);
    cr_expect_eq(real.n, real_expected.n, "program %lu: %zu falls beyond roundings instead of %zu",
                 (unsigned long)number, real.n, real_expected.n);
    for (size_t i = 0; i < real.n && i < real_expected.n; i++) {
        cr_expect_eq(real.at[i], real_expected.at[i]);
    }
    cr_expect_eq(found.n, expected.n, "program %lu: %zu falls instead of %zu", (unsigned long)number, found.n,
                 expected.n);
    for (size_t i = 0; i < found.n && i < expected.n; i++) {
        cr_expect_eq(found.at[i], expected.at[i]);
    }
    for (int64_t from = 0; from < WIDTH; from += 7) { /* with what the search for falls found */
        check_first_and_last(s, values, from, WIDTH - from / 3, values[0] + least, number);
        check_first_and_last(s, values, from, WIDTH, values[from] - least, number);
    }
}

static size_t one_program(uint64_t number)
{
    struct dice dice = {.state = number * 0x2545f4914f6cdd1du};
    struct machine m;
    struct bo_moved moved;
    uint32_t figure = 0;
    bo_wide values[WIDTH + 1];
    bool known[WIDTH + 1], all = true;
    machine_open(&m);
    random_program(&m, &dice, 20 + below(&dice, 120));
    random_population(&m, &dice, 1, MACHINE_MOST - 1);
    size_t tested = 0;
    for (int turn = 0; turn < 4 && choose(&m, &dice, &moved, &figure); turn++) {
        size_t instance = below(&dice, (uint32_t)m.population.n[m.program->nodes.at[figure].entity]);
        struct bo_stretch s;
        if (!scan(&m, &moved, figure, instance, values, known) ||
            bo_stretch_init(&s, &m.population, &moved, 1, figure, instance, 1, 0) != BO_OK) {
            continue;
        }
        for (int64_t t = 0; t <= WIDTH; t++) {
            all &= known[t];
        }
        check_runs(&s, &dice, values, known, number);
        check_bounds(&s, &dice, values, known, number);
        if (all) {
            bo_wide span = values[WIDTH] > values[0] ? values[WIDTH] - values[0] : values[0] - values[WIDTH];
            check_searches(&s, values, 1 + span / 7, number);
            tested++;
        }
        bo_stretch_fini(&s);
    }
    bo_population_fini(&m.population);
    m.populated = false;
    machine_close(&m);
    return tested;
}

Test(stretch, random_programs)
{
    const char *long_run = getenv("BETTEROFF_LONG");
    uint64_t programs = long_run != NULL && strcmp(long_run, "1") == 0 ? 20000 : 600;
    size_t tested = 0;
    for (uint64_t number = 1; number <= programs; number++) {
        tested += one_program(number);
    }
    cr_expect_gt(tested, programs / 4, "only %zu figures were searched", tested);
}

/* Pay in cents from 0 to 500.00: the grant ends above 100.00, and nothing else falls. */
Test(stretch, known_cliff)
{
    struct calculated *c = open_rules(SMALL_SET, NULL);
    struct bo_case *kase = NULL;
    const char *json = "{\"date\": \"2020-06-01\", \"people\": {\"a\": {\"pay\": \"0\", \"since\": \"2020-01-01\"}}}";
    cr_assert_eq(bo_case_read(c->program, "case", json, strlen(json), BO_DATE_NONE, &kase, &c->diags), BO_OK);
    const struct bo_rule *rest = (const struct bo_rule *)bo_set_find(c->set, "rest");
    const struct bo_input *pay = (const struct bo_input *)bo_set_find(c->set, "pay");
    struct bo_moved moved = {c->program->input_column[pay->named.index], 0, 0, 1};
    struct bo_stretch s;
    struct falls falls = {0};
    cr_assert_eq(bo_stretch_init(&s, &kase->population, &moved, 1, c->program->rule_node[rest->named.index], 0, 1, 0),
                 BO_OK);
    cr_assert_eq(bo_stretch_falls(&s, 0, 50000, 100, true, keep, &falls), BO_OK);
    cr_assert_eq(falls.n, 1);
    cr_expect_eq(falls.at[0], 10000);
    struct bo_stretch_step step;
    cr_assert_eq(bo_stretch_step(&s, 10000, &step), BO_OK);
    cr_expect(step.before == 12950 && step.after == 9951, "%d %d", (int)step.before, (int)step.after);
    int64_t t = 0;
    bool found = false;
    cr_assert_eq(bo_stretch_first(&s, 10001, 50000, step.before, false, &t, &found), BO_OK);
    cr_expect(found && t == 13000, "%d", (int)t); /* level again: 30.00 more */
    cr_expect_lt(s.evaluations, 100);
    bo_stretch_fini(&s);
    bo_case_free(kase);
    end_calculated(c);
}
