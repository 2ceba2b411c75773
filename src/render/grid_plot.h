/* Purpose  the plot of a grid: money by hours in layers, what is left over as a line, falls with numbers over them.
 * Layer    render, private to grid_plot.c, grid_svg.c and grid_html.c.
 * Unit     tenths, as in svg.h; amounts are hundredths. */
#ifndef BO_RENDER_GRID_PLOT_H
#define BO_RENDER_GRID_PLOT_H

#include "render/svg.h"
#include "scenario/grid.h"

enum { BO_LAYERS_MAX = 9 }; /* above the zero line, and as many below it */

struct bo_grid_layer {
    size_t line; /* of the grid */
    bool rest;   /* all that have no layer of their own, in place of a line */
    bool above;  /* adds to what is left over */
};
struct bo_grid_plot {
    struct bo_arena *arena;
    const struct bo_grid *grid;
    const char *lang;
    int width;
    struct bo_svg svg;
    struct bo_grid_layer layer[2 * BO_LAYERS_MAX];
    size_t n_layers;
    bo_wide low, high; /* of the scale */
};

/* Layers and scale, the same for all wages that are drawn. */
struct bo_grid_plot bo_grid_plot_of(struct bo_arena *arena, const struct bo_grid *grid, int width);
size_t bo_grid_drawn(const struct bo_grid *grid);
/* Draws a wage from y on; how far down it goes. */
int bo_grid_plot_draw(struct bo_grid_plot *plot, int y, const struct bo_grid_wage *of);

/* What stands in the key, as it lies: costs from above, income from the top. */
const char *bo_grid_layer_called(const struct bo_grid_plot *plot, const struct bo_grid_layer *layer);
/* The i-th of a side from the top, as a place in `layer`; SIZE_MAX: there are no more. */
size_t bo_grid_layer_from_top(const struct bo_grid_plot *plot, bool above, size_t i);
/* Of the group whose total is added or taken off. */
const char *bo_grid_side_called(const struct bo_grid_plot *plot, bool above);
/* How the line of what is left over before is drawn. */
extern const char bo_grid_dashes[];

#endif
