#include "fetch/route.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool bo_host_named(const char *const *names, size_t n, const char *host, const char *port)
{
    size_t length = strlen(host);
    for (size_t i = 0; i < n; i++) {
        const char *rest = names[i] + length;
        if (strncasecmp(names[i], host, length) == 0 &&
            (*rest == '\0' || (*rest == ':' && strcmp(rest + 1, port) == 0))) {
            return true;
        }
    }
    return false;
}

/* Whether no_proxy ("a.example, .b.example, *") means the host: itself, or one below it. */
static bool goes_direct(const char *host)
{
    const char *list = getenv("no_proxy");
    list = list != NULL ? list : getenv("NO_PROXY");
    size_t length = strlen(host);
    while (list != NULL && *list != '\0') {
        size_t n = strcspn(list, ", ");
        const char *name = list + (*list == '.');
        size_t name_n = n - (*list == '.');
        const char *tail = length >= name_n ? host + length - name_n : NULL;
        if (name_n == 1 && *name == '*') {
            return true;
        }
        if (name_n > 0 && tail != NULL && strncasecmp(name, tail, name_n) == 0 && (tail == host || tail[-1] == '.')) {
            return true;
        }
        list += n + (list[n] != '\0');
    }
    return false;
}

const char *bo_proxy_for(const char *own, const char *host)
{
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof *names && own == NULL; i++) {
        own = getenv(names[i]);
    }
    return own == NULL || goes_direct(host) ? "" : own;
}
