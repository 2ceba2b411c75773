/* Units as formal symbols. */
#include "num/unit.h"
#include <criterion/criterion.h>
#include <string.h>

static struct bo_arena arena;
static struct bo_intern symbols;

static void set_up(void)
{
    bo_arena_init(&arena);
    bo_intern_init(&symbols, &arena);
    static const char *const known[] = {"GBP", "hour", "week", "month", "year"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        bo_intern(&symbols, known[i]);
    }
}

static void tear_down(void)
{
    bo_arena_fini(&arena);
}

TestSuite(unit, .init = set_up, .fini = tear_down);

static struct bo_unit unit(const char *text)
{
    struct bo_unit made;
    const char *unknown;
    cr_assert(bo_unit_parse(&symbols, text, &made, &unknown, &arena), "%s", text);
    return made;
}

Test(unit, text)
{
    static const struct {
        const char *text, *canonical;
    } rows[] = {{"1", "1"},
                {"GBP", "GBP"},
                {"GBP/week", "GBP/week"},
                {"1/week", "1/week"},
                {"GBP*year/month", "GBP*year/month"},
                {"year*GBP", "GBP*year"},
                {"week/week", "1"},
                {"hour*hour", "hour*hour"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_unit u = unit(rows[i].text);
        cr_expect_str_eq(bo_unit_text(&symbols, &u, &arena), rows[i].canonical);
    }
    static const char *const bad[] = {"", "EUR", "GBP/", "/week", "GBP per week", "GBP//week", "2"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct bo_unit u;
        const char *unknown = NULL;
        cr_expect_not(bo_unit_parse(&symbols, bad[i], &u, &unknown, &arena), "%s", bad[i]);
        cr_expect(unknown != NULL, "%s", bad[i]);
    }
}

Test(unit, products)
{
    struct bo_unit week = unit("GBP/week"), month = unit("GBP/month"), factor = unit("week/month"), made,
                   any = BO_UNIT_ANY;
    cr_expect(bo_unit_mul(&week, &factor, &made) && bo_unit_equal(&made, &month));
    cr_expect(bo_unit_div(&week, &week, &made) && bo_unit_equal(&made, &BO_UNIT_ONE) && made.n == 0);
    cr_expect_not(bo_unit_equal(&week, &month), "a week is no month");
    cr_expect(bo_unit_equal(&week, &any) && bo_unit_mul(&any, &week, &made) && made.any, "a zero fits everything");
    struct bo_unit hour = unit("hour"), square = unit("hour*hour");
    cr_expect(bo_unit_pow(&hour, 2, &made) && bo_unit_equal(&made, &square));
    cr_expect(bo_unit_pow(&hour, 0, &made) && made.n == 0);
    cr_expect_not(bo_unit_pow(&hour, 200, &made), "out of range");
}
