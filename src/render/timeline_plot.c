/* Placeholder while it is written. */
typedef int bo_timeline_plot_empty;
