/* Purpose  pictures as SVG text: escaped words, numbers of tenths, patterns that are told apart without colour.
 * Layer    render.
 * Unit     lengths are tenths of a unit of the picture; no binary fractions.
 * Safe     texts come from cases and rule files: each is made one clean line and escaped. No script, no links.
 * Owns     the text is built in a buffer that bo_svg_take ends. */
#ifndef BO_RENDER_SVG_H
#define BO_RENDER_SVG_H

#include "base/buf.h"
#include "base/mem.h"
#include "num/dec.h"

enum {
    BO_SVG_PATTERNS = 9,
    BO_SVG_UNIT = 10,
    BO_SVG_MARK = 90, /* radius of a number's circle */
    BO_SVG_ROW = 200  /* from one row of numbers to the next */
};

struct bo_svg {
    struct bo_arena *arena;
    struct bo_buf buf;
};
void bo_svg_open(struct bo_svg *svg, struct bo_arena *arena);
/* A number in a circle, its middle at a place; what it means is told elsewhere. */
void bo_svg_mark(struct bo_svg *svg, int x, int y, size_t number);
/* Where numbers stand in a band over a plot: as near as may be to the places that they mark (which rise), without
 * touching each other; in several rows where one is too short. x: places, becomes where they stand; row: of each. How
 * many rows there are. */
int bo_svg_spread(int *x, int *row, size_t n, int left, int right);
/* " 12.5", with the blank before it. */
void bo_svg_number(struct bo_svg *svg, int tenths);
/* One line at a place; attributes: "text-anchor=\"end\"", or "". */
void bo_svg_text(struct bo_svg *svg, int x, int y, const char *attributes, const char *text);
/* A line of words that goes up, its middle at a place. */
void bo_svg_aside(struct bo_svg *svg, int x, int y, const char *text);
/* A path or shape as it is. */
void bo_svg_raw(struct bo_svg *svg, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A straight line. */
void bo_svg_line(struct bo_svg *svg, int x1, int y1, int x2, int y2, const char *attributes);
/* A rectangle filled with a pattern. */
void bo_svg_swatch(struct bo_svg *svg, int x, int y, int width, int height, size_t pattern);
/* The whole picture, for eyes and for screen readers, as a file of its own; it ends in a line end. */
char *bo_svg_take(struct bo_svg *svg, int width, int height, const char *title, const char *description);
/* The same as a part of a page, where it needs an id and is as wide as there is room; the page has the patterns once,
 * from bo_svg_patterns. */
char *bo_svg_take_part(struct bo_svg *svg, int width, int height, const char *id, const char *title,
                       const char *description);
char *bo_svg_patterns(struct bo_arena *arena);

/* A step of 1, 2 or 5 with noughts, of which there are at most `most` in the span; least: the smallest step. */
bo_wide bo_svg_step(bo_wide span, int most, bo_wide least);

#endif
