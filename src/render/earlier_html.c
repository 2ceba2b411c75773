/* What has changed since an earlier result, on the sheet to take home. */
#include "num/written.h"
#include "render/amount.h"
#include "render/earlier.h"
#include "render/names.h"
#include "render/sheet.h"
#include "scenario/figure.h"

static void tell_reasons(struct bo_sheet_page *page, const struct bo_since_scenario *of)
{
    struct bo_reason_told reasons[BO_REASONS_MAX];
    size_t n = of->is_new ? 0 : bo_earlier_reasons(page->calc->since, of, reasons), told = 0;
    for (size_t i = 0; i < n; i++) {
        if (bo_figure_sign(reasons[i].amount) != 0) {
            bo_html_put(&page->html, told++ == 0 ? "<ul>\n" : "");
            bo_html_fill(&page->html, "<li><bdi>{}</bdi> {}</li>\n",
                         bo_amount_signed(page->arena, reasons[i].amount, page->lang),
                         bo_sheet_word(page, reasons[i].word));
        }
    }
    bo_html_put(&page->html, told > 0 ? "</ul>\n" : "");
}

static void tell_lines(struct bo_sheet_page *page, const struct bo_since_scenario *of)
{
    if (of->lines.n == 0) {
        return;
    }
    bo_html_fill(&page->html,
                 "<table>\n<caption><bdi>{}</bdi></caption>\n<thead><tr><td></td><th scope=\"col\">{}</th>"
                 "<th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
                 bo_scenario_called(page->calc, of->scenario), bo_sheet_word(page, BO_W_EARLIER_THEN),
                 bo_sheet_word(page, BO_W_NOW));
    for (size_t i = 0; i < of->lines.n; i++) {
        const struct bo_since_line *line = &of->lines.at[i];
        bo_html_fill(&page->html, "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", line->label,
                     bo_amount_written(page->arena, line->was, page->lang),
                     bo_amount_written(page->arena, line->now, page->lang));
    }
    bo_html_put(&page->html, "</tbody>\n</table>\n");
}

static void tell_cites(struct bo_sheet_page *page, const bo_cited *cites)
{
    for (size_t i = 0; i < cites->n; i++) {
        bo_html_fill(&page->html, i == 0 ? " · <bdi>{}</bdi>" : "; <bdi>{}</bdi>", cites->at[i]);
    }
    bo_html_put(&page->html, "</li>\n");
}

static void tell_law(struct bo_sheet_page *page, const struct bo_since *since)
{
    if (since->values.n > 0) {
        bo_html_fill(&page->html, "<h3>{}</h3>\n<ul>\n", bo_sheet_word(page, BO_W_EARLIER_VALUES));
    }
    for (size_t i = 0; i < since->values.n; i++) {
        const struct bo_since_value *value = &since->values.at[i];
        bo_html_fill(&page->html, "<li>{}: {}", value->label, bo_earlier_value(page->arena, page->calc, value));
        tell_cites(page, &value->cites);
    }
    bo_html_put(&page->html, since->values.n > 0 ? "</ul>\n" : "");
    if (since->rules.n > 0) {
        bo_html_fill(&page->html, "<h3>{}</h3>\n<ul>\n", bo_sheet_word(page, BO_W_EARLIER_LAW));
    }
    for (size_t i = 0; i < since->rules.n; i++) {
        bo_html_fill(&page->html, "<li>{}", since->rules.at[i].label);
        tell_cites(page, &since->rules.at[i].cites);
    }
    bo_html_put(&page->html, since->rules.n > 0 ? "</ul>\n" : "");
}

void bo_sheet_since(struct bo_sheet_page *page)
{
    const struct bo_since *since = page->calc->since;
    if (since == NULL) {
        return;
    }
    const char *then = bo_earlier_basis(page->arena, page->calc, since->earlier);
    bo_html_fill(&page->html, "<h2>{}</h2>\n<p>",
                 bo_word_with(page->arena, page->lang, BO_W_EARLIER,
                              bo_written_date(page->arena, since->earlier->date, page->lang), NULL));
    bo_html_say(&page->html, bo_sheet_word(page, BO_W_EARLIER_BY), then, bo_now_basis(page->arena, page->calc));
    enum bo_since_facts facts = bo_earlier_facts(since);
    if (facts != BO_FACTS_UNKNOWN) {
        bo_html_fill(
            &page->html, " {}",
            bo_sheet_word(page, facts == BO_FACTS_SAME ? BO_W_EARLIER_FACTS_SAME : BO_W_EARLIER_FACTS_CHANGED));
    }
    bo_html_put(&page->html, "</p>\n");
    if (!since->rules_found) {
        bo_html_put(&page->html, "<p>");
        bo_html_say(&page->html, bo_sheet_word(page, BO_W_EARLIER_NOT_FOUND), then);
        bo_html_put(&page->html, "</p>\n");
    }
    if (!since->day_known) {
        bo_html_fill(&page->html, "<p>{}</p>\n", bo_sheet_word(page, BO_W_EARLIER_NO_DAY));
    }
    for (size_t i = 0; i < since->scenarios.n; i++) {
        const struct bo_since_scenario *of = &since->scenarios.at[i];
        bo_html_fill(&page->html, "<p><b><bdi>{}</bdi></b>: {}.</p>\n", bo_scenario_called(page->calc, of->scenario),
                     bo_earlier_balance(page->arena, page->calc, of));
        tell_reasons(page, of);
        tell_lines(page, of);
    }
    tell_law(page, since);
}
