/* Numbers and dates as people write them. */
#include "num/date.h"
#include "num/written.h"
#include <criterion/criterion.h>

Test(written, numbers)
{
    static const struct {
        const char *decimal, *form, *lang, *text;
    } rows[] = {{"1234.5", NULL, "en", "1,234.5"},       {"1234.50", "£{}", "en", "£1,234.50"},
                {"-1234.50", "£{}", "en", "−£1,234.50"}, {"1234.50", "{} kr", "nb", "1 234,50 kr"},
                {"-0.50", "{} kr", "nn", "−0,50 kr"},    {"5", NULL, "eo", "5"},
                {"1234567", NULL, NULL, "1,234,567"},    {"-2/3", "£{}", "en", "−£2/3"}};
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(bo_written_number(&arena, rows[i].decimal, rows[i].form, rows[i].lang), rows[i].text);
    }
    bo_arena_fini(&arena);
}

Test(written, dates)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    int64_t day = bo_date_of(2026, 4, 6);
    cr_expect_str_eq(bo_written_date(&arena, day, "en"), "6 April 2026");
    cr_expect_str_eq(bo_written_date(&arena, day, "nb"), "6. april 2026");
    cr_expect_str_eq(bo_written_date(&arena, day, "xx"), "6 April 2026");
    bo_arena_fini(&arena);
}

Test(written, months)
{
    static const struct {
        const char *date, *lang, *expected, *in_short;
    } rows[] = {
        {"2026-06-30", "en", "June 2026", "Jun"},
        {"2027-01-01", "nb", "januar 2027", "jan"},
        {"2026-05-17", "nn", "mai 2026", "mai"},
        {"2026-12-31", "xx", "December 2026", "Dec"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        int64_t day;
        bool impossible;
        bo_arena_init(&arena);
        cr_assert(bo_date_parse(rows[i].date, strlen(rows[i].date), &day, &impossible));
        cr_expect_str_eq(bo_written_month(&arena, day, rows[i].lang), rows[i].expected, "row %zu", i);
        cr_expect_str_eq(bo_written_month_short(&arena, day, rows[i].lang), rows[i].in_short, "row %zu", i);
        bo_arena_fini(&arena);
    }
}
