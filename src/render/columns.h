/* Purpose  the table of a sheet: labels on the left, a column of figures for each scenario on the right, in as many
 *          blocks below each other as the width asks for.
 * Layer    render.
 * Safe     heads and labels are made clean lines here; figures come clean. */
#ifndef BO_RENDER_COLUMNS_H
#define BO_RENDER_COLUMNS_H

#include "render/page.h"

struct bo_cell {
    const char *text, *mark; /* mark: one column behind the figure, "" or "*" … */
};
enum bo_row_kind { BO_ROW_CELLS, BO_ROW_HEADING, BO_ROW_BLANK };
struct bo_cells_row {
    enum bo_row_kind kind;
    enum bo_style style;
    size_t indent;
    const char *label;
    struct bo_cell *cell; /* as many as there are columns */
};
struct bo_columns {
    struct bo_arena *arena;
    size_t n;
    const char **head; /* a column each */
    BO_VEC(struct bo_cells_row) rows;
};

void bo_columns_init(struct bo_columns *columns, struct bo_arena *arena, size_t n);
void bo_columns_head(struct bo_columns *columns, size_t column, const char *text);
/* The new row's cells, empty, to be filled; of BO_ROW_CELLS only. */
struct bo_cell *bo_columns_row(struct bo_columns *columns, enum bo_row_kind kind, enum bo_style style, size_t indent,
                               const char *label);
/* Where there are several blocks, the first column stands in each of them: the others are read against it. */
void bo_columns_print(const struct bo_columns *columns, struct bo_page *page);

#endif
