#include "render/columns.h"

#include <string.h>

enum { GAP = 2, HEAD_WIDTH = 14, HEAD_WIDTH_MOST = 24, LABEL_LEAST = 16, TEXT_MAX = 2000 };

void bo_columns_init(struct bo_columns *columns, struct bo_arena *arena, size_t n)
{
    *columns = (struct bo_columns){.arena = arena, .n = n, .head = bo_alloc_array(arena, n, sizeof(char *))};
}

void bo_columns_head(struct bo_columns *columns, size_t column, const char *text)
{
    columns->head[column] = bo_utf8_line(columns->arena, text, TEXT_MAX);
}

struct bo_cell *bo_columns_row(struct bo_columns *columns, enum bo_row_kind kind, enum bo_style style, size_t indent,
                               const char *label)
{
    struct bo_cells_row row = {kind, style, indent, bo_utf8_line(columns->arena, label, TEXT_MAX), NULL};
    if (kind == BO_ROW_CELLS) {
        row.cell = bo_alloc_array(columns->arena, columns->n, sizeof *row.cell);
        for (size_t i = 0; i < columns->n; i++) {
            row.cell[i] = (struct bo_cell){"", ""};
        }
    }
    BO_PUSH(columns->arena, &columns->rows, row);
    return row.cell;
}

/* How wide things are */

struct measured {
    const struct bo_columns *of;
    struct bo_page *page;
    bool marks;              /* some figure has one, so all have room for it */
    size_t label;            /* columns of the labels */
    size_t *figures, *width; /* of the figures of each column; of the column, with its head and room for a mark */
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void measure_columns(struct measured *m)
{
    m->width = bo_alloc_array(m->of->arena, m->of->n, sizeof *m->width);
    m->figures = bo_alloc_array(m->of->arena, m->of->n, sizeof *m->figures);
    for (size_t r = 0; r < m->of->rows.n; r++) {
        const struct bo_cells_row *row = &m->of->rows.at[r];
        for (size_t c = 0; row->kind == BO_ROW_CELLS && c < m->of->n; c++) {
            m->figures[c] = larger(m->figures[c], bo_utf8_width(row->cell[c].text));
            m->marks |= *row->cell[c].mark != '\0';
        }
    }
    for (size_t c = 0; c < m->of->n; c++) {
        m->figures[c] = larger(m->figures[c], 1);
    }
}

/* Room for the heads, of `most` columns each if they are as long; the sum of all columns. */
static size_t set_heads(struct measured *m, size_t most)
{
    size_t all = 0;
    for (size_t c = 0; c < m->of->n; c++) {
        size_t head = bo_utf8_width(m->of->head[c]);
        m->width[c] = larger(m->figures[c], head < most ? head : most) + m->marks;
        all += GAP + m->width[c];
    }
    return all;
}

/* Room for the labels: what they need where everything fits beside each other, else two fifths of the width. */
static void measure_labels(struct measured *m)
{
    size_t needed = 0;
    for (size_t r = 0; r < m->of->rows.n; r++) {
        const struct bo_cells_row *row = &m->of->rows.at[r];
        if (row->kind == BO_ROW_CELLS) {
            needed = larger(needed, row->indent + bo_utf8_width(row->label));
        }
    }
    size_t figures = set_heads(m, HEAD_WIDTH_MOST);
    if (needed + figures > m->page->width) {
        figures = set_heads(m, HEAD_WIDTH);
    }
    if (needed + figures > m->page->width) {
        size_t left = m->page->width > figures ? m->page->width - figures : 0;
        needed = smaller(needed, larger(larger(m->page->width * 2 / 5, LABEL_LEAST), left));
    }
    size_t widest = GAP;
    for (size_t c = 0; c < m->of->n; c++) {
        widest = larger(widest, GAP + m->width[c]);
    }
    m->label = smaller(needed, m->page->width > widest ? m->page->width - widest : 1);
}

/* A block: the columns in `shown`, n of them */

static const char *right(const struct measured *m, const char *text, size_t width)
{
    size_t own = bo_utf8_width(text);
    return bo_printf(m->of->arena, "%s%s", bo_blanks(m->of->arena, own < width ? width - own : 0), text);
}

static void print_heads(const struct measured *m, const size_t *shown, size_t n)
{
    struct bo_arena *arena = m->of->arena;
    bo_lines *heads = bo_alloc_array(arena, n, sizeof *heads);
    size_t high = 0;
    for (size_t i = 0; i < n; i++) {
        size_t width = m->width[shown[i]] - m->marks;
        heads[i] = bo_wrap(arena, m->of->head[shown[i]], width, width);
        high = larger(high, heads[i].n);
    }
    for (size_t l = 0; l < high; l++) {
        const char *line = bo_blanks(arena, m->label);
        for (size_t i = 0; i < n; i++) {
            const char *text = l + heads[i].n < high ? "" : heads[i].at[l + heads[i].n - high];
            line = bo_printf(arena, "%s%s%s%s", line, bo_blanks(arena, GAP),
                             right(m, text, m->width[shown[i]] - m->marks), m->marks ? " " : "");
        }
        bo_page_line(m->page, BO_STRONG, line);
    }
}

static void print_row(const struct measured *m, const struct bo_cells_row *row, const size_t *shown, size_t n)
{
    struct bo_arena *arena = m->of->arena;
    if (row->kind == BO_ROW_BLANK) {
        bo_page_blank(m->page);
        return;
    }
    if (row->kind == BO_ROW_HEADING) {
        bo_page_text(m->page, row->indent, NULL, 0, row->style, row->label);
        return;
    }
    size_t room = m->label > row->indent ? m->label - row->indent : 1;
    size_t further = room > GAP ? room - GAP : 1; /* later lines of a label stand in a little */
    bo_lines label = bo_wrap(arena, row->label, room, further);
    for (size_t l = 0; l < label.n; l++) {
        const char *line = bo_printf(arena, "%s%s", bo_blanks(arena, row->indent + (l > 0 ? GAP : 0)), label.at[l]);
        if (l + 1 == label.n) {
            size_t own = bo_utf8_width(line);
            line = bo_printf(arena, "%s%s", line, bo_blanks(arena, own < m->label ? m->label - own : 0));
            for (size_t i = 0; i < n; i++) {
                const struct bo_cell *cell = &row->cell[shown[i]];
                line = bo_printf(arena, "%s%s%s%s", line, bo_blanks(arena, GAP),
                                 right(m, cell->text, m->width[shown[i]] - m->marks),
                                 *cell->mark != '\0' ? cell->mark
                                 : m->marks          ? " "
                                                     : "");
            }
        }
        bo_page_line(m->page, row->style, line);
    }
}

static void print_block(const struct measured *m, const size_t *shown, size_t n)
{
    print_heads(m, shown, n);
    for (size_t r = 0; r < m->of->rows.n; r++) {
        print_row(m, &m->of->rows.at[r], shown, n);
    }
}

void bo_columns_print(const struct bo_columns *columns, struct bo_page *page)
{
    struct measured m = {.of = columns, .page = page};
    if (columns->n == 0 || columns->rows.n == 0) {
        return;
    }
    measure_columns(&m);
    measure_labels(&m);
    size_t *shown = bo_alloc_array(columns->arena, columns->n, sizeof *shown);
    for (size_t next = 1, block = 0; next < columns->n || block == 0; block++) {
        size_t n = 1, used = m.label + GAP + m.width[0];
        shown[0] = 0;
        while (next < columns->n && used + GAP + m.width[next] <= page->width) {
            used += GAP + m.width[next];
            shown[n++] = next++;
        }
        if (n == 1 && block > 0) { /* too narrow for two */
            shown[0] = next++;
        }
        if (block > 0) {
            bo_page_blank(page);
        }
        print_block(&m, shown, n);
    }
}
