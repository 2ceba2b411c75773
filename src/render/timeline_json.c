/* The timeline as JSON: the contract's section 5. */
#include "render/frame_json.h"
#include "render/render.h"
#include "scenario/glance.h"

static json_t *money(struct bo_arena *arena, bo_wide hundredths)
{
    return bo_json_text(bo_dec_text_places(arena, hundredths, 100, 2));
}

static json_t *entries(struct bo_arena *arena, const struct bo_timeline_scenario *of)
{
    json_t *array = json_array();
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        json_t *object = json_object();
        json_object_set_new(object, "date", bo_json_text(bo_date_text(arena, moment->date)));
        json_object_set_new(object, "id", bo_json_text(moment->entry != NULL ? moment->entry->id : "start"));
        json_object_set_new(object, "label", bo_json_text(moment->label));
        json_object_set_new(object, "amount", moment->known ? money(arena, moment->amount) : json_null());
        json_object_set_new(object, "balance", money(arena, moment->balance));
        json_object_set_new(object, "text", bo_json_text(moment->text != NULL ? moment->text : moment->label));
        bo_json_add_text(object, "of", moment->of);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *lowest(struct bo_arena *arena, const struct bo_timeline_scenario *of, const struct bo_glance *glance)
{
    json_t *object = json_object();
    json_object_set_new(object, "date", bo_json_text(bo_date_text(arena, of->lowest_on)));
    json_object_set_new(object, "balance", money(arena, of->lowest));
    json_object_set_new(object, "short_by", money(arena, glance->short_by));
    return object;
}

static json_t *at_a_glance(struct bo_arena *arena, const struct bo_glance *glance)
{
    json_t *array = json_array();
    for (size_t i = 0; i < glance->dates.n; i++) {
        const struct bo_glance_date *date = &glance->dates.at[i];
        json_t *object = json_object();
        json_object_set_new(object, "date", bo_json_text(bo_date_text(arena, date->moment->date)));
        json_object_set_new(object, "id", bo_json_text(date->moment->entry->id));
        json_object_set_new(object, "label", bo_json_text(date->moment->label));
        if (date->has_amount) {
            json_object_set_new(object, "amount", date->known ? money(arena, date->amount) : json_null());
        }
        bo_json_add_text(object, "of", date->moment->of);
        json_array_append_new(array, object);
    }
    return array;
}

/* first: of the scenario that this one is compared with; NULL: none. */
static json_t *months(struct bo_arena *arena, const struct bo_sheet *sheet, const struct bo_timeline_scenario *of,
                      const struct bo_timeline_scenario *first)
{
    json_t *array = json_array();
    for (size_t i = 0; i < of->months.n; i++) {
        const struct bo_timeline_month *month = &of->months.at[i];
        const struct bo_civil civil = bo_civil_of(month->first);
        json_t *object = json_object();
        const char *name = bo_printf(arena, "%04lld-%02d", (long long)civil.year, civil.month);
        json_object_set_new(object, "month", bo_json_text(name));
        json_object_set_new(object, sheet->plus_id, money(arena, month->plus));
        json_object_set_new(object, sheet->minus_id, money(arena, month->minus));
        json_object_set_new(object, sheet->balance_id, money(arena, month->plus - month->minus));
        if (first != NULL) {
            const struct bo_timeline_month *than = &first->months.at[i];
            bo_wide difference = month->plus - month->minus - than->plus + than->minus;
            json_object_set_new(object, "difference", money(arena, difference));
        }
        if (month->partly) {
            json_object_set_new(object, "partly", json_true());
        }
        json_array_append_new(array, object);
    }
    return array;
}

char *bo_render_timeline_json(struct bo_arena *arena, const struct bo_timeline_run *run, const char *program_version)
{
    const struct bo_calc *calc = &run->calc;
    const struct bo_set *set = calc->program->set;
    json_t *root = bo_json_frame(arena, set, calc->kase->date, program_version), *scenarios = json_array();
    json_object_set_new(root, "currency", bo_json_text(set->currency));
    json_object_set_new(root, "from", bo_json_text(bo_date_text(arena, run->from)));
    json_object_set_new(root, "until", bo_json_text(bo_date_text(arena, run->until)));
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        const struct bo_timeline_scenario *of = &run->scenario[s];
        const struct bo_glance glance = bo_timeline_glance(arena, of);
        json_t *object = json_object();
        json_object_set_new(object, "id", bo_json_text(calc->scenarios.at[s].scenario->id));
        json_object_set_new(object, "label", bo_json_text(calc->scenarios.at[s].scenario->label));
        bo_json_add_origin(object, calc->kase, s);
        json_object_set_new(object, "entries", entries(arena, of));
        json_object_set_new(object, "months", months(arena, &set->sheet, of, s > 0 ? run->scenario : NULL));
        json_object_set_new(object, "lowest", lowest(arena, of, &glance));
        json_object_set_new(object, "at_a_glance", at_a_glance(arena, &glance));
        json_object_set_new(object, "messages", bo_json_messages(&calc->scenarios.at[s].messages));
        json_array_append_new(scenarios, object);
    }
    json_object_set_new(root, "scenarios", scenarios);
    json_object_set_new(root, "assumptions", bo_json_assumptions(&calc->assumptions));
    json_object_set_new(root, "not_calculated", bo_json_notices(&calc->not_calculated));
    json_object_set_new(root, "warnings", bo_json_notices(&calc->warnings));
    return bo_json_end(arena, root);
}
