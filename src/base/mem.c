#include "base/mem.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 << 10 };

struct bo_arena_block {
    struct bo_arena_block *next;
    size_t used, size;
    _Alignas(max_align_t) unsigned char bytes[];
};

static _Noreturn void out_of_memory(void)
{
    fputs("betteroff: out of memory\n", stderr);
    exit(7);
}

void bo_arena_init(struct bo_arena *arena)
{
    *arena = (struct bo_arena){0};
}

void bo_arena_fini(struct bo_arena *arena)
{
    for (struct bo_arena_block *block = arena->blocks, *next; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    bo_arena_init(arena);
}

void *bo_alloc(struct bo_arena *arena, size_t size)
{
    enum { UNIT = _Alignof(max_align_t) };
    if (size > SIZE_MAX / 2) {
        out_of_memory();
    }
    size = (size + UNIT - 1 + (size == 0)) / UNIT * UNIT;
    struct bo_arena_block *block = arena->blocks;
    if (block == NULL || block->size - block->used < size) {
        size_t room = size > BLOCK / 4 ? size : BLOCK;
        struct bo_arena_block *made = calloc(1, sizeof *made + room);
        if (made == NULL) {
            out_of_memory();
        }
        made->size = room;
        if (block != NULL && room == size) { /* a large one of its own: the half-empty block stays in use */
            made->next = block->next;
            block->next = made;
        } else {
            made->next = block;
            arena->blocks = made;
        }
        block = made;
    }
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memory;
}

void *bo_alloc_array(struct bo_arena *arena, size_t n, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes)) {
        out_of_memory();
    }
    return bo_alloc(arena, bytes);
}

char *bo_strndup(struct bo_arena *arena, const char *text, size_t len)
{
    size_t n = strnlen(text, len);
    char *copy = bo_alloc(arena, n + 1);
    memcpy(copy, text, n);
    return copy;
}

char *bo_strdup(struct bo_arena *arena, const char *text)
{
    return bo_strndup(arena, text, strlen(text));
}

char *bo_vprintf(struct bo_arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    if (n < 0) {
        out_of_memory();
    }
    char *text = bo_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

char *bo_printf(struct bo_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = bo_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void *bo_vec_grow(struct bo_arena *arena, void *at, size_t n, size_t *cap, size_t size)
{
    *cap = *cap < 4 ? 8 : *cap * 2;
    void *larger = bo_alloc_array(arena, *cap, size);
    if (n > 0) {
        memcpy(larger, at, n * size);
    }
    return larger;
}
