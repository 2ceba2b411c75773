/* Purpose  what a reader reads in a part of a tree: text as blocks, without notes and numbers, and what of it is
 *          repealed.
 * Layer    sources. Knows the vocabularies of CLML (by its namespace) and of HTML. */
#ifndef BO_SOURCES_PASSAGE_H
#define BO_SOURCES_PASSAGE_H

#include "sources/tree.h"

#define BO_NS_XHTML         "http://www.w3.org/1999/xhtml"
#define BO_NS_CLML          "http://www.legislation.gov.uk/namespaces/legislation"
#define BO_NS_CLML_METADATA "http://www.legislation.gov.uk/namespaces/metadata"

/* One paragraph, item, cell …, normalised (words.h); never empty. */
struct bo_block {
    const char *text;           /* with what was repealed but retained, set off by blanks */
    const char *live;           /* without */
    const char *line;           /* of bo_passage_whole: the text of its first line or paragraph */
    bool saved;                 /* the two differ, or all of it is repealed */
    const struct bo_twig *node; /* its first piece of text */
};
typedef BO_VEC(struct bo_block) bo_blocks;

/* Blocks of all that is in `node`, in order; tables too when `tables`, a block a cell. */
void bo_passage_blocks(struct bo_arena *arena, const struct bo_twig *node, bool tables, bo_blocks *blocks);
/* All of it as one block, ends of lines being blanks; text may be empty. */
struct bo_block bo_passage_whole(struct bo_arena *arena, const struct bo_twig *node);
/* HTML or XHTML of that name. */
bool bo_twig_is_html(const struct bo_twig *node, const char *name);

#endif
