/* Purpose  a growable byte buffer for text that is built piece by piece, with a bound.
 * Layer    base.
 * Owns     its memory; bo_buf_take hands it to the caller (free it with free()). */
#ifndef BO_BASE_BUF_H
#define BO_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

enum { BO_BUF_MAX = 1 << 30 }; /* bytes; beyond it is fatal like running out of memory */

struct bo_buf {
    char *at; /* always ends in a 0 byte once something was added */
    size_t n, cap;
};

void bo_buf_init(struct bo_buf *buf);
void bo_buf_fini(struct bo_buf *buf);
void bo_buf_add(struct bo_buf *buf, const char *bytes, size_t n);
void bo_buf_puts(struct bo_buf *buf, const char *text);
void bo_buf_putc(struct bo_buf *buf, char c);
void bo_buf_printf(struct bo_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *bo_buf_take(struct bo_buf *buf); /* never NULL; the buffer is empty afterwards */

#endif
