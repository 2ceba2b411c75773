#include "api/tabular.h"
#include "base/text.h"

#include <stdarg.h>

enum { CELL_MAX = 2000 /* bytes */ };

void bo_tabular_add_cells(struct bo_tabular *table, const char *const *cells, size_t n)
{
    const char **line = bo_alloc_array(table->arena, BO_TABULAR_CELLS, sizeof *line);
    for (size_t i = 0; i < n && i < BO_TABULAR_CELLS; i++) {
        line[i] = bo_utf8_line(table->arena, cells[i] != NULL ? cells[i] : "", CELL_MAX);
    }
    BO_PUSH(table->arena, &table->lines, line);
}

void bo_tabular_add(struct bo_tabular *table, ...)
{
    const char *cells[BO_TABULAR_CELLS], *cell;
    size_t n = 0;
    va_list args;
    va_start(args, table);
    while (n < BO_TABULAR_CELLS && (cell = va_arg(args, const char *)) != NULL) {
        cells[n++] = cell;
    }
    va_end(args);
    bo_tabular_add_cells(table, cells, n);
}

void bo_tabular_print(struct bo_tabular *table, const char *indent, struct bo_buf *to)
{
    size_t widest[BO_TABULAR_CELLS] = {0};
    for (size_t i = 0; i < table->lines.n; i++) {
        for (size_t c = 0; c < BO_TABULAR_CELLS && table->lines.at[i][c] != NULL; c++) {
            size_t width = bo_utf8_width(table->lines.at[i][c]);
            widest[c] = width > widest[c] ? width : widest[c];
        }
    }
    for (size_t i = 0; i < table->lines.n; i++) {
        size_t blanks = 0; /* owed: none stand at the end of a line */
        const char *before = indent;
        for (size_t c = 0; c < BO_TABULAR_CELLS && table->lines.at[i][c] != NULL; c++) {
            const char *cell = table->lines.at[i][c];
            if (*cell != '\0') {
                bo_buf_printf(to, "%s%*s%s", before, (int)blanks, "", cell);
                before = "";
                blanks = 0;
            }
            blanks += widest[c] > 0 ? widest[c] - bo_utf8_width(cell) + 2 : 0;
        }
        bo_buf_putc(to, '\n');
    }
    table->lines.n = 0;
}

const char *bo_times(struct bo_arena *arena, size_t n, const char *what)
{
    return bo_printf(arena, "%zu %s%s", n, what, n == 1 ? "" : "s");
}
