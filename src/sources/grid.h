/* Purpose  a published table as rows and columns of text, whatever it came from, and where in it a figure stands: found by
 *          words, never by position.
 * Layer    sources. */
#ifndef BO_SOURCES_GRID_H
#define BO_SOURCES_GRID_H

#include "sources/passage.h"

enum { BO_GRID_COLUMNS = 100, BO_GRID_CELLS = 100000 };

struct bo_cell {
    const char *text, *live; /* as in bo_block; may be empty */
    const char *first;       /* the text before its first line break */
    bool saved, head, bold;
    unsigned column, span; /* where it begins and how many columns it covers */
    const struct bo_node *node; /* NULL: not from a tree */
};

enum bo_line_is { BO_LINE_BODY, BO_LINE_HEAD, BO_LINE_GROUP /* says what stands below it */ };
struct bo_line {
    enum bo_line_is is;
    const struct bo_cell **at; /* by column; a cell that spans stands in each of its places; NULL: none */
    const struct bo_cell *group; /* of a body line: what it stands among; NULL: nothing */
    const struct bo_line *heads; /* the last line of its heads; NULL: none */
    const struct bo_line *above; /* of a head: the head line above it; NULL: none */
    unsigned n_cells;            /* with text, each counted once */
};
struct bo_grid {
    const char *caption; /* "" for none */
    unsigned n_columns;
    BO_VEC(struct bo_line *) lines;
};
typedef BO_VEC(struct bo_grid *) bo_grids;

/* The tables in a part of a tree. NULL, or why one of them cannot be read. */
const char *bo_grids_of(struct bo_arena *arena, const struct bo_node *node, bo_grids *grids);
/* Puts lines in order once their cells are there: heads, groups. `marked`: heads are marked as such, if there are any. */
void bo_grid_settle(struct bo_arena *arena, struct bo_grid *grid, bool marked);

/* All words are in the form of bo_words. */
struct bo_sought {
    const char *group, *row, *head; /* NULL: not given; row NULL: any */
};
struct bo_found {
    const struct bo_grid *grid;
    const struct bo_line *line;
    const struct bo_cell *label; /* the row's */
    const struct bo_cell *figure; /* NULL: no such column */
    unsigned column;
    bool many; /* more than one column answers */
};
typedef BO_VEC(struct bo_found) bo_finds;
/* Appends each row that answers, with its column. */
void bo_grid_find(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_sought *sought, bo_finds *finds);
bool bo_grid_has_head(struct bo_arena *arena, const struct bo_grid *grid, const char *head);

/* The words above a column, all lines of them. */
const char *bo_grid_head(struct bo_arena *arena, const struct bo_line *line, unsigned column);
/* One line: group, label and cells, with their heads. */
const char *bo_grid_row_text(struct bo_arena *arena, const struct bo_found *found);
/* Fingerprint of heads, groups and labels in their order; digits of heads do not count, so that the years may move on. */
const char *bo_grid_shape(struct bo_arena *arena, const struct bo_grid *grid);

#endif
