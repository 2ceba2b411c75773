/* Lists: written out, filtered, and gone through with for, some and every. */
#include "engine/formula.h"

static struct bo_val new_list(const struct bo_view *view, uint32_t n)
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
    struct bo_val val = new_list(view, ast->n);
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

static struct bo_val filter_list(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *base)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val result = new_list(view, base->n);
    result.term = base->term;
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
            bo_formula_error(view, ast->kid[1], "type-mismatch", "a list is filtered by a condition or a whole number");
            return bo_wrong();
        }
        result.list[i] = base->list[i];
        result.present[i] = base->present[i] == BO_NONE ? node : bo_build_and(b, base->present[i], node);
    }
    return result;
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
    if (index->kind == BO_AST_NUMBER || (index->kind == BO_AST_NEG && index->kid[0]->kind == BO_AST_NUMBER)) {
        struct bo_val place;
        uint32_t node = bo_single(view, index, &place, "an index");
        if (node == BO_FAILED) {
            return bo_wrong();
        }
        const struct bo_node *n = bo_at(&view->c->b, node);
        bo_wide k = n->k < 0 ? (bo_wide)base.n + n->k : n->k - 1;
        if (n->den != 1 || n->k == 0 || k < 0 || k >= base.n) {
            bo_formula_error(view, index, "index", "the list has %u elements; there is no such one", base.n);
            return bo_wrong();
        }
        return base.list[k];
    }
    return filter_list(view, ast, &base);
}

/* for, some, every */

enum loop { LOOP_FOR, LOOP_SOME, LOOP_EVERY };

static bool span(const struct bo_view *view, const struct bo_ast *ast, struct bo_val *out)
{
    bo_wide end[2];
    for (int i = 0; i < 2; i++) {
        struct bo_val val;
        uint32_t node = bo_single(view, ast->kid[i], &val, "a range of for");
        if (node == BO_FAILED) {
            return false;
        }
        const struct bo_node *n = bo_at(&view->c->b, node);
        if (n->kind != BO_NUMBER || n->op != BO_OP_CONST || n->den != 1) {
            bo_formula_error(view, ast->kid[i], "type-mismatch", "for runs from one constant whole number to another");
            return false;
        }
        end[i] = n->k;
    }
    bo_wide step = end[0] <= end[1] ? 1 : -1, n = (end[1] - end[0]) * step + 1;
    if (n > 1000) {
        bo_formula_error(view, ast, "list-too-long", "for over more than 1000 numbers");
        return false;
    }
    *out = new_list(view, (uint32_t)n);
    for (uint32_t i = 0; i < out->n; i++) {
        uint32_t node =
            bo_build_const(&view->c->b, view->entity, BO_NUMBER, end[0] + step * (bo_wide)i, 1, BO_UNIT_ONE);
        out->list[i] = bo_constant(view, ast, node);
    }
    return true;
}

struct gathered {
    BO_VEC(struct bo_val) vals;
    BO_VEC(uint32_t) present;
};

/* The body for every combination of the iterators from i on, elements in order. */
static bool unroll(const struct bo_view *view, const struct bo_ast *ast, uint32_t i, uint32_t present,
                   struct gathered *out)
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
    if (ast->kid[i]->kind == BO_AST_SPAN) {
        if (!span(view, ast->kid[i], &source)) {
            return false;
        }
    } else {
        source = bo_formula(view, ast->kid[i]);
    }
    if (source.shape != BO_S_LIST) {
        if (source.shape != BO_S_WRONG) {
            bo_formula_error(view, ast->kid[i], "type-mismatch", "this needs a list, not %s",
                             bo_shape_name(source.shape));
        }
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
        if (!unroll(&item, ast, i + 1, both, out)) {
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
    if (ast->kid[0]->kind != BO_AST_SPAN) {
        struct bo_val first = bo_formula(view, ast->kid[0]);
        if (first.shape == BO_S_ITEMS) {
            return loop_items(view, ast, first, kind);
        }
        if (first.shape == BO_S_WRONG) {
            return first;
        }
    }
    struct gathered all = {0};
    if (!unroll(view, ast, 0, BO_NONE, &all)) {
        return bo_wrong();
    }
    struct bo_val result = new_list(view, (uint32_t)all.vals.n);
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
