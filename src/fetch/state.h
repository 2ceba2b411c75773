/* Purpose  what is remembered from run to run: the highest serial seen of the channel, when, and whether a person went
 *          back.
 * Layer    fetch.
 * Form     lines "name value" in the depot's file "state". It lies beside what it protects, since neither is worth
 *          anything without the other. When it is lost, the live release's own index stands in for it. */
#ifndef BO_FETCH_STATE_H
#define BO_FETCH_STATE_H

#include "fetch/crypto.h"
#include "fetch/depot.h"

struct bo_fetch_state {
    const char *channel;        /* its name; NULL: none was ever seen */
    uint64_t serial;            /* the highest that was installed */
    char sha256[BO_SHA256_HEX]; /* of that release's index; "": not known */
    int64_t time;               /* the last moment known to be past */
    uint64_t passed_over;       /* a rollback left this serial: it is not installed again by itself; 0: none */
};

void bo_state_read(const struct bo_depot *depot, struct bo_fetch_state *state);
enum bo_status bo_state_write(const struct bo_depot *depot, const struct bo_fetch_state *state, struct bo_diags *diags);

#endif
