#include "fetch/release.h"

#include "base/text.h"
#include "fetch/disk.h"
#include "fetch/kept.h"
#include "fetch/minisign.h"
#include "fetch/moment.h"
#include "fetch/tar.h"
#include "rules/store.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef BO_VEC(const char *) paths;

struct writing {
    struct bo_arena *arena;
    struct bo_diags *diags;
    const struct bo_release *release;
    struct bo_index index;
    const char *bundle; /* while it is written */
    int to;
};

static enum bo_status refuse(struct writing *w, const char *file, const char *text)
{
    bo_diag(w->diags, BO_ERROR, (struct bo_place){.file = file}, "cannot-release", "%s", text);
    return BO_INVALID;
}

/* The files of a set, sorted: every one is a rule file, or the folder is none to be released. */

static enum bo_status list_files(struct writing *w, const char *folder, const char *inner, paths *list)
{
    const char *path = *inner != '\0' ? bo_printf(w->arena, "%s/%s", folder, inner) : folder;
    DIR *at = opendir(path);
    enum bo_status status = at != NULL ? BO_OK : bo_disk_error(path, w->diags);
    for (struct dirent *entry; status == BO_OK && (entry = readdir(at)) != NULL;) {
        const char *name = bo_printf(w->arena, "%s%s%s", inner, *inner != '\0' ? "/" : "", entry->d_name);
        const char *full = bo_printf(w->arena, "%s/%s", folder, name);
        struct stat about;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (lstat(full, &about) != 0) {
            status = bo_disk_error(full, w->diags);
        } else if (S_ISDIR(about.st_mode)) {
            status = list_files(w, folder, name, list);
        } else if (!S_ISREG(about.st_mode) || !bo_rule_path_valid(name)) {
            status = refuse(w, full, "a release holds rule files only: small letters, digits, \"_\", \"-\", and .xml");
        } else {
            BO_PUSH(w->arena, list, name);
        }
    }
    if (at != NULL) {
        closedir(at);
    }
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_set(const void *a, const void *b)
{
    const struct bo_release_set *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : bo_version_compare(x->version, y->version);
}

/* One file of the channel: written only when it is not there as it should be. */
static enum bo_status write_file(struct writing *w, const char *path, const char *bytes, size_t n)
{
    char sha256[BO_SHA256_HEX];
    bo_sha256_text(bytes, n, sha256);
    const char *folder = bo_strndup(w->arena, path, (size_t)(strrchr(path, '/') - path));
    enum bo_status status = bo_disk_folders(w->arena, folder, w->diags);
    return status == BO_OK && !bo_file_is(path, n, sha256) ? bo_disk_replace(w->arena, path, bytes, n, w->diags)
                                                           : status;
}

static enum bo_status add_to_bundle(struct writing *w, const char *name, const char *bytes, size_t n)
{
    struct bo_buf all;
    bo_buf_init(&all);
    bo_tar_begin(&all, name, n);
    bo_buf_add(&all, bytes, n);
    bo_tar_fill(&all, n);
    enum bo_status status = bo_disk_write(w->to, w->bundle, all.at, all.n, w->diags);
    bo_buf_fini(&all);
    return status;
}

/* The file's text in an arena of its own. */
static enum bo_status read_rules(struct writing *w, struct bo_arena *scratch, const char *path, char **text, size_t *n)
{
    return bo_disk_read(scratch, path, BO_RULE_FILE_MAX, text, n) && *n > 0
               ? BO_OK
               : refuse(w, path, "this file is empty, bigger than 8 MiB, or cannot be read");
}

static enum bo_status add_set(struct writing *w, const struct bo_release_set *set)
{
    struct bo_index_set entry = {set->id, set->version};
    paths list = {0};
    enum bo_status status = list_files(w, set->folder, "", &list);
    BO_PUSH(w->arena, &w->index.sets, entry);
    if (status == BO_OK && list.n > 0) {
        qsort(list.at, list.n, sizeof *list.at, by_name);
    }
    for (size_t i = 0; i < list.n && status == BO_OK; i++) {
        struct bo_arena scratch;
        char *text, hex[BO_SHA256_HEX];
        size_t n = 0;
        struct bo_index_file file = {.set = w->index.sets.n - 1};
        file.path = bo_printf(w->arena, "%s/%s/%s", set->id, set->version, list.at[i]);
        bo_arena_init(&scratch);
        status = read_rules(w, &scratch, bo_printf(w->arena, "%s/%s", set->folder, list.at[i]), &text, &n);
        if (status == BO_OK) {
            bo_sha256_text(text, n, hex);
            file.size = n;
            file.sha256 = bo_strdup(w->arena, hex);
            BO_PUSH(w->arena, &w->index.files, file);
            status = write_file(w, bo_printf(w->arena, "%s/rules/%s", w->release->to, file.path), text, n);
        }
        bo_arena_fini(&scratch);
    }
    return status;
}

/* The signature that lies there, when it is one for this very index. */
static bool find_signature(struct writing *w, char **text, size_t *n)
{
    struct bo_minisig minisig;
    return bo_disk_read(w->arena, bo_printf(w->arena, "%s/" BO_MINISIG_NAME, w->release->to), BO_MINISIG_MAX, text,
                        n) &&
           bo_minisig_read(w->arena, *text, *n, &minisig) == NULL &&
           strcmp(minisig.comment, bo_index_comment(w->arena, &w->index)) == 0;
}

static enum bo_status fill_bundle(struct writing *w, const struct bo_buf *index, struct bo_released *released)
{
    char *signature;
    size_t n;
    enum bo_status status = add_to_bundle(w, BO_INDEX_NAME, index->at, index->n);
    released->has_signature = find_signature(w, &signature, &n);
    if (status == BO_OK && released->has_signature) {
        status = add_to_bundle(w, BO_MINISIG_NAME, signature, n);
    }
    for (size_t i = 0; i < w->index.files.n && status == BO_OK; i++) {
        struct bo_arena scratch;
        char *text;
        bo_arena_init(&scratch);
        const char *name = bo_printf(w->arena, "rules/%s", w->index.files.at[i].path);
        status = read_rules(w, &scratch, bo_printf(w->arena, "%s/%s", w->release->to, name), &text, &n);
        status = status == BO_OK ? add_to_bundle(w, name, text, n) : status;
        bo_arena_fini(&scratch);
    }
    if (status == BO_OK) {
        struct bo_buf end;
        bo_buf_init(&end);
        bo_tar_end(&end);
        status = bo_disk_write(w->to, w->bundle, end.at, end.n, w->diags);
        bo_buf_fini(&end);
    }
    return status;
}

static enum bo_status write_bundle(struct writing *w, const struct bo_buf *index, struct bo_released *released)
{
    w->bundle = bo_printf(w->arena, "%s.new", released->bundle);
    unlink(w->bundle);
    w->to = open(w->bundle, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (w->to < 0) {
        return bo_disk_error(w->bundle, w->diags);
    }
    enum bo_status status = fill_bundle(w, index, released);
    if (status == BO_OK && fsync(w->to) != 0) {
        status = bo_disk_error(w->bundle, w->diags);
    }
    if (close(w->to) != 0 && status == BO_OK) {
        status = bo_disk_error(w->bundle, w->diags);
    }
    if (status == BO_OK && rename(w->bundle, released->bundle) != 0) {
        status = bo_disk_error(released->bundle, w->diags);
    }
    if (status != BO_OK) {
        unlink(w->bundle);
    }
    return status;
}

bool bo_release_moments(struct bo_arena *arena, const struct bo_release *release, int64_t *issued, int64_t *expires)
{
    struct bo_index index;
    struct bo_diags unheard;
    char *text;
    size_t n;
    bo_diags_init(&unheard, arena);
    if (!bo_disk_read(arena, bo_printf(arena, "%s/" BO_INDEX_NAME, release->to), BO_INDEX_MAX, &text, &n) ||
        bo_index_read(arena, BO_INDEX_NAME, text, n, &index, &unheard) != BO_OK || index.serial != release->serial ||
        strcmp(index.channel, release->channel) != 0) {
        return false;
    }
    *issued = index.issued_at;
    *expires = index.expires_at;
    return true;
}

enum bo_status bo_release_write(struct bo_arena *arena, const struct bo_release *release, struct bo_released *released,
                                struct bo_diags *diags)
{
    struct writing w = {.arena = arena, .diags = diags, .release = release};
    struct bo_index *index = &w.index, again;
    *released = (struct bo_released){0};
    index->channel = release->channel;
    index->serial = release->serial;
    index->issued = bo_moment_text(arena, release->issued);
    index->expires = bo_moment_text(arena, release->expires);
    index->min_client = release->min_client;
    qsort(release->sets, release->n_sets, sizeof *release->sets, by_set);
    enum bo_status status = bo_crypto_ready() ? BO_OK : BO_INTERNAL;
    for (size_t i = 0; i < release->n_sets && status == BO_OK; i++) {
        status = add_set(&w, &release->sets[i]);
    }
    if (status != BO_OK) {
        return status;
    }
    struct bo_buf text;
    bo_buf_init(&text);
    bo_index_write(index, &text);
    /* Nothing leaves here that an update would not read. */
    status = text.n <= BO_INDEX_MAX ? bo_index_read(arena, BO_INDEX_NAME, text.at, text.n, &again, diags)
                                    : refuse(&w, NULL, "the index is bigger than 256 KiB");
    released->index = bo_printf(arena, "%s/" BO_INDEX_NAME, release->to);
    released->comment = bo_index_comment(arena, index);
    released->bundle =
        bo_printf(arena, "%s/%s-%llu.tar", release->to, index->channel, (unsigned long long)index->serial);
    status = status == BO_OK ? write_file(&w, released->index, text.at, text.n) : status;
    status = status == BO_OK ? write_bundle(&w, &text, released) : status;
    bo_buf_fini(&text);
    released->files = index->files.n;
    for (size_t i = 0; i < index->files.n; i++) {
        released->bytes += index->files.at[i].size;
    }
    return status;
}
