#include "render/svg.h"
#include "base/text.h"

#include <stdarg.h>

enum { TEXT_MAX = 4000 };

void bo_svg_open(struct bo_svg *svg, struct bo_arena *arena)
{
    svg->arena = arena;
    bo_buf_init(&svg->buf);
}

void bo_svg_number(struct bo_svg *svg, int tenths)
{
    int size = tenths < 0 ? -tenths : tenths;
    bo_buf_printf(&svg->buf, " %s%d", tenths < 0 ? "-" : "", size / BO_SVG_UNIT);
    if (size % BO_SVG_UNIT != 0) {
        bo_buf_printf(&svg->buf, ".%d", size % BO_SVG_UNIT);
    }
}

static void escape(struct bo_buf *to, const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        const char *entity = *p == '<'   ? "&lt;"
                             : *p == '>' ? "&gt;"
                             : *p == '&' ? "&amp;"
                             : *p == '"' ? "&quot;"
                                         : NULL;
        if (entity != NULL) {
            bo_buf_puts(to, entity);
        } else {
            bo_buf_putc(to, *p);
        }
    }
}

static void attribute(struct bo_svg *svg, const char *name, int tenths)
{
    bo_buf_printf(&svg->buf, " %s=\"", name);
    int size = tenths < 0 ? -tenths : tenths;
    bo_buf_printf(&svg->buf, "%s%d", tenths < 0 ? "-" : "", size / BO_SVG_UNIT);
    if (size % BO_SVG_UNIT != 0) {
        bo_buf_printf(&svg->buf, ".%d", size % BO_SVG_UNIT);
    }
    bo_buf_putc(&svg->buf, '"');
}

void bo_svg_text(struct bo_svg *svg, int x, int y, const char *attributes, const char *text)
{
    bo_buf_puts(&svg->buf, "<text");
    attribute(svg, "x", x);
    attribute(svg, "y", y);
    bo_buf_printf(&svg->buf, "%s%s>", *attributes != '\0' ? " " : "", attributes);
    escape(&svg->buf, bo_utf8_line(svg->arena, text, TEXT_MAX));
    bo_buf_puts(&svg->buf, "</text>\n");
}

void bo_svg_aside(struct bo_svg *svg, int x, int y, const char *text)
{
    bo_buf_printf(&svg->buf, "<text text-anchor=\"middle\" transform=\"translate(%d %d) rotate(-90)\">",
                  x / BO_SVG_UNIT, y / BO_SVG_UNIT);
    escape(&svg->buf, bo_utf8_line(svg->arena, text, TEXT_MAX));
    bo_buf_puts(&svg->buf, "</text>\n");
}

void bo_svg_raw(struct bo_svg *svg, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_buf_puts(&svg->buf, bo_vprintf(svg->arena, format, args));
    va_end(args);
}

void bo_svg_line(struct bo_svg *svg, int x1, int y1, int x2, int y2, const char *attributes)
{
    bo_buf_puts(&svg->buf, "<line");
    attribute(svg, "x1", x1);
    attribute(svg, "y1", y1);
    attribute(svg, "x2", x2);
    attribute(svg, "y2", y2);
    bo_buf_printf(&svg->buf, " %s/>\n", attributes);
}

void bo_svg_swatch(struct bo_svg *svg, int x, int y, int width, int height, size_t pattern)
{
    bo_buf_puts(&svg->buf, "<rect");
    attribute(svg, "x", x);
    attribute(svg, "y", y);
    attribute(svg, "width", width);
    attribute(svg, "height", height);
    bo_buf_printf(&svg->buf, " fill=\"url(#bo-%zu)\" stroke=\"#222\" stroke-width=\".8\"/>\n",
                  pattern % BO_SVG_PATTERNS);
}

/* Grounds that differ in colour, one darker and one lighter in turn, and marks on them that differ in form: either
 * tells them apart. */
static void put_patterns(struct bo_buf *to)
{
    static const char *const ground[BO_SVG_PATTERNS] = {"#9ecae9", "#fff3c9", "#e3a6b4", "#e4f5df", "#c9b3e3",
                                                        "#ffe9d4", "#b4c1ca", "#fafae6", "#ffffff"};
    static const char *const mark[BO_SVG_PATTERNS] = {"",
                                                      "M0 8L8 0M-2 2L2-2M6 10L10 6",
                                                      "M0 0L8 8M6-2L10 2M-2 6L2 10",
                                                      "M0 4H8",
                                                      "M4 2.6V5.4M2.6 4H5.4",
                                                      "M4 0V8",
                                                      "M0 4H8M4 0V8",
                                                      "M0 8L8 0M0 0L8 8",
                                                      "M0 2H8M0 6H8"};
    bo_buf_puts(to, "<defs>\n");
    for (int i = 0; i < BO_SVG_PATTERNS; i++) {
        bo_buf_printf(
            to,
            "<pattern id=\"bo-%d\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
            "height=\"8\" fill=\"%s\"/>",
            i, ground[i]);
        if (*mark[i] != '\0') {
            bo_buf_printf(to, "<path d=\"%s\" stroke=\"#333\" stroke-width=\".9\" fill=\"none\"/>", mark[i]);
        }
        bo_buf_puts(to, "</pattern>\n");
    }
    bo_buf_puts(to, "</defs>\n");
}

char *bo_svg_patterns(struct bo_arena *arena)
{
    struct bo_buf whole;
    bo_buf_init(&whole);
    bo_buf_puts(&whole, "<svg class=\"hidden\" aria-hidden=\"true\">");
    put_patterns(&whole);
    bo_buf_puts(&whole, "</svg>\n");
    char *text = bo_strndup(arena, whole.at, whole.n);
    bo_buf_fini(&whole);
    return text;
}

/* id: NULL of a file of its own. */
static char *take(struct bo_svg *svg, int width, int height, const char *id, const char *title, const char *description)
{
    struct bo_buf whole;
    bo_buf_init(&whole);
    int w = width / BO_SVG_UNIT, h = height / BO_SVG_UNIT;
    const char *name = id != NULL ? id : "bo";
    bo_buf_puts(&whole, id != NULL ? "<svg class=\"chart\"" : "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    bo_buf_printf(&whole, " viewBox=\"0 0 %d %d\"", w, h);
    if (id == NULL) {
        bo_buf_printf(&whole, " width=\"%d\" height=\"%d\"", w, h);
    }
    bo_buf_printf(&whole,
                  " role=\"img\" aria-labelledby=\"%s-title %s-desc\" font-family=\"system-ui, 'DejaVu Sans', Arial, "
                  "sans-serif\" font-size=\"14\" fill=\"#111\">\n<title id=\"%s-title\">",
                  name, name, name);
    escape(&whole, bo_utf8_line(svg->arena, title, TEXT_MAX));
    bo_buf_printf(&whole, "</title>\n<desc id=\"%s-desc\">", name);
    escape(&whole, bo_utf8_line(svg->arena, description, TEXT_MAX));
    bo_buf_puts(&whole, "</desc>\n");
    if (id == NULL) {
        put_patterns(&whole);
    }
    bo_buf_printf(&whole, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", w, h);
    bo_buf_add(&whole, svg->buf.at, svg->buf.n);
    bo_buf_puts(&whole, "</svg>\n");
    char *text = bo_strndup(svg->arena, whole.at, whole.n);
    bo_buf_fini(&whole);
    bo_buf_fini(&svg->buf);
    return text;
}

char *bo_svg_take(struct bo_svg *svg, int width, int height, const char *title, const char *description)
{
    return take(svg, width, height, NULL, title, description);
}

char *bo_svg_take_part(struct bo_svg *svg, int width, int height, const char *id, const char *title,
                       const char *description)
{
    return take(svg, width, height, id, title, description);
}

void bo_svg_mark(struct bo_svg *svg, int x, int y, size_t number)
{
    bo_buf_puts(&svg->buf, "<circle");
    attribute(svg, "cx", x);
    attribute(svg, "cy", y);
    attribute(svg, "r", BO_SVG_MARK);
    bo_buf_puts(&svg->buf, " fill=\"#fff\" stroke=\"#000\" stroke-width=\"1.4\"/>\n");
    bo_svg_text(svg, x, y + 42, "text-anchor=\"middle\" font-size=\"12\" font-weight=\"bold\"",
                bo_printf(svg->arena, "%zu", number));
}

int bo_svg_spread(int *x, int *row, size_t n, int left, int right)
{
    const int apart = 2 * BO_SVG_MARK + 20;
    int rows = 1, count = (int)n;
    while (rows < count && (count - 1) * apart / rows > right - left) {
        rows++;
    }
    for (int i = 0; i < count; i++) { /* to the right, past the one before in the row */
        row[i] = i % rows;
        x[i] = x[i] > left ? x[i] : left;
        if (i >= rows && x[i] < x[i - rows] + apart) {
            x[i] = x[i - rows] + apart;
        }
    }
    for (int i = count - 1; i >= 0; i--) { /* and back from the edge */
        int most = i + rows < count ? x[i + rows] - apart : right;
        x[i] = x[i] < most ? x[i] : most;
    }
    return rows;
}

bo_wide bo_svg_step(bo_wide span, int most, bo_wide least)
{
    static const int parts[] = {1, 2, 5};
    for (bo_wide tens = least;; tens *= 10) {
        for (int i = 0; i < 3; i++) {
            if (span <= tens * parts[i] * most) {
                return tens * parts[i];
            }
        }
    }
}
