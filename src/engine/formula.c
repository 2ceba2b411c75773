#include "engine/formula.h"

#include <string.h>

struct bo_val bo_wrong(void)
{
    return (struct bo_val){.shape = BO_S_WRONG, .node = BO_FAILED};
}

struct bo_term *bo_term(const struct bo_view *view, enum bo_term_kind kind, const struct bo_ast *ast, uint32_t node,
                        uint32_t n, struct bo_term *const *kids)
{
    struct bo_arena *arena = &view->c->program->arena;
    struct bo_term *term = bo_alloc(arena, sizeof *term);
    term->kind = kind;
    term->ast = ast;
    term->node = node;
    term->source = node;
    term->entity = (uint16_t)view->entity;
    term->n = n;
    if (n > 0) {
        term->kid = bo_alloc_array(arena, n, sizeof *term->kid);
        memcpy(term->kid, kids, n * sizeof *kids);
    }
    return term;
}

struct bo_val bo_one(const struct bo_view *view, uint32_t node, struct bo_term *term)
{
    (void)view;
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    return (struct bo_val){.shape = BO_S_ONE, .node = node, .term = term};
}

void bo_at_ast(const struct bo_view *view, const struct bo_ast *ast)
{
    if (view->formula != NULL && ast != NULL) {
        view->c->b.where = (struct bo_where){.formula = view->formula, .offset = ast->start};
    }
}

void bo_formula_error(const struct bo_view *view, const struct bo_ast *ast, const char *code, const char *format, ...)
{
    bo_at_ast(view, ast);
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&view->c->program->arena, format, args);
    va_end(args);
    bo_build_error(&view->c->b, code, "%s", text);
}

const char *bo_shape_name(enum bo_shape shape)
{
    static const char *const name[] = {"nothing",    "a value",    "nothing", "a list",
                                       "a range",    "a quotient", "a list",  "a recurring amount",
                                       "an instance"};
    return name[shape];
}

uint32_t bo_scalar(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *val, const char *what)
{
    switch (val->shape) {
    case BO_S_WRONG:
        return BO_FAILED;
    case BO_S_ONE:
        return val->node;
    case BO_S_NEVER:
        return bo_build_fail(&view->c->b, view->entity, BO_NUMBER, BO_UNIT_ANY, val->reason);
    case BO_S_OVER:
        bo_formula_error(view, ast, "division-not-rounded",
                         "division by something that is not constant must stand directly inside a rounding function");
        return BO_FAILED;
    case BO_S_RECURRING:
        bo_formula_error(view, ast, "type-mismatch", "%s: a recurring amount is read by .amount and .per", what);
        return BO_FAILED;
    default:
        bo_formula_error(view, ast, "type-mismatch", "%s needs a single value, not %s", what,
                         bo_shape_name(val->shape));
        return BO_FAILED;
    }
}

uint32_t bo_single(const struct bo_view *view, const struct bo_ast *ast, struct bo_val *val, const char *what)
{
    *val = bo_formula(view, ast);
    uint32_t node = bo_scalar(view, ast, val, what);
    bo_at_ast(view, ast);
    return node;
}

/* Literals */

struct bo_val bo_constant(const struct bo_view *view, const struct bo_ast *ast, uint32_t node)
{
    return bo_one(view, node, bo_term(view, BO_TERM_CONST, ast, node, 0, NULL));
}

static struct bo_val number(const struct bo_view *view, const struct bo_ast *ast)
{
    mpz_t n;
    unsigned scale;
    bo_wide value;
    mpz_init(n);
    bool ok = bo_dec_parse(ast->text, strlen(ast->text), n, &scale) && scale <= 18 && bo_wide_from_mpz(&value, n);
    mpz_clear(n);
    if (!ok) {
        bo_formula_error(view, ast, "number-too-wide", "'%s' is no number that can be held exactly (18 decimals)",
                         ast->text);
        return bo_wrong();
    }
    int64_t den = 1;
    for (unsigned i = 0; i < scale; i++) {
        den *= 10;
    }
    return bo_constant(view, ast, bo_build_const(&view->c->b, view->entity, BO_NUMBER, value, den, BO_UNIT_ONE));
}

static struct bo_val at_literal(const struct bo_view *view, const struct bo_ast *ast)
{
    int64_t date, count;
    bool impossible = false, months;
    size_t n = strlen(ast->text);
    if (bo_date_parse(ast->text, n, &date, &impossible)) {
        return bo_constant(view, ast, bo_build_const(&view->c->b, view->entity, BO_DATE, date, 1, BO_UNIT_ONE));
    }
    if (bo_duration_parse(ast->text, n, &months, &count)) {
        return bo_constant(
            view, ast, bo_build_const(&view->c->b, view->entity, months ? BO_MONTHS : BO_DAYS, count, 1, BO_UNIT_ONE));
    }
    if (impossible) {
        bo_formula_error(view, ast, "impossible-date", "there is no day '%s'", ast->text);
    } else {
        bo_formula_error(view, ast, "bad-literal", "'%s' is neither a date (2026-04-06) nor a duration (P1Y2M, P10D)",
                         ast->text);
    }
    return bo_wrong();
}

/* Names */

static const char *list_name_matches(const struct bo_set *set, unsigned entity, unsigned outer, const char *name)
{
    const struct bo_entity *e = set->entities.at[entity];
    if (strcmp(e->key, name) == 0) {
        return e->key;
    }
    const struct bo_entity *parent = set->entities.at[outer];
    if (parent->kind == BO_ENTITY_GROUP && e->kind == BO_ENTITY_MAP && e->in == (int)outer &&
        strcmp(parent->members, name) == 0) {
        return parent->members;
    }
    return NULL;
}

/* The list called name that a view from `outer` has; false when there is none. */
static bool find_list(const struct bo_set *set, unsigned outer, const char *name, unsigned *entity)
{
    for (unsigned e = 1; e < set->entities.n; e++) {
        if (e != outer && bo_entity_within(set, e, outer) && set->entities.at[e]->kind != BO_ENTITY_ONE &&
            list_name_matches(set, e, outer, name) != NULL) {
            *entity = e;
            return true;
        }
    }
    return false;
}

static struct bo_val lifted(const struct bo_view *view, const struct bo_ast *ast, struct bo_val val)
{
    if (val.shape == BO_S_ONE || val.shape == BO_S_RECURRING || val.shape == BO_S_OVER || val.shape == BO_S_RANGE) {
        uint32_t *node[2] = {&val.node, val.shape == BO_S_ONE ? NULL : &val.node2};
        for (int i = 0; i < 2; i++) {
            if (node[i] == NULL || *node[i] == BO_FAILED || *node[i] == BO_NONE) {
                continue;
            }
            unsigned from = bo_at(&view->c->b, *node[i])->entity;
            if (from != view->entity && (view->c->set == NULL || !bo_entity_within(view->c->set, view->entity, from))) {
                bo_formula_error(view, ast, "not-visible",
                                 "this value belongs to another entity and cannot be read here");
                return bo_wrong();
            }
            *node[i] = bo_build_lift(&view->c->b, *node[i], view->entity);
        }
    } else if (val.shape == BO_S_LIST) {
        struct bo_val *list = bo_alloc_array(&view->c->program->arena, val.n + 1, sizeof *list);
        for (uint32_t i = 0; i < val.n; i++) {
            list[i] = lifted(view, ast, val.list[i]);
        }
        val.list = list;
    }
    return val;
}

static struct bo_val built_in(const struct bo_view *view, const struct bo_ast *ast, enum bo_opcode op)
{
    struct bo_node node = {.op = op,
                           .kind = op == BO_OP_SUBJECT ? BO_BOOLEAN : BO_NUMBER,
                           .entity = (uint16_t)view->entity,
                           .arg = {BO_NONE, BO_NONE, BO_NONE, BO_NONE},
                           .den = 1,
                           .lo = op == BO_OP_SUBJECT ? 0 : 1,
                           .hi = op == BO_OP_SUBJECT ? 1 : 1000000};
    return bo_constant(view, ast, bo_build_node(&view->c->b, node));
}

static void unknown_name(const struct bo_view *view, const struct bo_ast *ast, const char *name)
{
    const char *near = view->c->set != NULL ? bo_set_nearest(view->c->set, name) : NULL;
    if (near == NULL) {
        const char *candidates[64];
        size_t n = 0;
        for (const struct bo_binding *p = view->bindings; p != NULL && n < 64; p = p->next) {
            candidates[n++] = p->name;
        }
        near = bo_nearest(name, candidates, n);
    }
    if (near != NULL) {
        bo_formula_error(view, ast, "unknown-name", "unknown name '%s'; did you mean '%s'?", name, near);
    } else {
        bo_formula_error(view, ast, "unknown-name", "unknown name '%s'", name);
    }
}

/* A name as seen from `from` (the view's entity or, after a path, another), without the bindings. */
static struct bo_val from_entity(const struct bo_view *view, const struct bo_ast *ast, const char *name, unsigned from)
{
    const struct bo_set *set = view->c->set;
    struct bo_view there = *view;
    there.entity = from;
    if (set == NULL) {
        unknown_name(view, ast, name);
        return bo_wrong();
    }
    unsigned list;
    if (strcmp(name, "position") == 0) {
        return built_in(&there, ast, BO_OP_POSITION);
    }
    if (strcmp(name, "is_subject") == 0 && set->sheet.entity_id != NULL) {
        if (bo_entity_within(set, from, set->sheet.entity)) {
            return built_in(&there, ast, BO_OP_SUBJECT);
        }
        bo_formula_error(view, ast, "not-visible", "is_subject can be read in the sheet's entity and inside it");
        return bo_wrong();
    }
    if (find_list(set, from, name, &list)) {
        return (struct bo_val){.shape = BO_S_ITEMS, .entity = list, .outer = from, .node = BO_NONE, .mask = BO_NONE};
    }
    for (int e = (int)from; e > 0; e = set->entities.at[e]->in) {
        if (strcmp(set->entities.at[e]->named.id, name) == 0) {
            return (struct bo_val){.shape = BO_S_INSTANCE, .entity = (unsigned)e};
        }
    }
    if (strcmp(name, "date") == 0 || strcmp(name, "case_date") == 0) {
        uint32_t node = bo_clock_node(view->c, name);
        return lifted(&there, ast, bo_constant(&there, ast, node));
    }
    const struct bo_named *named = bo_set_find(set, name);
    if (named == NULL) {
        unknown_name(view, ast, name);
        return bo_wrong();
    }
    return bo_named_value(&there, ast, named, from);
}

static struct bo_val name(const struct bo_view *view, const struct bo_ast *ast)
{
    for (const struct bo_binding *p = view->bindings; p != NULL; p = p->next) {
        if (strcmp(p->name, ast->text) == 0) {
            struct bo_val val = lifted(view, ast, p->val);
            if (p->is_let && val.shape == BO_S_ONE) {
                val.term = bo_term(view, BO_TERM_LET, ast, val.node, 1, &p->val.term);
                val.term->text = p->name;
            }
            return val;
        }
    }
    return from_entity(view, ast, ast->text, view->entity);
}

/* Paths */

static struct bo_val items_path(const struct bo_view *view, const struct bo_ast *ast, struct bo_val base)
{
    if (base.node != BO_NONE) {
        bo_formula_error(view, ast, "unknown-part", "'%s' is read of values, not of instances", ast->text);
        return bo_wrong();
    }
    struct bo_view item = *view;
    item.entity = base.entity;
    struct bo_val val = from_entity(&item, ast, ast->text, base.entity);
    if (val.shape == BO_S_ITEMS && val.outer == base.entity) { /* members.jobs */
        if (base.mask != BO_NONE) {
            uint32_t mask = bo_build_lift(&view->c->b, base.mask, val.entity);
            val.mask = val.mask == BO_NONE ? mask : bo_build_and(&view->c->b, val.mask, mask);
        }
        val.outer = base.outer;
        return val;
    }
    uint32_t node = bo_scalar(&item, ast, &val, "what is read of each item");
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    base.node = node;
    base.term = val.term;
    return base;
}

static struct bo_val range_part(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *range)
{
    static const char *const part[] = {"start", "end", "start included", "end included"};
    for (int i = 0; i < 4; i++) {
        uint32_t node = i % 2 == 0 ? range->node : range->node2;
        if (strcmp(part[i], ast->text) == 0 && (i >= 2 || node != BO_NONE)) {
            bool open = i == 2 ? range->open_low : range->open_high;
            node = i < 2 ? node : bo_build_bool(&view->c->b, view->entity, !open);
            return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 1, &(struct bo_term *){range->term}));
        }
    }
    bo_formula_error(view, ast, "unknown-part", "this range has no part '%s'", ast->text);
    return bo_wrong();
}

static struct bo_val path(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val base = bo_formula(view, ast->kid[0]);
    switch (base.shape) {
    case BO_S_RECURRING: {
        bool amount = strcmp(ast->text, "amount") == 0;
        if (!amount && strcmp(ast->text, "per") != 0) {
            bo_formula_error(view, ast, "unknown-part", "a recurring amount has .amount and .per, not '%s'", ast->text);
            return bo_wrong();
        }
        uint32_t node = amount ? base.node : base.node2;
        struct bo_term *term = bo_term(view, BO_TERM_NAME, ast, node, 0, NULL);
        if (base.term != NULL) {
            term->named = base.term->named;
            term->source = base.term->source;
        }
        return bo_one(view, node, term);
    }
    case BO_S_INSTANCE: {
        struct bo_val val = from_entity(view, ast, ast->text, base.entity);
        return lifted(view, ast, val);
    }
    case BO_S_ITEMS:
        return items_path(view, ast, base);
    case BO_S_ONE:
        return bo_date_part(view, ast, base);
    case BO_S_RANGE:
        return range_part(view, ast, &base);
    case BO_S_WRONG:
        return base;
    default:
        bo_formula_error(view, ast, "unknown-part", "%s has no part '%s'", bo_shape_name(base.shape), ast->text);
        return bo_wrong();
    }
}

/* Operators */

static uint32_t add_or_sub(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y)
{
    struct bo_builder *b = &view->c->b;
    uint32_t date = bo_date_sum(view, ast, x, y);
    if (date != BO_NONE) {
        return date;
    }
    bool plus = ast->op == BO_PLUS;
    enum bo_kind kx = bo_at(b, x)->kind, ky = bo_at(b, y)->kind;
    if (kx != ky || kx == BO_DATE || kx == BO_BOOLEAN || kx == BO_CODE) {
        bo_formula_error(view, ast, "type-mismatch", "%s cannot join a %s and a %s", plus ? "+" : "-", bo_kind_name(kx),
                         bo_kind_name(ky));
        return BO_FAILED;
    }
    return plus ? bo_build_add(b, x, y) : bo_build_sub(b, x, y);
}

/* x / y; BO_NONE when it must be rounded at once. In a rule nothing is divided by 0 in plain words; a constant
 * expression is known only when it is run. */
static uint32_t quotient(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y)
{
    struct bo_builder *b = &view->c->b;
    enum bo_kind kx = bo_at(b, x)->kind, ky = bo_at(b, y)->kind;
    bool zero = bo_is_const(b, y) && bo_at(b, y)->k == 0;
    if (!zero || (kx != ky && ky != BO_NUMBER) || kx == BO_DATE || kx == BO_BOOLEAN || kx == BO_CODE) {
        return bo_build_over(b, x, y);
    }
    if (b->set != NULL) {
        bo_formula_error(view, ast, "division-by-zero", "division by zero");
        return BO_FAILED;
    }
    return bo_build_fail(b, view->entity, kx == ky ? BO_NUMBER : kx, BO_UNIT_ANY,
                         bo_build_fault(b, "division-by-zero", "division by zero"));
}

static uint32_t power(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y)
{
    struct bo_builder *b = &view->c->b;
    const struct bo_node *ny = bo_at(b, y);
    if (bo_at(b, x)->kind != BO_NUMBER || ny->kind != BO_NUMBER) {
        bo_formula_error(view, ast, "type-mismatch", "** needs numbers, not a %s and a %s",
                         bo_kind_name(bo_at(b, x)->kind), bo_kind_name(ny->kind));
        return BO_FAILED;
    }
    if (!bo_is_const(b, y) || ny->den != 1 || ny->k < -20 || ny->k > 20) {
        bo_formula_error(view, ast, "power", "the exponent of ** must be a constant whole number from -20 to 20");
        return BO_FAILED;
    }
    uint32_t one = bo_build_const(b, view->entity, BO_NUMBER, 1, 1, BO_UNIT_ONE), result = one;
    bool below = ny->k < 0;
    for (bo_wide n = below ? -ny->k : ny->k; n > 0; n--) {
        result = bo_build_mul(b, result, x);
    }
    if (!below || result == BO_FAILED) {
        return result;
    }
    result = quotient(view, ast, one, result);
    if (result == BO_NONE) {
        bo_formula_error(view, ast, "power", "a power below 0 needs a constant or a param before **");
        return BO_FAILED;
    }
    return result;
}

/* A code literal compared with an input must be one of its options. */
static void check_code(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y)
{
    struct bo_builder *b = &view->c->b;
    for (int turn = 0; turn < 2; turn++) {
        uint32_t literal = turn == 0 ? x : y, other = turn == 0 ? y : x;
        while (bo_at(b, other)->op == BO_OP_LIFT) {
            other = bo_at(b, other)->arg[0];
        }
        if (bo_at(b, literal)->kind != BO_CODE || !bo_is_const(b, literal) || bo_at(b, other)->op != BO_OP_INPUT) {
            continue;
        }
        const struct bo_input_column *column = &view->c->program->columns.at[bo_at(b, other)->aux];
        const struct bo_input *input = column->input;
        const char *text = view->c->program->codes.texts.at[bo_at(b, literal)->k];
        if (input == NULL || column->is_per || input->table_id != NULL || input->options.n == 0) {
            continue;
        }
        const char **known = bo_alloc_array(&view->c->program->arena, input->options.n, sizeof *known);
        bool found = false;
        for (size_t i = 0; i < input->options.n; i++) {
            known[i] = input->options.at[i].value;
            found |= strcmp(known[i], text) == 0;
        }
        if (!found) {
            const char *near = bo_nearest(text, known, input->options.n);
            bo_formula_error(view, ast, "unknown-code", "\"%s\" is no option of %s%s%s%s", text, input->named.id,
                             near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        }
    }
}

uint32_t bo_equal(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *x, const struct bo_val *y)
{
    struct bo_builder *b = &view->c->b;
    if (x->shape == BO_S_LIST && y->shape == BO_S_LIST) {
        uint32_t same = bo_build_bool(b, view->entity, x->n == y->n);
        for (uint32_t i = 0; i < x->n && i < y->n; i++) {
            if (x->present[i] != BO_NONE || y->present[i] != BO_NONE) {
                bo_formula_error(view, ast, "type-mismatch", "a filtered list cannot be compared");
                return BO_FAILED;
            }
            same = bo_build_and(b, same, bo_equal(view, ast, &x->list[i], &y->list[i]));
        }
        return same;
    }
    if (x->shape == BO_S_RANGE && y->shape == BO_S_RANGE) {
        bool alike = x->open_low == y->open_low && x->open_high == y->open_high &&
                     (x->node == BO_NONE) == (y->node == BO_NONE) && (x->node2 == BO_NONE) == (y->node2 == BO_NONE);
        uint32_t same = bo_build_bool(b, view->entity, alike);
        for (int i = 0; i < 2 && alike; i++) {
            uint32_t p = i == 0 ? x->node : x->node2, q = i == 0 ? y->node : y->node2;
            same = p == BO_NONE ? same : bo_build_and(b, same, bo_build_compare(b, BO_OP_EQ, p, q));
        }
        return same;
    }
    uint32_t nx = bo_scalar(view, ast, x, "="), ny = bo_scalar(view, ast, y, "=");
    if (nx == BO_FAILED || ny == BO_FAILED) {
        return BO_FAILED;
    }
    bo_at_ast(view, ast);
    check_code(view, ast, nx, ny);
    return bo_build_compare(b, BO_OP_EQ, nx, ny);
}

static uint32_t compared(const struct bo_view *view, const struct bo_ast *ast, enum bo_ast_op op,
                         const struct bo_val *x, const struct bo_val *y)
{
    struct bo_builder *b = &view->c->b;
    if (op == BO_EQ || op == BO_NE) {
        uint32_t same = bo_equal(view, ast, x, y);
        return op == BO_EQ || same == BO_FAILED ? same : bo_build_not(b, same);
    }
    uint32_t nx = bo_scalar(view, ast, x, "a comparison"), ny = bo_scalar(view, ast, y, "a comparison");
    bo_at_ast(view, ast);
    switch (op) {
    case BO_LT:
        return bo_build_compare(b, BO_OP_LT, nx, ny);
    case BO_LE:
        return bo_build_compare(b, BO_OP_LE, nx, ny);
    case BO_GT:
        return bo_build_compare(b, BO_OP_LT, ny, nx);
    default:
        return bo_build_compare(b, BO_OP_LE, ny, nx);
    }
}

static struct bo_val binary(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val x = bo_formula(view, ast->kid[0]), y = bo_formula(view, ast->kid[1]);
    if (x.shape == BO_S_WRONG || y.shape == BO_S_WRONG) {
        return bo_wrong();
    }
    uint32_t node = BO_FAILED;
    if (ast->op >= BO_EQ && ast->op <= BO_GE) {
        node = compared(view, ast, ast->op, &x, &y);
    } else {
        uint32_t nx = bo_scalar(view, ast->kid[0], &x, "an operator"),
                 ny = bo_scalar(view, ast->kid[1], &y, "an operator");
        if (nx == BO_FAILED || ny == BO_FAILED) {
            return bo_wrong();
        }
        bo_at_ast(view, ast);
        switch (ast->op) {
        case BO_PLUS:
        case BO_MINUS:
            node = add_or_sub(view, ast, nx, ny);
            break;
        case BO_TIMES:
            node = bo_build_mul(b, nx, ny);
            break;
        case BO_OVER:
            node = quotient(view, ast, nx, ny);
            if (node == BO_NONE) {
                struct bo_term *kids[2] = {x.term, y.term};
                return (struct bo_val){.shape = BO_S_OVER,
                                       .node = nx,
                                       .node2 = ny,
                                       .term = bo_term(view, BO_TERM_OP, ast, BO_NONE, 2, kids)};
            }
            break;
        case BO_POWER:
            node = power(view, ast, nx, ny);
            break;
        case BO_AND:
            node = bo_build_and(b, nx, ny);
            break;
        default:
            node = bo_build_or(b, nx, ny);
            break;
        }
    }
    struct bo_term *kids[2] = {x.term, y.term};
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 2, kids));
}

static struct bo_val negated(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val x;
    uint32_t nx = bo_single(view, ast->kid[0], &x, "-");
    uint32_t node = bo_build_neg(&view->c->b, nx);
    if (x.term != NULL && x.term->kind == BO_TERM_CONST && node != BO_FAILED) {
        return bo_constant(view, ast, node);
    }
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 1, &x.term));
}

/* An alternative as a node; a `not calculated` takes the type of the other one. */
static uint32_t branch(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *val,
                       const struct bo_val *other)
{
    if (val->shape == BO_S_NEVER && other->shape == BO_S_ONE) {
        const struct bo_node *n = bo_at(&view->c->b, other->node);
        uint32_t fail = bo_build_fail(&view->c->b, view->entity, n->kind, n->unit, val->reason);
        return fail;
    }
    return bo_scalar(view, ast, val, "an alternative");
}

static struct bo_val choice(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val test, x, y;
    uint32_t t = bo_single(view, ast->kid[0], &test, "a condition");
    x = bo_formula(view, ast->kid[1]);
    y = bo_formula(view, ast->kid[2]);
    if (t == BO_FAILED || x.shape == BO_S_WRONG || y.shape == BO_S_WRONG) {
        return bo_wrong();
    }
    if (x.shape == BO_S_NEVER && y.shape == BO_S_NEVER) {
        return x;
    }
    if (x.shape == BO_S_LIST && y.shape == BO_S_LIST && bo_is_const(&view->c->b, t) &&
        bo_at(&view->c->b, t)->kind == BO_BOOLEAN) {
        return bo_at(&view->c->b, t)->k != 0 ? x : y;
    }
    uint32_t nx = branch(view, ast->kid[1], &x, &y), ny = branch(view, ast->kid[2], &y, &x);
    bo_at_ast(view, ast);
    uint32_t node = bo_build_select(&view->c->b, t, nx, ny);
    struct bo_term *kids[3] = {test.term, x.term, y.term};
    for (int i = 1; i < 3; i++) {
        if (kids[i] == NULL) {
            kids[i] = bo_term(view, BO_TERM_CONST, ast->kid[i], i == 1 ? nx : ny, 0, NULL);
        }
    }
    return bo_one(view, node, bo_term(view, BO_TERM_IF, ast, node, 3, kids));
}

/* Whether x lies in a range; an end that is BO_NONE is open to all. */
static uint32_t within(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *x,
                       const struct bo_val *range)
{
    struct bo_val low = bo_one(view, range->node, NULL), high = bo_one(view, range->node2, NULL);
    uint32_t both = bo_build_bool(&view->c->b, view->entity, true);
    if (range->node != BO_NONE) {
        both = compared(view, ast, range->open_low ? BO_GT : BO_GE, x, &low);
    }
    if (range->node2 != BO_NONE) {
        both = bo_build_and(&view->c->b, both, compared(view, ast, range->open_high ? BO_LT : BO_LE, x, &high));
    }
    return both;
}

static struct bo_val between(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val x = bo_formula(view, ast->kid[0]), low, high;
    uint32_t a = bo_single(view, ast->kid[1], &low, "between"), z = bo_single(view, ast->kid[2], &high, "between");
    struct bo_val range = {.shape = BO_S_RANGE, .node = a, .node2 = z};
    uint32_t node = a == BO_FAILED || z == BO_FAILED ? BO_FAILED : within(view, ast, &x, &range);
    struct bo_term *kids[3] = {x.term, low.term, high.term};
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 3, kids));
}

/* Whether x meets one of the things after "in". */
static uint32_t meets(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *x,
                      const struct bo_val *test)
{
    struct bo_builder *b = &view->c->b;
    if (test->shape == BO_S_RANGE) {
        return within(view, ast, x, test);
    }
    if (test->shape == BO_S_LIST && !(x->shape == BO_S_LIST && (test->n == 0 || test->list[0].shape != BO_S_LIST))) {
        uint32_t any = bo_build_bool(b, view->entity, false);
        for (uint32_t i = 0; i < test->n; i++) {
            uint32_t hit =
                x->shape == BO_S_LIST ? bo_equal(view, ast, x, &test->list[i]) : meets(view, ast, x, &test->list[i]);
            if (hit == BO_FAILED) {
                return hit;
            }
            if (test->present[i] != BO_NONE) {
                hit = bo_build_and(b, test->present[i], hit);
            }
            any = bo_build_or(b, any, hit);
        }
        return any;
    }
    return bo_equal(view, ast, x, test);
}

static struct bo_val in(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val x = bo_formula(view, ast->kid[0]);
    if (x.shape == BO_S_WRONG) {
        return x;
    }
    struct bo_term **kids = bo_alloc_array(&view->c->program->arena, ast->n, sizeof *kids);
    uint32_t n = 0, any = bo_build_bool(b, view->entity, false);
    kids[n++] = x.term;
    for (uint32_t i = 1; i < ast->n; i++) {
        const struct bo_ast *kid = ast->kid[i];
        struct bo_val test = bo_formula(view, kid->kind == BO_AST_COMPARE ? kid->kid[0] : kid);
        if (test.shape == BO_S_WRONG) {
            return test;
        }
        if (test.term != NULL) {
            kids[n++] = test.term;
        }
        uint32_t hit =
            kid->kind == BO_AST_COMPARE ? compared(view, kid, kid->op, &x, &test) : meets(view, kid, &x, &test);
        if (hit == BO_FAILED) {
            return bo_wrong();
        }
        any = bo_build_or(b, any, hit);
    }
    return bo_one(view, any, bo_term(view, BO_TERM_OP, ast, any, n, kids));
}

static struct bo_val range(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val low, high;
    uint32_t a = bo_single(view, ast->kid[0], &low, "a range"), z = bo_single(view, ast->kid[1], &high, "a range");
    if (a == BO_FAILED || z == BO_FAILED) {
        return bo_wrong();
    }
    if (bo_at(&view->c->b, a)->kind != bo_at(&view->c->b, z)->kind) {
        bo_formula_error(view, ast, "type-mismatch", "a range from a %s to a %s",
                         bo_kind_name(bo_at(&view->c->b, a)->kind), bo_kind_name(bo_at(&view->c->b, z)->kind));
        return bo_wrong();
    }
    struct bo_term *kids[2] = {low.term, high.term};
    return (struct bo_val){.shape = BO_S_RANGE,
                           .node = a,
                           .node2 = z,
                           .open_low = ast->open_low,
                           .open_high = ast->open_high,
                           .term = bo_term(view, BO_TERM_OP, ast, BO_NONE, 2, kids)};
}

/* "< 5" in brackets or a list: a range with one end. */
static struct bo_val half_range(const struct bo_view *view, const struct bo_ast *ast)
{
    if (ast->op == BO_EQ || ast->op == BO_NE) {
        bo_formula_error(view, ast, "misplaced", "a test with = or != stands after 'in'");
        return bo_wrong();
    }
    struct bo_val end;
    uint32_t node = bo_single(view, ast->kid[0], &end, "a range");
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    bool high = ast->op == BO_LT || ast->op == BO_LE;
    return (struct bo_val){.shape = BO_S_RANGE,
                           .node = high ? BO_NONE : node,
                           .node2 = high ? node : BO_NONE,
                           .open_low = high || ast->op == BO_GT,
                           .open_high = !high || ast->op == BO_LT,
                           .term = bo_term(view, BO_TERM_OP, ast, BO_NONE, 1, &end.term)};
}

struct bo_val bo_formula(const struct bo_view *view, const struct bo_ast *ast)
{
    bo_at_ast(view, ast);
    if (view->c->steps++ >= BO_STEPS_MAX) {
        if (view->c->steps == BO_STEPS_MAX + 1) {
            bo_formula_error(view, ast, "too-long", "lists and functions in these formulas unroll to too much");
        }
        return bo_wrong();
    }
    switch (ast->kind) {
    case BO_AST_NUMBER:
        return number(view, ast);
    case BO_AST_STRING:
        return bo_constant(view, ast, bo_build_code(&view->c->b, view->entity, ast->text));
    case BO_AST_TRUE:
    case BO_AST_FALSE:
        return bo_constant(view, ast, bo_build_bool(&view->c->b, view->entity, ast->kind == BO_AST_TRUE));
    case BO_AST_AT:
        return at_literal(view, ast);
    case BO_AST_NAME:
        return name(view, ast);
    case BO_AST_PATH:
        return path(view, ast);
    case BO_AST_CALL:
        return bo_call(view, ast);
    case BO_AST_NEG:
        return negated(view, ast);
    case BO_AST_BINARY:
        return binary(view, ast);
    case BO_AST_IF:
        return choice(view, ast);
    case BO_AST_BETWEEN:
        return between(view, ast);
    case BO_AST_IN:
        return in(view, ast);
    case BO_AST_RANGE:
        return range(view, ast);
    case BO_AST_LIST:
        return bo_list(view, ast);
    case BO_AST_FILTER:
        return bo_filter(view, ast);
    case BO_AST_FOR:
    case BO_AST_SOME:
    case BO_AST_EVERY:
        return bo_loop(view, ast);
    case BO_AST_COMPARE:
        return half_range(view, ast);
    case BO_AST_SPAN:
        break;
    }
    bo_formula_error(view, ast, "misplaced", "this cannot stand here");
    return bo_wrong();
}
