/* Purpose  assumptions, warnings, messages and what was not calculated, as lists for people.
 * Layer    render. */
#ifndef BO_RENDER_NOTICES_TEXT_H
#define BO_RENDER_NOTICES_TEXT_H

#include "render/page.h"

/* A list under its heading; nothing where the list is empty. What is said alike of several people or places is said
 * once, with their names behind it, then the scenarios where only some are meant, and the law. */
void bo_notices_print(struct bo_page *page, const struct bo_calc *calc, const char *heading, const bo_notices *notices);

#endif
