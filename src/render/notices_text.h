/* Purpose  assumptions, warnings, messages and what was not calculated, as lists for people.
 * Layer    render. */
#ifndef BO_RENDER_NOTICES_TEXT_H
#define BO_RENDER_NOTICES_TEXT_H

#include "render/page.h"

/* A list under its heading (NULL: none); nothing where the list is empty. What is said alike of several people or
 * places is said once, with their names behind it; the scenario, where only some are meant, stands before it. */
void bo_notices_print(struct bo_page *page, const struct bo_calc *calc, const char *heading, size_t indent,
                      const bo_notices *notices);

#endif
