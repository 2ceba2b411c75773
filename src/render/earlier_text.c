/* What has changed since an earlier result, in the sheet as text. */
#include "num/written.h"
#include "render/amount.h"
#include "render/earlier.h"
#include "render/names.h"
#include "render/telling.h"
#include "scenario/figure.h"

enum { LABEL_WIDTH = 34, AMOUNT_WIDTH = 13 };

static const char *padded(struct bo_telling *t, const char *text, size_t width)
{
    size_t n = bo_utf8_width(text);
    return bo_printf(t->arena, "%s%s", bo_blanks(t->arena, n < width ? width - n : 0), text);
}

static void tell_row(struct bo_telling *t, enum bo_style style, const char *label, const char *was, const char *now,
                     const char *change)
{
    size_t n = bo_utf8_width(label);
    if (n > LABEL_WIDTH) {
        bo_page_text(&t->page, 4, NULL, 0, style, label);
        n = 0;
        label = "";
    }
    bo_page_line(&t->page, style,
                 bo_printf(t->arena, "    %s%s%s%s%s", label, bo_blanks(t->arena, LABEL_WIDTH - n),
                           padded(t, was, AMOUNT_WIDTH), padded(t, now, AMOUNT_WIDTH),
                           padded(t, change, AMOUNT_WIDTH)));
}

static void tell_lines(struct bo_telling *t, const struct bo_since_scenario *of)
{
    const char *lang = t->calc->lang;
    if (of->lines.n == 0) {
        return;
    }
    tell_row(t, BO_FAINT, "", bo_word(lang, BO_W_EARLIER_THEN), bo_word(lang, BO_W_NOW), "");
    for (size_t i = 0; i < of->lines.n; i++) {
        const struct bo_since_line *line = &of->lines.at[i];
        tell_row(t, line->total ? BO_STRONG : BO_PLAIN, line->label, bo_amount_written(t->arena, line->was, lang),
                 bo_amount_written(t->arena, line->now, lang),
                 line->change.known ? bo_amount_signed(t->arena, line->change, lang) : "");
    }
}

static void tell_scenario(struct bo_telling *t, const struct bo_since *since, const struct bo_since_scenario *of)
{
    struct bo_reason_told reasons[BO_REASONS_MAX];
    const char *label = bo_scenario_called(t->calc, of->scenario);
    bo_page_text(&t->page, 2, NULL, 0, BO_STRONG,
                 bo_printf(t->arena, "%s: %s.", label, bo_earlier_balance(t->arena, t->calc, of)));
    size_t n = of->is_new ? 0 : bo_earlier_reasons(since, of, reasons);
    for (size_t i = 0; i < n; i++) {
        if (bo_figure_sign(reasons[i].amount) != 0) {
            bo_page_text(&t->page, 4, bo_amount_signed(t->arena, reasons[i].amount, t->calc->lang), AMOUNT_WIDTH,
                         BO_PLAIN, bo_word(t->calc->lang, reasons[i].word));
        }
    }
    tell_lines(t, of);
}

static const char *with_cites(struct bo_telling *t, const char *text, const bo_cited *cites)
{
    for (size_t i = 0; i < cites->n; i++) {
        text = bo_printf(t->arena, "%s%s%s", text, i == 0 ? " · " : "; ", cites->at[i]);
    }
    return text;
}

static void tell_law(struct bo_telling *t, const struct bo_since *since)
{
    const char *lang = t->calc->lang;
    if (since->values.n > 0) {
        bo_page_text(&t->page, 2, NULL, 0, BO_STRONG, bo_word(lang, BO_W_EARLIER_VALUES));
    }
    for (size_t i = 0; i < since->values.n; i++) {
        const struct bo_since_value *value = &since->values.at[i];
        const char *text = bo_printf(t->arena, "%s: %s", value->label, bo_earlier_value(t->arena, t->calc, value));
        bo_page_text(&t->page, 4, "–", 2, BO_PLAIN, with_cites(t, text, &value->cites));
    }
    if (since->rules.n > 0) {
        bo_page_text(&t->page, 2, NULL, 0, BO_STRONG, bo_word(lang, BO_W_EARLIER_LAW));
    }
    for (size_t i = 0; i < since->rules.n; i++) {
        const struct bo_since_rule *rule = &since->rules.at[i];
        const char *text = rule->is_new
                               ? bo_printf(t->arena, "%s (%s)", rule->label, bo_word(lang, BO_W_EARLIER_LAW_NEW))
                               : rule->label;
        bo_page_text(&t->page, 4, "–", 2, BO_PLAIN, with_cites(t, text, &rule->cites));
    }
}

void bo_tell_since(struct bo_telling *t)
{
    const struct bo_since *since = t->calc->since;
    const char *lang = t->calc->lang;
    if (since == NULL) {
        return;
    }
    const char *then = bo_earlier_basis(t->arena, t->calc, since->earlier);
    bo_page_heading(&t->page, bo_word_with(t->arena, lang, BO_W_EARLIER,
                                           bo_written_date(t->arena, since->earlier->date, lang), NULL));
    bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN,
                 bo_word_with(t->arena, lang, BO_W_EARLIER_BY, then, bo_now_basis(t->arena, t->calc)));
    enum bo_since_facts facts = bo_earlier_facts(since);
    if (facts != BO_FACTS_UNKNOWN) {
        bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN,
                     bo_word(lang, facts == BO_FACTS_SAME ? BO_W_EARLIER_FACTS_SAME : BO_W_EARLIER_FACTS_CHANGED));
    }
    if (!since->rules_found) {
        bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN, bo_word_with(t->arena, lang, BO_W_EARLIER_NOT_FOUND, then, NULL));
    }
    if (!since->day_known) {
        bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN, bo_word(lang, BO_W_EARLIER_NO_DAY));
    }
    for (size_t i = 0; i < since->scenarios.n; i++) {
        tell_scenario(t, since, &since->scenarios.at[i]);
    }
    tell_law(t, since);
}
