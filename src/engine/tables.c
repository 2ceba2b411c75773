/* Tables in formulas: a call becomes a step for each key and the day, then the reading of a column. */
#include "engine/dated.h"

#include <stdlib.h>
#include <string.h>

/* Levels: keys that are codes, the day, keys that are numbers. */
static unsigned n_codes(const struct bo_table *table)
{
    unsigned n = 0;
    while (n < table->keys.n && table->keys.at[n].match == BO_MATCH_CODE) {
        n++;
    }
    return n;
}

struct entry {
    bo_wide *key; /* by level */
    const struct bo_rows *block;
    const struct bo_row *row;
};

static bo_wide key_of(struct bo_compiler *c, const struct bo_key *key, const char *text)
{
    if (strcmp(text, BO_FIELD_ANY) == 0) {
        return key->match == BO_MATCH_FROM ? -BO_KEY_ANY : BO_KEY_ANY;
    }
    return bo_stated_value(c->program, key->match == BO_MATCH_CODE ? BO_CODE : BO_NUMBER, key->scale, text,
                           strlen(text));
}

static size_t fill_entries(struct bo_compiler *c, const struct bo_table *table, struct entry *entries)
{
    size_t n = 0;
    unsigned day = n_codes(table);
    for (size_t i = 0; i < table->blocks.n; i++) {
        const struct bo_rows *block = &table->blocks.at[i];
        for (size_t k = 0; k < block->rows.n && !bo_left_out(c, &block->dated); k++) {
            struct entry *entry = &entries[n++];
            *entry = (struct entry){.block = block, .row = &block->rows.at[k]};
            entry->key = bo_alloc_array(&c->program->arena, table->keys.n + 1, sizeof *entry->key);
            entry->key[day] = block->dated.from;
            for (unsigned key = 0; key < table->keys.n; key++) {
                entry->key[key + (key >= day)] = key_of(c, &table->keys.at[key], entry->row->field[key]);
            }
        }
    }
    return n;
}

/* Merge sort by the keys: qsort has no place for how many there are. */
static void sort_entries(struct entry *at, struct entry *room, size_t n, size_t n_levels)
{
    if (n < 2) {
        return;
    }
    size_t half = n / 2, i = 0, j = half, to = 0;
    sort_entries(at, room, half, n_levels);
    sort_entries(at + half, room, n - half, n_levels);
    memcpy(room, at, n * sizeof *at);
    while (i < half && j < n) {
        size_t level = 0;
        while (level < n_levels && room[i].key[level] == room[j].key[level]) {
            level++;
        }
        bool second = level < n_levels && room[j].key[level] < room[i].key[level];
        at[to++] = second ? room[j++] : room[i++];
    }
    while (i < half) {
        at[to++] = room[i++];
    }
    while (j < n) {
        at[to++] = room[j++];
    }
}

static void fill_row(struct bo_compiler *c, const struct bo_table *table, struct bo_lookup_table *made, size_t at,
                     const struct entry *entry)
{
    const struct bo_dated *dated = &entry->block->dated;
    memcpy(&made->key[at * made->n_levels], entry->key, made->n_levels * sizeof *entry->key);
    made->until[at] = dated->until != BO_DATE_NONE ? dated->until : INT64_MAX;
    made->dated[at] = dated;
    size_t place = at * made->n_columns;
    for (size_t k = 0; k < table->columns.n; k++) {
        const struct bo_column *column = &table->columns.at[k];
        const char *text = entry->row->field[table->keys.n + k];
        if (column->kind == BO_FREE_TEXT) {
            continue;
        }
        made->held[place] = text != NULL && *text != 0;
        if (made->held[place]) {
            made->value[place] = bo_stated_value(c->program, column->kind, bo_column_scale(table, column), text,
                                                 strlen(text));
        }
        place++;
    }
}

static uint32_t made_table(struct bo_compiler *c, const struct bo_table *table)
{
    uint32_t *known = &c->table_of[table->named.index];
    if (*known != BO_NONE) {
        return *known;
    }
    struct bo_arena *arena = &c->program->arena;
    struct bo_lookup_table made = {.table = table, .n_levels = (unsigned)table->keys.n + 1};
    unsigned day = n_codes(table);
    made.match = bo_alloc_array(arena, made.n_levels, sizeof *made.match);
    made.match[day] = BO_MATCH_FROM;
    for (unsigned key = 0; key < table->keys.n; key++) {
        made.match[key + (key >= day)] = table->keys.at[key].match;
    }
    made.column_code = bo_alloc_array(arena, table->columns.n, sizeof *made.column_code);
    for (size_t i = 0; i < table->columns.n; i++) {
        if (table->columns.at[i].kind != BO_FREE_TEXT) {
            made.column_code[made.n_columns++] = bo_intern(&c->program->codes, table->columns.at[i].id);
        }
    }
    size_t most = 0;
    for (size_t i = 0; i < table->blocks.n; i++) {
        most += table->blocks.at[i].rows.n;
    }
    struct entry *entries = bo_alloc_array(arena, most, sizeof *entries);
    made.n_rows = fill_entries(c, table, entries);
    sort_entries(entries, bo_alloc_array(arena, made.n_rows, sizeof *entries), made.n_rows, made.n_levels);
    made.key = bo_alloc_array(arena, made.n_rows * made.n_levels, sizeof *made.key);
    made.until = bo_alloc_array(arena, made.n_rows, sizeof *made.until);
    made.dated = bo_alloc_array(arena, made.n_rows, sizeof(struct bo_dated *));
    made.value = bo_alloc_array(arena, made.n_rows * made.n_columns, sizeof *made.value);
    made.held = bo_alloc_array(arena, made.n_rows * made.n_columns, sizeof *made.held);
    for (size_t i = 0; i < made.n_rows; i++) {
        fill_row(c, table, &made, i, &entries[i]);
    }
    bo_lookup_index(&made, arena);
    made.n_gaps = table->gaps.n;
    made.gaps = bo_gap_days(c, table->gaps.at, table->gaps.n, &table->named);
    made.reason = bo_nothing_held(c, &table->named);
    *known = (uint32_t)c->program->tables.n;
    BO_PUSH(arena, &c->program->tables, made);
    return *known;
}

/* Formulas */

static uint32_t step(struct bo_compiler *c, unsigned entity, uint32_t table, unsigned level, uint32_t rows,
                     uint32_t key)
{
    const struct bo_node *a = bo_at(&c->b, rows), *b = bo_at(&c->b, key);
    struct bo_node node = {.op = BO_OP_STEP,
                           .kind = BO_NUMBER,
                           .entity = (uint16_t)entity,
                           .arg = {rows, key, BO_NONE, BO_NONE},
                           .aux = table,
                           .k = level,
                           .den = 1,
                           .hi = (bo_wide)c->program->tables.at[table].n_rows,
                           .unit = BO_UNIT_ONE,
                           .may_fail = a->may_fail || b->may_fail};
    return bo_build_node(&c->b, node);
}

/* The key as a whole number: a code, or a number in steps of the key's last decimal. */
static uint32_t key_node(const struct bo_view *view, const struct bo_ast *ast, const struct bo_key *key,
                         uint32_t number)
{
    const struct bo_node *node = bo_at(&view->c->b, number);
    if (key->match == BO_MATCH_CODE) {
        if (node->kind == BO_CODE) {
            return number;
        }
        bo_formula_error(view, ast, "type-mismatch", "the key '%s' is a code, not a %s", key->id,
                         bo_kind_name(node->kind));
        return BO_FAILED;
    }
    int64_t steps = bo_power_of_ten(key->scale);
    if (node->kind != BO_NUMBER) {
        bo_formula_error(view, ast, "type-mismatch", "the key '%s' is a number, not a %s", key->id,
                         bo_kind_name(node->kind));
    } else if (!bo_unit_equal(&node->unit, &key->unit)) {
        bo_formula_error(view, ast, "unit-mismatch", "the key '%s' is in %s, not %s", key->id,
                         key->unit_text != NULL ? key->unit_text : "1", bo_unit_name(&view->c->b, number));
    } else if (steps % node->den != 0) {
        bo_formula_error(view, ast, "too-fine", "the key '%s' has %u decimals: what is looked up is rounded first",
                         key->id, key->scale);
    } else {
        return bo_build_rescale(&view->c->b, number, steps);
    }
    return BO_FAILED;
}

static const struct bo_column *column_of(const struct bo_table *table, const char *id)
{
    for (size_t i = 0; i < table->columns.n; i++) {
        if (table->columns.at[i].kind != BO_FREE_TEXT && (id == NULL || strcmp(table->columns.at[i].id, id) == 0)) {
            return &table->columns.at[i];
        }
    }
    return NULL;
}

/* A column that is named must be there; one that is worked out may be any, so that all have to be of one kind. */
static const struct bo_column *read_column(const struct bo_view *view, const struct bo_ast *ast,
                                           const struct bo_table *table, uint32_t code)
{
    struct bo_compiler *c = view->c;
    const struct bo_column *first = column_of(table, NULL);
    if (code != BO_NONE && bo_is_const(&c->b, code)) {
        const char *id = c->program->codes.texts.at[bo_at(&c->b, code)->k];
        const struct bo_column *column = column_of(table, id);
        if (column == NULL) {
            const char **ids = bo_alloc_array(&c->program->arena, table->columns.n, sizeof *ids);
            for (size_t i = 0; i < table->columns.n; i++) {
                ids[i] = table->columns.at[i].id;
            }
            const char *near = bo_nearest(id, ids, table->columns.n);
            bo_formula_error(view, ast, "unknown-name", "'%s' has no column '%s'%s%s%s", table->named.id, id,
                             near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
        }
        return column;
    }
    struct bo_unit unit = bo_column_unit(table, first);
    for (size_t i = 0; i < table->columns.n; i++) {
        const struct bo_column *other = &table->columns.at[i];
        struct bo_unit its = bo_column_unit(table, other);
        if (other->kind != BO_FREE_TEXT &&
            (other->kind != first->kind || !bo_unit_equal(&its, &unit) ||
             bo_column_scale(table, other) != bo_column_scale(table, first))) {
            bo_formula_error(view, ast, "type-mismatch",
                             "a column that is worked out needs columns of one kind, unit and scale, unlike '%s' "
                             "and '%s'",
                             first->id, other->id);
            return NULL;
        }
    }
    return first;
}

/* Every value that the column, or with a column that is worked out any of them, can give. */
static void set_range(struct bo_node *node, const struct bo_lookup_table *made, uint32_t column_code)
{
    bool any = false;
    for (size_t i = 0; i < made->n_rows * made->n_columns; i++) {
        if (made->held[i] && (column_code == BO_NONE || made->column_code[i % made->n_columns] == column_code)) {
            node->lo = !any || made->value[i] < node->lo ? made->value[i] : node->lo;
            node->hi = !any || made->value[i] > node->hi ? made->value[i] : node->hi;
            any = true;
        }
    }
}

/* Arguments to nodes, keys as whole numbers; false after an error. */
static bool read_arguments(const struct bo_view *view, const struct bo_ast *ast, const struct bo_table *table,
                           uint32_t *argument, struct bo_term **kids)
{
    bool good = true;
    for (uint32_t i = 0; i < ast->n; i++) {
        struct bo_val val = bo_formula(view, ast->kid[i]);
        static const struct bo_key column = {.id = "column"};
        uint32_t node = bo_scalar(view, ast->kid[i], &val, table->named.id);
        kids[i] = val.term;
        argument[i] = node == BO_FAILED
                          ? BO_FAILED
                          : key_node(view, ast->kid[i], i < table->keys.n ? &table->keys.at[i] : &column, node);
        good &= argument[i] != BO_FAILED;
    }
    return good;
}

struct bo_val bo_table_call(const struct bo_view *view, const struct bo_ast *ast, const struct bo_table *table)
{
    struct bo_compiler *c = view->c;
    struct bo_builder *b = &c->b;
    uint32_t number = made_table(c, table), n_keys = (uint32_t)table->keys.n;
    const struct bo_lookup_table made = c->program->tables.at[number];
    if (ast->n != n_keys + 1 && !(made.n_columns == 1 && ast->n == n_keys)) {
        bo_formula_error(view, ast, "bad-arguments", "%s is read by %u key%s%s", table->named.id, n_keys,
                         n_keys == 1 ? "" : "s", made.n_columns > 1 ? " and a column" : "");
        return bo_wrong();
    }
    uint32_t *argument = bo_alloc_array(&c->program->arena, ast->n, sizeof *argument);
    struct bo_term **kids = bo_alloc_array(&c->program->arena, ast->n, sizeof(struct bo_term *));
    uint32_t clock = bo_clock_node(c, table->by), day = bo_seen_from(view, ast, clock, &table->named);
    if (!read_arguments(view, ast, table, argument, kids) || day == BO_FAILED) {
        return bo_wrong();
    }
    uint32_t code = ast->n > n_keys ? argument[n_keys] : BO_NONE;
    const struct bo_column *column = read_column(view, code != BO_NONE ? ast->kid[n_keys] : ast, table, code);
    if (column == NULL) {
        return bo_wrong();
    }
    uint32_t rows = bo_build_const(b, view->entity, BO_NUMBER, made.n_rows > 0, 1, BO_UNIT_ONE);
    unsigned day_level = n_codes(table);
    for (unsigned level = 0; level < made.n_levels; level++) {
        uint32_t key = level == day_level ? day : argument[level - (level > day_level)];
        rows = step(c, view->entity, number, level, rows, key);
    }
    struct bo_node node = {.op = BO_OP_TABLE,
                           .kind = column->kind,
                           .entity = (uint16_t)view->entity,
                           .arg = {rows, day, code, BO_NONE},
                           .aux = number,
                           .den = 1,
                           .unit = BO_UNIT_ONE,
                           .may_fail = true};
    if (column->kind == BO_NUMBER) {
        node.den = bo_power_of_ten(bo_column_scale(table, column));
        node.unit = bo_column_unit(table, column);
    }
    set_range(&node, &made, code != BO_NONE && bo_is_const(b, code) ? (uint32_t)bo_at(b, code)->k : BO_NONE);
    bo_at_ast(view, ast);
    uint32_t value = bo_build_node(b, node);
    struct bo_term *term = bo_term(view, BO_TERM_TABLE, ast, value, ast->n, kids);
    term->named = &table->named;
    return bo_one(view, value, term);
}
