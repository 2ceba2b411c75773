/* Purpose  a law file as a page in Markdown, while it is made: what its parts share.
 * Layer    api, inside only. law_page.c makes the page, law_page_values.c and law_page_rules.c its longest parts.
 * Owns     texts stand in the arena of the description; the buffer is law_page.c's. */
#ifndef BO_API_LAW_PAGE_H
#define BO_API_LAW_PAGE_H

#include "api/formula_words.h"

struct bo_law_page {
    struct bo_describing d;
    const struct bo_law *law;
    bool *cited; /* [source] by something on the page */
    struct bo_buf buf;
};

void bo_law_put(struct bo_law_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool bo_law_holds(const struct bo_law_page *page, const struct bo_named *named); /* the element is of this law */
/* A heading once, before the first of its elements. */
void bo_law_part(struct bo_law_page *page, bool *open, const char *heading);
/* The head of an element: an anchor, its label, its id; and its law, rounding and conversion. */
void bo_law_head(struct bo_law_page *page, const struct bo_named *named);
void bo_law_cites(struct bo_law_page *page, const struct bo_named *named);

/* On one line, and without what would end a cell of a table. */
const char *bo_law_cell(struct bo_law_page *page, const char *text);
const char *bo_law_text(struct bo_law_page *page, const bo_texts *texts); /* NULL: there is none */
/* A sentence with what its {names} mean in place of their values. */
const char *bo_law_sentence(struct bo_law_page *page, const bo_texts *texts);
const char *bo_law_cite(struct bo_law_page *page, const struct bo_cite *cite); /* as a link */
const char *bo_law_day(struct bo_law_page *page, int64_t date);                /* "" where there is none */

void bo_law_formula(struct bo_law_page *page, const struct bo_expr *expr); /* in words */
void bo_law_rules(struct bo_law_page *page);                               /* rules and functions, in words */
void bo_law_values(struct bo_law_page *page);                              /* params, scales and tables, by date */

#endif
