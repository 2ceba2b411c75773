#include "api/describe.h"
#include "api/uses.h"

#include <string.h>

void bo_put_text(json_t *to, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(to, key, json_string(text));
    }
}

const char *bo_element_word(const struct bo_named *named)
{
    static const char *const words[] = {"input", "param",   "table",          "scale", "function",
                                        "rule",  "message", "not-calculated", "entity"};
    return words[named->element];
}

const char *bo_kind_word(enum bo_kind kind)
{
    static const char *const words[] = {"number", "boolean", "date", "days", "months", "code", "recurring", "text"};
    return words[kind];
}

json_t *bo_describe_briefly(const struct bo_describing *d, const struct bo_named *named)
{
    json_t *value = json_object();
    bo_put_text(value, "id", named->id);
    bo_put_text(value, "element", bo_element_word(named));
    bo_put_text(value, "label", bo_text_in(d->set, &named->label, d->lang));
    return value;
}

json_t *bo_describe_cite(const struct bo_describing *d, const struct bo_cite *cite)
{
    static const char *const roles[] = {NULL, "rounding", "conversion"};
    json_t *value = json_object();
    bo_put_text(value, "text", bo_cite_text(d->arena, cite));
    bo_put_text(value, "title", cite->source != NULL ? cite->source->title : NULL);
    bo_put_text(value, "href", cite->source != NULL ? cite->source->href : NULL);
    bo_put_text(value, "role", roles[cite->role]);
    json_object_set_new(value, "verified", json_boolean(!cite->unverified));
    return value;
}

/* Type, unit and scale; a scale that is no number of decimals is "exact". */
static void put_type(json_t *to, enum bo_kind kind, const char *unit, int scale)
{
    bo_put_text(to, "type", bo_kind_word(kind));
    if (kind == BO_NUMBER || kind == BO_RECURRING) {
        bo_put_text(to, "unit", kind == BO_RECURRING ? NULL : unit != NULL ? unit : "1");
        json_object_set_new(to, "scale", scale == BO_SCALE_EXACT ? json_string("exact") : json_integer(scale));
    }
}

/* Whose value it is, and of which type. */
static void put_kind(const struct bo_named *named, json_t *to)
{
    switch (named->element) {
    case BO_E_INPUT: {
        const struct bo_input *input = (const struct bo_input *)named;
        bo_put_text(to, "entity", input->entity_id);
        put_type(to, input->kind, input->unit_text, (int)input->scale);
        break;
    }
    case BO_E_PARAM: {
        const struct bo_param *param = (const struct bo_param *)named;
        put_type(to, param->kind, param->unit_text, (int)param->scale);
        break;
    }
    case BO_E_TABLE: {
        const struct bo_table *table = (const struct bo_table *)named;
        put_type(to, BO_NUMBER, table->unit_text, (int)table->scale);
        break;
    }
    case BO_E_SCALE:
        bo_put_text(to, "unit", ((const struct bo_scale *)named)->unit_text);
        break;
    case BO_E_FUNCTION: {
        const struct bo_function *function = (const struct bo_function *)named;
        put_type(to, function->kind, function->unit_text, function->scale);
        break;
    }
    case BO_E_RULE: {
        const struct bo_rule *rule = (const struct bo_rule *)named;
        bo_put_text(to, "entity", rule->entity_id);
        put_type(to, rule->kind, rule->unit_text, rule->scale);
        break;
    }
    case BO_E_MESSAGE:
        bo_put_text(to, "entity", ((const struct bo_message *)named)->entity_id);
        break;
    default:
        break;
    }
}

static json_t *options(const struct bo_describing *d, const struct bo_input *input)
{
    json_t *list = json_array();
    for (size_t i = 0; i < input->options.n; i++) {
        json_t *option = json_object();
        bo_put_text(option, "value", input->options.at[i].value);
        bo_put_text(option, "label", bo_text_in(d->set, &input->options.at[i].label, d->lang));
        json_array_append_new(list, option);
    }
    return list;
}

static void put_input(const struct bo_describing *d, const struct bo_input *input, json_t *to)
{
    bo_put_text(to, "field", input->part_of == NULL ? input->key : NULL);
    bo_put_text(to, "min", input->min);
    bo_put_text(to, "max", input->max);
    json_object_set_new(to, "required", json_boolean(input->required));
    bo_put_text(to, "default", input->fallback);
    if (input->kind == BO_CODE) {
        json_object_set_new(to, "options", options(d, input));
        bo_put_text(to, "options_from", input->table_id);
    }
    if (input->pers.n > 0) {
        json_t *pers = json_array();
        for (size_t i = 0; i < input->pers.n; i++) {
            json_array_append_new(pers, json_string(input->pers.at[i]));
        }
        json_object_set_new(to, "periods", pers);
    }
    if (input->parts.n > 0) {
        json_t *parts = json_array();
        for (size_t i = 0; i < input->parts.n; i++) {
            json_array_append_new(parts, json_string(input->parts.at[i]->named.id));
        }
        json_object_set_new(to, "parts", parts);
    }
    bo_put_text(to, "part_of", input->part_of != NULL ? input->part_of->named.id : NULL);
    bo_put_text(to, "question", bo_text_in(d->set, &input->question, d->lang));
    bo_put_text(to, "help", bo_text_in(d->set, &input->help, d->lang));
    bo_put_text(to, "assume", bo_text_in(d->set, &input->assume, d->lang));
}

static void put_rule(const struct bo_describing *d, const struct bo_rule *rule, json_t *to)
{
    bo_put_text(to, "min", rule->min);
    bo_put_text(to, "max", rule->max);
    bo_put_text(to, "initial", rule->initial);
    bo_put_text(to, "back", rule->back);
    json_object_set_new(to, "of_the_sheet", json_boolean(rule->synthetic));
    bo_describe_body(d, &rule->body, to);
}

static void put_function(const struct bo_describing *d, const struct bo_function *function, json_t *to)
{
    json_t *arguments = json_array();
    for (size_t i = 0; i < function->arguments.n; i++) {
        const struct bo_argument *argument = &function->arguments.at[i];
        json_t *item = json_object();
        bo_put_text(item, "id", argument->id);
        bo_put_text(item, "type", bo_kind_word(argument->kind));
        bo_put_text(item, "unit",
                    argument->kind != BO_NUMBER   ? NULL
                    : argument->unit_text != NULL ? argument->unit_text
                                                  : "1");
        json_array_append_new(arguments, item);
    }
    json_object_set_new(to, "arguments", arguments);
    bo_describe_body(d, &function->body, to);
}

/* The date that selects a value. */
static void put_by(const char *by, json_t *to)
{
    bo_put_text(to, "by", by != NULL ? by : "date");
}

/* What else is particular to each kind of element. */
static void put_element(const struct bo_describing *d, const struct bo_named *named, json_t *to)
{
    switch (named->element) {
    case BO_E_INPUT:
        put_input(d, (const struct bo_input *)named, to);
        break;
    case BO_E_PARAM:
        put_by(((const struct bo_param *)named)->by, to);
        break;
    case BO_E_TABLE:
        put_by(((const struct bo_table *)named)->by, to);
        break;
    case BO_E_SCALE:
        put_by(((const struct bo_scale *)named)->by, to);
        break;
    case BO_E_FUNCTION:
        put_function(d, (const struct bo_function *)named, to);
        break;
    case BO_E_RULE:
        put_rule(d, (const struct bo_rule *)named, to);
        break;
    case BO_E_MESSAGE: {
        const struct bo_message *message = (const struct bo_message *)named;
        bo_put_text(to, "kind", message->kind == BO_MESSAGE_ERROR     ? "error"
                                : message->kind == BO_MESSAGE_WARNING ? "warning"
                                                                      : "note");
        bo_put_text(to, "formula", bo_describe_formula(d, &message->test));
        break;
    }
    case BO_E_ENTITY: {
        const struct bo_entity *entity = (const struct bo_entity *)named;
        bo_put_text(to, "field", entity->key);
        bo_put_text(to, "in", entity->in_id);
        bo_put_text(to, "members", entity->members);
        json_object_set_new(to, "most", json_integer(entity->max));
        break;
    }
    default:
        break;
    }
    bo_describe_values(d, named, to);
}

static json_t *briefly(const struct bo_describing *d, const bo_uses *uses)
{
    json_t *list = json_array();
    for (size_t i = 0; i < uses->n; i++) {
        json_array_append_new(list, bo_describe_briefly(d, uses->at[i]));
    }
    return list;
}

/* Where the sheet shows it. */
static json_t *groups(const struct bo_describing *d, const struct bo_named *named)
{
    json_t *list = json_array();
    for (size_t g = 0; g < d->set->sheet.groups.n; g++) {
        const struct bo_group *group = &d->set->sheet.groups.at[g];
        for (size_t l = 0; l < group->lines.n; l++) {
            if (strcmp(group->lines.at[l].value_id, named->id) == 0) {
                const char *label = bo_text_in(d->set, &group->label, d->lang);
                json_array_append_new(list, json_string(label != NULL ? label : group->id));
            }
        }
    }
    for (size_t i = 0; i < d->set->sheet.help.n; i++) {
        if (strcmp(d->set->sheet.help.at[i].value_id, named->id) == 0) {
            const char *label = bo_text_in(d->set, &d->set->sheet.help_label, d->lang);
            json_array_append_new(list, json_string(label != NULL ? label : "help"));
        }
    }
    return list;
}

/* The examples that say what it comes to. */
static json_t *examples(const struct bo_describing *d, const struct bo_named *named)
{
    json_t *list = json_array();
    for (size_t i = 0; i < d->set->examples.n; i++) {
        const struct bo_example *example = d->set->examples.at[i];
        if (bo_example_names(d->set, example, named->id)) {
            json_array_append_new(list, json_string(example->id));
        }
    }
    return list;
}

json_t *bo_describe(const struct bo_describing *d, const struct bo_named *named)
{
    json_t *to = bo_describe_briefly(d, named), *cites = json_array();
    bo_put_text(to, "text", bo_text_in(d->set, &named->text, d->lang));
    json_object_set_new(
        to, "rules",
        json_pack("{s:s, s:s, s:s}", "id", d->set->id, "version", d->set->version, "sha256", d->set->sha256));
    if (named->law != NULL) {
        json_t *law = json_object();
        bo_put_text(law, "id", named->law->id);
        bo_put_text(law, "title", bo_text_in(d->set, &named->law->title, d->lang));
        json_object_set_new(to, "law", law);
    }
    bo_put_text(to, "file", named->place.file);
    json_object_set_new(to, "line", json_integer(named->place.line));
    for (size_t i = 0; i < named->cites.n; i++) {
        json_array_append_new(cites, bo_describe_cite(d, &named->cites.at[i]));
    }
    json_object_set_new(to, "cite", cites);
    json_object_set_new(to, "verified", json_boolean(!named->unverified));
    put_kind(named, to);
    put_element(d, named, to);
    bo_uses reads = bo_uses_of(d->arena, d->set, named), users = bo_users_of(d->arena, d->set, named);
    json_object_set_new(to, "reads", briefly(d, &reads));
    json_object_set_new(to, "read_by", briefly(d, &users));
    json_object_set_new(to, "lines", groups(d, named));
    json_object_set_new(to, "examples", examples(d, named));
    return to;
}

json_t *bo_describe_all(const struct bo_describing *d)
{
    json_t *list = json_array();
    for (size_t i = 0; i < d->set->by_name.n; i++) {
        json_t *item = bo_describe_briefly(d, d->set->by_name.at[i]);
        put_kind(d->set->by_name.at[i], item);
        json_array_append_new(list, item);
    }
    return list;
}
