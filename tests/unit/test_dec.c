/* Decimal text, 128-bit integers, rounding. */
#include "num/dec.h"
#include <criterion/criterion.h>
#include <string.h>

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
    mpz_clears(numerator, expected, NULL);
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
        {"", 2, false, false, false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bo_wide n = 0;
        bool fine, big, good = bo_dec_parse_scaled(rows[i].text, strlen(rows[i].text), rows[i].scale, &n, &fine, &big);
        cr_expect(good == rows[i].good && fine == rows[i].too_fine && big == rows[i].too_big, "%s", rows[i].text);
        cr_expect(!good || n == rows[i].numerator, "%s", rows[i].text);
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
    cr_expect_str_eq(bo_dec_grouped(&arena, "-1234567.50", ",", "."), "-1,234,567.50");
    cr_expect_str_eq(bo_dec_grouped(&arena, "123", ",", "."), "123");
    cr_expect_str_eq(bo_dec_grouped(&arena, "1234.5", "\xc2\xa0", ","), "1\xc2\xa0"
                                                                        "234,5");
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
    mpz_clear(z);
    cr_expect(bo_wide_gcd(12, -18) == 6 && bo_wide_gcd(0, 5) == 5 && bo_wide_gcd(0, 0) == 0);
    cr_expect(bo_wide_div(most, most, BO_HALF_UP) == 1 && bo_wide_div(most, 2, BO_FLOOR) == most / 2);
}
