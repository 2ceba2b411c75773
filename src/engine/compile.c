/* The whole of a rule set: its inputs' columns, its rules in the order in which they need each other, its messages. */
#include "engine/dated.h"
#include "engine/formula.h"

#include <string.h>

/* Inputs */

static int64_t power_of_ten(unsigned places)
{
    int64_t power = 1;
    while (places-- > 0) {
        power *= 10;
    }
    return power;
}

bo_wide bo_stated_value(struct bo_program *program, enum bo_kind kind, unsigned scale, const char *text, size_t n)
{
    bo_wide value = 0;
    int64_t day = 0;
    bool fine, big, impossible;
    switch (kind) {
    case BO_NUMBER:
    case BO_RECURRING:
        bo_dec_parse_scaled(text, n, scale, &value, &fine, &big);
        return value;
    case BO_BOOLEAN:
        return n == 4 && memcmp(text, "true", 4) == 0;
    case BO_DATE:
        bo_date_parse(text, n, &day, &impossible);
        return day;
    default:
        return bo_intern_n(&program->codes, text, n);
    }
}

static struct bo_input_column column_of(struct bo_program *program, const struct bo_input *input)
{
    struct bo_input_column column = {.input = input, .entity = (uint16_t)input->entity, .kind = input->kind};
    bool number = input->kind == BO_NUMBER || input->kind == BO_RECURRING;
    column.kind = input->kind == BO_RECURRING ? BO_NUMBER : input->kind;
    column.scale = number ? input->scale : 0;
    column.lo = 0;
    column.hi = input->kind == BO_BOOLEAN ? 1 : INT32_MAX; /* a code's number */
    if (number || input->kind == BO_DATE) {
        bo_wide most = number ? (bo_wide)1000000000000 * power_of_ten(input->scale) : (bo_wide)40000000000;
        column.lo =
            input->min ? bo_stated_value(program, input->kind, input->scale, input->min, strlen(input->min)) : -most;
        column.hi =
            input->max ? bo_stated_value(program, input->kind, input->scale, input->max, strlen(input->max)) : most;
    }
    column.has_default = input->fallback != NULL;
    if (column.has_default) {
        size_t n = input->kind == BO_RECURRING ? strcspn(input->fallback, " ") : strlen(input->fallback);
        column.fallback = bo_stated_value(program, input->kind, input->scale, input->fallback, n);
        column.lo = column.fallback < column.lo ? column.fallback : column.lo;
        column.hi = column.fallback > column.hi ? column.fallback : column.hi;
    }
    return column;
}

/* Every word that an input can be has a number, whether or not a formula compares it. */
static void number_words(struct bo_program *program, const struct bo_input *input)
{
    for (size_t i = 0; i < input->options.n; i++) {
        bo_intern(&program->codes, input->options.at[i].value);
    }
    for (size_t b = 0; input->table != NULL && b < input->table->blocks.n; b++) {
        const struct bo_rows *block = &input->table->blocks.at[b];
        for (size_t i = 0; i < block->rows.n; i++) {
            bo_intern(&program->codes, block->rows.at[i].field[0]);
        }
    }
    static const char *const pers[] = {"day", "working_day", "week", "fortnight", "4-weeks", "month", "year"};
    for (size_t i = 0; input->kind == BO_RECURRING && i < sizeof pers / sizeof *pers; i++) {
        bo_intern(&program->codes, pers[i]);
    }
}

static void add_columns(struct bo_program *program)
{
    const struct bo_set *set = program->set;
    struct bo_arena *arena = &program->arena;
    struct bo_input_column date = {
        .kind = BO_DATE, .lo = set->complete_from, .hi = set->complete_until, .is_date = true, .read = true};
    BO_PUSH(arena, &program->columns, date);
    BO_PUSH(arena, &program->columns, date);
    program->input_column = bo_alloc_array(arena, set->inputs.n, sizeof *program->input_column);
    for (size_t i = 0; i < set->inputs.n; i++) {
        const struct bo_input *input = set->inputs.at[i];
        program->input_column[i] = BO_NONE;
        if (input->kind == BO_FREE_TEXT) {
            continue;
        }
        program->input_column[i] = (uint32_t)program->columns.n;
        number_words(program, input);
        struct bo_input_column column = column_of(program, input);
        BO_PUSH(arena, &program->columns, column);
        if (input->kind == BO_RECURRING) {
            column.is_per = true;
            column.kind = BO_CODE;
            column.scale = 0;
            column.lo = 0;
            column.hi = INT32_MAX;
            const char *per = column.has_default ? input->fallback + strcspn(input->fallback, " ") : "";
            per += strspn(per, " ");
            column.fallback = column.has_default ? bo_intern(&program->codes, per) : 0;
            BO_PUSH(arena, &program->columns, column);
        }
    }
}

/* The node of a column, in the input's own entity. */
static uint32_t column_node(struct bo_compiler *c, uint32_t number)
{
    struct bo_input_column *column = &c->program->columns.at[number];
    const struct bo_input *input = column->input;
    column->read = true;
    struct bo_node node = {.op = BO_OP_INPUT,
                           .kind = column->kind,
                           .entity = column->entity,
                           .arg = {BO_NONE, BO_NONE, BO_NONE, BO_NONE},
                           .aux = number,
                           .den = power_of_ten(column->scale),
                           .lo = column->lo,
                           .hi = column->hi};
    if (column->kind == BO_NUMBER) {
        node.unit = input->unit;
    }
    if (!column->is_date && !column->has_default && !input->required) {
        uint32_t first = c->program->input_column[input->named.index];
        if (c->input_reason[first] == 0) {
            struct bo_reason reason = {BO_FACT_MISSING, "missing-fact", NULL, NULL, &input->named, input->named.place};
            reason.text = bo_printf(&c->program->arena, "'%s' is needed and was not given", input->key);
            c->input_reason[first] = bo_build_reason(&c->b, reason);
        }
        node.reason = c->input_reason[first];
        node.may_fail = true;
    }
    return bo_build_node(&c->b, node);
}

/* Names */

uint32_t bo_missing_reason(struct bo_compiler *c, const struct bo_missing *missing)
{
    uint32_t *known = &c->missing_reason[missing->named.index];
    if (*known == 0) {
        const char *text = bo_text_in(c->set, &missing->named.text, "en");
        struct bo_reason reason = {BO_NOT_CALCULATED,    missing->named.id, text != NULL ? text : missing->named.id,
                                   &missing->named.text, &missing->named,   missing->named.place};
        *known = bo_build_reason(&c->b, reason);
    }
    return *known;
}

uint32_t bo_clock_node(struct bo_compiler *c, const char *by)
{
    if (by == NULL || strcmp(by, "date") == 0) {
        return column_node(c, 0);
    }
    if (strcmp(by, "case_date") == 0) {
        return column_node(c, BO_CASE_DATE);
    }
    const struct bo_named *named = bo_set_find(c->set, by);
    if (named != NULL && named->element == BO_E_RULE && ((const struct bo_rule *)named)->kind == BO_DATE) {
        return bo_rule_node(c, named->index);
    }
    if (named != NULL && named->element == BO_E_INPUT && ((const struct bo_input *)named)->kind == BO_DATE) {
        return column_node(c, c->program->input_column[named->index]);
    }
    bo_build_error(&c->b, "wrong-element", "by=\"%s\" must name a date", by);
    return BO_FAILED;
}

uint32_t bo_seen_from(const struct bo_view *view, const struct bo_ast *ast, uint32_t node, const struct bo_named *named)
{
    if (node == BO_FAILED) {
        return node;
    }
    unsigned own = bo_at(&view->c->b, node)->entity;
    if (!bo_entity_within(view->c->set, view->entity, own)) {
        const char *there = view->c->set->entities.at[own]->named.id,
                   *here = view->c->set->entities.at[view->entity]->named.id;
        bo_formula_error(view, ast, "not-visible",
                         "'%s' belongs to each %s and is not to be seen from the %s; a list of them is", named->id,
                         there, here);
        return BO_FAILED;
    }
    return bo_build_lift(&view->c->b, node, view->entity);
}

static struct bo_val input_value(const struct bo_view *view, const struct bo_ast *ast, const struct bo_input *input)
{
    struct bo_compiler *c = view->c;
    if (input->kind == BO_FREE_TEXT) {
        bo_formula_error(view, ast, "type-mismatch", "'%s' is free text; no formula can read it", input->named.id);
        return bo_wrong();
    }
    uint32_t first = c->program->input_column[input->named.index], source = column_node(c, first);
    uint32_t node = bo_seen_from(view, ast, source, &input->named);
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    struct bo_term *term = bo_term(view, BO_TERM_NAME, ast, node, 0, NULL);
    term->named = &input->named;
    term->source = source;
    if (input->kind == BO_RECURRING) {
        uint32_t per = bo_seen_from(view, ast, column_node(c, first + 1), &input->named);
        return (struct bo_val){.shape = BO_S_RECURRING, .node = node, .node2 = per, .term = term};
    }
    return bo_one(view, node, term);
}

struct bo_val bo_named_value(const struct bo_view *view, const struct bo_ast *ast, const struct bo_named *named,
                             unsigned from_entity)
{
    static const char *const what[] = {
        [BO_E_TABLE] = "table",     [BO_E_SCALE] = "scale",    [BO_E_FUNCTION] = "function",
        [BO_E_MESSAGE] = "message", [BO_E_MISSING] = "reason", [BO_E_ENTITY] = "entity"};
    struct bo_view there = *view;
    there.entity = from_entity;
    uint32_t source;
    switch (named->element) {
    case BO_E_INPUT:
        return input_value(&there, ast, (const struct bo_input *)named);
    case BO_E_PARAM:
        source = bo_param_node(view->c, named->index);
        break;
    case BO_E_RULE:
        source = bo_rule_node(view->c, named->index);
        break;
    default: {
        bool called = named->element == BO_E_TABLE || named->element == BO_E_SCALE || named->element == BO_E_FUNCTION;
        bo_formula_error(view, ast, "not-a-value", "'%s' is a %s%s", named->id, what[named->element],
                         called ? bo_printf(&view->c->program->arena, "; write %s(…)", named->id)
                                : " and has no value here");
        return bo_wrong();
    }
    }
    uint32_t node = bo_seen_from(&there, ast, source, named);
    if (node == BO_FAILED) {
        return bo_wrong();
    }
    struct bo_term *term = bo_term(&there, BO_TERM_NAME, ast, node, 0, NULL);
    term->named = named;
    term->source = source;
    return bo_one(&there, node, term);
}

/* What a rule or function states about its value */

static void stated_type(const struct bo_named *named, enum bo_kind *kind, struct bo_unit *unit)
{
    bool rule = named->element == BO_E_RULE;
    *kind = rule ? ((const struct bo_rule *)named)->kind : ((const struct bo_function *)named)->kind;
    *unit = rule ? ((const struct bo_rule *)named)->unit : ((const struct bo_function *)named)->unit;
}

uint32_t bo_as_stated(struct bo_compiler *c, unsigned entity, const struct bo_val *val, enum bo_kind kind,
                      struct bo_unit unit, int scale, const struct bo_named *named)
{
    struct bo_builder *b = &c->b;
    struct bo_view view = {.c = c, .entity = entity};
    uint32_t node = val->shape == BO_S_NEVER ? bo_build_fail(b, entity, kind, unit, val->reason)
                                             : bo_scalar(&view, NULL, val, named->id);
    if (node == BO_FAILED) {
        return node;
    }
    const struct bo_node *made = bo_at(b, node);
    if (made->kind != kind) {
        bo_build_error(b, "type-mismatch", "'%s' is stated to be a %s, and its formula is a %s", named->id,
                       bo_kind_name(kind), bo_kind_name(made->kind));
        return BO_FAILED;
    }
    if (kind != BO_NUMBER) {
        return node;
    }
    if (!bo_unit_equal(&made->unit, &unit)) {
        bo_build_error(b, "unit-mismatch", "'%s' is stated to be in %s, and its formula is in %s", named->id,
                       bo_unit_text(&c->set->symbols, &unit, &c->program->arena), bo_unit_name(b, node));
        return BO_FAILED;
    }
    node = bo_build_unit(b, node, unit);
    if (node == BO_FAILED || scale == BO_SCALE_EXACT) {
        return node;
    }
    int64_t den = power_of_ten((unsigned)scale);
    if (den % bo_at(b, node)->den != 0) {
        bo_build_error(b, "not-rounded",
                       "'%s' is stated to have %d decimals, and its formula can have more (its values are n/%lld): "
                       "the law's rounding is missing",
                       named->id, scale, (long long)bo_at(b, node)->den);
        return BO_FAILED;
    }
    return bo_build_rescale(b, node, den);
}

/* Bodies */

/* All tests and values of a choose; the values' nodes in one type. */
struct branches {
    size_t n;
    uint32_t *test, *value; /* test BO_NONE: otherwise */
    struct bo_term **kids;
    uint32_t n_kids;
};

static bool read_branches(const struct bo_view *outer, const struct bo_body *body, const struct bo_named *named,
                          struct branches *br)
{
    struct bo_compiler *c = outer->c;
    struct bo_arena *arena = &c->program->arena;
    struct bo_val *vals = bo_alloc_array(arena, body->whens.n, sizeof *vals);
    enum bo_kind kind;
    struct bo_unit unit;
    stated_type(named, &kind, &unit);
    br->n = body->whens.n;
    br->test = bo_alloc_array(arena, br->n, sizeof *br->test);
    br->value = bo_alloc_array(arena, br->n, sizeof *br->value);
    br->kids = bo_alloc_array(arena, 2 * br->n + 1, sizeof(struct bo_term *));
    bool good = true;
    for (size_t i = 0; i < br->n; i++) {
        const struct bo_when *when = &body->whens.at[i];
        struct bo_view view = *outer;
        struct bo_val test = {0};
        br->test[i] = BO_NONE;
        if (when->test.ast != NULL) {
            view.formula = &when->test.formula;
            test = bo_formula(&view, when->test.ast);
            br->test[i] = bo_scalar(&view, when->test.ast, &test, "a condition");
            good &= br->test[i] != BO_FAILED;
            br->kids[br->n_kids++] = test.term;
        }
        view.formula = &when->value.formula;
        vals[i] = bo_formula(&view, when->value.ast);
        bool never = vals[i].shape == BO_S_NEVER;
        br->value[i] =
            never ? bo_build_fail(&c->b, outer->entity, kind, kind == BO_NUMBER ? unit : BO_UNIT_ONE, vals[i].reason)
                  : bo_scalar(&view, when->value.ast, &vals[i], "the value of a choice");
        good &= br->value[i] != BO_FAILED;
        struct bo_term *term = vals[i].term;
        br->kids[br->n_kids++] =
            term != NULL ? term : bo_term(&view, BO_TERM_CONST, when->value.ast, br->value[i], 0, NULL);
    }
    return good;
}

static const char *when_name(struct bo_compiler *c, const struct bo_when *when)
{
    const char *cite = when->cite.source_id != NULL ? bo_cite_text(&c->program->arena, &when->cite) : NULL;
    return cite != NULL ? bo_printf(&c->program->arena, "line %d (%s)", when->place.line, cite)
                        : bo_printf(&c->program->arena, "line %d", when->place.line);
}

/* 1 where the test is known to be true, never unknown. */
static uint32_t surely(struct bo_builder *b, uint32_t test)
{
    if (!bo_at(b, test)->may_fail) {
        return test;
    }
    struct bo_node known = {.op = BO_OP_KNOWN,
                            .kind = BO_BOOLEAN,
                            .entity = bo_at(b, test)->entity,
                            .arg = {test, BO_NONE, BO_NONE, BO_NONE},
                            .den = 1,
                            .hi = 1};
    return bo_build_and(b, bo_build_node(b, known), test);
}

/* Unknown, with the law of both, where two cases of a choose that must exclude each other hold at once. */
static uint32_t without_overlap(struct bo_compiler *c, const struct bo_body *body, const struct branches *br,
                                const struct bo_named *named, uint32_t value)
{
    struct bo_builder *b = &c->b;
    for (size_t i = 0; i < br->n; i++) {
        for (size_t k = i + 1; k < br->n && value != BO_FAILED; k++) {
            if (br->test[i] == BO_NONE || br->test[k] == BO_NONE) {
                continue;
            }
            uint32_t both = bo_build_and(b, surely(b, br->test[i]), surely(b, br->test[k]));
            if (both == BO_FAILED || (bo_is_const(b, both) && bo_at(b, both)->k == 0)) {
                continue;
            }
            b->where = (struct bo_where){.place = body->whens.at[k].place};
            uint32_t reason =
                bo_build_fault(b, "overlap", "'%s': two cases that exclude each other hold at once: %s and %s",
                               named->id, when_name(c, &body->whens.at[i]), when_name(c, &body->whens.at[k]));
            uint32_t apart = bo_build_not(b, both);
            struct bo_node check = *bo_at(b, value);
            check.op = BO_OP_CHECK;
            check.arg[0] = apart;
            check.arg[1] = value;
            check.arg[2] = check.arg[3] = BO_NONE;
            check.aux = 0;
            check.k = 0;
            check.reason = reason;
            check.may_fail = true;
            value = bo_build_node(b, check);
        }
    }
    return value;
}

static struct bo_val chosen(const struct bo_view *view, const struct bo_body *body, const struct bo_named *named)
{
    struct bo_compiler *c = view->c;
    struct bo_builder *b = &c->b;
    struct branches br = {0};
    if (!read_branches(view, body, named, &br)) {
        return bo_wrong();
    }
    enum bo_kind kind;
    struct bo_unit unit;
    stated_type(named, &kind, &unit);
    size_t last = br.n;
    uint32_t value;
    if (br.n > 0 && br.test[br.n - 1] == BO_NONE) {
        value = br.value[--last];
    } else {
        b->where = (struct bo_where){.place = named->place};
        uint32_t reason = bo_build_fault(b, "no-case", "'%s': none of the cases holds", named->id);
        value = bo_build_fail(b, view->entity, kind, kind == BO_NUMBER ? unit : BO_UNIT_ONE, reason);
    }
    while (last > 0 && value != BO_FAILED) {
        last--;
        b->where = (struct bo_where){.place = body->whens.at[last].value.formula.at};
        value = bo_build_select(b, br.test[last], br.value[last], value);
    }
    if (body->unique && value != BO_FAILED) {
        value = without_overlap(c, body, &br, named, value);
    }
    struct bo_term *term = bo_term(view, BO_TERM_CHOOSE, NULL, value, br.n_kids, br.kids);
    term->whens = body->whens.at;
    return bo_one(view, value, term);
}

struct bo_val bo_body(struct bo_compiler *c, unsigned entity, const struct bo_binding *bindings,
                      const struct bo_body *body, const struct bo_named *named)
{
    struct bo_view view = {.c = c, .entity = entity, .bindings = bindings};
    for (size_t i = 0; i < body->lets.n; i++) {
        const struct bo_let *let = &body->lets.at[i];
        view.formula = &let->expr.formula;
        struct bo_val val = bo_formula(&view, let->expr.ast);
        if (val.shape == BO_S_WRONG) {
            return val;
        }
        struct bo_binding *binding = bo_alloc(&c->program->arena, sizeof *binding);
        *binding = (struct bo_binding){.next = view.bindings, .name = let->id, .val = val, .is_let = true};
        view.bindings = binding;
    }
    if (body->choose) {
        return chosen(&view, body, named);
    }
    view.formula = &body->expr.formula;
    return bo_formula(&view, body->expr.ast);
}

/* Rules */

static void told_circle(struct bo_compiler *c, uint32_t rule)
{
    size_t from = c->rule_depth;
    while (from > 0 && c->rule_stack[from - 1] != rule) {
        from--;
    }
    const char *path = "";
    for (size_t i = from > 0 ? from - 1 : 0; i < c->rule_depth; i++) {
        path = bo_printf(&c->program->arena, "%s%s → ", path, c->set->rules.at[c->rule_stack[i]]->named.id);
    }
    bo_build_error(&c->b, "circle", "these rules need each other: %s%s", path, c->set->rules.at[rule]->named.id);
}

/* Within what the rule states as min and max; unknown outside. */
static uint32_t within_stated(struct bo_compiler *c, const struct bo_rule *rule, uint32_t node)
{
    if (node == BO_FAILED || rule->kind != BO_NUMBER || (rule->min == NULL && rule->max == NULL)) {
        return node;
    }
    struct bo_builder *b = &c->b;
    struct bo_node limited = *bo_at(b, node);
    const char *stated[2] = {rule->min, rule->max};
    for (int i = 0; i < 2; i++) {
        bo_wide n = 0, *limit = i == 0 ? &limited.lo : &limited.hi;
        unsigned scale = rule->scale > 0 ? (unsigned)rule->scale : 0;
        bool fine, big;
        if (stated[i] == NULL) {
            continue;
        }
        if (!bo_dec_parse_scaled(stated[i], strlen(stated[i]), scale, &n, &fine, &big)) {
            bo_build_error(b, "bad-value", "%s '%s' of '%s' is no number of its scale", i == 0 ? "min" : "max",
                           stated[i], rule->named.id);
            return BO_FAILED;
        }
        n = n * limited.den / power_of_ten(scale);
        *limit = i == 0 ? (n > limited.lo ? n : limited.lo) : (n < limited.hi ? n : limited.hi);
    }
    if (limited.lo == bo_at(b, node)->lo && limited.hi == bo_at(b, node)->hi) {
        return node;
    }
    if (limited.lo > limited.hi) {
        bo_build_error(b, "out-of-range", "'%s' never lies within the min and max that it states", rule->named.id);
        return BO_FAILED;
    }
    limited.op = BO_OP_RANGE;
    limited.arg[0] = node;
    limited.arg[1] = limited.arg[2] = limited.arg[3] = BO_NONE;
    limited.aux = 0;
    limited.k = 0;
    limited.reason = bo_build_fault(b, "out-of-range", "'%s' is outside %s … %s", rule->named.id,
                                    rule->min != NULL ? rule->min : "", rule->max != NULL ? rule->max : "");
    limited.may_fail = true;
    return bo_build_node(b, limited);
}

/* A given figure may lie outside what the formula can give. */
static void widen(struct bo_compiler *c, const struct bo_rule *rule, struct bo_node *node)
{
    for (size_t i = 0; i < c->options->n_widened && node->kind == BO_NUMBER; i++) {
        const struct bo_widened *widened = &c->options->widened[i];
        if (widened->rule != rule->named.index) {
            continue;
        }
        bo_wide scaled = widened->value * node->den;
        bo_wide low = bo_wide_div(scaled, widened->den, BO_FLOOR), high = bo_wide_div(scaled, widened->den, BO_CEILING);
        node->lo = low < node->lo ? low : node->lo;
        node->hi = high > node->hi ? high : node->hi;
    }
}

/* The value of a rule, under its name: a figure that a case gives for it goes before. */
static uint32_t named_node(struct bo_compiler *c, const struct bo_rule *rule, uint32_t node)
{
    struct bo_node made = *bo_at(&c->b, node);
    made.op = BO_OP_RULE;
    made.arg[0] = node;
    made.arg[1] = made.arg[2] = made.arg[3] = BO_NONE;
    made.aux = rule->named.index;
    made.k = 0;
    made.reason = 0;
    made.entity = (uint16_t)rule->entity;
    widen(c, rule, &made);
    return bo_build_node(&c->b, made);
}

static uint32_t compiled_rule(struct bo_compiler *c, const struct bo_rule *rule)
{
    struct bo_builder *b = &c->b;
    const struct bo_named *named = &rule->named;
    b->where = (struct bo_where){.place = named->place};
    b->cite = named->cites.n > 0 ? bo_cite_text(&c->program->arena, &named->cites.at[0]) : NULL;
    struct bo_val body = bo_body(c, rule->entity, NULL, &rule->body, named);
    c->program->rule_term[named->index] = body.term;
    b->where = (struct bo_where){.place = rule->body.choose ? named->place : rule->body.expr.formula.at};
    uint32_t node = bo_as_stated(c, rule->entity, &body, rule->kind, rule->unit, rule->scale, named);
    node = within_stated(c, rule, node);
    return node == BO_FAILED ? node : named_node(c, rule, node);
}

/* Another rule stands in the place of this one; to that one itself it is what it is everywhere else. */
static uint32_t replaced_node(struct bo_compiler *c, uint32_t rule, uint32_t by)
{
    bool reads_itself = c->rule_depth > 0 && c->rule_stack[c->rule_depth - 1] == by;
    if (reads_itself && c->ordinary[rule] == BO_NONE) {
        struct bo_where where = c->b.where;
        const char *cite = c->b.cite;
        unsigned calls = c->call_depth;
        c->rule_stack[c->rule_depth++] = rule;
        c->call_depth = 0;
        c->ordinary[rule] = compiled_rule(c, c->set->rules.at[rule]);
        c->rule_depth--;
        c->call_depth = calls;
        c->b.where = where;
        c->b.cite = cite;
    }
    if (reads_itself) {
        return c->ordinary[rule];
    }
    if (c->program->rule_node[rule] == BO_NONE) {
        uint32_t node = bo_rule_node(c, by);
        c->program->rule_node[rule] = node == BO_FAILED ? node : named_node(c, c->set->rules.at[rule], node);
    }
    return c->program->rule_node[rule];
}

uint32_t bo_rule_node(struct bo_compiler *c, uint32_t rule)
{
    enum { NOT_BEGUN, UNDER_WAY, DONE };
    if (c->replaced_by[rule] != BO_NONE) {
        return replaced_node(c, rule, c->replaced_by[rule]);
    }
    if (c->rule_state[rule] == UNDER_WAY) {
        told_circle(c, rule);
        return BO_FAILED;
    }
    if (c->rule_state[rule] == NOT_BEGUN) {
        struct bo_where where = c->b.where;
        const char *cite = c->b.cite;
        unsigned calls = c->call_depth;
        c->rule_state[rule] = UNDER_WAY;
        c->rule_stack[c->rule_depth++] = rule;
        c->call_depth = 0;
        c->program->rule_node[rule] = compiled_rule(c, c->set->rules.at[rule]);
        c->rule_depth--;
        c->rule_state[rule] = DONE;
        c->call_depth = calls;
        c->b.where = where;
        c->b.cite = cite;
    }
    return c->program->rule_node[rule];
}

static void compile_message(struct bo_compiler *c, const struct bo_message *message)
{
    const struct bo_named *named = &message->named;
    struct bo_view view = {.c = c, .entity = message->entity, .formula = &message->test.formula};
    c->b.where = (struct bo_where){.place = message->test.formula.at};
    c->b.cite = named->cites.n > 0 ? bo_cite_text(&c->program->arena, &named->cites.at[0]) : NULL;
    struct bo_val val = bo_formula(&view, message->test.ast);
    uint32_t node = bo_scalar(&view, message->test.ast, &val, "a message's test");
    if (node != BO_FAILED && bo_at(&c->b, node)->kind != BO_BOOLEAN) {
        bo_formula_error(&view, message->test.ast, "type-mismatch", "a message's test is true or false, not a %s",
                         bo_kind_name(bo_at(&c->b, node)->kind));
    }
    c->program->message_node[named->index] = node;
    c->program->message_term[named->index] = val.term;
}

static void *marks(struct bo_arena *arena, size_t n)
{
    uint32_t *all = bo_alloc_array(arena, n, sizeof *all);
    for (size_t i = 0; i < n; i++) {
        all[i] = BO_NONE;
    }
    return all;
}

static void find_replaced(struct bo_compiler *c)
{
    for (size_t i = 0; c->options->by_day && i < c->set->rules.n; i++) {
        const char *replaces = c->set->rules.at[i]->replaces;
        const struct bo_named *named = replaces != NULL ? bo_set_find(c->set, replaces) : NULL;
        if (named != NULL) {
            c->replaced_by[named->index] = (uint32_t)i;
        }
    }
}

enum bo_status bo_compile(const struct bo_set *set, const struct bo_compile_options *options,
                          struct bo_program **program, struct bo_diags *diags)
{
    struct bo_program *p = bo_program_new(set);
    struct bo_arena *arena = &p->arena;
    struct bo_compiler c = {.program = p, .set = set, .options = options};
    size_t before = diags->errors;
    p->options = *options;
    bo_build_init(&c.b, p, diags);
    add_columns(p);
    p->rule_node = marks(arena, set->rules.n);
    p->rule_term = bo_alloc_array(arena, set->rules.n, sizeof(struct bo_term *));
    p->param_node = marks(arena, set->params.n);
    p->message_node = marks(arena, set->messages.n);
    p->message_term = bo_alloc_array(arena, set->messages.n, sizeof(struct bo_term *));
    c.rule_state = bo_alloc_array(arena, set->rules.n, sizeof *c.rule_state);
    c.rule_stack = bo_alloc_array(arena, 2 * set->rules.n, sizeof *c.rule_stack); /* a replaced one may stand twice */
    c.replaced_by = marks(arena, set->rules.n);
    c.ordinary = marks(arena, set->rules.n);
    find_replaced(&c);
    c.input_reason = bo_alloc_array(arena, p->columns.n, sizeof *c.input_reason);
    c.table_of = marks(arena, set->tables.n);
    c.scale_of = bo_alloc_array(arena, set->scales.n, sizeof(struct bo_scale_parts *));
    c.missing_reason = bo_alloc_array(arena, set->missings.n, sizeof *c.missing_reason);
    for (size_t i = 0; i < set->rules.n; i++) {
        bo_rule_node(&c, (uint32_t)i);
    }
    for (size_t i = 0; i < set->messages.n; i++) {
        compile_message(&c, set->messages.at[i]);
    }
    bo_build_fini(&c.b);
    if (diags->errors > before) {
        bo_program_free(p);
        return BO_BAD_RULES;
    }
    *program = p;
    return BO_OK;
}
