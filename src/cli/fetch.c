/* The commands of the fetcher, and of the publisher. */
#include "cli/run.h"
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* NULL, or the reply that says what is wrong. */
static struct bo_reply *read_timeout(const char *text, unsigned *seconds)
{
    size_t n = text != NULL ? strspn(text, "0123456789") : 0;
    if (text == NULL) {
        return NULL;
    }
    *seconds = n > 0 && n <= 3 && text[n] == '\0' ? (unsigned)strtoul(text, NULL, 10) : 0;
    return *seconds > 0 ? NULL
                        : bo_refuse(BO_WRONG_USAGE, "bad-timeout", "--timeout: '%s' is not 1 to 999 seconds", text);
}

static struct bo_reply *options_of(const struct arguments *arguments, struct bo_fetch_options *options)
{
    *options = (struct bo_fetch_options){
        .size = sizeof *options,
        .channel = arguments->value[OPT_CHANNEL],
        .keys = arguments->list[OPT_KEY],
        .n_keys = arguments->n_list[OPT_KEY],
        .allow_hosts = arguments->list[OPT_ALLOW_HOST],
        .n_allow_hosts = arguments->n_list[OPT_ALLOW_HOST],
        .ca = arguments->value[OPT_CA],
        .proxy = arguments->value[OPT_PROXY],
        .cron = arguments->value[OPT_CRON] != NULL,
        .format = arguments->value[OPT_JSON] != NULL ? "json" : NULL,
        .progress = terminal_progress_bytes,
    };
    return read_timeout(arguments->value[OPT_TIMEOUT], &options->timeout);
}

struct bo_reply *run_update(const struct arguments *arguments)
{
    struct bo_fetch_options options;
    struct bo_reply *wrong = options_of(arguments, &options);
    return wrong != NULL ? wrong : bo_fetch_update(&options);
}

struct bo_reply *run_import(const struct arguments *arguments)
{
    struct bo_fetch_options options;
    struct bo_reply *wrong = options_of(arguments, &options);
    return wrong != NULL ? wrong : bo_fetch_import(&options, arguments->word[0]);
}

struct bo_reply *run_rollback(const struct arguments *arguments)
{
    struct bo_fetch_options options;
    struct bo_reply *wrong = options_of(arguments, &options);
    return wrong != NULL ? wrong : bo_fetch_rollback(&options);
}

struct bo_reply *run_status(const struct arguments *arguments)
{
    struct bo_fetch_options options;
    struct bo_reply *wrong = options_of(arguments, &options);
    return wrong != NULL ? wrong : bo_fetch_status(&options);
}

struct bo_reply *run_check_sources(const struct arguments *arguments)
{
    const char *named = arguments->value[OPT_RULES];
    struct bo_sources_options options = {
        .size = sizeof options,
        .rules = arguments->n_words > 0 ? arguments->word[0] : named,
        .rules_dir = arguments->value[OPT_RULES_DIR],
        .on = arguments->value[OPT_ON],
        .only = arguments->list[OPT_ONLY],
        .n_only = arguments->n_list[OPT_ONLY],
        .offline = arguments->value[OPT_OFFLINE] != NULL,
        .channel = arguments->value[OPT_CHANNEL],
        .proposals = arguments->value[OPT_PROPOSALS],
        .allow_hosts = arguments->list[OPT_ALLOW_HOST],
        .n_allow_hosts = arguments->n_list[OPT_ALLOW_HOST],
        .ca = arguments->value[OPT_CA],
        .proxy = arguments->value[OPT_PROXY],
        .cron = arguments->value[OPT_CRON] != NULL,
        .format = arguments->value[OPT_JSON] != NULL ? "json" : NULL,
        .colour = terminal_colour(STDOUT_FILENO),
        .progress = terminal_progress_documents,
    };
    if (arguments->n_words > 0 && named != NULL) {
        return bo_refuse(BO_WRONG_USAGE, "too-many-words", "which rule set: '%s' or '%s'?", arguments->word[0], named);
    }
    struct bo_reply *wrong = read_timeout(arguments->value[OPT_TIMEOUT], &options.timeout);
    return wrong != NULL ? wrong : bo_fetch_check_sources(&options);
}

struct bo_reply *run_release(const struct arguments *arguments)
{
    struct bo_release_options options = {
        .size = sizeof options,
        .to = arguments->value[OPT_TO],
        .name = arguments->value[OPT_NAME],
        .serial = arguments->value[OPT_SERIAL],
        .issued = arguments->value[OPT_ISSUED],
        .expires = arguments->value[OPT_EXPIRES],
        .min_client = arguments->value[OPT_MIN_CLIENT],
        .format = arguments->value[OPT_FORMAT],
    };
    return bo_release_rules(&options, arguments->word, arguments->n_words);
}
