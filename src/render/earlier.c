#include "render/earlier.h"

#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/phrases.h"
#include "scenario/figure.h"

static void add(struct bo_reason_told *reasons, size_t *n, enum bo_word word, const char *key, struct bo_figure amount)
{
    if (amount.known) {
        reasons[(*n)++] = (struct bo_reason_told){word, key, amount};
    }
}

size_t bo_earlier_reasons(const struct bo_since *since, const struct bo_since_scenario *of,
                          struct bo_reason_told reasons[BO_REASONS_MAX])
{
    bool program = of->facts == BO_FACTS_SAME && !since->same_program;
    size_t n = 0;
    if (of->by_facts.known && since->rules_found) {
        add(reasons, &n, program ? BO_W_EARLIER_BY_PROGRAM : BO_W_EARLIER_BY_CASE, program ? "program" : "case",
            of->by_facts);
        if (!since->same_rules) {
            add(reasons, &n, BO_W_EARLIER_BY_RULES, "rules", of->by_rules);
        }
    } else if (of->facts == BO_FACTS_SAME) {
        add(reasons, &n, BO_W_EARLIER_BY_RULES, "rules", of->by_facts_and_rules);
    } else {
        add(reasons, &n, BO_W_EARLIER_BY_BOTH, "case_or_rules", of->by_facts_and_rules);
    }
    add(reasons, &n, BO_W_EARLIER_BY_DATE, "date", of->by_date);
    return n;
}

const char *bo_earlier_basis(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_earlier *earlier)
{
    return bo_printf(arena, "%s %s (%s)", earlier->id, earlier->version,
                     bo_written_date(arena, earlier->date, calc->lang));
}

const char *bo_now_basis(struct bo_arena *arena, const struct bo_calc *calc)
{
    return bo_printf(arena, "%s (%s)", bo_basis_name(arena, calc->program->set),
                     bo_written_date(arena, calc->kase->date, calc->lang));
}

static const char *one_value(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_value *value,
                             const char *figures, int64_t from)
{
    const char *date = bo_written_date(arena, from, calc->lang);
    if (figures == NULL) {
        return bo_word_with(arena, calc->lang, BO_W_EARLIER_ROWS, date, NULL);
    }
    const char *words = value->named->element == BO_E_PARAM
                            ? bo_value_written(arena, calc->program->set, value->named, figures,
                                               value->unit != NULL ? value->unit : "", calc->lang)
                            : figures;
    return bo_word_with(arena, calc->lang, BO_W_EARLIER_VALUE, words, date);
}

const char *bo_earlier_value(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_value *value)
{
    const char *now = one_value(arena, calc, value, value->now, value->now_from);
    const char *was = one_value(arena, calc, value, value->was, value->was_from);
    return bo_word_with(arena, calc->lang, BO_W_EARLIER_WAS, now, was);
}

enum bo_since_facts bo_earlier_facts(const struct bo_since *since)
{
    enum bo_since_facts all = BO_FACTS_SAME;
    for (size_t i = 0; i < since->scenarios.n; i++) {
        enum bo_since_facts own = since->scenarios.at[i].facts;
        if (!since->scenarios.at[i].is_new && own != BO_FACTS_SAME && all != BO_FACTS_CHANGED) {
            all = own;
        }
    }
    return all;
}

const char *bo_earlier_balance(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_scenario *of)
{
    const struct bo_since_line *line = &of->balance;
    int sign = bo_figure_sign(line->change);
    if (of->is_new || (line->change.known && sign == 0)) {
        return bo_word(calc->lang, of->is_new ? BO_W_EARLIER_NEW : BO_W_EARLIER_SAME);
    }
    const char *both = bo_word_with(arena, calc->lang, BO_W_EARLIER_WAS, bo_money_of(arena, calc, line->now),
                                    bo_money_of(arena, calc, line->was));
    if (!line->change.known) {
        return both;
    }
    return bo_printf(arena, "%s: %s", both,
                     bo_word_with(arena, calc->lang, sign > 0 ? BO_W_EARLIER_MORE : BO_W_EARLIER_LESS,
                                  bo_money_of(arena, calc, bo_amount_positive(line->change)), NULL));
}
