#include "num/date.h"
#include <inttypes.h>
#include <string.h>

enum { YEAR_MAX = 999999999 };

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool bo_civil_valid(int64_t year, int64_t month, int64_t day)
{
    return year >= -YEAR_MAX && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
           day <= days_in(year, (int)month);
}

/* Years are counted from March, so that the leap day is a year's last; 400 years are 146,097 days. */
int64_t bo_date_of(int64_t year, int month, int day)
{
    int64_t y = month > 2 ? year : year - 1;
    int64_t era = floor_div(y, 400), of_era = y - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719468;
}

struct bo_civil bo_civil_of(int64_t date)
{
    int64_t z = date + 719468;
    int64_t era = floor_div(z, 146097), day_of_era = z - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = (int)(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
    int m = (5 * day_of_year + 2) / 153;
    int month = m < 10 ? m + 3 : m - 9;
    return (struct bo_civil){year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * m + 2) / 5 + 1};
}

/* A number of exactly these digits; -1 when one of them is none. */
static int64_t digits(const char *text, size_t n)
{
    int64_t value = 0;
    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool bo_date_parse(const char *text, size_t n, int64_t *date, bool *impossible)
{
    *impossible = false;
    bool negative = n > 0 && text[0] == '-';
    text += negative;
    n -= negative;
    if (n < 10 || n > 15 || text[n - 3] != '-' || text[n - 6] != '-') {
        return false;
    }
    int64_t year = digits(text, n - 6), month = digits(text + n - 5, 2), day = digits(text + n - 2, 2);
    if (year < 0 || month < 0 || day < 0) {
        return false;
    }
    bool padded = n > 10 && text[0] == '0';
    year = negative ? -year : year;
    if (padded || !bo_civil_valid(year, month, day)) {
        *impossible = true;
        return false;
    }
    *date = bo_date_of(year, (int)month, (int)day);
    return true;
}

char *bo_date_text(struct bo_arena *arena, int64_t date)
{
    struct bo_civil c = bo_civil_of(date);
    return bo_printf(arena, "%s%04" PRId64 "-%02d-%02d", c.year < 0 ? "-" : "", c.year < 0 ? -c.year : c.year, c.month,
                     c.day);
}

int64_t bo_date_add_months(int64_t date, int64_t months)
{
    struct bo_civil c = bo_civil_of(date);
    int64_t count = c.year * 12 + c.month - 1 + months;
    int64_t year = floor_div(count, 12);
    int month = (int)(count - year * 12) + 1, last = days_in(year, month);
    return bo_date_of(year, month, c.day < last ? c.day : last);
}

int64_t bo_months_between(int64_t a, int64_t b)
{
    if (b < a) {
        return -bo_months_between(b, a);
    }
    struct bo_civil from = bo_civil_of(a), to = bo_civil_of(b);
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day);
}

int bo_weekday(int64_t date)
{
    return (int)(date + 3 - floor_div(date + 3, 7) * 7) + 1; /* 1970-01-01 was a Thursday */
}

int bo_day_of_year(int64_t date)
{
    return (int)(date - bo_date_of(bo_civil_of(date).year, 1, 1)) + 1;
}

int bo_week_of_year(int64_t date)
{
    int64_t thursday = date - bo_weekday(date) + 4;
    return (bo_day_of_year(thursday) - 1) / 7 + 1;
}

/* Reads a count and its letter, e.g. "12M"; leaves the text alone when the letter is another. */
static bool part(const char **at, const char *end, char letter, int64_t *count)
{
    const char *p = *at;
    while (p < end && *p >= '0' && *p <= '9') {
        p++;
    }
    size_t n = (size_t)(p - *at);
    if (n == 0 || n > 12 || p == end || *p != letter) {
        return false;
    }
    *count = digits(*at, n);
    *at = p + 1;
    return true;
}

bool bo_duration_parse(const char *text, size_t n, bool *in_months, int64_t *count)
{
    const char *at = text, *end = text + n;
    int64_t sign = at < end && *at == '-' ? -1 : 1, years = 0, months = 0, days = 0;
    at += sign < 0;
    if (at == end || *at++ != 'P') {
        return false;
    }
    bool has_years = part(&at, end, 'Y', &years), has_months = part(&at, end, 'M', &months);
    bool has_days = part(&at, end, 'D', &days);
    if (at != end || (has_years || has_months) == has_days) {
        return false;
    }
    *in_months = !has_days;
    *count = sign * (has_days ? days : years * 12 + months);
    return true;
}

char *bo_duration_text(struct bo_arena *arena, bool in_months, int64_t count)
{
    if (count == 0) {
        return bo_strdup(arena, in_months ? "P0M" : "PT0S");
    }
    const char *sign = count < 0 ? "-" : "";
    int64_t size = count < 0 ? -count : count;
    if (!in_months) {
        return bo_printf(arena, "%sP%" PRId64 "D", sign, size);
    }
    const char *years = size >= 12 ? bo_printf(arena, "%" PRId64 "Y", size / 12) : "";
    const char *months = size % 12 > 0 ? bo_printf(arena, "%" PRId64 "M", size % 12) : "";
    return bo_printf(arena, "%sP%s%s", sign, years, months);
}
