#include "fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

static bool private_v4(uint32_t address)
{
    static const struct {
        uint32_t from;
        int bits;
    } blocks[] = {
        {0x00000000, 8},  /* this network */
        {0x0a000000, 8},  /* private */
        {0x64400000, 10}, /* of a provider's own */
        {0x7f000000, 8},  /* loopback */
        {0xa9fe0000, 16}, /* link-local */
        {0xac100000, 12}, /* private */
        {0xc0000000, 24}, /* protocols */
        {0xc0000200, 24}, /* documentation */
        {0xc0a80000, 16}, /* private */
        {0xc6120000, 15}, /* measuring */
        {0xc6336400, 24}, /* documentation */
        {0xcb007100, 24}, /* documentation */
        {0xe0000000, 3},  /* multicast, reserved, broadcast */
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if ((address ^ blocks[i].from) >> (32 - blocks[i].bits) == 0) {
            return true;
        }
    }
    return false;
}

static uint32_t v4_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool private_v6(const unsigned char a[16])
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff}, translated[12] = {0x00, 0x64, 0xff, 0x9b};
    if (memcmp(a, mapped, sizeof mapped) == 0 || memcmp(a, translated, sizeof translated) == 0) {
        return private_v4(v4_at(a + 12));
    }
    if (a[0] == 0x20 && a[1] == 0x02) { /* 6to4 */
        return private_v4(v4_at(a + 2));
    }
    bool teredo = a[0] == 0x20 && a[1] == 0x01 && a[2] == 0 && a[3] == 0;
    bool documentation = a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8;
    return (a[0] & 0xe0) != 0x20 || teredo || documentation; /* all that is public today is in 2000::/3 */
}

bool bo_address_private(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return private_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return private_v6(v6.sin6_addr.s6_addr);
    }
    return true;
}

bool bo_host_private(const char *host)
{
    char name[256];
    size_t n = strlen(host);
    if (n >= sizeof name || n == 0) {
        return true;
    }
    memcpy(name, host, n + 1);
    if (name[0] == '[' && name[n - 1] == ']') {
        name[n - 1] = '\0';
        memmove(name, name + 1, n - 1);
        name[strcspn(name, "%")] = '\0'; /* a zone */
    }
    for (n = strlen(name); n > 0 && name[n - 1] == '.'; n--) {
        name[n - 1] = '\0';
    }
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_aton(name, &v4) != 0) { /* also "2130706433" and "0x7f.1" */
        return private_v4(ntohl(v4.s_addr));
    }
    if (inet_pton(AF_INET6, name, &v6) == 1) {
        return private_v6(v6.s6_addr);
    }
    static const char local[] = ".localhost";
    return strcasecmp(name, local + 1) == 0 || (n > strlen(local) && strcasecmp(name + n - strlen(local), local) == 0);
}
