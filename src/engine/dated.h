/* Purpose  params, tables and scales in formulas: dated series and lookup tables.
 * Layer    engine (inside). */
#ifndef BO_ENGINE_DATED_H
#define BO_ENGINE_DATED_H

#include "engine/formula.h"

/* A value as rule files write it (checked by the loader) as a whole number: numerator over 10^scale, 0/1, day, code. */
bo_wide bo_stated_value(struct bo_program *program, enum bo_kind kind, unsigned scale, const char *text, size_t n);
/* An element's node as the view sees it; BO_FAILED after a message when it belongs to something further in. */
uint32_t bo_seen_from(const struct bo_view *view, const struct bo_ast *ast, uint32_t node,
                      const struct bo_named *named);

/* Shared by series and tables. */
int64_t bo_power_of_ten(unsigned places);
bool bo_left_out(const struct bo_compiler *c, const struct bo_dated *dated); /* not with --made-only */
struct bo_gap_days *bo_gap_days(struct bo_compiler *c, const struct bo_gap *gaps, size_t n,
                                const struct bo_named *named);
uint32_t bo_nothing_held(struct bo_compiler *c, const struct bo_named *named); /* the reason where no gap is declared */

#endif
