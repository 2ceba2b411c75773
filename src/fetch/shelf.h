/* Purpose  published documents as they were read last, for conditional requests and for looking without a network; and
 *          which hosts asked to be left alone, until when.
 * Layer    fetch.
 * Place    $XDG_CACHE_HOME/betteroff/documents (memo.h): a file for each address, and "hosts". All of it may be lost at
 *          any time; a file that is damaged counts as lost. No error of it is one of the program's. */
#ifndef BO_FETCH_SHELF_H
#define BO_FETCH_SHELF_H

#include "fetch/net.h"

enum { BO_DOCUMENT_MAX = 2 << 20 /* bytes */ };

struct bo_shelved {
    const char *etag, *modified, *media; /* "" when the server said nothing */
    int64_t retrieved;                   /* when the bytes came, or were confirmed */
    bool whole;                          /* as long as the server said */
    const char *bytes;
    size_t n;
};

bool bo_shelf_read(struct bo_arena *arena, const char *url, struct bo_shelved *document);
void bo_shelf_write(struct bo_arena *arena, const char *url, const struct bo_shelved *document);

/* 0: it asked for nothing that is still to come. */
int64_t bo_shelf_wait_of(struct bo_arena *arena, const char *host, int64_t now);
void bo_shelf_remember_wait(struct bo_arena *arena, const char *host, int64_t until, int64_t now);

#endif
