/* The timeline to take home: for each scenario the lowest point, then what comes and goes by date, and the months; the
 * picture says the same. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/names.h"
#include "render/sheet.h"

#include <string.h>

static const char *written(struct bo_sheet_page *page, bo_wide hundredths, bool sign)
{
    const struct bo_figure figure = {.known = true, .n = hundredths, .den = 100};
    return sign ? bo_amount_signed(page->arena, figure, page->lang)
                : bo_amount_written(page->arena, figure, page->lang);
}

static void moment_row(struct bo_sheet_page *page, const struct bo_moment *moment)
{
    bool money = moment->entry != NULL && moment->entry->amount_id != NULL;
    const char *date = bo_written_date(page->arena, moment->date, page->lang);
    const char *who = moment->of != NULL ? bo_strndup(page->arena, moment->of, strcspn(moment->of, "/")) : NULL;
    bo_html_fill(&page->html, "<tr><td>{}</td><th scope=\"row\">", date);
    bo_html_fill(&page->html, money || moment->entry == NULL ? "{}" : "<b>{}</b>", moment->label);
    if (who != NULL) {
        bo_html_fill(&page->html, " (<bdi>{}</bdi>)", who);
    }
    if (moment->text != NULL && !money) {
        bo_html_fill(&page->html, "<br/><span class=\"small\">{}</span>", moment->text);
    }
    bo_html_fill(&page->html, "</th><td>{}</td><td>{}</td></tr>\n",
                 !moment->known ? "—"
                 : money        ? written(page, moment->amount, true)
                                : "",
                 money || moment->entry == NULL ? written(page, moment->balance, false) : "");
}

static void tell_moments(struct bo_sheet_page *page, const struct bo_timeline_scenario *of)
{
    bo_html_fill(&page->html,
                 "<div class=\"wide\"><table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>"
                 "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
                 page->set->currency, bo_sheet_word(page, BO_W_DATE), bo_sheet_word(page, BO_W_WHAT),
                 bo_sheet_word(page, BO_W_AMOUNT), bo_sheet_word(page, BO_W_MONEY_LEFT));
    for (size_t i = 0; i < of->moments.n; i++) {
        moment_row(page, &of->moments.at[i]);
    }
    bo_html_put(&page->html, "</tbody></table></div>\n");
}

static const char *total_label(const struct bo_sheet_page *page, const char *total)
{
    const struct bo_sheet *sheet = &page->set->sheet;
    for (size_t g = 0; g < sheet->groups.n; g++) {
        if (sheet->groups.at[g].total_id != NULL && strcmp(sheet->groups.at[g].total_id, total) == 0) {
            const char *label = bo_sheet_told(page, &sheet->groups.at[g].label);
            return label != NULL ? label : total;
        }
    }
    return total;
}

static void tell_months(struct bo_sheet_page *page, const struct bo_timeline_scenario *of)
{
    const struct bo_sheet *sheet = &page->set->sheet;
    bo_html_fill(&page->html,
                 "<div class=\"wide\"><table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>"
                 "<th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
                 bo_sheet_word(page, BO_W_MONTHS_TOTALS), bo_sheet_word(page, BO_W_MONTH),
                 total_label(page, sheet->plus_id), total_label(page, sheet->minus_id), bo_sheet_balance(page));
    for (size_t i = 0; i < of->months.n; i++) {
        const struct bo_timeline_month *month = &of->months.at[i];
        const struct bo_civil first = bo_civil_of(month->first);
        bo_html_fill(&page->html, "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                     bo_printf(page->arena, "%04lld-%02d", (long long)first.year, first.month),
                     written(page, month->plus, false), written(page, month->minus, false),
                     written(page, month->plus - month->minus, false));
    }
    bo_html_put(&page->html, "</tbody></table></div>\n");
}

static void tell_scenario(struct bo_sheet_page *page, const struct bo_timeline_run *run, size_t s)
{
    const struct bo_timeline_scenario *of = &run->scenario[s];
    const struct bo_figure lowest = {.known = true, .n = of->lowest, .den = 100};
    bo_html_fill(&page->html, "<section>\n<h2><bdi>{}</bdi></h2>\n", bo_scenario_called(&run->calc, s));
    bo_html_put(&page->html, "<div class=\"answer\">\n<p class=\"first\">");
    bo_html_say(&page->html, bo_sheet_word(page, BO_W_LOWEST),
                bo_amount_money(page->arena, page->set, lowest, page->lang),
                bo_written_date(page->arena, of->lowest_on, page->lang));
    bo_html_put(&page->html, ".</p>\n</div>\n");
    tell_moments(page, of);
    tell_months(page, of);
    bo_html_put(&page->html, "</section>\n");
}

char *bo_render_timeline_html(struct bo_arena *arena, const struct bo_timeline_run *run, const char *program_version)
{
    const struct bo_calc *calc = &run->calc;
    struct bo_sheet_page page = {.calc = calc,
                                 .set = calc->program->set,
                                 .arena = arena,
                                 .lang = calc->lang,
                                 .laws = bo_laws_of(arena, calc->program->set)};
    const struct bo_basis basis = bo_basis_of(page.set, calc->kase->date);
    const char *own = bo_sheet_told(&page, &page.set->title);
    const char *title = bo_word_with(arena, page.lang, BO_W_TIMELINE, own != NULL ? own : page.set->id, NULL);
    bo_html_open(&page.html, arena);
    bo_html_begin(&page.html, page.lang, title);
    bo_html_fill(&page.html, "<h1>{}</h1>\n<p>{} · {}</p>\n", title,
                 bo_word_with(arena, page.lang, BO_W_DAYS_TOLD, bo_written_date(arena, run->from, page.lang),
                              bo_written_date(arena, run->until, page.lang)),
                 bo_basis_name(arena, page.set));
    bo_html_put(&page.html, "<figure>\n");
    bo_html_put(&page.html, bo_render_timeline_svg(arena, run));
    bo_html_put(&page.html, "</figure>\n");
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        tell_scenario(&page, run, s);
    }
    bo_sheet_notices(&page);
    bo_laws_write(&page.html, &page.laws, page.lang);
    bo_basis_write(&page.html, &basis, page.lang, program_version);
    return bo_html_take(&page.html);
}
