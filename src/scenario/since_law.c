/* Which published values, and which rules, are others than they were: of what the figures of both calculations hang
 * on. */
#include "scenario/consult.h"
#include "scenario/sentence.h"
#include "scenario/since.h"

#include <string.h>

struct looking {
    struct bo_since *since;
    const struct bo_calc *now, *then;
    struct bo_arena *arena;
    struct bo_reader reader;
    struct bo_consulted used, was_used;
};

static void push_cite(struct bo_arena *arena, const struct bo_cite *cite, bo_cited *cites)
{
    const char *text = bo_cite_text(arena, cite);
    BO_PUSH(arena, cites, text);
}

/* Published values */

static const char *bands_text(struct bo_arena *arena, const struct bo_bands *bands)
{
    const char *all = "";
    for (size_t i = 0; i < bands->bands.n; i++) {
        const struct bo_band *band = &bands->bands.at[i];
        all = band->to != NULL ? bo_printf(arena, "%s%s%s ≤ %s", all, i > 0 ? "; " : "", band->rate, band->to)
                               : bo_printf(arena, "%s%s%s", all, i > 0 ? "; " : "", band->rate);
    }
    return all;
}

/* The figures of a dated value as text; NULL for a table, whose rows are many. */
static const char *figures(struct bo_arena *arena, const struct bo_named *named, const struct bo_dated *dated)
{
    const struct bo_param *param = (const struct bo_param *)named;
    const struct bo_scale *scale = (const struct bo_scale *)named;
    for (size_t i = 0; named->element == BO_E_PARAM && i < param->values.n; i++) {
        if (&param->values.at[i].dated == dated) {
            return param->values.at[i].text;
        }
    }
    for (size_t i = 0; named->element == BO_E_SCALE && i < scale->versions.n; i++) {
        if (&scale->versions.at[i].dated == dated) {
            return bands_text(arena, &scale->versions.at[i]);
        }
    }
    return NULL;
}

/* The one value that was consulted of an element; NULL: none, or several at once. */
static const struct bo_consulted_value *only(const struct bo_consulted *consulted, const char *id)
{
    const struct bo_consulted_value *found = NULL;
    for (size_t i = 0; i < consulted->values.n; i++) {
        const struct bo_consulted_value *value = &consulted->values.at[i];
        if (value->dated == NULL || strcmp(value->named->id, id) != 0) {
            continue;
        }
        if (found != NULL && found->dated != value->dated) {
            return NULL;
        }
        found = value;
    }
    return found;
}

static const char *unit_of(const struct bo_named *named)
{
    return named->element == BO_E_PARAM   ? ((const struct bo_param *)named)->unit_text
           : named->element == BO_E_SCALE ? ((const struct bo_scale *)named)->unit_text
                                          : ((const struct bo_table *)named)->unit_text;
}

static void add_value(struct looking *l, const struct bo_consulted_value *was, const struct bo_consulted_value *now)
{
    struct bo_since_value value = {.named = now->named,
                                   .label = bo_label(&l->reader, now->named),
                                   .was = figures(l->arena, was->named, was->dated),
                                   .now = figures(l->arena, now->named, now->dated),
                                   .unit = unit_of(now->named),
                                   .was_from = was->dated->from,
                                   .now_from = now->dated->from};
    bool same =
        value.was != NULL && value.now != NULL ? strcmp(value.was, value.now) == 0 : value.was_from == value.now_from;
    for (size_t i = 0; i < l->since->values.n && !same; i++) {
        same = strcmp(l->since->values.at[i].named->id, now->named->id) == 0;
    }
    if (same) {
        return;
    }
    value.was = value.was != NULL ? bo_strdup(l->arena, value.was) : NULL; /* of rules that may be closed soon */
    if (now->dated->cite.source_id != NULL) {
        push_cite(l->arena, &now->dated->cite, &value.cites);
    }
    for (size_t i = 0; i < now->named->cites.n && value.cites.n == 0; i++) {
        push_cite(l->arena, &now->named->cites.at[i], &value.cites);
    }
    BO_PUSH(l->arena, &l->since->values, value);
}

static void compare_values(struct looking *l)
{
    for (size_t i = 0; i < l->used.values.n; i++) {
        const char *id = l->used.values.at[i].named->id;
        const struct bo_consulted_value *now = only(&l->used, id), *was = only(&l->was_used, id);
        if (now != NULL && was != NULL) {
            add_value(l, was, now);
        }
    }
}

/* Rules */

static void put_expr(struct bo_arena *arena, const char **text, const char *mark, const struct bo_expr *expr)
{
    if (expr->ast != NULL) {
        *text = bo_printf(arena, "%s%s%s\n", *text, mark, bo_ast_text(arena, expr->ast));
    }
}

/* The whole body as text, by which two are the same. */
static const char *body_text(struct bo_arena *arena, const struct bo_body *body)
{
    const char *text = "";
    for (size_t i = 0; i < body->lets.n; i++) {
        put_expr(arena, &text, body->lets.at[i].id, &body->lets.at[i].expr);
    }
    put_expr(arena, &text, "= ", &body->expr);
    for (size_t i = 0; i < body->whens.n; i++) {
        put_expr(arena, &text, body->unique ? "unique " : "when ", &body->whens.at[i].test);
        put_expr(arena, &text, "then ", &body->whens.at[i].value);
    }
    return text;
}

static bool is_used(const struct looking *l, const struct bo_rule *rule)
{
    const uint8_t *seen = l->used.seen[l->now->program->rule_node[rule->named.index]];
    bool used = false;
    for (size_t i = 0; seen != NULL && i < l->now->kase->population.n[rule->entity]; i++) {
        used |= seen[i] != 0;
    }
    return used;
}

static void add_rule(struct looking *l, const struct bo_named *named, bool is_new)
{
    struct bo_since_rule rule = {.id = named->id, .label = bo_label(&l->reader, named), .is_new = is_new};
    for (size_t i = 0; i < named->cites.n; i++) {
        if (named->cites.at[i].role == BO_CITE_LAW) {
            push_cite(l->arena, &named->cites.at[i], &rule.cites);
        }
    }
    BO_PUSH(l->arena, &l->since->rules, rule);
}

static void compare_rules(struct looking *l)
{
    const struct bo_set *set = l->now->program->set, *old = l->then->program->set;
    for (size_t i = 0; i < set->rules.n; i++) {
        const struct bo_rule *rule = set->rules.at[i];
        const struct bo_named *was = bo_set_find(old, rule->named.id);
        bool is_new = was == NULL || was->element != BO_E_RULE;
        if (rule->synthetic || !is_used(l, rule)) {
            continue;
        }
        if (is_new ||
            strcmp(body_text(l->arena, &rule->body), body_text(l->arena, &((const struct bo_rule *)was)->body)) != 0) {
            add_rule(l, &rule->named, is_new);
        }
    }
    for (size_t i = 0; i < set->functions.n; i++) {
        const struct bo_function *function = set->functions.at[i];
        const struct bo_named *was = bo_set_find(old, function->named.id);
        if (was != NULL && was->element == BO_E_FUNCTION &&
            strcmp(body_text(l->arena, &function->body),
                   body_text(l->arena, &((const struct bo_function *)was)->body)) != 0) {
            add_rule(l, &function->named, false);
        }
    }
}

void bo_since_law(struct bo_since *since, const struct bo_calc *now, const struct bo_calc *then, struct bo_arena *arena)
{
    struct looking l = {.since = since,
                        .now = now,
                        .then = then,
                        .arena = arena,
                        .reader = {arena, now->kase, now->results, now->lang}};
    bo_consult_init(&l.used, now->kase, now->results);
    bo_consult_init(&l.was_used, then->kase, then->results);
    bo_calc_consult(now, &l.used);
    bo_calc_consult(then, &l.was_used);
    compare_values(&l);
    if (now->program->set != then->program->set) {
        compare_rules(&l);
    }
    bo_consult_fini(&l.used);
    bo_consult_fini(&l.was_used);
}
