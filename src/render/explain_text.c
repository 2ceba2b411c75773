/* An explanation as indented, numbered steps that one can follow with a pocket calculator. */
#include "num/written.h"
#include "render/basis.h"
#include "render/explain_plan.h"
#include "render/step_parts.h"
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

/* "Label (id, you) = ¤440.61 a month" */
static const char *equation(struct explaining *e, const struct bo_step *step)
{
    const char *behind = bo_step_behind(e->arena, e->explanation, step);
    return bo_printf(e->arena, "%s%s%s%s = %s", bo_step_label(step), *behind != '\0' ? " (" : "", behind,
                     *behind != '\0' ? ")" : "", bo_step_value(e->arena, e->explanation, step));
}

static const char *marks(struct explaining *e, const struct bo_step *step)
{
    return bo_step_marks(e->arena, e->explanation, step);
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

static void tell_plain(struct explaining *e, size_t indent, const char *text)
{
    if (text != NULL && *text != '\0') {
        bo_page_text(&e->page, indent, NULL, 0, BO_PLAIN, text);
    }
}

/* Facts and published values: one paragraph. */
static void tell_leaf(struct explaining *e, size_t indent, const char *lead, size_t hang, const struct bo_step *step)
{
    const char *text =
        joined(e, joined(e, equation(e, step), " · ", marks(e, step)), " · ", bo_step_cites(e->arena, step));
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
    tell_part(e, inner, BO_W_WORKING, bo_step_working(step));
    for (size_t i = 0; i < step->roundings.n; i++) {
        tell_part(e, inner, BO_W_ROUNDING, bo_step_rounding(e->arena, e->explanation, &step->roundings.at[i]));
    }
    tell_part(e, inner, BO_W_LAW, bo_step_cites(e->arena, step));
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
    (bo_step_is_leaf(step) ? tell_leaf : tell_full)(e, indent, lead, strlen(lead) + 1, step);
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
    bo_page_open(&e.page, arena, look);
    bo_page_text(&e.page, 0, NULL, 0, BO_STRONG, bo_word_with(arena, e.lang, BO_W_HOW, explanation->step->label, NULL));
    const char *rules =
        bo_word_with(arena, e.lang, BO_W_RULES_OF, bo_written_date(arena, explanation->kase->date, e.lang), NULL);
    bo_page_text(&e.page, 0, NULL, 0, BO_PLAIN,
                 bo_printf(arena, "%s · %s (%s)", bo_explained_in(explanation), rules, bo_basis_name(arena, e.set)));
    tell_steps(&e);
    struct bo_basis basis = bo_basis_of(e.set, explanation->kase->date);
    bo_basis_print(&e.page, &basis, e.lang);
    return bo_page_take(&e.page);
}
