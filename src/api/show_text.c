#include "api/columns.h"
#include "api/show.h"

#include <string.h>

struct showing {
    struct bo_arena *arena;
    struct bo_buf text;
    struct bo_columns columns;
};

/* A text of an object, NULL when it has none; numbers as text. */
static const char *get(struct showing *s, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? bo_printf(s->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value))
                                  : json_string_value(value);
}

/* The same, "" when there is none. */
static const char *cell(struct showing *s, const json_t *object, const char *key)
{
    const char *text = get(s, object, key);
    return text != NULL ? text : "";
}

static bool is_false(const json_t *object, const char *key)
{
    return json_is_false(json_object_get(object, key));
}

static void heading(struct showing *s, const char *words)
{
    bo_buf_printf(&s->text, "\n%s\n", words);
}

static void flush(struct showing *s)
{
    bo_columns_print(&s->columns, "  ", &s->text);
}

/* "SI 2013/376 reg 36(1), text not seen"; "" when there is none. */
static const char *law(struct showing *s, const json_t *cite)
{
    return bo_printf(s->arena, "%s%s", cell(s, cite, "text"), is_false(cite, "verified") ? " (text not seen)" : "");
}

static void show_head(struct showing *s, const json_t *d)
{
    const char *label = get(s, d, "label"), *unit = get(s, d, "unit"), *text = get(s, d, "text");
    const char *type = get(s, d, "type"), *scale = get(s, d, "scale"), *kind = get(s, d, "kind");
    const json_t *rules = json_object_get(d, "rules"), *file = json_object_get(d, "law");
    bo_buf_printf(&s->text, "%s%s%s\n", cell(s, d, "id"), label != NULL ? ": " : "", label != NULL ? label : "");
    if (text != NULL) {
        bo_buf_printf(&s->text, "%s\n", text);
    }
    bo_columns_add(&s->columns, "what",
                   bo_printf(s->arena, "%s%s%s%s", cell(s, d, "element"), kind != NULL ? ", " : "",
                             kind != NULL ? kind : "",
                             json_is_true(json_object_get(d, "of_the_sheet")) ? ", made from the sheet" : ""),
                   NULL);
    static const struct {
        const char *key, *words;
    } rows[] = {{"entity", "of each"}, {"field", "field"}, {"in", "inside"}, {"members", "members"}, {"most", "at most"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (get(s, d, rows[i].key) != NULL) {
            bo_columns_add(&s->columns, rows[i].words, get(s, d, rows[i].key), NULL);
        }
    }
    if (type != NULL || unit != NULL) {
        const char *decimals = scale == NULL                  ? ""
                               : strcmp(scale, "exact") == 0  ? ", exact"
                               : strcmp(scale, "1") == 0      ? ", 1 decimal"
                                                              : bo_printf(s->arena, ", %s decimals", scale);
        bo_columns_add(&s->columns, "type",
                       bo_printf(s->arena, "%s%s%s%s", type != NULL ? type : "number", unit != NULL ? " in " : "",
                                 unit != NULL ? unit : "", decimals),
                       NULL);
    }
    static const struct {
        const char *key, *words;
    } more[] = {{"min", "least"}, {"max", "most"}, {"default", "default"}, {"initial", "at first"},
                {"back", "goes back"}, {"by", "by day"}, {"options_from", "options"}};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        const char *value = get(s, d, more[i].key);
        if (value != NULL) {
            bo_columns_add(&s->columns, more[i].words,
                           strcmp(more[i].key, "options_from") == 0
                               ? bo_printf(s->arena, "the keys of the table %s", value)
                               : value,
                           NULL);
        }
    }
    bo_columns_add(&s->columns, "rule set", bo_printf(s->arena, "%s %s", cell(s, rules, "id"), cell(s, rules, "version")),
                   NULL);
    if (file != NULL) {
        bo_columns_add(&s->columns, "in", bo_printf(s->arena, "%s (%s)", cell(s, file, "title"), cell(s, file, "id")),
                       NULL);
    }
    if (get(s, d, "file") != NULL) {
        bo_columns_add(&s->columns, "file", bo_printf(s->arena, "%s:%s", cell(s, d, "file"), cell(s, d, "line")), NULL);
    }
    if (is_false(d, "verified")) {
        bo_columns_add(&s->columns, "verified", "no: the text of the law was not seen", NULL);
    }
    flush(s);
}

static void show_law(struct showing *s, const json_t *d)
{
    const json_t *cites = json_object_get(d, "cite"), *cite;
    size_t i;
    if (json_array_size(cites) > 0) {
        heading(s, "Law");
    }
    json_array_foreach(cites, i, cite) {
        bo_columns_add(&s->columns, law(s, cite), cell(s, cite, "role"), cell(s, cite, "title"), cell(s, cite, "href"),
                       NULL);
    }
    flush(s);
}

static void show_input(struct showing *s, const json_t *d)
{
    static const struct {
        const char *key, *words;
    } rows[] = {{"question", "Question"}, {"help", "Help"}, {"assume", "If it is not given"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (get(s, d, rows[i].key) != NULL) {
            heading(s, rows[i].words);
            bo_buf_printf(&s->text, "  %s\n", get(s, d, rows[i].key));
        }
    }
    const json_t *options = json_object_get(d, "options"), *pers = json_object_get(d, "periods"), *item;
    size_t i;
    if (json_array_size(options) + json_array_size(pers) > 0) {
        heading(s, json_array_size(pers) > 0 ? "Periods" : "Options");
    }
    json_array_foreach(options, i, item) {
        bo_columns_add(&s->columns, cell(s, item, "value"), cell(s, item, "label"), NULL);
    }
    json_array_foreach(pers, i, item) {
        bo_columns_add(&s->columns, json_string_value(item), NULL);
    }
    flush(s);
}

/* What a dated value says besides its value: status when it is not yet law, in force, known, law, note. */
static const char *remarks(struct showing *s, const json_t *value)
{
    const char *status = cell(s, value, "status"), *text = strcmp(status, "made") != 0 ? status : "";
    static const struct {
        const char *key, *words;
    } rows[] = {{"in_force", "in force "}, {"known", "known "}, {"note", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *more = get(s, value, rows[i].key);
        if (more != NULL) {
            text = bo_printf(s->arena, "%s%s%s%s", text, *text != '\0' ? "; " : "", rows[i].words, more);
        }
    }
    return text;
}

static void show_dated_head(struct showing *s)
{
    bo_columns_add(&s->columns, "from", "until", "value", "confidence", "checked", "law", NULL);
}

static void show_dated(struct showing *s, const json_t *value, const char *what)
{
    bo_columns_add(&s->columns, cell(s, value, "from"), cell(s, value, "until"), what, cell(s, value, "confidence"),
                   cell(s, value, "checked"), law(s, json_object_get(value, "cite")), remarks(s, value), NULL);
}

static void show_bands(struct showing *s, const json_t *bands)
{
    const json_t *band;
    const char *from = "0";
    size_t i;
    json_array_foreach(bands, i, band) {
        const char *to = get(s, band, "to");
        bo_columns_add(&s->columns, from, to != NULL ? bo_printf(s->arena, "to %s", to) : "and above",
                       cell(s, band, "rate"), NULL);
        from = to != NULL ? to : from;
    }
    bo_columns_print(&s->columns, "    ", &s->text);
}

static void show_rows(struct showing *s, const json_t *d, const json_t *rows)
{
    const char *cells[BO_COLUMNS_MAX];
    const json_t *names[] = {json_object_get(d, "keys"), json_object_get(d, "columns")}, *row, *name, *field;
    size_t n = 0, i, f;
    for (size_t k = 0; k < 2; k++) {
        json_array_foreach(names[k], i, name) {
            cells[n < BO_COLUMNS_MAX ? n++ : n - 1] = json_string_value(name);
        }
    }
    bo_columns_add_cells(&s->columns, cells, n);
    json_array_foreach(rows, i, row) {
        n = 0;
        json_array_foreach(row, f, field) {
            if (n < BO_COLUMNS_MAX) {
                cells[n++] = json_is_string(field) ? json_string_value(field) : "-";
            }
        }
        bo_columns_add_cells(&s->columns, cells, n);
    }
    bo_columns_print(&s->columns, "    ", &s->text);
}

static void show_values(struct showing *s, const json_t *d)
{
    const json_t *values = json_object_get(d, "values"), *gaps = json_object_get(d, "gaps"), *item;
    bool plain = json_object_get(json_array_get(values, 0), "value") != NULL;
    size_t i;
    if (json_array_size(values) > 0) {
        heading(s, "Values");
        show_dated_head(s);
    }
    json_array_foreach(values, i, item) {
        const json_t *rows = json_object_get(item, "rows"), *bands = json_object_get(item, "bands");
        show_dated(s, item, plain ? cell(s, item, "value") : "");
        if (!plain) { /* the times, then what holds in them */
            flush(s);
        }
        if (rows != NULL) {
            show_rows(s, d, rows);
        } else if (bands != NULL) {
            show_bands(s, bands);
        }
    }
    flush(s);
    if (json_array_size(gaps) > 0) {
        heading(s, "Not known");
    }
    json_array_foreach(gaps, i, item) {
        bo_columns_add(&s->columns, cell(s, item, "from"), cell(s, item, "until"), cell(s, item, "reason"), NULL);
    }
    flush(s);
}

static void show_formula(struct showing *s, const json_t *d)
{
    const json_t *lets = json_object_get(d, "lets"), *cases = json_object_get(d, "choose"), *arguments, *item;
    const char *formula = get(s, d, "formula");
    size_t i;
    arguments = json_object_get(d, "arguments");
    if (json_array_size(arguments) > 0) {
        heading(s, "Arguments");
    }
    json_array_foreach(arguments, i, item) {
        bo_columns_add(&s->columns, cell(s, item, "id"), cell(s, item, "type"), cell(s, item, "unit"), NULL);
    }
    flush(s);
    if (formula != NULL || cases != NULL) {
        heading(s, get(s, d, "kind") != NULL ? "When" : "Formula");
    }
    json_array_foreach(lets, i, item) {
        bo_buf_printf(&s->text, "  %s = %s\n", cell(s, item, "id"), cell(s, item, "formula"));
    }
    if (formula != NULL) {
        bo_buf_printf(&s->text, "  %s\n", formula);
    }
    if (cases != NULL) {
        bo_buf_printf(&s->text, "  the %s of these that holds\n",
                      strcmp(cell(s, d, "hit"), "first") == 0 ? "first" : "only one");
    }
    json_array_foreach(cases, i, item) {
        const char *when = get(s, item, "when"), *cite = law(s, json_object_get(item, "cite"));
        bo_buf_printf(&s->text, "    %s%s%s%s\n      %s\n", when != NULL ? "when " : "otherwise",
                      when != NULL ? when : "", *cite != '\0' ? "  — " : "", cite, cell(s, item, "then"));
    }
}

static void show_names(struct showing *s, const json_t *list, const char *words)
{
    const json_t *item;
    size_t i;
    if (json_array_size(list) > 0) {
        heading(s, words);
    }
    json_array_foreach(list, i, item) {
        if (json_is_string(item)) {
            bo_columns_add(&s->columns, json_string_value(item), NULL);
        } else {
            bo_columns_add(&s->columns, cell(s, item, "id"), cell(s, item, "element"), cell(s, item, "label"), NULL);
        }
    }
    flush(s);
}

static struct showing begin(struct bo_arena *arena)
{
    struct showing s = {.arena = arena, .columns = {.arena = arena}};
    bo_buf_init(&s.text);
    bo_buf_puts(&s.text, "");
    return s;
}

static const char *end(struct showing *s)
{
    const char *text = bo_strndup(s->arena, s->text.at, s->text.n);
    bo_buf_fini(&s->text);
    return text;
}

const char *bo_show_text(struct bo_arena *arena, const json_t *description)
{
    struct showing s = begin(arena);
    show_head(&s, description);
    show_input(&s, description);
    show_formula(&s, description);
    show_values(&s, description);
    show_law(&s, description);
    show_names(&s, json_object_get(description, "reads"), "Reads");
    show_names(&s, json_object_get(description, "read_by"), "Read by");
    show_names(&s, json_object_get(description, "lines"), "On the sheet under");
    show_names(&s, json_object_get(description, "examples"), "Examples that say what it comes to");
    return end(&s);
}

const char *bo_show_list_text(struct bo_arena *arena, const json_t *list)
{
    struct showing s = begin(arena);
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item) {
        bo_columns_add(&s.columns, cell(&s, item, "id"), cell(&s, item, "element"), cell(&s, item, "entity"),
                       cell(&s, item, "unit"), cell(&s, item, "label"), NULL);
    }
    bo_columns_print(&s.columns, "", &s.text);
    return end(&s);
}
