/* Decimal text, 128-bit integers, rounding; each compared with GMP's integers and fractions. */
#include "num/dec.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t random_state = 88172645463325252;

static uint64_t roll(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static unsigned below(unsigned n)
{
    return (unsigned)(roll() >> 33) % n;
}

/* Of any size up to 126 bits, either sign; large and small ones equally often. */
static bo_wide random_wide(void)
{
    unsigned __int128 bits = (unsigned __int128)roll() << 64 | roll();
    bo_wide size = (bo_wide)(bits >> (2 + below(126)));
    return below(2) == 0 ? size : -size;
}

/* Without the function that is tested. */
static void set_wide(mpz_t to, bo_wide from)
{
    mpz_set_si(to, (long)(from >> 64));
    mpz_mul_2exp(to, to, 64);
    mpz_add_ui(to, to, (unsigned long)from);
}

Test(dec, text_in)
{
    static const struct {
        const char *text;
        bool good;
        const char *numerator;
        unsigned scale;
    } rows[] = {
        {"12.50", true, "1250", 2},
        {"-12.50", true, "-1250", 2},
        {".5", true, "5", 1},
        {"0", true, "0", 0},
        {"-0", true, "0", 0},
        {"00.10", true, "10", 2},
        {"1.23e+4", true, "12300", 0},
        {"1.23E4", true, "12300", 0},
        {"1e-3", true, "1", 3},
        {"999999999999999999999999999999999999999999999999999999999999", true,
         "999999999999999999999999999999999999999999999999999999999999", 0},
        {"9999999999999999999999999999999999999999999999999999999999990", false, "", 0},
        {"1e61", false, "", 0},
        {"", false, "", 0},
        {"-", false, "", 0},
        {".", false, "", 0},
        {"1.", false, "", 0},
        {"1..2", false, "", 0},
        {"1e", false, "", 0},
        {"+1", false, "", 0},
        {" 1", false, "", 0},
        {"1 ", false, "", 0},
        {"1,000", false, "", 0},
        {"0x10", false, "", 0},
        {"nan", false, "", 0},
        {"inf", false, "", 0},
        {"0.000000000000000000000000000000000000000000000000000000000001", false, "", 0}, /* 61 digits */
        {".000000000000000000000000000000000000000000000000000000000001", true, "1", 60},
        {"1e60", true, "1000000000000000000000000000000000000000000000000000000000000", 0},
        {"1e-60", true, "1", 60},
        {"1e-61", false, "", 0},
        {"1e000000000000000002", true, "100", 0},
        {"1e99999999999999999999", false, "", 0},
        {"12.5e1", true, "125", 0},
        {"12.5e0", true, "125", 1},
        {"-.5", true, "-5", 1},
        {"--1", false, "", 0},
        {"-+1", false, "", 0},
        {"1e+", false, "", 0},
        {"1e-", false, "", 0},
        {"1e1.5", false, "", 0},
        {"e1", false, "", 0},
        {".e1", false, "", 0},
        {"1_000", false, "", 0},
        {"1\n", false, "", 0},
        {"\xd9\xa1", false, "", 0}, /* a digit, but not of ours */
    };
    mpz_t numerator, expected;
    mpz_inits(numerator, expected, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned scale = 99;
        bool good = bo_dec_parse(rows[i].text, strlen(rows[i].text), numerator, &scale);
        cr_expect_eq(good, rows[i].good, "%s", rows[i].text);
        if (good && rows[i].good) {
            mpz_set_str(expected, rows[i].numerator, 10);
            cr_expect(mpz_cmp(numerator, expected) == 0 && scale == rows[i].scale, "%s", rows[i].text);
        }
    }
    unsigned scale;
    cr_expect(bo_dec_parse("12345", 3, numerator, &scale) && mpz_cmp_ui(numerator, 123) == 0, "reads n bytes only");
    cr_expect_not(bo_dec_parse("1\0", 2, numerator, &scale), "a 0 byte is no digit");
    mpz_clears(numerator, expected, NULL);
}

/* A random decimal text and what it means, digit by digit. */
static void random_decimal(char *text, mpq_t value, bool exponents)
{
    unsigned whole = below(20), behind = below(12);
    whole += whole + behind == 0;
    bool negative = below(2) == 0;
    mpq_t tenth;
    mpq_init(tenth);
    mpq_set_ui(tenth, 1, 1);
    mpz_set_ui(mpq_numref(value), 0);
    mpz_set_ui(mpq_denref(value), 1);
    char *at = text;
    if (negative) {
        *at++ = '-';
    }
    for (unsigned i = 0; i < whole + behind; i++) {
        if (i == whole) {
            *at++ = '.';
        }
        unsigned digit = below(3) == 0 ? 0 : below(10);
        *at++ = (char)('0' + digit);
        mpz_mul_ui(mpq_numref(value), mpq_numref(value), 10);
        mpz_add_ui(mpq_numref(value), mpq_numref(value), digit);
        if (i >= whole) {
            mpz_mul_ui(mpq_denref(tenth), mpq_denref(tenth), 10);
        }
    }
    int exponent = exponents && below(2) == 0 ? (int)below(61) - 30 : 0;
    *at = 0;
    if (exponent != 0) {
        snprintf(at, 6, below(2) == 0 ? "e%d" : "E%+d", exponent);
    }
    mpz_ptr side = exponent < 0 ? mpq_denref(tenth) : mpq_numref(tenth);
    for (int i = 0; i < abs(exponent); i++) {
        mpz_mul_ui(side, side, 10);
    }
    mpq_canonicalize(tenth);
    mpq_mul(value, value, tenth);
    if (negative) {
        mpq_neg(value, value);
    }
    mpq_clear(tenth);
}

static void set_scaled(mpq_t to, mpz_srcptr numerator, unsigned scale)
{
    mpz_set(mpq_numref(to), numerator);
    mpz_ui_pow_ui(mpq_denref(to), 10, scale);
    mpq_canonicalize(to);
}

Test(dec, random_text_in)
{
    mpq_t value, read;
    mpz_t numerator;
    mpq_inits(value, read, NULL);
    mpz_init(numerator);
    for (int round = 0; round < 20000; round++) {
        char text[64];
        unsigned scale;
        random_decimal(text, value, true);
        cr_assert(bo_dec_parse(text, strlen(text), numerator, &scale), "%s", text);
        set_scaled(read, numerator, scale);
        cr_assert(mpq_equal(value, read), "%s", text);
    }
    mpz_clear(numerator);
    mpq_clears(value, read, NULL);
}

Test(dec, random_scaled)
{
    mpq_t value;
    mpz_t power, numerator;
    mpq_init(value);
    mpz_inits(power, numerator, NULL);
    for (int round = 0; round < 20000; round++) {
        char text[64];
        unsigned scale = below(40);
        bo_wide found = 0;
        bool fine, big;
        random_decimal(text, value, false);
        bool good = bo_dec_parse_scaled(text, strlen(text), scale, &found, &fine, &big);
        mpz_ui_pow_ui(power, 10, scale);
        mpz_mul(mpq_numref(value), mpq_numref(value), power);
        mpq_canonicalize(value);
        bool whole = mpz_cmp_ui(mpq_denref(value), 1) == 0, fits = mpz_sizeinbase(mpq_numref(value), 2) <= 126;
        cr_assert(fine == !whole && big == (whole && !fits) && good == (whole && fits), "%s at %u", text, scale);
        if (good) {
            set_wide(numerator, found);
            cr_assert(mpz_cmp(numerator, mpq_numref(value)) == 0, "%s at %u", text, scale);
        }
    }
    mpz_clears(power, numerator, NULL);
    mpq_clear(value);
}

Test(dec, scaled)
{
    static const struct {
        const char *text;
        unsigned scale;
        bool good, too_fine, too_big;
        int64_t numerator;
    } rows[] = {
        {"12.5", 2, true, false, false, 1250},
        {"12.50", 1, true, false, false, 125},
        {"0.00", 0, true, false, false, 0},
        {"-0.01", 2, true, false, false, -1},
        {"12.505", 2, false, true, false, 0},
        {"1e3", 2, false, false, false, 0},
        {"85070591730234615865843651857942052864", 0, false, false, true, 0},
        {"-85070591730234615865843651857942052864", 0, false, false, true, 0},
        {"8507059173023461586584365185794205286.4", 1, false, false, true, 0},
        {"850705917302346158658436518579420528.64", 3, false, false, true, 0},
        {"-0", 2, true, false, false, 0},
        {".000", 0, true, false, false, 0},
        {".50", 1, true, false, false, 5},
        {"100", 0, true, false, false, 100},
        {"1.0001", 3, false, true, false, 0},
        {"", 2, false, false, false, 0},
        {"-", 2, false, false, false, 0},
        {"1.", 2, false, false, false, 0},
        {"+1", 2, false, false, false, 0},
        {"1 ", 2, false, false, false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bo_wide n = 0;
        bool fine, big, good = bo_dec_parse_scaled(rows[i].text, strlen(rows[i].text), rows[i].scale, &n, &fine, &big);
        cr_expect(good == rows[i].good && fine == rows[i].too_fine && big == rows[i].too_big, "%s", rows[i].text);
        cr_expect(!good || n == rows[i].numerator, "%s", rows[i].text);
    }
    static const char *const ends[] = {"85070591730234615865843651857942052863",
                                       "-85070591730234615865843651857942052863"};
    for (size_t i = 0; i < 2; i++) {
        bo_wide n = 0, most = ((bo_wide)1 << 126) - 1;
        bool fine, big;
        cr_expect(bo_dec_parse_scaled(ends[i], strlen(ends[i]), 0, &n, &fine, &big), "%s", ends[i]);
        cr_expect(n == (i == 0 ? most : -most), "%s", ends[i]);
    }
}

Test(dec, text_out)
{
    static const struct {
        int64_t n, den;
        unsigned places;
        const char *text;
    } rows[] = {
        {5, 2, 0, "2.5"},   {5, 2, 2, "2.50"},      {-5, 4, 0, "-1.25"},     {1, 3, 0, "1/3"},
        {-2, 6, 2, "-1/3"}, {0, 7, 2, "0.00"},      {0, 7, 0, "0"},          {-1, 1000, 2, "-0.001"},
        {100, 1, 0, "100"}, {7, 160, 0, "0.04375"}, {-100, 100, 2, "-1.00"}, {1, 100, 1, "0.01"},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(bo_dec_text_places(&arena, rows[i].n, rows[i].den, rows[i].places), rows[i].text);
    }
    bo_wide most = ((bo_wide)1 << 126) - 1;
    cr_expect_str_eq(bo_dec_text(&arena, most, 1), "85070591730234615865843651857942052863");
    cr_expect_str_eq(bo_dec_text(&arena, -most, 10), "-8507059173023461586584365185794205286.3");
    cr_expect_str_eq(bo_dec_text(&arena, most, most - 1),
                     "85070591730234615865843651857942052863/85070591730234615865843651857942052862");
    bo_arena_fini(&arena);
}

/* A finite one: read again it is the same, with no digit more than needed. Another: GMP reads the same fraction. */
Test(dec, random_text_out)
{
    struct bo_arena arena;
    mpq_t value, read;
    mpz_t numerator;
    bo_arena_init(&arena);
    mpq_inits(value, read, NULL);
    mpz_init(numerator);
    unsigned finite = 0;
    for (int round = 0; round < 20000; round++) {
        unsigned places = below(5), scale;
        bo_wide n = random_wide(), den = below(2) == 0 ? random_wide() : 1;
        if (den == 1) {
            for (unsigned twos = below(20), fives = below(20); twos + fives > 0; twos -= twos > 0, fives -= fives > 0) {
                den *= (twos > 0 ? 2 : 1) * (fives > 0 ? 5 : 1);
            }
        }
        den = den < 0 ? -den : den + (den == 0);
        set_wide(mpq_numref(value), n);
        set_wide(mpq_denref(value), den);
        mpq_canonicalize(value);
        const char *text = bo_dec_text_places(&arena, n, den, places);
        cr_assert_str_eq(bo_dec_text_mpq(&arena, value, places), text);
        if (strchr(text, '/') == NULL) {
            finite++;
            size_t length = strlen(text);
            const char *point = strchr(text, '.');
            size_t behind = point != NULL ? strlen(point + 1) : 0;
            cr_assert(behind <= places || text[length - 1] != '0', "%s with %u places", text, places);
            cr_assert(behind >= places && (point == NULL || behind > 0), "%s", text);
            cr_assert(strspn(text, "-0123456789.") == length, "%s", text);
            const char *first = text + (*text == '-');
            cr_assert(first[0] != '0' || first[1] == '.' || first[1] == 0, "%s", text);
            cr_assert(length < 60, "%s", text);
            cr_assert(bo_dec_parse(text, length, numerator, &scale), "%s", text);
            set_scaled(read, numerator, scale);
        } else {
            mpz_ui_pow_ui(numerator, 10, 200); /* more than any denominator of 126 bits asks for */
            cr_assert_not(mpz_divisible_p(numerator, mpq_denref(value)), "%s is finite", text);
            mpq_set_str(read, text, 10);
        }
        cr_assert(mpq_equal(value, read), "%s", text);
    }
    cr_expect_gt(finite, 5000);
    mpz_clear(numerator);
    mpq_clears(value, read, NULL);
    bo_arena_fini(&arena);
}

Test(dec, grouped)
{
    static const struct {
        const char *decimal, *group, *point, *text;
    } rows[] = {
        {"-1234567.50", ",", ".", "-1,234,567.50"},
        {"123", ",", ".", "123"},
        {"1234", ",", ".", "1,234"},
        {"123456", ",", ".", "123,456"},
        {"-123456", ",", ".", "-123,456"},
        {"-123", ",", ".", "-123"},
        {"0", ",", ".", "0"},
        {"0.123456", ",", ".", "0.123456"},
        {"1234.5", "\xc2\xa0", ",", "1\u00a0234,5"},
        {"1234567", "", "", "1234567"},
        {"12345678901234567890", ".", ",", "12.345.678.901.234.567.890"},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(bo_dec_grouped(&arena, rows[i].decimal, rows[i].group, rows[i].point), rows[i].text);
    }
    bo_arena_fini(&arena);
}

/* Every mode against the definition, and the 128-bit division against GMP's, over all small quotients. */
Test(dec, rounding)
{
    static const int halves[7][6] = {
        /* -3/2 -1/2 1/2 3/2 5/2 -5/2 */
        [BO_FLOOR] = {-2, -1, 0, 1, 2, -3},    [BO_CEILING] = {-1, 0, 1, 2, 3, -2},
        [BO_UP] = {-2, -1, 1, 2, 3, -3},       [BO_DOWN] = {-1, 0, 0, 1, 2, -2},
        [BO_HALF_UP] = {-2, -1, 1, 2, 3, -3},  [BO_HALF_DOWN] = {-1, 0, 0, 1, 2, -2},
        [BO_HALF_EVEN] = {-2, 0, 0, 2, 2, -2},
    };
    static const int n[] = {-3, -1, 1, 3, 5, -5};
    mpz_t a, b;
    mpz_inits(a, b, NULL);
    for (int mode = BO_FLOOR; mode <= BO_HALF_EVEN; mode++) {
        for (int i = 0; i < 6; i++) {
            cr_expect(bo_wide_div(n[i], 2, (enum bo_rounding)mode) == halves[mode][i], "mode %d, %d/2", mode, n[i]);
        }
        for (int x = -40; x <= 40; x++) {
            for (int y = -9; y <= 9; y++) {
                if (y != 0) {
                    mpz_set_si(a, x);
                    mpz_set_si(b, y);
                    bo_mpz_div(a, a, b, (enum bo_rounding)mode);
                    cr_expect(bo_wide_div(x, y, (enum bo_rounding)mode) == mpz_get_si(a), "mode %d, %d/%d", mode, x, y);
                }
            }
        }
    }
    mpz_clears(a, b, NULL);
}

/* The quotient by the words of the header: with sizes (no signs), then signs. */
static void by_definition(mpz_t q, mpz_srcptr a, mpz_srcptr b, enum bo_rounding mode)
{
    mpq_t exact, half, lower, distance;
    mpq_inits(exact, half, lower, distance, NULL);
    mpq_set_num(exact, a);
    mpq_set_den(exact, b);
    mpq_canonicalize(exact);
    mpq_set_ui(half, 1, 2);
    mpz_fdiv_q(q, mpq_numref(exact), mpq_denref(exact)); /* a canonical denominator is positive */
    mpq_set_z(lower, q);
    mpq_sub(distance, exact, lower); /* in [0, 1) above the whole number below */
    bool negative = mpq_sgn(exact) < 0, between = mpq_sgn(distance) != 0;
    int side = mpq_cmp(distance, half);
    bool higher = false;
    switch (mode) {
    case BO_FLOOR:
        break;
    case BO_CEILING:
        higher = between;
        break;
    case BO_UP:
        higher = between && !negative;
        break;
    case BO_DOWN:
        higher = between && negative;
        break;
    case BO_HALF_UP:
        higher = side > 0 || (side == 0 && !negative);
        break;
    case BO_HALF_DOWN:
        higher = side > 0 || (side == 0 && negative);
        break;
    case BO_HALF_EVEN:
        higher = side > 0 || (side == 0 && mpz_odd_p(q));
        break;
    }
    mpz_add_ui(q, q, higher);
    mpq_clears(exact, half, lower, distance, NULL);
}

/* Random sizes, and as often exact quotients, ties, and the neighbours of both. */
Test(dec, random_rounding)
{
    mpz_t a, b, q, expected;
    mpz_inits(a, b, q, expected, NULL);
    for (int round = 0; round < 20000; round++) {
        bo_wide x = random_wide(), y = random_wide();
        if (below(2) == 0) {
            y = (bo_wide)(int64_t)(roll() >> (1 + below(62)));
            x = (bo_wide)(int64_t)(roll() >> below(64)) * y; /* exact */
            y = below(2) == 0 ? y * 2 : y;                   /* or a tie when the factor is odd */
            x += (int)below(3) - 1;
            y = below(2) == 0 ? -y : y;
        }
        y += y == 0;
        set_wide(a, x);
        set_wide(b, y);
        for (int mode = BO_FLOOR; mode <= BO_HALF_EVEN; mode++) {
            by_definition(expected, a, b, (enum bo_rounding)mode);
            bo_mpz_div(q, a, b, (enum bo_rounding)mode);
            cr_assert(mpz_cmp(q, expected) == 0, "round %d, mode %d", round, mode);
            set_wide(q, bo_wide_div(x, y, (enum bo_rounding)mode));
            cr_assert(mpz_cmp(q, expected) == 0, "round %d, mode %d", round, mode);
            mpz_set(q, b);
            bo_mpz_div(q, a, q, (enum bo_rounding)mode);
            cr_assert(mpz_cmp(q, expected) == 0, "round %d, mode %d: into an operand", round, mode);
        }
    }
    mpz_clears(a, b, q, expected, NULL);
}

Test(dec, random_wide)
{
    mpz_t a, b, g;
    mpz_inits(a, b, g, NULL);
    for (int round = 0; round < 20000; round++) {
        bo_wide x = random_wide(), y = below(2) == 0 ? random_wide() : x / (bo_wide)(1 + below(1000)), back;
        bo_wide_to_mpz(a, x);
        set_wide(b, x);
        cr_assert(mpz_cmp(a, b) == 0 && bo_wide_from_mpz(&back, a) && back == x, "round %d", round);
        set_wide(b, y);
        mpz_gcd(g, a, b);
        bo_wide_to_mpz(a, bo_wide_gcd(x, y));
        cr_assert(mpz_cmp(a, g) == 0, "round %d", round);
    }
    mpz_clears(a, b, g, NULL);
}

Test(dec, wide)
{
    bo_wide most = ((bo_wide)1 << 126) - 1;
    const bo_wide values[] = {0, 1, -1, INT64_MAX, INT64_MIN, (bo_wide)1 << 64, most, -most};
    mpz_t z;
    mpz_init(z);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        bo_wide back = 42;
        bo_wide_to_mpz(z, values[i]);
        cr_expect(bo_wide_from_mpz(&back, z) && back == values[i], "row %zu", i);
    }
    mpz_set_ui(z, 1);
    mpz_mul_2exp(z, z, 126);
    bo_wide none;
    cr_expect_not(bo_wide_from_mpz(&none, z), "2^126 does not fit");
    mpz_neg(z, z);
    cr_expect_not(bo_wide_from_mpz(&none, z), "-2^126 does not fit");
    mpz_mul_2exp(z, z, 500);
    cr_expect_not(bo_wide_from_mpz(&none, z), "nor does a much larger one");
    mpz_clear(z);
    cr_expect(bo_wide_gcd(12, -18) == 6 && bo_wide_gcd(0, 5) == 5 && bo_wide_gcd(0, 0) == 0);
    cr_expect(bo_wide_div(most, most, BO_HALF_UP) == 1 && bo_wide_div(most, 2, BO_FLOOR) == most / 2);
}
