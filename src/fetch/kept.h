/* Purpose  a kept release, read back: its index, and whether its files still are what was signed.
 * Layer    fetch. */
#ifndef BO_FETCH_KEPT_H
#define BO_FETCH_KEPT_H

#include "fetch/crypto.h"
#include "fetch/depot.h"
#include "fetch/index.h"

struct bo_kept {
    uint64_t serial;
    const char *folder;
    char *text, *minisig; /* the index and its signature as they lie there */
    size_t n, minisig_n;
    struct bo_index index;
};

/* False when the release has no index of its own serial that can be read. */
bool bo_kept_read(const struct bo_depot *depot, uint64_t serial, struct bo_kept *kept);
/* NULL, or the first file that is not what the index says. */
const char *bo_kept_damage(const struct bo_depot *depot, const struct bo_kept *kept);
/* Whether a file has this size and digest. */
bool bo_file_is(const char *path, uint64_t size, const char *sha256);
void bo_sha256_text(const void *bytes, size_t n, char hex[BO_SHA256_HEX]);

#endif
