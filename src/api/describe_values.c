/* Dated facts as data: values, rows and bands, each with its time, status, confidence and law, and the declared gaps.
 */
#include "api/describe.h"

#include <string.h>

static void put_day(const struct bo_describing *d, json_t *to, const char *key, int64_t day)
{
    bo_put_text(to, key, day != BO_DATE_NONE ? bo_date_text(d->arena, day) : NULL);
}

static json_t *dated(const struct bo_describing *d, const struct bo_dated *dated)
{
    static const char *const status[] = {"made", "announced", "expected"};
    json_t *value = json_object();
    put_day(d, value, "from", dated->from);
    put_day(d, value, "until", dated->until);
    bo_put_text(value, "status", status[dated->status]);
    bo_put_text(value, "confidence", dated->confidence != 0 ? (char[]){dated->confidence, '\0'} : NULL);
    put_day(d, value, "checked", dated->checked);
    put_day(d, value, "in_force", dated->in_force);
    put_day(d, value, "known", dated->known);
    if (dated->cite.source_id != NULL) {
        json_object_set_new(value, "cite", bo_describe_cite(d, &dated->cite));
    }
    bo_put_text(value, "note", dated->note);
    return value;
}

static json_t *gaps(const struct bo_describing *d, const struct bo_gap *gap, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *item = json_object();
        put_day(d, item, "from", gap[i].from);
        put_day(d, item, "until", gap[i].until);
        bo_put_text(item, "reason", bo_text_in(d->set, &gap[i].reason, d->lang));
        json_array_append_new(list, item);
    }
    return list;
}

static void put_param(const struct bo_describing *d, const struct bo_param *param, json_t *to)
{
    json_t *values = json_array();
    for (size_t i = 0; i < param->values.n; i++) {
        json_t *value = dated(d, &param->values.at[i].dated);
        bo_put_text(value, "value", param->values.at[i].text);
        json_array_append_new(values, value);
    }
    json_object_set_new(to, "values", values);
    json_object_set_new(to, "gaps", gaps(d, param->gaps.at, param->gaps.n));
}

static json_t *bands(const struct bo_bands *version)
{
    json_t *list = json_array();
    for (size_t i = 0; i < version->bands.n; i++) {
        json_t *band = json_object();
        bo_put_text(band, "to", version->bands.at[i].to);
        bo_put_text(band, "rate", version->bands.at[i].rate);
        json_array_append_new(list, band);
    }
    return list;
}

static void put_scale(const struct bo_describing *d, const struct bo_scale *scale, json_t *to)
{
    json_t *values = json_array();
    for (size_t i = 0; i < scale->versions.n; i++) {
        json_t *value = dated(d, &scale->versions.at[i].dated);
        json_object_set_new(value, "bands", bands(&scale->versions.at[i]));
        json_array_append_new(values, value);
    }
    json_object_set_new(to, "values", values);
    json_object_set_new(to, "gaps", gaps(d, scale->gaps.at, scale->gaps.n));
}

static json_t *rows(const struct bo_table *table, const struct bo_rows *block)
{
    json_t *list = json_array();
    for (size_t r = 0; r < block->rows.n; r++) {
        json_t *fields = json_array();
        for (size_t f = 0; f < table->keys.n + table->columns.n; f++) {
            const char *field = block->rows.at[r].field[f];
            json_array_append_new(fields, field != NULL ? json_string(field) : json_null());
        }
        json_array_append_new(list, fields);
    }
    return list;
}

/* "income up-to, in CUR/week" as data. */
static json_t *table_key(const struct bo_key *key)
{
    static const char *const matches[] = {"code", "from", "up-to"};
    json_t *value = json_object();
    bo_put_text(value, "id", key->id);
    bo_put_text(value, "match", matches[key->match]);
    bo_put_text(value, "unit", key->match != BO_MATCH_CODE && key->unit_text != NULL ? key->unit_text : NULL);
    return value;
}

static json_t *table_column(const struct bo_table *table, const struct bo_column *column)
{
    json_t *value = json_object();
    bo_put_text(value, "id", column->id);
    bo_put_text(value, "type", bo_kind_word(column->kind));
    if (column->kind == BO_NUMBER) {
        bo_put_text(value, "unit", column->unit_text != NULL ? column->unit_text : table->unit_text);
        json_object_set_new(value, "scale", json_integer(bo_column_scale(table, column)));
    }
    return value;
}

static void put_table(const struct bo_describing *d, const struct bo_table *table, json_t *to)
{
    json_t *keys = json_array(), *columns = json_array(), *values = json_array();
    for (size_t i = 0; i < table->keys.n; i++) {
        json_array_append_new(keys, table_key(&table->keys.at[i]));
    }
    for (size_t i = 0; i < table->columns.n; i++) {
        json_array_append_new(columns, table_column(table, &table->columns.at[i]));
    }
    for (size_t i = 0; i < table->blocks.n; i++) {
        json_t *value = dated(d, &table->blocks.at[i].dated);
        json_object_set_new(value, "rows", rows(table, &table->blocks.at[i]));
        json_array_append_new(values, value);
    }
    json_object_set_new(to, "keys", keys);
    json_object_set_new(to, "columns", columns);
    json_object_set_new(to, "values", values);
    json_object_set_new(to, "gaps", gaps(d, table->gaps.at, table->gaps.n));
}

void bo_describe_values(const struct bo_describing *d, const struct bo_named *named, json_t *to)
{
    if (named->element == BO_E_PARAM) {
        put_param(d, (const struct bo_param *)named, to);
    } else if (named->element == BO_E_SCALE) {
        put_scale(d, (const struct bo_scale *)named, to);
    } else if (named->element == BO_E_TABLE) {
        put_table(d, (const struct bo_table *)named, to);
    }
}
