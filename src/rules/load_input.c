/* Inputs: the facts of a case, with their options and parts. */
#include "rules/read.h"

#include <string.h>

enum { PART_DIGITS_MAX = 9 };

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

/* Words apart by blanks; "none" is what a text without any of them has. */
static void read_words(struct bo_reading *reading, const struct bo_xml *element, const char *words,
                       struct bo_input *part)
{
    for (const char *p = words + strspn(words, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        struct bo_option option = {.value = bo_strndup(reading->arena, p, n)};
        BO_PUSH(reading->arena, &part->options, option);
        p += n;
    }
    if (part->options.n == 0) {
        bo_read_error(reading, bo_read_place(element, "words"), "bad-choice", "no word is named");
    }
    BO_PUSH(reading->arena, &part->options, (struct bo_option){.value = "none"});
}

static void load_part(struct bo_reading *reading, const struct bo_xml *element, struct bo_input *whole)
{
    struct bo_input *part = bo_read_named(reading, element, BO_E_INPUT, sizeof *part);
    if (part == NULL) {
        return;
    }
    part->named.index = (uint32_t)reading->set->inputs.n;
    BO_PUSH(reading->arena, &reading->set->inputs, part);
    part->entity_id = whole->entity_id;
    part->entity = whole->entity;
    part->key = whole->key;
    part->part_of = whole;
    part->question = whole->question;
    part->assume = whole->assume;
    const char *words = bo_read_text(element, "words"), *digits = bo_read_text(element, "digits");
    if ((words != NULL) == (digits != NULL)) {
        bo_read_error(reading, element->place, "bad-part", "a part has either words or digits");
    } else if (words != NULL) {
        part->kind = BO_CODE;
        read_words(reading, element, words, part);
    } else {
        part->kind = BO_NUMBER;
        part->digits = bo_read_count(reading, element, "digits", PART_DIGITS_MAX, 1);
        if (part->digits == 0) {
            bo_read_error(reading, bo_read_place(element, "digits"), "bad-part", "a part has at least one digit");
            part->digits = 1;
        }
        part->min = "0";
        part->max = bo_strndup(reading->arena, "999999999", part->digits);
    }
    BO_PUSH(reading->arena, &whole->parts, part);
}

static void load_parts(struct bo_reading *reading, const struct bo_xml *element, struct bo_input *input)
{
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "part") != 0) {
            continue;
        }
        if (input->kind != BO_FREE_TEXT) {
            bo_read_error(reading, child->place, "bad-part", "only a text has parts");
            return;
        }
        load_part(reading, child, input);
    }
}

void bo_load_input(struct bo_reading *reading, const struct bo_xml *element)
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
    load_parts(reading, element, input);
}
