/* Purpose  which network addresses are this machine's or this site's own, and no place on the internet.
 * Layer    fetch. */
#ifndef BO_FETCH_ADDRESS_H
#define BO_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* Loopback, private, link-local, multicast and reserved addresses, also as IPv4 inside IPv6. What is of neither family
 * counts as private. */
bool bo_address_private(const struct sockaddr *address);
/* The same for a host as it stands in a URL: an address in figures, with or without brackets, or a name that never
 * means another machine ("localhost"). Other names are not looked up: false. */
bool bo_host_private(const char *host);

#endif
