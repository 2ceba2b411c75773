/* Purpose  the sheet to take home: what it is put together from; the steps of every page to take home.
 * Layer    api, inside only. */
#ifndef BO_API_SHEET_H
#define BO_API_SHEET_H

#include "api/since.h"
#include "render/render.h"

/* The case in the sheet's own period, beside it in the one asked for (without one, the first other that the sheet has),
 * and how the balance of every scenario came about; as HTML in *text. */
enum bo_status bo_sheet_of(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                           const struct bo_case_text *kase, const struct bo_earlier *earlier, const char **text);

struct bo_sheet_asked { /* what a page is made from */
    struct bo_reply *reply;
    const struct bo_rules *rules;
    const struct bo_asked *asked;
    const struct bo_case_text *kase;
};
/* For the adviser: one more explanation of the balance, in the scenario (NULL: the first after, else the one before);
 * in each of a calculation, none where the set has no balance. Whatever comes back, the steps are to be freed. */
enum bo_status bo_sheet_explain(const struct bo_sheet_asked *of, const char *scenario, bo_sheet_steps *steps);
enum bo_status bo_sheet_explain_all(const struct bo_sheet_asked *of, const struct bo_calc *calc,
                                    bo_sheet_steps *steps);
void bo_sheet_steps_free(bo_sheet_steps *steps);

#endif
