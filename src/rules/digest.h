/* Purpose  SHA-256 as hexadecimal text.
 * Layer    rules. */
#ifndef BO_RULES_DIGEST_H
#define BO_RULES_DIGEST_H

#include "base/mem.h"

/* 64 small hexadecimal digits, in the arena. */
char *bo_sha256_hex(struct bo_arena *arena, const void *bytes, size_t n);

#endif
