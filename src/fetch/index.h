/* Purpose  the index of a release: which files it has, with size and SHA-256, its serial number, how long it is good.
 * Layer    fetch.
 * Form     doc/fetch.md. Read only after its signature was verified, and strictly even then: what is not known is
 *          refused, since a protection that an old program skips is none. */
#ifndef BO_FETCH_INDEX_H
#define BO_FETCH_INDEX_H

#include "base/buf.h"
#include "base/diag.h"
#include <stdbool.h>
#include <stdint.h>

#define BO_INDEX_NAMESPACE "urn:x-betteroff:channel:1"
#define BO_INDEX_NAME      "index.xml"
#define BO_MINISIG_NAME    "index.xml.minisig"

enum {
    BO_INDEX_MAX = 256 << 10, /* bytes of the index */
    BO_INDEX_FILES = 2000,
    BO_INDEX_SETS = 200,
    BO_RULE_FILE_MAX = 8 << 20, /* bytes of one file */
    BO_RELEASE_MAX = 64 << 20   /* of all */
};

struct bo_index_set {
    const char *id, *version;
};
struct bo_index_file {
    const char *path; /* inside the release: "NAME/VERSION/file.xml"; in the channel it stands below "rules/" */
    uint64_t size;
    const char *sha256; /* 64 small hexadecimal digits */
    size_t set;
};
struct bo_index {
    const char *channel; /* its name, like "stable" */
    uint64_t serial;     /* from 1; each release has a higher one */
    const char *issued, *expires;
    int64_t issued_at, expires_at;
    const char *min_client; /* the oldest program that can read it; NULL: any */
    BO_VEC(struct bo_index_set) sets;
    BO_VEC(struct bo_index_file) files;
};

/* BO_INVALID with one message when it is anything but a right index. `name` is for messages. */
enum bo_status bo_index_read(struct bo_arena *arena, const char *name, const char *text, size_t n,
                             struct bo_index *index, struct bo_diags *diags);
void bo_index_write(const struct bo_index *index, struct bo_buf *to);
/* What the trusted comment of the index's signature has to say, so that a signature fits one index only. */
char *bo_index_comment(struct bo_arena *arena, const struct bo_index *index);

bool bo_channel_name_valid(const char *name); /* a-z, 0-9 and "-", at most 40 */
bool bo_set_version_valid(const char *version);
/* The path of a rule file inside its set, "grants/grant.xml": small letters, digits, "_", "-", and "." in the last
 * part. No two such paths are one to a file system that ignores capitals, and none leads elsewhere. */
bool bo_rule_path_valid(const char *path);

#endif
