/* Coverage as lines for people. */
#include "api/coverage.h"
#include "api/tabular.h"

#include <string.h>

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

static void add_share(struct bo_tabular *table, const char *words, const json_t *coverage, const char *part,
                      const char *whole)
{
    json_int_t n = number(coverage, part), of = number(coverage, whole);
    bo_tabular_add(table, words, bo_printf(table->arena, "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT, n, of),
                   share(table->arena, n, of), NULL);
}

static void add_values(struct bo_tabular *table, const json_t *coverage)
{
    struct bo_arena *arena = table->arena;
    const json_t *counts = json_object_get(coverage, "confidence"), *item;
    json_int_t values = number(coverage, "values");
    const char *grade;
    size_t i;
    bo_tabular_add(table, "values", bo_times(arena, (size_t)values, "dated value"), NULL);
    add_share(table, "with their law", coverage, "values_cited", "values");
    add_share(table, "with a first day", coverage, "values_dated", "values");
    json_object_foreach((json_t *)(uintptr_t)counts, grade, item) {
        json_int_t n = json_integer_value(item);
        if (n > 0) {
            const char *words = strcmp(grade, "none") == 0 ? "no confidence" : bo_printf(arena, "confidence %s", grade);
            bo_tabular_add(table, words, bo_times(arena, (size_t)n, "value"), share(arena, n, values), NULL);
        }
    }
    json_array_foreach(json_object_get(coverage, "checked"), i, item) {
        const char *day = json_string_value(json_object_get(item, "day"));
        bo_tabular_add(table, day != NULL ? bo_printf(arena, "not checked since %s", day) : "never checked",
                       bo_times(arena, (size_t)number(item, "values"), "value"), NULL);
    }
    bo_tabular_add(table, "figures in tables", bo_times(arena, (size_t)number(coverage, "table_figures"), "figure"),
                   bo_printf(arena, "%" JSON_INTEGER_FORMAT " not held", number(coverage, "table_figures_not_held")),
                   NULL);
    size_t bare = json_array_size(json_object_get(coverage, "not_covered"));
    bo_tabular_add(table, "days without value or gap", bare > 0 ? bo_times(arena, bare, "stretch") : "none", NULL);
}

static void put_spans(struct bo_tabular *table, const char *words, const json_t *list, struct bo_buf *to)
{
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item) {
        bo_tabular_add(table, json_string_value(json_object_get(item, "id")),
                       bo_printf(table->arena, "%s to %s", json_string_value(json_object_get(item, "from")),
                                 json_string_value(json_object_get(item, "until"))),
                       json_string_value(json_object_get(item, "reason")), NULL);
    }
    if (table->lines.n > 0) {
        bo_buf_printf(to, "  %s\n", words);
        bo_tabular_print(table, "    ", to);
    }
}

static void put_laws(struct bo_tabular *table, const json_t *list, struct bo_buf *to)
{
    struct bo_arena *arena = table->arena;
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item) {
        json_int_t branches = number(item, "branches"), taken = number(item, "branches_taken");
        bo_tabular_add(table, json_string_value(json_object_get(item, "id")),
                       bo_printf(arena, "%" JSON_INTEGER_FORMAT " of %s reached", number(item, "rules_reached"),
                                 bo_times(arena, (size_t)number(item, "rules"), "rule")),
                       bo_printf(arena, "%" JSON_INTEGER_FORMAT " of %" JSON_INTEGER_FORMAT " %s taken", taken,
                                 branches, branches == 1 ? "branch" : "branches"),
                       branches > 0 ? share(arena, taken, branches) : "", NULL);
    }
    if (table->lines.n > 0) {
        bo_buf_puts(to, "  laws and their examples\n");
        bo_tabular_print(table, "    ", to);
    }
}

static void put_branches(struct bo_tabular *table, const json_t *list, struct bo_buf *to)
{
    enum { BRANCH_MAX = 120 };
    const char *before = "";
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item) {
        const char *id = json_string_value(json_object_get(item, "id"));
        const char *branch = json_string_value(json_object_get(item, "branch"));
        bo_tabular_add(table, strcmp(id, before) != 0 ? id : "", bo_utf8_line(table->arena, branch, BRANCH_MAX), NULL);
        before = id;
    }
    if (table->lines.n > 0) {
        bo_buf_puts(to, "  branches that no example takes\n");
        bo_tabular_print(table, "    ", to);
    }
}

/* Where the figures are published; nothing of a set that does not say. */
static void put_published(struct bo_tabular *table, const json_t *published, struct bo_buf *to)
{
    const json_t *money = json_object_get(published, "money"), *shares = json_object_get(published, "shares"), *item;
    size_t i;
    if (number(published, "publications") == 0) {
        return;
    }
    bo_tabular_add(table, "publications",
                   bo_times(table->arena, (size_t)number(published, "publications"), "publication"), NULL);
    add_share(table, "bindings whose words were seen", published, "bindings_seen", "bindings");
    add_share(table, "money bound to its law", money, "by_law", "figures");
    add_share(table, "money bound, or declared why not", money, "accounted_for", "figures");
    add_share(table, "money with a second witness", money, "by_two", "figures");
    add_share(table, "money with a calendar", money, "with_calendar", "figures");
    add_share(table, "percentages bound to their law", shares, "by_law", "figures");
    add_share(table, "percentages with a second witness", shares, "by_two", "figures");
    bo_buf_puts(to, "  where figures are published\n");
    bo_tabular_print(table, "    ", to);
    json_array_foreach(json_object_get(published, "laws"), i, item) {
        json_int_t all = number(item, "figures");
        json_int_t by_two = number(item, "by_two"), declared = number(item, "declared");
        const char *bound = share(table->arena, number(item, "by_law"), all);
        const char *together = share(table->arena, number(item, "accounted_for"), all);
        bo_tabular_add(table, json_string_value(json_object_get(item, "id")),
                       bo_printf(table->arena, "%" JSON_INTEGER_FORMAT " of %s bound to law", number(item, "by_law"),
                                 bo_times(table->arena, (size_t)all, "figure")),
                       bo_printf(table->arena, "%" JSON_INTEGER_FORMAT " with a second witness", by_two), bound,
                       declared == 0 ? ""
                                     : bo_printf(table->arena, "%" JSON_INTEGER_FORMAT " declared, together %s",
                                                 declared, together),
                       NULL);
    }
    bo_buf_puts(to, "  laws and where their money is published\n");
    bo_tabular_print(table, "    ", to);
    put_names(to, "not bound to a law", json_object_get(published, "not_bound"));
    json_array_foreach(json_object_get(published, "declared"), i, item) {
        const char *publisher = json_string_value(json_object_get(item, "publisher"));
        const char *reason = json_string_value(json_object_get(item, "reason"));
        bo_tabular_add(table, json_string_value(json_object_get(item, "id")),
                       publisher != NULL ? bo_printf(table->arena, "%s (%s)", reason, publisher) : reason, NULL);
    }
    if (table->lines.n > 0) {
        bo_buf_puts(to, "  figures of which no law says a number\n");
        bo_tabular_print(table, "    ", to);
    }
}

const char *bo_coverage_text(struct bo_arena *arena, const json_t *coverage)
{
    struct bo_tabular table = {.arena = arena};
    struct bo_buf text;
    bo_buf_init(&text);
    add_values(&table, coverage);
    add_share(&table, "rules whose law was seen", coverage, "rules_verified", "rules");
    add_share(&table, "rules that examples name", coverage, "rules_with_example", "rules");
    add_share(&table, "rules that examples reach", coverage, "rules_reached", "rules");
    add_share(&table, "branches that examples take", coverage, "branches_taken", "branches");
    add_share(&table, "rules with every branch taken", coverage, "rules_with_every_branch", "rules");
    bo_tabular_print(&table, "  ", &text);
    put_laws(&table, json_object_get(coverage, "laws"), &text);
    put_spans(&table, "declared gaps", json_object_get(coverage, "gaps"), &text);
    put_spans(&table, "no value and no gap", json_object_get(coverage, "not_covered"), &text);
    put_names(&text, "rules that no example reaches", json_object_get(coverage, "rules_without_example"));
    put_branches(&table, json_object_get(coverage, "branches_not_taken"), &text);
    put_published(&table, json_object_get(coverage, "published"), &text);
    put_names(&text, "law not seen", json_object_get(coverage, "not_verified"));
    const char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}
