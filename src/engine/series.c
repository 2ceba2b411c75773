#include "engine/program.h"

/* Why there is nothing on a day: the gap that is declared for it, else the general reason. */
static uint32_t why_nothing(const struct bo_gap_days *gaps, size_t n, uint32_t otherwise, int64_t day)
{
    for (size_t i = 0; i < n; i++) {
        if (gaps[i].from <= day && day <= gaps[i].until) {
            return gaps[i].reason;
        }
    }
    return otherwise;
}

bool bo_series_on(const struct bo_series *series, int64_t day, bo_wide *value, uint32_t *reason, size_t *which)
{
    size_t begun = 0, end = series->n; /* the values before `begun` have begun, those from `end` on have not */
    while (begun < end) {
        size_t middle = begun + (end - begun) / 2;
        if (series->from[middle] <= day) {
            begun = middle + 1;
        } else {
            end = middle;
        }
    }
    if (begun == 0 || day > series->until[begun - 1]) {
        *reason = why_nothing(series->gaps, series->n_gaps, series->reason, day);
        return false;
    }
    *value = series->value[begun - 1];
    if (which != NULL) {
        *which = begun - 1;
    }
    return true;
}

/* Tables: open addressing over the first entries of the keys. */

static size_t key_hash(uint32_t key1, uint32_t key2)
{
    uint64_t h = ((uint64_t)key1 << 32 | key2) * 0x9e3779b97f4a7c15u;
    return (size_t)(h ^ h >> 29);
}

static bool key_is(const struct bo_lookup_table *table, size_t entry, uint32_t key1, uint32_t key2)
{
    return table->key[entry][0] == key1 && table->key[entry][1] == key2;
}

void bo_lookup_index(struct bo_lookup_table *table, struct bo_arena *arena)
{
    table->n_slots = 8;
    while (table->n_slots < table->n_entries * 2) {
        table->n_slots *= 2;
    }
    table->slot = bo_alloc_array(arena, table->n_slots, sizeof *table->slot);
    for (size_t i = 0; i < table->n_entries; i++) {
        if (i > 0 && key_is(table, i - 1, table->key[i][0], table->key[i][1])) {
            continue;
        }
        size_t h = key_hash(table->key[i][0], table->key[i][1]);
        while (table->slot[h & (table->n_slots - 1)] != 0) {
            h++;
        }
        table->slot[h & (table->n_slots - 1)] = (uint32_t)i + 1;
    }
}

uint32_t bo_lookup_find(const struct bo_lookup_table *table, uint32_t key1, uint32_t key2)
{
    if (table->n_slots == 0) {
        return BO_NONE;
    }
    for (size_t h = key_hash(key1, key2);; h++) {
        uint32_t slot = table->slot[h & (table->n_slots - 1)];
        if (slot == 0 || key_is(table, slot - 1, key1, key2)) {
            return slot == 0 ? BO_NONE : slot - 1;
        }
    }
}

/* The latest entry of the key that has begun counts, also where it has ended or leaves the field empty. */
bool bo_lookup_on(const struct bo_lookup_table *table, uint32_t entry, size_t column, int64_t day, bo_wide *value,
                  uint32_t *reason)
{
    uint32_t key1 = table->key[entry][0], key2 = table->key[entry][1];
    size_t at = entry;
    while (at < table->n_entries && key_is(table, at, key1, key2) && table->from[at] > day) {
        at++;
    }
    bool begun = at < table->n_entries && key_is(table, at, key1, key2);
    if (!begun || day > table->until[at] || !table->held[at * table->n_columns + column]) {
        *reason = why_nothing(table->gaps, table->n_gaps, table->reason, day);
        return false;
    }
    *value = table->value[at * table->n_columns + column];
    return true;
}

bool bo_table_on(const struct bo_lookup_table *table, int64_t day, uint32_t key1, uint32_t key2, uint32_t column,
                 bo_wide *value, uint32_t *reason)
{
    uint32_t entry = bo_lookup_find(table, key1, key2);
    size_t place = 0;
    while (column != BO_NONE && place < table->n_columns && table->column_code[place] != column) {
        place++;
    }
    if (entry == BO_NONE || place == table->n_columns) {
        *reason = why_nothing(table->gaps, table->n_gaps, table->reason, day);
        return false;
    }
    return bo_lookup_on(table, entry, place, day, value, reason);
}
