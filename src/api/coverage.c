#include "api/coverage.h"
#include "api/describe.h"
#include "scenario/example.h"

#include <stdlib.h>
#include <string.h>

/* Dated entries of all kinds, in the order of the set. */
struct entry {
    const struct bo_named *named;
    const struct bo_dated *dated;
};
typedef BO_VEC(struct entry) entries;

static entries all_entries(struct bo_arena *arena, const struct bo_set *set)
{
    entries all = {0};
    for (size_t i = 0; i < set->params.n; i++) {
        for (size_t k = 0; k < set->params.at[i]->values.n; k++) {
            struct entry entry = {&set->params.at[i]->named, &set->params.at[i]->values.at[k].dated};
            BO_PUSH(arena, &all, entry);
        }
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        for (size_t k = 0; k < set->scales.at[i]->versions.n; k++) {
            struct entry entry = {&set->scales.at[i]->named, &set->scales.at[i]->versions.at[k].dated};
            BO_PUSH(arena, &all, entry);
        }
    }
    for (size_t i = 0; i < set->tables.n; i++) {
        for (size_t k = 0; k < set->tables.at[i]->blocks.n; k++) {
            struct entry entry = {&set->tables.at[i]->named, &set->tables.at[i]->blocks.at[k].dated};
            BO_PUSH(arena, &all, entry);
        }
    }
    return all;
}

size_t bo_coverage_values(const struct bo_set *set)
{
    size_t n = 0;
    for (size_t i = 0; i < set->params.n; i++) {
        n += set->params.at[i]->values.n;
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        n += set->scales.at[i]->versions.n;
    }
    for (size_t i = 0; i < set->tables.n; i++) {
        n += set->tables.at[i]->blocks.n;
    }
    return n;
}

size_t bo_coverage_rules(const struct bo_set *set)
{
    size_t n = 0;
    for (size_t i = 0; i < set->rules.n; i++) {
        n += !set->rules.at[i]->synthetic;
    }
    return n;
}

static void put_number(json_t *to, const char *key, size_t n)
{
    json_object_set_new(to, key, json_integer((json_int_t)n));
}

/* Values: law, confidence, age */

static void count_in(json_t *object, const char *key)
{
    json_object_set_new(object, key, json_integer(json_integer_value(json_object_get(object, key)) + 1));
}

static json_t *confidence(const entries *all)
{
    json_t *counts = json_object();
    for (char grade = 'A'; grade <= 'C'; grade++) {
        put_number(counts, (char[]){grade, '\0'}, 0);
    }
    put_number(counts, "none", 0);
    for (size_t i = 0; i < all->n; i++) {
        char grade = all->at[i].dated->confidence;
        count_in(counts, grade != 0 ? (char[]){grade, '\0'} : "none");
    }
    return counts;
}

/* The law of an entry: its own, else that of what it stands in. */
static bool is_cited(const struct entry *entry)
{
    bool cited = entry->dated->cite.source != NULL;
    for (size_t i = 0; i < entry->named->cites.n; i++) {
        cited |= entry->named->cites.at[i].role == BO_CITE_LAW && entry->named->cites.at[i].source != NULL;
    }
    return cited;
}

static int earlier_check(const void *a, const void *b)
{
    int64_t x = ((const struct entry *)a)->dated->checked, y = ((const struct entry *)b)->dated->checked;
    return (x > y) - (x < y); /* never checked (BO_DATE_NONE) comes first */
}

/* The days of the last check, the oldest first; those never checked before them, with the day null. */
static json_t *checks(struct bo_arena *arena, const entries *all)
{
    json_t *days = json_array(), *last = NULL;
    entries sorted = {0};
    for (size_t i = 0; i < all->n; i++) {
        BO_PUSH(arena, &sorted, all->at[i]);
    }
    if (sorted.n > 1) {
        qsort(sorted.at, sorted.n, sizeof *sorted.at, earlier_check);
    }
    for (size_t i = 0; i < sorted.n; i++) {
        int64_t day = sorted.at[i].dated->checked;
        if (i == 0 || day != sorted.at[i - 1].dated->checked) {
            last = json_object();
            json_object_set_new(last, "day", day != BO_DATE_NONE ? json_string(bo_date_text(arena, day)) : json_null());
            json_array_append_new(days, last);
        }
        count_in(last, "values");
    }
    return days;
}

static void put_values(struct bo_arena *arena, const entries *all, json_t *to)
{
    size_t cited = 0, dated = 0;
    for (size_t i = 0; i < all->n; i++) {
        cited += is_cited(&all->at[i]);
        dated += all->at[i].dated->from != BO_DATE_NONE;
    }
    put_number(to, "values", all->n);
    put_number(to, "values_cited", cited);
    put_number(to, "values_dated", dated);
    json_object_set_new(to, "confidence", confidence(all));
    json_object_set_new(to, "checked", checks(arena, all));
}

/* What stands in the rows of tables. */
static void put_tables(const struct bo_set *set, json_t *to)
{
    size_t held = 0, not_held = 0;
    for (size_t t = 0; t < set->tables.n; t++) {
        const struct bo_table *table = set->tables.at[t];
        for (size_t b = 0; b < table->blocks.n; b++) {
            const struct bo_rows *block = &table->blocks.at[b];
            for (size_t i = 0; i < block->rows.n * table->columns.n; i++) {
                size_t column = i % table->columns.n;
                bool figure = table->columns.at[column].kind != BO_FREE_TEXT;
                bool there = block->rows.at[i / table->columns.n].field[table->keys.n + column] != NULL;
                held += figure && there;
                not_held += figure && !there;
            }
        }
    }
    put_number(to, "table_figures", held);
    put_number(to, "table_figures_not_held", not_held);
}

/* Days: what holds on them, or why nothing does */

struct days {
    struct bo_arena *arena;
    const struct bo_set *set;
    json_t *gaps, *not_covered;
    BO_VEC(struct bo_gap) spans; /* of the element at hand: values and gaps */
};

static json_t *span(struct days *d, const struct bo_named *named, int64_t from, int64_t until)
{
    json_t *item = json_object();
    bo_put_text(item, "id", named->id);
    bo_put_text(item, "from", bo_date_text(d->arena, from));
    bo_put_text(item, "until", bo_date_text(d->arena, until));
    return item;
}

static void add_dated(struct days *d, const struct bo_dated *dated, const struct bo_dated *next)
{
    int64_t until = dated->until != BO_DATE_NONE ? dated->until : next != NULL ? next->from - 1 : BO_DATE_MOST;
    struct bo_gap holds = {.from = dated->from, .until = until};
    BO_PUSH(d->arena, &d->spans, holds);
}

/* The first day from `day` on for which nothing stands; *next: the next for which something does. */
static int64_t first_bare_day(const struct days *d, int64_t day, int64_t *next)
{
    for (size_t i = 0; i < d->spans.n; i++) {
        if (d->spans.at[i].from <= day && d->spans.at[i].until >= day) {
            day = d->spans.at[i].until + 1;
            i = SIZE_MAX; /* from the beginning again */
        }
    }
    *next = BO_DATE_MOST;
    for (size_t i = 0; i < d->spans.n; i++) {
        if (d->spans.at[i].from > day && d->spans.at[i].from < *next) {
            *next = d->spans.at[i].from;
        }
    }
    return day;
}

static void put_days(struct days *d, const struct bo_named *named, const struct bo_gap *gaps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        json_t *gap = span(d, named, gaps[i].from, gaps[i].until);
        bo_put_text(gap, "reason", bo_text_in(d->set, &gaps[i].reason, NULL));
        json_array_append_new(d->gaps, gap);
        BO_PUSH(d->arena, &d->spans, gaps[i]);
    }
    int64_t last = d->set->complete_until, next, day = first_bare_day(d, d->set->complete_from, &next);
    while (day <= last) {
        json_array_append_new(d->not_covered, span(d, named, day, next > last ? last : next - 1));
        day = first_bare_day(d, next, &next);
    }
    d->spans.n = 0;
}

static void put_all_days(struct bo_arena *arena, const struct bo_set *set, json_t *to)
{
    struct days d = {.arena = arena, .set = set, .gaps = json_array(), .not_covered = json_array()};
    for (size_t i = 0; i < set->params.n; i++) {
        const struct bo_param *param = set->params.at[i];
        for (size_t k = 0; k < param->values.n; k++) {
            add_dated(&d, &param->values.at[k].dated, k + 1 < param->values.n ? &param->values.at[k + 1].dated : NULL);
        }
        put_days(&d, &param->named, param->gaps.at, param->gaps.n);
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        const struct bo_scale *scale = set->scales.at[i];
        for (size_t k = 0; k < scale->versions.n; k++) {
            add_dated(&d, &scale->versions.at[k].dated,
                      k + 1 < scale->versions.n ? &scale->versions.at[k + 1].dated : NULL);
        }
        put_days(&d, &scale->named, scale->gaps.at, scale->gaps.n);
    }
    for (size_t i = 0; i < set->tables.n; i++) { /* rows hold on beside those that begin later */
        const struct bo_table *table = set->tables.at[i];
        for (size_t k = 0; k < table->blocks.n; k++) {
            add_dated(&d, &table->blocks.at[k].dated, NULL);
        }
        put_days(&d, &table->named, table->gaps.at, table->gaps.n);
    }
    json_object_set_new(to, "gaps", d.gaps);
    json_object_set_new(to, "not_covered", d.not_covered);
}

/* Rules and what examples make of them; totals of the sheet are not counted */

static bool *expected_rules(struct bo_arena *arena, const struct bo_set *set)
{
    bool *named = bo_alloc_array(arena, set->rules.n, sizeof *named);
    for (size_t r = 0; r < set->rules.n; r++) {
        for (size_t i = 0; i < set->examples.n && !named[r]; i++) {
            named[r] = bo_example_names(set, set->examples.at[i], set->rules.at[r]->named.id);
        }
    }
    return named;
}

/* Of each law file with rules: how many of its rules and branches examples reach. */
static json_t *laws(const struct bo_set *set, const struct bo_branches *branches)
{
    json_t *list = json_array();
    for (size_t l = 0; l < set->laws.n; l++) {
        const struct bo_law *law = set->laws.at[l];
        size_t rules = 0, reached = 0, all = 0, taken = 0;
        for (size_t i = 0; i < set->rules.n; i++) {
            bool counts = set->rules.at[i]->named.law == law && !set->rules.at[i]->synthetic;
            rules += counts;
            reached += counts && branches->reached[i];
        }
        for (size_t i = 0; i < branches->all.n; i++) {
            const struct bo_branching *branching = &branches->all.at[i];
            for (uint32_t way = 0; branching->named->law == law && way < branching->n; way++) {
                all++;
                taken += branching->taken[way] > 0;
            }
        }
        if (rules > 0) {
            json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:I, s:I}", "id", law->id, "rules",
                                                  (json_int_t)rules, "rules_reached", (json_int_t)reached, "branches",
                                                  (json_int_t)all, "branches_taken", (json_int_t)taken));
        }
    }
    return list;
}

/* The branches that no example takes; *complete: by rule, whether all of its were. */
static void put_branches(struct bo_arena *arena, const struct bo_set *set, const struct bo_branches *branches,
                         bool *complete, json_t *to)
{
    json_t *not_taken = json_array();
    size_t all = 0, taken = 0;
    for (size_t i = 0; i < branches->all.n; i++) {
        const struct bo_branching *branching = &branches->all.at[i];
        for (uint32_t way = 0; way < branching->n; way++) {
            all++;
            taken += branching->taken[way] > 0;
            if (branching->taken[way] > 0) {
                continue;
            }
            if (branching->named->element == BO_E_RULE) {
                complete[branching->named->index] = false;
            }
            struct bo_place place = bo_branch_place(branching, way);
            json_array_append_new(not_taken, json_pack("{s:s, s:s, s:i, s:i, s:s}", "id", branching->named->id, "file",
                                                       branching->named->law->file, "line", place.line, "column",
                                                       place.column, "branch", bo_branch_words(arena, branching, way)));
        }
    }
    put_number(to, "branches", all);
    put_number(to, "branches_taken", taken);
    json_object_set_new(to, "laws", laws(set, branches));
    json_object_set_new(to, "branches_not_taken", not_taken);
}

static void put_rules(struct bo_arena *arena, const struct bo_set *set, const struct bo_branches *branches, json_t *to)
{
    bool *named = expected_rules(arena, set), *complete = bo_alloc_array(arena, set->rules.n, sizeof *complete);
    json_t *without = json_array(), *unverified = json_array();
    size_t with = 0, reached = 0, whole = 0, verified = 0;
    for (size_t i = 0; i < set->rules.n; i++) {
        complete[i] = branches->reached[i];
    }
    put_branches(arena, set, branches, complete, to);
    for (size_t i = 0; i < set->rules.n; i++) {
        const struct bo_rule *rule = set->rules.at[i];
        if (rule->synthetic) {
            continue;
        }
        with += named[i];
        reached += branches->reached[i];
        whole += complete[i];
        verified += !rule->named.unverified;
        if (!branches->reached[i]) {
            json_array_append_new(without, json_string(rule->named.id));
        }
    }
    for (size_t i = 0; i < set->by_name.n; i++) {
        if (set->by_name.at[i]->unverified) {
            json_array_append_new(unverified, json_string(set->by_name.at[i]->id));
        }
    }
    put_number(to, "rules", bo_coverage_rules(set));
    put_number(to, "rules_verified", verified);
    put_number(to, "rules_with_example", with);
    put_number(to, "rules_reached", reached);
    put_number(to, "rules_with_every_branch", whole);
    json_object_set_new(to, "rules_without_example", without);
    json_object_set_new(to, "not_verified", unverified);
}

enum bo_status bo_coverage(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications,
                           struct bo_diags *diags, json_t **coverage)
{
    struct bo_branches branches;
    struct bo_example_result *results;
    size_t n;
    bo_branches_init(&branches, arena, set);
    branches.once = true;
    enum bo_status status = bo_examples_run(arena, set, NULL, 0, &branches, &results, &n, diags, NULL, NULL);
    if (status != BO_OK) {
        return status;
    }
    entries all = all_entries(arena, set);
    *coverage = json_object();
    put_values(arena, &all, *coverage);
    put_tables(set, *coverage);
    put_all_days(arena, set, *coverage);
    put_rules(arena, set, &branches, *coverage);
    json_object_set_new(*coverage, "published", bo_coverage_published(arena, set, publications));
    return BO_OK;
}
