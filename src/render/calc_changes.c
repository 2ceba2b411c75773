/* What each scenario brings against the first, in sentences: the balance, the measures, line by line, help.
 */
#include "num/dec.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/names.h"
#include "render/telling.h"
#include "render/words.h"
#include "scenario/figure.h"

#include <string.h>

enum { LABEL_WIDTH = 32 };

static const char *money(struct bo_telling *telling, struct bo_figure figure)
{
    return bo_amount_money(telling->arena, telling->set, figure, telling->calc->lang);
}

static const struct bo_calc_line *find_line(const struct bo_calc_scenario *of, const char *id)
{
    for (size_t g = 0; g < of->n_groups; g++) {
        for (size_t l = 0; l < of->groups[g].n; l++) {
            if (strcmp(of->groups[g].lines[l].line->value_id, id) == 0) {
                return &of->groups[g].lines[l];
            }
        }
    }
    return NULL;
}

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
    bool partly = bo_is_partly(telling, 0) || bo_is_partly(telling, s);
    const char *told = bo_word(calc->lang, BO_W_SAME_AS_BEFORE);
    if (difference.n != 0) {
        told = bo_word_with(arena, calc->lang, difference.n > 0 ? BO_W_MORE_THAN_BEFORE : BO_W_LESS_THAN_BEFORE,
                            money(telling, bo_amount_positive(difference)), per != NULL ? per : "");
    }
    bo_page_text(&telling->page, 2, NULL, 0,
                 difference.n > 0   ? BO_GOOD
                 : difference.n < 0 ? BO_BAD
                                    : BO_PLAIN,
                 bo_printf(arena, "%s: %s%s%s.", label != NULL ? label : bo_word(calc->lang, BO_W_BALANCE), told,
                           partly ? ", " : "", partly ? bo_word(calc->lang, BO_W_PARTLY) : ""));
}

/* Over money a measure is a share, told in hundredths; over anything else it is money for each of it. */
static const char *measured(struct bo_telling *telling, const struct bo_calc_measure *measure)
{
    const struct bo_named *over = bo_set_find(telling->set, measure->measure->over_id);
    const struct bo_unit *unit = bo_unit_of(over);
    bo_wide den = 1;
    for (unsigned i = 0; i < measure->places; i++) {
        den *= 10;
    }
    if (unit != NULL && bo_is_money(telling->set, unit)) {
        const char *percent =
            bo_dec_text_places(telling->arena, measure->n * 100, den, measure->places > 2 ? measure->places - 2 : 0);
        return bo_word_with(telling->arena, telling->calc->lang, BO_W_PERCENT,
                            bo_written_number(telling->arena, percent, NULL, telling->calc->lang), NULL);
    }
    return money(telling, (struct bo_figure){.known = true, .n = measure->n, .den = (int64_t)den});
}

static void tell_measures(struct bo_telling *telling, size_t s)
{
    const struct bo_calc_scenario *of = &telling->calc->scenarios.at[s];
    for (size_t i = 0; i < of->measures.n; i++) {
        const struct bo_calc_measure *measure = &of->measures.at[i];
        if (measure->known) {
            const char *label =
                bo_called(telling->arena, telling->calc, &measure->measure->label, measure->measure->id);
            bo_page_text(&telling->page, 2, NULL, 0, BO_PLAIN,
                         bo_printf(telling->arena, "%s: %s.", label, measured(telling, measure)));
        }
    }
}

/* Line by line */

static const char *phrase(struct bo_telling *telling, const struct bo_calc_change *change)
{
    static const enum bo_word word[] = {BO_W_STARTS, BO_W_STOPS, BO_W_MORE, BO_W_LESS};
    struct bo_figure apart = bo_amount_positive(bo_figure_minus(change->to, change->from));
    const char *now = money(telling, change->to);
    bool moves = change->change == BO_MORE || change->change == BO_LESS;
    return bo_word_with(telling->arena, telling->calc->lang, word[change->change],
                        moves                        ? money(telling, apart)
                        : change->change == BO_STOPS ? money(telling, change->from)
                                                     : now,
                        moves ? now : NULL);
}

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
        const struct bo_line *line = find_line(of, change->id)->line;
        const char *label = called(telling, line), *text = sentence(telling, s, line);
        if (change->change == BO_STAYS) {
            stays = listed(arena, stays, label);
            continue;
        }
        bool more = text != NULL && !told_before(telling, s, line, text);
        add_pair(&pairs, label,
                 bo_printf(arena, "%s.%s%s", phrase(telling, change), more ? " " : "", more ? text : ""));
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
    const char *lang = telling->calc->lang, *told = bo_word(lang, help->now ? BO_W_HELP_STARTS : BO_W_HELP_STOPS);
    if (help->worth_text == NULL) {
        return told;
    }
    const char *worth = bo_value_written(telling->arena, telling->set, NULL, help->worth_text,
                                         help->worth_unit != NULL ? help->worth_unit : "", lang);
    return bo_word_with(telling->arena, lang, BO_W_WORTH, told, worth);
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
