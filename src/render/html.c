#include "render/html.h"
#include "base/text.h"

#include <string.h>

enum { TEXT_MAX = 1 << 20 };
#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

void bo_html_open(struct bo_html *html, struct bo_arena *arena)
{
    html->arena = arena;
    bo_buf_init(&html->buf);
}

void bo_html_put(struct bo_html *html, const char *markup)
{
    bo_buf_puts(&html->buf, markup);
}

/* Whether three bytes are U+202A to U+202E, U+2066 to U+2069 (they turn the direction of a text), U+FFFE or U+FFFF. */
static bool is_refused(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (at[0] == 0xe2 && at[1] == 0x80 && at[2] >= 0xaa && at[2] <= 0xae) ||
           (at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9) ||
           (at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe);
}

static const char *entity_of(char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

static void add_text(struct bo_html *html, const char *text)
{
    const char *at = bo_utf8_line(html->arena, text != NULL ? text : "", TEXT_MAX);
    while (*at != '\0') {
        const char *entity = entity_of(*at);
        bool refused = ((unsigned char)*at & 0xf0) == 0xe0 && is_refused(at);
        if (entity != NULL || refused) {
            bo_buf_puts(&html->buf, refused ? REPLACEMENT : entity);
        } else {
            bo_buf_putc(&html->buf, *at);
        }
        at += refused ? 3 : 1;
    }
}

void bo_html_fill_n(struct bo_html *html, const char *markup, const char *const *texts, size_t n)
{
    size_t next = 0;
    for (const char *place; (place = strstr(markup, "{}")) != NULL && next < n; markup = place + 2) {
        bo_buf_add(&html->buf, markup, (size_t)(place - markup));
        add_text(html, texts[next++]);
    }
    bo_buf_puts(&html->buf, markup);
}

void bo_html_say_n(struct bo_html *html, const char *sentence, const char *const *texts, size_t n)
{
    size_t next = 0;
    for (const char *place; (place = strstr(sentence, "{}")) != NULL && next < n; sentence = place + 2) {
        add_text(html, bo_strndup(html->arena, sentence, (size_t)(place - sentence)));
        bo_html_fill(html, "<bdi>{}</bdi>", texts[next++]);
    }
    add_text(html, sentence);
}

void bo_html_begin(struct bo_html *html, const char *lang, const char *title)
{
    bo_html_fill(html,
                 "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>{}</title>\n",
                 lang, title);
    bo_html_put(html, "<style>\n");
    bo_html_put(html, bo_html_style);
    bo_html_put(html, "</style>\n</head>\n<body>\n<main>\n");
}

char *bo_html_take(struct bo_html *html)
{
    bo_html_put(html, "</main>\n</body>\n</html>\n");
    char *text = bo_strndup(html->arena, html->buf.at, html->buf.n);
    bo_buf_fini(&html->buf);
    return text;
}
