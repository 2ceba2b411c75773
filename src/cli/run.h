/* Purpose  what the commands do: files in, questions to the library, replies out.
 * Layer    cli. */
#ifndef BO_CLI_RUN_H
#define BO_CLI_RUN_H

#include "cli/arguments.h"

struct bo_reply *run_calc(const struct arguments *arguments);
struct bo_reply *run_timeline(const struct arguments *arguments);
struct bo_reply *run_grid(const struct arguments *arguments);
struct bo_reply *run_explain(const struct arguments *arguments);
struct bo_reply *run_list(const struct arguments *arguments);
struct bo_reply *run_show(const struct arguments *arguments);
struct bo_reply *run_check(const struct arguments *arguments);
struct bo_reply *run_test(const struct arguments *arguments);
struct bo_reply *run_eval(const struct arguments *arguments);
struct bo_reply *run_release(const struct arguments *arguments);
struct bo_reply *run_update(const struct arguments *arguments);
struct bo_reply *run_import(const struct arguments *arguments);
struct bo_reply *run_check_sources(const struct arguments *arguments);
struct bo_reply *run_rollback(const struct arguments *arguments);
struct bo_reply *run_status(const struct arguments *arguments);

#endif
