/* The sheet of a scenario: lines, totals, balance, and what changes against the first scenario. */
#include "scenario/figure.h"

#include <string.h>

static struct bo_figure line_sum(const struct bo_calc_group *group)
{
    struct bo_figure total = {.known = true, .den = 100};
    for (size_t i = 0; i < group->n; i++) {
        const struct bo_figure *amount = &group->lines[i].amount;
        if (amount->known) { /* a line has two decimals at most */
            total.n += amount->n * (100 / amount->den);
        }
    }
    return total;
}

static void add_groups(struct bo_calculating *c, size_t s)
{
    const struct bo_set *set = c->calc->program->set;
    struct bo_arena *arena = &c->calc->arena;
    struct bo_calc_scenario *to = &c->calc->scenarios.at[s];
    const char *factor = c->calc->period != NULL ? c->calc->period->factor : "1";
    to->n_groups = set->sheet.groups.n;
    to->groups = bo_alloc_array(arena, to->n_groups, sizeof *to->groups);
    to->balance = (struct bo_figure){.den = 100};
    for (size_t g = 0; g < to->n_groups; g++) {
        const struct bo_group *group = &set->sheet.groups.at[g];
        struct bo_calc_group *filled = &to->groups[g];
        filled->group = group;
        filled->n = group->lines.n;
        filled->lines = bo_alloc_array(arena, filled->n, sizeof *filled->lines);
        for (size_t l = 0; l < filled->n; l++) {
            const struct bo_line *line = &group->lines.at[l];
            const struct bo_named *named = bo_set_find(set, line->value_id);
            filled->lines[l] =
                (struct bo_calc_line){.line = line,
                                      .rule = named->element == BO_E_RULE ? (const struct bo_rule *)named : NULL,
                                      .amount = bo_figure_per(bo_figure_of(c, named, s), factor)};
            filled->incomplete |= !filled->lines[l].amount.known;
        }
        if (group->total_id == NULL) {
            continue;
        }
        filled->total = line_sum(filled);
        to->balance.known |= set->sheet.balance_id != NULL;
        to->balance.n +=
            set->sheet.plus_id != NULL && strcmp(set->sheet.plus_id, group->total_id) == 0 ? filled->total.n : 0;
        to->balance.n -=
            set->sheet.minus_id != NULL && strcmp(set->sheet.minus_id, group->total_id) == 0 ? filled->total.n : 0;
    }
}

/* Changes against the first scenario */

static enum bo_change change_of(struct bo_figure from, struct bo_figure to)
{
    if (from.n == 0 || to.n == 0) {
        return from.n == to.n ? BO_STAYS : from.n == 0 ? BO_STARTS : BO_STOPS;
    }
    int sign = bo_figure_sign(bo_figure_minus(to, from));
    return sign > 0 ? BO_MORE : sign < 0 ? BO_LESS : BO_STAYS;
}

static void add_changes(struct bo_calculating *c, size_t s)
{
    struct bo_calc_scenario *to = &c->calc->scenarios.at[s], *first = &c->calc->scenarios.at[0];
    for (size_t g = 0; g < to->n_groups; g++) {
        for (size_t l = 0; l < to->groups[g].n; l++) {
            struct bo_figure before = first->groups[g].lines[l].amount, now = to->groups[g].lines[l].amount;
            if (!before.known || !now.known || (before.n == 0 && now.n == 0)) {
                continue;
            }
            struct bo_calc_change change = {to->groups[g].lines[l].line->value_id, change_of(before, now), before, now};
            BO_PUSH(&c->calc->arena, &to->changes, change);
        }
    }
}

/* Δ balance × factor ÷ Δ over, in the sheet's own period, whatever period is shown. */
static void add_measures(struct bo_calculating *c, size_t s)
{
    const struct bo_set *set = c->calc->program->set;
    const struct bo_sheet *sheet = &set->sheet;
    struct bo_calc_scenario *to = &c->calc->scenarios.at[s];
    const struct bo_named *balance = sheet->balance_id != NULL ? bo_set_find(set, sheet->balance_id) : NULL;
    for (size_t i = 0; balance != NULL && i < sheet->measures.n; i++) {
        const struct bo_measure *measure = &sheet->measures.at[i];
        const struct bo_named *over = bo_set_find(set, measure->over_id);
        struct bo_figure gain = bo_figure_minus(bo_figure_of(c, balance, s), bo_figure_of(c, balance, 0));
        struct bo_figure more = bo_figure_minus(bo_figure_of(c, over, s), bo_figure_of(c, over, 0));
        struct bo_calc_measure result = {.measure = measure, .places = measure->places};
        if (gain.known && bo_figure_sign(more) > 0) {
            int64_t numerator, denominator;
            bo_wide unit = 1;
            bo_factor(measure->factor, &numerator, &denominator);
            for (unsigned p = 0; p < measure->places; p++) {
                unit *= 10;
            }
            result.known = true;
            result.n =
                bo_wide_div(gain.n * numerator * unit * more.den, (bo_wide)gain.den * denominator * more.n, BO_HALF_UP);
        }
        BO_PUSH(&c->calc->arena, &to->measures, result);
    }
}

/* Help besides money */

static bool is_yes(struct bo_calculating *c, const struct bo_named *named, size_t s, bool *known)
{
    struct bo_figure figure = bo_figure_of(c, named, s);
    *known = figure.known;
    return figure.known && figure.n != 0;
}

static void add_help(struct bo_calculating *c, size_t s)
{
    const struct bo_set *set = c->calc->program->set;
    struct bo_arena *arena = &c->calc->arena;
    for (size_t i = 0; i < set->sheet.help.n; i++) {
        const struct bo_help_item *item = &set->sheet.help.at[i];
        const struct bo_named *named = bo_set_find(set, item->value_id);
        struct bo_calc_help help = {.item = item, .worth = {.den = 1}};
        help.before = is_yes(c, named, 0, &help.before_known);
        help.now = is_yes(c, named, s, &help.now_known);
        if (item->worth_id != NULL) { /* in the scenario in which there is a right to it */
            const struct bo_named *worth = bo_set_find(set, item->worth_id);
            help.worth = bo_figure_of(c, worth, help.now || !help.before ? s : 0);
            const struct bo_unit *unit = worth->element == BO_E_RULE ? &((const struct bo_rule *)worth)->unit
                                                                     : &((const struct bo_input *)worth)->unit;
            help.worth_unit = bo_unit_text(&set->symbols, unit, arena);
            help.worth_text = help.worth.known ? bo_dec_text_places(arena, help.worth.n, help.worth.den, 2) : NULL;
        }
        for (size_t k = 0; k < named->cites.n; k++) {
            const char *cite = bo_cite_text(arena, &named->cites.at[k]);
            BO_PUSH(arena, &help.cites, cite);
        }
        BO_PUSH(arena, &c->calc->scenarios.at[s].help, help);
    }
}

void bo_calc_sheet(struct bo_calculating *c, size_t scenario)
{
    struct bo_calc_scenario *to = &c->calc->scenarios.at[scenario];
    add_groups(c, scenario);
    if (scenario > 0) {
        to->difference = bo_figure_minus(to->balance, c->calc->scenarios.at[0].balance);
        add_changes(c, scenario);
        add_help(c, scenario);
        add_measures(c, scenario);
    }
}
