/* Operations on values of any kind: comparing, choosing, and, or, seeing from inside, over items. */
#include "engine/build_inside.h"
#include "num/date.h"

#include <string.h>

static struct bo_node boolean(struct bo_node node)
{
    node.kind = BO_BOOLEAN;
    node.den = 1;
    node.unit = BO_UNIT_ONE;
    node.lo = 0;
    node.hi = 1;
    return node;
}

uint32_t bo_build_compare(struct bo_builder *b, enum bo_opcode op, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !bo_build_align(b, &x, &y, "a comparison")) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    if (nx->kind == BO_CODE && bo_is_const(b, x) && bo_is_const(b, y) && op != BO_OP_EQ && op != BO_OP_NE) {
        int order = strcmp(b->program->codes.texts.at[nx->k], b->program->codes.texts.at[ny->k]);
        return bo_build_bool(b, nx->entity, op == BO_OP_LT ? order < 0 : order <= 0);
    }
    if (op != BO_OP_EQ && op != BO_OP_NE && !bo_build_ordered(b, x, "<, <=, > or >=")) {
        return BO_FAILED;
    }
    if (bo_is_const(b, x) && bo_is_const(b, y)) {
        bo_wide p = nx->k, q = ny->k;
        return bo_build_bool(b, nx->entity,
                             op == BO_OP_EQ   ? p == q
                             : op == BO_OP_NE ? p != q
                             : op == BO_OP_LT ? p < q
                                              : p <= q);
    }
    return bo_build_node(b, boolean(bo_build_over_args(b, op, x, y, BO_NONE)));
}

uint32_t bo_build_select(struct bo_builder *b, uint32_t test, uint32_t x, uint32_t y)
{
    if (test == BO_FAILED || bo_build_failed(x, y) || !bo_build_align(b, &x, &y, "a choice")) {
        return BO_FAILED;
    }
    if (bo_at(b, test)->kind != BO_BOOLEAN) {
        bo_build_error(b, "type-mismatch", "a condition must be true or false, not a %s",
                       bo_kind_name(bo_at(b, test)->kind));
        return BO_FAILED;
    }
    if (bo_is_const(b, test)) {
        return bo_at(b, test)->k != 0 ? x : y;
    }
    if (x == y) {
        return x;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    struct bo_node node = bo_build_over_args(b, BO_OP_SELECT, test, x, y);
    node.kind = nx->kind;
    node.den = nx->den;
    node.unit = nx->unit;
    bool no_x = nx->op == BO_OP_FAIL, no_y = ny->op == BO_OP_FAIL; /* a branch without a value widens nothing */
    node.lo = no_x ? ny->lo : no_y ? nx->lo : nx->lo < ny->lo ? nx->lo : ny->lo;
    node.hi = no_x ? ny->hi : no_y ? nx->hi : nx->hi > ny->hi ? nx->hi : ny->hi;
    return bo_build_node(b, node);
}

static bool are_booleans(struct bo_builder *b, uint32_t x, uint32_t y, const char *what)
{
    for (int i = 0; i < 2; i++) {
        uint32_t n = i == 0 ? x : y;
        if (bo_at(b, n)->kind != BO_BOOLEAN) {
            bo_build_error(b, "type-mismatch", "%s needs true or false, not a %s", what,
                           bo_kind_name(bo_at(b, n)->kind));
            return false;
        }
    }
    return true;
}

uint32_t bo_build_and(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !are_booleans(b, x, y, "and")) {
        return BO_FAILED;
    }
    for (int i = 0; i < 2; i++) {
        uint32_t c = i == 0 ? x : y, other = i == 0 ? y : x;
        if (bo_is_const(b, c)) {
            return bo_at(b, c)->k != 0 ? other : c;
        }
    }
    return x == y ? x : bo_build_node(b, boolean(bo_build_over_args(b, BO_OP_AND, x, y, BO_NONE)));
}

uint32_t bo_build_or(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !are_booleans(b, x, y, "or")) {
        return BO_FAILED;
    }
    for (int i = 0; i < 2; i++) {
        uint32_t c = i == 0 ? x : y, other = i == 0 ? y : x;
        if (bo_is_const(b, c)) {
            return bo_at(b, c)->k != 0 ? c : other;
        }
    }
    return x == y ? x : bo_build_node(b, boolean(bo_build_over_args(b, BO_OP_OR, x, y, BO_NONE)));
}

uint32_t bo_build_not(struct bo_builder *b, uint32_t x)
{
    if (x == BO_FAILED || !are_booleans(b, x, x, "not")) {
        return BO_FAILED;
    }
    if (bo_is_const(b, x)) {
        return bo_build_bool(b, bo_at(b, x)->entity, bo_at(b, x)->k == 0);
    }
    return bo_build_node(b, boolean(bo_build_over_args(b, BO_OP_NOT, x, BO_NONE, BO_NONE)));
}

uint32_t bo_build_lift(struct bo_builder *b, uint32_t x, unsigned entity)
{
    if (x == BO_FAILED || bo_at(b, x)->entity == entity) {
        return x;
    }
    if (bo_is_const(b, x)) {
        struct bo_node same = *bo_at(b, x);
        same.entity = (uint16_t)entity;
        return bo_build_node(b, same);
    }
    if (bo_at(b, x)->op == BO_OP_LIFT) {
        return bo_build_lift(b, bo_at(b, x)->arg[0], entity);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_LIFT, x, BO_NONE, BO_NONE);
    node.entity = (uint16_t)entity;
    return bo_build_node(b, node);
}

/* The most instances of an entity inside one instance of a containing one. */
static bo_wide most_items(const struct bo_set *set, unsigned inner, unsigned outer)
{
    bo_wide most = 1;
    for (int e = (int)inner; e >= 0 && (unsigned)e != outer; e = set->entities.at[e]->in) {
        most *= set->entities.at[e]->max;
    }
    return most;
}

uint32_t bo_build_items(struct bo_builder *b, enum bo_opcode op, unsigned entity, unsigned item_entity, uint32_t value,
                        uint32_t mask)
{
    if (value == BO_FAILED || mask == BO_FAILED) {
        return BO_FAILED;
    }
    struct bo_node node = bo_build_over_args(b, op, value, mask, BO_NONE);
    node.entity = (uint16_t)entity;
    node.aux = item_entity;
    if (op == BO_OP_SUM) {
        bo_wide most = most_items(b->set, item_entity, entity), lo, hi;
        if (!bo_build_times(node.lo, most, &lo) || !bo_build_times(node.hi, most, &hi)) {
            return bo_build_too_wide(b);
        }
        node.lo = lo < 0 ? lo : 0;
        node.hi = hi > 0 ? hi : 0;
    } else if (op == BO_OP_ANY || op == BO_OP_EVERY) {
        if (node.kind != BO_BOOLEAN) {
            bo_build_error(b, "type-mismatch", "a condition must be true or false, not a %s", bo_kind_name(node.kind));
            return BO_FAILED;
        }
        node = boolean(node);
    } else {
        node.may_fail = true;
        node.reason = bo_build_fault(b, "empty-list", "the smallest or largest of an empty list");
    }
    return bo_build_node(b, node);
}

/* What a date operation gives for constants, as the evaluators work it out; false when it must be left to them. */
static bool folded(enum bo_opcode op, int64_t x, int64_t y, int64_t z, int64_t *value)
{
    const int64_t most = (int64_t)1 << 40; /* beyond any calendar */
    if (x > most || x < -most || y > most || y < -most || z > most || z < -most) {
        return false;
    }
    switch (op) {
    case BO_OP_ADD:
        *value = x + y;
        return true;
    case BO_OP_SUB:
        *value = x - y;
        return true;
    case BO_OP_ADD_MONTHS:
        *value = bo_date_add_months(x, y);
        return true;
    case BO_OP_MONTHS_BETWEEN:
        *value = bo_months_between(x, y);
        return true;
    case BO_OP_YEAR:
        *value = bo_civil_of(x).year;
        return true;
    case BO_OP_MONTH:
        *value = bo_civil_of(x).month;
        return true;
    case BO_OP_DAY:
        *value = bo_civil_of(x).day;
        return true;
    case BO_OP_WEEKDAY:
        *value = bo_weekday(x);
        return true;
    case BO_OP_YEARDAY:
        *value = bo_day_of_year(x);
        return true;
    case BO_OP_WEEK:
        *value = bo_week_of_year(x);
        return true;
    default: /* BO_OP_DATE_OF */
        if (!bo_civil_valid(x, y, z)) {
            return false;
        }
        *value = bo_date_of(x, (int)y, (int)z);
        return true;
    }
}

uint32_t bo_build_plain(struct bo_builder *b, enum bo_opcode op, enum bo_kind kind, bo_wide lo, bo_wide hi, uint32_t x,
                        uint32_t y, uint32_t z, uint32_t reason)
{
    if (bo_build_failed(x, y) || z == BO_FAILED) {
        return BO_FAILED;
    }
    struct bo_node node = bo_build_over_args(b, op, x, y, z);
    bool constant = true;
    int64_t k[3] = {0}, value;
    for (int i = 0; i < 3 && node.arg[i] != BO_NONE; i++) {
        const struct bo_node *arg = bo_at(b, node.arg[i]);
        constant = constant && arg->op == BO_OP_CONST && !arg->wide;
        k[i] = constant ? (int64_t)arg->k : 0;
    }
    if (constant && folded(op, k[0], k[1], k[2], &value) && value >= lo && value <= hi) {
        return bo_build_const(b, node.entity, kind, value, 1, BO_UNIT_ONE);
    }
    node.kind = kind;
    node.den = 1;
    node.unit = BO_UNIT_ONE;
    node.lo = lo;
    node.hi = hi;
    node.reason = reason;
    node.may_fail |= reason != 0;
    return bo_build_node(b, node);
}
