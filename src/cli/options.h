/* Purpose  the options of all commands: an option means the same everywhere.
 * Layer    cli. */
#ifndef BO_CLI_OPTIONS_H
#define BO_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_id {
    OPT_FORMAT,
    OPT_SHOW,
    OPT_PER,
    OPT_SCENARIO,
    OPT_MONTHS,
    OPT_HOURS,
    OPT_WAGE,
    OPT_CLIFF_MIN,
    OPT_TARGET,
    OPT_VARY,
    OPT_KIND,
    OPT_IF,
    OPT_SINCE,
    OPT_SINCE_RULES,
    OPT_COVERAGE,
    OPT_INPUTS,
    OPT_PROGRAM,
    OPT_PAGE,
    OPT_ON,
    OPT_RULES,
    OPT_RULES_DIR,
    OPT_OVERLAY,
    OPT_MADE_ONLY,
    OPT_LANG,
    OPT_CHANNEL,
    OPT_KEY,
    OPT_ALLOW_HOST,
    OPT_CA,
    OPT_PROXY,
    OPT_TIMEOUT,
    OPT_CRON,
    OPT_JSON,
    OPT_ONLY,
    OPT_OFFLINE,
    OPT_PROPOSALS,
    OPT_TO,
    OPT_NAME,
    OPT_SERIAL,
    OPT_ISSUED,
    OPT_EXPIRES,
    OPT_MIN_CLIENT,
    OPT_COUNT
};
#define OPT(id) (UINT64_C(1) << OPT_##id)

struct option {
    const char *name;  /* without "--" */
    const char *value; /* what follows it, for help: "DATE"; NULL: a flag. That of --format is the command's */
    const char *help;
    bool list; /* may be given several times */
};
extern const struct option option_table[OPT_COUNT];

/* The option of this name (n characters), OPT_COUNT when there is none. */
enum option_id option_find(const char *name, size_t n);

#endif
