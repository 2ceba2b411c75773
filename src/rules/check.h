/* Purpose  what the checker's files share.
 * Layer    rules, inside only. */
#ifndef BO_RULES_CHECK_H
#define BO_RULES_CHECK_H

#include "rules/load.h"

struct bo_checking {
    struct bo_set *set;
    struct bo_arena scratch;
    struct bo_diags *diags;
    const struct bo_named *element; /* the one being checked: its law goes with each message */
};

void bo_check_error(struct bo_checking *checking, struct bo_place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "unknown WHAT 'id'", with the nearest id of the set. */
void bo_check_unknown(struct bo_checking *checking, struct bo_place place, const char *what, const char *id);
/* Finds the source of a citation; one without source is left alone. */
void bo_check_cite(struct bo_checking *checking, struct bo_cite *cite);
/* A value as written against its type; scale BO_SCALE_EXACT: any number of decimals. */
bool bo_check_value(struct bo_checking *checking, struct bo_place place, const char *what, enum bo_kind kind, int scale,
                    const char *text);
bool bo_check_bands(struct bo_checking *checking, struct bo_place place, const struct bo_band *bands, size_t n);
/* The {names} in a text for people. */
void bo_check_braces(struct bo_checking *checking, struct bo_place place, const bo_texts *texts);
/* Whether an entity lies inside another one, or is it. */
bool bo_check_within(const struct bo_set *set, unsigned inner, unsigned outer);

void bo_check_dates(struct bo_checking *checking);    /* check_dates.c: params, tables, scales */
void bo_check_inputs(struct bo_checking *checking);   /* check_input.c */
void bo_check_formulas(struct bo_checking *checking); /* check_formula.c: rules, functions, messages */
void bo_check_sheet(struct bo_checking *checking);    /* check_sheet.c: sheet and examples */
void bo_check_told(struct bo_checking *checking, const struct bo_example *example); /* check_told.c: money by date */
void bo_check_vary(struct bo_checking *checking);     /* check_vary.c: the facts that a grid moves */
void bo_check_templates(struct bo_checking *checking); /* check_template.c: kinds of scenarios, what-ifs */
void bo_check_timeline(struct bo_checking *checking); /* check_timeline.c: entries, rules that replace others */

#endif
