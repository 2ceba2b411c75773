/* Purpose  what the parts of the sheet to take home share.
 * Layer    render, private to sheet_*.c, *_html.c and bars_svg.c. */
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
/* What has changed since an earlier result, if somebody asked (earlier_html.c). */
void bo_sheet_since(struct bo_sheet_page *page);
/* What --show asks for (sheet_values.c). */
void bo_sheet_values(struct bo_sheet_page *page);
/* Messages, what was not calculated, assumptions, warnings (notices_html.c). */
struct bo_sheet_told {
    bo_notices messages, not_calculated, assumptions, warnings;
};
void bo_sheet_notices(struct bo_sheet_page *page, const struct bo_sheet_told *told);
struct bo_sheet_told bo_sheet_told_of(const struct bo_sheet_page *page); /* by the page's calculation */
/* For the adviser: every step of the explanations, and all law that is cited on the page (sheet_html.c). of: what they
 * are steps of, where that needs to be said; or NULL. */
void bo_sheet_steps_told(struct bo_sheet_page *page, const bo_sheet_steps *steps, const char *of);
/* For the adviser, on pages whose lines are not those of a step: the law of each (sheet_law.c). */
struct bo_sheet_line {
    const char *label;
    const struct bo_named *named;
};
typedef BO_VEC(struct bo_sheet_line) bo_sheet_lines;
void bo_sheet_law(struct bo_sheet_page *page, const bo_sheet_lines *lines);
/* Parts of every page: its beginning, down to the line that says whose it is and by which day's rules (details: more
 * of that line, or NULL), a heading; on the screen a link to a part. */
void bo_sheet_open(struct bo_sheet_page *page, enum bo_word heading, const char *title, const char *details);
/* "— not calculated", under tables with such a mark. */
void bo_sheet_unknown(struct bo_sheet_page *page);
void bo_sheet_heading(struct bo_sheet_page *page, enum bo_word word);
void bo_sheet_link(struct bo_sheet_page *page, const char *id, enum bo_word word);
/* "¤545.28 a month" */
const char *bo_sheet_money_per(struct bo_sheet_page *page, const struct bo_calc *calc, struct bo_figure figure);
/* The text in the sheet's language; NULL when there is none (sheet_html.c). */
const char *bo_sheet_told(const struct bo_sheet_page *page, const bo_texts *texts);
const char *bo_sheet_word(const struct bo_sheet_page *page, enum bo_word word);
/* "a month" of a calculation; "" (sheet_html.c). */
const char *bo_sheet_per(const struct bo_sheet_page *page, const struct bo_calc *calc);
/* What a balance is called. */
const char *bo_sheet_balance(const struct bo_sheet_page *page);

#endif
