/* The calculation as JSON: the contract's section 5. */
#include "render/amount.h"
#include "render/frame_json.h"
#include "render/names.h"

#include <string.h>

struct writing {
    struct bo_arena *arena;
    const struct bo_calc *calc;
    const struct bo_set *set;
};

static json_t *amount(const struct writing *w, struct bo_figure figure)
{
    return bo_json_text(bo_amount_plain(w->arena, figure));
}

static json_t *called(const struct writing *w, const bo_texts *label, const char *id)
{
    return bo_json_text(bo_called(w->arena, w->calc, label, id));
}

static json_t *cites_of(const struct writing *w, const char *id)
{
    const struct bo_named *named = bo_set_find(w->set, id);
    json_t *array = json_array();
    for (size_t i = 0; named != NULL && i < named->cites.n; i++) {
        if (named->cites.at[i].role == BO_CITE_LAW) {
            json_array_append_new(array, bo_json_text(bo_cite_text(w->arena, &named->cites.at[i])));
        }
    }
    return array;
}

static void add_totals(const struct writing *w, json_t *to, size_t s)
{
    const struct bo_calc_scenario *of = &w->calc->scenarios.at[s];
    for (size_t g = 0; g < of->n_groups; g++) {
        if (of->groups[g].group->total_id != NULL) {
            json_object_set_new(to, of->groups[g].group->total_id, amount(w, of->groups[g].total));
        }
    }
    if (w->set->sheet.balance_id != NULL) {
        json_object_set_new(to, w->set->sheet.balance_id, amount(w, of->balance));
    }
    if (s > 0) {
        json_object_set_new(to, "difference", amount(w, of->difference));
    }
    for (size_t i = 0; i < of->measures.n; i++) {
        json_object_set_new(to, of->measures.at[i].measure->id,
                            bo_json_text(bo_measure_plain(w->arena, &of->measures.at[i])));
    }
}

static json_t *lines(const struct writing *w, size_t s)
{
    const struct bo_calc_scenario *of = &w->calc->scenarios.at[s];
    json_t *array = json_array();
    for (size_t g = 0; g < of->n_groups; g++) {
        for (size_t l = 0; l < of->groups[g].n; l++) {
            const struct bo_calc_line *line = &of->groups[g].lines[l];
            json_t *object = json_object();
            json_object_set_new(object, "id", bo_json_text(line->line->value_id));
            json_object_set_new(object, "group", bo_json_text(of->groups[g].group->id));
            json_object_set_new(object, "label", called(w, &line->line->label, line->line->value_id));
            json_object_set_new(object, "amount", amount(w, line->amount));
            json_object_set_new(object, "cite", cites_of(w, line->line->value_id));
            if (line->amount.given) {
                json_object_set_new(object, "given", json_true());
            }
            bo_json_add_text(object, "text", bo_sentence_of(w->arena, w->calc, s, &line->line->text));
            json_array_append_new(array, object);
        }
    }
    return array;
}

static json_t *values(const struct bo_calc_value *at, size_t n)
{
    json_t *object = json_object();
    for (size_t i = 0; i < n; i++) {
        json_object_set_new(object, at[i].id, bo_json_text(at[i].text));
    }
    return object;
}

/* Under the key that they have in the case; a key without anybody is there too. */
static void add_persons(const struct writing *w, json_t *to, const struct bo_calc_scenario *of)
{
    for (size_t e = 0; e < w->set->entities.n; e++) {
        const struct bo_entity *entity = w->set->entities.at[e];
        if (entity->kind != BO_ENTITY_MAP) {
            continue;
        }
        json_t *persons = json_object();
        for (size_t i = 0; i < of->persons.n; i++) {
            const struct bo_calc_person *person = &of->persons.at[i];
            if (strcmp(person->entity_key, entity->key) == 0) {
                json_t *object = json_object();
                json_object_set_new(object, "values", values(person->values, person->n));
                json_object_set_new(persons, person->name, object);
            }
        }
        json_object_set_new(to, entity->key, persons);
    }
}

static json_t *changes(const struct writing *w, const struct bo_calc_scenario *of)
{
    static const char *const word[] = {"starts", "stops", "more", "less", "stays"};
    json_t *array = json_array();
    for (size_t i = 0; i < of->changes.n; i++) {
        const struct bo_calc_change *change = &of->changes.at[i];
        json_t *object = json_object();
        json_object_set_new(object, "id", bo_json_text(change->id));
        json_object_set_new(object, "change", bo_json_text(word[change->change]));
        json_object_set_new(object, "from", amount(w, change->from));
        json_object_set_new(object, "to", amount(w, change->to));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *right(bool known, bool is)
{
    return !known ? json_null() : json_boolean(is);
}

static json_t *help(const struct writing *w, const struct bo_calc_scenario *of)
{
    json_t *array = json_array();
    for (size_t i = 0; i < of->help.n; i++) {
        const struct bo_calc_help *item = &of->help.at[i];
        json_t *object = json_object();
        json_object_set_new(object, "id", bo_json_text(item->item->value_id));
        json_object_set_new(object, "label", called(w, &item->item->label, item->item->value_id));
        json_object_set_new(object, "before", right(item->before_known, item->before));
        json_object_set_new(object, "after", right(item->now_known, item->now));
        json_object_set_new(object, "value", bo_json_text(item->worth_text));
        bo_json_add_text(object, "unit", item->worth_text != NULL ? item->worth_unit : NULL);
        json_object_set_new(object, "cite", bo_json_texts(item->cites.at, item->cites.n));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *scenario(const struct writing *w, size_t s)
{
    const struct bo_calc_scenario *of = &w->calc->scenarios.at[s];
    json_t *object = json_object();
    json_object_set_new(object, "id", bo_json_text(of->scenario->id));
    if (s > 0 || (of->scenario->label != NULL && strcmp(of->scenario->label, of->scenario->id) != 0)) {
        json_object_set_new(object, "label", bo_json_text(of->scenario->label));
    }
    bo_json_add_origin(object, w->calc->kase, s);
    bo_json_add_text(object, "facts", of->scenario->digest);
    add_totals(w, object, s);
    json_object_set_new(object, "lines", lines(w, s));
    json_object_set_new(object, "values", values(of->values.at, of->values.n));
    add_persons(w, object, of);
    if (s > 0) {
        json_object_set_new(object, "changes", changes(w, of));
        json_object_set_new(object, "help", help(w, of));
    }
    json_object_set_new(object, "messages", bo_json_messages(&of->messages));
    return object;
}

json_t *bo_json_calc(struct bo_arena *arena, const struct bo_calc *calc, const char *program_version)
{
    struct writing w = {arena, calc, calc->program->set};
    json_t *root = bo_json_frame(arena, w.set, calc->kase->date, program_version), *scenarios = json_array();
    json_object_set_new(root, "currency", bo_json_text(w.set->currency));
    json_object_set_new(root, "period", bo_json_text(calc->period != NULL ? calc->period->id : NULL));
    json_object_set_new(root, "scenarios", scenarios);
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        json_array_append_new(scenarios, scenario(&w, s));
    }
    if (calc->since != NULL) {
        json_object_set_new(root, "since", bo_json_since(arena, calc));
    }
    json_object_set_new(root, "assumptions", bo_json_assumptions(&calc->assumptions));
    json_object_set_new(root, "not_calculated", bo_json_notices(&calc->not_calculated));
    json_object_set_new(root, "warnings", bo_json_notices(&calc->warnings));
    return root;
}

char *bo_render_calc_json(struct bo_arena *arena, const struct bo_calc *calc, const char *program_version)
{
    return bo_json_end(arena, bo_json_calc(arena, calc, program_version));
}
