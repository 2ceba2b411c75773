/* Purpose  what is said of a calculation's figures, alike in the text and on the sheet to take home.
 * Layer    render. */
#ifndef BO_RENDER_PHRASES_H
#define BO_RENDER_PHRASES_H

#include "scenario/calc.h"

/* "¤1,234.50" */
const char *bo_money_of(struct bo_arena *arena, const struct bo_calc *calc, struct bo_figure figure);
/* "starts: ¤863.17", "¤239.89 less: now ¤1,405.82"; not of what stays. */
const char *bo_change_phrase(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc_change *change);
/* Over money a measure is a share, told in hundredths; over anything else it is money for each of it. */
const char *bo_measure_phrase(struct bo_arena *arena, const struct bo_calc *calc,
                              const struct bo_calc_measure *measure);
/* "starts, worth ¤300.00 a year": the words with what the help is worth, where that is known. */
const char *bo_help_phrase(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc_help *help,
                           const char *words);

/* The line of a scenario with an id; NULL when there is none. */
const struct bo_calc_line *bo_line_find(const struct bo_calc_scenario *of, const char *id);
/* Whether a line is nothing in every scenario. */
bool bo_line_is_nil(const struct bo_calc *calc, size_t group, size_t line);
/* Whether something that a scenario's balance is made of was not calculated. */
bool bo_is_partly(const struct bo_calc *calc, size_t scenario);
/* Whether a line is made of the balance or a total, and something in those was not calculated. */
bool bo_line_is_partly(const struct bo_calc *calc, size_t scenario, const struct bo_calc_line *line);
/* Whether a group's total is added (1) to the balance, taken from it (-1), or neither (0). */
int bo_group_sign(const struct bo_set *set, const struct bo_group *group);

#endif
