/* Purpose  a published figure as it is written -> plain decimal text or a date, exactly; one strict grammar a language.
 * Layer    sources.
 * Rule     the whole text is the figure, or there is none: what is left over may be a footnote, a second figure, a
 *          unit. */
#ifndef BO_SOURCES_AMOUNT_H
#define BO_SOURCES_AMOUNT_H

#include "rules/publication.h"

/* The text in the form that bo_words gives. Money may lack its sign, as tables have it; percent must not lack its own,
 * unless `bare`: something else says that it is percent. NULL: no such figure. 55% is "0.55"; a date is in ISO form. */
const char *bo_amount_read(struct bo_arena *arena, const char *text, const char *language, enum bo_figure_form form,
                           bool bare);
/* "2026-04-06", also with a time behind it; in the language "6 April 2026". */
bool bo_amount_date(const char *text, const char *language, int64_t *date);

#endif
