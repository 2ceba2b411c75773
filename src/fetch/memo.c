#include "fetch/memo.h"

#include "base/buf.h"
#include "fetch/disk.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MEMO_MAX = 8192 };

#define PART ".part"

const char *bo_cache_folder(struct bo_arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache != NULL && *cache == '/') {
        return bo_printf(arena, "%s/betteroff", cache);
    }
    if (geteuid() == 0) {
        return "/var/cache/betteroff";
    }
    return home != NULL && *home == '/' ? bo_printf(arena, "%s/.cache/betteroff", home) : NULL;
}

static const char *memo_file(const struct bo_memo *memo)
{
    return bo_printf(memo->arena, "%s/channel", memo->folder);
}

/* Lines: address, digest, ETag, Last-Modified, moment; each may be empty. */
void bo_memo_read(struct bo_arena *arena, const char *channel, struct bo_memo *memo)
{
    char *text, *line[5];
    size_t n, lines = 0;
    *memo = (struct bo_memo){.arena = arena, .folder = bo_cache_folder(arena), .channel = channel};
    if (memo->folder == NULL || !bo_disk_read(arena, memo_file(memo), MEMO_MAX, &text, &n)) {
        return;
    }
    while (lines < sizeof line / sizeof *line && text != NULL) {
        char *end = strchr(text, '\n');
        line[lines++] = text;
        if (end != NULL) {
            *end++ = '\0';
        }
        text = end;
    }
    if (lines < 5 || strcmp(line[0], channel) != 0 || strlen(line[1]) >= sizeof memo->minisig ||
        strlen(line[2]) >= sizeof memo->etag || strlen(line[3]) >= sizeof memo->modified) {
        return;
    }
    memcpy(memo->minisig, line[1], strlen(line[1]));
    memcpy(memo->etag, line[2], strlen(line[2]));
    memcpy(memo->modified, line[3], strlen(line[3]));
    memo->not_before = strtoll(line[4], NULL, 10);
}

static bool make_folder(const struct bo_memo *memo, struct bo_diags *unheard)
{
    bo_diags_init(unheard, memo->arena);
    return memo->folder != NULL && bo_disk_folders(memo->arena, memo->folder, unheard) == BO_OK;
}

void bo_memo_write(const struct bo_memo *memo)
{
    struct bo_diags unheard;
    struct bo_buf text;
    if (!make_folder(memo, &unheard)) {
        return;
    }
    bo_buf_init(&text);
    bo_buf_printf(&text, "%s\n%s\n%s\n%s\n%lld\n", memo->channel, memo->minisig, memo->etag, memo->modified,
                  (long long)memo->not_before);
    bo_disk_replace(memo->arena, memo_file(memo), text.at, text.n, &unheard);
    bo_buf_fini(&text);
}

const char *bo_memo_part(const struct bo_memo *memo, const char *sha256)
{
    return memo->folder != NULL ? bo_printf(memo->arena, "%s/%s" PART, memo->folder, sha256) : NULL;
}

void bo_memo_keep_part(const struct bo_memo *memo, const char *sha256, const char *path)
{
    struct bo_diags unheard;
    if (make_folder(memo, &unheard)) {
        rename(path, bo_memo_part(memo, sha256));
    }
}

void bo_memo_forget_parts(const struct bo_memo *memo)
{
    DIR *folder = memo->folder != NULL ? opendir(memo->folder) : NULL;
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n > strlen(PART) && strcmp(entry->d_name + n - strlen(PART), PART) == 0) {
            unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
}
