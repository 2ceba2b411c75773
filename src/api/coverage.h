/* Purpose  how well a rule set is covered: law, confidence and age of its values, days without one, what its examples
 *          go through, what is not verified.
 * Layer    api, inside only.
 * Counts   a value is a dated entry: a <value>, a <bands>, or one <rows> of a table, however many rows it has. */
#ifndef BO_API_COVERAGE_H
#define BO_API_COVERAGE_H

#include "rules/publication.h"
#include <jansson.h>

/* Runs the examples of the set. *coverage is the caller's:
 * {"values", "values_cited", "values_dated", "confidence": {"A", …}, "checked": [{"day", "values"}],
 *  "table_figures", "table_figures_not_held", "gaps": [{"id", "from", "until", "reason"}],
 *  "not_covered": [{"id", "from", "until"}], "rules", "rules_verified", "rules_with_example" (a figure of it is
 *  expected), "rules_reached" (an expected figure hangs on it), "rules_without_example": [ids not reached],
 *  "branches", "branches_taken", "laws": [{"id", "rules", "rules_reached", "branches", "branches_taken"}],
 * "rules_with_every_branch" (reached, and every branch taken), "branches_not_taken": [{"id", "file", "line", "column",
 * "branch"}], "not_verified": [], "published": bo_coverage_published} */
enum bo_status bo_coverage(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications,
                           struct bo_diags *diags, json_t **coverage);
/* {"publications", "bindings", "bindings_seen" (a person read the words), "money": TALLY of params, scales and tables
 *  of money, "shares": TALLY of params that are fractions, "laws": [{"id"} and the TALLY of its money], "not_bound":
 *  [ids without a publication of law]}; a TALLY is {"figures", "by_law", "by_two" (law and one more), "with_calendar"}.
 */
json_t *bo_coverage_published(struct bo_arena *arena, const struct bo_set *set, const bo_publications *publications);
/* The same as lines for people (coverage_text.c). */
const char *bo_coverage_text(struct bo_arena *arena, const json_t *coverage);
/* How many dated entries a set has, and how many rules beside the totals made from its sheet. */
size_t bo_coverage_values(const struct bo_set *set);
size_t bo_coverage_rules(const struct bo_set *set);

#endif
