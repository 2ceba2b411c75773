#include "api/show.h"
#include "api/tabular.h"
#include "render/page.h"

#include <string.h>

struct showing {
    struct bo_arena *arena;
    struct bo_page page;
    struct bo_tabular table;
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

/* Texts of a list, one after the other; "" when there are none. */
static const char *joined(struct showing *s, const json_t *list)
{
    const json_t *item;
    const char *all = "";
    size_t i;
    json_array_foreach(list, i, item) {
        all = bo_printf(s->arena, "%s%s%s", all, i > 0 ? ", " : "", json_string_value(item));
    }
    return all;
}

static bool is_false(const json_t *object, const char *key)
{
    return json_is_false(json_object_get(object, key));
}

static void print_table(struct showing *s, const char *indent)
{
    if (s->table.lines.n > 0) {
        bo_tabular_print(&s->table, indent, &s->page.buf);
        s->page.ends_blank = false;
    }
}

static void paragraph(struct showing *s, size_t indent, size_t hang, const char *lead, const char *text)
{
    bo_page_text(&s->page, indent, lead, hang, BO_PLAIN, text);
}

/* "SI 2013/376 reg 36(1), text not seen"; "" when there is none. */
static const char *law(struct showing *s, const json_t *cite)
{
    return bo_printf(s->arena, "%s%s", cell(s, cite, "text"), is_false(cite, "verified") ? " (text not seen)" : "");
}

/* What it is */

static void fact(struct showing *s, const char *name, const char *value)
{
    enum { HANG = 11 };
    if (value != NULL) {
        paragraph(s, 2, HANG, name, value);
    }
}

static void show_type(struct showing *s, const json_t *d)
{
    const char *type = get(s, d, "type"), *unit = get(s, d, "unit"), *scale = get(s, d, "scale"), *decimals = "";
    if (scale != NULL) {
        decimals = strcmp(scale, "exact") == 0
                       ? ", exact"
                       : bo_printf(s->arena, ", %s decimal%s", scale, strcmp(scale, "1") == 0 ? "" : "s");
    }
    if (type != NULL || unit != NULL) {
        fact(s, "type",
             bo_printf(s->arena, "%s%s%s%s", type != NULL ? type : "number", unit != NULL ? " in " : "",
                       unit != NULL ? unit : "", decimals));
    }
}

static void show_head(struct showing *s, const json_t *d)
{
    const char *label = get(s, d, "label"), *kind = get(s, d, "kind"), *from = get(s, d, "options_from");
    const json_t *rules = json_object_get(d, "rules"), *file = json_object_get(d, "law");
    bo_page_text(
        &s->page, 0, NULL, 0, BO_STRONG,
        bo_printf(s->arena, "%s%s%s", cell(s, d, "id"), label != NULL ? ": " : "", label != NULL ? label : ""));
    if (get(s, d, "text") != NULL) {
        paragraph(s, 0, 0, NULL, get(s, d, "text"));
    }
    bool of_sheet = json_is_true(json_object_get(d, "of_the_sheet"));
    fact(s, "what",
         bo_printf(s->arena, "%s%s%s%s", cell(s, d, "element"), kind != NULL ? ", " : "", kind != NULL ? kind : "",
                   of_sheet ? ", made from the sheet" : ""));
    static const char *const before[][2] = {
        {"entity", "of each"}, {"field", "field"}, {"in", "inside"}, {"members", "members"}, {"most", "at most"}};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        fact(s, before[i][1], get(s, d, before[i][0]));
    }
    show_type(s, d);
    static const char *const after[][2] = {{"min", "least"},        {"max", "greatest"},   {"default", "default"},
                                           {"initial", "at first"}, {"back", "goes back"}, {"by", "by day"},
                                           {"part_of", "part of"}};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        fact(s, after[i][1], get(s, d, after[i][0]));
    }
    fact(s, "options", from != NULL ? bo_printf(s->arena, "the keys of the table %s", from) : NULL);
    fact(s, "parts", json_object_get(d, "parts") != NULL ? joined(s, json_object_get(d, "parts")) : NULL);
    fact(s, "rule set", bo_printf(s->arena, "%s %s", cell(s, rules, "id"), cell(s, rules, "version")));
    fact(s, "law", file != NULL ? bo_printf(s->arena, "%s (%s)", cell(s, file, "title"), cell(s, file, "id")) : NULL);
    fact(s, "file",
         get(s, d, "file") != NULL ? bo_printf(s->arena, "%s:%s", cell(s, d, "file"), cell(s, d, "line")) : NULL);
    fact(s, "verified", is_false(d, "verified") ? "no: the text of the law was not seen" : NULL);
}

static void show_input(struct showing *s, const json_t *d)
{
    static const char *const rows[][2] = {{"question", "Question"}, {"help", "Help"}, {"assume", "If it is not given"}};
    const json_t *options = json_object_get(d, "options"), *pers = json_object_get(d, "periods"), *item;
    size_t i;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (get(s, d, rows[i][0]) != NULL) {
            bo_page_heading(&s->page, rows[i][1]);
            paragraph(s, 2, 0, NULL, get(s, d, rows[i][0]));
        }
    }
    if (json_array_size(options) + json_array_size(pers) > 0) {
        bo_page_heading(&s->page, json_array_size(pers) > 0 ? "Periods" : "Options");
    }
    json_array_foreach(options, i, item) {
        bo_tabular_add(&s->table, cell(s, item, "value"), cell(s, item, "label"), NULL);
    }
    json_array_foreach(pers, i, item) {
        bo_tabular_add(&s->table, json_string_value(item), NULL);
    }
    print_table(s, "  ");
}

/* Formulas */

static void show_cases(struct showing *s, const json_t *d)
{
    const json_t *cases = json_object_get(d, "choose"), *item;
    size_t i;
    if (cases != NULL) {
        bool first = strcmp(cell(s, d, "hit"), "first") == 0;
        paragraph(s, 2, 0, NULL, first ? "the first of these that holds" : "the only one of these that holds");
    }
    json_array_foreach(cases, i, item) {
        const char *when = get(s, item, "when"), *cite = law(s, json_object_get(item, "cite"));
        paragraph(s, 4, 10, when != NULL ? "when" : "otherwise", when != NULL ? when : cell(s, item, "then"));
        if (when != NULL) {
            paragraph(s, 4, 10, "then", cell(s, item, "then"));
        }
        if (*cite != '\0') {
            paragraph(s, 4, 10, "law", cite);
        }
    }
}

static void show_formula(struct showing *s, const json_t *d)
{
    const json_t *lets = json_object_get(d, "lets"), *arguments = json_object_get(d, "arguments"), *item;
    const char *formula = get(s, d, "formula");
    size_t i;
    if (json_array_size(arguments) > 0) {
        bo_page_heading(&s->page, "Arguments");
    }
    json_array_foreach(arguments, i, item) {
        bo_tabular_add(&s->table, cell(s, item, "id"), cell(s, item, "type"), cell(s, item, "unit"), NULL);
    }
    print_table(s, "  ");
    if (formula != NULL || json_object_get(d, "choose") != NULL) {
        bo_page_heading(&s->page, get(s, d, "kind") != NULL ? "When" : "Formula");
    }
    json_array_foreach(lets, i, item) {
        paragraph(s, 2, 2, NULL, bo_printf(s->arena, "%s = %s", cell(s, item, "id"), cell(s, item, "formula")));
    }
    if (formula != NULL) {
        paragraph(s, 2, 0, NULL, formula);
    }
    show_cases(s, d);
}

/* Dated values */

/* What a dated value says besides its value: status when it is not yet law, in force, known, note. */
static const char *remarks(struct showing *s, const json_t *value)
{
    static const char *const rows[][2] = {{"in_force", "in force "}, {"known", "known "}, {"note", ""}};
    const char *status = cell(s, value, "status"), *text = strcmp(status, "made") != 0 ? status : "";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *more = get(s, value, rows[i][0]);
        if (more != NULL) {
            text = bo_printf(s->arena, "%s%s%s%s", text, *text != '\0' ? "; " : "", rows[i][1], more);
        }
    }
    return text;
}

static void add_dated(struct showing *s, const json_t *value, const char *what)
{
    bo_tabular_add(&s->table, cell(s, value, "from"), cell(s, value, "until"), what, cell(s, value, "confidence"),
                   cell(s, value, "checked"), law(s, json_object_get(value, "cite")), remarks(s, value), NULL);
}

static void show_bands(struct showing *s, const json_t *bands)
{
    const json_t *band;
    const char *from = "0";
    size_t i;
    json_array_foreach(bands, i, band) {
        const char *to = get(s, band, "to");
        bo_tabular_add(&s->table, from, to != NULL ? bo_printf(s->arena, "to %s", to) : "and above",
                       cell(s, band, "rate"), NULL);
        from = to != NULL ? to : from;
    }
    print_table(s, "    ");
}

static void show_rows(struct showing *s, const json_t *d, const json_t *rows)
{
    const char *cells[BO_TABULAR_CELLS];
    const json_t *names[] = {json_object_get(d, "keys"), json_object_get(d, "columns")}, *row, *name, *field;
    size_t n = 0, i, f;
    for (size_t k = 0; k < 2; k++) {
        json_array_foreach(names[k], i, name) {
            const char *match = get(s, name, "match");
            bool number = match != NULL && strcmp(match, "code") != 0;
            if (n < BO_TABULAR_CELLS) {
                cells[n++] = number ? bo_printf(s->arena, "%s (%s)", cell(s, name, "id"), match) : get(s, name, "id");
            }
        }
    }
    bo_tabular_add_cells(&s->table, cells, n);
    json_array_foreach(rows, i, row) {
        n = 0;
        json_array_foreach(row, f, field) {
            if (n < BO_TABULAR_CELLS) {
                cells[n++] = json_is_string(field) ? json_string_value(field) : "-";
            }
        }
        bo_tabular_add_cells(&s->table, cells, n);
    }
    print_table(s, "    ");
}

static void show_values(struct showing *s, const json_t *d)
{
    const json_t *values = json_object_get(d, "values"), *gaps = json_object_get(d, "gaps"), *item;
    bool plain = json_object_get(json_array_get(values, 0), "value") != NULL;
    size_t i;
    if (json_array_size(values) > 0) {
        bo_page_heading(&s->page, "Values");
    }
    json_array_foreach(values, i, item) {
        const json_t *rows = json_object_get(item, "rows"), *bands = json_object_get(item, "bands");
        if (i == 0 || !plain) {
            bo_tabular_add(&s->table, "from", "until", plain ? "value" : "", "conf.", "checked", "law", NULL);
        }
        add_dated(s, item, plain ? cell(s, item, "value") : "");
        if (!plain) { /* the time, then what holds in it */
            print_table(s, "  ");
        }
        if (rows != NULL) {
            show_rows(s, d, rows);
        } else if (bands != NULL) {
            show_bands(s, bands);
        }
    }
    print_table(s, "  ");
    if (json_array_size(gaps) > 0) {
        bo_page_heading(&s->page, "Declared gaps");
    }
    json_array_foreach(gaps, i, item) {
        bo_tabular_add(&s->table, cell(s, item, "from"), cell(s, item, "until"), cell(s, item, "reason"), NULL);
    }
    print_table(s, "  ");
}

/* What it rests on, and what rests on it */

static void show_law(struct showing *s, const json_t *d)
{
    const json_t *cites = json_object_get(d, "cite"), *cite;
    size_t i;
    if (json_array_size(cites) > 0) {
        bo_page_heading(&s->page, "Law");
    }
    json_array_foreach(cites, i, cite) {
        bo_tabular_add(&s->table, law(s, cite), cell(s, cite, "role"), cell(s, cite, "title"), cell(s, cite, "href"),
                       NULL);
    }
    print_table(s, "  ");
}

static void show_names(struct showing *s, const json_t *list, const char *words)
{
    const json_t *item;
    size_t i;
    if (json_array_size(list) > 0) {
        bo_page_heading(&s->page, words);
    }
    json_array_foreach(list, i, item) {
        bo_tabular_add(&s->table, cell(s, item, "id"), cell(s, item, "element"), cell(s, item, "label"), NULL);
    }
    print_table(s, "  ");
}

static void show_words(struct showing *s, const json_t *list, const char *words)
{
    const char *all = joined(s, list);
    if (*all != '\0') {
        bo_page_heading(&s->page, words);
        paragraph(s, 2, 0, NULL, all);
    }
}

static struct showing begin(struct bo_arena *arena, const struct bo_look *look)
{
    struct showing s = {.arena = arena, .table = {.arena = arena}};
    bo_page_open(&s.page, arena, look);
    return s;
}

const char *bo_show_text(struct bo_arena *arena, const json_t *description, const struct bo_look *look)
{
    struct showing s = begin(arena, look);
    show_head(&s, description);
    show_input(&s, description);
    show_formula(&s, description);
    show_values(&s, description);
    show_law(&s, description);
    show_names(&s, json_object_get(description, "reads"), "Reads");
    show_names(&s, json_object_get(description, "read_by"), "Read by");
    show_words(&s, json_object_get(description, "lines"), "On the sheet under");
    show_words(&s, json_object_get(description, "examples"), "Examples that say what it comes to");
    return bo_page_take(&s.page);
}

const char *bo_show_list_text(struct bo_arena *arena, const json_t *list, const struct bo_look *look)
{
    struct showing s = begin(arena, look);
    const json_t *item;
    size_t i;
    json_array_foreach(list, i, item) {
        bo_tabular_add(&s.table, cell(&s, item, "id"), cell(&s, item, "element"), cell(&s, item, "entity"),
                       cell(&s, item, "unit"), cell(&s, item, "label"), NULL);
    }
    print_table(&s, "");
    return bo_page_take(&s.page);
}
