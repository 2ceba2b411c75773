/* Purpose  the kinds of scenarios and what-ifs that a question asks for beside its case.
 * Layer    api, inside only. */
#ifndef BO_API_WANTED_H
#define BO_API_WANTED_H

#include "api/open.h"
#include "scenario/template.h"

/* Fills asked->calls. BO_USAGE: messages. by_date: days are told, so that what means something by date only may be
 * asked for. */
enum bo_status bo_wanted_read(struct bo_reply *reply, struct bo_asked *asked, const struct bo_set *set, bool by_date);
/* Whether somebody asked what there is: "help" in place of a name. */
bool bo_wanted_help(const struct bo_asked *asked);
/* What there is, for people. */
const char *bo_wanted_list(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set);

#endif
