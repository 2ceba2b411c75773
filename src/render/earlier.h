/* Purpose  what has changed since an earlier result, as it is told everywhere: the reasons of a change with their
 *          amounts, and published figures in words.
 * Layer    render. */
#ifndef BO_RENDER_EARLIER_H
#define BO_RENDER_EARLIER_H

#include "render/words.h"
#include "scenario/since.h"

struct bo_reason_told {
    enum bo_word word;
    const char *key; /* in JSON */
    struct bo_figure amount;
};
enum { BO_REASONS_MAX = 3 };
/* The parts of a scenario's change that can be told, which add up to it; how many. */
size_t bo_earlier_reasons(const struct bo_since *since, const struct bo_since_scenario *of,
                          struct bo_reason_told reasons[BO_REASONS_MAX]);
/* "toy 1.0 (1 June 2030)" */
const char *bo_earlier_basis(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_earlier *earlier);
const char *bo_now_basis(struct bo_arena *arena, const struct bo_calc *calc);
/* "¤92.00 from 1 April 2025, now ¤98.05 from 1 April 2026" */
const char *bo_earlier_value(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_value *value);
/* Whether the facts are the same in all scenarios (BO_FACTS_SAME), or other in one. */
enum bo_since_facts bo_earlier_facts(const struct bo_since *since);
/* "¤1,650.80, it was ¤1,600.00: ¤50.80 more", or that nothing has changed. */
const char *bo_earlier_balance(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_since_scenario *of);

#endif
