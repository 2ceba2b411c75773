/* Purpose  what a rule set says of one of its elements, as data: JSON for programs, and what the text is made from.
 * Layer    api, inside only.
 * Owns     the values are the caller's (json_decref). */
#ifndef BO_API_DESCRIBE_H
#define BO_API_DESCRIBE_H

#include "rules/model.h"
#include <jansson.h>

struct bo_describing {
    struct bo_arena *arena;
    const struct bo_set *set;
    const char *lang; /* NULL: the set's */
};

/* "param", "rule" … */
const char *bo_element_word(const struct bo_named *named);
/* "number", "recurring" … */
const char *bo_kind_word(enum bo_kind kind);
/* {"id", "element", "label"} */
json_t *bo_describe_briefly(const struct bo_describing *d, const struct bo_named *named);
/* All of it: label, law, values with their dates, formula, what it reads, who reads it, lines and examples. */
json_t *bo_describe(const struct bo_describing *d, const struct bo_named *named);
/* Everything of the set that has a name, briefly, with unit and entity. */
json_t *bo_describe_all(const struct bo_describing *d);

/* describe_values.c: adds "values" and "gaps" of a param, table or scale, and the shape of a table. */
void bo_describe_values(const struct bo_describing *d, const struct bo_named *named, json_t *to);
/* describe_formula.c: a formula on one line, NULL when there is none; adds those of a rule or function. */
const char *bo_describe_formula(const struct bo_describing *d, const struct bo_expr *expr);
void bo_describe_body(const struct bo_describing *d, const struct bo_body *body, json_t *to);
json_t *bo_describe_cite(const struct bo_describing *d, const struct bo_cite *cite);
/* Sets a text; nothing where it is NULL. */
void bo_put_text(json_t *to, const char *key, const char *text);

#endif
