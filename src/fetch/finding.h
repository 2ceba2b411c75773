/* Purpose  what published sources, taken together, mean for one figure of a rule set. Reads no document and changes
 *          nothing: testimonies in, a finding out.
 * Layer    fetch.
 * Rule     two kinds of witnesses: the law, and the administration that applies it. Nothing is "ok" without a law that
 *          could be read and says the same; nothing is ready to be proposed unless two witnesses say it. */
#ifndef BO_FETCH_FINDING_H
#define BO_FETCH_FINDING_H

#include "fetch/crypto.h"
#include "rules/publication.h"
#include "sources/reading.h"

enum bo_found { /* in the order in which people want to know */
                BO_FOUND_DRIFT,
                BO_FOUND_DISAGREE,
                BO_FOUND_IMPLAUSIBLE,
                BO_FOUND_STRUCTURE,
                BO_FOUND_STALE,
                BO_FOUND_PROVISIONAL,
                BO_FOUND_OVERDUE,
                BO_FOUND_UNAVAILABLE,
                BO_FOUND_NOT_LOOKED_AT, /* without a network, no copy is kept */
                BO_FOUND_NOT_BOUND,
                BO_FOUND_OK,
                BO_FOUND_KINDS
};
extern const char *const bo_found_names[BO_FOUND_KINDS];

struct bo_testimony { /* what one publication says of one figure */
    const struct bo_publication *publication;
    const struct bo_binding *binding;
    enum bo_status
        unread; /* BO_OK, or why there was no document: BO_NETWORK, BO_SERVER, BO_TLS, BO_NO (not looked for) */
    enum bo_read what;
    const char *figure; /* in the set's terms; NULL: none */
    int64_t from;       /* its first day; BO_DATE_NONE: not told */
    const char *words;  /* where it stands, NULL: nowhere */
    const char *why;    /* of what is no figure */
    const char *url, *retrieved;
    char sha256[BO_SHA256_HEX]; /* of the canonical fragment; "": none */
};
typedef BO_VEC(struct bo_testimony) bo_testimonies;

struct bo_row_found { /* a row of a whole table that is not as it is published */
    const char *keys; /* NULL: the set has no row of this name */
    const char *name, *ours, *published;
};

struct bo_finding {
    enum bo_found found;
    const char *name; /* bo_bound_name */
    struct bo_bound to;
    const char *ours; /* NULL: nothing holds on the day */
    int64_t ours_from;
    const char *figure; /* what is published and is the matter; NULL: nothing */
    int64_t from;
    const struct bo_publication *by; /* who says so */
    bool later;                      /* it begins after the day that was asked for */
    bool ready;                      /* two witnesses agree on figure and first day */
    const char *why;                 /* never NULL */
    bo_testimonies witnesses;
    BO_VEC(struct bo_row_found) rows;
};
typedef BO_VEC(struct bo_finding) bo_findings;

/* The published figure in the set's terms: times the binding's fraction, with the decimals of what it is bound to; a
 * date as it is. NULL: it cannot be written down. */
const char *bo_figure_as_ours(struct bo_arena *arena, const struct bo_binding *binding, const char *published);
/* Decides what is found; name, to and witnesses are there. The witnesses are those of `day`; `later` (in the same
 * order, may be empty) what they say of a year later. */
void bo_find(struct bo_arena *arena, struct bo_finding *finding, const bo_testimonies *later, int64_t day);
/* The same for a whole table that one publication lists. */
void bo_find_rows(struct bo_arena *arena, struct bo_finding *finding, const bo_named_figures *figures, int64_t day);
/* Whether it has decimals that the set's figure has no room for. */
bool bo_figure_fits(const struct bo_bound *to, const char *figure);

#endif
