/* The builder against GMP fractions: random calls, then both evaluators over random cases. What a node says is n / den,
 * and must be what the calls mean, to the last digit; a range that is too small shows as an internal error.
 *
 * BETTEROFF_PROPERTY_PROGRAMS and BETTEROFF_PROPERTY_SEED as for test_property. */
#include "engine/build.h"
#include "random_programs.h"

#include <criterion/criterion.h>

enum what {
    LEAF,
    ADD,
    SUB,
    MUL,
    OVER,
    NEGATE,
    SIZE,
    LEAST,
    GREATEST,
    MODULO,
    ROUND,
    ROUND_OVER,
    RESCALE,
    EQUAL,
    UNEQUAL,
    BELOW,
    AT_MOST,
    CHOICE,
    BOTH,
    EITHER,
    OPPOSITE,
    LIFT,
    ITEMS,
    WHATS
};

struct term {
    enum what what;
    uint32_t node;
    size_t kid[3]; /* terms; SIZE_MAX where there is none */
    int places;
    enum bo_rounding mode;
    enum bo_opcode op; /* of ITEMS */
    mpq_t *value;      /* [instance] */
    bool *known;
};

struct build {
    struct machine m;
    struct bo_builder b;
    struct bo_arena arena; /* messages about numbers that grow too large, which are as they should be */
    struct bo_diags diags;
    struct dice dice;
    struct term term[400];
    size_t n;
};

static const struct bo_node *node_of(struct build *t, size_t term)
{
    return bo_at(&t->b, t->term[term].node);
}

/* A term of the entity and kind; SIZE_MAX when the dice find none. */
static size_t pick_term(struct build *t, unsigned entity, enum bo_kind kind)
{
    for (int tries = 0; tries < 100; tries++) {
        size_t i = below(&t->dice, (uint32_t)t->n);
        if (node_of(t, i)->entity == entity && node_of(t, i)->kind == kind) {
            return i;
        }
    }
    return SIZE_MAX;
}

static void keep(struct build *t, struct term term)
{
    if (term.node != BO_NONE && term.node != BO_FAILED) {
        t->term[t->n++] = term;
    }
}

static int64_t ten_to(uint32_t n)
{
    return n == 0 ? 1 : 10 * ten_to(n - 1);
}

static void leaf_series(struct build *t, unsigned entity)
{
    struct bo_arena *arena = &t->m.program->arena;
    struct bo_series s = {.n = 3, .reason = 1};
    s.from = bo_alloc_array(arena, 3, sizeof *s.from);
    s.until = bo_alloc_array(arena, 3, sizeof *s.until);
    s.value = bo_alloc_array(arena, 3, sizeof *s.value);
    bo_wide lo = 1000000, hi = -1000000;
    for (int i = 0; i < 3; i++) {
        s.from[i] = i * 10;
        s.until[i] = i * 10 + 8;
        s.value[i] = between(&t->dice, below(&t->dice, 8) == 0 ? -50 : 1, 60);
        lo = s.value[i] < lo ? s.value[i] : lo;
        hi = larger(s.value[i], hi);
    }
    uint32_t day = input_node(&t->m, entity, 0, 32, 0);
    struct bo_node node = plain_node(BO_OP_LOOKUP, entity, day, BO_NONE, BO_NONE, lo, hi);
    node.aux = (uint32_t)t->m.program->series.n;
    node.den = ten_to(below(&t->dice, 3));
    node.may_fail = true;
    BO_PUSH(arena, &t->m.program->series, s);
    keep(t, (struct term){.what = LEAF, .node = bo_build_node(&t->b, node)});
}

static void leaf(struct build *t, unsigned entity)
{
    static const unsigned bits[] = {1, 3, 6, 10, 20, 30, 50};
    enum bo_kind kind = (enum bo_kind[]){BO_NUMBER, BO_NUMBER, BO_NUMBER, BO_BOOLEAN, BO_DAYS}[below(&t->dice, 5)];
    bo_wide most = kind == BO_BOOLEAN ? 1 : (bo_wide)1 << bits[below(&t->dice, 7)];
    bo_wide least = kind == BO_BOOLEAN || below(&t->dice, 2) == 0 ? 0 : between(&t->dice, -most, most);
    if (below(&t->dice, 3) == 0) {
        bo_wide k = between(&t->dice, least, most);
        keep(t, (struct term){.what = LEAF,
                              .node = bo_build_const(&t->b, entity, kind, k,
                                                     kind == BO_NUMBER ? ten_to(below(&t->dice, 4)) : 1, BO_UNIT_ONE)});
    } else if (below(&t->dice, 20) == 0) {
        keep(t, (struct term){.what = LEAF, .node = bo_build_fail(&t->b, entity, kind, BO_UNIT_ONE, 1)});
    } else {
        uint32_t node = of_kind(&(struct maker){.m = &t->m},
                                input_node(&t->m, entity, least, most, below(&t->dice, 5) == 0 ? 1 : 0), kind);
        node_at(&t->m, node)->den = kind == BO_NUMBER ? ten_to(below(&t->dice, 4)) : 1;
        keep(t, (struct term){.what = LEAF, .node = node});
    }
}

static uint32_t call(struct build *t, struct term *term, uint32_t x, uint32_t y, uint32_t z)
{
    struct bo_builder *b = &t->b;
    static const enum bo_opcode compare[] = {BO_OP_EQ, BO_OP_NE, BO_OP_LT, BO_OP_LE};
    switch (term->what) {
    case ADD:
        return bo_build_add(b, x, y);
    case SUB:
        return bo_build_sub(b, x, y);
    case MUL:
        return bo_build_mul(b, x, y);
    case OVER:
        return bo_build_over(b, x, y);
    case NEGATE:
        return bo_build_neg(b, x);
    case SIZE:
        return bo_build_abs(b, x);
    case LEAST:
        return bo_build_least(b, x, y);
    case GREATEST:
        return bo_build_greatest(b, x, y);
    case MODULO:
        return bo_build_mod(b, x, y);
    case ROUND:
        return bo_build_round(b, x, term->places, term->mode);
    case ROUND_OVER:
        return bo_build_round_over(b, x, y, term->places, term->mode);
    case RESCALE:
        return bo_at(b, x)->den > 1000000000 ? BO_NONE
                                             : bo_build_rescale(b, x, bo_at(b, x)->den * (2 + term->places + 4));
    case EQUAL:
    case UNEQUAL:
    case BELOW:
    case AT_MOST:
        return bo_build_compare(b, compare[term->what - EQUAL], x, y);
    case CHOICE:
        return bo_build_select(b, z, x, y);
    case BOTH:
        return bo_build_and(b, x, y);
    case EITHER:
        return bo_build_or(b, x, y);
    default:
        return bo_build_not(b, x);
    }
}

static void operation(struct build *t, enum what what, unsigned entity)
{
    struct term term = {.what = what,
                        .places = (int)below(&t->dice, 8) - 3,
                        .mode = (enum bo_rounding)below(&t->dice, BO_HALF_EVEN + 1)};
    bool truth = what == BOTH || what == EITHER || what == OPPOSITE;
    bool one = what == NEGATE || what == SIZE || what == ROUND || what == RESCALE || what == OPPOSITE;
    bool days = below(&t->dice, 6) == 0 && (what <= SUB || what == NEGATE || what == SIZE || what == LEAST);
    enum bo_kind kind = truth ? BO_BOOLEAN : days ? BO_DAYS : BO_NUMBER;
    term.kid[0] = pick_term(t, entity, kind);
    if (what == MUL && below(&t->dice, 6) == 0) {
        term.kid[0] = pick_term(t, entity, BO_DAYS);
    }
    term.kid[1] = one ? SIZE_MAX : pick_term(t, entity, kind);
    term.kid[2] = what == CHOICE ? pick_term(t, entity, BO_BOOLEAN) : SIZE_MAX;
    if (term.kid[0] == SIZE_MAX || (!one && term.kid[1] == SIZE_MAX) || (what == CHOICE && term.kid[2] == SIZE_MAX)) {
        return;
    }
    term.node = call(t, &term, t->term[term.kid[0]].node, one ? BO_NONE : t->term[term.kid[1]].node,
                     what == CHOICE ? t->term[term.kid[2]].node : BO_NONE);
    keep(t, term);
}

static void between_entities(struct build *t, enum what what)
{
    struct term term = {.what = what, .kid = {SIZE_MAX, SIZE_MAX, SIZE_MAX}};
    term.op = (enum bo_opcode)(BO_OP_SUM + below(&t->dice, 5));
    bool truth = what == ITEMS && (term.op == BO_OP_ANY || term.op == BO_OP_EVERY);
    term.kid[0] = pick_term(t, what == LIFT ? CASE : PERSON, truth ? BO_BOOLEAN : BO_NUMBER);
    if (what == ITEMS && below(&t->dice, 3) != 0) {
        term.kid[1] = pick_term(t, PERSON, BO_BOOLEAN);
    }
    if (term.kid[0] != SIZE_MAX) {
        uint32_t x = t->term[term.kid[0]].node, mask = term.kid[1] != SIZE_MAX ? t->term[term.kid[1]].node : BO_NONE;
        term.node =
            what == LIFT ? bo_build_lift(&t->b, x, PERSON) : bo_build_items(&t->b, term.op, CASE, PERSON, x, mask);
        keep(t, term);
    }
}

static void build_terms(struct build *t)
{
    size_t goal = 20 + below(&t->dice, 200);
    for (int i = 0; i < 12; i++) {
        leaf(t, i % 2 == 0 ? CASE : PERSON);
    }
    leaf_series(t, CASE);
    leaf_series(t, PERSON);
    for (size_t turn = 0; t->n < goal && turn < 20 * goal; turn++) {
        enum what what = (enum what)below(&t->dice, WHATS);
        unsigned entity = below(&t->dice, 2) == 0 ? CASE : PERSON;
        if (what == LEAF) {
            leaf(t, entity);
        } else if (what == LIFT || what == ITEMS) {
            between_entities(t, what);
        } else {
            operation(t, what, entity);
        }
    }
}

/* What it means */

static void rounded(mpq_t to, mpq_srcptr x, int places, enum bo_rounding mode)
{
    mpq_t power;
    mpz_t whole;
    mpq_init(power);
    mpz_init(whole);
    mpz_ui_pow_ui(places < 0 ? mpq_denref(power) : mpq_numref(power), 10, (unsigned long)abs(places));
    mpz_set_ui(places < 0 ? mpq_numref(power) : mpq_denref(power), 1);
    mpq_mul(to, x, power);
    exact_round(whole, mpq_numref(to), mpq_denref(to), mode);
    mpq_set_z(to, whole);
    mpq_div(to, to, power);
    mpq_clear(power);
    mpz_clear(whole);
}

static void modulo(mpq_t to, mpq_srcptr x, mpq_srcptr y)
{
    mpq_t q;
    mpq_init(q);
    mpq_div(q, x, y);
    rounded(q, q, 0, BO_FLOOR);
    mpq_mul(q, q, y);
    mpq_sub(to, x, q);
    mpq_clear(q);
}

static bool is_zero_const(struct build *t, size_t term)
{
    return node_of(t, term)->op == BO_OP_CONST && node_of(t, term)->k == 0;
}

static int third_of(const struct term *term, size_t i)
{
    return !term->known[i] ? 1 : mpq_sgn(term->value[i]) != 0 ? 2 : 0;
}

static bool meant_items(struct build *t, struct term *term, size_t i)
{
    const struct term *x = &t->term[term->kid[0]], *mask = term->kid[1] != SIZE_MAX ? &t->term[term->kid[1]] : NULL;
    const struct bo_population *p = &t->m.population;
    bool known = true, decided = false, settle = term->op == BO_OP_ANY;
    size_t n = 0;
    for (size_t j = 0; j < p->n[PERSON]; j++) {
        int taken = mask != NULL ? third_of(mask, j) : 2;
        if (p->parent[UNIT][p->parent[PERSON][j]] != i || taken == 0) {
            continue;
        }
        if (term->op == BO_OP_ANY || term->op == BO_OP_EVERY) {
            known &= taken == 2 || (x->known[j] && (mpq_sgn(x->value[j]) != 0) != settle);
            known &= x->known[j];
            decided |= taken == 2 && x->known[j] && (mpq_sgn(x->value[j]) != 0) == settle;
            continue;
        }
        known &= taken == 2 && x->known[j];
        if (term->op == BO_OP_SUM) {
            mpq_add(term->value[i], term->value[i], x->value[j]);
        } else if (n == 0 || (mpq_cmp(x->value[j], term->value[i]) < 0) == (term->op == BO_OP_LEAST)) {
            mpq_set(term->value[i], x->value[j]);
        }
        n++;
    }
    if (term->op == BO_OP_ANY || term->op == BO_OP_EVERY) {
        mpq_set_ui(term->value[i], decided == settle, 1);
        return known || decided;
    }
    return known && (n > 0 || term->op == BO_OP_SUM);
}

/* The value of a term for an instance, from those of its kids; false: unknown. got: what the evaluators say of it. */
static bool meant(struct build *t, struct term *term, size_t i, bool got)
{
    if (term->what == ITEMS) {
        return meant_items(t, term, i);
    }
    const struct term *kid[3];
    bool known[3];
    mpq_t *v[3];
    size_t at = i;
    if (term->what == LIFT) {
        at = t->m.population.parent[UNIT][t->m.population.parent[PERSON][i]];
    }
    for (int k = 0; k < 3; k++) {
        kid[k] = term->kid[k] != SIZE_MAX ? &t->term[term->kid[k]] : &t->term[term->kid[0]];
        known[k] = kid[k]->known[at];
        v[k] = &kid[k]->value[at];
    }
    mpq_t *to = &term->value[i];
    bool both = known[0] && known[1];
    int a = third_of(kid[0], at), b = third_of(kid[1], at);
    switch (term->what) {
    case ADD:
        mpq_add(*to, *v[0], *v[1]);
        return both;
    case SUB:
        mpq_sub(*to, *v[0], *v[1]);
        return both;
    case MUL:
        mpq_mul(*to, *v[0], *v[1]);
        if (node_of(t, term->kid[0])->kind == BO_DAYS) {
            rounded(*to, *to, 0, BO_DOWN);
        }
        return both || (got && (is_zero_const(t, term->kid[0]) || is_zero_const(t, term->kid[1])));
    case OVER:
    case ROUND_OVER:
        if (both && mpq_sgn(*v[1]) != 0) {
            mpq_div(*to, *v[0], *v[1]);
            if (term->what == ROUND_OVER) {
                rounded(*to, *to, term->places, term->mode);
            }
            return true;
        }
        return got && term->what == OVER && is_zero_const(t, term->kid[0]);
    case NEGATE:
        mpq_neg(*to, *v[0]);
        return known[0];
    case SIZE:
        mpq_abs(*to, *v[0]);
        return known[0];
    case LEAST:
        mpq_set(*to, mpq_cmp(*v[0], *v[1]) < 0 ? *v[0] : *v[1]);
        return both;
    case GREATEST:
        mpq_set(*to, mpq_cmp(*v[0], *v[1]) > 0 ? *v[0] : *v[1]);
        return both;
    case MODULO:
        if (mpq_sgn(*v[1]) != 0) {
            modulo(*to, *v[0], *v[1]);
        }
        return both && mpq_sgn(*v[1]) != 0;
    case ROUND:
        rounded(*to, *v[0], term->places, term->mode);
        return known[0];
    case EQUAL:
    case UNEQUAL:
        mpq_set_ui(*to, mpq_equal(*v[0], *v[1]) == (term->what == EQUAL), 1);
        return both;
    case BELOW:
        mpq_set_ui(*to, mpq_cmp(*v[0], *v[1]) < 0, 1);
        return both;
    case AT_MOST:
        mpq_set_ui(*to, mpq_cmp(*v[0], *v[1]) <= 0, 1);
        return both;
    case CHOICE: {
        int chosen = known[2] && mpq_sgn(*v[2]) == 0;
        mpq_set(*to, *v[chosen]);
        bool same = both && mpq_equal(*v[0], *v[1]); /* two that are one need no choice */
        return known[2] ? known[chosen] : same && got;
    }
    case BOTH:
        mpq_set_ui(*to, a == 2 && b == 2, 1);
        return (a < b ? a : b) != 1;
    case EITHER:
        mpq_set_ui(*to, a == 2 || b == 2, 1);
        return (a > b ? a : b) != 1;
    case OPPOSITE:
        mpq_set_ui(*to, a == 0, 1);
        return known[0];
    default: /* RESCALE, LIFT */
        mpq_set(*to, *v[0]);
        return known[0];
    }
}

static bool check_terms(struct build *t, const struct bo_results *results, uint64_t number)
{
    bool good = true;
    mpq_t got;
    mpq_init(got);
    for (size_t k = 0; k < t->n && good; k++) {
        struct term *term = &t->term[k];
        const struct bo_node *node = node_of(t, k);
        size_t n = t->m.population.n[node->entity];
        term->value = bo_alloc_array(&t->m.population.arena, n, sizeof *term->value);
        term->known = bo_alloc_array(&t->m.population.arena, n, sizeof *term->known);
        for (size_t i = 0; i < n; i++) {
            bo_wide value = 0;
            bool known = bo_result(results, term->node, i, &value) == 0;
            exact_set(mpq_numref(got), value);
            exact_set(mpq_denref(got), node->den);
            mpq_canonicalize(got);
            mpq_init(term->value[i]);
            if (term->what == LEAF) {
                mpq_set(term->value[i], got);
                term->known[i] = known;
                continue;
            }
            term->known[i] = meant(t, term, i, known);
            if (good && (known != term->known[i] || (known && !mpq_equal(got, term->value[i])))) {
                struct bo_buf line;
                bo_buf_init(&line);
                bo_node_print(t->m.program, term->node, &line);
                gmp_fprintf(stderr,
                            "program %lu, term %zu (%d of nodes %u, %u), instance %zu of %s: %Qd (%s) not %Qd (%s)\n",
                            (unsigned long)number, k, term->what, t->term[term->kid[0]].node,
                            term->kid[1] != SIZE_MAX ? t->term[term->kid[1]].node : BO_NONE, i, line.at, got,
                            known ? "known" : "unknown", term->value[i], term->known[i] ? "known" : "unknown");
                bo_buf_fini(&line);
                good = false;
            }
        }
    }
    for (size_t k = 0; k < t->n && t->term[k].value != NULL; k++) {
        for (size_t i = 0; i < t->m.population.n[node_of(t, k)->entity]; i++) {
            mpq_clear(t->term[k].value[i]);
        }
        t->term[k].value = NULL;
    }
    mpq_clear(got);
    return good;
}

static bool one_build(struct build *t, uint64_t number)
{
    memset(t, 0, sizeof *t);
    t->dice.state = number * 0x9e3779b97f4a7c15u + 99;
    machine_open(&t->m);
    bo_arena_init(&t->arena);
    bo_diags_init(&t->diags, &t->arena);
    reason(&t->m, "missing");
    bo_build_init(&t->b, t->m.program, &t->diags);
    build_terms(t);
    bo_build_fini(&t->b);
    bool good = true;
    for (int turn = 0; turn < 3 && good; turn++) {
        random_population(&t->m, &t->dice, 4, MACHINE_MOST);
        struct bo_results x, y;
        enum bo_status lanes = bo_lanes_run(&t->m.population, &x);
        enum bo_status reference = bo_reference_run(&t->m.population, &y, &t->diags);
        if (lanes != BO_OK || reference != BO_OK) {
            fprintf(stderr, "program %lu: status %d of the lanes, %d of the reference: %s\n", (unsigned long)number,
                    lanes, reference, t->diags.list.n > 0 ? t->diags.list.at[t->diags.list.n - 1].text : "");
            good = false;
        } else {
            good = check_terms(t, &x, number);
        }
        uint32_t node;
        size_t instance;
        good = good && bo_results_equal(&x, &y, &node, &instance);
        bo_results_fini(&x);
        bo_results_fini(&y);
        bo_population_fini(&t->m.population);
    }
    t->m.populated = false;
    machine_close(&t->m);
    bo_arena_fini(&t->arena);
    return good;
}

Test(build, against_fractions)
{
    static struct build t;
    const char *long_run = getenv("BETTEROFF_LONG"), *count = getenv("BETTEROFF_PROPERTY_PROGRAMS");
    const char *seed = getenv("BETTEROFF_PROPERTY_SEED");
    unsigned long programs = long_run != NULL && strcmp(long_run, "1") == 0 ? 50000 : 1000;
    programs = count != NULL ? strtoul(count, NULL, 10) : programs;
    unsigned long first = seed != NULL ? strtoul(seed, NULL, 10) : 1;
    for (unsigned long i = 0; i < programs; i++) {
        cr_assert(one_build(&t, first + i), "program %lu (BETTEROFF_PROPERTY_SEED=%lu shows it alone)", first + i,
                  first + i);
    }
}
