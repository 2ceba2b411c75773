/* An HTTPS server on this machine that serves a folder, and goes wrong as it is told.
 *
 *     server -r FOLDER -c CERTIFICATE -k KEY -f FAULTS -l LOG [-a] [-t 1.0] >PORT-FILE      -a: log who asks, too
 *     server -p [-u LOG-IN] >PORT-FILE      a proxy to this machine; LOG-IN: "Basic ...", as it must be sent
 *
 * It prints its port once it listens, and ends with its standard input. FAULTS is read anew for each request: a line
 * "PATH FAULT [ARGUMENT]" is what happens to that path ("*": to every one). "once:FAULT" happens only on the first
 * request for the path since the log began. */
#include <arpa/inet.h>
#include <ctype.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HEAD = 16384, BODY = 16 << 20, LINE = 1024 };

static const char *folder, *faults, *log_file;
static bool log_agents;

struct exchange {
    SSL *ssl;
    int socket;
    char head[HEAD];
    char path[LINE], fault[LINE], argument[LINE];
    char etag[80];
    char *body;
    size_t n;
    bool there;
};

static void out(struct exchange *x, const void *bytes, size_t n)
{
    for (const char *at = bytes; n > 0;) {
        int sent = SSL_write(x->ssl, at, n > 16384 ? 16384 : (int)n);
        if (sent <= 0) {
            exit(0); /* the other side has had enough */
        }
        at += sent;
        n -= (size_t)sent;
    }
}

static void say(struct exchange *x, const char *text)
{
    out(x, text, strlen(text));
}

/* With a reset in place of an end. */
static void reset(struct exchange *x)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    setsockopt(x->socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(x->socket);
    exit(0);
}

static void finish(struct exchange *x)
{
    SSL_shutdown(x->ssl);
    shutdown(x->socket, SHUT_WR);
    char rest[4096];
    while (recv(x->socket, rest, sizeof rest, 0) > 0) {
    }
    exit(0);
}

/* The value of a request's header, NULL when it has none. */
static char *asked(struct exchange *x, const char *name)
{
    static char value[LINE];
    size_t n = strlen(name);
    for (char *line = x->head; line != NULL && *line != '\0'; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
            const char *from = line + n + 1 + strspn(line + n + 1, " ");
            snprintf(value, sizeof value, "%.*s", (int)strcspn(from, "\r\n"), from);
            return value;
        }
    }
    return NULL;
}

static int earlier(const char *path)
{
    char line[LINE * 2];
    int count = 0;
    FILE *file = fopen(log_file, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *at = strchr(line, ' ');
        count += at != NULL && strncmp(at + 1, path, strlen(path)) == 0 && at[1 + strlen(path)] == ' ';
    }
    if (file != NULL) {
        fclose(file);
    }
    return count;
}

static void find_fault(struct exchange *x)
{
    char line[LINE];
    int before = earlier(x->path);
    FILE *file = fopen(faults, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char path[LINE] = "", fault[LINE] = "";
        int at = 0;
        if (sscanf(line, "%1023s %1023s %n", path, fault, &at) < 2 ||
            (strcmp(path, "*") != 0 && strcmp(path, x->path + 1) != 0)) {
            continue;
        }
        const char *name = strncmp(fault, "once:", 5) == 0 ? fault + 5 : fault;
        if (name == fault || before == 0) {
            snprintf(x->fault, sizeof x->fault, "%s", name);
            snprintf(x->argument, sizeof x->argument, "%.*s", (int)strcspn(line + at, "\r\n"), line + at);
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    file = fopen(log_file, "a");
    if (file != NULL) {
        const char *range = asked(x, "Range");
        fprintf(file, "GET %s %s", x->path, range != NULL ? range : "-");
        fprintf(file, " %s", asked(x, "If-None-Match") != NULL ? "conditional" : "-");
        fprintf(file, log_agents ? " %s\n" : "\n", asked(x, "User-Agent"));
        fclose(file);
    }
}

static void load(struct exchange *x, const char *name)
{
    char path[LINE * 2];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    x->body = malloc(BODY);
    x->there = file != NULL && fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode);
    if (x->there) {
        x->n = fread(x->body, 1, BODY, file);
        unsigned long sum = 5381;
        for (size_t i = 0; i < x->n; i++) {
            sum = sum * 33 + (unsigned char)x->body[i];
        }
        snprintf(x->etag, sizeof x->etag, "\"%lx-%zu\"", sum, x->n);
    }
    if (file != NULL) {
        fclose(file);
    }
}

/* The header that says what kind of file it is. */
static const char *media_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && (strcmp(dot, ".xml") == 0 || strcmp(dot, ".feed") == 0) ? "Content-Type: application/xml\r\n"
           : dot != NULL && strcmp(dot, ".csv") == 0                              ? "Content-Type: text/csv\r\n"
           : strstr(path, "/api/") != NULL ? "Content-Type: application/json; charset=utf-8\r\n"
                                           : "Content-Type: application/octet-stream\r\n";
}

static void answer(struct exchange *x, const char *status, const char *more, const char *body, size_t n, long long told)
{
    char head[LINE * 4], length[60] = "";
    if (told >= 0) {
        snprintf(length, sizeof length, "Content-Length: %lld\r\n", told);
    }
    snprintf(head, sizeof head, "HTTP/1.1 %s\r\n%s%sConnection: close\r\n\r\n", status, length, more);
    say(x, head);
    out(x, body, n);
}

/* The answer of a server that is well. */
static void answer_well(struct exchange *x)
{
    char more[LINE], status[LINE];
    const char *match = asked(x, "If-None-Match");
    if (!x->there) {
        answer(x, "404 Not Found", "Content-Type: text/plain\r\n", "none\n", 5, 5);
        return;
    }
    snprintf(more, sizeof more, "ETag: %s\r\n%s", x->etag, media_of(x->path));
    if (match != NULL && strcmp(match, x->etag) == 0) {
        answer(x, "304 Not Modified", more, "", 0, -1);
        return;
    }
    const char *range = asked(x, "Range");
    unsigned long long from = range != NULL && strncmp(range, "bytes=", 6) == 0 ? strtoull(range + 6, NULL, 10) : 0;
    if (from > 0 && from < x->n) {
        snprintf(status, sizeof status, "206 Partial Content\r\nContent-Range: bytes %llu-%zu/%zu", from, x->n - 1,
                 x->n);
        answer(x, status, more, x->body + from, x->n - from, (long long)(x->n - from));
        return;
    }
    answer(x, "200 OK", more, x->body, x->n, (long long)x->n);
}

static bool is(const struct exchange *x, const char *fault)
{
    return strcmp(x->fault, fault) == 0;
}

/* Faults before a word of an answer */
static void go_wrong_first(struct exchange *x)
{
    if (is(x, "reset-first")) {
        reset(x);
    } else if (is(x, "close-first")) {
        finish(x);
    } else if (is(x, "stall-first")) {
        sleep(60);
        exit(0);
    } else if (is(x, "garbage")) {
        say(x, "this is no HTTP at all\r\n\r\n\x01\x02\x03");
        finish(x);
    } else if (is(x, "endless-headers")) {
        say(x, "HTTP/1.1 200 OK\r\n");
        for (;;) {
            say(x, "X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n");
        }
    } else if (is(x, "long-header")) {
        say(x, "HTTP/1.1 200 OK\r\nX-Filler: ");
        for (;;) {
            say(x, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        }
    }
}

/* Faults of status and headers */
static void go_wrong_in_head(struct exchange *x)
{
    char status[LINE * 2], more[LINE * 2];
    const char *octets = media_of(x->path);
    if (is(x, "status")) { /* "429 Retry-After: 5" */
        char *header = strchr(x->argument, ' ');
        snprintf(status, sizeof status, "%.3s Told", x->argument);
        snprintf(more, sizeof more, "Content-Type: text/plain\r\n%s%s", header != NULL ? header + 1 : "",
                 header != NULL ? "\r\n" : "");
        answer(x, status, more, "no\n", 3, 3);
    } else if (is(x, "status-html")) {
        snprintf(status, sizeof status, "%.3s Told", x->argument);
        answer(x, status, "Content-Type: text/html\r\n", "<html>no</html>\n", 16, 16);
    } else if (is(x, "redirect")) { /* "302 https://..." */
        snprintf(status, sizeof status, "%.3s Elsewhere", x->argument);
        snprintf(more, sizeof more, "Location: %s\r\n", x->argument + 4);
        answer(x, status, more, "", 0, 0);
    } else if (is(x, "html")) {
        answer(x, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<html>Please log in</html>\n", 27, 27);
    } else if (is(x, "html-as-text")) {
        answer(x, "200 OK", octets, "<!DOCTYPE html><html>Please log in</html>\n", 42, 42);
    } else if (is(x, "type")) {
        snprintf(more, sizeof more, "Content-Type: %s\r\n", x->argument);
        answer(x, "200 OK", more, x->body, x->n, (long long)x->n);
    } else if (is(x, "encoded")) {
        answer(x, "200 OK", "Content-Encoding: gzip\r\n", "\x1f\x8b\x08\x00\x00\x00", 6, 6);
    } else if (is(x, "partial")) { /* 206 that nobody asked for */
        answer(x, "206 Partial Content\r\nContent-Range: bytes 0-9/10", octets, x->body, x->n, (long long)x->n);
    } else if (is(x, "wrong-range")) {
        answer(x, "206 Partial Content\r\nContent-Range: bytes 1-2/3", octets, x->body, x->n, (long long)x->n);
    } else if (is(x, "no-range")) {
        answer(x, "200 OK", octets, x->body, x->n, (long long)x->n);
    } else if (is(x, "not-modified")) {
        answer(x, "304 Not Modified", "", "", 0, -1);
    } else if (is(x, "wrong-etag")) {
        answer(x, "200 OK", "ETag: \"no\\\"thing\r\n", x->body, x->n, (long long)x->n);
    } else if (is(x, "empty")) {
        answer(x, "200 OK", octets, "", 0, 0);
    } else {
        return;
    }
    finish(x);
}

/* Faults of the body */
static void go_wrong_in_body(struct exchange *x)
{
    size_t cut = (size_t)strtoul(x->argument, NULL, 10);
    cut = cut < x->n ? cut : x->n;
    const char *octets = media_of(x->path);
    char more[LINE];
    snprintf(more, sizeof more, "ETag: %s\r\n%s", x->etag, octets);
    if (is(x, "cut")) {
        answer(x, "200 OK", more, x->body, cut, (long long)x->n);
    } else if (is(x, "cut-at-end")) { /* no length: only the end of the connection says that it is all */
        answer(x, "200 OK", octets, x->body, cut, -1);
    } else if (is(x, "cut-chunk")) {
        char size[40];
        snprintf(size, sizeof size, "%zx\r\n", x->n);
        answer(x, "200 OK", "Transfer-Encoding: chunked\r\n", size, strlen(size), -1);
        out(x, x->body, cut);
    } else if (is(x, "cut-reset")) {
        answer(x, "200 OK", octets, x->body, cut, (long long)x->n);
        poll(NULL, 0, 50);
        reset(x);
    } else if (is(x, "stall")) {
        answer(x, "200 OK", octets, x->body, cut, (long long)x->n);
        sleep(60);
    } else if (is(x, "slow")) {
        answer(x, "200 OK", octets, x->body, 1, (long long)x->n);
        for (size_t i = 1; i < x->n; i++) {
            sleep(1);
            out(x, x->body + i, 1);
        }
    } else if (is(x, "endless")) {
        static const char filler[16384];
        answer(x, "200 OK", octets, x->body, x->n, -1);
        for (;;) {
            out(x, filler, sizeof filler);
        }
    } else if (is(x, "more")) { /* bytes too many, honestly announced */
        answer(x, "200 OK", octets, x->body, x->n, (long long)(x->n + cut));
        out(x, x->body, cut);
    } else if (is(x, "bom")) {
        answer(x, "200 OK", octets, "\xef\xbb\xbf", 3, (long long)x->n + 3);
        out(x, x->body, x->n);
    } else if (is(x, "flip") && x->n > 0) {
        x->body[x->n / 2] ^= 1;
        answer(x, "200 OK", octets, x->body, x->n, (long long)x->n);
    } else if (is(x, "lie")) { /* a length that is too big to be true */
        answer(x, "200 OK", octets, x->body, x->n, 900000000000);
    } else if (is(x, "file")) {
        free(x->body);
        load(x, x->argument);
        answer_well(x);
    } else {
        answer_well(x);
    }
    finish(x);
}

static void serve(SSL_CTX *context, int connection)
{
    static struct exchange x;
    size_t n = 0;
    x.socket = connection;
    x.ssl = SSL_new(context);
    SSL_set_fd(x.ssl, connection);
    if (SSL_accept(x.ssl) <= 0) {
        exit(0);
    }
    while (n < sizeof x.head - 1 && strstr(x.head, "\r\n\r\n") == NULL) {
        int got = SSL_read(x.ssl, x.head + n, (int)(sizeof x.head - 1 - n));
        if (got <= 0) {
            exit(0);
        }
        n += (size_t)got;
    }
    if (sscanf(x.head, "GET %1000s", x.path) != 1 || strstr(x.path, "..") != NULL) {
        exit(0);
    }
    x.path[strcspn(x.path, "?")] = '\0';
    find_fault(&x);
    load(&x, x.path);
    go_wrong_first(&x);
    go_wrong_in_head(&x);
    go_wrong_in_body(&x);
}

/* The proxy: one CONNECT, then bytes both ways. */

static void relay(int one, int other)
{
    char bytes[16384];
    struct pollfd wait[2] = {{.fd = one, .events = POLLIN}, {.fd = other, .events = POLLIN}};
    while (poll(wait, 2, 10000) > 0) {
        for (int i = 0; i < 2; i++) {
            ssize_t n = wait[i].revents != 0 ? recv(wait[i].fd, bytes, sizeof bytes, 0) : -1;
            if (n == 0 || (n > 0 && send(wait[1 - i].fd, bytes, (size_t)n, MSG_NOSIGNAL) != n)) {
                exit(0);
            }
        }
    }
    exit(0);
}

static void send_text(int to, const char *text)
{
    send(to, text, strlen(text), MSG_NOSIGNAL);
}

static void serve_proxy(int connection, const char *login)
{
    static struct exchange x;
    size_t n = 0;
    unsigned port = 0;
    while (n < sizeof x.head - 1 && strstr(x.head, "\r\n\r\n") == NULL) {
        ssize_t got = recv(connection, x.head + n, sizeof x.head - 1 - n, 0);
        if (got <= 0) {
            exit(0);
        }
        n += (size_t)got;
    }
    const char *given = asked(&x, "Proxy-Authorization");
    if (login != NULL && (given == NULL || strcmp(given, login) != 0)) {
        send_text(connection, "HTTP/1.1 407 Log in\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: "
                              "0\r\nConnection: close\r\n\r\n");
        exit(0);
    }
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int other = socket(AF_INET, SOCK_STREAM, 0);
    if (sscanf(x.head, "CONNECT %*[^:]:%u", &port) != 1 ||
        (to.sin_port = htons((uint16_t)port), connect(other, (struct sockaddr *)&to, sizeof to)) != 0) {
        send_text(connection, "HTTP/1.1 502 No way\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        exit(0);
    }
    send_text(connection, "HTTP/1.1 200 Connected\r\n\r\n");
    relay(connection, other);
}

static SSL_CTX *make_context(const char *certificate, const char *key, bool old)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (old) {
        SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
        SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context, TLS1_VERSION);
    }
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
        fprintf(stderr, "server: certificate or key cannot be used\n");
        exit(1);
    }
    return context;
}

int main(int argc, char **argv)
{
    const char *certificate = "", *key = "", *login = NULL;
    bool old = false, proxy = false;
    for (int option; (option = getopt(argc, argv, "r:c:k:f:l:t:pu:a")) != -1;) {
        switch (option) {
        case 'r':
            folder = optarg;
            break;
        case 'c':
            certificate = optarg;
            break;
        case 'k':
            key = optarg;
            break;
        case 'f':
            faults = optarg;
            break;
        case 'l':
            log_file = optarg;
            break;
        case 'p':
            proxy = true;
            break;
        case 'u':
            login = optarg;
            break;
        case 'a':
            log_agents = true;
            break;
        case 't':
            old = true;
            break;
        default:
            return 2;
        }
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    SSL_CTX *context = proxy ? NULL : make_context(certificate, key, old);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listening, (struct sockaddr *)&address, sizeof address) != 0 || listen(listening, 64) != 0 ||
        getsockname(listening, (struct sockaddr *)&address, &size) != 0) {
        perror("server");
        return 1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        struct pollfd wait[2] = {{.fd = listening, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
        if (poll(wait, 2, -1) > 0 && wait[1].revents != 0) {
            return 0; /* who started it has gone */
        }
        int connection = (wait[0].revents & POLLIN) != 0 ? accept(listening, NULL, NULL) : -1;
        if (connection < 0) {
            continue;
        }
        if (fork() == 0) {
            close(listening);
            alarm(70);
            if (proxy) {
                serve_proxy(connection, login);
            }
            serve(context, connection);
            exit(0);
        }
        close(connection);
    }
}
