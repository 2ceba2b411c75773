/* Purpose  what every result in JSON has: program, rules, notices; texts that may be missing; the end of it.
 * Layer    render. Amounts are strings; no number of JSON ever holds one. */
#ifndef BO_RENDER_FRAME_JSON_H
#define BO_RENDER_FRAME_JSON_H

#include "render/basis.h"

#include <jansson.h>

json_t *bo_json_text(const char *text); /* null for NULL */
json_t *bo_json_texts(const char *const *texts, size_t n);
/* Only where there is one. */
void bo_json_add_text(json_t *object, const char *key, const char *text);
/* {"program": …, "rules": {id, version, sha256, date, …}} */
json_t *bo_json_frame(struct bo_arena *arena, const struct bo_set *set, int64_t date, const char *program_version);
/* What has changed since an earlier result (earlier_json.c). */
json_t *bo_json_since(struct bo_arena *arena, const struct bo_calc *calc);
/* Adds which kind a scenario begins with, and what it varies and how: "kind", "with", "varies", "if", "if_with". */
void bo_json_add_origin(json_t *object, const struct bo_case *kase, size_t scenario);
json_t *bo_json_assumptions(const bo_notices *notices);
json_t *bo_json_notices(const bo_notices *notices);
json_t *bo_json_messages(const bo_notices *notices); /* with "cite" and "by" always */
/* All of a calculation (calc_json.c). */
json_t *bo_json_calc(struct bo_arena *arena, const struct bo_calc *calc, const char *program_version);
/* The object as indented text that ends in a line end, in the arena; frees the object. */
char *bo_json_end(struct bo_arena *arena, json_t *root);

#endif
