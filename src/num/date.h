/* Purpose  civil dates (proleptic Gregorian) as day numbers; durations in whole days or whole months.
 * Layer    num.
 * Unit     day number: 0 is 1970-01-01. Range: years -999999999 to 999999999 (an int64 holds any). */
#ifndef BO_NUM_DATE_H
#define BO_NUM_DATE_H

#include "base/mem.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_DATE_NONE INT64_MIN
#define BO_DATE_MOST INT64_C(400000000000) /* no day number lies beyond, before or after 1970 */

struct bo_civil {
    int64_t year;
    int month, day;
};

bool bo_civil_valid(int64_t year, int64_t month, int64_t day);
int64_t bo_date_of(int64_t year, int month, int day); /* of a valid civil date */
struct bo_civil bo_civil_of(int64_t date);
/* "2026-04-06", also "-2017-12-31": at least four year digits. false: not a date; *impossible is true when there is
 * year, month and day but no such day: "2017-13-10", and "01211-12-31", as a longer year starts with no zero. */
bool bo_date_parse(const char *text, size_t n, int64_t *date, bool *impossible);
char *bo_date_text(struct bo_arena *arena, int64_t date);

/* The day is clamped to the end of the month. |months| up to 2^40; the result may lie outside of the range. */
int64_t bo_date_add_months(int64_t date, int64_t months);
/* Whole months from a to b as FEEL counts them: negative when b is before a. */
int64_t bo_months_between(int64_t a, int64_t b);
int bo_weekday(int64_t date);      /* 1 Monday … 7 Sunday */
int bo_day_of_year(int64_t date);  /* 1 … 366 */
int bo_week_of_year(int64_t date); /* ISO 8601 */

/* "P1Y2M" -> months, "P10D" -> days, with "-" before; "PT0S" and other times of day are refused. */
bool bo_duration_parse(const char *text, size_t n, bool *in_months, int64_t *count);
char *bo_duration_text(struct bo_arena *arena, bool in_months, int64_t count); /* P0M and PT0S for nothing */

#endif
