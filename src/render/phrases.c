#include "render/phrases.h"
#include "num/dec.h"
#include "num/written.h"
#include "render/amount.h"
#include "render/words.h"
#include "scenario/figure.h"

#include <string.h>

const char *bo_money_of(struct bo_arena *arena, const struct bo_calc *calc, struct bo_figure figure)
{
    return bo_amount_money(arena, calc->program->set, figure, calc->lang);
}

const char *bo_change_phrase(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc_change *change)
{
    static const enum bo_word word[] = {BO_W_STARTS, BO_W_STOPS, BO_W_MORE, BO_W_LESS};
    struct bo_figure apart = bo_amount_positive(bo_figure_minus(change->to, change->from));
    const char *now = bo_money_of(arena, calc, change->to);
    bool moves = change->change == BO_MORE || change->change == BO_LESS;
    return bo_word_with(arena, calc->lang, word[change->change],
                        moves                        ? bo_money_of(arena, calc, apart)
                        : change->change == BO_STOPS ? bo_money_of(arena, calc, change->from)
                                                     : now,
                        moves ? now : NULL);
}

const char *bo_measure_phrase(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc_measure *measure)
{
    const struct bo_set *set = calc->program->set;
    const struct bo_named *over = bo_set_find(set, measure->measure->over_id);
    const struct bo_unit *unit = bo_unit_of(over);
    bo_wide den = 1;
    for (unsigned i = 0; i < measure->places; i++) {
        den *= 10;
    }
    if (unit != NULL && bo_is_money(set, unit)) {
        const char *percent =
            bo_dec_text_places(arena, measure->n * 100, den, measure->places > 2 ? measure->places - 2 : 0);
        return bo_word_with(arena, calc->lang, BO_W_PERCENT, bo_written_number(arena, percent, NULL, calc->lang), NULL);
    }
    return bo_money_of(arena, calc, (struct bo_figure){.known = true, .n = measure->n, .den = (int64_t)den});
}

const char *bo_help_phrase(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc_help *help,
                           const char *words)
{
    if (help->worth_text == NULL) {
        return words;
    }
    const char *worth = bo_value_written(arena, calc->program->set, NULL, help->worth_text,
                                         help->worth_unit != NULL ? help->worth_unit : "", calc->lang);
    return bo_word_with(arena, calc->lang, BO_W_WORTH, words, worth);
}

const struct bo_calc_line *bo_line_find(const struct bo_calc_scenario *of, const char *id)
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

bool bo_line_is_nil(const struct bo_calc *calc, size_t group, size_t line)
{
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        const struct bo_figure *amount = &calc->scenarios.at[s].groups[group].lines[line].amount;
        if (!amount->known || amount->n != 0 || amount->given) {
            return false;
        }
    }
    return true;
}

int bo_group_sign(const struct bo_set *set, const struct bo_group *group)
{
    const struct bo_sheet *sheet = &set->sheet;
    if (group->total_id == NULL) {
        return 0;
    }
    return (sheet->plus_id != NULL && strcmp(group->total_id, sheet->plus_id) == 0) -
           (sheet->minus_id != NULL && strcmp(group->total_id, sheet->minus_id) == 0);
}

/* Whether a formula names the balance or a total. */
static bool names_total(const struct bo_set *set, const struct bo_ast *ast)
{
    bool names = false;
    if (ast != NULL && ast->kind == BO_AST_NAME) {
        const struct bo_named *named = bo_set_find(set, ast->text);
        names = named != NULL && named->element == BO_E_RULE && ((const struct bo_rule *)named)->synthetic;
    }
    for (uint32_t i = 0; ast != NULL && i < ast->n && !names; i++) {
        names = names_total(set, ast->kid[i]);
    }
    return names;
}

bool bo_line_is_partly(const struct bo_calc *calc, size_t scenario, const struct bo_calc_line *line)
{
    return line->rule != NULL && line->amount.known && !line->amount.given && bo_is_partly(calc, scenario) &&
           names_total(calc->program->set, line->rule->body.expr.ast);
}

bool bo_is_partly(const struct bo_calc *calc, size_t scenario)
{
    const struct bo_calc_scenario *of = &calc->scenarios.at[scenario];
    bool partly = false;
    for (size_t g = 0; g < of->n_groups; g++) {
        partly |= bo_group_sign(calc->program->set, of->groups[g].group) != 0 && of->groups[g].incomplete;
    }
    return partly;
}
