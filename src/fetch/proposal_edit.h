/* Purpose  how a rule file's text has to change so that it says what was found, in the file's own style.
 * Layer    fetch.
 * Errors   words that say why a person has to do it by hand; then nothing is added to the edits. */
#ifndef BO_FETCH_PROPOSAL_EDIT_H
#define BO_FETCH_PROPOSAL_EDIT_H

#include "fetch/edit.h"
#include "fetch/finding.h"

typedef BO_VEC(const struct bo_finding *) bo_found_together; /* of one element, with one first day */

/* day: when it was looked at. NULL: done. */
const char *bo_propose_edits(struct bo_arena *arena, const struct bo_source_text *source,
                             const bo_found_together *findings, int64_t day, bo_changes *edits);

#endif
