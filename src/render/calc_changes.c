/* What each scenario brings against the first, in sentences: the balance, the measures, line by line, help. */
#include "render/amount.h"
#include "render/names.h"
#include "render/phrases.h"
#include "render/telling.h"
#include "render/words.h"

#include <string.h>

enum { LABEL_WIDTH = 32 };

static const char *called(const struct bo_telling *telling, const struct bo_line *line)
{
    return bo_called(telling->arena, telling->calc, &line->label, line->value_id);
}

static const char *sentence(const struct bo_telling *telling, size_t s, const struct bo_line *line)
{
    return bo_sentence_of(telling->arena, telling->calc, s, &line->text);
}

/* Labels beside what is said of them */

struct pair {
    const char *label, *text;
};
struct pairs {
    struct bo_arena *arena;
    size_t width; /* of the widest label that leaves room beside it */
    BO_VEC(struct pair) list;
};

static void add_pair(struct pairs *pairs, const char *label, const char *text)
{
    size_t width = bo_utf8_width(label);
    struct pair pair = {label, text};
    pairs->width = width > pairs->width && width <= LABEL_WIDTH ? width : pairs->width;
    BO_PUSH(pairs->arena, &pairs->list, pair);
}

static void print_pairs(struct bo_page *page, const struct pairs *pairs)
{
    for (size_t i = 0; i < pairs->list.n; i++) {
        bo_page_text(page, 2, pairs->list.at[i].label, pairs->width + 2, BO_PLAIN, pairs->list.at[i].text);
    }
}

/* Labels in a line of their own: "Stays the same: Rent; Fares." */

static const char *listed(struct bo_arena *arena, const char *list, const char *label)
{
    return bo_printf(arena, "%s%s%s", list, *list != '\0' ? "; " : "", label);
}

static void tell_list(struct bo_telling *telling, enum bo_word word, const char *list)
{
    if (*list != '\0') {
        const char *told = bo_word_with(telling->arena, telling->calc->lang, word, list, NULL);
        bo_page_text(&telling->page, 2, NULL, 0, BO_PLAIN, bo_printf(telling->arena, "%s.", told));
    }
}

/* Balance and measures */

static void tell_balance(struct bo_telling *telling, size_t s)
{
    const struct bo_calc *calc = telling->calc;
    struct bo_arena *arena = telling->arena;
    struct bo_figure difference = calc->scenarios.at[s].difference;
    const char *label = bo_told(telling, &telling->set->sheet.balance_label);
    const char *per = calc->period != NULL ? bo_told(telling, &calc->period->label) : NULL;
    if (!difference.known) {
        return;
    }
    bool partly = bo_is_partly(calc, 0) || bo_is_partly(calc, s);
    const char *told = bo_word(calc->lang, BO_W_SAME_AS_BEFORE);
    if (difference.n != 0) {
        told = bo_word_with(arena, calc->lang, difference.n > 0 ? BO_W_MORE_THAN_BEFORE : BO_W_LESS_THAN_BEFORE,
                            bo_money_of(arena, calc, bo_amount_positive(difference)), per != NULL ? per : "");
    }
    bo_page_text(&telling->page, 2, NULL, 0,
                 difference.n > 0   ? BO_GOOD
                 : difference.n < 0 ? BO_BAD
                                    : BO_PLAIN,
                 bo_printf(arena, "%s: %s%s%s.", label != NULL ? label : bo_word(calc->lang, BO_W_BALANCE), told,
                           partly ? ", " : "", partly ? bo_word(calc->lang, BO_W_PARTLY) : ""));
}

static void tell_measures(struct bo_telling *telling, size_t s)
{
    const struct bo_calc_scenario *of = &telling->calc->scenarios.at[s];
    for (size_t i = 0; i < of->measures.n; i++) {
        const struct bo_calc_measure *measure = &of->measures.at[i];
        if (measure->known) {
            const char *label =
                bo_called(telling->arena, telling->calc, &measure->measure->label, measure->measure->id);
            const char *told = bo_measure_phrase(telling->arena, telling->calc, measure);
            bo_page_text(&telling->page, 2, NULL, 0, BO_PLAIN, bo_printf(telling->arena, "%s: %s.", label, told));
        }
    }
}

/* Line by line */

/* Whether an earlier scenario has told the same sentence of the line. */
static bool told_before(struct bo_telling *telling, size_t s, const struct bo_line *line, const char *text)
{
    bool told = false;
    for (size_t t = 1; t < s; t++) {
        told |= strcmp(sentence(telling, t, line), text) == 0;
    }
    return told;
}

static void tell_lines(struct bo_telling *telling, size_t s)
{
    const struct bo_calc_scenario *of = &telling->calc->scenarios.at[s];
    struct bo_arena *arena = telling->arena;
    struct pairs pairs = {.arena = arena};
    const char *stays = "";
    for (size_t i = 0; i < of->changes.n; i++) {
        const struct bo_calc_change *change = &of->changes.at[i];
        const struct bo_line *line = bo_line_find(of, change->id)->line;
        const char *label = called(telling, line), *text = sentence(telling, s, line);
        if (change->change == BO_STAYS) {
            stays = listed(arena, stays, label);
            continue;
        }
        bool more = text != NULL && !told_before(telling, s, line, text);
        add_pair(&pairs, label,
                 bo_printf(arena, "%s.%s%s", bo_change_phrase(arena, telling->calc, change), more ? " " : "",
                           more ? text : ""));
    }
    print_pairs(&telling->page, &pairs);
    tell_list(telling, BO_W_STAYS, stays);
}

/* What the lines are, where there is nothing to compare with. */
static void tell_sentences(struct bo_telling *telling)
{
    const struct bo_calc_scenario *of = &telling->calc->scenarios.at[0];
    struct pairs pairs = {.arena = telling->arena};
    for (size_t g = 0; g < of->n_groups; g++) {
        for (size_t l = 0; l < of->groups[g].n; l++) {
            const struct bo_calc_line *line = &of->groups[g].lines[l];
            const char *text = sentence(telling, 0, line->line);
            if (text != NULL && line->amount.known && line->amount.n != 0) {
                add_pair(&pairs, called(telling, line->line), text);
            }
        }
    }
    if (pairs.list.n > 0) {
        bo_page_heading(&telling->page, bo_word(telling->calc->lang, BO_W_ABOUT_LINES));
        print_pairs(&telling->page, &pairs);
    }
}

/* Help besides money: what starts and what stops one by one, the rest in a line */

static const char *help_phrase(struct bo_telling *telling, const struct bo_calc_help *help)
{
    const char *words = bo_word(telling->calc->lang, help->now ? BO_W_HELP_STARTS : BO_W_HELP_STOPS);
    return bo_help_phrase(telling->arena, telling->calc, help, words);
}

static void tell_help(struct bo_telling *telling, size_t s)
{
    const struct bo_calc_scenario *of = &telling->calc->scenarios.at[s];
    struct bo_arena *arena = telling->arena;
    struct pairs pairs = {.arena = arena};
    const char *stays = "", *unknown = "", *heading = bo_told(telling, &telling->set->sheet.help_label);
    for (size_t i = 0; i < of->help.n; i++) {
        const struct bo_calc_help *help = &of->help.at[i];
        const char *label = bo_called(arena, telling->calc, &help->item->label, help->item->value_id);
        if (!help->before_known || !help->now_known) {
            unknown = listed(arena, unknown, label);
        } else if (help->before != help->now) {
            const char *text = bo_sentence_of(arena, telling->calc, s, &help->item->text);
            add_pair(&pairs, label,
                     bo_printf(arena, "%s.%s%s", help_phrase(telling, help), text != NULL ? " " : "",
                               text != NULL ? text : ""));
        } else if (help->now) {
            stays = listed(arena, stays, label);
        }
    }
    if (heading != NULL && (pairs.list.n > 0 || *stays != '\0' || *unknown != '\0')) {
        bo_page_text(&telling->page, 2, NULL, 0, BO_STRONG, heading);
    }
    print_pairs(&telling->page, &pairs);
    tell_list(telling, BO_W_STAYS, stays);
    tell_list(telling, BO_W_NOT_KNOWN, unknown);
}

void bo_tell_changes(struct bo_telling *telling)
{
    const struct bo_calc *calc = telling->calc;
    if (calc->scenarios.n == 1) {
        tell_sentences(telling);
    }
    for (size_t s = 1; s < calc->scenarios.n; s++) {
        bo_page_heading(&telling->page, bo_scenario_called(calc, s));
        tell_balance(telling, s);
        tell_measures(telling, s);
        tell_lines(telling, s);
        tell_help(telling, s);
    }
}
