/* Purpose  HTML that is well-formed XML as well: markup with places for texts, and the page around it.
 * Layer    render.
 * Safe     markup is the program's own; every text goes into a place "{}" and is escaped there, for elements and for
 *          attributes in "" alike. Control characters, those that turn the direction of what follows, and
 *          what XML does not allow become U+FFFD.
 * Owns     bo_html_take ends the page; its text stands in the arena. */
#ifndef BO_RENDER_HTML_H
#define BO_RENDER_HTML_H

#include "base/buf.h"
#include "base/mem.h"

struct bo_html {
    struct bo_arena *arena;
    struct bo_buf buf;
};

void bo_html_open(struct bo_html *html, struct bo_arena *arena);
/* Markup without places. */
void bo_html_put(struct bo_html *html, const char *markup);
/* Markup with its places filled in order: bo_html_fill(html, "<b>{}</b> {}", a, b). A NULL is told as "". */
#define bo_html_fill(html, markup, ...) \
    bo_html_fill_n(html, markup, (const char *const[]){__VA_ARGS__}, \
                   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void bo_html_fill_n(struct bo_html *html, const char *markup, const char *const *texts, size_t n);
/* A sentence of the program with "{}" in it: the texts that fill it stand in <bdi>, so that a name written from right
 * to left does not turn the sentence around. */
#define bo_html_say(html, sentence, ...) \
    bo_html_say_n(html, sentence, (const char *const[]){__VA_ARGS__}, \
                  sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))
void bo_html_say_n(struct bo_html *html, const char *sentence, const char *const *texts, size_t n);

/* From the doctype to the opened <main>, style and all; and to the end. */
void bo_html_begin(struct bo_html *html, const char *lang, const char *title);
char *bo_html_take(struct bo_html *html);

extern const char bo_html_style[]; /* html_style.c */

#endif
