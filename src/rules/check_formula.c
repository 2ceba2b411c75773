/* Formulas, as far as their types do not matter: citations of roundings, functions that are not of rule files, names of
 * other elements in calls, and functions that call themselves. */
#include "num/dec.h"
#include "rules/check.h"

#include <string.h>

enum { CALL_DEPTH_MAX = 64 }; /* functions inside functions */

struct walk {
    struct bo_checking *checking;
    const struct bo_formula *formula;
    bool rounds;
    size_t *calls, n_calls; /* functions called; NULL: not asked for */
};

static struct bo_place place_of(const struct walk *walk, const struct bo_ast *ast)
{
    return bo_formula_place(walk->formula, ast->start);
}

static void check_not_calculated(struct walk *walk, const struct bo_ast *call)
{
    if (call->n != 1 || call->kid[0]->kind != BO_AST_STRING) {
        return; /* the compiler says what it takes */
    }
    const char *id = call->kid[0]->text;
    const struct bo_named *named = bo_set_find(walk->checking->set, id);
    if (named == NULL || named->element != BO_E_MISSING) {
        bo_check_unknown(walk->checking, place_of(walk, call->kid[0]), "<not-calculated>", id);
    }
}

static void check_previous(struct walk *walk, const struct bo_ast *call)
{
    if (call->n != 1 || call->kid[0]->kind != BO_AST_NAME) {
        return;
    }
    const char *id = call->kid[0]->text;
    const struct bo_named *named = bo_set_find(walk->checking->set, id);
    if (named == NULL || named->element != BO_E_RULE) {
        bo_check_unknown(walk->checking, place_of(walk, call->kid[0]), "rule", id);
    } else if (((const struct bo_rule *)named)->initial == NULL) {
        bo_check_error(walk->checking, place_of(walk, call), "missing-attribute",
                       "previous(%s) needs the attribute 'initial' on that rule: its value before the first period",
                       id);
    }
}

static void check_call(struct walk *walk, const struct bo_ast *call)
{
    static const char *const roundings[] = {"round up",        "round down", "round half up",
                                            "round half down", "floor",      "ceiling"};
    for (size_t i = 0; i < sizeof roundings / sizeof *roundings; i++) {
        walk->rounds |= strcmp(call->text, roundings[i]) == 0;
    }
    if (strcmp(call->text, "decimal") == 0) {
        bo_check_error(walk->checking, place_of(walk, call), "not-in-rules",
                       "decimal() is not for rules: say how the law rounds (round half up, round down …)");
    } else if (strcmp(call->text, "not calculated") == 0) {
        check_not_calculated(walk, call);
    } else if (strcmp(call->text, "previous") == 0) {
        check_previous(walk, call);
    }
}

static void walk_ast(struct walk *walk, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_CALL) {
        check_call(walk, ast);
        const struct bo_named *named = bo_set_find(walk->checking->set, ast->text);
        if (walk->calls != NULL && named != NULL && named->element == BO_E_FUNCTION) {
            bool known = false;
            for (size_t i = 0; i < walk->n_calls; i++) {
                known |= walk->calls[i] == named->index;
            }
            if (!known) {
                walk->calls[walk->n_calls++] = named->index;
            }
        }
    }
    for (uint32_t i = 0; i < ast->n; i++) {
        walk_ast(walk, ast->kid[i]);
    }
}

static void walk_expr(struct walk *walk, const struct bo_expr *expr)
{
    if (expr->ast != NULL) {
        walk->formula = &expr->formula;
        walk_ast(walk, expr->ast);
    }
}

static void walk_body(struct walk *walk, struct bo_body *body)
{
    for (size_t i = 0; i < body->lets.n; i++) {
        walk_expr(walk, &body->lets.at[i].expr);
    }
    walk_expr(walk, &body->expr);
    for (size_t i = 0; i < body->whens.n; i++) {
        bo_check_cite(walk->checking, &body->whens.at[i].cite);
        walk_expr(walk, &body->whens.at[i].test);
        walk_expr(walk, &body->whens.at[i].value);
    }
}

/* A rounding has its own law, and a law of rounding has a rounding. */
static void check_rounding(struct walk *walk, const struct bo_named *named)
{
    const struct bo_cite *cite = NULL;
    for (size_t i = 0; i < named->cites.n && cite == NULL; i++) {
        cite = named->cites.at[i].role == BO_CITE_ROUNDING ? &named->cites.at[i] : NULL;
    }
    if (walk->rounds && cite == NULL) {
        bo_check_error(walk->checking, named->place, "missing-cite",
                       "'%s' rounds, and cites no law of the rounding: <cite … role=\"rounding\"/>", named->id);
    } else if (!walk->rounds && cite != NULL) {
        bo_check_error(walk->checking, cite->place, "needless-cite",
                       "'%s' cites law of a rounding, and no rounding function stands in its formula", named->id);
    }
}

/* Names inside a body may not hide those of the set. */
static void check_local(struct bo_checking *checking, struct bo_place place, const char *what, const char *id)
{
    const struct bo_named *named = bo_set_find(checking->set, id);
    if (named != NULL) {
        bo_check_error(checking, place, "hidden-name", "%s '%s' hides the element of that name (%s:%d)", what, id,
                       named->place.file != NULL ? named->place.file : "the language", named->place.line);
    }
}

static void check_lets(struct bo_checking *checking, const struct bo_body *body)
{
    for (size_t i = 0; i < body->lets.n; i++) {
        check_local(checking, body->lets.at[i].expr.formula.at, "the <let>", body->lets.at[i].id);
    }
}

/* Functions that call themselves, or each other too deep to be inlined. */

struct calls { /* of one function */
    size_t *to, n;
    int depth; /* 0 not seen, -1 on the way, else 1 + the deepest that it calls */
};

static void report_cycle(struct bo_checking *checking, const size_t *path, size_t n, size_t again)
{
    struct bo_set *set = checking->set;
    size_t first = 0;
    while (path[first] != again) {
        first++;
    }
    const char *text = set->functions.at[path[first]]->named.id;
    for (size_t i = first + 1; i < n; i++) {
        text = bo_printf(&checking->scratch, "%s → %s", text, set->functions.at[path[i]]->named.id);
    }
    const struct bo_named *named = &set->functions.at[again]->named;
    checking->element = named;
    bo_check_error(checking, named->place, "function-cycle", "functions do not call themselves: %s → %s", text,
                   named->id);
}

static void visit_function(struct bo_checking *checking, struct calls *calls, size_t function, size_t *path, size_t n)
{
    struct calls *own = &calls[function];
    path[n++] = function;
    own->depth = -1;
    int deepest = 0;
    for (size_t i = 0; i < own->n; i++) {
        struct calls *other = &calls[own->to[i]];
        if (other->depth == 0 && n < CALL_DEPTH_MAX) {
            visit_function(checking, calls, own->to[i], path, n);
        } else if (other->depth == -1) {
            report_cycle(checking, path, n, own->to[i]);
        }
        int depth = other->depth > 0 ? other->depth : other->depth == 0 ? CALL_DEPTH_MAX : 0;
        deepest = depth > deepest ? depth : deepest;
    }
    own->depth = deepest + 1;
    if (own->depth == CALL_DEPTH_MAX + 1) {
        const struct bo_named *named = &checking->set->functions.at[function]->named;
        checking->element = named;
        bo_check_error(checking, named->place, "too-deep", "functions call each other more than %d deep",
                       CALL_DEPTH_MAX);
    }
}

static void check_functions(struct bo_checking *checking)
{
    struct bo_set *set = checking->set;
    struct calls *calls = bo_alloc_array(&checking->scratch, set->functions.n, sizeof *calls);
    size_t *to = bo_alloc_array(&checking->scratch, set->functions.n, sizeof *to), path[CALL_DEPTH_MAX];
    for (size_t i = 0; i < set->functions.n; i++) {
        struct bo_function *function = set->functions.at[i];
        struct walk walk = {.checking = checking, .calls = to};
        checking->element = &function->named;
        for (size_t a = 0; a < function->arguments.n; a++) {
            check_local(checking, function->named.place, "the argument", function->arguments.at[a].id);
        }
        check_lets(checking, &function->body);
        walk_body(&walk, &function->body);
        check_rounding(&walk, &function->named);
        calls[i] =
            (struct calls){.to = bo_alloc_array(&checking->scratch, walk.n_calls, sizeof *to), .n = walk.n_calls};
        for (size_t c = 0; c < walk.n_calls; c++) {
            calls[i].to[c] = to[c];
        }
    }
    for (size_t i = 0; i < set->functions.n; i++) {
        if (calls[i].depth == 0) {
            visit_function(checking, calls, i, path, 0);
        }
    }
}

/* min, max, and the value before the first period, which lies between them. */
static void check_bounds(struct bo_checking *checking, const struct bo_rule *rule)
{
    enum { MIN, MAX, INITIAL, BOUNDS };
    static const char *const names[BOUNDS] = {"min", "max", "initial"};
    const char *text[BOUNDS] = {rule->min, rule->max, rule->initial};
    bo_wide number[BOUNDS] = {0};
    bool good[BOUNDS], fine, big;
    for (int i = MIN; i < BOUNDS; i++) {
        good[i] = text[i] != NULL;
        if (good[i] && i != INITIAL && rule->kind != BO_NUMBER) {
            bo_check_error(checking, rule->named.place, "bad-bounds", "only a number has min and max");
            good[i] = false;
        }
        unsigned scale = rule->scale == BO_SCALE_EXACT ? 18 : (unsigned)rule->scale;
        good[i] = good[i] &&
                  bo_check_value(checking, rule->named.place, names[i], rule->kind, rule->scale, text[i]) &&
                  rule->kind == BO_NUMBER &&
                  bo_dec_parse_scaled(text[i], strlen(text[i]), scale, &number[i], &fine, &big);
    }
    if (good[MIN] && good[MAX] && number[MIN] > number[MAX]) {
        bo_check_error(checking, rule->named.place, "bad-bounds", "min is above max");
    } else if (good[INITIAL] && ((good[MIN] && number[INITIAL] < number[MIN]) ||
                                 (good[MAX] && number[INITIAL] > number[MAX]))) {
        bo_check_error(checking, rule->named.place, "bad-bounds", "initial '%s' is not between min and max",
                       rule->initial);
    }
}

static void check_rule(struct bo_checking *checking, struct bo_rule *rule)
{
    struct bo_place place = rule->named.place;
    struct walk walk = {.checking = checking};
    check_bounds(checking, rule);
    int64_t count;
    bool months;
    if (rule->back != NULL && rule->kind != BO_DATE) {
        bo_check_error(checking, place, "bad-clock", "only a rule of a date has 'back'");
    } else if (rule->back != NULL &&
               (!bo_duration_parse(rule->back, strlen(rule->back), &months, &count) || count < 0)) {
        bo_check_error(checking, place, "bad-clock", "back is a duration (P1M, P7D), not '%s'", rule->back);
    }
    check_lets(checking, &rule->body);
    walk_body(&walk, &rule->body);
    check_rounding(&walk, &rule->named);
}

/* The fact that an error is about belongs to the message's entity. */
static void check_field(struct bo_checking *checking, struct bo_message *message)
{
    if (message->field_id == NULL) {
        return;
    }
    const struct bo_named *named = bo_set_find(checking->set, message->field_id);
    if (named == NULL || named->element != BO_E_INPUT ||
        ((const struct bo_input *)named)->entity != message->entity) {
        bo_check_error(checking, message->named.place, "unknown-name", "the %s has no input '%s'",
                       checking->set->entities.at[message->entity]->named.id, message->field_id);
        return;
    }
    message->field = (const struct bo_input *)named;
}

/* The day by which to act is a rule that the message's instance has itself. */
static void check_by(struct bo_checking *checking, struct bo_message *message)
{
    if (message->by_id == NULL) {
        return;
    }
    const struct bo_named *named = bo_set_find(checking->set, message->by_id);
    message->by = named != NULL && named->element == BO_E_RULE ? (const struct bo_rule *)named : NULL;
    if (message->by == NULL || message->by->kind != BO_DATE || message->by->entity != message->entity) {
        bo_check_error(checking, message->named.place, "unknown-name", "the %s has no rule '%s' of a date",
                       checking->set->entities.at[message->entity]->named.id, message->by_id);
    }
}

void bo_check_formulas(struct bo_checking *checking)
{
    struct bo_set *set = checking->set;
    check_functions(checking);
    for (size_t i = 0; i < set->rules.n; i++) {
        checking->element = &set->rules.at[i]->named;
        check_rule(checking, set->rules.at[i]);
    }
    for (size_t i = 0; i < set->messages.n; i++) {
        struct walk walk = {.checking = checking};
        check_field(checking, set->messages.at[i]);
        check_by(checking, set->messages.at[i]);
        checking->element = &set->messages.at[i]->named;
        walk_expr(&walk, &set->messages.at[i]->test);
    }
    checking->element = NULL;
}
