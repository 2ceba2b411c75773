/* Purpose  bundles: a release in one file, as a plain tar (ustar) of regular files, the index and its signature first.
 * Layer    fetch. Nothing is ever unpacked by the names in it: members are looked up by the names of the index.
 * Owns     nothing: the file is the caller's. */
#ifndef BO_FETCH_TAR_H
#define BO_FETCH_TAR_H

#include "base/buf.h"
#include "base/diag.h"
#include <stdbool.h>
#include <stdint.h>

enum { BO_TAR_MEMBERS = 4000, BO_TAR_NAME = 256 };

struct bo_tar_member {
    char name[BO_TAR_NAME];
    uint64_t offset, size;
};
/* The member whose header is at *offset, which then is that of the next. False at the end, or at what is no regular
 * member with a plain name. */
bool bo_tar_next(int file, uint64_t *offset, struct bo_tar_member *member);

/* A member's header, and after n bytes of it what fills its last block; the same for the same input, everywhere. */
void bo_tar_begin(struct bo_buf *to, const char *name, uint64_t size);
void bo_tar_fill(struct bo_buf *to, uint64_t size);
void bo_tar_end(struct bo_buf *to);

#endif
