/* betteroff: what work would change in a household's money. */
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
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
