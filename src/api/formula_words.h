/* Purpose  formulas in words, for pages: names become the labels of what they mean, linked to where it stands.
 * Layer    api, inside only.
 * Form     Markdown; a link leads to "FILE.md#ID", FILE being the law's file without its ending. */
#ifndef BO_API_FORMULA_WORDS_H
#define BO_API_FORMULA_WORDS_H

#include "api/describe.h"
#include "base/buf.h"

/* law: the page on which the formula stands; links inside it are short. */
void bo_formula_words(const struct bo_describing *d, const struct bo_law *law, const struct bo_ast *ast,
                      struct bo_buf *to);
/* A named element as a link, with its label. */
void bo_link_words(const struct bo_describing *d, const struct bo_law *law, const struct bo_named *named,
                   struct bo_buf *to);

#endif
