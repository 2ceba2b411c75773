/* Purpose  moments: "2026-11-20T06:00:00Z" as seconds since 1970 (UTC, no leap seconds), and the clock.
 * Layer    fetch. */
#ifndef BO_FETCH_MOMENT_H
#define BO_FETCH_MOMENT_H

#include "base/mem.h"
#include <stdbool.h>
#include <stdint.h>

enum { BO_DAY = 86400 };

/* Years 1970 to 9999, always with "Z"; false: it is not written like that. */
bool bo_moment_read(const char *text, int64_t *moment);
char *bo_moment_text(struct bo_arena *arena, int64_t moment);
int64_t bo_moment_now(void);
/* Milliseconds of a clock that nobody sets, for waiting. */
int64_t bo_moment_ticks(void);

#endif
