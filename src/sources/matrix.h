/* Purpose  a published table as rows and columns of text, whatever it came from, and where in it a figure stands: found
 *          by words, never by position.
 * Layer    sources. */
#ifndef BO_SOURCES_MATRIX_H
#define BO_SOURCES_MATRIX_H

#include "sources/passage.h"

enum { BO_MATRIX_COLUMNS = 100, BO_MATRIX_CELLS = 100000 };

struct bo_matrix_cell {
    const char *text, *live; /* as in bo_block; may be empty */
    const char *first;       /* the text of its first line */
    bool saved, head;
    unsigned column, span;      /* where it begins and how many columns it covers */
    const struct bo_twig *node; /* NULL: not from a tree */
};

enum bo_matrix_line_is { BO_MATRIX_BODY, BO_MATRIX_HEAD, BO_MATRIX_GROUP /* says what stands below it */ };
struct bo_matrix_line {
    enum bo_matrix_line_is is;
    const struct bo_matrix_cell **at;   /* by column; a cell that spans stands in each of its places; NULL: none */
    const struct bo_matrix_cell *group; /* of a body line: what it stands among; NULL: nothing */
    const struct bo_matrix_cell *outer; /* what its group stands among; NULL: nothing */
    const struct bo_matrix_line *heads; /* the last line of its heads; NULL: none */
    const struct bo_matrix_line *above; /* of a head: the head line above it; NULL: none */
    unsigned n_cells;                   /* with text, each counted once */
    bool open;                          /* the document ends in it: it may have been longer */
};
struct bo_matrix {
    const char *caption; /* "" for none */
    unsigned n_columns;
    BO_VEC(struct bo_matrix_line *) lines;
};
typedef BO_VEC(struct bo_matrix *) bo_matrices;

/* The tables in a part of a tree. NULL, or why one of them cannot be read. */
const char *bo_matrices_of(struct bo_arena *arena, const struct bo_twig *node, bo_matrices *tables);
/* Puts lines in order once their cells are there: heads, groups. `marked`: heads are marked, if there are any. */
void bo_matrix_settle(struct bo_matrix *table, bool marked);

/* All words are in the form of bo_words. */
struct bo_sought {
    const char *group, *row, *head; /* NULL: not given; row NULL: any */
};
struct bo_spot {
    const struct bo_matrix *table;
    const struct bo_matrix_line *line;
    const struct bo_matrix_cell *label;  /* the row's */
    const struct bo_matrix_cell *figure; /* NULL: no such column */
    unsigned column;
    bool many; /* more than one column answers */
};
typedef BO_VEC(struct bo_spot) bo_spots;
/* Appends each row that answers, with its column. */
void bo_matrix_find(struct bo_arena *arena, const struct bo_matrix *table, const struct bo_sought *sought,
                    bo_spots *spots);

/* The words above a column, all lines of them. */
const char *bo_matrix_head(struct bo_arena *arena, const struct bo_matrix_line *line, unsigned column);
/* One line: group, label and cells, with their heads. */
const char *bo_matrix_row_text(struct bo_arena *arena, const struct bo_spot *found);
/* Fingerprint of heads, groups and labels in their order; digits of heads do not count, so that the years may move on.
 */
const char *bo_matrix_shape(struct bo_arena *arena, const struct bo_matrix *table);

#endif
