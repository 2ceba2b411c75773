/* Purpose  the words for a year in addresses, heads and sentences: {year} and {next} with four digits, {yy} and {nn}
 *          with two.
 * Layer    sources. */
#ifndef BO_SOURCES_YEARS_H
#define BO_SOURCES_YEARS_H

#include "rules/publication.h"

/* The year in which the period that holds on the day began: periods begin on the days on which the figure's calendar
 * (`changes`) expects new ones; without one, on 1 January. binding NULL: the calendar of the publication's law. */
int64_t bo_period_year(const struct bo_publication *publication, const struct bo_binding *binding, int64_t day);
/* text with the words of that year filled in; NULL stays NULL. Other braces stay as they are. */
const char *bo_years_filled(struct bo_arena *arena, const char *text, int64_t year);

#endif
