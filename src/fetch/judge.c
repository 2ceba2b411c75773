#include "fetch/judge.h"

#include "fetch/moment.h"
#include "rules/store.h"
#include <string.h>

/* No clock is right that says it is earlier: this program was not there yet. 2026-01-01. */
#define EARLIEST INT64_C(1767225600)

static enum bo_status refuse(const struct bo_offer *offer, enum bo_status status, const char *code, const char *text,
                             struct bo_diags *diags)
{
    bo_diag(diags, BO_ERROR, (struct bo_place){.file = offer->from}, code, "%s", text);
    return status;
}

enum bo_status bo_judge_signature(struct bo_arena *arena, const bo_key_ring *keys, struct bo_offer *offer,
                                  struct bo_diags *diags)
{
    struct bo_minisig minisig;
    const char *wrong = bo_minisig_read(arena, offer->minisig, offer->minisig_n, &minisig);
    wrong = wrong == NULL ? bo_minisig_verify(arena, &minisig, keys, offer->text, offer->n, &offer->by) : wrong;
    if (wrong != NULL) {
        return refuse(offer, BO_SIGNATURE, "signature", wrong, diags);
    }
    offer->comment = minisig.comment;
    bo_sha256_text(offer->text, offer->n, offer->sha256);
    return BO_OK;
}

enum bo_status bo_judge_index(struct bo_arena *arena, struct bo_offer *offer, struct bo_diags *diags)
{
    enum bo_status status = bo_index_read(arena, offer->from, offer->text, offer->n, &offer->index, diags);
    if (status == BO_OK && strcmp(offer->comment, bo_index_comment(arena, &offer->index)) != 0) {
        status = refuse(
            offer, BO_SIGNATURE, "signature",
            bo_printf(arena, "the signature is for another index: its trusted comment says '%s'", offer->comment),
            diags);
    }
    return status;
}

enum bo_status bo_judge_clock(struct bo_arena *arena, const struct bo_fetch_state *state, int64_t now,
                              struct bo_diags *diags)
{
    int64_t least = state->time > EARLIEST ? state->time : EARLIEST;
    if (now >= least - BO_DAY) {
        return BO_OK;
    }
    bo_diag(diags, BO_ERROR, (struct bo_place){0}, "clock",
            "this machine's clock says %s, but it is later than %s: set the clock first", bo_moment_text(arena, now),
            bo_moment_text(arena, least));
    return BO_CLOCK;
}

enum bo_status bo_judge_time(const struct bo_offer *offer, const struct bo_fetch_state *state, int64_t now,
                             struct bo_diags *diags)
{
    struct bo_arena *arena = diags->arena;
    const struct bo_index *index = &offer->index;
    unsigned long long serial = index->serial, seen = state->serial;
    if (state->channel != NULL && strcmp(state->channel, index->channel) != 0) {
        return refuse(offer, BO_ROLLBACK, "other-channel",
                      bo_printf(arena, "this is channel '%s', but what is installed here comes from '%s'",
                                index->channel, state->channel),
                      diags);
    }
    if (serial < seen) {
        return refuse(offer, BO_ROLLBACK, "rollback",
                      bo_printf(arena, "release %llu is older than %llu, which was here already", serial, seen), diags);
    }
    if (serial == seen && *state->sha256 != '\0' && strcmp(state->sha256, offer->sha256) != 0) {
        return refuse(offer, BO_ROLLBACK, "two-releases",
                      bo_printf(arena, "this is another release %llu than the one that was here already", serial),
                      diags);
    }
    if (seen != 0 && serial - seen > BO_SERIAL_JUMP) {
        return refuse(
            offer, BO_ROLLBACK, "fast-forward",
            bo_printf(arena, "from release %llu to %llu is too far at once (%d at most)", seen, serial, BO_SERIAL_JUMP),
            diags);
    }
    if (now < index->issued_at - BO_DAY) {
        return refuse(offer, BO_CLOCK, "clock",
                      bo_printf(arena, "release %llu was issued at %s, but this machine's clock says %s", serial,
                                index->issued, bo_moment_text(arena, now)),
                      diags);
    }
    if ((now > state->time ? now : state->time) >= index->expires_at) {
        return refuse(offer, BO_EXPIRED, "expired",
                      bo_printf(arena,
                                "release %llu was good until %s: either the publisher is late, or somebody holds back "
                                "what is newer",
                                serial, index->expires),
                      diags);
    }
    return BO_OK;
}

/* Whether both list the same files for a set: the same paths with the same digests, in any order. */
static size_t files_of(const struct bo_index *index, size_t set)
{
    size_t n = 0;
    for (size_t i = 0; i < index->files.n; i++) {
        n += index->files.at[i].set == set;
    }
    return n;
}

static bool has_file(const struct bo_index *index, const struct bo_index_file *file)
{
    for (size_t i = 0; i < index->files.n; i++) {
        if (strcmp(index->files.at[i].path, file->path) == 0) {
            return strcmp(index->files.at[i].sha256, file->sha256) == 0;
        }
    }
    return false;
}

static bool same_set(const struct bo_index *a, size_t set_a, const struct bo_index *b, size_t set_b)
{
    bool same = files_of(a, set_a) == files_of(b, set_b);
    for (size_t i = 0; i < a->files.n && same; i++) {
        same = a->files.at[i].set != set_a || has_file(b, &a->files.at[i]);
    }
    return same;
}

static enum bo_status compare_with(const struct bo_kept *kept, const struct bo_offer *offer, struct bo_diags *diags)
{
    const struct bo_index *old = &kept->index, *new = &offer->index;
    for (size_t i = 0; i < new->sets.n; i++) {
        const struct bo_index_set *set = &new->sets.at[i];
        for (size_t k = 0; k < old->sets.n; k++) {
            if (strcmp(old->sets.at[k].id, set->id) == 0 &&
                bo_version_compare(old->sets.at[k].version, set->version) == 0 && !same_set(new, i, old, k)) {
                return refuse(offer, BO_INVALID, "changed-version",
                              bo_printf(diags->arena,
                                        "%s@%s is not what release %llu had under this name; a released version "
                                        "never changes",
                                        set->id, set->version, (unsigned long long)kept->serial),
                              diags);
            }
        }
    }
    return BO_OK;
}

enum bo_status bo_judge_versions(const struct bo_depot *depot, const struct bo_offer *offer, struct bo_diags *diags)
{
    bo_serials list = bo_depot_kept(depot);
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < list.n && status == BO_OK; i++) {
        struct bo_kept kept;
        if (bo_kept_read(depot, list.at[i], &kept)) {
            status = compare_with(&kept, offer, diags);
        }
    }
    return status;
}
