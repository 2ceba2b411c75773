/* Tables at run time: rows that are sorted by their keys are searched key after key. */
#include "engine/program.h"

static bo_wide key_at(const struct bo_lookup_table *table, unsigned level, size_t row)
{
    return table->key[row * table->n_levels + level];
}

void bo_lookup_index(struct bo_lookup_table *table, struct bo_arena *arena)
{
    size_t n = table->n_rows;
    table->end = bo_alloc_array(arena, table->n_levels * n, sizeof *table->end);
    for (size_t row = n; row-- > 0;) {
        bool agree = row + 1 < n; /* with the next row, before the level */
        for (unsigned level = 0; level < table->n_levels; level++) {
            table->end[level * n + row] = agree ? table->end[level * n + row + 1] : (uint32_t)row + 1;
            agree = agree && key_at(table, level, row) == key_at(table, level, row + 1);
        }
    }
}

/* The first of the rows from … end - 1 whose key is not below. */
static size_t first_from(const struct bo_lookup_table *table, unsigned level, size_t from, size_t end, bo_wide wanted)
{
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if (key_at(table, level, middle) < wanted) {
            from = middle + 1;
        } else {
            end = middle;
        }
    }
    return from;
}

uint32_t bo_lookup_step(const struct bo_lookup_table *table, unsigned level, uint32_t rows, bo_wide wanted)
{
    if (rows == 0) {
        return 0;
    }
    size_t from = rows - 1, end = table->end[level * table->n_rows + from];
    size_t at = first_from(table, level, from, end, wanted);
    if (at < end && (key_at(table, level, at) == wanted || table->match[level] == BO_MATCH_UP_TO)) {
        return (uint32_t)at + 1;
    }
    if (table->match[level] == BO_MATCH_FROM) {
        return at > from ? (uint32_t)first_from(table, level, from, at, key_at(table, level, at - 1)) + 1 : 0;
    }
    at = first_from(table, level, from, end, BO_KEY_ANY);
    return at < end ? (uint32_t)at + 1 : 0;
}

bool bo_lookup_value(const struct bo_lookup_table *table, uint32_t row, int64_t day, uint32_t column, bo_wide *value,
                     uint32_t *reason)
{
    size_t place = 0;
    while (column != BO_NONE && place < table->n_columns && table->column_code[place] != column) {
        place++;
    }
    size_t at = row > 0 ? (row - 1) * table->n_columns + place : 0;
    if (row == 0 || place == table->n_columns || day > table->until[row - 1] || !table->held[at]) {
        *reason = bo_why_nothing(table->gaps, table->n_gaps, table->reason, day);
        return false;
    }
    *value = table->value[at];
    return true;
}
