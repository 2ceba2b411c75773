/* Purpose  text helpers: reading a whole file, UTF-8, names and the nearest known name, interned strings.
 * Layer    base. */
#ifndef BO_BASE_TEXT_H
#define BO_BASE_TEXT_H

#include "base/diag.h"
#include "base/mem.h"
#include <stdbool.h>
#include <stdint.h>

/* A whole file ("-" is standard input), 0-terminated, in the arena. More than max bytes is an error. */
enum bo_status bo_read_file(struct bo_arena *arena, const char *path, size_t max, char **text, size_t *n,
                            struct bo_diags *diags);

bool bo_utf8_valid(const char *text, size_t n);
size_t bo_utf8_count(const char *text, size_t n); /* characters */
size_t bo_utf8_width(const char *text);           /* columns on a terminal: combining 0, wide East Asian 2 */
/* The text as one line fit for any terminal, in the arena: line ends and tabs become blanks, other control characters
 * and bytes that are no UTF-8 become U+FFFD; what is longer than max bytes is cut and ends in "…". */
char *bo_utf8_line(struct bo_arena *arena, const char *text, size_t max);
bool bo_name_valid(const char *text); /* [a-z][a-z0-9_]* , at most 80 bytes */

/* The candidate nearest to a name (Damerau-Levenshtein), NULL when none is near enough to be meant. */
const char *bo_nearest(const char *name, const char *const *candidates, size_t n);

/* Strings numbered from 0 in order of arrival; equal text, equal number. */
struct bo_intern {
    struct bo_arena *arena;
    BO_VEC(const char *) texts;
    uint32_t *slots; /* open addressing; 0 empty, else number + 1 */
    size_t n_slots;
};
void bo_intern_init(struct bo_intern *intern, struct bo_arena *arena);
uint32_t bo_intern(struct bo_intern *intern, const char *text);
uint32_t bo_intern_n(struct bo_intern *intern, const char *text, size_t n);
bool bo_intern_find(const struct bo_intern *intern, const char *text, uint32_t *number);

#endif
