/* A whole table, row by row: names as they are published against the names that the set has for its rows. */
#include "fetch/finding.h"

#include <ctype.h>
#include <string.h>

/* Letters and figures alone, small; "&" is "and": publishers write names of places in many ways. */
static const char *folded(struct bo_arena *arena, const char *name)
{
    char *text = bo_alloc(arena, strlen(name) * 3 + 1), *to = text;
    for (const char *at = name; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '&') {
            memcpy(to, "and", 3);
            to += 3;
        } else if (c >= 0x80 || isalnum(c)) {
            *to++ = (char)tolower(c);
        }
    }
    *to = '\0';
    return text;
}

struct held { /* a row of the set on the day */
    const char *keys, *name;
};
typedef BO_VEC(struct held) held_rows;

static size_t column_number(const struct bo_table *table, const char *id)
{
    for (size_t i = 0; id != NULL && i < table->columns.n; i++) {
        if (strcmp(table->columns.at[i].id, id) == 0) {
            return table->keys.n + i;
        }
    }
    return 0; /* without a column of names, the first key is the name */
}

static const char *keys_of(struct bo_arena *arena, const struct bo_table *table, const struct bo_row *row)
{
    const char *keys = row->field[0];
    for (size_t k = 1; k < table->keys.n; k++) {
        keys = bo_printf(arena, "%s %s", keys, row->field[k]);
    }
    return keys;
}

static held_rows rows_on(struct bo_arena *arena, const struct bo_bound *to, int64_t day)
{
    const struct bo_table *table = to->table;
    size_t name = column_number(table, to->name_column);
    held_rows list = {0};
    for (size_t i = table->blocks.n; i > 0; i--) {
        const struct bo_rows *block = &table->blocks.at[i - 1];
        bool holds = block->dated.from <= day && (block->dated.until == BO_DATE_NONE || block->dated.until >= day);
        for (size_t r = 0; holds && r < block->rows.n; r++) {
            const char *own = block->rows.at[r].field[name];
            if (own != NULL) {
                struct held held = {keys_of(arena, table, &block->rows.at[r]), folded(arena, own)};
                BO_PUSH(arena, &list, held);
            }
        }
    }
    return list;
}

static const char *keys_named(struct bo_arena *arena, const held_rows *rows, const char *name)
{
    const char *plain = folded(arena, name);
    for (size_t i = 0; i < rows->n; i++) {
        if (strcmp(rows->at[i].name, plain) == 0) {
            return rows->at[i].keys;
        }
    }
    return NULL;
}

static void settle(struct bo_finding *finding, enum bo_found found, const char *why)
{
    finding->found = found;
    finding->why = why;
}

/* Tells the document's own fault; false when rows could be read. */
static bool find_fault(struct bo_arena *arena, struct bo_finding *finding, const struct bo_reading *reading)
{
    static const enum bo_found found[] = {[BO_READ_UNAVAILABLE] = BO_FOUND_UNAVAILABLE,
                                          [BO_READ_STRUCTURE] = BO_FOUND_STRUCTURE,
                                          [BO_READ_STALE] = BO_FOUND_STALE,
                                          [BO_READ_PROVISIONAL] = BO_FOUND_PROVISIONAL,
                                          [BO_READ_SAVED] = BO_FOUND_STRUCTURE,
                                          [BO_READ_NOT_A_FIGURE] = BO_FOUND_STRUCTURE};
    if (reading->what == BO_READ_FIGURE) {
        return false;
    }
    finding->witnesses.at[0].what = reading->what;
    settle(finding, found[reading->what],
           bo_printf(arena, "%s: %s", finding->witnesses.at[0].publication->id,
                     reading->why != NULL ? reading->why : "it cannot be read"));
    return true;
}

static bool same_figure(struct bo_arena *arena, const struct bo_finding *finding, const char *ours,
                        const char *published)
{
    struct bo_binding plain = *finding->witnesses.at[0].binding;
    plain.times = NULL;
    const char *own = ours != NULL ? bo_figure_as_ours(arena, &plain, ours) : NULL;
    return own != NULL && published != NULL && strcmp(own, published) == 0;
}

/* How many rows are as published. */
static size_t compare_rows(struct bo_arena *arena, struct bo_finding *finding, const bo_named_figures *figures,
                           int64_t day, const char **strange)
{
    const struct bo_testimony *t = &finding->witnesses.at[0];
    held_rows rows = rows_on(arena, &finding->to, day);
    size_t equal = 0;
    for (size_t i = 0; i < figures->n; i++) {
        const struct bo_named_figure *at = &figures->at[i];
        const struct bo_dated *dated = NULL;
        const char *keys = at->name != NULL ? keys_named(arena, &rows, at->name) : NULL;
        const char *published = bo_figure_as_ours(arena, t->binding, at->reading.figure);
        struct bo_row_found row = {.keys = keys,
                                   .name = bo_strdup(arena, at->name != NULL ? at->name : "?"),
                                   .published = published != NULL ? bo_strdup(arena, published) : NULL};
        row.ours = keys != NULL ? bo_row_figure(finding->to.table, keys, finding->to.column, day, &dated) : NULL;
        bool nothing = row.ours == NULL && keys != NULL && at->reading.what == BO_READ_NOT_A_FIGURE;
        if (nothing || (at->reading.what == BO_READ_FIGURE && same_figure(arena, finding, row.ours, row.published))) {
            equal++;
            continue;
        }
        BO_PUSH(arena, &finding->rows, row);
        if (*strange == NULL && (keys == NULL || at->reading.what != BO_READ_FIGURE)) {
            *strange = keys == NULL ? bo_printf(arena, "the rules have no row \"%s\"", row.name)
                                    : bo_printf(arena, "%s: %s", row.name,
                                                at->reading.why != NULL ? at->reading.why : "no figure stands there");
        }
    }
    return equal;
}

void bo_find_rows(struct bo_arena *arena, struct bo_finding *finding, const bo_named_figures *figures, int64_t day)
{
    struct bo_testimony *t = &finding->witnesses.at[0];
    const char *id = t->publication->id, *strange = NULL;
    finding->by = t->publication;
    finding->from = finding->ours_from = BO_DATE_NONE;
    if (t->unread != BO_OK) {
        settle(finding, t->unread == BO_NO ? BO_FOUND_NOT_LOOKED_AT : BO_FOUND_UNAVAILABLE,
               bo_printf(arena, "%s: %s", id, t->why));
        return;
    }
    if (figures->n == 0) {
        settle(finding, BO_FOUND_STRUCTURE, bo_printf(arena, "%s: there are no rows", id));
        return;
    }
    if (figures->n == 1 && find_fault(arena, finding, &figures->at[0].reading)) {
        return;
    }
    size_t equal = compare_rows(arena, finding, figures, day, &strange);
    t->what = BO_READ_FIGURE;
    finding->from = figures->at[0].reading.from;
    if (strange != NULL) {
        settle(finding, BO_FOUND_STRUCTURE, bo_printf(arena, "%s: %s", id, strange));
    } else if (finding->rows.n > 0) {
        settle(finding, BO_FOUND_DRIFT,
               bo_printf(arena, "%s: %zu of %zu rows differ; there is no second witness", id, finding->rows.n,
                         figures->n));
    } else if (t->publication->rank == BO_RANK_LAW) {
        settle(finding, BO_FOUND_OK, bo_printf(arena, "%s: %zu rows", id, equal));
    } else {
        settle(finding, BO_FOUND_NOT_BOUND,
               bo_printf(arena, "no law is bound to it; %s has the same %zu rows as the rules", id, equal));
    }
}
