#include "sources/amount.h"

#include "base/buf.h"
#include <string.h>

/* How figures are written, one row a language; everything that is particular to one stands here. */
struct grammar {
    const char *language;
    char group, point;
    const char *before[4];  /* words or signs before money */
    const char *after[4];   /* behind it */
    const char *percent[4]; /* behind a percentage */
    const char *ordinal[6]; /* behind the number of a day */
    const char *months[12];
};
static const struct grammar grammars[] = {
    {.language = "en",
     .group = ',',
     .point = '.',
     .before = {"\u00a3"}, /* the pound sign */
     .percent = {"%", "per cent", "percent"},
     .ordinal = {"st", "nd", "rd", "th"},
     .months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                "november", "december"}},
    {.language = "nb",
     .group = ' ',
     .point = ',',
     .before = {"kr"},
     .after = {"kroner", "kr"},
     .percent = {"%", "prosent", "pst."},
     .ordinal = {"."},
     .months = {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
                "november", "desember"}},
};

enum { DIGITS_MAX = 15, PLACES_MAX = 6 };

struct piece { /* what is still to be read */
    const char *at;
    size_t n;
};

static const struct grammar *grammar_of(const char *language)
{
    for (size_t i = 0; language != NULL && i < sizeof grammars / sizeof *grammars; i++) {
        if (strcmp(grammars[i].language, language) == 0) {
            return &grammars[i];
        }
    }
    return NULL;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static void trim(struct piece *piece)
{
    while (piece->n > 0 && *piece->at == ' ') {
        piece->at++;
        piece->n--;
    }
    while (piece->n > 0 && piece->at[piece->n - 1] == ' ') {
        piece->n--;
    }
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

static bool same(const char *at, const char *word, size_t n)
{
    size_t i = 0;
    while (i < n && small(at[i]) == word[i]) {
        i++;
    }
    return i == n;
}

static bool take_before(struct piece *piece, const char *const *words, size_t n_words)
{
    for (size_t i = 0; i < n_words && words[i] != NULL; i++) {
        size_t n = strlen(words[i]);
        if (piece->n > n && same(piece->at, words[i], n)) {
            piece->at += n;
            piece->n -= n;
            trim(piece);
            return true;
        }
    }
    return false;
}

static bool take_after(struct piece *piece, const char *const *words, size_t n_words)
{
    for (size_t i = 0; i < n_words && words[i] != NULL; i++) {
        size_t n = strlen(words[i]);
        if (piece->n > n && same(piece->at + piece->n - n, words[i], n)) {
            piece->n -= n;
            trim(piece);
            return true;
        }
    }
    return false;
}

/* The digits before the point, without separators: "1,071" -> "1071". Groups are three digits, all or none. */
static bool whole_part(const struct grammar *grammar, struct piece whole, struct bo_buf *digits)
{
    size_t first = 0;
    while (first < whole.n && digit(whole.at[first])) {
        first++;
    }
    bool grouped = first < whole.n;
    if (first == 0 || (grouped && first > 3) || (first > 1 && whole.at[0] == '0')) {
        return false;
    }
    bo_buf_add(digits, whole.at, first);
    for (size_t i = first; i < whole.n; i += 4) {
        bool good = whole.n - i >= 4 && whole.at[i] == grammar->group && digit(whole.at[i + 1]) &&
                    digit(whole.at[i + 2]) && digit(whole.at[i + 3]) && whole.at[0] != '0';
        if (!good) {
            return false;
        }
        bo_buf_add(digits, whole.at + i + 1, 3);
    }
    return digits->n <= DIGITS_MAX;
}

/* "1,071.09" -> digits "107109" with 2 places. */
static bool number(const struct grammar *grammar, struct piece text, struct bo_buf *digits, size_t *places)
{
    const char *point = memchr(text.at, grammar->point, text.n);
    struct piece whole = {text.at, point == NULL ? text.n : (size_t)(point - text.at)};
    *places = point == NULL ? 0 : text.n - whole.n - 1;
    if (text.n == 0 || !whole_part(grammar, whole, digits) || *places > PLACES_MAX || (point != NULL && *places == 0)) {
        return false;
    }
    for (size_t i = 0; i < *places; i++) {
        if (!digit(point[1 + i])) {
            return false;
        }
    }
    if (*places > 0) {
        bo_buf_add(digits, point + 1, *places);
    }
    return true;
}

/* Digits with so many of them behind the point, as plain decimal text. */
static const char *decimal(struct bo_arena *arena, const struct bo_buf *digits, size_t places)
{
    const char *all = digits->at;
    size_t n = digits->n;
    while (n <= places) { /* "4" with 2 places: "004" */
        all = bo_printf(arena, "0%.*s", (int)n, all);
        n++;
    }
    while (n > places + 1 && *all == '0') {
        all++;
        n--;
    }
    return places == 0 ? bo_strndup(arena, all, n)
                       : bo_printf(arena, "%.*s.%.*s", (int)(n - places), all, (int)places, all + n - places);
}

/* A hundredth of it, without zeros at the end: 55.0 is 0.55. */
static const char *hundredth(struct bo_arena *arena, struct bo_buf *digits, size_t places)
{
    places += 2;
    while (places > 0 && digits->n > 1 && digits->at[digits->n - 1] == '0') {
        digits->n--;
        places--;
    }
    if (digits->n == 1 && digits->at[0] == '0') {
        places = 0;
    }
    return decimal(arena, digits, places);
}

static const char *plain(struct bo_arena *arena, const struct grammar *grammar, struct piece text, bool percent)
{
    struct bo_buf digits;
    size_t places;
    bo_buf_init(&digits);
    const char *figure = !number(grammar, text, &digits, &places) ? NULL
                         : percent                                ? hundredth(arena, &digits, places)
                                                                  : decimal(arena, &digits, places);
    bo_buf_fini(&digits);
    return figure;
}

#define N(array) (sizeof(array) / sizeof *(array))

const char *bo_amount_read(struct bo_arena *arena, const char *text, const char *language, enum bo_figure_form form,
                           bool bare)
{
    const struct grammar *grammar = grammar_of(language);
    struct piece piece = {text, strlen(text)};
    int64_t date;
    if (grammar == NULL) {
        return NULL;
    }
    trim(&piece);
    switch (form) {
    case BO_FIGURE_DATE:
        return bo_amount_date(text, language, &date) ? bo_date_text(arena, date) : NULL;
    case BO_FIGURE_MONEY:
        if (!take_before(&piece, grammar->before, N(grammar->before))) {
            take_after(&piece, grammar->after, N(grammar->after));
        }
        return plain(arena, grammar, piece, false);
    case BO_FIGURE_PERCENT:
        return take_after(&piece, grammar->percent, N(grammar->percent)) || bare ? plain(arena, grammar, piece, true)
                                                                                 : NULL;
    case BO_FIGURE_NUMBER:
        break;
    }
    return plain(arena, grammar, piece, false);
}

/* Takes digits from the front: 1 to `most` of them. */
static bool take_number(struct piece *piece, size_t most, int64_t *is)
{
    size_t n = 0;
    for (*is = 0; n < piece->n && n <= most && digit(piece->at[n]); n++) {
        *is = *is * 10 + (piece->at[n] - '0');
    }
    piece->at += n;
    piece->n -= n;
    return n > 0 && n <= most;
}

static bool iso_date(const char *text, int64_t *date)
{
    size_t n = strlen(text);
    bool impossible, time = n > 10 && text[10] == 'T' && digit(text[11]);
    return (n == 10 || time) && bo_date_parse(text, 10, date, &impossible);
}

bool bo_amount_date(const char *text, const char *language, int64_t *date)
{
    const struct grammar *grammar = grammar_of(language);
    struct piece piece = {text, strlen(text)};
    int64_t day, year;
    trim(&piece);
    if (iso_date(text, date)) {
        return true;
    }
    if (grammar == NULL || !take_number(&piece, 2, &day)) {
        return false;
    }
    take_before(&piece, grammar->ordinal, N(grammar->ordinal));
    trim(&piece);
    for (int month = 1; month <= 12; month++) {
        size_t n = strlen(grammar->months[month - 1]);
        if (piece.n != n + 5 || !same(piece.at, grammar->months[month - 1], n) || piece.at[n] != ' ') {
            continue;
        }
        struct piece rest = {piece.at + n + 1, 4};
        if (!take_number(&rest, 4, &year) || rest.n != 0 || year < 1000 || !bo_civil_valid(year, month, day)) {
            return false;
        }
        *date = bo_date_of(year, month, (int)day);
        return true;
    }
    return false;
}
