/* Memory, buffers, messages, names. */
#include "base/buf.h"
#include "base/text.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

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
    for (int i = 0; i < 100; i++) {
        bo_diag(&diags, BO_ERROR, rows[0].place, "code", "again");
    }
    cr_expect_eq(diags.list.n, BO_DIAGS_MAX);
    cr_expect_eq(diags.errors, 104);
    cr_expect_eq(diags.dropped, 104 - BO_DIAGS_MAX);
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
        {"\xff", false, 1, 1},
        {"\xc0\x80", false, 1, 2},
        {"\xed\xa0\x80", false, 1, 3},
        {"\xc3", false, 1, 1},
        {"\xf4\x90\x80\x80", false, 1, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_utf8_valid(rows[i].text, strlen(rows[i].text)), rows[i].valid, "row %zu", i);
        cr_expect_eq(bo_utf8_count(rows[i].text, strlen(rows[i].text)), rows[i].count, "row %zu", i);
        cr_expect_eq(bo_utf8_width(rows[i].text), rows[i].width, "row %zu", i);
    }
}

Test(base, names)
{
    static const struct {
        const char *text;
        bool valid;
    } rows[] = {{"a", true}, {"a_1", true}, {"", false}, {"1a", false}, {"_a", false}, {"A", false}, {"a-b", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_name_valid(rows[i].text), rows[i].valid, "%s", rows[i].text);
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
                {"zzzz", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *found = bo_nearest(rows[i].name, known, sizeof known / sizeof *known);
        cr_expect(found == rows[i].nearest || (found && rows[i].nearest && strcmp(found, rows[i].nearest) == 0),
                  "%s: %s", rows[i].name, found ? found : "none");
    }
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
    bo_arena_fini(&arena);
}
