/* betteroff: what work would change in a household's money. */
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/terminal.h"

#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* GMP aborts when there is no memory; this program ends with a word and its own status then, wherever it happens. */

static void *or_end(void *memory)
{
    if (memory == NULL) {
        fputs("betteroff: out of memory\n", stderr);
        exit(BO_BROKEN);
    }
    return memory;
}

static void *take_memory(size_t size)
{
    return or_end(malloc(size));
}

static void *take_more(void *old, size_t before, size_t size)
{
    (void)before;
    return or_end(realloc(old, size));
}

int main(int argc, char **argv)
{
    mp_set_memory_functions(take_memory, take_more, NULL);
    struct arguments arguments;
    struct bo_reply *wrong = arguments_read(&arguments, argc, argv);
    int status = BO_DONE;
    if (wrong != NULL) {
        status = terminal_answer(wrong);
    } else if (arguments.version) {
        printf("betteroff %s\n", bo_version());
    } else if (arguments.help) {
        help_print(arguments.command, arguments.group);
    } else {
        status = terminal_answer(arguments.command->run(&arguments));
    }
    bool fetches = arguments.command != NULL && strcmp(arguments.command->name, "fetch") == 0;
    arguments_free(&arguments);
    status = terminal_close(status);
    return fetches && status == BO_WRONG_FILE ? BO_NO_DISK : status; /* 5 means nothing to who runs a fetch */
}
