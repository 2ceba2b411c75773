/* The JSON Schema (2020-12) of a set's cases. Scenarios are merge patches: nothing is required in them, and null, which
 * removes, is allowed everywhere but inside lists, which a patch replaces whole. */
#include "scenario/case.h"
#include "scenario/json.h"

#include <stdlib.h>
#include <string.h>

struct writer {
    struct bo_arena *arena;
    const struct bo_set *set;
    const char *lang;
};

static json_t *text(const char *value)
{
    return json_string(value != NULL ? value : "");
}

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static json_t *of_type(const char *type)
{
    json_t *schema = json_object();
    put(schema, "type", text(type));
    return schema;
}

static json_t *reference(struct writer *w, const char *definition)
{
    json_t *schema = json_object();
    put(schema, "$ref", text(bo_printf(w->arena, "#/$defs/%s", definition)));
    return schema;
}

/* The same schema, or null where it stands in a patch. */
static json_t *removable(json_t *schema, bool patch)
{
    if (!patch) {
        return schema;
    }
    json_t *either = json_array(), *result = json_object();
    json_array_append_new(either, schema);
    json_array_append_new(either, of_type("null"));
    put(result, "anyOf", either);
    return result;
}

/* Values */

static void put_bound(json_t *schema, const char *key, const char *bound)
{
    if (bound == NULL || strlen(bound) > 17) {
        return;
    }
    char *end = NULL;
    long long whole = strtoll(bound, &end, 10);
    end += *end == '.' && end[1 + strspn(end + 1, "0")] == '\0' ? strlen(end) : 0; /* "2.00" */
    if (*end == '.') { /* an integer above (below) the bound's whole part is above (below) the bound */
        bool lower = strcmp(key, "minimum") == 0;
        whole += lower && bound[0] != '-' ? 1 : !lower && bound[0] == '-' ? -1 : 0;
    } else if (*end != '\0') {
        return;
    }
    put(schema, key, json_integer(whole));
}

/* "2026-04-06": many validators leave a format alone, so the pattern stands beside it. */
static void put_date_form(json_t *schema)
{
    put(schema, "format", text("date"));
    put(schema, "pattern", text("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
}

/* A decimal in quotes, or an integer; the pattern binds only strings, the bounds only integers. */
static json_t *decimal(struct writer *w, unsigned scale, const char *min, const char *max)
{
    json_t *types = json_array(), *schema = json_object();
    json_array_append_new(types, text("string"));
    json_array_append_new(types, text("integer"));
    put(schema, "type", types);
    const char *sign = min != NULL && *min != '-' ? "" : "-?";
    put(schema, "pattern",
        text(scale == 0 ? bo_printf(w->arena, "^%s[0-9]+$", sign)
                        : bo_printf(w->arena, "^%s([0-9]+(\\.[0-9]{1,%u})?|\\.[0-9]{1,%u})$", sign, scale, scale)));
    put_bound(schema, "minimum", min);
    put_bound(schema, "maximum", max);
    return schema;
}

/* In a patch the amount or the period alone changes that alone. */
static json_t *recurring(json_t *amount, const char *const *pers, size_t n, bool patch)
{
    static const char *const every[] = {"day", "working_day", "week", "fortnight", "4-weeks", "month", "year"};
    json_t *fields = json_object(), *required = json_array(), *schema = of_type("object"), *per = json_object();
    json_t *names = json_array();
    for (size_t i = 0; i < (n > 0 ? n : sizeof every / sizeof *every); i++) {
        json_array_append_new(names, text(n > 0 ? pers[i] : every[i]));
    }
    put(per, "enum", names);
    put(fields, "amount", amount);
    put(fields, "per", per);
    json_array_append_new(required, text("amount"));
    json_array_append_new(required, text("per"));
    put(schema, "properties", fields);
    if (patch) {
        json_decref(required);
    } else {
        put(schema, "required", required);
    }
    put(schema, "additionalProperties", json_false());
    return schema;
}

static json_t *codes(struct writer *w, const struct bo_input *input)
{
    json_t *names = json_array(), *labelled = json_array(), *schema = of_type("string");
    bool labels = false;
    for (size_t i = 0; i < input->options.n; i++) {
        const struct bo_option *option = &input->options.at[i];
        const char *label = bo_text_in(w->set, &option->label, w->lang);
        json_t *choice = json_object();
        put(choice, "const", text(option->value));
        put(choice, "title", text(label != NULL ? label : option->value));
        labels |= label != NULL;
        json_array_append_new(names, text(option->value));
        json_array_append_new(labelled, choice);
    }
    struct bo_intern seen;
    bo_intern_init(&seen, w->arena);
    for (size_t b = 0; input->table != NULL && b < input->table->blocks.n; b++) {
        const struct bo_rows *block = &input->table->blocks.at[b];
        for (size_t r = 0; r < block->rows.n; r++) {
            bo_intern(&seen, block->rows.at[r].field[0]);
        }
    }
    for (size_t i = 0; i < seen.texts.n; i++) {
        json_array_append_new(names, text(seen.texts.at[i]));
    }
    put(schema, "enum", names);
    if (labels) {
        put(schema, "oneOf", labelled);
    } else {
        json_decref(labelled);
    }
    return schema;
}

static json_t *value_schema(struct writer *w, const struct bo_input *input, bool patch)
{
    json_t *schema;
    switch (input->kind) {
    case BO_NUMBER:
        return decimal(w, input->scale, input->min, input->max);
    case BO_RECURRING:
        return recurring(decimal(w, input->scale, input->min, input->max), input->pers.at, input->pers.n, patch);
    case BO_BOOLEAN:
        return of_type("boolean");
    case BO_DATE:
        schema = of_type("string");
        put_date_form(schema);
        return schema;
    case BO_CODE:
        return codes(w, input);
    default:
        return of_type("string");
    }
}

static json_t *default_value(struct writer *w, const struct bo_input *input)
{
    if (input->kind == BO_BOOLEAN) {
        return json_boolean(strcmp(input->fallback, "true") == 0);
    }
    if (input->kind != BO_RECURRING) {
        return text(input->fallback);
    }
    size_t n = strcspn(input->fallback, " ");
    json_t *value = json_object();
    put(value, "amount", text(bo_strndup(w->arena, input->fallback, n)));
    put(value, "per", text(input->fallback + n + strspn(input->fallback + n, " ")));
    return value;
}

static json_t *input_schema(struct writer *w, const struct bo_input *input, bool patch)
{
    json_t *schema = value_schema(w, input, patch);
    const char *label = bo_text_in(w->set, &input->named.label, w->lang);
    const char *question = bo_text_in(w->set, &input->question, w->lang);
    const char *help = bo_text_in(w->set, &input->help, w->lang);
    if (label != NULL) {
        put(schema, "title", text(label));
    }
    if (question != NULL || help != NULL) {
        put(schema, "description",
            text(bo_printf(w->arena, "%s%s%s", question != NULL ? question : "",
                           question != NULL && help != NULL ? " " : "", help != NULL ? help : "")));
    }
    if (input->fallback != NULL) {
        put(schema, "default", default_value(w, input));
    }
    if (input->unit_text != NULL && strcmp(input->unit_text, "1") != 0) {
        put(schema, "$comment", text(bo_printf(w->arena, "in %s", input->unit_text)));
    }
    return schema;
}

/* Objects */

static json_t *entity_schema(struct writer *w, size_t e, bool patch);

/* What stands under an entity's key. */
static json_t *key_schema(struct writer *w, size_t e, bool patch)
{
    const struct bo_entity *entity = w->set->entities.at[e];
    const struct bo_entity *outer = w->set->entities.at[entity->in];
    json_t *schema = entity_schema(w, e, patch && entity->kind != BO_ENTITY_LIST);
    if (entity->kind == BO_ENTITY_LIST) {
        json_t *list = of_type("array");
        put(list, "items", schema);
        put(list, "maxItems", json_integer(entity->max));
        schema = list;
    } else if (entity->kind == BO_ENTITY_MAP || entity->kind == BO_ENTITY_GROUP) {
        json_t *names = of_type("object");
        unsigned groups = outer->kind == BO_ENTITY_GROUP && entity->kind == BO_ENTITY_MAP ? outer->max : 1;
        put(names, "additionalProperties", removable(schema, patch));
        if (!patch) {
            put(names, "maxProperties", json_integer((json_int_t)entity->max * groups));
        }
        schema = names;
    }
    const char *label = bo_text_in(w->set, &entity->named.label, w->lang);
    if (label != NULL) {
        put(schema, "title", text(label));
    }
    return removable(schema, patch);
}

/* The fields that belong to one instance of an entity; for the case (0) also the keys at its top. */
static void put_fields(struct writer *w, size_t e, bool patch, json_t *fields, json_t *required)
{
    const struct bo_set *set = w->set;
    for (size_t i = 0; i < set->inputs.n; i++) {
        const struct bo_input *input = set->inputs.at[i];
        if (input->entity != e || input->part_of != NULL) {
            continue;
        }
        put(fields, input->key, removable(input_schema(w, input, patch), patch));
        if (input->required) {
            json_array_append_new(required, text(input->key));
        }
    }
    for (size_t i = 1; i < set->entities.n; i++) {
        const struct bo_entity *entity = set->entities.at[i];
        bool inside = entity->kind == BO_ENTITY_LIST || entity->kind == BO_ENTITY_OBJECT;
        if (inside ? (size_t)entity->in == e : e == 0) {
            put(fields, entity->key, key_schema(w, i, patch));
        }
    }
    put(fields, "given", removable(reference(w, patch ? "given_patch" : "given"), patch));
}

static json_t *closed(json_t *fields, json_t *required)
{
    json_t *schema = of_type("object");
    put(schema, "properties", fields);
    if (json_array_size(required) > 0) {
        put(schema, "required", required);
    } else {
        json_decref(required);
    }
    put(schema, "additionalProperties", json_false());
    return schema;
}

static json_t *entity_schema(struct writer *w, size_t e, bool patch)
{
    const struct bo_entity *entity = w->set->entities.at[e];
    json_t *fields = json_object(), *required = json_array();
    if (entity->members != NULL) {
        json_t *members = of_type("array");
        put(members, "items", of_type("string"));
        put(members, "minItems", json_integer(1));
        put(members, "uniqueItems", json_true());
        put(fields, entity->members, members);
        json_array_append_new(required, text(entity->members));
    }
    put_fields(w, e, patch, fields, required);
    if (patch) {
        json_array_clear(required);
    }
    return closed(fields, required);
}

static json_t *variables(struct writer *w, json_t *figure)
{
    json_t *names = json_array(), *any = json_object(), *schema = of_type("object");
    for (size_t i = 0; i < w->set->rules.n; i++) {
        json_array_append_new(names, text(w->set->rules.at[i]->named.id));
    }
    put(any, "enum", names);
    put(schema, "propertyNames", any);
    put(schema, "additionalProperties", figure);
    return schema;
}

static json_t *figure(bool patch)
{
    static const char *const types[] = {"string", "integer", "boolean", "null"};
    json_t *list = json_array(), *schema = json_object();
    for (size_t i = 0; i < (patch ? 4 : 3); i++) {
        json_array_append_new(list, text(types[i]));
    }
    put(schema, "type", list);
    return schema;
}

/* Kinds that a scenario may begin with: "kind" says which, "with" holds its arguments. */
static void put_kinds(struct writer *w, json_t *fields)
{
    json_t *kinds = json_array(), *with = of_type("object"), *known = json_object(), *kind = json_object();
    size_t n = 0;
    json_t *who = of_type("string");
    put(known, "who", who);
    for (size_t i = 0; i < w->set->templates.n; i++) {
        const struct bo_template *template = w->set->templates.at[i];
        for (size_t a = 0; !template->what_if && a < template->arguments.n; a++) {
            json_t *any = json_array(), *value = json_object();
            json_array_append_new(any, text("string"));
            json_array_append_new(any, text("integer"));
            json_array_append_new(any, text("boolean"));
            put(value, "type", any);
            put(known, template->arguments.at[a].id, value);
        }
        if (!template->what_if) {
            json_array_append_new(kinds, text(template->id));
            n++;
        }
    }
    put(with, "properties", known);
    put(with, "additionalProperties", json_false());
    put(kind, "enum", kinds);
    if (n == 0) {
        json_decref(kind);
        json_decref(with);
        return;
    }
    put(fields, "kind", kind);
    put(fields, "with", with);
}

static json_t *definitions(struct writer *w)
{
    json_t *all = json_object();
    put(all, "given", variables(w, figure(false)));
    put(all, "given_patch", variables(w, figure(true)));
    for (int after = 0; after < 2; after++) {
        json_t *fields = json_object(), *required = json_array();
        put_fields(w, 0, true, fields, required);
        json_array_clear(required);
        put(fields, "label", of_type("string"));
        put(fields, "about", removable(of_type("string"), true));
        if (after) {
            json_t *not_before = json_object(), *id = of_type("string");
            put(not_before, "const", text("before"));
            put(id, "pattern", text("^[^/,\\u0000-\\u001f\\u007f]+$"));
            put(id, "not", not_before);
            put(fields, "id", id);
            put_kinds(w, fields);
            json_array_append_new(required, text("id"));
        }
        put(all, after ? "after" : "before", closed(fields, required));
    }
    return all;
}

static json_t *date_schema(struct writer *w)
{
    json_t *date = of_type("string");
    put_date_form(date);
    put(date, "description",
        text(bo_printf(w->arena, "%s / %s", bo_date_text(w->arena, w->set->complete_from),
                       bo_date_text(w->arena, w->set->complete_until))));
    return date;
}

char *bo_case_schema(struct bo_arena *arena, const struct bo_set *set, const char *lang)
{
    struct writer w = {arena, set, lang};
    json_t *fields = json_object(), *required = json_array(), *after = of_type("array");
    put(fields, "rules", of_type("string"));
    put(fields, "date", date_schema(&w));
    put(fields, "about", of_type("string"));
    put_fields(&w, 0, false, fields, required);
    put(fields, "before", reference(&w, "before"));
    put(after, "items", reference(&w, "after"));
    put(after, "maxItems", json_integer(BO_SCENARIOS_MAX - 1));
    put(fields, "after", after);
    put(fields, "awards", variables(&w, recurring(decimal(&w, 2, "0", NULL), NULL, 0, false)));
    for (size_t e = 1; e < set->entities.n; e++) {
        if (set->entities.at[e]->kind == BO_ENTITY_GROUP) { /* somebody has to be in it */
            for (size_t m = e + 1; m < set->entities.n; m++) {
                if (strcmp(set->entities.at[m]->named.id, set->entities.at[e]->of_id) == 0) {
                    json_array_append_new(required, text(set->entities.at[m]->key));
                }
            }
        }
    }
    json_t *schema = json_object(), *body = closed(fields, required);
    put(schema, "$schema", text("https://json-schema.org/draft/2020-12/schema"));
    put(schema, "title", text(bo_text_in(set, &set->title, lang)));
    json_object_update(schema, body);
    json_decref(body);
    put(schema, "$defs", definitions(&w));
    char *dump = json_dumps(schema, JSON_INDENT(2));
    char *result = bo_strdup(arena, dump != NULL ? dump : "{}");
    free(dump);
    json_decref(schema);
    return result;
}
