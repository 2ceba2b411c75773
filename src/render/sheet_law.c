/* For the adviser, where lines are not those of a step: which law each rests on. */
#include "render/sheet.h"

/* A line whose rule is another's alone has its law there: only what is cited for the line itself is told. */
static void line(struct bo_sheet_page *page, const struct bo_sheet_line *of)
{
    bo_html_fill(&page->html, "<dt>{}</dt>\n", of->label);
    for (size_t i = 0; i < of->named->cites.n; i++) {
        const char *cite = bo_cite_text(page->arena, &of->named->cites.at[i]);
        bo_html_fill(&page->html, "<dd>{}</dd>\n", cite);
        bo_laws_note(&page->laws, cite);
    }
}

void bo_sheet_law(struct bo_sheet_page *page, const bo_sheet_lines *lines)
{
    size_t cited = 0;
    for (size_t i = 0; i < lines->n; i++) {
        cited += lines->at[i].named->cites.n;
    }
    bo_html_fill(&page->html,
                 "<section class=\"adviser\" id=\"law\" aria-labelledby=\"law-title\">\n"
                 "<h2 id=\"law-title\">{}</h2>\n",
                 bo_sheet_word(page, BO_W_LAW_OF_LINES));
    bo_html_put(&page->html, cited > 0 ? "<dl class=\"lines\">\n" : "");
    for (size_t i = 0; i < lines->n; i++) {
        if (lines->at[i].named->cites.n > 0) {
            line(page, &lines->at[i]);
        }
    }
    bo_html_put(&page->html, cited > 0 ? "</dl>\n" : "");
    bo_html_put(&page->html, "</section>\n");
}
