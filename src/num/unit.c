#include "num/unit.h"
#include "base/buf.h"
#include <string.h>

/* Adds power to a symbol's; false when there is no room or the power is out of range. */
static bool multiply(struct bo_unit *unit, uint16_t symbol, int power)
{
    unsigned i = 0;
    while (i < unit->n && unit->factor[i].symbol < symbol) {
        i++;
    }
    bool there = i < unit->n && unit->factor[i].symbol == symbol;
    int sum = power + (there ? unit->factor[i].power : 0);
    if (sum < INT8_MIN || sum > INT8_MAX) {
        return false;
    }
    if (there && sum == 0) {
        memmove(&unit->factor[i], &unit->factor[i + 1], (size_t)(unit->n - i - 1) * sizeof unit->factor[0]);
        unit->n--;
    } else if (there) {
        unit->factor[i].power = (int8_t)sum;
    } else if (sum != 0) {
        if (unit->n == BO_UNIT_FACTORS) {
            return false;
        }
        memmove(&unit->factor[i + 1], &unit->factor[i], (size_t)(unit->n - i) * sizeof unit->factor[0]);
        unit->factor[i].symbol = symbol;
        unit->factor[i].power = (int8_t)sum;
        unit->n++;
    }
    return true;
}

static bool is_symbol(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool bo_unit_parse(const struct bo_intern *symbols, const char *text, struct bo_unit *unit, const char **unknown,
                   struct bo_arena *arena)
{
    *unit = BO_UNIT_ONE;
    *unknown = text;
    int power = 1;
    for (const char *at = text;;) {
        size_t n = 0;
        while (is_symbol(at[n])) {
            n++;
        }
        uint32_t symbol = 0;
        char *name = bo_strndup(arena, at, n);
        if (strcmp(name, "1") != 0 && (!bo_intern_find(symbols, name, &symbol) || symbol > UINT16_MAX ||
                                       !multiply(unit, (uint16_t)symbol, power))) {
            *unknown = n > 0 ? name : text;
            return false;
        }
        at += n;
        if (*at == 0) {
            return true;
        }
        if (*at != '*' && *at != '/') {
            return false;
        }
        power = *at++ == '/' ? -1 : 1;
    }
}

bool bo_unit_equal(const struct bo_unit *a, const struct bo_unit *b)
{
    if (a->any || b->any) {
        return true;
    }
    bool same = a->n == b->n;
    for (unsigned i = 0; same && i < a->n; i++) {
        same = a->factor[i].symbol == b->factor[i].symbol && a->factor[i].power == b->factor[i].power;
    }
    return same;
}

static bool combine(const struct bo_unit *a, const struct bo_unit *b, int sign, struct bo_unit *result)
{
    struct bo_unit made = *a;
    made.any = a->any || b->any;
    bool fits = true;
    for (unsigned i = 0; fits && !made.any && i < b->n; i++) {
        fits = multiply(&made, b->factor[i].symbol, sign * b->factor[i].power);
    }
    *result = made.any ? BO_UNIT_ANY : made;
    return fits;
}

bool bo_unit_mul(const struct bo_unit *a, const struct bo_unit *b, struct bo_unit *product)
{
    return combine(a, b, 1, product);
}

bool bo_unit_div(const struct bo_unit *a, const struct bo_unit *b, struct bo_unit *quotient)
{
    return combine(a, b, -1, quotient);
}

bool bo_unit_pow(const struct bo_unit *a, int power, struct bo_unit *result)
{
    struct bo_unit made = {.any = a->any};
    bool fits = true;
    for (unsigned i = 0; fits && i < a->n; i++) {
        int64_t product = (int64_t)a->factor[i].power * power;
        fits = product >= INT8_MIN && product <= INT8_MAX && multiply(&made, a->factor[i].symbol, (int)product);
    }
    *result = made;
    return fits;
}

char *bo_unit_text(const struct bo_intern *symbols, const struct bo_unit *unit, struct bo_arena *arena)
{
    struct bo_buf text;
    bo_buf_init(&text);
    for (int sign = 1; sign >= -1; sign -= 2) {
        for (unsigned i = 0; i < unit->n; i++) {
            for (int k = unit->factor[i].power * sign; k > 0; k--) {
                if (sign < 0 && text.n == 0) {
                    bo_buf_putc(&text, '1');
                }
                if (text.n > 0) {
                    bo_buf_putc(&text, sign > 0 ? '*' : '/');
                }
                bo_buf_puts(&text, symbols->texts.at[unit->factor[i].symbol]);
            }
        }
    }
    char *copy = bo_strdup(arena, text.n > 0 ? text.at : "1");
    bo_buf_fini(&text);
    return copy;
}
