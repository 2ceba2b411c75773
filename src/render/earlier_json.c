/* What has changed since an earlier result, in the calculation as JSON. */
#include "render/amount.h"
#include "render/earlier.h"
#include "render/frame_json.h"

static json_t *amount(struct bo_arena *arena, struct bo_figure figure)
{
    return bo_json_text(bo_amount_plain(arena, figure));
}

static json_t *line_json(struct bo_arena *arena, const struct bo_since_line *line)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", bo_json_text(line->id));
    json_object_set_new(object, "label", bo_json_text(line->label));
    json_object_set_new(object, "from", amount(arena, line->was));
    json_object_set_new(object, "to", amount(arena, line->now));
    json_object_set_new(object, "change", amount(arena, line->change));
    return object;
}

static const char *facts_word(enum bo_since_facts facts)
{
    return facts == BO_FACTS_SAME ? "same" : facts == BO_FACTS_CHANGED ? "changed" : "unknown";
}

static json_t *scenario_json(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_scenario *of)
{
    struct bo_reason_told reasons[BO_REASONS_MAX];
    json_t *object = json_object(), *lines = json_array(), *because = json_object();
    json_object_set_new(object, "id", bo_json_text(calc->scenarios.at[of->scenario].scenario->id));
    if (of->is_new) {
        json_object_set_new(object, "new", json_true());
        json_decref(lines);
        json_decref(because);
        return object;
    }
    json_object_set_new(object, "facts", bo_json_text(facts_word(of->facts)));
    if (of->balance.id != NULL) {
        json_t *balance = line_json(arena, &of->balance);
        json_object_del(balance, "id");
        json_object_del(balance, "label");
        json_object_set_new(object, of->balance.id, balance);
    }
    size_t n = bo_earlier_reasons(calc->since, of, reasons);
    for (size_t i = 0; i < n; i++) {
        json_object_set_new(because, reasons[i].key, amount(arena, reasons[i].amount));
    }
    json_object_set_new(object, "because_of", because);
    for (size_t i = 0; i < of->lines.n; i++) {
        json_array_append_new(lines, line_json(arena, &of->lines.at[i]));
    }
    json_object_set_new(object, "lines", lines);
    return object;
}

static json_t *value_json(struct bo_arena *arena, const struct bo_since_value *value)
{
    json_t *object = json_object(), *was = json_object(), *now = json_object();
    json_object_set_new(object, "id", bo_json_text(value->named->id));
    json_object_set_new(object, "label", bo_json_text(value->label));
    bo_json_add_text(object, "unit", value->unit);
    json_object_set_new(was, "value", bo_json_text(value->was));
    json_object_set_new(was, "date", bo_json_text(bo_date_text(arena, value->was_from)));
    json_object_set_new(now, "value", bo_json_text(value->now));
    json_object_set_new(now, "date", bo_json_text(bo_date_text(arena, value->now_from)));
    json_object_set_new(object, "from", was);
    json_object_set_new(object, "to", now);
    json_object_set_new(object, "cite", bo_json_texts(value->cites.at, value->cites.n));
    return object;
}

static json_t *rule_json(const struct bo_since_rule *rule)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", bo_json_text(rule->id));
    json_object_set_new(object, "label", bo_json_text(rule->label));
    json_object_set_new(object, "change", bo_json_text(rule->is_new ? "new" : "changed"));
    json_object_set_new(object, "cite", bo_json_texts(rule->cites.at, rule->cites.n));
    return object;
}

json_t *bo_json_since(struct bo_arena *arena, const struct bo_calc *calc)
{
    const struct bo_since *since = calc->since;
    const struct bo_earlier *earlier = since->earlier;
    json_t *root = json_object(), *rules = json_object(), *scenarios = json_array(), *values = json_array();
    json_t *changed = json_array();
    json_object_set_new(root, "program", bo_json_text(earlier->program));
    json_object_set_new(rules, "id", bo_json_text(earlier->id));
    json_object_set_new(rules, "version", bo_json_text(earlier->version));
    json_object_set_new(rules, "sha256", bo_json_text(earlier->sha256));
    json_object_set_new(rules, "date", bo_json_text(bo_date_text(arena, earlier->date)));
    json_object_set_new(rules, "same", json_boolean(since->same_rules));
    json_object_set_new(rules, "installed", json_boolean(since->rules_found));
    json_object_set_new(root, "rules", rules);
    bo_json_add_text(root, "period", earlier->period);
    json_object_set_new(root, "facts", bo_json_text(facts_word(bo_earlier_facts(since))));
    for (size_t i = 0; i < since->scenarios.n; i++) {
        json_array_append_new(scenarios, scenario_json(arena, calc, &since->scenarios.at[i]));
    }
    for (size_t i = 0; i < since->values.n; i++) {
        json_array_append_new(values, value_json(arena, &since->values.at[i]));
    }
    for (size_t i = 0; i < since->rules.n; i++) {
        json_array_append_new(changed, rule_json(&since->rules.at[i]));
    }
    json_object_set_new(root, "scenarios", scenarios);
    json_object_set_new(root, "values", values);
    json_object_set_new(root, "rules_changed", changed);
    return root;
}
