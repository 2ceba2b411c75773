#include "operations.h"

Test(reference, operations)
{
    check_rows(bo_reference_run);
}

Test(reference, rounding)
{
    check_rounding(bo_reference_run);
}

Test(reference, limits)
{
    check_limits(bo_reference_run);
}

Test(reference, items)
{
    check_items(bo_reference_run);
}

Test(reference, population)
{
    check_population(bo_reference_run);
}

Test(reference, dates)
{
    check_dates(bo_reference_run);
}

Test(reference, dated)
{
    check_dated(bo_reference_run);
}

/* One operation on two inputs that breaks the promise of its node. */
static void expect_fault(const char *what, enum bo_opcode op, bo_wide x, bo_wide y, bo_wide lo, bo_wide hi, bool absent,
                         const char *text)
{
    struct machine m;
    machine_open(&m);
    uint32_t why = reason(&m, "missing");
    uint32_t a = input_node(&m, CASE, -1000, 1000, why), b = input_node(&m, CASE, -1000, 1000, 0);
    uint32_t result = op_node(&m, op, CASE, a, b, BO_NONE, lo, hi);
    if (absent) {
        node_at(&m, result)->may_fail = false;
    }
    machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
    set_input(&m, a, 0, x, absent ? BO_ABSENT : BO_GIVEN);
    set_input(&m, b, 0, y, BO_GIVEN);
    bo_population_link(&m.population);
    struct bo_results results;
    struct bo_diags diags;
    bo_diags_init(&diags, &m.program->arena);
    cr_expect_eq(bo_reference_run(&m.population, &results, &diags), BO_INTERNAL, "%s", what);
    cr_assert_eq(diags.list.n, 1, "%s", what);
    cr_expect_not_null(strstr(diags.list.at[0].text, text), "%s: %s", what, diags.list.at[0].text);
    bo_results_fini(&results);
    machine_close(&m);
}

Test(reference, faults)
{
    expect_fault("above", BO_OP_ADD, 10, 20, 0, 29, false,
                 "outside its static range, at instance 0 of node 2  case  +");
    expect_fault("below", BO_OP_SUB, 10, 20, -9, 100, false, "outside its static range");
    expect_fault("too many bits", BO_OP_MUL, 999, 999, 0, 1000, false, "static range");
    expect_fault("rounded into the range", BO_OP_ADD, 0, 1000, -7, 7, false, "static range");
    expect_fault("input", BO_OP_ADD, 1001, 0, -5000, 5000, false, "of node 0  case  input");
    expect_fault("unknown", BO_OP_ADD, 0, 0, -5000, 5000, true, "unknown, which the program excludes");
    expect_fault("no reason", BO_OP_DIV, 1, 0, -5000, 5000, false, "without a reason");
}

Test(reference, equal)
{
    struct machine m;
    machine_open(&m);
    uint32_t why = reason(&m, "missing");
    uint32_t a = input_node(&m, PERSON, 0, 10, why);
    machine_people(&m, (const size_t[ENTITIES]){1, 1, 3, 0}, NULL);
    for (size_t i = 0; i < 3; i++) {
        set_input(&m, a, i, (bo_wide)i, i == 1 ? BO_ABSENT : BO_GIVEN);
    }
    bo_population_link(&m.population);
    struct bo_results x, y;
    struct bo_diags diags;
    bo_diags_init(&diags, &m.program->arena);
    cr_assert_eq(bo_lanes_run(&m.population, &x), BO_OK);
    cr_assert_eq(bo_reference_run(&m.population, &y, &diags), BO_OK);
    uint32_t node = 9;
    size_t instance = 9;
    cr_expect(bo_results_equal(&x, &y, &node, &instance));
    x.node[a].narrow[1] = 5; /* unknown: what stands there is of no matter */
    cr_expect(bo_results_equal(&x, &y, &node, &instance));
    x.node[a].narrow[2] = 5;
    cr_expect(!bo_results_equal(&x, &y, &node, &instance) && node == a && instance == 2);
    x.node[a].reason[0] = why;
    cr_expect(!bo_results_equal(&x, &y, &node, &instance) && node == a && instance == 0);
    bo_results_fini(&x);
    bo_results_fini(&y);
    machine_close(&m);
}
