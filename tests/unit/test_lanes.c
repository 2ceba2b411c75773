#include "operations.h"

static enum bo_status lanes(const struct bo_population *population, struct bo_results *results, struct bo_diags *diags)
{
    (void)diags;
    return bo_lanes_run(population, results);
}

Test(lanes, operations)
{
    check_rows(lanes);
}

Test(lanes, rounding)
{
    check_rounding(lanes);
}

Test(lanes, limits)
{
    check_limits(lanes);
}

Test(lanes, items)
{
    check_items(lanes);
}

Test(lanes, population)
{
    check_population(lanes);
}

Test(lanes, dates)
{
    check_dates(lanes);
}

Test(lanes, dated)
{
    check_dated(lanes);
}

/* Values from outside that no range covers would make all that follows unproven: the evaluator says no. */
Test(lanes, outside)
{
    struct machine m;
    machine_open(&m);
    uint32_t in = input_node(&m, CASE, 0, 10, 0);
    machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
    bo_population_link(&m.population);
    static const struct {
        int64_t value;
        enum bo_presence presence;
        enum bo_status status;
    } row[] = {{10, BO_GIVEN, BO_OK},
               {11, BO_GIVEN, BO_INTERNAL},
               {-1, BO_DEFAULT, BO_INTERNAL},
               {0, BO_DEFAULT, BO_OK},
               {0, BO_ABSENT, BO_INTERNAL}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        set_input(&m, in, 0, row[i].value, row[i].presence);
        struct bo_results results;
        cr_expect_eq(bo_lanes_run(&m.population, &results), row[i].status, "row %zu", i);
        bo_results_fini(&results);
    }
    machine_close(&m);
}

/* A program without a rule set, as of a constant expression. */
Test(lanes, no_set)
{
    struct bo_program *program = bo_program_new(NULL);
    struct bo_node node = plain_node(BO_OP_CONST, 0, BO_NONE, BO_NONE, BO_NONE, 42, 42);
    node.k = 42;
    node.den = 1;
    BO_PUSH(&program->arena, &program->nodes, node);
    struct bo_population population;
    bo_population_init(&population, program, (const size_t[]){1});
    bo_population_link(&population);
    struct bo_results results;
    cr_assert_eq(bo_lanes_run(&population, &results), BO_OK);
    bo_wide value = 0;
    cr_expect(bo_result(&results, 0, 0, &value) == 0 && value == 42);
    bo_results_fini(&results);
    bo_population_fini(&population);
    bo_program_free(program);
}
