/* What each scenario brings against the first, kind by kind: what starts, stops, goes up or down, stays; and the help
 * besides money that comes, goes or stays. */
#include "render/names.h"
#include "render/phrases.h"
#include "render/sheet.h"

/* Heading and list are opened by the first item. */
struct listing {
    struct bo_sheet_page *page;
    const char *heading;
    size_t n;
};

static void item(struct listing *list, const char *label, const char *phrase, const char *sentence)
{
    struct bo_html *html = &list->page->html;
    if (list->n++ == 0) {
        bo_html_fill(html, "<h4>{}</h4>\n<ul>\n", list->heading);
    }
    bo_html_fill(html, "<li><b>{}</b>", label);
    if (phrase != NULL) {
        bo_html_fill(html, ": {}.", phrase);
    }
    if (sentence != NULL) {
        bo_html_fill(html, phrase != NULL ? " {}" : ". {}", sentence);
    }
    bo_html_put(html, "</li>\n");
}

static void end(struct listing *list)
{
    if (list->n > 0) {
        bo_html_put(&list->page->html, "</ul>\n");
    }
}

static void lines(struct bo_sheet_page *page, size_t s)
{
    static const enum bo_word headings[] = {
        [BO_STARTS] = BO_W_ALL_STARTS, [BO_STOPS] = BO_W_ALL_STOPS, [BO_MORE] = BO_W_ALL_MORE,
        [BO_LESS] = BO_W_ALL_LESS,     [BO_STAYS] = BO_W_ALL_STAYS,
    };
    const struct bo_calc_scenario *of = &page->calc->scenarios.at[s];
    for (enum bo_change change = BO_STARTS; change <= BO_STAYS; change++) {
        struct listing list = {.page = page, .heading = bo_sheet_word(page, headings[change])};
        for (size_t i = 0; i < of->changes.n; i++) {
            const struct bo_calc_change *one = &of->changes.at[i];
            const struct bo_line *line = bo_line_find(of, one->id)->line;
            if (one->change != change) {
                continue;
            }
            bool moves = change == BO_MORE || change == BO_LESS;
            const char *phrase = moves ? bo_change_phrase(page->arena, page->calc, one)
                                       : bo_money_of(page->arena, page->calc, change == BO_STOPS ? one->from : one->to);
            item(&list, bo_called(page->arena, page->calc, &line->label, line->value_id), phrase,
                 change != BO_STAYS ? bo_sentence_of(page->arena, page->calc, s, &line->text) : NULL);
        }
        end(&list);
    }
}

enum help { HELP_NEW, HELP_LOST, HELP_KEPT, HELP_UNKNOWN, HELP_NEVER };

static enum help kind_of(const struct bo_calc_help *help)
{
    if (!help->before_known || !help->now_known) {
        return HELP_UNKNOWN;
    }
    return help->now ? (help->before ? HELP_KEPT : HELP_NEW) : help->before ? HELP_LOST : HELP_NEVER;
}

static void help(struct bo_sheet_page *page, size_t s)
{
    static const enum bo_word headings[] = {BO_W_HELP_NEW, BO_W_HELP_LOST, BO_W_HELP_KEPT, BO_W_HELP_UNKNOWN};
    const struct bo_calc_scenario *of = &page->calc->scenarios.at[s];
    const char *title = bo_sheet_told(page, &page->set->sheet.help_label);
    bool any = false;
    for (size_t i = 0; i < of->help.n; i++) {
        any |= kind_of(&of->help.at[i]) != HELP_NEVER;
    }
    if (any && title != NULL) {
        bo_html_fill(&page->html, "<h3><bdi>{}</bdi>: {}</h3>\n", bo_scenario_called(page->calc, s), title);
    }
    for (enum help kind = HELP_NEW; kind < HELP_NEVER; kind++) {
        struct listing list = {.page = page, .heading = bo_sheet_word(page, headings[kind])};
        for (size_t i = 0; i < of->help.n; i++) {
            const struct bo_calc_help *one = &of->help.at[i];
            if (kind_of(one) != kind) {
                continue;
            }
            const char *label = bo_called(page->arena, page->calc, &one->item->label, one->item->value_id);
            item(&list, bo_help_phrase(page->arena, page->calc, one, label), NULL,
                 kind == HELP_NEW || kind == HELP_LOST ? bo_sentence_of(page->arena, page->calc, s, &one->item->text)
                                                       : NULL);
        }
        end(&list);
    }
}

void bo_sheet_changes(struct bo_sheet_page *page)
{
    if (page->calc->scenarios.n < 2) {
        return;
    }
    bo_html_fill(&page->html, "<h2>{}</h2>\n", bo_sheet_word(page, BO_W_CHANGES));
    for (size_t s = 1; s < page->calc->scenarios.n; s++) {
        const char *per = bo_sheet_per(page, page->calc);
        bo_html_fill(&page->html, "<h3><bdi>{}</bdi>{}{}</h3>\n", bo_scenario_called(page->calc, s),
                     *per != '\0' ? ", " : "", per);
        lines(page, s);
        help(page, s);
    }
}
