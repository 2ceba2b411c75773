#include "num/dec.h"
#include "base/buf.h"
#include <string.h>

enum { WIDE_BITS = 126 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Collects the digits of "12.50" or ".5" from *at on; *behind counts those behind the point. false: no digits. */
static bool collect(const char **at, const char *end, char *digits, size_t *n, unsigned *behind)
{
    bool after_point = false;
    *n = 0;
    *behind = 0;
    const char *p = *at;
    for (; p < end && (is_digit(*p) || (*p == '.' && !after_point)); p++) {
        if (*p == '.') {
            after_point = true;
        } else {
            if (*n == BO_DEC_DIGITS_MAX) {
                return false;
            }
            digits[(*n)++] = *p;
            *behind += after_point;
        }
    }
    digits[*n] = 0;
    *at = p;
    return *n > 0 && (!after_point || *behind > 0);
}

bool bo_dec_parse(const char *text, size_t n, mpz_t numerator, unsigned *scale)
{
    const char *at = text, *end = text + n;
    bool negative = at < end && *at == '-';
    at += negative;
    char digits[BO_DEC_DIGITS_MAX + 1];
    size_t count;
    unsigned behind;
    if (!collect(&at, end, digits, &count, &behind)) {
        return false;
    }
    int exponent = 0;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        int sign = at < end && *at == '-' ? -1 : 1;
        at += at < end && (*at == '-' || *at == '+');
        if (at == end) {
            return false;
        }
        for (; at < end && is_digit(*at); at++) {
            exponent = exponent * 10 + (*at - '0');
            if (exponent > BO_DEC_DIGITS_MAX) {
                return false;
            }
        }
        exponent *= sign;
    }
    if (at != end) {
        return false;
    }
    mpz_set_str(numerator, digits, 10);
    int places = (int)behind - exponent;
    if (places < 0) {
        mpz_t power;
        mpz_init(power);
        mpz_ui_pow_ui(power, 10, (unsigned long)-places);
        mpz_mul(numerator, numerator, power);
        mpz_clear(power);
        places = 0;
    }
    if (negative) {
        mpz_neg(numerator, numerator);
    }
    *scale = (unsigned)places;
    return true;
}

bool bo_dec_parse_scaled(const char *text, size_t n, unsigned scale, bo_wide *numerator, bool *too_fine, bool *too_big)
{
    *too_fine = *too_big = false;
    const char *at = text, *end = text + n;
    bool negative = at < end && *at == '-';
    at += negative;
    char digits[BO_DEC_DIGITS_MAX + 1];
    size_t count;
    unsigned behind;
    if (!collect(&at, end, digits, &count, &behind) || at != end) {
        return false;
    }
    while (behind > scale && digits[count - 1] == '0') { /* "1.50" has one place when it matters */
        digits[--count] = 0;
        behind--;
    }
    if (behind > scale) {
        *too_fine = true;
        return false;
    }
    const bo_wide limit = (bo_wide)1 << WIDE_BITS;
    bo_wide value = 0;
    for (size_t i = 0; i < count + scale - behind; i++) {
        int digit = i < count ? digits[i] - '0' : 0;
        if (i >= 37 && value > (limit - 1 - digit) / 10) { /* 37 digits always fit */
            *too_big = true;
            return false;
        }
        value = value * 10 + digit;
    }
    *numerator = negative ? -value : value;
    return true;
}

/* The digits of a whole number, added to the text; GMP's own memory goes back to GMP. */
static void add_digits(struct bo_buf *text, mpz_srcptr number)
{
    char *digits = mpz_get_str(NULL, 10, number);
    void (*release)(void *, size_t);
    mp_get_memory_functions(NULL, NULL, &release);
    bo_buf_puts(text, digits);
    release(digits, strlen(digits) + 1);
}

/* How many decimals the fraction 1/denominator has; false when they never end. */
static bool decimals(mpz_srcptr denominator, unsigned *behind)
{
    mpz_t rest, prime;
    mpz_init(rest);
    mpz_init_set_ui(prime, 2);
    unsigned twos = (unsigned)mpz_remove(rest, denominator, prime);
    mpz_set_ui(prime, 5);
    unsigned fives = (unsigned)mpz_remove(rest, rest, prime);
    bool finite = mpz_cmp_ui(rest, 1) == 0;
    mpz_clears(rest, prime, NULL);
    *behind = twos > fives ? twos : fives;
    return finite;
}

/* number / 10^behind. */
static void add_decimal(struct bo_buf *text, mpz_srcptr number, unsigned behind)
{
    struct bo_buf all;
    bo_buf_init(&all);
    add_digits(&all, number);
    size_t minus = all.at[0] == '-', n = all.n - minus;
    const char *digits = all.at + minus;
    bo_buf_puts(text, minus ? "-" : "");
    size_t whole = n > behind ? n - behind : 0;
    bo_buf_add(text, whole > 0 ? digits : "0", whole > 0 ? whole : 1);
    if (behind > 0) {
        bo_buf_putc(text, '.');
        for (size_t i = n; i < behind; i++) {
            bo_buf_putc(text, '0');
        }
        bo_buf_puts(text, digits + whole);
    }
    bo_buf_fini(&all);
}

char *bo_dec_text_mpq(struct bo_arena *arena, mpq_srcptr value, unsigned places)
{
    struct bo_buf text;
    bo_buf_init(&text);
    unsigned behind;
    if (decimals(mpq_denref(value), &behind)) {
        behind = behind > places ? behind : places;
        mpz_t number;
        mpz_init(number);
        mpz_ui_pow_ui(number, 10, behind);
        mpz_mul(number, number, mpq_numref(value));
        mpz_divexact(number, number, mpq_denref(value));
        add_decimal(&text, number, behind);
        mpz_clear(number);
    } else {
        add_digits(&text, mpq_numref(value));
        bo_buf_putc(&text, '/');
        add_digits(&text, mpq_denref(value));
    }
    char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}

char *bo_dec_text_places(struct bo_arena *arena, bo_wide numerator, bo_wide denominator, unsigned places)
{
    mpq_t value;
    mpq_init(value);
    bo_wide_to_mpz(mpq_numref(value), numerator);
    bo_wide_to_mpz(mpq_denref(value), denominator);
    mpq_canonicalize(value);
    char *text = bo_dec_text_mpq(arena, value, places);
    mpq_clear(value);
    return text;
}

char *bo_dec_text(struct bo_arena *arena, bo_wide numerator, bo_wide denominator)
{
    return bo_dec_text_places(arena, numerator, denominator, 0);
}

char *bo_dec_grouped(struct bo_arena *arena, const char *decimal, const char *group, const char *point)
{
    struct bo_buf text;
    bo_buf_init(&text);
    if (*decimal == '-') {
        bo_buf_putc(&text, *decimal++);
    }
    size_t whole = strspn(decimal, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            bo_buf_puts(&text, group);
        }
        bo_buf_putc(&text, decimal[i]);
    }
    if (decimal[whole] == '.') {
        bo_buf_puts(&text, point);
        whole++;
    }
    bo_buf_puts(&text, decimal + whole);
    char *copy = bo_strdup(arena, text.at);
    bo_buf_fini(&text);
    return copy;
}

void bo_wide_to_mpz(mpz_t to, bo_wide from)
{
    unsigned __int128 size = from < 0 ? -(unsigned __int128)from : (unsigned __int128)from;
    uint64_t word[2] = {(uint64_t)size, (uint64_t)(size >> 64)};
    mpz_import(to, 2, -1, sizeof *word, 0, 0, word);
    if (from < 0) {
        mpz_neg(to, to);
    }
}

bool bo_wide_from_mpz(bo_wide *to, mpz_srcptr from)
{
    if (mpz_sizeinbase(from, 2) > WIDE_BITS) {
        return false;
    }
    uint64_t word[2] = {0, 0};
    mpz_export(word, NULL, -1, sizeof *word, 0, 0, from);
    bo_wide size = (bo_wide)word[1] << 64 | word[0];
    *to = mpz_sgn(from) < 0 ? -size : size;
    return true;
}

bo_wide bo_wide_gcd(bo_wide a, bo_wide b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b != 0) {
        bo_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* What must be added to the quotient cut towards zero. sign: of the exact quotient; twice: twice the rest against the
 * divisor (-1 less than half, 0 half, 1 more); rest: whether there is one. */
static int adjustment(enum bo_rounding mode, int sign, bool rest, int twice, bool odd)
{
    bool away = false;
    switch (mode) {
    case BO_FLOOR:
        away = sign < 0;
        break;
    case BO_CEILING:
        away = sign > 0;
        break;
    case BO_UP:
        away = true;
        break;
    case BO_DOWN:
        break;
    case BO_HALF_UP:
        away = twice >= 0;
        break;
    case BO_HALF_DOWN:
        away = twice > 0;
        break;
    case BO_HALF_EVEN:
        away = twice > 0 || (twice == 0 && odd);
        break;
    }
    return rest && away ? sign : 0;
}

bo_wide bo_wide_div(bo_wide a, bo_wide b, enum bo_rounding mode)
{
    bo_wide q = a / b, rest = a % b, size = rest < 0 ? -rest : rest, divisor = b < 0 ? -b : b;
    bo_wide other = divisor - size; /* size against half the divisor, without doubling */
    return q + adjustment(mode, (a < 0) == (b < 0) ? 1 : -1, rest != 0, (size > other) - (size < other), (q & 1) != 0);
}

void bo_mpz_div(mpz_t q, mpz_srcptr a, mpz_srcptr b, enum bo_rounding mode)
{
    mpz_t quotient, rest;
    mpz_inits(quotient, rest, NULL);
    int sign = mpz_sgn(a) * mpz_sgn(b);
    mpz_tdiv_qr(quotient, rest, a, b);
    bool is_rest = mpz_sgn(rest) != 0;
    mpz_mul_2exp(rest, rest, 1);
    int add = adjustment(mode, sign, is_rest, mpz_cmpabs(rest, b), mpz_odd_p(quotient) != 0);
    if (add > 0) {
        mpz_add_ui(quotient, quotient, 1);
    } else if (add < 0) {
        mpz_sub_ui(quotient, quotient, 1);
    }
    mpz_swap(q, quotient);
    mpz_clears(quotient, rest, NULL);
}
