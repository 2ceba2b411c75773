/* Purpose  JSON with its numbers as they were written. (Libraries make binary fractions of them; a figure is text.)
 * Layer    sources. Made for hostile input: limits as in tree.h; a key that comes twice is an error.
 * Owns     all in the arena. */
#ifndef BO_SOURCES_JSON_H
#define BO_SOURCES_JSON_H

#include "base/mem.h"
#include <stdbool.h>

enum bo_json_is { BO_JSON_NULL, BO_JSON_BOOLEAN, BO_JSON_NUMBER, BO_JSON_STRING, BO_JSON_ARRAY, BO_JSON_OBJECT };
struct bo_json {
    enum bo_json_is is;
    const char *text; /* number and boolean: as written; string: decoded */
    const char *key;  /* of a member; NULL elsewhere */
    const struct bo_json *first, *next;
    size_t n; /* of members */
};

/* NULL: it is no JSON (or too big), and *why says why. */
const struct bo_json *bo_json_read(struct bo_arena *arena, const char *bytes, size_t n, const char **why);
const struct bo_json *bo_json_member(const struct bo_json *object, const char *key); /* NULL: none */
/* By JSON pointer (RFC 6901); NULL: nothing there. */
const struct bo_json *bo_json_at(struct bo_arena *arena, const struct bo_json *json, const char *pointer);
/* A string's text; NULL when it is none, or not there. */
const char *bo_json_string(const struct bo_json *json);

#endif
