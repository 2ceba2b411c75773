/* Purpose  what build.c and build_logic.c share.
 * Layer    engine (inside). */
#ifndef BO_ENGINE_BUILD_INSIDE_H
#define BO_ENGINE_BUILD_INSIDE_H

#include "engine/build.h"

static inline bool bo_build_failed(uint32_t x, uint32_t y)
{
    return x == BO_FAILED || y == BO_FAILED;
}

/* An operation on operands: entity, unit and fallibility are those of the operands unless changed afterwards. */
struct bo_node bo_build_over_args(const struct bo_builder *b, enum bo_opcode op, uint32_t x, uint32_t y, uint32_t z);
/* Both to one kind, unit and denominator. what: the operator, for the message. */
bool bo_build_align(struct bo_builder *b, uint32_t *x, uint32_t *y, const char *what);
/* Whether a value's kind has an order; otherwise a message. */
bool bo_build_ordered(struct bo_builder *b, uint32_t x, const char *what);

/* The product, when it stays within 126 bits. */
bool bo_build_times(bo_wide a, bo_wide c, bo_wide *product);
uint32_t bo_build_too_wide(struct bo_builder *b); /* BO_FAILED, with the message that a number grows too large */

#endif
