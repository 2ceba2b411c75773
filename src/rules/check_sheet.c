/* What names values from outside formulas: the sheet and the examples. */
#include "rules/check.h"

#include <string.h>

/* Of rules and inputs; false for anything else. */
static bool find_value(const struct bo_set *set, const char *id, enum bo_kind *kind, int *scale, struct bo_unit *unit)
{
    const struct bo_named *named = bo_set_find(set, id);
    if (named != NULL && named->element == BO_E_RULE) {
        const struct bo_rule *rule = (const struct bo_rule *)named;
        *kind = rule->kind;
        *scale = rule->scale;
        *unit = rule->unit;
        return true;
    }
    if (named != NULL && named->element == BO_E_INPUT) {
        const struct bo_input *input = (const struct bo_input *)named;
        *kind = input->kind;
        *scale = (int)input->scale;
        *unit = input->unit;
        return true;
    }
    return false;
}

static bool find_number(struct bo_checking *checking, struct bo_place place, const char *id, int *scale,
                        struct bo_unit *unit)
{
    enum bo_kind kind;
    if (!find_value(checking->set, id, &kind, scale, unit)) {
        bo_check_unknown(checking, place, "value", id);
        return false;
    }
    if (kind != BO_NUMBER) {
        bo_check_error(checking, place, "not-a-number", "'%s' is no number", id);
        return false;
    }
    return true;
}

static unsigned entity_of(const struct bo_set *set, const char *id)
{
    const struct bo_named *named = bo_set_find(set, id);
    return named->element == BO_E_RULE ? ((const struct bo_rule *)named)->entity
                                       : ((const struct bo_input *)named)->entity;
}

static void check_line(struct bo_checking *checking, const struct bo_line *line, struct bo_unit *common)
{
    struct bo_set *set = checking->set;
    struct bo_unit unit;
    int scale;
    if (!find_number(checking, line->place, line->value_id, &scale, &unit)) {
        return;
    }
    if (common->any) {
        *common = unit;
    }
    if (!bo_unit_equal(&unit, common)) {
        bo_check_error(checking, line->place, "other-unit", "'%s' is in %s, the lines above it in %s", line->value_id,
                       bo_unit_text(&set->symbols, &unit, &checking->scratch),
                       bo_unit_text(&set->symbols, common, &checking->scratch));
    }
    if (scale == BO_SCALE_EXACT || scale > 2) {
        bo_check_error(checking, line->place, "too-fine", "a line of the sheet has two decimals at most");
    }
    unsigned entity = entity_of(set, line->value_id);
    if (!bo_check_within(set, entity, set->sheet.entity) && !bo_check_within(set, set->sheet.entity, entity)) {
        bo_check_error(checking, line->place, "not-visible", "'%s' is neither inside nor around the sheet's entity",
                       line->value_id);
    }
    bo_check_braces(checking, line->place, &line->text);
}

static void check_total(struct bo_checking *checking, const char *id)
{
    const struct bo_sheet *sheet = &checking->set->sheet;
    const char **totals = bo_alloc_array(&checking->scratch, sheet->groups.n, sizeof *totals);
    size_t n = 0;
    for (size_t i = 0; i < sheet->groups.n; i++) {
        if (sheet->groups.at[i].total_id != NULL) {
            totals[n++] = sheet->groups.at[i].total_id;
            if (strcmp(totals[n - 1], id) == 0) {
                return;
            }
        }
    }
    const char *near = bo_nearest(id, totals, n);
    bo_check_error(checking, sheet->balance_place, "unknown-name", "no group has the total '%s'%s%s%s", id,
                   near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : "");
}

/* The names of the sheet's own parts. */
static void check_new_name(struct bo_checking *checking, struct bo_intern *seen, struct bo_place place, const char *id)
{
    uint32_t number;
    if (bo_set_find(checking->set, id) != NULL || bo_intern_find(seen, id, &number)) {
        bo_check_error(checking, place, "repeated-id", "the id '%s' is taken", id);
    }
    bo_intern(seen, id);
}

static void check_measures(struct bo_checking *checking, const struct bo_sheet *sheet, struct bo_intern *seen)
{
    struct bo_unit unit;
    int scale;
    for (size_t i = 0; i < sheet->measures.n; i++) {
        const struct bo_measure *measure = &sheet->measures.at[i];
        check_new_name(checking, seen, measure->place, measure->id);
        find_number(checking, measure->place, measure->over_id, &scale, &unit);
        if (sheet->balance_id == NULL) {
            bo_check_error(checking, measure->place, "missing-element", "a measure needs a <balance>");
        }
    }
}

static void check_periods(struct bo_checking *checking, const struct bo_sheet *sheet)
{
    struct bo_intern ids;
    bo_intern_init(&ids, &checking->scratch);
    size_t own = 0;
    for (size_t i = 0; i < sheet->periods.n; i++) {
        const struct bo_sheet_period *period = &sheet->periods.at[i];
        uint32_t number;
        own += strcmp(period->factor, "1") == 0;
        bo_check_value(checking, period->place, "the period", BO_CODE, 0, period->id);
        if (bo_intern_find(&ids, period->id, &number)) {
            bo_check_error(checking, period->place, "repeated-id", "the sheet has two periods '%s'", period->id);
        }
        bo_intern(&ids, period->id);
    }
    if (sheet->periods.n > 0 && own != 1) {
        bo_check_error(checking, sheet->place, "bad-periods", "one period of the sheet has the factor 1");
    }
}

static void check_help(struct bo_checking *checking, const struct bo_sheet *sheet)
{
    const struct bo_set *set = checking->set;
    for (size_t i = 0; i < sheet->help.n; i++) {
        const struct bo_help_item *item = &sheet->help.at[i];
        enum bo_kind kind;
        struct bo_unit unit;
        int scale;
        if (!find_value(set, item->value_id, &kind, &scale, &unit)) {
            bo_check_unknown(checking, item->place, "value", item->value_id);
            continue;
        }
        if (kind != BO_BOOLEAN) {
            bo_check_error(checking, item->place, "type-mismatch", "'%s' does not say yes or no", item->value_id);
        }
        if (!bo_check_within(set, set->sheet.entity, entity_of(set, item->value_id))) {
            bo_check_error(checking, item->place, "not-visible", "'%s' is not to be seen from the sheet's entity",
                           item->value_id);
        }
        if (item->worth_id != NULL) {
            find_number(checking, item->place, item->worth_id, &scale, &unit);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(sheet->help.at[k].value_id, item->value_id) == 0) {
                bo_check_error(checking, item->place, "repeated-id", "the help has two items of '%s'", item->value_id);
            }
        }
        bo_check_braces(checking, item->place, &item->text);
    }
}

static void check_sheet(struct bo_checking *checking, const struct bo_sheet *sheet)
{
    struct bo_intern seen;
    bo_intern_init(&seen, &checking->scratch);
    struct bo_unit common = BO_UNIT_ANY;
    for (size_t i = 0; i < sheet->groups.n; i++) {
        const struct bo_group *group = &sheet->groups.at[i];
        check_new_name(checking, &seen, group->place, group->id);
        for (size_t l = 0; l < group->lines.n; l++) {
            check_line(checking, &group->lines.at[l], &common);
        }
    }
    if (sheet->balance_id != NULL) {
        check_total(checking, sheet->plus_id);
        check_total(checking, sheet->minus_id);
    }
    check_measures(checking, sheet, &seen);
    check_periods(checking, sheet);
    check_help(checking, sheet);
}

/* Examples */

static void check_set(struct bo_checking *checking, const struct bo_set_value *set)
{
    const char *id = set->param_id != NULL ? set->param_id : set->scale_id;
    const struct bo_named *named = bo_set_find(checking->set, id);
    enum bo_element wanted = set->param_id != NULL ? BO_E_PARAM : BO_E_SCALE;
    if (named == NULL || named->element != wanted) {
        bo_check_unknown(checking, set->place, set->param_id != NULL ? "param" : "scale", id);
    } else if (wanted == BO_E_PARAM) {
        const struct bo_param *param = (const struct bo_param *)named;
        bo_check_value(checking, set->place, "the value", param->kind, (int)param->scale, set->value);
    } else {
        bo_check_bands(checking, set->place, set->bands.at, set->bands.n);
    }
}

static void check_expects(struct bo_checking *checking, const bo_expects *expects)
{
    for (size_t i = 0; i < expects->n; i++) {
        const struct bo_expect *expect = &expects->at[i];
        enum bo_kind kind;
        int scale;
        struct bo_unit unit;
        const struct bo_named *named = bo_set_find(checking->set, expect->id);
        if (strcmp(expect->value, "error") == 0) {
            if (named == NULL || named->element != BO_E_MESSAGE ||
                ((const struct bo_message *)named)->kind != BO_MESSAGE_ERROR) {
                bo_check_unknown(checking, expect->place, "message of the kind error", expect->id);
            }
        } else if (!find_value(checking->set, expect->id, &kind, &scale, &unit)) {
            bo_check_unknown(checking, expect->place, "value", expect->id);
        } else if (strcmp(expect->value, "not calculated") != 0 && strchr(expect->value, '/') == NULL) {
            bo_check_value(checking, expect->place, "the value", kind, BO_SCALE_EXACT, expect->value);
        }
    }
}

void bo_check_sheet(struct bo_checking *checking)
{
    const struct bo_set *set = checking->set;
    if (set->sheet.entity_id != NULL) {
        check_sheet(checking, &set->sheet);
    }
    for (size_t i = 0; i < set->examples.n; i++) {
        const struct bo_example *example = set->examples.at[i];
        for (size_t s = 0; s < example->sets.n; s++) {
            check_set(checking, &example->sets.at[s]);
        }
        check_expects(checking, &example->expects);
        for (size_t p = 0; p < example->periods.n; p++) {
            check_expects(checking, &example->periods.at[p].expects);
        }
        bo_check_told(checking, example);
    }
}
