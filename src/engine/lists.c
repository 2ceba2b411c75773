/* Lists: written out, filtered, and gone through with for, some and every. */
#include "engine/formula.h"

struct bo_val bo_new_list(const struct bo_view *view, uint32_t n)
{
    struct bo_val val = {.shape = BO_S_LIST, .n = n};
    val.list = bo_alloc_array(&view->c->program->arena, n + 1, sizeof *val.list);
    val.present = bo_alloc_array(&view->c->program->arena, n + 1, sizeof *val.present);
    for (uint32_t i = 0; i < n; i++) {
        val.present[i] = BO_NONE;
    }
    return val;
}

struct bo_val bo_list(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val val = bo_new_list(view, ast->n);
    struct bo_term **kids = bo_alloc_array(&view->c->program->arena, ast->n + 1, sizeof *kids);
    uint32_t n = 0;
    for (uint32_t i = 0; i < ast->n; i++) {
        val.list[i] = bo_formula(view, ast->kid[i]);
        if (val.list[i].shape == BO_S_WRONG) {
            return bo_wrong();
        }
        if (val.list[i].shape == BO_S_ONE && val.list[0].shape == BO_S_ONE &&
            bo_at(&view->c->b, val.list[i].node)->kind != bo_at(&view->c->b, val.list[0].node)->kind) {
            bo_formula_error(view, ast->kid[i], "type-mismatch", "a list of one type: not a %s beside a %s",
                             bo_kind_name(bo_at(&view->c->b, val.list[i].node)->kind),
                             bo_kind_name(bo_at(&view->c->b, val.list[0].node)->kind));
            return bo_wrong();
        }
        if (val.list[i].term != NULL) {
            kids[n++] = val.list[i].term;
        }
    }
    val.term = bo_term(view, BO_TERM_OP, ast, BO_NONE, n, kids);
    return val;
}

static struct bo_view inside(const struct bo_view *view, const struct bo_val *items, const char *item_name,
                             struct bo_binding *binding)
{
    *binding = (struct bo_binding){.next = view->bindings, .name = item_name};
    struct bo_view item = *view;
    item.bindings = binding;
    item.entity = items->entity;
    if (items->node == BO_NONE) {
        binding->val = (struct bo_val){.shape = BO_S_INSTANCE, .entity = items->entity};
    } else {
        binding->val = (struct bo_val){.shape = BO_S_ONE, .node = items->node, .term = items->term};
    }
    return item;
}

static struct bo_val filter_items(const struct bo_view *view, const struct bo_ast *ast, struct bo_val base)
{
    struct bo_binding binding;
    struct bo_view item = inside(view, &base, "item", &binding);
    struct bo_val test;
    uint32_t node = bo_single(&item, ast->kid[1], &test, "a condition");
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    if (bo_at(&view->c->b, node)->kind != BO_BOOLEAN) {
        bo_formula_error(view, ast->kid[1], "type-mismatch",
                         "a list of instances is filtered by a condition, not a %s; for the first write [position = 1]",
                         bo_kind_name(bo_at(&view->c->b, node)->kind));
        return bo_wrong();
    }
    base.mask = base.mask == BO_NONE ? node : bo_build_and(&view->c->b, base.mask, node);
    struct bo_term *kids[1] = {test.term};
    struct bo_term *mask = bo_term(&item, BO_TERM_OP, ast, node, 1, kids);
    base.mask_term = mask;
    return base;
}

/* The elements for which the condition holds; one of which that is known here stays or goes at once. */
static struct bo_val filter_list(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *base)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val result = bo_new_list(view, base->n);
    result.term = base->term;
    result.n = 0;
    for (uint32_t i = 0; i < base->n; i++) {
        struct bo_binding binding = {.next = view->bindings, .name = "item", .val = base->list[i]};
        struct bo_view item = *view;
        item.bindings = &binding;
        struct bo_val test;
        uint32_t node = bo_single(&item, ast->kid[1], &test, "a condition");
        if (node == BO_FAILED) {
            return bo_wrong();
        }
        if (bo_at(b, node)->kind != BO_BOOLEAN) {
            bo_formula_error(view, ast->kid[1], "type-mismatch",
                             "a list is filtered by a condition or a constant whole number");
            return bo_wrong();
        }
        node = base->present[i] == BO_NONE ? node : bo_build_and(b, base->present[i], node);
        bool sure = bo_is_const(b, node);
        if (!sure || bo_at(b, node)->k != 0) {
            result.present[result.n] = sure ? BO_NONE : node;
            result.list[result.n++] = base->list[i];
        }
    }
    return result;
}

/* Whether a formula reads a name: then it may be different for each element. */
static bool reads_name(const struct bo_ast *ast)
{
    bool reads = ast->kind == BO_AST_NAME;
    for (uint32_t i = 0; i < ast->n && !reads; i++) {
        reads = reads_name(ast->kid[i]);
    }
    return reads;
}

/* list[2], list[-1]. */
static struct bo_val element(const struct bo_view *view, const struct bo_ast *index, const struct bo_val *base,
                             const struct bo_node *place)
{
    bo_wide k = place->k < 0 ? (bo_wide)base->n + place->k : place->k - 1;
    if (place->den != 1 || place->k == 0 || k < 0 || k >= base->n) {
        bo_formula_error(view, index, "index", "the list has %u elements; there is no such one", base->n);
        return bo_wrong();
    }
    for (uint32_t i = 0; i < base->n; i++) {
        if (base->present[i] != BO_NONE) {
            bo_formula_error(view, index, "type-mismatch", "which element this is depends on the filter before it");
            return bo_wrong();
        }
    }
    return base->list[k];
}

struct bo_val bo_filter(const struct bo_view *view, const struct bo_ast *ast)
{
    struct bo_val base = bo_formula(view, ast->kid[0]);
    if (base.shape == BO_S_ITEMS) {
        return filter_items(view, ast, base);
    }
    if (base.shape != BO_S_LIST) {
        if (base.shape != BO_S_WRONG) {
            bo_formula_error(view, ast, "type-mismatch", "[ ] needs a list before it, not %s",
                             bo_shape_name(base.shape));
        }
        return bo_wrong();
    }
    const struct bo_ast *index = ast->kid[1];
    if (!reads_name(index)) {
        struct bo_val place;
        uint32_t node = bo_single(view, index, &place, "an index");
        if (node == BO_FAILED) {
            return bo_wrong();
        }
        const struct bo_node *n = bo_at(&view->c->b, node);
        if (n->kind == BO_NUMBER && n->op == BO_OP_CONST) {
            return element(view, index, &base, n);
        }
    }
    return filter_list(view, ast, &base);
}

/* for, some, every */

enum loop { LOOP_FOR, LOOP_SOME, LOOP_EVERY };

/* The whole numbers or days from one to another as a list, downwards too where `down`. */
static bool counted(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *range, bool down,
                    struct bo_val *out)
{
    struct bo_builder *b = &view->c->b;
    if (range->node == BO_NONE || range->node2 == BO_NONE) {
        bo_formula_error(view, ast, "type-mismatch", "for over a range needs both its ends");
        return false;
    }
    const struct bo_node *low = bo_at(b, range->node), *high = bo_at(b, range->node2);
    enum bo_kind kind = low->kind;
    if (kind != high->kind || (kind != BO_NUMBER && kind != BO_DATE) || low->op != BO_OP_CONST ||
        high->op != BO_OP_CONST || low->den != 1 || high->den != 1) {
        bo_formula_error(view, ast, "type-mismatch", "for runs from one constant whole number or day to another");
        return false;
    }
    bo_wide step = low->k <= high->k ? 1 : -1, n = (high->k - low->k) * step + 1;
    if (step < 0 && !down) {
        bo_formula_error(view, ast, "index", "this range ends before it starts");
        return false;
    }
    bo_wide first = low->k + range->open_low;
    n -= range->open_low + range->open_high;
    if (n > 1000) {
        bo_formula_error(view, ast, "list-too-long", "for over more than 1000 elements");
        return false;
    }
    *out = bo_new_list(view, n > 0 ? (uint32_t)n : 0);
    for (uint32_t i = 0; i < out->n; i++) {
        uint32_t node = bo_build_const(b, view->entity, kind, first + step * (bo_wide)i, 1, BO_UNIT_ONE);
        out->list[i] = bo_constant(view, ast, node);
    }
    return true;
}

/* What an iterator goes through: a list, a range, or from a to b. `read` is its value where it was read before. */
static bool iterated(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *read,
                     struct bo_val *out)
{
    if (ast->kind == BO_AST_SPAN) {
        struct bo_val end[2];
        uint32_t low = bo_single(view, ast->kid[0], &end[0], "a range of for");
        uint32_t high = bo_single(view, ast->kid[1], &end[1], "a range of for");
        struct bo_val range = {.shape = BO_S_RANGE, .node = low, .node2 = high};
        return low != BO_FAILED && high != BO_FAILED && counted(view, ast, &range, true, out);
    }
    *out = read != NULL ? *read : bo_formula(view, ast);
    if (out->shape == BO_S_RANGE) {
        struct bo_val range = *out;
        return counted(view, ast, &range, false, out);
    }
    if (out->shape != BO_S_LIST && out->shape != BO_S_WRONG) {
        bo_formula_error(view, ast, "type-mismatch", "this needs a list, not %s", bo_shape_name(out->shape));
    }
    return out->shape == BO_S_LIST;
}

struct gathered {
    BO_VEC(struct bo_val) vals;
    BO_VEC(uint32_t) present;
};

/* The body for every combination of the iterators from i on, elements in order. first: what the first one's list is
 * known to be, or NULL. */
static bool unroll(const struct bo_view *view, const struct bo_ast *ast, uint32_t i, const struct bo_val *first,
                   uint32_t present, struct gathered *out)
{
    struct bo_arena *arena = &view->c->program->arena;
    if (i + 1 == ast->n) {
        struct bo_val val = bo_formula(view, ast->kid[i]);
        if (val.shape == BO_S_WRONG) {
            return false;
        }
        BO_PUSH(arena, &out->vals, val);
        BO_PUSH(arena, &out->present, present);
        return true;
    }
    struct bo_val source;
    if (!iterated(view, ast->kid[i], first, &source)) {
        return false;
    }
    for (uint32_t k = 0; k < source.n; k++) {
        if (source.list[k].shape == BO_S_RANGE) {
            bo_formula_error(view, ast->kid[i], "type-mismatch",
                             "for runs over a list or from a to b, not over a range in a list");
            return false;
        }
        struct bo_binding binding = {.next = view->bindings, .name = ast->names[i], .val = source.list[k]};
        struct bo_view item = *view;
        item.bindings = &binding;
        uint32_t here = source.present[k];
        uint32_t both = here == BO_NONE      ? present
                        : present == BO_NONE ? here
                                             : bo_build_and(&view->c->b, present, here);
        if (!unroll(&item, ast, i + 1, NULL, both, out)) {
            return false;
        }
    }
    return true;
}

static struct bo_val loop_items(const struct bo_view *view, const struct bo_ast *ast, struct bo_val items,
                                enum loop loop)
{
    struct bo_builder *b = &view->c->b;
    if (ast->n != 2) {
        bo_formula_error(view, ast, "nested-list",
                         "one list of instances at a time; put the inner one into a rule of its own");
        return bo_wrong();
    }
    struct bo_binding binding;
    struct bo_view item = inside(view, &items, ast->names[0], &binding);
    struct bo_val body;
    uint32_t node = bo_single(&item, ast->kid[1], &body, "what is said of each item");
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    struct bo_term *mask = items.mask_term, *kids[2] = {body.term, mask};
    if (loop == LOOP_FOR) {
        items.node = node;
        items.term = body.term;
        return items;
    }
    uint32_t answer =
        bo_build_items(b, loop == LOOP_SOME ? BO_OP_ANY : BO_OP_EVERY, items.outer, items.entity, node, items.mask);
    answer = bo_build_lift(b, answer, view->entity);
    struct bo_term *term = bo_term(view, BO_TERM_ITEMS, ast, answer, mask != NULL ? 2 : 1, kids);
    term->item_entity = (uint16_t)items.entity;
    return bo_one(view, answer, term);
}

struct bo_val bo_loop(const struct bo_view *view, const struct bo_ast *ast)
{
    enum loop kind = ast->kind == BO_AST_FOR ? LOOP_FOR : ast->kind == BO_AST_SOME ? LOOP_SOME : LOOP_EVERY;
    struct bo_builder *b = &view->c->b;
    struct bo_val first = {.shape = BO_S_WRONG};
    bool is_span = ast->kid[0]->kind == BO_AST_SPAN;
    if (!is_span) {
        first = bo_formula(view, ast->kid[0]);
        if (first.shape == BO_S_ITEMS) {
            return loop_items(view, ast, first, kind);
        }
        if (first.shape == BO_S_WRONG) {
            return first;
        }
    }
    struct gathered all = {0};
    if (!unroll(view, ast, 0, is_span ? NULL : &first, BO_NONE, &all)) {
        return bo_wrong();
    }
    struct bo_val result = bo_new_list(view, (uint32_t)all.vals.n);
    uint32_t answer = bo_build_bool(b, view->entity, kind == LOOP_EVERY);
    for (uint32_t i = 0; i < result.n; i++) {
        result.list[i] = all.vals.at[i];
        result.present[i] = all.present.at[i];
        if (kind == LOOP_FOR) {
            continue;
        }
        uint32_t node = bo_scalar(view, ast, &result.list[i], "a condition");
        if (result.present[i] != BO_NONE && node != BO_FAILED) {
            node = kind == LOOP_SOME ? bo_build_and(b, result.present[i], node)
                                     : bo_build_or(b, bo_build_not(b, result.present[i]), node);
        }
        answer = kind == LOOP_SOME ? bo_build_or(b, answer, node) : bo_build_and(b, answer, node);
    }
    if (kind == LOOP_FOR) {
        result.term = bo_term(view, BO_TERM_OP, ast, BO_NONE, 0, NULL);
        return result;
    }
    return bo_one(view, answer, bo_term(view, BO_TERM_OP, ast, answer, 0, NULL));
}
