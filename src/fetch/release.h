/* Purpose  the publisher's side: rule sets in, a channel's files out: index, rules, bundle. The same input gives the
 *          same bytes. Signing is minisign's work, so that no secret key ever meets this program.
 * Layer    fetch. */
#ifndef BO_FETCH_RELEASE_H
#define BO_FETCH_RELEASE_H

#include "fetch/index.h"

struct bo_release_set {
    const char *id, *version, *folder;
};
struct bo_release {
    const char *to;      /* the channel's folder; made when it is not there */
    const char *channel; /* name */
    uint64_t serial;
    int64_t issued, expires;
    const char *min_client; /* NULL: any */
    struct bo_release_set *sets;
    size_t n_sets;
};
struct bo_released {
    const char *index, *comment; /* the file to sign, and the trusted comment for its signature */
    const char *bundle;
    bool has_signature; /* the index's signature lies there already and is in the bundle */
    size_t files;
    uint64_t bytes;
};
/* The moments of the index that lies there, when it is of this channel and serial: a release is written again with
 * them. */
bool bo_release_moments(struct bo_arena *arena, const struct bo_release *release, int64_t *issued, int64_t *expires);
/* BO_INVALID when it cannot be released, BO_DISK. */
enum bo_status bo_release_write(struct bo_arena *arena, const struct bo_release *release, struct bo_released *released,
                                struct bo_diags *diags);

#endif
