/* Dated facts: params, tables, scales of bands, and how an overlay's replace those of the set. */
#include "rules/read.h"

#include <string.h>

/* From the first day that the overlay says something about, only what the overlay says holds. */
static void cut_gaps(struct bo_gap *gaps, size_t *n, int64_t first)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        if (gaps[i].from < first) {
            gaps[kept] = gaps[i];
            if (gaps[kept].until >= first) {
                gaps[kept].until = first - 1;
            }
            kept++;
        }
    }
    *n = kept;
}

static int64_t first_from(const struct bo_xml *element, const char *name)
{
    int64_t first = BO_DATE_NONE;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        const struct bo_formula *from = strcmp(child->name, name) == 0 ? bo_xml_attribute(child, "from") : NULL;
        int64_t day;
        bool impossible;
        if (from != NULL && bo_date_parse(from->text, from->n, &day, &impossible) &&
            (first == BO_DATE_NONE || day < first)) {
            first = day;
        }
    }
    return first;
}

/* True when an old value stays; then it ends before the overlay's first. */
static bool stays(struct bo_dated *old, int64_t first)
{
    if (old->until != BO_DATE_NONE && old->until >= first && old->from < first) {
        old->until = first - 1;
    }
    return old->from < first;
}

/* An open value ends where a declared gap begins. */
static void end_at_gap(struct bo_dated *dated, const struct bo_gap *gaps, size_t n, int64_t next)
{
    for (size_t i = 0; i < n; i++) {
        if (dated->until == BO_DATE_NONE && gaps[i].from > dated->from &&
            (next == BO_DATE_NONE || gaps[i].from < next)) {
            dated->until = gaps[i].from - 1;
        }
    }
}

void bo_load_param(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_param *param = bo_read_named(reading, element, BO_E_PARAM, sizeof *param);
    if (param == NULL) {
        return;
    }
    if (!reading->replacing) {
        param->named.index = (uint32_t)reading->set->params.n;
        BO_PUSH(reading->arena, &reading->set->params, param);
    }
    const char *by = bo_read_text(element, "by");
    param->by = by != NULL ? by : param->by;
    param->changes = bo_read_calendar(reading, element, param->changes);
    param->kind = bo_read_kind(reading, element, "number boolean date code", param->kind);
    param->scale = (unsigned)bo_read_scale(reading, element, param->kind, false, (int)param->scale);
    bo_read_unit(reading, element, param->kind, &param->unit_text, &param->unit);
    int64_t first = first_from(element, "value");
    if (reading->replacing && first != BO_DATE_NONE) {
        while (param->values.n > 0 && !stays(&param->values.at[param->values.n - 1].dated, first)) {
            param->values.n--;
        }
        cut_gaps(param->gaps.at, &param->gaps.n, first);
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "value") == 0) {
            struct bo_value value = {.dated = bo_read_dated(reading, child), .text = child->text.text};
            BO_PUSH(reading->arena, &param->values, value);
        } else if (strcmp(child->name, "gap") == 0) {
            BO_PUSH(reading->arena, &param->gaps, bo_read_gap(reading, child));
        }
    }
    for (size_t i = 0; i < param->values.n; i++) {
        int64_t next = i + 1 < param->values.n ? param->values.at[i + 1].dated.from : BO_DATE_NONE;
        end_at_gap(&param->values.at[i].dated, param->gaps.at, param->gaps.n, next);
    }
}

void bo_load_scale(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_scale *scale = bo_read_named(reading, element, BO_E_SCALE, sizeof *scale);
    if (scale == NULL) {
        return;
    }
    if (!reading->replacing) {
        scale->named.index = (uint32_t)reading->set->scales.n;
        BO_PUSH(reading->arena, &reading->set->scales, scale);
    }
    const char *by = bo_read_text(element, "by");
    scale->by = by != NULL ? by : scale->by;
    scale->changes = bo_read_calendar(reading, element, scale->changes);
    bo_read_unit(reading, element, BO_NUMBER, &scale->unit_text, &scale->unit);
    int64_t first = first_from(element, "bands");
    if (reading->replacing && first != BO_DATE_NONE) {
        while (scale->versions.n > 0 && !stays(&scale->versions.at[scale->versions.n - 1].dated, first)) {
            scale->versions.n--;
        }
        cut_gaps(scale->gaps.at, &scale->gaps.n, first);
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "bands") == 0) {
            struct bo_bands bands = {.dated = bo_read_dated(reading, child)};
            for (const struct bo_xml *band = child->first; band != NULL; band = band->next) {
                BO_PUSH(reading->arena, &bands.bands, bo_read_band(band));
            }
            BO_PUSH(reading->arena, &scale->versions, bands);
        } else if (strcmp(child->name, "gap") == 0) {
            BO_PUSH(reading->arena, &scale->gaps, bo_read_gap(reading, child));
        }
    }
    for (size_t i = 0; i < scale->versions.n; i++) {
        int64_t next = i + 1 < scale->versions.n ? scale->versions.at[i + 1].dated.from : BO_DATE_NONE;
        end_at_gap(&scale->versions.at[i].dated, scale->gaps.at, scale->gaps.n, next);
    }
}

/* Tables */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The next field of a line, without blanks around; NULL when it is empty. *at is moved behind its comma, or to NULL. */
static const char *next_field(char **at)
{
    char *field = *at, *comma = strchr(field, ',');
    char *end = comma != NULL ? comma : field + strlen(field);
    *at = comma != NULL ? comma + 1 : NULL;
    *end = '\0';
    while (is_blank(*field)) {
        field++;
    }
    while (end > field && is_blank(end[-1])) {
        *--end = '\0';
    }
    return *field != '\0' ? field : NULL;
}

static void read_row(struct bo_reading *reading, const struct bo_table *table, char *line, struct bo_place place,
                     struct bo_rows *rows)
{
    size_t n = table->keys.n + table->columns.n, filled = 0;
    struct bo_row row = {.line = place.line, .field = bo_alloc_array(reading->arena, n, sizeof *row.field)};
    char *at = line;
    for (; at != NULL && filled < n; filled++) {
        row.field[filled] = next_field(&at);
        if (filled < table->keys.n && row.field[filled] == NULL) {
            bo_read_error(reading, place, "bad-row", "the row's key '%s' is empty",
                          table->keys.at[filled].id);
            return;
        }
    }
    if (filled < n || at != NULL) {
        bo_read_error(reading, place, "bad-row", "the row has %s fields than the table has keys and columns (%zu)",
                      filled < n ? "fewer" : "more", n);
        return;
    }
    BO_PUSH(reading->arena, &rows->rows, row);
}

static struct bo_rows read_rows(struct bo_reading *reading, const struct bo_table *table, const struct bo_xml *element)
{
    struct bo_rows rows = {.dated = bo_read_dated(reading, element)};
    struct bo_place place = element->text.at;
    char *line = bo_strndup(reading->arena, element->text.text, element->text.n);
    while (line != NULL) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        size_t skip = strspn(line, " \t");
        place.column += (int)skip;
        if (line[skip] != '\0' && line[skip] != '#') {
            read_row(reading, table, line + skip, place, &rows);
        }
        line = end != NULL ? end + 1 : NULL;
        place.line++;
        place.column = 1;
    }
    return rows;
}

static bool has_column(const struct bo_table *table, const char *id)
{
    for (size_t i = 0; i < table->keys.n; i++) {
        if (strcmp(table->keys.at[i].id, id) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < table->columns.n; i++) {
        if (strcmp(table->columns.at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static struct bo_key read_key(struct bo_reading *reading, const struct bo_xml *element, const char *id)
{
    static const char *const matches[] = {"code", "from", "up-to"};
    struct bo_key key = {.id = id, .unit = BO_UNIT_ONE};
    key.match = (enum bo_match)bo_read_choice(reading, element, "match", matches, 3, BO_MATCH_CODE);
    enum bo_kind kind = key.match == BO_MATCH_CODE ? BO_CODE : BO_NUMBER;
    key.scale = (unsigned)bo_read_scale(reading, element, kind, false, 0);
    bo_read_unit(reading, element, kind, &key.unit_text, &key.unit);
    return key;
}

static struct bo_column read_column(struct bo_reading *reading, const struct bo_xml *element, const char *id)
{
    struct bo_column column = {.id = id, .scale = -1};
    column.kind = bo_read_kind(reading, element, "number boolean date code text", BO_NUMBER);
    if (bo_read_text(element, "scale") != NULL) {
        column.scale = bo_read_scale(reading, element, column.kind, false, -1);
    }
    bo_read_unit(reading, element, column.kind, &column.unit_text, &column.unit);
    return column;
}

static void read_head(struct bo_reading *reading, struct bo_table *table, const struct bo_xml *element)
{
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        bool key = strcmp(child->name, "key") == 0;
        if (!key && strcmp(child->name, "column") != 0) {
            continue;
        }
        const char *id = bo_read_text(child, "id");
        struct bo_place place = bo_read_place(child, "id");
        if (id == NULL) {
            continue;
        }
        if (!bo_name_valid(id)) {
            bo_read_error(reading, place, "bad-id",
                          "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", id);
        } else if (reading->replacing) {
            if (!has_column(table, id)) {
                bo_read_error(reading, place, "bad-overlay", "an overlay cannot change the columns of a table");
            }
        } else if (has_column(table, id)) {
            bo_read_error(reading, place, "repeated-id", "the table has two columns '%s'", id);
        } else if (key) {
            BO_PUSH(reading->arena, &table->keys, read_key(reading, child, id));
        } else {
            BO_PUSH(reading->arena, &table->columns, read_column(reading, child, id));
        }
    }
}

/* A table needs no scale where each column has one of its own or no number. */
static bool has_plain_column(const struct bo_xml *element)
{
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        const char *type = bo_read_text(child, "type");
        if (strcmp(child->name, "column") == 0 && bo_read_text(child, "scale") == NULL &&
            (type == NULL || strcmp(type, "number") == 0)) {
            return true;
        }
    }
    return false;
}

void bo_load_table(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_table *table = bo_read_named(reading, element, BO_E_TABLE, sizeof *table);
    if (table == NULL) {
        return;
    }
    if (!reading->replacing) {
        table->named.index = (uint32_t)reading->set->tables.n;
        BO_PUSH(reading->arena, &reading->set->tables, table);
    }
    const char *by = bo_read_text(element, "by");
    table->by = by != NULL ? by : table->by;
    table->changes = bo_read_calendar(reading, element, table->changes);
    if (bo_read_text(element, "scale") != NULL || has_plain_column(element)) {
        table->scale = (unsigned)bo_read_scale(reading, element, BO_NUMBER, false, (int)table->scale);
    }
    bo_read_unit(reading, element, BO_NUMBER, &table->unit_text, &table->unit);
    read_head(reading, table, element);
    int64_t first = first_from(element, "rows");
    if (reading->replacing &&
        first != BO_DATE_NONE) { /* earlier rows go on for the keys that the overlay does not give */
        while (table->blocks.n > 0 && table->blocks.at[table->blocks.n - 1].dated.from >= first) {
            table->blocks.n--;
        }
        cut_gaps(table->gaps.at, &table->gaps.n, first);
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "rows") == 0) {
            BO_PUSH(reading->arena, &table->blocks, read_rows(reading, table, child));
        } else if (strcmp(child->name, "gap") == 0) {
            BO_PUSH(reading->arena, &table->gaps, bo_read_gap(reading, child));
        }
    }
}
