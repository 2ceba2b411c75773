/* Purpose  what every operation gives, as rows that both evaluators are held against. Not for the library. */
#ifndef BO_TEST_OPERATIONS_H
#define BO_TEST_OPERATIONS_H

#include "programs.h"

#include <criterion/criterion.h>

/* Either evaluator; diags may be unused. */
typedef enum bo_status evaluator(const struct bo_population *population, struct bo_results *results,
                                 struct bo_diags *diags);

enum { X = 1, Y, Z, OWN, NO_REASON = 0 }; /* reasons: of the first, second, third operand, of the operation itself */

#define U INT64_MIN /* an unknown operand */

struct row {
    enum bo_opcode op;
    int64_t x, y, z; /* operands; those that the operation does not have are 0 */
    int64_t result;
    uint32_t reason; /* 0: known */
    uint32_t aux;
    int64_t k;
};

static const struct row rows[] = {
    {BO_OP_ADD, 2, 3, 0, 5, 0, 0, 0},
    {BO_OP_ADD, -2, 3, 0, 1, 0, 0, 0},
    {BO_OP_ADD, U, 3, 0, 0, X, 0, 0},
    {BO_OP_ADD, 3, U, 0, 0, Y, 0, 0},
    {BO_OP_ADD, U, U, 0, 0, X, 0, 0},
    {BO_OP_ADD, (int64_t)1 << 61, (int64_t)1 << 61, 0, (int64_t)1 << 62, 0, 0, 0},
    {BO_OP_SUB, 2, 3, 0, -1, 0, 0, 0},
    {BO_OP_SUB, 3, U, 0, 0, Y, 0, 0},
    {BO_OP_MUL, -7, 6, 0, -42, 0, 0, 0},
    {BO_OP_MUL, 2147483647, 2147483647, 0, 4611686014132420609, 0, 0, 0},
    {BO_OP_MUL, 0, U, 0, 0, Y, 0, 0},
    {BO_OP_MULK, 7, 0, 0, -21, 0, 0, -3},
    {BO_OP_MULK, 7, 0, 0, 0, 0, 0, 0},
    {BO_OP_MULK, U, 0, 0, 0, X, 0, 5},
    {BO_OP_NEG, 7, 0, 0, -7, 0, 0, 0},
    {BO_OP_NEG, 0, 0, 0, 0, 0, 0, 0},
    {BO_OP_NEG, U, 0, 0, 0, X, 0, 0},
    {BO_OP_ABS, -7, 0, 0, 7, 0, 0, 0},
    {BO_OP_ABS, 7, 0, 0, 7, 0, 0, 0},
    {BO_OP_ABS, U, 0, 0, 0, X, 0, 0},
    {BO_OP_MIN, 2, 3, 0, 2, 0, 0, 0},
    {BO_OP_MIN, 3, -2, 0, -2, 0, 0, 0},
    {BO_OP_MIN, 3, U, 0, 0, Y, 0, 0},
    {BO_OP_MAX, 2, 3, 0, 3, 0, 0, 0},
    {BO_OP_MAX, -1, -2, 0, -1, 0, 0, 0},
    {BO_OP_MAX, U, 9, 0, 0, X, 0, 0},
    {BO_OP_DIVK, 5, 0, 0, 2, 0, BO_FLOOR, 2},
    {BO_OP_DIVK, U, 0, 0, 0, X, BO_FLOOR, 2},
    {BO_OP_DIV, 5, 0, 0, 0, OWN, BO_FLOOR, 0},
    {BO_OP_DIV, U, 0, 0, 0, X, BO_FLOOR, 0},
    {BO_OP_DIV, 5, U, 0, 0, Y, BO_FLOOR, 0},
    {BO_OP_DIV, 0, 0, 0, 0, OWN, BO_UP, 0},
    {BO_OP_MOD, 7, 3, 0, 1, 0, 0, 0},
    {BO_OP_MOD, -7, 3, 0, 2, 0, 0, 0},
    {BO_OP_MOD, 7, -3, 0, -2, 0, 0, 0},
    {BO_OP_MOD, -7, -3, 0, -1, 0, 0, 0},
    {BO_OP_MOD, 6, -3, 0, 0, 0, 0, 0},
    {BO_OP_MOD, 7, 0, 0, 0, OWN, 0, 0},
    {BO_OP_MOD, 7, U, 0, 0, Y, 0, 0},
    {BO_OP_EQ, 4, 4, 0, 1, 0, 0, 0},
    {BO_OP_EQ, 4, 5, 0, 0, 0, 0, 0},
    {BO_OP_EQ, U, U, 0, 0, X, 0, 0},
    {BO_OP_NE, 4, 4, 0, 0, 0, 0, 0},
    {BO_OP_NE, 4, 5, 0, 1, 0, 0, 0},
    {BO_OP_LT, 4, 5, 0, 1, 0, 0, 0},
    {BO_OP_LT, 5, 5, 0, 0, 0, 0, 0},
    {BO_OP_LT, -5, 5, 0, 1, 0, 0, 0},
    {BO_OP_LE, 5, 5, 0, 1, 0, 0, 0},
    {BO_OP_LE, 6, 5, 0, 0, 0, 0, 0},
    {BO_OP_LE, 6, U, 0, 0, Y, 0, 0},
    {BO_OP_AND, 0, 0, 0, 0, 0, 0, 0},
    {BO_OP_AND, 0, 1, 0, 0, 0, 0, 0},
    {BO_OP_AND, 1, 0, 0, 0, 0, 0, 0},
    {BO_OP_AND, 1, 1, 0, 1, 0, 0, 0},
    {BO_OP_AND, U, 0, 0, 0, 0, 0, 0},
    {BO_OP_AND, 0, U, 0, 0, 0, 0, 0},
    {BO_OP_AND, U, 1, 0, 0, X, 0, 0},
    {BO_OP_AND, 1, U, 0, 0, Y, 0, 0},
    {BO_OP_AND, U, U, 0, 0, X, 0, 0},
    {BO_OP_OR, 0, 0, 0, 0, 0, 0, 0},
    {BO_OP_OR, 0, 1, 0, 1, 0, 0, 0},
    {BO_OP_OR, 1, 0, 0, 1, 0, 0, 0},
    {BO_OP_OR, 1, 1, 0, 1, 0, 0, 0},
    {BO_OP_OR, U, 1, 0, 1, 0, 0, 0},
    {BO_OP_OR, 1, U, 0, 1, 0, 0, 0},
    {BO_OP_OR, U, 0, 0, 0, X, 0, 0},
    {BO_OP_OR, 0, U, 0, 0, Y, 0, 0},
    {BO_OP_OR, U, U, 0, 0, X, 0, 0},
    {BO_OP_NOT, 0, 0, 0, 1, 0, 0, 0},
    {BO_OP_NOT, 1, 0, 0, 0, 0, 0, 0},
    {BO_OP_NOT, U, 0, 0, 0, X, 0, 0},
    {BO_OP_SELECT, 1, 8, 9, 8, 0, 0, 0},
    {BO_OP_SELECT, 0, 8, 9, 9, 0, 0, 0},
    {BO_OP_SELECT, U, 8, 8, 0, X, 0, 0},
    {BO_OP_SELECT, 1, 8, U, 8, 0, 0, 0},
    {BO_OP_SELECT, 0, U, 9, 9, 0, 0, 0},
    {BO_OP_SELECT, 1, U, 9, 0, Y, 0, 0},
    {BO_OP_SELECT, 0, 8, U, 0, Z, 0, 0},
    {BO_OP_SELECT, U, U, U, 0, X, 0, 0},
    {BO_OP_KNOWN, 3, 0, 0, 1, 0, 0, 0},
    {BO_OP_KNOWN, U, 0, 0, 0, 0, 0, 0},
    {BO_OP_CHECK, 1, 7, 0, 7, 0, 0, 0},
    {BO_OP_CHECK, 0, 7, 0, 0, OWN, 0, 0},
    {BO_OP_CHECK, U, 7, 0, 0, X, 0, 0},
    {BO_OP_CHECK, 1, U, 0, 0, Y, 0, 0},
    {BO_OP_CHECK, 0, U, 0, 0, OWN, 0, 0},
    {BO_OP_CHECK, U, U, 0, 0, X, 0, 0},
    {BO_OP_RULE, 6, 0, 0, 6, 0, 0, 0},
    {BO_OP_RULE, U, 0, 0, 0, X, 0, 0},
    {BO_OP_STATE, 0, 0, 0, 11, 0, 0, 11},
    {BO_OP_FAIL, 0, 0, 0, 0, OWN, OWN, 0},
    {BO_OP_CONST, 0, 0, 0, -5, 0, 0, -5},
    {BO_OP_ADD_MONTHS, 20483, 1, 0, 20512, 0, 0, 0},   /* 2026-01-30 + 1 month: 2026-02-28 */
    {BO_OP_ADD_MONTHS, 20483, -11, 0, 20147, 0, 0, 0}, /* 2025-02-28 */
    {BO_OP_ADD_MONTHS, 20483, U, 0, 0, Y, 0, 0},
    {BO_OP_MONTHS_BETWEEN, 20483, 20512, 0, 0, 0, 0, 0},
    {BO_OP_MONTHS_BETWEEN, 20454, 20512, 0, 1, 0, 0, 0}, /* 2026-01-01 to 2026-02-28 */
    {BO_OP_MONTHS_BETWEEN, U, 20512, 0, 0, X, 0, 0},
    {BO_OP_YEAR, 20512, 0, 0, 2026, 0, 0, 0},
    {BO_OP_YEAR, -1, 0, 0, 1969, 0, 0, 0},
    {BO_OP_MONTH, 20512, 0, 0, 2, 0, 0, 0},
    {BO_OP_DAY, 20512, 0, 0, 28, 0, 0, 0},
    {BO_OP_DAY, U, 0, 0, 0, X, 0, 0},
    {BO_OP_WEEKDAY, 20512, 0, 0, 6, 0, 0, 0},
    {BO_OP_YEARDAY, 20512, 0, 0, 59, 0, 0, 0},
    {BO_OP_WEEK, 20512, 0, 0, 9, 0, 0, 0},
    {BO_OP_WEEK, 18628, 0, 0, 53, 0, 0, 0}, /* 2021-01-01 belongs to the last week of 2020 */
    {BO_OP_DATE_OF, 2026, 2, 28, 20512, 0, 0, 0},
    {BO_OP_DATE_OF, 2026, 2, 29, 0, OWN, 0, 0},
    {BO_OP_DATE_OF, 2024, 2, 29, 19782, 0, 0, 0},
    {BO_OP_DATE_OF, 2026, 13, 1, 0, OWN, 0, 0},
    {BO_OP_DATE_OF, 2026, 0, 1, 0, OWN, 0, 0},
    {BO_OP_DATE_OF, (int64_t)1 << 61, 1, 1, 0, OWN, 0, 0},
    {BO_OP_DATE_OF, 2026, (int64_t)1 << 61, 1, 0, OWN, 0, 0},
    {BO_OP_DATE_OF, 2026, 1, -((int64_t)1 << 61), 0, OWN, 0, 0},
    {BO_OP_DATE_OF, 2026, U, 1, 0, Y, 0, 0},
    {BO_OP_DATE_OF, 2026, 13, U, 0, Z, 0, 0},
};

static inline unsigned operands_of(enum bo_opcode op)
{
    static const unsigned operands[] = {
#define OP(name, n, text) n,
#include "engine/op.def"
#undef OP
    };
    return operands[op];
}

/* One case, one operation on inputs. wide: all columns hold bo_wide. */
static inline void check_row(evaluator *run, const struct row *row, size_t number, bool wide)
{
    const bo_wide huge = (bo_wide)1 << 100;
    bool boolean[3] = {row->op == BO_OP_AND || row->op == BO_OP_OR || row->op == BO_OP_NOT || row->op == BO_OP_SELECT ||
                           row->op == BO_OP_CHECK,
                       row->op == BO_OP_AND || row->op == BO_OP_OR, false};
    bool truth =
        boolean[1] || row->op == BO_OP_NOT || row->op == BO_OP_KNOWN || (row->op >= BO_OP_EQ && row->op <= BO_OP_LE);
    const int64_t value[] = {row->x, row->y, row->z};
    struct machine m;
    machine_open(&m);
    for (int i = 0; i < 4; i++) {
        reason(&m, (const char *[]){"x", "y", "z", "own"}[i]);
    }
    uint32_t in[3] = {BO_NONE, BO_NONE, BO_NONE};
    for (unsigned i = 0; i < operands_of(row->op); i++) {
        bo_wide v = value[i] == U ? 0 : value[i], lo = v < 0 ? v : 0, hi = v > 0 ? v : 0;
        bool big = wide && !boolean[i];
        in[i] = input_node(&m, CASE, big ? -huge : lo, big ? huge : boolean[i] ? 1 : hi, X + i);
    }
    bo_wide lo = row->result < 0 ? row->result : 0, hi = row->result > 0 ? row->result : 0;
    bool big = wide && !truth;
    struct bo_node node = plain_node(row->op, CASE, in[0], in[1], in[2], big ? -huge : lo, big ? huge : truth ? 1 : hi);
    node.aux = row->aux;
    node.k = row->k;
    node.reason = OWN;
    uint32_t result = add_node(&m, node);
    machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
    for (unsigned i = 0; i < operands_of(row->op); i++) {
        set_input(&m, in[i], 0, value[i] == U ? 99 : value[i], value[i] == U ? BO_ABSENT : BO_GIVEN);
    }
    bo_population_link(&m.population);
    struct bo_results results;
    struct bo_diags diags;
    bo_diags_init(&diags, &m.program->arena);
    cr_assert_eq(run(&m.population, &results, &diags), BO_OK, "row %zu%s: %s", number, wide ? " wide" : "",
                 diags.list.n > 0 ? diags.list.at[0].text : "");
    bo_wide got = 0;
    uint32_t why = bo_result(&results, result, 0, &got);
    cr_expect(why == row->reason && (why != 0 || got == row->result),
              "row %zu%s: %lld (reason %u) instead of %lld (%u)", number, wide ? " wide" : "", (long long)got, why,
              (long long)row->result, row->reason);
    bo_results_fini(&results);
    machine_close(&m);
}

static inline void check_rows(evaluator *run)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_row(run, &rows[i], i, false);
        check_row(run, &rows[i], i, true);
    }
}

/* Whether q is a / b rounded: from the words of the definition, by sizes times b. */
static inline bool is_rounded(int64_t q, int64_t a, int64_t b, enum bo_rounding mode)
{
    a = b < 0 ? -a : a;
    b = b < 0 ? -b : b;
    int64_t below = a - q * b; /* (a/b - q) × b */
    int64_t size = below < 0 ? -below : below;
    bool outwards = a < 0 ? below >= 0 : below <= 0; /* q is as far from 0 as a/b, or farther */
    bool inwards = a < 0 ? below <= 0 : below >= 0;
    switch (mode) {
    case BO_FLOOR:
        return below >= 0 && below < b;
    case BO_CEILING:
        return below <= 0 && -below < b;
    case BO_UP:
        return outwards && size < b;
    case BO_DOWN:
        return inwards && size < b;
    case BO_HALF_UP:
        return 2 * size < b || (2 * size == b && outwards);
    case BO_HALF_DOWN:
        return 2 * size < b || (2 * size == b && inwards);
    default:
        return 2 * size < b || (2 * size == b && q % 2 == 0);
    }
}

static inline void check_rounding(evaluator *run)
{
    for (int64_t a = -13; a <= 13; a++) {
        for (int64_t b = -6; b <= 6; b++) {
            for (int mode = BO_FLOOR; b != 0 && mode <= BO_HALF_EVEN; mode++) {
                int64_t q = -14;
                while (!is_rounded(q, a, b, (enum bo_rounding)mode)) {
                    q++;
                }
                struct row row = {BO_OP_DIV, a, b, 0, q, 0, (uint32_t)mode, 0};
                size_t number = (size_t)(1000000 + (a + 13) * 10000 + (b + 6) * 100 + mode);
                check_row(run, &row, number, false);
                check_row(run, &row, number, true);
                row = (struct row){BO_OP_DIVK, a, 0, 0, q, 0, (uint32_t)mode, b};
                for (int wide = 0; b > 0 && wide < 2; wide++) {
                    check_row(run, &row, number, wide == 1);
                }
            }
        }
    }
}

/* Numbers at the end of what 64 and 126 bits hold. */
static inline void check_limits(evaluator *run)
{
    const bo_wide big = ((bo_wide)1 << 126) - 1, half = INT64_MAX / 2, odd = ((bo_wide)1 << 62) + 1;
    const struct {
        enum bo_opcode op;
        bo_wide x, y, result, k;
        enum bo_rounding mode;
    } limit[] = {
        {BO_OP_ADD, big - 1, 1, big, 0, 0},
        {BO_OP_SUB, -big, -big, 0, 0, 0},
        {BO_OP_MUL, odd, odd, odd * odd, 0, 0},
        {BO_OP_MUL, half, half, half * half, 0, 0},
        {BO_OP_MUL, half, -half, -(half * half), 0, 0},
        {BO_OP_MULK, half, 0, half * half, half, 0},
        {BO_OP_MULK, 1, 0, -big, -big, 0},
        {BO_OP_NEG, big, 0, -big, 0, 0},
        {BO_OP_ABS, -big, 0, big, 0, 0},
        {BO_OP_DIVK, big, 0, 1, big, BO_FLOOR},
        {BO_OP_DIVK, big - 1, 0, 0, big, BO_FLOOR},
        {BO_OP_DIVK, big - 1, 0, 1, big, BO_HALF_UP},
        {BO_OP_DIVK, -1, 0, -1, big, BO_UP},
        {BO_OP_DIVK, half, 0, half, 1, BO_HALF_EVEN},
        {BO_OP_DIVK, half, 0, half / 2 + 1, 2, BO_HALF_UP},
        {BO_OP_DIVK, -half, 0, -(half / 2), 2, BO_HALF_DOWN},
        {BO_OP_DIVK, -half, 0, -(half / 2) - 1, 2, BO_FLOOR},
        {BO_OP_DIVK, half, 0, 1, half + 1, BO_HALF_UP},
        {BO_OP_DIV, half, half, 1, 0, BO_HALF_UP},
        {BO_OP_DIV, half - 1, half, 1, 0, BO_HALF_DOWN},
        {BO_OP_DIV, big, -3, -(big / 3), 0, BO_HALF_UP},
        {BO_OP_DIV, big, 2, big / 2 + 1, 0, BO_HALF_UP},
        {BO_OP_DIV, big, 2, big / 2 + 1, 0, BO_HALF_EVEN},
        {BO_OP_DIV, big, 2, big / 2, 0, BO_HALF_DOWN},
        {BO_OP_MOD, -1, big, big - 1, 0, 0},
        {BO_OP_MOD, -1, half, half - 1, 0, 0},
        {BO_OP_EQ, big, big - 1, 0, 0, 0},
        {BO_OP_LT, big - 1, big, 1, 0, 0},
        {BO_OP_LE, big, -big, 0, 0, 0},
        {BO_OP_MIN, big, -big, -big, 0, 0},
        {BO_OP_MAX, big, half, big, 0, 0},
    };
    for (size_t i = 0; i < sizeof limit / sizeof *limit; i++) {
        struct machine m;
        machine_open(&m);
        bo_wide x = limit[i].x, y = limit[i].y, z = limit[i].result;
        uint32_t a = input_node(&m, CASE, x < 0 ? x : 0, x > 0 ? x : 0, 0);
        uint32_t b = input_node(&m, CASE, y < 0 ? y : 0, y > 0 ? y : 0, 0);
        struct bo_node node = plain_node(limit[i].op, CASE, a, operands_of(limit[i].op) == 2 ? b : BO_NONE, BO_NONE,
                                         z < 0 ? z : 0, z > 0 ? z : 0);
        node.k = limit[i].k;
        node.aux = limit[i].mode;
        uint32_t result = add_node(&m, node);
        machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
        set_input(&m, a, 0, x, BO_GIVEN);
        set_input(&m, b, 0, y, BO_DEFAULT);
        bo_population_link(&m.population);
        struct bo_results results;
        struct bo_diags diags;
        bo_diags_init(&diags, &m.program->arena);
        cr_expect_eq(run(&m.population, &results, &diags), BO_OK, "limit %zu: %s", i,
                     diags.list.n > 0 ? diags.list.at[0].text : "");
        bo_wide got = 0;
        cr_expect(bo_result(&results, result, 0, &got) == 0 && got == z, "limit %zu: a wrong value", i);
        bo_results_fini(&results);
        machine_close(&m);
    }
}

/* Three units: of nobody, of one person, of three. */
struct items_row {
    enum bo_opcode op;
    bool masked;
    int64_t mask[4], value[4]; /* of the four persons */
    int64_t result[3];         /* of the three units */
    uint32_t reason[3];
};

static inline void check_items_row(evaluator *run, const struct items_row *row, size_t number, bool wide)
{
    const bo_wide huge = (bo_wide)1 << 100;
    bool truth = row->op == BO_OP_ANY || row->op == BO_OP_EVERY;
    wide &= !truth;
    struct machine m;
    machine_open(&m);
    for (int i = 0; i < 4; i++) {
        reason(&m, (const char *[]){"x", "y", "z", "own"}[i]);
    }
    uint32_t value = input_node(&m, PERSON, truth ? 0 : wide ? -huge : -100, truth ? 1 : wide ? huge : 100, X);
    uint32_t mask = input_node(&m, PERSON, 0, 1, Y);
    struct bo_node node = plain_node(row->op, UNIT, value, row->masked ? mask : BO_NONE, BO_NONE,
                                     truth  ? 0
                                     : wide ? -4 * huge
                                            : -400,
                                     truth  ? 1
                                     : wide ? 4 * huge
                                            : 400);
    node.aux = PERSON;
    node.reason = row->op == BO_OP_LEAST || row->op == BO_OP_GREATEST ? OWN : 0;
    uint32_t result = add_node(&m, node);
    static const uint32_t units[] = {0, 0, 0}, persons[] = {1, 2, 2, 2};
    machine_people(&m, (const size_t[ENTITIES]){1, 3, 4, 0}, (const uint32_t *const[]){NULL, units, persons, NULL});
    for (size_t i = 0; i < 4; i++) {
        set_input(&m, value, i, row->value[i] == U ? 0 : row->value[i], row->value[i] == U ? BO_ABSENT : BO_GIVEN);
        set_input(&m, mask, i, row->mask[i] == U ? 0 : row->mask[i], row->mask[i] == U ? BO_ABSENT : BO_GIVEN);
    }
    bo_population_link(&m.population);
    struct bo_results results;
    struct bo_diags diags;
    bo_diags_init(&diags, &m.program->arena);
    cr_assert_eq(run(&m.population, &results, &diags), BO_OK, "items %zu: %s", number,
                 diags.list.n > 0 ? diags.list.at[0].text : "");
    for (size_t i = 0; i < 3; i++) {
        bo_wide got = 0;
        uint32_t why = bo_result(&results, result, i, &got);
        cr_expect(why == row->reason[i] && (why != 0 || got == row->result[i]),
                  "items %zu, unit %zu: %lld (reason %u) instead of %lld (%u)", number, i, (long long)got, why,
                  (long long)row->result[i], row->reason[i]);
    }
    bo_results_fini(&results);
    machine_close(&m);
}

static inline void check_items(evaluator *run)
{
    static const struct items_row items[] = {
        {BO_OP_SUM, false, {0}, {5, 1, 2, 3}, {0, 5, 6}, {0}},
        {BO_OP_SUM, true, {1, 1, 0, 1}, {5, 1, 2, 3}, {0, 5, 4}, {0}},
        {BO_OP_SUM, true, {0, 0, 0, 0}, {5, 1, 2, 3}, {0, 0, 0}, {0}},
        {BO_OP_SUM, true, {U, 1, 0, 1}, {5, 1, U, 3}, {0, 0, 4}, {0, Y, 0}},
        {BO_OP_SUM, true, {1, 1, U, 1}, {U, 1, U, 3}, {0, 0, 0}, {0, X, Y}},
        {BO_OP_SUM, true, {1, 1, 1, U}, {-5, 1, U, 3}, {0, -5, 0}, {0, 0, X}},
        {BO_OP_LEAST, false, {0}, {5, 3, -2, 3}, {0, 5, -2}, {OWN, 0, 0}},
        {BO_OP_LEAST, true, {0, 1, 0, 1}, {5, 7, -2, 9}, {0, 0, 7}, {OWN, OWN, 0}},
        {BO_OP_LEAST, true, {1, 1, 0, 1}, {U, 7, U, 9}, {0, 0, 7}, {OWN, X, 0}},
        {BO_OP_LEAST, true, {1, 0, 0, U}, {5, 7, 1, 9}, {0, 5, 0}, {OWN, 0, Y}},
        {BO_OP_GREATEST, false, {0}, {-5, -3, -2, -9}, {0, -5, -2}, {OWN, 0, 0}},
        {BO_OP_GREATEST, true, {1, 0, 0, 0}, {5, 7, 1, 9}, {0, 5, 0}, {OWN, 0, OWN}},
        {BO_OP_ANY, false, {0}, {1, 0, 0, 0}, {0, 1, 0}, {0}},
        {BO_OP_ANY, false, {0}, {U, 0, U, 1}, {0, 0, 1}, {0, X, 0}},
        {BO_OP_ANY, false, {0}, {0, 0, U, 0}, {0, 0, 0}, {0, 0, X}},
        {BO_OP_ANY, true, {0, 1, 0, U}, {1, 0, 1, 0}, {0, 0, 0}, {0}},
        {BO_OP_ANY, true, {U, U, U, 1}, {1, 0, 1, 1}, {0, 0, 1}, {0, Y, 0}},
        {BO_OP_ANY, true, {U, 0, 0, U}, {U, U, U, 1}, {0, 0, 0}, {0, Y, Y}},
        {BO_OP_EVERY, false, {0}, {1, 1, 0, 1}, {1, 1, 0}, {0}},
        {BO_OP_EVERY, false, {0}, {U, U, 1, 0}, {1, 0, 0}, {0, X, 0}},
        {BO_OP_EVERY, true, {0, 1, 0, U}, {0, 1, 0, 1}, {1, 1, 1}, {0}},
        {BO_OP_EVERY, true, {U, U, 1, 1}, {0, 0, 1, 1}, {1, 0, 0}, {0, Y, Y}},
        {BO_OP_EVERY, true, {1, U, 1, 1}, {0, 0, U, 0}, {1, 0, 0}, {0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        check_items_row(run, &items[i], i, false);
        check_items_row(run, &items[i], i, true);
    }
}

/* What is read of the population: places, the shown unit, containing instances, given figures, the period before. */
static inline void check_population(evaluator *run)
{
    struct machine m;
    machine_open(&m);
    uint32_t missing = reason(&m, "missing"), gone = reason(&m, "gone");
    uint32_t rent = input_node(&m, UNIT, 0, 1000, missing);
    uint32_t provided = op_node(&m, BO_OP_PROVIDED, UNIT, BO_NONE, BO_NONE, BO_NONE, 0, 1);
    node_at(&m, provided)->aux = node_at(&m, rent)->aux;
    uint32_t lifted = op_node(&m, BO_OP_LIFT, JOB, rent, BO_NONE, BO_NONE, 0, 1000);
    uint32_t place = op_node(&m, BO_OP_POSITION, JOB, BO_NONE, BO_NONE, BO_NONE, 1, 1000);
    uint32_t subject = op_node(&m, BO_OP_SUBJECT, PERSON, BO_NONE, BO_NONE, BO_NONE, 0, 1);
    struct bo_node rule = plain_node(BO_OP_RULE, UNIT, rent, BO_NONE, BO_NONE, 0, 5000);
    rule.aux = 2;
    uint32_t ruled = add_node(&m, rule);
    struct bo_node state = plain_node(BO_OP_STATE, UNIT, BO_NONE, BO_NONE, BO_NONE, 0, 5000);
    state.aux = 3;
    state.k = 77;
    state.may_fail = true;
    uint32_t before = add_node(&m, state);
    static const uint32_t units[] = {0, 0}, persons[] = {0, 1, 1}, jobs[] = {0, 0, 2};
    machine_people(&m, (const size_t[ENTITIES]){1, 2, 3, 3}, (const uint32_t *const[]){NULL, units, persons, jobs});
    set_input(&m, rent, 0, 500, BO_DEFAULT);
    set_input(&m, rent, 1, 0, BO_ABSENT);
    m.population.subject[PERSON][1] = m.population.subject[PERSON][2] = 1;
    const struct bo_given given[] = {{5, 0, 1}, {2, 1, 4321}, {0, 0, 3}};
    for (int i = 0; i < 3; i++) {
        BO_PUSH(&m.population.arena, &m.population.given, given[i]);
    }
    bo_population_link(&m.population);
    for (int period = 0; period < 2; period++) {
        bo_wide last[] = {400, 0}, *states[MACHINE_RULES] = {[3] = last};
        uint32_t last_reason[] = {0, gone}, *reasons[MACHINE_RULES] = {[3] = last_reason};
        m.population.state = period == 1 ? states : NULL;
        m.population.state_reason = period == 1 ? reasons : NULL;
        struct bo_results results;
        struct bo_diags diags;
        bo_diags_init(&diags, &m.program->arena);
        cr_assert_eq(run(&m.population, &results, &diags), BO_OK);
        const struct {
            uint32_t node, instance, why;
            int64_t value;
        } expected[] = {
            {provided, 0, 0, 0},
            {provided, 1, 0, 0},
            {lifted, 0, 0, 500},
            {lifted, 1, 0, 500},
            {lifted, 2, missing, 0},
            {place, 0, 0, 1},
            {place, 1, 0, 2},
            {place, 2, 0, 1},
            {subject, 0, 0, 0},
            {subject, 1, 0, 1},
            {ruled, 0, 0, 500},
            {ruled, 1, 0, 4321},
            {before, 0, 0, period == 1 ? 400 : 77},
            {before, 1, period == 1 ? gone : 0, period == 1 ? 0 : 77},
        };
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
            bo_wide got = 0;
            uint32_t why = bo_result(&results, expected[i].node, expected[i].instance, &got);
            cr_expect(why == expected[i].why && got == expected[i].value, "period %d, row %zu: %lld (reason %u)",
                      period, i, (long long)got, why);
        }
        bo_results_fini(&results);
    }
    machine_close(&m);
}

/* Dates that are counted out of their range: a reason, where the node has one. */
static inline void check_dates(evaluator *run)
{
    const bo_wide far = ((bo_wide)1 << 64) + 3;
    const struct {
        enum bo_opcode op;
        bo_wide x, y, result;
    } row[] = {
        {BO_OP_ADD, 5, 995, 1000},     {BO_OP_ADD, 5, 996, U},         {BO_OP_ADD, 5, far, U},
        {BO_OP_ADD, 5, -1006, U},      {BO_OP_SUB, 5, 1005, -1000},    {BO_OP_SUB, 5, 1006, U},
        {BO_OP_SUB, 5, -far, U},       {BO_OP_ADD_MONTHS, 5, 32, 979}, {BO_OP_ADD_MONTHS, 5, 33, U},
        {BO_OP_ADD_MONTHS, 5, far, U}, {BO_OP_ADD_MONTHS, 5, -far, U},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct machine m;
        machine_open(&m);
        uint32_t why = reason(&m, "date-out-of-range");
        uint32_t date = input_node(&m, CASE, -1000, 1000, 0), count = input_node(&m, CASE, -2 * far, 2 * far, 0);
        struct bo_node node = plain_node(row[i].op, CASE, date, count, BO_NONE, -1000, 1000);
        node.kind = BO_DATE;
        node.reason = why;
        uint32_t result = add_node(&m, node);
        machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
        set_input(&m, date, 0, row[i].x, BO_GIVEN);
        set_input(&m, count, 0, row[i].y, BO_GIVEN);
        bo_population_link(&m.population);
        struct bo_results results;
        struct bo_diags diags;
        bo_diags_init(&diags, &m.program->arena);
        cr_expect_eq(run(&m.population, &results, &diags), BO_OK, "row %zu", i);
        bo_wide got = U;
        uint32_t unknown = bo_result(&results, result, 0, &got);
        cr_expect(got == row[i].result && unknown == (row[i].result == U ? why : 0), "row %zu: %lld (reason %u)", i,
                  (long long)got, unknown);
        bo_results_fini(&results);
        machine_close(&m);
    }
}

/* Dated values and tables, in a program. */
static inline void check_dated(evaluator *run)
{
    struct machine m;
    machine_open(&m);
    uint32_t missing = reason(&m, "missing"), none = reason(&m, "none"), gap = reason(&m, "gap");
    int64_t from[] = {100, 200}, until[] = {199, INT64_MAX};
    bo_wide value[] = {7, 9};
    struct bo_series series = {.n = 2, .from = from, .until = until, .value = value, .reason = none};
    BO_PUSH(&m.program->arena, &m.program->series, series);
    uint32_t columns[] = {20, 30};
    enum bo_match match[] = {BO_MATCH_CODE, BO_MATCH_FROM}; /* a code, and the day from which the row holds */
    bo_wide keys[] = {4, 100, 4, 200, 6, 100};
    int64_t rows_until[] = {199, INT64_MAX, 150};
    bo_wide cells[] = {3, 4, 1, 2, 5, 6};
    bool held[] = {true, true, true, false, true, true};
    struct bo_gap_days gaps[] = {{200, 300, gap}};
    struct bo_lookup_table table = {.n_levels = 2,
                                    .match = match,
                                    .n_columns = 2,
                                    .column_code = columns,
                                    .n_rows = 3,
                                    .key = keys,
                                    .until = rows_until,
                                    .value = cells,
                                    .held = held,
                                    .n_gaps = 1,
                                    .gaps = gaps,
                                    .reason = none};
    bo_lookup_index(&table, &m.program->arena);
    BO_PUSH(&m.program->arena, &m.program->tables, table);
    uint32_t day = input_node(&m, CASE, 0, 1000, missing), key = input_node(&m, CASE, 0, 100, missing);
    uint32_t column = input_node(&m, CASE, 0, 100, 0);
    struct bo_node look = plain_node(BO_OP_LOOKUP, CASE, day, BO_NONE, BO_NONE, 7, 9);
    look.may_fail = true;
    uint32_t looked = add_node(&m, look);
    struct bo_node step = plain_node(BO_OP_STEP, CASE, const_node(&m, CASE, 1), key, BO_NONE, 0, 3);
    step.may_fail = true;
    uint32_t found_rows = add_node(&m, step);
    step.arg[0] = found_rows;
    step.arg[1] = day;
    step.k = 1;
    found_rows = add_node(&m, step);
    struct bo_node read = plain_node(BO_OP_TABLE, CASE, found_rows, day, column, 1, 6);
    read.may_fail = true;
    uint32_t found = add_node(&m, read);
    static const struct {
        int64_t day, key, column;
        int64_t looked, found;
    } days[] = {{99, 4, 20, -2, -2}, {100, 4, 20, 7, 3},  {199, 4, 30, 7, 4},  {200, 4, 20, 9, 1},
                {200, 4, 30, 9, -3}, {301, 4, 30, 9, -2}, {120, 6, 30, 7, 6},  {151, 6, 30, 7, -2},
                {250, 6, 30, 9, -3}, {120, 5, 20, 7, -2}, {120, 6, 40, 7, -2}, {1000, 4, 20, 9, 1}};
    for (size_t i = 0; i <= sizeof days / sizeof *days; i++) {
        bool absent = i == sizeof days / sizeof *days;
        machine_people(&m, (const size_t[ENTITIES]){1, 0, 0, 0}, NULL);
        set_input(&m, day, 0, absent ? 0 : days[i].day, absent ? BO_ABSENT : BO_GIVEN);
        set_input(&m, key, 0, absent ? 4 : days[i].key, BO_GIVEN);
        set_input(&m, column, 0, absent ? 20 : days[i].column, BO_GIVEN);
        bo_population_link(&m.population);
        struct bo_results results;
        struct bo_diags diags;
        bo_diags_init(&diags, &m.program->arena);
        cr_assert_eq(run(&m.population, &results, &diags), BO_OK, "day %zu", i);
        for (int k = 0; k < 2; k++) {
            int64_t expected = absent ? -(int64_t)missing : k == 0 ? days[i].looked : days[i].found;
            bo_wide got = 0;
            uint32_t why = bo_result(&results, k == 0 ? looked : found, 0, &got);
            cr_expect(expected < 0 ? why == (uint32_t)-expected : why == 0 && got == expected,
                      "day %zu, %s: %lld (reason %u)", i, k == 0 ? "series" : "table", (long long)got, why);
        }
        bo_results_fini(&results);
        bo_population_fini(&m.population);
    }
    m.populated = false;
    machine_close(&m);
}

#endif
