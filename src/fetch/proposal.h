/* Purpose  a proposal for a person to sign: the next version of a rule set with what two witnesses say, and the
 * evidence. Layer    fetch. Form     PROPOSALS/NAME-VERSION-DIGEST/ with rules/NAME/VERSION/ (the whole set; edited in
 * place, all else byte for byte the same), changes.diff, evidence.json, README. The digest is of what is proposed: the
 * same findings lead to the same folder, which is written once. Owns     never touches the rules that are installed.
 * The folder is there as a whole or not at all. Errors   BO_DISK. What cannot be edited by machine is no error: the
 * finding is then not ready any more, and says why. */
#ifndef BO_FETCH_PROPOSAL_H
#define BO_FETCH_PROPOSAL_H

#include "base/buf.h"
#include "fetch/finding.h"

struct bo_proposal_request {
    const struct bo_set *set;
    int64_t day;
    const char *moment; /* of the run */
    const char *folder; /* for proposals */
    /* Whether a version of the set is taken already. */
    bool (*taken)(void *context, const char *version);
    /* The set's check and examples; in words what they say. Runs in a limited child. */
    enum bo_status (*check)(const char *directory, const char *id, const char *version, struct bo_buf *words);
    void *context;
};

struct bo_proposal {
    const char *path; /* NULL: there is nothing to propose */
    const char *version;
    size_t changes;
    bool known;  /* it was there already */
    bool passed; /* the check and the examples; of one that was there: not tried again */
};

enum bo_status bo_propose(struct bo_arena *arena, const struct bo_proposal_request *request, bo_findings *findings,
                          struct bo_proposal *proposal, struct bo_diags *diags);

#endif
