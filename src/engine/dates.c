/* Dates and durations in formulas: their parts, counting on and back, and the functions that make or name them. */
#include "engine/formula.h"

#include <string.h>

/* d.year, d.month, d.day, d.weekday; a duration's .years are whole years, .months what remains of them. */
struct bo_val bo_date_part(const struct bo_view *view, const struct bo_ast *ast, struct bo_val base)
{
    static const struct {
        const char *name;
        enum bo_opcode op;
        int lo, hi;
    } part[] = {{"year", BO_OP_YEAR, 0, 0},
                {"month", BO_OP_MONTH, 1, 12},
                {"day", BO_OP_DAY, 1, 31},
                {"weekday", BO_OP_WEEKDAY, 1, 7}};
    struct bo_builder *b = &view->c->b;
    const struct bo_node of = *bo_at(b, base.node);
    uint32_t node = BO_NONE;
    for (size_t i = 0; i < sizeof part / sizeof *part && of.kind == BO_DATE; i++) {
        if (strcmp(part[i].name, ast->text) == 0) {
            bool year = part[i].op == BO_OP_YEAR;
            bo_wide lo = year ? bo_civil_of((int64_t)of.lo).year : part[i].lo;
            bo_wide hi = year ? bo_civil_of((int64_t)of.hi).year : part[i].hi;
            node = bo_build_plain(b, part[i].op, BO_NUMBER, lo, hi, base.node, BO_NONE, BO_NONE, 0);
        }
    }
    bool years = strcmp(ast->text, "years") == 0, months = strcmp(ast->text, "months") == 0;
    if ((of.kind == BO_MONTHS && (years || months)) || (of.kind == BO_DAYS && strcmp(ast->text, "days") == 0)) {
        node = bo_build_over(b, base.node, bo_build_const(b, of.entity, of.kind, 1, 1, BO_UNIT_ONE));
    }
    if (of.kind == BO_MONTHS && node != BO_NONE) {
        uint32_t twelve = bo_build_const(b, of.entity, BO_NUMBER, 12, 1, BO_UNIT_ONE);
        uint32_t whole = bo_build_round(b, bo_build_over(b, node, twelve), 0, BO_DOWN);
        node = years ? whole : bo_build_sub(b, node, bo_build_mul(b, whole, twelve));
    }
    if (node == BO_NONE) {
        bo_formula_error(view, ast, "unknown-part", "a %s has no part '%s'", bo_kind_name(of.kind), ast->text);
        return bo_wrong();
    }
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 1, &base.term));
}

static bo_wide as_far_as_dates(bo_wide day)
{
    return day < -BO_DATE_MOST ? -BO_DATE_MOST : day > BO_DATE_MOST ? BO_DATE_MOST : day;
}

/* A date from lo to hi; where that reaches beyond all dates, the node has a reason. */
static uint32_t counted(struct bo_builder *b, enum bo_opcode op, uint32_t date, uint32_t count, bo_wide lo, bo_wide hi)
{
    bool beyond = lo < -BO_DATE_MOST || hi > BO_DATE_MOST;
    uint32_t reason = beyond ? bo_build_fault(b, "date-out-of-range", "a date too far away") : 0;
    lo = as_far_as_dates(lo);
    hi = as_far_as_dates(hi);
    return bo_build_plain(b, op, BO_DATE, lo, hi, date, count, BO_NONE, reason);
}

uint32_t bo_date_sum(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y)
{
    struct bo_builder *b = &view->c->b;
    bool plus = ast->op == BO_PLUS;
    if (plus && bo_at(b, y)->kind == BO_DATE && bo_at(b, x)->kind != BO_DATE) {
        uint32_t first = x;
        x = y;
        y = first;
    }
    if (bo_at(b, x)->kind == BO_DATE && bo_at(b, y)->kind == BO_MONTHS) {
        y = plus ? y : bo_build_neg(b, y);
        const struct bo_node *date = bo_at(b, x), *months = bo_at(b, y);
        bo_wide back = months->lo < 0 ? 31 * months->lo : 0, on = months->hi > 0 ? 31 * months->hi : 0;
        return counted(b, BO_OP_ADD_MONTHS, x, y, date->lo + back, date->hi + on);
    }
    const struct bo_node *date = bo_at(b, x), *other = bo_at(b, y);
    if (date->kind == BO_DATE && other->kind == BO_DAYS) {
        return plus ? counted(b, BO_OP_ADD, x, y, date->lo + other->lo, date->hi + other->hi)
                    : counted(b, BO_OP_SUB, x, y, date->lo - other->hi, date->hi - other->lo);
    }
    if (date->kind == BO_DATE && other->kind == BO_DATE && !plus) {
        return bo_build_plain(b, BO_OP_SUB, BO_DAYS, date->lo - other->hi, date->hi - other->lo, x, y, BO_NONE, 0);
    }
    return BO_NONE;
}

static struct bo_val from_text(const struct bo_view *view, const struct bo_ast *ast, const char *text, bool want_date)
{
    int64_t value;
    bool impossible = false, months = false;
    enum bo_kind kind = BO_DATE;
    bool ok = want_date ? bo_date_parse(text, strlen(text), &value, &impossible)
                        : bo_duration_parse(text, strlen(text), &months, &value);
    if (!ok) {
        bo_formula_error(view, ast, impossible ? "impossible-date" : "bad-literal",
                         impossible ? "there is no day '%s'" : "'%s' is no %s", text, want_date ? "date" : "duration");
        return bo_wrong();
    }
    if (!want_date) {
        kind = months ? BO_MONTHS : BO_DAYS;
    }
    return bo_constant(view, ast, bo_build_const(&view->c->b, view->entity, kind, value, 1, BO_UNIT_ONE));
}

/* The text of a node that is a constant code, or NULL. */
static const char *constant_text(const struct bo_view *view, uint32_t node)
{
    const struct bo_builder *b = &view->c->b;
    bool code = node != BO_FAILED && bo_at(b, node)->kind == BO_CODE && bo_is_const(b, node);
    return code ? b->program->codes.texts.at[bo_at(b, node)->k] : NULL;
}

struct bo_val bo_duration_made(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *arg)
{
    struct bo_val val;
    uint32_t node = bo_single(view, arg, &val, ast->text);
    const char *text = constant_text(view, node);
    if (text != NULL) {
        return from_text(view, ast, text, false);
    }
    if (node != BO_FAILED) {
        bo_formula_error(view, arg, "type-mismatch", "duration() takes a text such as \"P1Y2M\"");
    }
    return bo_wrong();
}

struct bo_val bo_date_made(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *const *arg)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val val[3];
    uint32_t node[3];
    if (ast->n == 1) {
        node[0] = bo_single(view, arg[0], &val[0], ast->text);
        const char *text = constant_text(view, node[0]);
        if (text != NULL) {
            return from_text(view, ast, text, true);
        }
        return bo_expect_kind(view, arg[0], node[0], BO_DATE) ? val[0] : bo_wrong();
    }
    for (int i = 0; i < 3; i++) {
        node[i] = bo_single(view, arg[i], &val[i], ast->text);
        if (!bo_expect_kind(view, arg[i], node[i], BO_NUMBER)) {
            return bo_wrong();
        }
        if (bo_at(b, node[i])->den != 1) {
            bo_formula_error(view, arg[i], "type-mismatch", "a date is made of whole numbers");
            return bo_wrong();
        }
    }
    bo_at_ast(view, ast);
    uint32_t reason = bo_build_fault(b, "impossible-date", "there is no such day");
    uint32_t made =
        bo_build_plain(b, BO_OP_DATE_OF, BO_DATE, -BO_DATE_MOST, BO_DATE_MOST, node[0], node[1], node[2], reason);
    struct bo_term *kids[3] = {val[0].term, val[1].term, val[2].term};
    return bo_one(view, made, bo_term(view, BO_TERM_OP, ast, made, 3, kids));
}

uint32_t bo_months_apart(const struct bo_view *view, uint32_t from, uint32_t to)
{
    const bo_wide most = 2 * BO_DATE_MOST / 28;
    return bo_build_plain(&view->c->b, BO_OP_MONTHS_BETWEEN, BO_MONTHS, -most, most, from, to, BO_NONE, 0);
}

uint32_t bo_date_name(const struct bo_view *view, uint32_t date, bool weekday)
{
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    struct bo_builder *b = &view->c->b;
    const char *const *name = weekday ? days : months;
    int n = weekday ? 7 : 12;
    uint32_t which =
        bo_build_plain(b, weekday ? BO_OP_WEEKDAY : BO_OP_MONTH, BO_NUMBER, 1, n, date, BO_NONE, BO_NONE, 0);
    uint32_t node = bo_build_code(b, view->entity, name[n - 1]);
    for (int i = n - 1; i > 0; i--) {
        uint32_t number = bo_build_const(b, view->entity, BO_NUMBER, i, 1, BO_UNIT_ONE);
        uint32_t is = bo_build_compare(b, BO_OP_EQ, which, number);
        node = bo_build_select(b, is, bo_build_code(b, view->entity, name[i - 1]), node);
    }
    return node;
}
