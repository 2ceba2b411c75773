#include "sources/matrix.h"

#include "base/buf.h"
#include "rules/digest.h"
#include "sources/words.h"
#include <stdlib.h>
#include <string.h>

/* From HTML */

struct making {
    struct bo_arena *arena;
    struct bo_matrix *table;
    const struct bo_matrix_cell *open[BO_MATRIX_COLUMNS]; /* spans more rows */
    unsigned rows_left[BO_MATRIX_COLUMNS];
    size_t cells;
    const char *why;
};

static unsigned span_of(const struct bo_twig *node, const char *name)
{
    const char *text = bo_twig_mark(node, name);
    size_t n = text == NULL ? 0 : strspn(text, "0123456789");
    unsigned span = 0;
    for (size_t i = 0; i < n && span <= 10000; i++) {
        span = span * 10 + (unsigned)(text[i] - '0');
    }
    return span == 0 ? 1 : span;
}

static void add_cell(struct making *m, struct bo_matrix_line *line, const struct bo_twig *node)
{
    unsigned column = 0, across = span_of(node, "colspan"), down = span_of(node, "rowspan");
    while (column < BO_MATRIX_COLUMNS && line->at[column] != NULL) {
        column++;
    }
    if (column + across > BO_MATRIX_COLUMNS || ++m->cells > BO_MATRIX_CELLS || bo_tree_is_overlooked(m->arena)) {
        m->why = "has a table that is too big";
        return;
    }
    struct bo_block block = bo_passage_whole(m->arena, node);
    struct bo_matrix_cell *cell = bo_alloc(m->arena, sizeof *cell);
    *cell = (struct bo_matrix_cell){.text = block.text,
                                    .live = block.live,
                                    .first = block.line,
                                    .saved = block.saved,
                                    .head = strcmp(node->name, "th") == 0,
                                    .column = column,
                                    .span = across,
                                    .node = node};
    for (unsigned i = column; i < column + across; i++) {
        line->at[i] = cell;
        m->open[i] = cell;
        m->rows_left[i] = down - 1;
    }
    if (column + across > m->table->n_columns) {
        m->table->n_columns = column + across;
    }
}

static void add_line(struct making *m, const struct bo_twig *row)
{
    struct bo_matrix_line *line = bo_alloc(m->arena, sizeof *line);
    line->at = bo_alloc_array(m->arena, BO_MATRIX_COLUMNS, sizeof(struct bo_matrix_cell *));
    if (++m->cells > BO_MATRIX_CELLS / 10) { /* each line holds room for all columns */
        m->why = "has a table that is too big";
        return;
    }
    for (unsigned i = 0; i < BO_MATRIX_COLUMNS; i++) {
        if (m->rows_left[i] > 0) {
            line->at[i] = m->open[i];
            m->rows_left[i]--;
        }
    }
    for (const struct bo_twig *node = row->first; node != NULL && m->why == NULL; node = node->next) {
        if (bo_twig_is_html(node, "td") || bo_twig_is_html(node, "th")) {
            add_cell(m, line, node);
        }
    }
    line->is = bo_twig_is_html(row->parent, "thead") ? BO_MATRIX_HEAD : BO_MATRIX_BODY;
    BO_PUSH(m->arena, &m->table->lines, line);
}

/* "TABLE 1" and a title: above the table, in the same wrapper. */
static const char *caption_of(struct bo_arena *arena, const struct bo_twig *table)
{
    for (const struct bo_twig *node = table->first; node != NULL; node = node->next) {
        if (bo_twig_is_html(node, "caption")) {
            return bo_passage_whole(arena, node).text;
        }
    }
    if (table->parent == NULL || !bo_twig_is(table->parent, BO_NS_CLML, "Tabular")) {
        return "";
    }
    const char *caption = "";
    for (const struct bo_twig *node = table->parent->first; node != table; node = node->next) {
        if (bo_twig_is(node, BO_NS_CLML, "Number") || bo_twig_is(node, BO_NS_CLML, "Title")) {
            const char *text = bo_passage_whole(arena, node).text;
            caption = *caption == '\0' ? text : bo_printf(arena, "%s %s", caption, text);
        }
    }
    return caption;
}

static const char *grid_of(struct bo_arena *arena, const struct bo_twig *table, bo_matrices *tables, size_t *cells)
{
    struct making m = {.arena = arena, .table = bo_alloc(arena, sizeof *m.table), .cells = *cells};
    m.table->caption = caption_of(arena, table);
    for (const struct bo_twig *at = bo_twig_next(table, table); at != NULL && m.why == NULL;) {
        if (bo_twig_is_html(at, "tr")) {
            add_line(&m, at);
        }
        bool leave = bo_twig_is_html(at, "table") || bo_twig_is_html(at, "tr");
        at = leave ? bo_twig_past(table, at) : bo_twig_next(table, at);
    }
    bo_matrix_settle(m.table, true);
    *cells = m.cells;
    BO_PUSH(arena, tables, m.table);
    return m.why;
}

const char *bo_matrices_of(struct bo_arena *arena, const struct bo_twig *node, bo_matrices *tables)
{
    size_t cells = 0;
    const char *why = NULL;
    for (const struct bo_twig *at = node; at != NULL && why == NULL; at = bo_twig_next(node, at)) {
        if (at->name != NULL && bo_twig_is_html(at, "table")) {
            why = grid_of(arena, at, tables, &cells);
        }
    }
    return why;
}

/* Heads and groups */

static const struct bo_matrix_cell *first_cell(const struct bo_matrix *table, const struct bo_matrix_line *line,
                                               unsigned from)
{
    for (unsigned i = from; i < table->n_columns; i++) {
        const struct bo_matrix_cell *cell = line->at[i];
        if (cell != NULL && cell->text[0] != '\0' && (i == 0 || cell != line->at[i - 1])) {
            return cell;
        }
    }
    return NULL;
}

static void count(const struct bo_matrix *table, struct bo_matrix_line *line, bool *all_heads)
{
    const struct bo_matrix_cell *cell = first_cell(table, line, 0);
    line->n_cells = 0;
    *all_heads = cell != NULL;
    for (; cell != NULL; cell = first_cell(table, line, cell->column + cell->span)) {
        line->n_cells++;
        *all_heads &= cell->head;
    }
}

/* "12.5%", "684", "1,071.09": a figure, not the head of a column; four digits may be a year. */
static bool is_amount(const char *text)
{
    size_t digits = 0, others = 0;
    for (const char *at = text; *at != '\0'; at++) {
        bool sign = (unsigned char)*at >= 0x80; /* of a currency; letters that are no ASCII come with some that are */
        digits += *at >= '0' && *at <= '9';
        others += sign || strchr(".,%", *at) != NULL;
        if (!sign && strchr("0123456789.,% ", *at) == NULL) {
            return false;
        }
    }
    return digits > 0 && (others > 0 || digits != 4);
}

static bool has_amount(const struct bo_matrix *table, const struct bo_matrix_line *line)
{
    const struct bo_matrix_cell *cell = first_cell(table, line, 0);
    while (cell != NULL && (cell->column == 0 || !is_amount(cell->text))) {
        cell = first_cell(table, line, cell->column + cell->span);
    }
    return cell != NULL;
}

/* Where no line is marked: the first one with two cells, unless it has figures; lines before it are titles. */
static void settle_unmarked(const struct bo_matrix *table)
{
    size_t first = 0;
    while (first < table->lines.n && table->lines.at[first]->n_cells < 2) {
        first++;
    }
    if (first == table->lines.n || has_amount(table, table->lines.at[first])) {
        return;
    }
    for (size_t i = 0; i <= first; i++) {
        table->lines.at[i]->is = BO_MATRIX_HEAD;
    }
}

static void settle_heads(const struct bo_matrix *table, bool marked)
{
    bool any = false;
    for (size_t i = 0; i < table->lines.n; i++) {
        bool all_heads;
        count(table, table->lines.at[i], &all_heads);
        if (marked && all_heads && table->lines.at[i]->n_cells > 1) {
            table->lines.at[i]->is = BO_MATRIX_HEAD;
        }
        any |= table->lines.at[i]->is == BO_MATRIX_HEAD;
    }
    if (!any) {
        settle_unmarked(table);
    }
}

enum { HEADS_MAX = 8 }; /* lines of heads that are read as one head */

void bo_matrix_settle(struct bo_matrix *table, bool marked)
{
    const struct bo_matrix_line *heads = NULL;
    const struct bo_matrix_cell *group = NULL, *outer = NULL;
    bool first = false, indented = false;
    size_t depth = 0;
    settle_heads(table, marked);
    for (size_t i = 0; i < table->lines.n; i++) {
        struct bo_matrix_line *line = table->lines.at[i];
        const struct bo_matrix_cell *label = first_cell(table, line, 0);
        if (line->is == BO_MATRIX_HEAD) {
            depth = i > 0 && table->lines.at[i - 1]->is == BO_MATRIX_HEAD ? depth + 1 : 0;
            line->above = depth % HEADS_MAX > 0 ? table->lines.at[i - 1] : NULL;
            heads = line;
            group = NULL;
            continue;
        }
        line->heads = heads;
        if (line->n_cells == 1 && label->column == 0 && table->n_columns > 1) {
            line->is = BO_MATRIX_GROUP;
            outer = first ? group : NULL; /* one head right below another: it stands among that one */
            group = label;
            first = true;
            continue;
        }
        /* Where members are indented below their group, one that is not ends it. */
        if (first && label != NULL) {
            indented = group != NULL && label->column > group->column;
            first = false;
        } else if (indented && group != NULL && label != NULL && label->column <= group->column) {
            group = NULL;
        }
        line->group = group;
        line->outer = group != NULL ? outer : NULL;
    }
}

/* Finding */

static bool is_called(const struct bo_matrix_cell *cell, const char *words)
{
    return bo_words_same(cell->text, words) || (cell->live[0] != '\0' && bo_words_same(cell->live, words));
}

static bool row_is(const struct bo_matrix_cell *cell, const char *words)
{
    return is_called(cell, words) || bo_words_same(cell->first, words);
}

const char *bo_matrix_head(struct bo_arena *arena, const struct bo_matrix_line *line, unsigned column)
{
    const char *text = "";
    const struct bo_matrix_cell *below = NULL;
    for (const struct bo_matrix_line *head = line->heads; head != NULL; head = head->above) {
        const struct bo_matrix_cell *cell = head->at[column];
        if (cell != NULL && cell != below && cell->text[0] != '\0') {
            text = *text == '\0' ? cell->text : bo_printf(arena, "%s %s", cell->text, text);
        }
        below = cell;
    }
    return text;
}

static bool head_is(struct bo_arena *arena, const struct bo_matrix_line *line, unsigned column, const char *words)
{
    for (const struct bo_matrix_line *head = line->heads; head != NULL; head = head->above) {
        if (head->at[column] != NULL && is_called(head->at[column], words)) {
            return true;
        }
    }
    return line->heads != NULL && line->heads->above != NULL &&
           bo_words_same(bo_matrix_head(arena, line, column), words);
}

/* The column with that head; n_columns when there is none. */
static unsigned column_of(struct bo_arena *arena, const struct bo_matrix *table, const struct bo_matrix_line *line,
                          const char *head, bool *many)
{
    unsigned is = table->n_columns;
    for (unsigned i = 0; i < table->n_columns; i++) {
        if (head_is(arena, line, i, head)) {
            *many |= is != table->n_columns;
            is = is == table->n_columns ? i : is;
        }
    }
    return is;
}

/* Without a head: the only cell behind the label. */
static unsigned only_column(const struct bo_matrix *table, const struct bo_matrix_line *line,
                            const struct bo_matrix_cell *label, bool *many)
{
    const struct bo_matrix_cell *cell = first_cell(table, line, label->column + label->span);
    if (cell == NULL) {
        return table->n_columns;
    }
    *many |= first_cell(table, line, cell->column + cell->span) != NULL;
    return cell->column;
}

static bool among(const struct bo_matrix *table, const struct bo_matrix_line *line, const struct bo_matrix_cell *label,
                  const char *group, unsigned end)
{
    if (group == NULL || (line->group != NULL && is_called(line->group, group)) ||
        (line->outer != NULL && is_called(line->outer, group)) || bo_words_same(table->caption, group)) {
        return true;
    }
    for (unsigned i = 0; i < end; i++) {
        const struct bo_matrix_cell *cell = line->at[i];
        if (cell != NULL && cell != label && cell->text[0] != '\0' && is_called(cell, group)) {
            return true;
        }
    }
    return false;
}

static const struct bo_matrix_cell *label_of(const struct bo_matrix *table, const struct bo_matrix_line *line,
                                             const char *row, unsigned end)
{
    const struct bo_matrix_cell *cell = first_cell(table, line, 0);
    while (cell != NULL && cell->column < end && row != NULL && !row_is(cell, row)) {
        cell = first_cell(table, line, cell->column + cell->span);
    }
    return cell != NULL && cell->column < end ? cell : NULL;
}

void bo_matrix_find(struct bo_arena *arena, const struct bo_matrix *table, const struct bo_sought *sought,
                    bo_spots *spots)
{
    const struct bo_matrix_line *heads = NULL; /* those that the column was sought in last */
    unsigned column = table->n_columns;
    bool many = false;
    for (size_t i = 0; i < table->lines.n && !bo_tree_is_overlooked(arena); i++) {
        const struct bo_matrix_line *line = table->lines.at[i];
        if (line->is == BO_MATRIX_HEAD) {
            continue;
        }
        if (sought->head != NULL && line->heads != heads) {
            many = false;
            column = column_of(arena, table, line, sought->head, &many);
            heads = line->heads;
        }
        struct bo_spot found = {.table = table, .line = line, .column = column, .many = many};
        unsigned end = found.column; /* labels stand before the figure */
        found.label = label_of(table, line, sought->row, end);
        if (found.label == NULL || !among(table, line, found.label, sought->group, end) ||
            (sought->row == NULL && line->is == BO_MATRIX_GROUP)) {
            continue;
        }
        if (sought->head == NULL) {
            found.column = only_column(table, line, found.label, &found.many);
        }
        found.figure = found.column < table->n_columns ? line->at[found.column] : NULL;
        found.figure = found.figure == found.label ? NULL : found.figure;
        BO_PUSH(arena, spots, found);
    }
}

const char *bo_matrix_row_text(struct bo_arena *arena, const struct bo_spot *found)
{
    const struct bo_matrix_line *line = found->line;
    const char *text = line->group != NULL ? line->group->text : NULL;
    for (const struct bo_matrix_cell *cell = first_cell(found->table, line, 0); cell != NULL;
         cell = first_cell(found->table, line, cell->column + cell->span)) {
        text = text == NULL ? cell->text : bo_printf(arena, "%s | %s", text, cell->text);
    }
    return text != NULL ? text : "";
}

/* Fingerprint */

static void add_label(struct bo_arena *arena, struct bo_buf *buf, char mark, const char *text)
{
    bo_buf_putc(buf, mark);
    bo_buf_puts(buf, bo_words_folded(arena, text));
    bo_buf_putc(buf, '\n');
}

/* Digits do not count, and columns that differ by nothing else count once. */
static void add_heads(struct bo_arena *arena, struct bo_buf *buf, const struct bo_matrix *table,
                      const struct bo_matrix_line *line)
{
    const char *last = "";
    for (const struct bo_matrix_cell *cell = first_cell(table, line, 0); cell != NULL;
         cell = first_cell(table, line, cell->column + cell->span)) {
        char *masked = bo_strdup(arena, cell->text);
        for (char *at = masked; *at != '\0'; at++) {
            *at = *at >= '0' && *at <= '9' ? '#' : *at;
        }
        if (strcmp(masked, last) != 0) {
            add_label(arena, buf, 'h', masked);
        }
        last = masked;
    }
}

const char *bo_matrix_shape(struct bo_arena *arena, const struct bo_matrix *table)
{
    enum { SHOWN = 16 }; /* hexadecimal digits: a fingerprint, not a proof */
    struct bo_buf buf;
    bo_buf_init(&buf);
    for (size_t i = 0; i < table->lines.n; i++) {
        const struct bo_matrix_line *line = table->lines.at[i];
        const struct bo_matrix_cell *label = first_cell(table, line, 0);
        if (line->is == BO_MATRIX_HEAD) {
            add_heads(arena, &buf, table, line);
        } else if (label != NULL) {
            const struct bo_matrix_cell *second = i > 0 && table->lines.at[i - 1]->at[label->column] == label
                                                      ? first_cell(table, line, label->column + label->span)
                                                      : NULL;
            add_label(arena, &buf, line->is == BO_MATRIX_GROUP ? 'g' : 'r', (second != NULL ? second : label)->text);
        }
    }
    const char *digest = bo_sha256_hex(arena, buf.at != NULL ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return bo_strndup(arena, digest, SHOWN);
}
