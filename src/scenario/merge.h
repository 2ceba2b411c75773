/* Purpose  JSON as cases use it: reading with places, merge patches, pointers.
 * Layer    scenario (inside). */
#ifndef BO_SCENARIO_MERGE_H
#define BO_SCENARIO_MERGE_H

#include "base/diag.h"
#include <jansson.h>

/* A JSON object from text; NULL after an error with its line and column. Duplicate keys are refused. */
json_t *bo_json_object(const char *file, const char *text, size_t n, struct bo_diags *diags);
/* RFC 7396: a new value; neither argument is changed. */
json_t *bo_json_merged(const json_t *target, const json_t *patch);
/* pointer + "/" + key, with ~ and / escaped (RFC 6901). */
const char *bo_json_pointer(struct bo_arena *arena, const char *pointer, const char *key);

#endif
