/* FEEL: constant expressions of our own, and those of the DMN Technology Compatibility Kit where they are at hand. */
#include "engine/compile.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *in_tree(const char *path)
{
    const char *tree = getenv("srcdir");
    char full[4096];
    snprintf(full, sizeof full, "%s/%s", tree != NULL ? tree : ".", path);
    return fopen(full, "r");
}

/* The next line that says something, without its end; "#" begins a remark. */
static char *next_line(FILE *file, char *line, size_t size)
{
    while (fgets(line, (int)size, file) != NULL) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] != 0 && line[0] != '#') {
            return line;
        }
    }
    return NULL;
}

/* "error: LINE:COLUMN: text [code]". */
static bool is_error(const char *text, const char *code)
{
    int line = 0, column = 0, from = 0;
    size_t n = strlen(text), m = strlen(code);
    sscanf(text, "error: %d:%d: %n", &line, &column, &from);
    return line > 0 && column > 0 && from > 0 && n > m + 2 && text[n - m - 2] == '[' && text[n - 1] == ']' &&
           strncmp(text + n - m - 1, code, m) == 0;
}

Test(feel, own)
{
    FILE *file = in_tree("tests/feel/cases.txt");
    cr_assert_not_null(file, "tests/feel/cases.txt is missing");
    char line[1000];
    int n = 0;
    while (next_line(file, line, sizeof line) != NULL) {
        char *arrow = strstr(line, " => "), *text;
        cr_assert_not_null(arrow, "%s", line);
        *arrow = 0;
        const char *expected = arrow + 4;
        bool wrong = strncmp(expected, "error ", 6) == 0;
        struct bo_arena arena;
        bo_arena_init(&arena);
        enum bo_status status = bo_eval_text(&arena, line, &text);
        if (wrong) {
            cr_expect(status == BO_NO && is_error(text, expected + 6), "%s gives %s, not %s", line, text, expected);
        } else {
            cr_expect(status == BO_OK && strcmp(text, expected) == 0, "%s gives %s, not %s", line, text, expected);
        }
        n++;
        bo_arena_fini(&arena);
    }
    fclose(file);
    cr_expect(n > 300, "only %d cases were read", n);
}

Test(feel, place_of_an_error)
{
    static const struct {
        const char *expression, *begins;
    } rows[] = {{"1 +\n  \"a\" * 2", "error: 2:3: "},
                {"\"é\" = 1 + x", "error: 1:11: "},
                {"if false then 1 else 1 / 0", "error: 1:22: "},
                {"[1, 2,\n 3][4]", "error: 2:5: "}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        char *text;
        cr_expect_eq(bo_eval_text(&arena, rows[i].expression, &text), BO_NO, "%s", rows[i].expression);
        cr_expect(strncmp(text, rows[i].begins, strlen(rows[i].begins)) == 0, "%s: %s", rows[i].expression, text);
        bo_arena_fini(&arena);
    }
}

/* The Technology Compatibility Kit */

enum { DEVIATIONS_MOST = 100 };

struct deviation {
    char line[400];
    const char *what; /* an id or an area */
    bool is_area;
    int seen;   /* cases that it speaks of */
    int counts; /* those that really deviate */
};

static int read_deviations(struct deviation *list)
{
    FILE *file = in_tree("tests/feel/deviations.txt");
    cr_assert_not_null(file, "tests/feel/deviations.txt is missing");
    int n = 0;
    while (n < DEVIATIONS_MOST && next_line(file, list[n].line, sizeof list[n].line) != NULL) {
        char *reason = strstr(list[n].line, ": ");
        cr_assert(reason != NULL && strlen(reason) > 12, "a deviation without a reason: %s", list[n].line);
        *reason = 0;
        list[n].is_area = strncmp(list[n].line, "area ", 5) == 0;
        list[n].what = list[n].line + (list[n].is_area ? 5 : 0);
        list[n].seen = list[n].counts = 0;
        n++;
    }
    fclose(file);
    return n;
}

/* The same duration, however it is written: P0D is PT0S. */
static bool same_duration(const char *a, const char *b)
{
    const char *text[2] = {a, b};
    bool in_months[2];
    int64_t count[2];
    for (int i = 0; i < 2; i++) {
        if (strcmp(text[i], "PT0S") == 0) {
            text[i] = "P0D";
        }
        if (!bo_duration_parse(text[i], strlen(text[i]), &in_months[i], &count[i])) {
            return false;
        }
    }
    return in_months[0] == in_months[1] && count[0] == count[1];
}

/* The value that is expected, as our output line has it. */
static char *expected_text(struct bo_arena *arena, const json_t *expect)
{
    const json_t *list = json_object_get(expect, "list");
    if (list != NULL) {
        char *text = bo_strdup(arena, "[");
        for (size_t i = 0; i < json_array_size(list); i++) {
            text = bo_printf(arena, "%s%s%s", text, i > 0 ? ", " : "", expected_text(arena, json_array_get(list, i)));
        }
        return bo_printf(arena, "%s]", text);
    }
    if (json_is_string(expect)) { /* what is no value, such as an element "none" */
        return bo_strdup(arena, json_string_value(expect));
    }
    const char *text = json_string_value(json_object_get(expect, "text"));
    const char *type = json_string_value(json_object_get(expect, "type"));
    return strcmp(type, "string") == 0 ? bo_printf(arena, "\"%s\"", text) : bo_strdup(arena, text);
}

static bool as_expected(struct bo_arena *arena, const json_t *row, const char **got)
{
    const json_t *expect = json_object_get(row, "expect");
    char *text;
    enum bo_status status = bo_eval_text(arena, json_string_value(json_object_get(row, "expression")), &text);
    *got = text;
    if (json_is_string(expect)) { /* "compile-error", "run-time-error" */
        int line = 0, column = 0;
        return status == BO_NO && sscanf(text, "error: %d:%d: ", &line, &column) == 2 && line > 0 && column > 0;
    }
    const char *wanted = expected_text(arena, expect);
    const char *type = json_string_value(json_object_get(expect, "type"));
    return status == BO_OK && (strcmp(text, wanted) == 0 ||
                               (type != NULL && strcmp(type, "duration") == 0 && same_duration(text, wanted)));
}

Test(feel, compatibility_kit)
{
    FILE *file = in_tree("../shared/feel/cases.jsonl");
    if (file == NULL) {
        cr_skip_test("the cases of the Technology Compatibility Kit are not at hand");
    }
    static struct deviation deviations[DEVIATIONS_MOST];
    static char line[100000];
    int n = read_deviations(deviations), cases = 0, counted = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        json_error_t error;
        json_t *row = json_loads(line, 0, &error);
        const char *id = json_string_value(json_object_get(row, "id"));
        const char *area = json_string_value(json_object_get(row, "area")), *got;
        cr_assert(id != NULL && area != NULL, "no case: %s", line);
        bool good = as_expected(&arena, row, &got), excused = false;
        for (int i = 0; i < n; i++) {
            bool of_it = strcmp(deviations[i].what, deviations[i].is_area ? area : id) == 0;
            deviations[i].seen += of_it;
            deviations[i].counts += of_it && !good;
            excused = excused || of_it;
        }
        cr_expect(good || excused, "%s: %s gives %s", id, json_string_value(json_object_get(row, "expression")), got);
        counted += !good && excused;
        cases++;
        json_decref(row);
        bo_arena_fini(&arena);
    }
    fclose(file);
    for (int i = 0; i < n; i++) {
        cr_expect(deviations[i].seen == 0 || deviations[i].counts > 0, "no longer a deviation: %s", deviations[i].what);
    }
    fprintf(stderr, "# feel: %d cases of the Technology Compatibility Kit, %d deviations\n", cases, counted);
}
