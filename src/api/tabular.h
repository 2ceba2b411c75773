/* Purpose  text in columns: cells of one line end where the widest of their column does.
 * Layer    api, inside only.
 * Safe     texts come from rule files: each cell is made one line of clean UTF-8.
 * Owns     the cells are copied into the arena; bo_tabular_print empties it. */
#ifndef BO_API_TABULAR_H
#define BO_API_TABULAR_H

#include "base/buf.h"
#include "base/mem.h"

enum { BO_TABULAR_CELLS = 64 };

struct bo_tabular {
    struct bo_arena *arena;
    BO_VEC(const char **) lines; /* BO_TABULAR_CELLS each, NULL from where it ends */
};

/* A line of cells; the list ends in NULL. */
void bo_tabular_add(struct bo_tabular *table, ...) __attribute__((sentinel));
/* The same; NULL cells are empty. */
void bo_tabular_add_cells(struct bo_tabular *table, const char *const *cells, size_t n);
/* Each line begins with the indent. Columns that are empty in every line are left out. */
void bo_tabular_print(struct bo_tabular *table, const char *indent, struct bo_buf *to);
/* "1 value", "2 values" */
const char *bo_times(struct bo_arena *arena, size_t n, const char *what);

#endif
