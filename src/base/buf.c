#include "base/buf.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(struct bo_buf *buf, size_t more)
{
    if (more > BO_BUF_MAX || buf->n + more > BO_BUF_MAX) {
        fputs("betteroff: a text is longer than its limit\n", stderr);
        exit(7);
    }
    size_t needed = buf->n + more + 1;
    if (needed <= buf->cap) {
        return;
    }
    size_t cap = buf->cap < 128 ? 256 : buf->cap * 2;
    cap = cap < needed ? needed : cap;
    char *at = realloc(buf->at, cap);
    if (at == NULL) {
        fputs("betteroff: out of memory\n", stderr);
        exit(7);
    }
    buf->at = at;
    buf->cap = cap;
}

void bo_buf_init(struct bo_buf *buf)
{
    *buf = (struct bo_buf){0};
}

void bo_buf_fini(struct bo_buf *buf)
{
    free(buf->at);
    bo_buf_init(buf);
}

void bo_buf_add(struct bo_buf *buf, const char *bytes, size_t n)
{
    make_room(buf, n);
    if (n > 0) {
        memcpy(buf->at + buf->n, bytes, n);
    }
    buf->n += n;
    buf->at[buf->n] = 0;
}

void bo_buf_puts(struct bo_buf *buf, const char *text)
{
    bo_buf_add(buf, text, strlen(text));
}

void bo_buf_putc(struct bo_buf *buf, char c)
{
    bo_buf_add(buf, &c, 1);
}

void bo_buf_printf(struct bo_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    make_room(buf, n < 0 ? SIZE_MAX : (size_t)n); /* a text longer than an int counts */
    vsnprintf(buf->at + buf->n, (size_t)n + 1, format, again);
    buf->n += (size_t)n;
    va_end(again);
}

char *bo_buf_take(struct bo_buf *buf)
{
    bo_buf_add(buf, "", 0);
    char *text = buf->at;
    bo_buf_init(buf);
    return text;
}
