/* Purpose  JSON as cases use it: strict parsing, faults with their pointers, merge patch.
 * Layer    scenario (wraps jansson).
 * Refused  duplicate keys, anything after the value, NUL in strings, nesting beyond BO_JSON_DEPTH, reals: a binary
 *          floating point number would not be the number that was written. */
#ifndef BO_SCENARIO_JSON_H
#define BO_SCENARIO_JSON_H

#include "base/buf.h"
#include "base/diag.h"
#include <jansson.h>
#include <stdbool.h>

enum { BO_JSON_DEPTH = 32, BO_JSON_VALUES_MAX = 50000 };

/* The value (the caller decrefs it), or NULL with an error "file:line:column" [json-syntax]. Nothing but the form is
 * checked. `at` is where the text begins, for a text inside another file; file alone (line 0) for a file of its own. */
json_t *bo_json_parse(struct bo_place at, const char *text, size_t n, struct bo_diags *diags);
/* Reals, too deep nesting and too many values, each an error with its pointer [json-real], [json-depth], [too-big].
 * False when it is too deep or too big to be gone through at all. */
bool bo_json_check(const json_t *value, const char *file, struct bo_diags *diags);
/* RFC 7396: the patched value, a new reference. What the patch leaves alone is shared with the target, so neither may
 * be changed afterwards. target may be NULL. */
json_t *bo_json_merge(json_t *target, json_t *patch);
/* "an object", "a string" … for messages. */
const char *bo_json_kind(const json_t *value);

/* A place inside a value, from the innermost step outwards; NULL is the whole value. */
struct bo_path {
    const struct bo_path *up;
    const char *key; /* NULL: an index */
    size_t index;
};
/* RFC 6901: "/people/a~1b/jobs/0"; "" for the whole value. */
void bo_json_pointer(const struct bo_path *path, struct bo_buf *to);
char *bo_json_pointer_text(struct bo_arena *arena, const struct bo_path *path);

#endif
