/* Purpose  whether an index may be installed here and now: its signature first, then what it says.
 * Layer    fetch.
 * Against  forgery and mixing (signature, trusted comment, channel), going back and two releases of one number
 *          (serial), a number that locks out all later ones (serial), holding back (expiry), a wrong clock (issued,
 *          last moment known), and a released version that changes (the sets of the releases that are kept). */
#ifndef BO_FETCH_JUDGE_H
#define BO_FETCH_JUDGE_H

#include "fetch/kept.h"
#include "fetch/minisign.h"
#include "fetch/state.h"

enum { BO_SERIAL_JUMP = 10000 /* the most that a serial may rise at once */ };

/* What came from a channel */
struct bo_offer {
    const char *from; /* for messages */
    char *text, *minisig;
    size_t n, minisig_n;
    struct bo_index index;
    char sha256[BO_SHA256_HEX]; /* of the index */
    const struct bo_signing_key *by;
    const char *comment; /* the signature's trusted one */
};

/* Nothing of the index is read before its signature is right; BO_SIGNATURE. */
enum bo_status bo_judge_signature(struct bo_arena *arena, const bo_key_ring *keys, struct bo_offer *offer,
                                  struct bo_diags *diags);
/* Reads the index, and compares it with its signature's comment. */
enum bo_status bo_judge_index(struct bo_arena *arena, struct bo_offer *offer, struct bo_diags *diags);
/* Channel, serial, expiry. */
enum bo_status bo_judge_time(const struct bo_offer *offer, const struct bo_fetch_state *state, int64_t now,
                             struct bo_diags *diags);
/* Whether the machine's clock can be believed at all; BO_CLOCK. */
enum bo_status bo_judge_clock(struct bo_arena *arena, const struct bo_fetch_state *state, int64_t now,
                              struct bo_diags *diags);
/* No set of a release that is kept comes with other files under the same version. */
enum bo_status bo_judge_versions(const struct bo_depot *depot, const struct bo_offer *offer, struct bo_diags *diags);

#endif
