/* Purpose  figures as text: plain for programs, written for people in their language and with the currency's form.
 * Layer    render. */
#ifndef BO_RENDER_AMOUNT_H
#define BO_RENDER_AMOUNT_H

#include "scenario/calc.h"

/* "1234.50", two decimals at least; NULL when it is not known. */
const char *bo_amount_plain(struct bo_arena *arena, struct bo_figure figure);
/* "1,234.50", as it stands in a column; "—" when it is not known. */
const char *bo_amount_written(struct bo_arena *arena, struct bo_figure figure, const char *lang);
/* The same with "+" before what is above zero. */
const char *bo_amount_signed(struct bo_arena *arena, struct bo_figure figure, const char *lang);
/* "¤1,234.50" in the form that the rule set gives, else "1,234.50 RDO". */
const char *bo_amount_money(struct bo_arena *arena, const struct bo_set *set, struct bo_figure figure,
                            const char *lang);
struct bo_figure bo_amount_positive(struct bo_figure figure); /* without its sign */
/* A measure: its decimals in full, "0.4321"; NULL when it is not known. */
const char *bo_measure_plain(struct bo_arena *arena, const struct bo_calc_measure *measure);

/* "1,234.5"; of a fraction its first decimals, cut off: "4.285714…". */
const char *bo_number_written(struct bo_arena *arena, const char *number, const char *lang);
/* The unit of a rule, input or param; NULL when there is none. */
const struct bo_unit *bo_unit_of(const struct bo_named *named);
/* A value as results have it ("440.61", "30/7", "2026-04-06", "true", a code), of a unit as text ("CUR/month"), for
 * people: "¤440.61 a month", "30/7 (4.285714…)", "6 April 2026", "yes", an option's label. named: the element whose
 * value it is, or NULL where only its form tells what it is. */
const char *bo_value_written(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named,
                             const char *value, const char *unit, const char *lang);

#endif
