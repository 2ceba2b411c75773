#include "cli/run.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A whole number from 1; 0 where it is none. */
static unsigned months_of(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n > 0 && n <= 2 && text[n] == '\0' ? (unsigned)strtoul(text, NULL, 10) : 0;
}

/* The question's options; text where it is for a terminal may be coloured. */
static struct bo_options options_of(const struct arguments *arguments)
{
    return (struct bo_options){
        .size = sizeof(struct bo_options),
        .rules = arguments->value[OPT_RULES],
        .rules_dir = arguments->value[OPT_RULES_DIR],
        .overlays = arguments->list[OPT_OVERLAY],
        .n_overlays = arguments->n_list[OPT_OVERLAY],
        .made_only = arguments->value[OPT_MADE_ONLY] != NULL,
        .on = arguments->value[OPT_ON],
        .show = arguments->value[OPT_SHOW],
        .per = arguments->value[OPT_PER],
        .scenario = arguments->value[OPT_SCENARIO],
        .coverage = arguments->value[OPT_COVERAGE] != NULL,
        .format = arguments->value[OPT_FORMAT],
        .lang = arguments->value[OPT_LANG],
        .colour = terminal_colour(STDOUT_FILENO),
        .width = terminal_width(),
        .months = arguments->value[OPT_MONTHS] != NULL ? months_of(arguments->value[OPT_MONTHS]) : 0,
        .hours = arguments->value[OPT_HOURS],
        .wage = arguments->value[OPT_WAGE],
        .cliff_min = arguments->value[OPT_CLIFF_MIN],
        .target = arguments->value[OPT_TARGET],
        .vary = arguments->value[OPT_VARY],
        .kinds = arguments->list[OPT_KIND],
        .n_kinds = arguments->n_list[OPT_KIND],
        .what_ifs = arguments->list[OPT_IF],
        .n_what_ifs = arguments->n_list[OPT_IF],
        .since_rules = arguments->value[OPT_SINCE_RULES],
    };
}

/* Several --show are one list. NULL: there are none; the caller frees it. */
static char *joined(const char *const *list, size_t n)
{
    size_t length = 1;
    for (size_t i = 0; i < n; i++) {
        length += strlen(list[i]) + 1;
    }
    char *all = n > 0 ? malloc(length) : NULL, *to = all;
    for (size_t i = 0; i < n && all != NULL; i++) {
        to += snprintf(to, length - (size_t)(to - all), "%s%s", i > 0 ? "," : "", list[i]);
    }
    return all;
}

static struct bo_reply *read_file(const char *path, const char *what)
{
    if (strcmp(path, "-") == 0) {
        terminal_note_waiting(what);
    }
    return bo_read(path);
}

typedef struct bo_reply *question(const struct bo_rules *rules, const struct bo_options *options,
                                  const struct bo_case_text *kase);

/* A case, its rules and the question; without one, how the variable came about. */
static struct bo_reply *ask_since(const struct arguments *arguments, const char *path, question *asked,
                                  const char *variable, const struct bo_case_text *since)
{
    struct bo_options options = options_of(arguments);
    struct bo_reply *file = read_file(path, "the case");
    struct bo_case_text kase = {.name = path};
    struct bo_rules *rules = NULL;
    options.since = since;
    if (bo_reply_status(file) != BO_DONE) {
        return file;
    }
    kase.text = bo_reply_text(file, &kase.n);
    struct bo_reply *reply = bo_rules_open(&options, &kase, &rules);
    if (rules != NULL) {
        char *show = joined(arguments->list[OPT_SHOW], arguments->n_list[OPT_SHOW]);
        options.show = show;
        bo_reply_free(reply);
        reply = asked != NULL ? asked(rules, &options, &kase) : bo_explain(rules, &options, &kase, variable);
        free(show);
    }
    bo_rules_close(rules);
    bo_reply_free(file);
    return reply;
}

static struct bo_reply *ask(const struct arguments *arguments, const char *path, question *asked, const char *variable)
{
    const char *earlier = arguments->value[OPT_SINCE];
    if (earlier == NULL) {
        return ask_since(arguments, path, asked, variable, NULL);
    }
    if (strcmp(earlier, "-") == 0 && strcmp(path, "-") == 0) {
        return bo_refuse(BO_WRONG_USAGE, "twice", "the case and the earlier result cannot both be standard input");
    }
    struct bo_reply *file = bo_read(earlier);
    struct bo_case_text since = {.name = earlier};
    since.text = bo_reply_text(file, &since.n);
    struct bo_reply *reply = file;
    if (bo_reply_status(file) == BO_DONE) {
        reply = ask_since(arguments, path, asked, variable, &since);
        bo_reply_free(file);
    }
    return reply;
}

static const char *case_of(const struct arguments *arguments)
{
    return arguments->n_words > 0 ? arguments->word[0] : "-";
}

/* Options that only say more of a target. */
struct bo_reply *run_calc(const struct arguments *arguments)
{
    static const enum option_id with_target[] = {OPT_VARY, OPT_HOURS, OPT_WAGE, OPT_SCENARIO};
    const char *const *value = arguments->value, *format = value[OPT_FORMAT];
    for (size_t i = 0; value[OPT_TARGET] == NULL && i < sizeof with_target / sizeof *with_target; i++) {
        if (value[with_target[i]] != NULL) {
            return bo_refuse(BO_WRONG_USAGE, "missing-option", "--%s needs a --target, like left_over+200",
                             option_table[with_target[i]].name);
        }
    }
    if (value[OPT_TARGET] != NULL && value[OPT_SINCE] != NULL) {
        return bo_refuse(BO_WRONG_USAGE, "needless-option", "--since compares a whole calculation, without a --target");
    }
    if (value[OPT_TARGET] != NULL && format != NULL && strcmp(format, "text") != 0 && strcmp(format, "json") != 0) {
        return bo_refuse(BO_WRONG_USAGE, "unknown-format", "with --target there is no format '%s', but text and json",
                         format);
    }
    return ask(arguments, case_of(arguments), value[OPT_TARGET] != NULL ? bo_reach : bo_calculate, NULL);
}

static struct bo_reply *grid_with_progress(const struct bo_rules *rules, const struct bo_options *options,
                                           const struct bo_case_text *kase)
{
    struct terminal_wait wait = terminal_wait_begin();
    struct bo_reply *reply = bo_grid(rules, options, kase, terminal_waiting, &wait);
    terminal_wait_end(&wait);
    return reply;
}

struct bo_reply *run_grid(const struct arguments *arguments)
{
    return ask(arguments, case_of(arguments), grid_with_progress, NULL);
}

struct bo_reply *run_timeline(const struct arguments *arguments)
{
    const char *months = arguments->value[OPT_MONTHS];
    if (months != NULL && months_of(months) == 0) {
        return bo_refuse(BO_WRONG_USAGE, "bad-number", "--months is a whole number from 1 to 60, not '%s'", months);
    }
    return ask(arguments, case_of(arguments), bo_timeline, NULL);
}

/* One word alone is the variable, unless it is a file's name: then the variable is missing. */
struct bo_reply *run_explain(const struct arguments *arguments)
{
    const char *word = arguments->word[0];
    if (arguments->n_words == 2) {
        return ask(arguments, word, NULL, arguments->word[1]);
    }
    if (strcmp(word, "-") == 0 || strchr(word, '.') != NULL || access(word, F_OK) == 0) {
        return bo_refuse(BO_WRONG_USAGE, "missing-argument", "which variable? See betteroff explain --help");
    }
    return ask(arguments, "-", NULL, word);
}

struct bo_reply *run_list(const struct arguments *arguments)
{
    struct bo_options options = options_of(arguments);
    return bo_list_rules(&options);
}

struct bo_reply *run_show(const struct arguments *arguments)
{
    struct bo_options options = options_of(arguments);
    const char *id = arguments->n_words > 0 ? arguments->word[0] : NULL;
    if (arguments->value[OPT_INPUTS] != NULL) {
        if (id != NULL) {
            return bo_refuse(BO_WRONG_USAGE, "needless-argument", "--inputs NAME is all: what is '%s' for?", id);
        }
        options.rules = arguments->value[OPT_INPUTS];
        return bo_show_inputs(&options);
    }
    if (arguments->value[OPT_PAGE] != NULL) {
        return id != NULL ? bo_show_page(&options, id)
                          : bo_refuse(BO_WRONG_USAGE, "missing-argument", "which law? See betteroff rules show --help");
    }
    return arguments->value[OPT_PROGRAM] != NULL ? bo_disassemble(&options, id) : bo_show(&options, id);
}

struct bo_reply *run_check(const struct arguments *arguments)
{
    struct bo_options options = options_of(arguments);
    return bo_check_rules(&options, arguments->word, arguments->n_words);
}

struct bo_reply *run_test(const struct arguments *arguments)
{
    struct bo_options options = options_of(arguments);
    return bo_test_rules(&options, arguments->word, arguments->n_words, terminal_progress, NULL);
}

struct bo_reply *run_eval(const struct arguments *arguments)
{
    if (arguments->n_words > 0 && strcmp(arguments->word[0], "-") != 0) {
        return bo_evaluate(arguments->word[0]);
    }
    struct bo_reply *file = read_file("-", "expressions, one a line,");
    if (bo_reply_status(file) != BO_DONE) {
        return file;
    }
    size_t n;
    const char *text = bo_reply_text(file, &n);
    struct bo_reply *reply = bo_evaluate_lines(text, n);
    bo_reply_free(file);
    return reply;
}
