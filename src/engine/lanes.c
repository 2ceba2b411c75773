#include "engine/population.h"

#include "num/date.h"

#include <assert.h>
#include <string.h>

/* Every value, also the placeholder of an unknown one, lies in its node's static range: so no operation on them can
 * overflow, and the loops need no tests. What comes from outside is tested where it enters. */
struct lanes {
    const struct bo_program *program;
    const struct bo_population *population;
    struct bo_column_values *node;
    bool outside; /* a value lay outside its range */
};

static bo_wide load(const struct bo_column_values *column, size_t i)
{
    return column->wide != NULL ? column->wide[i] : column->narrow[i];
}

static void store(struct bo_column_values *column, size_t i, bo_wide value)
{
    if (column->wide != NULL) {
        column->wide[i] = value;
    } else {
        column->narrow[i] = (int64_t)value;
    }
}

static uint32_t why(const struct bo_column_values *column, size_t i)
{
    return column->reason != NULL ? column->reason[i] : 0;
}

static const struct bo_column_values *operand(const struct lanes *l, const struct bo_node *node, int which)
{
    return node->arg[which] == BO_NONE ? NULL : &l->node[node->arg[which]];
}

/* What stands in for an unknown value: the number in the range that is nearest to nothing. */
static bo_wide placeholder(const struct bo_node *node)
{
    return node->lo > 0 ? node->lo : node->hi < 0 ? node->hi : 0;
}

static void set_unknown(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t i,
                        uint32_t reason)
{
    store(to, i, placeholder(node));
    if (to->reason == NULL || reason == 0) {
        l->outside = true; /* the program says that it cannot be unknown */
    } else {
        to->reason[i] = reason;
        to->unknown = 1;
    }
}

/* A value that no range proof covers. */
static void set_tested(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t i,
                       bo_wide value)
{
    bool inside = node->lo <= value && value <= node->hi;
    l->outside |= !inside;
    store(to, i, inside ? value : placeholder(node));
}

/* A date that was counted on or back: dates have one range, whatever is added to them. */
static void set_date(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t i, bo_wide value)
{
    if (node->reason != 0 && (value < node->lo || value > node->hi)) {
        set_unknown(l, node, to, i, node->reason);
    } else {
        set_tested(l, node, to, i, value);
    }
}

/* Reasons of the operands, the first unknown one's; afterwards placeholders where there is one. */

static void join_reasons(const struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    for (int k = 3; k >= 0 && to->reason != NULL; k--) {
        const struct bo_column_values *from = operand(l, node, k);
        if (from == NULL || !from->unknown) {
            continue;
        }
        to->unknown = 1;
        for (size_t i = 0; i < n; i++) {
            to->reason[i] = from->reason[i] != 0 ? from->reason[i] : to->reason[i];
        }
    }
}

static void hide_unknown(const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    bo_wide stand_in = placeholder(node);
    if (!to->unknown) {
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (to->reason[i] != 0) {
            store(to, i, stand_in);
        }
    }
}

/* Division to a whole number */

/* The quotient q and remainder r of C's division become the rounded quotient; sign is that of the exact quotient. No
 * sum here can leave the type: |r| < |b|. */
#define ROUNDED(type, name) \
    static type name(type a, type b, enum bo_rounding mode) \
    { \
        type q = a / b, r = a % b; \
        if (r == 0) { \
            return q; \
        } \
        bool negative = (r < 0) != (b < 0); \
        type away = negative ? -1 : 1, rest = r < 0 ? -r : r, size = b < 0 ? -b : b; \
        type other = size - rest; \
        bool up; \
        switch (mode) { \
        case BO_FLOOR: \
            up = negative; \
            break; \
        case BO_CEILING: \
            up = !negative; \
            break; \
        case BO_UP: \
            up = true; \
            break; \
        case BO_HALF_UP: \
            up = rest >= other; \
            break; \
        case BO_HALF_DOWN: \
            up = rest > other; \
            break; \
        case BO_HALF_EVEN: \
            up = rest > other || (rest == other && q % 2 != 0); \
            break; \
        default: \
            up = false; \
            break; \
        } \
        return up ? q + away : q; \
    }
ROUNDED(int64_t, divide_narrow)
ROUNDED(bo_wide, divide_wide)

/* Most numbers that might be wide are not. */
static bo_wide divide_any(bo_wide a, bo_wide b, enum bo_rounding mode)
{
    bool narrow = INT64_MIN < a && a <= INT64_MAX && INT64_MIN < b && b <= INT64_MAX;
    return narrow ? divide_narrow((int64_t)a, (int64_t)b, mode) : divide_wide(a, b, mode);
}

static int64_t modulo_narrow(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

static bo_wide modulo_wide(bo_wide a, bo_wide b)
{
    bo_wide r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

/* Operations instance by instance on values of the same entity */

/* One loop an operation: x and y are the operands' values. */
#define LOOP(type, expression) \
    for (size_t i = 0; i < n; i++) { \
        const type x = a[i], y = b[i]; \
        (void)y; \
        to[i] = (expression); \
    } \
    break

/* Operands and result of one width. b is a where there is no second operand; a zero divisor has a reason already. */
#define PLAIN(type, name, divide, modulo) \
    static void name(const struct bo_node *node, const type *restrict a, const type *restrict b, type *restrict to, \
                     size_t n) \
    { \
        const type k = (type)node->k; \
        const enum bo_rounding mode = (enum bo_rounding)node->aux; \
        switch (node->op) { \
        case BO_OP_ADD: \
            LOOP(type, x + y); \
        case BO_OP_SUB: \
            LOOP(type, x - y); \
        case BO_OP_MUL: \
            LOOP(type, (x) * (y)); \
        case BO_OP_MULK: \
            LOOP(type, (x) * (k)); \
        case BO_OP_NEG: \
            LOOP(type, -x); \
        case BO_OP_ABS: \
            LOOP(type, x < 0 ? -x : x); \
        case BO_OP_MIN: \
            LOOP(type, x < y ? x : y); \
        case BO_OP_MAX: \
            LOOP(type, x > y ? x : y); \
        case BO_OP_DIVK: \
            LOOP(type, divide(x, k, mode)); \
        case BO_OP_DIV: \
            LOOP(type, y == 0 ? 0 : divide(x, y, mode)); \
        case BO_OP_MOD: \
            LOOP(type, y == 0 ? 0 : modulo(x, y)); \
        case BO_OP_EQ: \
            LOOP(type, x == y); \
        case BO_OP_NE: \
            LOOP(type, x != y); \
        case BO_OP_LT: \
            LOOP(type, x < y); \
        case BO_OP_LE: \
            LOOP(type, x <= y); \
        case BO_OP_NOT: \
            LOOP(type, 1 - x); \
        default: \
            assert(false); \
        } \
    }
PLAIN(int64_t, run_narrow, divide_narrow, modulo_narrow)
PLAIN(bo_wide, run_wide, divide_any, modulo_wide)

static bo_wide plain_value(const struct bo_node *node, bo_wide x, bo_wide y)
{
    bo_wide value = 0;
    run_wide(node, &x, &y, &value, 1);
    return value;
}

enum { BLOCK = 64 };

/* Some of a column's values as wide ones. */
static const bo_wide *widened(const struct bo_column_values *column, size_t from, size_t n, bo_wide *block)
{
    if (column->wide != NULL) {
        return column->wide + from;
    }
    for (size_t i = 0; i < n; i++) {
        block[i] = column->narrow[from + i];
    }
    return block;
}

/* Operands and result of different widths. */
static void run_mixed(const struct bo_node *node, const struct bo_column_values *a, const struct bo_column_values *b,
                      struct bo_column_values *to, size_t n)
{
    bo_wide first[BLOCK], second[BLOCK], result[BLOCK];
    for (size_t from = 0; from < n; from += BLOCK) {
        size_t some = n - from < BLOCK ? n - from : BLOCK;
        run_wide(node, widened(a, from, some, first), widened(b, from, some, second),
                 to->wide != NULL ? to->wide + from : result, some);
        for (size_t i = 0; to->wide == NULL && i < some; i++) {
            to->narrow[from + i] = (int64_t)result[i];
        }
    }
}

static bool is_narrow(bo_wide k)
{
    return INT64_MIN < k && k <= INT64_MAX;
}

static void run_plain(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0), *b = operand(l, node, node->arg[1] != BO_NONE ? 1 : 0);
    join_reasons(l, node, to, n);
    if (node->op == BO_OP_DIV || node->op == BO_OP_MOD) {
        for (size_t i = 0; i < n; i++) {
            if (load(b, i) == 0 && why(to, i) == 0) {
                set_unknown(l, node, to, i, node->reason);
            }
        }
    }
    if (to->wide == NULL && a->wide == NULL && b->wide == NULL && is_narrow(node->k)) {
        run_narrow(node, a->narrow, b->narrow, to->narrow, n);
    } else {
        run_mixed(node, a, b, to, n);
    }
    hide_unknown(node, to, n);
}

/* A date and a number of days. */
static void run_day_counted(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0), *b = operand(l, node, 1);
    join_reasons(l, node, to, n);
    for (size_t i = 0; i < n; i++) {
        if (why(to, i) == 0) {
            set_date(l, node, to, i, plain_value(node, load(a, i), load(b, i)));
        }
    }
    hide_unknown(node, to, n);
}

/* Values from outside */

static void run_input(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const bo_wide *value = l->population->value[node->aux];
    const uint8_t *presence = l->population->presence[node->aux];
    for (size_t i = 0; i < n; i++) {
        if (presence[i] == BO_ABSENT) {
            set_unknown(l, node, to, i, node->reason);
        } else {
            set_tested(l, node, to, i, value[i]);
        }
    }
}

static void run_state(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_population *p = l->population;
    const bo_wide *state = p->state != NULL ? p->state[node->aux] : NULL;
    const uint32_t *reason = p->state_reason != NULL ? p->state_reason[node->aux] : NULL;
    for (size_t i = 0; i < n; i++) {
        if (state != NULL && reason != NULL && reason[i] != 0) {
            set_unknown(l, node, to, i, reason[i]);
        } else {
            set_tested(l, node, to, i, state != NULL ? state[i] : node->k);
        }
    }
}

static size_t first_given(const struct bo_population *population, uint32_t rule)
{
    size_t low = 0, high = population->given.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (population->given.at[middle].rule < rule) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void run_rule(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0);
    const struct bo_population *p = l->population;
    join_reasons(l, node, to, n);
    for (size_t i = 0; i < n; i++) {
        if (why(to, i) == 0) {
            set_tested(l, node, to, i, load(a, i));
        }
    }
    hide_unknown(node, to, n);
    for (size_t g = first_given(p, node->aux); g < p->given.n && p->given.at[g].rule == node->aux; g++) {
        size_t i = p->given.at[g].instance;
        if (to->reason != NULL) {
            to->reason[i] = 0;
        }
        set_tested(l, node, to, i, p->given.at[g].value);
    }
}

static void run_lookup(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *day = operand(l, node, 0);
    const struct bo_series *series = &l->program->series.at[node->aux];
    for (size_t i = 0; i < n; i++) {
        bo_wide value;
        uint32_t reason = why(day, i);
        if (reason == 0 && bo_series_on(series, (int64_t)load(day, i), &value, &reason, NULL)) {
            set_tested(l, node, to, i, value);
        } else {
            set_unknown(l, node, to, i, reason);
        }
    }
}

static void run_step(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_lookup_table *table = &l->program->tables.at[node->aux];
    const struct bo_column_values *rows = operand(l, node, 0), *key = operand(l, node, 1);
    join_reasons(l, node, to, n);
    for (size_t i = 0; i < n; i++) {
        if (why(to, i) == 0) {
            set_tested(l, node, to, i, bo_lookup_step(table, (unsigned)node->k, (uint32_t)load(rows, i), load(key, i)));
        }
    }
    hide_unknown(node, to, n);
}

static void run_table(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_lookup_table *table = &l->program->tables.at[node->aux];
    const struct bo_column_values *row = operand(l, node, 0), *day = operand(l, node, 1), *column = operand(l, node, 2);
    join_reasons(l, node, to, n);
    for (size_t i = 0; i < n; i++) {
        bo_wide value;
        uint32_t reason = why(to, i);
        if (reason == 0 && bo_lookup_value(table, (uint32_t)load(row, i), (int64_t)load(day, i),
                                           column != NULL ? (uint32_t)load(column, i) : BO_NONE, &value, &reason)) {
            set_tested(l, node, to, i, value);
        } else {
            set_unknown(l, node, to, i, reason);
        }
    }
}

/* Known although an operand is unknown, or the other way round */

/* and: deciding 0; or: deciding 1. */
static void run_and_or(const struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0), *b = operand(l, node, 1);
    const int64_t deciding = node->op == BO_OP_OR;
    if (to->reason == NULL || (!a->unknown && !b->unknown)) {
        for (size_t i = 0; i < n; i++) {
            to->narrow[i] = deciding ? a->narrow[i] | b->narrow[i] : a->narrow[i] & b->narrow[i];
        }
        return;
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t why_a = why(a, i), why_b = why(b, i);
        bool decided = (why_a == 0 && a->narrow[i] == deciding) || (why_b == 0 && b->narrow[i] == deciding);
        to->reason[i] = decided ? 0 : why_a != 0 ? why_a : why_b;
        to->unknown |= to->reason[i] != 0;
        to->narrow[i] = decided ? deciding : 1 - deciding;
    }
    hide_unknown(node, to, n);
}

static void run_select(const struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *test = operand(l, node, 0), *b = operand(l, node, 1), *c = operand(l, node, 2);
    if (to->wide == NULL && b->wide == NULL && c->wide == NULL) {
        for (size_t i = 0; i < n; i++) {
            to->narrow[i] = test->narrow[i] != 0 ? b->narrow[i] : c->narrow[i];
        }
    } else {
        for (size_t i = 0; i < n; i++) {
            store(to, i, test->narrow[i] != 0 ? load(b, i) : load(c, i));
        }
    }
    if (to->reason != NULL && (test->unknown || b->unknown || c->unknown)) {
        for (size_t i = 0; i < n; i++) {
            uint32_t why_test = why(test, i);
            to->reason[i] = why_test != 0 ? why_test : test->narrow[i] != 0 ? why(b, i) : why(c, i);
            to->unknown |= to->reason[i] != 0;
        }
        hide_unknown(node, to, n);
    }
}

static void run_check(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *test = operand(l, node, 0), *b = operand(l, node, 1);
    for (size_t i = 0; i < n; i++) {
        uint32_t reason = why(test, i) != 0 ? why(test, i) : test->narrow[i] == 0 ? node->reason : why(b, i);
        if (reason != 0) {
            set_unknown(l, node, to, i, reason);
        } else {
            store(to, i, load(b, i));
        }
    }
}

static void run_range(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0);
    for (size_t i = 0; i < n; i++) {
        bo_wide value = load(a, i);
        if (why(a, i) != 0) {
            set_unknown(l, node, to, i, why(a, i));
        } else if (value < node->lo || value > node->hi) {
            set_unknown(l, node, to, i, node->reason);
        } else {
            store(to, i, value);
        }
    }
}

/* Between entities */

static void run_lift(const struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0);
    const uint32_t *up = l->population->up[node->entity][l->program->nodes.at[node->arg[0]].entity];
    for (size_t i = 0; i < n; i++) {
        store(to, i, load(a, up[i]));
        if (to->reason != NULL && a->unknown) {
            to->reason[i] = why(a, up[i]);
            to->unknown |= to->reason[i] != 0;
        }
    }
}

/* One instance's items j = from … to - 1. The functions say whether the result is known: *result, or else *reason. */
struct items {
    const struct bo_column_values *value, *mask;
    size_t from, to;
};

static bool taken(const struct items *items, size_t j)
{
    return items->mask == NULL || load(items->mask, j) != 0;
}

/* Why the mask, or a taken item, is unknown. */
static uint32_t why_item(const struct items *items, size_t j)
{
    uint32_t reason = items->mask != NULL ? why(items->mask, j) : 0;
    return reason != 0 ? reason : taken(items, j) ? why(items->value, j) : 0;
}

static bool sum_items(const struct items *items, bo_wide *result, uint32_t *reason)
{
    for (size_t j = items->from; j < items->to; j++) {
        *reason = why_item(items, j);
        if (*reason != 0) {
            return false;
        }
        *result += taken(items, j) ? load(items->value, j) : 0;
    }
    return true;
}

static bool extreme_item(const struct items *items, bool greatest, bo_wide *result, uint32_t *reason)
{
    bool any = false;
    uint32_t none = *reason;
    for (size_t j = items->from; j < items->to; j++) {
        *reason = why_item(items, j);
        if (*reason != 0) {
            return false;
        }
        if (taken(items, j)) {
            bo_wide value = load(items->value, j);
            *result = !any || (greatest ? value > *result : value < *result) ? value : *result;
            any = true;
        }
    }
    *reason = none;
    return any;
}

/* deciding: the value of one item that settles the matter, 1 for some and 0 for every. An item that is known not to
 * settle it says nothing, whether it is taken or not. */
static bool decide_items(const struct items *items, bo_wide deciding, bo_wide *result, uint32_t *reason)
{
    *reason = 0;
    for (size_t j = items->from; j < items->to; j++) {
        uint32_t unknown = why_item(items, j);
        bool settles = load(items->value, j) == deciding;
        if (unknown == 0 && settles && taken(items, j)) {
            *result = deciding;
            return true;
        }
        if (*reason == 0 && (settles || why(items->value, j) != 0)) {
            *reason = unknown;
        }
    }
    *result = 1 - deciding;
    return *reason == 0;
}

static void run_items(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const uint32_t *first = l->population->first[node->entity][node->aux];
    struct items items = {.value = operand(l, node, 0), .mask = operand(l, node, 1)};
    for (size_t i = 0; i < n; i++) {
        bo_wide result = 0;
        uint32_t reason = node->reason;
        bool known;
        items.from = first[i];
        items.to = first[i + 1];
        if (node->op == BO_OP_SUM) {
            known = sum_items(&items, &result, &reason);
        } else if (node->op == BO_OP_ANY || node->op == BO_OP_EVERY) {
            known = decide_items(&items, node->op == BO_OP_ANY, &result, &reason);
        } else {
            known = extreme_item(&items, node->op == BO_OP_GREATEST, &result, &reason);
        }
        if (known) {
            set_tested(l, node, to, i, result); /* more items than the entity allows would leave the range */
        } else {
            set_unknown(l, node, to, i, reason);
        }
    }
}

/* Dates */

static bool date_value(const struct bo_node *node, int64_t x, int64_t y, int64_t z, int64_t *value)
{
    switch (node->op) {
    case BO_OP_ADD_MONTHS:
        *value = bo_date_add_months(x, y);
        return true;
    case BO_OP_MONTHS_BETWEEN:
        *value = bo_months_between(x, y);
        return true;
    case BO_OP_YEAR:
        *value = bo_civil_of(x).year;
        return true;
    case BO_OP_MONTH:
        *value = bo_civil_of(x).month;
        return true;
    case BO_OP_DAY:
        *value = bo_civil_of(x).day;
        return true;
    case BO_OP_WEEKDAY:
        *value = bo_weekday(x);
        return true;
    case BO_OP_YEARDAY:
        *value = bo_day_of_year(x);
        return true;
    case BO_OP_WEEK:
        *value = bo_week_of_year(x);
        return true;
    default: /* BO_OP_DATE_OF */
        if (!bo_civil_valid(x, y, z)) {
            return false;
        }
        *value = bo_date_of(x, (int)y, (int)z);
        return true;
    }
}

/* Months, and years, that no calendar reaches, are cut to fewer that it does not reach either. */
static int64_t calendar_operand(const struct bo_column_values *column, size_t i)
{
    const bo_wide most = (bo_wide)1 << 40;
    bo_wide value = column != NULL ? load(column, i) : 0;
    return (int64_t)(value > most ? most : value < -most ? -most : value);
}

static void run_date(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_column_values *a = operand(l, node, 0), *b = operand(l, node, 1), *c = operand(l, node, 2);
    join_reasons(l, node, to, n);
    for (size_t i = 0; i < n; i++) {
        int64_t value;
        uint32_t reason = why(to, i);
        if (reason == 0 &&
            date_value(node, calendar_operand(a, i), calendar_operand(b, i), calendar_operand(c, i), &value)) {
            set_date(l, node, to, i, value);
        } else {
            set_unknown(l, node, to, i, reason != 0 ? reason : node->reason);
        }
    }
}

/* All operations */

static void fill(struct bo_column_values *to, bo_wide value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        store(to, i, value);
    }
}

static void run_simple(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    const struct bo_population *p = l->population;
    switch (node->op) {
    case BO_OP_CONST:
        fill(to, node->k, n);
        break;
    case BO_OP_FAIL:
        for (size_t i = 0; i < n; i++) {
            set_unknown(l, node, to, i, node->aux);
        }
        break;
    case BO_OP_PROVIDED:
        for (size_t i = 0; i < n; i++) {
            to->narrow[i] = p->presence[node->aux][i] == BO_GIVEN;
        }
        break;
    case BO_OP_POSITION:
        for (size_t i = 0; i < n; i++) {
            set_tested(l, node, to, i, p->position[node->entity][i]);
        }
        break;
    case BO_OP_SUBJECT:
        for (size_t i = 0; i < n; i++) {
            to->narrow[i] = p->subject[node->entity][i] != 0;
        }
        break;
    default: /* BO_OP_KNOWN */
        for (size_t i = 0; i < n; i++) {
            to->narrow[i] = why(operand(l, node, 0), i) == 0;
        }
        break;
    }
}

static void run_node(struct lanes *l, const struct bo_node *node, struct bo_column_values *to, size_t n)
{
    switch (node->op) {
    case BO_OP_CONST:
    case BO_OP_FAIL:
    case BO_OP_PROVIDED:
    case BO_OP_POSITION:
    case BO_OP_SUBJECT:
    case BO_OP_KNOWN:
        run_simple(l, node, to, n);
        break;
    case BO_OP_INPUT:
        run_input(l, node, to, n);
        break;
    case BO_OP_STATE:
        run_state(l, node, to, n);
        break;
    case BO_OP_RULE:
        run_rule(l, node, to, n);
        break;
    case BO_OP_LOOKUP:
        run_lookup(l, node, to, n);
        break;
    case BO_OP_STEP:
        run_step(l, node, to, n);
        break;
    case BO_OP_TABLE:
        run_table(l, node, to, n);
        break;
    case BO_OP_LIFT:
        run_lift(l, node, to, n);
        break;
    case BO_OP_AND:
    case BO_OP_OR:
        run_and_or(l, node, to, n);
        break;
    case BO_OP_SELECT:
        run_select(l, node, to, n);
        break;
    case BO_OP_CHECK:
        run_check(l, node, to, n);
        break;
    case BO_OP_RANGE:
        run_range(l, node, to, n);
        break;
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        run_items(l, node, to, n);
        break;
    case BO_OP_ADD_MONTHS:
    case BO_OP_MONTHS_BETWEEN:
    case BO_OP_YEAR:
    case BO_OP_MONTH:
    case BO_OP_DAY:
    case BO_OP_WEEKDAY:
    case BO_OP_YEARDAY:
    case BO_OP_WEEK:
    case BO_OP_DATE_OF:
        run_date(l, node, to, n);
        break;
    case BO_OP_ADD:
    case BO_OP_SUB:
        (node->kind == BO_DATE ? run_day_counted : run_plain)(l, node, to, n);
        break;
    default:
        run_plain(l, node, to, n);
        break;
    }
}

#ifndef NDEBUG
static bool all_inside(const struct bo_node *node, const struct bo_column_values *column, size_t n)
{
    bool outside = false;
    if (column->wide != NULL) {
        for (size_t i = 0; i < n; i++) {
            outside |= (column->wide[i] < node->lo) | (column->wide[i] > node->hi);
        }
    } else { /* the range of a narrow one is narrow */
        const int64_t lo = (int64_t)node->lo, hi = (int64_t)node->hi;
        for (size_t i = 0; i < n; i++) {
            outside |= (column->narrow[i] < lo) | (column->narrow[i] > hi);
        }
    }
    return !outside;
}
#endif

static void run_one(struct lanes *l, uint32_t number)
{
    const struct bo_node *node = &l->program->nodes.at[number];
    size_t n = l->population->n[node->entity];
    run_node(l, node, &l->node[number], n);
    l->node[number].unknown = l->node[number].unknown > 0 ? n : 0;
#ifndef NDEBUG
    l->outside |= !all_inside(node, &l->node[number], n);
#endif
}

enum bo_status bo_lanes_run(const struct bo_population *population, struct bo_results *results)
{
    bo_results_init(results, population);
    struct lanes l = {.program = population->program, .population = population, .node = results->node};
    for (uint32_t i = 0; i < l.program->nodes.n && !l.outside; i++) {
        if (population->wanted == NULL || population->wanted[i]) {
            run_one(&l, i);
        }
    }
    return l.outside ? BO_INTERNAL : BO_OK;
}

enum bo_status bo_lanes_run_again(struct bo_results *results, const uint32_t *nodes, size_t n)
{
    const struct bo_population *population = results->population;
    struct lanes l = {.program = population->program, .population = population, .node = results->node};
    for (size_t i = 0; i < n && !l.outside; i++) {
        struct bo_column_values *to = &l.node[nodes[i]];
        if (to->unknown > 0) { /* it may be known now */
            memset(to->reason, 0, to->unknown * sizeof *to->reason);
            to->unknown = 0;
        }
        run_one(&l, nodes[i]);
    }
    return l.outside ? BO_INTERNAL : BO_OK;
}

/* A column as it was before a step. */
struct column_before {
    struct bo_arena arena;
    size_t n; /* room */
    bo_wide *value;
    uint32_t *reason;
};

static void keep_column(struct column_before *before, const struct bo_column_values *column, size_t n)
{
    if (n > before->n) {
        before->n = 2 * n;
        before->value = bo_alloc_array(&before->arena, before->n, sizeof *before->value);
        before->reason = bo_alloc_array(&before->arena, before->n, sizeof *before->reason);
    }
    for (size_t i = 0; i < n; i++) {
        before->value[i] = load(column, i);
        before->reason[i] = why(column, i);
    }
}

static bool is_other(const struct column_before *before, const struct bo_column_values *column, size_t n)
{
    bool other = false;
    for (size_t i = 0; i < n; i++) {
        other |= before->value[i] != load(column, i) || before->reason[i] != why(column, i);
    }
    return other;
}

enum bo_status bo_lanes_step(struct bo_results *results, uint8_t *changed)
{
    const struct bo_population *population = results->population;
    struct lanes l = {.program = population->program, .population = population, .node = results->node};
    struct column_before before = {0};
    bo_arena_init(&before.arena);
    for (uint32_t i = 0; i < l.program->nodes.n && !l.outside; i++) {
        changed[i] = 0;
        if (!bo_step_needs(population, i, changed)) {
            continue;
        }
        struct bo_column_values *column = &l.node[i];
        size_t n = population->n[l.program->nodes.at[i].entity];
        keep_column(&before, column, n);
        if (column->unknown > 0) {
            memset(column->reason, 0, column->unknown * sizeof *column->reason);
            column->unknown = 0;
        }
        run_one(&l, i);
        changed[i] = is_other(&before, column, n);
    }
    bo_arena_fini(&before.arena);
    return l.outside ? BO_INTERNAL : BO_OK;
}
