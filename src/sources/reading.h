/* Purpose  what a published document says of one binding: the bytes of one response in, a figure with its first day and
 *          its evidence out. Knows no network and compares nothing.
 * Layer    sources. Documents are hostile: no DTD, entities, network, and a limit for every size (doc/fetch.md).
 * Errors   never: what cannot be read is a reading too, with its reason. */
#ifndef BO_SOURCES_READING_H
#define BO_SOURCES_READING_H

#include "base/buf.h"
#include "rules/publication.h"

struct bo_document { /* one response, as it came */
    const char *url;
    const char *bytes;
    size_t n;
    bool whole;            /* as long as its sender said; otherwise a last line without an end may be cut short */
    const char *media;     /* its Content-Type, or NULL */
    const char *retrieved; /* "2026-11-30T06:00:00Z" */
    const char *effects;   /* the feed of outstanding changes, as it came; NULL: none was asked for */
    size_t effects_n;
};

enum bo_read {
    BO_READ_FIGURE,
    BO_READ_UNAVAILABLE, /* no such document at all: a challenge, a holding page, withdrawn, gone, cut short */
    BO_READ_STRUCTURE,   /* guard, row, head, unit or shape is not what the binding was written for; or not just one */
    BO_READ_STALE,       /* changes in force are not yet in the text */
    BO_READ_PROVISIONAL, /* prospective, proposed, a draft */
    BO_READ_SAVED,       /* repealed but retained, and the binding does not say that it knows */
    BO_READ_NOT_A_FIGURE /* something else stands there: ". . .", "Not applicable" */
};

struct bo_reading {
    enum bo_read what;
    /* Plain decimal text ("1071.09"; percent: "0.55" of 55%) or a date. NULL where there is none, the structure is not
     * right or the document is not there; of BO_READ_STALE, _PROVISIONAL and _SAVED what stands there, for people. */
    const char *figure;
    int64_t from;         /* its first day as the document gives it; BO_DATE_NONE: it does not */
    const char *words;    /* the row or sentence, normalised: the evidence */
    const char *fragment; /* canonical form of what was read; its digest stays the same when only the serving changes;
                             NULL: nothing was found */
    const char *shape;    /* fingerprint of the table's labels as they are now; NULL: no table */
    const char *why;      /* in words; never NULL unless it is a figure */
};
typedef BO_VEC(struct bo_reading) bo_readings;

/* day: the figure in force then is asked for (columns of several years, dated lists).
 * readings gets one per binding, in their order. That of a whole table (neither row nor sentence) has no figure: it is
 * BO_READ_FIGURE when the table is there and its rows can be read (bo_read_rows), otherwise it says why not. */
void bo_read_publication(struct bo_arena *arena, const struct bo_publication *publication,
                         const struct bo_document *document, int64_t day, bo_readings *readings);

/* Every row of a published table by name: name and figure of the column that the binding's head says; with a group, the
 * rows among it. One with name NULL, and nothing else: the document or the table cannot be read. */
struct bo_named_figure {
    const char *name; /* as published */
    struct bo_reading reading;
};
typedef BO_VEC(struct bo_named_figure) bo_named_figures;
void bo_read_rows(struct bo_arena *arena, const struct bo_publication *publication, const struct bo_binding *binding,
                  const struct bo_document *document, int64_t day, bo_named_figures *figures);

#endif
