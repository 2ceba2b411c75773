#include "api/coverage.h"
#include "api/describe.h"
#include "api/tabular.h"

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

static void count_in(json_t *object, const char *key)
{
    json_object_set_new(object, key, json_integer(json_integer_value(json_object_get(object, key)) + 1));
}

static json_t *confidence(const entries *all)
{
    json_t *counts = json_object();
    for (char grade = 'A'; grade <= 'C'; grade++) {
        json_object_set_new(counts, (char[]){grade, '\0'}, json_integer(0));
    }
    json_object_set_new(counts, "none", json_integer(0));
    for (size_t i = 0; i < all->n; i++) {
        char grade = all->at[i].dated->confidence;
        count_in(counts, grade != 0 ? (char[]){grade, '\0'} : "none");
    }
    return counts;
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

static void add_gaps(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named,
                     const struct bo_gap *gaps, size_t n, json_t *to)
{
    for (size_t i = 0; i < n; i++) {
        json_t *gap = json_object();
        bo_put_text(gap, "id", named->id);
        bo_put_text(gap, "from", bo_date_text(arena, gaps[i].from));
        bo_put_text(gap, "until", bo_date_text(arena, gaps[i].until));
        bo_put_text(gap, "reason", bo_text_in(set, &gaps[i].reason, NULL));
        json_array_append_new(to, gap);
    }
}

static json_t *all_gaps(struct bo_arena *arena, const struct bo_set *set)
{
    json_t *list = json_array();
    for (size_t i = 0; i < set->params.n; i++) {
        const struct bo_param *param = set->params.at[i];
        add_gaps(arena, set, &param->named, param->gaps.at, param->gaps.n, list);
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        const struct bo_scale *scale = set->scales.at[i];
        add_gaps(arena, set, &scale->named, scale->gaps.at, scale->gaps.n, list);
    }
    for (size_t i = 0; i < set->tables.n; i++) {
        const struct bo_table *table = set->tables.at[i];
        add_gaps(arena, set, &table->named, table->gaps.at, table->gaps.n, list);
    }
    return list;
}

static void mark_expected(const struct bo_set *set, const bo_expects *expects, bool *named)
{
    for (size_t i = 0; i < expects->n; i++) {
        const struct bo_named *found = bo_set_find(set, expects->at[i].id);
        if (found != NULL && found->element == BO_E_RULE) {
            named[found->index] = true;
        }
    }
}

/* Rules that an example names; totals of the sheet are not counted. */
static void put_rules(struct bo_arena *arena, const struct bo_set *set, json_t *to)
{
    bool *named = bo_alloc_array(arena, set->rules.n, sizeof *named);
    json_t *without = json_array(), *unverified = json_array();
    json_int_t rules = 0, with = 0;
    for (size_t i = 0; i < set->examples.n; i++) {
        const struct bo_example *example = set->examples.at[i];
        mark_expected(set, &example->expects, named);
        for (size_t p = 0; p < example->periods.n; p++) {
            mark_expected(set, &example->periods.at[p].expects, named);
        }
    }
    for (size_t i = 0; i < set->rules.n; i++) {
        if (set->rules.at[i]->synthetic) {
            continue;
        }
        rules++;
        with += named[i];
        if (!named[i]) {
            json_array_append_new(without, json_string(set->rules.at[i]->named.id));
        }
    }
    for (size_t i = 0; i < set->by_name.n; i++) {
        if (set->by_name.at[i]->unverified) {
            json_array_append_new(unverified, json_string(set->by_name.at[i]->id));
        }
    }
    json_object_set_new(to, "rules", json_integer(rules));
    json_object_set_new(to, "rules_with_example", json_integer(with));
    json_object_set_new(to, "rules_without_example", without);
    json_object_set_new(to, "not_verified", unverified);
}

json_t *bo_coverage(struct bo_arena *arena, const struct bo_set *set)
{
    entries all = all_entries(arena, set);
    json_t *coverage = json_object();
    json_object_set_new(coverage, "values", json_integer((json_int_t)all.n));
    json_object_set_new(coverage, "confidence", confidence(&all));
    json_object_set_new(coverage, "checked", checks(arena, &all));
    json_object_set_new(coverage, "gaps", all_gaps(arena, set));
    put_rules(arena, set, coverage);
    return coverage;
}

/* As text */

static json_int_t number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* "12.5 %", to the nearest tenth */
static const char *share(struct bo_arena *arena, json_int_t part, json_int_t whole)
{
    json_int_t tenths = whole > 0 ? (part * 2000 + whole) / (whole * 2) : 0;
    return bo_printf(arena, "%" JSON_INTEGER_FORMAT ".%d %%", tenths / 10, (int)(tenths % 10));
}

static void put_names(struct bo_buf *to, const char *words, const json_t *names)
{
    enum { WIDTH = 100 };
    size_t i, column = 0;
    const json_t *name;
    if (json_array_size(names) > 0) {
        bo_buf_printf(to, "  %s\n", words);
    }
    json_array_foreach(names, i, name) {
        bool last = i + 1 == json_array_size(names);
        size_t n = json_string_length(name) + 2;
        bool breaks = column == 0 || column + n > WIDTH;
        bo_buf_printf(to, "%s%s%s", breaks ? (column == 0 ? "    " : "\n    ") : " ", json_string_value(name),
                      last ? "\n" : ",");
        column = breaks ? 4 + n : column + n;
    }
}

const char *bo_coverage_text(struct bo_arena *arena, const json_t *coverage)
{
    struct bo_tabular table = {.arena = arena};
    struct bo_buf text;
    const json_t *counts = json_object_get(coverage, "confidence"), *item;
    json_int_t values = number(coverage, "values"), rules = number(coverage, "rules");
    json_int_t with = number(coverage, "rules_with_example");
    const char *grade;
    size_t i;
    bo_buf_init(&text);
    bo_tabular_add(&table, "values", bo_times(arena, (size_t)values, "dated value"), NULL);
    json_object_foreach((json_t *)(uintptr_t)counts, grade, item) {
        json_int_t n = json_integer_value(item);
        if (n > 0) {
            const char *words = strcmp(grade, "none") == 0 ? "no confidence" : bo_printf(arena, "confidence %s", grade);
            bo_tabular_add(&table, words, bo_times(arena, (size_t)n, "value"), share(arena, n, values), NULL);
        }
    }
    json_array_foreach(json_object_get(coverage, "checked"), i, item) {
        const char *day = json_string_value(json_object_get(item, "day"));
        bo_tabular_add(&table, day != NULL ? bo_printf(arena, "not checked since %s", day) : "never checked",
                       bo_times(arena, (size_t)number(item, "values"), "value"), NULL);
    }
    bo_tabular_add(&table, "rules in examples",
                   bo_printf(arena, "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT, with, rules),
                   share(arena, with, rules), NULL);
    bo_tabular_print(&table, "  ", &text);
    json_array_foreach(json_object_get(coverage, "gaps"), i, item) {
        bo_tabular_add(&table, json_string_value(json_object_get(item, "id")),
                       bo_printf(arena, "%s to %s", json_string_value(json_object_get(item, "from")),
                                 json_string_value(json_object_get(item, "until"))),
                       json_string_value(json_object_get(item, "reason")), NULL);
    }
    if (table.lines.n > 0) {
        bo_buf_puts(&text, "  declared gaps\n");
        bo_tabular_print(&table, "    ", &text);
    }
    put_names(&text, "in no example", json_object_get(coverage, "rules_without_example"));
    put_names(&text, "law not seen", json_object_get(coverage, "not_verified"));
    const char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}
