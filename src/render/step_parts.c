#include "render/step_parts.h"
#include "num/date.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/words.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static const char *joined(struct bo_arena *arena, const char *list, const char *between, const char *item)
{
    return bo_printf(arena, "%s%s%s", list, *list != '\0' && *item != '\0' ? between : "", item);
}

static const struct bo_named *named_of(const struct bo_explanation *of, const struct bo_step *step)
{
    return step->variable != NULL ? bo_set_find(of->program->set, step->variable) : NULL;
}

const char *bo_step_label(const struct bo_step *step)
{
    return step->label != NULL ? step->label : step->variable;
}

const char *bo_step_behind(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step)
{
    const char *id = step->kind == BO_STEP_PART && named_of(of, step) == NULL ? NULL : step->variable;
    return joined(arena, id != NULL ? id : "", ", ", step->entity != NULL ? step->entity : "");
}

const char *bo_step_value(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step)
{
    if (step->value != NULL) {
        return bo_value_written(arena, of->program->set, step->kind != BO_STEP_PART ? named_of(of, step) : NULL,
                                step->value, step->unit != NULL ? step->unit : "", of->lang);
    }
    if (step->kind == BO_STEP_INPUT && step->reason != NULL) {
        return step->reason;
    }
    return joined(arena, bo_word(of->lang, BO_W_UNKNOWN), " · ", step->reason != NULL ? step->reason : "");
}

static const char *day(struct bo_arena *arena, const char *text, const char *lang)
{
    int64_t date;
    bool impossible;
    return bo_date_parse(text, strlen(text), &date, &impossible) ? bo_written_date(arena, date, lang) : text;
}

const char *bo_step_marks(struct bo_arena *arena, const struct bo_explanation *of, const struct bo_step *step)
{
    const char *lang = of->lang, *all = "";
    if (step->given) {
        all = joined(arena, all, " · ", bo_word(lang, BO_W_GIVEN));
    }
    if (step->assumed) {
        all = joined(arena, all, " · ", bo_word(lang, BO_W_DEFAULT));
    }
    if (step->from != NULL) {
        all = joined(arena, all, " · ", bo_word_with(arena, lang, BO_W_SINCE, day(arena, step->from, lang), NULL));
    }
    if (step->checked != NULL) {
        all = joined(arena, all, " · ", bo_word_with(arena, lang, BO_W_CHECKED, day(arena, step->checked, lang), NULL));
    }
    if (step->confidence == 'C') {
        all = joined(arena, all, " · ", bo_word(lang, BO_W_SEEN_ONCE));
    }
    if (step->unverified) {
        all = joined(arena, all, " · ", bo_word(lang, BO_W_UNVERIFIED));
    }
    return all;
}

const char *bo_step_cites(struct bo_arena *arena, const struct bo_step *step)
{
    const char *all = "";
    for (size_t i = 0; i < step->cites.n; i++) {
        all = joined(arena, all, "; ", step->cites.at[i]);
    }
    return all;
}

/* "402.5" and "402.50" */
static bool is_equal(const char *exact, const char *rounded)
{
    size_t n = strlen(rounded);
    if (strchr(rounded, '.') != NULL) {
        while (rounded[n - 1] == '0') {
            n--;
        }
        n -= rounded[n - 1] == '.';
    }
    return strlen(exact) == n && strncmp(exact, rounded, n) == 0;
}

const char *bo_step_rounding(struct bo_arena *arena, const struct bo_explanation *of,
                             const struct bo_rounding_step *rounding)
{
    const char *after = bo_number_written(arena, rounding->after, of->lang);
    const char *text =
        bo_printf(arena, "%s → %s, %s", bo_number_written(arena, rounding->before, of->lang), after, rounding->mode);
    if (is_equal(rounding->before, rounding->after)) {
        text = bo_word_with(arena, of->lang, BO_W_NOTHING_TO_ROUND, after, NULL);
    }
    return rounding->cite != NULL ? joined(arena, text, " · ", rounding->cite) : text;
}

const char *bo_step_working(const struct bo_step *step)
{
    return same(step->working, step->formula) ? NULL : step->working;
}

bool bo_step_is_leaf(const struct bo_step *step)
{
    return step->formula == NULL && step->inputs.n == 0 && step->text == NULL && step->roundings.n == 0;
}

const char *bo_explained_in(const struct bo_explanation *of)
{
    const struct bo_scenario *scenario = &of->kase->scenario[of->scenario];
    const char *label = scenario->label != NULL ? scenario->label : scenario->id;
    if (of->scenario == 0 && same(label, scenario->id)) {
        label = bo_word(of->lang, of->kase->n_scenarios > 1 ? BO_W_BEFORE : BO_W_NOW);
    }
    return label;
}
