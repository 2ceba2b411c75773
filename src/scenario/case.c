/* A case is read in three steps: its scenarios are merged; the instances of every entity are found, outermost first;
 * their fields are read into the population's columns. */
#include "scenario/case.h"
#include "scenario/fields.h"
#include "scenario/merge.h"

#include <stdlib.h>
#include <string.h>

static void fault(struct bo_case_reader *r, const char *pointer, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void fault(struct bo_case_reader *r, const char *pointer, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_case_fault(r, 0, pointer, code, "%s", bo_vprintf(&r->kase->arena, format, args));
    va_end(args);
}

/* Scenarios */

static void add_scenario(struct bo_case_reader *r, const json_t *base, json_t *patch, const char *id, const char *label,
                         const char *pointer)
{
    struct bo_arena *arena = &r->kase->arena;
    struct bo_scenario_source source = {.pointer = pointer, .patch = patch};
    source.merged = patch != NULL ? bo_json_merged(base, patch) : json_deep_copy(base);
    BO_PUSH(arena, &r->sources, source);
    struct bo_scenario scenario = {.id = bo_strdup(arena, id), .label = bo_strdup(arena, label)};
    r->kase->scenario[r->kase->n_scenarios++] = scenario;
}

static void add_after(struct bo_case_reader *r, const json_t *base, json_t *item, size_t number)
{
    struct bo_arena *arena = &r->kase->arena;
    const char *pointer = bo_printf(arena, "/after/%zu", number);
    const char *id = json_string_value(json_object_get(item, "id"));
    json_t *label = json_object_get(item, "label");
    if (!json_is_object(item)) {
        fault(r, pointer, "wrong-type", "a scenario is an object: {\"id\": …}");
        return;
    }
    if (id == NULL || *id == 0) {
        fault(r, pointer, "missing-field", "a scenario needs an \"id\": a short text of its own");
        return;
    }
    if (label != NULL && !json_is_string(label)) {
        fault(r, bo_json_pointer(arena, pointer, "label"), "wrong-type", "a label is a text");
        return;
    }
    for (size_t i = 0; i < r->kase->n_scenarios; i++) {
        if (strcmp(r->kase->scenario[i].id, id) == 0) {
            fault(r, bo_json_pointer(arena, pointer, "id"), "repeated-id", i == 0 ? "the id '%s' is reserved"
                                                                                 : "the id '%s' stands there twice", id);
            return;
        }
    }
    json_t *patch = json_copy(item);
    json_object_del(patch, "id");
    json_object_del(patch, "label");
    add_scenario(r, base, patch, id, label != NULL ? json_string_value(label) : id, pointer);
    json_decref(patch);
}

static void read_scenarios(struct bo_case_reader *r, const json_t *all)
{
    json_t *base = json_copy((json_t *)all), *before = json_object_get(all, "before"), *after = json_object_get(all, "after");
    json_object_del(base, "before");
    json_object_del(base, "after");
    r->kase->scenario = bo_alloc_array(&r->kase->arena, BO_SCENARIOS_MAX, sizeof *r->kase->scenario);
    if (before != NULL && !json_is_object(before)) {
        fault(r, "/before", "wrong-type", "\"before\" is an object: what differs from the rest");
        before = NULL;
    }
    add_scenario(r, base, before, "before", "before", "/before");
    if (after != NULL && !json_is_array(after)) {
        fault(r, "/after", "wrong-type", "\"after\" is a list of scenarios: [{\"id\": …}]");
        after = NULL;
    }
    if (json_array_size(after) + 1 > BO_SCENARIOS_MAX) {
        fault(r, "/after", "too-many", "more than %d scenarios", BO_SCENARIOS_MAX - 1);
    } else {
        for (size_t i = 0; i < json_array_size(after); i++) {
            add_after(r, base, json_array_get(after, i), i);
        }
    }
    json_decref(base);
}

/* Instances */

static void add_instance(struct bo_case_reader *r, unsigned entity, size_t parent, json_t *object, const char *name,
                         const char *pointer)
{
    const struct bo_entity *e = r->set->entities.at[entity];
    struct bo_instance instance = {.object = object, .name = name, .pointer = pointer, .parent = (uint32_t)parent};
    instance.scenario = entity == 0 ? r->instances[0].n : r->instances[e->in].at[parent].scenario;
    instance.position = 1;
    size_t n = r->instances[entity].n;
    if (n > 0 && r->instances[entity].at[n - 1].parent == parent && entity != 0) {
        instance.position = r->instances[entity].at[n - 1].position + 1;
    }
    if (object != NULL && !json_is_object(object)) {
        bo_case_fault(r, instance.scenario, pointer, "wrong-type", "this must be an object: { … }");
        instance.object = NULL;
    }
    if (e->max > 0 && instance.position > e->max) {
        if (instance.position == e->max + 1) {
            bo_case_fault(r, instance.scenario, pointer, "too-many", "more than %u of '%s' in one %s", e->max, e->key,
                          r->set->entities.at[e->in]->named.id);
        }
        return;
    }
    BO_PUSH(&r->kase->arena, &r->instances[entity], instance);
}

static json_t *top(struct bo_case_reader *r, size_t scenario, const char *key)
{
    return json_object_get(r->sources.at[scenario].merged, key);
}

static void add_named(struct bo_case_reader *r, unsigned entity, size_t parent, size_t scenario)
{
    const struct bo_entity *e = r->set->entities.at[entity];
    json_t *all = top(r, scenario, e->key), *value;
    const char *root = bo_json_pointer(&r->kase->arena, "", e->key), *key;
    if (all != NULL && !json_is_object(all)) {
        bo_case_fault(r, scenario, root, "wrong-type", "'%s' is an object with a name for each: {\"name\": { … }}", e->key);
        return;
    }
    if (e->kind == BO_ENTITY_GROUP && json_object_size(all) == 0) {
        add_instance(r, entity, parent, NULL, e->named.id, root); /* everybody in one */
        r->kase->one_unit_assumed = true;
        return;
    }
    json_object_foreach(all, key, value) {
        add_instance(r, entity, parent, value, bo_strdup(&r->kase->arena, key), bo_json_pointer(&r->kase->arena, root, key));
    }
}

/* Those of a map that a group lists, in its order. */
static void add_members(struct bo_case_reader *r, unsigned entity, size_t parent)
{
    struct bo_arena *arena = &r->kase->arena;
    const struct bo_entity *e = r->set->entities.at[entity], *group = r->set->entities.at[e->in];
    const struct bo_instance *unit = &r->instances[e->in].at[parent];
    json_t *people = top(r, unit->scenario, e->key);
    const char *root = bo_json_pointer(arena, "", e->key);
    if (unit->object == NULL) {
        add_named(r, entity, parent, unit->scenario);
        return;
    }
    json_t *members = json_object_get(unit->object, group->members);
    const char *list = bo_json_pointer(arena, unit->pointer, group->members);
    if (!json_is_array(members)) {
        bo_case_fault(r, unit->scenario, list, "missing-field", "'%s' lists the names of its members: [\"…\"]", group->members);
        return;
    }
    for (size_t i = 0; i < json_array_size(members); i++) {
        const char *name = json_string_value(json_array_get(members, i));
        const char *at = bo_printf(arena, "%s/%zu", list, i);
        json_t *person = name != NULL ? json_object_get(people, name) : NULL;
        bool twice = false;
        for (size_t k = 0; name != NULL && k < r->instances[entity].n; k++) {
            const struct bo_instance *other = &r->instances[entity].at[k];
            twice |= other->scenario == unit->scenario && strcmp(other->name, name) == 0;
        }
        if (person == NULL) {
            const char *key, **names = bo_alloc_array(arena, json_object_size(people) + 1, sizeof *names);
            size_t n = 0;
            json_t *value;
            json_object_foreach(people, key, value) {
                names[n++] = key;
            }
            const char *near = name != NULL ? bo_nearest(name, names, n) : NULL;
            bo_case_fault(r, unit->scenario, at, "unknown-name", "nobody in '%s' has the name '%s'%s%s%s", e->key,
                          name != NULL ? name : "", near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
        } else if (twice) {
            bo_case_fault(r, unit->scenario, at, "repeated-member", "'%s' is a member twice; everybody belongs to exactly one", name);
        } else {
            add_instance(r, entity, parent, person, bo_strdup(arena, name), bo_json_pointer(arena, root, name));
        }
    }
}

static void add_listed(struct bo_case_reader *r, unsigned entity, size_t parent)
{
    struct bo_arena *arena = &r->kase->arena;
    const struct bo_entity *e = r->set->entities.at[entity];
    const struct bo_instance owner = r->instances[e->in].at[parent];
    json_t *inner = owner.object != NULL ? json_object_get(owner.object, e->key) : NULL;
    const char *pointer = bo_json_pointer(arena, owner.pointer, e->key);
    if (inner == NULL) {
        return;
    }
    if (e->kind == BO_ENTITY_OBJECT) {
        add_instance(r, entity, parent, inner, bo_printf(arena, "%s/%s", owner.name, e->key), pointer);
        return;
    }
    if (!json_is_array(inner)) {
        bo_case_fault(r, owner.scenario, pointer, "wrong-type", "'%s' is a list: [{ … }]", e->key);
        return;
    }
    for (size_t i = 0; i < json_array_size(inner); i++) {
        add_instance(r, entity, parent, json_array_get(inner, i), bo_printf(arena, "%s/%s/%zu", owner.name, e->key, i),
                     bo_printf(arena, "%s/%zu", pointer, i));
    }
}

static void add_entity(struct bo_case_reader *r, unsigned entity)
{
    const struct bo_entity *e = r->set->entities.at[entity];
    for (size_t parent = 0; parent < r->instances[e->in].n; parent++) {
        size_t scenario = r->instances[e->in].at[parent].scenario;
        switch (e->kind) {
        case BO_ENTITY_ONE:
            add_instance(r, entity, parent, top(r, scenario, e->key), e->named.id, bo_json_pointer(&r->kase->arena, "", e->key));
            break;
        case BO_ENTITY_GROUP:
            add_named(r, entity, parent, scenario);
            break;
        case BO_ENTITY_MAP:
            if (r->set->entities.at[e->in]->kind == BO_ENTITY_GROUP) {
                add_members(r, entity, parent);
            } else {
                add_named(r, entity, parent, scenario);
            }
            break;
        default:
            add_listed(r, entity, parent);
        }
    }
}

/* Everybody in a map belongs to a group. */
static void check_members(struct bo_case_reader *r, unsigned entity)
{
    const struct bo_entity *e = r->set->entities.at[entity];
    if (e->kind != BO_ENTITY_MAP || r->set->entities.at[e->in]->kind != BO_ENTITY_GROUP) {
        return;
    }
    for (size_t s = 0; s < r->sources.n; s++) {
        const char *key;
        json_t *value;
        json_object_foreach(top(r, s, e->key), key, value) {
            bool found = false;
            for (size_t i = 0; i < r->instances[entity].n && !found; i++) {
                found = r->instances[entity].at[i].scenario == s && strcmp(r->instances[entity].at[i].name, key) == 0;
            }
            if (!found && r->diags->errors == r->errors_before) {
                bo_case_fault(r, s, bo_json_pointer(&r->kase->arena, bo_json_pointer(&r->kase->arena, "", e->key), key),
                              "no-member", "'%s' belongs to none of '%s'", key, r->set->entities.at[e->in]->key);
            }
        }
    }
}

/* The shown unit */

static bool is_inside(struct bo_case_reader *r, unsigned entity, size_t instance, unsigned outer, size_t which)
{
    while (entity != outer) {
        instance = r->instances[entity].at[instance].parent;
        entity = (unsigned)r->set->entities.at[entity]->in;
    }
    return instance == which;
}

static void find_subject(struct bo_case_reader *r, size_t scenario)
{
    struct bo_scenario *s = &r->kase->scenario[scenario];
    unsigned entity = r->set->sheet.entity_id != NULL ? r->set->sheet.entity : 0;
    const char *about = json_string_value(top(r, scenario, "about"));
    size_t n = 0, found = SIZE_MAX;
    for (size_t i = 0; i < r->instances[entity].n; i++) {
        const struct bo_instance *instance = &r->instances[entity].at[i];
        if (instance->scenario == scenario) {
            n++;
            found = about == NULL || strcmp(about, instance->name) == 0 ? i : found;
        }
    }
    const char *key = r->set->entities.at[entity]->key;
    if (n > 1 && about == NULL) {
        bo_case_fault(r, scenario, "/about", "missing-field", "there are %zu of '%s': say which one the sheet is about, \"about\": \"…\"", n, key);
    } else if (found == SIZE_MAX) {
        bo_case_fault(r, scenario, "/about", "unknown-name", "'%s' is none of '%s'", about != NULL ? about : "", key);
    } else {
        s->subject = found;
        s->subject_name = r->instances[entity].at[found].name;
    }
}

/* The population */

static void fill_population(struct bo_case_reader *r)
{
    struct bo_case *kase = r->kase;
    size_t n_entities = r->set->entities.n, *n = bo_alloc_array(&kase->arena, n_entities, sizeof *n);
    unsigned sheet = r->set->sheet.entity_id != NULL ? r->set->sheet.entity : 0;
    kase->pointer = bo_alloc_array(&kase->arena, n_entities, sizeof *kase->pointer);
    kase->name = bo_alloc_array(&kase->arena, n_entities, sizeof *kase->name);
    kase->scenario_of = bo_alloc_array(&kase->arena, n_entities, sizeof *kase->scenario_of);
    for (unsigned e = 0; e < n_entities; e++) {
        n[e] = r->instances[e].n;
    }
    bo_population_init(&kase->population, r->program, n);
    r->has_population = true;
    for (unsigned e = 0; e < n_entities; e++) {
        kase->pointer[e] = bo_alloc_array(&kase->arena, n[e], sizeof(char *));
        kase->name[e] = bo_alloc_array(&kase->arena, n[e], sizeof(char *));
        kase->scenario_of[e] = bo_alloc_array(&kase->arena, n[e], sizeof(size_t));
        for (size_t i = 0; i < n[e]; i++) {
            const struct bo_instance *instance = &r->instances[e].at[i];
            kase->pointer[e][i] = instance->pointer;
            kase->name[e][i] = instance->name;
            kase->scenario_of[e][i] = instance->scenario;
            if (e > 0) {
                kase->population.parent[e][i] = instance->parent;
            }
            kase->population.position[e][i] = instance->position;
            kase->population.subject[e][i] = bo_entity_within(r->set, e, sheet) &&
                                             is_inside(r, e, i, sheet, kase->scenario[instance->scenario].subject);
        }
    }
}

static bool read_date(struct bo_case_reader *r, const json_t *all, int64_t on)
{
    json_t *date = json_object_get(all, "date");
    const char *text = json_string_value(date);
    bool impossible = false;
    struct bo_arena *arena = &r->kase->arena;
    r->kase->date = on;
    if (on == BO_DATE_NONE && date == NULL) {
        fault(r, "/date", "missing-field", "the case needs a date: \"date\": \"2026-06-01\"");
        return false;
    } else if (on == BO_DATE_NONE && (text == NULL || !bo_date_parse(text, strlen(text), &r->kase->date, &impossible))) {
        fault(r, "/date", impossible ? "impossible-date" : "wrong-type", impossible ? "there is no day '%s'"
              : "'%s' is no date in quotes, \"2026-06-01\"", text != NULL ? text : "");
        return false;
    }
    if (r->kase->date < r->set->complete_from || r->kase->date > r->set->complete_until) {
        fault(r, "/date", "date-not-covered", "the rules '%s' are complete from %s until %s; %s lies outside", r->set->id,
              bo_date_text(arena, r->set->complete_from), bo_date_text(arena, r->set->complete_until),
              bo_date_text(arena, r->kase->date));
        return false;
    }
    return true;
}

static void read_all(struct bo_case_reader *r, const json_t *all, int64_t on)
{
    if (!read_date(r, all, on)) {
        return;
    }
    read_scenarios(r, all);
    for (size_t s = 0; s < r->sources.n; s++) {
        add_instance(r, 0, 0, r->sources.at[s].merged, r->kase->scenario[s].id, "");
    }
    for (unsigned e = 1; e < r->set->entities.n; e++) {
        add_entity(r, e);
        check_members(r, e);
    }
    if (r->diags->errors > r->errors_before) {
        return;
    }
    for (size_t s = 0; s < r->sources.n; s++) {
        find_subject(r, s);
    }
    if (r->diags->errors == r->errors_before) {
        fill_population(r);
        bo_case_fields(r);
        bo_population_link(&r->kase->population);
    }
}

enum bo_status bo_case_read(const struct bo_program *program, const char *file, const char *text, size_t n, int64_t on,
                            struct bo_case **out, struct bo_diags *diags)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_case *kase = bo_alloc(&arena, sizeof *kase);
    kase->arena = arena;
    kase->file = file != NULL ? bo_strdup(&kase->arena, file) : NULL;
    struct bo_case_reader r = {.kase = kase, .program = program, .set = program->set, .diags = diags, .errors_before = diags->errors};
    r.instances = bo_alloc_array(&kase->arena, r.set->entities.n, sizeof *r.instances);
    json_t *all = n <= BO_CASE_BYTES_MAX ? bo_json_object(file, text, n, diags) : NULL;
    if (n > BO_CASE_BYTES_MAX) {
        fault(&r, "", "too-long", "a case of more than %d bytes", BO_CASE_BYTES_MAX);
    }
    if (all != NULL) {
        read_all(&r, all, on);
    }
    for (size_t s = 0; s < r.sources.n; s++) {
        json_decref(r.sources.at[s].merged);
    }
    json_decref(all);
    if (diags->errors > r.errors_before) {
        if (!r.has_population) {
            kase->population = (struct bo_population){0};
        }
        bo_case_free(kase);
        return BO_BAD_CASE;
    }
    *out = kase;
    return BO_OK;
}

void bo_case_free(struct bo_case *kase)
{
    if (kase != NULL) {
        bo_population_fini(&kase->population);
        struct bo_arena arena = kase->arena;
        bo_arena_fini(&arena);
    }
}

enum bo_status bo_case_peek(struct bo_arena *arena, const char *file, const char *text, size_t n, const char **rules,
                            int64_t *date, struct bo_diags *diags)
{
    json_t *all = bo_json_object(file, text, n, diags);
    *rules = NULL;
    *date = BO_DATE_NONE;
    if (all == NULL) {
        return BO_BAD_CASE;
    }
    const char *name = json_string_value(json_object_get(all, "rules")), *day = json_string_value(json_object_get(all, "date"));
    bool impossible;
    if (name != NULL) {
        *rules = bo_strdup(arena, name);
    }
    if (day != NULL) {
        bo_date_parse(day, strlen(day), date, &impossible);
    }
    json_decref(all);
    return BO_OK;
}

char *bo_case_patch(struct bo_arena *arena, const char *text, const char *patch)
{
    json_t *a = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *b = json_loads(patch, JSON_REJECT_DUPLICATES, NULL);
    json_t *merged = a != NULL && b != NULL ? bo_json_merged(a, b) : NULL;
    char *dump = merged != NULL ? json_dumps(merged, JSON_COMPACT) : NULL;
    char *copy = dump != NULL ? bo_strdup(arena, dump) : NULL;
    free(dump);
    json_decref(a);
    json_decref(b);
    json_decref(merged);
    return copy;
}
