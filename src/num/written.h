/* Purpose  numbers and dates as people of a language write them: "1,234.50", "1 234,50", "6 April 2026".
 * Layer    num. A language that is not known is written as the first one of the table (en). */
#ifndef BO_NUM_WRITTEN_H
#define BO_NUM_WRITTEN_H

#include "base/mem.h"
#include <stdint.h>

/* decimal: plain text as bo_dec_text gives it; "n/d" stays as it is. form: "¤{}" or NULL. The minus sign stands first.
 */
char *bo_written_number(struct bo_arena *arena, const char *decimal, const char *form, const char *lang);
char *bo_written_date(struct bo_arena *arena, int64_t date, const char *lang);
/* The month of a day: "June 2026"; in short, as it stands on a scale: "Jun". */
char *bo_written_month(struct bo_arena *arena, int64_t date, const char *lang);
char *bo_written_month_short(struct bo_arena *arena, int64_t date, const char *lang);

#endif
