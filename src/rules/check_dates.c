/* Dated facts: in order, without overlap, in their type, and on every day covered or in a declared gap. */
#include "num/dec.h"
#include "rules/check.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct span {
    int64_t from, until; /* until: INT64_MAX when open */
    bool gap;
    struct bo_place place;
};
struct spans {
    struct span *at;
    size_t n;
};

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->from != y->from ? (x->from < y->from ? -1 : 1) : x->gap - y->gap;
}

static void add_span(struct spans *spans, int64_t from, int64_t until, bool gap, struct bo_place place)
{
    spans->at[spans->n++] = (struct span){from, until == BO_DATE_NONE ? INT64_MAX : until, gap, place};
}

static struct spans new_spans(struct bo_checking *checking, size_t most)
{
    return (struct spans){.at = bo_alloc_array(&checking->scratch, most, sizeof(struct span))};
}

static void add_gaps(struct spans *spans, const struct bo_gap *gaps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_span(spans, gaps[i].from, gaps[i].until, true, gaps[i].place);
    }
    if (spans->n > 0) {
        qsort(spans->at, spans->n, sizeof *spans->at, compare_spans);
    }
}

/* How far back the clock of an element can lie before the first complete day. */
static int64_t first_day(struct bo_checking *checking, const struct bo_named *element, const char *by)
{
    int64_t first = checking->set->complete_from, count;
    bool in_months;
    if (by == NULL || strcmp(by, "date") == 0) {
        return first;
    }
    const struct bo_named *named = bo_set_find(checking->set, by);
    const struct bo_rule *rule = named != NULL && named->element == BO_E_RULE ? (const struct bo_rule *)named : NULL;
    const struct bo_input *input =
        named != NULL && named->element == BO_E_INPUT ? (const struct bo_input *)named : NULL;
    if ((rule == NULL || rule->kind != BO_DATE) && (input == NULL || input->kind != BO_DATE)) {
        bo_check_unknown(checking, element->place, "date", by);
        return first;
    }
    if (rule == NULL || rule->back == NULL || !bo_duration_parse(rule->back, strlen(rule->back), &in_months, &count)) {
        return first;
    }
    return in_months ? bo_date_add_months(first, -count) : first - count;
}

static const char *date_text(struct bo_checking *checking, int64_t date)
{
    return bo_date_text(&checking->scratch, date);
}

static void check_covered(struct bo_checking *checking, const struct bo_named *element, const char *by,
                          const struct spans *spans)
{
    int64_t day = first_day(checking, element, by), last = checking->set->complete_until;
    size_t i = 0;
    for (; i < spans->n && day <= last && spans->at[i].from <= day; i++) {
        if (spans->at[i].until >= day) {
            day = spans->at[i].until == INT64_MAX ? last + 1 : spans->at[i].until + 1;
        }
    }
    if (day <= last) {
        int64_t next = i < spans->n && spans->at[i].from <= last ? spans->at[i].from - 1 : last;
        bo_check_error(checking, element->place, "not-covered", "'%s' has no value and no <gap> from %s until %s",
                       element->id, date_text(checking, day), date_text(checking, next));
    }
}

/* Values follow each other. */
static bool check_order(struct bo_checking *checking, const struct bo_dated *before, const struct bo_dated *dated)
{
    if (dated->from <= before->from) {
        bo_check_error(checking, dated->place, "dates-out-of-order",
                       "this begins on %s, not after the one before it (%s)", date_text(checking, dated->from),
                       date_text(checking, before->from));
    } else if (before->until != BO_DATE_NONE && before->until >= dated->from) {
        bo_check_error(checking, dated->place, "overlap", "this begins on %s, while the one before it holds until %s",
                       date_text(checking, dated->from), date_text(checking, before->until));
    } else {
        return true;
    }
    return false;
}

/* A gap is where there is no value. */
static void check_gaps(struct bo_checking *checking, const struct spans *spans)
{
    for (size_t i = 1; i < spans->n; i++) {
        const struct span *before = &spans->at[i - 1], *span = &spans->at[i];
        if (before->until >= span->from && (before->gap || span->gap)) {
            bo_check_error(checking, span->gap ? span->place : before->place, "overlap", "this gap overlaps %s",
                           before->gap && span->gap ? "another" : "a value");
        }
    }
}

static void check_param(struct bo_checking *checking, struct bo_param *param)
{
    struct spans spans = new_spans(checking, param->values.n + param->gaps.n);
    bool ordered = true;
    for (size_t i = 0; i < param->values.n; i++) {
        struct bo_value *value = &param->values.at[i];
        bo_check_cite(checking, &value->dated.cite);
        bo_check_value(checking, value->dated.place, "the value", param->kind, (int)param->scale, value->text);
        ordered &= i == 0 || check_order(checking, &value[-1].dated, &value->dated);
        int64_t until = value->dated.until;
        if (until == BO_DATE_NONE && i + 1 < param->values.n) {
            until = param->values.at[i + 1].dated.from - 1;
        }
        add_span(&spans, value->dated.from, until, false, value->dated.place);
    }
    add_gaps(&spans, param->gaps.at, param->gaps.n);
    if (ordered) {
        check_gaps(checking, &spans);
        check_covered(checking, &param->named, param->by, &spans);
    }
}

static void check_scale(struct bo_checking *checking, struct bo_scale *scale)
{
    struct spans spans = new_spans(checking, scale->versions.n + scale->gaps.n);
    bool ordered = true;
    for (size_t i = 0; i < scale->versions.n; i++) {
        struct bo_bands *bands = &scale->versions.at[i];
        bo_check_cite(checking, &bands->dated.cite);
        bo_check_bands(checking, bands->dated.place, bands->bands.at, bands->bands.n);
        ordered &= i == 0 || check_order(checking, &bands[-1].dated, &bands->dated);
        int64_t until = bands->dated.until;
        if (until == BO_DATE_NONE && i + 1 < scale->versions.n) {
            until = scale->versions.at[i + 1].dated.from - 1;
        }
        add_span(&spans, bands->dated.from, until, false, bands->dated.place);
    }
    add_gaps(&spans, scale->gaps.at, scale->gaps.n);
    if (ordered) {
        check_gaps(checking, &spans);
        check_covered(checking, &scale->named, scale->by, &spans);
    }
}

/* A key as one text, however its number is written: 1.5 and 01.50 are the same. */
static const char *key_text(struct bo_checking *checking, const struct bo_key *key, struct bo_place place,
                            const char *text)
{
    bool number = key->match != BO_MATCH_CODE, fine, big;
    bo_wide value;
    if (strcmp(text, BO_FIELD_ANY) == 0 ||
        !bo_check_value(checking, place, "the key", number ? BO_NUMBER : BO_CODE, (int)key->scale, text) || !number ||
        !bo_dec_parse_scaled(text, strlen(text), key->scale, &value, &fine, &big) || value > INT64_MAX ||
        value < INT64_MIN) {
        return text;
    }
    return bo_printf(&checking->scratch, "%" PRId64, (int64_t)value);
}

/* Texts as one, with commas between. */
static const char *joined(struct bo_checking *checking, const char *const *texts, size_t n)
{
    size_t length = 0;
    for (size_t k = 0; k < n; k++) {
        length += strlen(texts[k]) + strlen(", ");
    }
    char *key = bo_alloc(&checking->scratch, length + 1), *end = key;
    for (size_t k = 0; k < n; k++) {
        end = stpcpy(k > 0 ? stpcpy(end, ", ") : end, texts[k]);
    }
    return key;
}

static void check_row(struct bo_checking *checking, const struct bo_table *table, const struct bo_rows *block,
                      const struct bo_row *row, struct bo_intern *seen)
{
    struct bo_place place = {.file = block->dated.place.file, .line = row->line};
    const char **keys = bo_alloc_array(&checking->scratch, table->keys.n, sizeof *keys);
    for (size_t k = 0; k < table->keys.n; k++) {
        keys[k] = key_text(checking, &table->keys.at[k], place, row->field[k]);
    }
    size_t before = seen->texts.n;
    if (bo_intern(seen, joined(checking, keys, table->keys.n)) < before) {
        bo_check_error(checking, place, "repeated-key", "a second row of '%s' from the same day",
                       joined(checking, (const char *const *)row->field, table->keys.n));
    }
    for (size_t c = 0; c < table->columns.n; c++) {
        const char *text = row->field[table->keys.n + c];
        const struct bo_column *column = &table->columns.at[c];
        if (text != NULL && column->kind != BO_FREE_TEXT) {
            bo_check_value(checking, place, column->id, column->kind, (int)bo_column_scale(table, column), text);
        }
    }
}

static void check_table(struct bo_checking *checking, struct bo_table *table)
{
    struct spans spans = new_spans(checking, table->blocks.n + table->gaps.n);
    struct bo_intern seen; /* keys of the rows that begin on one day */
    bool values = false;
    for (size_t i = 0; i < table->columns.n; i++) {
        values |= table->columns.at[i].kind != BO_FREE_TEXT;
    }
    if (!values) {
        bo_check_error(checking, table->named.place, "missing-element", "the table has no column with values");
    }
    for (size_t i = 1; i < table->keys.n; i++) {
        if (table->keys.at[i].match == BO_MATCH_CODE && table->keys.at[i - 1].match != BO_MATCH_CODE) {
            bo_check_error(checking, table->named.place, "bad-key",
                           "the key '%s' is a code and so stands before numbers", table->keys.at[i].id);
        }
    }
    for (size_t i = 0; i < table->blocks.n; i++) {
        struct bo_rows *block = &table->blocks.at[i];
        bo_check_cite(checking, &block->dated.cite);
        if (i == 0 || block->dated.from != block[-1].dated.from) {
            bo_intern_init(&seen, &checking->scratch);
        }
        if (i > 0 && block->dated.from < block[-1].dated.from) {
            bo_check_error(checking, block->dated.place, "dates-out-of-order",
                           "these rows begin on %s, before those above (%s)", date_text(checking, block->dated.from),
                           date_text(checking, block[-1].dated.from));
        }
        for (size_t r = 0; r < block->rows.n; r++) {
            check_row(checking, table, block, &block->rows.at[r], &seen);
        }
        add_span(&spans, block->dated.from, block->dated.until, false, block->dated.place);
    }
    add_gaps(&spans, table->gaps.at, table->gaps.n);
    check_covered(checking, &table->named, table->by, &spans);
}

void bo_check_dates(struct bo_checking *checking)
{
    struct bo_set *set = checking->set;
    for (size_t i = 0; i < set->params.n; i++) {
        checking->element = &set->params.at[i]->named;
        check_param(checking, set->params.at[i]);
    }
    for (size_t i = 0; i < set->scales.n; i++) {
        checking->element = &set->scales.at[i]->named;
        check_scale(checking, set->scales.at[i]);
    }
    for (size_t i = 0; i < set->tables.n; i++) {
        checking->element = &set->tables.at[i]->named;
        check_table(checking, set->tables.at[i]);
    }
    checking->element = NULL;
}
