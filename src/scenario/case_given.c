/* Figures that stand in the case: `given` in place of a rule's own, and `awards` to compare with. */
#include "scenario/case_reader.h"

#include <string.h>

enum { GIVEN_MAX = 1000000000 /* of the unit, so that what is worked out from it can be held */ };

/* The rule of a name, or a fault that says what the name is instead. */
static const struct bo_rule *find_rule(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                                       const char *name)
{
    const struct bo_set *set = reader->set;
    const struct bo_named *named = bo_set_find(set, name);
    if (named != NULL && named->element == BO_E_RULE) {
        return (const struct bo_rule *)named;
    }
    if (named != NULL && named->element == BO_E_INPUT) {
        const struct bo_input *input = (const struct bo_input *)named;
        bo_case_fault(reader, scenario, path, "is-input",
                      "'%s' is a fact of the case: give it as the field '%s' of the %s", name, input->key,
                      input->entity_id);
        return NULL;
    }
    struct bo_candidates rules = {0};
    for (size_t i = 0; i < set->rules.n; i++) {
        BO_PUSH(reader->arena, &rules.name, set->rules.at[i]->named.id);
    }
    bo_case_fault(reader, scenario, path, "unknown-name",
                  named != NULL ? "'%s' is not worked out by a rule%s" : "there is no variable '%s'%s", name,
                  bo_case_hint(reader, name, &rules));
    return NULL;
}

/* Values: exactly what the rule's node can hold. */

static bool exact_number(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *json,
                         int64_t den, bo_wide *value)
{
    unsigned scale = 0;
    bo_wide power = 1;
    /* The decimals that a finite decimal over this denominator can have: as many as it has twos or fives in it. */
    for (int64_t twos = den, fives = den; (twos % 2 == 0 || fives % 5 == 0) && scale < 18; scale++) {
        twos /= twos % 2 == 0 ? 2 : 1;
        fives /= fives % 5 == 0 ? 5 : 1;
        power *= 10;
    }
    bo_wide decimal = 0;
    if (!bo_case_decimal(reader, scenario, path, json, scale, &decimal)) {
        return false;
    }
    if (decimal > ((bo_wide)1 << 62) || decimal < -((bo_wide)1 << 62)) {
        bo_case_fault(reader, scenario, path, "out-of-range", "the figure is too big");
        return false;
    }
    if (decimal * den % power != 0) {
        bo_case_fault(reader, scenario, path, "too-fine", "the figure has more decimals than the rule's own");
        return false;
    }
    *value = decimal * den / power;
    return true;
}

static bool code_value(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *json,
                       bo_wide *value)
{
    uint32_t number = 0;
    if (!json_is_string(json)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "expected a code, a string, not %s", bo_json_kind(json));
        return false;
    }
    const char *text = json_string_value(json);
    if (!bo_intern_find(&reader->program->codes, text, &number)) {
        struct bo_candidates codes = {0};
        for (size_t i = 0; i < reader->program->codes.texts.n; i++) {
            BO_PUSH(reader->arena, &codes.name, reader->program->codes.texts.at[i]);
        }
        bo_case_fault(reader, scenario, path, "unknown-name", "no rule knows the code '%s'%s", text,
                      bo_case_hint(reader, text, &codes));
        return false;
    }
    *value = number;
    return true;
}

static bool duration_value(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                           const json_t *json, bool months, bo_wide *value)
{
    bool in_months = false;
    int64_t count = 0;
    const char *text = json_is_string(json) ? json_string_value(json) : "";
    if (!bo_duration_parse(text, strlen(text), &in_months, &count) || in_months != months) {
        bo_case_fault(reader, scenario, path, "wrong-type", "expected a duration in %s, like \"%s\"",
                      months ? "months" : "days", months ? "P3M" : "P10D");
        return false;
    }
    *value = count;
    return true;
}

static bool figure(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *json,
                   const struct bo_node *node, bo_wide *value)
{
    int64_t day = 0;
    switch (node->kind) {
    case BO_NUMBER:
        if (json_is_object(json)) {
            bo_case_fault(reader, scenario, path, "wrong-type", "expected the figure itself%s%s, like \"500.00\"",
                          node->unit.n > 0 ? " in " : "",
                          node->unit.n > 0 ? bo_unit_text(&reader->set->symbols, &node->unit, reader->arena) : "");
            return false;
        }
        return exact_number(reader, scenario, path, json, node->den, value);
    case BO_BOOLEAN:
        if (!json_is_boolean(json)) {
            bo_case_fault(reader, scenario, path, "wrong-type", "expected true or false, without quotes, not %s",
                          bo_json_kind(json));
            return false;
        }
        *value = json_is_true(json);
        return true;
    case BO_DATE:
        if (!bo_case_date(reader, scenario, path, json, &day)) {
            return false;
        }
        *value = day;
        return true;
    case BO_CODE:
        return code_value(reader, scenario, path, json, value);
    default:
        return duration_value(reader, scenario, path, json, node->kind == BO_MONTHS, value);
    }
}

/* Of a date or a duration. */
static char *bound_text(struct bo_case_reader *reader, const struct bo_node *node, bo_wide value)
{
    return node->kind == BO_DATE ? bo_date_text(reader->arena, (int64_t)value)
                                 : bo_duration_text(reader->arena, node->kind == BO_MONTHS, (int64_t)value);
}

/* A number outside of what the rule can give is noted, so that the rules are compiled with room for it. */
static bool has_room(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                     const struct bo_rule *rule, const struct bo_node *node, bo_wide value)
{
    bo_wide most = (bo_wide)GIVEN_MAX * node->den;
    if (value >= node->lo && value <= node->hi) {
        return true;
    }
    if (node->kind == BO_NUMBER && value <= most && value >= -most) {
        struct bo_widened beyond = {rule->named.index, value, node->den};
        BO_PUSH(reader->arena, &reader->kase->beyond, beyond);
        return true;
    }
    if (node->kind == BO_NUMBER) {
        bo_case_fault(reader, scenario, path, "out-of-range", "a given figure is at most %d", GIVEN_MAX);
    } else if (node->kind == BO_CODE || node->kind == BO_BOOLEAN) {
        bo_case_fault(reader, scenario, path, "out-of-range", "'%s' never has this value", rule->named.id);
    } else {
        bo_case_fault(reader, scenario, path, "out-of-range", "'%s' lies between %s and %s", rule->named.id,
                      bound_text(reader, node, node->lo), bound_text(reader, node, node->hi));
    }
    return false;
}

static void give(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *json,
                 const struct bo_rule *rule, size_t instance)
{
    const struct bo_node *node = &reader->program->nodes.at[reader->program->rule_node[rule->named.index]];
    struct bo_population *population = &reader->kase->population;
    struct bo_given given = {.rule = rule->named.index, .instance = (uint32_t)instance};
    if (!figure(reader, scenario, path, json, node, &given.value)) {
        return;
    }
    if (!has_room(reader, scenario, path, rule, node, given.value)) {
        return;
    }
    for (size_t i = 0; i < population->given.n; i++) {
        if (population->given.at[i].rule == given.rule && population->given.at[i].instance == given.instance) {
            bo_case_fault(reader, scenario, path, "given-twice", "'%s' is given elsewhere for the same %s",
                          rule->named.id, rule->entity_id);
            return;
        }
    }
    BO_PUSH(&population->arena, &population->given, given);
}

/* Instances */

/* The instance of a containing entity (or itself). */
static size_t container(const struct bo_case_reader *reader, size_t e, size_t instance, size_t outer)
{
    while (e != outer) {
        instance = reader->found[e].at[instance].parent;
        e = (size_t)reader->set->entities.at[e]->in;
    }
    return instance;
}

/* How many instances of an inner entity an instance contains, and the last of them. */
static size_t contained(const struct bo_case_reader *reader, size_t e, size_t instance, size_t inner, size_t *last)
{
    size_t n = 0;
    for (size_t i = 0; i < reader->found[inner].n; i++) {
        if (container(reader, inner, i, e) == instance) {
            *last = i;
            n++;
        }
    }
    return n;
}

static char *where_to_put(struct bo_case_reader *reader, const struct bo_rule *rule, size_t scenario)
{
    const struct bo_entity *entity = reader->set->entities.at[rule->entity];
    for (size_t i = 0; i < reader->found[rule->entity].n; i++) {
        const struct bo_found *found = &reader->found[rule->entity].at[i];
        if (found->scenario == scenario) {
            return bo_printf(reader->arena, "put it into \"given\" of one of them, like %s/given/%s",
                             bo_json_pointer_text(reader->arena, found->path), rule->named.id);
        }
    }
    return bo_printf(reader->arena, "this case has no %s", entity->key);
}

/* `given` inside an instance's object. */
static void read_given_of(struct bo_case_reader *reader, size_t e, size_t instance)
{
    const struct bo_found *found = &reader->found[e].at[instance];
    struct bo_path all = {found->path, "given", 0};
    const struct bo_set *set = reader->set;
    json_t *given = json_object_get(found->value, "given"), *json;
    const char *name;
    if (given != NULL && !json_is_object(given)) {
        bo_case_fault(reader, found->scenario, &all, "wrong-type", "given figures are an object, not %s",
                      bo_json_kind(given));
    }
    json_object_foreach(given, name, json) {
        struct bo_path path = {&all, name, 0};
        const struct bo_rule *rule = find_rule(reader, found->scenario, &path, name);
        if (rule == NULL) {
            continue;
        }
        /* At the top of the case a figure is that of the shown unit, or of what contains it. */
        size_t from = e, of = instance, last = 0;
        if (e == 0 && set->sheet.entity_id != NULL && bo_entity_within(set, set->sheet.entity, rule->entity)) {
            from = set->sheet.entity;
            of = reader->kase->scenario[found->scenario].subject;
            if (of >= reader->found[from].n) {
                continue; /* there is none, which is told */
            }
        }
        size_t n = 1;
        if (from != e || rule->entity == e) {
            last = container(reader, from, of, rule->entity);
        } else if (bo_entity_within(set, rule->entity, (unsigned)e)) {
            n = contained(reader, e, instance, rule->entity, &last);
        } else {
            bo_case_fault(reader, found->scenario, &path, "wrong-place",
                          "'%s' is a figure of the %s, not of the %s: put it into \"given\" of the case", name,
                          rule->entity_id, set->entities.at[e]->named.id);
            continue;
        }
        if (n != 1) {
            bo_case_fault(reader, found->scenario, &path, "wrong-place", "'%s' is a figure of each %s: %s", name,
                          rule->entity_id, where_to_put(reader, rule, found->scenario));
            continue;
        }
        give(reader, found->scenario, &path, json, rule, last);
    }
}

void bo_case_read_given(struct bo_case_reader *reader)
{
    for (size_t e = reader->set->entities.n; e-- > 0;) { /* the innermost first: the outer one is told as the second */
        for (size_t i = 0; i < reader->found[e].n; i++) {
            read_given_of(reader, e, i);
        }
    }
}

void bo_case_read_awards(struct bo_case_reader *reader)
{
    struct bo_path all = {NULL, "awards", 0};
    json_t *awards = json_object_get(reader->root, "awards"), *json, *amount;
    const char *name;
    if (awards != NULL && !json_is_object(awards)) {
        bo_case_fault(reader, BO_ROOT, &all, "wrong-type", "awards are an object, not %s", bo_json_kind(awards));
    }
    json_object_foreach(awards, name, json) {
        struct bo_path path = {&all, name, 0};
        struct bo_award award = {0};
        const struct bo_rule *rule = find_rule(reader, BO_ROOT, &path, name);
        if (rule != NULL && rule->kind != BO_NUMBER) {
            bo_case_fault(reader, BO_ROOT, &path, "wrong-type", "'%s' is no amount", name);
            continue;
        }
        if (!bo_case_recurring(reader, BO_ROOT, &path, json, NULL, 0, &amount, &award.per) ||
            !bo_case_decimal(reader, BO_ROOT, &(struct bo_path){&path, "amount", 0}, amount, 2, &award.amount) ||
            rule == NULL) {
            continue;
        }
        if (award.amount < 0) {
            bo_case_fault(reader, BO_ROOT, &(struct bo_path){&path, "amount", 0}, "out-of-range",
                          "an award is not below 0");
            continue;
        }
        award.rule = rule->named.index;
        award.pointer = bo_json_pointer_text(reader->arena, &path);
        BO_PUSH(reader->arena, &reader->kase->awards, award);
    }
}
