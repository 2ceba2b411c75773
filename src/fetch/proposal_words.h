/* Purpose  what stands beside a proposed version: README for the person who signs, evidence.json for programs.
 * Layer    fetch, inside only. */
#ifndef BO_FETCH_PROPOSAL_WORDS_H
#define BO_FETCH_PROPOSAL_WORDS_H

#include "fetch/proposal.h"

void bo_proposal_readme(const struct bo_proposal_request *request, const bo_findings *findings,
                        const struct bo_proposal *proposal, const char *outcome, struct bo_buf *to);
void bo_proposal_evidence(const struct bo_proposal_request *request, const bo_findings *findings,
                          const struct bo_proposal *proposal, struct bo_buf *to);

#endif
