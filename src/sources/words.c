#include "sources/words.h"

#include "base/buf.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The character at *at of valid UTF-8; moves past it. */
static uint32_t next_character(const char **at, const char *end)
{
    unsigned char first = (unsigned char)*(*at)++;
    unsigned more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    uint32_t code = more == 0 ? first : first & (0x3fU >> more);
    for (; more > 0 && *at < end; more--) {
        code = code << 6 | ((unsigned char)*(*at)++ & 0x3f);
    }
    return code;
}

static bool is_blank(uint32_t c)
{
    return c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_unseen(uint32_t c)
{
    return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064) ||
           c == 0xfeff;
}

static uint32_t one_form(uint32_t c)
{
    switch (c) {
    case 0x2010: /* hyphens, figure dash, en dash, minus */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
        return '-';
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032:
        return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201f:
        return '"';
    default:
        return c;
    }
}

/* Letter and combining accent -> the letter of Latin-1; 0: there is none. */
static uint32_t composed(uint32_t letter, uint32_t accent)
{
    static const struct {
        uint32_t accent;
        const char *letters;
        unsigned char is[8];
    } known[] = {{0x300, "AEIOU", {0xc0, 0xc8, 0xcc, 0xd2, 0xd9}},
                 {0x301, "AEIOUY", {0xc1, 0xc9, 0xcd, 0xd3, 0xda, 0xdd}},
                 {0x302, "AEIOU", {0xc2, 0xca, 0xce, 0xd4, 0xdb}},
                 {0x303, "ANO", {0xc3, 0xd1, 0xd5}},
                 {0x308, "AEIOU", {0xc4, 0xcb, 0xcf, 0xd6, 0xdc}},
                 {0x30a, "A", {0xc5}},
                 {0x327, "C", {0xc7}}};
    bool small = letter >= 'a' && letter <= 'z';
    for (size_t i = 0; i < sizeof known / sizeof *known && letter < 0x80 && letter != 0; i++) {
        const char *at = strchr(known[i].letters, (int)(small ? letter - 0x20 : letter));
        if (known[i].accent == accent && at != NULL) {
            return known[i].is[at - known[i].letters] + (small ? 0x20U : 0);
        }
    }
    return 0;
}

static void put(struct bo_buf *buf, uint32_t c)
{
    if (c < 0x80) {
        bo_buf_putc(buf, (char)c);
    } else if (c < 0x800) {
        bo_buf_putc(buf, (char)(0xc0 | c >> 6));
        bo_buf_putc(buf, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        bo_buf_putc(buf, (char)(0xe0 | c >> 12));
        bo_buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
        bo_buf_putc(buf, (char)(0x80 | (c & 0x3f)));
    } else {
        bo_buf_putc(buf, (char)(0xf0 | c >> 18));
        bo_buf_putc(buf, (char)(0x80 | (c >> 12 & 0x3f)));
        bo_buf_putc(buf, (char)(0x80 | (c >> 6 & 0x3f)));
        bo_buf_putc(buf, (char)(0x80 | (c & 0x3f)));
    }
}

char *bo_words(struct bo_arena *arena, const char *text, size_t n)
{
    struct bo_buf buf;
    bool blank = false;
    uint32_t held = 0; /* written when the next character is known not to be its accent */
    bo_buf_init(&buf);
    for (const char *at = text, *end = text + n; at < end;) {
        uint32_t c = next_character(&at, end);
        if (is_unseen(c)) {
            continue;
        }
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        uint32_t one = held != 0 && !blank ? composed(held, c) : 0;
        if (one != 0) {
            held = one;
            continue;
        }
        if (held != 0) {
            put(&buf, held);
        }
        if (blank && held != 0) {
            bo_buf_putc(&buf, ' ');
        }
        blank = false;
        held = one_form(c);
    }
    if (held != 0) {
        put(&buf, held);
    }
    char *words = bo_strndup(arena, buf.at != NULL ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return words;
}

bool bo_is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Without capitals: ASCII, and the letters of Latin-1, whose second byte of UTF-8 tells. */
static char small(const char *text, size_t i)
{
    char c = text[i];
    if (c >= 'A' && c <= 'Z') {
        return (char)(c + 0x20);
    }
    unsigned char byte = (unsigned char)c;
    bool latin = i > 0 && (unsigned char)text[i - 1] == 0xc3;
    return latin && byte >= 0x80 && byte <= 0x9e && byte != 0x97 ? (char)(byte + 0x20) : c;
}

/* Length without dashes, colons and blanks at the end; a text of nothing else keeps its length. */
static size_t trimmed(const char *text)
{
    size_t n = strlen(text), whole = n;
    for (bool more = true; more && n > 0;) {
        more = false;
        if (n >= 3 && memcmp(text + n - 3, "\u2014", 3) == 0) {
            n -= 3;
            more = true;
        } else if (strchr(" -:", text[n - 1]) != NULL) {
            n--;
            more = true;
        }
    }
    return n == 0 ? whole : n;
}

static bool same_n(const char *a, const char *b, size_t n)
{
    size_t i = 0;
    while (i < n && small(a, i) == small(b, i)) {
        i++;
    }
    return i == n;
}

bool bo_words_same(const char *a, const char *b)
{
    size_t n = trimmed(a);
    return n == trimmed(b) && same_n(a, b, n);
}

const char *bo_words_within(const char *text, const char *words)
{
    size_t n = strlen(words), all = strlen(text);
    for (size_t i = 0; n > 0 && i + n <= all; i++) {
        bool starts = i == 0 || !bo_is_word_byte(words[0]) || !bo_is_word_byte(text[i - 1]);
        bool ends = !bo_is_word_byte(words[n - 1]) || !bo_is_word_byte(text[i + n]);
        if (starts && ends && same_n(text + i, words, n)) {
            return text + i;
        }
    }
    return NULL;
}

char *bo_words_folded(struct bo_arena *arena, const char *words)
{
    size_t n = trimmed(words);
    char *folded = bo_strndup(arena, words, n);
    for (size_t i = 0; i < n; i++) {
        folded[i] = small(words, i);
    }
    return folded;
}
