/* Purpose  the words of a command line, sorted: which command, which options, what is left for the command.
 * Layer    cli.
 * Form     options stand anywhere, as "--name value" or "--name=value"; after "--" none is read. Where an option is
 * given twice the last one counts; of those that make a list (options.c) all do. */
#ifndef BO_CLI_ARGUMENTS_H
#define BO_CLI_ARGUMENTS_H

#include "betteroff.h"
#include "cli/options.h"

struct command;

struct arguments {
    const struct command *command; /* NULL: none is named */
    const char *group;             /* NULL: no group's name is given */
    bool help, version;
    const char *value[OPT_COUNT]; /* NULL: not given; of a flag its own name */
    const char **list[OPT_COUNT]; /* of options that make a list */
    size_t n_list[OPT_COUNT];
    const char **word; /* what is left: files, names, expressions */
    size_t n_words;
    void *memory;
};

/* NULL, or the reply that says what is wrong. In both cases the caller ends with arguments_free. */
struct bo_reply *arguments_read(struct arguments *arguments, int argc, char *const *argv);
void arguments_free(struct arguments *arguments);

#endif
