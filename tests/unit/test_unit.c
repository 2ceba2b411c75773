/* Units as formal symbols; products are compared with plain lists of powers. */
#include "num/unit.h"
#include <criterion/criterion.h>
#include <string.h>

enum { SYMBOLS = 10 };

static struct bo_arena arena;
static struct bo_intern symbols;

static void set_up(void)
{
    bo_arena_init(&arena);
    bo_intern_init(&symbols, &arena);
    static const char *const known[SYMBOLS] = {"GBP", "hour",   "week", "month", "year",
                                               "day", "person", "m_2",  "a",     "b"};
    for (size_t i = 0; i < SYMBOLS; i++) {
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
                {"1*GBP/1", "GBP"},
                {"week/GBP", "week/GBP"},
                {"GBP*year/month", "GBP*year/month"},
                {"year/month*GBP", "GBP*year/month"},
                {"year*GBP", "GBP*year"},
                {"week/week", "1"},
                {"1/week*week", "1"},
                {"GBP/week/week", "GBP/week/week"},
                {"1/year/week", "1/week/year"},
                {"m_2", "m_2"},
                {"hour*hour", "hour*hour"},
                {"GBP*hour*week*month/year/day/person/m_2", "GBP*hour*week*month/year/day/person/m_2"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_unit u = unit(rows[i].text);
        cr_expect_str_eq(bo_unit_text(&symbols, &u, &arena), rows[i].canonical, "%s", rows[i].text);
        cr_expect_not(u.any, "%s", rows[i].text);
    }
    struct bo_unit any = BO_UNIT_ANY;
    cr_expect_str_eq(bo_unit_text(&symbols, &any, &arena), "1");
}

Test(unit, refused)
{
    static const struct {
        const char *text, *unknown;
    } rows[] = {
        {"", ""},
        {"EUR", "EUR"},
        {"GBP/fortnight", "fortnight"},
        {"gbp", "gbp"},
        {"EUR/fortnight", "EUR"},
        {"GBP/", "GBP/"},
        {"/week", "/week"},
        {"GBP per week", "GBP per week"},
        {" GBP", " GBP"},
        {"GBP ", "GBP "},
        {"GBP//week", "GBP//week"},
        {"GBP/(week)", "GBP/(week)"},
        {"hour^2", "hour^2"},
        {"2", "2"},
        {"11", "11"},
        {"\xc2\xa3", "\xc2\xa3"},
        {"GBP\xc2\xa3", "GBP\xc2\xa3"},
        {"GBP*hour*week*month*year*day*person*m_2*a", "a"}, /* no ninth */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_unit u;
        const char *unknown = NULL;
        cr_expect_not(bo_unit_parse(&symbols, rows[i].text, &u, &unknown, &arena), "%s", rows[i].text);
        cr_expect_str_eq(unknown, rows[i].unknown, "%s", rows[i].text);
    }
}

Test(unit, products)
{
    struct bo_unit week = unit("GBP/week"), month = unit("GBP/month"), factor = unit("week/month"), made;
    cr_expect(bo_unit_mul(&week, &factor, &made) && bo_unit_equal(&made, &month));
    cr_expect(bo_unit_div(&week, &week, &made) && bo_unit_equal(&made, &BO_UNIT_ONE) && made.n == 0);
    cr_expect_not(bo_unit_equal(&week, &month), "a week is no month");
    cr_expect_not(bo_unit_equal(&week, &BO_UNIT_ONE));
    struct bo_unit hour = unit("hour"), square = unit("hour*hour"), inverse = unit("1/hour");
    cr_expect_not(bo_unit_equal(&hour, &square));
    cr_expect_not(bo_unit_equal(&hour, &inverse));
    cr_expect(bo_unit_pow(&hour, 2, &made) && bo_unit_equal(&made, &square));
    cr_expect(bo_unit_pow(&hour, -1, &made) && bo_unit_equal(&made, &inverse));
    cr_expect(bo_unit_pow(&hour, 0, &made) && made.n == 0);
    cr_expect(bo_unit_mul(&hour, &hour, &hour) && bo_unit_equal(&hour, &square), "into an operand");
}

Test(unit, any)
{
    struct bo_unit any = BO_UNIT_ANY, week = unit("GBP/week"), one = BO_UNIT_ONE, made;
    cr_expect(bo_unit_equal(&week, &any) && bo_unit_equal(&any, &week) && bo_unit_equal(&any, &one));
    cr_expect(bo_unit_mul(&any, &week, &made) && made.any && made.n == 0);
    cr_expect(bo_unit_mul(&week, &any, &made) && made.any && made.n == 0);
    cr_expect(bo_unit_div(&any, &week, &made) && made.any);
    cr_expect(bo_unit_pow(&any, 2, &made) && made.any);
}

Test(unit, limits)
{
    struct bo_unit hour = unit("hour"), most, least, made;
    cr_expect(bo_unit_pow(&hour, 127, &most));
    cr_expect_not(bo_unit_mul(&most, &hour, &made), "a power above 127");
    cr_expect(bo_unit_pow(&hour, -128, &least));
    cr_expect_not(bo_unit_div(&least, &hour, &made), "a power below -128");
    cr_expect_not(bo_unit_div(&BO_UNIT_ONE, &least, &made), "a power above 127");
    static const int powers[] = {128, -129, 200, 1 << 30, -(1 << 30)};
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
        cr_expect_not(bo_unit_pow(&hour, powers[i], &made), "power %d", powers[i]);
    }
    struct bo_unit full = unit("GBP*hour*week*month*year*day*person*m_2"), a = unit("a"), b = unit("m_2");
    cr_expect_eq(full.n, BO_UNIT_FACTORS);
    cr_expect_not(bo_unit_mul(&full, &a, &made), "a ninth factor");
    cr_expect(bo_unit_mul(&full, &b, &made) && bo_unit_div(&full, &b, &made));
}

static uint64_t random_state = 88172645463325252;

static unsigned below(unsigned n)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (unsigned)(random_state >> 33) % n;
}

static struct bo_unit of_powers(const int *powers)
{
    struct bo_unit made = BO_UNIT_ONE;
    for (unsigned i = 0; i < SYMBOLS; i++) {
        if (powers[i] != 0) {
            made.factor[made.n].symbol = (uint16_t)i;
            made.factor[made.n++].power = (int8_t)powers[i];
        }
    }
    return made;
}

/* Up to three symbols each: together never more than there is room for. */
Test(unit, random_products)
{
    for (int round = 0; round < 5000; round++) {
        int x[SYMBOLS] = {0}, y[SYMBOLS] = {0}, sum[SYMBOLS], less[SYMBOLS], cube[SYMBOLS];
        for (int k = 0; k < 3; k++) {
            x[below(SYMBOLS)] = (int)below(7) - 3;
            y[below(SYMBOLS)] = (int)below(7) - 3;
        }
        for (int i = 0; i < SYMBOLS; i++) {
            sum[i] = x[i] + y[i];
            less[i] = x[i] - y[i];
            cube[i] = 3 * x[i];
        }
        struct bo_unit a = of_powers(x), b = of_powers(y), s = of_powers(sum), l = of_powers(less), c = of_powers(cube);
        struct bo_unit made;
        cr_assert(bo_unit_mul(&a, &b, &made) && bo_unit_equal(&made, &s), "round %d", round);
        cr_assert(bo_unit_div(&a, &b, &made) && bo_unit_equal(&made, &l), "round %d", round);
        cr_assert(bo_unit_pow(&a, 3, &made) && bo_unit_equal(&made, &c), "round %d", round);
        made = unit(bo_unit_text(&symbols, &s, &arena));
        cr_assert(bo_unit_equal(&made, &s), "round %d: there and back", round);
    }
}
