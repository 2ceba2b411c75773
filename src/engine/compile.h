/* Purpose  a rule set to a program: names, types, units, denominators, ranges, order.
 * Layer    engine.
 * Errors   BO_BAD_RULES with messages; all errors found are told, not only the first. */
#ifndef BO_ENGINE_COMPILE_H
#define BO_ENGINE_COMPILE_H

#include "engine/program.h"

enum bo_status bo_compile(const struct bo_set *set, const struct bo_compile_options *options,
                          struct bo_program **program, struct bo_diags *diags);

/* A constant expression (rules eval): compiled, run in both evaluators, and written as the contract's output line
 * without newline. BO_NO: it is wrong or fails; then *text is "error: …". set may be NULL. */
enum bo_status bo_eval_text(struct bo_arena *arena, const char *expression, char **text);

#endif
