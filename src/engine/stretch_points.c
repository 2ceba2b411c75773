/* Points and single steps of a stretch, exactly: the lanes work out many points at once; how much of a step roundings
 * make is worked out only along what the figure really takes there. */
#include "engine/stretch_inside.h"

/* The facts as they are at a point, in one of the copies. */
static void place(struct bo_stretch *s, size_t copy, int64_t t)
{
    for (size_t i = 0; i < s->n_moved; i++) {
        const struct bo_moved *moved = &s->moved[i];
        size_t at = copy * s->population->n[s->program->columns.at[moved->column].entity] + moved->instance;
        s->copies.all.value[moved->column][at] = moved->base + moved->step * t;
        s->copies.all.presence[moved->column][at] = BO_GIVEN;
    }
}

enum bo_status bo_stretch_run(struct bo_stretch *s, int64_t from, size_t n)
{
    s->runs++;
    for (size_t i = 0; i < n; i++) {
        place(s, i, from + (int64_t)i);
    }
    return bo_copies_run(&s->copies, n);
}

/* Values and roundings of one copy; what is not known counts as nothing */

static bo_wide value_at(const struct bo_stretch *s, uint32_t node, size_t instance, size_t copy)
{
    const struct bo_column_values *column = &s->copies.results.node[node];
    size_t at = copy * s->population->n[s->program->nodes.at[node].entity] + instance;
    if (column->reason != NULL && column->reason[at] != 0) {
        return 0;
    }
    return column->wide != NULL ? column->wide[at] : column->narrow[at];
}

static bo_wide rounding_at(const struct bo_stretch *s, uint32_t node, size_t instance)
{
    return s->rounding[node] != NULL ? s->rounding[node][instance] : 0;
}

bool bo_stretch_value(const struct bo_stretch *s, size_t i, bo_wide *value)
{
    size_t each = s->population->n[s->program->nodes.at[s->node].entity];
    bool known = true;
    *value = 0;
    for (size_t k = s->instance; k < s->instance + s->n_instances; k++) {
        bo_wide one = 0;
        known &= bo_result(&s->copies.results, s->node, i * each + k, &one) == 0;
        *value += one;
    }
    return known;
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

static bo_wide rounding_of_quotient(const struct bo_stretch *s, uint32_t number, size_t i, size_t copy)
{
    const struct bo_node *node = &s->program->nodes.at[number];
    uint32_t a = node->arg[0];
    bo_wide k = node->op == BO_OP_DIVK ? node->k : value_at(s, node->arg[1], i, copy + 1);
    if (k == 0) {
        return 0;
    }
    bo_wide whole = bo_form_scaled(value_at(s, number, i, copy + 1) - value_at(s, number, i, copy));
    bo_wide line = plus(bo_form_scaled(value_at(s, a, i, copy + 1) - value_at(s, a, i, copy)), -rounding_at(s, a, i));
    return plus(whole, -bo_wide_div(line, k, BO_HALF_EVEN));
}

static bo_wide rounding_of_sum(const struct bo_stretch *s, const struct bo_node *node, size_t i, size_t copy)
{
    const uint32_t *first = s->population->first[node->entity][node->aux];
    uint32_t a = node->arg[0], b = node->arg[1];
    bo_wide sum = 0;
    for (size_t k = first[i]; k < first[i + 1]; k++) {
        sum = plus(sum, b == BO_NONE || value_at(s, b, k, copy + 1) != 0 ? rounding_at(s, a, k) : 0);
    }
    return sum;
}

/* Which operand the value after the step is. */
static int chosen(const struct bo_stretch *s, const struct bo_node *node, size_t i, size_t copy)
{
    if (node->op == BO_OP_CHECK) {
        return 1;
    }
    if (node->op == BO_OP_SELECT) {
        return value_at(s, node->arg[0], i, copy + 1) != 0 ? 1 : 2;
    }
    bool less = value_at(s, node->arg[0], i, copy + 1) <= value_at(s, node->arg[1], i, copy + 1);
    return less == (node->op == BO_OP_MIN) ? 0 : 1;
}

/* Of change = line + rounding, the rounding: what roundings' own steps add when facts go one step on. */
static bo_wide step_rounding(const struct bo_stretch *s, uint32_t number, size_t i, size_t copy)
{
    const struct bo_node *node = &s->program->nodes.at[number];
    uint32_t a = node->arg[0], b = node->arg[1];
    bo_wide given;
    switch (node->op) {
    case BO_OP_RULE:
        return bo_stretch_given(s->population, node->aux, i, &given) ? 0 : rounding_at(s, a, i);
    case BO_OP_RANGE:
        return rounding_at(s, a, i);
    case BO_OP_LIFT:
        return rounding_at(s, a, s->population->up[node->entity][s->program->nodes.at[a].entity][i]);
    case BO_OP_ADD:
        return plus(rounding_at(s, a, i), rounding_at(s, b, i));
    case BO_OP_SUB:
        return plus(rounding_at(s, a, i), -rounding_at(s, b, i));
    case BO_OP_NEG:
        return -rounding_at(s, a, i);
    case BO_OP_ABS:
        return value_at(s, a, i, copy + 1) < 0 ? -rounding_at(s, a, i) : rounding_at(s, a, i);
    case BO_OP_MULK:
        return times(rounding_at(s, a, i), node->k);
    case BO_OP_MUL:
        return plus(times(rounding_at(s, a, i), value_at(s, b, i, copy + 1)),
                    times(rounding_at(s, b, i), value_at(s, a, i, copy)));
    case BO_OP_MIN:
    case BO_OP_MAX:
    case BO_OP_SELECT:
    case BO_OP_CHECK:
        return rounding_at(s, node->arg[chosen(s, node, i, copy)], i);
    case BO_OP_DIVK:
    case BO_OP_DIV:
        return rounding_of_quotient(s, number, i, copy);
    case BO_OP_SUM:
        return rounding_of_sum(s, node, i, copy);
    default:
        return 0;
    }
}

/* Whether the node's rounding can be made of that of an operand. */
static bool may_take(const struct bo_node *node, int operand)
{
    switch (node->op) {
    case BO_OP_RULE:
    case BO_OP_RANGE:
    case BO_OP_LIFT:
    case BO_OP_NEG:
    case BO_OP_ABS:
    case BO_OP_MULK:
    case BO_OP_DIVK:
    case BO_OP_DIV:
    case BO_OP_SUM:
        return operand == 0;
    case BO_OP_ADD:
    case BO_OP_SUB:
    case BO_OP_MUL:
    case BO_OP_MIN:
    case BO_OP_MAX:
        return operand < 2;
    case BO_OP_CHECK:
        return operand == 1;
    case BO_OP_SELECT:
        return operand == 1 || operand == 2;
    default:
        return false;
    }
}

/* Whether it is, in the step that begins in a copy. */
static bool takes(const struct bo_stretch *s, const struct bo_node *node, int operand, size_t copy)
{
    bool chooses = node->op == BO_OP_SELECT || node->op == BO_OP_MIN || node->op == BO_OP_MAX, taken = !chooses;
    for (size_t i = 0; !taken && i < s->population->n[node->entity]; i++) {
        taken = chosen(s, node, i, copy) == operand;
    }
    return taken && may_take(node, operand);
}

static void find_rounders(struct bo_stretch *s)
{
    s->rounding = bo_alloc_array(&s->arena, s->program->nodes.n, sizeof *s->rounding);
    s->taken = bo_alloc_array(&s->arena, s->program->nodes.n, sizeof *s->taken);
    for (size_t i = 0; i < s->order.n; i++) {
        uint32_t number = s->order.at[i];
        const struct bo_node *node = &s->program->nodes.at[number];
        bool rounds = node->op == BO_OP_DIVK || node->op == BO_OP_DIV;
        for (int a = 0; !rounds && a < 4; a++) {
            rounds = node->arg[a] != BO_NONE && s->rounding[node->arg[a]] != NULL && may_take(node, a);
        }
        if (rounds) {
            s->rounding[number] = bo_alloc_array(&s->arena, s->population->n[node->entity], sizeof **s->rounding);
            BO_PUSH(&s->arena, &s->rounders, number);
        }
    }
    s->path = bo_alloc_array(&s->arena, s->rounders.n, sizeof *s->path);
}

/* Marks the nodes whose rounding the figure's is made of; of all others it does not matter. */
static void mark_taken(struct bo_stretch *s, size_t copy)
{
    size_t now = ++s->steps;
    s->taken[s->node] = now;
    s->n_path = 0;
    for (size_t i = s->rounders.n; i-- > 0;) {
        uint32_t number = s->rounders.at[i];
        if (s->taken[number] != now) {
            continue;
        }
        const struct bo_node *node = &s->program->nodes.at[number];
        s->path[s->n_path++] = number;
        for (int a = 0; a < 4; a++) {
            uint32_t operand = node->arg[a];
            if (operand != BO_NONE && s->rounding[operand] != NULL && s->taken[operand] != now &&
                takes(s, node, a, copy)) {
                s->taken[operand] = now;
            }
        }
    }
}

void bo_stretch_step_of(struct bo_stretch *s, size_t i, struct bo_stretch_step *step)
{
    *step = (struct bo_stretch_step){.rounding = 0};
    step->known = bo_stretch_value(s, i, &step->before);
    step->known &= bo_stretch_value(s, i + 1, &step->after);
    mark_taken(s, i);
    for (size_t k = s->n_path; k-- > 0;) {
        uint32_t number = s->path[k];
        size_t n = s->population->n[s->program->nodes.at[number].entity];
        for (size_t instance = 0; instance < n; instance++) {
            s->rounding[number][instance] = step_rounding(s, number, instance, i);
        }
    }
    for (size_t k = 0; k < s->n_instances; k++) {
        step->rounding += rounding_at(s, s->node, s->instance + k);
    }
}

/* Opening, and single ones */

enum bo_status bo_stretch_open_points(struct bo_stretch *s, int64_t from)
{
    uint32_t *columns = bo_alloc_array(&s->arena, s->n_moved, sizeof *columns);
    for (size_t i = 0; i < s->n_moved; i++) {
        columns[i] = s->moved[i].column;
    }
    bo_copies_open(&s->copies, s->population, BO_STRETCH_POINTS, columns, s->n_moved, &s->node, 1);
    for (size_t copy = 0; copy < BO_STRETCH_POINTS; copy++) {
        place(s, copy, from);
    }
    enum bo_status status = bo_copies_begin(&s->copies);
    s->order = s->copies.moving;
    find_rounders(s);
    return status;
}

enum bo_status bo_stretch_point(struct bo_stretch *stretch, int64_t t, bool *known, bo_wide *value)
{
    enum bo_status status = bo_stretch_run(stretch, t, 1);
    *known = bo_stretch_value(stretch, 0, value);
    return status;
}

enum bo_status bo_stretch_step(struct bo_stretch *stretch, int64_t t, struct bo_stretch_step *step)
{
    enum bo_status status = bo_stretch_run(stretch, t, 2);
    bo_stretch_step_of(stretch, 0, step);
    return status;
}

bo_wide bo_stretch_fall(const struct bo_stretch_step *step)
{
    return bo_form_scaled(step->before - step->after) + step->rounding;
}
