/* Purpose  bytes of XML or HTML from strangers -> a small tree, which all readers share.
 * Layer    sources. Only tree.c sees libxml2.
 * Rule     UTF-8 only; no DTD, no entities beyond those of XML (of HTML), no network; every size has a limit. libxml2
 *          is used as a tokeniser (SAX): it never builds, expands or loads anything by itself.
 * Owns     all in the arena. */
#ifndef BO_SOURCES_TREE_H
#define BO_SOURCES_TREE_H

#include "base/mem.h"
#include <stdbool.h>

enum {
    BO_TREE_BYTES = 2 << 20,
    BO_TREE_DEPTH = 64,
    BO_TREE_NODES = 200000,
    BO_TREE_ATTRIBUTES = 250, /* of one element */
    BO_TREE_TEXT = 64 << 10,  /* of one text or attribute */
    BO_TREE_MEMORY = 5 << 20, /* of all that is made of one document */
    BO_TREE_LOOK = 2 << 20    /* of all that is made to look for one binding in it */
};

enum bo_tree_kind {
    BO_TREE_XML,   /* no DOCTYPE at all */
    BO_TREE_DATA,  /* the same, without texts of nothing but blanks */
    BO_TREE_XHTML, /* well-formed; <!DOCTYPE html> and no other */
    BO_TREE_HTML   /* as HTML comes; names without namespace */
};

struct bo_mark { /* an attribute */
    const char *ns, *name, *value;
};
struct bo_twig {
    const char *ns;   /* namespace URI; "" for none */
    const char *name; /* local name; NULL: it is text */
    const char *text;
    const struct bo_mark *marks;
    size_t n_marks;
    size_t order; /* in the document */
    struct bo_twig *parent, *first, *last, *next;
};

/* NULL: it cannot be read, and *why says why (in words). */
struct bo_twig *bo_tree_read(struct bo_arena *arena, enum bo_tree_kind kind, const char *bytes, size_t n,
                             const char **why);

bool bo_twig_is(const struct bo_twig *node, const char *ns, const char *name);
/* The value of an attribute without namespace, NULL when it is not there. */
const char *bo_twig_mark(const struct bo_twig *node, const char *name);
/* The next node in document order inside of `root` (after `node`, its children first); NULL at the end. */
const struct bo_twig *bo_twig_next(const struct bo_twig *root, const struct bo_twig *node);
/* The same without going into the children. */
const struct bo_twig *bo_twig_past(const struct bo_twig *root, const struct bo_twig *node);
/* Looking for a binding took more than it may: what was found is not all that there is. */
bool bo_tree_is_overlooked(const struct bo_arena *arena);
void bo_tree_overlooked(struct bo_arena *arena);
bool bo_twig_inside(const struct bo_twig *node, const struct bo_twig *ancestor); /* or the same */

#endif
