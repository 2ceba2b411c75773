#include "lang/lex.h"
#include "base/buf.h"
#include "base/text.h"
#include <string.h>

struct lexer {
    struct bo_arena *arena;
    const struct bo_formula *formula;
    struct bo_diags *diags;
    const char *text;
    size_t n, at;
};

static const char *const keywords[] = {"if",   "then",  "else",      "for",      "in",       "return",
                                       "some", "every", "satisfies", "and",      "or",       "between",
                                       "true", "false", "null",      "function", "external", "instance"};

/* FEEL's functions; those with one word matter only for "this language does not have it". */
static const char *const builtins[] = {"abs",
                                       "after",
                                       "all",
                                       "any",
                                       "append",
                                       "before",
                                       "ceiling",
                                       "coincides",
                                       "concatenate",
                                       "contains",
                                       "context",
                                       "context merge",
                                       "context put",
                                       "count",
                                       "date",
                                       "date and time",
                                       "day of week",
                                       "day of year",
                                       "decimal",
                                       "distinct values",
                                       "duration",
                                       "during",
                                       "ends with",
                                       "even",
                                       "exp",
                                       "finished by",
                                       "finishes",
                                       "flatten",
                                       "floor",
                                       "get entries",
                                       "get value",
                                       "includes",
                                       "index of",
                                       "insert before",
                                       "is",
                                       "known",
                                       "list contains",
                                       "list replace",
                                       "log",
                                       "lower case",
                                       "matches",
                                       "max",
                                       "mean",
                                       "median",
                                       "meets",
                                       "met by",
                                       "min",
                                       "mode",
                                       "modulo",
                                       "month of year",
                                       "not",
                                       "not calculated",
                                       "now",
                                       "number",
                                       "odd",
                                       "overlapped after by",
                                       "overlapped before by",
                                       "overlaps",
                                       "overlaps after",
                                       "overlaps before",
                                       "previous",
                                       "product",
                                       "provided",
                                       "quantity",
                                       "range",
                                       "remove",
                                       "replace",
                                       "reverse",
                                       "round down",
                                       "round half down",
                                       "round half up",
                                       "round up",
                                       "sort",
                                       "split",
                                       "sqrt",
                                       "started by",
                                       "starts",
                                       "starts with",
                                       "stddev",
                                       "string",
                                       "string join",
                                       "string length",
                                       "sublist",
                                       "substring",
                                       "substring after",
                                       "substring before",
                                       "sum",
                                       "time",
                                       "today",
                                       "union",
                                       "upper case",
                                       "week of year",
                                       "years and months duration"};

bool bo_is_builtin(const char *name)
{
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++) {
        if (strcmp(builtins[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool refuse(struct lexer *l, size_t at, const char *code, const char *text)
{
    bo_diag(l->diags, BO_ERROR, bo_formula_place(l->formula, at), code, "%s", text);
    return false;
}

/* Bytes of white space at an offset: ASCII's, and the blanks of Unicode that FEEL counts. */
static size_t blank_at(const struct lexer *l, size_t at)
{
    static const char *const wide[] = {"\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe1\xa0\x8e", "\xe2\x80\xa8",
                                       "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf"};
    const char *p = l->text + at;
    if ((unsigned char)*p < 0x80) {
        return *p == ' ' || (*p >= '\t' && *p <= '\r');
    }
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (strncmp(p, wide[i], strlen(wide[i])) == 0) {
            return strlen(wide[i]);
        }
    }
    bool space = strncmp(p, "\xe2\x80", 2) == 0 && (unsigned char)p[2] >= 0x80 && (unsigned char)p[2] <= 0x8b;
    return space ? 3 : 0;
}

/* Past white space and comments; false when a comment has no end. */
static bool skip_blanks(struct lexer *l)
{
    for (;;) {
        const char *p = l->text + l->at;
        size_t n = blank_at(l, l->at);
        if (n > 0) {
            l->at += n;
        } else if (p[0] == '/' && p[1] == '/') {
            l->at += strcspn(p, "\n");
        } else if (p[0] == '/' && p[1] == '*') {
            const char *end = strstr(p + 2, "*/");
            if (end == NULL) {
                return refuse(l, l->at, "syntax", "this comment has no end");
            }
            l->at = (size_t)(end + 2 - l->text);
        } else {
            return true;
        }
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?' || (unsigned char)c >= 0x80;
}

/* Bytes of the identifier at an offset. */
static size_t name_length(const struct lexer *l, size_t at)
{
    size_t end = at;
    while (end < l->n && (begins_name(l->text[end]) || (end > at && is_digit(l->text[end]))) && blank_at(l, end) == 0) {
        end++;
    }
    return end - at;
}

/* "12", "1.5", ".5", "1.2e-3"; "1..5" is 1 and a range's dots. */
static size_t number_length(const struct lexer *l)
{
    const char *from = l->text + l->at, *p = from;
    while (is_digit(*p)) {
        p++;
    }
    if (*p == '.' && is_digit(p[1])) {
        for (p++; is_digit(*p); p++) {
        }
    }
    size_t sign = p[0] == 'e' || p[0] == 'E' ? 1 + (p[1] == '-' || p[1] == '+') : 0;
    if (sign > 0 && is_digit(p[sign])) {
        for (p += sign; is_digit(*p); p++) {
        }
    }
    return (size_t)(p - from);
}

static void add_point(struct bo_buf *to, uint32_t point)
{
    size_t more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned first[] = {0, 0xc0, 0xe0, 0xf0};
    bo_buf_putc(to, (char)(first[more] | point >> (6 * more)));
    for (size_t i = more; i > 0; i--) {
        bo_buf_putc(to, (char)(0x80 | (point >> (6 * (i - 1)) & 0x3f)));
    }
}

/* Exactly n hexadecimal digits. */
static bool hexadecimal(const char *p, size_t n, uint32_t *value)
{
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        const char *digits = "0123456789abcdef";
        char c = p[i] >= 'A' && p[i] <= 'F' ? (char)(p[i] - 'A' + 'a') : p[i];
        const char *digit = c != 0 ? strchr(digits, c) : NULL;
        if (digit == NULL) {
            return false;
        }
        *value = *value * 16 + (uint32_t)(digit - digits);
    }
    return true;
}

/* An escape at p ("\n", "\u0041"); returns its bytes, 0 when there is no such. */
static size_t escape(const char *p, struct bo_buf *to)
{
    static const char from[] = "\"\\/'nrtbf", into[] = "\"\\/'\n\r\t\b\f";
    const char *plain = p[1] != 0 ? strchr(from, p[1]) : NULL;
    if (plain != NULL) {
        bo_buf_putc(to, into[plain - from]);
        return 2;
    }
    uint32_t point, low;
    size_t digits = p[1] == 'u' ? 4 : p[1] == 'U' ? 6 : 0;
    if (digits == 0 || !hexadecimal(p + 2, digits, &point)) {
        return 0;
    }
    size_t n = 2 + digits;
    if (point >= 0xd800 && point <= 0xdbff && p[n] == '\\' && p[n + 1] == 'u' && hexadecimal(p + n + 2, 4, &low) &&
        low >= 0xdc00 && low <= 0xdfff) { /* a pair */
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        n += 6;
    }
    if (point == 0 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
        return 0;
    }
    add_point(to, point);
    return n;
}

static bool string(struct lexer *l, bo_tokens *tokens)
{
    size_t start = l->at++;
    struct bo_buf text;
    bo_buf_init(&text);
    while (l->at < l->n && l->text[l->at] != '"' && l->text[l->at] != '\n') {
        const char *p = l->text + l->at;
        size_t n = *p == '\\' ? escape(p, &text) : 1;
        if (n == 0) {
            bo_buf_fini(&text);
            return refuse(l, l->at, "syntax", "no such escape in a string");
        }
        if (*p != '\\') {
            bo_buf_putc(&text, *p);
        }
        l->at += n;
    }
    bool closed = l->at < l->n && l->text[l->at] == '"';
    l->at += closed;
    const char *copy = bo_strndup(l->arena, text.n > 0 ? text.at : "", text.n);
    bo_buf_fini(&text);
    if (!closed) {
        return refuse(l, start, "syntax", "this string has no end");
    }
    struct bo_token token = {BO_TOKEN_STRING, copy, (uint32_t)start, (uint32_t)l->at};
    BO_PUSH(l->arena, tokens, token);
    return true;
}

/* The offset behind the words of a built-in when they stand at `at` with "(" after them; 0 otherwise. */
static size_t words_end(const struct lexer *l, size_t at, const char *words)
{
    for (const char *w = words; *w != 0; w++) {
        if (*w == ' ') {
            size_t blanks = 0, n;
            while ((n = blank_at(l, at + blanks)) > 0) {
                blanks += n;
            }
            if (blanks == 0) {
                return 0;
            }
            at += blanks;
        } else if (l->text[at++] != *w) {
            return 0;
        }
    }
    size_t end = at, n;
    while ((n = blank_at(l, at)) > 0) {
        at += n;
    }
    return l->text[at] == '(' ? end : 0;
}

static void name(struct lexer *l, bo_tokens *tokens)
{
    struct bo_token token = {.kind = BO_TOKEN_NAME, .start = (uint32_t)l->at};
    size_t n = name_length(l, l->at);
    token.text = bo_strndup(l->arena, l->text + l->at, n);
    size_t end = l->at + n;
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
        bool same = keywords[i][0] == token.text[0] && strcmp(keywords[i], token.text) == 0;
        token.kind = same ? BO_TOKEN_KEYWORD : token.kind;
    }
    bool more = blank_at(l, end) > 0; /* a built-in's name may go on */
    for (size_t i = 0; more && i < sizeof builtins / sizeof *builtins; i++) {
        bool could = builtins[i][0] == token.text[0] && strchr(builtins[i], ' ') != NULL;
        size_t far = could ? words_end(l, l->at, builtins[i]) : 0;
        if (far > end) {
            token.text = builtins[i];
            token.kind = BO_TOKEN_NAME;
            end = far;
        }
    }
    l->at = end;
    token.end = (uint32_t)end;
    BO_PUSH(l->arena, tokens, token);
}

static bool sign(struct lexer *l, bo_tokens *tokens)
{
    static const char *const signs[] = {"..", "**", "!=", "<=", ">=", "(", ")", "[", "]", "{", "}",
                                        ",",  ":",  ".",  "+",  "-",  "*", "/", "=", "<", ">", "@"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (signs[i][0] == l->text[l->at] && strncmp(l->text + l->at, signs[i], n) == 0) {
            struct bo_token token = {BO_TOKEN_SIGN, signs[i], (uint32_t)l->at, (uint32_t)(l->at + n)};
            BO_PUSH(l->arena, tokens, token);
            l->at += n;
            return true;
        }
    }
    return refuse(l, l->at, "syntax", "this character has no meaning in a formula");
}

bool bo_lex(struct bo_arena *arena, const struct bo_formula *formula, bo_tokens *tokens, struct bo_diags *diags)
{
    struct lexer l = {.arena = arena, .formula = formula, .diags = diags, .text = formula->text, .n = formula->n};
    if (l.n > BO_FORMULA_MAX) {
        return refuse(&l, 0, "too-long", "the formula is too long");
    }
    if (strlen(l.text) != l.n || !bo_utf8_valid(l.text, l.n)) {
        return refuse(&l, 0, "syntax", "the formula is no UTF-8 text");
    }
    bool well = true;
    while (well && (well = skip_blanks(&l)) && l.at < l.n) {
        char c = l.text[l.at];
        if (is_digit(c) || (c == '.' && is_digit(l.text[l.at + 1]))) {
            struct bo_token token = {.kind = BO_TOKEN_NUMBER, .start = (uint32_t)l.at};
            size_t n = number_length(&l);
            token.text = bo_strndup(arena, l.text + l.at, n);
            l.at += n;
            token.end = (uint32_t)l.at;
            BO_PUSH(arena, tokens, token);
        } else if (c == '"') {
            well = string(&l, tokens);
        } else if (begins_name(c)) {
            name(&l, tokens);
        } else {
            well = sign(&l, tokens);
        }
    }
    struct bo_token end = {BO_TOKEN_END, "the end", (uint32_t)l.n, (uint32_t)l.n};
    BO_PUSH(arena, tokens, end);
    return well;
}
