#include "cli/arguments.h"
#include "cli/commands.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "; did you mean '--format'?" in a buffer of the caller's, or what stands otherwise. */
enum { HINT_MAX = 160 };

static const char *hint(char to[HINT_MAX], const char *before, const char *near, const char *otherwise)
{
    if (near != NULL) {
        snprintf(to, HINT_MAX, "; did you mean '%s%s'?", before, near);
        return to;
    }
    return otherwise;
}

/* Words and options apart */

struct reading {
    struct arguments *to;
    int argc, at;
    char *const *argv;
    const char *unknown; /* the first option that is none */
};

/* "-" is a file, "-5 + 3" an expression. */
static bool is_option(const char *word)
{
    return word[0] == '-' && (word[1] == '-' || isalpha((unsigned char)word[1]));
}

/* The value: behind "=", or the next word. NULL: it is missing. */
static const char *value_of(struct reading *r, const char *equals)
{
    if (equals != NULL) {
        return equals + 1;
    }
    const char *next = r->at + 1 < r->argc ? r->argv[r->at + 1] : NULL;
    if (next == NULL || (strncmp(next, "--", 2) == 0 && option_find(next + 2, strcspn(next + 2, "=")) != OPT_COUNT)) {
        return NULL;
    }
    r->at++;
    return next;
}

static struct bo_reply *take_option(struct reading *r, const char *word)
{
    struct arguments *to = r->to;
    const char *name = word + strspn(word, "-"), *equals = strchr(name, '=');
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        to->help = true;
        return NULL;
    }
    if (strcmp(word, "--version") == 0) {
        to->version = true;
        return NULL;
    }
    enum option_id id = word[1] == '-' ? option_find(name, strcspn(name, "=")) : OPT_COUNT;
    if (id == OPT_COUNT) {
        r->unknown = r->unknown == NULL ? word : r->unknown;
        return NULL;
    }
    const struct option *option = &option_table[id];
    if (option->value == NULL && equals != NULL) {
        return bo_refuse(BO_WRONG_USAGE, "needless-value", "--%s takes no value", option->name);
    }
    const char *value = option->value != NULL ? value_of(r, equals) : option->name;
    if (value == NULL || *value == '\0') {
        return bo_refuse(BO_WRONG_USAGE, "missing-value", "--%s needs a value: --%s %s", option->name, option->name,
                         option->value);
    }
    to->value[id] = value;
    if (option->list) {
        to->list[id][to->n_list[id]++] = value;
    }
    return NULL;
}

static struct bo_reply *sort_words(struct reading *r)
{
    bool all_words = false;
    for (; r->at < r->argc; r->at++) {
        const char *word = r->argv[r->at];
        if (!all_words && strcmp(word, "--") == 0) {
            all_words = true;
        } else if (!all_words && is_option(word)) {
            struct bo_reply *wrong = take_option(r, word);
            if (wrong != NULL) {
                return wrong;
            }
        } else {
            r->to->word[r->to->n_words++] = word;
        }
    }
    return NULL;
}

/* Which command */

static void drop_word(struct arguments *arguments)
{
    arguments->word++;
    arguments->n_words--;
}

static struct bo_reply *unknown_command(const char *group, const char *word)
{
    const char *names[COMMANDS_MAX];
    char text[HINT_MAX];
    size_t n = command_names(group, names);
    return bo_refuse(BO_WRONG_USAGE, "unknown-command", "there is no command '%s%s%s'%s", group != NULL ? group : "",
                     group != NULL ? " " : "", word,
                     hint(text, "", bo_nearest_name(word, names, n), "; see betteroff --help"));
}

static struct bo_reply *find_command(struct arguments *arguments)
{
    while (arguments->n_words > 0 && strcmp(arguments->word[0], "help") == 0) {
        arguments->help = true;
        drop_word(arguments);
    }
    if (arguments->n_words == 0) {
        return arguments->help ? NULL
                               : bo_refuse(BO_WRONG_USAGE, "missing-command", "which command? See betteroff --help");
    }
    const char *name = arguments->word[0];
    if (!command_is_group(name)) {
        arguments->command = command_find(name, NULL);
        if (arguments->command == NULL) {
            return unknown_command(NULL, name);
        }
        drop_word(arguments);
        return NULL;
    }
    arguments->group = name;
    drop_word(arguments);
    if (arguments->n_words == 0) {
        return arguments->help
                   ? NULL
                   : bo_refuse(BO_WRONG_USAGE, "missing-command", "%s what? See betteroff %s --help", name, name);
    }
    arguments->command = command_find(name, arguments->word[0]);
    if (arguments->command == NULL) {
        return unknown_command(name, arguments->word[0]);
    }
    drop_word(arguments);
    return NULL;
}

/* What the command takes */

static struct bo_reply *unknown_option(const struct command *command, const char *word)
{
    const char *names[OPT_COUNT + 2] = {"help", "version"};
    char text[HINT_MAX], name[HINT_MAX];
    size_t n = 2;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (command == NULL || (command->options & UINT64_C(1) << i) != 0) {
            names[n++] = option_table[i].name;
        }
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *near = bo_nearest_name(name + strspn(name, "-"), names, n);
    return bo_refuse(BO_WRONG_USAGE, "unknown-option", "%s has no option '%s'%s",
                     command != NULL ? command->full : "betteroff", name, hint(text, "--", near, ""));
}

static struct bo_reply *check_options(const struct arguments *arguments)
{
    const struct command *command = arguments->command;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (arguments->value[i] != NULL && (command->options & UINT64_C(1) << i) == 0) {
            char name[HINT_MAX];
            snprintf(name, sizeof name, "--%s", option_table[i].name);
            return unknown_option(command, name);
        }
    }
    return NULL;
}

/* Told before anything is read. */
static struct bo_reply *check_format(const struct arguments *arguments)
{
    const char *format = arguments->value[OPT_FORMAT], *formats = arguments->command->formats;
    const char *names[8];
    char all[80], text[HINT_MAX];
    size_t n = 0;
    if (format == NULL || formats == NULL) {
        return NULL;
    }
    snprintf(all, sizeof all, "%s", formats);
    for (char *p = all; p != NULL;) {
        names[n++] = p;
        p = strchr(p, '|');
        if (p != NULL) {
            *p++ = '\0';
        }
        if (strcmp(names[n - 1], format) == 0) {
            return NULL;
        }
    }
    return bo_refuse(BO_WRONG_USAGE, "unknown-format", "there is no format '%s' here, but %s%s", format, formats,
                     hint(text, "", bo_nearest_name(format, names, n), ""));
}

static struct bo_reply *check_words(const struct arguments *arguments)
{
    const struct command *command = arguments->command;
    if (arguments->n_words < command->least) {
        return bo_refuse(BO_WRONG_USAGE, "missing-argument", "%s See betteroff %s --help", command->missing,
                         command->full);
    }
    if (arguments->n_words > command->most) {
        return bo_refuse(BO_WRONG_USAGE, "needless-argument", "%s takes no '%s' here", command->full,
                         arguments->word[command->most]);
    }
    return NULL;
}

static struct bo_reply *make_room(struct arguments *arguments, int argc)
{
    size_t n = (size_t)argc, lists = 1;
    for (int i = 0; i < OPT_COUNT; i++) {
        lists += option_table[i].list;
    }
    const char **at = calloc(n * lists + 1, sizeof *at);
    if (at == NULL) {
        return bo_refuse(BO_BROKEN, "memory", "out of memory");
    }
    arguments->memory = at;
    arguments->word = at;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (option_table[i].list) {
            at += n;
            arguments->list[i] = at;
        }
    }
    return NULL;
}

struct bo_reply *arguments_read(struct arguments *arguments, int argc, char *const *argv)
{
    *arguments = (struct arguments){0};
    struct reading r = {.to = arguments, .argc = argc, .at = 1, .argv = argv};
    struct bo_reply *wrong = make_room(arguments, argc);
    wrong = wrong == NULL ? sort_words(&r) : wrong;
    if (wrong != NULL || arguments->version) {
        return wrong;
    }
    bool nameless = arguments->n_words == 0;
    wrong = nameless && r.unknown != NULL ? unknown_option(NULL, r.unknown) : find_command(arguments);
    if (wrong == NULL && r.unknown != NULL) {
        wrong = unknown_option(arguments->command, r.unknown);
    }
    if (wrong != NULL || arguments->help) {
        return wrong;
    }
    wrong = check_options(arguments);
    wrong = wrong == NULL ? check_format(arguments) : wrong;
    return wrong == NULL ? check_words(arguments) : wrong;
}

void arguments_free(struct arguments *arguments)
{
    free(arguments->memory);
    *arguments = (struct arguments){0};
}
