/* Purpose  one owner for many small things: an arena, and vectors that grow in it.
 * Layer    base.
 * Owns     an arena owns all that was allocated in it; bo_arena_fini frees it at once.
 * Memory   running out of memory is fatal (one line on standard error, status 7): GMP and MPFR,
 *          which hold our numbers, end the process in the same case, so no caller could go on.
 * Threads  one arena, one thread. */
#ifndef BO_BASE_MEM_H
#define BO_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

struct bo_arena_block;
struct bo_arena {
    struct bo_arena_block *blocks;
    size_t used; /* bytes handed out, for limits and tests */
};

void bo_arena_init(struct bo_arena *arena);
void bo_arena_fini(struct bo_arena *arena);

/* Zeroed memory, aligned for any type; never NULL, also for size 0. */
void *bo_alloc(struct bo_arena *arena, size_t size);
void *bo_alloc_array(struct bo_arena *arena, size_t n, size_t size); /* n × size, overflow is fatal */
char *bo_strdup(struct bo_arena *arena, const char *text);
char *bo_strndup(struct bo_arena *arena, const char *text, size_t len);
char *bo_printf(struct bo_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *bo_vprintf(struct bo_arena *arena, const char *format, va_list args);

/* A vector in an arena: struct { T *at; size_t n, cap; }. BO_PUSH may move `at`. */
#define BO_VEC(T) \
    struct { \
        T *at; \
        size_t n, cap; \
    }
#define BO_PUSH(arena, vec, item) \
    do { \
        if ((vec)->n == (vec)->cap) { \
            (vec)->at = bo_vec_grow((arena), (vec)->at, (vec)->n, &(vec)->cap, sizeof *(vec)->at); \
        } \
        (vec)->at[(vec)->n++] = (item); \
    } while (0)
void *bo_vec_grow(struct bo_arena *arena, void *at, size_t n, size_t *cap, size_t size);

#endif
