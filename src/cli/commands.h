/* Purpose  the commands: what each takes, does and says of itself. Help, usage errors and the manual's test go by it.
 * Layer    cli. */
#ifndef BO_CLI_COMMANDS_H
#define BO_CLI_COMMANDS_H

#include "cli/arguments.h"

enum { COMMANDS_MAX = 40, ANY_NUMBER = 1 << 20 /* of words */ };

struct command {
    const char *name, *verb;     /* "calc" and NULL, or "rules" and "show": then the name is that of a group */
    const char *full;            /* "rules show" */
    const char *words;           /* what it takes, for help */
    const char *summary;         /* one line */
    const char *about;           /* paragraphs, a line each */
    const char *formats;         /* "text|json"; NULL: it has none */
    uint64_t options;            /* OPT(…) | … */
    unsigned least, most;        /* words */
    const char *missing;         /* what is missing when there are fewer */
    const char *const *examples; /* command line and explanation in turn; NULL ends it */
    struct bo_reply *(*run)(const struct arguments *arguments);
};
extern const struct command commands[];
extern const size_t n_commands; /* at most COMMANDS_MAX */

/* NULL: there is none. verb: NULL where the command is no group's. */
const struct command *command_find(const char *name, const char *verb);
bool command_is_group(const char *name);
/* The names of all commands and groups, each once, or of a group's verbs; how many. */
size_t command_names(const char *group, const char *names[COMMANDS_MAX]);

#endif
