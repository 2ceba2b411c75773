#include "fetch/disk.h"

#include "base/text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_MODE = 0755, FILE_MODE = 0644 };

enum bo_status bo_disk_error(const char *path, struct bo_diags *diags)
{
    bo_diag(diags, BO_ERROR, (struct bo_place){.file = path}, "disk", "%s", strerror(errno));
    return BO_DISK;
}

enum bo_status bo_disk_folders(struct bo_arena *arena, const char *path, struct bo_diags *diags)
{
    char *part = bo_strdup(arena, path);
    for (char *slash = part; slash != NULL;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        if (mkdir(part, FOLDER_MODE) != 0 && errno != EEXIST) {
            return bo_disk_error(part, diags);
        }
        if (slash != NULL) {
            *slash = '/';
        }
    }
    return BO_OK;
}

enum bo_status bo_disk_write(int file, const char *path, const void *bytes, size_t n, struct bo_diags *diags)
{
    for (const char *at = bytes; n > 0;) {
        ssize_t written = write(file, at, n);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            errno = written == 0 ? ENOSPC : errno;
            return bo_disk_error(path, diags);
        }
        at += written;
        n -= (size_t)written;
    }
    return BO_OK;
}

enum bo_status bo_disk_create(const char *path, const void *bytes, size_t n, struct bo_diags *diags)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (file < 0) {
        return bo_disk_error(path, diags);
    }
    enum bo_status status = bo_disk_write(file, path, bytes, n, diags);
    if (status == BO_OK && fsync(file) != 0) {
        status = bo_disk_error(path, diags);
    }
    if (close(file) != 0 && status == BO_OK) {
        status = bo_disk_error(path, diags);
    }
    return status;
}

static const char *folder_of(struct bo_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? "." : slash == path ? "/" : bo_strndup(arena, path, (size_t)(slash - path));
}

enum bo_status bo_disk_replace(struct bo_arena *arena, const char *path, const void *bytes, size_t n,
                               struct bo_diags *diags)
{
    const char *fresh = bo_printf(arena, "%s.new", path);
    unlink(fresh); /* of a run that ended early */
    enum bo_status status = bo_disk_create(fresh, bytes, n, diags);
    if (status == BO_OK && rename(fresh, path) != 0) {
        status = bo_disk_error(path, diags);
    }
    if (status != BO_OK) {
        unlink(fresh);
        return status;
    }
    return bo_disk_sync_folder(folder_of(arena, path), diags);
}

enum bo_status bo_disk_sync_folder(const char *path, struct bo_diags *diags)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = folder >= 0 && fsync(folder) == 0;
    enum bo_status status = good ? BO_OK : bo_disk_error(path, diags);
    if (folder >= 0) {
        close(folder);
    }
    return status;
}

/* The folders inside a folder, by their paths. */
typedef BO_VEC(const char *) paths;

static bool next_entry(DIR *folder, struct dirent **entry)
{
    do {
        *entry = readdir(folder);
    } while (*entry != NULL && (strcmp((*entry)->d_name, ".") == 0 || strcmp((*entry)->d_name, "..") == 0));
    return *entry != NULL;
}

static paths folders_in(struct bo_arena *arena, const char *path)
{
    paths list = {0};
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder != NULL && next_entry(folder, &entry);) {
        struct stat about;
        const char *inner = bo_printf(arena, "%s/%s", path, entry->d_name);
        if (lstat(inner, &about) == 0 && S_ISDIR(about.st_mode)) {
            BO_PUSH(arena, &list, inner);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return list;
}

enum bo_status bo_disk_sync_tree(struct bo_arena *arena, const char *path, struct bo_diags *diags)
{
    paths inner = folders_in(arena, path);
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < inner.n && status == BO_OK; i++) {
        status = bo_disk_sync_tree(arena, inner.at[i], diags);
    }
    return status == BO_OK ? bo_disk_sync_folder(path, diags) : status;
}

void bo_disk_remove_tree(struct bo_arena *arena, const char *path)
{
    paths inner = folders_in(arena, path);
    for (size_t i = 0; i < inner.n; i++) {
        bo_disk_remove_tree(arena, inner.at[i]);
    }
    int at = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = at >= 0 ? fdopendir(at) : NULL;
    for (struct dirent *entry; folder != NULL && next_entry(folder, &entry);) {
        unlinkat(at, entry->d_name, 0);
    }
    if (folder != NULL) {
        closedir(folder);
    } else if (at >= 0) {
        close(at);
    }
    rmdir(path);
}

bool bo_disk_read(struct bo_arena *arena, const char *path, size_t max, char **text, size_t *n)
{
    struct bo_arena scratch;
    struct bo_diags unheard;
    bo_arena_init(&scratch);
    bo_diags_init(&unheard, &scratch);
    bool good = bo_read_file(arena, path, max, text, n, &unheard) == BO_OK;
    bo_arena_fini(&scratch);
    return good;
}
