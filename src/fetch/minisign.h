/* Purpose  minisign's keys and signatures: "ED" (Ed25519 over the BLAKE2b-512 of the file), with the second signature
 *          that binds the trusted comment. The older "Ed", without a hash, is refused.
 * Layer    fetch.
 * Form     a key: a comment line and a line of base64, or that line alone. A signature: four lines. */
#ifndef BO_FETCH_MINISIGN_H
#define BO_FETCH_MINISIGN_H

#include "base/diag.h"
#include "fetch/crypto.h"

enum {
    BO_KEY_ID = 8,
    BO_KEY_ID_HEX = 17,
    BO_MINISIG_MAX = 4096,    /* bytes of a signature's file */
    BO_KEY_FILE_MAX = 4096,   /* of a key's */
    BO_TRUSTED_COMMENT = 1024 /* bytes of the trusted comment */
};

struct bo_signing_key {
    unsigned char id[BO_KEY_ID];
    unsigned char key[BO_ED25519_KEY];
    const char *file; /* where it was found */
};
typedef BO_VEC(struct bo_signing_key) bo_key_ring;

struct bo_minisig {
    unsigned char id[BO_KEY_ID];
    unsigned char signature[BO_ED25519_SIGNATURE];
    unsigned char global[BO_ED25519_SIGNATURE]; /* of the signature and the comment */
    const char *comment;                        /* the trusted one, without its label */
};

/* NULL, or what is wrong with it. */
const char *bo_key_read(const char *text, size_t n, struct bo_signing_key *key);
const char *bo_minisig_read(struct bo_arena *arena, const char *text, size_t n, struct bo_minisig *signature);
/* Whether one of the keys made the signature for these bytes: NULL, or why not. *by is that key. */
const char *bo_minisig_verify(struct bo_arena *arena, const struct bo_minisig *signature, const bo_key_ring *keys,
                              const void *bytes, size_t n, const struct bo_signing_key **by);
/* As minisign prints it. */
void bo_key_id_text(const unsigned char id[BO_KEY_ID], char text[BO_KEY_ID_HEX]);

#endif
