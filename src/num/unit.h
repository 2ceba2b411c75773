/* Purpose  units as formal symbols with whole exponents: CUR/week, hour/week, 1. No unit converts by itself.
 * Layer    num. */
#ifndef BO_NUM_UNIT_H
#define BO_NUM_UNIT_H

#include "base/mem.h"
#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

enum { BO_UNIT_FACTORS = 8 };

struct bo_unit {
    bool any; /* a literal zero: fits every unit */
    uint8_t n;
    struct {
        uint16_t symbol;       /* number in the set's symbols */
        int8_t power;          /* never 0 */
    } factor[BO_UNIT_FACTORS]; /* in order of symbol */
};

#define BO_UNIT_ONE ((struct bo_unit){0})
#define BO_UNIT_ANY ((struct bo_unit){.any = true})

/* The form is FACTOR {("*" | "/") FACTOR}, read from left to right, without blanks. A factor is "1" or a symbol of
 * letters A-Z and a-z, digits and "_"; a power is written by repeating it: "CUR/week", "hour*hour", "CUR*year/month",
 * "1/week". Symbols must already be known (declared). false: *unknown is the first symbol that is not known or one too
 * many, or the whole text when it has not this form. */
bool bo_unit_parse(const struct bo_intern *symbols, const char *text, struct bo_unit *unit, const char **unknown,
                   struct bo_arena *arena);
bool bo_unit_equal(const struct bo_unit *a, const struct bo_unit *b); /* `any` equals everything */
bool bo_unit_mul(const struct bo_unit *a, const struct bo_unit *b, struct bo_unit *product); /* false: too many */
bool bo_unit_div(const struct bo_unit *a, const struct bo_unit *b, struct bo_unit *quotient);
bool bo_unit_pow(const struct bo_unit *a, int power, struct bo_unit *result);
/* In the form above, "*" before "/", each in the order of the symbols' numbers; "1" when there is none. */
char *bo_unit_text(const struct bo_intern *symbols, const struct bo_unit *unit, struct bo_arena *arena);

#endif
