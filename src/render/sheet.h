/* Purpose  what the parts of the sheet to take home share.
 * Layer    render, private to sheet_*.c, notices_html.c and bars_svg.c. */
#ifndef BO_RENDER_SHEET_H
#define BO_RENDER_SHEET_H

#include "render/html.h"
#include "render/render.h"
#include "render/steps_html.h"
#include "render/words.h"

struct bo_sheet_page {
    struct bo_html html;
    const struct bo_calc *calc, *beside; /* beside: the same in another period; NULL: in one only */
    const struct bo_set *set;
    struct bo_arena *arena;
    const char *lang;
    struct bo_laws laws;
};

/* The table, every scenario against the first (sheet_table.c). */
void bo_sheet_table(struct bo_sheet_page *page);
/* The same as bars, with a key (bars_svg.c). */
void bo_sheet_bars(struct bo_sheet_page *page);
/* What starts, stops, stays; help that comes and goes (sheet_changes.c). */
void bo_sheet_changes(struct bo_sheet_page *page);
/* What --show asks for (sheet_values.c). */
void bo_sheet_values(struct bo_sheet_page *page);
/* Messages, what was not calculated, assumptions, warnings (notices_html.c). */
void bo_sheet_notices(struct bo_sheet_page *page);
/* The text in the sheet's language; NULL when there is none (sheet_html.c). */
const char *bo_sheet_told(const struct bo_sheet_page *page, const bo_texts *texts);
const char *bo_sheet_word(const struct bo_sheet_page *page, enum bo_word word);
/* "a month" of a calculation; "" (sheet_html.c). */
const char *bo_sheet_per(const struct bo_sheet_page *page, const struct bo_calc *calc);
/* What a balance is called. */
const char *bo_sheet_balance(const struct bo_sheet_page *page);

#endif
