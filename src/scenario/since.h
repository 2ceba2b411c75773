/* Purpose  what has changed since an earlier result, and why: line by line old and new; the change of each scenario,
 *          split exactly into what other facts, other rules and another day make of it; the published values and rules
 *          that are others now.
 * Layer    scenario.
 * Meaning  the split goes by way of calculations of today's facts: under the old rules on the old day (then), under
 *          today's rules on the old day (between). Old result → then is the facts (or the program), then → between the
 *          rules, between → now the day.
 * Exact    figures as in calc.h; the parts add up to the change.
 * Errors   BO_BAD_CASE with pointers into the earlier result. */
#ifndef BO_SCENARIO_SINCE_H
#define BO_SCENARIO_SINCE_H

#include "scenario/calc.h"
#include "scenario/json.h"

struct bo_earlier { /* an earlier result, read */
    const char *file, *program;
    const char *id, *version, *sha256; /* of its rules */
    const char *period;                /* NULL: none */
    int64_t date;
    BO_VEC(const char *) overlays; /* their digests, in order */
    json_t *root;                  /* owned */
};
/* The form of a result, and whether it belongs to the set. */
enum bo_status bo_earlier_read(const struct bo_set *set, const char *file, const char *text, size_t n,
                               struct bo_arena *arena, struct bo_earlier *earlier, struct bo_diags *diags);
/* Whether a set is the very one of the earlier result, overlays included. */
bool bo_earlier_rules(const struct bo_earlier *earlier, const struct bo_set *set);

enum bo_since_facts { BO_FACTS_UNKNOWN, BO_FACTS_SAME, BO_FACTS_CHANGED };

struct bo_since_line {
    const char *id, *label;
    bool total;                        /* a total or the balance */
    struct bo_figure was, now, change; /* change: known when both are */
};
struct bo_since_scenario {
    size_t scenario;
    bool is_new; /* the earlier result does not have it */
    enum bo_since_facts facts;
    BO_VEC(struct bo_since_line) lines; /* those that are others now, in the order of the sheet */
    struct bo_since_line balance;
    /* The balance's change; a part that cannot be told is not known. */
    struct bo_figure by_facts, by_rules, by_facts_and_rules, by_date;
};
typedef BO_VEC(const char *) bo_cited;
struct bo_since_value { /* a published value */
    const struct bo_named *named;
    const char *label, *was, *now; /* NULL: a table, whose rows changed */
    const char *unit;              /* NULL: none */
    int64_t was_from, now_from;
    bo_cited cites;
};
struct bo_since_rule {
    const char *id, *label;
    bool is_new;
    bo_cited cites;
};
struct bo_since {
    const struct bo_earlier *earlier;
    bool same_program, same_rules;
    bool rules_found; /* or the same */
    bool day_known;   /* the earlier day lies within today's rules */
    BO_VEC(struct bo_since_scenario) scenarios;
    BO_VEC(struct bo_since_value) values;
    BO_VEC(struct bo_since_rule) rules;
};
/* then, between: NULL where they cannot be worked out; all in the period of the earlier result. */
enum bo_status bo_since_make(const struct bo_earlier *earlier, const struct bo_calc *now, const struct bo_calc *between,
                             const struct bo_calc *then, const char *program, struct bo_arena *arena,
                             struct bo_since **since, struct bo_diags *diags);
/* Fills values and rules, by a calculation on the earlier day (since_law.c). */
void bo_since_law(struct bo_since *since, const struct bo_calc *now, const struct bo_calc *then,
                  struct bo_arena *arena);

#endif
