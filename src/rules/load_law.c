/* The elements of a law file: hands each to its reader; sources, inputs and what is not calculated are read here. */
#include "rules/read.h"

#include <string.h>

static void load_source(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_source *source = bo_alloc(reading->arena, sizeof *source);
    source->id = bo_read_text(element, "id");
    source->title = bo_read_text(element, "title");
    source->number = bo_read_text(element, "number");
    source->href = bo_read_text(element, "href");
    source->place = element->place;
    if (source->id == NULL) {
        return;
    }
    if (!bo_name_valid(source->id)) {
        bo_read_error(reading, bo_read_place(element, "id"), "bad-id",
                      "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", source->id);
    }
    const char *href = source->href;
    if (href != NULL && strncmp(href, "https://", 8) != 0 && strncmp(href, "http://", 7) != 0) {
        bo_read_error(reading, bo_read_place(element, "href"), "bad-link", "a link begins with https:// or http://");
    }
    uint32_t number;
    if (bo_intern_find(&reading->set->source_ids, source->id, &number)) {
        const struct bo_place *there = &reading->set->sources.at[number]->place;
        bo_read_error(reading, element->place, "repeated-id", "the source '%s' is there already: %s:%d", source->id,
                      there->file, there->line);
        return;
    }
    bo_intern(&reading->set->source_ids, source->id);
    BO_PUSH(reading->arena, &reading->set->sources, source);
}

static void read_option(struct bo_reading *reading, const struct bo_xml *element, struct bo_input *input)
{
    struct bo_option option = {.value = bo_read_text(element, "value")};
    if (option.value == NULL) {
        return;
    }
    bo_read_texts(reading, element, "label", &option.label);
    for (size_t i = 0; i < input->options.n; i++) {
        if (strcmp(input->options.at[i].value, option.value) == 0) {
            bo_read_error(reading, element->place, "repeated-id", "the option '%s' is there already", option.value);
        }
    }
    BO_PUSH(reading->arena, &input->options, option);
}

static void read_pers(struct bo_reading *reading, const struct bo_xml *element, struct bo_input *input)
{
    const char *pers = bo_read_text(element, "pers");
    if (pers == NULL) {
        return;
    }
    if (input->kind != BO_RECURRING) {
        bo_read_error(reading, bo_read_place(element, "pers"), "not-recurring", "only a recurring input has periods");
    }
    for (const char *p = pers + strspn(pers, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        BO_PUSH(reading->arena, &input->pers, bo_strndup(reading->arena, p, n));
        p += n;
    }
    if (input->pers.n == 0) {
        bo_read_error(reading, bo_read_place(element, "pers"), "bad-choice", "no period is named");
    }
}

static void load_input(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_input *input = bo_read_named(reading, element, BO_E_INPUT, sizeof *input);
    if (input == NULL) {
        return;
    }
    input->named.index = (uint32_t)reading->set->inputs.n;
    BO_PUSH(reading->arena, &reading->set->inputs, input);
    input->entity_id = bo_read_text(element, "entity");
    input->entity = bo_read_entity(reading, element, "entity");
    input->key = bo_read_text(element, "key");
    if (input->key == NULL) {
        input->key = input->named.id;
    } else if (!bo_name_valid(input->key)) {
        bo_read_error(reading, bo_read_place(element, "key"), "bad-id",
                      "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", input->key);
    }
    input->kind = bo_read_kind(reading, element, "number boolean date code recurring text", BO_NUMBER);
    input->scale = (unsigned)bo_read_scale(reading, element, input->kind, false, 0);
    bo_read_unit(reading, element, input->kind, &input->unit_text, &input->unit);
    input->min = bo_read_text(element, "min");
    input->max = bo_read_text(element, "max");
    input->fallback = bo_read_text(element, "default");
    input->required = bo_read_flag(reading, element, "required", false);
    input->table_id = bo_read_text(element, "table");
    read_pers(reading, element, input);
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "option") == 0) {
            read_option(reading, child, input);
        }
    }
    bo_read_texts(reading, element, "question", &input->question);
    bo_read_texts(reading, element, "help", &input->help);
    bo_read_texts(reading, element, "assume", &input->assume);
}

static void load_missing(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_missing *missing = bo_read_named(reading, element, BO_E_MISSING, sizeof *missing);
    if (missing != NULL) {
        missing->named.index = (uint32_t)reading->set->missings.n;
        BO_PUSH(reading->arena, &reading->set->missings, missing);
    }
}

void bo_load_law_elements(struct bo_reading *reading, const struct bo_xml *root)
{
    static const struct {
        const char *name;
        void (*load)(struct bo_reading *, const struct bo_xml *);
    } loaders[] = {{"source", load_source},     {"input", load_input},        {"param", bo_load_param},
                   {"table", bo_load_table},    {"scale", bo_load_scale},     {"function", bo_load_function},
                   {"rule", bo_load_rule},      {"message", bo_load_message}, {"not-calculated", load_missing},
                   {"example", bo_load_example}};
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++) {
            if (strcmp(loaders[i].name, child->name) == 0) {
                reading->replacing = false;
                loaders[i].load(reading, child);
            }
        }
    }
}
