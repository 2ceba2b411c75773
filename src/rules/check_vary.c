/* The facts that a grid moves. */
#include "num/dec.h"
#include "rules/check.h"

#include <string.h>

static const struct bo_input *find_input(struct bo_checking *checking, const char *id, enum bo_kind kind)
{
    const struct bo_vary *vary = &checking->set->sheet.vary;
    const struct bo_named *named = bo_set_find(checking->set, id);
    const struct bo_input *input = (const struct bo_input *)named;
    if (named == NULL || named->element != BO_E_INPUT) {
        bo_check_unknown(checking, vary->place, "input", id);
        return NULL;
    }
    if (input->kind != kind) {
        bo_check_error(checking, vary->place, kind == BO_NUMBER ? "not-a-number" : "type-mismatch", "'%s' is no %s", id,
                       kind == BO_NUMBER ? "number" : "recurring amount");
        return NULL;
    }
    return input;
}

/* Hours, wage and pay are facts of one and the same member of a list. */
static void check_same_list(struct bo_checking *checking, const struct bo_input *hours, const struct bo_input *other)
{
    if (hours != NULL && other != NULL && other->entity != hours->entity) {
        bo_check_error(checking, checking->set->sheet.vary.place, "not-visible",
                       "'%s' and '%s' belong to different lists", hours->named.id, other->named.id);
    }
}

static void check_list(struct bo_checking *checking, const struct bo_input *hours)
{
    const struct bo_set *set = checking->set;
    if (set->entities.at[hours->entity]->kind != BO_ENTITY_LIST ||
        !bo_check_within(set, hours->entity, set->sheet.entity)) {
        bo_check_error(checking, set->sheet.vary.place, "not-visible", "'%s' is in no list inside the sheet's entity",
                       hours->named.id);
    }
}

/* A rule's or input's kind, unit and entity. */
struct seen {
    enum bo_kind kind;
    struct bo_unit unit;
    unsigned entity;
};

static bool find_seen(struct bo_checking *checking, const char *id, struct seen *seen)
{
    const struct bo_named *named = bo_set_find(checking->set, id);
    if (named != NULL && named->element == BO_E_RULE) {
        const struct bo_rule *rule = (const struct bo_rule *)named;
        *seen = (struct seen){rule->kind, rule->unit, rule->entity};
    } else if (named != NULL && named->element == BO_E_INPUT) {
        const struct bo_input *input = (const struct bo_input *)named;
        *seen = (struct seen){input->kind, input->unit, input->entity};
    } else {
        bo_check_unknown(checking, checking->set->sheet.vary.place, "value", id);
        return false;
    }
    return true;
}

static void check_gross(struct bo_checking *checking, const struct bo_vary *vary)
{
    const struct bo_set *set = checking->set;
    struct seen seen;
    if (!find_seen(checking, vary->gross_id, &seen)) {
        return;
    }
    if (seen.kind != BO_NUMBER) {
        bo_check_error(checking, vary->place, "not-a-number", "'%s' is no number", vary->gross_id);
    } else if (!bo_check_within(set, seen.entity, set->sheet.entity)) {
        bo_check_error(checking, vary->place, "not-visible", "'%s' is not inside the sheet's entity", vary->gross_id);
    }
}

static void check_least_wage(struct bo_checking *checking, const struct bo_vary *vary, const struct bo_input *wage)
{
    struct bo_set *set = checking->set;
    struct seen seen;
    if (vary->least_wage_id == NULL || wage == NULL || !find_seen(checking, vary->least_wage_id, &seen)) {
        return;
    }
    if (seen.kind != BO_NUMBER) {
        bo_check_error(checking, vary->place, "not-a-number", "'%s' is no number", vary->least_wage_id);
    } else if (!bo_unit_equal(&seen.unit, &wage->unit)) {
        bo_check_error(checking, vary->place, "other-unit", "'%s' is in %s, '%s' in %s", vary->least_wage_id,
                       bo_unit_text(&set->symbols, &seen.unit, &checking->scratch), vary->wage_id,
                       bo_unit_text(&set->symbols, &wage->unit, &checking->scratch));
    } else if (!bo_check_within(set, wage->entity, seen.entity)) {
        bo_check_error(checking, vary->place, "not-visible", "'%s' is not to be seen from where '%s' is",
                       vary->least_wage_id, vary->wage_id);
    }
}

static void check_who(struct bo_checking *checking, const struct bo_vary *vary, const struct bo_input *hours)
{
    const struct bo_set *set = checking->set;
    struct seen seen;
    if (vary->who_id == NULL || hours == NULL || !find_seen(checking, vary->who_id, &seen)) {
        return;
    }
    if (seen.kind != BO_BOOLEAN) {
        bo_check_error(checking, vary->place, "type-mismatch", "'%s' does not say yes or no", vary->who_id);
    } else if ((int)seen.entity != set->entities.at[hours->entity]->in) {
        bo_check_error(checking, vary->place, "not-visible", "'%s' does not belong to what has the list of '%s'",
                       vary->who_id, vary->hours_id);
    }
}

/* Inputs of the list's members, and lists inside them. */
static void check_without(struct bo_checking *checking, const struct bo_vary *vary, const struct bo_input *hours)
{
    const struct bo_set *set = checking->set;
    for (size_t i = 0; i < vary->without.n; i++) {
        const char *id = vary->without.at[i];
        const struct bo_named *named = bo_set_find(set, id);
        bool good =
            named != NULL && named->element == BO_E_INPUT && ((const struct bo_input *)named)->entity == hours->entity;
        for (size_t e = 0; e < set->entities.n && !good; e++) {
            good = strcmp(set->entities.at[e]->named.id, id) == 0 && set->entities.at[e]->in == (int)hours->entity;
        }
        if (!good) {
            bo_check_error(checking, vary->place, "unknown-name", "'%s' is no field beside '%s'", id, vary->hours_id);
        }
    }
}

static bool read_hours(struct bo_checking *checking, const struct bo_input *hours, const char *what, const char *text,
                       bo_wide *value)
{
    bool too_fine, too_big;
    return bo_check_value(checking, checking->set->sheet.vary.place, what, BO_NUMBER, (int)hours->scale, text) &&
           bo_dec_parse_scaled(text, strlen(text), hours->scale, value, &too_fine, &too_big);
}

static void check_range(struct bo_checking *checking, const struct bo_vary *vary, const struct bo_input *hours)
{
    bo_wide from, to, step, least, most;
    bool too_fine, too_big;
    if (!read_hours(checking, hours, "from", vary->from, &from) || !read_hours(checking, hours, "to", vary->to, &to) ||
        !read_hours(checking, hours, "step", vary->step, &step) || hours->min == NULL || hours->max == NULL ||
        !bo_dec_parse_scaled(hours->min, strlen(hours->min), hours->scale, &least, &too_fine, &too_big) ||
        !bo_dec_parse_scaled(hours->max, strlen(hours->max), hours->scale, &most, &too_fine, &too_big)) {
        return;
    }
    if (from < least || to > most || from > to || step <= 0) {
        bo_check_error(checking, vary->place, "out-of-range",
                       "'%s' goes from %s to %s, and a step is more than nothing", vary->hours_id, hours->min,
                       hours->max);
    }
}

void bo_check_vary(struct bo_checking *checking)
{
    const struct bo_sheet *sheet = &checking->set->sheet;
    const struct bo_vary *vary = &sheet->vary;
    if (sheet->entity_id == NULL || vary->hours_id == NULL) {
        return;
    }
    const struct bo_input *hours = find_input(checking, vary->hours_id, BO_NUMBER),
                          *wage = find_input(checking, vary->wage_id, BO_NUMBER),
                          *pay = vary->pay_id != NULL ? find_input(checking, vary->pay_id, BO_RECURRING) : NULL;
    check_same_list(checking, hours, wage);
    check_same_list(checking, hours, pay);
    check_gross(checking, vary);
    check_least_wage(checking, vary, wage);
    check_who(checking, vary, hours);
    if (hours != NULL) {
        check_list(checking, hours);
        check_without(checking, vary, hours);
        check_range(checking, vary, hours);
    }
    if (sheet->balance_id == NULL) {
        bo_check_error(checking, vary->place, "missing-element", "a <vary> needs a <balance>");
    }
}
