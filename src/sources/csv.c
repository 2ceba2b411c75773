/* Tables as CSV (RFC 4180): lines before the heads are a title. */
#include "base/buf.h"
#include "base/text.h"
#include "sources/scope.h"
#include "sources/words.h"
#include <string.h>

struct reader {
    struct bo_paper *paper;
    const char *at, *end;
    char separator;
    size_t cells;
};

/* The first of the two that there is: heads hold none themselves, figures may hold the other as their point. */
static char separator_of(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (bytes[i] == ',' || bytes[i] == ';') {
            return bytes[i];
        }
    }
    return ',';
}

/* One field; false: a quote is not closed, or text stands behind a closed one. */
static bool field(struct reader *r, struct bo_matrix_cell *cell)
{
    struct bo_buf buf;
    bool good = true, quoted = r->at < r->end && *r->at == '"';
    bo_buf_init(&buf);
    for (r->at += quoted; r->at < r->end; r->at++) {
        if (quoted && *r->at == '"') {
            if (r->end - r->at < 2 || r->at[1] != '"') {
                break;
            }
            r->at++;
        } else if (!quoted && (*r->at == r->separator || *r->at == '\n' || *r->at == '"')) {
            break;
        }
        if (buf.n == BO_TREE_TEXT) {
            bo_buf_fini(&buf);
            return false;
        }
        bo_buf_putc(&buf, *r->at);
    }
    if (quoted) {
        good = r->at < r->end;
        r->at += good;
        r->at += r->at < r->end && *r->at == '\r';
    }
    good = good && (r->at == r->end || *r->at == r->separator || *r->at == '\n');
    const char *end = buf.n > 0 ? memchr(buf.at, '\n', buf.n) : NULL;
    cell->text = cell->live = bo_words(r->paper->arena, buf.n > 0 ? buf.at : "", buf.n);
    cell->first = end != NULL ? bo_words(r->paper->arena, buf.at, (size_t)(end - buf.at)) : cell->text;
    bo_buf_fini(&buf);
    return good;
}

static void line(struct reader *r, struct bo_matrix *table)
{
    struct bo_arena *arena = r->paper->arena;
    struct bo_matrix_line *line = bo_alloc(arena, sizeof *line);
    line->at = bo_alloc_array(arena, BO_MATRIX_COLUMNS, sizeof(struct bo_matrix_cell *));
    unsigned n = 0;
    bool any = false, more = true;
    while (more) {
        struct bo_matrix_cell *cell = bo_alloc(arena, sizeof *cell);
        if (!field(r, cell)) {
            bo_paper_refuse(r->paper, BO_READ_UNAVAILABLE, "is no CSV, or cut short");
            return;
        }
        if (n == BO_MATRIX_COLUMNS || ++r->cells > BO_MATRIX_CELLS || arena->used > BO_TREE_MEMORY) {
            bo_paper_refuse(r->paper, BO_READ_UNAVAILABLE, "is too big");
            return;
        }
        any |= cell->text[0] != '\0';
        cell->column = n;
        cell->span = 1;
        line->at[n++] = cell;
        more = r->at < r->end && *r->at == r->separator;
        r->at += more;
    }
    line->open = r->at == r->end && !r->paper->document->whole;
    r->at += r->at < r->end;
    if (any) {
        line->n_cells = n; /* for `even`; settling counts anew */
        BO_PUSH(arena, &table->lines, line);
    }
    table->n_columns = n > table->n_columns ? n : table->n_columns;
}

/* Every line has as many fields as the others: one that has fewer was cut, or its columns have moved. Titles may be
 * shorter. */
static bool even(const struct bo_matrix *table)
{
    bool title = true;
    for (size_t i = 0; i < table->lines.n; i++) {
        title = title && table->lines.at[i]->n_cells == 1;
        if (!title && table->lines.at[i]->n_cells != table->n_columns) {
            return false;
        }
    }
    return true;
}

void bo_csv_open(struct bo_paper *paper)
{
    const struct bo_document *document = paper->document;
    struct reader r = {.paper = paper, .at = document->bytes, .end = document->bytes + document->n};
    if (document->n > BO_TREE_BYTES || memchr(document->bytes, '\0', document->n) != NULL ||
        !bo_utf8_valid(document->bytes, document->n)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is too big, or not UTF-8");
        return;
    }
    r.separator = separator_of(document->bytes, document->n);
    paper->table = bo_alloc(paper->arena, sizeof *paper->table);
    paper->table->caption = "";
    while (r.at < r.end && paper->what == BO_READ_FIGURE) {
        line(&r, paper->table);
    }
    if (paper->what == BO_READ_FIGURE && (paper->table->lines.n < 2 || paper->table->n_columns < 2)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is no table");
    } else if (!even(paper->table)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "has lines of different lengths: cut short, or no table");
    }
    bo_matrix_settle(paper->table, false);
}

const char *bo_csv_guard_text(const struct bo_paper *paper)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    for (size_t i = 0; i < paper->table->lines.n; i++) {
        for (unsigned j = 0; j < paper->table->n_columns; j++) {
            const struct bo_matrix_cell *cell = paper->table->lines.at[i]->at[j];
            bo_buf_puts(&buf, cell != NULL ? cell->text : "");
            bo_buf_putc(&buf, ' ');
        }
    }
    char *text = bo_strndup(paper->arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return text;
}
