#include "fetch/crypto.h"

#include <sodium.h>
#include <string.h>

_Static_assert((int)BO_ED25519_KEY == (int)crypto_sign_PUBLICKEYBYTES &&
                   (int)BO_ED25519_SIGNATURE == (int)crypto_sign_BYTES &&
                   (int)BO_BLAKE2B == (int)crypto_generichash_BYTES_MAX &&
                   sizeof(crypto_hash_sha256_state) <= (size_t)BO_SHA256_ROOM,
               "the sizes are libsodium's");

bool bo_crypto_ready(void)
{
    return sodium_init() >= 0;
}

bool bo_ed25519_verify(const unsigned char signature[BO_ED25519_SIGNATURE], const void *bytes, size_t n,
                       const unsigned char key[BO_ED25519_KEY])
{
    return crypto_sign_verify_detached(signature, bytes, n, key) == 0;
}

void bo_blake2b(unsigned char hash[BO_BLAKE2B], const void *bytes, size_t n)
{
    crypto_generichash(hash, BO_BLAKE2B, bytes, n, NULL, 0);
}

void bo_sha256_init(struct bo_sha256 *sha)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    memcpy(sha->room, &state, sizeof state);
}

void bo_sha256_add(struct bo_sha256 *sha, const void *bytes, size_t n)
{
    crypto_hash_sha256_state state;
    memcpy(&state, sha->room, sizeof state);
    crypto_hash_sha256_update(&state, bytes, n);
    memcpy(sha->room, &state, sizeof state);
}

void bo_sha256_hex_of(struct bo_sha256 *sha, char hex[BO_SHA256_HEX])
{
    crypto_hash_sha256_state state;
    unsigned char hash[crypto_hash_sha256_BYTES];
    memcpy(&state, sha->room, sizeof state);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(hex, BO_SHA256_HEX, hash, sizeof hash);
}

bool bo_base64_decode(const char *text, size_t n, unsigned char *to, size_t size)
{
    size_t got = 0;
    const char *end = NULL;
    return sodium_base642bin(to, size, text, n, NULL, &got, &end, sodium_base64_VARIANT_ORIGINAL) == 0 && got == size &&
           end == text + n;
}

uint32_t bo_random_below(uint32_t limit)
{
    return randombytes_uniform(limit);
}
