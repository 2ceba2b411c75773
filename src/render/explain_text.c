/* An explanation as indented, numbered steps that one can follow with a pocket calculator. */
#include "num/date.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/explain_plan.h"
#include "render/words.h"

#include <string.h>

enum { STEP_INDENT = 2, LEAD_GAP = 2 };

struct explaining {
    const struct bo_explanation *explanation;
    const struct bo_set *set;
    const char *lang;
    struct bo_arena *arena;
    struct bo_page page;
};

static const char *word(const struct explaining *e, enum bo_word which)
{
    return bo_word(e->lang, which);
}

static const char *joined(struct explaining *e, const char *list, const char *between, const char *item)
{
    return bo_printf(e->arena, "%s%s%s", list, *list != '\0' && *item != '\0' ? between : "", item);
}

static const char *cites(struct explaining *e, const struct bo_step *step)
{
    const char *all = "";
    for (size_t i = 0; i < step->cites.n; i++) {
        all = joined(e, all, "; ", step->cites.at[i]);
    }
    return all;
}

static const char *day(struct explaining *e, const char *text)
{
    int64_t date;
    bool impossible;
    return bo_date_parse(text, strlen(text), &date, &impossible) ? bo_written_date(e->arena, date, e->lang) : text;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* "Label (id, you) = £440.61 a month" */
static const char *equation(struct explaining *e, const struct bo_step *step)
{
    const struct bo_named *named = step->variable != NULL ? bo_set_find(e->set, step->variable) : NULL;
    const char *value = NULL;
    if (step->value != NULL) {
        value = bo_value_written(e->arena, e->set, step->kind != BO_STEP_PART ? named : NULL, step->value,
                                 step->unit != NULL ? step->unit : "", e->lang);
    } else if (step->kind == BO_STEP_INPUT && step->reason != NULL) {
        value = step->reason;
    } else {
        value = joined(e, word(e, BO_W_UNKNOWN), " · ", step->reason != NULL ? step->reason : "");
    }
    const char *label = step->label != NULL ? step->label : step->variable, *who = step->entity;
    const char *id = step->kind == BO_STEP_PART && named == NULL ? "" : step->variable;
    const char *behind = joined(e, id != NULL ? id : "", ", ", who != NULL ? who : "");
    return bo_printf(e->arena, "%s%s%s%s = %s", label, *behind != '\0' ? " (" : "", behind, *behind != '\0' ? ")" : "",
                     value);
}

/* What is to be known about where the value comes from, beside it. */
static const char *marks(struct explaining *e, const struct bo_step *step)
{
    const char *all = "";
    if (step->given) {
        all = joined(e, all, " · ", word(e, BO_W_GIVEN));
    }
    if (step->assumed) {
        all = joined(e, all, " · ", word(e, BO_W_DEFAULT));
    }
    if (step->from != NULL) {
        all = joined(e, all, " · ", bo_word_with(e->arena, e->lang, BO_W_SINCE, day(e, step->from), NULL));
    }
    if (step->checked != NULL) {
        all = joined(e, all, " · ", bo_word_with(e->arena, e->lang, BO_W_CHECKED, day(e, step->checked), NULL));
    }
    if (step->confidence == 'C') {
        all = joined(e, all, " · ", word(e, BO_W_SEEN_ONCE));
    }
    if (step->unverified) {
        all = joined(e, all, " · ", word(e, BO_W_UNVERIFIED));
    }
    return all;
}

/* The widest of the words that stand before the parts of a step. */
static size_t lead_width(const struct explaining *e)
{
    static const enum bo_word leads[] = {BO_W_FORMULA, BO_W_WORKING, BO_W_ROUNDING, BO_W_BECAUSE, BO_W_LAW};
    size_t width = 0;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t own = bo_utf8_width(word(e, leads[i]));
        width = own > width ? own : width;
    }
    return width + LEAD_GAP;
}

static void tell_part(struct explaining *e, size_t indent, enum bo_word lead, const char *text)
{
    if (text != NULL && *text != '\0') {
        bo_page_text(&e->page, indent, word(e, lead), lead_width(e), lead == BO_W_LAW ? BO_FAINT : BO_PLAIN, text);
    }
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

static void tell_plain(struct explaining *e, size_t indent, const char *text)
{
    if (text != NULL && *text != '\0') {
        bo_page_text(&e->page, indent, NULL, 0, BO_PLAIN, text);
    }
}

static void tell_rounding(struct explaining *e, size_t indent, const struct bo_rounding_step *rounding)
{
    const char *after = bo_number_written(e->arena, rounding->after, e->lang);
    const char *text = bo_printf(e->arena, "%s → %s, %s", bo_number_written(e->arena, rounding->before, e->lang), after,
                                 rounding->mode);
    if (is_equal(rounding->before, rounding->after)) {
        text = bo_word_with(e->arena, e->lang, BO_W_NOTHING_TO_ROUND, after, NULL);
    }
    tell_part(e, indent, BO_W_ROUNDING, rounding->cite != NULL ? joined(e, text, " · ", rounding->cite) : text);
}

/* Facts and published values: one paragraph. */
static void tell_leaf(struct explaining *e, size_t indent, const char *lead, size_t hang, const struct bo_step *step)
{
    const char *text = joined(e, joined(e, equation(e, step), " · ", marks(e, step)), " · ", cites(e, step));
    bo_page_text(&e->page, indent, lead, hang, BO_PLAIN, text);
}

static void tell_full(struct explaining *e, size_t indent, const char *lead, size_t hang, const struct bo_step *step)
{
    size_t inner = indent + hang;
    bo_page_text(&e->page, indent, lead, hang, BO_STRONG, equation(e, step));
    tell_plain(e, inner, marks(e, step));
    tell_plain(e, inner, step->text);
    tell_part(e, inner, BO_W_BECAUSE, step->because);
    tell_part(e, inner, BO_W_FORMULA, step->formula);
    tell_part(e, inner, BO_W_WORKING, same(step->working, step->formula) ? NULL : step->working);
    for (size_t i = 0; i < step->roundings.n; i++) {
        tell_rounding(e, inner, &step->roundings.at[i]);
    }
    tell_part(e, inner, BO_W_LAW, cites(e, step));
}

static void tell_line(struct explaining *e, const struct bo_plan *plan, const struct bo_plan_line *line)
{
    const struct bo_step *step = line->step;
    size_t indent = line->depth * STEP_INDENT;
    const char *number = bo_printf(e->arena, "%zu", plan->numbers.at[line->entry]);
    if (!line->here) {
        const char *see = bo_word_with(e->arena, e->lang, BO_W_SEE, number, NULL);
        bo_page_text(&e->page, indent, "–", 2, BO_PLAIN, joined(e, equation(e, step), " · ", see));
        return;
    }
    const char *lead = bo_printf(e->arena, "%s.", number);
    bool leaf = step->formula == NULL && step->inputs.n == 0 && step->text == NULL && step->roundings.n == 0;
    (leaf ? tell_leaf : tell_full)(e, indent, lead, strlen(lead) + 1, step);
}

static void tell_steps(struct explaining *e)
{
    static const enum bo_word headings[] = {BO_W_HOW, BO_W_NOTHING, BO_W_CONDITIONS};
    const struct bo_plan plan = bo_plan_of(e->arena, e->explanation->step);
    enum bo_part part = BO_PART_SUM;
    bo_page_blank(&e->page);
    for (size_t i = 0; i < plan.lines.n; i++) {
        if (plan.lines.at[i].part != part) {
            part = plan.lines.at[i].part;
            bo_page_heading(&e->page, word(e, headings[part]));
        }
        tell_line(e, &plan, &plan.lines.at[i]);
    }
}

char *bo_render_explain_text(struct bo_arena *arena, const struct bo_explanation *explanation,
                             const struct bo_look *look)
{
    struct explaining e = {
        .explanation = explanation, .set = explanation->program->set, .lang = explanation->lang, .arena = arena};
    const struct bo_scenario *scenario = &explanation->kase->scenario[explanation->scenario];
    bo_page_open(&e.page, arena, look);
    bo_page_text(&e.page, 0, NULL, 0, BO_STRONG, bo_word_with(arena, e.lang, BO_W_HOW, explanation->step->label, NULL));
    const char *label = scenario->label != NULL ? scenario->label : scenario->id;
    if (explanation->scenario == 0 && same(label, scenario->id)) {
        label = word(&e, explanation->kase->n_scenarios > 1 ? BO_W_BEFORE : BO_W_NOW);
    }
    const char *rules =
        bo_word_with(arena, e.lang, BO_W_RULES_OF, bo_written_date(arena, explanation->kase->date, e.lang), NULL);
    bo_page_text(&e.page, 0, NULL, 0, BO_PLAIN,
                 bo_printf(arena, "%s · %s (%s)", label, rules, bo_basis_name(arena, e.set)));
    tell_steps(&e);
    struct bo_basis basis = bo_basis_of(e.set, explanation->kase->date);
    bo_basis_print(&e.page, &basis, e.lang);
    return bo_page_take(&e.page);
}
