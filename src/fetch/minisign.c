#include "fetch/minisign.h"

#include "base/text.h"
#include <string.h>

enum { ALGORITHM = 2, KEY_BYTES = ALGORITHM + BO_KEY_ID + BO_ED25519_KEY };
enum { SIGNATURE_BYTES = ALGORITHM + BO_KEY_ID + BO_ED25519_SIGNATURE };

/* The next line of a text, without its end (LF or CR LF); false when nothing is left. */
static bool next_line(const char **at, const char *end, const char **line, size_t *n)
{
    if (*at >= end) {
        return false;
    }
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    *line = *at;
    *n = (size_t)((stop != NULL ? stop : end) - *at);
    *at = stop != NULL ? stop + 1 : end;
    *n -= *n > 0 && (*line)[*n - 1] == '\r';
    return true;
}

static bool starts(const char *line, size_t n, const char *with)
{
    return n >= strlen(with) && memcmp(line, with, strlen(with)) == 0;
}

const char *bo_key_read(const char *text, size_t n, struct bo_signing_key *key)
{
    const char *at = text, *end = text + n, *line;
    size_t length;
    unsigned char bytes[KEY_BYTES];
    bool there = next_line(&at, end, &line, &length);
    if (there && starts(line, length, "untrusted comment:")) {
        there = next_line(&at, end, &line, &length);
    }
    if (!there || !bo_base64_decode(line, length, bytes, sizeof bytes) || memcmp(bytes, "Ed", ALGORITHM) != 0) {
        return "this is no public key of minisign";
    }
    while (next_line(&at, end, &line, &length)) {
        if (length > 0) {
            return "there is more in it than one public key";
        }
    }
    memcpy(key->id, bytes + ALGORITHM, BO_KEY_ID);
    memcpy(key->key, bytes + ALGORITHM + BO_KEY_ID, BO_ED25519_KEY);
    return NULL;
}

const char *bo_minisig_read(struct bo_arena *arena, const char *text, size_t n, struct bo_minisig *signature)
{
    static const char label[] = "trusted comment: ";
    const char *at = text, *end = text + n, *line[4];
    size_t length[4];
    unsigned char bytes[SIGNATURE_BYTES];
    for (int i = 0; i < 4; i++) {
        if (!next_line(&at, end, &line[i], &length[i])) {
            return "this is no signature of minisign: it has four lines";
        }
    }
    if (at < end) {
        return "there is more in it than one signature";
    }
    if (!starts(line[0], length[0], "untrusted comment:") || !starts(line[2], length[2], label) ||
        !bo_base64_decode(line[1], length[1], bytes, sizeof bytes) ||
        !bo_base64_decode(line[3], length[3], signature->global, sizeof signature->global)) {
        return "this is no signature of minisign";
    }
    if (memcmp(bytes, "Ed", ALGORITHM) == 0) {
        return "the signature is of minisign's old form, without a hash";
    }
    if (memcmp(bytes, "ED", ALGORITHM) != 0) {
        return "the signature is of a kind that this program does not know";
    }
    const char *comment = line[2] + sizeof label - 1;
    size_t comment_n = length[2] - (sizeof label - 1);
    if (comment_n > BO_TRUSTED_COMMENT || memchr(comment, '\0', comment_n) != NULL ||
        !bo_utf8_valid(comment, comment_n)) {
        return "the signature's trusted comment is no line of text";
    }
    memcpy(signature->id, bytes + ALGORITHM, BO_KEY_ID);
    memcpy(signature->signature, bytes + ALGORITHM + BO_KEY_ID, BO_ED25519_SIGNATURE);
    signature->comment = bo_strndup(arena, comment, comment_n);
    return NULL;
}

const char *bo_minisig_verify(struct bo_arena *arena, const struct bo_minisig *signature, const bo_key_ring *keys,
                              const void *bytes, size_t n, const struct bo_signing_key **by)
{
    unsigned char hash[BO_BLAKE2B], bound[BO_ED25519_SIGNATURE + BO_TRUSTED_COMMENT];
    size_t comment = strlen(signature->comment);
    char id[BO_KEY_ID_HEX];
    bool named = false;
    bo_blake2b(hash, bytes, n);
    memcpy(bound, signature->signature, BO_ED25519_SIGNATURE);
    memcpy(bound + BO_ED25519_SIGNATURE, signature->comment, comment);
    for (size_t i = 0; i < keys->n; i++) {
        const struct bo_signing_key *key = &keys->at[i];
        if (memcmp(key->id, signature->id, BO_KEY_ID) != 0) {
            continue;
        }
        named = true;
        if (!bo_ed25519_verify(signature->signature, hash, sizeof hash, key->key)) {
            continue;
        }
        if (!bo_ed25519_verify(signature->global, bound, BO_ED25519_SIGNATURE + comment, key->key)) {
            return "the signature's trusted comment was changed";
        }
        *by = key;
        return NULL;
    }
    bo_key_id_text(signature->id, id);
    return bo_printf(arena,
                     named ? "the signature by key %s is not of this file"
                           : "it is signed by key %s, which is not among those that you trust",
                     id);
}

void bo_key_id_text(const unsigned char id[BO_KEY_ID], char text[BO_KEY_ID_HEX])
{
    static const char digits[] = "0123456789ABCDEF";
    for (int i = 0; i < BO_KEY_ID; i++) { /* the last byte first */
        text[2 * i] = digits[id[BO_KEY_ID - 1 - i] >> 4];
        text[2 * i + 1] = digits[id[BO_KEY_ID - 1 - i] & 15];
    }
    text[2 * BO_KEY_ID] = '\0';
}
