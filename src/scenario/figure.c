#include "scenario/figure.h"
#include "scenario/consult.h"

#include <stdlib.h>
#include <string.h>

/* Whether the value stands in the case in place of the rule's, for one of the instances it is made of. */
static bool is_given(const struct bo_calculating *c, const struct bo_rule *rule, size_t scenario)
{
    const struct bo_population *population = &c->calc->kase->population;
    for (size_t i = 0; i < population->given.n; i++) {
        const struct bo_given *given = &population->given.at[i];
        if (given->rule == rule->named.index && bo_is_shown(c->calc->kase, rule->entity, given->instance, scenario)) {
            return true;
        }
    }
    return false;
}

struct bo_figure bo_figure_of(const struct bo_calculating *c, const struct bo_named *named, size_t scenario)
{
    unsigned sheet = c->calc->program->set->sheet.entity;
    struct bo_node node = {0};
    struct bo_answer answer = bo_seen(&c->reader, named, sheet, c->calc->kase->scenario[scenario].subject, &node);
    struct bo_figure figure = {.known = answer.reason == 0, .n = answer.n, .den = answer.den, .reason = answer.reason};
    if (named->element == BO_E_RULE) {
        figure.given = is_given(c, (const struct bo_rule *)named, scenario);
    }
    return figure;
}

/* In lowest terms, so that sums of a few figures stay far within 126 bits. */
static struct bo_figure reduced(bo_wide n, bo_wide den)
{
    bo_wide common = bo_wide_gcd(n, den);
    common = common > 1 ? common : 1;
    return (struct bo_figure){.known = true, .n = n / common, .den = (int64_t)(den / common)};
}

struct bo_figure bo_figure_minus(struct bo_figure a, struct bo_figure b)
{
    if (!a.known || !b.known) {
        return (struct bo_figure){.den = 1};
    }
    return reduced(a.n * b.den - b.n * a.den, (bo_wide)a.den * b.den);
}

int bo_figure_sign(struct bo_figure figure)
{
    return !figure.known ? 0 : (figure.n > 0) - (figure.n < 0);
}

void bo_factor(const char *factor, int64_t *numerator, int64_t *denominator)
{
    char *end = NULL;
    *numerator = strtoll(factor, &end, 10);
    *denominator = *end == '/' ? strtoll(end + 1, NULL, 10) : 1;
}

struct bo_figure bo_figure_per(struct bo_figure figure, const char *factor)
{
    int64_t numerator, denominator;
    bo_factor(factor, &numerator, &denominator);
    if (!figure.known || numerator == denominator) {
        return figure;
    }
    figure.n = bo_wide_div(figure.n * numerator * 100, (bo_wide)figure.den * denominator, BO_HALF_UP);
    figure.den = 100;
    return figure;
}
