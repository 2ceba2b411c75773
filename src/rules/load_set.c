/* The head of a rule set: what it is, its units and its entities. */
#include "rules/read.h"

#include <string.h>

enum {
    INSTANCES_MAX = 1000, /* of one entity in one parent */
    ENTITIES_MAX = 64,
    UNITS_MAX = 200
};

/* How an amount is written for people: "{}" stands for the number. */
static const char *form_of(struct bo_reading *reading, const struct bo_xml *element)
{
    const char *form = bo_read_text(element, "form");
    const char *number = form != NULL ? strstr(form, "{}") : NULL;
    if (form != NULL && (number == NULL || strstr(number + 2, "{}") != NULL)) {
        bo_read_error(reading, bo_read_place(element, "form"), "bad-form",
                      "'%s' has not one {} where the number stands, like \"€ {}\"", form);
    }
    return form;
}

static void load_unit(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_set *set = reading->set;
    const char *names[] = {bo_read_text(element, "id"), bo_read_text(element, "also")};
    if (set->symbols.texts.n + set->aliases.n >= UNITS_MAX) {
        bo_read_error(reading, element->place, "too-big", "too many units (%d at most)", UNITS_MAX);
        return;
    }
    for (int i = 0; i < 2; i++) {
        const char *name = names[i];
        if (name == NULL) {
            continue;
        }
        const char *attribute = i == 0 ? "id" : "also";
        bool letters = *name != '\0';
        for (const char *p = name; *p != '\0'; p++) {
            letters &= (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_';
        }
        uint32_t number;
        bool taken = bo_intern_find(&set->symbols, name, &number);
        for (size_t a = 0; a < set->aliases.n; a++) {
            taken |= strcmp(set->aliases.at[a].name, name) == 0;
        }
        if (!letters) {
            bo_read_error(reading, bo_read_place(element, attribute), "bad-id", "'%s' is no unit: letters and _ only",
                          name);
        } else if (taken) {
            bo_read_error(reading, bo_read_place(element, attribute), "repeated-id", "the unit '%s' is there already",
                          name);
        } else if (i == 0) {
            bo_intern(&set->symbols, name);
            BO_PUSH(reading->arena, &set->forms, form_of(reading, element));
            bo_texts each = {0};
            bo_read_texts(reading, element, "label", &each);
            BO_PUSH(reading->arena, &set->each, each);
        } else {
            struct bo_unit_alias alias = {.name = name, .id = names[0]};
            BO_PUSH(reading->arena, &set->aliases, alias);
        }
    }
}

/* Attributes that an entity of this kind has, or has not. */
static void check_attributes(struct bo_reading *reading, const struct bo_xml *element, const struct bo_entity *entity)
{
    static const char *const names[] = {"of", "members", "max"};
    bool group = entity->kind == BO_ENTITY_GROUP;
    bool many = group || entity->kind == BO_ENTITY_MAP || entity->kind == BO_ENTITY_LIST;
    const bool wanted[] = {group, group, many};
    for (int i = 0; i < 3; i++) {
        bool there = bo_read_text(element, names[i]) != NULL;
        if (wanted[i] && !there) {
            bo_read_error(reading, element->place, "missing-attribute",
                          "an entity of this kind needs the attribute '%s'", names[i]);
        } else if (there && !wanted[i]) {
            bo_read_error(reading, bo_read_place(element, names[i]), "unknown-attribute",
                          "an entity of this kind has no attribute '%s'", names[i]);
        }
    }
}

static void load_entity(struct bo_reading *reading, const struct bo_xml *element)
{
    static const char *const kinds[] = {"one", "group", "map", "list", "object"};
    static const char *const fields[] = {"key", "members"};
    if (reading->set->entities.n >= ENTITIES_MAX) {
        bo_read_error(reading, element->place, "too-big", "too many entities (%d at most)", ENTITIES_MAX);
        return;
    }
    struct bo_entity *entity = bo_read_named(reading, element, BO_E_ENTITY, sizeof *entity);
    if (entity == NULL) {
        return;
    }
    entity->named.index = (uint32_t)reading->set->entities.n;
    BO_PUSH(reading->arena, &reading->set->entities, entity);
    entity->kind = BO_ENTITY_ONE + (unsigned)bo_read_choice(reading, element, "kind", kinds, 5, 0);
    entity->key = bo_read_text(element, "key");
    entity->in_id = bo_read_text(element, "in");
    entity->of_id = bo_read_text(element, "of");
    entity->members = bo_read_text(element, "members");
    entity->max = bo_read_count(reading, element, "max", INSTANCES_MAX, 1);
    for (int i = 0; i < 2; i++) {
        const char *field = bo_read_text(element, fields[i]);
        if (field != NULL && !bo_name_valid(field)) {
            bo_read_error(reading, bo_read_place(element, fields[i]), "bad-id",
                          "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", field);
        }
    }
    if (entity->max == 0) {
        bo_read_error(reading, bo_read_place(element, "max"), "bad-number", "max is at least 1");
        entity->max = 1;
    }
    check_attributes(reading, element, entity);
}

/* Parents, now that all entities are known; entities stand after their parents, so there is no cycle. */
static void link_entity(struct bo_reading *reading, const struct bo_xml *element, struct bo_entity *entity)
{
    if (entity->in_id != NULL && strcmp(entity->in_id, "case") != 0) {
        entity->in = (int)bo_read_entity(reading, element, "in");
        if (entity->in >= (int)entity->named.index) {
            bo_read_error(reading, bo_read_place(element, "in"), "wrong-order",
                          "an entity stands after the one that it is in");
            entity->in = 0;
        }
    }
    if (entity->kind != BO_ENTITY_GROUP || entity->of_id == NULL) {
        return;
    }
    unsigned of = bo_read_entity(reading, element, "of");
    const struct bo_entity *member = reading->set->entities.at[of];
    if (of != 0 &&
        (member->kind != BO_ENTITY_MAP || member->in_id == NULL || strcmp(member->in_id, entity->named.id) != 0)) {
        bo_read_error(reading, bo_read_place(element, "of"), "bad-group",
                      "a group is of an entity of the kind 'map' that is in it: '%s' needs in=\"%s\"", entity->of_id,
                      entity->named.id);
    }
}

static void load_entities(struct bo_reading *reading, const struct bo_xml *root)
{
    static const char *const case_id = "case";
    struct bo_set *set = reading->set;
    struct bo_entity *outermost = bo_alloc(reading->arena, sizeof *outermost);
    *outermost = (struct bo_entity){
        .named = {.element = BO_E_ENTITY, .id = case_id}, .kind = BO_ENTITY_CASE, .key = case_id, .in = -1, .max = 1};
    bo_read_enter(reading, &outermost->named);
    BO_PUSH(reading->arena, &set->entities, outermost);
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "entity") == 0) {
            load_entity(reading, child);
        }
    }
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        const char *id = strcmp(child->name, "entity") == 0 ? bo_read_text(child, "id") : NULL;
        const struct bo_named *named = id != NULL ? bo_set_find(set, id) : NULL;
        if (named != NULL && named->element == BO_E_ENTITY && named->index > 0) {
            link_entity(reading, child, set->entities.at[named->index]);
        }
    }
}

static bool is_version(const char *text)
{
    bool digit_before = false;
    for (const char *p = text; *p != '\0'; p++) {
        bool digit = *p >= '0' && *p <= '9';
        if (!digit && !(*p == '.' && digit_before)) {
            return false;
        }
        digit_before = digit;
    }
    return digit_before && strlen(text) <= 40;
}

void bo_load_ruleset(struct bo_reading *reading, const struct bo_xml *root)
{
    struct bo_set *set = reading->set;
    set->id = bo_read_id(reading, root, "id");
    set->version = bo_read_text(root, "version");
    set->currency = bo_read_text(root, "currency");
    set->lang = bo_read_text(root, "lang");
    set->complete_from = bo_read_date(reading, root, "complete-from", 0);
    set->complete_until = bo_read_date(reading, root, "complete-until", set->complete_from);
    bo_read_texts(reading, root, "title", &set->title);
    if (!is_version(set->version)) {
        bo_read_error(reading, bo_read_place(root, "version"), "bad-version", "'%s' is no version (2026.1)",
                      set->version);
    }
    if (set->complete_until < set->complete_from) {
        bo_read_error(reading, bo_read_place(root, "complete-until"), "dates-out-of-order",
                      "this ends before it begins");
    }
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "unit") == 0) {
            load_unit(reading, child);
        }
    }
    uint32_t symbol;
    if (!bo_intern_find(&set->symbols, set->currency, &symbol)) {
        bo_read_unknown(reading, bo_read_place(root, "currency"), "unit", set->currency, set->symbols.texts.at,
                        set->symbols.texts.n);
    }
    load_entities(reading, root);
}
