/* Purpose  what a path given to check or test means: the folder of a set, a law's file in one, an overlay.
 * Layer    api, inside only. */
#ifndef BO_API_TARGET_H
#define BO_API_TARGET_H

#include "api/open.h"

struct bo_target {
    const char *path;      /* as the user named it */
    const char *directory; /* of the set */
    const char *file;      /* a law's: its path inside the set; NULL: all of it */
    const char *overlay;   /* NULL: none */
    bool alone;            /* the path is a set in one file, which includes nothing */
};
typedef BO_VEC(struct bo_target) bo_targets;

/* Without paths: what is installed (or options.rules). All faults are told; the status is that of the first. */
enum bo_status bo_targets_find(struct bo_reply *reply, const struct bo_asked *asked, const char *const *paths, size_t n,
                               bo_targets *targets);
/* Opens the set of a target, with its overlay after those of the options. */
enum bo_status bo_target_open(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_target *target,
                              struct bo_rules **rules);
/* The law whose file the target is; NULL and an error when the set does not include it. */
const struct bo_law *bo_target_law(struct bo_reply *reply, const struct bo_target *target, const struct bo_set *set);

#endif
