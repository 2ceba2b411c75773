/* Purpose  a case (JSON) to a population: one case of the population for each scenario ("before", then each "after").
 * Layer    scenario.
 * Form     the contract's section 3. Which fields there are, the rule set says; C knows only the frame: rules, date,
 *          before, after (id, label), about, given, awards and the entities' keys.
 * Errors   BO_BAD_CASE with a JSON pointer and, for unknown names, the nearest known one. All faults are told.
 * Owns     its arena; borrows the program. */
#ifndef BO_SCENARIO_CASE_H
#define BO_SCENARIO_CASE_H

#include "engine/population.h"
#include "scenario/template.h"

enum { BO_CASE_BYTES_MAX = 4 << 20, BO_SCENARIOS_MAX = 64 };

struct bo_used_argument { /* of a kind or what-if */
    const struct bo_template_argument *argument;
    const char *value; /* NULL: it has none */
    bool assumed;      /* not given: the default, or what the scenario says */
};
struct bo_use { /* of a kind or what-if by a scenario */
    const struct bo_template *template; /* NULL: none */
    const char *who;                    /* what is changed, "you/jobs/0"; NULL: there is but one */
    const char *pointer;                /* where its arguments are told: "/after/0/with"; NULL: an option */
    BO_VEC(struct bo_used_argument) arguments;
};
struct bo_origin { /* of a scenario after */
    const char *id;       /* NULL: its own */
    struct bo_use kind, what_if;
    size_t base;          /* of a what-if: the scenario that it varies */
};
struct bo_scenario {
    const char *id, *label; /* label: id when none is given */
    size_t subject;         /* instance of the sheet's entity */
    const char *subject_name;
    const char *digest; /* SHA-256 of its facts, in hexadecimal; NULL where nobody asked for it */
    struct bo_origin origin;
};
struct bo_award { /* "awards": what somebody was told they get */
    uint32_t rule;
    bo_wide amount; /* over 10^2, in the currency */
    const char *per;
    const char *pointer;
};
struct bo_case {
    struct bo_arena arena;
    struct bo_population population;
    const char *file;
    int64_t date;
    size_t n_scenarios;
    struct bo_scenario *scenario;
    const char ***pointer; /* [entity][instance] "/people/you/jobs/0" (inside the merged case) */
    const char ***name;    /* [entity][instance] "you", "you/jobs/0"; the entity's id for kind one */
    size_t **scenario_of;  /* [entity][instance] which scenario */
    BO_VEC(struct bo_award) awards;
    bool one_unit_assumed;            /* no groups in the case: everybody in one (an assumption) */
    BO_VEC(struct bo_widened) beyond; /* given figures outside what their rules can give */
    struct bo_program *wider;         /* compiled again to hold those, and owned; NULL: the one that was passed */
};

/* Which rules and date a case asks for, before anything else is known: "rules" (may be absent: NULL) and "date"
 * (BO_DATE_NONE). Only the JSON form is checked. */
enum bo_status bo_case_peek(struct bo_arena *arena, const char *file, const char *text, size_t n, const char **rules,
                            int64_t *date, struct bo_diags *diags);
/* on: the date in place of the case's own, or BO_DATE_NONE. The case's population runs on population.program: the one
 * passed, or where a given figure lies outside its rule's range the same rules compiled with room for it. */
enum bo_status bo_case_read(const struct bo_program *program, const char *file, const char *text, size_t n, int64_t on,
                            struct bo_case **out, struct bo_diags *diags);
/* The same with further scenarios: kinds, and what-ifs of each scenario after. calls that are not NULL also ask for the
 * digests of the scenarios' facts. */
enum bo_status bo_case_read_with(const struct bo_program *program, const char *file, const char *text, size_t n,
                                 int64_t on, const struct bo_template_calls *calls, struct bo_case **out,
                                 struct bo_diags *diags);
/* The case's text with kinds of scenarios written out; the text itself where there are none, or it is wrong. */
const char *bo_case_plain(const struct bo_program *program, const char *file, const char *text, size_t n, int64_t on,
                          struct bo_arena *arena, size_t *length);
void bo_case_free(struct bo_case *kase);
/* RFC 7396 on two JSON texts, for periods of examples: the patched text, or NULL when one of them is wrong; file: of
 * the patch, for messages. */
char *bo_case_patch(struct bo_arena *arena, const char *text, const char *patch, const char *file,
                    struct bo_diags *diags);

/* The JSON Schema (2020-12) of a set's cases, as text: titles, questions and help in the language asked for. */
char *bo_case_schema(struct bo_arena *arena, const struct bo_set *set, const char *lang);

#endif
