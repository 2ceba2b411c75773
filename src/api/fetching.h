/* Purpose  what the questions to the fetcher share.
 * Layer    api, inside only. */
#ifndef BO_API_FETCHING_H
#define BO_API_FETCHING_H

#include "api/reply.h"

/* With --cron nobody reads more than one line, and only when something is wrong. */
void bo_fetching_one_line(struct bo_reply *reply, enum bo_status status);

#ifdef WITH_FETCH

#include "fetch/check_sources.h"

/* Certificates and proxy: the caller's, else those of the environment and the configuration. */
const char *bo_fetching_ca(struct bo_arena *arena, const char *own);
const char *bo_fetching_proxy(struct bo_arena *arena, const char *own);
/* The engine's check of a set and its examples, for a limited child; words says what is wrong. */
enum bo_status bo_fetching_check(const char *directory, const char *id, const char *version, struct bo_buf *words);

/* What was found in one set (fetch_sources_report.c). */
json_t *bo_sources_json(struct bo_arena *arena, const struct bo_sources_report *report, int64_t day);
void bo_sources_text(struct bo_arena *arena, const struct bo_sources_report *report, int64_t day, bool colour,
                     struct bo_buf *to);
/* "toy@1.0: 2 drift, 1 overdue" */
const char *bo_sources_line(struct bo_arena *arena, const struct bo_sources_report *report);

#endif
#endif
