/* The fields of a rule set's cases: as text, or as their JSON Schema. */
#include "api/wanted.h"
#include "base/text.h"
#include "render/page.h"
#include "scenario/case.h"

#include <string.h>

struct telling {
    struct bo_arena *arena;
    const struct bo_set *set;
    const char *lang;
    struct bo_page page;
};

static const char *type_words(struct telling *t, const struct bo_input *input)
{
    static const char *const kinds[] = {"a number",
                                        "true or false",
                                        "a date",
                                        "a number of days",
                                        "a number of months",
                                        "one of",
                                        "an amount and its period",
                                        "text"};
    const char *words = kinds[input->kind];
    if (input->table != NULL) {
        return bo_printf(t->arena, "a key of the table %s", input->table_id);
    }
    if (input->kind == BO_NUMBER && input->unit_text != NULL && strcmp(input->unit_text, "1") != 0) {
        return bo_printf(t->arena, "a number in %s", input->unit_text);
    }
    for (size_t i = 0; i < input->options.n; i++) {
        words = bo_printf(t->arena, "%s%s %s", words, i > 0 ? "," : "", input->options.at[i].value);
    }
    return words;
}

/* "Hours a week: a number in hours/week; else 0" */
static const char *field_words(struct telling *t, const struct bo_input *input)
{
    const char *label = bo_text_in(t->set, &input->named.label, t->lang);
    return bo_printf(t->arena, "%s%s%s%s%s", label != NULL ? label : "", label != NULL ? ": " : "",
                     type_words(t, input),
                     input->required           ? "; needed"
                     : input->fallback != NULL ? "; else "
                                               : "",
                     !input->required && input->fallback != NULL ? input->fallback : "");
}

/* "jobs (a list in each person)" */
static const char *entity_words(struct telling *t, const struct bo_entity *entity)
{
    const char *in = entity->in >= 0 ? t->set->entities.at[entity->in]->named.id : "";
    switch (entity->kind) {
    case BO_ENTITY_CASE:
        return "the case itself";
    case BO_ENTITY_ONE:
        return entity->key;
    case BO_ENTITY_LIST:
        return bo_printf(t->arena, "%s (a list in each %s)", entity->key, in);
    case BO_ENTITY_OBJECT:
        return bo_printf(t->arena, "%s (in a %s)", entity->key, in);
    default:
        return bo_printf(t->arena, "%s (each by its name)", entity->key);
    }
}

/* Parts of a text are no fields of their own. */
static bool is_field(const struct bo_input *input, size_t entity)
{
    return input->entity == entity && input->part_of == NULL;
}

static void tell_entity(struct telling *t, size_t e)
{
    const struct bo_entity *entity = t->set->entities.at[e];
    size_t widest = entity->members != NULL ? strlen(entity->members) : 0, n = entity->members != NULL;
    for (size_t i = 0; i < t->set->inputs.n; i++) {
        const struct bo_input *input = t->set->inputs.at[i];
        size_t width = is_field(input, e) ? strlen(input->key) : 0;
        widest = width > widest ? width : widest;
        n += is_field(input, e);
    }
    if (n == 0) {
        return;
    }
    bo_page_heading(&t->page, entity_words(t, entity));
    if (entity->members != NULL) {
        bo_page_text(&t->page, 2, entity->members, widest + 2, BO_PLAIN, "the names of those in it: a list; needed");
    }
    for (size_t i = 0; i < t->set->inputs.n; i++) {
        const struct bo_input *input = t->set->inputs.at[i];
        if (is_field(input, e)) {
            bo_page_text(&t->page, 2, input->key, widest + 2, BO_PLAIN, field_words(t, input));
        }
    }
}

static const char *fields(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set)
{
    struct telling t = {.arena = &reply->arena, .set = set, .lang = asked->as.lang};
    const struct bo_look look = {.colour = asked->as.colour, .width = asked->as.width};
    bo_page_open(&t.page, t.arena, &look);
    for (size_t e = 0; e < set->entities.n; e++) {
        tell_entity(&t, e);
    }
    const char *text = bo_page_take(&t.page);
    return set->templates.n > 0 ? bo_printf(t.arena, "%s\n%s", text, bo_wanted_list(reply, asked, set)) : text;
}

struct bo_reply *bo_show_inputs(const struct bo_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_rules *rules = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON, &asked);
    status = status == BO_OK ? bo_open_one(reply, &asked, &rules) : status;
    if (status == BO_OK) {
        bo_open_note_language(reply, &asked, rules->set);
        text = asked.format == BO_AS_JSON
                   ? bo_printf(&reply->arena, "%s\n", bo_case_schema(&reply->arena, rules->set, asked.as.lang))
                   : fields(reply, &asked, rules->set);
    }
    bo_reply_finish(reply, status, text);
    bo_rules_close(rules);
    return reply;
}
