#include "fetch/kept.h"

#include "fetch/disk.h"
#include "fetch/minisign.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void bo_sha256_text(const void *bytes, size_t n, char hex[BO_SHA256_HEX])
{
    struct bo_sha256 sha;
    bo_sha256_init(&sha);
    bo_sha256_add(&sha, bytes, n);
    bo_sha256_hex_of(&sha, hex);
}

bool bo_file_is(const char *path, uint64_t size, const char *sha256)
{
    char part[1 << 14], hex[BO_SHA256_HEX];
    struct bo_sha256 sha;
    uint64_t all = 0;
    ssize_t n = 0;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    bo_sha256_init(&sha);
    while (all <= size && (n = read(file, part, sizeof part)) > 0) {
        bo_sha256_add(&sha, part, (size_t)n);
        all += (uint64_t)n;
    }
    close(file);
    bo_sha256_hex_of(&sha, hex);
    return n == 0 && all == size && strcmp(hex, sha256) == 0;
}

bool bo_kept_read(const struct bo_depot *depot, uint64_t serial, struct bo_kept *kept)
{
    struct bo_diags unheard;
    bo_diags_init(&unheard, depot->arena);
    *kept = (struct bo_kept){.serial = serial, .folder = bo_depot_release(depot, serial)};
    return serial != 0 &&
           bo_disk_read(depot->arena, bo_printf(depot->arena, "%s/" BO_INDEX_NAME, kept->folder), BO_INDEX_MAX,
                        &kept->text, &kept->n) &&
           bo_disk_read(depot->arena, bo_printf(depot->arena, "%s/" BO_MINISIG_NAME, kept->folder), BO_MINISIG_MAX,
                        &kept->minisig, &kept->minisig_n) &&
           bo_index_read(depot->arena, BO_INDEX_NAME, kept->text, kept->n, &kept->index, &unheard) == BO_OK &&
           kept->index.serial == serial;
}

const char *bo_kept_damage(const struct bo_depot *depot, const struct bo_kept *kept)
{
    for (size_t i = 0; i < kept->index.files.n; i++) {
        const struct bo_index_file *file = &kept->index.files.at[i];
        const char *path = bo_printf(depot->arena, "%s/%s", kept->folder, file->path);
        if (!bo_file_is(path, file->size, file->sha256)) {
            return path;
        }
    }
    return NULL;
}
