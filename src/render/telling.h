/* Purpose  what the parts of the sheet in text share.
 * Layer    render, private to calc_*.c. */
#ifndef BO_RENDER_TELLING_H
#define BO_RENDER_TELLING_H

#include "render/page.h"

struct bo_telling {
    const struct bo_calc *calc;
    const struct bo_set *set;
    struct bo_arena *arena;
    struct bo_page page;
};

/* The sheet itself and, below it, what its marks mean (calc_table.c). */
void bo_tell_table(struct bo_telling *telling);
/* What --show asks for, as a table of its own (calc_values.c). */
void bo_tell_values(struct bo_telling *telling);
/* What each scenario brings against the first: balance, measures, lines, help (calc_changes.c). */
void bo_tell_changes(struct bo_telling *telling);
/* What has changed since an earlier result, if somebody asked (earlier_text.c). */
void bo_tell_since(struct bo_telling *telling);
/* The text in the sheet's language; NULL when there is none. */
const char *bo_told(const struct bo_telling *telling, const bo_texts *texts);

#endif
