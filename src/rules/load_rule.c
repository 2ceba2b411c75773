/* What holds formulas: rules, functions, messages. */
#include "rules/read.h"

#include <string.h>

static struct bo_when read_when(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_when when = {.value = bo_read_formula(reading, &element->text), .place = element->place};
    const struct bo_formula *test = bo_xml_attribute(element, "test");
    if (test != NULL) {
        when.test = bo_read_formula(reading, test);
    }
    when.cite = bo_read_short_cite(reading, element);
    return when;
}

static void read_choose(struct bo_reading *reading, const struct bo_xml *element, struct bo_body *body)
{
    static const char *const hits[] = {"first", "unique"};
    body->choose = true;
    body->unique = bo_read_choice(reading, element, "hit", hits, 2, 0) == 1;
    bool closed = false;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (closed) {
            bo_read_error(reading, child->place, "wrong-order", "<%s> stands after <otherwise>", child->name);
        }
        closed |= strcmp(child->name, "otherwise") == 0;
        BO_PUSH(reading->arena, &body->whens, read_when(reading, child));
    }
    if (body->whens.n == 0) {
        bo_read_error(reading, element->place, "missing-element", "<choose> needs a <when>");
    } else if (!body->unique && !closed) {
        bo_read_error(reading, element->place, "missing-element",
                      "<choose hit=\"first\"> ends with <otherwise> (or not calculated(…) there)");
    }
}

static void read_let(struct bo_reading *reading, const struct bo_xml *element, struct bo_body *body, bool late)
{
    struct bo_let let = {.id = bo_read_id(reading, element, "id"), .expr = bo_read_formula(reading, &element->text)};
    for (size_t i = 0; i < body->lets.n; i++) {
        if (strcmp(body->lets.at[i].id, let.id) == 0 && *let.id != '\0') {
            bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "a second <let> has the id '%s'",
                          let.id);
        }
    }
    if (late) {
        bo_read_error(reading, element->place, "wrong-order", "<let> stands before the formula that may use it");
    }
    BO_PUSH(reading->arena, &body->lets, let);
}

/* In an overlay the body stays as it is when the element has none. */
static void read_body(struct bo_reading *reading, const struct bo_xml *element, struct bo_body *body)
{
    struct bo_body read = {0};
    bool any = false, formula = false;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        bool expr = strcmp(child->name, "expr") == 0, choose = strcmp(child->name, "choose") == 0;
        if ((expr || choose) && formula) {
            bo_read_error(reading, child->place, "repeated-element", "<%s> has one <expr> or one <choose>",
                          element->name);
        } else if (expr) {
            read.expr = bo_read_formula(reading, &child->text);
        } else if (choose) {
            read_choose(reading, child, &read);
        } else if (strcmp(child->name, "let") == 0) {
            read_let(reading, child, &read, formula);
            any = true;
        }
        formula |= expr || choose;
    }
    if (!formula && (any || !reading->replacing)) {
        bo_read_error(reading, element->place, "missing-element", "<%s> needs an <expr> or a <choose>", element->name);
    }
    if (formula) {
        *body = read;
    }
}

void bo_load_rule(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_rule *rule = bo_read_named(reading, element, BO_E_RULE, sizeof *rule);
    if (rule == NULL) {
        return;
    }
    if (!reading->replacing) {
        rule->named.index = (uint32_t)reading->set->rules.n;
        BO_PUSH(reading->arena, &reading->set->rules, rule);
    }
    const char *entity = bo_read_text(element, "entity");
    if (entity != NULL) {
        rule->entity_id = entity;
        rule->entity = bo_read_entity(reading, element, "entity");
    }
    rule->kind = bo_read_kind(reading, element, "number boolean date code days months", rule->kind);
    rule->scale = bo_read_scale(reading, element, rule->kind, true, rule->scale);
    bo_read_unit(reading, element, rule->kind, &rule->unit_text, &rule->unit);
    struct {
        const char *name, **value;
    } kept[] = {{"min", &rule->min}, {"max", &rule->max}, {"initial", &rule->initial}, {"back", &rule->back}};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const char *text = bo_read_text(element, kept[i].name);
        *kept[i].value = text != NULL ? text : *kept[i].value;
    }
    const char *replaces = bo_read_text(element, "replaces");
    if (replaces != NULL) {
        rule->replaces = replaces;
        rule->replaces_place = bo_read_place(element, "replaces");
    }
    read_body(reading, element, &rule->body);
}

static void read_argument(struct bo_reading *reading, const struct bo_xml *element, struct bo_function *function)
{
    struct bo_argument argument = {.id = bo_read_id(reading, element, "id")};
    argument.kind = bo_read_kind(reading, element, "number boolean date code recurring", BO_NUMBER);
    bo_read_unit(reading, element, argument.kind, &argument.unit_text, &argument.unit);
    for (size_t i = 0; i < function->arguments.n; i++) {
        if (strcmp(function->arguments.at[i].id, argument.id) == 0 && *argument.id != '\0') {
            bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "a second <argument> has the id '%s'",
                          argument.id);
        }
    }
    BO_PUSH(reading->arena, &function->arguments, argument);
}

void bo_load_function(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_function *function = bo_read_named(reading, element, BO_E_FUNCTION, sizeof *function);
    if (function == NULL) {
        return;
    }
    if (!reading->replacing) {
        function->named.index = (uint32_t)reading->set->functions.n;
        BO_PUSH(reading->arena, &reading->set->functions, function);
    }
    function->kind = bo_read_kind(reading, element, "number boolean date code days months", function->kind);
    function->scale = bo_read_scale(reading, element, function->kind, true, function->scale);
    bo_read_unit(reading, element, function->kind, &function->unit_text, &function->unit);
    bool first = true;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "argument") == 0) {
            function->arguments.n = first ? 0 : function->arguments.n;
            first = false;
            read_argument(reading, child, function);
        }
    }
    read_body(reading, element, &function->body);
}

void bo_load_message(struct bo_reading *reading, const struct bo_xml *element)
{
    static const char *const kinds[] = {"note", "warning", "error"};
    struct bo_message *message = bo_read_named(reading, element, BO_E_MESSAGE, sizeof *message);
    if (message == NULL) {
        return;
    }
    if (!reading->replacing) {
        message->named.index = (uint32_t)reading->set->messages.n;
        BO_PUSH(reading->arena, &reading->set->messages, message);
    }
    const char *entity = bo_read_text(element, "entity");
    if (entity != NULL) {
        message->entity_id = entity;
        message->entity = bo_read_entity(reading, element, "entity");
    }
    message->kind = (enum bo_message_kind)bo_read_choice(reading, element, "kind", kinds, 3, (int)message->kind);
    message->field_id = bo_read_text(element, "field") != NULL ? bo_read_text(element, "field") : message->field_id;
    message->by_id = bo_read_text(element, "by") != NULL ? bo_read_text(element, "by") : message->by_id;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "test") == 0) {
            message->test = bo_read_formula(reading, &child->text);
        }
    }
}
