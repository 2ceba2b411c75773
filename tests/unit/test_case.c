/* What is told of wrong cases, where and how; sizes and depths; which rules a case asks for; merge patch. */
#include "read_case.h"

#include <stdio.h>

/* "@ann" and the like in a case of tests/cases. */
static char *written_out(struct bo_arena *arena, const char *text)
{
    static const char *const words[][2] = {
        {"@nothing", ""},
        {"@date", "\"date\": \"2020-06-01\""},
        {"@ann", "\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}}"},
        {"@two", "\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}, \"bob\": {\"birth_date\": \"1990-01-01\"}}"},
        {"@born", "{\"birth_date\": \"1990-01-01\"}"}};
    struct bo_buf buf;
    bo_buf_init(&buf);
    while (*text != '\0') {
        size_t n = 0, i = 0;
        for (; *text == '@' && i < sizeof words / sizeof *words; i++) {
            n = strlen(words[i][0]);
            if (strncmp(text, words[i][0], n) == 0) {
                break;
            }
            n = 0;
        }
        if (n > 0) {
            bo_buf_puts(&buf, words[i][1]);
            text += n;
        } else {
            bo_buf_putc(&buf, *text++);
        }
    }
    char *out = bo_strndup(arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return out;
}

/* tests/cases/NAME: a case on a line, the messages below it, indented. */
Test(case, faults)
{
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    struct bo_arena *arena = &r.of->arena;
    char line[2000];
    FILE *file = fopen(bo_printf(arena, "%s/tests/cases/tiny.txt", getenv("srcdir")), "r");
    cr_assert_not_null(file);
    const char *json = NULL, *expected = "";
    size_t cases = 0;
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, file) != NULL;
        line[more ? strcspn(line, "\n") : 0] = 0;
        if (more && strncmp(line, "    ", 4) == 0) {
            expected = bo_printf(arena, "%s%s%s", expected, *expected ? "\n" : "", line + 4);
            continue;
        }
        if (json != NULL) {
            read_text(&r, json, strlen(json));
            cr_expect_str_eq(r.told, expected, "%s\n  tells:    %s\n  expected: %s", json, r.told, expected);
            cases++;
        }
        json = line[0] != 0 && line[0] != '#' ? written_out(arena, line) : NULL;
        expected = "";
    }
    fclose(file);
    cr_expect(cases > 100, "only %zu cases were read", cases);
    end_reading(&r);
}

/* Kinds of rules that tiny does not have. */
#define KINDS_SET \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='kinds' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Kinds</title><unit id='CRD'/>" \
    "<entity id='person' kind='map' key='people' max='2'/><source id='act' title='Act'/>" \
    "<input id='age' entity='person' type='number' unit='1' scale='0' min='0' max='120' default='30'/>" \
    "<input id='married' entity='person' type='boolean' default='false'/>" \
    "<input id='kind' entity='person' type='code' default='a'><option value='a'/><option value='b'/></input>" \
    "<rule id='a_code' entity='person' type='code'><cite source='act' at='s 1'/><expr>kind</expr></rule>" \
    "<rule id='never' entity='person' type='boolean'><cite source='act' at='s 2'/><expr>age &lt; 0</expr></rule>" \
    "<rule id='some_days' entity='person' type='days'><cite source='act' at='s 3'/>" \
    "<expr>if age > 5 then @\"P1D\" else @\"P3D\"</expr></rule>" \
    "<rule id='some_months' entity='person' type='months'><cite source='act' at='s 4'/>" \
    "<expr>if age > 5 then @\"P1M\" else @\"P1Y\"</expr></rule>" \
    "<rule id='third' entity='person' unit='1' scale='exact'><cite source='act' at='s 5'/><expr>age / 3</expr></rule>" \
    "<rule id='half' entity='person' unit='1' scale='exact'><cite source='act' at='s 5'/><expr>age / 6 * " \
    "3</expr></rule>" \
    "<rule id='first_kind' entity='person' type='code'><cite source='act' at='s 8'/><expr>\"a\"</expr></rule>" \
    "<rule id='day' entity='person' type='date'><cite source='act' at='s 6'/>" \
    "<expr>if age > 5 then @\"2020-01-01\" else @\"2021-01-01\"</expr></rule>" \
    "<rule id='everybody' entity='case' unit='1' scale='0'><cite source='act' at='s " \
    "7'/><expr>count(people)</expr></rule>" \
    "</ruleset>"

Test(case, kinds)
{
    static const struct {
        const char *fields, *told;
    } rows[] = {
        {"\"married\": \"yes\"",
         "/people/a/married: error: 'married' is true or false, without quotes, not a string [wrong-type]"},
        {"\"kind\": \"c\"", "/people/a/kind: error: 'c' is no option of 'kind': one of a, b [unknown-name]"},
        {"\"given\": {\"a_code\": 5}",
         "/people/a/given/a_code: error: expected a code, a string, not a number [wrong-type]"},
        {"\"given\": {\"a_code\": \"zebra\"}",
         "/people/a/given/a_code: error: no rule knows the code 'zebra' [unknown-name]"},
        {"\"given\": {\"a_code\": \"b\", \"some_days\": \"P2D\", \"some_months\": \"P2M\"}", ""},
        {"\"given\": {\"some_days\": 2}",
         "/people/a/given/some_days: error: expected a duration in days, like \"P10D\" [wrong-type]"},
        {"\"given\": {\"some_days\": \"P2M\"}",
         "/people/a/given/some_days: error: expected a duration in days, like \"P10D\" [wrong-type]"},
        {"\"given\": {\"some_months\": \"P2D\"}",
         "/people/a/given/some_months: error: expected a duration in months, like \"P3M\" [wrong-type]"},
        {"\"given\": {\"third\": \"0.5\"}", "/people/a/given/third: error: 0.5 has more than 0 decimals [too-fine]"},
        {"\"given\": {\"third\": 5}", ""},
        {"\"given\": {\"half\": \"0.5\"}", ""},
        {"\"given\": {\"half\": \"0.1\"}",
         "/people/a/given/half: error: the figure has more decimals than the rule's own [too-fine]"},
        {"\"given\": {\"day\": \"2020-06-01\"}", ""},
        {"\"given\": {\"day\": \"2021-01-02\"}",
         "/people/a/given/day: error: 'day' lies between 2020-01-01 and 2021-01-01 [out-of-range]"},
        {"\"given\": {\"some_days\": \"P4D\"}",
         "/people/a/given/some_days: error: 'some_days' lies between P1D and P3D [out-of-range]"},
        {"\"given\": {\"first_kind\": \"b\"}",
         "/people/a/given/first_kind: error: 'first_kind' never has this value [out-of-range]"},
        {"\"given\": {\"everybody\": 5}",
         "/people/a/given/everybody: error: 'everybody' is a figure of the case, not of "
         "the person: put it into \"given\" of the case [wrong-place]"},
    };
    struct reading r = open_reading(KINDS_SET, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *json =
            bo_printf(&r.of->arena, "{\"date\": \"2020-06-01\", \"people\": {\"a\": {%s}}}", rows[i].fields);
        read_text(&r, json, strlen(json));
        cr_expect_str_eq(r.told, rows[i].told, "%s\n  tells:    %s\n  expected: %s", json, r.told, rows[i].told);
    }
    end_reading(&r);
}

/* Sizes: whatever there is too much of, the answer comes at once and says so. */
Test(case, too_much, .timeout = 60)
{
    static const struct {
        const char *before, *each, *after, *told;
        size_t n;
    } rows[] = {
        {"\"remarks\": \"", "x", "\"", "error: 4194353 bytes, at most 4194304 [too-big]", 4194304},
        {"\"x\": [", "0,", "0]", "/x/49996: error: more than 50000 values [too-big]", 60000},
        {"\"people\": {\"p\": {\"jobs\": [", "{},", "{}]}}",
         "/people/p/jobs: error: 49001 of them, at most 3 [too-many]\n"
         "/people/p/birth_date: error: 'birth_date' is needed [missing-fact]",
         49000},
        {"\"people\": {\"a\": {\"birth_date\": \"1990-01-01\"}}, \"families\": {\"f\": {\"members\": [", "\"a\",",
         "\"a\"]}}", "/families/f/members: error: 40001 of them, at most 6 [too-many]", 40000},
        {"\"people\": {\"a\": {\"birth_date\": \"1990-01-01\"}}, \"after\": [", "{},", "{}]",
         "/after: error: 101 scenarios after, at most 63 [too-many]", 100},
    };
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_buf json;
        bo_buf_init(&json);
        bo_buf_printf(&json, "{\"date\": \"2020-06-01\", \"home\": {}, %s", rows[i].before);
        for (size_t k = 0; k < rows[i].n; k++) {
            bo_buf_puts(&json, rows[i].each);
        }
        bo_buf_printf(&json, "%s}", rows[i].after);
        read_text(&r, json.at, json.n);
        cr_expect(strncmp(r.told, rows[i].told, strlen(rows[i].told)) == 0, "row %zu: %.300s", i, r.told);
        bo_buf_fini(&json);
    }
    end_reading(&r);
}

/* Many people with a place each, and names that none of them has: neither may be looked for one by one. */
Test(case, too_many_people, .timeout = 60)
{
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    for (int members = 0; members < 3; members++) {
        struct bo_buf json;
        bo_buf_init(&json);
        bo_buf_puts(&json, "{\"date\": \"2020-06-01\", \"people\": {");
        for (int i = 0; i < 20000; i++) {
            bo_buf_printf(&json, "%s\"p%d\": {}", i > 0 ? "," : "", i);
        }
        bo_buf_puts(&json, "}, \"families\": {\"f\": {\"members\": [");
        for (int i = 0; i < 20000 && members > 0; i++) {
            bo_buf_printf(&json, "%s\"%c%d\"", i > 0 ? "," : "", members == 1 ? 'p' : 'q', i);
        }
        bo_buf_puts(&json, "]}}}");
        read_text(&r, json.at, json.n);
        cr_expect_str_eq(r.told, "/people: error: 20000 of them, at most 6 in each of 4 families [too-many]");
        bo_buf_fini(&json);
    }
    end_reading(&r);
}

Test(case, deep)
{
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    for (size_t depth = 1000; depth <= 1000000; depth *= 1000) { /* the parser has a limit of its own */
        char *json = bo_alloc(&r.of->arena, depth + 1);
        memset(json, '[', depth);
        read_text(&r, json, depth);
        cr_expect(strstr(r.told, "[json-syntax]") != NULL, "%.300s", r.told);
    }
    end_reading(&r);
}

Test(case, text_that_is_none)
{
    static const struct {
        const char *json;
        size_t n;
    } rows[] = {{"{\"date\": \"\xff\"}", 13}, {"{\"date\": \"\xed\xa0\x80\"}", 15}, {"{}\0", 3}, {"\xef\xbb\xbf{}", 5}};
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_text(&r, rows[i].json, rows[i].n);
        cr_expect(strstr(r.told, "[json-syntax]") != NULL, "row %zu: %s", i, r.told);
    }
    end_reading(&r);
}

Test(case, date_in_place_of_its_own)
{
    struct reading r = open_reading(NULL, "tests/rules/tiny");
    const char *json = "{\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}}}";
    for (int64_t on = r.of->set->complete_from - 1; on <= r.of->set->complete_from; on++) {
        bo_diags_init(&r.of->diags, &r.of->arena);
        enum bo_status status = bo_case_read(r.of->program, "case.json", json, strlen(json), on, &r.kase, &r.of->diags);
        cr_expect_eq(status, on < r.of->set->complete_from ? BO_BAD_CASE : BO_OK);
    }
    cr_expect_eq(r.kase->date, r.of->set->complete_from);
    end_reading(&r);
}

Test(case, peek)
{
    static const struct {
        const char *json, *rules;
        enum bo_status status;
        bool dated;
    } rows[] = {{"{\"rules\": \"tiny\", \"date\": \"2020-06-01\"}", "tiny", BO_OK, true},
                {"{}", NULL, BO_OK, false},
                {"{\"rules\": 5, \"date\": 5}", NULL, BO_OK, false},
                {"{\"date\": \"2020-02-30\"}", NULL, BO_OK, false},
                {"[]", NULL, BO_OK, false},
                {"", NULL, BO_BAD_CASE, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        struct bo_diags diags;
        const char *rules;
        int64_t date;
        bo_arena_init(&arena);
        bo_diags_init(&diags, &arena);
        cr_expect_eq(bo_case_peek(&arena, "case.json", rows[i].json, strlen(rows[i].json), &rules, &date, &diags),
                     rows[i].status, "%s", rows[i].json);
        cr_expect((rules == NULL) == (rows[i].rules == NULL) && (rules == NULL || strcmp(rules, rows[i].rules) == 0),
                  "%s", rows[i].json);
        cr_expect_eq(date != BO_DATE_NONE, rows[i].dated, "%s", rows[i].json);
        bo_arena_fini(&arena);
    }
}

/* RFC 7396, appendix A, and what is no JSON. */
Test(case, merge_patch)
{
    static const struct {
        const char *text, *patch, *result;
    } rows[] = {{"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
                {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
                {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
                {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
                {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
                {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
                {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
                {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
                {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
                {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
                {"{\"a\":\"foo\"}", "null", "null"},
                {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
                {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
                {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
                {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
                {"{\"a\":1}", "{\"a\":1,\"a\":2}", NULL},
                {"{\"a\":1}", "{\"a\":1.5}", NULL},
                {"{\"a\":1}", "{", NULL},
                {"", "{}", NULL}};
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_diags diags;
        bo_diags_init(&diags, &arena);
        const char *result = bo_case_patch(&arena, rows[i].text, rows[i].patch, "patch", &diags);
        cr_expect_eq(diags.errors > 0, rows[i].result == NULL, "%s and %s", rows[i].text, rows[i].patch);
        bool same = rows[i].result == NULL ? result == NULL : result != NULL && strcmp(result, rows[i].result) == 0;
        cr_expect(same, "%s and %s give %s", rows[i].text, rows[i].patch, result != NULL ? result : "nothing");
    }
    bo_arena_fini(&arena);
}
