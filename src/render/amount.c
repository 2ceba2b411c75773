#include "render/amount.h"
#include "num/date.h"
#include "num/dec.h"
#include "num/written.h"
#include "render/words.h"

#include <string.h>

enum { DIGITS_SHOWN = 6 };

const char *bo_amount_plain(struct bo_arena *arena, struct bo_figure figure)
{
    return figure.known ? bo_dec_text_places(arena, figure.n, figure.den, 2) : NULL;
}

const char *bo_amount_written(struct bo_arena *arena, struct bo_figure figure, const char *lang)
{
    return figure.known ? bo_written_number(arena, bo_amount_plain(arena, figure), NULL, lang) : "—";
}

const char *bo_amount_signed(struct bo_arena *arena, struct bo_figure figure, const char *lang)
{
    const char *written = bo_amount_written(arena, figure, lang);
    return figure.known && figure.n > 0 ? bo_printf(arena, "+%s", written) : written;
}

struct bo_figure bo_amount_positive(struct bo_figure figure)
{
    figure.n = figure.n < 0 ? -figure.n : figure.n;
    return figure;
}

const char *bo_measure_plain(struct bo_arena *arena, const struct bo_calc_measure *measure)
{
    bo_wide unit = 1;
    for (unsigned i = 0; i < measure->places; i++) {
        unit *= 10;
    }
    return measure->known ? bo_dec_text_places(arena, measure->n, unit, measure->places) : NULL;
}

/* The form of a symbol: the rule set's, else the number before what the symbol is called. */
static const char *form_of(struct bo_arena *arena, const struct bo_set *set, const char *symbol, const char *called)
{
    uint32_t number;
    if (bo_intern_find(&set->symbols, symbol, &number) && number < set->forms.n && set->forms.at[number] != NULL) {
        return set->forms.at[number];
    }
    return bo_printf(arena, "{}\u00a0%s", called); /* a blank that does not break */
}

const char *bo_amount_money(struct bo_arena *arena, const struct bo_set *set, struct bo_figure figure, const char *lang)
{
    return figure.known ? bo_written_number(arena, bo_amount_plain(arena, figure),
                                            form_of(arena, set, set->currency, set->currency), lang)
                        : "—";
}

const struct bo_unit *bo_unit_of(const struct bo_named *named)
{
    switch (named != NULL ? named->element : BO_E_ENTITY) {
    case BO_E_RULE:
        return &((const struct bo_rule *)named)->unit;
    case BO_E_INPUT:
        return &((const struct bo_input *)named)->unit;
    case BO_E_PARAM:
        return &((const struct bo_param *)named)->unit;
    default:
        return NULL;
    }
}

/* Values of explanations and of what --show asks for */

static bool is_decimal(const char *text, size_t n)
{
    size_t digits = strspn(text + (*text == '-'), "0123456789.") + (*text == '-');
    return n > (size_t)(*text == '-') && digits >= n;
}

static bool is_number(const char *text)
{
    const char *slash = strchr(text, '/');
    return slash == NULL ? is_decimal(text, strlen(text))
                         : is_decimal(text, (size_t)(slash - text)) && is_decimal(slash + 1, strlen(slash + 1));
}

/* The first decimals of "30/7", cut off: "4.285714"; NULL when the numbers are too long for it. */
static const char *decimals(struct bo_arena *arena, const char *fraction)
{
    const char *slash = strchr(fraction, '/');
    bo_wide n, d;
    bool fine, big;
    if (!bo_dec_parse_scaled(fraction, (size_t)(slash - fraction), 0, &n, &fine, &big) ||
        !bo_dec_parse_scaled(slash + 1, strlen(slash + 1), 0, &d, &fine, &big) || d <= 0 || d >= (bo_wide)1 << 100) {
        return NULL;
    }
    bool negative = n < 0;
    n = negative ? -n : n;
    const char *whole = bo_dec_text(arena, n / d, 1);
    char digits[DIGITS_SHOWN + 1] = {0};
    bo_wide rest = n % d;
    for (int i = 0; i < DIGITS_SHOWN; i++) {
        rest *= 10;
        digits[i] = (char)('0' + (int)(rest / d));
        rest %= d;
    }
    return bo_printf(arena, "%s%s.%s", negative ? "-" : "", whole, digits);
}

/* What the unit says behind an amount: of "CUR/month" the sheet's "a month", of "CUR/hour" the unit's "an hour", else
 * "/hour"; the first symbol goes into the amount's form. */
static const char *behind(struct bo_arena *arena, const struct bo_set *set, const char *rest, const char *lang)
{
    for (size_t i = 0; *rest == '/' && i < set->sheet.periods.n; i++) {
        const char *label = bo_text_in(set, &set->sheet.periods.at[i].label, lang);
        if (label != NULL && strcmp(set->sheet.periods.at[i].id, rest + 1) == 0) {
            return bo_printf(arena, " %s", label);
        }
    }
    uint32_t number;
    bool one = *rest == '/' && bo_intern_find(&set->symbols, rest + 1, &number) && number < set->each.n;
    const char *each = one ? bo_text_in(set, &set->each.at[number], lang) : NULL;
    return each != NULL ? bo_printf(arena, " %s", each) : rest;
}

const char *bo_number_written(struct bo_arena *arena, const char *number, const char *lang)
{
    const char *part = strchr(number, '/') != NULL ? decimals(arena, number) : NULL;
    const char *written = bo_written_number(arena, part != NULL ? part : number, NULL, lang);
    return part != NULL ? bo_printf(arena, "%s…", written) : written;
}

/* A symbol behind a number; of several, the unit's other name ("hours"), where the rule set has one. */
static const char *symbol_behind(const struct bo_set *set, const char *symbol, const char *value)
{
    for (size_t i = 0; strcmp(value, "1") != 0 && i < set->aliases.n; i++) {
        if (strcmp(set->aliases.at[i].id, symbol) == 0) {
            return set->aliases.at[i].name;
        }
    }
    return symbol;
}

static const char *quantity_written(struct bo_arena *arena, const struct bo_set *set, const char *value,
                                    const char *unit, const char *lang)
{
    const char *form = NULL, *rest = "";
    if (*unit != '\0') {
        size_t n = strcspn(unit, "*/");
        const char *symbol = bo_strndup(arena, unit, n);
        bool inverse = strcmp(symbol, "1") == 0; /* "1/week" */
        form = inverse ? NULL : form_of(arena, set, symbol, symbol_behind(set, symbol, value));
        rest = behind(arena, set, unit + n, lang);
    }
    const char *written = bo_printf(arena, "%s%s", bo_written_number(arena, value, form, lang), rest);
    return strchr(value, '/') == NULL ? written
                                      : bo_printf(arena, "%s (%s)", written, bo_number_written(arena, value, lang));
}

static enum bo_kind kind_of(const struct bo_named *named, bool *told)
{
    *told = named != NULL;
    switch (named != NULL ? named->element : BO_E_ENTITY) {
    case BO_E_RULE:
        return ((const struct bo_rule *)named)->kind;
    case BO_E_INPUT:
        return ((const struct bo_input *)named)->kind;
    case BO_E_PARAM:
        return ((const struct bo_param *)named)->kind;
    case BO_E_FUNCTION:
        return ((const struct bo_function *)named)->kind;
    default:
        *told = false;
        return BO_NUMBER;
    }
}

static const char *code_written(const struct bo_set *set, const struct bo_named *named, const char *value,
                                const char *lang)
{
    const struct bo_input *input =
        named != NULL && named->element == BO_E_INPUT ? (const struct bo_input *)named : NULL;
    for (size_t i = 0; input != NULL && i < input->options.n; i++) {
        const char *label = bo_text_in(set, &input->options.at[i].label, lang);
        if (label != NULL && strcmp(input->options.at[i].value, value) == 0) {
            return label;
        }
    }
    return value;
}

const char *bo_value_written(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named,
                             const char *value, const char *unit, const char *lang)
{
    bool told, impossible;
    int64_t day;
    enum bo_kind kind = kind_of(named, &told);
    if (told && (kind == BO_CODE || kind == BO_FREE_TEXT)) {
        return code_written(set, named, value, lang);
    }
    if (is_number(value)) {
        return quantity_written(arena, set, value, unit, lang);
    }
    if (bo_date_parse(value, strlen(value), &day, &impossible)) {
        return bo_written_date(arena, day, lang);
    }
    if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0) {
        return bo_word(lang, *value == 't' ? BO_W_YES : BO_W_NO);
    }
    return value;
}
