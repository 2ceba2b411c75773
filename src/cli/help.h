/* Purpose  --help, on standard output.
 * Layer    cli. */
#ifndef BO_CLI_HELP_H
#define BO_CLI_HELP_H

#include "cli/commands.h"

/* Of a command, of a group's name, or (both NULL) of the program. */
void help_print(const struct command *command, const char *group);

#endif
