#include "engine/stretch.h"

#include <stdlib.h>
#include <string.h>

/* What moves */

static bool is_moved_input(const struct bo_stretch *s, const struct bo_node *node)
{
    for (size_t i = 0; node->op == BO_OP_INPUT && i < s->n_moved; i++) {
        if (s->moved[i].column == node->aux) {
            return true;
        }
    }
    return false;
}

/* Nodes that move and that the figure needs. */
static void find_order(struct bo_stretch *s)
{
    size_t n = s->program->nodes.n;
    uint8_t *moves = bo_alloc(&s->arena, n), *needed = bo_alloc(&s->arena, n);
    for (size_t i = 0; i < n; i++) {
        const struct bo_node *node = &s->program->nodes.at[i];
        moves[i] = is_moved_input(s, node);
        for (int a = 0; a < 4; a++) {
            moves[i] |= node->arg[a] != BO_NONE && moves[node->arg[a]];
        }
    }
    needed[s->node] = moves[s->node];
    for (size_t i = n; i-- > 0;) {
        for (int a = 0; needed[i] && a < 4; a++) {
            uint32_t arg = s->program->nodes.at[i].arg[a];
            if (arg != BO_NONE && moves[arg]) {
                needed[arg] = 1;
            }
        }
    }
    s->form = bo_alloc_array(&s->arena, n, sizeof *s->form);
    for (uint32_t i = 0; i < n; i++) {
        if (needed[i]) {
            BO_PUSH(&s->arena, &s->order, i);
            s->form[i] = bo_alloc_array(&s->arena, s->population->n[s->program->nodes.at[i].entity], sizeof **s->form);
        }
    }
}

/* The population with the facts as they are at a point, for one of its copies. */
static void place(struct bo_population *population, const struct bo_stretch *s, size_t copy, int64_t t)
{
    for (size_t i = 0; i < s->n_moved; i++) {
        const struct bo_moved *moved = &s->moved[i];
        size_t each = s->population->n[s->program->columns.at[moved->column].entity];
        population->value[moved->column][copy * each + moved->instance] = moved->base + moved->step * t;
        population->presence[moved->column][copy * each + moved->instance] = BO_GIVEN;
    }
}

enum bo_status bo_stretch_init(struct bo_stretch *stretch, const struct bo_population *population,
                               const struct bo_moved *moved, size_t n_moved, uint32_t node, size_t instance,
                               int64_t from)
{
    *stretch = (struct bo_stretch){.population = population,
                                   .program = population->program,
                                   .moved = moved,
                                   .n_moved = n_moved,
                                   .node = node,
                                   .instance = instance};
    bo_arena_init(&stretch->arena);
    find_order(stretch);
    bo_population_repeat(&stretch->pair, population, 2);
    place(&stretch->pair, stretch, 0, from);
    place(&stretch->pair, stretch, 1, from);
    enum bo_status status = bo_lanes_run(&stretch->pair, &stretch->fixed);
    if (status != BO_OK) {
        bo_stretch_fini(stretch);
    }
    return status;
}

void bo_stretch_fini(struct bo_stretch *stretch)
{
    bo_results_fini(&stretch->fixed);
    bo_population_fini(&stretch->pair);
    bo_arena_fini(&stretch->arena);
    *stretch = (struct bo_stretch){0};
}

/* Forms */

static struct bo_form form_at(const struct bo_stretch *s, uint32_t node, size_t instance)
{
    if (s->form[node] != NULL) {
        return s->form[node][instance];
    }
    bo_wide value = 0; /* the first of the two copies */
    return bo_result(&s->fixed, node, instance, &value) != 0 ? bo_form_unknown() : bo_form_constant(value);
}

struct stretching {
    struct bo_stretch *s;
    int64_t from, width;
};

/* A truth value that changes somewhere in cut … cut_end. */
static struct bo_form either(int64_t cut, int64_t cut_end)
{
    struct bo_form x = {.high = BO_FORM_ONE, .cut = cut, .cut_end = cut_end};
    x.weight = x.high;
    return x;
}

static bool is_truth(const struct bo_form *x, bool value)
{
    return bo_form_is_constant(x) && (bo_form_numerator(x) != 0) == value;
}

static struct bo_form truth(bool value)
{
    return bo_form_constant(value);
}

static struct bo_form in_state(struct bo_form x, const struct bo_form *y, const struct bo_form *z)
{
    const struct bo_form *of[] = {y, z};
    for (int i = 0; i < 2; i++) {
        if (of[i] != NULL && of[i]->state == BO_FORM_UNKNOWN) {
            return bo_form_unknown();
        }
        if (of[i] != NULL && of[i]->state == BO_FORM_EITHER && x.state == BO_FORM_KNOWN) {
            x.state = BO_FORM_EITHER;
            x.cut = of[i]->cut;
            x.cut_end = of[i]->cut_end;
            x.weight = of[i]->weight;
        }
    }
    return x;
}

static struct bo_form compared(const struct stretching *w, enum bo_opcode op, const struct bo_form *x,
                               const struct bo_form *y)
{
    struct bo_form apart = bo_form_sub(x, y, w->width), answer;
    struct bo_span span = bo_form_span(&apart, w->width);
    int64_t cut, cut_end;
    bool crosses = bo_form_crossing(&apart, w->width, &cut, &cut_end);
    bool zero = bo_form_is_constant(&apart) && bo_form_numerator(&apart) == 0;
    if (op == BO_OP_EQ || op == BO_OP_NE) {
        answer = !crosses ? truth(op == BO_OP_NE) : zero ? truth(op == BO_OP_EQ) : either(cut, cut_end);
    } else if (op == BO_OP_LT) {
        answer = span.high < 0 ? truth(true) : span.low >= 0 ? truth(false) : either(cut, cut_end);
    } else {
        answer = span.high <= 0 ? truth(true) : span.low > 0 ? truth(false) : either(cut, cut_end);
    }
    return in_state(answer, x, y);
}

static struct bo_form logic(const struct bo_form *x, const struct bo_form *y, bool decides)
{
    if (is_truth(x, decides) || is_truth(y, decides)) {
        return truth(decides);
    }
    if (is_truth(x, !decides)) {
        return *y;
    }
    if (is_truth(y, !decides)) {
        return *x;
    }
    if (x->state == BO_FORM_UNKNOWN && y->state == BO_FORM_UNKNOWN) {
        return *x;
    }
    /* Both can change: the narrower of the two places to cut. */
    const struct bo_form *cut = x->state == BO_FORM_UNKNOWN                  ? y
                                : y->state == BO_FORM_UNKNOWN                ? x
                                : x->cut_end - x->cut <= y->cut_end - y->cut ? x
                                                                             : y;
    struct bo_form answer = either(cut->cut, cut->cut_end);
    if (x->state != BO_FORM_KNOWN || y->state != BO_FORM_KNOWN) {
        answer.state = BO_FORM_EITHER;
    }
    return answer;
}

static struct bo_form extreme(const struct stretching *w, const struct bo_form *x, const struct bo_form *y,
                              bool greatest)
{
    if (x->state == BO_FORM_UNKNOWN || y->state == BO_FORM_UNKNOWN) {
        return bo_form_unknown();
    }
    struct bo_form apart = bo_form_sub(y, x, w->width);
    struct bo_span span = bo_form_span(&apart, w->width);
    int64_t cut, cut_end;
    if (span.low >= 0 || span.high <= 0) {
        return in_state((span.low >= 0) == greatest ? *y : *x, x, y);
    }
    bo_form_crossing(&apart, w->width, &cut, &cut_end);
    return bo_form_hull(x, y, w->width, cut, cut_end);
}

static struct bo_form selected(const struct stretching *w, const struct bo_form *test, const struct bo_form *x,
                               const struct bo_form *y)
{
    if (test->state == BO_FORM_UNKNOWN) {
        return bo_form_unknown();
    }
    if (test->state == BO_FORM_KNOWN && bo_form_is_constant(test)) {
        return bo_form_numerator(test) != 0 ? *x : *y;
    }
    struct bo_form hull = bo_form_hull(x, y, w->width, test->cut, test->cut_end);
    return in_state(hull, test->state == BO_FORM_EITHER ? test : NULL, NULL);
}

static struct bo_form absolute(const struct stretching *w, const struct bo_form *x)
{
    struct bo_form minus = bo_form_times(x, -1, w->width);
    return extreme(w, x, &minus, true);
}

static struct bo_form divided(const struct stretching *w, const struct bo_form *x, const struct bo_form *y,
                              enum bo_rounding mode)
{
    int64_t cut, cut_end;
    if (bo_form_is_constant(y) && bo_form_numerator(y) == 0) {
        return bo_form_unknown();
    }
    if (bo_form_is_constant(y)) {
        bo_wide k = bo_form_numerator(y);
        struct bo_form above = k < 0 ? bo_form_times(x, -1, w->width) : *x;
        return in_state(bo_form_divided(&above, k < 0 ? -k : k, mode, w->width), x, NULL);
    }
    struct bo_form wild = in_state(bo_form_wild(w->width), x, y);
    if (wild.state == BO_FORM_KNOWN && bo_form_crossing(y, w->width, &cut, &cut_end)) {
        wild.state = BO_FORM_EITHER; /* a division by zero */
    }
    return wild;
}

/* Unknown outside what the node states. */
static struct bo_form in_range(const struct stretching *w, const struct bo_node *node, const struct bo_form *x)
{
    struct bo_span span = bo_form_span(x, w->width);
    bo_wide low = bo_form_scaled(node->lo), high = bo_form_scaled(node->hi);
    if (x->state == BO_FORM_UNKNOWN || (!x->wild && span.low >= low && span.high <= high)) {
        return *x;
    }
    struct bo_form either_way = *x;
    bool outside = !x->wild && (span.high < low || span.low > high);
    either_way.state = BO_FORM_EITHER;
    either_way.cut = 0;
    either_way.cut_end = w->width;
    either_way.weight = w->width > 0 ? bo_form_wild(w->width).weight : 0;
    return outside ? bo_form_unknown() : either_way;
}

/* The rows of a table that a number fits: the same for all of a stretch when they are so at both ends. */
static struct bo_form row_step(const struct stretching *w, const struct bo_node *node, const struct bo_form *rows,
                               const struct bo_form *key)
{
    const struct bo_lookup_table *table = &w->s->program->tables.at[node->aux];
    struct bo_span span = bo_form_span(key, w->width);
    struct bo_form wild = in_state(bo_form_wild(w->width), rows, key);
    if (!bo_form_is_constant(rows) || key->wild || key->state != BO_FORM_KNOWN) {
        return wild;
    }
    uint32_t from = (uint32_t)bo_form_numerator(rows);
    const bo_wide one = BO_FORM_ONE;
    uint32_t low = bo_lookup_step(table, (unsigned)node->k, from, bo_wide_div(span.low, one, BO_FLOOR));
    uint32_t high = bo_lookup_step(table, (unsigned)node->k, from, bo_wide_div(span.high, one, BO_CEILING));
    return low == high ? bo_form_constant(low) : wild;
}

static struct bo_form items(const struct stretching *w, const struct bo_node *node, size_t instance)
{
    const struct bo_stretch *s = w->s;
    const uint32_t *first = s->population->first[node->entity][node->aux];
    struct bo_form zero = bo_form_constant(0), result = zero;
    bool any = node->op == BO_OP_ANY, every = node->op == BO_OP_EVERY, sum = node->op == BO_OP_SUM, none = true;
    if (every) {
        result = truth(true);
    }
    for (size_t i = first[instance]; i < first[instance + 1]; i++) {
        struct bo_form value = form_at(s, node->arg[0], i), mask = truth(true);
        if (node->arg[1] != BO_NONE) {
            mask = form_at(s, node->arg[1], i);
        }
        if (is_truth(&mask, false)) {
            continue;
        }
        if (any) {
            struct bo_form taken = logic(&mask, &value, false);
            result = logic(&result, &taken, true);
        } else if (every) {
            struct bo_form not_taken = is_truth(&mask, true) ? truth(false) : mask;
            if (!is_truth(&mask, true)) {
                struct bo_form one = truth(true);
                not_taken = bo_form_sub(&one, &mask, w->width);
                not_taken.cut = mask.cut;
                not_taken.cut_end = mask.cut_end;
            }
            struct bo_form holds = logic(&not_taken, &value, true);
            result = logic(&result, &holds, false);
        } else if (sum) {
            struct bo_form part = is_truth(&mask, true) ? value : selected(w, &mask, &value, &zero);
            result = bo_form_add(&result, &part, w->width);
        } else if (!is_truth(&mask, true)) {
            return in_state(bo_form_wild(w->width), &mask, &value);
        } else {
            result = none ? value : extreme(w, &result, &value, node->op == BO_OP_GREATEST);
            none = false;
        }
    }
    return !any && !every && !sum && none ? bo_form_unknown() : result;
}

/* Values that no line describes: of dates, tables and series by something that moves. */
static struct bo_form beyond(const struct stretching *w, const struct bo_node *node, const struct bo_form *operand)
{
    struct bo_form wild = bo_form_wild(w->width);
    for (int a = 0; a < 4; a++) {
        if (node->arg[a] != BO_NONE && operand[a].weight > 0 &&
            operand[a].cut_end - operand[a].cut < wild.cut_end - wild.cut) {
            wild.cut = operand[a].cut;
            wild.cut_end = operand[a].cut_end;
        }
    }
    wild.state = node->may_fail ? BO_FORM_EITHER : BO_FORM_KNOWN;
    return wild;
}

static struct bo_form input_form(const struct stretching *w, const struct bo_node *node, size_t instance)
{
    for (size_t i = 0; i < w->s->n_moved; i++) {
        const struct bo_moved *moved = &w->s->moved[i];
        if (moved->column == node->aux && moved->instance == instance) {
            struct bo_form x = bo_form_constant(moved->base + moved->step * w->from);
            x.slope = w->width > 0 ? moved->step * BO_FORM_ONE : 0;
            return x;
        }
    }
    bo_wide value = 0;
    uint32_t number = (uint32_t)(node - w->s->program->nodes.at);
    return bo_result(&w->s->fixed, number, instance, &value) != 0 ? bo_form_unknown() : bo_form_constant(value);
}

static bool is_given(const struct bo_population *population, uint32_t rule, size_t instance, bo_wide *value)
{
    for (size_t i = 0; i < population->given.n; i++) {
        if (population->given.at[i].rule == rule && population->given.at[i].instance == instance) {
            *value = population->given.at[i].value;
            return true;
        }
    }
    return false;
}

static struct bo_form node_form(const struct stretching *w, const struct bo_node *node, size_t instance)
{
    const struct bo_stretch *s = w->s;
    struct bo_form x[4] = {0};
    bool lifted = node->op == BO_OP_LIFT, over = node->op == BO_OP_SUM || node->op == BO_OP_LEAST ||
                                                 node->op == BO_OP_GREATEST || node->op == BO_OP_ANY ||
                                                 node->op == BO_OP_EVERY;
    for (int a = 0; !over && a < 4; a++) {
        if (node->arg[a] != BO_NONE) {
            unsigned outer = s->program->nodes.at[node->arg[a]].entity;
            x[a] = form_at(s, node->arg[a], lifted ? s->population->up[node->entity][outer][instance] : instance);
        }
    }
    bo_wide value = 0;
    if (node->kind == BO_DATE && (node->op == BO_OP_ADD || node->op == BO_OP_SUB)) {
        return beyond(w, node, x); /* beyond the calendar there is no day */
    }
    switch (node->op) {
    case BO_OP_INPUT:
        return input_form(w, node, instance);
    case BO_OP_RULE:
        return is_given(s->population, node->aux, instance, &value) ? bo_form_constant(value) : x[0];
    case BO_OP_LIFT:
        return x[0];
    case BO_OP_RANGE:
        return in_range(w, node, &x[0]);
    case BO_OP_STEP:
        return row_step(w, node, &x[0], &x[1]);
    case BO_OP_ADD:
        return in_state(bo_form_add(&x[0], &x[1], w->width), &x[0], &x[1]);
    case BO_OP_SUB:
        return in_state(bo_form_sub(&x[0], &x[1], w->width), &x[0], &x[1]);
    case BO_OP_MUL:
        return in_state(bo_form_product(&x[0], &x[1], w->width), &x[0], &x[1]);
    case BO_OP_MULK:
        return in_state(bo_form_times(&x[0], node->k, w->width), &x[0], NULL);
    case BO_OP_NEG:
        return in_state(bo_form_times(&x[0], -1, w->width), &x[0], NULL);
    case BO_OP_ABS:
        return absolute(w, &x[0]);
    case BO_OP_MIN:
    case BO_OP_MAX:
        return extreme(w, &x[0], &x[1], node->op == BO_OP_MAX);
    case BO_OP_DIVK:
        return in_state(bo_form_divided(&x[0], node->k, (enum bo_rounding)node->aux, w->width), &x[0], NULL);
    case BO_OP_DIV:
        return divided(w, &x[0], &x[1], (enum bo_rounding)node->aux);
    case BO_OP_EQ:
    case BO_OP_NE:
    case BO_OP_LT:
    case BO_OP_LE:
        return compared(w, node->op, &x[0], &x[1]);
    case BO_OP_AND:
    case BO_OP_OR:
        return logic(&x[0], &x[1], node->op == BO_OP_OR);
    case BO_OP_NOT: {
        struct bo_form one = truth(true);
        return in_state(bo_form_sub(&one, &x[0], w->width), &x[0], NULL);
    }
    case BO_OP_SELECT:
        return selected(w, &x[0], &x[1], &x[2]);
    case BO_OP_KNOWN:
        return x[0].state == BO_FORM_EITHER ? either(x[0].cut, x[0].cut_end) : truth(x[0].state == BO_FORM_KNOWN);
    case BO_OP_CHECK: {
        struct bo_form gone = bo_form_unknown();
        return selected(w, &x[0], &x[1], &gone);
    }
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        return items(w, node, instance);
    default:
        return beyond(w, node, x);
    }
}

struct bo_form bo_stretch_form(struct bo_stretch *stretch, int64_t from, int64_t to)
{
    struct stretching w = {.s = stretch, .from = from, .width = to - from};
    stretch->evaluations++;
    for (size_t i = 0; i < stretch->order.n; i++) {
        uint32_t number = stretch->order.at[i];
        const struct bo_node *node = &stretch->program->nodes.at[number];
        for (size_t k = 0; k < stretch->population->n[node->entity]; k++) {
            stretch->form[number][k] = node_form(&w, node, k);
        }
    }
    return form_at(stretch, stretch->node, stretch->instance);
}

/* Points */

struct stepping {
    const struct bo_stretch *s;
    const struct bo_results *results;
    bo_wide **rounding; /* [node][instance], times 2^BO_FORM_BITS */
};

static bo_wide value_at(const struct stepping *p, uint32_t node, size_t instance, size_t copy)
{
    size_t each = p->s->population->n[p->s->program->nodes.at[node].entity];
    bo_wide value = 0;
    return bo_result(p->results, node, copy * each + instance, &value) != 0 ? 0 : value;
}

static bo_wide rounding_at(const struct stepping *p, uint32_t node, size_t instance)
{
    return p->rounding[node] != NULL ? p->rounding[node][instance] : 0;
}

/* Figures of households are far below what these hold; beyond it a rounding is not told apart. */
static bo_wide plus(bo_wide x, bo_wide y)
{
    bo_wide sum;
    return __builtin_add_overflow(x, y, &sum) ? 0 : sum;
}

static bo_wide times(bo_wide x, bo_wide y)
{
    bo_wide product;
    return __builtin_mul_overflow(x, y, &product) ? 0 : product;
}

/* Of change = line + rounding, the rounding: what roundings' own steps add when facts go one step on. */
static bo_wide step_rounding(const struct stepping *p, uint32_t number, size_t i)
{
    const struct bo_node *node = &p->s->program->nodes.at[number];
    const struct bo_population *population = p->s->population;
    uint32_t a = node->arg[0], b = node->arg[1];
    bo_wide given;
    switch (node->op) {
    case BO_OP_RULE:
        return is_given(population, node->aux, i, &given) ? 0 : rounding_at(p, a, i);
    case BO_OP_RANGE:
        return rounding_at(p, a, i);
    case BO_OP_LIFT:
        return rounding_at(p, a, population->up[node->entity][p->s->program->nodes.at[a].entity][i]);
    case BO_OP_ADD:
        return plus(rounding_at(p, a, i), rounding_at(p, b, i));
    case BO_OP_SUB:
        return plus(rounding_at(p, a, i), -rounding_at(p, b, i));
    case BO_OP_NEG:
        return -rounding_at(p, a, i);
    case BO_OP_ABS:
        return value_at(p, a, i, 1) < 0 ? -rounding_at(p, a, i) : rounding_at(p, a, i);
    case BO_OP_MULK:
        return times(rounding_at(p, a, i), node->k);
    case BO_OP_MUL:
        return plus(times(rounding_at(p, a, i), value_at(p, b, i, 1)),
                    times(rounding_at(p, b, i), value_at(p, a, i, 0)));
    case BO_OP_MIN:
    case BO_OP_MAX: {
        bool first = (value_at(p, a, i, 1) <= value_at(p, b, i, 1)) == (node->op == BO_OP_MIN);
        return rounding_at(p, first ? a : b, i);
    }
    case BO_OP_DIVK:
    case BO_OP_DIV: {
        bo_wide k = node->op == BO_OP_DIVK ? node->k : value_at(p, b, i, 1);
        if (k == 0) {
            return 0;
        }
        bo_wide whole = bo_form_scaled(value_at(p, number, i, 1) - value_at(p, number, i, 0));
        bo_wide line = plus(bo_form_scaled(value_at(p, a, i, 1) - value_at(p, a, i, 0)), -rounding_at(p, a, i));
        return plus(whole, -bo_wide_div(line, k, BO_HALF_EVEN));
    }
    case BO_OP_SELECT:
        return rounding_at(p, value_at(p, a, i, 1) != 0 ? b : node->arg[2], i);
    case BO_OP_CHECK:
        return rounding_at(p, b, i);
    case BO_OP_SUM: {
        const uint32_t *first = population->first[node->entity][node->aux];
        bo_wide sum = 0;
        for (size_t k = first[i]; k < first[i + 1]; k++) {
            sum = plus(sum, b == BO_NONE || value_at(p, b, k, 1) != 0 ? rounding_at(p, a, k) : 0);
        }
        return sum;
    }
    default:
        return 0;
    }
}

enum bo_status bo_stretch_step(struct bo_stretch *stretch, int64_t t, struct bo_stretch_step *step)
{
    struct bo_results results;
    stretch->evaluations++;
    place(&stretch->pair, stretch, 0, t);
    place(&stretch->pair, stretch, 1, t + 1);
    enum bo_status status = bo_lanes_run(&stretch->pair, &results);
    if (status == BO_OK) {
        struct stepping p = {.s = stretch, .results = &results};
        p.rounding = bo_alloc_array(&results.arena, stretch->program->nodes.n, sizeof *p.rounding);
        for (size_t i = 0; i < stretch->order.n; i++) {
            uint32_t number = stretch->order.at[i];
            size_t n = stretch->population->n[stretch->program->nodes.at[number].entity];
            p.rounding[number] = bo_alloc_array(&results.arena, n, sizeof **p.rounding);
            for (size_t k = 0; k < n; k++) {
                p.rounding[number][k] = step_rounding(&p, number, k);
            }
        }
        step->before = value_at(&p, stretch->node, stretch->instance, 0);
        step->after = value_at(&p, stretch->node, stretch->instance, 1);
        step->rounding = rounding_at(&p, stretch->node, stretch->instance);
    }
    bo_results_fini(&results);
    return status;
}
