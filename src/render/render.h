/* Purpose  what people and programs read: a calculation or an explanation as text, JSON, CSV or HTML.
 * Layer    render. Nothing is calculated here: figures come in as exact decimals and go out as such.
 * Form     the contract's sections 4 and 5; JSON is indented and ends in a line end; money has two decimals at least.
 * Owns     the texts stand in the arena that is passed. */
#ifndef BO_RENDER_RENDER_H
#define BO_RENDER_RENDER_H

#include "scenario/calc.h"
#include "scenario/explain.h"
#include "scenario/grid.h"
#include "scenario/reach.h"
#include "scenario/timeline.h"

struct bo_look {
    bool colour;    /* escape codes of a terminal may be used */
    unsigned width; /* columns of the terminal; 0: 100 */
};
char *bo_render_calc_text(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_look *look);
char *bo_render_calc_json(struct bo_arena *arena, const struct bo_calc *calc, const char *program_version);
char *bo_render_calc_csv(struct bo_arena *arena, const struct bo_calc *calc);
typedef BO_VEC(struct bo_explanation *) bo_sheet_steps; /* of the balance in each scenario, for the adviser */
/* The sheet to take home. beside: the same calculation in another period, to stand beside it, or NULL. */
char *bo_render_calc_html(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_calc *beside,
                          const bo_sheet_steps *steps, const char *program_version);
char *bo_render_explain_text(struct bo_arena *arena, const struct bo_explanation *explanation,
                             const struct bo_look *look);
char *bo_render_explain_json(struct bo_arena *arena, const struct bo_explanation *explanation,
                             const char *program_version);
char *bo_render_explain_html(struct bo_arena *arena, const struct bo_explanation *explanation,
                             const char *program_version);
char *bo_render_timeline_text(struct bo_arena *arena, const struct bo_timeline_run *run, const struct bo_look *look);
char *bo_render_timeline_json(struct bo_arena *arena, const struct bo_timeline_run *run, const char *program_version);
/* steps: of an ordinary month. */
char *bo_render_timeline_html(struct bo_arena *arena, const struct bo_timeline_run *run, const bo_sheet_steps *steps,
                              const char *program_version);
char *bo_render_timeline_svg(struct bo_arena *arena, const struct bo_timeline_run *run);
char *bo_render_grid_text(struct bo_arena *arena, const struct bo_grid *grid, const struct bo_look *look);
char *bo_render_grid_json(struct bo_arena *arena, const struct bo_grid *grid, const char *program_version);
/* The same to take home: in words, as pictures, as tables. steps: before, and at the point of the answer. */
char *bo_render_grid_html(struct bo_arena *arena, const struct bo_grid *grid, const bo_sheet_steps *steps,
                          const char *program_version);
/* The point of the job in the case; without one, or where it is not among the points, the one with most left over. */
const struct bo_grid_point *bo_grid_answer(const struct bo_grid *grid);
char *bo_render_grid_csv(struct bo_arena *arena, const struct bo_grid *grid);
/* A picture for each of the first wages: money by hours as layers, what is left over as a line, cliffs named. */
char *bo_render_grid_svg(struct bo_arena *arena, const struct bo_grid *grid);
/* The answer, then the calculation with it. */
char *bo_render_reach_text(struct bo_arena *arena, const struct bo_reach *reach, const struct bo_calc *calc,
                           const struct bo_look *look);
char *bo_render_reach_json(struct bo_arena *arena, const struct bo_reach *reach, const struct bo_calc *calc,
                           const char *program_version);

#endif
