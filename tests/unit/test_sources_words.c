/* What the readers of published documents are made of: words, amounts, years, JSON. */
#include "read_source.h"
#include "sources/amount.h"
#include "sources/json.h"
#include "sources/words.h"
#include "sources/years.h"

TestSuite(sources_words, .init = start, .fini = stop);

Test(sources_words, amounts)
{
    static const struct {
        const char *language;
        enum bo_figure_form form;
        const char *text, *is; /* NULL: no figure */
    } rows[] = {
        {"en", BO_FIGURE_MONEY, "\u00a31,071.09", "1071.09"},
        {"en", BO_FIGURE_MONEY, "10,156", "10156"},
        {"en", BO_FIGURE_MONEY, "1,234,567.00", "1234567.00"},
        {"en", BO_FIGURE_MONEY, "\u00a3 27.05", "27.05"},
        {"en", BO_FIGURE_MONEY, "27.05", "27.05"},
        {"en", BO_FIGURE_MONEY, "0", "0"},
        {"en", BO_FIGURE_MONEY, "0.99", "0.99"},
        {"en", BO_FIGURE_MONEY, "10156", "10156"},
        {"en", BO_FIGURE_MONEY, "1,0715", NULL},
        {"en", BO_FIGURE_MONEY, "10,15", NULL},
        {"en", BO_FIGURE_MONEY, "1071,123", NULL},
        {"en", BO_FIGURE_MONEY, "1 071.09", NULL},
        {"en", BO_FIGURE_MONEY, "1.071,09", NULL},
        {"en", BO_FIGURE_MONEY, "1,071.09*", NULL},
        {"en", BO_FIGURE_MONEY, "27.05 or 30.00", NULL},
        {"en", BO_FIGURE_MONEY, "\u00a327.05\u00a3", NULL},
        {"en", BO_FIGURE_MONEY, "\u20ac27.05", NULL},
        {"en", BO_FIGURE_MONEY, "-27.05", NULL},
        {"en", BO_FIGURE_MONEY, "27.", NULL},
        {"en", BO_FIGURE_MONEY, ".05", NULL},
        {"en", BO_FIGURE_MONEY, "027.05", NULL},
        {"en", BO_FIGURE_MONEY, "55%", NULL},
        {"en", BO_FIGURE_MONEY, "", NULL},
        {"en", BO_FIGURE_MONEY, "\u00a3", NULL},
        {"en", BO_FIGURE_MONEY, "1234567890123456", NULL},
        {"en", BO_FIGURE_MONEY, "\u0661\u0662", NULL},
        {"en", BO_FIGURE_PERCENT, "55%", "0.55"},
        {"en", BO_FIGURE_PERCENT, "20 per cent", "0.2"},
        {"en", BO_FIGURE_PERCENT, "5%", "0.05"},
        {"en", BO_FIGURE_PERCENT, "0%", "0"},
        {"en", BO_FIGURE_PERCENT, "0.0%", "0"},
        {"en", BO_FIGURE_PERCENT, "100 %", "1"},
        {"en", BO_FIGURE_PERCENT, "120%", "1.2"},
        {"en", BO_FIGURE_PERCENT, "13.80%", "0.138"},
        {"en", BO_FIGURE_PERCENT, "1,000%", "10"},
        {"en", BO_FIGURE_PERCENT, "55", NULL},
        {"en", BO_FIGURE_PERCENT, "\u00a355", NULL},
        {"en", BO_FIGURE_NUMBER, "16", "16"},
        {"en", BO_FIGURE_NUMBER, "0.5", "0.5"},
        {"en", BO_FIGURE_NUMBER, "\u00a316", NULL},
        {"en", BO_FIGURE_NUMBER, "16 hours", NULL},
        {"en", BO_FIGURE_DATE, "6 April 2026", "2026-04-06"},
        {"en", BO_FIGURE_DATE, "6th April 2026", "2026-04-06"},
        {"en", BO_FIGURE_DATE, "2026-04-06", "2026-04-06"},
        {"en", BO_FIGURE_DATE, "2026-04-06T00:15:13+01:00", "2026-04-06"},
        {"en", BO_FIGURE_DATE, "31 April 2026", NULL},
        {"en", BO_FIGURE_DATE, "06/04/2026", NULL},
        {"en", BO_FIGURE_DATE, "6 April", NULL},
        {"en", BO_FIGURE_DATE, "6 April 26", NULL},
        {"en", BO_FIGURE_DATE, "April 2026", NULL},
        {"en", BO_FIGURE_DATE, "2026-04-06 or so", NULL},
        {"nb", BO_FIGURE_MONEY, "130 160 kroner", "130160"},
        {"nb", BO_FIGURE_MONEY, "130 160", "130160"},
        {"nb", BO_FIGURE_MONEY, "kr 130 160,50", "130160.50"},
        {"nb", BO_FIGURE_MONEY, "130160 kr", "130160"},
        {"nb", BO_FIGURE_MONEY, "130.160", NULL},
        {"nb", BO_FIGURE_MONEY, "130,160", "130.160"},
        {"nb", BO_FIGURE_MONEY, "13 01 60 kroner", NULL},
        {"nb", BO_FIGURE_MONEY, "kr 130 160 kroner", NULL},
        {"nb", BO_FIGURE_MONEY, "1 30 kroner", NULL},
        {"nb", BO_FIGURE_PERCENT, "4,94 prosent", "0.0494"},
        {"nb", BO_FIGURE_PERCENT, "4,94 pst.", "0.0494"},
        {"nb", BO_FIGURE_PERCENT, "4.94 prosent", NULL},
        {"nb", BO_FIGURE_DATE, "2. juni 2025", "2025-06-02"},
        {"nb", BO_FIGURE_DATE, "2. june 2025", NULL},
        {"xx", BO_FIGURE_MONEY, "130", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *is = bo_amount_read(&arena, rows[i].text, rows[i].language, rows[i].form, false);
        cr_expect_eq(is == NULL, rows[i].is == NULL, "'%s' in %s: %s", rows[i].text, rows[i].language, is);
        cr_expect(is == NULL || rows[i].is == NULL || strcmp(is, rows[i].is) == 0, "'%s': %s", rows[i].text, is);
    }
    cr_expect_str_eq(bo_amount_read(&arena, "55", "en", BO_FIGURE_PERCENT, true), "0.55");
}

Test(sources_words, words)
{
    static const struct {
        const char *text, *is;
    } rows[] = {
        {"  a\t b\r\nc ", "a b c"},
        {"130\u00a0160", "130 160"},
        {"130\u2009160\u202f1", "130 160 1"},
        {"hus\u00adholdning", "husholdning"},
        {"a\u200bb\ufeff", "ab"},
        {"grunnbela\u030ap", "grunnbel\u00e5p"},
        {"A\u0308 o\u0308 c\u0327", "\u00c4 \u00f6 \u00e7"},
        {"z\u030a", "z\u030a"},
        {"a \u030a", "a \u030a"},
        {"Keeper\u2019s \u201crate\u201d", "Keeper's \"rate\""},
        {"2026\u201327", "2026-27"},
        {"part\u2014", "part\u2014"},
        {"\U0001f600 x", "\U0001f600 x"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(bo_words(&arena, rows[i].text, strlen(rows[i].text)), rows[i].is, "%zu", i);
    }
    cr_expect(bo_words_same("Child part\u2014", "child part"));
    cr_expect(bo_words_same("Child part -", "child part:"));
    cr_expect(bo_words_same("\u00c5s", "\u00e5s"));
    cr_expect(bo_words_same("-", "-"));
    cr_expect_not(bo_words_same("-", ""));
    cr_expect_not(bo_words_same("Child part", "Child parts"));
    cr_expect_not_null(bo_words_within("the weekly rate of it", "Weekly rate"));
    cr_expect_null(bo_words_within("the biweekly rate", "weekly rate"));
    cr_expect_null(bo_words_within("the weekly rates", "weekly rate"));
    cr_expect_null(bo_words_within("anything", ""));
}

Test(sources_words, years)
{
    struct bo_publication publication = {.law = &law};
    cr_expect_eq(bo_period_year(&publication, NULL, day("2026-04-05")), 2025);
    cr_expect_eq(bo_period_year(&publication, NULL, day("2026-04-06")), 2026);
    cr_expect_eq(bo_period_year(&publication, NULL, day("2027-01-01")), 2026);
    publication.law = NULL;
    cr_expect_eq(bo_period_year(&publication, NULL, day("2027-01-01")), 2027);
    cr_expect_str_eq(bo_years_filled(&arena, "{year} to {next}, {yy}/{nn} {x}", 2099), "2099 to 2100, 99/00 {x}");
    cr_expect_null(bo_years_filled(&arena, NULL, 2026));
}

Test(sources_words, json_grammar)
{
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"{}", true},
        {"[]", true},
        {" 1 ", true},
        {"\"\"", true},
        {"-0.5e+10", true},
        {"true", true},
        {"null", true},
        {"[1,2]", true},
        {"{\"a\":{\"a\":1}}", true},
        {"\"\\u00f8\\ud83d\\ude00\\n\"", true},
        {"", false},
        {"{", false},
        {"[1,]", false},
        {"{\"a\":1,}", false},
        {"{\"a\" 1}", false},
        {"{a:1}", false},
        {"01", false},
        {"1.", false},
        {".5", false},
        {"+1", false},
        {"1e", false},
        {"-", false},
        {"tru", false},
        {"\"\t\"", false},
        {"\"\\x\"", false},
        {"\"\\u12\"", false},
        {"\"\\ud83d\"", false},
        {"\"\\ude00\"", false},
        {"\"\\u0000\"", false},
        {"\"a", false},
        {"1 2", false},
        {"{\"a\":1,\"a\":1}", false},
        {"{\"a\":1,\"\\u0061\":1}", false},
        {"[1 2]", false},
        {"NaN", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *why = NULL;
        const struct bo_json *json = bo_json_read(&arena, rows[i].text, strlen(rows[i].text), &why);
        cr_expect_eq(json != NULL, rows[i].good, "%s", rows[i].text);
        cr_expect_eq(why == NULL, rows[i].good, "%s", rows[i].text);
    }
    const char *why;
    const struct bo_json *text = bo_json_read(&arena, "\"\\u00f8\\ud83d\\ude00\\n\"", 22, &why);
    cr_expect_str_eq(text->text, "\u00f8\U0001f600\n");
}
