/* Civil dates and durations; the calendar is compared with one that only walks from day to day. */
#include "num/date.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static int64_t day(const char *text)
{
    int64_t date;
    bool impossible;
    cr_assert(bo_date_parse(text, strlen(text), &date, &impossible), "%s", text);
    return date;
}

/* The walk */

struct walk {
    int64_t date, year;
    int month, day, weekday, of_year, week;
};

static int month_length(int64_t year, int month)
{
    if (month == 2) {
        return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void step_forward(struct walk *w)
{
    w->date++;
    w->weekday = w->weekday % 7 + 1;
    w->of_year++;
    if (++w->day > month_length(w->year, w->month)) {
        w->day = 1;
        if (++w->month > 12) {
            w->month = 1;
            w->year++;
            w->of_year = 1;
        }
    }
    if (w->weekday == 1) { /* the first week is that of 4 January */
        bool first = (w->month == 12 && w->day >= 29) || (w->month == 1 && w->day <= 4);
        w->week = first ? 1 : w->week + 1;
    }
}

static void step_back(struct walk *w)
{
    w->date--;
    w->weekday = w->weekday == 1 ? 7 : w->weekday - 1;
    w->of_year--;
    if (--w->day == 0) {
        if (--w->month == 0) {
            w->month = 12;
            w->year--;
            w->of_year = month_length(w->year, 2) + 337;
        }
        w->day = month_length(w->year, w->month);
    }
}

static void compare(const struct walk *w, bool with_week)
{
    struct bo_civil c = bo_civil_of(w->date);
    bool same = c.year == w->year && c.month == w->month && c.day == w->day &&
                bo_date_of(w->year, w->month, w->day) == w->date && bo_civil_valid(c.year, c.month, c.day) &&
                bo_weekday(w->date) == w->weekday && bo_day_of_year(w->date) == w->of_year &&
                (!with_week || bo_week_of_year(w->date) == w->week);
    if (!same) { /* a Criterion assertion for each of millions of days would take minutes */
        cr_assert_fail("day %lld is %lld-%d-%d", (long long)w->date, (long long)w->year, w->month, w->day);
    }
}

Test(date, walk)
{
    const struct walk start = {.year = 1970, .month = 1, .day = 1, .weekday = 4, .of_year = 1, .week = 1};
    struct walk w = start;
    for (; w.year < 21970; step_forward(&w)) {
        compare(&w, true);
    }
    for (w = start; w.year > -20001; step_back(&w)) {
        compare(&w, false);
    }
    while (w.weekday != 1 || w.month != 1 || w.day > 4) { /* a Monday on which the first week starts */
        step_back(&w);
    }
    for (w.week = 1; w.year < 1971; step_forward(&w)) {
        compare(&w, true);
    }
}

Test(date, ends_of_the_range)
{
    static const struct {
        int64_t year;
        int month, day;
    } rows[] = {{999999999, 12, 31},  {999999999, 1, 1}, {-999999999, 1, 1},
                {-999999999, 12, 31}, {0, 1, 1},         {-1, 12, 31}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t date = bo_date_of(rows[i].year, rows[i].month, rows[i].day);
        struct bo_civil c = bo_civil_of(date);
        cr_expect(c.year == rows[i].year && c.month == rows[i].month && c.day == rows[i].day, "row %zu", i);
        cr_expect(bo_civil_valid(c.year, c.month, c.day), "row %zu", i);
        struct bo_civil again = bo_civil_of(date + 146097); /* the calendar repeats itself after 400 years */
        cr_expect(again.year == c.year + 400 && again.month == c.month && again.day == c.day, "row %zu", i);
    }
    static const struct {
        int64_t year, month, day;
    } none[] = {{1000000000, 1, 1}, {-1000000000, 1, 1}, {2026, 0, 1},  {2026, 13, 1},        {2026, 1, 0},
                {2026, 1, 32},      {2025, 2, 29},       {1900, 2, 29}, {2026, INT64_MAX, 1}, {2026, 1, INT64_MIN},
                {INT64_MIN, 1, 1},  {INT64_MAX, 1, 1},   {2026, -1, 1}, {2100, 2, 29},        {-1, 2, 29}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        cr_expect_not(bo_civil_valid(none[i].year, none[i].month, none[i].day), "row %zu", i);
    }
    cr_expect(bo_civil_valid(0, 2, 29) && bo_civil_valid(2000, 2, 29) && bo_civil_valid(-4, 2, 29));
}

Test(date, known_days)
{
    static const struct {
        const char *text;
        int64_t date;
    } rows[] = {{"1970-01-01", 0},        {"1969-12-31", -1},      {"2000-03-01", 11017},
                {"2026-04-06", 20549},    {"1900-01-01", -25567},  {"0000-03-01", -719468},
                {"-0001-12-31", -719529}, {"1582-10-15", -141427}, {"9999-12-31", 2932896}};
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(day(rows[i].text), rows[i].date, "%s", rows[i].text);
        cr_expect_str_eq(bo_date_text(&arena, rows[i].date), rows[i].text);
    }
    static const char *const same[] = {"0000-02-29",  "-2017-12-31",  "999999999-12-31", "-999999999-01-01",
                                       "12026-04-06", "-12026-04-06", "0001-01-01"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        cr_expect_str_eq(bo_date_text(&arena, day(same[i])), same[i]);
    }
    bo_arena_fini(&arena);
}

Test(date, refused)
{
    static const struct {
        const char *text;
        bool impossible;
    } rows[] = {{"2025-02-29", true},
                {"1900-02-29", true},
                {"2026-13-01", true},
                {"2026-00-10", true},
                {"2026-04-31", true},
                {"2026-04-00", true},
                {"2017-13-10", true},
                {"01211-12-31", true},
                {"00000-01-01", true},
                {"-01211-12-31", true},
                {"1000000000-01-01", false},
                {"-1000000000-01-01", false},
                {"9999999999-12-25", false},
                {"2026-4-6", false},
                {"26-04-06", false},
                {"998-12-31", false},
                {"2012/12/25", false},
                {"2026-04-06 ", false},
                {" 2026-04-06", false},
                {"", false},
                {"-", false},
                {"+2012-12-02", false},
                {"2026-04-0x", false},
                {"20 6-04-06", false},
                {"--026-04-06", false},
                {"2026-04-06Z", false},
                {"2026-04-061", false},
                {"2026-+4-06", false},
                {"2026-04--6", false},
                {"20260406", false},
                {"2026-096", false},
                {"2026-W15-1", false},
                {"2026-04-06T00:00", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t date;
        bool impossible;
        cr_expect_not(bo_date_parse(rows[i].text, strlen(rows[i].text), &date, &impossible), "%s", rows[i].text);
        cr_expect_eq(impossible, rows[i].impossible, "%s", rows[i].text);
    }
    int64_t date;
    bool impossible;
    cr_expect(bo_date_parse("2026-04-06 and more", 10, &date, &impossible) && date == 20549, "reads n bytes only");
    cr_expect_not(bo_date_parse("2026-04-06", 9, &date, &impossible), "reads n bytes only");
    cr_expect_not(bo_date_parse("2026-04-0\0", 10, &date, &impossible), "a 0 byte is no digit");
}

Test(date, months)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *to;
    } rows[] = {{"2026-01-31", 1, "2026-02-28"},   {"2024-01-31", 1, "2024-02-29"},
                {"2026-03-31", -1, "2026-02-28"},  {"2026-11-30", 3, "2027-02-28"},
                {"2026-06-15", -18, "2024-12-15"}, {"2024-02-29", 12, "2025-02-28"},
                {"2024-02-29", 48, "2028-02-29"},  {"2024-02-29", 0, "2024-02-29"},
                {"2026-08-31", 1, "2026-09-30"},   {"2026-01-01", -1, "2025-12-01"},
                {"2026-12-31", 1, "2027-01-31"},   {"0000-01-15", -1, "-0001-12-15"},
                {"-0001-12-31", 2, "0000-02-29"},  {"1970-01-01", 1199976348, "99999999-01-01"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_date_add_months(day(rows[i].from), rows[i].months), day(rows[i].to), "%s", rows[i].from);
    }
}

/* From each day of a leap year, a year either way of it and years before 0, month after month. */
Test(date, months_one_by_one)
{
    static const int64_t starts[] = {719162, -719528 - 800, 19358};
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
        for (int64_t date = starts[s]; date < starts[s] + 1100; date++) {
            struct bo_civil from = bo_civil_of(date), at = from;
            for (int64_t k = 0; k <= 60; k++) {
                int last = month_length(at.year, at.month);
                int64_t expected = bo_date_of(at.year, at.month, from.day < last ? from.day : last);
                if (bo_date_add_months(date, k) != expected) {
                    cr_assert_fail("day %lld and %lld months", (long long)date, (long long)k);
                }
                at =
                    at.month == 12 ? (struct bo_civil){at.year + 1, 1, 1} : (struct bo_civil){at.year, at.month + 1, 1};
            }
            at = from;
            for (int64_t k = 0; k >= -60; k--) {
                int last = month_length(at.year, at.month);
                int64_t expected = bo_date_of(at.year, at.month, from.day < last ? from.day : last);
                if (bo_date_add_months(date, k) != expected) {
                    cr_assert_fail("day %lld and %lld months", (long long)date, (long long)k);
                }
                at =
                    at.month == 1 ? (struct bo_civil){at.year - 1, 12, 1} : (struct bo_civil){at.year, at.month - 1, 1};
            }
        }
    }
}

/* The months passed: how often the same day of the month (whether it exists or not) was reached. */
static int64_t months_counted(int64_t a, int64_t b)
{
    if (b < a) {
        return -months_counted(b, a);
    }
    struct bo_civil at = bo_civil_of(a), to = bo_civil_of(b);
    for (int64_t k = 0;; k++) {
        at = at.month == 12 ? (struct bo_civil){at.year + 1, 1, at.day}
                            : (struct bo_civil){at.year, at.month + 1, at.day};
        bool reached = at.year != to.year     ? at.year < to.year
                       : at.month != to.month ? at.month < to.month
                                              : at.day <= to.day;
        if (!reached) {
            return k;
        }
    }
}

Test(date, months_between)
{
    static const struct {
        const char *from, *to;
        int64_t months;
    } rows[] = {{"2011-12-22", "2013-08-24", 20},  {"2015-01-21", "2016-01-21", 12},
                {"2016-01-21", "2015-01-21", -12}, {"2026-01-15", "2026-03-14", 1},
                {"2026-01-15", "2026-03-15", 2},   {"2026-03-15", "2026-01-15", -2},
                {"2026-03-15", "2026-01-16", -1},  {"2026-03-15", "2026-03-15", 0},
                {"2026-01-31", "2026-02-28", 0},   {"2026-01-31", "2026-03-01", 1},
                {"2024-02-29", "2025-02-28", 11},  {"2024-02-29", "2025-03-01", 12},
                {"-0001-12-31", "0000-01-31", 1},  {"2026-02-28", "2026-01-31", 0},
                {"2026-03-30", "2026-02-28", -1},  {"-99999999-01-01", "99999999-12-31", 2399999987}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_months_between(day(rows[i].from), day(rows[i].to)), rows[i].months, "%s to %s", rows[i].from,
                     rows[i].to);
    }
    for (int64_t a = 19700; a < 20500; a += 3) {
        for (int64_t b = a - 900; b < a + 900; b += 7) {
            if (bo_months_between(a, b) != months_counted(a, b)) {
                cr_assert_fail("from day %lld to day %lld", (long long)a, (long long)b);
            }
        }
    }
}

Test(date, weeks)
{
    static const struct {
        const char *date;
        int weekday, of_year, week;
    } rows[] = {{"2026-04-06", 1, 96, 15},  {"2023-01-01", 7, 1, 52},  {"2024-12-30", 1, 365, 1},
                {"2026-12-31", 4, 365, 53}, {"1969-12-31", 3, 365, 1}, {"2019-09-17", 2, 260, 38},
                {"2003-12-31", 3, 365, 1},  {"2004-01-01", 4, 1, 1},   {"2005-01-01", 6, 1, 53},
                {"2020-12-31", 4, 366, 53}, {"2021-01-03", 7, 3, 53},  {"2021-01-04", 1, 4, 1},
                {"1970-01-01", 4, 1, 1},    {"2019-12-31", 2, 365, 1}};
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
        {"P1Y2M", true, true, 14, "P1Y2M"},
        {"P14M", true, true, 14, "P1Y2M"},
        {"-P1Y", true, true, -12, "-P1Y"},
        {"-P100M", true, true, -100, "-P8Y4M"},
        {"P1Y27M", true, true, 39, "P3Y3M"},
        {"P0M", true, true, 0, "P0M"},
        {"P0Y", true, true, 0, "P0M"},
        {"-P0Y", true, true, 0, "P0M"},
        {"P11M", true, true, 11, "P11M"},
        {"P999999999M", true, true, 999999999, "P83333333Y3M"},
        {"P99999999Y", true, true, 1199999988, "P99999999Y"},
        {"-P99999999Y", true, true, -1199999988, "-P99999999Y"},
        {"P10D", true, false, 10, "P10D"},
        {"P010D", true, false, 10, "P10D"},
        {"-P1D", true, false, -1, "-P1D"},
        {"P400D", true, false, 400, "P400D"},
        {"P0D", true, false, 0, "PT0S"},
        {"-P0D", true, false, 0, "PT0S"},
        {"P999999999999D", true, false, 999999999999, "P999999999999D"},
        {"P9999999999999D", false, false, 0, ""},
        {"", false, false, 0, ""},
        {"-", false, false, 0, ""},
        {"P", false, false, 0, ""},
        {"-P", false, false, 0, ""},
        {"PT", false, false, 0, ""},
        {"PT0S", false, false, 0, ""},
        {"PT1H", false, false, 0, ""},
        {"P1DT1H", false, false, 0, ""},
        {"P1Y2D", false, false, 0, ""},
        {"P1M2D", false, false, 0, ""},
        {"1D", false, false, 0, ""},
        {"PD", false, false, 0, ""},
        {"P1", false, false, 0, ""},
        {"P1M1Y", false, false, 0, ""},
        {"P1D1D", false, false, 0, ""},
        {"P-1D", false, false, 0, ""},
        {"P1.5D", false, false, 0, ""},
        {"P1W", false, false, 0, ""},
        {"p1d", false, false, 0, ""},
        {"+P1D", false, false, 0, ""},
        {"--P1D", false, false, 0, ""},
        {" P1D", false, false, 0, ""},
        {"P1D ", false, false, 0, ""},
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
