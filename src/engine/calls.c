/* Built-in functions, functions of the rule set, tables and scales, called in a formula. */
#include "engine/formula.h"

#include <string.h>

enum builtin {
    B_ROUND, /* the rounding functions; how in `mode` */
    B_ABS,
    B_EVEN,
    B_ODD,
    B_MODULO,
    B_MIN,
    B_MAX,
    B_SUM,
    B_COUNT,
    B_PRODUCT,
    B_MEAN,
    B_MEDIAN,
    B_MODE,
    B_ALL,
    B_ANY,
    B_NOT,
    B_DATE,
    B_DURATION,
    B_MONTHS_BETWEEN,
    B_DAY_OF_YEAR,
    B_WEEK_OF_YEAR,
    B_DAY_OF_WEEK,
    B_MONTH_OF_YEAR,
    B_KNOWN,
    B_PROVIDED,
    B_PREVIOUS,
    B_QUANTITY,
    B_NOT_CALCULATED
};

enum { ANY_NUMBER = 1000 };

static const struct {
    const char *name;
    enum builtin what;
    unsigned min, max;
    const char *argument[3];
    enum bo_rounding mode;
} builtins[] = {
    {"round up", B_ROUND, 2, 2, {"n", "scale"}, BO_UP},
    {"round down", B_ROUND, 2, 2, {"n", "scale"}, BO_DOWN},
    {"round half up", B_ROUND, 2, 2, {"n", "scale"}, BO_HALF_UP},
    {"round half down", B_ROUND, 2, 2, {"n", "scale"}, BO_HALF_DOWN},
    {"decimal", B_ROUND, 2, 2, {"n", "scale"}, BO_HALF_EVEN},
    {"floor", B_ROUND, 1, 2, {"n", "scale"}, BO_FLOOR},
    {"ceiling", B_ROUND, 1, 2, {"n", "scale"}, BO_CEILING},
    {"abs", B_ABS, 1, 1, {"n"}, 0},
    {"even", B_EVEN, 1, 1, {"number"}, 0},
    {"odd", B_ODD, 1, 1, {"number"}, 0},
    {"modulo", B_MODULO, 2, 2, {"dividend", "divisor"}, 0},
    {"min", B_MIN, 1, ANY_NUMBER, {"list"}, 0},
    {"max", B_MAX, 1, ANY_NUMBER, {"list"}, 0},
    {"sum", B_SUM, 1, ANY_NUMBER, {"list"}, 0},
    {"count", B_COUNT, 1, 1, {"list"}, 0},
    {"product", B_PRODUCT, 1, ANY_NUMBER, {"list"}, 0},
    {"mean", B_MEAN, 1, ANY_NUMBER, {"list"}, 0},
    {"median", B_MEDIAN, 1, ANY_NUMBER, {"list"}, 0},
    {"mode", B_MODE, 1, ANY_NUMBER, {"list"}, 0},
    {"all", B_ALL, 1, ANY_NUMBER, {"list"}, 0},
    {"any", B_ANY, 1, ANY_NUMBER, {"list"}, 0},
    {"not", B_NOT, 1, 1, {"negand"}, 0},
    {"date", B_DATE, 1, 3, {"from"}, 0},
    {"duration", B_DURATION, 1, 1, {"from"}, 0},
    {"years and months duration", B_MONTHS_BETWEEN, 2, 2, {"from", "to"}, 0},
    {"day of year", B_DAY_OF_YEAR, 1, 1, {"date"}, 0},
    {"week of year", B_WEEK_OF_YEAR, 1, 1, {"date"}, 0},
    {"day of week", B_DAY_OF_WEEK, 1, 1, {"date"}, 0},
    {"month of year", B_MONTH_OF_YEAR, 1, 1, {"date"}, 0},
    {"known", B_KNOWN, 1, 1, {"value"}, 0},
    {"provided", B_PROVIDED, 1, 1, {"input"}, 0},
    {"previous", B_PREVIOUS, 1, 1, {"rule"}, 0},
    {"quantity", B_QUANTITY, 2, 2, {"n", "unit"}, 0},
    {"not calculated", B_NOT_CALCULATED, 1, 1, {"reason"}, 0},
};

/* The arguments in the function's order; false after a message. */
static bool arguments(const struct bo_view *view, const struct bo_ast *ast, size_t which, const struct bo_ast **arg)
{
    const char *const *name = builtins[which].argument;
    static const char *const by_parts[3] = {"year", "month", "day"};
    if (builtins[which].what == B_DATE && ast->n == 3) {
        name = by_parts;
    }
    for (uint32_t i = 0; i < 3; i++) {
        arg[i] = NULL;
    }
    for (uint32_t i = 0; i < ast->n && i < 3; i++) {
        uint32_t place = i;
        if (ast->names != NULL && ast->names[i] != NULL) {
            for (place = 0; place < 3 && (name[place] == NULL || strcmp(name[place], ast->names[i]) != 0); place++) {
            }
        }
        if (place == 3 || arg[place] != NULL) {
            bo_formula_error(view, ast, "bad-arguments", "%s has no argument '%s' here", ast->text, ast->names[i]);
            return false;
        }
        arg[place] = ast->kid[i];
    }
    bool enough = ast->n >= builtins[which].min && ast->n <= builtins[which].max;
    if (builtins[which].what == B_DATE) {
        enough = ast->n == 1 || ast->n == 3;
    }
    for (uint32_t i = 0; enough && i < builtins[which].min && i < 3; i++) {
        enough = arg[i] != NULL;
    }
    if (!enough) {
        bo_formula_error(view, ast, "bad-arguments", "%s takes %u%s argument%s", ast->text, builtins[which].min,
                         builtins[which].max > builtins[which].min ? " or more" : "",
                         builtins[which].max == 1 ? "" : "s");
    }
    return enough;
}

static uint32_t argument(const struct bo_view *view, const struct bo_ast *call, const struct bo_ast *ast,
                         struct bo_val *val)
{
    *val = bo_formula(view, ast);
    uint32_t node = bo_scalar(view, ast, val, call->text);
    bo_at_ast(view, ast);
    return node;
}

static bool whole_constant(const struct bo_view *view, const struct bo_ast *ast, int *value)
{
    struct bo_val val = bo_formula(view, ast);
    uint32_t node = bo_scalar(view, ast, &val, "the number of decimals");
    if (node == BO_FAILED) {
        return false;
    }
    const struct bo_node *n = bo_at(&view->c->b, node);
    if (n->kind != BO_NUMBER || n->op != BO_OP_CONST) {
        bo_formula_error(view, ast, "type-mismatch", "the number of decimals must be a constant number, not a %s",
                         bo_kind_name(n->kind));
        return false;
    }
    bo_wide whole = bo_wide_div(n->k, n->den, BO_DOWN);
    if (whole < -18 || whole > 18) {
        bo_formula_error(view, ast, "places", "the number of decimals must be from -18 to 18");
        return false;
    }
    *value = (int)whole;
    return true;
}

static struct bo_val rounded(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *const *arg,
                             enum bo_rounding mode)
{
    struct bo_val val = bo_formula(view, arg[0]);
    int places = 0;
    if (val.shape == BO_S_WRONG || (arg[1] != NULL && !whole_constant(view, arg[1], &places))) {
        return bo_wrong();
    }
    uint32_t node;
    if (val.shape == BO_S_OVER) {
        bo_at_ast(view, ast);
        node = bo_build_round_over(&view->c->b, val.node, val.node2, places, mode);
    } else {
        uint32_t x = bo_scalar(view, arg[0], &val, ast->text);
        bo_at_ast(view, ast);
        node = bo_build_round(&view->c->b, x, places, mode);
    }
    struct bo_term *term = bo_term(view, BO_TERM_ROUND, ast, node, 1, &val.term);
    term->mode = mode;
    term->places = places;
    return bo_one(view, node, term);
}

/* What the list functions work on: the arguments, or the one list among them. */
static struct bo_val operands(const struct bo_view *view, const struct bo_ast *ast)
{
    if (ast->n == 1) {
        struct bo_val val = bo_formula(view, ast->kid[0]);
        if (val.shape == BO_S_LIST || val.shape == BO_S_ITEMS || val.shape == BO_S_WRONG) {
            return val;
        }
    }
    struct bo_arena *arena = &view->c->program->arena;
    struct bo_val val = {.shape = BO_S_LIST, .n = ast->n};
    val.list = bo_alloc_array(arena, ast->n + 1, sizeof *val.list);
    val.present = bo_alloc_array(arena, ast->n + 1, sizeof *val.present);
    struct bo_term **kids = bo_alloc_array(arena, ast->n + 1, sizeof *kids);
    for (uint32_t i = 0; i < ast->n; i++) {
        uint32_t node = argument(view, ast, ast->kid[i], &val.list[i]);
        if (node == BO_FAILED) {
            return bo_wrong();
        }
        val.list[i] = bo_one(view, node, val.list[i].term);
        kids[i] =
            val.list[i].term != NULL ? val.list[i].term : bo_term(view, BO_TERM_CONST, ast->kid[i], node, 0, NULL);
        val.present[i] = BO_NONE;
    }
    val.term = bo_term(view, BO_TERM_OP, ast, BO_NONE, ast->n, kids);
    return val;
}

static struct bo_val over_items(const struct bo_view *view, const struct bo_ast *ast, enum builtin what,
                                struct bo_val items)
{
    struct bo_builder *b = &view->c->b;
    static const struct {
        enum builtin what;
        enum bo_opcode op;
    } form[] = {{B_SUM, BO_OP_SUM},      {B_COUNT, BO_OP_SUM}, {B_MIN, BO_OP_LEAST},
                {B_MAX, BO_OP_GREATEST}, {B_ANY, BO_OP_ANY},   {B_ALL, BO_OP_EVERY}};
    enum bo_opcode op = BO_OP_COUNT;
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        op = form[i].what == what ? form[i].op : op;
    }
    uint32_t value = items.node;
    if (what == B_COUNT) {
        value = bo_build_const(b, items.entity, BO_NUMBER, 1, 1, BO_UNIT_ONE);
        items.term = NULL;
    }
    if (op == BO_OP_COUNT || value == BO_NONE) {
        bo_formula_error(view, ast, "type-mismatch",
                         op == BO_OP_COUNT ? "%s does not work on instances"
                                           : "%s of instances: of what? write %s(list.name)",
                         ast->text, ast->text);
        return bo_wrong();
    }
    enum bo_kind kind = bo_at(b, value)->kind;
    if ((what == B_SUM && kind != BO_NUMBER && kind != BO_DAYS && kind != BO_MONTHS) ||
        ((what == B_MIN || what == B_MAX) && (kind == BO_BOOLEAN || kind == BO_CODE))) {
        bo_formula_error(view, ast, "type-mismatch", "%s of a %s", ast->text, bo_kind_name(kind));
        return bo_wrong();
    }
    uint32_t node = bo_build_items(b, op, items.outer, items.entity, value, items.mask);
    node = bo_build_lift(b, node, view->entity);
    struct bo_view item = *view;
    item.entity = items.entity;
    struct bo_term *kids[2] = {items.term != NULL ? items.term : bo_term(&item, BO_TERM_CONST, ast, value, 0, NULL),
                               items.mask_term};
    struct bo_term *term = bo_term(view, BO_TERM_ITEMS, ast, node, items.mask_term != NULL ? 2 : 1, kids);
    term->item_entity = (uint16_t)items.entity;
    return bo_one(view, node, term);
}

static uint32_t middle(const struct bo_view *view, const struct bo_val *list)
{
    struct bo_builder *b = &view->c->b;
    uint32_t *at = bo_alloc_array(&view->c->program->arena, list->n, sizeof *at);
    for (uint32_t i = 0; i < list->n; i++) {
        at[i] = list->list[i].node;
    }
    for (uint32_t i = 0; i < list->n; i++) { /* a sorting network of min and max: works on any values */
        for (uint32_t k = 0; k + 1 < list->n - i; k++) {
            uint32_t low = bo_build_least(b, at[k], at[k + 1]), high = bo_build_greatest(b, at[k], at[k + 1]);
            at[k] = low;
            at[k + 1] = high;
        }
    }
    uint32_t half = list->n / 2;
    if (list->n % 2 == 1) {
        return at[half];
    }
    uint32_t two = bo_build_const(b, view->entity, BO_NUMBER, 2, 1, BO_UNIT_ONE);
    uint32_t both = bo_build_add(b, at[half - 1], at[half]);
    return both == BO_FAILED ? both : bo_build_over(b, both, two);
}

/* The elements that come most often, from the smallest on. Which these are must be known here: constants only. */
static struct bo_val most_frequent(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *list)
{
    struct bo_builder *b = &view->c->b;
    uint32_t *times = bo_alloc_array(&view->c->program->arena, list->n + 1, sizeof *times);
    uint32_t most = 0;
    for (uint32_t i = 0; i < list->n; i++) {
        uint32_t item = bo_scalar(view, ast, &list->list[i], ast->text);
        if (!bo_expect_kind(view, ast, item, BO_NUMBER)) {
            return bo_wrong();
        }
        if (!bo_is_const(b, item) || list->present[i] != BO_NONE) {
            bo_formula_error(view, ast, "type-mismatch", "mode works on constant numbers");
            return bo_wrong();
        }
        for (uint32_t k = 0; k <= i; k++) {
            times[i] += list->list[k].node == item; /* equal constants are one node */
        }
        most = times[i] > most ? times[i] : most;
    }
    struct bo_val result = bo_new_list(view, 0);
    result.list = bo_alloc_array(&view->c->program->arena, list->n + 1, sizeof *result.list);
    for (uint32_t i = 0; i < list->n; i++) {
        if (times[i] < most) {
            continue;
        }
        uint32_t at = result.n++;
        for (; at > 0; at--) {
            uint32_t less = bo_build_compare(b, BO_OP_LT, list->list[i].node, result.list[at - 1].node);
            if (less == BO_FAILED || bo_at(b, less)->k == 0) {
                break;
            }
            result.list[at] = result.list[at - 1];
        }
        result.list[at] = list->list[i];
    }
    result.term = bo_term(view, BO_TERM_OP, ast, BO_NONE, 0, NULL);
    return result;
}

static struct bo_val over_list(const struct bo_view *view, const struct bo_ast *ast, enum builtin what,
                               const struct bo_val *list)
{
    struct bo_builder *b = &view->c->b;
    uint32_t node = BO_NONE; /* so far; what stands for an empty list, where something does */
    if (what == B_COUNT) {
        node = bo_build_const(b, view->entity, BO_NUMBER, 0, 1, BO_UNIT_ONE);
    } else if (what == B_ALL || what == B_ANY) {
        node = bo_build_bool(b, view->entity, what == B_ALL);
    }
    bool has_filtered = false;
    for (uint32_t i = 0; i < list->n; i++) {
        has_filtered |= list->present[i] != BO_NONE;
    }
    if ((has_filtered && what != B_COUNT && what != B_SUM) || (list->n == 0 && node == BO_NONE)) {
        bo_formula_error(view, ast, "type-mismatch", "%s does not work on %s list", ast->text,
                         list->n == 0 ? "an empty" : "a filtered");
        return bo_wrong();
    }
    for (uint32_t i = 0; i < list->n; i++) {
        uint32_t item = what == B_COUNT ? bo_build_const(b, view->entity, BO_NUMBER, 1, 1, BO_UNIT_ONE)
                                        : bo_scalar(view, ast, &list->list[i], ast->text);
        if (item == BO_FAILED) {
            return bo_wrong();
        }
        bo_at_ast(view, ast);
        enum bo_kind kind = bo_at(b, item)->kind;
        bool logic = what == B_ALL || what == B_ANY;
        if ((kind == BO_BOOLEAN) != logic || (kind == BO_CODE && what != B_MIN && what != B_MAX) ||
            ((what == B_SUM || what == B_MEAN) && kind == BO_DATE) ||
            ((what == B_PRODUCT || what == B_MEAN || what == B_MEDIAN) && kind != BO_NUMBER)) {
            bo_formula_error(view, ast, "type-mismatch", "%s of a %s", ast->text, bo_kind_name(kind));
            return bo_wrong();
        }
        if (list->present[i] != BO_NONE) {
            uint32_t zero = bo_build_const(b, view->entity, kind, 0, 1, BO_UNIT_ONE);
            item = bo_build_select(b, list->present[i], item, zero);
        }
        if (node == BO_NONE) {
            node = item;
            continue;
        }
        switch (what) {
        case B_MIN:
            node = bo_build_least(b, node, item);
            break;
        case B_MAX:
            node = bo_build_greatest(b, node, item);
            break;
        case B_PRODUCT:
            node = bo_build_mul(b, node, item);
            break;
        case B_ALL:
            node = bo_build_and(b, node, item);
            break;
        case B_ANY:
            node = bo_build_or(b, node, item);
            break;
        default:
            node = bo_build_add(b, node, item);
            break;
        }
    }
    if (what == B_MEAN && node != BO_FAILED) {
        node = bo_build_over(b, node, bo_build_const(b, view->entity, BO_NUMBER, list->n, 1, BO_UNIT_ONE));
    } else if (what == B_MEDIAN && node != BO_FAILED) {
        node = middle(view, list);
    }
    uint32_t kids = list->term != NULL && list->term->ast == ast ? list->term->n : 0;
    struct bo_term *term = bo_term(view, BO_TERM_OP, ast, node, kids, kids > 0 ? list->term->kid : NULL);
    return bo_one(view, node, term);
}

static struct bo_val of_list(const struct bo_view *view, const struct bo_ast *ast, enum builtin what)
{
    struct bo_val val = operands(view, ast);
    if (val.shape == BO_S_WRONG) {
        return val;
    }
    if (val.shape == BO_S_ITEMS) {
        return over_items(view, ast, what, val);
    }
    return what == B_MODE ? most_frequent(view, ast, &val) : over_list(view, ast, what, &val);
}

bool bo_expect_kind(const struct bo_view *view, const struct bo_ast *ast, uint32_t node, enum bo_kind kind)
{
    if (node == BO_FAILED) {
        return false;
    }
    if (bo_at(&view->c->b, node)->kind != kind) {
        bo_formula_error(view, ast, "type-mismatch", "this needs a %s, not a %s", bo_kind_name(kind),
                         bo_kind_name(bo_at(&view->c->b, node)->kind));
        return false;
    }
    return true;
}

static struct bo_val provided(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *arg)
{
    struct bo_val val = bo_formula(view, arg);
    if (val.shape == BO_S_WRONG) {
        return val;
    }
    uint32_t node = val.shape == BO_S_ONE || val.shape == BO_S_RECURRING ? val.node : BO_FAILED;
    unsigned entity = view->entity;
    while (node != BO_FAILED && bo_at(&view->c->b, node)->op == BO_OP_LIFT) {
        node = bo_at(&view->c->b, node)->arg[0];
    }
    if (node == BO_FAILED || bo_at(&view->c->b, node)->op != BO_OP_INPUT) {
        bo_formula_error(view, arg, "type-mismatch", "provided() asks for an input");
        return bo_wrong();
    }
    const struct bo_node *input = bo_at(&view->c->b, node);
    struct bo_node p = {.op = BO_OP_PROVIDED,
                        .kind = BO_BOOLEAN,
                        .entity = input->entity,
                        .arg = {BO_NONE, BO_NONE, BO_NONE, BO_NONE},
                        .aux = input->aux,
                        .den = 1,
                        .hi = 1};
    uint32_t answer = bo_build_lift(&view->c->b, bo_build_node(&view->c->b, p), entity);
    return bo_one(view, answer, bo_term(view, BO_TERM_OP, ast, answer, 1, &val.term));
}

static struct bo_val quantity(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *const *arg)
{
    struct bo_builder *b = &view->c->b;
    struct bo_val val;
    uint32_t node = argument(view, ast, arg[0], &val);
    if (!bo_expect_kind(view, arg[0], node, BO_NUMBER)) {
        return bo_wrong();
    }
    if (arg[1]->kind != BO_AST_STRING || b->set == NULL) {
        bo_formula_error(view, arg[1], "bad-arguments", "the unit is written in quotes: quantity(x, \"CUR/week\")");
        return bo_wrong();
    }
    struct bo_unit unit, currency;
    const char *unknown = NULL;
    if (!bo_set_unit(b->set, arg[1]->text, &unit, &unknown, &b->program->arena)) {
        bo_formula_error(view, arg[1], "unknown-unit", "unknown unit '%s'", unknown != NULL ? unknown : arg[1]->text);
        return bo_wrong();
    }
    bool plain = bo_at(b, node)->unit.n == 0;
    bool money = b->set->currency != NULL &&
                 bo_unit_parse(&b->set->symbols, b->set->currency, &currency, &unknown, &b->program->arena) &&
                 bo_unit_equal(&bo_at(b, node)->unit, &currency);
    if (!plain && !money) {
        bo_formula_error(view, ast, "unit-mismatch",
                         "quantity() gives a unit to a number that has none or the currency alone, not %s",
                         bo_unit_name(b, node));
        return bo_wrong();
    }
    node = bo_build_unit(b, node, unit);
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, 1, &val.term));
}

static struct bo_val not_calculated(const struct bo_view *view, const struct bo_ast *arg)
{
    const struct bo_named *named =
        arg->kind == BO_AST_STRING && view->c->set != NULL ? bo_set_find(view->c->set, arg->text) : NULL;
    if (named == NULL || named->element != BO_E_MISSING) {
        const char *near =
            arg->kind == BO_AST_STRING && view->c->set != NULL ? bo_set_nearest(view->c->set, arg->text) : NULL;
        bo_formula_error(view, arg, "unknown-name", "not calculated(…) names a <not-calculated> in quotes%s%s%s",
                         near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
        return bo_wrong();
    }
    uint32_t reason = bo_missing_reason(view->c, (const struct bo_missing *)named);
    return (struct bo_val){.shape = BO_S_NEVER, .reason = reason};
}

static uint32_t stated_number(struct bo_compiler *c, const struct bo_rule *rule, const char *text, bo_wide *n)
{
    bool fine, big;
    unsigned scale = rule->scale > 0 ? (unsigned)rule->scale : 0;
    return text != NULL && bo_dec_parse_scaled(text, strlen(text), scale, n, &fine, &big) ? (void)c, 1 : 0;
}

static struct bo_val previous(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *arg)
{
    struct bo_compiler *c = view->c;
    const struct bo_named *named = arg->kind == BO_AST_NAME && c->set != NULL ? bo_set_find(c->set, arg->text) : NULL;
    if (named == NULL || named->element != BO_E_RULE) {
        bo_formula_error(view, arg, "unknown-name", "previous() names a rule");
        return bo_wrong();
    }
    const struct bo_rule *rule = (const struct bo_rule *)named;
    struct bo_node node = {.op = BO_OP_STATE,
                           .kind = rule->kind,
                           .entity = (uint16_t)rule->entity,
                           .arg = {BO_NONE, BO_NONE, BO_NONE, BO_NONE},
                           .aux = rule->named.index,
                           .den = 1,
                           .unit = rule->unit,
                           .may_fail = true};
    bool ok = rule->initial != NULL && (rule->kind == BO_BOOLEAN || rule->kind == BO_NUMBER) &&
              rule->scale != BO_SCALE_EXACT && bo_entity_within(c->set, view->entity, rule->entity);
    if (ok && rule->kind == BO_NUMBER) {
        ok = stated_number(c, rule, rule->min, &node.lo) && stated_number(c, rule, rule->max, &node.hi) &&
             stated_number(c, rule, rule->initial, &node.k);
        for (int i = 0; i < rule->scale; i++) {
            node.den *= 10;
        }
    } else if (ok) {
        node.hi = 1;
        node.k = strcmp(rule->initial, "true") == 0;
    }
    if (!ok) {
        bo_formula_error(
            view, arg, "previous",
            "previous(%s): the rule must state initial, min, max and scale, and belong to this entity or one around it",
            arg->text);
        return bo_wrong();
    }
    uint32_t number = bo_build_lift(&c->b, bo_build_node(&c->b, node), view->entity);
    struct bo_term *term = bo_term(view, BO_TERM_OP, ast, number, 0, NULL);
    term->named = named;
    return bo_one(view, number, term);
}

/* A function of the rule set, put in where it is called. */
static struct bo_val inlined(const struct bo_view *view, const struct bo_ast *ast, const struct bo_function *function)
{
    struct bo_compiler *c = view->c;
    if (ast->n != function->arguments.n) {
        bo_formula_error(view, ast, "bad-arguments", "%s takes %zu arguments, not %u", function->named.id,
                         function->arguments.n, ast->n);
        return bo_wrong();
    }
    if (c->call_depth > 20) {
        bo_formula_error(view, ast, "recursion", "functions that call each other without end");
        return bo_wrong();
    }
    const struct bo_binding *bindings = NULL;
    struct bo_term **kids = bo_alloc_array(&c->program->arena, ast->n + 1, sizeof *kids);
    for (uint32_t i = 0; i < ast->n; i++) {
        const struct bo_argument *want = &function->arguments.at[i];
        struct bo_val val = bo_formula(view, ast->kid[i]);
        if (val.shape == BO_S_WRONG) {
            return val;
        }
        bool recurring = want->kind == BO_RECURRING;
        if (recurring != (val.shape == BO_S_RECURRING)) {
            bo_formula_error(view, ast->kid[i], "type-mismatch", "argument %s of %s is a %s", want->id,
                             function->named.id, bo_kind_name(want->kind));
            return bo_wrong();
        }
        if (!recurring) {
            uint32_t node = bo_scalar(view, ast->kid[i], &val, function->named.id);
            if (!bo_expect_kind(view, ast->kid[i], node, want->kind)) {
                return bo_wrong();
            }
            if (want->kind == BO_NUMBER && !bo_unit_equal(&bo_at(&c->b, node)->unit, &want->unit)) {
                bo_formula_error(view, ast->kid[i], "unit-mismatch", "argument %s of %s is in %s, not %s", want->id,
                                 function->named.id, bo_unit_text(&c->set->symbols, &want->unit, &c->program->arena),
                                 bo_unit_name(&c->b, node));
                return bo_wrong();
            }
            val =
                bo_one(view, bo_build_unit(&c->b, node, want->kind == BO_NUMBER ? want->unit : BO_UNIT_ONE), val.term);
        }
        struct bo_binding *p = bo_alloc(&c->program->arena, sizeof *p);
        *p = (struct bo_binding){.next = bindings, .name = want->id, .val = val};
        bindings = p;
        kids[i] = val.term != NULL ? val.term : bo_term(view, BO_TERM_CONST, ast->kid[i], val.node, 0, NULL);
    }
    struct bo_where where = c->b.where;
    const char *cite = c->b.cite;
    c->call_depth++;
    struct bo_val body = bo_body(c, view->entity, bindings, &function->body, &function->named);
    c->call_depth--;
    c->b.where = where;
    c->b.cite = cite;
    if (body.shape == BO_S_WRONG) {
        return body;
    }
    uint32_t node =
        bo_as_stated(c, view->entity, &body, function->kind, function->unit, function->scale, &function->named);
    kids[ast->n] = body.term != NULL ? body.term : bo_term(view, BO_TERM_CONST, NULL, node, 0, NULL);
    struct bo_term *term = bo_term(view, BO_TERM_CALL, ast, node, ast->n + 1, kids);
    term->named = &function->named;
    return bo_one(view, node, term);
}

static struct bo_val built_in(const struct bo_view *view, const struct bo_ast *ast, size_t which)
{
    struct bo_builder *b = &view->c->b;
    enum builtin what = builtins[which].what;
    const struct bo_ast *arg[3];
    if (!arguments(view, ast, which, arg)) {
        return bo_wrong();
    }
    struct bo_val x, y;
    uint32_t nx = BO_NONE, ny = BO_NONE, node = BO_FAILED;
    switch (what) {
    case B_ROUND:
        return rounded(view, ast, arg, builtins[which].mode);
    case B_MIN:
    case B_MAX:
    case B_SUM:
    case B_COUNT:
    case B_PRODUCT:
    case B_MEAN:
    case B_MEDIAN:
    case B_MODE:
    case B_ALL:
    case B_ANY:
        return of_list(view, ast, what);
    case B_DATE:
        return bo_date_made(view, ast, arg);
    case B_DURATION:
        return bo_duration_made(view, ast, arg[0]);
    case B_PROVIDED:
        return provided(view, ast, arg[0]);
    case B_PREVIOUS:
        return previous(view, ast, arg[0]);
    case B_QUANTITY:
        return quantity(view, ast, arg);
    case B_NOT_CALCULATED:
        return not_calculated(view, arg[0]);
    default:
        break;
    }
    nx = argument(view, ast, arg[0], &x);
    if (arg[1] != NULL) {
        ny = argument(view, ast, arg[1], &y);
    }
    if (nx == BO_FAILED || ny == BO_FAILED) {
        return bo_wrong();
    }
    bo_at_ast(view, ast);
    uint32_t two = bo_build_const(b, view->entity, BO_NUMBER, 2, 1, BO_UNIT_ONE);
    uint32_t zero = bo_build_const(b, view->entity, BO_NUMBER, 0, 1, BO_UNIT_ONE);
    switch (what) {
    case B_ABS:
        node = bo_build_abs(b, nx);
        break;
    case B_EVEN:
        node = bo_build_compare(b, BO_OP_EQ, bo_build_mod(b, nx, two), zero);
        break;
    case B_ODD:
        node = bo_build_compare(b, BO_OP_EQ, bo_build_mod(b, nx, two),
                                bo_build_const(b, view->entity, BO_NUMBER, 1, 1, BO_UNIT_ONE));
        break;
    case B_MODULO:
        node = bo_build_mod(b, nx, ny);
        break;
    case B_NOT:
        node = bo_build_not(b, nx);
        break;
    case B_MONTHS_BETWEEN:
        if (bo_expect_kind(view, arg[0], nx, BO_DATE) && bo_expect_kind(view, arg[1], ny, BO_DATE)) {
            node = bo_months_apart(view, nx, ny);
        }
        break;
    case B_DAY_OF_YEAR:
        if (bo_expect_kind(view, arg[0], nx, BO_DATE)) {
            node = bo_build_plain(b, BO_OP_YEARDAY, BO_NUMBER, 1, 366, nx, BO_NONE, BO_NONE, 0);
        }
        break;
    case B_WEEK_OF_YEAR:
        if (bo_expect_kind(view, arg[0], nx, BO_DATE)) {
            node = bo_build_plain(b, BO_OP_WEEK, BO_NUMBER, 1, 53, nx, BO_NONE, BO_NONE, 0);
        }
        break;
    case B_DAY_OF_WEEK:
    case B_MONTH_OF_YEAR:
        if (bo_expect_kind(view, arg[0], nx, BO_DATE)) {
            node = bo_date_name(view, nx, what == B_DAY_OF_WEEK);
        }
        break;
    default: { /* B_KNOWN */
        struct bo_node known = {.op = BO_OP_KNOWN,
                                .kind = BO_BOOLEAN,
                                .entity = (uint16_t)view->entity,
                                .arg = {nx, BO_NONE, BO_NONE, BO_NONE},
                                .den = 1,
                                .hi = 1};
        node = bo_at(b, nx)->may_fail ? bo_build_node(b, known) : bo_build_bool(b, view->entity, true);
        break;
    }
    }
    struct bo_term *kids[2] = {x.term, ny != BO_NONE ? y.term : NULL};
    return bo_one(view, node, bo_term(view, BO_TERM_OP, ast, node, ny != BO_NONE ? 2 : 1, kids));
}

struct bo_val bo_call(const struct bo_view *view, const struct bo_ast *ast)
{
    for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++) {
        if (strcmp(builtins[i].name, ast->text) == 0) {
            return built_in(view, ast, i);
        }
    }
    const struct bo_named *named = view->c->set != NULL ? bo_set_find(view->c->set, ast->text) : NULL;
    if (named != NULL && named->element == BO_E_FUNCTION) {
        return inlined(view, ast, (const struct bo_function *)named);
    }
    if (named != NULL && named->element == BO_E_TABLE) {
        return bo_table_call(view, ast, (const struct bo_table *)named);
    }
    if (named != NULL && named->element == BO_E_SCALE) {
        return bo_scale_call(view, ast, (const struct bo_scale *)named);
    }
    const char *near = view->c->set != NULL ? bo_set_nearest(view->c->set, ast->text) : NULL;
    if (bo_is_builtin(ast->text)) {
        bo_formula_error(view, ast, "not-in-language", "'%s' is a FEEL function that this language does not have",
                         ast->text);
    } else if (named != NULL) {
        bo_formula_error(view, ast, "not-a-function", "'%s' is no function, table or scale", ast->text);
    } else {
        bo_formula_error(view, ast, "unknown-function", "unknown function '%s'%s%s%s", ast->text,
                         near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    return bo_wrong();
}
