/* Purpose  the grammar of rule files as one table: which elements and attributes stand where, how often.
 * Layer    rules. What the values mean is read elsewhere; after this check a reader may rely on what is required. */
#ifndef BO_RULES_SHAPE_H
#define BO_RULES_SHAPE_H

#include "rules/xml.h"

/* Checks an element with all that stands in it; `name` is its name in the table ("ruleset", "law", "overlay"). In an
 * overlay, elements whose id `known` knows may leave out what is otherwise required. */
bool bo_shape_check(const struct bo_xml *element, const char *name, bool (*known)(const void *, const char *id),
                    const void *set, struct bo_diags *diags);

#endif
