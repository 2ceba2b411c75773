#include "engine/population.h"

#include "num/date.h"

#include <stdlib.h>

#define MPFR_USE_INTMAX_T
#include <mpfr.h>

/* Working numbers hold twice a numerator (127 bits) plus a divisor, and a quotient times a divisor, exactly. */
enum { WORKING_BITS = 384 };

struct reference {
    const struct bo_program *program;
    const struct bo_population *population;
    struct bo_column_values *out; /* the results: reasons are kept there alone */
    __mpfr_struct **value;        /* [node][instance] */
    void *values, *significands;  /* all of them */
    int ternary;                  /* of all roundings of one value: anything but 0 is a fault */
    const char *fault;
    mpfr_t numerator, divisor, quotient, rest, number;
    mpz_t whole;
};

static void set_wide(struct reference *r, mpfr_ptr to, bo_wide value)
{
    if (INT64_MIN < value && value <= INT64_MAX) {
        r->ternary |= mpfr_set_sj(to, (int64_t)value, MPFR_RNDN);
    } else {
        bo_wide_to_mpz(r->whole, value);
        r->ternary |= mpfr_set_z(to, r->whole, MPFR_RNDN);
    }
}

static bool get_wide(struct reference *r, mpfr_srcptr from, bo_wide *value)
{
    if (!mpfr_integer_p(from)) {
        return false;
    }
    if (mpfr_fits_intmax_p(from, MPFR_RNDN)) {
        *value = mpfr_get_sj(from, MPFR_RNDN);
        return true;
    }
    r->ternary |= mpfr_get_z(r->whole, from, MPFR_RNDN);
    return bo_wide_from_mpz(value, r->whole);
}

/* Operands */

static mpfr_srcptr at(const struct reference *r, uint32_t node, size_t i)
{
    return &r->value[node][i];
}

static uint32_t why(const struct reference *r, uint32_t node, size_t i)
{
    return r->out[node].reason != NULL ? r->out[node].reason[i] : 0;
}

static bool is_true(const struct reference *r, uint32_t node, size_t i)
{
    return mpfr_sgn(at(r, node, i)) != 0;
}

static uint32_t why_operands(const struct reference *r, const struct bo_node *node, size_t i)
{
    uint32_t reason = 0;
    for (int k = 0; k < 4 && reason == 0; k++) {
        reason = node->arg[k] != BO_NONE ? why(r, node->arg[k], i) : 0;
    }
    return reason;
}

static int64_t as_int(struct reference *r, uint32_t node, size_t i)
{
    bo_wide value = 0;
    if (node != BO_NONE && !get_wide(r, at(r, node, i), &value)) {
        r->fault = "an operand is no whole number";
    }
    return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

/* Why the node itself makes a value unknown. */
static uint32_t own_reason(struct reference *r, const struct bo_node *node)
{
    if (node->reason == 0) {
        r->fault = "the value is unknown without a reason";
    }
    return node->reason;
}

/* Division to a whole number */

/* floor(numerator / divisor), both positive, to r->quotient. The quotient is rounded down, and cannot so fall below the
 * whole number that we look for, which has fewer bits; that it is right is verified by its remainder, in r->rest. */
static void floor_of_quotient(struct reference *r)
{
    mpfr_div(r->quotient, r->numerator, r->divisor, MPFR_RNDD);
    mpfr_rint_floor(r->quotient, r->quotient, MPFR_RNDD);
    mpfr_clear_inexflag();
    r->ternary |= mpfr_mul(r->rest, r->quotient, r->divisor, MPFR_RNDN);
    r->ternary |= mpfr_sub(r->rest, r->numerator, r->rest, MPFR_RNDN);
    if (mpfr_sgn(r->rest) < 0 || mpfr_cmp(r->rest, r->divisor) >= 0) {
        r->fault = "a quotient is wrong";
    }
}

static enum bo_rounding mode_of_size(enum bo_rounding mode, bool negative)
{
    switch (mode) {
    case BO_FLOOR:
        return negative ? BO_UP : BO_DOWN;
    case BO_CEILING:
        return negative ? BO_DOWN : BO_UP;
    default:
        return mode;
    }
}

/* a / b to a whole number, to r->quotient; the sizes are divided, the sign comes back at the end. b is not 0. */
static void rounded_quotient(struct reference *r, mpfr_srcptr a, mpfr_srcptr b, enum bo_rounding mode)
{
    bool negative = mpfr_sgn(a) * mpfr_sgn(b) < 0;
    r->ternary |= mpfr_abs(r->numerator, a, MPFR_RNDN);
    r->ternary |= mpfr_abs(r->divisor, b, MPFR_RNDN);
    mode = mode_of_size(mode, negative);
    if (mode == BO_HALF_UP || mode == BO_HALF_DOWN || mode == BO_HALF_EVEN) { /* floor((2a + b) / 2b) */
        r->ternary |= mpfr_mul_2ui(r->numerator, r->numerator, 1, MPFR_RNDN);
        r->ternary |= mpfr_add(r->numerator, r->numerator, r->divisor, MPFR_RNDN);
        r->ternary |= mpfr_mul_2ui(r->divisor, r->divisor, 1, MPFR_RNDN);
    } else if (mode == BO_UP) {
        r->ternary |= mpfr_add(r->numerator, r->numerator, r->divisor, MPFR_RNDN);
    }
    if (mode == BO_UP || mode == BO_HALF_DOWN) { /* so that what divides evenly stays below the next */
        r->ternary |= mpfr_sub_ui(r->numerator, r->numerator, 1, MPFR_RNDN);
    }
    floor_of_quotient(r);
    if (mode == BO_HALF_EVEN && mpfr_zero_p(r->rest)) { /* a tie, taken upwards so far */
        r->ternary |= mpfr_div_2ui(r->rest, r->quotient, 1, MPFR_RNDN);
        if (!mpfr_integer_p(r->rest)) {
            r->ternary |= mpfr_sub_ui(r->quotient, r->quotient, 1, MPFR_RNDN);
        }
    }
    if (negative) {
        r->ternary |= mpfr_neg(r->quotient, r->quotient, MPFR_RNDN);
    }
}

static uint32_t divide(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    mpfr_srcptr a = at(r, node->arg[0], i), b = r->number;
    if (node->op == BO_OP_DIVK) {
        set_wide(r, r->number, node->k);
    } else {
        b = at(r, node->arg[1], i);
    }
    if (mpfr_zero_p(b)) {
        return own_reason(r, node);
    }
    if (node->op == BO_OP_MOD) {
        rounded_quotient(r, a, b, BO_FLOOR);
        r->ternary |= mpfr_mul(r->rest, r->quotient, b, MPFR_RNDN);
        r->ternary |= mpfr_sub(to, a, r->rest, MPFR_RNDN);
    } else {
        rounded_quotient(r, a, b, (enum bo_rounding)node->aux);
        r->ternary |= mpfr_set(to, r->quotient, MPFR_RNDN);
    }
    return 0;
}

/* Operations whose operands are all known */

static void plain(struct reference *r, const struct bo_node *node, mpfr_srcptr a, mpfr_srcptr b, mpfr_ptr to)
{
    switch (node->op) {
    case BO_OP_ADD:
        r->ternary |= mpfr_add(to, a, b, MPFR_RNDN);
        break;
    case BO_OP_SUB:
        r->ternary |= mpfr_sub(to, a, b, MPFR_RNDN);
        break;
    case BO_OP_MUL:
        r->ternary |= mpfr_mul(to, a, b, MPFR_RNDN);
        break;
    case BO_OP_MULK:
        set_wide(r, r->number, node->k);
        r->ternary |= mpfr_mul(to, a, r->number, MPFR_RNDN);
        break;
    case BO_OP_NEG:
        r->ternary |= mpfr_neg(to, a, MPFR_RNDN);
        break;
    case BO_OP_ABS:
        r->ternary |= mpfr_abs(to, a, MPFR_RNDN);
        break;
    case BO_OP_MIN:
        r->ternary |= mpfr_min(to, a, b, MPFR_RNDN);
        break;
    case BO_OP_MAX:
        r->ternary |= mpfr_max(to, a, b, MPFR_RNDN);
        break;
    case BO_OP_EQ:
        r->ternary |= mpfr_set_si(to, mpfr_equal_p(a, b) != 0, MPFR_RNDN);
        break;
    case BO_OP_NE:
        r->ternary |= mpfr_set_si(to, mpfr_equal_p(a, b) == 0, MPFR_RNDN);
        break;
    case BO_OP_LT:
        r->ternary |= mpfr_set_si(to, mpfr_less_p(a, b) != 0, MPFR_RNDN);
        break;
    case BO_OP_LE:
        r->ternary |= mpfr_set_si(to, mpfr_lessequal_p(a, b) != 0, MPFR_RNDN);
        break;
    case BO_OP_NOT:
        r->ternary |= mpfr_ui_sub(to, 1, a, MPFR_RNDN);
        break;
    default:
        r->fault = "the operation is not known";
        break;
    }
}

/* A number of months, or a year, that no calendar reaches, cut to a smaller one that it does not reach either. */
static int64_t in_calendar(int64_t n)
{
    const int64_t most = (int64_t)1 << 40;
    return n > most ? most : n < -most ? -most : n;
}

static uint32_t calendar(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    int64_t x = in_calendar(as_int(r, node->arg[0], i)), y = in_calendar(as_int(r, node->arg[1], i));
    int64_t z = in_calendar(as_int(r, node->arg[2], i)), value;
    switch (node->op) {
    case BO_OP_ADD_MONTHS:
        value = bo_date_add_months(x, y);
        break;
    case BO_OP_MONTHS_BETWEEN:
        value = bo_months_between(x, y);
        break;
    case BO_OP_YEAR:
        value = bo_civil_of(x).year;
        break;
    case BO_OP_MONTH:
        value = bo_civil_of(x).month;
        break;
    case BO_OP_DAY:
        value = bo_civil_of(x).day;
        break;
    case BO_OP_WEEKDAY:
        value = bo_weekday(x);
        break;
    case BO_OP_YEARDAY:
        value = bo_day_of_year(x);
        break;
    case BO_OP_WEEK:
        value = bo_week_of_year(x);
        break;
    default: /* BO_OP_DATE_OF */
        if (!bo_civil_valid(x, y, z)) {
            return own_reason(r, node);
        }
        value = bo_date_of(x, (int)y, (int)z);
        break;
    }
    if (node->reason != 0 && (value < node->lo || value > node->hi)) {
        return node->reason;
    }
    set_wide(r, to, value);
    return 0;
}

/* A date and a number of days: worked out with room to spare, since only the result must lie in the range. */
static uint32_t day_counted(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    bo_wide value = 0;
    plain(r, node, at(r, node->arg[0], i), at(r, node->arg[1], i), r->number);
    if (!get_wide(r, r->number, &value)) {
        r->fault = "a day is no whole number";
    } else if (value < node->lo || value > node->hi) {
        return own_reason(r, node);
    }
    r->ternary |= mpfr_set(to, r->number, MPFR_RNDN);
    return 0;
}

static uint32_t dated(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    uint32_t reason = 0;
    bo_wide value = 0;
    bool held;
    if (node->op == BO_OP_LOOKUP) {
        const struct bo_series *series = &r->program->series.at[node->aux];
        held = bo_series_on(series, as_int(r, node->arg[0], i), &value, &reason, NULL);
    } else {
        uint32_t column = node->arg[2] != BO_NONE ? (uint32_t)as_int(r, node->arg[2], i) : BO_NONE;
        held = bo_lookup_value(&r->program->tables.at[node->aux], (uint32_t)as_int(r, node->arg[0], i),
                               as_int(r, node->arg[1], i), column, &value, &reason);
    }
    if (held) {
        set_wide(r, to, value);
    } else if (reason == 0) {
        r->fault = "a missing dated value has no reason";
    }
    return reason;
}

static uint32_t step(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    bo_wide wanted = 0;
    if (!get_wide(r, at(r, node->arg[1], i), &wanted)) {
        r->fault = "a key is no whole number";
    }
    set_wide(r, to, bo_lookup_step(&r->program->tables.at[node->aux], (unsigned)node->k,
                                   (uint32_t)as_int(r, node->arg[0], i), wanted));
    return 0;
}

static uint32_t strict(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    uint32_t reason = why_operands(r, node, i);
    if (reason != 0) {
        return reason;
    }
    switch (node->op) {
    case BO_OP_DIVK:
    case BO_OP_DIV:
    case BO_OP_MOD:
        return divide(r, node, i, to);
    case BO_OP_LOOKUP:
    case BO_OP_TABLE:
        return dated(r, node, i, to);
    case BO_OP_STEP:
        return step(r, node, i, to);
    case BO_OP_ADD_MONTHS:
    case BO_OP_MONTHS_BETWEEN:
    case BO_OP_YEAR:
    case BO_OP_MONTH:
    case BO_OP_DAY:
    case BO_OP_WEEKDAY:
    case BO_OP_YEARDAY:
    case BO_OP_WEEK:
    case BO_OP_DATE_OF:
        return calendar(r, node, i, to);
    case BO_OP_ADD:
    case BO_OP_SUB:
        if (node->kind == BO_DATE && node->reason != 0) {
            return day_counted(r, node, i, to);
        }
        __attribute__((fallthrough));
    default: {
        uint32_t b = node->arg[1] != BO_NONE ? node->arg[1] : node->arg[0];
        plain(r, node, at(r, node->arg[0], i), at(r, b, i), to);
        return 0;
    }
    }
}

/* Operations that may be known although an operand is not */

/* As Kleene has it: one operand that decides is enough. */
static uint32_t and_or(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    const bool deciding = node->op == BO_OP_OR;
    uint32_t unknown = 0;
    for (int k = 0; k < 2; k++) {
        uint32_t reason = why(r, node->arg[k], i);
        if (reason == 0 && is_true(r, node->arg[k], i) == deciding) {
            set_wide(r, to, deciding);
            return 0;
        }
        unknown = unknown != 0 ? unknown : reason;
    }
    set_wide(r, to, !deciding);
    return unknown;
}

static uint32_t copy(struct reference *r, uint32_t from, size_t i, mpfr_ptr to)
{
    uint32_t reason = why(r, from, i);
    if (reason == 0) {
        r->ternary |= mpfr_set(to, at(r, from, i), MPFR_RNDN);
    }
    return reason;
}

static uint32_t select_or_check(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    uint32_t reason = why(r, node->arg[0], i);
    if (reason != 0) {
        return reason;
    }
    bool test = is_true(r, node->arg[0], i);
    if (node->op == BO_OP_SELECT) {
        return copy(r, node->arg[test ? 1 : 2], i, to);
    }
    return test ? copy(r, node->arg[1], i, to) : own_reason(r, node);
}

static uint32_t within_range(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    uint32_t reason = why(r, node->arg[0], i);
    bo_wide value = 0;
    if (reason != 0) {
        return reason;
    }
    if (!get_wide(r, at(r, node->arg[0], i), &value)) {
        r->fault = "an operand is no whole number";
    }
    return value < node->lo || value > node->hi ? own_reason(r, node) : copy(r, node->arg[0], i, to);
}

/* Items: those of instance i of the node's entity that the mask takes, in order. */

struct item {
    size_t at, end;
    uint32_t unknown; /* why the mask or the value is unknown */
};

static struct item items_of(const struct reference *r, const struct bo_node *node, size_t i)
{
    const uint32_t *first = r->population->first[node->entity][node->aux];
    return (struct item){.at = first[i], .end = first[i + 1]};
}

/* Moves item->at to the next one that is taken, or for which that is unknown; false when there is none. */
static bool next_item(const struct reference *r, const struct bo_node *node, struct item *item)
{
    uint32_t mask = node->arg[1];
    for (; item->at < item->end; item->at++) {
        item->unknown = mask != BO_NONE ? why(r, mask, item->at) : 0;
        if (item->unknown != 0) {
            return true;
        }
        if (mask == BO_NONE || is_true(r, mask, item->at)) {
            item->unknown = why(r, node->arg[0], item->at);
            return true;
        }
    }
    return false;
}

static uint32_t sum(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    mpfr_set_zero(to, 1);
    for (struct item item = items_of(r, node, i); next_item(r, node, &item); item.at++) {
        if (item.unknown != 0) {
            return item.unknown;
        }
        r->ternary |= mpfr_add(to, to, at(r, node->arg[0], item.at), MPFR_RNDN);
    }
    return 0;
}

static uint32_t extreme(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    mpfr_srcptr best = NULL;
    for (struct item item = items_of(r, node, i); next_item(r, node, &item); item.at++) {
        if (item.unknown != 0) {
            return item.unknown;
        }
        mpfr_srcptr value = at(r, node->arg[0], item.at);
        int order = best != NULL ? mpfr_cmp(value, best) : 0;
        if (best == NULL || (node->op == BO_OP_LEAST ? order < 0 : order > 0)) {
            best = value;
        }
    }
    if (best == NULL) {
        return own_reason(r, node);
    }
    r->ternary |= mpfr_set(to, best, MPFR_RNDN);
    return 0;
}

/* some: a 1 decides, every: a 0. An item known to be the other is of no weight, also under an unknown mask. */
static uint32_t some_or_every(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    const bool deciding = node->op == BO_OP_ANY;
    uint32_t unknown = 0;
    for (struct item item = items_of(r, node, i); next_item(r, node, &item); item.at++) {
        bool known = why(r, node->arg[0], item.at) == 0;
        if (known && is_true(r, node->arg[0], item.at) != deciding) {
            continue;
        }
        if (item.unknown == 0) {
            set_wide(r, to, deciding);
            return 0;
        }
        unknown = unknown != 0 ? unknown : item.unknown;
    }
    set_wide(r, to, !deciding);
    return unknown;
}

/* What comes from the population */

static uint32_t from_input(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    if (r->population->presence[node->aux][i] == BO_ABSENT) {
        return own_reason(r, node);
    }
    set_wide(r, to, r->population->value[node->aux][i]);
    return 0;
}

static uint32_t from_state(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    const struct bo_population *p = r->population;
    if (p->state == NULL || p->state[node->aux] == NULL) {
        set_wide(r, to, node->k);
        return 0;
    }
    if (p->state_reason != NULL && p->state_reason[node->aux] != NULL && p->state_reason[node->aux][i] != 0) {
        return p->state_reason[node->aux][i];
    }
    set_wide(r, to, p->state[node->aux][i]);
    return 0;
}

static uint32_t from_rule(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    for (size_t g = 0; g < r->population->given.n; g++) {
        const struct bo_given *given = &r->population->given.at[g];
        if (given->rule == node->aux && given->instance == i) {
            set_wide(r, to, given->value);
            return 0;
        }
    }
    return copy(r, node->arg[0], i, to);
}

static uint32_t evaluate(struct reference *r, const struct bo_node *node, size_t i, mpfr_ptr to)
{
    const struct bo_population *p = r->population;
    switch (node->op) {
    case BO_OP_CONST:
        set_wide(r, to, node->k);
        return 0;
    case BO_OP_FAIL:
        return node->aux;
    case BO_OP_INPUT:
        return from_input(r, node, i, to);
    case BO_OP_PROVIDED:
        set_wide(r, to, p->presence[node->aux][i] == BO_GIVEN);
        return 0;
    case BO_OP_POSITION:
        set_wide(r, to, p->position[node->entity][i]);
        return 0;
    case BO_OP_SUBJECT:
        set_wide(r, to, p->subject[node->entity][i] != 0);
        return 0;
    case BO_OP_STATE:
        return from_state(r, node, i, to);
    case BO_OP_RULE:
        return from_rule(r, node, i, to);
    case BO_OP_LIFT:
        return copy(r, node->arg[0], p->up[node->entity][r->program->nodes.at[node->arg[0]].entity][i], to);
    case BO_OP_AND:
    case BO_OP_OR:
        return and_or(r, node, i, to);
    case BO_OP_SELECT:
    case BO_OP_CHECK:
        return select_or_check(r, node, i, to);
    case BO_OP_KNOWN:
        set_wide(r, to, why(r, node->arg[0], i) == 0);
        return 0;
    case BO_OP_RANGE:
        return within_range(r, node, i, to);
    case BO_OP_SUM:
        return sum(r, node, i, to);
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
        return extreme(r, node, i, to);
    case BO_OP_ANY:
    case BO_OP_EVERY:
        return some_or_every(r, node, i, to);
    default:
        return strict(r, node, i, to);
    }
}

/* A known value to the results, when nothing speaks against it. */
static void keep(struct reference *r, const struct bo_node *node, size_t i, mpfr_srcptr value,
                 struct bo_column_values *to)
{
    bo_wide n = 0;
    if (!get_wide(r, value, &n) || n < node->lo || n > node->hi) {
        r->fault = "the value lies outside its static range";
    } else if (to->wide != NULL) {
        to->wide[i] = n;
    } else {
        to->narrow[i] = (int64_t)n;
    }
}

static void run_instance(struct reference *r, uint32_t number, size_t i)
{
    const struct bo_node *node = &r->program->nodes.at[number];
    struct bo_column_values *to = &r->out[number];
    r->ternary = 0;
    r->fault = NULL;
    uint32_t reason = evaluate(r, node, i, &r->value[number][i]);
    if (reason != 0 && to->reason == NULL) {
        r->fault = "the value is unknown, which the program excludes";
    } else if (reason != 0) {
        to->reason[i] = reason;
    } else {
        keep(r, node, i, &r->value[number][i], to);
    }
    /* A value outside its range is also inexact when it has too many bits: the range is what is told. */
    if (r->fault == NULL && (r->ternary != 0 || mpfr_flags_test(MPFR_FLAGS_ALL) != 0)) {
        r->fault = "the value is not exact";
    }
}

/* Memory */

/* Bits of any value of a node: enough for either end of its range. */
static mpfr_prec_t bits_of(const struct bo_node *node)
{
    bo_wide low = node->lo < 0 ? -node->lo : node->lo, high = node->hi < 0 ? -node->hi : node->hi;
    mpfr_prec_t bits = 1;
    for (bo_wide most = low > high ? low : high; most > 1; most /= 2) {
        bits++;
    }
    return bits < MPFR_PREC_MIN ? MPFR_PREC_MIN : bits;
}

static void init(struct reference *r, struct bo_arena *arena)
{
    size_t n_values = 0, n_bytes = 0;
    for (size_t k = 0; k < r->program->nodes.n; k++) {
        const struct bo_node *node = &r->program->nodes.at[k];
        n_values += r->population->n[node->entity];
        n_bytes += r->population->n[node->entity] * mpfr_custom_get_size(bits_of(node));
    }
    __mpfr_struct *value = bo_alloc_array(arena, n_values, sizeof *value);
    char *significand = bo_alloc_array(arena, n_bytes, 1);
    r->value = bo_alloc_array(arena, r->program->nodes.n, sizeof(__mpfr_struct *));
    for (size_t k = 0; k < r->program->nodes.n; k++) {
        const struct bo_node *node = &r->program->nodes.at[k];
        mpfr_prec_t bits = bits_of(node);
        size_t size = mpfr_custom_get_size(bits);
        r->value[k] = value;
        for (size_t i = 0; i < r->population->n[node->entity]; i++, value++, significand += size) {
            mpfr_custom_init(significand, bits);
            mpfr_custom_init_set(value, MPFR_ZERO_KIND, 0, bits, significand);
        }
    }
    mpfr_inits2(WORKING_BITS, r->numerator, r->divisor, r->quotient, r->rest, r->number, (mpfr_ptr)NULL);
    mpz_init2(r->whole, 128);
}

static void fini(struct reference *r)
{
    mpfr_clears(r->numerator, r->divisor, r->quotient, r->rest, r->number, (mpfr_ptr)NULL);
    mpz_clear(r->whole);
}

static void tell(const struct reference *r, uint32_t number, size_t i, struct bo_diags *diags)
{
    struct bo_buf line;
    bo_buf_init(&line);
    bo_node_print(r->program, number, &line);
    bo_diag(diags, BO_ERROR, (struct bo_place){0}, "internal", "%s, at instance %zu of node %s", r->fault, i, line.at);
    bo_buf_fini(&line);
}

struct bo_reference {
    struct bo_arena arena;
    struct reference r;
    bool begun;
};

struct bo_reference *bo_reference_open(const struct bo_population *population, struct bo_results *results)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_reference *reference = bo_alloc(&arena, sizeof *reference);
    reference->arena = arena;
    bo_results_init(results, population);
    reference->r = (struct reference){.program = population->program, .population = population, .out = results->node};
    init(&reference->r, &reference->arena);
    return reference;
}

void bo_reference_close(struct bo_reference *reference)
{
    if (reference != NULL) {
        struct bo_arena arena = reference->arena;
        fini(&reference->r);
        bo_arena_fini(&arena);
    }
}

static bo_wide value_in(const struct bo_column_values *column, size_t i)
{
    return column->wide != NULL ? column->wide[i] : column->narrow[i];
}

/* As if it had never been worked out; true when it comes out otherwise. */
static bool run_afresh(struct reference *r, uint32_t number, size_t i)
{
    struct bo_column_values *column = &r->out[number];
    bo_wide value = value_in(column, i);
    uint32_t reason = column->reason != NULL ? column->reason[i] : 0;
    if (reason != 0) {
        column->reason[i] = 0;
    }
    mpfr_set_zero(&r->value[number][i], 0);
    run_instance(r, number, i);
    uint32_t now = column->reason != NULL ? column->reason[i] : 0;
    return now != reason || (now == 0 && value_in(column, i) != value);
}

enum bo_status bo_reference_step(struct bo_reference *reference, uint8_t *changed, struct bo_diags *diags)
{
    struct reference *r = &reference->r;
    const struct bo_population *population = r->population;
    mpfr_clear_flags();
    for (uint32_t k = 0; k < r->program->nodes.n && r->fault == NULL; k++) {
        bool wanted = population->wanted == NULL || population->wanted[k];
        bool run = reference->begun ? bo_step_needs(population, k, changed) : wanted;
        size_t n = run ? population->n[r->program->nodes.at[k].entity] : 0;
        changed[k] = run && !reference->begun;
        for (size_t i = 0; i < n && r->fault == NULL; i++) {
            changed[k] |= run_afresh(r, k, i);
            if (r->fault != NULL) {
                tell(r, k, i, diags);
            }
        }
    }
    reference->begun = true;
    return r->fault != NULL ? BO_INTERNAL : BO_OK;
}

enum bo_status bo_reference_run(const struct bo_population *population, struct bo_results *results,
                                struct bo_diags *diags)
{
    struct bo_reference *reference = bo_reference_open(population, results);
    uint8_t *changed = bo_alloc(&reference->arena, population->program->nodes.n);
    enum bo_status status = bo_reference_step(reference, changed, diags);
    bo_reference_close(reference);
    return status;
}
