/* One binding in a paper: the part it names, the row or sentence in it, the unit, the figure, the first day; and
 * whatever forbids to take the figure for good. */
#include "base/buf.h"
#include "sources/amount.h"
#include "sources/scope.h"
#include "sources/sentence.h"
#include "sources/words.h"
#include "sources/years.h"
#include <string.h>

struct asked { /* a binding with the years filled in, in the form of bo_words */
    const struct bo_binding *binding;
    const char *at, *group, *row, *head, *sentence, *per, *date_at;
};

static const char *words_of(const struct bo_paper *paper, const char *text, int64_t year)
{
    text = bo_years_filled(paper->arena, text, year);
    return text == NULL ? NULL : bo_words(paper->arena, text, strlen(text));
}

static struct asked ask(const struct bo_paper *paper, const struct bo_binding *binding)
{
    int64_t year = bo_period_year(paper->publication, binding, paper->day);
    return (struct asked){.binding = binding,
                          .at = bo_years_filled(paper->arena, binding->at, year),
                          .group = words_of(paper, binding->group, year),
                          .row = words_of(paper, binding->row, year),
                          .head = words_of(paper, binding->head, year),
                          .sentence = words_of(paper, binding->sentence, year),
                          .per = words_of(paper, binding->per, year),
                          .date_at = binding->date_at != NULL && binding->date_at[0] == '/'
                                         ? binding->date_at
                                         : words_of(paper, binding->date_at, year)};
}

static void set(struct bo_reading *reading, enum bo_read what, const char *why)
{
    if (reading->what == BO_READ_FIGURE) {
        reading->what = what;
        reading->why = why;
    }
}

static void scope_of(const struct bo_paper *paper, const char *at, struct bo_scope *scope)
{
    bo_scope_init(scope);
    switch (paper->publication->form) {
    case BO_PUBLISHED_CLML:
        bo_clml_scope(paper, at, scope);
        break;
    case BO_PUBLISHED_LEGAL_XHTML:
        bo_legal_scope(paper, at, scope);
        break;
    case BO_PUBLISHED_CSV:
        BO_PUSH(paper->arena, &scope->tables, paper->table);
        break;
    default:
        bo_webpage_scope(paper, at, scope);
    }
}

/* What the document says of the place where something was found. */
static void judge_place(const struct bo_paper *paper, const struct asked *asked, const struct bo_twig *node, bool saved,
                        struct bo_scope *scope, struct bo_reading *reading)
{
    bool clml = paper->publication->form == BO_PUBLISHED_CLML;
    if (clml) {
        bo_clml_place(paper, node, scope);
    }
    reading->from = scope->from;
    if (scope->what != BO_READ_FIGURE) {
        set(reading, scope->what, scope->why);
    }
    if (saved && !asked->binding->repealed_retained) {
        set(reading, BO_READ_SAVED, "the words are repealed but kept for some people: somebody has to look");
    }
    const char *change = clml ? bo_effects_outstanding(paper, asked->at, node) : NULL;
    if (change != NULL) {
        set(reading, BO_READ_STALE, change);
    }
}

/* Where the binding says that the first day stands, in words or in the envelope. */
static void judge_date(const struct bo_paper *paper, const struct asked *asked, const struct bo_scope *scope,
                       struct bo_reading *reading)
{
    const char *text = NULL;
    int64_t date;
    if (asked->date_at == NULL) {
        return;
    }
    if (asked->date_at[0] == '/') {
        const struct bo_json *json = bo_json_at(paper->arena, paper->json, asked->date_at);
        text = bo_json_string(json);
    } else {
        struct bo_spoken_form form = {BO_FIGURE_DATE, asked->binding->language};
        struct bo_spoken spoken = bo_sentence_find(paper->arena, &scope->blocks, asked->date_at, form);
        if (spoken.times == 0 && paper->root != NULL) {
            bo_blocks all = {0};
            bo_passage_blocks(paper->arena, paper->root, true, &all);
            spoken = bo_sentence_find(paper->arena, &all, asked->date_at, form);
        }
        text = spoken.times == 1 ? spoken.figure : NULL;
    }
    if (text == NULL || !bo_amount_date(text, asked->binding->language, &date)) {
        set(reading, BO_READ_STRUCTURE, "its first day does not stand where the binding says");
        return;
    }
    reading->from = date;
}

static void judge_day(const struct bo_paper *paper, struct bo_reading *reading)
{
    if (reading->from != BO_DATE_NONE && reading->from > paper->day) {
        set(reading, BO_READ_PROVISIONAL,
            bo_printf(paper->arena, "it holds only from %s", bo_date_text(paper->arena, reading->from)));
    }
}

/* The unit stands in one of these texts. `cell`: without it, when it ends in the unit. */
static bool has_unit(const char *const *texts, size_t n, const char *per)
{
    bool there = false;
    for (size_t i = 0; i < n; i++) {
        there |= bo_words_within(texts[i], per) != NULL;
    }
    return there;
}

static const char *without_unit(struct bo_arena *arena, const char *text, const char *per)
{
    size_t n = strlen(text), length = per != NULL ? strlen(per) : 0;
    bool there = length > 0 && n > length + 1 && text[n - length - 1] == ' ' && bo_words_same(text + n - length, per);
    return there ? bo_strndup(arena, text, n - length - 1) : text;
}

static void judge_figure(const struct bo_paper *paper, const struct asked *asked, const char *text,
                         struct bo_reading *reading)
{
    const struct bo_binding *binding = asked->binding;
    bool bare = binding->form == BO_FIGURE_PERCENT && (asked->per != NULL || paper->table != NULL);
    const char *figure = bo_amount_read(paper->arena, without_unit(paper->arena, text, asked->per), binding->language,
                                        binding->form, bare);
    if (figure == NULL) {
        figure = bo_amount_read(paper->arena, text, binding->language, binding->form, bare);
    }
    if (figure == NULL) {
        set(reading, BO_READ_NOT_A_FIGURE,
            *text == '\0' ? "nothing stands there"
                          : bo_printf(paper->arena, "'%s' is no figure as it should stand there",
                                      bo_utf8_line(paper->arena, text, 100)));
        return;
    }
    reading->figure = figure;
}

/* Sentences */

static void read_sentence(const struct bo_paper *paper, const struct asked *asked, struct bo_scope *scope,
                          struct bo_reading *reading)
{
    struct bo_spoken_form form = {asked->binding->form, asked->binding->language};
    struct bo_spoken spoken = bo_sentence_find(paper->arena, &scope->blocks, asked->sentence, form);
    if (spoken.why != NULL || spoken.times != 1) {
        set(reading, BO_READ_STRUCTURE,
            spoken.why != NULL  ? spoken.why
            : spoken.times == 0 ? "the sentence does not stand there"
                                : "the sentence stands there more than once");
        return;
    }
    reading->words = spoken.words;
    const char *texts[] = {spoken.words, scope->heading};
    if (asked->per != NULL && !has_unit(texts, 2, asked->per)) {
        set(reading, BO_READ_STRUCTURE, bo_printf(paper->arena, "'%s' does not stand with it", asked->per));
        return;
    }
    judge_figure(paper, asked, spoken.figure, reading);
    judge_place(paper, asked, spoken.node, spoken.saved, scope, reading);
    reading->fragment =
        bo_printf(paper->arena, "at: %s\nwords: %s\n", asked->at != NULL ? asked->at : "", spoken.words);
}

/* Tables */

static const char *not_found(const struct bo_paper *paper, const struct asked *asked, const bo_spots *spots)
{
    if (spots->n > 1) {
        return bo_printf(paper->arena, "%zu rows are called '%s'", spots->n, asked->row);
    }
    return asked->group != NULL ? bo_printf(paper->arena, "there is no row '%s' below '%s'", asked->row, asked->group)
                                : bo_printf(paper->arena, "there is no row '%s'", asked->row);
}

/* Figures on two lines of a cell are two: where blanks stand between thousands, "120" above "500" would be one. */
static bool has_two(const struct bo_matrix_cell *cell)
{
    size_t first = cell != NULL ? strlen(cell->first) : 0;
    return cell != NULL && strpbrk(cell->first, "0123456789") != NULL &&
           strpbrk(cell->text + first, "0123456789") != NULL;
}

static void read_cell(const struct bo_paper *paper, const struct asked *asked, const struct bo_spot *found,
                      struct bo_scope *scope, struct bo_reading *reading)
{
    reading->words = bo_matrix_row_text(paper->arena, found);
    if (found->line->open) {
        set(reading, BO_READ_UNAVAILABLE, "the document ends in this row, and may be cut short");
        return;
    }
    if (found->many || found->column == found->table->n_columns) {
        set(reading, BO_READ_STRUCTURE,
            asked->head == NULL ? found->many ? "the row has more than one figure: the binding has to say whose"
                                              : "the row has no figure"
            : found->many       ? bo_printf(paper->arena, "more than one column is called '%s'", asked->head)
                                : bo_printf(paper->arena, "there is no column '%s'", asked->head));
        return;
    }
    const char *head = bo_matrix_head(paper->arena, found->line, found->column);
    const char *cell = found->figure == NULL            ? ""
                       : found->figure->live[0] != '\0' ? found->figure->live
                                                        : found->figure->text;
    const char *texts[] = {head, bo_matrix_head(paper->arena, found->line, 0), reading->words, found->table->caption,
                           scope->heading};
    if (asked->per != NULL && !has_unit(texts, sizeof texts / sizeof *texts, asked->per)) {
        set(reading, BO_READ_STRUCTURE, bo_printf(paper->arena, "'%s' does not stand with it", asked->per));
        return;
    }
    if (has_two(found->figure)) {
        set(reading, BO_READ_NOT_A_FIGURE, bo_printf(paper->arena, "'%s' is more than one figure", cell));
    } else {
        judge_figure(paper, asked, cell, reading);
    }
    bool saved = found->label->saved || (found->figure != NULL && found->figure->saved);
    judge_place(paper, asked, found->label->node, saved, scope, reading);
    reading->fragment = bo_printf(paper->arena, "at: %s\nhead: %s\nrow: %s\nfigure: %s\n",
                                  asked->at != NULL ? asked->at : "", head, reading->words, cell);
}

static void judge_shape(const struct bo_paper *paper, const struct asked *asked, const struct bo_matrix *table,
                        struct bo_reading *reading)
{
    reading->shape = bo_matrix_shape(paper->arena, table);
    if (asked->binding->shape != NULL && strcmp(asked->binding->shape, reading->shape) != 0) {
        set(reading, BO_READ_STRUCTURE, "the table's rows or heads are not those that a person last looked at");
    }
}

static bool has_column(const struct bo_spot *spot)
{
    return spot->column < spot->table->n_columns;
}

/* The rows that answer; of several, those that have the column. */
static void find_rows(const struct bo_paper *paper, const struct asked *asked, const struct bo_scope *scope,
                      const char *row, bo_spots *spots)
{
    struct bo_sought sought = {.group = asked->group, .row = row, .head = asked->head};
    size_t n = 0;
    for (size_t i = 0; i < scope->tables.n; i++) {
        bo_matrix_find(paper->arena, scope->tables.at[i], &sought, spots);
    }
    for (size_t i = 0; i < spots->n; i++) {
        n += has_column(&spots->at[i]);
    }
    if (asked->head == NULL || n == 0) {
        return;
    }
    for (size_t i = n = 0; i < spots->n; i++) {
        if (has_column(&spots->at[i])) {
            spots->at[n++] = spots->at[i];
        }
    }
    spots->n = n;
}

static void read_table(const struct bo_paper *paper, const struct asked *asked, struct bo_scope *scope,
                       struct bo_reading *reading)
{
    bo_spots spots = {0};
    find_rows(paper, asked, scope, asked->row, &spots);
    if (spots.n != 1) {
        set(reading, BO_READ_STRUCTURE, scope->tables.n == 0 ? "there is no table" : not_found(paper, asked, &spots));
        if (scope->tables.n == 1) {
            reading->shape = bo_matrix_shape(paper->arena, scope->tables.at[0]);
        }
        return;
    }
    judge_shape(paper, asked, spots.at[0].table, reading);
    read_cell(paper, asked, &spots.at[0], scope, reading);
}

/* What is not taken for good for its structure has no figure: nobody shall copy it. */
static struct bo_reading finished(const struct bo_paper *paper, const struct asked *asked, const struct bo_scope *scope,
                                  struct bo_reading reading)
{
    if (reading.figure != NULL) {
        judge_date(paper, asked, scope, &reading);
        judge_day(paper, &reading);
    }
    if (reading.what == BO_READ_STRUCTURE || reading.what == BO_READ_UNAVAILABLE) {
        reading.figure = NULL;
    }
    return reading;
}

/* Whole tables */

static void add(const struct bo_paper *paper, bo_named_figures *figures, const char *name, struct bo_reading reading)
{
    struct bo_named_figure figure = {.name = name, .reading = reading};
    BO_PUSH(paper->arena, figures, figure);
}

/* A name that comes twice names nothing. */
static void refuse_doubles(bo_named_figures *figures)
{
    for (size_t i = 0; i < figures->n; i++) {
        for (size_t j = i + 1; j < figures->n; j++) {
            if (bo_words_same(figures->at[i].name, figures->at[j].name)) {
                figures->at[i].reading.what = figures->at[j].reading.what = BO_READ_STRUCTURE;
                figures->at[i].reading.why = figures->at[j].reading.why = "two rows have this name";
                figures->at[i].reading.figure = figures->at[j].reading.figure = NULL;
            }
        }
    }
}

void bo_judge_rows(const struct bo_paper *paper, const struct bo_binding *binding, bo_named_figures *figures)
{
    struct bo_reading reading = {.what = BO_READ_FIGURE, .from = BO_DATE_NONE};
    struct asked asked = ask(paper, binding);
    struct bo_scope scope;
    bo_spots spots = {0};
    bool json = paper->publication->form == BO_PUBLISHED_JSON;
    bo_scope_init(&scope);
    if (!json) {
        scope_of(paper, asked.at, &scope);
        find_rows(paper, &asked, &scope, NULL, &spots);
    }
    if (scope.what != BO_READ_FIGURE) {
        set(&reading, scope.what, scope.why);
    } else if (spots.n == 0) {
        set(&reading, BO_READ_STRUCTURE, "there is no table with such rows");
    }
    if (reading.what != BO_READ_FIGURE) {
        add(paper, figures, NULL, reading);
        return;
    }
    for (size_t i = 0; i < spots.n && !bo_tree_is_overlooked(paper->arena); i++) {
        struct bo_reading one = reading;
        struct bo_scope place = scope;
        judge_shape(paper, &asked, spots.at[i].table, &one);
        read_cell(paper, &asked, &spots.at[i], &place, &one);
        add(paper, figures, spots.at[i].label->text, finished(paper, &asked, &place, one));
    }
    refuse_doubles(figures);
}

/* All rows in one reading, without a figure: whether they can be read at all. */
static void read_whole(const struct bo_paper *paper, const struct bo_binding *binding, struct bo_reading *reading)
{
    bo_named_figures figures = {0};
    bo_judge_rows(paper, binding, &figures);
    const struct bo_reading *first = &figures.at[0].reading;
    for (size_t i = 0; i < figures.n; i++) {
        if (figures.at[i].reading.what == BO_READ_FIGURE) {
            reading->shape = first->shape;
            reading->from = figures.at[i].reading.from;
            reading->words = bo_printf(paper->arena, "%zu rows", figures.n);
            return;
        }
    }
    *reading = *first;
    reading->figure = NULL;
}

struct bo_reading bo_judge(const struct bo_paper *paper, const struct bo_binding *binding)
{
    struct bo_reading reading = {.what = BO_READ_FIGURE, .from = BO_DATE_NONE};
    if (paper->publication->form == BO_PUBLISHED_JSON) {
        reading = bo_pointer_read(paper, binding);
        judge_day(paper, &reading);
        return reading;
    }
    struct asked asked = ask(paper, binding);
    struct bo_scope scope;
    scope_of(paper, asked.at, &scope);
    if (scope.what != BO_READ_FIGURE) {
        set(&reading, scope.what, scope.why);
    } else if (asked.sentence != NULL) {
        read_sentence(paper, &asked, &scope, &reading);
    } else if (asked.row != NULL) {
        read_table(paper, &asked, &scope, &reading);
    } else {
        read_whole(paper, binding, &reading);
    }
    return finished(paper, &asked, &scope, reading);
}
