/* Purpose  a case whose scenarios begin with a kind, or to which kinds and what-ifs are added, as a plain case: each
 *          scenario with all that it changes written out.
 * Layer    scenario, private to case.c and what moves facts of a case.
 * Facts    whom a kind or what-if concerns, and arguments that stand in the scenario, come from working it out once
 *          without them.
 * Errors   BO_BAD_CASE with pointers into the case; BO_BAD_RULES: what the rule set declares cannot be worked out. */
#ifndef BO_SCENARIO_EXPAND_H
#define BO_SCENARIO_EXPAND_H

#include "scenario/case.h"
#include "scenario/json.h"

struct bo_expanded {
    json_t *root;            /* a new reference; the case as it was where nothing had to be written out */
    size_t n;                /* scenarios after; 0: nothing was written out */
    struct bo_origin *after; /* where each comes from */
    struct bo_diags late;    /* why facts could not be found, for when nothing else is wrong */
};
/* calls may be NULL. */
enum bo_status bo_case_expand(const struct bo_program *program, const char *file, json_t *root, int64_t on,
                              const struct bo_template_calls *calls, struct bo_arena *arena, struct bo_expanded *out,
                              struct bo_diags *diags);

#endif
