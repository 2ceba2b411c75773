/* Purpose  what the fetcher does: update from a channel, import a bundle, go back, tell how things stand.
 * Layer    fetch.
 * Errors   BO_USAGE and the fetcher's own (base/diag.h); never BO_IO. Whatever happens, what is live is wholly the old
 *          release or wholly the new one. */
#ifndef BO_FETCH_UPDATE_H
#define BO_FETCH_UPDATE_H

#include "fetch/index.h"
#include "fetch/net.h"
#include "fetch/stage.h"

enum { BO_KEPT_RELEASES = 4 /* the live one and three to go back to */ };

struct bo_fetch_request {
    const char *channel; /* an address, a folder or a bundle; NULL: the configuration's */
    bool bundle;         /* import: what a rollback left may come again */
    bool cron;           /* wait as long as the server asked for */
    const char *const *keys;
    size_t n_keys;
    struct bo_net_options net;
    bo_fetch_progress progress;
    void *context;
    /* Whether the rules in a folder (NAME/VERSION/ of each set) are right; runs in a limited child. */
    enum bo_status (*check)(const char *folder, const struct bo_index *index, struct bo_buf *words);
};

enum bo_fetch_outcome {
    BO_FETCH_FAILED,
    BO_FETCH_UPDATED,
    BO_FETCH_CURRENT, /* nothing new */
    BO_FETCH_HELD,    /* what is offered was left by a rollback */
    BO_FETCH_WAITING, /* the server asked to be left alone for a while */
    BO_FETCH_BACK,    /* went back */
    BO_FETCH_NOTHING  /* nothing is fetched */
};

struct bo_fetch_report {
    enum bo_fetch_outcome outcome;
    uint64_t before;              /* serial of what was live; 0: nothing */
    uint64_t serial;              /* of what is live now; 0: nothing */
    const struct bo_index *index; /* of the live release; NULL: not known */
    const char *folder;           /* where its sets are read */
    uint64_t highest, passed_over;
    bo_serials kept;
    bo_key_ring keys;
    const char *signed_by; /* the key of the live release, NULL: none that is trusted */
};

enum bo_status bo_fetch_run(struct bo_arena *arena, const struct bo_fetch_request *request,
                            struct bo_fetch_report *report, struct bo_diags *diags);
enum bo_status bo_fetch_go_back(struct bo_arena *arena, struct bo_fetch_report *report, struct bo_diags *diags);
/* BO_DIGEST when a file is not what was signed, BO_EXPIRED when newer rules are overdue. */
enum bo_status bo_fetch_look(struct bo_arena *arena, const struct bo_fetch_request *request,
                             struct bo_fetch_report *report, struct bo_diags *diags);

#endif
