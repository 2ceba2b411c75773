#include "fetch/proposal_edit.h"

#include <string.h>

/* Two witnesses are confidence A. */
#define CONFIDENCE "A"

struct editing {
    struct bo_arena *arena;
    const struct bo_source_text *source;
    const bo_found_together *findings;
    const struct bo_finding *first;
    const char *from, *day; /* as text */
    bo_changes edits;
};

static void add(struct editing *e, size_t from, size_t to, const char *text)
{
    struct bo_change edit = {from, to, text};
    BO_PUSH(e->arena, &e->edits, edit);
}

/* Gives an attribute of a start tag another value, if it is there. */
static bool set_attribute(struct editing *e, const struct bo_span *span, const char *name, const char *value)
{
    struct bo_span at;
    bool there = bo_edit_attribute(e->source, span, name, &at);
    if (there) {
        add(e, at.from, at.to, value);
    }
    return there;
}

/* Takes an element away; with its line when nothing else stands there. */
static void take_away(struct editing *e, const struct bo_span *span)
{
    const char *text = e->source->text;
    size_t from = span->from, to = span->to;
    while (from > 0 && (text[from - 1] == ' ' || text[from - 1] == '\t')) {
        from--;
    }
    bool alone = (from == 0 || text[from - 1] == '\n') && to < e->source->n && text[to] == '\n';
    add(e, from, alone ? to + 1 : to, "");
}

/* Gaps and ends that stand in the way of what begins on the new day. */
static const char *make_room(struct editing *e, const struct bo_gap *gaps, size_t n, const struct bo_dated *before,
                             const char *element)
{
    int64_t from = e->first->from;
    const char *eve = bo_date_text(e->arena, from - 1);
    for (size_t i = 0; i < n; i++) {
        struct bo_span span, until;
        if (gaps[i].from > from || gaps[i].until < from) {
            continue;
        }
        if (!bo_edit_find(e->source, gaps[i].place, "gap", &span)) {
            return "the gap that was declared for this time was not found in the file";
        }
        if (gaps[i].from == from) {
            take_away(e, &span);
        } else if (bo_edit_attribute(e->source, &span, "until", &until)) {
            add(e, until.from, until.to, eve);
        }
    }
    struct bo_span span, until;
    if (before != NULL && before->until != BO_DATE_NONE && before->until >= from &&
        bo_edit_find(e->source, before->place, element, &span) &&
        bo_edit_attribute(e->source, &span, "until", &until)) {
        add(e, until.from, until.to, eve);
    }
    return NULL;
}

/* What holds just before the new day, by its number; n when nothing does. */
#define LAST_BEFORE(list, day, found) \
    do { \
        (found) = (list).n; \
        for (size_t k = 0; k < (list).n; k++) { \
            if ((list).at[k].dated.from <= (day) && \
                ((found) == (list).n || (list).at[k].dated.from >= (list).at[found].dated.from)) { \
                (found) = k; \
            } \
        } \
    } while (0)

/* Params */

/* The set had the figure or its day wrong. */
static const char *correct_value(struct editing *e, const struct bo_value *value)
{
    struct bo_span span;
    if (!bo_edit_find(e->source, value->dated.place, "value", &span)) {
        return "the value was not found in the file";
    }
    set_attribute(e, &span, "from", e->from);
    set_attribute(e, &span, "confidence", CONFIDENCE);
    set_attribute(e, &span, "checked", e->day);
    set_attribute(e, &span, "status", "made");
    add(e, span.inner, span.to - strlen("</value>"), e->first->figure);
    return NULL;
}

static const char *edit_param(struct editing *e, const struct bo_param *param)
{
    int64_t from = e->first->from;
    size_t at;
    struct bo_span span;
    LAST_BEFORE(param->values, from, at);
    if (e->findings->n > 1) {
        return "several publications are bound to this figure in ways that differ";
    }
    if (!e->first->later && e->first->ours != NULL && strcmp(e->first->ours, e->first->figure) == 0) {
        for (size_t i = 0; i < param->values.n; i++) {
            if (param->values.at[i].dated.from == e->first->ours_from) {
                return correct_value(e, &param->values.at[i]);
            }
        }
    }
    if (at == param->values.n) {
        return "it begins before all that the file holds";
    }
    const struct bo_value *before = &param->values.at[at];
    if (before->dated.from == from) {
        return correct_value(e, before);
    }
    if (!bo_edit_find(e->source, before->dated.place, "value", &span)) {
        return "the value before it was not found in the file";
    }
    add(e, span.to, span.to,
        bo_printf(e->arena,
                  "\n%s<value from=\"%s\" confidence=\"" CONFIDENCE "\" checked=\"%s\" status=\"made\">%s</value>",
                  bo_edit_indent(e->arena, e->source, span.from), e->from, e->day, e->first->figure));
    return make_room(e, param->gaps.at, param->gaps.n, &before->dated, "value");
}

/* Scales: all bands once more, with what is new in its place. */

static const struct bo_finding *for_band(const struct editing *e, size_t band, bool rate)
{
    for (size_t i = 0; i < e->findings->n; i++) {
        const struct bo_bound *to = &e->findings->at[i]->to;
        if (to->band == band && to->rate == rate) {
            return e->findings->at[i];
        }
    }
    return NULL;
}

static const char *band_text(const struct editing *e, const struct bo_bands *bands)
{
    const char *text = "";
    for (size_t i = 0; i < bands->bands.n; i++) {
        const struct bo_band *band = &bands->bands.at[i];
        const struct bo_finding *to = for_band(e, i, false), *rate = for_band(e, i, true);
        const char *limit = to != NULL ? to->figure : band->to;
        text =
            bo_printf(e->arena, "%s%s<band%s%s%s rate=\"%s\"/>", text, i > 0 ? " " : "", limit != NULL ? " to=\"" : "",
                      limit != NULL ? limit : "", limit != NULL ? "\"" : "", rate != NULL ? rate->figure : band->rate);
    }
    return text;
}

static const char *edit_scale(struct editing *e, const struct bo_scale *scale)
{
    int64_t from = e->first->from;
    size_t at;
    struct bo_span span;
    LAST_BEFORE(scale->versions, from, at);
    if (at == scale->versions.n) {
        return "it begins before all that the file holds";
    }
    const struct bo_bands *before = &scale->versions.at[at];
    if (!bo_edit_find(e->source, before->dated.place, "bands", &span)) {
        return "the bands before it were not found in the file";
    }
    if (before->dated.from == from) {
        set_attribute(e, &span, "confidence", CONFIDENCE);
        set_attribute(e, &span, "checked", e->day);
        add(e, span.inner, span.to - strlen("</bands>"), band_text(e, before));
        return NULL;
    }
    const char *indent = bo_edit_indent(e->arena, e->source, span.from);
    add(e, span.to, span.to,
        bo_printf(e->arena,
                  "\n%s<bands from=\"%s\" confidence=\"" CONFIDENCE "\" checked=\"%s\" status=\"made\">%s</bands>",
                  indent, e->from, e->day, band_text(e, before)));
    return make_room(e, scale->gaps.at, scale->gaps.n, &before->dated, "bands");
}

/* Tables: the rows that change, in a block of their own. */

static const struct bo_row *row_before(const struct editing *e, const struct bo_table *table, const char *keys)
{
    const struct bo_rows *found_in = NULL;
    const struct bo_row *found = NULL;
    for (size_t i = 0; i < table->blocks.n; i++) {
        const struct bo_rows *block = &table->blocks.at[i];
        for (size_t r = 0; r < block->rows.n && block->dated.from < e->first->from; r++) {
            const char *own = block->rows.at[r].field[0];
            for (size_t k = 1; k < table->keys.n; k++) {
                own = bo_printf(e->arena, "%s %s", own, block->rows.at[r].field[k]);
            }
            if (strcmp(own, keys) == 0 && (found_in == NULL || block->dated.from >= found_in->dated.from)) {
                found_in = block;
                found = &block->rows.at[r];
            }
        }
    }
    return found;
}

static const char *field_of(const struct editing *e, const struct bo_table *table, const struct bo_row *row,
                            size_t field, const char *keys)
{
    for (size_t i = 0; i < e->findings->n && field >= table->keys.n; i++) {
        const struct bo_bound *to = &e->findings->at[i]->to;
        const struct bo_column *column = &table->columns.at[field - table->keys.n];
        bool meant = to->column != NULL ? strcmp(to->column, column->id) == 0 : column->kind != BO_FREE_TEXT;
        if (strcmp(to->keys, keys) == 0 && meant) {
            return e->findings->at[i]->figure;
        }
    }
    return row->field[field] != NULL ? row->field[field] : "";
}

static const char *edit_table(struct editing *e, const struct bo_table *table)
{
    const char *lines = "";
    struct bo_span span;
    if (table->blocks.n == 0 || e->first->to.keys == NULL) {
        return "a whole table is changed by hand";
    }
    const struct bo_rows *last = &table->blocks.at[table->blocks.n - 1];
    if (!bo_edit_find(e->source, last->dated.place, "rows", &span)) {
        return "the rows before it were not found in the file";
    }
    const char *indent = bo_edit_indent(e->arena, e->source, span.from);
    for (size_t i = 0; i < e->findings->n; i++) {
        const char *keys = e->findings->at[i]->to.keys;
        const struct bo_row *row = row_before(e, table, keys);
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told |= strcmp(e->findings->at[k]->to.keys, keys) == 0;
        }
        if (row == NULL) {
            return "the row before it was not found in the file";
        }
        for (size_t f = 0; !told && f < table->keys.n + table->columns.n; f++) {
            lines = f == 0 ? bo_printf(e->arena, "%s\n%s  %s", lines, indent, row->field[0])
                           : bo_printf(e->arena, "%s, %s", lines, field_of(e, table, row, f, keys));
        }
    }
    add(e, span.to, span.to,
        bo_printf(e->arena,
                  "\n%s<rows from=\"%s\" confidence=\"" CONFIDENCE "\" checked=\"%s\" status=\"made\">%s\n%s</rows>",
                  indent, e->from, e->day, lines, indent));
    return make_room(e, table->gaps.at, table->gaps.n, NULL, "rows");
}

const char *bo_propose_edits(struct bo_arena *arena, const struct bo_source_text *source,
                             const bo_found_together *findings, int64_t day, bo_changes *edits)
{
    const struct bo_finding *first = findings->at[0];
    struct editing e = {.arena = arena,
                        .source = source,
                        .findings = findings,
                        .first = first,
                        .from = bo_date_text(arena, first->from),
                        .day = bo_date_text(arena, day)};
    const char *why = first->to.param != NULL   ? edit_param(&e, first->to.param)
                      : first->to.scale != NULL ? edit_scale(&e, first->to.scale)
                                                : edit_table(&e, first->to.table);
    for (size_t i = 0; why == NULL && i < e.edits.n; i++) {
        BO_PUSH(arena, edits, e.edits.at[i]);
    }
    return why;
}
