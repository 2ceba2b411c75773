/* Random programs over random populations: both evaluators give what an oracle of GMP fractions gives, value for value
 * and reason for reason.
 *
 * BETTEROFF_PROPERTY_PROGRAMS: how many programs (default 2000; 100000 with BETTEROFF_LONG). BETTEROFF_PROPERTY_SEED:
 * the first one's number. A failure names the number of its program. */
#include "random_programs.h"

#include <criterion/criterion.h>

struct oracle {
    const struct machine *m;
    mpz_t **value;     /* [node][instance] */
    uint32_t **reason; /* 0: known */
};

static bool truth(const struct oracle *o, uint32_t node, size_t i)
{
    return mpz_sgn(o->value[node][i]) != 0;
}

static uint32_t copy(const struct oracle *o, uint32_t from, size_t i, mpz_t to)
{
    mpz_set(to, o->value[from][i]);
    return o->reason[from][i];
}

/* Three truth values as numbers: 0 false, 1 unknown, 2 true; "and" is the least, "or" the greatest. */
static int third(const struct oracle *o, uint32_t node, size_t i)
{
    return o->reason[node][i] != 0 ? 1 : truth(o, node, i) ? 2 : 0;
}

static uint32_t and_or(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    int a = third(o, node->arg[0], i), b = third(o, node->arg[1], i);
    int both = node->op == BO_OP_AND ? (a < b ? a : b) : (a > b ? a : b);
    mpz_set_ui(to, both == 2);
    return both != 1 ? 0 : o->reason[node->arg[a == 1 ? 0 : 1]][i];
}

static uint32_t why_gone(const struct bo_gap_days *gaps, size_t n, uint32_t otherwise, long day)
{
    uint32_t reason = otherwise;
    for (size_t i = n; i > 0; i--) {
        reason = day >= gaps[i - 1].from && day <= gaps[i - 1].until ? gaps[i - 1].reason : reason;
    }
    return reason;
}

static uint32_t series(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    const struct bo_series *s = &o->m->program->series.at[node->aux];
    long day = mpz_get_si(o->value[node->arg[0]][i]);
    for (size_t k = 0; k < s->n; k++) {
        if (s->from[k] <= day && day <= s->until[k]) {
            exact_set(to, s->value[k]);
            return 0;
        }
    }
    return why_gone(s->gaps, s->n_gaps, s->reason, day);
}

/* Whether two rows have the same keys before a level. */
static bool same_before(const struct bo_lookup_table *t, size_t a, size_t b, size_t level)
{
    return memcmp(&t->key[a * t->n_levels], &t->key[b * t->n_levels], level * sizeof *t->key) == 0;
}

/* The first of the rows that fit best, by looking at all of them. */
static void step(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    const struct bo_lookup_table *t = &o->m->program->tables.at[node->aux];
    size_t level = (size_t)node->k, rows = mpz_get_ui(o->value[node->arg[0]][i]), best = SIZE_MAX;
    mpz_t key, best_key;
    mpz_inits(key, best_key, NULL);
    for (size_t r = 0; rows != 0 && r < t->n_rows; r++) {
        bo_wide stated = t->key[r * t->n_levels + level];
        exact_set(key, stated);
        int order = mpz_cmp(key, o->value[node->arg[1]][i]);
        bool fits = t->match[level] == BO_MATCH_CODE    ? order == 0 || stated == BO_KEY_ANY
                    : t->match[level] == BO_MATCH_UP_TO ? order >= 0
                                                        : order <= 0;
        bool better = best == SIZE_MAX || (t->match[level] == BO_MATCH_FROM ? mpz_cmp(key, best_key) > 0
                                                                             : mpz_cmp(key, best_key) < 0);
        if (same_before(t, r, rows - 1, level) && fits && better) {
            best = r;
            mpz_set(best_key, key);
        }
    }
    mpz_set_ui(to, best == SIZE_MAX ? 0 : best + 1);
    mpz_clears(key, best_key, NULL);
}

static uint32_t table(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    const struct bo_lookup_table *t = &o->m->program->tables.at[node->aux];
    size_t row = mpz_get_ui(o->value[node->arg[0]][i]), column = node->arg[2] == BO_NONE ? 0 : t->n_columns;
    long day = mpz_get_si(o->value[node->arg[1]][i]);
    for (size_t c = 0; node->arg[2] != BO_NONE && c < t->n_columns; c++) {
        column = mpz_cmp_ui(o->value[node->arg[2]][i], t->column_code[c]) == 0 ? c : column;
    }
    if (row == 0 || column == t->n_columns || t->until[row - 1] < day ||
        !t->held[(row - 1) * t->n_columns + column]) {
        return why_gone(t->gaps, t->n_gaps, t->reason, day);
    }
    exact_set(to, t->value[(row - 1) * t->n_columns + column]);
    return 0;
}

/* The instances of an entity inside another's instance, by walking up from each. */
static bool inside(const struct oracle *o, unsigned inner, size_t i, unsigned outer, size_t instance)
{
    for (unsigned e = inner; e > outer; e--) {
        i = o->m->population.parent[e][i];
    }
    return i == instance;
}

static uint32_t items(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    uint32_t first_unknown = 0, n = 0;
    bool decided = false, settle = node->op == BO_OP_ANY;
    mpz_set_ui(to, 0);
    for (size_t j = 0; j < o->m->population.n[node->aux]; j++) {
        int mask = node->arg[1] == BO_NONE ? 2 : third(o, node->arg[1], j);
        uint32_t unknown = o->reason[node->arg[0]][j];
        if (!inside(o, node->aux, j, node->entity, i) || mask == 0) {
            continue;
        }
        if (node->op == BO_OP_ANY || node->op == BO_OP_EVERY) {
            if (unknown == 0 && truth(o, node->arg[0], j) != settle) {
                continue;
            }
            decided |= mask == 2 && unknown == 0;
        }
        if (mask == 1) {
            unknown = o->reason[node->arg[1]][j];
        }
        first_unknown = first_unknown != 0 ? first_unknown : unknown;
        const mpz_t *value = &o->value[node->arg[0]][j];
        if (node->op == BO_OP_SUM) {
            mpz_add(to, to, *value);
        } else if (n == 0 || (node->op == BO_OP_LEAST ? mpz_cmp(*value, to) < 0 : mpz_cmp(*value, to) > 0)) {
            mpz_set(to, *value);
        }
        n++;
    }
    if (node->op == BO_OP_ANY || node->op == BO_OP_EVERY) {
        mpz_set_ui(to, decided == settle);
        return decided ? 0 : first_unknown;
    }
    return first_unknown != 0 ? first_unknown : n == 0 && node->op != BO_OP_SUM ? node->reason : 0;
}

static uint32_t from_outside(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    const struct bo_population *p = &o->m->population;
    switch (node->op) {
    case BO_OP_INPUT:
        exact_set(to, p->value[node->aux][i]);
        return p->presence[node->aux][i] == BO_ABSENT ? node->reason : 0;
    case BO_OP_PROVIDED:
        mpz_set_ui(to, p->presence[node->aux][i] == BO_GIVEN);
        return 0;
    case BO_OP_POSITION: {
        size_t before = i;
        while (node->entity != CASE && before > 0 &&
               p->parent[node->entity][before - 1] == p->parent[node->entity][i]) {
            before--;
        }
        mpz_set_ui(to, node->entity == CASE ? 1 : i - before + 1);
        return 0;
    }
    case BO_OP_SUBJECT:
        mpz_set_ui(to, p->subject[node->entity][i]);
        return 0;
    case BO_OP_STATE:
        exact_set(to, node->k);
        if (p->state != NULL && p->state[node->aux] != NULL) {
            exact_set(to, p->state[node->aux][i]);
            return p->state_reason[node->aux][i];
        }
        return 0;
    default: /* BO_OP_RULE */
        for (size_t g = 0; g < p->given.n; g++) {
            if (p->given.at[g].rule == node->aux && p->given.at[g].instance == i) {
                exact_set(to, p->given.at[g].value);
                return 0;
            }
        }
        return copy(o, node->arg[0], i, to);
    }
}

/* The reason of a node whose value lies outside its range; 0 inside it. */
static uint32_t why_outside(const struct bo_node *node, mpz_srcptr value)
{
    mpz_t lo, hi;
    mpz_inits(lo, hi, NULL);
    exact_set(lo, node->lo);
    exact_set(hi, node->hi);
    bool within = mpz_cmp(value, lo) >= 0 && mpz_cmp(value, hi) <= 0;
    mpz_clears(lo, hi, NULL);
    return within ? 0 : node->reason;
}

static uint32_t on_known(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    long n[3] = {0, 0, 0}, date;
    for (int k = 0; k < 4; k++) {
        if (node->arg[k] != BO_NONE && o->reason[node->arg[k]][i] != 0) {
            return o->reason[node->arg[k]][i];
        }
        if (k < 3 && node->arg[k] != BO_NONE) {
            n[k] = mpz_get_si(o->value[node->arg[k]][i]);
        }
    }
    if (node->op == BO_OP_LOOKUP) {
        return series(o, node, i, to);
    }
    if (node->op == BO_OP_STEP) {
        step(o, node, i, to);
        return 0;
    }
    if (node->op == BO_OP_TABLE) {
        return table(o, node, i, to);
    }
    if (node->op == BO_OP_RANGE) {
        copy(o, node->arg[0], i, to);
        return why_outside(node, to);
    }
    if (node->op >= BO_OP_ADD_MONTHS) {
        bool valid = exact_date(&date, node->op, n[0], n[1], n[2]);
        mpz_set_si(to, date);
        return valid ? why_outside(node, to) : node->reason;
    }
    uint32_t second = node->arg[1] != BO_NONE ? node->arg[1] : node->arg[0];
    if (!exact_op(to, node, o->value[node->arg[0]][i], o->value[second][i])) {
        return node->reason;
    }
    return node->kind == BO_DATE ? why_outside(node, to) : 0;
}

static uint32_t judge(const struct oracle *o, const struct bo_node *node, size_t i, mpz_t to)
{
    switch (node->op) {
    case BO_OP_CONST:
        exact_set(to, node->k);
        return 0;
    case BO_OP_FAIL:
        return node->aux;
    case BO_OP_INPUT:
    case BO_OP_PROVIDED:
    case BO_OP_POSITION:
    case BO_OP_SUBJECT:
    case BO_OP_STATE:
    case BO_OP_RULE:
        return from_outside(o, node, i, to);
    case BO_OP_LIFT: {
        unsigned outer = node_at((struct machine *)o->m, node->arg[0])->entity;
        for (unsigned e = node->entity; e > outer; e--) {
            i = o->m->population.parent[e][i];
        }
        return copy(o, node->arg[0], i, to);
    }
    case BO_OP_AND:
    case BO_OP_OR:
        return and_or(o, node, i, to);
    case BO_OP_SELECT:
        return o->reason[node->arg[0]][i] != 0 ? o->reason[node->arg[0]][i]
                                               : copy(o, node->arg[truth(o, node->arg[0], i) ? 1 : 2], i, to);
    case BO_OP_CHECK:
        return o->reason[node->arg[0]][i] != 0 ? o->reason[node->arg[0]][i]
               : !truth(o, node->arg[0], i)    ? node->reason
                                               : copy(o, node->arg[1], i, to);
    case BO_OP_KNOWN:
        mpz_set_ui(to, o->reason[node->arg[0]][i] == 0);
        return 0;
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        return items(o, node, i, to);
    default:
        return on_known(o, node, i, to);
    }
}

/* Whether both evaluators say what the oracle says; the first difference is told. */
static bool agree(const struct machine *m, const struct bo_results *x, const struct bo_results *y, uint64_t number)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    size_t nodes = m->program->nodes.n;
    struct oracle o = {.m = m,
                       .value = bo_alloc_array(&arena, nodes, sizeof *o.value),
                       .reason = bo_alloc_array(&arena, nodes, sizeof *o.reason)};
    bool same = true;
    size_t done = 0;
    mpz_t got;
    mpz_init(got);
    for (; done < nodes && same; done++) {
        const struct bo_node *node = &m->program->nodes.at[done];
        size_t n = m->population.n[node->entity];
        o.value[done] = bo_alloc_array(&arena, n, sizeof *o.value[done]);
        o.reason[done] = bo_alloc_array(&arena, n, sizeof *o.reason[done]);
        for (size_t i = 0; i < n; i++) {
            mpz_init(o.value[done][i]);
            o.reason[done][i] = judge(&o, node, i, o.value[done][i]);
            for (int which = 0; which < 2 && same; which++) {
                bo_wide value = 0;
                uint32_t why = bo_result(which == 0 ? x : y, (uint32_t)done, i, &value);
                exact_set(got, value);
                same = why == o.reason[done][i] && (why != 0 || mpz_cmp(got, o.value[done][i]) == 0);
                if (!same) {
                    struct bo_buf line;
                    bo_buf_init(&line);
                    bo_node_print(m->program, (uint32_t)done, &line);
                    gmp_fprintf(stderr,
                                "program %lu, instance %zu of %s: the %s gives %Zd (reason %u) instead of %Zd (%u)\n",
                                (unsigned long)number, i, line.at, which == 0 ? "lanes" : "reference", got, why,
                                o.value[done][i], o.reason[done][i]);
                    bo_buf_fini(&line);
                }
            }
        }
    }
    for (size_t k = 0; k < done; k++) {
        for (size_t i = 0; i < m->population.n[m->program->nodes.at[k].entity]; i++) {
            mpz_clear(o.value[k][i]);
        }
    }
    mpz_clear(got);
    bo_arena_fini(&arena);
    return same;
}

struct tally { /* that the programs are worth something: by operation, how many results were known and unknown */
    unsigned long known[BO_OP_COUNT], unknown[BO_OP_COUNT], wide[BO_OP_COUNT];
};

static void count(const struct machine *m, const struct bo_results *x, struct tally *tally)
{
    for (uint32_t k = 0; k < m->program->nodes.n; k++) {
        const struct bo_node *node = &m->program->nodes.at[k];
        for (size_t i = 0; i < m->population.n[node->entity]; i++) {
            bo_wide value;
            bool known = bo_result(x, k, i, &value) == 0;
            (known ? tally->known : tally->unknown)[node->op]++;
            tally->wide[node->op] += known && node->wide;
        }
    }
}

static bool one_program(uint64_t number, struct tally *tally)
{
    struct dice dice = {.state = number * 0x2545f4914f6cdd1du};
    struct machine m;
    machine_open(&m);
    random_program(&m, &dice, 20 + below(&dice, 150));
    bool good = true;
    for (int turn = 0; turn < 3 && good; turn++) {
        random_population(&m, &dice, 3, MACHINE_MOST - 1);
        struct bo_results x, y;
        struct bo_diags diags;
        bo_diags_init(&diags, &m.program->arena);
        enum bo_status lanes = bo_lanes_run(&m.population, &x), reference = bo_reference_run(&m.population, &y, &diags);
        uint32_t node = 0;
        size_t instance = 0;
        if (lanes != BO_OK || reference != BO_OK) {
            fprintf(stderr, "program %lu: status %d of the lanes, %d of the reference: %s\n", (unsigned long)number,
                    lanes, reference, diags.list.n > 0 ? diags.list.at[0].text : "");
            good = false;
        } else {
            good = agree(&m, &x, &y, number) && bo_results_equal(&x, &y, &node, &instance);
            count(&m, &x, tally);
        }
        bo_results_fini(&x);
        bo_results_fini(&y);
        bo_population_fini(&m.population);
    }
    m.populated = false;
    machine_close(&m);
    return good;
}

static unsigned long setting(const char *name, unsigned long otherwise)
{
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? strtoul(text, NULL, 10) : otherwise;
}

Test(property, lanes_reference_oracle)
{
    const char *long_run = getenv("BETTEROFF_LONG");
    unsigned long programs = long_run != NULL && strcmp(long_run, "1") == 0 ? 100000 : 2000;
    programs = setting("BETTEROFF_PROPERTY_PROGRAMS", programs);
    unsigned long first = setting("BETTEROFF_PROPERTY_SEED", 1);
    struct tally tally = {{0}, {0}, {0}};
    for (unsigned long i = 0; i < programs; i++) {
        cr_assert(one_program(first + i, &tally), "program %lu (BETTEROFF_PROPERTY_SEED=%lu shows it alone)", first + i,
                  first + i);
    }
    if (programs < 2000) {
        return;
    }
    static const char *const names[] = {
#define OP(name, n, text) #name,
#include "engine/op.def"
#undef OP
    };
    for (int op = 0; op < BO_OP_COUNT; op++) {
        bool never = op == BO_OP_PROVIDED || op == BO_OP_POSITION || op == BO_OP_SUBJECT || op == BO_OP_KNOWN ||
                     op == BO_OP_CONST;
        cr_expect(op == BO_OP_FAIL || tally.known[op] > 100, "%s: %lu known results", names[op], tally.known[op]);
        cr_expect(never || tally.unknown[op] > 100, "%s: %lu unknown results", names[op], tally.unknown[op]);
        bool arithmetic = op >= BO_OP_ADD && op <= BO_OP_MOD;
        cr_expect(!arithmetic || tally.wide[op] > 100, "%s: %lu wide results", names[op], tally.wide[op]);
    }
}
