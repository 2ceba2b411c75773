/* Placeholder while it is written. */
typedef int bo_grid_html_empty;
