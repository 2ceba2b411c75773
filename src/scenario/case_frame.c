/* The frame of a case: rules, date, before, after. Each scenario is the base with its patch. */
#include "scenario/case_reader.h"

#include <string.h>

static void read_rules(struct bo_case_reader *reader)
{
    const json_t *rules = json_object_get(reader->root, "rules");
    if (rules != NULL && !json_is_string(rules)) {
        bo_case_fault(reader, BO_ROOT, &(struct bo_path){NULL, "rules", 0}, "wrong-type",
                      "the name of a rule set is a string, not %s", bo_json_kind(rules));
    }
}

static void read_date(struct bo_case_reader *reader, int64_t on)
{
    struct bo_path path = {NULL, "date", 0};
    struct bo_case *kase = reader->kase;
    const struct bo_set *set = reader->set;
    const json_t *date = json_object_get(reader->root, "date");
    kase->date = set->complete_from;
    bool good = true;
    if (date != NULL) {
        good = bo_case_date(reader, BO_ROOT, &path, date, &kase->date);
    } else if (on == BO_DATE_NONE) {
        good = false;
        bo_case_fault(reader, BO_ROOT, &path, "missing-fact", "the day whose law applies is needed: \"date\": \"%s\"",
                      bo_date_text(reader->arena, set->complete_until));
    }
    if (on != BO_DATE_NONE) {
        kase->date = on;
        good = true;
    }
    if (good && (kase->date < set->complete_from || kase->date > set->complete_until)) {
        bo_case_fault(reader, BO_ROOT, &path, "date-not-known",
                      "the rules '%s' %s are known from %s to %s, and %s lies outside", set->id, set->version,
                      bo_date_text(reader->arena, set->complete_from), bo_date_text(reader->arena, set->complete_until),
                      bo_date_text(reader->arena, kase->date));
        kase->date = set->complete_from;
    }
}

/* What stands in a patch but is not part of the case. */
static json_t *without(json_t *object, const char *const *keys, size_t n)
{
    json_t *copy = json_copy(object);
    for (size_t i = 0; i < n; i++) {
        json_object_del(copy, keys[i]);
    }
    return copy;
}

static void refuse_frame(struct bo_case_reader *reader, json_t *patch, const struct bo_path *at)
{
    static const char *const keys[] = {"rules", "date", "before", "after", "awards"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (json_object_get(patch, keys[i]) != NULL) {
            bo_case_fault(reader, BO_ROOT, &(struct bo_path){at, keys[i], 0}, "unknown-field",
                          "'%s' belongs to the whole case, not to a scenario", keys[i]);
        }
    }
}

static void read_id(struct bo_case_reader *reader, const json_t *patch, const struct bo_path *at, size_t number)
{
    struct bo_path path = {at, "id", 0};
    struct bo_scenario *scenario = reader->kase->scenario;
    const json_t *id = json_object_get(patch, "id");
    scenario[number].id = bo_printf(reader->arena, "after-%zu", number);
    if (id == NULL) {
        bo_case_fault(reader, BO_ROOT, &path, "missing-fact", "each scenario after needs an id, like \"part-time\"");
        return;
    }
    if (!json_is_string(id)) {
        bo_case_fault(reader, BO_ROOT, &path, "wrong-type", "an id is a string, not %s", bo_json_kind(id));
        return;
    }
    if (!bo_case_name_good(reader, BO_ROOT, &path, json_string_value(id))) {
        return;
    }
    scenario[number].id = bo_strdup(reader->arena, json_string_value(id));
    for (size_t i = 0; i < number; i++) {
        if (strcmp(scenario[i].id, scenario[number].id) == 0) {
            bo_case_fault(reader, BO_ROOT, &path, "repeated-id",
                          i == 0 ? "the id '%s' is that of the scenario before work" : "the id '%s' is there already",
                          scenario[number].id);
        }
    }
}

static void read_label(struct bo_case_reader *reader, const json_t *patch, const struct bo_path *at, size_t number)
{
    struct bo_scenario *scenario = &reader->kase->scenario[number];
    const json_t *label = json_object_get(patch, "label");
    scenario->label = scenario->id;
    if (json_is_string(label)) {
        scenario->label = bo_strdup(reader->arena, json_string_value(label));
    } else if (label != NULL) {
        bo_case_fault(reader, BO_ROOT, &(struct bo_path){at, "label", 0}, "wrong-type", "a label is a string, not %s",
                      bo_json_kind(label));
    }
}

static void merge(struct bo_case_reader *reader, json_t *base, json_t *patch, const struct bo_path *at, size_t number)
{
    static const char *const keys[] = {"id", "label"};
    struct bo_merged *merged = &reader->merged[number];
    struct bo_path *kept = NULL;
    if (at != NULL) {
        kept = bo_alloc(reader->arena, sizeof *kept);
        *kept = *at;
        if (at->up != NULL) {
            kept->up = bo_case_step(reader, NULL, at->up->key);
        }
    }
    merged->at = kept;
    if (!json_is_object(patch)) {
        if (patch != NULL) {
            bo_case_fault(reader, BO_ROOT, at, "wrong-type", "a scenario is an object, not %s", bo_json_kind(patch));
        }
        reader->kase->scenario[number].id = number == 0 ? "before" : bo_printf(reader->arena, "after-%zu", number);
        reader->kase->scenario[number].label = reader->kase->scenario[number].id;
        merged->merged = json_incref(base);
        return;
    }
    refuse_frame(reader, patch, at);
    if (number == 0) {
        reader->kase->scenario[0].id = "before";
        if (json_object_get(patch, "id") != NULL) {
            bo_case_fault(reader, BO_ROOT, &(struct bo_path){at, "id", 0}, "unknown-field",
                          "the scenario before work has the id 'before'");
        }
    } else {
        read_id(reader, patch, at, number);
    }
    read_label(reader, patch, at, number);
    merged->patch = without(patch, keys, 2);
    merged->merged = bo_json_merge(base, merged->patch);
}

bool bo_case_read_frame(struct bo_case_reader *reader, int64_t on)
{
    static const char *const keys[] = {"rules", "date", "before", "after", "awards"};
    struct bo_case *kase = reader->kase;
    if (!json_is_object(reader->root)) {
        bo_case_fault(reader, BO_ROOT, NULL, "wrong-type", "a case is an object, not %s", bo_json_kind(reader->root));
        return false;
    }
    read_rules(reader);
    read_date(reader, on);
    struct bo_path before = {NULL, "before", 0}, after = {NULL, "after", 0};
    json_t *list = json_object_get(reader->root, "after");
    if (list != NULL && !json_is_array(list)) {
        bo_case_fault(reader, BO_ROOT, &after, "wrong-type", "the scenarios after are a list, not %s",
                      bo_json_kind(list));
    }
    size_t n = json_array_size(list);
    if (n > BO_SCENARIOS_MAX - 1) {
        bo_case_fault(reader, BO_ROOT, &after, "too-many", "%zu scenarios after, at most %d", n, BO_SCENARIOS_MAX - 1);
        n = BO_SCENARIOS_MAX - 1;
    }
    kase->n_scenarios = n + 1;
    kase->scenario = bo_alloc_array(reader->arena, n + 1, sizeof *kase->scenario);
    reader->merged = bo_alloc_array(reader->arena, n + 1, sizeof *reader->merged);
    json_t *base = without(reader->root, keys, sizeof keys / sizeof *keys);
    merge(reader, base, json_object_get(reader->root, "before"), &before, 0);
    for (size_t i = 0; i < n; i++) {
        merge(reader, base, json_array_get(list, i), &(struct bo_path){&after, NULL, i}, i + 1);
    }
    json_decref(base);
    return true;
}

void bo_case_free_frame(struct bo_case_reader *reader)
{
    for (size_t i = 0; reader->merged != NULL && i < reader->kase->n_scenarios; i++) {
        json_decref(reader->merged[i].patch);
        json_decref(reader->merged[i].merged);
    }
}
