#include "sources/years.h"

#include "base/buf.h"
#include "rules/overdue.h"
#include <string.h>

static const struct bo_calendar *calendar_of(const struct bo_publication *publication, const struct bo_binding *binding)
{
    const struct bo_bound *to = binding != NULL ? &binding->to : NULL;
    const struct bo_named *named = to == NULL          ? NULL
                                   : to->param != NULL ? &to->param->named
                                   : to->scale != NULL ? &to->scale->named
                                   : to->table != NULL ? &to->table->named
                                                       : NULL;
    const struct bo_calendar *own = named != NULL && named->law != NULL ? bo_calendar_of(named) : NULL;
    return own != NULL ? own : publication->law != NULL ? publication->law->changes : NULL;
}

int64_t bo_period_year(const struct bo_publication *publication, const struct bo_binding *binding, int64_t day)
{
    const struct bo_calendar *calendar = calendar_of(publication, binding);
    struct bo_civil on = bo_civil_of(day);
    bool begun = calendar == NULL || calendar->days.n == 0;
    for (size_t i = 0; !begun && i < calendar->days.n; i++) {
        int month = calendar->days.at[i].month, of_month = calendar->days.at[i].day;
        begun = on.month > month || (on.month == month && on.day >= of_month);
    }
    return begun ? on.year : on.year - 1;
}

const char *bo_years_filled(struct bo_arena *arena, const char *text, int64_t year)
{
    struct bo_buf buf;
    if (text == NULL || strchr(text, '{') == NULL) {
        return text;
    }
    const struct {
        const char *word;
        int digits;
        int64_t is;
    } words[] = {{"{year}", 4, year}, {"{next}", 4, year + 1}, {"{yy}", 2, year % 100}, {"{nn}", 2, (year + 1) % 100}};
    bo_buf_init(&buf);
    while (*text != '\0') {
        size_t i = 0, n = sizeof words / sizeof *words;
        while (i < n && strncmp(text, words[i].word, strlen(words[i].word)) != 0) {
            i++;
        }
        if (i < n) {
            bo_buf_printf(&buf, "%0*lld", words[i].digits, (long long)words[i].is);
            text += strlen(words[i].word);
        } else {
            bo_buf_putc(&buf, *text++);
        }
    }
    char *filled = bo_strndup(arena, buf.at, buf.n);
    bo_buf_fini(&buf);
    return filled;
}
