/* Purpose  how a figure came about, as data: a tree of steps from the figure asked for down to facts and published
 *          values, each with its value, unit, formula in words and in numbers, rounding and law.
 * Layer    scenario. Rendering (text, JSON) is the render layer's.
 * Shape    a step for each rule, function call, let, input and published value that the figure hangs on; of `if` and
 *          `choose` only the branch taken. A rule met again is told once in full and then with `again` set.
 * Owns     its arena; borrows the program. */
#ifndef BO_SCENARIO_EXPLAIN_H
#define BO_SCENARIO_EXPLAIN_H

#include "scenario/case.h"

struct bo_rounding_step {
    const char *before, *after; /* exact: a finite decimal or "n/d" */
    const char *mode;           /* "half up to 2 decimals" */
    const char *cite;           /* law of the rounding, NULL when none is stated */
};

enum bo_step_kind { BO_STEP_RULE, BO_STEP_INPUT, BO_STEP_PARAM, BO_STEP_CALL, BO_STEP_PART, BO_STEP_ROW };
struct bo_step {
    enum bo_step_kind kind;
    const char *variable; /* id; a function's, table's or let's */
    const char *label;    /* in the language asked for; the id when there is none */
    const char *entity;   /* "you", "you/jobs/0", "family"; NULL: of the case or the same for everybody */
    const char *value;    /* "440.61", "true", "2026-04-06", a code; NULL: not calculated */
    const char *unit;     /* "CUR/month"; "" when there is none */
    const char *text;     /* the rule's sentence with its figures, or NULL */
    const char *formula;  /* in words: "55p …": names replaced by labels; NULL for inputs and published values */
    const char *working;  /* the same with numbers in place of names; NULL likewise */
    const char *because;  /* which branch was taken and why, or NULL */
    const char *reason;   /* why there is no value, or NULL */
    const char *from;     /* published values: since when this one holds, "2026-04-06"; NULL otherwise */
    char confidence;      /* of a published value: 'A', 'B', 'C', or 0 */
    const char *checked;  /* day of its last check, or NULL */
    bool given;           /* stands in the case in place of the rule's figure */
    bool assumed;         /* a default of an input that the case does not give */
    bool unverified;      /* the text of the law was not seen */
    bool again;           /* told in full further up */
    BO_VEC(const char *) cites;
    BO_VEC(struct bo_rounding_step) roundings; /* in the order in which they were done */
    BO_VEC(struct bo_step *) inputs;
};
struct bo_explanation {
    struct bo_arena arena;
    const struct bo_program *program;
    struct bo_case *kase;
    struct bo_results *results;
    size_t scenario;
    const char *lang;
    struct bo_step *step;
};
struct bo_explain_options {
    const char *file;
    int64_t on;           /* BO_DATE_NONE: the case's date */
    const char *variable; /* "left_over", "people/you/take_home_pay" */
    const char *scenario; /* NULL: the first after-scenario, else "before" */
    const char *lang;     /* NULL: the set's */
    const struct bo_template_calls *calls; /* further scenarios; NULL: none */
};
/* BO_USAGE: no such variable or scenario (the nearest name is told). */
enum bo_status bo_explain_run(const struct bo_program *program, const char *text, size_t n,
                              const struct bo_explain_options *options, struct bo_explanation **explanation,
                              struct bo_diags *diags);
void bo_explanation_free(struct bo_explanation *explanation);

#endif
