/* The messages of loader and checker: each tests/rules/bad/NAME.xml gives exactly the lines of NAME.txt. */
#include "base/buf.h"
#include "rules/load.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *source_path(struct bo_arena *arena, const char *rest)
{
    const char *srcdir = getenv("srcdir");
    return bo_printf(arena, "%s/tests/rules/%s", srcdir != NULL ? srcdir : ".", rest);
}

static char *lines_of(struct bo_arena *arena, const struct bo_diags *diags)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_puts(&buf, "");
    for (size_t i = 0; i < diags->list.n; i++) {
        bo_buf_printf(&buf, "%s\n", bo_diag_line(arena, &diags->list.at[i]));
    }
    char *text = bo_strdup(arena, buf.at);
    bo_buf_fini(&buf);
    return text;
}

static void check_file(const char *name)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set;
    char *text, *expected;
    size_t n, expected_n;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    const char *path = source_path(&arena, bo_printf(&arena, "bad/%s.xml", name));
    const char *lines = source_path(&arena, bo_printf(&arena, "bad/%s.txt", name));
    cr_assert_eq(bo_read_file(&arena, path, BO_XML_FILE_MAX, &text, &n, &diags), BO_OK, "%s", path);
    cr_assert_eq(bo_read_file(&arena, lines, BO_XML_FILE_MAX, &expected, &expected_n, &diags), BO_OK, "%s", lines);
    cr_expect_eq(bo_rules_load_text(bo_printf(&arena, "%s.xml", name), text, n, &set, &diags), BO_BAD_RULES, "%s",
                 name);
    cr_expect_null(set, "%s gives out a set", name);
    cr_expect_str_eq(lines_of(&arena, &diags), expected, "%s:\n%s", name, lines_of(&arena, &diags));
    bo_arena_fini(&arena);
}

Test(check, messages)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    DIR *directory = opendir(source_path(&arena, "bad"));
    cr_assert_not_null(directory);
    size_t files = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n > 4 && strcmp(entry->d_name + n - 4, ".xml") == 0) {
            check_file(bo_strndup(&arena, entry->d_name, n - 4));
            files++;
        }
    }
    closedir(directory);
    cr_expect(files >= 15, "only %zu files", files);
    bo_arena_fini(&arena);
}

#define HEAD \
    "<ruleset xmlns=\"urn:x-betteroff:rules:1\" id=\"t\" version=\"1\" complete-from=\"2020-01-01\" " \
    "complete-until=\"2020-12-31\" currency=\"CRD\" lang=\"en\"><title lang=\"en\">T</title><unit id=\"CRD\"/>" \
    "<entity id=\"home\" kind=\"one\" key=\"home\"/><source id=\"act\" title=\"Act\"/>"

/* The first message's code for a set that ends in `rest`; "" when it loads. */
static char *first_code(struct bo_arena *arena, const char *rest)
{
    struct bo_diags diags;
    struct bo_set *set;
    bo_diags_init(&diags, arena);
    const char *text = bo_printf(arena, HEAD "%s</ruleset>", rest);
    enum bo_status status = bo_rules_load_text("t.xml", text, strlen(text), &set, &diags);
    cr_assert_eq(status == BO_OK, set != NULL);
    bo_set_free(set);
    return bo_strdup(arena, diags.list.n > 0 ? diags.list.at[0].code : "");
}

/* What the language allows at its edges, beside what it refuses. */
Test(check, edges)
{
    static const struct {
        const char *rest, *code;
    } rows[] = {
        {"", ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2020-01-01' until='2020-12-31'>1.25</value></param>",
         ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2020-01-01' until='2020-12-30'>1.25</value></param>",
         "not-covered"},
        {"<param id='p' scale='2'><cite source='act'/><value from='2020-01-02'>1.25</value></param>", "not-covered"},
        {"<param id='p' scale='2'><cite source='act'/><gap from='2020-01-01' until='2020-12-31'><text "
         "lang='en'>x</text></gap></param>",
         ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2020-06-01'>1.25</value><gap from='2019-01-01' "
         "until='2020-05-31'><text lang='en'>x</text></gap></param>",
         ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>1.25</value><gap from='2020-06-01' "
         "until='2020-12-31'><text lang='en'>x</text></gap></param>",
         ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>1.255</value></param>", "too-fine"},
        {"<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>-0.25</value></param>", ""},
        {"<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>+1</value></param>", "bad-value"},
        {"<param id='p' scale='2'><cite source='act'/><value from='2019-01-01'>1e2</value></param>", "bad-value"},
        {"<param id='p' scale='12' unit='1'><cite source='act'/><value from='2019-01-01'>1</value></param>", ""},
        {"<rule id='r' entity='case' scale='0'><cite source='act'/><expr>1</expr></rule>", ""},
        {"<rule id='r' entity='home' scale='exact'><cite source='act'/><expr>1</expr></rule>", ""},
        {"<rule id='r' entity='home' scale='0'><cite source='act'/><choose hit='unique'><when "
         "test='true'>1</when></choose></rule>",
         ""},
        {"<rule id='r' entity='home' scale='0'><cite source='act' role='rounding'/><cite source='act'/>"
         "<expr>floor(1.5)</expr></rule>",
         ""},
        {"<input id='i' entity='home' type='number' scale='0' min='0' max='0' default='0'/>", ""},
        {"<input id='i' entity='home' type='date'/>", ""},
        {"<input id='i' entity='home' type='text' default='as it is'/>", ""},
        {"<input id='i' entity='home' type='number' unit='CRD' scale='2' min='0' max='9'/><sheet entity='home'>"
         "<group id='g' total='t'><line value='i'/></group></sheet>",
         ""},
        {"<input id='i' entity='home' type='recurring' scale='2' min='0' max='9'/><sheet entity='home'>"
         "<group id='g' total='t'><line value='i'/></group></sheet>",
         "not-a-number"},
        {"<not-calculated id='n'><text lang='en'>a { is only a brace here</text></not-calculated>", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        const char *code = first_code(&arena, rows[i].rest);
        cr_expect_str_eq(code, rows[i].code, "row %zu: '%s', not '%s'", i, code, rows[i].code);
        bo_arena_fini(&arena);
    }
}

/* Which facts a grid moves: everything that must fit together. */
Test(check, vary)
{
#define VARY_HEAD \
    "<entity id='person' kind='map' key='people' in='home' max='2'/><entity id='job' kind='list' key='jobs' " \
    "in='person' max='2'/><entity id='step' kind='list' key='plan' in='job' max='2'/><unit id='hour'/>" \
    "<input id='h' entity='job' type='number' unit='hour' scale='2' min='0' max='100'/>" \
    "<input id='w' entity='job' type='number' unit='CRD/hour' scale='2' min='0' max='99'/>" \
    "<input id='p' entity='job' type='recurring' scale='2' min='0' max='9'/>" \
    "<input id='other' entity='person' type='number' unit='CRD/hour' scale='2' min='0' max='99'/>" \
    "<rule id='least' entity='person' unit='CRD/hour' scale='0'><cite source='act'/><expr>quantity(1, \"CRD/hour\")" \
    "</expr></rule><rule id='may' entity='person' type='boolean'><cite source='act'/><expr>true</expr></rule>" \
    "<rule id='whole' entity='person' unit='CRD' scale='2'><cite source='act'/><expr>quantity(1, " \
    "\"CRD\")</expr></rule>" \
    "<rule id='outside' entity='case' unit='CRD' scale='2'><cite source='act'/><expr>quantity(1, " \
    "\"CRD\")</expr></rule>" \
    "<sheet entity='home'><group id='g' total='t'><line value='whole'/></group><group id='k' total='u'><line " \
    "value='whole'/></group><balance id='rest' plus='t' minus='u'/><vary "
#define VARY_END " from='0' to='40' step='0.5'/></sheet>"
    static const struct {
        const char *vary, *code;
    } rows[] = {
        {"hours='h' wage='w' gross='whole'" VARY_END, ""},
        {"hours='h' wage='w' pay='p' gross='whole' least-wage='least' who='may' without='p step'" VARY_END, ""},
        {"hours='h' wage='w'" VARY_END, "missing-attribute"},
        {"hours='h' wage='w' gross='whole' hour='h'" VARY_END, "unknown-attribute"},
        {"hours='x' wage='w' gross='whole'" VARY_END, "unknown-name"},
        {"hours='whole' wage='w' gross='whole'" VARY_END, "wrong-element"},
        {"hours='p' wage='w' gross='whole'" VARY_END, "not-a-number"},
        {"hours='h' wage='other' gross='whole'" VARY_END, "not-visible"},
        {"hours='h' wage='w' pay='w' gross='whole'" VARY_END, "type-mismatch"},
        {"hours='other' wage='other' gross='whole'" VARY_END, "not-visible"},
        {"hours='h' wage='w' gross='may'" VARY_END, "not-a-number"},
        {"hours='h' wage='w' gross='outside'" VARY_END, "not-visible"},
        {"hours='h' wage='w' gross='whole' least-wage='may'" VARY_END, "not-a-number"},
        {"hours='h' wage='w' gross='whole' least-wage='whole'" VARY_END, "other-unit"},
        {"hours='h' wage='w' gross='whole' who='whole'" VARY_END, "type-mismatch"},
        {"hours='h' wage='w' gross='whole' who='x'" VARY_END, "unknown-name"},
        {"hours='h' wage='w' gross='whole' without='other'" VARY_END, "unknown-name"},
        {"hours='h' wage='w' gross='whole' without='person'" VARY_END, "unknown-name"},
        {"hours='h' wage='w' gross='whole' from='0' to='40' step='0'/></sheet>", "out-of-range"},
        {"hours='h' wage='w' gross='whole' from='9' to='4' step='1'/></sheet>", "out-of-range"},
        {"hours='h' wage='w' gross='whole' from='0' to='101' step='1'/></sheet>", "out-of-range"},
        {"hours='h' wage='w' gross='whole' from='0' to='40' step='0.125'/></sheet>", "too-fine"},
        {"hours='h' wage='w' gross='whole' from='a' to='40' step='1'/></sheet>", "bad-value"},
        {"hours='h' wage='w' gross='whole'"
         " from='0' to='4' step='1'/><vary hours='h' wage='w' gross='whole'" VARY_END,
         "repeated-element"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        const char *code = first_code(&arena, bo_printf(&arena, VARY_HEAD "%s", rows[i].vary));
        cr_expect_str_eq(code, rows[i].code, "row %zu: '%s', not '%s'", i, code, rows[i].code);
        bo_arena_fini(&arena);
    }
}

/* f0 calls f1 calls f2 …: n functions. */
static const char *chain(struct bo_arena *arena, int n, bool forward)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    for (int i = 0; i < n; i++) {
        int id = forward ? i : n - 1 - i;
        bo_buf_printf(&buf, "<function id='f%d' scale='0'><cite source='act'/><expr>", id);
        bo_buf_printf(&buf, id + 1 < n ? "f%d()" : "1", id + 1);
        bo_buf_puts(&buf, "</expr></function>");
    }
    const char *text = bo_strdup(arena, buf.at);
    bo_buf_fini(&buf);
    return text;
}

Test(check, functions_are_not_deep)
{
    for (int forward = 0; forward < 2; forward++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        cr_expect_str_eq(first_code(&arena, chain(&arena, 64, forward)), "", "64 functions, %d", forward);
        cr_expect_str_eq(first_code(&arena, chain(&arena, 65, forward)), "too-deep", "65 functions, %d", forward);
        cr_expect_str_eq(first_code(&arena, chain(&arena, 20000, forward)), "too-deep", "20000 functions, %d", forward);
        bo_arena_fini(&arena);
    }
}
