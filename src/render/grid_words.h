/* Purpose  what a grid says of its hours, wages and cliffs, alike in the text and in the picture.
 * Layer    render. */
#ifndef BO_RENDER_GRID_WORDS_H
#define BO_RENDER_GRID_WORDS_H

#include "scenario/grid.h"

/* "16.5 hours a week", "12.71 RDO/hour", "1,000.00 RDO a month": a numerator of the input, in its unit. */
const char *bo_varied_written(struct bo_arena *arena, const struct bo_varied *varied, const struct bo_input *input,
                              bo_wide value, const char *lang);
/* "16.5": hours in a column, in the language's own form. */
const char *bo_written_hours(struct bo_arena *arena, const struct bo_varied *varied, bo_wide hours, const char *lang);
/* "440.61 RDO", of hundredths. */
const char *bo_grid_money(struct bo_arena *arena, const struct bo_grid *grid, bo_wide hundredths);
/* The label of a line of the sheet. */
const char *bo_grid_line_called(struct bo_arena *arena, const struct bo_grid *grid, size_t line);
/* "Fuel help, Pay after tax": what makes a cliff. */
const char *bo_cliff_lines(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_grid_cliff *cliff);
/* The whole of it: where, how much, by what, and from where on it is as much again. */
const char *bo_cliff_told(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_grid_cliff *cliff);

#endif
