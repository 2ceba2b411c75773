/* Formulas: what their tree is (by its print with all brackets that are needed), and where errors stand. */
#include "lang/ast.h"
#include <criterion/criterion.h>
#include <string.h>

static struct bo_arena arena;
static struct bo_diags diags;

static void set_up(void)
{
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
}

static void tear_down(void)
{
    bo_arena_fini(&arena);
}

TestSuite(parse, .init = set_up, .fini = tear_down);

static struct bo_ast *parse(const char *text)
{
    struct bo_formula *formula = bo_alloc(&arena, sizeof *formula);
    *formula = (struct bo_formula){.text = text, .n = strlen(text), .at = {.file = "f", .line = 1, .column = 1}};
    return bo_parse(&arena, formula, &diags);
}

Test(parse, printed)
{
    static const struct {
        const char *text, *print;
    } rows[] = {
        {"1+2*3", "1 + 2 * 3"},
        {"(1+2)*3", "(1 + 2) * 3"},
        {"((1))", "1"},
        {"1-(2-3)-4", "1 - (2 - 3) - 4"},
        {"2**3**4", "2 ** 3 ** 4"},
        {"-3 ** 2", "-3 ** 2"},
        {"-(3 ** 2)", "-(3 ** 2)"},
        {"- -x", "--x"},
        {".5+1.50", ".5 + 1.50"},
        {"a and b or not(c)", "a and b or not(c)"},
        {"a and (b or c)", "a and (b or c)"},
        {"round   half\n up ( x , 2 )", "round half up(x, 2)"},
        {"years and months duration(from: a, to: b)", "years and months duration(from: a, to: b)"},
        {"round + half", "round + half"},
        {"if a then b else c + 1", "if a then b else c + 1"},
        {"(if a then b else c) + 1", "(if a then b else c) + 1"},
        {"x between 1 and 2 and y", "x between 1 and 2 and y"},
        {"x in [1..5]", "x in ([1..5])"},
        {"x in ]1..5[", "x in ((1..5))"},
        {"x in (1..5]", "x in ((1..5])"},
        {"x in (1, 2)", "x in (1, 2)"},
        {"x in (< 5, [7..9])", "x in (< 5, [7..9])"},
        {"x in > 5", "x in (> 5)"},
        {"x in \"a\"", "x in (\"a\")"},
        {"members[p.age >= 18].pay", "members[p.age >= 18].pay"},
        {"sum(jobs[position = 1].pay)", "sum(jobs[position = 1].pay)"},
        {"some p in members satisfies p.health = \"lcwra\"", "some p in members satisfies p.health = \"lcwra\""},
        {"for i in 1..3, j in [1, 2] return i*j", "for i in 1..3, j in [1, 2] return i * j"},
        {"@\"2026-04-06\" + @\"P1M\"", "@\"2026-04-06\" + @\"P1M\""},
        {"d.year", "d.year"},
        {"\"a\\\"\\n\\u00e9\"", "\"a\\\"\\n\xc3\xa9\""},
        {"1 // the rest\n + /* inside */ 2", "1 + 2"},
        {"[]", "[]"},
        {"not calculated(\"gap\")", "not calculated(\"gap\")"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_ast *ast = parse(rows[i].text);
        cr_assert(ast != NULL, "%s", rows[i].text);
        char *print = bo_ast_text(&arena, ast);
        cr_expect_str_eq(print, rows[i].print, "%s: %s", rows[i].text, print);
        struct bo_ast *again = parse(print);
        cr_assert(again != NULL, "%s", print);
        cr_expect_str_eq(bo_ast_text(&arena, again), print, "%s", print);
    }
}

Test(parse, errors)
{
    static const struct {
        const char *text;
        int line, column;
        const char *code;
    } rows[] = {
        {"", 1, 1, "syntax"},
        {"1 +", 1, 4, "syntax"},
        {"1 2", 1, 3, "syntax"},
        {"(1", 1, 3, "syntax"},
        {"f(1,)", 1, 5, "syntax"},
        {"if a then b", 1, 12, "syntax"},
        {"\"abc", 1, 1, "syntax"},
        {"\"a\\q\"", 1, 3, "syntax"},
        {"a\n + * b", 2, 4, "syntax"},
        {"\"\xc3\xa9\" ; 1", 1, 5, "syntax"},
        {"/* x", 1, 1, "syntax"},
        {"x in ()", 1, 7, "syntax"},
        {"null", 1, 1, "not-in-language"},
        {"{a: 1}", 1, 1, "not-in-language"},
        {"function(x) x", 1, 1, "not-in-language"},
        {"a instance of number", 1, 3, "not-in-language"},
        {"foo bar(1)", 1, 5, "syntax"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t before = diags.list.n;
        cr_expect_null(parse(rows[i].text), "%s", rows[i].text);
        cr_assert_eq(diags.list.n, before + 1, "%s: one message", rows[i].text);
        const struct bo_diag *diag = &diags.list.at[before];
        cr_expect(diag->place.line == rows[i].line && diag->place.column == rows[i].column, "%s: %s", rows[i].text,
                  bo_diag_line(&arena, diag));
        cr_expect_str_eq(diag->code, rows[i].code, "%s", rows[i].text);
    }
}

/* What is nested or chained too deeply is refused; what is at the limit is not. */
Test(parse, limits)
{
    static const struct {
        const char *piece;
        int n;
        bool good;
    } rows[] = {{"(", 100, true},  {"(", 5000, false},  {"-", 100, true},  {"-", 5000, false},
                {"1+", 900, true}, {"1+", 5000, false}, {"[", 5000, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n = strlen(rows[i].piece);
        char *text = bo_alloc(&arena, (size_t)rows[i].n * (n + 1) + 2);
        for (int k = 0; k < rows[i].n; k++) {
            memcpy(text + (size_t)k * n, rows[i].piece, n);
        }
        text[(size_t)rows[i].n * n] = '1';
        if (*rows[i].piece == '(') {
            memset(text + rows[i].n + 1, ')', (size_t)rows[i].n);
        }
        cr_expect_eq(parse(text) != NULL, rows[i].good, "%s %d times", rows[i].piece, rows[i].n);
    }
}

/* A place in a formula whose text was decoded from XML. */
Test(parse, places)
{
    static const char raw[] = "a &lt; b\n and &#233; c", text[] = "a < b\n and \xc3\xa9 c";
    struct bo_formula formula = {.text = text,
                                 .n = sizeof text - 1,
                                 .raw = raw,
                                 .raw_n = sizeof raw - 1,
                                 .at = {.file = "f.xml", .line = 10, .column = 20}};
    static const struct {
        size_t offset;
        int line, column;
    } rows[] = {{0, 10, 20}, {2, 10, 22}, {4, 10, 27}, {7, 11, 2}, {11, 11, 6}, {14, 11, 13}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_place place = bo_formula_place(&formula, rows[i].offset);
        cr_expect(place.line == rows[i].line && place.column == rows[i].column, "offset %zu: %d:%d", rows[i].offset,
                  place.line, place.column);
    }
}
