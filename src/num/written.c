#include "num/written.h"
#include "num/date.h"
#include "num/dec.h"

#include <string.h>

#define MINUS "−"
#define BLANK " " /* one that does not break */

static const struct {
    const char *lang, *group, *point;
    const char *date; /* %D day, %M month, %Y year */
    const char *month[12];
} languages[] = {
    {"en",
     ",",
     ".",
     "%D %M %Y",
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December"}},
    {"nb",
     BLANK,
     ",",
     "%D. %M %Y",
     {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
      "desember"}},
    {"nn",
     BLANK,
     ",",
     "%D. %M %Y",
     {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
      "desember"}},
};

static size_t find(const char *lang)
{
    for (size_t i = 0; lang != NULL && i < sizeof languages / sizeof *languages; i++) {
        if (strcmp(languages[i].lang, lang) == 0) {
            return i;
        }
    }
    return 0;
}

char *bo_written_number(struct bo_arena *arena, const char *decimal, const char *form, const char *lang)
{
    size_t l = find(lang);
    bool negative = *decimal == '-';
    char *plain = strchr(decimal, '/') != NULL
                      ? bo_strdup(arena, decimal + negative)
                      : bo_dec_grouped(arena, decimal + negative, languages[l].group, languages[l].point);
    const char *at = form != NULL ? strstr(form, "{}") : NULL;
    const char *sign = negative ? MINUS : "";
    return at == NULL ? bo_printf(arena, "%s%s", sign, plain)
                      : bo_printf(arena, "%s%.*s%s%s", sign, (int)(at - form), form, plain, at + 2);
}

char *bo_written_date(struct bo_arena *arena, int64_t date, const char *lang)
{
    size_t l = find(lang);
    struct bo_civil civil = bo_civil_of(date);
    char *text = bo_strdup(arena, "");
    for (const char *p = languages[l].date; *p != '\0'; p++) {
        if (*p != '%') {
            text = bo_printf(arena, "%s%c", text, *p);
            continue;
        }
        p++;
        text = *p == 'M'   ? bo_printf(arena, "%s%s", text, languages[l].month[civil.month - 1])
               : *p == 'D' ? bo_printf(arena, "%s%d", text, civil.day)
                           : bo_printf(arena, "%s%lld", text, (long long)civil.year);
    }
    return text;
}

char *bo_written_month(struct bo_arena *arena, int64_t date, const char *lang)
{
    struct bo_civil civil = bo_civil_of(date);
    return bo_printf(arena, "%s %lld", languages[find(lang)].month[civil.month - 1], (long long)civil.year);
}

char *bo_written_month_short(struct bo_arena *arena, int64_t date, const char *lang)
{
    enum { LETTERS = 3 }; /* of one byte each in all these languages */
    return bo_strndup(arena, languages[find(lang)].month[bo_civil_of(date).month - 1], LETTERS);
}
