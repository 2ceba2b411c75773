#include "fetch/keys.h"

#include "fetch/disk.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SYSTEM "/etc/betteroff"

enum { LINE_MAX_BYTES = 4096 };

/* The user's configuration folder; NULL without a home. */
static const char *own_folder(struct bo_arena *arena)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config != NULL && *config == '/') {
        return bo_printf(arena, "%s/betteroff", config);
    }
    return home != NULL && *home == '/' ? bo_printf(arena, "%s/.config/betteroff", home) : NULL;
}

static enum bo_status add(struct bo_arena *arena, const char *path, bo_key_ring *keys, struct bo_diags *diags)
{
    char *text;
    size_t n;
    struct bo_signing_key key;
    const char *wrong =
        bo_disk_read(arena, path, BO_KEY_FILE_MAX, &text, &n) ? bo_key_read(text, n, &key) : "this key cannot be read";
    if (wrong != NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = path}, "bad-key", "%s", wrong);
        return BO_SIGNATURE;
    }
    key.file = path;
    BO_PUSH(arena, keys, key);
    return BO_OK;
}

static bool is_key_file(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && name[0] != '.' && strcmp(name + n - 4, ".pub") == 0;
}

static enum bo_status add_folder(struct bo_arena *arena, const char *config, bo_key_ring *keys, struct bo_diags *diags)
{
    const char *path = bo_printf(arena, "%s/keys", config);
    DIR *folder = opendir(path);
    enum bo_status status = BO_OK;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (is_key_file(entry->d_name)) {
            enum bo_status own = add(arena, bo_printf(arena, "%s/%s", path, entry->d_name), keys, diags);
            status = status == BO_OK ? own : status;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return status;
}

enum bo_status bo_keys_load(struct bo_arena *arena, const char *const *files, size_t n, bo_key_ring *keys,
                            struct bo_diags *diags)
{
    const char *own = own_folder(arena);
    enum bo_status status = BO_OK;
    *keys = (bo_key_ring){0};
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        status = add(arena, files[i], keys, diags);
    }
    if (status == BO_OK && own != NULL) {
        status = add_folder(arena, own, keys, diags);
    }
    if (status == BO_OK) {
        status = add_folder(arena, SYSTEM, keys, diags);
    }
    if (status == BO_OK && keys->n == 0) {
        bo_diag(
            diags, BO_ERROR, (struct bo_place){0}, "no-key",
            "no key is trusted, so nothing can be installed. Get the publisher's public key on a way that you trust "
            "and put it into %s/keys/NAME.pub, or name its file with --key",
            own != NULL ? own : SYSTEM);
        status = BO_SIGNATURE;
    }
    return status;
}

void bo_keys_look(struct bo_arena *arena, const char *const *files, size_t n, bo_key_ring *keys)
{
    struct bo_diags unheard;
    bo_diags_init(&unheard, arena);
    bo_keys_load(arena, files, n, keys, &unheard);
}

const char *bo_config_file(struct bo_arena *arena, const char *name)
{
    const char *own = own_folder(arena);
    const char *path = own != NULL ? bo_printf(arena, "%s/%s", own, name) : NULL;
    if (path != NULL && access(path, R_OK) == 0) {
        return path;
    }
    path = bo_printf(arena, SYSTEM "/%s", name);
    return access(path, R_OK) == 0 ? path : NULL;
}

const char *bo_config_line(struct bo_arena *arena, const char *name)
{
    const char *path = bo_config_file(arena, name);
    char *text;
    size_t n;
    if (path == NULL || !bo_disk_read(arena, path, LINE_MAX_BYTES, &text, &n)) {
        return NULL;
    }
    text[strcspn(text, "\r\n")] = '\0';
    return *text != '\0' ? text : NULL;
}
