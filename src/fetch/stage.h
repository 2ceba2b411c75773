/* Purpose  builds a release in a folder of its own: files that are here already are copied, the others fetched; each
 *          is what the index says, or the whole is given up.
 * Layer    fetch. */
#ifndef BO_FETCH_STAGE_H
#define BO_FETCH_STAGE_H

#include "fetch/channel.h"
#include "fetch/judge.h"
#include "fetch/memo.h"

/* Told how many bytes of how many are there; may be NULL. */
typedef void (*bo_fetch_progress)(void *context, size_t done, size_t all);

struct bo_staging {
    const struct bo_depot *depot;
    const struct bo_offer *offer;
    struct bo_channel *channel;
    const struct bo_memo *memo;
    bo_fetch_progress progress;
    void *context;
    const char *folder; /* where it is built */
};
/* All files, the index and its signature, synchronised. */
enum bo_status bo_stage_fill(struct bo_staging *staging, struct bo_diags *diags);

#endif
