#include "render/page.h"

#include <stdlib.h>
#include <string.h>

enum { USUAL_WIDTH = 100, LEAST_WIDTH = 30, TEXT_MAX = 1 << 20 };

/* Bytes of a word that fit into the width: one character at least, and never a mark without its letter. */
static size_t fitting(struct bo_arena *arena, const char *word, size_t n, size_t width)
{
    size_t taken = 0, columns = 0;
    while (taken < n) {
        size_t size = 1;
        while (((unsigned char)word[taken + size] & 0xc0) == 0x80) {
            size++;
        }
        size_t own = bo_utf8_width(bo_strndup(arena, word + taken, size));
        if (taken > 0 && own > 0 && columns + own > width) {
            break;
        }
        columns += own;
        taken += size;
    }
    return taken;
}

bo_lines bo_wrap(struct bo_arena *arena, const char *text, size_t first, size_t width)
{
    bo_lines lines = {0};
    const char *line = "";
    size_t used = 0, room = first;
    for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
        size_t n = strcspn(text, " "), columns = bo_utf8_width(bo_strndup(arena, text, n)), gap = used > 0;
        if (used + gap + columns > room && used > 0) {
            BO_PUSH(arena, &lines, line);
            line = "";
            used = gap = 0;
            room = width;
        }
        if (columns > room) { /* alone on its line, and still too long */
            n = fitting(arena, text, n, room);
            columns = room;
        }
        line = bo_printf(arena, "%s%s%.*s", line, gap ? " " : "", (int)n, text);
        used += gap + columns;
        text += n;
    }
    BO_PUSH(arena, &lines, line);
    return lines;
}

const char *bo_blanks(struct bo_arena *arena, size_t n)
{
    return bo_printf(arena, "%*s", (int)n, "");
}

void bo_page_open(struct bo_page *page, struct bo_arena *arena, const struct bo_look *look)
{
    size_t width = look->width == 0 ? USUAL_WIDTH : look->width;
    *page = (struct bo_page){
        .arena = arena, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width, .colour = look->colour, .ends_blank = true};
    bo_buf_init(&page->buf);
}

void bo_page_blank(struct bo_page *page)
{
    if (!page->ends_blank) {
        bo_buf_putc(&page->buf, '\n');
        page->ends_blank = true;
    }
}

void bo_page_line(struct bo_page *page, enum bo_style style, const char *line)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[32m", "\033[31m"};
    size_t n = strlen(line);
    while (n > 0 && line[n - 1] == ' ') {
        n--;
    }
    bool coloured = page->colour && style != BO_PLAIN && n > 0;
    bo_buf_puts(&page->buf, coloured ? codes[style] : "");
    bo_buf_add(&page->buf, line, n);
    bo_buf_puts(&page->buf, coloured ? "\033[0m\n" : "\n");
    page->ends_blank = n == 0;
}

void bo_page_heading(struct bo_page *page, const char *text)
{
    bo_page_blank(page);
    bo_page_text(page, 0, NULL, 0, BO_STRONG, text);
}

void bo_page_text(struct bo_page *page, size_t indent, const char *lead, size_t hang, enum bo_style style,
                  const char *text)
{
    struct bo_arena *arena = page->arena;
    size_t left = indent + hang < page->width / 2 ? indent + hang : page->width / 2;
    indent = indent < left ? indent : left;
    lead = bo_utf8_line(arena, lead != NULL ? lead : "", TEXT_MAX);
    size_t own = bo_utf8_width(lead), margin = left - indent;
    if (own >= margin && own > 0) { /* no room beside it */
        bo_lines above = bo_wrap(arena, lead, page->width - indent, page->width - indent);
        for (size_t i = 0; i < above.n; i++) {
            bo_page_line(page, style, bo_printf(arena, "%s%s", bo_blanks(arena, indent), above.at[i]));
        }
        lead = "";
        own = 0;
    }
    bo_lines lines = bo_wrap(arena, bo_utf8_line(arena, text, TEXT_MAX), page->width - left, page->width - left);
    for (size_t i = 0; i < lines.n; i++) {
        bool beside = i == 0 && own > 0;
        bo_page_line(page, style,
                     bo_printf(arena, "%s%s%s%s", bo_blanks(arena, indent), beside ? lead : "",
                               bo_blanks(arena, beside ? margin - own : margin), lines.at[i]));
    }
}

char *bo_page_take(struct bo_page *page)
{
    char *text = bo_strndup(page->arena, page->buf.at != NULL ? page->buf.at : "", page->buf.n);
    bo_buf_fini(&page->buf);
    return text;
}
