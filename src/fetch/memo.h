/* Purpose  what saves work, and may be lost at any time: validators for conditional requests, how long a server asked
 *          us to wait, and parts of files that did not arrive whole.
 * Layer    fetch.
 * Place    $XDG_CACHE_HOME/betteroff (root: /var/cache/betteroff; else ~/.cache/betteroff). No error of it is one of
 *          the program's. */
#ifndef BO_FETCH_MEMO_H
#define BO_FETCH_MEMO_H

#include "fetch/crypto.h"
#include "fetch/net.h"

struct bo_memo {
    struct bo_arena *arena;
    const char *folder;          /* NULL: there is none */
    const char *channel;         /* the address that the rest is of */
    char minisig[BO_SHA256_HEX]; /* digest of the signature that the validators are of; "": none */
    char etag[BO_NET_VALIDATOR], modified[BO_NET_VALIDATOR];
    int64_t not_before; /* 0: the server asked for nothing */
};

/* The folder of all that may be lost; NULL: there is no home. */
const char *bo_cache_folder(struct bo_arena *arena);

void bo_memo_read(struct bo_arena *arena, const char *channel, struct bo_memo *memo);
void bo_memo_write(const struct bo_memo *memo);

/* Where the part of a file is or would be, by the whole file's digest; NULL without a folder. */
const char *bo_memo_part(const struct bo_memo *memo, const char *sha256);
/* Moves a file there, if that is one step. */
void bo_memo_keep_part(const struct bo_memo *memo, const char *sha256, const char *path);
/* Forgets parts: those of files that nobody asks for any more would stay for ever. */
void bo_memo_forget_parts(const struct bo_memo *memo);

#endif
