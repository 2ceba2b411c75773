#include "fetch/update.h"

#include "fetch/disk.h"
#include "fetch/keys.h"
#include "fetch/limited.h"
#include "fetch/moment.h"
#include <string.h>

/* One run */
struct run {
    struct bo_arena *arena;
    const struct bo_fetch_request *request;
    struct bo_fetch_report *report;
    struct bo_diags *diags;
    struct bo_depot depot;
    struct bo_fetch_state state;
    struct bo_memo memo;
    struct bo_channel *channel;
    struct bo_offer offer;
    struct bo_kept live; /* folder NULL: there is none, or it is damaged */
    const char *what;    /* the channel, as it was named */
    int64_t now;
};

static bool usable(struct run *run, uint64_t serial)
{
    return bo_kept_read(&run->depot, serial, &run->live) && bo_kept_damage(&run->depot, &run->live) == NULL;
}

static void report_live(const struct bo_depot *depot, struct bo_fetch_report *report)
{
    struct bo_kept *kept = bo_alloc(depot->arena, sizeof *kept);
    report->serial = bo_depot_live(depot);
    report->kept = bo_depot_kept(depot);
    report->folder = report->serial != 0 ? depot->link : NULL;
    report->index = bo_kept_read(depot, report->serial, kept) ? &kept->index : NULL;
}

/* What the channel has */

/* The signature: BO_OK with run->offer.minisig, which is that of the live release when nothing is new. */
static enum bo_status get_signature(struct run *run, bool fresh, bool *unchanged)
{
    char own[BO_SHA256_HEX] = "";
    struct bo_get get = {.path = BO_MINISIG_NAME, .most = BO_MINISIG_MAX, .fresh = fresh};
    if (run->live.folder != NULL) {
        bo_sha256_text(run->live.minisig, run->live.minisig_n, own);
    }
    if (!fresh && *own != '\0' && strcmp(own, run->memo.minisig) == 0) {
        get.etag = run->memo.etag;
        get.modified = run->memo.modified;
    }
    enum bo_status status = bo_channel_text(run->channel, &get, &run->offer.minisig, &run->offer.minisig_n, run->diags);
    *unchanged = status == BO_OK && get.unchanged;
    if (*unchanged) {
        run->offer.minisig = run->live.minisig;
        run->offer.minisig_n = run->live.minisig_n;
    } else if (status == BO_OK) {
        bo_sha256_text(run->offer.minisig, run->offer.minisig_n, run->memo.minisig);
        memcpy(run->memo.etag, get.new_etag, sizeof run->memo.etag);
        memcpy(run->memo.modified, get.new_modified, sizeof run->memo.modified);
    }
    if (status == BO_DIGEST && !bo_channel_remote(run->channel)) {
        status = BO_SIGNATURE; /* a folder or bundle without one */
    }
    run->memo.not_before = get.wait > 0 ? run->now + get.wait : 0;
    if (get.wait > 0) {
        bo_memo_write(&run->memo);
    }
    return status;
}

static enum bo_status get_offer(struct run *run, bool fresh)
{
    bool unchanged;
    struct bo_get get = {.path = BO_INDEX_NAME, .most = BO_INDEX_MAX, .fresh = fresh};
    enum bo_status status = get_signature(run, fresh, &unchanged);
    if (status == BO_OK && unchanged) {
        run->offer.text = run->live.text;
        run->offer.n = run->live.n;
        return BO_OK;
    }
    return status == BO_OK ? bo_channel_text(run->channel, &get, &run->offer.text, &run->offer.n, run->diags) : status;
}

/* An index and a signature that do not belong together may be two releases met in the middle of their change: asked for
 * once more, past every store on the way. */
static enum bo_status get_verified(struct run *run, const bo_key_ring *keys)
{
    enum bo_status status = get_offer(run, false);
    if (status != BO_OK || !bo_channel_remote(run->channel)) {
        return status == BO_OK ? bo_judge_signature(run->arena, keys, &run->offer, run->diags) : status;
    }
    struct bo_diags first;
    bo_diags_init(&first, run->arena);
    status = bo_judge_signature(run->arena, keys, &run->offer, &first);
    if (status == BO_OK) {
        return BO_OK;
    }
    status = get_offer(run, true);
    return status == BO_OK ? bo_judge_signature(run->arena, keys, &run->offer, run->diags) : status;
}

/* Installing */

struct checking {
    const struct run *run;
    const char *folder;
};

static enum bo_status check_staged(void *context, struct bo_buf *words)
{
    const struct checking *checking = context;
    return checking->run->request->check(checking->folder, &checking->run->offer.index, words);
}

/* The engine's own judgement; its messages, with paths inside the release. */
static enum bo_status validate(struct run *run, const char *folder)
{
    struct checking checking = {run, folder};
    struct bo_buf words;
    bo_buf_init(&words);
    enum bo_status status = bo_limited_run(check_staged, &checking, &words);
    if (status != BO_OK) {
        size_t prefix = strlen(folder);
        for (const char *line = words.at; *line != '\0';) {
            size_t n = strcspn(line, "\n");
            const char *text = n > prefix && strncmp(line, folder, prefix) == 0 ? line + prefix + 1 : line;
            bo_diag(run->diags, BO_NOTE, (struct bo_place){.file = run->offer.from}, "rules", "%.*s",
                    (int)(n - (size_t)(text - line)), text);
            line += n + (line[n] == '\n');
        }
        bo_diag(run->diags, BO_ERROR, (struct bo_place){.file = run->offer.from}, "rules",
                "release %llu is signed, but its rules do not pass their own check: it is not installed",
                (unsigned long long)run->offer.index.serial);
        status = status == BO_INTERNAL ? BO_INTERNAL : BO_INVALID;
    }
    bo_buf_fini(&words);
    return status;
}

static enum bo_status remember(struct run *run)
{
    struct bo_fetch_state *state = &run->state;
    const struct bo_index *index = &run->offer.index;
    int64_t known = run->now > index->issued_at ? run->now : index->issued_at;
    state->channel = index->channel;
    state->serial = index->serial;
    memcpy(state->sha256, run->offer.sha256, sizeof state->sha256);
    state->time = known > state->time ? known : state->time;
    return bo_state_write(&run->depot, state, run->diags);
}

static enum bo_status install(struct run *run)
{
    struct bo_staging staging = {.depot = &run->depot,
                                 .offer = &run->offer,
                                 .channel = run->channel,
                                 .memo = &run->memo,
                                 .progress = run->request->progress,
                                 .context = run->request->context};
    uint64_t serial = run->offer.index.serial;
    enum bo_status status = bo_judge_versions(&run->depot, &run->offer, run->diags);
    if (status != BO_OK) {
        return status;
    }
    status = bo_depot_stage(&run->depot, &staging.folder, run->diags);
    if (status != BO_OK) {
        return status;
    }
    status = bo_stage_fill(&staging, run->diags);
    status = status == BO_OK ? validate(run, staging.folder) : status;
    status = status == BO_OK ? bo_depot_adopt(&run->depot, staging.folder, serial, run->diags) : status;
    status = status == BO_OK ? bo_depot_switch(&run->depot, serial, run->diags) : status;
    if (status != BO_OK) {
        bo_disk_remove_tree(run->arena, staging.folder);
        return status;
    }
    run->report->outcome = BO_FETCH_UPDATED;
    run->state.passed_over = 0;
    return BO_OK;
}

/* After the signature and the index were found right. */
static enum bo_status act(struct run *run)
{
    uint64_t serial = run->offer.index.serial, live = bo_depot_live(&run->depot);
    enum bo_status status = BO_OK;
    if (serial == live && usable(run, live)) {
        run->report->outcome = BO_FETCH_CURRENT;
        run->state.passed_over = run->request->bundle ? 0 : run->state.passed_over;
    } else if (!run->request->bundle && serial <= run->state.passed_over) {
        run->report->outcome = BO_FETCH_HELD;
    } else {
        status = install(run);
    }
    status = status == BO_OK ? remember(run) : status;
    if (status == BO_OK) {
        bo_memo_forget_parts(&run->memo);
        if (bo_channel_remote(run->channel)) {
            bo_memo_write(&run->memo);
        }
        bo_depot_trim(&run->depot, BO_KEPT_RELEASES);
    }
    return status;
}

static enum bo_status run_locked(struct run *run, const bo_key_ring *keys)
{
    bo_state_read(&run->depot, &run->state);
    run->report->before = bo_depot_live(&run->depot);
    enum bo_status status = bo_judge_clock(run->arena, &run->state, run->now, run->diags);
    if (status != BO_OK) {
        return status;
    }
    bo_memo_read(run->arena, run->what, &run->memo);
    if (run->request->cron && run->memo.not_before > run->now) {
        run->report->outcome = BO_FETCH_WAITING;
        bo_diag(run->diags, BO_ERROR, (struct bo_place){.file = run->what}, "server",
                "the server asked to be left alone until %s", bo_moment_text(run->arena, run->memo.not_before));
        return BO_SERVER;
    }
    if (!usable(run, run->report->before)) {
        run->live.folder = NULL;
    }
    run->offer.from = run->what;
    status = bo_channel_open(run->arena, run->what, &run->request->net, &run->channel, run->diags);
    status = status == BO_OK ? get_verified(run, keys) : status;
    status = status == BO_OK ? bo_judge_index(run->arena, &run->offer, run->diags) : status;
    status = status == BO_OK ? bo_judge_time(&run->offer, &run->state, run->now, run->diags) : status;
    if (status == BO_OK) {
        bo_channel_trusted(run->channel);
        status = act(run);
    }
    bo_channel_close(run->channel);
    return status;
}

enum bo_status bo_fetch_run(struct bo_arena *arena, const struct bo_fetch_request *request,
                            struct bo_fetch_report *report, struct bo_diags *diags)
{
    struct run run = {.arena = arena, .request = request, .report = report, .diags = diags, .now = bo_moment_now()};
    *report = (struct bo_fetch_report){0};
    if (!bo_crypto_ready()) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "internal", "libsodium cannot be set up");
        return BO_INTERNAL;
    }
    enum bo_status status = bo_keys_load(arena, request->keys, request->n_keys, &report->keys, diags);
    if (status != BO_OK) {
        return status;
    }
    run.what = request->channel != NULL ? request->channel : bo_config_line(arena, "channel");
    if (run.what == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "no-channel",
                "from where? Name a channel with --channel, or write its address into the file \"channel\" of the "
                "configuration folder");
        return BO_USAGE;
    }
    status = bo_depot_open(arena, &run.depot, diags);
    if (status != BO_OK) {
        return status;
    }
    status = run_locked(&run, &report->keys);
    if (status != BO_OK && report->outcome != BO_FETCH_WAITING) {
        report->outcome = BO_FETCH_FAILED;
    }
    report_live(&run.depot, report);
    report->highest = run.state.serial;
    report->passed_over = run.state.passed_over;
    bo_depot_close(&run.depot);
    return status;
}

/* Going back, and looking */

static enum bo_status go_back(const struct bo_depot *depot, struct bo_fetch_report *report, struct bo_diags *diags)
{
    bo_serials kept = bo_depot_kept(depot);
    struct bo_fetch_state state;
    struct bo_kept older;
    uint64_t to = 0;
    bo_state_read(depot, &state);
    report->before = bo_depot_live(depot);
    for (size_t i = 0; i < kept.n && kept.at[i] < report->before; i++) {
        to = kept.at[i];
    }
    if (to == 0) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "nothing-older", "there is no older release to go back to");
        return BO_NO;
    }
    const char *damage = bo_kept_read(depot, to, &older) ? bo_kept_damage(depot, &older) : older.folder;
    if (damage != NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = damage}, "digest",
                "release %llu is damaged: this is not what was signed", (unsigned long long)to);
        return BO_DIGEST;
    }
    /* First that the newer one is not wanted, then the step: in between, an update would only do nothing. */
    state.passed_over = state.serial > report->before ? state.serial : report->before;
    state.channel = state.channel != NULL ? state.channel : older.index.channel;
    enum bo_status status = bo_state_write(depot, &state, diags);
    status = status == BO_OK ? bo_depot_switch(depot, to, diags) : status;
    report->outcome = status == BO_OK ? BO_FETCH_BACK : BO_FETCH_FAILED;
    report->highest = state.serial;
    report->passed_over = state.passed_over;
    return status;
}

enum bo_status bo_fetch_go_back(struct bo_arena *arena, struct bo_fetch_report *report, struct bo_diags *diags)
{
    struct bo_depot depot;
    *report = (struct bo_fetch_report){0};
    enum bo_status status = bo_crypto_ready() ? bo_depot_open(arena, &depot, diags) : BO_INTERNAL;
    if (status != BO_OK) {
        return status;
    }
    status = go_back(&depot, report, diags);
    report_live(&depot, report);
    bo_depot_close(&depot);
    return status;
}

static enum bo_status judge_live(const struct bo_depot *depot, struct bo_fetch_report *report,
                                 const struct bo_fetch_state *state, struct bo_diags *diags)
{
    struct bo_kept live;
    struct bo_diags unheard;
    const char *damage = bo_kept_read(depot, report->serial, &live) ? bo_kept_damage(depot, &live) : live.folder;
    if (damage != NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = damage}, "digest",
                "this is not what was signed; \"fetch update\" mends it");
        return BO_DIGEST;
    }
    struct bo_offer offer = {.from = live.folder, .text = live.text, .n = live.n};
    offer.minisig = live.minisig;
    offer.minisig_n = live.minisig_n;
    bo_diags_init(&unheard, depot->arena);
    if (bo_judge_signature(depot->arena, &report->keys, &offer, &unheard) == BO_OK) {
        char *id = bo_alloc(depot->arena, BO_KEY_ID_HEX);
        bo_key_id_text(offer.by->id, id);
        report->signed_by = id;
    }
    int64_t now = bo_moment_now();
    enum bo_status status = bo_judge_clock(depot->arena, state, now, diags);
    if (status == BO_OK && now >= live.index.expires_at) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "expired",
                "release %llu was good until %s: a newer one is overdue", (unsigned long long)report->serial,
                live.index.expires);
        status = BO_EXPIRED;
    }
    return status;
}

enum bo_status bo_fetch_look(struct bo_arena *arena, const struct bo_fetch_request *request,
                             struct bo_fetch_report *report, struct bo_diags *diags)
{
    struct bo_depot depot;
    struct bo_fetch_state state;
    *report = (struct bo_fetch_report){.outcome = BO_FETCH_NOTHING};
    enum bo_status status = bo_crypto_ready() ? bo_depot_find(arena, &depot, diags) : BO_INTERNAL;
    if (status != BO_OK) {
        return status;
    }
    bo_keys_look(arena, request->keys, request->n_keys, &report->keys);
    bo_state_read(&depot, &state);
    report_live(&depot, report);
    report->before = report->serial;
    report->highest = state.serial;
    report->passed_over = state.passed_over;
    if (report->serial == 0) {
        return BO_OK;
    }
    report->outcome = BO_FETCH_CURRENT;
    return judge_live(&depot, report, &state, diags);
}
