/* The timeline's names, and the rules that stand in the place of others in it. */
#include "rules/check.h"

#include <string.h>

static const struct bo_rule *find_rule(struct bo_checking *checking, struct bo_place place, const char *id)
{
    const struct bo_named *named = bo_set_find(checking->set, id);
    if (named == NULL || named->element != BO_E_RULE) {
        bo_check_unknown(checking, place, "rule", id);
        return NULL;
    }
    return (const struct bo_rule *)named;
}

/* Money as such: no period, two decimals at most. */
static void check_money(struct bo_checking *checking, struct bo_place place, const struct bo_rule *rule)
{
    struct bo_set *set = checking->set;
    struct bo_unit currency;
    const char *unknown;
    if (rule->kind != BO_NUMBER || !bo_set_unit(set, set->currency, &currency, &unknown, &checking->scratch) ||
        !bo_unit_equal(&rule->unit, &currency)) {
        bo_check_error(checking, place, "other-unit", "'%s' is no amount in %s", rule->named.id, set->currency);
    } else if (rule->scale == BO_SCALE_EXACT || rule->scale > 2) {
        bo_check_error(checking, place, "too-fine", "an amount of the timeline has two decimals at most");
    }
}

static void check_total(struct bo_checking *checking, const struct bo_timeline_entry *entry)
{
    const struct bo_sheet *sheet = &checking->set->sheet;
    if (entry->total_id == NULL || sheet->balance_id == NULL) {
        return;
    }
    if (strcmp(entry->total_id, sheet->plus_id) != 0 && strcmp(entry->total_id, sheet->minus_id) != 0) {
        bo_check_error(checking, entry->place, "unknown-name", "'%s' is neither '%s' nor '%s' of the sheet's balance",
                       entry->total_id, sheet->plus_id, sheet->minus_id);
    }
}

static void check_entry(struct bo_checking *checking, const struct bo_timeline_entry *entry)
{
    const struct bo_set *set = checking->set;
    const struct bo_rule *when = entry->when_id != NULL ? find_rule(checking, entry->place, entry->when_id) : NULL;
    const struct bo_rule *amount =
        entry->amount_id != NULL ? find_rule(checking, entry->place, entry->amount_id) : NULL;
    const struct bo_rule *own = amount != NULL ? amount : when;
    if (when != NULL && when->kind != BO_BOOLEAN) {
        bo_check_error(checking, entry->place, "type-mismatch", "'%s' does not say yes or no", entry->when_id);
    }
    if (own != NULL && !bo_check_within(set, own->entity, set->sheet.entity) &&
        !bo_check_within(set, set->sheet.entity, own->entity)) {
        bo_check_error(checking, entry->place, "not-visible", "'%s' is neither inside nor around the sheet's entity",
                       own->named.id);
    }
    if (amount != NULL) {
        check_money(checking, entry->place, amount);
    }
    if (amount != NULL && when != NULL && !bo_check_within(set, amount->entity, when->entity)) {
        bo_check_error(checking, entry->place, "not-visible", "'%s' is not to be seen from '%s'", entry->when_id,
                       entry->amount_id);
    }
    if (entry->glance_id != NULL && bo_set_entry(set, entry->glance_id) == NULL) {
        bo_check_error(checking, entry->place, "unknown-name", "the timeline has no entry '%s'", entry->glance_id);
    }
    check_total(checking, entry);
    bo_check_braces(checking, entry->place, &entry->text);
}

static void check_replaced(struct bo_checking *checking, const struct bo_rule *rule)
{
    struct bo_set *set = checking->set;
    checking->element = &rule->named;
    const struct bo_rule *other = find_rule(checking, rule->replaces_place, rule->replaces);
    if (other != NULL &&
        (other == rule || other->replaces != NULL || other->entity != rule->entity || other->kind != rule->kind ||
         other->scale != rule->scale || (rule->kind == BO_NUMBER && !bo_unit_equal(&other->unit, &rule->unit)))) {
        bo_check_error(checking, rule->replaces_place, "bad-replacement",
                       "'%s' can stand in the place of an ordinary rule of its entity, type, unit and scale only",
                       rule->named.id);
    }
    for (size_t i = 0; i < rule->named.index; i++) {
        if (set->rules.at[i]->replaces != NULL && strcmp(set->rules.at[i]->replaces, rule->replaces) == 0) {
            bo_check_error(checking, rule->replaces_place, "repeated-id", "'%s' stands in the place of '%s' already",
                           set->rules.at[i]->named.id, rule->replaces);
        }
    }
    checking->element = NULL;
}

void bo_check_timeline(struct bo_checking *checking)
{
    const struct bo_set *set = checking->set;
    const struct bo_timeline *timeline = &set->timeline;
    for (size_t i = 0; i < set->rules.n; i++) {
        if (set->rules.at[i]->replaces != NULL) {
            check_replaced(checking, set->rules.at[i]);
        }
    }
    if (timeline->entries.n == 0) {
        return;
    }
    if (set->sheet.entity_id == NULL || set->sheet.balance_id == NULL) {
        bo_check_error(checking, timeline->place, "missing-element", "a timeline needs a sheet with a balance");
        return;
    }
    const struct bo_rule *balance = find_rule(checking, timeline->place, timeline->balance_id);
    if (balance != NULL) {
        check_money(checking, timeline->place, balance);
    }
    if (balance != NULL && balance->entity != set->sheet.entity) {
        bo_check_error(checking, timeline->place, "other-entity", "'%s' is not of the sheet's entity",
                       timeline->balance_id);
    }
    for (size_t i = 0; i < timeline->entries.n; i++) {
        check_entry(checking, &timeline->entries.at[i]);
    }
}
