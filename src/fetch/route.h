/* Purpose  how a host is reached: whether the user named it, and by which proxy.
 * Layer    fetch. */
#ifndef BO_FETCH_ROUTE_H
#define BO_FETCH_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether one of the names, "HOST" or "HOST:PORT", is this host. */
bool bo_host_named(const char *const *names, size_t n, const char *host, const char *port);
/* The proxy on the way to a host, "" for none: the user's own, else https_proxy or all_proxy; no_proxy excepts. */
const char *bo_proxy_for(const char *own, const char *host);

#endif
