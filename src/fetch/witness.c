#include "fetch/witness.h"

#include "base/buf.h"
#include "base/text.h"
#include "fetch/disk.h"
#include "fetch/moment.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HOUR = 3600, BETWEEN_MS = 1000, SENTENCE_MAX = 400 };

static const char https[] = "https://";

/* What is known of a host in this run. */
struct host {
    const char *name;
    int64_t last;        /* bo_moment_ticks of the last request; 0: none */
    enum bo_status down; /* not BO_OK: asking it again makes no sense, and why */
    const char *why;
};

struct bo_witnesses {
    struct bo_arena *arena;
    struct bo_witness_options options;
    const char *folder;         /* a mirror on this machine; NULL: it is none */
    BO_VEC(const char *) asked; /* addresses in this run */
    struct bo_net *net;
    BO_VEC(struct host) hosts;
};

const char *bo_url_host(struct bo_arena *arena, const char *url)
{
    if (strncmp(url, https, strlen(https)) != 0) {
        return NULL;
    }
    const char *host = url + strlen(https);
    size_t n = strcspn(host, "/?#");
    return n > 0 && memchr(host, '@', n) == NULL ? bo_strndup(arena, host, n) : NULL;
}

static const char *agent(struct bo_arena *arena, const char *contact)
{
    return bo_printf(arena, "betteroff/" PACKAGE_VERSION " (compares rule sets with published law%s%s)",
                     contact != NULL ? "; " : "", contact != NULL ? contact : "");
}

/* Host names alone, for redirects: without ports. */
static void keep_hosts(struct bo_witnesses *made, const char *const *hosts, size_t n)
{
    const char **names = bo_alloc_array(made->arena, n + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < n && made->options.mirror == NULL; i++) {
        names[count++] = bo_strndup(made->arena, hosts[i], strcspn(hosts[i], ":"));
    }
    if (made->options.mirror != NULL && made->folder == NULL) {
        const char *host = bo_url_host(made->arena, made->options.mirror);
        names[count++] = host != NULL ? bo_strndup(made->arena, host, strcspn(host, ":")) : "";
    }
    made->options.net.within = names;
    made->options.net.n_within = count;
}

enum bo_status bo_witnesses_open(struct bo_arena *arena, const struct bo_witness_options *options,
                                 const char *const *hosts, size_t n, struct bo_witnesses **witnesses,
                                 struct bo_diags *diags)
{
    struct bo_witnesses *made = bo_alloc(arena, sizeof *made);
    struct stat about;
    const char *mirror = options->mirror;
    *made = (struct bo_witnesses){.arena = arena, .options = *options};
    *witnesses = made;
    if (mirror != NULL && strstr(mirror, "://") == NULL) {
        made->folder = mirror;
        if (stat(mirror, &about) != 0) {
            return bo_disk_error(mirror, diags);
        }
        if (!S_ISDIR(about.st_mode)) {
            bo_diag(diags, BO_ERROR, (struct bo_place){.file = mirror}, "bad-channel", "this is no folder");
            return BO_USAGE;
        }
        return BO_OK;
    }
    keep_hosts(made, hosts, n);
    made->options.net.agent = agent(arena, options->contact);
    made->options.net.pages = true;
    made->options.net.tries = 2;
    made->options.net.stranger = mirror == NULL;
    made->options.net.pause = mirror == NULL ? BETWEEN_MS : 0;
    if (options->offline || (mirror == NULL && n == 0)) {
        return BO_OK;
    }
    enum bo_status status = bo_net_open(arena, mirror != NULL ? mirror : bo_printf(arena, "https://%s/", hosts[0]),
                                        &made->options.net, &made->net, diags);
    if (status == BO_OK) {
        bo_net_trusted(made->net); /* each document has a limit of its own */
    }
    return status;
}

void bo_witnesses_close(struct bo_witnesses *witnesses)
{
    if (witnesses != NULL) {
        bo_net_close(witnesses->net);
    }
}

/* Documents in a folder */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* "%C3%B8" as the bytes that are meant. */
static const char *unescaped(struct bo_arena *arena, const char *path)
{
    char *text = bo_strdup(arena, path), *to = text;
    for (const char *at = path; *at != '\0'; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1, low = high >= 0 ? hex_digit(at[2]) : -1;
        *to++ = low >= 0 ? (char)(high * 16 + low) : *at;
        at += low >= 0 ? 2 : 0;
    }
    *to = '\0';
    return text;
}

/* No part of the path leads out of the folder. */
static bool stays_inside(const char *path)
{
    for (const char *part = path; *part != '\0';) {
        size_t n = strcspn(part, "/");
        if (n == 2 && memcmp(part, "..", 2) == 0) {
            return false;
        }
        part += n + (part[n] == '/');
    }
    return strchr(path, '\\') == NULL;
}

static struct bo_witnessed failed(enum bo_status status, const char *why)
{
    return (struct bo_witnessed){.status = status, .why = why};
}

static bool read_file(struct bo_arena *arena, const char *path, struct bo_witnessed *got)
{
    struct stat about;
    char *text;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) {
        return false;
    }
    if (about.st_size > BO_DOCUMENT_MAX) {
        *got = failed(BO_SERVER, bo_printf(arena, "the file has more than %d bytes", BO_DOCUMENT_MAX));
        return true;
    }
    if (!bo_disk_read(arena, path, BO_DOCUMENT_MAX, &text, &got->n)) {
        *got = failed(BO_SERVER, "the file cannot be read");
        return true;
    }
    *got = (struct bo_witnessed){.bytes = text, .n = got->n, .media = NULL, .retrieved = about.st_mtime, .whole = true};
    return true;
}

/* HOST/PATH?QUERY as it stands or without its escapes, without the query, or as a folder's index. */
static struct bo_witnessed from_folder(const struct bo_witnesses *witnesses, struct bo_arena *arena, const char *below)
{
    const char *path = bo_strndup(arena, below, strcspn(below, "?"));
    const char *bare = bo_strndup(arena, path, strlen(path) - (path[strlen(path) - 1] == '/'));
    const char *names[] = {below, unescaped(arena, below), bare, unescaped(arena, bare),
                           bo_printf(arena, "%s/index.html", bare)};
    struct bo_witnessed got = {.status = BO_OK};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (stays_inside(names[i]) && read_file(arena, bo_printf(arena, "%s/%s", witnesses->folder, names[i]), &got)) {
            return got;
        }
    }
    return failed(BO_SERVER, bo_printf(arena, "%s holds no %s", witnesses->folder, below));
}

/* Documents by the network */

static struct host *host_of(struct bo_witnesses *witnesses, const char *name)
{
    for (size_t i = 0; i < witnesses->hosts.n; i++) {
        if (strcasecmp(witnesses->hosts.at[i].name, name) == 0) {
            return &witnesses->hosts.at[i];
        }
    }
    struct host fresh = {.name = bo_strdup(witnesses->arena, name)};
    BO_PUSH(witnesses->arena, &witnesses->hosts, fresh);
    return &witnesses->hosts.at[witnesses->hosts.n - 1];
}

static void wait_for_turn(const struct bo_witnesses *witnesses, struct host *host)
{
    int64_t passed = bo_moment_ticks() - host->last;
    if (witnesses->options.mirror == NULL && host->last != 0 && passed < BETWEEN_MS) {
        poll(NULL, 0, (int)(BETWEEN_MS - passed));
    }
}

static enum bo_status keep(void *context, uint64_t at, const void *bytes, size_t n)
{
    struct bo_buf *text = context;
    text->n = at == 0 ? 0 : text->n; /* it begins again */
    bo_buf_add(text, bytes, n);
    return BO_OK;
}

static const char *first_words(struct bo_arena *arena, const struct bo_diags *diags)
{
    return diags->list.n > 0 ? bo_utf8_line(arena, diags->list.at[0].text, SENTENCE_MAX) : "it cannot be read";
}

/* Whether to ask this host for more, and when. */
static void learn(struct bo_witnesses *witnesses, struct host *host, const struct bo_get *get, enum bo_status status,
                  const char *why)
{
    if (get->wait > 0) {
        int64_t now = bo_moment_now();
        bo_shelf_remember_wait(witnesses->arena, host->name, now + get->wait, now);
    }
    bool unreached = (status == BO_NETWORK || status == BO_TLS) && !get->reached;
    if (unreached || get->wait > 0 || get->code == 429) {
        host->down = status;
        host->why = bo_strdup(witnesses->arena, why);
    }
}

/* The status of a document, as the report knows them. */
static enum bo_status as_source(enum bo_status status)
{
    return status == BO_NETWORK || status == BO_TLS ? status : BO_SERVER;
}

static struct bo_witnessed shelved(const struct bo_shelved *copy)
{
    return (struct bo_witnessed){.bytes = copy->bytes,
                                 .n = copy->n,
                                 .media = *copy->media != '\0' ? copy->media : NULL,
                                 .retrieved = copy->retrieved,
                                 .whole = copy->whole,
                                 .kept = true};
}

static struct bo_witnessed take_new(struct bo_arena *arena, const char *url, const struct bo_get *get,
                                    const struct bo_buf *text)
{
    char *bytes = bo_alloc(arena, text->n + 1);
    memcpy(bytes, text->n > 0 ? text->at : "", text->n);
    struct bo_shelved fresh = {.etag = bo_strdup(arena, get->new_etag),
                               .modified = bo_strdup(arena, get->new_modified),
                               .media = bo_strdup(arena, get->media),
                               .retrieved = bo_moment_now(),
                               .whole = get->whole,
                               .bytes = bytes,
                               .n = text->n};
    bo_shelf_write(arena, url, &fresh);
    struct bo_witnessed got = shelved(&fresh);
    got.kept = false;
    return got;
}

static struct bo_witnessed ask(struct bo_witnesses *witnesses, struct bo_arena *arena, const char *url,
                               struct host *host, struct bo_shelved *copy)
{
    struct bo_diags own;
    struct bo_buf text;
    const char *path = url + strlen(https) + strlen(host->name);
    struct bo_get get = {.path = path + (*path == '/'),
                         .most = BO_DOCUMENT_MAX,
                         .etag = copy->etag,
                         .modified = copy->modified,
                         .take = keep,
                         .context = &text};
    bo_buf_init(&text);
    bo_diags_init(&own, arena);
    wait_for_turn(witnesses, host);
    enum bo_status status = bo_net_turn(witnesses->net, bo_printf(arena, "https://%s/", host->name), &own);
    status = status == BO_OK ? bo_net_get(witnesses->net, &get, &own) : status;
    host->last = bo_moment_ticks();
    struct bo_witnessed got;
    if (status != BO_OK) {
        got = failed(as_source(status), first_words(arena, &own));
        learn(witnesses, host, &get, got.status, got.why);
    } else if (get.unchanged) {
        copy->retrieved = bo_moment_now();
        bo_shelf_write(arena, url, copy);
        got = shelved(copy);
    } else {
        got = take_new(arena, url, &get, &text);
    }
    bo_buf_fini(&text);
    return got;
}

/* What is kept may stand for an answer now: of this run, or of the last hour. */
static bool is_recent(const struct bo_witnesses *witnesses, const char *url, int64_t retrieved)
{
    int64_t age = bo_moment_now() - retrieved;
    bool recent = !witnesses->options.again && witnesses->options.mirror == NULL && age >= 0 && age < HOUR;
    for (size_t i = 0; i < witnesses->asked.n && !recent; i++) {
        recent = strcmp(witnesses->asked.at[i], url) == 0;
    }
    return recent;
}

struct bo_witnessed bo_witness(struct bo_witnesses *witnesses, struct bo_arena *arena, const char *url)
{
    struct bo_shelved copy = {0};
    const char *name = bo_url_host(arena, url);
    if (name == NULL) {
        return failed(BO_SERVER, "this is no https address");
    }
    url = bo_strndup(arena, url, strcspn(url, "#"));
    if (witnesses->folder != NULL) {
        return from_folder(witnesses, arena, url + strlen(https));
    }
    if (witnesses->options.mirror != NULL) {
        const char *mirror = witnesses->options.mirror;
        url = bo_printf(arena, "%s%s%s", mirror, mirror[strlen(mirror) - 1] == '/' ? "" : "/", url + strlen(https));
        name = bo_url_host(arena, url);
    }
    bool there = bo_shelf_read(arena, url, &copy);
    if (there && (witnesses->options.offline || is_recent(witnesses, url, copy.retrieved))) {
        return shelved(&copy);
    }
    if (witnesses->options.offline || name == NULL || witnesses->net == NULL) {
        return failed(BO_NO, "no copy of it is kept on this machine");
    }
    struct host *host = host_of(witnesses, name);
    int64_t wait = bo_shelf_wait_of(arena, host->name, bo_moment_now());
    if (host->down != BO_OK) {
        return failed(host->down, bo_strdup(arena, host->why));
    }
    if (wait != 0) {
        return failed(BO_SERVER,
                      bo_printf(arena, "the host asked to be left alone until %s", bo_moment_text(arena, wait)));
    }
    if (!there) {
        copy = (struct bo_shelved){0};
    }
    BO_PUSH(witnesses->arena, &witnesses->asked, bo_strdup(witnesses->arena, url));
    return ask(witnesses, arena, url, host, &copy);
}
