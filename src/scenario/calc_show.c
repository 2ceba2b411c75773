/* What --show asks for: values of the shown unit and of each person in it. */
#include "scenario/figure.h"
#include "scenario/run.h"

#include <string.h>

static const char *value_text(struct bo_calculating *c, const struct bo_node *node, struct bo_figure figure)
{
    unsigned places = bo_is_money(c->calc->program->set, &node->unit) ? 2 : 0;
    return figure.known ? bo_answer_text(&c->calc->arena, c->calc->program, node, figure.n, figure.den, places) : NULL;
}

static bool sums(const struct bo_node *node)
{
    return node->kind == BO_NUMBER || node->kind == BO_DAYS || node->kind == BO_MONTHS;
}

/* A value as an instance sees it; false when it has none. */
static bool value_of(struct bo_calculating *c, const struct bo_named *named, const char *id, unsigned entity,
                     size_t instance, struct bo_calc_value *value)
{
    struct bo_node node = {0};
    struct bo_answer answer = bo_seen(&c->reader, named, entity, instance, &node);
    if (answer.count == 0 && !(named->element == BO_E_RULE && ((const struct bo_rule *)named)->kind == BO_NUMBER)) {
        return false;
    }
    if (answer.count == 0) { /* a sum over nothing */
        node = c->calc->program->nodes.at[c->calc->program->rule_node[named->index]];
        answer.den = node.den;
    }
    *value = (struct bo_calc_value){.id = id, .named = named};
    value->figure =
        (struct bo_figure){.known = answer.reason == 0, .n = answer.n, .den = answer.den, .reason = answer.reason};
    value->text = value_text(c, &node, value->figure);
    return true;
}

/* The named instances (of entities that are maps) inside the shown unit, each with its values. */
static struct bo_calc_person *person(struct bo_calculating *c, size_t s, unsigned entity, const char *name)
{
    struct bo_calc_scenario *to = &c->calc->scenarios.at[s];
    const char *key = c->calc->program->set->entities.at[entity]->key;
    for (size_t i = 0; i < to->persons.n; i++) {
        if (to->persons.at[i].entity_key == key && strcmp(to->persons.at[i].name, name) == 0) {
            return &to->persons.at[i];
        }
    }
    struct bo_calc_person new = {.entity_key = key, .name = name};
    BO_PUSH(&c->calc->arena, &to->persons, new);
    return &to->persons.at[to->persons.n - 1];
}

static void show_person(struct bo_calculating *c, size_t s, unsigned entity, size_t instance,
                        const struct bo_named *named)
{
    struct bo_calc_value value;
    if (!value_of(c, named, named->id, entity, instance, &value)) {
        return;
    }
    struct bo_calc_person *who = person(c, s, entity, c->calc->kase->name[entity][instance]);
    struct bo_calc_value *grown = bo_alloc_array(&c->calc->arena, who->n + 1, sizeof *grown);
    if (who->n > 0) {
        memcpy(grown, who->values, who->n * sizeof *grown);
    }
    for (size_t i = 0; i < who->n; i++) {
        if (who->values[i].named == named) {
            return;
        }
    }
    grown[who->n++] = value;
    who->values = grown;
}

static unsigned entity_of(const struct bo_named *named)
{
    return named->element == BO_E_RULE ? ((const struct bo_rule *)named)->entity
                                       : ((const struct bo_input *)named)->entity;
}

static void show_in_scenario(struct bo_calculating *c, size_t s, const struct bo_named *named)
{
    const struct bo_set *set = c->calc->program->set;
    const struct bo_case *kase = c->calc->kase;
    struct bo_calc_scenario *to = &c->calc->scenarios.at[s];
    unsigned own = entity_of(named), sheet = set->sheet.entity;
    bool inside = own != sheet && bo_entity_within(set, own, sheet);
    struct bo_calc_value value;
    struct bo_node node = {0};
    bo_seen(&c->reader, named, sheet, kase->scenario[s].subject, &node);
    if ((!inside || node.op == BO_OP_CONST || sums(&node)) &&
        value_of(c, named, named->id, sheet, kase->scenario[s].subject, &value)) {
        BO_PUSH(&c->calc->arena, &to->values, value);
    }
    for (unsigned e = 0; inside && e < set->entities.n; e++) {
        if (set->entities.at[e]->kind != BO_ENTITY_MAP || !bo_entity_within(set, own, e)) {
            continue;
        }
        for (size_t i = 0; i < kase->population.n[e]; i++) {
            if (bo_is_shown(kase, e, i, s)) {
                show_person(c, s, e, i, named);
            }
        }
    }
}

static enum bo_status show_one(struct bo_calculating *c, const char *id)
{
    const struct bo_set *set = c->calc->program->set;
    const struct bo_case *kase = c->calc->kase;
    const char *slash = strrchr(id, '/');
    const struct bo_named *named = bo_set_find(set, slash != NULL ? slash + 1 : id);
    if (named == NULL || (named->element != BO_E_RULE && named->element != BO_E_INPUT)) {
        bo_diag(c->diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "there is no variable '%s'%s",
                slash != NULL ? slash + 1 : id,
                named == NULL ? bo_did_you_mean(c, bo_set_nearest(set, slash != NULL ? slash + 1 : id)) : "");
        return BO_USAGE;
    }
    for (size_t s = 0; slash == NULL && s < kase->n_scenarios; s++) {
        show_in_scenario(c, s, named);
    }
    if (slash == NULL) {
        return BO_OK;
    }
    bool found = false;
    const char *key = bo_strndup(&c->calc->arena, id, strcspn(id, "/"));
    const char *name = bo_strndup(&c->calc->arena, id + strlen(key) + 1,
                                  (size_t)(slash - id) > strlen(key) ? (size_t)(slash - id) - strlen(key) - 1 : 0);
    for (unsigned e = 0; e < set->entities.n; e++) {
        for (size_t i = 0; strcmp(set->entities.at[e]->key, key) == 0 && i < kase->population.n[e]; i++) {
            struct bo_calc_value value;
            if (strcmp(kase->name[e][i], name) != 0) {
                continue;
            }
            found = true;
            size_t s = kase->scenario_of[e][i];
            if (value_of(c, named, id, e, i, &value)) {
                BO_PUSH(&c->calc->arena, &c->calc->scenarios.at[s].values, value);
                show_person(c, s, e, i, named);
            }
        }
    }
    if (!found) {
        bo_diag(c->diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "there is no '%s/%s' in the case", key, name);
        return BO_USAGE;
    }
    return BO_OK;
}

enum bo_status bo_calc_show(struct bo_calculating *c)
{
    const struct bo_set *set = c->calc->program->set;
    enum bo_status status = BO_OK;
    if (c->options->show == NULL) {
        return BO_OK;
    }
    if (strcmp(c->options->show, "all") == 0) {
        for (size_t r = 0; r < set->rules.n; r++) {
            for (size_t s = 0; s < c->calc->kase->n_scenarios; s++) {
                show_in_scenario(c, s, &set->rules.at[r]->named);
            }
        }
        return BO_OK;
    }
    for (const char *p = c->options->show; *p != '\0';) {
        size_t n = strcspn(p, ",");
        if (n > 0) {
            enum bo_status one = show_one(c, bo_strndup(&c->calc->arena, p, n));
            status = status == BO_OK ? one : status;
        }
        p += n + (p[n] == ',');
    }
    return status;
}
