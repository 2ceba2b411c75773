/* Purpose  exact decimal text to integers and back; 128-bit integers; fractions in lowest terms.
 * Layer    num. No binary floating point anywhere. */
#ifndef BO_NUM_DEC_H
#define BO_NUM_DEC_H

#include "base/mem.h"
#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 bo_wide; /* a numerator; |value| < 2^126 wherever the engine holds one */

enum { BO_DEC_DIGITS_MAX = 60 };

/* "-12.50", ".5", "1.23e+4" -> numerator over 10^scale. Whole text or nothing; no spaces, no "+" sign,
 * at most BO_DEC_DIGITS_MAX digits and an exponent within ±BO_DEC_DIGITS_MAX. The mpz is initialised by the caller. */
bool bo_dec_parse(const char *text, size_t n, mpz_t numerator, unsigned *scale);
/* Plain decimals only (no exponent), scaled to exactly 10^scale; false when it is no decimal or has more places
 * (*too_fine true) or does not fit (*too_big true). */
bool bo_dec_parse_scaled(const char *text, size_t n, unsigned scale, bo_wide *numerator, bool *too_fine, bool *too_big);

/* numerator / denominator (> 0) as a finite decimal without trailing zeros ("12.5", "-3", "0"), otherwise "n/d" in
 * lowest terms. */
char *bo_dec_text(struct bo_arena *arena, bo_wide numerator, bo_wide denominator);
/* The same with at least `places` decimals when it is finite: money is bo_dec_text_places(…, 2) = "12.50". */
char *bo_dec_text_places(struct bo_arena *arena, bo_wide numerator, bo_wide denominator, unsigned places);
char *bo_dec_text_mpq(struct bo_arena *arena, mpq_srcptr value, unsigned places);
/* Thousands grouped for people: "1,234.50" with the separators given (UTF-8 text). Works on a finite decimal text. */
char *bo_dec_grouped(struct bo_arena *arena, const char *decimal, const char *group, const char *point);

void bo_wide_to_mpz(mpz_t to, bo_wide from);
bool bo_wide_from_mpz(bo_wide *to, mpz_srcptr from); /* false when |from| >= 2^126 */
bo_wide bo_wide_gcd(bo_wide a, bo_wide b);

/* How a quotient becomes a whole number. UP is away from zero, DOWN towards it; the HALF ones are nearest with ties
 * away from zero, towards zero, to even. */
enum bo_rounding { BO_FLOOR, BO_CEILING, BO_UP, BO_DOWN, BO_HALF_UP, BO_HALF_DOWN, BO_HALF_EVEN };
bo_wide bo_wide_div(bo_wide a, bo_wide b, enum bo_rounding mode); /* b != 0 */
void bo_mpz_div(mpz_t q, mpz_srcptr a, mpz_srcptr b, enum bo_rounding mode);

#endif
