/* Messages, what was not calculated, assumptions and warnings on the sheet to take home. */
#include "render/gathered.h"
#include "render/sheet.h"

#include <string.h>

/* Of "you/jobs/0" it is "you". */
static const char *person(struct bo_arena *arena, const char *who)
{
    return bo_strndup(arena, who, strcspn(who, "/"));
}

static bool is_in(const char *text, const char *const *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(at[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* Whose sheet it is need not be said again. */
static bool is_sheet_of(const struct bo_sheet_page *page, const char *name)
{
    const char *subject = page->calc->scenarios.at[0].scenario->subject_name;
    return subject != NULL && strcmp(subject, name) == 0;
}

/* Names behind a text: " (you, child)"; nothing where there are none. */
static void names(struct bo_sheet_page *page, const char *const *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bo_html_fill(&page->html, i == 0 ? " (<bdi>{}</bdi>" : ", <bdi>{}</bdi>", at[i]);
    }
    bo_html_put(&page->html, n > 0 ? ")" : "");
}

/* The text, who and where are meant, by when, law. */
static void item(struct bo_sheet_page *page, const struct bo_said *said)
{
    const struct bo_notice *notice = said->notice;
    BO_VEC(const char *) who = {0};
    for (size_t i = 0; i < said->who.n; i++) {
        const char *name = person(page->arena, said->who.at[i]);
        if (!is_in(name, who.at, who.n) && !is_sheet_of(page, name)) {
            BO_PUSH(page->arena, &who, name);
        }
    }
    bo_html_put(&page->html, "<li>");
    const char *by = bo_notice_day(page->arena, page->lang, notice);
    if (by != NULL) {
        bo_html_fill(&page->html, "<b>{}:</b> ", by);
    }
    bo_html_fill(&page->html, "{}", said->text);
    names(page, who.at, who.n);
    if (page->calc->scenarios.n > 2) { /* with one before and one after, it is plain which is meant */
        names(page, said->where.at, said->where.n);
    }
    for (size_t i = 0; i < notice->cites.n; i++) {
        bo_html_fill(&page->html, i == 0 ? " <span class=\"law\">{}" : "; {}", notice->cites.at[i]);
        bo_laws_note(&page->laws, notice->cites.at[i]);
    }
    bo_html_put(&page->html, notice->cites.n > 0 ? "</span></li>\n" : "</li>\n");
}

static void list(struct bo_sheet_page *page, const char *class, const bo_notices *notices)
{
    const bo_gathered all = bo_gathered_of(page->arena, page->calc, notices);
    bo_html_fill(&page->html, *class != '\0' ? "<ul class=\"{}\">\n" : "<ul>{}\n", class);
    for (size_t i = 0; i < all.n; i++) {
        item(page, &all.at[i]);
    }
    bo_html_put(&page->html, "</ul>\n");
}

/* Figures seen in one place only are told in a box that opens; what may be wrong with the case stands in the open. */
static void warnings(struct bo_sheet_page *page, const bo_notices *all)
{
    bo_notices open = {0}, folded = {0};
    for (size_t i = 0; i < all->n; i++) {
        const struct bo_notice *warning = &all->at[i];
        BO_PUSH(page->arena, warning->items.n > 0 ? &folded : &open, *warning);
    }
    if (all->n > 0) {
        bo_sheet_heading(page, BO_W_WARNINGS);
    }
    if (open.n > 0) {
        list(page, "", &open);
    }
    if (folded.n > 0) {
        bo_html_fill(&page->html, "<details>\n<summary>{}</summary>\n", bo_sheet_word(page, BO_W_LESS_SURE));
        list(page, "", &folded);
        bo_html_put(&page->html, "</details>\n");
    }
}

struct bo_sheet_told bo_sheet_told_of(const struct bo_sheet_page *page)
{
    const struct bo_calc *calc = page->calc;
    return (struct bo_sheet_told){bo_messages_of(page->arena, calc), calc->not_calculated, calc->assumptions,
                                  calc->warnings};
}

void bo_sheet_notices(struct bo_sheet_page *page, const struct bo_sheet_told *told)
{
    if (told->messages.n > 0) {
        bo_sheet_heading(page, BO_W_TO_DO);
        list(page, "", &told->messages);
    }
    if (told->not_calculated.n > 0) {
        bo_sheet_heading(page, BO_W_NOT_CALCULATED);
        list(page, "", &told->not_calculated);
    }
    if (told->assumptions.n > 0) {
        bo_sheet_heading(page, BO_W_ASSUMED);
        bo_html_fill(&page->html, "<p>{}</p>\n", bo_sheet_word(page, BO_W_TELL_IF_WRONG));
        list(page, "assumed", &told->assumptions);
    }
    warnings(page, &told->warnings);
}
