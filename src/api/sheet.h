/* Purpose  the sheet to take home: what it is put together from.
 * Layer    api, inside only. */
#ifndef BO_API_SHEET_H
#define BO_API_SHEET_H

#include "api/since.h"

/* The case in the sheet's own period, beside it in the one asked for (without one, the first other that the sheet has),
 * and how the balance of every scenario came about; as HTML in *text. */
enum bo_status bo_sheet_of(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                           const struct bo_case_text *kase, const struct bo_earlier *earlier, const char **text);

#endif
