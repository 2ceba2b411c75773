/* Kinds of scenarios and what-ifs: their arguments, and the facts that they write. */
#include "rules/read.h"

#include <string.h>

static void read_option(struct bo_reading *reading, const struct bo_xml *element, struct bo_template_argument *argument)
{
    struct bo_option option = {.value = bo_read_text(element, "value")};
    bo_read_texts(reading, element, "label", &option.label);
    for (size_t i = 0; i < argument->options.n; i++) {
        if (strcmp(argument->options.at[i].value, option.value) == 0) {
            bo_read_error(reading, element->place, "repeated-id", "the option '%s' is there already", option.value);
        }
    }
    BO_PUSH(reading->arena, &argument->options, option);
}

static void read_argument(struct bo_reading *reading, const struct bo_xml *element, struct bo_template *template)
{
    struct bo_template_argument argument = {.id = bo_read_id(reading, element, "id"),
                                            .min = bo_read_text(element, "min"),
                                            .max = bo_read_text(element, "max"),
                                            .fallback = bo_read_text(element, "default"),
                                            .fallback_of = bo_read_text(element, "default-of"),
                                            .required = bo_read_flag(reading, element, "required", false),
                                            .place = element->place};
    argument.kind = bo_read_kind(reading, element, "number boolean date code", BO_NUMBER);
    bo_read_unit(reading, element, argument.kind, &argument.unit_text, &argument.unit);
    argument.scale = (unsigned)bo_read_scale(reading, element, argument.kind, false, 0);
    bo_read_texts(reading, element, "label", &argument.label);
    bo_read_texts(reading, element, "question", &argument.question);
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "option") == 0) {
            read_option(reading, child, &argument);
        }
    }
    for (size_t i = 0; i < template->arguments.n; i++) {
        if (strcmp(template->arguments.at[i].id, argument.id) == 0 && *argument.id != '\0') {
            bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "a second argument has the id '%s'",
                          argument.id);
        }
    }
    if (argument.required + (argument.fallback != NULL) + (argument.fallback_of != NULL) > 1) {
        bo_read_error(reading, element->place, "bad-argument",
                      "an argument has a 'default', a 'default-of' or 'required', and not two of them");
    }
    BO_PUSH(reading->arena, &template->arguments, argument);
}

static bool read_edit(struct bo_reading *reading, const struct bo_xml *element, struct bo_edit *edit)
{
    static const char *const names[] = {
        [BO_EDIT_SET] = "fact", [BO_EDIT_DROP] = "leave-out", [BO_EDIT_IN] = "in", [BO_EDIT_ADD] = "add"};
    size_t kind = 0;
    while (kind < sizeof names / sizeof *names && strcmp(names[kind], element->name) != 0) {
        kind++;
    }
    if (kind == sizeof names / sizeof *names) {
        return false;
    }
    *edit = (struct bo_edit){.kind = (enum bo_edit_kind)kind,
                             .field = bo_read_text(element, "field"),
                             .per = bo_read_text(element, "per"),
                             .place = element->place};
    if (edit->kind == BO_EDIT_SET) {
        edit->value = bo_read_formula(reading, &element->text);
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        struct bo_edit inside;
        if (read_edit(reading, child, &inside)) {
            BO_PUSH(reading->arena, &edit->inside, inside);
        }
    }
    return true;
}

void bo_load_template(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_template *template = bo_alloc(reading->arena, sizeof *template);
    *template = (struct bo_template){.id = bo_read_id(reading, element, "id"),
                                     .what_if = strcmp(element->name, "what-if") == 0,
                                     .by_date = bo_read_flag(reading, element, "by-date", false),
                                     .entity_id = bo_read_text(element, "entity"),
                                     .entity = bo_read_entity(reading, element, "entity"),
                                     .who_id = bo_read_text(element, "who"),
                                     .place = element->place};
    bo_read_texts(reading, element, "label", &template->label);
    bo_read_texts(reading, element, "text", &template->text);
    bo_read_cites(reading, element, &template->cites);
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        struct bo_edit edit;
        if (strcmp(child->name, "argument") == 0) {
            read_argument(reading, child, template);
        } else if (read_edit(reading, child, &edit)) {
            BO_PUSH(reading->arena, &template->edits, edit);
        }
    }
    if (bo_set_template(reading->set, template->what_if, template->id) != NULL) {
        bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "there is a <%s> '%s' already",
                      element->name, template->id);
    }
    if (template->edits.n == 0) {
        bo_read_error(reading, element->place, "missing-element", "<%s> writes nothing: it needs a <fact> or an <add>",
                      element->name);
    }
    BO_PUSH(reading->arena, &reading->set->templates, template);
}
