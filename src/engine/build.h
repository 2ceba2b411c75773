/* Purpose  builds a program's nodes: each operation typed and exact, with denominator and range worked out as it is
 *          emitted; equal operations become one node; constants are folded.
 * Layer    engine.
 * Errors   a number that cannot be held (denominator over 2^62, range over 2^126) is BO_FAILED with a message. */
#ifndef BO_ENGINE_BUILD_H
#define BO_ENGINE_BUILD_H

#include "engine/program.h"

#define BO_FAILED (UINT32_MAX - 1) /* a node that could not be built; operations on it give it again, silently */

/* A place in a formula is worked out only when it is told: `offset` in `formula`, or `place` where that is NULL. */
struct bo_where {
    struct bo_place place;
    const struct bo_formula *formula;
    size_t offset;
};

struct bo_builder {
    struct bo_program *program;
    const struct bo_set *set; /* NULL for constant expressions */
    struct bo_diags *diags;
    struct bo_where where; /* what is being compiled, for messages */
    const char *cite;      /* its law, for messages */
    uint32_t *slot;        /* hash of nodes: number + 1 */
    size_t n_slots;
};

void bo_build_init(struct bo_builder *b, struct bo_program *program, struct bo_diags *diags);
void bo_build_fini(struct bo_builder *b);
void bo_build_error(struct bo_builder *b, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct bo_place bo_build_place(const struct bo_builder *b);

/* A node as it is, shared with an equal earlier one. Kind, den, lo, hi, unit, may_fail of the node are the caller's. */
uint32_t bo_build_node(struct bo_builder *b, struct bo_node node);
const struct bo_node *bo_at(const struct bo_builder *b, uint32_t node);
bool bo_is_const(const struct bo_builder *b, uint32_t node);

uint32_t bo_build_const(struct bo_builder *b, unsigned entity, enum bo_kind kind, bo_wide n, int64_t den,
                        struct bo_unit unit);
uint32_t bo_build_bool(struct bo_builder *b, unsigned entity, bool value);
uint32_t bo_build_code(struct bo_builder *b, unsigned entity, const char *text);
uint32_t bo_build_fail(struct bo_builder *b, unsigned entity, enum bo_kind kind, struct bo_unit unit, uint32_t reason);
uint32_t bo_build_reason(struct bo_builder *b, struct bo_reason reason); /* its number, from 1 */
uint32_t bo_build_fault(struct bo_builder *b, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4))); /* a BO_CALCULATION reason at b->where */

/* Numbers. Operands of one entity; units are checked here (the message names both). */
uint32_t bo_build_add(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_sub(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_mul(struct bo_builder *b, uint32_t x, uint32_t y);
/* x / y for a y whose reciprocal is exact: constant, dated series, product, choice of such; BO_NONE when it is not. */
uint32_t bo_build_over(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_neg(struct bo_builder *b, uint32_t x);
uint32_t bo_build_abs(struct bo_builder *b, uint32_t x);
uint32_t bo_build_least(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_greatest(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_mod(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_round(struct bo_builder *b, uint32_t x, int places, enum bo_rounding mode);
/* The rounded quotient x / y. */
uint32_t bo_build_round_over(struct bo_builder *b, uint32_t x, uint32_t y, int places, enum bo_rounding mode);
/* The same value over another denominator, a multiple of its own. */
uint32_t bo_build_rescale(struct bo_builder *b, uint32_t x, int64_t den);
uint32_t bo_build_unit(struct bo_builder *b, uint32_t x, struct bo_unit unit); /* the same number, another unit */

/* Any kind: operands are brought to one denominator; kinds and units must agree. */
uint32_t bo_build_compare(struct bo_builder *b, enum bo_opcode op, uint32_t x, uint32_t y); /* EQ NE LT LE */
uint32_t bo_build_select(struct bo_builder *b, uint32_t test, uint32_t x, uint32_t y);
uint32_t bo_build_and(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_or(struct bo_builder *b, uint32_t x, uint32_t y);
uint32_t bo_build_not(struct bo_builder *b, uint32_t x);
uint32_t bo_build_lift(struct bo_builder *b, uint32_t x,
                       unsigned entity); /* x belongs to a containing entity or to it */
/* op over the items of item_entity inside each instance of entity; mask may be BO_NONE. */
uint32_t bo_build_items(struct bo_builder *b, enum bo_opcode op, unsigned entity, unsigned item_entity, uint32_t value,
                        uint32_t mask);
/* Whole-number operations with given result kind and range: dates, durations. */
uint32_t bo_build_plain(struct bo_builder *b, enum bo_opcode op, enum bo_kind kind, bo_wide lo, bo_wide hi, uint32_t x,
                        uint32_t y, uint32_t z, uint32_t reason);
const char *bo_kind_name(enum bo_kind kind);
const char *bo_unit_name(struct bo_builder *b, uint32_t node);

#endif
