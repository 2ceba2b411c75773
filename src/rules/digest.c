#include "rules/digest.h"

#include <sodium.h>

char *bo_sha256_hex(struct bo_arena *arena, const void *bytes, size_t n)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    enum { HEX = crypto_hash_sha256_BYTES * 2 + 1 };
    char *hex = bo_alloc(arena, HEX);
    crypto_hash_sha256(hash, bytes, n);
    return sodium_bin2hex(hex, HEX, hash, sizeof hash);
}
