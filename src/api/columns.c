#include "api/columns.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

void bo_columns_add_cells(struct bo_columns *columns, const char *const *cells, size_t n)
{
    const char **line = bo_alloc_array(columns->arena, BO_COLUMNS_MAX, sizeof *line);
    for (size_t i = 0; i < n && i < BO_COLUMNS_MAX; i++) {
        line[i] = bo_strdup(columns->arena, cells[i] != NULL ? cells[i] : "");
    }
    BO_PUSH(columns->arena, &columns->lines, line);
}

void bo_columns_add(struct bo_columns *columns, ...)
{
    const char *cells[BO_COLUMNS_MAX], *cell;
    size_t n = 0;
    va_list args;
    va_start(args, columns);
    while (n < BO_COLUMNS_MAX && (cell = va_arg(args, const char *)) != NULL) {
        cells[n++] = cell;
    }
    va_end(args);
    bo_columns_add_cells(columns, cells, n);
}

void bo_columns_print(struct bo_columns *columns, const char *indent, struct bo_buf *to)
{
    size_t widest[BO_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < columns->lines.n; i++) {
        for (size_t c = 0; c < BO_COLUMNS_MAX && columns->lines.at[i][c] != NULL; c++) {
            size_t width = bo_utf8_width(columns->lines.at[i][c]);
            widest[c] = width > widest[c] ? width : widest[c];
        }
    }
    for (size_t i = 0; i < columns->lines.n; i++) {
        size_t blanks = 0; /* owed: none stand at the end of a line */
        const char *before = indent;
        for (size_t c = 0; c < BO_COLUMNS_MAX && columns->lines.at[i][c] != NULL; c++) {
            const char *cell = columns->lines.at[i][c];
            if (*cell != '\0') {
                bo_buf_printf(to, "%s%*s%s", before, (int)blanks, "", cell);
                before = "";
                blanks = 0;
            }
            blanks += widest[c] > 0 ? widest[c] - bo_utf8_width(cell) + 2 : 0;
        }
        bo_buf_putc(to, '\n');
    }
    columns->lines.n = 0;
}
