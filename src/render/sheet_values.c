/* What --show asks for, a column for each scenario. */
#include "render/amount.h"
#include "render/names.h"
#include "render/sheet.h"
#include "render/shown.h"

static void row(struct bo_sheet_page *page, const struct bo_shown *shown)
{
    struct bo_html *html = &page->html;
    const char *label =
        shown->named != NULL ? bo_called(page->arena, page->calc, &shown->named->label, shown->named->id) : shown->id;
    bo_html_fill(html, "<tr><th scope=\"row\">{} <small>(<bdi>{}{}{}</bdi>)</small></th>", label,
                 shown->person != NULL ? shown->person : "", shown->person != NULL ? ", " : "", shown->id);
    for (size_t s = 0; s < page->calc->scenarios.n; s++) {
        const struct bo_calc_value *value = shown->value[s];
        const char *written = value == NULL ? ""
                              : value->text == NULL
                                  ? bo_sheet_word(page, BO_W_UNKNOWN)
                                  : bo_value_written(page->arena, page->set, value->named, value->text, "", page->lang);
        bo_html_fill(html, "<td>{}</td>", written);
    }
    bo_html_put(html, "</tr>\n");
}

void bo_sheet_values(struct bo_sheet_page *page)
{
    struct bo_html *html = &page->html;
    const bo_shown_rows rows = bo_shown_of(page->arena, page->calc);
    if (rows.n == 0) {
        return;
    }
    bo_html_fill(html,
                 "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"values\">\n<table>\n"
                 "<caption id=\"values\">{}</caption>\n<thead>\n<tr><td></td>",
                 bo_sheet_word(page, BO_W_VALUES));
    for (size_t s = 0; s < page->calc->scenarios.n; s++) {
        bo_html_fill(html, "<th scope=\"col\"><bdi>{}</bdi></th>", bo_scenario_called(page->calc, s));
    }
    bo_html_put(html, "</tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < rows.n; i++) {
        row(page, &rows.at[i]);
    }
    bo_html_put(html, "</tbody>\n</table>\n</div>\n");
}
