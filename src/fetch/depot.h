/* Purpose  where fetched releases are kept, and which one is live.
 * Layer    fetch.
 * Form     $XDG_DATA_HOME/betteroff (root: /var/lib/betteroff):
 *              rules -> fetched/42          what the program reads; the one link that an update changes
 *              fetched/42/                  a release: NAME/VERSION/..., its index and signature; never changed
 *              fetched/staging-N/           a release in the making, under the lock
 *              fetched/state                what is remembered (state.h)
 *              fetched/lock
 *          A release is taken away by renaming it first, so that none is ever there in part. */
#ifndef BO_FETCH_DEPOT_H
#define BO_FETCH_DEPOT_H

#include "base/diag.h"
#include <stdbool.h>
#include <stdint.h>

struct bo_depot {
    struct bo_arena *arena;
    const char *link;     /* …/rules */
    const char *releases; /* …/fetched */
    int lock;             /* -1: only looked at */
};
typedef BO_VEC(uint64_t) bo_serials;

/* Only to look at. */
enum bo_status bo_depot_find(struct bo_arena *arena, struct bo_depot *depot, struct bo_diags *diags);
/* To change: makes the folders, takes the lock (BO_LOCKED when another has it) and removes what an earlier run left. */
enum bo_status bo_depot_open(struct bo_arena *arena, struct bo_depot *depot, struct bo_diags *diags);
void bo_depot_close(struct bo_depot *depot);

/* The serial of the live release; 0: there is none. */
uint64_t bo_depot_live(const struct bo_depot *depot);
/* All that are kept, the lowest first. */
bo_serials bo_depot_kept(const struct bo_depot *depot);
char *bo_depot_release(const struct bo_depot *depot, uint64_t serial);
char *bo_depot_file(const struct bo_depot *depot, const char *name); /* …/fetched/NAME */
/* An empty folder for a release in the making. */
enum bo_status bo_depot_stage(const struct bo_depot *depot, const char **staging, struct bo_diags *diags);
/* Makes a staged release one of those that are kept; all of it must be synchronised. */
enum bo_status bo_depot_adopt(const struct bo_depot *depot, const char *staging, uint64_t serial,
                              struct bo_diags *diags);
/* Makes a kept release the live one, in one step. */
enum bo_status bo_depot_switch(const struct bo_depot *depot, uint64_t serial, struct bo_diags *diags);
/* Takes away the oldest, but never the live one, until at most `most` are kept. */
void bo_depot_trim(const struct bo_depot *depot, size_t most);

#endif
