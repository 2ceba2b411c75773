/* Purpose  random programs and populations: typed, over all operations, with the ranges that follow from the operands.
 *          Not for the library.
 * Use      random_program in an open machine, then any number of random_population / bo_population_fini. */
#ifndef BO_TEST_RANDOM_PROGRAMS_H
#define BO_TEST_RANDOM_PROGRAMS_H

#include "exact.h"
#include "programs.h"

enum { REASONS = 6, EARLIEST = -135140, LATEST = 157421 }; /* 1600-01-01 … 2400-12-31 … */

struct dice {
    uint64_t state;
};

static inline uint64_t roll(struct dice *dice)
{
    uint64_t z = dice->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static inline uint32_t below(struct dice *dice, uint32_t n)
{
    return (uint32_t)(roll(dice) % n);
}

/* From lo to hi; often an end, nothing, or next to it. */
static inline bo_wide between(struct dice *dice, bo_wide lo, bo_wide hi)
{
    const bo_wide near[] = {lo, hi, 0, 1, -1, lo + 1, hi - 1};
    bo_wide n = near[below(dice, 7)];
    if (below(dice, 2) == 0 || n < lo || n > hi) {
        unsigned __int128 any = (unsigned __int128)roll(dice) << 64 | roll(dice);
        any %= (unsigned __int128)(hi - lo) + 1;
        n = lo + (bo_wide)any;
    }
    return n;
}

static inline void random_range(struct dice *dice, bo_wide *lo, bo_wide *hi)
{
    static const unsigned bits[] = {1, 4, 8, 8, 8, 16, 16, 20, 31, 32, 40, 61, 62, 63, 64, 90, 110};
    bo_wide x = between(dice, 0, ((bo_wide)1 << bits[below(dice, 17)]) - 1), y = between(dice, 0, x);
    switch (below(dice, 4)) {
    case 0: /* around nothing */
        *lo = -y;
        *hi = x;
        break;
    case 1: /* below it */
        *lo = -x - 1;
        *hi = -y - 1;
        break;
    default: /* above it */
        *lo = y + below(dice, 2);
        *hi = x + 1;
        break;
    }
}

struct maker {
    struct machine *m;
    struct dice *dice;
    uint32_t states; /* rules that have a STATE node, a bit each */
    uint32_t rules;  /* that have a RULE node */
};

static inline uint32_t a_reason(struct maker *k)
{
    return 1 + below(k->dice, REASONS);
}

static inline uint32_t of_kind(struct maker *k, uint32_t node, enum bo_kind kind)
{
    node_at(k->m, node)->kind = kind;
    return node;
}

static inline uint32_t random_input(struct maker *k, unsigned entity, enum bo_kind kind)
{
    bo_wide lo = 0, hi = kind == BO_CODE ? 5 : 1;
    if (kind == BO_NUMBER) {
        random_range(k->dice, &lo, &hi);
    } else if (kind == BO_DATE) {
        lo = EARLIEST / 2 + (int)below(k->dice, 40000);
        hi = LATEST / 2 - (int)below(k->dice, 40000);
    }
    uint32_t node = input_node(k->m, entity, lo, hi, below(k->dice, 3) == 0 ? a_reason(k) : 0);
    k->m->program->columns.at[node_at(k->m, node)->aux].kind = kind;
    return of_kind(k, node, kind);
}

/* A node of the entity and kind, lifted where it is of a containing one. */
static inline uint32_t pick(struct maker *k, unsigned entity, enum bo_kind kind)
{
    struct bo_program *p = k->m->program;
    for (int tries = 0; tries < 60; tries++) {
        uint32_t i = below(k->dice, (uint32_t)p->nodes.n);
        const struct bo_node *n = node_at(k->m, i);
        if (n->kind == kind && n->entity == entity) {
            return i;
        }
        if (n->kind == kind && n->entity < entity && below(k->dice, 3) == 0) {
            return of_kind(k, op_node(k->m, BO_OP_LIFT, entity, i, BO_NONE, BO_NONE, n->lo, n->hi), kind);
        }
    }
    return random_input(k, entity, kind);
}

/* The range of an operation that is monotone in its operands: from the ends of theirs. false: too wide. */
static inline bool range_of_ends(struct maker *k, struct bo_node *node)
{
    mpz_t end[2], other[2], value, lo, hi;
    mpz_inits(end[0], end[1], other[0], other[1], value, lo, hi, NULL);
    const struct bo_node *a = node_at(k->m, node->arg[0]);
    const struct bo_node *b = node_at(k->m, node->arg[node->arg[1] != BO_NONE ? 1 : 0]);
    exact_set(end[0], a->lo);
    exact_set(end[1], a->hi);
    exact_set(other[0], b->lo);
    exact_set(other[1], b->hi);
    for (int i = 0; i < 4; i++) {
        exact_op(value, node, end[i / 2], other[i % 2]);
        if (i == 0 || mpz_cmp(value, lo) < 0) {
            mpz_set(lo, value);
        }
        if (i == 0 || mpz_cmp(value, hi) > 0) {
            mpz_set(hi, value);
        }
    }
    bool fits = bo_wide_from_mpz(&node->lo, lo) && bo_wide_from_mpz(&node->hi, hi);
    mpz_clears(end[0], end[1], other[0], other[1], value, lo, hi, NULL);
    return fits;
}

static inline bo_wide larger(bo_wide a, bo_wide b)
{
    return a > b ? a : b;
}

static inline void make_arithmetic(struct maker *k, enum bo_opcode op, unsigned entity)
{
    uint32_t a = pick(k, entity, BO_NUMBER), b = pick(k, entity, BO_NUMBER);
    bool one = op == BO_OP_MULK || op == BO_OP_NEG || op == BO_OP_ABS || op == BO_OP_DIVK;
    struct bo_node node = plain_node(op, entity, a, one ? BO_NONE : b, BO_NONE, 0, 0);
    const struct bo_node *na = node_at(k->m, a), *nb = node_at(k->m, b);
    bool by_zero = nb->lo <= 0 && nb->hi >= 0;
    bo_wide size_a = larger(-na->lo, na->hi), size_b = larger(-nb->lo, nb->hi);
    node.aux = op == BO_OP_DIV || op == BO_OP_DIVK ? below(k->dice, BO_HALF_EVEN + 1) : 0;
    if (op == BO_OP_MULK) {
        node.k = between(k->dice, -1000, (bo_wide)1 << below(k->dice, 80));
    } else if (op == BO_OP_DIVK) {
        node.k = between(k->dice, 1, (bo_wide)1 << below(k->dice, 100));
    }
    if ((op == BO_OP_DIV || op == BO_OP_MOD) && by_zero) {
        node.reason = a_reason(k);
    }
    if (op == BO_OP_ABS) {
        node.lo = na->lo > 0 ? na->lo : na->hi < 0 ? -na->hi : 0;
        node.hi = size_a;
    } else if (op == BO_OP_MOD) {
        node.lo = nb->lo < 0 ? -size_b : 0;
        node.hi = nb->hi > 0 ? size_b : 0;
    } else if (op == BO_OP_DIV && by_zero) {
        node.lo = -size_a;
        node.hi = size_a;
    } else if (!range_of_ends(k, &node)) {
        return;
    }
    add_node(k->m, node);
}

static inline void make_truth(struct maker *k, enum bo_opcode op, unsigned entity)
{
    enum bo_kind kind = op >= BO_OP_EQ && op <= BO_OP_LE ? (below(k->dice, 4) == 0 ? BO_DATE : BO_NUMBER) : BO_BOOLEAN;
    if (op == BO_OP_KNOWN) {
        kind = BO_NUMBER;
    }
    bool one = op == BO_OP_NOT || op == BO_OP_KNOWN;
    uint32_t a = pick(k, entity, kind), b = one ? BO_NONE : pick(k, entity, kind);
    of_kind(k, op_node(k->m, op, entity, a, b, BO_NONE, 0, 1), BO_BOOLEAN);
}

static inline void make_choice(struct maker *k, enum bo_opcode op, unsigned entity)
{
    enum bo_kind kind = (enum bo_kind)below(k->dice, BO_DATE + 1);
    uint32_t test = pick(k, entity, BO_BOOLEAN), x = pick(k, entity, kind), y = pick(k, entity, kind);
    if (below(k->dice, 5) == 0 && op == BO_OP_SELECT) { /* a branch without a value: it widens nothing */
        y = of_kind(k, fail_node(k->m, entity, a_reason(k)), kind);
    }
    const struct bo_node *nx = node_at(k->m, x), *ny = node_at(k->m, y);
    struct bo_node node = plain_node(op, entity, test, x, op == BO_OP_SELECT ? y : BO_NONE, nx->lo, nx->hi);
    if (op == BO_OP_SELECT && ny->op != BO_OP_FAIL && nx->op != BO_OP_FAIL) {
        node.lo = nx->lo < ny->lo ? nx->lo : ny->lo;
        node.hi = larger(nx->hi, ny->hi);
    } else if (op == BO_OP_SELECT && nx->op == BO_OP_FAIL) {
        node.lo = ny->lo;
        node.hi = ny->hi;
    } else if (op == BO_OP_CHECK) {
        node.reason = a_reason(k);
    }
    node.kind = kind;
    add_node(k->m, node);
}

static inline void make_range(struct maker *k, unsigned entity)
{
    uint32_t a = pick(k, entity, BO_NUMBER);
    const struct bo_node *n = node_at(k->m, a);
    bo_wide x = between(k->dice, n->lo, n->hi), y = between(k->dice, n->lo, n->hi);
    struct bo_node node = plain_node(BO_OP_RANGE, entity, a, BO_NONE, BO_NONE, x < y ? x : y, larger(x, y));
    node.reason = a_reason(k);
    add_node(k->m, node);
}

/* A rule belongs to one entity, whatever reads it. */
static inline bool rule_is_of(struct maker *k, uint32_t rule, unsigned entity)
{
    if (((k->rules | k->states) >> rule & 1) == 0) {
        k->m->rule[rule].entity = entity;
    }
    return k->m->rule[rule].entity == entity;
}

static inline void make_rule(struct maker *k, unsigned entity)
{
    uint32_t rule = below(k->dice, MACHINE_RULES), a = pick(k, entity, BO_NUMBER);
    if ((k->rules >> rule & 1) == 0 && rule_is_of(k, rule, entity)) {
        k->rules |= (uint32_t)1 << rule;
        bo_wide lo, hi;
        random_range(k->dice, &lo, &hi);
        const struct bo_node *n = node_at(k->m, a);
        struct bo_node node =
            plain_node(BO_OP_RULE, entity, a, BO_NONE, BO_NONE, lo < n->lo ? lo : n->lo, larger(hi, n->hi));
        node.aux = rule;
        add_node(k->m, node);
    }
}

static inline void make_state(struct maker *k, unsigned entity)
{
    uint32_t rule = below(k->dice, MACHINE_RULES);
    if ((k->states >> rule & 1) == 0 && rule_is_of(k, rule, entity)) {
        k->states |= (uint32_t)1 << rule;
        struct bo_node node = plain_node(BO_OP_STATE, entity, BO_NONE, BO_NONE, BO_NONE, 0, 0);
        random_range(k->dice, &node.lo, &node.hi);
        node.aux = rule;
        node.k = between(k->dice, node.lo, node.hi);
        node.may_fail = true;
        add_node(k->m, node);
    }
}

static inline void make_items(struct maker *k, enum bo_opcode op, unsigned entity)
{
    unsigned item = entity + below(k->dice, ENTITIES - entity);
    bool truth = op == BO_OP_ANY || op == BO_OP_EVERY;
    uint32_t a = pick(k, item, truth ? BO_BOOLEAN : BO_NUMBER);
    uint32_t mask = below(k->dice, 3) == 0 ? BO_NONE : pick(k, item, BO_BOOLEAN);
    const struct bo_node *n = node_at(k->m, a);
    struct bo_node node = plain_node(op, entity, a, mask, BO_NONE, truth ? 0 : n->lo, truth ? 1 : n->hi);
    node.aux = item;
    if (op == BO_OP_SUM) {
        mpz_t lo, hi;
        mpz_inits(lo, hi, NULL);
        exact_set(lo, n->lo < 0 ? n->lo : 0);
        exact_set(hi, n->hi > 0 ? n->hi : 0);
        for (unsigned e = entity; e < item; e++) {
            mpz_mul_ui(lo, lo, MACHINE_MOST);
            mpz_mul_ui(hi, hi, MACHINE_MOST);
        }
        bool fits = bo_wide_from_mpz(&node.lo, lo) && bo_wide_from_mpz(&node.hi, hi);
        mpz_clears(lo, hi, NULL);
        if (!fits) {
            return;
        }
    } else if (!truth) {
        node.reason = a_reason(k);
    }
    of_kind(k, add_node(k->m, node), truth ? BO_BOOLEAN : BO_NUMBER);
}

/* number mod size, plus first: a small number from any. */
static inline uint32_t small_number(struct maker *k, unsigned entity, int64_t first, int64_t size)
{
    uint32_t by = const_node(k->m, entity, size), add = const_node(k->m, entity, first);
    uint32_t rest = op_node(k->m, BO_OP_MOD, entity, pick(k, entity, BO_NUMBER), by, BO_NONE, 0, size);
    return op_node(k->m, BO_OP_ADD, entity, rest, add, BO_NONE, first, first + size);
}

static inline void make_date(struct maker *k, enum bo_opcode op, unsigned entity)
{
    static const int64_t last[] = {2400, 12, 31, 7, 366, 53};
    uint32_t a = pick(k, entity, BO_DATE), b = BO_NONE, c = BO_NONE;
    bo_wide lo = 1, hi = op >= BO_OP_YEAR && op <= BO_OP_WEEK ? last[op - BO_OP_YEAR] : 0;
    uint32_t why = 0;
    switch (op) {
    case BO_OP_ADD_MONTHS:
        b = small_number(k, entity, -30, 60);
        lo = node_at(k->m, a)->lo - 31 * 30;
        hi = node_at(k->m, a)->hi + 31 * 30;
        break;
    case BO_OP_ADD:
        b = small_number(k, entity, -100, 300);
        lo = node_at(k->m, a)->lo - 100;
        hi = node_at(k->m, a)->hi + 200;
        break;
    case BO_OP_MONTHS_BETWEEN:
        b = pick(k, entity, BO_DATE);
        lo = -9612;
        hi = 9612;
        break;
    case BO_OP_DATE_OF:
        a = small_number(k, entity, 1890, 200);
        b = small_number(k, entity, 0, 13);
        c = small_number(k, entity, 0, 32);
        lo = count_from(1890, 1, 1);
        hi = count_from(2090, 12, 31);
        why = a_reason(k);
        break;
    default:
        break;
    }
    bool is_date = op == BO_OP_ADD_MONTHS || op == BO_OP_DATE_OF || op == BO_OP_ADD;
    if (is_date && op != BO_OP_DATE_OF && below(k->dice, 2) == 0) { /* a range that it can leave */
        why = a_reason(k);
        lo += below(k->dice, 20000);
        hi = larger(hi - below(k->dice, 20000), lo);
    }
    if (is_date && (lo < EARLIEST || hi > LATEST)) {
        return;
    }
    struct bo_node node = plain_node(op, entity, a, b, c, lo, hi);
    node.reason = why;
    of_kind(k, add_node(k->m, node), is_date ? BO_DATE : BO_NUMBER);
}

/* Stretches of days from first on, some with a hole after them. */
static inline int64_t next_stretch(struct dice *dice, int64_t *from, int64_t *until)
{
    int64_t days = 1 + below(dice, 20000), next = *from + days + below(dice, 2) * below(dice, 5000);
    *until = below(dice, 8) == 0 ? INT64_MAX : *from + days - 1;
    return next;
}

static inline struct bo_gap_days *random_gaps(struct maker *k, size_t *n)
{
    *n = below(k->dice, 3);
    struct bo_gap_days *gaps = bo_alloc_array(&k->m->program->arena, *n, sizeof *gaps);
    for (size_t i = 0; i < *n; i++) {
        gaps[i].from = EARLIEST + (int)below(k->dice, LATEST - EARLIEST);
        gaps[i].until = gaps[i].from + below(k->dice, 40000);
        gaps[i].reason = a_reason(k);
    }
    return gaps;
}

static inline void make_lookup(struct maker *k, unsigned entity)
{
    struct bo_arena *arena = &k->m->program->arena;
    struct bo_series s = {.n = below(k->dice, 6), .reason = a_reason(k)};
    struct bo_node node = plain_node(BO_OP_LOOKUP, entity, pick(k, entity, BO_DATE), BO_NONE, BO_NONE, 0, 0);
    random_range(k->dice, &node.lo, &node.hi);
    s.from = bo_alloc_array(arena, s.n, sizeof *s.from);
    s.until = bo_alloc_array(arena, s.n, sizeof *s.until);
    s.value = bo_alloc_array(arena, s.n, sizeof *s.value);
    int64_t from = EARLIEST + (int)below(k->dice, LATEST - EARLIEST);
    for (size_t i = 0; i < s.n; i++) {
        s.from[i] = from;
        from = next_stretch(k->dice, &from, &s.until[i]);
        s.value[i] = between(k->dice, node.lo, node.hi);
    }
    for (size_t i = 0; i + 1 < s.n; i++) {
        s.until[i] = s.until[i] < s.from[i + 1] ? s.until[i] : s.from[i + 1] - 1;
    }
    s.gaps = random_gaps(k, &s.n_gaps);
    node.aux = (uint32_t)k->m->program->series.n;
    node.may_fail = true;
    BO_PUSH(arena, &k->m->program->series, s);
    add_node(k->m, node);
}

/* Rows with random keys, sorted level by level, none twice. */
static inline void random_rows(struct maker *k, struct bo_lookup_table *t, unsigned day, uint32_t begin,
                               unsigned level, bo_wide *key)
{
    if (level == t->n_levels) {
        memcpy(&t->key[t->n_rows++ * t->n_levels], key, t->n_levels * sizeof *key);
        return;
    }
    bool any = begin == 0 && level != day && below(k->dice, 3) == 0;
    bo_wide next = level == day ? EARLIEST + (int)below(k->dice, LATEST - EARLIEST) : (bo_wide)below(k->dice, 3);
    if (any && t->match[level] == BO_MATCH_FROM) {
        key[level] = -BO_KEY_ANY;
        random_rows(k, t, day, 0, level + 1, key);
    }
    for (uint32_t i = below(k->dice, 3); i > 0; i--) {
        key[level] = next;
        random_rows(k, t, day, 0, level + 1, key);
        next += 1 + (bo_wide)below(k->dice, level == day ? 20000 : 3);
    }
    if (any && t->match[level] != BO_MATCH_FROM) {
        key[level] = BO_KEY_ANY;
        random_rows(k, t, day, 0, level + 1, key);
    }
}

static inline void make_table(struct maker *k, unsigned entity)
{
    struct bo_arena *arena = &k->m->program->arena;
    enum { LEVELS = 4, MOST = 256 }; /* three of a level, or two and any */
    unsigned n_codes = below(k->dice, 3), n_numbers = below(k->dice, 2);
    struct bo_lookup_table t = {
        .n_levels = n_codes + 1 + n_numbers, .n_columns = 1 + below(k->dice, 3), .reason = a_reason(k)};
    t.match = bo_alloc_array(arena, LEVELS, sizeof *t.match);
    t.match[n_codes] = BO_MATCH_FROM;
    t.match[n_codes + n_numbers] = n_numbers == 0            ? BO_MATCH_FROM
                                   : below(k->dice, 2) == 0 ? BO_MATCH_FROM
                                                             : BO_MATCH_UP_TO;
    struct bo_node node = plain_node(BO_OP_TABLE, entity, BO_NONE, pick(k, entity, BO_DATE), BO_NONE, 0, 0);
    node.arg[2] = t.n_columns > 1 || below(k->dice, 4) == 0 ? pick(k, entity, BO_CODE) : BO_NONE;
    random_range(k->dice, &node.lo, &node.hi);
    t.column_code = bo_alloc_array(arena, t.n_columns, sizeof *t.column_code);
    for (unsigned c = 0; c < t.n_columns; c++) {
        t.column_code[c] = c * 2; /* codes that are no column lie between */
    }
    t.key = bo_alloc_array(arena, (size_t)MOST * t.n_levels, sizeof *t.key);
    bo_wide key[LEVELS];
    random_rows(k, &t, n_codes, 0, 0, key);
    t.until = bo_alloc_array(arena, t.n_rows, sizeof *t.until);
    t.value = bo_alloc_array(arena, t.n_rows * t.n_columns, sizeof *t.value);
    t.held = bo_alloc_array(arena, t.n_rows * t.n_columns, sizeof *t.held);
    for (size_t i = 0; i < t.n_rows * t.n_columns; i++) {
        t.held[i] = below(k->dice, 6) != 0;
        t.value[i] = between(k->dice, node.lo, node.hi);
    }
    for (size_t i = 0; i < t.n_rows; i++) {
        t.until[i] = below(k->dice, 3) == 0
                         ? INT64_MAX
                         : (int64_t)t.key[i * t.n_levels + n_codes] + below(k->dice, 30000);
    }
    t.gaps = random_gaps(k, &t.n_gaps);
    bo_lookup_index(&t, arena);
    node.aux = (uint32_t)k->m->program->tables.n;
    node.may_fail = true;
    BO_PUSH(arena, &k->m->program->tables, t);
    struct bo_node step = plain_node(BO_OP_STEP, entity, const_node(k->m, entity, t.n_rows > 0), BO_NONE, BO_NONE, 0,
                                     (bo_wide)t.n_rows);
    step.aux = node.aux;
    step.may_fail = true;
    for (unsigned level = 0; level < t.n_levels; level++) {
        step.k = level;
        step.arg[1] = level == n_codes ? node.arg[1] : pick(k, entity, level < n_codes ? BO_CODE : BO_NUMBER);
        step.arg[0] = add_node(k->m, step);
    }
    node.arg[0] = step.arg[0];
    add_node(k->m, node);
}

static inline void make_leaf(struct maker *k, enum bo_opcode op, unsigned entity)
{
    struct bo_node node = plain_node(op, entity, BO_NONE, BO_NONE, BO_NONE, 0, 1);
    switch (op) {
    case BO_OP_CONST: {
        bo_wide lo, hi;
        random_range(k->dice, &lo, &hi);
        const_node(k->m, entity, between(k->dice, lo, hi));
        return;
    }
    case BO_OP_FAIL:
        fail_node(k->m, entity, a_reason(k));
        return;
    case BO_OP_INPUT:
        random_input(k, entity, (enum bo_kind)below(k->dice, BO_DATE + 1));
        return;
    case BO_OP_PROVIDED:
        node.aux = below(k->dice, (uint32_t)k->m->program->columns.n);
        node.entity = k->m->program->columns.at[node.aux].entity;
        break;
    case BO_OP_POSITION:
        node.lo = 1;
        node.hi = 1000;
        break;
    default: /* BO_OP_SUBJECT */
        break;
    }
    of_kind(k, add_node(k->m, node), op == BO_OP_POSITION ? BO_NUMBER : BO_BOOLEAN);
}

static inline void make_any(struct maker *k, enum bo_opcode op, unsigned entity)
{
    if (op <= BO_OP_SUBJECT) {
        make_leaf(k, op, entity);
    } else if (op == BO_OP_STATE) {
        make_state(k, entity);
    } else if (op == BO_OP_RULE) {
        make_rule(k, entity);
    } else if (op == BO_OP_LOOKUP) {
        make_lookup(k, entity);
    } else if (op == BO_OP_STEP || op == BO_OP_TABLE) {
        make_table(k, entity);
    } else if (op == BO_OP_LIFT) {
        pick(k, entity, BO_NUMBER);
    } else if (op == BO_OP_ADD && below(k->dice, 5) == 0) {
        make_date(k, op, entity);
    } else if (op <= BO_OP_MOD) {
        make_arithmetic(k, op, entity);
    } else if (op <= BO_OP_NOT || op == BO_OP_KNOWN) {
        make_truth(k, op, entity);
    } else if (op == BO_OP_SELECT || op == BO_OP_CHECK) {
        make_choice(k, op, entity);
    } else if (op == BO_OP_RANGE) {
        make_range(k, entity);
    } else if (op <= BO_OP_EVERY) {
        make_items(k, op, entity);
    } else {
        make_date(k, op, entity);
    }
}

/* At least n nodes. */
static inline void random_program(struct machine *m, struct dice *dice, size_t n)
{
    struct maker k = {.m = m, .dice = dice};
    static const char *const codes[REASONS] = {"one", "two", "three", "four", "five", "six"};
    for (int i = 0; i < REASONS; i++) {
        reason(m, codes[i]);
    }
    for (unsigned entity = 0; entity < ENTITIES; entity++) {
        for (int kind = BO_NUMBER; kind <= BO_DATE; kind++) {
            random_input(&k, entity, (enum bo_kind)kind);
        }
    }
    for (size_t turn = 0; m->program->nodes.n < n && turn < 20 * n; turn++) {
        make_any(&k, (enum bo_opcode)below(dice, BO_OP_COUNT), below(dice, ENTITIES));
    }
}

/* 1 … cases cases, 0 … most of anything inside. */
static inline void random_population(struct machine *m, struct dice *dice, uint32_t cases, uint32_t most)
{
    size_t n[ENTITIES] = {1 + below(dice, cases)};
    struct bo_arena arena;
    bo_arena_init(&arena);
    const uint32_t *parents[ENTITIES] = {NULL};
    for (int e = UNIT; e < ENTITIES; e++) {
        uint32_t *parent = bo_alloc_array(&arena, n[e - 1] * most, sizeof *parent);
        for (uint32_t up = 0; up < n[e - 1]; up++) {
            for (uint32_t inside = below(dice, most + 1); inside > 0; inside--) {
                parent[n[e]++] = up;
            }
        }
        parents[e] = parent;
    }
    machine_people(m, n, parents);
    bo_arena_fini(&arena);
    struct bo_population *p = &m->population;
    for (int e = 0; e < ENTITIES; e++) {
        for (size_t i = 0; i < n[e]; i++) {
            p->subject[e][i] = (uint8_t)below(dice, 2);
        }
    }
    for (uint32_t k = 0; k < m->program->nodes.n; k++) {
        const struct bo_node *node = node_at(m, k);
        for (uint32_t i = 0; i < n[node->entity]; i++) {
            if (node->op == BO_OP_INPUT) {
                bool absent = node->reason != 0 && below(dice, 4) == 0;
                set_input(m, k, i, between(dice, node->lo, node->hi),
                          absent                ? BO_ABSENT
                          : below(dice, 2) == 0 ? BO_GIVEN
                                                : BO_DEFAULT);
            } else if (node->op == BO_OP_RULE && below(dice, 4) == 0) {
                struct bo_given given = {node->aux, i, between(dice, node->lo, node->hi)};
                BO_PUSH(&p->arena, &p->given, given);
            }
        }
    }
    if (below(dice, 3) != 0) {
        p->state = bo_alloc_array(&p->arena, MACHINE_RULES, sizeof *p->state);
        p->state_reason = bo_alloc_array(&p->arena, MACHINE_RULES, sizeof *p->state_reason);
        for (uint32_t k = 0; k < m->program->nodes.n; k++) {
            const struct bo_node *node = node_at(m, k);
            if (node->op != BO_OP_STATE || below(dice, 5) == 0) {
                continue;
            }
            p->state[node->aux] = bo_alloc_array(&p->arena, n[node->entity], sizeof **p->state);
            p->state_reason[node->aux] = bo_alloc_array(&p->arena, n[node->entity], sizeof **p->state_reason);
            for (size_t i = 0; i < n[node->entity]; i++) {
                p->state[node->aux][i] = between(dice, node->lo, node->hi);
                p->state_reason[node->aux][i] = below(dice, 4) == 0 ? 1 + below(dice, REASONS) : 0;
            }
        }
    }
    bo_population_link(p);
}

#endif
