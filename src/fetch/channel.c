#include "fetch/channel.h"

#include "base/buf.h"
#include "fetch/disk.h"
#include "fetch/index.h"
#include "fetch/tar.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_MEMBERS = 2 }; /* of a bundle: the index and its signature */

struct bo_channel {
    struct bo_arena *arena;
    const char *what;
    struct bo_net *net; /* an address */
    int bundle;         /* or a bundle's file; -1: neither, a folder */
    bool trusted;
    BO_VEC(struct bo_tar_member) members; /* of a bundle; the first two until it is trusted */
    uint64_t seen;                        /* so far are they known */
};

enum bo_status bo_channel_open(struct bo_arena *arena, const char *what, const struct bo_net_options *options,
                               struct bo_channel **channel, struct bo_diags *diags)
{
    struct bo_channel *made = bo_alloc(arena, sizeof *made);
    struct stat about;
    *channel = NULL;
    *made = (struct bo_channel){.arena = arena, .what = what, .bundle = -1};
    enum bo_status status = BO_OK;
    if (strstr(what, "://") != NULL) {
        status = bo_net_open(arena, what, options, &made->net, diags);
    } else if (stat(what, &about) != 0) {
        status = bo_disk_error(what, diags);
    } else if (S_ISREG(about.st_mode)) {
        made->bundle = open(what, O_RDONLY | O_CLOEXEC);
        status = made->bundle >= 0 ? BO_OK : bo_disk_error(what, diags);
    } else if (!S_ISDIR(about.st_mode)) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = what}, "bad-channel",
                "this is neither a folder nor a bundle");
        status = BO_USAGE;
    }
    *channel = status == BO_OK ? made : NULL;
    return status;
}

void bo_channel_close(struct bo_channel *channel)
{
    if (channel != NULL) {
        bo_net_close(channel->net);
        if (channel->bundle >= 0) {
            close(channel->bundle);
        }
    }
}

bool bo_channel_remote(const struct bo_channel *channel)
{
    return channel->net != NULL;
}

void bo_channel_trusted(struct bo_channel *channel)
{
    channel->trusted = true;
    if (channel->net != NULL) {
        bo_net_trusted(channel->net);
    }
}

/* Files on this machine */

static enum bo_status missing(const struct bo_channel *channel, const char *name, struct bo_diags *diags)
{
    bo_diag(diags, BO_ERROR, (struct bo_place){.file = channel->what}, "missing-file", "it holds no %s", name);
    return BO_DIGEST;
}

/* Hands on `size` bytes of a file from an offset. */
static enum bo_status copy(const struct bo_channel *channel, int file, uint64_t offset, uint64_t size,
                           struct bo_get *get, struct bo_diags *diags)
{
    char part[1 << 14];
    if (size > get->most) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = channel->what}, "too-big",
                "%s is bigger than it should be (%llu bytes at most)", get->path, (unsigned long long)get->most);
        return BO_DIGEST;
    }
    for (uint64_t at = 0; at < size || size == 0;) {
        size_t want = size - at < sizeof part ? (size_t)(size - at) : sizeof part;
        ssize_t got = pread(file, part, want, (off_t)(offset + at));
        if (got < 0) {
            return bo_disk_error(channel->what, diags);
        }
        if (got == 0 && size > 0) { /* it ends early: who checks the digest says so */
            return BO_OK;
        }
        enum bo_status status = get->take(get->context, at, part, (size_t)got);
        at += (uint64_t)got;
        if (status != BO_OK || size == 0) {
            return status;
        }
    }
    return BO_OK;
}

static enum bo_status from_path(const struct bo_channel *channel, const char *path, struct bo_get *get,
                                struct bo_diags *diags)
{
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT || errno == ENOTDIR ? missing(channel, get->path, diags) : bo_disk_error(path, diags);
    }
    enum bo_status status = fstat(file, &about) == 0 && S_ISREG(about.st_mode)
                                ? copy(channel, file, 0, (uint64_t)about.st_size, get, diags)
                                : missing(channel, get->path, diags);
    close(file);
    return status;
}

/* Looks at the members' heads: of two until a signature was verified, of all afterwards. */
static const struct bo_tar_member *find_member(struct bo_channel *channel, const char *name)
{
    size_t most = channel->trusted ? BO_TAR_MEMBERS : FIRST_MEMBERS;
    struct bo_tar_member member;
    while (channel->members.n < most && bo_tar_next(channel->bundle, &channel->seen, &member)) {
        BO_PUSH(channel->arena, &channel->members, member);
    }
    for (size_t i = 0; i < channel->members.n; i++) {
        if (strcmp(channel->members.at[i].name, name) == 0) {
            return &channel->members.at[i];
        }
    }
    return NULL;
}

/* A bundle that was made before its index was signed has the signature beside it. */
static enum bo_status from_bundle(struct bo_channel *channel, struct bo_get *get, struct bo_diags *diags)
{
    const struct bo_tar_member *member = find_member(channel, get->path);
    if (member != NULL) {
        return copy(channel, channel->bundle, member->offset, member->size, get, diags);
    }
    if (strcmp(get->path, BO_MINISIG_NAME) == 0) {
        const char *slash = strrchr(channel->what, '/');
        return from_path(channel,
                         bo_printf(channel->arena, "%.*s" BO_MINISIG_NAME,
                                   slash != NULL ? (int)(slash + 1 - channel->what) : 0, channel->what),
                         get, diags);
    }
    return missing(channel, get->path, diags);
}

enum bo_status bo_channel_get(struct bo_channel *channel, struct bo_get *get, struct bo_diags *diags)
{
    if (channel->net != NULL) {
        return bo_net_get(channel->net, get, diags);
    }
    get->unchanged = false;
    get->wait = 0;
    get->new_etag[0] = get->new_modified[0] = '\0';
    return channel->bundle >= 0
               ? from_bundle(channel, get, diags)
               : from_path(channel, bo_printf(channel->arena, "%s/%s", channel->what, get->path), get, diags);
}

/* Small texts */

static enum bo_status keep(void *context, uint64_t at, const void *bytes, size_t n)
{
    struct bo_buf *text = context;
    if (at == 0) {
        text->n = 0; /* it begins again */
    }
    bo_buf_add(text, bytes, n);
    return BO_OK;
}

enum bo_status bo_channel_text(struct bo_channel *channel, struct bo_get *get, char **text, size_t *n,
                               struct bo_diags *diags)
{
    struct bo_buf all;
    bo_buf_init(&all);
    get->take = keep;
    get->context = &all;
    enum bo_status status = bo_channel_get(channel, get, diags);
    *text = bo_alloc(channel->arena, all.n + 1); /* it may hold NUL */
    memcpy(*text, all.n > 0 ? all.at : "", all.n);
    *n = all.n;
    bo_buf_fini(&all);
    return status;
}
