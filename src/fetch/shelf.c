#include "fetch/shelf.h"

#include "base/buf.h"
#include "fetch/disk.h"
#include "fetch/kept.h"
#include "fetch/memo.h"
#include <stdlib.h>
#include <string.h>

/* A file's head: a mark of the form, address, ETag, Last-Modified, Content-Type, moment, whether all of it is there for
 * certain, digest of the bytes; a line each. */
#define FORM "betteroff-document-2"
static const char whole[] = "whole";
enum { HEAD_LINES = 8, HEAD_MAX = 8192, HOSTS_MAX = 64 << 10, HOST_MAX = 300 };

static const char *shelf_file(struct bo_arena *arena, const char *name)
{
    const char *cache = bo_cache_folder(arena);
    return cache != NULL ? bo_printf(arena, "%s/documents/%s", cache, name) : NULL;
}

static const char *file_of(struct bo_arena *arena, const char *url)
{
    char hex[BO_SHA256_HEX];
    bo_sha256_text(url, strlen(url), hex);
    return shelf_file(arena, hex);
}

static void write_file(struct bo_arena *arena, const char *path, const struct bo_buf *text)
{
    struct bo_diags unheard;
    bo_diags_init(&unheard, arena);
    const char *folder = shelf_file(arena, "");
    if (path != NULL && bo_disk_folders(arena, bo_strndup(arena, folder, strlen(folder) - 1), &unheard) == BO_OK) {
        bo_disk_replace(arena, path, text->at, text->n, &unheard);
    }
}

bool bo_shelf_read(struct bo_arena *arena, const char *url, struct bo_shelved *document)
{
    char *text, *line[HEAD_LINES], hex[BO_SHA256_HEX];
    const char *path = file_of(arena, url);
    size_t n;
    if (path == NULL || !bo_disk_read(arena, path, HEAD_MAX + BO_DOCUMENT_MAX, &text, &n)) {
        return false;
    }
    char *end = text + n;
    for (size_t i = 0; i < HEAD_LINES; i++) {
        char *stop = memchr(text, '\n', (size_t)(end - text));
        if (stop == NULL) {
            return false;
        }
        *stop = '\0';
        line[i] = text;
        text = stop + 1;
    }
    n = (size_t)(end - text);
    bo_sha256_text(text, n, hex);
    *document = (struct bo_shelved){.etag = line[2],
                                    .modified = line[3],
                                    .media = line[4],
                                    .retrieved = strtoll(line[5], NULL, 10),
                                    .whole = strcmp(line[6], whole) == 0,
                                    .bytes = text,
                                    .n = n};
    return strcmp(line[0], FORM) == 0 && strcmp(line[1], url) == 0 && strcmp(line[7], hex) == 0;
}

void bo_shelf_write(struct bo_arena *arena, const char *url, const struct bo_shelved *document)
{
    char hex[BO_SHA256_HEX];
    struct bo_buf text;
    bo_buf_init(&text);
    bo_sha256_text(document->bytes, document->n, hex);
    bo_buf_printf(&text, FORM "\n%s\n%s\n%s\n%s\n%lld\n%s\n%s\n", url, document->etag, document->modified,
                  document->media, (long long)document->retrieved, document->whole ? whole : "-", hex);
    bo_buf_add(&text, document->bytes, document->n);
    write_file(arena, file_of(arena, url), &text);
    bo_buf_fini(&text);
}

/* Hosts: lines "HOST MOMENT" */

struct host_wait {
    char host[HOST_MAX];
    int64_t until;
};
typedef BO_VEC(struct host_wait) host_waits;

static host_waits read_hosts(struct bo_arena *arena, int64_t now)
{
    host_waits list = {0};
    char *text;
    size_t n;
    const char *path = shelf_file(arena, "hosts");
    if (path == NULL || !bo_disk_read(arena, path, HOSTS_MAX, &text, &n)) {
        return list;
    }
    for (char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n"), name = strcspn(line, " \n");
        struct host_wait wait = {.until = name < length ? strtoll(line + name, NULL, 10) : 0};
        if (name < sizeof wait.host && wait.until > now) {
            memcpy(wait.host, line, name);
            BO_PUSH(arena, &list, wait);
        }
        line += length + (line[length] == '\n');
    }
    return list;
}

int64_t bo_shelf_wait_of(struct bo_arena *arena, const char *host, int64_t now)
{
    host_waits list = read_hosts(arena, now);
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(list.at[i].host, host) == 0) {
            return list.at[i].until;
        }
    }
    return 0;
}

void bo_shelf_remember_wait(struct bo_arena *arena, const char *host, int64_t until, int64_t now)
{
    host_waits list = read_hosts(arena, now);
    struct bo_buf text;
    bo_buf_init(&text);
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(list.at[i].host, host) != 0) {
            bo_buf_printf(&text, "%s %lld\n", list.at[i].host, (long long)list.at[i].until);
        }
    }
    bo_buf_printf(&text, "%s %lld\n", host, (long long)until);
    write_file(arena, shelf_file(arena, "hosts"), &text);
    bo_buf_fini(&text);
}
