#include "engine/build_inside.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT ((bo_wide)1 << 126)
static const int64_t den_limit = (int64_t)1 << 62;

void bo_build_init(struct bo_builder *b, struct bo_program *program, struct bo_diags *diags)
{
    *b = (struct bo_builder){.program = program, .set = program->set, .diags = diags, .n_slots = 1 << 13};
    b->slot = calloc(b->n_slots, sizeof *b->slot);
    if (b->slot == NULL) {
        abort();
    }
}

void bo_build_fini(struct bo_builder *b)
{
    free(b->slot);
    b->slot = NULL;
}

struct bo_place bo_build_place(const struct bo_builder *b)
{
    const struct bo_where *at = &b->where;
    return at->formula != NULL ? bo_formula_place(at->formula, at->offset) : at->place;
}

void bo_build_error(struct bo_builder *b, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&b->program->arena, format, args);
    va_end(args);
    bo_diag_cite(b->diags, BO_ERROR, bo_build_place(b), code, b->cite, "%s", text);
}

const struct bo_node *bo_at(const struct bo_builder *b, uint32_t node)
{
    return &b->program->nodes.at[node];
}

bool bo_is_const(const struct bo_builder *b, uint32_t node)
{
    return bo_at(b, node)->op == BO_OP_CONST;
}

const char *bo_kind_name(enum bo_kind kind)
{
    static const char *const name[] = {"number", "boolean",          "date", "duration in days", "duration in months",
                                       "code",   "recurring amount", "text"};
    return name[kind];
}

const char *bo_unit_name(struct bo_builder *b, uint32_t node)
{
    static const struct bo_intern none;
    return bo_unit_text(b->set != NULL ? &b->set->symbols : &none, &bo_at(b, node)->unit, &b->program->arena);
}

/* Nodes, shared */

static uint64_t mix(uint64_t h, uint64_t v)
{
    h ^= v + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
    return h * 0xff51afd7ed558ccdu;
}

static uint64_t node_hash(const struct bo_node *n)
{
    uint64_t h = mix((uint64_t)n->op * 64 + (uint64_t)n->kind, n->entity);
    for (int i = 0; i < 4; i++) {
        h = mix(h, n->arg[i]);
    }
    h = mix(mix(h, n->aux), n->reason);
    return mix(mix(h, (uint64_t)n->k), (uint64_t)n->den);
}

static bool node_same(const struct bo_node *x, const struct bo_node *y)
{
    return x->op == y->op && x->kind == y->kind && x->entity == y->entity &&
           memcmp(x->arg, y->arg, sizeof x->arg) == 0 && x->aux == y->aux && x->reason == y->reason && x->k == y->k &&
           x->den == y->den && x->unit.any == y->unit.any && bo_unit_equal(&x->unit, &y->unit);
}

static void rehash(struct bo_builder *b)
{
    free(b->slot);
    b->n_slots *= 2;
    b->slot = calloc(b->n_slots, sizeof *b->slot);
    if (b->slot == NULL) {
        abort();
    }
    for (uint32_t i = 0; i < b->program->nodes.n; i++) {
        uint64_t h = node_hash(bo_at(b, i));
        while (b->slot[h & (b->n_slots - 1)] != 0) {
            h++;
        }
        b->slot[h & (b->n_slots - 1)] = i + 1;
    }
}

uint32_t bo_build_node(struct bo_builder *b, struct bo_node node)
{
    if (node.lo <= -LIMIT || node.hi >= LIMIT || node.den <= 0 || node.den > den_limit) {
        bo_build_error(b, "number-too-wide", "this number can grow too large to be held exactly (126 bits)");
        return BO_FAILED;
    }
    node.wide = node.lo < -(bo_wide)INT64_MAX / 2 || node.hi > (bo_wide)INT64_MAX / 2;
    if (node.wide && node.kind != BO_NUMBER) {
        bo_build_error(b, "number-too-wide", "this %s can grow too large to be held", bo_kind_name(node.kind));
        return BO_FAILED;
    }
    uint64_t h = node_hash(&node);
    if (node.op != BO_OP_RULE) {
        for (;; h++) {
            uint32_t at = b->slot[h & (b->n_slots - 1)];
            if (at == 0) {
                break;
            }
            if (node_same(bo_at(b, at - 1), &node)) {
                return at - 1;
            }
        }
    } else {
        while (b->slot[h & (b->n_slots - 1)] != 0) {
            h++;
        }
    }
    uint32_t number = (uint32_t)b->program->nodes.n;
    BO_PUSH(&b->program->arena, &b->program->nodes, node);
    b->slot[h & (b->n_slots - 1)] = number + 1;
    if (b->program->nodes.n * 2 > b->n_slots) {
        rehash(b);
    }
    return number;
}

static struct bo_node blank(enum bo_opcode op, enum bo_kind kind, unsigned entity)
{
    return (struct bo_node){
        .op = op, .kind = kind, .entity = (uint16_t)entity, .arg = {BO_NONE, BO_NONE, BO_NONE, BO_NONE}, .den = 1};
}

uint32_t bo_build_const(struct bo_builder *b, unsigned entity, enum bo_kind kind, bo_wide n, int64_t den,
                        struct bo_unit unit)
{
    struct bo_node node = blank(BO_OP_CONST, kind, entity);
    if (kind == BO_NUMBER) {
        bo_wide g = bo_wide_gcd(n, den);
        node.den = (int64_t)(den / g);
        n /= g;
        unit.any = n == 0 && unit.n == 0;
    }
    node.k = node.lo = node.hi = n;
    node.unit = unit;
    return bo_build_node(b, node);
}

uint32_t bo_build_bool(struct bo_builder *b, unsigned entity, bool value)
{
    return bo_build_const(b, entity, BO_BOOLEAN, value, 1, BO_UNIT_ONE);
}

uint32_t bo_build_code(struct bo_builder *b, unsigned entity, const char *text)
{
    return bo_build_const(b, entity, BO_CODE, bo_intern(&b->program->codes, text), 1, BO_UNIT_ONE);
}

uint32_t bo_build_reason(struct bo_builder *b, struct bo_reason reason)
{
    BO_PUSH(&b->program->arena, &b->program->reasons, reason);
    return (uint32_t)b->program->reasons.n;
}

uint32_t bo_build_fault(struct bo_builder *b, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&b->program->arena, format, args);
    va_end(args);
    return bo_build_reason(b, (struct bo_reason){BO_CALCULATION, code, text, NULL, NULL, bo_build_place(b)});
}

uint32_t bo_build_fail(struct bo_builder *b, unsigned entity, enum bo_kind kind, struct bo_unit unit, uint32_t reason)
{
    struct bo_node node = blank(BO_OP_FAIL, kind, entity);
    node.unit = unit;
    node.aux = node.reason = reason;
    node.may_fail = true;
    return bo_build_node(b, node);
}

struct bo_node bo_build_over_args(const struct bo_builder *b, enum bo_opcode op, uint32_t x, uint32_t y, uint32_t z)
{
    struct bo_node node = *bo_at(b, x);
    node.op = op;
    node.arg[0] = x;
    node.arg[1] = y;
    node.arg[2] = z;
    node.arg[3] = BO_NONE;
    node.aux = node.reason = 0;
    node.k = 0;
    node.may_fail = false;
    for (int i = 0; i < 3; i++) {
        if (node.arg[i] != BO_NONE) {
            node.may_fail |= bo_at(b, node.arg[i])->may_fail;
        }
    }
    return node;
}

bool bo_build_times(bo_wide a, bo_wide c, bo_wide *product)
{
    return !__builtin_mul_overflow(a, c, product) && *product > -LIMIT && *product < LIMIT;
}

uint32_t bo_build_too_wide(struct bo_builder *b)
{
    bo_build_error(b, "number-too-wide", "this number can grow too large to be held exactly (126 bits)");
    return BO_FAILED;
}

/* x's numerator times k, over den, in a unit: the one node for scaling, relabelling and constant factors. */
static uint32_t scaled(struct bo_builder *b, uint32_t x, bo_wide k, int64_t den, struct bo_unit unit)
{
    struct bo_node node = bo_build_over_args(b, BO_OP_MULK, x, BO_NONE, BO_NONE);
    if (k == 1 && den == node.den && unit.any == node.unit.any && bo_unit_equal(&unit, &node.unit)) {
        return x;
    }
    if (bo_is_const(b, x)) {
        bo_wide n;
        if (!bo_build_times(bo_at(b, x)->k, k, &n)) {
            return bo_build_too_wide(b);
        }
        struct bo_node same = *bo_at(b, x);
        same.k = same.lo = same.hi = n;
        same.den = den;
        same.unit = unit;
        return bo_build_node(b, same);
    }
    bo_wide lo, hi;
    if (!bo_build_times(node.lo, k, &lo) || !bo_build_times(node.hi, k, &hi)) {
        return bo_build_too_wide(b);
    }
    node.lo = k < 0 ? hi : lo;
    node.hi = k < 0 ? lo : hi;
    node.k = k;
    node.den = den;
    node.unit = unit;
    return bo_build_node(b, node);
}

uint32_t bo_build_rescale(struct bo_builder *b, uint32_t x, int64_t den)
{
    if (x == BO_FAILED || bo_at(b, x)->den == den) {
        return x;
    }
    return scaled(b, x, den / bo_at(b, x)->den, den, bo_at(b, x)->unit);
}

uint32_t bo_build_unit(struct bo_builder *b, uint32_t x, struct bo_unit unit)
{
    return x == BO_FAILED ? x : scaled(b, x, 1, bo_at(b, x)->den, unit);
}

static bool common_den(struct bo_builder *b, uint32_t x, uint32_t y, int64_t *den)
{
    int64_t dx = bo_at(b, x)->den, dy = bo_at(b, y)->den;
    bo_wide lcm = (bo_wide)dx / bo_wide_gcd(dx, dy) * dy;
    *den = (int64_t)lcm;
    return lcm <= den_limit;
}

bool bo_build_align(struct bo_builder *b, uint32_t *x, uint32_t *y, const char *what)
{
    const struct bo_node *nx = bo_at(b, *x), *ny = bo_at(b, *y);
    if (nx->kind != ny->kind) {
        bo_build_error(b, "type-mismatch", "%s needs two values of one type, not a %s and a %s", what,
                       bo_kind_name(nx->kind), bo_kind_name(ny->kind));
        return false;
    }
    if (nx->kind != BO_NUMBER) {
        return true;
    }
    if (!bo_unit_equal(&nx->unit, &ny->unit)) {
        bo_build_error(b, "unit-mismatch", "%s needs equal units, not %s and %s", what, bo_unit_name(b, *x),
                       bo_unit_name(b, *y));
        return false;
    }
    int64_t den;
    if (!common_den(b, *x, *y, &den)) {
        bo_build_too_wide(b);
        return false;
    }
    struct bo_unit unit = nx->unit.any ? ny->unit : nx->unit;
    *x = bo_build_unit(b, bo_build_rescale(b, *x, den), unit);
    *y = bo_build_unit(b, bo_build_rescale(b, *y, den), unit);
    return !bo_build_failed(*x, *y);
}

static bool both_numbers(struct bo_builder *b, uint32_t x, uint32_t y, const char *what)
{
    if (bo_at(b, x)->kind == BO_NUMBER && bo_at(b, y)->kind == BO_NUMBER) {
        return true;
    }
    bo_build_error(b, "type-mismatch", "%s needs numbers, not a %s and a %s", what, bo_kind_name(bo_at(b, x)->kind),
                   bo_kind_name(bo_at(b, y)->kind));
    return false;
}

uint32_t bo_build_add(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !bo_build_align(b, &x, &y, "+")) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    if (bo_is_const(b, x) && bo_is_const(b, y)) {
        return bo_build_const(b, nx->entity, nx->kind, nx->k + ny->k, nx->den, nx->unit);
    }
    if (bo_is_const(b, y) && ny->k == 0) {
        return x;
    }
    if (bo_is_const(b, x) && nx->k == 0) {
        return y;
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_ADD, x, y, BO_NONE);
    node.lo = nx->lo + ny->lo;
    node.hi = nx->hi + ny->hi;
    return bo_build_node(b, node);
}

uint32_t bo_build_sub(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !bo_build_align(b, &x, &y, "-")) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    if (bo_is_const(b, x) && bo_is_const(b, y)) {
        return bo_build_const(b, nx->entity, nx->kind, nx->k - ny->k, nx->den, nx->unit);
    }
    if (bo_is_const(b, y) && ny->k == 0) {
        return x;
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_SUB, x, y, BO_NONE);
    node.lo = nx->lo - ny->hi;
    node.hi = nx->hi - ny->lo;
    return bo_build_node(b, node);
}

static uint32_t times_const(struct bo_builder *b, uint32_t x, bo_wide n, int64_t den, struct bo_unit unit)
{
    if (n == 0 && !bo_at(b, x)->may_fail) {
        uint32_t zero = bo_build_const(b, bo_at(b, x)->entity, BO_NUMBER, 0, 1, BO_UNIT_ONE);
        return bo_build_unit(b, zero, unit);
    }
    const struct bo_node *nx = bo_at(b, x);
    bool constant = bo_is_const(b, x);
    bo_wide g1 = bo_wide_gcd(n, nx->den), g2 = constant ? bo_wide_gcd(nx->k, den) : 1;
    bo_wide d = (bo_wide)nx->den / g1 * (den / g2), k;
    if (d > den_limit) {
        return bo_build_too_wide(b);
    }
    if (!constant) {
        return scaled(b, x, n / g1, (int64_t)d, unit);
    }
    if (!bo_build_times(nx->k / g2, n / g1, &k)) {
        return bo_build_too_wide(b);
    }
    return bo_build_const(b, nx->entity, BO_NUMBER, k, (int64_t)d, unit); /* constants are in lowest terms */
}

static bool corners(const struct bo_node *x, const struct bo_node *y, bo_wide *lo, bo_wide *hi)
{
    bo_wide p[4];
    if (!bo_build_times(x->lo, y->lo, &p[0]) || !bo_build_times(x->lo, y->hi, &p[1]) ||
        !bo_build_times(x->hi, y->lo, &p[2]) || !bo_build_times(x->hi, y->hi, &p[3])) {
        return false;
    }
    *lo = *hi = p[0];
    for (int i = 1; i < 4; i++) {
        *lo = p[i] < *lo ? p[i] : *lo;
        *hi = p[i] > *hi ? p[i] : *hi;
    }
    return true;
}

/* The same whole number as a count of another kind: days or months as a number, and back. */
static uint32_t relabelled(struct bo_builder *b, uint32_t x, enum bo_kind kind)
{
    if (x == BO_FAILED) {
        return x;
    }
    const struct bo_node *nx = bo_at(b, x);
    if (bo_is_const(b, x)) {
        return bo_build_const(b, nx->entity, kind, nx->k, 1, BO_UNIT_ONE);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_MULK, x, BO_NONE, BO_NONE);
    node.kind = kind;
    node.k = 1;
    node.unit = BO_UNIT_ONE;
    return bo_build_node(b, node);
}

/* A duration times a number. Of a part of a month the fraction is dropped, as FEEL has it; a part of a day would be
 * hours, which there are none. */
static uint32_t times_duration(struct bo_builder *b, uint32_t duration, uint32_t factor)
{
    enum bo_kind kind = bo_at(b, duration)->kind;
    uint32_t product = bo_build_mul(b, relabelled(b, duration, BO_NUMBER), factor);
    if (product != BO_FAILED && kind == BO_DAYS && bo_at(b, product)->den != 1) {
        bo_build_error(b, "part-of-a-day", "this may be no whole number of days; round the number first");
        return BO_FAILED;
    }
    return relabelled(b, bo_build_round(b, product, 0, BO_DOWN), kind);
}

uint32_t bo_build_mul(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y)) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    bool dx = nx->kind == BO_DAYS || nx->kind == BO_MONTHS, dy = ny->kind == BO_DAYS || ny->kind == BO_MONTHS;
    if ((dx && ny->kind == BO_NUMBER && ny->unit.n == 0) || (dy && nx->kind == BO_NUMBER && nx->unit.n == 0)) {
        return times_duration(b, dx ? x : y, dx ? y : x);
    }
    if (!both_numbers(b, x, y, "*")) {
        return BO_FAILED;
    }
    struct bo_unit unit;
    if (!bo_unit_mul(&nx->unit, &ny->unit, &unit)) {
        bo_build_error(b, "unit-too-long", "a unit of more than %d symbols", BO_UNIT_FACTORS);
        return BO_FAILED;
    }
    if (bo_is_const(b, y)) {
        return times_const(b, x, ny->k, ny->den, unit);
    }
    if (bo_is_const(b, x)) {
        return times_const(b, y, nx->k, nx->den, unit);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_MUL, x, y, BO_NONE);
    bo_wide den = (bo_wide)nx->den * ny->den;
    if (!corners(nx, ny, &node.lo, &node.hi) || den > den_limit) {
        return bo_build_too_wide(b);
    }
    node.den = (int64_t)den;
    node.unit = unit;
    return bo_build_node(b, node);
}

/* A dated series of reciprocals; false when a value is zero or the denominator grows too large. */
static bool series_reciprocal(struct bo_builder *b, uint32_t series, int64_t den, uint32_t *out, int64_t *out_den,
                              bo_wide *lo, bo_wide *hi)
{
    struct bo_series s = b->program->series.at[series];
    bo_wide lcm = 1;
    for (size_t i = 0; i < s.n; i++) {
        bo_wide v = s.value[i] < 0 ? -s.value[i] : s.value[i];
        if (v == 0 || !bo_build_times(lcm / bo_wide_gcd(lcm, v), v, &lcm) || lcm > den_limit) {
            return false;
        }
    }
    bo_wide *value = bo_alloc_array(&b->program->arena, s.n + 1, sizeof *value);
    for (size_t i = 0; i < s.n; i++) {
        if (!bo_build_times(lcm / s.value[i], den, &value[i])) {
            return false;
        }
        *lo = i == 0 || value[i] < *lo ? value[i] : *lo;
        *hi = i == 0 || value[i] > *hi ? value[i] : *hi;
    }
    s.value = value;
    *out_den = (int64_t)lcm;
    for (uint32_t i = 0; i < b->program->series.n; i++) { /* the same one again keeps nodes shared */
        const struct bo_series *e = &b->program->series.at[i];
        if (e->named == s.named && e->from == s.from && e->n == s.n && i != series &&
            memcmp(e->value, value, s.n * sizeof *value) == 0) {
            *out = i;
            return true;
        }
    }
    *out = (uint32_t)b->program->series.n;
    BO_PUSH(&b->program->arena, &b->program->series, s);
    return true;
}

/* 1 / y, or BO_NONE when it is not exact over a static denominator. */
static uint32_t reciprocal(struct bo_builder *b, uint32_t y)
{
    const struct bo_node n = *bo_at(b, y);
    struct bo_unit one = BO_UNIT_ONE, unit;
    if (n.kind != BO_NUMBER || !bo_unit_div(&one, &n.unit, &unit)) {
        return BO_NONE;
    }
    switch (n.op) {
    case BO_OP_CONST:
        if (n.k == 0 || n.k > den_limit || n.k < -den_limit) {
            return BO_NONE;
        }
        return bo_build_const(b, n.entity, BO_NUMBER, n.k < 0 ? -(bo_wide)n.den : n.den,
                              (int64_t)(n.k < 0 ? -n.k : n.k), unit);
    case BO_OP_LOOKUP: {
        struct bo_node r = n;
        if (!series_reciprocal(b, n.aux, n.den, &r.aux, &r.den, &r.lo, &r.hi)) {
            return BO_NONE;
        }
        r.unit = unit;
        return bo_build_node(b, r);
    }
    case BO_OP_LIFT: {
        uint32_t r = reciprocal(b, n.arg[0]);
        return r == BO_NONE || r == BO_FAILED ? r : bo_build_lift(b, r, n.entity);
    }
    case BO_OP_MUL: {
        uint32_t r = reciprocal(b, n.arg[0]), s = r == BO_NONE ? r : reciprocal(b, n.arg[1]);
        return s == BO_NONE || s == BO_FAILED || r == BO_FAILED ? s : bo_build_mul(b, r, s);
    }
    case BO_OP_MULK: {
        const struct bo_node *a = bo_at(b, n.arg[0]);
        bo_wide k;
        if (a->kind != BO_NUMBER || n.k == 0 || !bo_build_times(n.k < 0 ? -n.k : n.k, a->den, &k) || k > den_limit) {
            return BO_NONE;
        }
        uint32_t r = reciprocal(b, n.arg[0]);
        if (r == BO_NONE || r == BO_FAILED) {
            return r;
        }
        return bo_build_unit(b, times_const(b, r, n.k < 0 ? -(bo_wide)n.den : n.den, (int64_t)k, unit), unit);
    }
    case BO_OP_SELECT: {
        uint32_t r = reciprocal(b, n.arg[1]), s = r == BO_NONE ? r : reciprocal(b, n.arg[2]);
        return s == BO_NONE || s == BO_FAILED || r == BO_FAILED ? s : bo_build_select(b, n.arg[0], r, s);
    }
    default:
        return BO_NONE;
    }
}

uint32_t bo_build_over(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y)) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    if ((nx->kind == BO_DAYS || nx->kind == BO_MONTHS) && nx->kind == ny->kind && bo_is_const(b, y) && ny->k != 0) {
        /* how many times the duration y */
        uint32_t d = relabelled(b, y, BO_NUMBER);
        return bo_build_over(b, relabelled(b, x, BO_NUMBER), d);
    }
    if ((nx->kind == BO_DAYS || nx->kind == BO_MONTHS) && ny->kind == BO_NUMBER) {
        uint32_t r = reciprocal(b, y);
        return r == BO_NONE ? r : bo_build_mul(b, x, r);
    }
    if (!both_numbers(b, x, y, "/")) {
        return BO_FAILED;
    }
    uint32_t r = reciprocal(b, y);
    return r == BO_NONE ? BO_NONE : bo_build_mul(b, x, r);
}

uint32_t bo_build_neg(struct bo_builder *b, uint32_t x)
{
    if (x == BO_FAILED) {
        return x;
    }
    const struct bo_node *nx = bo_at(b, x);
    if (nx->kind != BO_NUMBER && nx->kind != BO_DAYS && nx->kind != BO_MONTHS) {
        bo_build_error(b, "type-mismatch", "- needs a number or a duration, not a %s", bo_kind_name(nx->kind));
        return BO_FAILED;
    }
    if (bo_is_const(b, x)) {
        return bo_build_const(b, nx->entity, nx->kind, -nx->k, nx->den, nx->unit);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_NEG, x, BO_NONE, BO_NONE);
    node.lo = -nx->hi;
    node.hi = -nx->lo;
    return bo_build_node(b, node);
}

uint32_t bo_build_abs(struct bo_builder *b, uint32_t x)
{
    if (x == BO_FAILED) {
        return x;
    }
    const struct bo_node *nx = bo_at(b, x);
    if (nx->kind != BO_NUMBER && nx->kind != BO_DAYS && nx->kind != BO_MONTHS) {
        bo_build_error(b, "type-mismatch", "abs needs a number or a duration, not a %s", bo_kind_name(nx->kind));
        return BO_FAILED;
    }
    if (nx->lo >= 0) {
        return x;
    }
    if (bo_is_const(b, x)) {
        return bo_build_const(b, nx->entity, nx->kind, -nx->k, nx->den, nx->unit);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_ABS, x, BO_NONE, BO_NONE);
    node.lo = nx->hi < 0 ? -nx->hi : 0;
    node.hi = -nx->lo > nx->hi ? -nx->lo : nx->hi;
    return bo_build_node(b, node);
}

bool bo_build_ordered(struct bo_builder *b, uint32_t x, const char *what)
{
    enum bo_kind kind = bo_at(b, x)->kind;
    if (kind == BO_BOOLEAN || kind == BO_CODE) {
        bo_build_error(b, "type-mismatch", "%s needs values that have an order, not a %s", what, bo_kind_name(kind));
        return false;
    }
    return true;
}

static uint32_t extreme(struct bo_builder *b, enum bo_opcode op, uint32_t x, uint32_t y, const char *what)
{
    if (bo_build_failed(x, y) || !bo_build_align(b, &x, &y, what)) {
        return BO_FAILED;
    }
    bool least = op == BO_OP_MIN;
    if (bo_at(b, x)->kind == BO_CODE && bo_is_const(b, x) && bo_is_const(b, y)) {
        bool less = bo_at(b, bo_build_compare(b, BO_OP_LT, x, y))->k != 0;
        return less == least ? x : y;
    }
    if (!bo_build_ordered(b, x, what)) {
        return BO_FAILED;
    }
    const struct bo_node *nx = bo_at(b, x), *ny = bo_at(b, y);
    if (bo_is_const(b, x) && bo_is_const(b, y)) {
        return (nx->k < ny->k) == least ? x : y;
    }
    struct bo_node node = bo_build_over_args(b, op, x, y, BO_NONE);
    node.lo = (nx->lo < ny->lo) == least ? nx->lo : ny->lo;
    node.hi = (nx->hi < ny->hi) == least ? nx->hi : ny->hi;
    return bo_build_node(b, node);
}

uint32_t bo_build_least(struct bo_builder *b, uint32_t x, uint32_t y)
{
    return extreme(b, BO_OP_MIN, x, y, "min");
}

uint32_t bo_build_greatest(struct bo_builder *b, uint32_t x, uint32_t y)
{
    return extreme(b, BO_OP_MAX, x, y, "max");
}

uint32_t bo_build_mod(struct bo_builder *b, uint32_t x, uint32_t y)
{
    if (bo_build_failed(x, y) || !both_numbers(b, x, y, "modulo") || !bo_build_align(b, &x, &y, "modulo")) {
        return BO_FAILED;
    }
    const struct bo_node *ny = bo_at(b, y);
    if (bo_is_const(b, x) && bo_is_const(b, y) && ny->k != 0) {
        bo_wide n = bo_at(b, x)->k;
        n -= bo_wide_div(n, ny->k, BO_FLOOR) * ny->k;
        return bo_build_const(b, ny->entity, BO_NUMBER, n, ny->den, ny->unit);
    }
    struct bo_node node = bo_build_over_args(b, BO_OP_MOD, x, y, BO_NONE);
    bo_wide most = ny->hi > -ny->lo ? ny->hi : -ny->lo;
    node.lo = ny->lo < 0 ? -most : 0;
    node.hi = ny->hi > 0 ? most : 0;
    if (ny->lo <= 0 && ny->hi >= 0) {
        node.may_fail = true;
        node.reason = bo_build_fault(b, "division-by-zero", "division by zero");
    }
    return bo_build_node(b, node);
}

static bool power_of_ten(int places, bo_wide *power)
{
    if (places < -18 || places > 18) {
        return false;
    }
    *power = 1;
    for (int i = 0; i < (places < 0 ? -places : places); i++) {
        *power *= 10;
    }
    return true;
}

uint32_t bo_build_round(struct bo_builder *b, uint32_t x, int places, enum bo_rounding mode)
{
    if (x == BO_FAILED) {
        return x;
    }
    if (bo_at(b, x)->kind != BO_NUMBER) {
        bo_build_error(b, "type-mismatch", "rounding needs a number, not a %s", bo_kind_name(bo_at(b, x)->kind));
        return BO_FAILED;
    }
    bo_wide power;
    if (!power_of_ten(places, &power)) {
        bo_build_error(b, "places", "rounding to %d decimals; it must be -18 to 18", places);
        return BO_FAILED;
    }
    struct bo_unit unit = bo_at(b, x)->unit;
    int64_t den = bo_at(b, x)->den;
    /* The value is n/den; in steps of 10^-places it is n × up / down. */
    bo_wide up = places >= 0 ? power : 1, down = places >= 0 ? (bo_wide)den : (bo_wide)den * power;
    bo_wide g = bo_wide_gcd(up, down);
    up /= g;
    down /= g;
    uint32_t steps = scaled(b, x, up, 1, unit);
    if (steps == BO_FAILED) {
        return steps;
    }
    uint32_t whole = steps;
    if (down != 1) {
        struct bo_node node = bo_build_over_args(b, BO_OP_DIVK, steps, BO_NONE, BO_NONE);
        node.k = down;
        node.aux = mode;
        node.lo = bo_wide_div(node.lo, down, mode);
        node.hi = bo_wide_div(node.hi, down, mode);
        if (bo_is_const(b, steps)) {
            bo_wide n = bo_wide_div(bo_at(b, steps)->k, down, mode);
            whole = bo_build_const(b, node.entity, BO_NUMBER, n, 1, unit);
        } else {
            whole = bo_build_node(b, node);
        }
    }
    if (whole == BO_FAILED || places == 0) {
        return whole;
    }
    return places > 0 ? scaled(b, whole, 1, (int64_t)power, unit) : scaled(b, whole, power, 1, unit);
}

uint32_t bo_build_round_over(struct bo_builder *b, uint32_t x, uint32_t y, int places, enum bo_rounding mode)
{
    if (bo_build_failed(x, y) || !both_numbers(b, x, y, "/")) {
        return BO_FAILED;
    }
    bo_wide power;
    if (!power_of_ten(places, &power)) {
        bo_build_error(b, "places", "rounding to %d decimals; it must be -18 to 18", places);
        return BO_FAILED;
    }
    struct bo_unit unit;
    if (!bo_unit_div(&bo_at(b, x)->unit, &bo_at(b, y)->unit, &unit)) {
        return bo_build_too_wide(b);
    }
    /* (nx/dx) / (ny/dy) in steps of 10^-places is nx × dy × up / (ny × dx × down). */
    bo_wide up, down;
    if (!bo_build_times(bo_at(b, y)->den, places > 0 ? power : 1, &up) ||
        !bo_build_times(bo_at(b, x)->den, places < 0 ? power : 1, &down)) {
        return bo_build_too_wide(b);
    }
    bo_wide g = bo_wide_gcd(up, down);
    x = scaled(b, x, up / g, 1, BO_UNIT_ONE);
    y = scaled(b, y, down / g, 1, BO_UNIT_ONE);
    if (bo_build_failed(x, y)) {
        return BO_FAILED;
    }
    const struct bo_node *ny = bo_at(b, y);
    struct bo_node node = bo_build_over_args(b, BO_OP_DIV, x, y, BO_NONE);
    node.aux = mode;
    node.unit = unit;
    if (ny->lo <= 0 && ny->hi >= 0) {
        bo_wide most = node.hi > -node.lo ? node.hi : -node.lo;
        node.lo = -most;
        node.hi = most;
        node.may_fail = true;
        node.reason = bo_build_fault(b, "division-by-zero", "division by zero");
    } else {
        bo_wide end[4] = {bo_wide_div(node.lo, ny->lo, mode), bo_wide_div(node.lo, ny->hi, mode),
                          bo_wide_div(node.hi, ny->lo, mode), bo_wide_div(node.hi, ny->hi, mode)};
        node.lo = node.hi = end[0];
        for (int i = 1; i < 4; i++) {
            node.lo = end[i] < node.lo ? end[i] : node.lo;
            node.hi = end[i] > node.hi ? end[i] : node.hi;
        }
    }
    uint32_t whole = bo_build_node(b, node);
    if (whole == BO_FAILED || places == 0) {
        return whole;
    }
    return places > 0 ? scaled(b, whole, 1, (int64_t)power, unit) : scaled(b, whole, power, 1, unit);
}
