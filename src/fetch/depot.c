#define _GNU_SOURCE /* renameat2 */
#include "fetch/depot.h"

#include "fetch/crypto.h"
#include "fetch/disk.h"
#include "rules/store.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TARGET  "fetched/" /* what the link points to, before the serial */
#define STAGING "staging-"
#define TRASH   "trash-"

enum bo_status bo_depot_find(struct bo_arena *arena, struct bo_depot *depot, struct bo_diags *diags)
{
    const char *rules = bo_store_fetched(arena);
    *depot = (struct bo_depot){.arena = arena, .lock = -1};
    if (rules == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "disk",
                "there is no folder for fetched rules: neither HOME nor XDG_DATA_HOME names one");
        return BO_DISK;
    }
    depot->link = rules;
    depot->releases = bo_printf(arena, "%.*s/fetched", (int)(strrchr(rules, '/') - rules), rules);
    return BO_OK;
}

/* A serial written as this program writes it; 0: it is none. */
static uint64_t serial_of(const char *name)
{
    size_t n = strspn(name, "0123456789");
    return n > 0 && n <= 19 && name[n] == '\0' && *name != '0' ? strtoull(name, NULL, 10) : 0;
}

static const char *fresh_name(const struct bo_depot *depot, const char *kind)
{
    return bo_printf(depot->arena, "%s/%s%08x", depot->releases, kind, (unsigned)bo_random_below(UINT32_MAX));
}

/* What a run that ended early left behind. */
static void clean(const struct bo_depot *depot)
{
    DIR *folder = opendir(depot->releases);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        const char *name = entry->d_name;
        if (strncmp(name, STAGING, strlen(STAGING)) == 0 || strncmp(name, TRASH, strlen(TRASH)) == 0) {
            bo_disk_remove_tree(depot->arena, bo_depot_file(depot, name));
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    unlink(bo_printf(depot->arena, "%s.new", depot->link));
    unlink(bo_depot_file(depot, "state.new"));
}

/* A folder that somebody filled by hand is not ours to replace. */
static enum bo_status check_link(const struct bo_depot *depot, struct bo_diags *diags)
{
    struct stat about;
    if (lstat(depot->link, &about) == 0 && !S_ISLNK(about.st_mode) && rmdir(depot->link) != 0) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = depot->link}, "disk",
                "this was not made by fetch, which keeps a link here: move it away first");
        return BO_DISK;
    }
    return BO_OK;
}

enum bo_status bo_depot_open(struct bo_arena *arena, struct bo_depot *depot, struct bo_diags *diags)
{
    enum bo_status status = bo_depot_find(arena, depot, diags);
    status = status == BO_OK ? bo_disk_folders(arena, depot->releases, diags) : status;
    if (status != BO_OK) {
        return status;
    }
    const char *path = bo_depot_file(depot, "lock");
    depot->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (depot->lock < 0) {
        return bo_disk_error(path, diags);
    }
    if (flock(depot->lock, LOCK_EX | LOCK_NB) != 0) {
        status = errno == EWOULDBLOCK ? BO_LOCKED : bo_disk_error(path, diags);
        if (status == BO_LOCKED) {
            bo_diag(diags, BO_ERROR, (struct bo_place){.file = path}, "locked",
                    "another fetch is at work; try again when it is done");
        }
        bo_depot_close(depot);
        return status;
    }
    clean(depot);
    status = check_link(depot, diags);
    if (status != BO_OK) {
        bo_depot_close(depot);
    }
    return status;
}

void bo_depot_close(struct bo_depot *depot)
{
    if (depot->lock >= 0) {
        close(depot->lock);
    }
    depot->lock = -1;
}

uint64_t bo_depot_live(const struct bo_depot *depot)
{
    char target[64];
    ssize_t n = readlink(depot->link, target, sizeof target - 1);
    if (n <= 0) {
        return 0;
    }
    target[n] = '\0';
    return strncmp(target, TARGET, strlen(TARGET)) == 0 ? serial_of(target + strlen(TARGET)) : 0;
}

bo_serials bo_depot_kept(const struct bo_depot *depot)
{
    bo_serials list = {0};
    DIR *folder = opendir(depot->releases);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        uint64_t serial = serial_of(entry->d_name);
        if (serial != 0) {
            BO_PUSH(depot->arena, &list, serial);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    for (size_t i = 1; i < list.n; i++) {
        uint64_t serial = list.at[i];
        size_t to = i;
        for (; to > 0 && list.at[to - 1] > serial; to--) {
            list.at[to] = list.at[to - 1];
        }
        list.at[to] = serial;
    }
    return list;
}

char *bo_depot_file(const struct bo_depot *depot, const char *name)
{
    return bo_printf(depot->arena, "%s/%s", depot->releases, name);
}

char *bo_depot_release(const struct bo_depot *depot, uint64_t serial)
{
    return bo_printf(depot->arena, "%s/%llu", depot->releases, (unsigned long long)serial);
}

enum bo_status bo_depot_stage(const struct bo_depot *depot, const char **staging, struct bo_diags *diags)
{
    *staging = fresh_name(depot, STAGING);
    return mkdir(*staging, 0755) == 0 ? BO_OK : bo_disk_error(*staging, diags);
}

/* Whole or not at all, also for who looks in between. */
static bool take_away(const struct bo_depot *depot, uint64_t serial)
{
    const char *trash = fresh_name(depot, TRASH);
    if (rename(bo_depot_release(depot, serial), trash) != 0) {
        return errno == ENOENT;
    }
    bo_disk_remove_tree(depot->arena, trash);
    return true;
}

enum bo_status bo_depot_adopt(const struct bo_depot *depot, const char *staging, uint64_t serial,
                              struct bo_diags *diags)
{
    const char *release = bo_depot_release(depot, serial);
    if (rename(staging, release) != 0) {
        /* There is one of this number: left by a run that ended early, or damaged. It may be the live one, so the two
         * change places in one step. */
        if (errno != ENOTEMPTY && errno != EEXIST) {
            return bo_disk_error(release, diags);
        }
        if (renameat2(AT_FDCWD, staging, AT_FDCWD, release, RENAME_EXCHANGE) != 0) {
            return bo_disk_error(release, diags);
        }
        bo_disk_remove_tree(depot->arena, staging);
    }
    return bo_disk_sync_folder(depot->releases, diags);
}

enum bo_status bo_depot_switch(const struct bo_depot *depot, uint64_t serial, struct bo_diags *diags)
{
    const char *fresh = bo_printf(depot->arena, "%s.new", depot->link);
    const char *target = bo_printf(depot->arena, TARGET "%llu", (unsigned long long)serial);
    if (symlink(target, fresh) != 0 || rename(fresh, depot->link) != 0) {
        enum bo_status status = bo_disk_error(depot->link, diags);
        unlink(fresh);
        return status;
    }
    const char *home = bo_strndup(depot->arena, depot->link, (size_t)(strrchr(depot->link, '/') - depot->link));
    return bo_disk_sync_folder(home, diags);
}

void bo_depot_trim(const struct bo_depot *depot, size_t most)
{
    bo_serials kept = bo_depot_kept(depot);
    uint64_t live = bo_depot_live(depot);
    size_t left = kept.n;
    for (size_t i = 0; i < kept.n && left > most; i++) {
        left -= kept.at[i] != live && take_away(depot, kept.at[i]);
    }
}
