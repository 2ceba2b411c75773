/* What the set itself says of a figure that a publication is bound to. */
#include "rules/publication.h"

#include <string.h>

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool bo_bound_is_of(const struct bo_bound *bound, const struct bo_bound *figure)
{
    bool all_rows = bound->table != NULL && bound->keys == NULL;
    return bound->param == figure->param && bound->scale == figure->scale && bound->table == figure->table &&
           bound->band == figure->band && bound->rate == figure->rate && same_text(bound->column, figure->column) &&
           (all_rows || same_text(bound->keys, figure->keys));
}

static bool holds(const struct bo_dated *dated, int64_t day)
{
    return dated->from <= day && (dated->until == BO_DATE_NONE || dated->until >= day);
}

static const char *param_figure(const struct bo_param *param, int64_t day, const struct bo_dated **dated)
{
    for (size_t i = param->values.n; i > 0; i--) {
        const struct bo_value *value = &param->values.at[i - 1];
        if (value->dated.from <= day) { /* the latest that has begun, or none: it has ended */
            *dated = &value->dated;
            return holds(&value->dated, day) ? value->text : NULL;
        }
    }
    return NULL;
}

static const char *scale_figure(const struct bo_bound *to, int64_t day, const struct bo_dated **dated)
{
    for (size_t i = to->scale->versions.n; i > 0; i--) {
        const struct bo_bands *bands = &to->scale->versions.at[i - 1];
        if (bands->dated.from <= day) {
            bool there = holds(&bands->dated, day) && to->band < bands->bands.n;
            *dated = &bands->dated;
            return !there ? NULL : to->rate ? bands->bands.at[to->band].rate : bands->bands.at[to->band].to;
        }
    }
    return NULL;
}

static bool has_keys(const struct bo_table *table, const struct bo_row *row, const char *keys)
{
    const char *p = keys;
    for (size_t k = 0; k < table->keys.n; k++) {
        size_t n = strcspn(p, " ");
        if (n == 0 || strlen(row->field[k]) != n || memcmp(row->field[k], p, n) != 0) {
            return false;
        }
        p += n;
        p += strspn(p, " ");
    }
    return *p == '\0';
}

/* The column by its id, or the only one that holds values. */
static size_t column_of(const struct bo_table *table, const char *id)
{
    size_t found = table->columns.n;
    for (size_t i = 0; i < table->columns.n; i++) {
        const struct bo_column *column = &table->columns.at[i];
        if (id != NULL ? strcmp(column->id, id) == 0 : column->kind != BO_FREE_TEXT) {
            found = i;
        }
    }
    return found;
}

const char *bo_row_figure(const struct bo_table *table, const char *keys, const char *column, int64_t day,
                          const struct bo_dated **dated)
{
    size_t at = column_of(table, column);
    for (size_t i = table->blocks.n; i > 0; i--) {
        const struct bo_rows *block = &table->blocks.at[i - 1];
        for (size_t r = 0; holds(&block->dated, day) && r < block->rows.n; r++) {
            if (has_keys(table, &block->rows.at[r], keys)) {
                *dated = &block->dated;
                return at < table->columns.n ? block->rows.at[r].field[table->keys.n + at] : NULL;
            }
        }
    }
    return NULL;
}

const char *bo_bound_figure(const struct bo_bound *to, int64_t day, const struct bo_dated **dated)
{
    *dated = NULL;
    if (to->param != NULL) {
        return param_figure(to->param, day, dated);
    }
    if (to->scale != NULL) {
        return scale_figure(to, day, dated);
    }
    return to->table != NULL && to->keys != NULL ? bo_row_figure(to->table, to->keys, to->column, day, dated) : NULL;
}

const char *bo_bound_name(struct bo_arena *arena, const struct bo_bound *to)
{
    if (to->param != NULL) {
        return to->param->named.id;
    }
    if (to->scale != NULL) {
        return bo_printf(arena, "%s band %u %s", to->scale->named.id, to->band + 1, to->rate ? "rate" : "to");
    }
    if (to->table == NULL) {
        return "";
    }
    return bo_printf(arena, "%s%s%s%s%s", to->table->named.id, to->keys != NULL ? " " : "",
                     to->keys != NULL ? to->keys : "", to->column != NULL ? " " : "",
                     to->column != NULL ? to->column : "");
}
