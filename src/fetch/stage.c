#include "fetch/stage.h"

#include "fetch/disk.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { SHORT_TRIES = 3 };

/* A file while it is written */
struct writing {
    struct bo_staging *staging;
    struct bo_diags *diags;
    const struct bo_index_file *file;
    const char *path;
    int to;
    uint64_t at;
    struct bo_sha256 sha;
    size_t before, all; /* bytes of the files before it, and of all */
};

static void tell_progress(const struct writing *w)
{
    if (w->staging->progress != NULL) {
        w->staging->progress(w->staging->context, w->before + (size_t)w->at, w->all);
    }
}

static enum bo_status start_over(struct writing *w)
{
    bo_sha256_init(&w->sha);
    w->at = 0;
    return ftruncate(w->to, 0) == 0 && lseek(w->to, 0, SEEK_SET) == 0 ? BO_OK : bo_disk_error(w->path, w->diags);
}

static enum bo_status take(void *context, uint64_t at, const void *bytes, size_t n)
{
    struct writing *w = context;
    enum bo_status status = at == w->at ? BO_OK : start_over(w); /* it only ever goes on, or begins again */
    status = status == BO_OK ? bo_disk_write(w->to, w->path, bytes, n, w->diags) : status;
    if (status == BO_OK) {
        bo_sha256_add(&w->sha, bytes, n);
        w->at += n;
        tell_progress(w);
    }
    return status;
}

static bool is_right(const struct writing *w)
{
    struct bo_sha256 sha = w->sha;
    char hex[BO_SHA256_HEX];
    bo_sha256_hex_of(&sha, hex);
    return w->at == w->file->size && strcmp(hex, w->file->sha256) == 0;
}

/* As much as there is of a file on this machine, but no more than it should have. */
static bool copy_from(struct writing *w, const char *path)
{
    char part[1 << 14];
    ssize_t n = 0;
    int from = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool good = from >= 0;
    while (good && w->at <= w->file->size && (n = read(from, part, sizeof part)) > 0) {
        good = take(w, w->at, part, (size_t)n) == BO_OK;
    }
    if (from >= 0) {
        close(from);
    }
    return good && n == 0;
}

/* From the live release, where the file is the same. */
static bool copy_from_live(struct writing *w)
{
    const struct bo_depot *depot = w->staging->depot;
    uint64_t live = bo_depot_live(depot);
    return live != 0 && copy_from(w, bo_printf(depot->arena, "%s/%s", bo_depot_release(depot, live), w->file->path)) &&
           is_right(w);
}

static enum bo_status tell_wrong(const struct writing *w)
{
    struct bo_arena *arena = w->diags->arena;
    struct bo_place place = {.file = w->staging->offer->from};
    const char *what =
        w->at != w->file->size
            ? bo_printf(arena, "rules/%s has %llu bytes in place of the %llu that are signed", w->file->path,
                        (unsigned long long)w->at, (unsigned long long)w->file->size)
            : bo_printf(arena, "rules/%s is not the file that is signed: its SHA-256 is another", w->file->path);
    bo_diag(w->diags, BO_ERROR, place, w->at != w->file->size ? "size" : "digest", "%s", what);
    return BO_DIGEST;
}

/* By the channel, going on behind what an earlier run left; a part that does not fit is thrown away once. */
static enum bo_status fetch(struct writing *w)
{
    struct bo_staging *staging = w->staging;
    bool remote = bo_channel_remote(staging->channel), resumed = false;
    const char *part = bo_memo_part(staging->memo, w->file->sha256);
    enum bo_status status = BO_OK;
    if (remote && part != NULL) {
        resumed = copy_from(w, part) && w->at < w->file->size;
        unlink(part);
        status = resumed ? BO_OK : start_over(w);
    }
    for (int try = 1; status == BO_OK; try++) {
        struct bo_get get = {.path = bo_printf(w->diags->arena, "rules/%s", w->file->path),
                             .most = w->file->size,
                             .resume = remote,
                             .from = w->at,
                             .take = take,
                             .context = w};
        status = bo_channel_get(staging->channel, &get, w->diags);
        if (status != BO_OK || is_right(w)) {
            break;
        }
        bool cut = remote && w->at < w->file->size && try < SHORT_TRIES; /* the network's fault, perhaps */
        if (!cut && !resumed) {
            status = tell_wrong(w);
        } else if (!cut) {
            resumed = false;
            status = start_over(w);
        }
    }
    if (status == BO_NETWORK && w->at > 0 && w->at < w->file->size) {
        bo_memo_keep_part(staging->memo, w->file->sha256, w->path);
    }
    return status;
}

static enum bo_status fill_file(struct writing *w)
{
    struct bo_staging *staging = w->staging;
    struct bo_arena *arena = staging->depot->arena;
    w->path = bo_printf(arena, "%s/%s", staging->folder, w->file->path);
    const char *folder = bo_strndup(arena, w->path, (size_t)(strrchr(w->path, '/') - w->path));
    enum bo_status status = bo_disk_folders(arena, folder, w->diags);
    if (status != BO_OK) {
        return status;
    }
    w->to = open(w->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (w->to < 0) {
        return bo_disk_error(w->path, w->diags);
    }
    bo_sha256_init(&w->sha);
    w->at = 0;
    if (!copy_from_live(w)) {
        status = start_over(w);
        status = status == BO_OK ? fetch(w) : status;
    }
    if (status == BO_OK && fsync(w->to) != 0) {
        status = bo_disk_error(w->path, w->diags);
    }
    if (close(w->to) != 0 && status == BO_OK) {
        status = bo_disk_error(w->path, w->diags);
    }
    return status;
}

enum bo_status bo_stage_fill(struct bo_staging *staging, struct bo_diags *diags)
{
    struct bo_arena *arena = staging->depot->arena;
    const struct bo_offer *offer = staging->offer;
    struct writing w = {.staging = staging, .diags = diags};
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < offer->index.files.n; i++) {
        w.all += (size_t)offer->index.files.at[i].size;
    }
    for (size_t i = 0; i < offer->index.files.n && status == BO_OK; i++) {
        w.file = &offer->index.files.at[i];
        status = fill_file(&w);
        w.before += (size_t)w.file->size;
    }
    if (status == BO_OK) {
        status = bo_disk_create(bo_printf(arena, "%s/" BO_INDEX_NAME, staging->folder), offer->text, offer->n, diags);
    }
    if (status == BO_OK) {
        status = bo_disk_create(bo_printf(arena, "%s/" BO_MINISIG_NAME, staging->folder), offer->minisig,
                                offer->minisig_n, diags);
    }
    return status == BO_OK ? bo_disk_sync_tree(arena, staging->folder, diags) : status;
}
