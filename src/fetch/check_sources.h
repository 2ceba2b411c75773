/* Purpose  compares the figures of a rule set with what is published, and says for each what was found.
 * Layer    fetch.
 * Owns     what is found lives in the arena and points into the set, which has to live as long.
 * Errors   BO_DISK, BO_LOCKED. That a source could not be read is a finding. Rules that are
 *          installed are never touched. */
#ifndef BO_FETCH_CHECK_SOURCES_H
#define BO_FETCH_CHECK_SOURCES_H

#include "fetch/finding.h"
#include "fetch/proposal.h"
#include "fetch/witness.h"

struct bo_source_document { /* one that was asked for */
    const struct bo_publication *publication;
    const char *url, *why, *retrieved; /* why: NULL when it was read */
    enum bo_status status;             /* as in struct bo_witnessed */
    bool kept;
};

struct bo_sources_request {
    int64_t day;
    const char *const *only; /* ids of params, scales, tables and publications */
    size_t n_only;
    void (*progress)(void *context, size_t done, size_t all); /* documents; may be NULL */
    void *context;
};

struct bo_sources_report {
    const struct bo_set *set;
    bo_findings findings; /* ordered by what was found */
    size_t counts[BO_FOUND_KINDS];
    BO_VEC(struct bo_source_document) documents;
    struct bo_proposal proposal;
};

void bo_check_sources(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications,
                      struct bo_witnesses *witnesses, const struct bo_sources_request *request,
                      struct bo_sources_report *report);
/* Whether a name in `only` is one of the set's figures or publications. */
bool bo_sources_know(const struct bo_set *set, const bo_publications *publications, const char *name);
/* The names of the hosts that the publications are on, for witnesses. */
void bo_source_hosts(struct bo_arena *arena, const bo_publications *publications, int64_t day, const char ***hosts,
                     size_t *n);
/* BO_OK; BO_NO when a person has to look at something; else why sources could not be read. */
enum bo_status bo_sources_status(const struct bo_sources_report *report);
/* One run at a time: BO_LOCKED, BO_DISK. *lock is closed by the caller (close()). */
enum bo_status bo_sources_lock(struct bo_arena *arena, int *lock, struct bo_diags *diags);

#endif
