/* Purpose  kinds of scenarios and what-ifs: what was asked for, read against what the rule set declares; and the facts
 *          that they write into a scenario, worked out from their arguments.
 * Layer    scenario.
 * Form     "NAME" or "NAME:ARGUMENT=VALUE,ARGUMENT=VALUE"; the argument `who` says what is changed, "you" or
 *          "you/jobs/0".
 * Errors   messages; a reader of one value says in words what is wrong with it, and the caller where. */
#ifndef BO_SCENARIO_TEMPLATE_H
#define BO_SCENARIO_TEMPLATE_H

#include "rules/model.h"
#include "scenario/json.h"

struct bo_template_call { /* what was asked for */
    const struct bo_template *template;
    const char *who;    /* NULL: not said */
    const char **value; /* by argument, as written; NULL: not given */
};
struct bo_template_calls { /* further scenarios, beside those of the case */
    BO_VEC(struct bo_template_call) kinds, what_ifs;
    const char *lang; /* of labels; NULL: the set's */
};

/* A call as an option has it. BO_USAGE: messages without a place. */
enum bo_status bo_template_read(const struct bo_set *set, bool what_if, const char *text, struct bo_arena *arena,
                                struct bo_template_call *call, struct bo_diags *diags);
/* "; did you mean 'x'?" or a list of what there is, or "" where the set declares none. */
const char *bo_template_hint(const struct bo_set *set, bool what_if, const char *name, struct bo_arena *arena);
/* SIZE_MAX: there is no such argument. */
size_t bo_template_argument(const struct bo_template *template, const char *id, size_t n);
/* What is wrong with a value of an argument, NULL: nothing. */
const char *bo_template_wrong(const struct bo_template_argument *argument, const char *value, struct bo_arena *arena);
/* A label or text with the values of {arguments} put in; NULL when there is none. */
const char *bo_template_words(const struct bo_set *set, const struct bo_template *template, const bo_texts *texts,
                              const char *const *value, const char *lang, struct bo_arena *arena);
/* Writes the facts into an object, which only the caller may hold. value: by argument; what hangs on one that is NULL
 * is left out. BO_BAD_RULES: a formula cannot be worked out. */
enum bo_status bo_template_write(const struct bo_template *template, const char *const *value, json_t *object,
                                 struct bo_arena *arena, struct bo_diags *diags);
/* Each formula of the set's kinds and what-ifs worked out with the defaults of its arguments, else their most: what it
 * gives has to be of its field's type. BO_BAD_RULES: messages with their place. */
enum bo_status bo_template_try(const struct bo_set *set, struct bo_arena *arena, struct bo_diags *diags);

#endif
