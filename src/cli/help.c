#include "cli/help.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH = 92, OPTION_COLUMN = 28, COMMAND_COLUMN = 16 };

/* A text wrapped at blanks, its first line from a column on, the others indented. */
static void wrap(const char *text, size_t column, size_t indent)
{
    while (*text != '\0') {
        size_t word = strcspn(text, " \n");
        if (column > indent && column + 1 + word > WIDTH) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)word, text);
        column += word;
        text += word;
        if (*text == '\n') {
            printf("\n%*s", (int)indent, "");
            column = indent;
        }
        text += *text != '\0';
    }
    putchar('\n');
}

/* "  name   what it is" */
static void entry(const char *name, const char *what, size_t column)
{
    size_t n = strlen(name) + 2;
    printf("  %s", name);
    if (n + 1 > column) {
        putchar('\n');
        n = 0;
    }
    printf("%*s", (int)(column - n), "");
    wrap(what, column, column);
}

static void option_entry(const struct command *command, enum option_id id)
{
    const struct option *option = &option_table[id];
    const char *value = id == OPT_FORMAT ? command->formats : option->value;
    char name[120];
    snprintf(name, sizeof name, "--%s%s%s", option->name, value != NULL ? " " : "", value != NULL ? value : "");
    entry(name, option->help, OPTION_COLUMN);
}

static void print_command(const struct command *command)
{
    printf("Usage: betteroff %s%s%s%s\n\n", command->full, command->options != 0 ? " [OPTION]..." : "",
           *command->words != '\0' ? " " : "", command->words);
    wrap(command->about, 0, 0);
    printf("\nOptions:\n");
    for (int i = 0; i < OPT_COUNT; i++) {
        if ((command->options & UINT64_C(1) << i) != 0) {
            option_entry(command, (enum option_id)i);
        }
    }
    entry("--help", "this page", OPTION_COLUMN);
    printf("\nExamples:\n");
    for (const char *const *example = command->examples; *example != NULL; example += 2) {
        printf("  %s\n      ", example[0]);
        wrap(example[1], 6, 6);
    }
}

static void print_commands(const char *group)
{
    for (size_t i = 0; i < n_commands; i++) {
        if (group == NULL || strcmp(commands[i].name, group) == 0) {
            entry(commands[i].full, commands[i].summary, COMMAND_COLUMN);
        }
    }
}

static void print_statuses(void)
{
    printf("\nExit status:\n"
           "  0  done\n"
           "  1  the answer is \"no\": a check or test found something\n"
           "  2  wrong usage\n"
           "  3  a rule file that is needed is wrong\n"
           "  4  the case is wrong, or a date is outside what the rules know\n"
           "  5  a file could not be read\n"
           "  7  internal error or limit\n"
           "  20 network, 21 server, 22 TLS, 30 signature, 31 digest or size, 32 expired, 33 rollback,\n"
           "  34 validation, 35 clock, 40 disk, 75 locked: of \"fetch\" alone\n"
           "Messages go to standard error. Nothing is on standard output when the status is 2 or more.\n");
}

void help_print(const struct command *command, const char *group)
{
    if (command != NULL) {
        print_command(command);
    } else if (group != NULL) {
        printf("Usage: betteroff %s COMMAND [OPTION]... [ARGUMENT]...\n\nCommands:\n", group);
        print_commands(group);
        printf("\n\"betteroff %s COMMAND --help\" says more of each, with examples.\n", group);
    } else {
        printf("Usage: betteroff COMMAND [OPTION]... [ARGUMENT]...\n\n"
               "What work would change in a household's money: exactly, to the penny, and with the law for each "
               "figure.\n\n"
               "Commands:\n");
        print_commands(NULL);
        entry("help", "this page; \"help COMMAND\" is that of a command", COMMAND_COLUMN);
        printf("\nOptions:\n");
        entry("--help", "this page, or that of the command", COMMAND_COLUMN);
        entry("--version", "the program's version", COMMAND_COLUMN);
        printf("\nA first try:\n"
               "  betteroff calc case.json                 the sheet: before, and each scenario after, side by side\n"
               "  betteroff explain case.json VARIABLE     how one of its figures came about\n"
               "  betteroff rules list                     whose law is installed\n"
               "\n\"betteroff COMMAND --help\" says more of each, with examples. \"-\" or no file reads standard "
               "input.\n");
        print_statuses();
    }
}
