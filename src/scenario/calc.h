/* Purpose  the better-off calculation as data: scenarios, lines, totals, differences, changes, assumptions, warnings.
 * Layer    scenario. Rendering (text, JSON) is the render layer's.
 * Exact    amounts are numerators over 10^places of the sheet's currency (2) unless a field says otherwise. */
#ifndef BO_SCENARIO_CALC_H
#define BO_SCENARIO_CALC_H

#include "scenario/case.h"

struct bo_figure {
    bool known;
    bo_wide n;
    int64_t den;          /* n / den, exactly */
    bool given;           /* stands in the case in place of the rule's figure */
    uint32_t reason;      /* when not known */
};

struct bo_calc_line {
    const struct bo_line *line;
    const struct bo_rule *rule;     /* NULL when the line is an input */
    struct bo_figure amount;        /* in the period asked for */
};
struct bo_calc_group {
    const struct bo_group *group;
    size_t n;
    struct bo_calc_line *lines;
    struct bo_figure total;         /* known false when the group has none */
    bool incomplete;                /* a line was not calculated and counts as nothing */
};
struct bo_calc_value {              /* what --show asks for */
    const char *id;                 /* variable, or "people/NAME/variable" as asked */
    const struct bo_named *named;
    struct bo_figure figure;        /* numbers; summed over members for inner entities */
    const char *text;               /* as results write it: "440.61", "true", "2026-04-06"; NULL: not calculated */
};
struct bo_calc_person { const char *entity_key, *name; size_t n; struct bo_calc_value *values; };
enum bo_change { BO_STARTS, BO_STOPS, BO_MORE, BO_LESS, BO_STAYS };
struct bo_calc_change { const char *id; enum bo_change change; struct bo_figure from, to; };
struct bo_calc_measure { const struct bo_measure *measure; bool known; bo_wide n; unsigned places; };
struct bo_calc_help { /* help besides money: whether there is a right to it before and now */
    const struct bo_help_item *item;
    bool before_known, before, now_known, now;
    struct bo_figure worth; /* not known when there is none */
    const char *worth_text, *worth_unit; /* "495.00", "CUR/year"; NULL */
    BO_VEC(const char *) cites;
};
struct bo_notice {                  /* assumption, not calculated, warning, message */
    const char *code, *text, *field, *value, *by, *scenario; /* NULL where not meant; scenario NULL: all of them */
    BO_VEC(const char *) cites;
    BO_VEC(const char *) items;     /* of the collapsed warning about figures seen in one place only */
};
typedef BO_VEC(struct bo_notice) bo_notices;

struct bo_calc_scenario {
    const struct bo_scenario *scenario;
    size_t n_groups;
    struct bo_calc_group *groups;
    struct bo_figure balance, difference; /* difference: not for the first */
    BO_VEC(struct bo_calc_measure) measures;
    BO_VEC(struct bo_calc_value) values;
    BO_VEC(struct bo_calc_person) persons;
    BO_VEC(struct bo_calc_change) changes;
    BO_VEC(struct bo_calc_help) help; /* not for the first */
    bo_notices messages;
};
struct bo_drifted {                 /* a figure that was found to be different where it is published */
    const char *id;                 /* of the param, table or scale */
    const char *finding;            /* in words: "sources disagree" */
    const char *figure;             /* what is published; NULL: no figure */
    int64_t from, day;              /* its first day (BO_DATE_NONE: not known); when it was looked at */
};
struct bo_calc_options {
    const char *file;
    int64_t on;                     /* BO_DATE_NONE: the case's date */
    const char *show;               /* "a,b,people/you/c", "all" or NULL */
    const char *per;                /* period of the sheet; NULL: the one with factor 1 */
    const char *lang;               /* NULL: the set's */
    const struct bo_template_calls *calls; /* further scenarios; NULL: none */
    const struct bo_drifted *drifted; /* of the set; may be NULL */
    size_t n_drifted;
};
struct bo_calc {
    struct bo_arena arena;
    const struct bo_program *program;
    struct bo_case *kase;
    struct bo_results *results;     /* of the lanes, found equal to the reference's */
    const struct bo_sheet_period *period;
    const char *lang;
    BO_VEC(struct bo_calc_scenario) scenarios;
    bo_notices assumptions, not_calculated, warnings;
    const struct bo_since *since; /* what has changed since an earlier result; NULL: nobody asked */
};
enum bo_status bo_calc_run(const struct bo_program *program, const char *text, size_t n,
                           const struct bo_calc_options *options, struct bo_calc **calc, struct bo_diags *diags);
/* Adds what the sheet's figures hang on. consulted: begun with the calculation's case and results. */
struct bo_consulted;
void bo_calc_consult(const struct bo_calc *calc, struct bo_consulted *consulted);
void bo_calc_free(struct bo_calc *calc);

#endif
