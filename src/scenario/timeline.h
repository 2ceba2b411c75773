/* Purpose  money by date, as data: what comes and goes on each day, the balance after it, totals by month, the lowest
 *          point. What can happen, and when, the rule set's <timeline> says; here days are only run one after another.
 * Layer    scenario.
 * Exact    amounts and balances are numerators over 100 of the set's currency.
 * Errors   as the calculation's; BO_BAD_RULES: the set declares no timeline. */
#ifndef BO_SCENARIO_TIMELINE_H
#define BO_SCENARIO_TIMELINE_H

#include "scenario/calc.h"

enum { BO_TIMELINE_MONTHS_MAX = 60 };

struct bo_moment { /* an entry of the timeline on a day */
    int64_t date;
    const struct bo_timeline_entry *entry; /* NULL: the start, with the money in hand */
    const char *of;                        /* whose, "you/jobs/0"; NULL where it is not one of several */
    const char *label, *text;              /* text may be NULL */
    bool known;                            /* the amount; what is not known moves nothing */
    bo_wide amount, balance;
};
struct bo_timeline_month {
    int64_t first; /* day */
    bo_wide plus, minus;
    bool partly; /* something is not known, and counts as nothing */
};
struct bo_timeline_scenario {
    BO_VEC(struct bo_moment) moments;
    BO_VEC(struct bo_timeline_month) months;
    int64_t lowest_on;
    bo_wide lowest, balance; /* balance: on the last day */
};
struct bo_timeline_run {
    struct bo_calc calc; /* case, results of the last day, scenarios' messages, notices; no groups or values */
    int64_t from, until; /* days told */
    struct bo_timeline_scenario *scenario; /* as many as the case has */
};
struct bo_timeline_watch { /* an example looks at some entries */
    const bool *entry; /* [entry of the set] only these are told, and only what they hang on is worked out */
    void (*before)(void *context, struct bo_case *kase, int64_t day); /* each day, before it is run; NULL: nothing */
    void *context;
};
struct bo_timeline_options {
    const char *file;
    int64_t on;      /* BO_DATE_NONE: the case's date */
    unsigned months; /* 0: as the set says */
    const char *lang;
    const struct bo_template_calls *calls; /* further scenarios; NULL: none */
    const struct bo_timeline_watch *watch; /* no words, notices or refusals then; NULL: all entries */
};
/* What an amount or event of the set's entries is made of: its node, BO_NONE where there is none. */
uint32_t bo_timeline_node(const struct bo_program *program, const char *rule_id);
/* program: compiled with by_day. */
enum bo_status bo_timeline_make(const struct bo_program *program, const char *text, size_t n,
                                const struct bo_timeline_options *options, struct bo_timeline_run **run,
                                struct bo_diags *diags);
void bo_timeline_free(struct bo_timeline_run *run);

#endif
