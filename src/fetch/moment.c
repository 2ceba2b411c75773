#include "fetch/moment.h"

#include "num/date.h"
#include <string.h>
#include <time.h>

enum { DATE = 10, MOMENT = 20 };

/* Two digits below a limit; -1 when they are none. */
static int two(const char *text, int limit)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return -1;
    }
    int number = (text[0] - '0') * 10 + text[1] - '0';
    return number < limit ? number : -1;
}

bool bo_moment_read(const char *text, int64_t *moment)
{
    int64_t date;
    bool impossible;
    if (strlen(text) != MOMENT || text[DATE] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z' ||
        !bo_date_parse(text, DATE, &date, &impossible) || date < 0) {
        return false;
    }
    int hour = two(text + 11, 24), minute = two(text + 14, 60), second = two(text + 17, 60);
    *moment = date * BO_DAY + hour * 3600 + minute * 60 + second;
    return hour >= 0 && minute >= 0 && second >= 0;
}

char *bo_moment_text(struct bo_arena *arena, int64_t moment)
{
    int64_t date = moment / BO_DAY;
    int second = (int)(moment % BO_DAY);
    return bo_printf(arena, "%sT%02d:%02d:%02dZ", bo_date_text(arena, date), second / 3600, second / 60 % 60,
                     second % 60);
}

int64_t bo_moment_now(void)
{
    return (int64_t)time(NULL);
}

int64_t bo_moment_ticks(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
