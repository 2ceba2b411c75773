/* The instances of the entities in each scenario, ordered so that those of one parent stand together; who belongs to
 * which group; whose sheet it is. */
#include "scenario/case_reader.h"

#include <string.h>

static const struct bo_entity *entity_at(const struct bo_case_reader *reader, size_t e)
{
    return reader->set->entities.at[e];
}

/* The group that an entity's instances are divided into, NULL when there is none. */
static const struct bo_entity *group_of(const struct bo_case_reader *reader, const struct bo_entity *entity)
{
    const struct bo_entity *parent = entity->in >= 0 ? entity_at(reader, (size_t)entity->in) : NULL;
    bool grouped = entity->kind == BO_ENTITY_MAP && parent != NULL && parent->kind == BO_ENTITY_GROUP &&
                   strcmp(parent->of_id, entity->named.id) == 0;
    return grouped ? parent : NULL;
}

static const struct bo_entity *grouped_by(const struct bo_case_reader *reader, const struct bo_entity *group)
{
    for (size_t e = 0; e < reader->set->entities.n; e++) {
        if (group_of(reader, entity_at(reader, e)) == group) {
            return entity_at(reader, e);
        }
    }
    return NULL;
}

/* An object of named objects at the top of a case; NULL when it is absent or no such thing. */
static json_t *named_objects(struct bo_case_reader *reader, size_t scenario, const struct bo_entity *entity)
{
    struct bo_path path = {NULL, entity->key, 0};
    json_t *all = json_object_get(reader->merged[scenario].merged, entity->key);
    if (all != NULL && !json_is_object(all)) {
        bo_case_fault(reader, scenario, &path, "wrong-type", "%s is an object of named objects, not %s", entity->key,
                      bo_json_kind(all));
        return NULL;
    }
    return all;
}

static struct bo_found *add(struct bo_case_reader *reader, size_t e, uint32_t parent, uint32_t position, json_t *value,
                            const struct bo_path *path, const char *name)
{
    uint32_t scenario =
        e == 0 ? (uint32_t)reader->found[0].n : reader->found[entity_at(reader, e)->in].at[parent].scenario;
    struct bo_found found = {
        .value = value, .path = path, .name = name, .parent = parent, .scenario = scenario, .position = position};
    if (value != NULL && !json_is_object(value)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "expected an object, not %s", bo_json_kind(value));
        found.value = NULL;
    }
    BO_PUSH(reader->arena, &reader->found[e], found);
    return &reader->found[e].at[reader->found[e].n - 1];
}

/* Whether so many have room in their parent; what has not is told and not gone into. */
static bool room(struct bo_case_reader *reader, const struct bo_entity *entity, size_t scenario,
                 const struct bo_path *path, size_t n)
{
    if (n <= entity->max) {
        return true;
    }
    bo_case_fault(reader, scenario, path, "too-many", "%zu of them, at most %u", n, entity->max);
    reader->cut = true;
    return false;
}

/* Members */

struct membership { /* which group has whom */
    struct bo_candidates people;
    const struct bo_path **group; /* by person: its group's path, NULL: none yet */
};

static void take_member(struct bo_case_reader *reader, struct bo_found *group, const struct bo_entity *of,
                        struct membership *membership, const struct bo_path *path, const json_t *value)
{
    size_t scenario = group->scenario;
    if (!json_is_string(value)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "a member is a name, not %s", bo_json_kind(value));
        return;
    }
    const char *name = json_string_value(value);
    size_t i = 0;
    while (i < membership->people.name.n && strcmp(membership->people.name.at[i], name) != 0) {
        i++;
    }
    if (i == membership->people.name.n) {
        bo_case_fault(reader, scenario, path, "unknown-name", "there is no '%s' in %s%s", name, of->key,
                      bo_case_hint(reader, name, &membership->people));
        return;
    }
    if (membership->group[i] != NULL) {
        bo_case_fault(reader, scenario, path, "repeated-member", "'%s' is already in %s", name,
                      bo_json_pointer_text(reader->arena, membership->group[i]));
        return;
    }
    membership->group[i] = group->path;
    json_t *people = json_object_get(reader->merged[scenario].merged, of->key);
    BO_PUSH(reader->arena, &group->member, json_object_get(people, name));
    BO_PUSH(reader->arena, &group->member_name, bo_strdup(reader->arena, name));
}

static void read_members(struct bo_case_reader *reader, const struct bo_entity *entity, struct bo_found *group,
                         const struct bo_entity *of, struct membership *membership)
{
    const struct bo_path *path = bo_case_step(reader, group->path, entity->members);
    json_t *members = json_object_get(group->value, entity->members), *value;
    if (members != NULL && !json_is_array(members)) {
        bo_case_fault(reader, group->scenario, path, "wrong-type", "%s is a list of names, not %s", entity->members,
                      bo_json_kind(members));
        return;
    }
    if (json_array_size(members) == 0) {
        if (json_is_object(group->value)) {
            bo_case_fault(reader, group->scenario, path, "no-member", "a %s has at least one member", entity->named.id);
        }
        return;
    }
    if (!room(reader, of, group->scenario, path, json_array_size(members))) {
        return;
    }
    size_t i;
    json_array_foreach(members, i, value) {
        take_member(reader, group, of, membership, &(struct bo_path){path, NULL, i}, value);
    }
}

static void refuse_outsiders(struct bo_case_reader *reader, const struct bo_entity *entity, const struct bo_entity *of,
                             size_t scenario, const struct membership *membership)
{
    for (size_t i = 0; i < membership->people.name.n && !reader->cut; i++) {
        if (membership->group[i] == NULL) {
            struct bo_path all = {NULL, of->key, 0};
            bo_case_fault(reader, scenario, &(struct bo_path){&all, membership->people.name.at[i], 0}, "no-unit",
                          "'%s' is in none of the %s: name it under '%s' of one", membership->people.name.at[i],
                          entity->key, entity->members);
        }
    }
}

/* Everybody in one group, which the case does not speak of. */
static void assume_group(struct bo_case_reader *reader, size_t e, uint32_t parent, json_t *people,
                         const struct bo_entity *of)
{
    const struct bo_entity *entity = entity_at(reader, e);
    const struct bo_path *all = bo_case_step(reader, NULL, entity->key);
    if (!room(reader, of, reader->found[entity->in].at[parent].scenario, &(struct bo_path){NULL, of->key, 0},
              json_object_size(people))) {
        return;
    }
    struct bo_found *group =
        add(reader, e, parent, 1, NULL, bo_case_step(reader, all, entity->named.id), entity->named.id);
    const char *name;
    json_t *person;
    json_object_foreach(people, name, person) {
        BO_PUSH(reader->arena, &group->member, person);
        BO_PUSH(reader->arena, &group->member_name, bo_strdup(reader->arena, name));
    }
    reader->kase->one_unit_assumed = true;
}

static void find_groups(struct bo_case_reader *reader, size_t e, uint32_t parent, size_t scenario)
{
    const struct bo_entity *entity = entity_at(reader, e), *of = grouped_by(reader, entity);
    json_t *groups = named_objects(reader, scenario, entity), *value;
    json_t *people = named_objects(reader, scenario, of);
    const char *name;
    if (json_object_size(people) == 0) {
        bo_case_fault(reader, scenario, &(struct bo_path){NULL, of->key, 0}, "missing-fact",
                      "%s: at least one %s is needed", of->key, of->named.id);
        return;
    }
    if (json_object_size(groups) == 0) {
        assume_group(reader, e, parent, people, of);
        return;
    }
    if (json_object_size(people) > (size_t)entity->max * of->max) {
        struct bo_path where = {NULL, of->key, 0};
        bo_case_fault(reader, scenario, &where, "too-many", "%zu of them, at most %u in each of %u %s",
                      json_object_size(people), of->max, entity->max, entity->key);
        reader->cut = true;
        return;
    }
    struct membership membership = {0};
    json_object_foreach(people, name, value) {
        BO_PUSH(reader->arena, &membership.people.name, name);
    }
    membership.group = bo_alloc_array(reader->arena, membership.people.name.n, sizeof(struct bo_path *));
    const struct bo_path *all = bo_case_step(reader, NULL, entity->key);
    if (!room(reader, entity, scenario, all, json_object_size(groups))) {
        return;
    }
    uint32_t position = 0;
    json_object_foreach(groups, name, value) {
        const struct bo_path *path = bo_case_step(reader, all, name);
        bo_case_name_good(reader, scenario, path, name);
        struct bo_found *group = add(reader, e, parent, ++position, value, path, bo_strdup(reader->arena, name));
        read_members(reader, entity, group, of, &membership);
    }
    refuse_outsiders(reader, entity, of, scenario, &membership);
}

/* Other kinds */

static void find_members(struct bo_case_reader *reader, size_t e, uint32_t parent)
{
    const struct bo_entity *entity = entity_at(reader, e);
    const struct bo_found *group = &reader->found[entity->in].at[parent];
    const struct bo_path *all = bo_case_step(reader, NULL, entity->key);
    for (size_t i = 0; i < group->member.n; i++) {
        const char *name = group->member_name.at[i];
        const struct bo_path *path = bo_case_step(reader, all, name);
        bo_case_name_good(reader, group->scenario, path, name);
        add(reader, e, parent, (uint32_t)i + 1, group->member.at[i], path, name);
    }
}

static void find_map(struct bo_case_reader *reader, size_t e, uint32_t parent, size_t scenario)
{
    const struct bo_entity *entity = entity_at(reader, e);
    json_t *objects = named_objects(reader, scenario, entity), *value;
    const struct bo_path *all = bo_case_step(reader, NULL, entity->key);
    if (!room(reader, entity, scenario, all, json_object_size(objects))) {
        return;
    }
    uint32_t position = 0;
    const char *name;
    json_object_foreach(objects, name, value) {
        const struct bo_path *path = bo_case_step(reader, all, name);
        bo_case_name_good(reader, scenario, path, name);
        add(reader, e, parent, ++position, value, path, bo_strdup(reader->arena, name));
    }
}

static void find_inside(struct bo_case_reader *reader, size_t e, uint32_t parent)
{
    const struct bo_entity *entity = entity_at(reader, e);
    const struct bo_found *outer = &reader->found[entity->in].at[parent];
    const struct bo_path *path = bo_case_step(reader, outer->path, entity->key);
    bool top = entity->in == 0 || entity_at(reader, (size_t)entity->in)->kind == BO_ENTITY_ONE;
    const char *name = top ? entity->key : bo_printf(reader->arena, "%s/%s", outer->name, entity->key);
    json_t *value = json_object_get(outer->value, entity->key), *item;
    size_t i;
    if (value == NULL) {
        return;
    }
    if (entity->kind == BO_ENTITY_OBJECT) {
        add(reader, e, parent, 1, value, path, name);
        return;
    }
    if (!json_is_array(value)) {
        bo_case_fault(reader, outer->scenario, path, "wrong-type", "%s is a list of objects, not %s", entity->key,
                      bo_json_kind(value));
        return;
    }
    if (!room(reader, entity, outer->scenario, path, json_array_size(value))) {
        return;
    }
    json_array_foreach(value, i, item) {
        struct bo_path *step = bo_alloc(reader->arena, sizeof *step);
        *step = (struct bo_path){path, NULL, i};
        add(reader, e, parent, (uint32_t)i + 1, item, step, bo_printf(reader->arena, "%s/%zu", name, i));
    }
}

/* The instances of an entity inside one parent. What stands at the top of the case goes to the first parent there. */
static void find_in_parent(struct bo_case_reader *reader, size_t e, uint32_t parent)
{
    const struct bo_entity *entity = entity_at(reader, e);
    const struct bo_found *outer = &reader->found[entity->in].at[parent];
    size_t scenario = outer->scenario;
    if (entity->kind == BO_ENTITY_LIST || entity->kind == BO_ENTITY_OBJECT) {
        find_inside(reader, e, parent);
        return;
    }
    if (group_of(reader, entity) != NULL) {
        find_members(reader, e, parent);
        return;
    }
    if (parent > 0 && reader->found[entity->in].at[parent - 1].scenario == scenario) {
        return;
    }
    if (entity->kind == BO_ENTITY_ONE) {
        json_t *value = json_object_get(reader->merged[scenario].merged, entity->key);
        add(reader, e, parent, 1, value, bo_case_step(reader, NULL, entity->key), entity->named.id);
    } else if (entity->kind == BO_ENTITY_GROUP) {
        find_groups(reader, e, parent, scenario);
    } else {
        find_map(reader, e, parent, scenario);
    }
}

void bo_case_find_instances(struct bo_case_reader *reader)
{
    reader->found = bo_alloc_array(reader->arena, reader->set->entities.n, sizeof *reader->found);
    for (size_t s = 0; s < reader->kase->n_scenarios; s++) {
        add(reader, 0, 0, 1, reader->merged[s].merged, NULL, reader->kase->scenario[s].id);
    }
    for (size_t e = 1; e < reader->set->entities.n; e++) {
        for (uint32_t parent = 0; parent < reader->found[entity_at(reader, e)->in].n; parent++) {
            find_in_parent(reader, e, parent);
        }
    }
}

/* The unit whose sheet it is */

static void find_subject(struct bo_case_reader *reader, size_t scenario)
{
    const struct bo_entity *entity = entity_at(reader, reader->set->sheet.entity);
    struct bo_scenario *told = &reader->kase->scenario[scenario];
    struct bo_path path = {NULL, "about", 0};
    const json_t *about = json_object_get(reader->merged[scenario].merged, "about");
    struct bo_candidates names = {0};
    bool found = false;
    if (about != NULL && !json_is_string(about)) {
        bo_case_fault(reader, scenario, &path, "wrong-type", "'about' is a name among %s, not %s", entity->key,
                      bo_json_kind(about));
        return;
    }
    for (size_t i = 0; i < reader->found[reader->set->sheet.entity].n; i++) {
        const struct bo_found *unit = &reader->found[reader->set->sheet.entity].at[i];
        if (unit->scenario != scenario) {
            continue;
        }
        BO_PUSH(reader->arena, &names.name, unit->name);
        if (!found && (about == NULL || strcmp(json_string_value(about), unit->name) == 0)) {
            found = true;
            told->subject = i;
            told->subject_name = unit->name;
        }
    }
    if (about == NULL && names.name.n > 1) {
        bo_case_fault(reader, scenario, &path, "missing-fact",
                      "there are %zu %s: say whose sheet it is, like \"about\": \"%s\"", names.name.n, entity->key,
                      names.name.at[0]);
    } else if (!found && about != NULL) {
        bo_case_fault(reader, scenario, &path, "unknown-name", "there is no '%s' in %s%s", json_string_value(about),
                      entity->key, bo_case_hint(reader, json_string_value(about), &names));
    } else if (!found && !reader->cut && entity->kind != BO_ENTITY_GROUP) { /* of a missing group it is told */
        const struct bo_path where = {NULL, entity->key, 0};
        bo_case_fault(reader, scenario, &where, "missing-fact", "at least one %s is needed", entity->named.id);
    }
}

void bo_case_find_subjects(struct bo_case_reader *reader)
{
    for (size_t s = 0; s < reader->kase->n_scenarios && reader->set->sheet.entity_id != NULL; s++) {
        find_subject(reader, s);
    }
}
