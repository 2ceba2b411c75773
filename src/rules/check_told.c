/* What examples say of money by date: names of entries, amounts. */
#include "rules/check.h"

#include "base/text.h"
#include <string.h>

static const struct bo_timeline_entry *find_entry(struct bo_checking *checking, struct bo_place place, const char *id)
{
    const struct bo_timeline *timeline = &checking->set->timeline;
    const struct bo_timeline_entry *entry = bo_set_entry(checking->set, id);
    if (entry == NULL) {
        const char **ids = bo_alloc_array(&checking->scratch, timeline->entries.n, sizeof *ids);
        for (size_t i = 0; i < timeline->entries.n; i++) {
            ids[i] = timeline->entries.at[i].id;
        }
        const char *near = bo_nearest(id, ids, timeline->entries.n);
        bo_check_error(checking, place, "unknown-name", "the timeline has no entry '%s'%s%s%s", id,
                       near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : "");
    }
    return entry;
}

static bool check_amount(struct bo_checking *checking, struct bo_place place, const char *amount)
{
    return amount == NULL || bo_check_value(checking, place, "the amount", BO_NUMBER, 2, amount);
}

static void check_entry(struct bo_checking *checking, const struct bo_example_entry *told)
{
    const struct bo_timeline_entry *entry = find_entry(checking, told->place, told->id);
    if (entry == NULL || (told->amount != NULL && strcmp(told->amount, "not calculated") == 0)) {
        return;
    }
    bool nothing = told->amount == NULL || strspn(told->amount, "0.") == strlen(told->amount);
    if (entry->amount_id != NULL && told->amount == NULL) {
        bo_check_error(checking, told->place, "empty-element", "<entry> is empty, and '%s' has an amount", told->id);
    } else if (entry->amount_id == NULL && !nothing) {
        bo_check_error(checking, told->place, "bad-value", "'%s' is an event and moves no money", told->id);
    } else {
        check_amount(checking, told->place, told->amount);
    }
}

static void check_sums(struct bo_checking *checking, const struct bo_example_month *month)
{
    check_amount(checking, month->place, month->income);
    check_amount(checking, month->place, month->costs);
    check_amount(checking, month->place, month->left_over);
}

void bo_check_told(struct bo_checking *checking, const struct bo_example *example)
{
    const struct bo_example_timeline *told = &example->told;
    if (told->months == 0) {
        return;
    }
    if (checking->set->timeline.entries.n == 0) {
        bo_check_error(checking, told->place, "no-timeline", "the set says nothing of money by date");
        return;
    }
    for (size_t i = 0; i < told->entries.n; i++) {
        check_entry(checking, &told->entries.at[i]);
    }
    for (size_t i = 0; i < told->claims.n; i++) {
        for (size_t k = 0; k < told->claims.at[i].ids.n; k++) {
            find_entry(checking, told->claims.at[i].place, told->claims.at[i].ids.at[k]);
        }
    }
    for (size_t i = 0; i < told->sums.n; i++) {
        check_sums(checking, &told->sums.at[i]);
    }
    for (size_t i = 0; i < told->lowest.n; i++) {
        check_amount(checking, told->lowest.at[i].place, told->lowest.at[i].amount);
    }
    for (size_t i = 0; i < told->ends.n; i++) {
        check_amount(checking, told->ends.at[i].place, told->ends.at[i].amount);
    }
}
