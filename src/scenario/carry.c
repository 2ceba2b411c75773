#include "scenario/carry.h"

#include <string.h>

/* The instance of `before` that was this one of `next`; BO_NONE when there was none. first: in its first scenario. */
static uint32_t same_instance(const struct bo_case *before, const struct bo_case *next, bool first, unsigned entity,
                              size_t i)
{
    const char *scenario = next->scenario[first ? 0 : next->scenario_of[entity][i]].id;
    for (uint32_t k = 0; k < before->population.n[entity]; k++) {
        if (strcmp(before->name[entity][k], next->name[entity][i]) == 0 &&
            strcmp(before->scenario[before->scenario_of[entity][k]].id, scenario) == 0) {
            return k;
        }
    }
    return BO_NONE;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* A program's reason as the other one numbers it. Both have all faults of the rules, and one may have more. */
static uint32_t same_reason(const struct bo_program *from, uint32_t reason, const struct bo_program *to)
{
    const struct bo_reason *why = &from->reasons.at[reason - 1];
    for (uint32_t i = 0; from != to && i < to->reasons.n; i++) {
        const struct bo_reason *other = &to->reasons.at[i];
        if (other->kind == why->kind && other->named == why->named && other->texts == why->texts &&
            other->place.line == why->place.line && other->place.column == why->place.column &&
            same_text(other->place.file, why->place.file) && same_text(other->code, why->code) &&
            same_text(other->text, why->text)) {
            return i + 1;
        }
    }
    return reason;
}

/* A figure that the rule states (initial, min, max; checked by the loader) as the program holds it. */
static bo_wide stated(const struct bo_rule *rule, const char *text)
{
    bo_wide value = strcmp(text, "true") == 0;
    bool fine, big;
    if (rule->kind == BO_NUMBER) {
        bo_dec_parse_scaled(text, strlen(text), (unsigned)rule->scale, &value, &fine, &big);
    }
    return value;
}

static bool in_range(const struct bo_rule *rule, bo_wide value)
{
    return rule->kind != BO_NUMBER || (value >= stated(rule, rule->min) && value <= stated(rule, rule->max));
}

/* Whether previous() can read a rule: what the compiler asks of one. */
static bool has_past(const struct bo_rule *rule)
{
    bool number = rule->kind == BO_NUMBER && rule->scale != BO_SCALE_EXACT && rule->min != NULL && rule->max != NULL;
    return rule->initial != NULL && (number || rule->kind == BO_BOOLEAN);
}

static enum bo_status carry(const struct bo_case *before, const struct bo_results *results, struct bo_case *next,
                            bool first, struct bo_diags *diags)
{
    struct bo_population *to = &next->population;
    const struct bo_set *set = to->program->set;
    bool moves = before != next || first; /* to other instances */
    enum bo_status status = BO_OK;
    if (to->state == NULL) {
        to->state = bo_alloc_array(&to->arena, set->rules.n, sizeof *to->state);
        to->state_reason = bo_alloc_array(&to->arena, set->rules.n, sizeof *to->state_reason);
    }
    for (size_t r = 0; r < set->rules.n; r++) {
        const struct bo_rule *rule = set->rules.at[r];
        size_t n = to->n[rule->entity];
        if (!has_past(rule)) {
            continue;
        }
        if (to->state[r] == NULL) {
            to->state[r] = bo_alloc_array(&to->arena, n, sizeof **to->state);
            to->state_reason[r] = bo_alloc_array(&to->arena, n, sizeof **to->state_reason);
        }
        for (size_t i = 0; i < n; i++) {
            bo_wide *value = &to->state[r][i];
            uint32_t *reason = &to->state_reason[r][i];
            uint32_t was = moves ? same_instance(before, next, first, rule->entity, i) : (uint32_t)i;
            *value = stated(rule, rule->initial);
            *reason = 0;
            if (was == BO_NONE || (to->wanted != NULL && !to->wanted[results->program->rule_node[r]])) {
                continue;
            }
            *reason = bo_result(results, results->program->rule_node[r], was, value);
            if (*reason != 0) {
                *reason = same_reason(results->program, *reason, to->program);
            } else if (!in_range(rule, *value)) {
                struct bo_place place = {.file = next->file, .pointer = next->pointer[rule->entity][i]};
                bo_diag(diags, BO_ERROR, place, "out-of-range",
                        "'%s' of the period before does not lie between %s and %s, which its past does", rule->named.id,
                        rule->min, rule->max);
                status = BO_BAD_CASE;
            }
        }
    }
    return status;
}

enum bo_status bo_carry_state(const struct bo_case *before, const struct bo_results *results, struct bo_case *next,
                              struct bo_diags *diags)
{
    return carry(before, results, next, false, diags);
}

enum bo_status bo_carry_day(struct bo_case *kase, const struct bo_results *results, bool from_first,
                            struct bo_diags *diags)
{
    return carry(kase, results, kase, from_first, diags);
}

uint32_t bo_carry_origin(const struct bo_case *kase, unsigned entity, size_t instance)
{
    return same_instance(kase, kase, true, entity, instance);
}
