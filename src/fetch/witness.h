/* Purpose  published documents, one after the other: from their own hosts, from a mirror (a folder or an https address
 *          that has HOST/PATH below it), or as they were read last.
 * Layer    fetch.
 * Manners  one request at a time, at least a second between two to one host, conditional where a copy is kept, none
 *          within an hour of the last; a host that asks to be left alone is, also in later runs. A mirror is the user's
 *          own, and spared none of this but the waiting.
 * Errors   of a document: its own status and words. Only what makes all of them impossible ends with an error. */
#ifndef BO_FETCH_WITNESS_H
#define BO_FETCH_WITNESS_H

#include "fetch/net.h"
#include "fetch/shelf.h"

struct bo_witness_options {
    const char *mirror;  /* NULL: the documents' own hosts */
    bool offline;        /* only what is kept, or in a folder */
    bool again;          /* also what was read within the hour */
    const char *contact; /* who asks: an address that goes into the User-Agent; NULL: nothing is said */
    struct bo_net_options net;
};

struct bo_witnessed {
    enum bo_status status; /* BO_OK; BO_NETWORK, BO_SERVER, BO_TLS; BO_NO: it was not looked for (offline) */
    const char *why;       /* NULL when it is here */
    const char *bytes, *media;
    size_t n;
    int64_t retrieved; /* when the bytes came, or were confirmed; of a file, its own time */
    bool whole;        /* as long as its sender said */
    bool kept;         /* what is kept, unchanged or not asked for */
};

struct bo_witnesses;
/* hosts: those that the documents may lead to. BO_USAGE, BO_DISK. */
enum bo_status bo_witnesses_open(struct bo_arena *arena, const struct bo_witness_options *options,
                                 const char *const *hosts, size_t n, struct bo_witnesses **witnesses,
                                 struct bo_diags *diags);
void bo_witnesses_close(struct bo_witnesses *witnesses); /* NULL is fine */
/* The document at an https address; what it holds lives in the arena. */
struct bo_witnessed bo_witness(struct bo_witnesses *witnesses, struct bo_arena *arena, const char *url);
/* "www.example.org:8443" of "https://www.example.org:8443/x", in the arena; NULL: it is no https address. */
const char *bo_url_host(struct bo_arena *arena, const char *url);

#endif
