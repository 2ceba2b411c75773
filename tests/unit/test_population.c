#include "programs.h"

#include <criterion/criterion.h>

/* Two cases; units 2 and 1, persons 0 2 1, jobs 3 0 1. */
static void two_cases(struct machine *m)
{
    static const uint32_t units[] = {0, 0, 1}, persons[] = {1, 1, 2}, jobs[] = {0, 0, 0, 2};
    machine_people(m, (const size_t[ENTITIES]){2, 3, 3, 4}, (const uint32_t *const[]){NULL, units, persons, jobs});
}

Test(population, links)
{
    struct machine m;
    machine_open(&m);
    two_cases(&m);
    bo_population_link(&m.population);
    static const struct {
        unsigned inner, outer;
        uint32_t up[4], first[5];
    } row[] = {
        {CASE, CASE, {0, 1}, {0, 1, 2}},           {UNIT, CASE, {0, 0, 1}, {0, 2, 3}},
        {UNIT, UNIT, {0, 1, 2}, {0, 1, 2, 3}},     {PERSON, UNIT, {1, 1, 2}, {0, 0, 2, 3}},
        {PERSON, CASE, {0, 0, 1}, {0, 2, 3}},      {JOB, PERSON, {0, 0, 0, 2}, {0, 3, 3, 4}},
        {JOB, UNIT, {1, 1, 1, 2}, {0, 0, 3, 4}},   {JOB, CASE, {0, 0, 0, 1}, {0, 3, 4}},
        {JOB, JOB, {0, 1, 2, 3}, {0, 1, 2, 3, 4}},
    };
    for (size_t r = 0; r < sizeof row / sizeof *row; r++) {
        const uint32_t *up = m.population.up[row[r].inner][row[r].outer];
        const uint32_t *first = m.population.first[row[r].outer][row[r].inner];
        for (size_t i = 0; i < m.population.n[row[r].inner]; i++) {
            cr_expect_eq(up[i], row[r].up[i], "row %zu, up %zu", r, i);
        }
        for (size_t i = 0; i <= m.population.n[row[r].outer]; i++) {
            cr_expect_eq(first[i], row[r].first[i], "row %zu, first %zu", r, i);
        }
    }
    cr_expect_null(m.population.up[UNIT][JOB]);
    cr_expect_null(m.population.first[JOB][UNIT]);
    machine_close(&m);
}

Test(population, given_in_order)
{
    struct machine m;
    machine_open(&m);
    two_cases(&m);
    const struct bo_given given[] = {{5, 0, 1}, {2, 1, 2}, {5, 2, 3}, {2, 0, 4}};
    for (size_t i = 0; i < 4; i++) {
        BO_PUSH(&m.population.arena, &m.population.given, given[i]);
    }
    bo_population_link(&m.population);
    static const int64_t order[] = {4, 2, 1, 3};
    for (size_t i = 0; i < 4; i++) {
        cr_expect(m.population.given.at[i].value == order[i], "place %zu", i);
    }
    machine_close(&m);
}

Test(population, empty)
{
    struct machine m;
    machine_open(&m);
    uint32_t in = input_node(&m, JOB, 0, 5, 0), sum = op_node(&m, BO_OP_SUM, CASE, in, BO_NONE, BO_NONE, 0, 500);
    node_at(&m, sum)->aux = JOB;
    machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
    bo_population_link(&m.population);
    struct bo_results results;
    cr_assert_eq(bo_lanes_run(&m.population, &results), BO_OK);
    bo_wide value = 1;
    cr_expect(bo_result(&results, sum, 0, &value) == 0 && value == 0);
    bo_results_fini(&results);
    machine_close(&m);
}

Test(program, within)
{
    struct machine m;
    machine_open(&m);
    for (unsigned inner = 0; inner < ENTITIES; inner++) {
        for (unsigned outer = 0; outer < ENTITIES; outer++) {
            cr_expect_eq(bo_entity_within(&m.set, inner, outer), outer <= inner, "%u in %u", inner, outer);
        }
    }
    cr_expect(bo_entity_within(NULL, 0, 0));
    machine_close(&m);
}

Test(series, days)
{
    int64_t from[] = {10, 20, 40}, until[] = {19, 29, INT64_MAX};
    bo_wide value[] = {1, 2, 3};
    struct bo_gap_days gaps[] = {{0, 9, 7}, {35, 38, 8}};
    const struct bo_series series = {
        .n = 3, .from = from, .until = until, .value = value, .n_gaps = 2, .gaps = gaps, .reason = 5};
    static const struct {
        int64_t day, value;
        size_t which;
        uint32_t reason;
    } row[] = {{INT64_MIN, 0, 0, 5}, {-1, 0, 0, 5}, {0, 0, 0, 7},        {9, 0, 0, 7},  {10, 1, 0, 0},
               {19, 1, 0, 0},        {20, 2, 1, 0}, {29, 2, 1, 0},       {30, 0, 0, 5}, {35, 0, 0, 8},
               {39, 0, 0, 5},        {40, 3, 2, 0}, {INT64_MAX, 3, 2, 0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        bo_wide got = 0;
        uint32_t reason = 0;
        size_t which = 0;
        bool held = bo_series_on(&series, row[i].day, &got, &reason, &which);
        cr_expect(held == (row[i].reason == 0) && reason == row[i].reason && got == row[i].value &&
                      which == row[i].which,
                  "row %zu", i);
    }
    uint32_t reason = 0;
    bo_wide got;
    cr_expect(!bo_series_on(&(const struct bo_series){.reason = 3}, 0, &got, &reason, NULL) && reason == 3,
              "none at all");
}

/* A row from each of two days for every pair of codes. */
Test(lookup, many_keys)
{
    enum { KEYS = 3000, LEVELS = 3 };
    struct bo_arena arena;
    bo_arena_init(&arena);
    enum bo_match match[LEVELS] = {BO_MATCH_CODE, BO_MATCH_CODE, BO_MATCH_FROM};
    struct bo_lookup_table table = {
        .n_levels = LEVELS, .match = match, .n_columns = 1, .n_rows = 2 * KEYS, .reason = 9};
    table.key = bo_alloc_array(&arena, 2 * KEYS * LEVELS, sizeof *table.key);
    table.until = bo_alloc_array(&arena, 2 * KEYS, sizeof *table.until);
    table.value = bo_alloc_array(&arena, 2 * KEYS, sizeof *table.value);
    table.held = bo_alloc_array(&arena, 2 * KEYS, sizeof *table.held);
    for (uint32_t i = 0; i < 2 * KEYS; i++) {
        table.key[i * LEVELS] = i / 2;
        table.key[i * LEVELS + 1] = i / 2 % 7;
        table.key[i * LEVELS + 2] = i % 2 == 0 ? 50 : 100;
        table.until[i] = i % 2 == 0 ? 99 : INT64_MAX;
        table.value[i] = i;
        table.held[i] = true;
    }
    bo_lookup_index(&table, &arena);
    for (uint32_t key = 0; key < KEYS; key++) {
        static const struct {
            int64_t day;
            int place; /* of the two rows; below 0: none */
        } days[] = {{49, -1}, {50, 0}, {99, 0}, {100, 1}, {5000, 1}};
        uint32_t rows = bo_lookup_step(&table, 0, 1, key);
        cr_expect_eq(bo_lookup_step(&table, 1, rows, key % 7 + 1), 0, "key %u", key);
        rows = bo_lookup_step(&table, 1, rows, key % 7);
        for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
            bo_wide value = -1;
            uint32_t reason = 0, row = bo_lookup_step(&table, 2, rows, days[d].day);
            bool held = bo_lookup_value(&table, row, days[d].day, BO_NONE, &value, &reason);
            cr_expect(days[d].place < 0 ? !held && reason == 9 : held && value == 2 * key + days[d].place,
                      "key %u, day %zu", key, d);
        }
    }
    cr_expect_eq(bo_lookup_step(&table, 0, 1, KEYS), 0, "a code that is not there");
    cr_expect_eq(bo_lookup_step(&table, 0, 0, 1), 0, "none of none");
    bo_arena_fini(&arena);
}

/* Numbers: up to and from, with and without rows for any. */
Test(lookup, numbers)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    static const struct {
        enum bo_match match;
        bo_wide keys[3];
        bo_wide wanted;
        uint32_t row;
    } rows[] = {
        {BO_MATCH_UP_TO, {10, 20, 30}, -5, 1},         {BO_MATCH_UP_TO, {10, 20, 30}, 10, 1},
        {BO_MATCH_UP_TO, {10, 20, 30}, 11, 2},         {BO_MATCH_UP_TO, {10, 20, 30}, 30, 3},
        {BO_MATCH_UP_TO, {10, 20, 30}, 31, 0},         {BO_MATCH_UP_TO, {10, 20, BO_KEY_ANY}, 21, 3},
        {BO_MATCH_FROM, {10, 20, 30}, 9, 0},           {BO_MATCH_FROM, {10, 20, 30}, 10, 1},
        {BO_MATCH_FROM, {10, 20, 30}, 19, 1},          {BO_MATCH_FROM, {10, 20, 30}, 500, 3},
        {BO_MATCH_FROM, {-BO_KEY_ANY, 20, 30}, 19, 1}, {BO_MATCH_CODE, {10, 20, 30}, 20, 2},
        {BO_MATCH_CODE, {10, 20, 30}, 25, 0},          {BO_MATCH_CODE, {10, 20, BO_KEY_ANY}, 25, 3},
        {BO_MATCH_CODE, {10, 20, BO_KEY_ANY}, 20, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bo_wide keys[3];
        memcpy(keys, rows[i].keys, sizeof keys);
        enum bo_match match = rows[i].match;
        struct bo_lookup_table table = {.n_levels = 1, .match = &match, .n_rows = 3, .key = keys};
        bo_lookup_index(&table, &arena);
        cr_expect_eq(bo_lookup_step(&table, 0, 1, rows[i].wanted), rows[i].row, "row %zu", i);
    }
    bo_arena_fini(&arena);
}

Test(print, lines)
{
    struct machine m;
    machine_open(&m);
    uint32_t why = reason(&m, "missing");
    uint32_t a = input_node(&m, PERSON, -5, 1000, why);
    struct bo_node divide = plain_node(BO_OP_DIVK, PERSON, a, BO_NONE, BO_NONE, -1, 125);
    divide.k = 8;
    divide.aux = BO_HALF_UP;
    uint32_t b = add_node(&m, divide);
    struct bo_node sum = plain_node(BO_OP_SUM, UNIT, b, BO_NONE, BO_NONE, -16, (bo_wide)1 << 64);
    sum.aux = PERSON;
    uint32_t c = add_node(&m, sum);
    struct bo_node rule = plain_node(BO_OP_RULE, UNIT, c, BO_NONE, BO_NONE, 0, 2000);
    rule.aux = 1;
    rule.den = 100;
    add_node(&m, rule);
    struct bo_buf text;
    bo_buf_init(&text);
    bo_program_print(m.program, &text);
    const char *expected = "0  person  input  number 1 over 1  -5 to 1000  may fail (missing)  input input\n"
                           "1  person  divk 0 half up  number 1 over 1  -1 to 125  may fail  k 8\n"
                           "2  unit  sum 1 - of person  number 1 over 1  -16 to 18446744073709551616 wide  may fail\n"
                           "3  unit  rule 2  number 1 over 100  0 to 2000  may fail  rule rule_b\n";
    cr_expect_str_eq(text.at, expected);
    bo_buf_fini(&text);
    machine_close(&m);
}
