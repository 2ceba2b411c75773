/* Purpose  text in columns: cells of one line end where the widest of their column does.
 * Layer    api, inside only.
 * Owns     the cells are copied; bo_columns_print empties it. */
#ifndef BO_API_COLUMNS_H
#define BO_API_COLUMNS_H

#include "base/buf.h"
#include "base/mem.h"

enum { BO_COLUMNS_MAX = 16 };

struct bo_columns {
    struct bo_arena *arena;
    BO_VEC(const char **) lines; /* BO_COLUMNS_MAX cells each, NULL from where it ends */
};

/* A line of cells; the list ends in NULL. */
void bo_columns_add(struct bo_columns *columns, ...) __attribute__((sentinel));
void bo_columns_add_cells(struct bo_columns *columns, const char *const *cells, size_t n);
/* Each line begins with the indent. Columns that are empty in every line are left out. */
void bo_columns_print(struct bo_columns *columns, const char *indent, struct bo_buf *to);

#endif
