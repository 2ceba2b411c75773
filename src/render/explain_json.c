/* An explanation as JSON: the contract's section 5, with more fields where there is more to tell. */
#include "render/frame_json.h"
#include "render/words.h"

#include <string.h>

struct writing {
    struct bo_arena *arena;
    const struct bo_explanation *explanation;
    bo_notices assumptions, not_calculated, warnings;
};

static json_t *rounding_json(const struct bo_rounding_step *rounding)
{
    json_t *object = json_object();
    json_object_set_new(object, "before", bo_json_text(rounding->before));
    json_object_set_new(object, "after", bo_json_text(rounding->after));
    json_object_set_new(object, "mode", bo_json_text(rounding->mode));
    json_object_set_new(object, "cite", bo_json_text(rounding->cite));
    return object;
}

/* The last rounding is the figure's own; where there are more, all of them stand besides. */
static void add_roundings(json_t *to, const struct bo_step *step)
{
    size_t n = step->roundings.n;
    json_object_set_new(to, "rounding", n > 0 ? rounding_json(&step->roundings.at[n - 1]) : json_null());
    json_t *all = n > 1 ? json_array() : NULL;
    for (size_t i = 0; all != NULL && i < n; i++) {
        json_array_append_new(all, rounding_json(&step->roundings.at[i]));
    }
    if (all != NULL) {
        json_object_set_new(to, "roundings", all);
    }
}

static void add_mark(json_t *to, const char *key, bool is)
{
    if (is) {
        json_object_set_new(to, key, json_true());
    }
}

static void add_more(json_t *to, const struct bo_step *step)
{
    static const char *const kind[] = {"rule", "input", "value", "function", "part", "row"};
    const char confidence[] = {step->confidence, '\0'};
    json_object_set_new(to, "kind", bo_json_text(kind[step->kind]));
    bo_json_add_text(to, "sentence", step->text);
    bo_json_add_text(to, "working", step->working);
    bo_json_add_text(to, "because", step->because);
    bo_json_add_text(to, "reason", step->reason);
    bo_json_add_text(to, "from", step->from);
    bo_json_add_text(to, "confidence", *confidence != '\0' ? confidence : NULL);
    bo_json_add_text(to, "checked", step->checked);
    add_mark(to, "given", step->given);
    add_mark(to, "assumed", step->assumed);
    add_mark(to, "unverified", step->unverified);
    add_mark(to, "again", step->again);
}

static void add_step(const struct writing *w, json_t *to, const struct bo_step *step)
{
    const struct bo_explanation *explanation = w->explanation;
    json_object_set_new(to, "variable", bo_json_text(step->variable));
    json_object_set_new(to, "label", bo_json_text(step->label));
    json_object_set_new(to, "scenario", bo_json_text(explanation->kase->scenario[explanation->scenario].id));
    json_object_set_new(to, "entity", bo_json_text(step->entity));
    json_object_set_new(to, "value", bo_json_text(step->value));
    json_object_set_new(to, "unit", bo_json_text(step->unit));
    const char *words = step->formula != NULL ? step->formula : step->text != NULL ? step->text : step->label;
    json_object_set_new(to, "text", bo_json_text(words));
    json_object_set_new(to, "cite", bo_json_texts(step->cites.at, step->cites.n));
    add_roundings(to, step);
    add_more(to, step);
    json_t *inputs = json_array();
    for (size_t i = 0; i < step->inputs.n; i++) {
        json_t *input = json_object();
        add_step(w, input, step->inputs.at[i]);
        json_array_append_new(inputs, input);
    }
    json_object_set_new(to, "inputs", inputs);
}

/* Notices: what the steps tell, gathered. */

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void add_notice(struct writing *w, bo_notices *to, struct bo_notice notice)
{
    for (size_t i = 0; i < to->n; i++) {
        if (same(to->at[i].code, notice.code) && same(to->at[i].field, notice.field) &&
            same(to->at[i].text, notice.text)) {
            return;
        }
    }
    BO_PUSH(w->arena, to, notice);
}

/* Where the case would say it: "/people/you/age". */
static const char *field_of(struct writing *w, const struct bo_step *step)
{
    const struct bo_case *kase = w->explanation->kase;
    const struct bo_named *named = bo_set_find(w->explanation->program->set, step->variable);
    bool input = named != NULL && named->element == BO_E_INPUT;
    if (!input && (named == NULL || named->element != BO_E_RULE)) {
        return NULL;
    }
    unsigned entity = input ? ((const struct bo_input *)named)->entity : ((const struct bo_rule *)named)->entity;
    for (size_t i = 0; i < kase->population.n[entity]; i++) {
        if (kase->scenario_of[entity][i] == w->explanation->scenario &&
            (step->entity == NULL || same(kase->name[entity][i], step->entity))) {
            const char *key = input ? ((const struct bo_input *)named)->key : named->id;
            return bo_printf(w->arena, "%s/%s%s", kase->pointer[entity][i], input ? "" : "given/", key);
        }
    }
    return NULL;
}

static const char *assumed_text(struct writing *w, const struct bo_step *step)
{
    const struct bo_set *set = w->explanation->program->set;
    const struct bo_named *named = bo_set_find(set, step->variable);
    const char *words = named != NULL && named->element == BO_E_INPUT && !step->given
                            ? bo_text_in(set, &((const struct bo_input *)named)->assume, w->explanation->lang)
                            : NULL;
    return words != NULL
               ? words
               : bo_printf(w->arena, "%s: %s%s%s", step->label, step->value != NULL ? step->value : "",
                           step->given ? ", " : "", step->given ? bo_word(w->explanation->lang, BO_W_GIVEN) : "");
}

/* A fact that the case does not give and whose absence says something. */
static bool is_missed(const struct writing *w, const struct bo_step *step)
{
    const struct bo_named *named = bo_set_find(w->explanation->program->set, step->variable);
    return step->kind == BO_STEP_INPUT && step->value == NULL && named != NULL && named->element == BO_E_INPUT &&
           ((const struct bo_input *)named)->assume.n > 0;
}

/* lost: the figure that asks for the step is unknown too, so what is unknown here may be why. */
static void gather(struct writing *w, const struct bo_step *step, bool lost)
{
    bool deeper = false;
    lost &= step->value == NULL;
    for (size_t i = 0; i < step->inputs.n; i++) {
        gather(w, step->inputs.at[i], lost);
        deeper |= step->inputs.at[i]->value == NULL;
    }
    struct bo_notice notice = {.code = step->variable, .value = step->value};
    if (step->assumed || step->given || (!lost && is_missed(w, step))) {
        notice.field = field_of(w, step);
        notice.code = step->given ? "given" : step->variable;
        notice.text = assumed_text(w, step);
        add_notice(w, &w->assumptions, notice);
    }
    if (lost && step->reason != NULL && !deeper && !step->again) {
        notice.text = step->reason;
        add_notice(w, &w->not_calculated, notice);
    }
    if (step->confidence == 'C') {
        if (w->warnings.n == 0) {
            add_notice(w, &w->warnings, (struct bo_notice){.code = "seen-once"});
        }
        struct bo_notice *single = &w->warnings.at[0];
        const char *item = bo_printf(w->arena, "%s (%s)", step->label, step->from != NULL ? step->from : "");
        for (size_t i = 0; i < single->items.n; i++) {
            if (same(single->items.at[i], item)) {
                return;
            }
        }
        BO_PUSH(w->arena, &single->items, item);
        single->text = single->items.n == 1
                           ? bo_printf(w->arena, "%s: %s", bo_word(w->explanation->lang, BO_W_SEEN_ONCE), item)
                           : bo_printf(w->arena, "%s; %s", single->text, item);
    }
}

char *bo_render_explain_json(struct bo_arena *arena, const struct bo_explanation *explanation,
                             const char *program_version)
{
    struct writing w = {.arena = arena, .explanation = explanation};
    json_t *root = bo_json_frame(arena, explanation->program->set, explanation->kase->date, program_version);
    add_step(&w, root, explanation->step);
    gather(&w, explanation->step, true);
    json_object_set_new(root, "assumptions", bo_json_assumptions(&w.assumptions));
    json_object_set_new(root, "not_calculated", bo_json_notices(&w.not_calculated));
    json_object_set_new(root, "warnings", bo_json_notices(&w.warnings));
    return bo_json_end(arena, root);
}
