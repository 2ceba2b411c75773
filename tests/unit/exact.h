/* Purpose  arithmetic for the tests' own oracle: GMP fractions and a calendar that counts days one year after the
 * other, so that nothing is shared with what is tested. Not for the library. */
#ifndef BO_TEST_EXACT_H
#define BO_TEST_EXACT_H

#include "engine/program.h"

#include <stdlib.h>

static inline void exact_set(mpz_t to, bo_wide n)
{
    mpz_set_si(to, (long)(n >> 64));
    mpz_mul_2exp(to, to, 64);
    mpz_add_ui(to, to, (unsigned long)n);
}

/* The whole number that the fraction a / b becomes; b is not 0. */
static inline void exact_round(mpz_t to, mpz_srcptr a, mpz_srcptr b, enum bo_rounding mode)
{
    mpq_t x, part, half;
    mpq_inits(x, part, half, NULL);
    mpz_set(mpq_numref(x), a);
    mpz_set(mpq_denref(x), b);
    mpq_canonicalize(x);
    bool negative = mpq_sgn(x) < 0;
    mpq_abs(x, x);
    mpz_fdiv_q(to, mpq_numref(x), mpq_denref(x)); /* of the size; what it lacks is `part` */
    mpq_set_z(part, to);
    mpq_sub(part, x, part);
    mpq_set_ui(half, 1, 2);
    int rest = mpq_sgn(part), tie = mpq_cmp(part, half);
    bool more = mode == BO_FLOOR       ? negative && rest > 0
                : mode == BO_CEILING   ? !negative && rest > 0
                : mode == BO_UP        ? rest > 0
                : mode == BO_HALF_UP   ? tie >= 0
                : mode == BO_HALF_DOWN ? tie > 0
                : mode == BO_HALF_EVEN ? tie > 0 || (tie == 0 && mpz_odd_p(to))
                                       : false;
    mpz_add_ui(to, to, more);
    if (negative) {
        mpz_neg(to, to);
    }
    mpq_clears(x, part, half, NULL);
}

/* An operation on two known values; false: division by zero. */
static inline bool exact_op(mpz_t to, const struct bo_node *node, mpz_srcptr x, mpz_srcptr y)
{
    mpz_t k;
    mpz_init(k);
    exact_set(k, node->k);
    bool known = true;
    switch (node->op) {
    case BO_OP_ADD:
        mpz_add(to, x, y);
        break;
    case BO_OP_SUB:
        mpz_sub(to, x, y);
        break;
    case BO_OP_MUL:
        mpz_mul(to, x, y);
        break;
    case BO_OP_MULK:
        mpz_mul(to, x, k);
        break;
    case BO_OP_NEG:
        mpz_neg(to, x);
        break;
    case BO_OP_ABS:
        mpz_abs(to, x);
        break;
    case BO_OP_MIN:
        mpz_set(to, mpz_cmp(x, y) < 0 ? x : y);
        break;
    case BO_OP_MAX:
        mpz_set(to, mpz_cmp(x, y) > 0 ? x : y);
        break;
    case BO_OP_DIVK:
        exact_round(to, x, k, (enum bo_rounding)node->aux);
        break;
    case BO_OP_DIV:
    case BO_OP_MOD:
        known = mpz_sgn(y) != 0;
        if (known && node->op == BO_OP_DIV) {
            exact_round(to, x, y, (enum bo_rounding)node->aux);
        } else if (known) {
            exact_round(k, x, y, BO_FLOOR);
            mpz_mul(k, k, y);
            mpz_sub(to, x, k);
        }
        break;
    case BO_OP_EQ:
        mpz_set_ui(to, mpz_cmp(x, y) == 0);
        break;
    case BO_OP_NE:
        mpz_set_ui(to, mpz_cmp(x, y) != 0);
        break;
    case BO_OP_LT:
        mpz_set_ui(to, mpz_cmp(x, y) < 0);
        break;
    case BO_OP_LE:
        mpz_set_ui(to, mpz_cmp(x, y) <= 0);
        break;
    case BO_OP_NOT:
        mpz_set_ui(to, mpz_sgn(x) == 0);
        break;
    default:
        abort();
    }
    mpz_clear(k);
    return known;
}

/* The calendar */

static inline long days_in_month(long year, int month)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 ? 28 + leap : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static inline long days_in_year(long year)
{
    return 337 + days_in_month(year, 2);
}

static inline void count_to(long day, long *year, int *month, int *day_of_month)
{
    *year = 1970;
    while (day < 0) {
        day += days_in_year(--*year);
    }
    while (day >= days_in_year(*year)) {
        day -= days_in_year((*year)++);
    }
    *month = 1;
    while (day >= days_in_month(*year, *month)) {
        day -= days_in_month(*year, (*month)++);
    }
    *day_of_month = (int)day + 1;
}

static inline long count_from(long year, int month, int day)
{
    long n = day - 1;
    for (int m = 1; m < month; m++) {
        n += days_in_month(year, m);
    }
    for (long y = 1970; y < year; y++) {
        n += days_in_year(y);
    }
    for (long y = year; y < 1970; y++) {
        n -= days_in_year(y);
    }
    return n;
}

static inline long exact_weekday(long date)
{
    return ((date + 3) % 7 + 7) % 7 + 1; /* day 0 was a Thursday */
}

/* A calendar operation; false: no such day. */
static inline bool exact_date(long *to, enum bo_opcode op, long x, long y, long z)
{
    long year, other_year;
    int month, day, other_month, other_day;
    if (op == BO_OP_DATE_OF) {
        bool valid = y >= 1 && y <= 12 && z >= 1 && z <= days_in_month(x, (int)y);
        *to = valid ? count_from(x, (int)y, (int)z) : 0;
        return valid;
    }
    count_to(x, &year, &month, &day);
    switch (op) {
    case BO_OP_ADD_MONTHS:
        for (; y > 0; y--) {
            year += month == 12;
            month = month == 12 ? 1 : month + 1;
        }
        for (; y < 0; y++) {
            year -= month == 1;
            month = month == 1 ? 12 : month - 1;
        }
        *to = count_from(year, month, day > days_in_month(year, month) ? (int)days_in_month(year, month) : day);
        break;
    case BO_OP_MONTHS_BETWEEN:
        count_to(y, &other_year, &other_month, &other_day);
        *to = (other_year - year) * 12 + other_month - month;
        *to -= *to > 0 && other_day < day;
        *to += *to < 0 && other_day > day;
        break;
    case BO_OP_YEAR:
        *to = year;
        break;
    case BO_OP_MONTH:
        *to = month;
        break;
    case BO_OP_DAY:
        *to = day;
        break;
    case BO_OP_WEEKDAY:
        *to = exact_weekday(x);
        break;
    case BO_OP_YEARDAY:
        *to = x - count_from(year, 1, 1) + 1;
        break;
    case BO_OP_WEEK: /* that of its Thursday, counted in the Thursday's year */
        x += 4 - exact_weekday(x);
        count_to(x, &year, &month, &day);
        *to = (x - count_from(year, 1, 1)) / 7 + 1;
        break;
    default:
        abort();
    }
    return true;
}

#endif
