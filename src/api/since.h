/* Purpose  a calculation against an earlier result: the result read, the old rules found, the calculations between.
 * Layer    api, inside only. */
#ifndef BO_API_SINCE_H
#define BO_API_SINCE_H

#include "api/open.h"
#include "scenario/since.h"

/* Reads the earlier result that is asked for, and takes over its period where none is asked for; earlier->root NULL:
 * nobody asked. BO_USAGE, BO_BAD_CASE: messages. */
enum bo_status bo_since_begin(struct bo_reply *reply, const struct bo_rules *rules, struct bo_asked *asked,
                              struct bo_earlier *earlier);
/* Compares, and hangs what it finds on the calculation; nothing where nobody asked. */
enum bo_status bo_since_compare(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                                const struct bo_case_text *kase, const struct bo_earlier *earlier,
                                struct bo_calc *calc);
void bo_since_end(struct bo_earlier *earlier);

#endif
