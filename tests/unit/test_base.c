/* Memory, buffers, messages, names. */
#define _GNU_SOURCE /* wcwidth */
#include "base/buf.h"
#include "base/text.h"
#include <criterion/criterion.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

static uint64_t random_state = 88172645463325252;

static unsigned below(unsigned n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)(random_state >> 33) % n;
}

Test(base, arena)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 16383, 16385, 70000, 1 << 20, 3};
    unsigned char *at[sizeof sizes / sizeof *sizes];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        at[i] = bo_alloc(&arena, sizes[i]);
        cr_expect_eq((uintptr_t)at[i] % _Alignof(max_align_t), 0, "size %zu is aligned", sizes[i]);
        for (size_t k = 0; k < sizes[i]; k++) {
            cr_assert_eq(at[i][k], 0, "size %zu is zeroed", sizes[i]);
        }
        memset(at[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (size_t k = 0; k < sizes[i]; k++) {
            cr_assert_eq(at[i][k], i + 1, "size %zu is nobody else's", sizes[i]);
        }
    }
    bo_arena_fini(&arena);
    cr_expect_eq(arena.used, 0);
}

/* What cannot be had ends the process with status 7 and no partial answer. */
Test(base, too_much_memory, .exit_code = 7)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    bo_alloc(&arena, SIZE_MAX);
}

Test(base, overflow_of_an_array, .exit_code = 7)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    bo_alloc_array(&arena, SIZE_MAX / 2 + 2, 2);
}

Test(base, too_long_a_text, .exit_code = 7)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_add(&buf, "x", (size_t)BO_BUF_MAX + 1);
}

Test(base, copies)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    cr_expect_str_eq(bo_strdup(&arena, "abc"), "abc");
    cr_expect_str_eq(bo_strdup(&arena, ""), "");
    cr_expect_str_eq(bo_strndup(&arena, "abc", 2), "ab");
    cr_expect_str_eq(bo_strndup(&arena, "abc", 9), "abc");
    cr_expect_str_eq(bo_strndup(&arena, "abc", 0), "");
    char *wide = bo_printf(&arena, "%100000d|%s", 5, "x");
    cr_expect_eq(strlen(wide), 100002);
    cr_expect_str_eq(wide + 99999, "5|x");
    bo_arena_fini(&arena);
}

Test(base, vector)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    BO_VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++) {
        BO_PUSH(&arena, &numbers, i * i);
    }
    for (int i = 0; i < 1000; i++) {
        cr_assert_eq(numbers.at[i], i * i);
    }
    bo_arena_fini(&arena);
}

Test(base, buffer)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    for (int i = 0; i < 500; i++) {
        bo_buf_printf(&buf, "%d,", i % 10);
    }
    bo_buf_putc(&buf, '.');
    cr_expect_eq(buf.n, 1001);
    cr_expect_eq(strlen(buf.at), 1001);
    char *text = bo_buf_take(&buf);
    cr_expect_eq(strncmp(text, "0,1,2,", 6), 0);
    free(text);
    text = bo_buf_take(&buf);
    cr_expect_str_eq(text, "", "an empty one is an empty text");
    free(text);
    bo_buf_printf(&buf, "%s", "");
    bo_buf_add(&buf, "a\0b", 3);
    cr_expect(buf.n == 3 && memcmp(buf.at, "a\0b", 4) == 0, "0 bytes are bytes");
    bo_buf_printf(&buf, "%5000d", 1);
    cr_expect_eq(buf.n, 5003);
    bo_buf_fini(&buf);
    cr_expect(buf.at == NULL && buf.n == 0);
}

Test(base, messages)
{
    static const struct {
        struct bo_place place;
        const char *cite, *line;
    } rows[] = {
        {{.file = "a.xml", .line = 3, .column = 7}, NULL, "a.xml:3:7: error: no 5 [code]"},
        {{.file = "a.xml", .line = 3}, NULL, "a.xml:3: error: no 5 [code]"},
        {{.file = "c.json", .pointer = "/people/you"}, NULL, "c.json: /people/you: error: no 5 [code]"},
        {{.file = "a.xml", .line = 3, .column = 7}, "Act 1 s 2", "a.xml:3:7: error: no 5 (Act 1 s 2) [code]"},
    };
    struct bo_arena arena;
    struct bo_diags diags;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bo_diag_cite(&diags, BO_ERROR, rows[i].place, "code", rows[i].cite, "no %d", 5);
        cr_expect_str_eq(bo_diag_line(&arena, &diags.list.at[i]), rows[i].line);
    }
    bo_arena_fini(&arena);
}

Test(base, bounded_messages)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_place place = {.file = "a.xml", .line = 1, .column = 1};
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    for (int i = 0; i < 104; i++) {
        bo_diag(&diags, i % 2 == 0 ? BO_WARNING : BO_NOTE, place, "code", "number %d", i);
    }
    cr_expect(diags.list.n == BO_DIAGS_MAX && diags.errors == 0 && diags.dropped == 104 - BO_DIAGS_MAX);
    cr_expect_str_eq(diags.list.at[BO_DIAGS_MAX - 1].text, "number 49", "the first ones stay");
    bo_diag(&diags, BO_ERROR, place, "code", "wrong");
    cr_expect(diags.list.n == BO_DIAGS_MAX && diags.errors == 1 && diags.dropped == 105 - BO_DIAGS_MAX);
    cr_expect_str_eq(diags.list.at[BO_DIAGS_MAX - 1].text, "wrong", "an error is told");
    cr_expect_str_eq(diags.list.at[BO_DIAGS_MAX - 2].text, "number 48");
    for (int i = 0; i < 1000; i++) {
        bo_diag(&diags, BO_ERROR, place, "code", "error %d", i);
    }
    cr_expect(diags.list.n == BO_DIAGS_MAX && diags.errors == 1001 && diags.dropped == 1105 - BO_DIAGS_MAX);
    for (size_t i = 0; i < BO_DIAGS_MAX; i++) {
        cr_expect_eq(diags.list.at[i].severity, BO_ERROR, "message %zu", i);
    }
    cr_expect_str_eq(diags.list.at[0].text, "wrong");
    cr_expect_str_eq(diags.list.at[1].text, "error 0");
    char *printed = NULL;
    size_t n = 0, lines = 0;
    FILE *to = open_memstream(&printed, &n);
    bo_diags_print(&diags, to);
    fclose(to);
    for (size_t i = 0; i < n; i++) {
        lines += printed[i] == '\n';
    }
    cr_expect_eq(lines, BO_DIAGS_MAX + 1);
    cr_expect_not_null(strstr(printed, "betteroff: note: 1055 more messages [more]\n"));
    free(printed);
    bo_arena_fini(&arena);
}

/* A message keeps no pointer into what it quotes. */
Test(base, messages_own_their_texts)
{
    struct bo_arena arena;
    struct bo_diags diags;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    char file[] = "a.xml", pointer[] = "/a", code[] = "code", cite[] = "Act", word[] = "word";
    bo_diag_cite(&diags, BO_NOTE, (struct bo_place){.file = file, .pointer = pointer}, code, cite, "%s", word);
    *file = *pointer = *code = *cite = *word = '!';
    cr_expect_str_eq(bo_diag_line(&arena, &diags.list.at[0]), "a.xml: /a: note: word (Act) [code]");
    bo_diag(&diags, BO_WARNING, (struct bo_place){0}, "code", "no place");
    cr_expect_str_eq(bo_diag_line(&arena, &diags.list.at[1]), "betteroff: warning: no place [code]");
    bo_diag(&diags, BO_ERROR, (struct bo_place){.file = "a\nb\x1b[2J"}, "code", "two\nlines, \x1b[31mred, \xff");
    cr_expect_str_eq(bo_diag_line(&arena, &diags.list.at[2]),
                     "a b\uFFFD[2J: error: two lines, \uFFFD[31mred, \uFFFD [code]");
    bo_diag(&diags, BO_ERROR, (struct bo_place){0}, "code", "%100000d", 1);
    cr_expect_eq(strlen(diags.list.at[3].text), BO_DIAG_TEXT_MAX + strlen("\u2026"));
    bo_arena_fini(&arena);
}

Test(base, utf8)
{
    static const struct {
        const char *text;
        bool valid;
        size_t count, width;
    } rows[] = {
        {"", true, 0, 0},
        {"abc", true, 3, 3},
        {"Caf\xc3\xa9", true, 4, 4},
        {"e\xcc\x81", true, 2, 1},
        {"\xe6\xa8\xaa", true, 1, 2},
        {"\xf0\x9f\x98\x80", true, 1, 2},
        {"\x7f", true, 1, 1},
        {"\xc2\x80", true, 1, 1},
        {"\xdf\xbf", true, 1, 1},
        {"\xe0\xa0\x80", true, 1, 1},
        {"\xed\x9f\xbf", true, 1, 1},
        {"\xee\x80\x80", true, 1, 1},
        {"\xef\xbf\xbd", true, 1, 1},
        {"\xf0\x90\x80\x80", true, 1, 1},
        {"\xf4\x8f\xbf\xbf", true, 1, 1},
        {"\xe2\x80\x8b", true, 1, 0},
        {"\xff", false, 1, 1},
        {"\x80", false, 0, 1},
        {"\xbf", false, 0, 1},
        {"\xc3", false, 1, 1},
        {"\xc3(", false, 2, 2},
        {"\xe2\x82", false, 1, 2},
        {"\xf0\x9f\x98", false, 1, 3},
        {"\xc0\x80", false, 1, 2},                 /* 0 in two bytes */
        {"\xc1\xbf", false, 1, 2},                 /* 7f in two */
        {"\xe0\x80\xaf", false, 1, 3},             /* "/" in three */
        {"\xe0\x9f\xbf", false, 1, 3},             /* 7ff in three */
        {"\xf0\x80\x80\xaf", false, 1, 4},         /* "/" in four */
        {"\xf0\x8f\xbf\xbf", false, 1, 4},         /* ffff in four */
        {"\xf8\x88\x80\x80\x80", false, 1, 5},     /* five bytes */
        {"\xfc\x84\x80\x80\x80\x80", false, 1, 6}, /* six */
        {"\xfe", false, 1, 1},
        {"\xed\xa0\x80", false, 1, 3},             /* d800 */
        {"\xed\xbf\xbf", false, 1, 3},             /* dfff */
        {"\xed\xa0\xbd\xed\xb8\x80", false, 2, 6}, /* a pair of them */
        {"\xf4\x90\x80\x80", false, 1, 4},         /* 110000 */
        {"\xf5\x80\x80\x80", false, 1, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_utf8_valid(rows[i].text, strlen(rows[i].text)), rows[i].valid, "row %zu", i);
        cr_expect_eq(bo_utf8_count(rows[i].text, strlen(rows[i].text)), rows[i].count, "row %zu", i);
        cr_expect_eq(bo_utf8_width(rows[i].text), rows[i].width, "row %zu", i);
    }
}

/* Each code point written by the definition, then each of its bytes lost or changed. */
Test(base, utf8_all)
{
    for (uint32_t p = 0; p < 0x110000; p++) {
        char text[4];
        size_t n = p < 0x80 ? 1 : p < 0x800 ? 2 : p < 0x10000 ? 3 : 4;
        static const unsigned char first[] = {0, 0, 0xc0, 0xe0, 0xf0};
        uint32_t rest = p;
        for (size_t i = n; i-- > 1; rest >>= 6) {
            text[i] = (char)(0x80 | (rest & 0x3f));
        }
        text[0] = (char)(first[n] | rest);
        bool surrogate = p >= 0xd800 && p < 0xe000, right = bo_utf8_valid(text, n) == !surrogate;
        right = right && bo_utf8_count(text, n) == 1 && (n == 1 || !bo_utf8_valid(text, n - 1));
        right = right && (n == 1 || !bo_utf8_valid(text + 1, n - 1));
        if (!right) {
            cr_assert_fail("code point %x", p);
        }
    }
    cr_expect(bo_utf8_valid("a\0b", 3));
}

/* Where the table says something else than 1, the C library's table says the same (or knows the character not yet). */
Test(base, widths)
{
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
        return;
    }
    unsigned compared = 0;
    for (uint32_t p = 0xa0; p < 0x110000; p++) {
        char text[MB_LEN_MAX + 1] = "";
        int theirs = wcwidth((wchar_t)p);
        if ((p >= 0xd800 && p < 0xe000) || wctomb(text, (wchar_t)p) < 0) {
            continue;
        }
        size_t ours = bo_utf8_width(text);
        compared += ours != 1 && theirs >= 0;
        cr_expect(ours == 1 || theirs < 0 || (size_t)theirs == ours || p == 0xad, "U+%04X: %zu, not %d", p, ours,
                  theirs);
    }
    cr_expect_gt(compared, 50000);
    cr_expect_eq(bo_utf8_width("Caf\xc3\xa9 \xc2\xa3"
                               "12"),
                 8);
}

Test(base, one_line)
{
    static const struct {
        const char *text;
        size_t max;
        const char *line;
    } rows[] = {
        {"", 10, ""},
        {"", 0, ""},
        {"plain", 10, "plain"},
        {"plain", 5, "plain"},
        {"plain", 4, "plai\u2026"},
        {"plain", 0, "\u2026"},
        {"a\tb\r\nc", 10, "a b  c"},
        {"\x1b[0m\x07\x7f", 40, "\uFFFD[0m\uFFFD\uFFFD"},
        {"\xc2\x80\xc2\x85\xc2\x9f\xc2\xa0", 40, "\uFFFD\uFFFD\uFFFD\u00a0"},
        {"\u202eabc\u2066", 40,
         "\uFFFD"
         "abc\uFFFD"},
        {"\u00e9\u00e9", 3, "\u00e9\u2026"}, /* no half character */
        {"\xff\xc3", 40, "\uFFFD\uFFFD"},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(bo_utf8_line(&arena, rows[i].text, rows[i].max), rows[i].line, "row %zu", i);
    }
    for (int round = 0; round < 2000; round++) {
        char noise[40] = "";
        for (size_t i = 0; i + 1 < sizeof noise; i++) {
            noise[i] = (char)(below(255) + 1);
        }
        const char *line = bo_utf8_line(&arena, noise, 60);
        cr_assert(bo_utf8_valid(line, strlen(line)) && strlen(line) <= 63, "round %d", round);
    }
    bo_arena_fini(&arena);
}

Test(base, names)
{
    static const struct {
        const char *text;
        bool valid;
    } rows[] = {{"a", true},    {"a_1", true},  {"", false},          {"1a", false}, {"_a", false}, {"A", false},
                {"a-b", false}, {"a b", false}, {"a\xc3\xa9", false}, {"z9_", true}, {"a\n", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_name_valid(rows[i].text), rows[i].valid, "%s", rows[i].text);
    }
    char text[83] = "";
    memset(text, 'a', 81);
    cr_expect_not(bo_name_valid(text), "81 bytes");
    text[80] = 0;
    cr_expect(bo_name_valid(text), "80 bytes");
}

/* The distance by its definition: the cheapest way to make the rest of a into the rest of b. */
static size_t edits(const char *a, const char *b)
{
    if (*a == 0 || *b == 0) {
        return strlen(a) + strlen(b);
    }
    size_t best = edits(a + 1, b + 1) + (*a != *b), other = edits(a + 1, b) + 1;
    best = other < best ? other : best;
    other = edits(a, b + 1) + 1;
    best = other < best ? other : best;
    if (a[1] != 0 && b[1] != 0 && a[0] == b[1] && a[1] == b[0]) {
        other = edits(a + 2, b + 2) + 1;
        best = other < best ? other : best;
    }
    return best;
}

Test(base, nearest_by_definition)
{
    char words[6][7];
    const char *candidates[5];
    for (int round = 0; round < 3000; round++) {
        for (size_t w = 0; w < 6; w++) {
            size_t n = below(7);
            for (size_t i = 0; i < n; i++) {
                words[w][i] = (char)('a' + below(3));
            }
            words[w][n] = 0;
        }
        const char *best = NULL;
        size_t least = SIZE_MAX, length = strlen(words[5]);
        for (size_t w = 0; w < 5; w++) {
            candidates[w] = words[w];
            size_t n = strlen(words[w]), longer = n > length ? n : length, far = edits(words[5], words[w]);
            size_t allowed = longer / 3 > 0 ? longer / 3 : 1;
            if (far <= allowed && (far < longer) && far < least) {
                least = far;
                best = candidates[w];
            }
        }
        const char *found = bo_nearest(words[5], candidates, 5);
        cr_assert_eq(found, best, "%s: %s, not %s", words[5], found ? found : "none", best ? best : "none");
    }
}

Test(base, nearest)
{
    static const char *const known[] = {"calc", "explain", "rules", "hours_per_week", "hourly_wage"};
    static const struct {
        const char *name, *nearest;
    } rows[] = {{"cacl", "calc"},
                {"explian", "explain"},
                {"rule", "rules"},
                {"hours_per_weeks", "hours_per_week"},
                {"hourly_wages", "hourly_wage"},
                {"xyzzy", NULL},
                {"", NULL},
                {"hourlywage", "hourly_wage"},
                {"hours_per_week", "hours_per_week"},
                {"c", NULL},
                {"zzzz", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = bo_nearest(rows[i].name, known, sizeof known / sizeof *known);
        cr_expect(found == rows[i].nearest || (found && rows[i].nearest && strcmp(found, rows[i].nearest) == 0),
                  "%s: %s", rows[i].name, found ? found : "none");
    }
    static const char *const holes[] = {NULL, "", "a"};
    char text[200] = "";
    memset(text, 'a', 199);
    cr_expect_null(bo_nearest(text, holes, 3), "too long to be a name");
    cr_expect_null(bo_nearest("", holes, 3), "nothing is near nothing");
    cr_expect_null(bo_nearest("b", holes, 3), "another letter is another name");
    cr_expect_eq(bo_nearest("ab", holes, 3), holes[2]);
    cr_expect_null(bo_nearest("a", NULL, 0));
}

Test(base, interned)
{
    struct bo_arena arena;
    struct bo_intern intern;
    bo_arena_init(&arena);
    bo_intern_init(&intern, &arena);
    uint32_t number;
    cr_expect_not(bo_intern_find(&intern, "n1", &number));
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 1000; i++) {
            cr_assert_eq(bo_intern(&intern, bo_printf(&arena, "n%u", i)), i);
        }
    }
    cr_expect(bo_intern_find(&intern, "n999", &number));
    cr_expect_eq(number, 999);
    cr_expect_not(bo_intern_find(&intern, "n1000", &number));
    cr_expect_eq(bo_intern_n(&intern, "n12345", 3), 12);
    cr_expect_eq(bo_intern(&intern, ""), 1000);
    cr_expect_eq(bo_intern_n(&intern, "abc", 0), 1000);
    cr_expect_eq(bo_intern(&intern, "n"), 1001, "the start of another is not another");
    for (uint32_t i = 0; i < 1000; i++) {
        cr_assert_str_eq(intern.texts.at[i], bo_printf(&arena, "n%u", i));
    }
    bo_arena_fini(&arena);
}

Test(base, files)
{
    struct bo_arena arena;
    struct bo_diags diags;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    char *text;
    size_t n;
    cr_expect_eq(bo_read_file(&arena, "/dev/null", 10, &text, &n, &diags), BO_OK);
    cr_expect_eq(n, 0);
    cr_expect_str_eq(text, "");
    cr_expect_eq(bo_read_file(&arena, "/dev/zero", 1000, &text, &n, &diags), BO_IO, "too long");
    cr_expect_eq(bo_read_file(&arena, "/no/such/file", 10, &text, &n, &diags), BO_IO);
    cr_expect_eq(bo_read_file(&arena, "/dev", 10, &text, &n, &diags), BO_IO, "a folder");
    cr_expect_eq(diags.errors, 3);
    char path[] = "/tmp/betteroff-test-XXXXXX";
    int made = mkstemp(path);
    cr_assert(made >= 0 && write(made, "a\0b\n", 4) == 4);
    close(made);
    cr_expect_eq(bo_read_file(&arena, path, 4, &text, &n, &diags), BO_OK, "exactly as long as allowed");
    cr_expect(n == 4 && memcmp(text, "a\0b\n", 5) == 0, "a 0 byte follows");
    cr_expect_eq(bo_read_file(&arena, path, 3, &text, &n, &diags), BO_IO);
    cr_expect_str_eq(diags.list.at[3].text, "more than 3 bytes");
    cr_expect_not_null(freopen(path, "rb", stdin));
    cr_expect_eq(bo_read_file(&arena, "-", 100, &text, &n, &diags), BO_OK, "standard input");
    cr_expect(n == 4 && memcmp(text, "a\0b\n", 5) == 0);
    unlink(path);
    bo_arena_fini(&arena);
}
