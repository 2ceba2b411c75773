/* Purpose  how well a rule set is covered: confidence and age of its values, declared gaps, examples, what is not
 * verified. Layer    api, inside only. Counts   a value is a dated entry: a <value>, a <bands>, or one <rows> of a
 * table, however many rows it has. */
#ifndef BO_API_COVERAGE_H
#define BO_API_COVERAGE_H

#include "rules/model.h"
#include <jansson.h>

/* {"values", "confidence": {"A", …}, "checked": [{"day", "values"}], "gaps": [], "rules", "rules_with_example",
 * "rules_without_example": [], "not_verified": []}; the caller's. */
json_t *bo_coverage(struct bo_arena *arena, const struct bo_set *set);
/* The same as lines for people. */
const char *bo_coverage_text(struct bo_arena *arena, const json_t *coverage);
/* How many dated entries a set has, and how many rules beside the totals made from its sheet. */
size_t bo_coverage_values(const struct bo_set *set);
size_t bo_coverage_rules(const struct bo_set *set);

#endif
