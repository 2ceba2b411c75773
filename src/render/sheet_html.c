/* The sheet to take home: first for the participant, the answer before all; then, on pages of its own, every figure
 * with its steps and law for the adviser. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/names.h"
#include "render/phrases.h"
#include "render/sheet.h"
#include "render/shown.h"
#include "render/step_parts.h"
#include "scenario/figure.h"

const char *bo_sheet_told(const struct bo_sheet_page *page, const bo_texts *texts)
{
    return bo_text_in(page->set, texts, page->lang);
}

const char *bo_sheet_word(const struct bo_sheet_page *page, enum bo_word word)
{
    return bo_word(page->lang, word);
}

const char *bo_sheet_per(const struct bo_sheet_page *page, const struct bo_calc *calc)
{
    const char *label = calc->period != NULL ? bo_sheet_told(page, &calc->period->label) : NULL;
    return label != NULL ? label : "";
}

const char *bo_sheet_balance(const struct bo_sheet_page *page)
{
    const char *label = bo_sheet_told(page, &page->set->sheet.balance_label);
    return label != NULL ? label : bo_sheet_word(page, BO_W_BALANCE);
}

const char *bo_sheet_money_per(struct bo_sheet_page *page, const struct bo_calc *calc, struct bo_figure figure)
{
    const char *per = bo_sheet_per(page, calc);
    return bo_printf(page->arena, "%s%s%s", bo_money_of(page->arena, calc, figure), *per != '\0' ? " " : "", per);
}

void bo_sheet_heading(struct bo_sheet_page *page, enum bo_word word)
{
    bo_html_fill(&page->html, "<h2>{}</h2>\n", bo_sheet_word(page, word));
}

void bo_sheet_unknown(struct bo_sheet_page *page)
{
    bo_html_fill(&page->html, "<p class=\"small\">— {}</p>\n", bo_sheet_word(page, BO_W_UNKNOWN));
}

void bo_sheet_open(struct bo_sheet_page *page, enum bo_word heading, const char *title, const char *details)
{
    const struct bo_calc *calc = page->calc;
    const char *own = bo_sheet_told(page, &page->set->title);
    const char *who = calc->scenarios.n > 0 ? calc->scenarios.at[0].scenario->subject_name : NULL;
    const char *date = bo_written_date(page->arena, calc->kase->date, page->lang);
    bo_html_open(&page->html, page->arena);
    bo_html_begin(&page->html, page->lang, title);
    bo_html_fill(&page->html, "<h1>{}</h1>\n<p>{}", bo_sheet_word(page, heading), own != NULL ? own : page->set->id);
    if (who != NULL && !calc->kase->one_unit_assumed) { /* a name that the case has */
        bo_html_fill(&page->html, " · <bdi>{}</bdi>", who);
    }
    if (details != NULL) {
        bo_html_fill(&page->html, " · <bdi>{}</bdi>", details);
    }
    bo_html_fill(&page->html, " · {}</p>\n", bo_word_with(page->arena, page->lang, BO_W_RULES_OF, date, NULL));
}

void bo_sheet_link(struct bo_sheet_page *page, const char *id, enum bo_word word)
{
    bo_html_fill(&page->html, "<p class=\"screen\"><a href=\"#{}\">{}</a></p>\n", id, bo_sheet_word(page, word));
}

/* The answer */

static void tell_difference(struct bo_sheet_page *page, size_t s)
{
    const struct bo_calc *calc = page->calc;
    struct bo_html *html = &page->html;
    struct bo_figure difference = calc->scenarios.at[s].difference;
    const char *label = bo_scenario_called(calc, s);
    int sign = bo_figure_sign(difference);
    if (!difference.known || sign == 0) {
        bo_html_say(html, bo_sheet_word(page, difference.known ? BO_W_ANSWER_SAME : BO_W_ANSWER_UNKNOWN), label);
        return;
    }
    bo_html_say(html, bo_sheet_word(page, sign > 0 ? BO_W_ANSWER_MORE : BO_W_ANSWER_LESS), label,
                bo_money_of(page->arena, calc, bo_amount_positive(difference)));
    bo_html_fill(html, " {}", bo_sheet_per(page, calc));
    if (page->beside != NULL) {
        const struct bo_figure beside = bo_amount_positive(page->beside->scenarios.at[s].difference);
        bo_html_fill(html, ", <bdi>{}</bdi> {}", bo_money_of(page->arena, calc, beside),
                     bo_sheet_per(page, page->beside));
    }
}

/* Lines that count and could not be worked out, in the scenario or in the first. */
static const char *left_out(struct bo_sheet_page *page, size_t s)
{
    const struct bo_calc *calc = page->calc;
    const char *list = "";
    for (size_t g = 0; g < calc->scenarios.at[s].n_groups; g++) {
        const struct bo_calc_group *of = &calc->scenarios.at[s].groups[g], *first = &calc->scenarios.at[0].groups[g];
        for (size_t l = 0; l < of->n && bo_group_sign(page->set, of->group) != 0; l++) {
            if (!of->lines[l].amount.known || !first->lines[l].amount.known) {
                const struct bo_line *line = of->lines[l].line;
                const char *label = bo_called(page->arena, calc, &line->label, line->value_id);
                list = bo_printf(page->arena, "%s%s%s", list, *list != '\0' ? "; " : "", label);
            }
        }
    }
    return list;
}

static void tell_left_out(struct bo_sheet_page *page, size_t s)
{
    const char *list = left_out(page, s);
    if (*list != '\0') {
        bo_html_put(&page->html, "<p>");
        bo_html_say(&page->html, bo_sheet_word(page, BO_W_LEFT_OUT), list);
        bo_html_put(&page->html, ".</p>\n");
    }
}

static void tell_help_lost(struct bo_sheet_page *page, size_t s)
{
    const struct bo_calc_scenario *of = &page->calc->scenarios.at[s];
    size_t n = 0;
    for (size_t i = 0; i < of->help.n; i++) {
        const struct bo_calc_help *help = &of->help.at[i];
        if (help->before_known && help->now_known && help->before && !help->now) {
            const char *label = bo_called(page->arena, page->calc, &help->item->label, help->item->value_id);
            if (n++ == 0) {
                bo_html_fill(&page->html, "<p>{}: <b>{}</b>", bo_sheet_word(page, BO_W_HELP_LOST), label);
            } else {
                bo_html_fill(&page->html, ", <b>{}</b>", label);
            }
        }
    }
    bo_html_put(&page->html, n > 0 ? ".</p>\n" : "");
}

static void tell_answer(struct bo_sheet_page *page, size_t s)
{
    const struct bo_calc *calc = page->calc;
    const struct bo_calc_scenario *of = &calc->scenarios.at[s];
    bo_html_put(&page->html, "<div class=\"answer\">\n<p class=\"first\">");
    tell_difference(page, s);
    bo_html_put(&page->html, ".</p>\n");
    if (of->balance.known && calc->scenarios.at[0].balance.known) {
        bo_html_put(&page->html, "<p>");
        bo_html_say(&page->html, bo_sheet_word(page, BO_W_INSTEAD_OF), bo_sheet_balance(page),
                    bo_sheet_money_per(page, calc, of->balance),
                    bo_money_of(page->arena, calc, calc->scenarios.at[0].balance));
        bo_html_put(&page->html, ".</p>\n");
    }
    for (size_t i = 0; i < of->measures.n; i++) {
        if (of->measures.at[i].known) {
            const struct bo_measure *measure = of->measures.at[i].measure;
            bo_html_fill(&page->html, "<p>{}: {}.</p>\n", bo_called(page->arena, calc, &measure->label, measure->id),
                         bo_measure_phrase(page->arena, calc, &of->measures.at[i]));
        }
    }
    tell_help_lost(page, s);
    tell_left_out(page, s);
    bo_html_put(&page->html, "</div>\n");
}

/* Where there is nothing to compare with: what is left over. */
static void tell_now(struct bo_sheet_page *page)
{
    const struct bo_figure balance = page->calc->scenarios.at[0].balance;
    bo_html_fill(&page->html, "<div class=\"answer\">\n<p class=\"first\">{}: <bdi>{}</bdi>", bo_sheet_balance(page),
                 bo_sheet_money_per(page, page->calc, balance));
    if (page->beside != NULL) {
        bo_html_fill(&page->html, ", <bdi>{}</bdi>",
                     bo_sheet_money_per(page, page->beside, page->beside->scenarios.at[0].balance));
    }
    bo_html_put(&page->html, ".</p>\n");
    tell_left_out(page, 0);
    bo_html_put(&page->html, "</div>\n");
}

static void tell_answers(struct bo_sheet_page *page)
{
    if (page->set->sheet.balance_id == NULL || page->calc->scenarios.n == 0) {
        return;
    }
    bo_html_fill(&page->html, "<h2>{}</h2>\n", bo_sheet_word(page, BO_W_ANSWER));
    if (page->calc->scenarios.n == 1) {
        tell_now(page);
    }
    for (size_t s = 1; s < page->calc->scenarios.n; s++) {
        tell_answer(page, s);
    }
    bo_html_fill(&page->html, "<p class=\"small\">{}</p>\n", bo_sheet_word(page, BO_W_NO_DECISION));
}

/* The adviser's part */

void bo_sheet_steps_told(struct bo_sheet_page *page, const bo_sheet_steps *steps, const char *of)
{
    struct bo_html *html = &page->html;
    struct bo_steps_told first = {0};
    bo_html_fill(html,
                 "<section class=\"adviser\" id=\"steps\" aria-labelledby=\"steps-title\">\n"
                 "<h2 id=\"steps-title\">{}</h2>\n",
                 bo_sheet_word(page, BO_W_FOR_ADVISER));
    if (of != NULL) {
        bo_html_put(html, "<p>");
        bo_html_say(html, bo_sheet_word(page, BO_W_STEPS_OF), of);
        bo_html_put(html, "</p>\n");
    }
    bo_sheet_values(page);
    for (size_t i = 0; i < steps->n; i++) {
        bo_html_fill(html, "<h3><bdi>{}</bdi>: {}</h3>\n", bo_explained_in(steps->at[i]), bo_sheet_balance(page));
        const char *id = bo_printf(page->arena, "s%zu", i);
        const struct bo_steps_told told = bo_steps_write(html, steps->at[i], id, 4, &page->laws, i > 0 ? &first : NULL);
        first = i == 0 ? told : first;
    }
    bo_laws_write(html, &page->laws, page->lang);
    bo_html_put(html, "</section>\n");
}

char *bo_render_calc_html(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc *beside,
                          const bo_sheet_steps *steps, const char *program_version)
{
    struct bo_sheet_page page = {.calc = calc,
                                 .beside = beside,
                                 .set = calc->program->set,
                                 .arena = arena,
                                 .lang = calc->lang,
                                 .laws = bo_laws_of(arena, calc->program->set)};
    const struct bo_basis basis = bo_basis_of(page.set, calc->kase->date);
    bool adviser = steps->n > 0 || bo_shown_of(arena, calc).n > 0;
    const char *title = bo_sheet_told(&page, &page.set->title);
    bo_sheet_open(&page, calc->scenarios.n > 1 ? BO_W_YOUR_MONEY : BO_W_YOUR_MONEY_NOW,
                  bo_word_with(arena, page.lang, BO_W_TITLE, title != NULL ? title : page.set->id, NULL), NULL);
    if (adviser) {
        bo_sheet_link(&page, "steps", BO_W_FOR_ADVISER);
    }
    tell_answers(&page);
    bo_sheet_table(&page);
    bo_sheet_bars(&page);
    bo_sheet_changes(&page);
    bo_sheet_since(&page);
    const struct bo_sheet_told told = bo_sheet_told_of(&page);
    bo_sheet_notices(&page, &told);
    bo_basis_write(&page.html, &basis, page.lang, program_version);
    if (adviser) {
        bo_sheet_steps_told(&page, steps, NULL);
    }
    return bo_html_take(&page.html);
}
