/* Purpose  the fetcher's cryptography: Ed25519 signatures, BLAKE2b-512, SHA-256 piece by piece, base64. All of it is
 *          libsodium's; nothing is made here.
 * Layer    fetch. Only crypto.c sees libsodium. */
#ifndef BO_FETCH_CRYPTO_H
#define BO_FETCH_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BO_ED25519_KEY = 32,
    BO_ED25519_SIGNATURE = 64,
    BO_BLAKE2B = 64,
    BO_SHA256_HEX = 65, /* with the 0 byte */
    BO_SHA256_ROOM = 128
};

/* False when the library cannot work here (no source of randomness, say). */
bool bo_crypto_ready(void);

bool bo_ed25519_verify(const unsigned char signature[BO_ED25519_SIGNATURE], const void *bytes, size_t n,
                       const unsigned char key[BO_ED25519_KEY]);
void bo_blake2b(unsigned char hash[BO_BLAKE2B], const void *bytes, size_t n);

struct bo_sha256 { /* a digest in the making */
    _Alignas(16) unsigned char room[BO_SHA256_ROOM];
};
void bo_sha256_init(struct bo_sha256 *sha);
void bo_sha256_add(struct bo_sha256 *sha, const void *bytes, size_t n);
void bo_sha256_hex_of(struct bo_sha256 *sha, char hex[BO_SHA256_HEX]);

/* Exactly `size` bytes of base64 text with its padding; false when the text is anything else. */
bool bo_base64_decode(const char *text, size_t n, unsigned char *to, size_t size);
/* A number that nobody can foretell, below `limit`. */
uint32_t bo_random_below(uint32_t limit);

#endif
