/* Civil dates and durations. */
#include "num/date.h"
#include <criterion/criterion.h>
#include <string.h>

static int64_t day(const char *text)
{
    int64_t date;
    bool impossible;
    cr_assert(bo_date_parse(text, strlen(text), &date, &impossible), "%s", text);
    return date;
}

Test(date, there_and_back)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    int64_t before = day("1599-12-31");
    for (int64_t d = before + 1; d < day("2401-03-02"); d++) {
        struct bo_civil c = bo_civil_of(d);
        cr_assert(bo_civil_valid(c.year, c.month, c.day) && bo_date_of(c.year, c.month, c.day) == d);
    }
    static const char *const same[] = {"1970-01-01",     "0000-02-29",      "-0001-12-31", "-2017-12-31",
                                       "99999999-12-31", "-99999999-01-01", "12026-04-06"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        cr_expect_str_eq(bo_date_text(&arena, day(same[i])), same[i]);
    }
    cr_expect_eq(day("1970-01-01"), 0);
    bo_arena_fini(&arena);
}

Test(date, refused)
{
    static const struct {
        const char *text;
        bool impossible;
    } rows[] = {{"2025-02-29", true},   {"1900-02-29", true},  {"2026-13-01", true},   {"2026-00-10", true},
                {"2026-04-31", true},   {"2026-04-00", true},  {"2026-4-6", false},    {"26-04-06", false},
                {"02026-04-06", false}, {"2026/04/06", false}, {"2026-04-06 ", false}, {"", false},
                {"+2026-04-06", false}, {"2026-04-0x", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t date;
        bool impossible;
        cr_expect_not(bo_date_parse(rows[i].text, strlen(rows[i].text), &date, &impossible), "%s", rows[i].text);
        cr_expect_eq(impossible, rows[i].impossible, "%s", rows[i].text);
    }
}

Test(date, months)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *to;
    } rows[] = {{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"},   {"2026-03-31", -1, "2026-02-28"},
                {"2026-11-30", 3, "2027-02-28"}, {"2026-06-15", -18, "2024-12-15"}, {"2024-02-29", 12, "2025-02-28"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_date_add_months(day(rows[i].from), rows[i].months), day(rows[i].to), "%s", rows[i].from);
    }
    cr_expect_eq(bo_months_between(day("2026-01-15"), day("2026-03-14")), 1);
    cr_expect_eq(bo_months_between(day("2026-01-15"), day("2026-03-15")), 2);
    cr_expect_eq(bo_months_between(day("2026-03-15"), day("2026-01-15")), -2);
    cr_expect_eq(bo_months_between(day("2026-03-15"), day("2026-03-15")), 0);
}

Test(date, weeks)
{
    static const struct {
        const char *date;
        int weekday, of_year, week;
    } rows[] = {{"2026-04-06", 1, 96, 15},
                {"2023-01-01", 7, 1, 52},
                {"2024-12-30", 1, 365, 1},
                {"2026-12-31", 4, 365, 53},
                {"1969-12-31", 3, 365, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t d = day(rows[i].date);
        cr_expect_eq(bo_weekday(d), rows[i].weekday, "%s", rows[i].date);
        cr_expect_eq(bo_day_of_year(d), rows[i].of_year, "%s", rows[i].date);
        cr_expect_eq(bo_week_of_year(d), rows[i].week, "%s", rows[i].date);
    }
}

Test(date, durations)
{
    static const struct {
        const char *text;
        bool good, in_months;
        int64_t count;
        const char *canonical;
    } rows[] = {
        {"P1Y2M", true, true, 14, "P1Y2M"}, {"P14M", true, true, 14, "P1Y2M"}, {"-P1Y", true, true, -12, "-P1Y"},
        {"P0M", true, true, 0, "P0M"},      {"P10D", true, false, 10, "P10D"}, {"-P1D", true, false, -1, "-P1D"},
        {"P0D", true, false, 0, "PT0S"},    {"P", false, false, 0, ""},        {"P1Y2D", false, false, 0, ""},
        {"PT1H", false, false, 0, ""},      {"P1DT1H", false, false, 0, ""},   {"1D", false, false, 0, ""},
        {"P1M1Y", false, false, 0, ""},     {"P-1D", false, false, 0, ""},     {"P1.5D", false, false, 0, ""},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool in_months;
        int64_t count;
        bool good = bo_duration_parse(rows[i].text, strlen(rows[i].text), &in_months, &count);
        cr_expect_eq(good, rows[i].good, "%s", rows[i].text);
        if (good && rows[i].good) {
            cr_expect(in_months == rows[i].in_months && count == rows[i].count, "%s", rows[i].text);
            cr_expect_str_eq(bo_duration_text(&arena, in_months, count), rows[i].canonical);
        }
    }
    bo_arena_fini(&arena);
}
