/* Purpose  one file by HTTPS, from a server that nobody vouches for: every wait, size and count is bounded, redirects
 *          are followed by hand, and private addresses are reached only where the user named the host.
 * Layer    fetch. Only net.c sees libcurl.
 * Errors   BO_NETWORK, BO_SERVER, BO_TLS, BO_DIGEST (more than the size allows), each with one message. */
#ifndef BO_FETCH_NET_H
#define BO_FETCH_NET_H

#include "base/diag.h"
#include <stdbool.h>
#include <stdint.h>

enum {
    BO_NET_UNSIGNED_MAX = 1 << 20, /* bytes read in one run before a signature was verified */
    BO_NET_VALIDATOR = 200         /* bytes of an ETag, Last-Modified or Content-Type that are kept */
};

struct bo_net_options {
    const char *const *hosts; /* "HOST" or "HOST:PORT" that may be private, besides the channel's own */
    size_t n_hosts;
    const char *ca;    /* certificates to trust in place of the system's; NULL: those */
    const char *proxy; /* NULL: by the environment (https_proxy, all_proxy, no_proxy) */
    unsigned timeout;  /* seconds to connect, and without progress; 0: 30 */
    /* What documents of others need besides (witness.h) */
    const char *agent;         /* what the program says it is; NULL: who fetches signed rule sets */
    bool pages;                /* a web page may be just what is wanted */
    bool stranger;             /* the address is not the user's own word: it has to be public, unless hosts names it */
    const char *const *within; /* redirects lead only to these hosts and the one that was asked … */
    size_t n_within;           /* … and from http to https; 0: anywhere in the internet */
    unsigned pause;            /* milliseconds at least before another try */
    int tries;                 /* 0: 3 */
};
struct bo_net;

/* base: the channel's address, "https://…/". BO_USAGE with a message when it is none. */
enum bo_status bo_net_open(struct bo_arena *arena, const char *base, const struct bo_net_options *options,
                           struct bo_net **net, struct bo_diags *diags);
void bo_net_close(struct bo_net *net); /* NULL is fine */
/* Goes on at another address, in the same time. */
enum bo_status bo_net_turn(struct bo_net *net, const char *base, struct bo_diags *diags);
/* From now on what is read has its size from a signed index. */
void bo_net_trusted(struct bo_net *net);

struct bo_get {
    const char *path;            /* below the channel's address */
    uint64_t most;               /* bytes of the body */
    const char *etag, *modified; /* of what is there already: it may be unchanged; NULL: not asked */
    bool fresh;                  /* no store on the way may answer */
    bool resume;                 /* `from` bytes are there already, and it may go on behind them */
    uint64_t from;
    /* The bytes from `at` on; what was taken from there on before is void. BO_OK, or the status to end with. */
    enum bo_status (*take)(void *context, uint64_t at, const void *bytes, size_t n);
    void *context;
    /* What came of it */
    bool unchanged;
    char new_etag[BO_NET_VALIDATOR], new_modified[BO_NET_VALIDATOR], media[BO_NET_VALIDATOR];
    int64_t wait; /* seconds that the server asked us to wait; 0: none */
    bool reached; /* there is a server, and it could be spoken with */
    long code;    /* of its last answer; 0: none */
    bool whole;   /* it said how long its answer is, and that much came; without, an answer cut short looks whole */
};
/* Three tries where the network fails, none where the server says no. */
enum bo_status bo_net_get(struct bo_net *net, struct bo_get *get, struct bo_diags *diags);

#endif
