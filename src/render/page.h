/* Purpose  a page for a terminal: paragraphs wrapped at its width, in a style where escape codes may be used.
 * Layer    render.
 * Safe     texts come from cases and rule files: each is made one line of clean UTF-8 before it is laid out.
 * Owns     lines stand in the arena that is passed; bo_page_take ends the page. */
#ifndef BO_RENDER_PAGE_H
#define BO_RENDER_PAGE_H

#include "base/buf.h"
#include "base/text.h"
#include "render/render.h"

enum bo_style { BO_PLAIN, BO_STRONG, BO_FAINT, BO_GOOD, BO_BAD };

struct bo_page {
    struct bo_arena *arena;
    struct bo_buf buf;
    size_t width;
    bool colour, ends_blank; /* the last line is empty */
};
typedef BO_VEC(const char *) bo_lines;

/* The text cut at blanks into lines of at most `width` columns (the first: `first`); a longer word is cut where it must
 * be. At least one line. */
bo_lines bo_wrap(struct bo_arena *arena, const char *text, size_t first, size_t width);
/* n blanks. */
const char *bo_blanks(struct bo_arena *arena, size_t n);

void bo_page_open(struct bo_page *page, struct bo_arena *arena, const struct bo_look *look);
/* An empty line, unless there is one or the page is empty. */
void bo_page_blank(struct bo_page *page);
/* A line as it is, without blanks at its end. */
void bo_page_line(struct bo_page *page, enum bo_style style, const char *line);
/* A heading: an empty line, then the text. */
void bo_page_heading(struct bo_page *page, const char *text);
/* A paragraph at an indent; with a lead ("–", "law"), the text hangs beside it, `hang` columns from the indent. */
void bo_page_text(struct bo_page *page, size_t indent, const char *lead, size_t hang, enum bo_style style,
                  const char *text);
char *bo_page_take(struct bo_page *page);

#endif
