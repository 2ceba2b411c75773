#include "engine/stretch_inside.h"

#include <stdlib.h>
#include <string.h>

static void make_room(struct bo_stretch *s)
{
    s->live = bo_alloc_array(&s->arena, s->program->nodes.n, sizeof *s->live);
    s->form = bo_alloc_array(&s->arena, s->program->nodes.n, sizeof *s->form);
    for (size_t i = 0; i < s->order.n; i++) {
        uint32_t node = s->order.at[i];
        size_t n = s->population->n[s->program->nodes.at[node].entity];
        s->form[node] = bo_alloc_array(&s->arena, n, sizeof **s->form);
    }
}

/* The forms of what does not move, where something that does hangs on it (or it is the figure itself). */
static void stand_still(struct bo_stretch *s)
{
    for (size_t i = 0; i <= s->order.n; i++) {
        for (int a = 0; a < (i < s->order.n ? 4 : 1); a++) {
            uint32_t node = i < s->order.n ? s->program->nodes.at[s->order.at[i]].arg[a] : s->node;
            if (node == BO_NONE || s->form[node] != NULL) {
                continue;
            }
            size_t n = s->population->n[s->program->nodes.at[node].entity];
            s->form[node] = bo_alloc_array(&s->arena, n, sizeof **s->form);
            for (size_t k = 0; k < n; k++) {
                bo_wide value = 0;
                bool known = bo_result(&s->copies.results, node, k, &value) == 0;
                s->form[node][k].form = known ? bo_form_constant(value) : bo_form_unknown();
            }
        }
    }
}

enum bo_status bo_stretch_init(struct bo_stretch *stretch, const struct bo_population *population,
                               const struct bo_moved *moved, size_t n_moved, uint32_t node, size_t instance,
                               size_t n_instances, int64_t from)
{
    *stretch = (struct bo_stretch){.population = population,
                                   .program = population->program,
                                   .moved = moved,
                                   .n_moved = n_moved,
                                   .node = node,
                                   .instance = instance,
                                   .n_instances = n_instances};
    bo_arena_init(&stretch->arena);
    enum bo_status status = bo_stretch_open_points(stretch, from);
    if (status == BO_OK) {
        make_room(stretch);
        stand_still(stretch);
    } else {
        bo_stretch_fini(stretch);
    }
    return status;
}

void bo_stretch_fini(struct bo_stretch *stretch)
{
    bo_copies_close(&stretch->copies);
    bo_arena_fini(&stretch->arena);
    *stretch = (struct bo_stretch){0};
}

/* Forms */

struct stretching {
    struct bo_stretch *s;
    int64_t from, width;
};

/* The form of a node, counted from where the stretch begins. */
static const struct bo_form *form_at(const struct stretching *w, uint32_t node, size_t instance)
{
    struct bo_placed *placed = &w->s->form[node][instance];
    if (placed->from != w->from) {
        bo_form_shift(&placed->form, w->from - placed->from);
        placed->from = w->from;
    }
    return &placed->form;
}

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
    struct bo_form hull = bo_form_hull(x, y, w->width, cut, cut_end);
    struct bo_span a = bo_form_span(x, w->width), b = bo_form_span(y, w->width);
    struct bo_span all = {(a.low > b.low) == greatest ? a.low : b.low, (a.high > b.high) == greatest ? a.high : b.high};
    return bo_form_within(&hull, x, y, all, w->width);
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
    if (x->state != BO_FORM_UNKNOWN && y->state != BO_FORM_UNKNOWN) {
        struct bo_span a = bo_form_span(x, w->width), b = bo_form_span(y, w->width);
        struct bo_span all = {a.low < b.low ? a.low : b.low, a.high > b.high ? a.high : b.high};
        hull = bo_form_within(&hull, x, y, all, w->width);
    }
    return in_state(hull, test->state == BO_FORM_EITHER ? test : NULL, NULL);
}

static struct bo_form absolute(const struct stretching *w, const struct bo_form *x)
{
    struct bo_form minus = bo_form_times(x, -1, w->width);
    return extreme(w, x, &minus, true);
}

static struct bo_form divided(const struct stretching *w, const struct bo_form *x, const struct bo_form *y,
                              enum bo_rounding mode, uint64_t noise)
{
    int64_t cut, cut_end;
    if (bo_form_is_constant(y) && bo_form_numerator(y) == 0) {
        return bo_form_unknown();
    }
    if (bo_form_is_constant(y)) {
        bo_wide k = bo_form_numerator(y);
        struct bo_form above = k < 0 ? bo_form_times(x, -1, w->width) : *x;
        return in_state(bo_form_divided(&above, k < 0 ? -k : k, mode, noise, w->width), x, NULL);
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
    if (!x->wild) {
        either_way.cut = 0;
        either_way.cut_end = w->width;
    }
    either_way.weight = w->width > 0 ? bo_form_wild(w->width).weight : 0;
    return outside ? bo_form_unknown() : either_way;
}

/* Cut where the number passes the limit of the rows it fits at one end: the greatest of "up to", the least of "from".
 */
static void cut_at_limit(const struct stretching *w, const struct bo_node *node, const struct bo_form *key,
                         uint32_t low, uint32_t high, struct bo_form *wild)
{
    const struct bo_lookup_table *table = &w->s->program->tables.at[node->aux];
    uint32_t row = table->match[node->k] == BO_MATCH_UP_TO ? low : high;
    bo_wide limit = row > 0 ? table->key[(row - 1) * table->n_levels + (size_t)node->k] : 0;
    if (row > 0 && limit < BO_KEY_ANY && limit > -BO_KEY_ANY) {
        struct bo_form at = bo_form_constant(limit), apart = bo_form_sub(key, &at, w->width);
        bo_form_crossing(&apart, w->width, &wild->cut, &wild->cut_end);
    }
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
    uint32_t low = bo_lookup_step(table, (unsigned)node->k, from, bo_wide_div(span.low, BO_FORM_ONE, BO_FLOOR));
    uint32_t high = bo_lookup_step(table, (unsigned)node->k, from, bo_wide_div(span.high, BO_FORM_ONE, BO_CEILING));
    if (low == high) {
        return bo_form_constant(low);
    }
    cut_at_limit(w, node, key, low, high, &wild);
    return wild;
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
        const struct bo_form *value = form_at(w, node->arg[0], i), yes = truth(true);
        const struct bo_form *mask = node->arg[1] != BO_NONE ? form_at(w, node->arg[1], i) : &yes;
        if (is_truth(mask, false)) {
            continue;
        }
        if (any) {
            struct bo_form taken = logic(mask, value, false);
            result = logic(&result, &taken, true);
        } else if (every) {
            struct bo_form not_taken = truth(false);
            if (!is_truth(mask, true)) {
                not_taken = bo_form_sub(&yes, mask, w->width);
                not_taken.cut = mask->cut;
                not_taken.cut_end = mask->cut_end;
            }
            struct bo_form holds = logic(&not_taken, value, true);
            result = logic(&result, &holds, false);
        } else if (sum) {
            struct bo_form part = is_truth(mask, true) ? *value : selected(w, mask, value, &zero);
            result = bo_form_add(&result, &part, w->width);
        } else if (!is_truth(mask, true)) { /* taken here and not there: perhaps there is none at all */
            struct bo_form wild = bo_form_wild(w->width);
            wild.cut = mask->cut;
            wild.cut_end = mask->cut_end;
            wild.state = node->may_fail ? BO_FORM_EITHER : BO_FORM_KNOWN;
            return wild;
        } else {
            result = none ? *value : extreme(w, &result, value, node->op == BO_OP_GREATEST);
            none = false;
        }
    }
    return !any && !every && !sum && none ? bo_form_unknown() : result;
}

/* Values that no line describes: of dates, tables and series by something that moves. */
static struct bo_form beyond(const struct stretching *w, const struct bo_node *node,
                             const struct bo_form *const *operand)
{
    struct bo_form wild = bo_form_wild(w->width);
    for (int a = 0; a < 4; a++) {
        if (node->arg[a] != BO_NONE && operand[a]->state == BO_FORM_UNKNOWN) {
            return bo_form_unknown();
        }
        if (node->arg[a] != BO_NONE && operand[a]->weight > 0 &&
            operand[a]->cut_end - operand[a]->cut < wild.cut_end - wild.cut) {
            wild.cut = operand[a]->cut;
            wild.cut_end = operand[a]->cut_end;
        }
    }
    wild.state = node->may_fail ? BO_FORM_EITHER : BO_FORM_KNOWN;
    return wild;
}

/* Of a table or a series where nothing moves any more. */
static struct bo_form looked_up(const struct stretching *w, const struct bo_node *node, const struct bo_form *const *x)
{
    const struct bo_program *program = w->s->program;
    bo_wide value = 0;
    uint32_t reason = 0;
    for (int a = 0; a < 3; a++) {
        if (node->arg[a] != BO_NONE && !bo_form_is_constant(x[a])) {
            return beyond(w, node, x);
        }
    }
    int64_t first = (int64_t)bo_form_numerator(x[0]), second = (int64_t)bo_form_numerator(x[1]);
    bool held =
        node->op == BO_OP_LOOKUP
            ? bo_series_on(&program->series.at[node->aux], first, &value, &reason, NULL)
            : bo_lookup_value(&program->tables.at[node->aux], (uint32_t)first, second,
                              node->arg[2] != BO_NONE ? (uint32_t)bo_form_numerator(x[2]) : BO_NONE, &value, &reason);
    return held ? bo_form_constant(value) : bo_form_unknown();
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
    return bo_result(&w->s->copies.results, number, instance, &value) != 0 ? bo_form_unknown()
                                                                           : bo_form_constant(value);
}

bool bo_stretch_given(const struct bo_population *population, uint32_t rule, size_t instance, bo_wide *value)
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
    const struct bo_form *x[4] = {NULL};
    bool lifted = node->op == BO_OP_LIFT, over = node->op == BO_OP_SUM || node->op == BO_OP_LEAST ||
                                                 node->op == BO_OP_GREATEST || node->op == BO_OP_ANY ||
                                                 node->op == BO_OP_EVERY;
    for (int a = 0; !over && a < 4; a++) {
        if (node->arg[a] != BO_NONE) {
            unsigned outer = s->program->nodes.at[node->arg[a]].entity;
            x[a] = form_at(w, node->arg[a], lifted ? s->population->up[node->entity][outer][instance] : instance);
        }
    }
    bo_wide value = 0;
    uint64_t noise = ((uint64_t)(node - s->program->nodes.at) << 32) + instance + 1;
    if (node->kind == BO_DATE && (node->op == BO_OP_ADD || node->op == BO_OP_SUB)) {
        return beyond(w, node, x); /* beyond the calendar there is no day */
    }
    switch (node->op) {
    case BO_OP_INPUT:
        return input_form(w, node, instance);
    case BO_OP_RULE:
        return bo_stretch_given(s->population, node->aux, instance, &value) ? bo_form_constant(value) : *x[0];
    case BO_OP_LIFT:
        return *x[0];
    case BO_OP_RANGE:
        return in_range(w, node, x[0]);
    case BO_OP_STEP:
        return row_step(w, node, x[0], x[1]);
    case BO_OP_ADD:
        return in_state(bo_form_add(x[0], x[1], w->width), x[0], x[1]);
    case BO_OP_SUB:
        return in_state(bo_form_sub(x[0], x[1], w->width), x[0], x[1]);
    case BO_OP_MUL:
        return in_state(bo_form_product(x[0], x[1], w->width), x[0], x[1]);
    case BO_OP_MULK:
        return in_state(bo_form_times(x[0], node->k, w->width), x[0], NULL);
    case BO_OP_NEG:
        return in_state(bo_form_times(x[0], -1, w->width), x[0], NULL);
    case BO_OP_ABS:
        return absolute(w, x[0]);
    case BO_OP_MIN:
    case BO_OP_MAX:
        return extreme(w, x[0], x[1], node->op == BO_OP_MAX);
    case BO_OP_DIVK:
        return in_state(bo_form_divided(x[0], node->k, (enum bo_rounding)node->aux, noise, w->width), x[0], NULL);
    case BO_OP_DIV:
        return divided(w, x[0], x[1], (enum bo_rounding)node->aux, noise);
    case BO_OP_EQ:
    case BO_OP_NE:
    case BO_OP_LT:
    case BO_OP_LE:
        return compared(w, node->op, x[0], x[1]);
    case BO_OP_AND:
    case BO_OP_OR:
        return logic(x[0], x[1], node->op == BO_OP_OR);
    case BO_OP_NOT: {
        struct bo_form one = truth(true);
        return in_state(bo_form_sub(&one, x[0], w->width), x[0], NULL);
    }
    case BO_OP_SELECT:
        return selected(w, x[0], x[1], x[2]);
    case BO_OP_KNOWN:
        return x[0]->state == BO_FORM_EITHER ? either(x[0]->cut, x[0]->cut_end) : truth(x[0]->state == BO_FORM_KNOWN);
    case BO_OP_CHECK: {
        struct bo_form gone = bo_form_unknown();
        return selected(w, x[0], x[1], &gone);
    }
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        return items(w, node, instance);
    case BO_OP_LOOKUP:
    case BO_OP_TABLE:
        return looked_up(w, node, x);
    default:
        return beyond(w, node, x);
    }
}

/* Whether a part of the stretch takes this operand of the node at all: of an `if` that is decided, one branch is idle.
 */
static bool is_used(const struct stretching *w, const struct bo_node *node, int operand)
{
    bool choice = node->op == BO_OP_SELECT, masked = node->op == BO_OP_SUM && node->arg[1] != BO_NONE;
    if ((!choice || operand == 0) && (!masked || operand == 1)) {
        return true;
    }
    uint32_t test = node->arg[choice ? 0 : 1];
    bool idle = true;
    for (size_t i = 0; idle && i < w->s->population->n[w->s->program->nodes.at[test].entity]; i++) {
        idle = is_truth(form_at(w, test, i), choice && operand == 2);
    }
    return !idle;
}

/* Of the nodes worked out, those that a part can tell more of, and that matter for the figure there. What is left out
 * keeps its form, which holds in every part. */
static void list_open(const struct stretching *w, const bo_nodes *all, bo_nodes *open)
{
    struct bo_stretch *s = w->s;
    if (open->at == NULL) {
        open->at = bo_alloc_array(&s->arena, s->order.n, sizeof *open->at);
    }
    size_t now = s->evaluations; /* marks of earlier times do not count */
    s->live[s->node] = now;
    size_t n = 0;
    for (size_t i = all->n; i-- > 0;) {
        uint32_t number = all->at[i];
        const struct bo_node *node = &s->program->nodes.at[number];
        bool closed = true;
        for (size_t k = 0; s->live[number] == now && closed && k < s->population->n[node->entity]; k++) {
            closed = s->form[number][k].closed != 0;
        }
        for (int a = 0; !closed && a < 4; a++) {
            if (node->arg[a] != BO_NONE && is_used(w, node, a)) {
                s->live[node->arg[a]] = now;
            }
        }
        if (!closed) {
            open->at[n++] = number;
        }
    }
    for (size_t i = 0; i < n / 2; i++) { /* in program order */
        uint32_t first = open->at[i];
        open->at[i] = open->at[n - 1 - i];
        open->at[n - 1 - i] = first;
    }
    open->n = n;
}

/* Works out the nodes in `all`. */
static struct bo_form work_out(struct bo_stretch *s, size_t level, const bo_nodes *all, bo_nodes *open, int64_t from,
                               int64_t to)
{
    struct stretching w = {.s = s, .from = from, .width = to - from};
    s->evaluations++;
    for (size_t i = 0; i < all->n; i++) {
        uint32_t number = all->at[i];
        const struct bo_node *node = &s->program->nodes.at[number];
        for (size_t k = 0; k < s->population->n[node->entity]; k++) {
            struct bo_placed *placed = &s->form[number][k];
            if (placed->closed == 0 || placed->closed > level) {
                placed->form = node_form(&w, node, k);
                placed->from = from;
                placed->closed = bo_form_is_closed(&placed->form) ? level + 1 : 0;
            }
        }
    }
    if (open != NULL) {
        list_open(&w, all, open);
    }
    struct bo_form figure = bo_form_constant(0);
    for (size_t i = 0; i < s->n_instances; i++) {
        figure = bo_form_add(&figure, form_at(&w, s->node, s->instance + i), w.width);
    }
    return figure;
}

struct bo_form bo_stretch_part(struct bo_stretch *stretch, size_t level, int64_t from, int64_t to)
{
    size_t last = BO_STRETCH_LEVELS - 1, above = level < last ? level : last;
    if (level == 0) {
        stretch->covered = false;
        stretch->whole = true;
        stretch->whole_from = from;
        stretch->whole_to = to;
    }
    return work_out(stretch, above, above == 0 ? &stretch->order : &stretch->open[above - 1],
                    above < last ? &stretch->open[above] : NULL, from, to);
}

size_t bo_stretch_level(const struct bo_stretch *stretch, int64_t from, int64_t to)
{
    return stretch->whole && from >= stretch->whole_from && to <= stretch->whole_to;
}

struct bo_form bo_stretch_form(struct bo_stretch *stretch, int64_t from, int64_t to)
{
    return bo_stretch_part(stretch, 0, from, to);
}
