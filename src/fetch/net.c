#include "fetch/net.h"

#include "fetch/address.h"
#include "fetch/crypto.h"
#include "fetch/moment.h"
#include "fetch/route.h"
#include <curl/curl.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    TRIES = 3,
    REDIRECTS = 3,
    SLOWEST = 100, /* bytes a second */
    SECONDS_A_FILE = 300,
    SECONDS_A_RUN = 900,
    HEADER_BYTES = 64 << 10,
    REFUSAL_BYTES = 64 << 10, /* of the page that comes with an error */
    WAIT_MOST = BO_DAY,
    URL_BYTES = 2048
};

struct bo_net {
    struct bo_arena *arena;
    struct bo_net_options options;
    const char *base, *host, *port; /* the channel's */
    CURL *easy;
    int64_t deadline; /* bo_moment_ticks */
    uint64_t unsigned_left;
    bool trusted;
};

/* One try */
struct attempt {
    struct bo_net *net;
    struct bo_get *get;
    struct bo_diags *diags;
    const char *url;
    bool may_be_private, refused_address;
    bool begun, html, encoded, budget_spent, too_big, headers_too_big, bad_range, refusal_long;
    uint64_t header_bytes, at, body;
    uint64_t range_from;
    bool range_told;
    long code;
    enum bo_status taken; /* what take() said */
    char words[CURL_ERROR_SIZE];
};

static enum bo_status tell(const struct attempt *a, enum bo_status status, const char *text)
{
    static const struct {
        enum bo_status status;
        const char *code;
    } codes[] = {{BO_NETWORK, "network"}, {BO_SERVER, "server"}, {BO_TLS, "tls"}, {BO_DIGEST, "too-big"}};
    const char *code = "internal";
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        code = codes[i].status == status ? codes[i].code : code;
    }
    bo_diag(a->diags, BO_ERROR, (struct bo_place){.file = a->url}, code, "%s", text);
    return status;
}

/* What may be read before anything is signed. */
static bool spend(struct attempt *a, size_t n)
{
    struct bo_net *net = a->net;
    if (net->trusted) {
        return true;
    }
    a->budget_spent = n > net->unsigned_left;
    net->unsigned_left -= a->budget_spent ? 0 : n;
    return !a->budget_spent;
}

/* libcurl's callbacks */

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct attempt *a = context;
    (void)purpose;
    if (!a->may_be_private && bo_address_private(&address->addr)) {
        a->refused_address = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* The value of a header line without blanks around, when it has this name; NULL otherwise. */
static const char *header_value(const char *line, size_t n, const char *name, size_t *length)
{
    size_t k = strlen(name);
    if (n <= k || line[k] != ':' || strncasecmp(line, name, k) != 0) {
        return NULL;
    }
    const char *from = line + k + 1, *end = line + n;
    while (from < end && (*from == ' ' || *from == '\t')) {
        from++;
    }
    while (end > from && (end[-1] == '\r' || end[-1] == '\n' || end[-1] == ' ')) {
        end--;
    }
    *length = (size_t)(end - from);
    return from;
}

/* What goes back to the server as it came; nothing that could end a line. */
static void keep_validator(char to[BO_NET_VALIDATOR], const char *value, size_t n)
{
    to[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)value[i] < ' ' || value[i] == 0x7f) {
            return;
        }
    }
    if (n < BO_NET_VALIDATOR) {
        memcpy(to, value, n);
        to[n] = '\0';
    }
}

static size_t take_header(char *line, size_t size, size_t count, void *context)
{
    struct attempt *a = context;
    size_t n = size * count, length;
    const char *value;
    a->get->reached = true;
    a->header_bytes += n;
    a->headers_too_big = a->header_bytes > HEADER_BYTES;
    if (a->headers_too_big || !spend(a, n)) {
        return 0;
    }
    if (n > 5 && strncmp(line, "HTTP/", 5) == 0) {
        a->html = a->encoded = a->range_told = a->get->whole = false;
        a->get->new_etag[0] = a->get->new_modified[0] = a->get->media[0] = '\0';
    } else if ((value = header_value(line, n, "ETag", &length)) != NULL) {
        keep_validator(a->get->new_etag, value, length);
    } else if ((value = header_value(line, n, "Last-Modified", &length)) != NULL) {
        keep_validator(a->get->new_modified, value, length);
    } else if ((value = header_value(line, n, "Content-Type", &length)) != NULL) {
        a->html = !a->net->options.pages && length >= 9 && strncasecmp(value, "text/html", 9) == 0;
        keep_validator(a->get->media, value, length);
    } else if (header_value(line, n, "Content-Length", &length) != NULL ||
               header_value(line, n, "Transfer-Encoding", &length) != NULL) {
        a->get->whole = true; /* libcurl sees to it that all of it came */
    } else if ((value = header_value(line, n, "Content-Encoding", &length)) != NULL) {
        a->encoded = length != 8 || strncasecmp(value, "identity", 8) != 0;
    } else if ((value = header_value(line, n, "Content-Range", &length)) != NULL) {
        char text[40] = "";
        memcpy(text, value, length < sizeof text - 1 ? length : sizeof text - 1);
        a->range_told = strncasecmp(text, "bytes ", 6) == 0 && text[6] >= '0' && text[6] <= '9';
        a->range_from = a->range_told ? strtoull(text + 6, NULL, 10) : 0;
    }
    return n;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct attempt *a = context;
    size_t n = size * count;
    if (!spend(a, n)) {
        return 0;
    }
    if (!a->begun) {
        a->begun = true;
        curl_easy_getinfo(a->net->easy, CURLINFO_RESPONSE_CODE, &a->code);
        a->at = a->code == 206 ? a->get->from : 0;
        a->bad_range = a->code == 206 && (a->get->from == 0 || !a->range_told || a->range_from != a->get->from);
    }
    a->body += n;
    if (a->code != 200 && a->code != 206) {
        a->refusal_long = a->body > REFUSAL_BYTES;
        return a->refusal_long ? 0 : n;
    }
    if (a->bad_range || a->html || a->encoded) {
        return 0;
    }
    if (n > a->get->most - (a->at < a->get->most ? a->at : a->get->most)) {
        a->too_big = true;
        return 0;
    }
    a->taken = a->get->take(a->get->context, a->at, bytes, n);
    a->at += n;
    if (a->get->resume && a->taken == BO_OK) {
        a->get->from = a->at; /* another try goes on here */
    }
    return a->taken == BO_OK ? n : 0;
}

/* Addresses */

static char *url_part(struct bo_arena *arena, CURLU *url, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    char *copy = curl_url_get(url, part, &text, flags) == CURLUE_OK ? bo_strdup(arena, text) : NULL;
    curl_free(text);
    return copy;
}

/* An https address without user and password; NULL, or what is wrong. */
static const char *split_url(struct bo_arena *arena, const char *text, const char **host, const char **port,
                             bool is_base)
{
    CURLU *url = curl_url();
    const char *wrong = NULL;
    if (url == NULL || strlen(text) > URL_BYTES || curl_url_set(url, CURLUPART_URL, text, 0) != CURLUE_OK) {
        wrong = "this is no address that can be used";
    } else if (strcmp(url_part(arena, url, CURLUPART_SCHEME, 0), "https") != 0) {
        wrong = "only https is used";
    } else if (url_part(arena, url, CURLUPART_USER, 0) != NULL || url_part(arena, url, CURLUPART_PASSWORD, 0) != NULL) {
        wrong = "an address with a user or a password is not used";
    } else if (is_base && (url_part(arena, url, CURLUPART_QUERY, 0) != NULL ||
                           url_part(arena, url, CURLUPART_FRAGMENT, 0) != NULL)) {
        wrong = "the address of a channel has no '?' and no '#'";
    } else {
        *host = url_part(arena, url, CURLUPART_HOST, 0);
        *port = url_part(arena, url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
        wrong = *host == NULL || *port == NULL ? "this is no address that can be used" : NULL;
    }
    curl_url_cleanup(url);
    return wrong;
}

/* One request, without redirects */

static struct curl_slist *headers_of(const struct bo_net *net, const struct bo_get *get)
{
    struct curl_slist *list = NULL;
    if (get->etag != NULL && *get->etag != '\0') {
        list = curl_slist_append(list, bo_printf(net->arena, "If-None-Match: %s", get->etag));
    }
    if (get->modified != NULL && *get->modified != '\0') {
        list = curl_slist_append(list, bo_printf(net->arena, "If-Modified-Since: %s", get->modified));
    }
    if (get->from > 0) {
        list = curl_slist_append(list, bo_printf(net->arena, "Range: bytes=%llu-", (unsigned long long)get->from));
        if (get->new_etag[0] == '"') { /* a strong one, of an earlier try */
            list = curl_slist_append(list, bo_printf(net->arena, "If-Range: %s", get->new_etag));
        }
    }
    return get->fresh ? curl_slist_append(list, "Cache-Control: no-cache") : list;
}

static CURLcode perform(struct attempt *a, const char *proxy)
{
    struct bo_net *net = a->net;
    CURL *easy = net->easy;
    long patience = net->options.timeout != 0 ? (long)net->options.timeout : 30;
    int64_t left = net->deadline - bo_moment_ticks();
    if (left <= 0) {
        return CURLE_OPERATION_TIMEDOUT;
    }
    struct curl_slist *headers = headers_of(net, a->get);
    curl_easy_reset(easy);
    curl_easy_setopt(easy, CURLOPT_URL, a->url);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, a->words);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT,
                     net->options.agent != NULL ? net->options.agent
                                                : "betteroff/" PACKAGE_VERSION " (fetches signed rule sets)");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (net->options.ca != NULL) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, net->options.ca);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, net->options.ca);
    }
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_PROXYAUTH, (long)CURLAUTH_ANY);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 16384L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, patience < 15 ? patience : 15L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOWEST);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, patience);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)(left < SECONDS_A_FILE * 1000 ? left : SECONDS_A_FILE * 1000));
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, a);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, a);
    CURLcode result = curl_easy_perform(easy);
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &a->code);
    curl_off_t secured = 0; /* microseconds until TLS stood; 0: it never did */
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &secured);
    a->get->reached |= secured > 0;
    a->get->code = a->code;
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, NULL);
    curl_slist_free_all(headers);
    return result;
}

/* What went wrong on the way, in the program's words. */

static enum bo_status judge_failure(struct attempt *a, CURLcode result, bool *again)
{
    long proxy_code = 0;
    const char *words = a->words[0] != '\0' ? a->words : curl_easy_strerror(result);
    curl_easy_getinfo(a->net->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_code);
    if (a->refused_address) {
        return tell(a, BO_NETWORK,
                    "this host is on a private network or this machine itself; only hosts that --channel or "
                    "--allow-host name may be");
    }
    if (a->budget_spent) {
        return tell(a, BO_SERVER, "more than 1 MiB came before a signature could be verified");
    }
    if (a->headers_too_big) {
        return tell(a, BO_SERVER, "the server's headers have no end");
    }
    if (a->bad_range) {
        return tell(a, BO_SERVER, "the server sent another part of the file than was asked for");
    }
    if (a->too_big) {
        return tell(a, BO_DIGEST,
                    bo_printf(a->net->arena, "there is more of it than there should be (%llu bytes at most)",
                              (unsigned long long)a->get->most));
    }
    if (a->taken != BO_OK) {
        return a->taken;
    }
    switch (result) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED:
        return tell(a, BO_TLS, words);
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return tell(a, BO_SERVER, words);
    case CURLE_OUT_OF_MEMORY: /* libcurl's word for a header line that is longer than it takes */
        return tell(a, BO_SERVER, "the server's headers have no end, or there is no memory for the answer");
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return tell(a, BO_NETWORK, words);
    default:
        *again = proxy_code < 400;
        return tell(a, BO_NETWORK,
                    proxy_code >= 400 ? bo_printf(a->net->arena, "the proxy answered %ld", proxy_code) : words);
    }
}

static enum bo_status judge_answer(struct attempt *a)
{
    struct bo_get *get = a->get;
    if (a->html || a->encoded) {
        return tell(a, BO_SERVER,
                    a->html ? "the server sent a web page in place of the file (does this network ask for a log-in?)"
                            : "the server sent the file packed, which was not asked for");
    }
    if (a->code == 304) {
        get->unchanged = get->etag != NULL || get->modified != NULL;
        return get->unchanged ? BO_OK : tell(a, BO_SERVER, "the server said \"not modified\", which was not asked");
    }
    if (a->code == 200 || (a->code == 206 && get->from > 0)) {
        if (!a->begun) { /* an empty file */
            return get->take(get->context, a->code == 206 ? get->from : 0, "", 0);
        }
        return BO_OK;
    }
    curl_off_t wait = 0;
    curl_easy_getinfo(a->net->easy, CURLINFO_RETRY_AFTER, &wait);
    get->wait = wait < 0 ? 0 : wait > WAIT_MOST ? WAIT_MOST : (int64_t)wait;
    return tell(a, BO_SERVER,
                get->wait > 0 ? bo_printf(a->net->arena, "the server answered %ld, and asks to wait for %lld seconds",
                                          a->code, (long long)get->wait)
                              : bo_printf(a->net->arena, "the server answered %ld", a->code));
}

/* Where the server sends us; NULL: nowhere. */
static const char *redirect_of(const struct attempt *a)
{
    char *to = NULL;
    if (a->code != 301 && a->code != 302 && a->code != 303 && a->code != 307 && a->code != 308) {
        return NULL;
    }
    curl_easy_getinfo(a->net->easy, CURLINFO_REDIRECT_URL, &to);
    return to != NULL ? bo_strdup(a->net->arena, to) : NULL;
}

/* "www.x" is the same as "x". */
static const char *bare(const char *host)
{
    return strncasecmp(host, "www.", 4) == 0 ? host + 4 : host;
}

static bool is_within(const struct bo_net *net, const char *host)
{
    bool within = net->options.n_within == 0 || strcasecmp(bare(host), bare(net->host)) == 0;
    for (size_t i = 0; i < net->options.n_within && !within; i++) {
        within = strcasecmp(bare(host), bare(net->options.within[i])) == 0;
    }
    return within;
}

/* Servers of long ago still name themselves by http: they are asked by https all the same. */
static const char *https_of(const struct bo_net *net, const char *to)
{
    static const char plain[] = "http://";
    bool rewrite = net->options.n_within > 0 && strncasecmp(to, plain, strlen(plain)) == 0;
    return rewrite ? bo_printf(net->arena, "https://%s", to + strlen(plain)) : to;
}

/* A redirect may lead into the internet, back to where the channel itself is, or to a host that the user named. */
static enum bo_status allow_redirect(struct attempt *a, const char *to)
{
    struct bo_net *net = a->net;
    const char *host = NULL, *port = NULL;
    const char *wrong = split_url(net->arena, to, &host, &port, false);
    if (wrong == NULL) {
        bool own = strcasecmp(host, net->host) == 0 && strcmp(port, net->port) == 0;
        bool named = bo_host_named(net->options.hosts, net->options.n_hosts, host, port);
        a->may_be_private = (own && !net->options.stranger) || named;
        if (!a->may_be_private && bo_host_private(host)) {
            wrong = "it is on a private network or this machine itself";
        } else if (!named && !is_within(net, host)) {
            wrong = "it is another publisher's host";
        }
    }
    return wrong == NULL ? BO_OK
                         : tell(a, BO_SERVER, bo_printf(net->arena, "a redirect to %s is not followed: %s", to, wrong));
}

/* One try, with its redirects. */
static enum bo_status try_once(struct bo_net *net, struct bo_get *get, struct bo_diags *diags, bool *again)
{
    struct attempt a = {.net = net, .get = get, .diags = diags, .may_be_private = !net->options.stranger};
    const char *host = net->host;
    a.may_be_private |= bo_host_named(net->options.hosts, net->options.n_hosts, host, net->port);
    a.url = bo_printf(net->arena, "%s%s", net->base, get->path);
    for (int redirects = 0;; redirects++) {
        const char *proxy = bo_proxy_for(net->options.proxy, host), *port;
        a.may_be_private |= *proxy != '\0'; /* a proxy of this site is reached, not the host */
        CURLcode result = perform(&a, proxy);
        const char *to = result == CURLE_OK ? redirect_of(&a) : NULL;
        to = to != NULL ? https_of(net, to) : NULL;
        if (result == CURLE_WRITE_ERROR && (a.html || a.encoded || a.refusal_long)) {
            return judge_answer(&a);
        }
        if (result != CURLE_OK) {
            return judge_failure(&a, result, again);
        }
        if (to == NULL) {
            return judge_answer(&a);
        }
        if (redirects == REDIRECTS) {
            return tell(&a, BO_SERVER, "too many redirects");
        }
        enum bo_status status = allow_redirect(&a, to);
        if (status != BO_OK) {
            return status;
        }
        split_url(net->arena, to, &host, &port, false);
        a = (struct attempt){.net = net, .get = get, .diags = diags, .may_be_private = a.may_be_private, .url = to};
    }
}

static void pause_before(const struct bo_net *net, int try)
{
    poll(NULL, 0, (int)(net->options.pause + 200 + bo_random_below(300)) * try);
}

enum bo_status bo_net_get(struct bo_net *net, struct bo_get *get, struct bo_diags *diags)
{
    get->unchanged = get->reached = false;
    get->wait = get->code = 0;
    get->new_etag[0] = get->new_modified[0] = get->media[0] = '\0';
    int tries = net->options.tries != 0 ? net->options.tries : TRIES;
    for (int try = 1;; try++) {
        struct bo_diags own;
        bool again = false;
        bo_diags_init(&own, net->arena);
        enum bo_status status = try_once(net, get, &own, &again);
        if (!again || try == tries || bo_moment_ticks() >= net->deadline) {
            for (size_t i = 0; i < own.list.n; i++) {
                bo_diag(diags, own.list.at[i].severity, own.list.at[i].place, own.list.at[i].code, "%s",
                        own.list.at[i].text);
            }
            return status;
        }
        pause_before(net, try);
    }
}

/* Beginning and end */

enum bo_status bo_net_turn(struct bo_net *net, const char *base, struct bo_diags *diags)
{
    const char *wrong = split_url(net->arena, base, &net->host, &net->port, true);
    if (wrong != NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = base}, "bad-channel", "%s", wrong);
        return BO_USAGE;
    }
    net->base = bo_printf(net->arena, "%s%s", base, base[strlen(base) - 1] == '/' ? "" : "/");
    return BO_OK;
}

enum bo_status bo_net_open(struct bo_arena *arena, const char *base, const struct bo_net_options *options,
                           struct bo_net **net, struct bo_diags *diags)
{
    static bool ready;
    struct bo_net *made = bo_alloc(arena, sizeof *made);
    *net = NULL;
    if (!ready) {
        ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    }
    *made = (struct bo_net){.arena = arena, .options = *options, .unsigned_left = BO_NET_UNSIGNED_MAX};
    enum bo_status status = bo_net_turn(made, base, diags);
    if (status != BO_OK) {
        return status;
    }
    made->deadline = bo_moment_ticks() + SECONDS_A_RUN * INT64_C(1000);
    made->easy = ready ? curl_easy_init() : NULL;
    if (made->easy == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "internal", "libcurl cannot be set up");
        return BO_INTERNAL;
    }
    *net = made;
    return BO_OK;
}

void bo_net_close(struct bo_net *net)
{
    if (net != NULL) {
        curl_easy_cleanup(net->easy);
    }
}

void bo_net_trusted(struct bo_net *net)
{
    net->trusted = true;
}
