/* Purpose  looks up what publications name in their set, and checks that each binding can be followed.
 * Layer    rules, inside only.
 * Errors   messages (file, line, column, code). */
#ifndef BO_RULES_PUBLICATION_CHECK_H
#define BO_RULES_PUBLICATION_CHECK_H

#include "rules/publication.h"

void bo_publications_check(struct bo_set *set, bo_publications *publications, struct bo_diags *diags);

#endif
