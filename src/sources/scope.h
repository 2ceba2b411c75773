/* Purpose  what the readers of all formats make of a document, so that one judge (judge.c) reads bindings in all of
 *          them: the part that a binding names, as text and tables, and what the document says of it as a whole.
 * Layer    sources. */
#ifndef BO_SOURCES_SCOPE_H
#define BO_SOURCES_SCOPE_H

#include "sources/json.h"
#include "sources/matrix.h"
#include "sources/reading.h"

struct bo_scope {
    bo_blocks blocks; /* without tables */
    bo_matrices tables;
    const char *heading; /* words above it that count for its units; "" for none */
    int64_t from;        /* BO_DATE_NONE: not said */
    enum bo_read what;   /* other than BO_READ_FIGURE: nothing in it is taken for good, for this reason … */
    const char *why;     /* … in words */
};

struct bo_paper { /* a document that was read */
    struct bo_arena *arena;
    const struct bo_publication *publication;
    const struct bo_document *document;
    int64_t day;
    enum bo_read what;             /* other than BO_READ_FIGURE: it cannot be read … */
    const char *why;               /* … and why, in words that follow "the document" or stand alone */
    const struct bo_twig *root;    /* CLML, HTML, XHTML */
    const struct bo_json *json;    /* JSON, and the envelope of the content API */
    struct bo_matrix *table;       /* CSV */
    const struct bo_twig *effects; /* the feed, NULL: none */
};

/* Each format: opening, and the part called `at` (NULL: all). A part that is not there, or not just once, has what and
 * why. */
void bo_clml_open(struct bo_paper *paper);
void bo_clml_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope);
/* What holds where something was found: first day, not law yet, not law now. */
void bo_clml_place(const struct bo_paper *paper, const struct bo_twig *node, struct bo_scope *scope);
const char *bo_clml_guard_text(const struct bo_paper *paper, const char *at); /* NULL: no such place; so below */

void bo_effects_open(struct bo_paper *paper);
/* Changes that are in force on the day and not in the text, and touch the place. NULL: none; else in words. */
const char *bo_effects_outstanding(const struct bo_paper *paper, const char *at, const struct bo_twig *node);

void bo_webpage_open(struct bo_paper *paper);
void bo_webpage_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope);
const char *bo_webpage_guard_text(const struct bo_paper *paper, const char *at);
/* A part of a page by itself: NULL, and why; else the root. */
const struct bo_twig *bo_webpage_read(struct bo_arena *arena, const char *html, size_t n, const char **why);
void bo_content_open(struct bo_paper *paper);

void bo_legal_open(struct bo_paper *paper);
void bo_legal_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope);
const char *bo_legal_guard_text(const struct bo_paper *paper, const char *at);

void bo_csv_open(struct bo_paper *paper);
const char *bo_csv_guard_text(const struct bo_paper *paper);

void bo_pointer_open(struct bo_paper *paper);
const char *bo_pointer_guard_text(const struct bo_paper *paper, const char *at);
struct bo_reading bo_pointer_read(const struct bo_paper *paper, const struct bo_binding *binding);

/* The judge: one binding in a paper that could be read. */
struct bo_reading bo_judge(const struct bo_paper *paper, const struct bo_binding *binding);
void bo_judge_rows(const struct bo_paper *paper, const struct bo_binding *binding, bo_named_figures *figures);

/* Helpers of all */
void bo_paper_refuse(struct bo_paper *paper, enum bo_read what, const char *why);
void bo_scope_refuse(struct bo_scope *scope, enum bo_read what, const char *why);
/* Tables and blocks of the one provision that `at` names; n: how many there are. false when it is not just one. */
bool bo_scope_provision(const struct bo_paper *paper, const struct bo_twig *node, size_t n, const char *at,
                        struct bo_scope *scope);
void bo_scope_init(struct bo_scope *scope);
/* The text of a part with its tables, blocks one after the other. */
const char *bo_scope_text(struct bo_arena *arena, const struct bo_twig *node);
/* Elements with that id; *n says how many. */
const struct bo_twig *bo_twig_by_id(const struct bo_twig *root, const char *id, size_t *n);

#endif
