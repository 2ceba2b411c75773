/* Fetching signed rule sets, as questions and replies. */
#include "api/fetching.h"
#include "api/open.h"

#include <string.h>

static struct bo_fetch_options read_options(const struct bo_fetch_options *options)
{
    struct bo_fetch_options as = {0};
    if (options != NULL) {
        memcpy(&as, options, options->size < sizeof as ? options->size : sizeof as);
    }
    return as;
}

void bo_fetching_one_line(struct bo_reply *reply, enum bo_status status)
{
    struct bo_diags *diags = &reply->diags;
    size_t kept = 0;
    for (size_t i = 0; i < diags->list.n && status != BO_OK && kept == 0; i++) {
        if (diags->list.at[i].severity == BO_ERROR) {
            diags->list.at[kept++] = diags->list.at[i];
        }
    }
    diags->list.n = kept;
    diags->dropped = 0;
}

#ifdef WITH_FETCH

#include "api/tabular.h"
#include "fetch/keys.h"
#include "fetch/update.h"
#include <stdlib.h>
#include <unistd.h>

enum bo_status bo_fetching_check(const char *directory, const char *id, const char *version, struct bo_buf *words)
{
    struct bo_reply *reply = bo_reply_new(), *examples = NULL;
    struct bo_options options = {.size = sizeof options};
    struct bo_asked asked;
    struct bo_rules *rules = NULL;
    enum bo_status status = bo_asked_read(reply, &options, 1, &asked);
    status = status == BO_OK ? bo_open_directory(reply, &asked, directory, &rules) : status;
    if (status == BO_OK && (strcmp(rules->set->id, id) != 0 || bo_version_compare(rules->set->version, version) != 0)) {
        bo_reply_error(reply, "other-set", "the folder of %s@%s holds %s@%s", id, version, rules->set->id,
                       rules->set->version);
        status = BO_INVALID;
    }
    bo_rules_close(rules);
    bo_reply_finish(reply, status, NULL);
    bo_buf_puts(words, reply->messages);
    if (status == BO_OK) {
        examples = bo_test_rules(&options, &directory, 1, NULL, NULL);
        status = examples->status;
        bo_buf_puts(words, status != BO_OK ? examples->text : "");
        bo_buf_puts(words, examples->messages);
    }
    bo_reply_free(examples);
    bo_reply_free(reply);
    return status == BO_OK ? BO_OK : BO_INVALID;
}

static enum bo_status check_sets(const char *folder, const struct bo_index *index, struct bo_buf *words)
{
    enum bo_status status = BO_OK;
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < index->sets.n && status == BO_OK; i++) {
        const struct bo_index_set *set = &index->sets.at[i];
        status = bo_fetching_check(bo_printf(&arena, "%s/%s/%s", folder, set->id, set->version), set->id, set->version,
                                   words);
    }
    bo_arena_fini(&arena);
    return status;
}

/* Reports */

static const char *const outcomes[] = {
    [BO_FETCH_FAILED] = "failed",   [BO_FETCH_UPDATED] = "updated", [BO_FETCH_CURRENT] = "current",
    [BO_FETCH_HELD] = "held back",  [BO_FETCH_WAITING] = "waiting", [BO_FETCH_BACK] = "rolled back",
    [BO_FETCH_NOTHING] = "nothing",
};

static json_t *serial_json(uint64_t serial)
{
    return serial != 0 ? json_integer((json_int_t)serial) : json_null();
}

static json_t *report_json(const struct bo_reply *reply, const struct bo_fetch_report *report, enum bo_status status)
{
    static const char *const severities[] = {"error", "warning", "note"};
    json_t *sets = json_array(), *kept = json_array(), *keys = json_array(), *messages = json_array();
    const struct bo_index *index = report->index;
    for (size_t i = 0; index != NULL && i < index->sets.n; i++) {
        json_array_append_new(
            sets, json_pack("{s:s, s:s}", "id", index->sets.at[i].id, "version", index->sets.at[i].version));
    }
    for (size_t i = 0; i < report->kept.n; i++) {
        json_array_append_new(kept, serial_json(report->kept.at[i]));
    }
    for (size_t i = 0; i < report->keys.n; i++) {
        char id[BO_KEY_ID_HEX];
        bo_key_id_text(report->keys.at[i].id, id);
        json_array_append_new(keys, json_pack("{s:s, s:s}", "id", id, "file", report->keys.at[i].file));
    }
    for (size_t i = 0; i < reply->diags.list.n; i++) {
        const struct bo_diag *diag = &reply->diags.list.at[i];
        json_array_append_new(messages, json_pack("{s:s, s:s, s:s, s:s?}", "severity", severities[diag->severity],
                                                  "code", diag->code, "text", diag->text, "file", diag->place.file));
    }
    return json_pack("{s:s, s:s, s:i, s:s?, s:o, s:o, s:o, s:o, s:s?, s:s?, s:s?, s:s?, s:o, s:o, s:o, s:o}", "program",
                     "betteroff " PACKAGE_VERSION, "outcome", outcomes[report->outcome], "status", (int)status,
                     "channel", index != NULL ? index->channel : NULL, "serial", serial_json(report->serial), "before",
                     serial_json(report->before), "highest", serial_json(report->highest), "passed_over",
                     serial_json(report->passed_over), "issued", index != NULL ? index->issued : NULL, "expires",
                     index != NULL ? index->expires : NULL, "signed_by", report->signed_by, "folder", report->folder,
                     "sets", sets, "kept", kept, "keys", keys, "messages", messages);
}

static void tell_sets(struct bo_buf *text, const struct bo_index *index)
{
    for (size_t i = 0; index != NULL && i < index->sets.n; i++) {
        bo_buf_printf(text, "  %s@%s\n", index->sets.at[i].id, index->sets.at[i].version);
    }
}

static void tell_outcome(struct bo_buf *text, const struct bo_fetch_report *report)
{
    const char *channel = report->index != NULL ? report->index->channel : "?";
    unsigned long long serial = report->serial, before = report->before, highest = report->highest;
    switch (report->outcome) {
    case BO_FETCH_UPDATED:
        bo_buf_printf(text, "Release %llu of %s is installed", serial, channel);
        bo_buf_printf(text, before != 0 && before != serial ? " in place of %llu.\n" : ".\n", before);
        tell_sets(text, report->index);
        break;
    case BO_FETCH_CURRENT:
        bo_buf_printf(text, "Release %llu of %s is the newest.\n", serial, channel);
        break;
    case BO_FETCH_HELD:
        bo_buf_printf(text, "Release %llu stays: %llu was left by \"fetch rollback\", and nothing newer is there.\n",
                      serial, highest);
        break;
    case BO_FETCH_BACK:
        bo_buf_printf(text,
                      "Back to release %llu of %s from %llu, which no update installs again; a newer one, it does.\n",
                      serial, channel, before);
        tell_sets(text, report->index);
        break;
    default:
        break;
    }
}

static void tell_standing(struct bo_arena *arena, struct bo_buf *text, const struct bo_fetch_report *report)
{
    const struct bo_index *index = report->index;
    if (report->serial == 0) {
        bo_buf_puts(text, "No rules were fetched; those that came with the program are used.\n");
    } else if (index != NULL) {
        bo_buf_printf(text, "Release %llu of %s, issued %s, good until %s\n", (unsigned long long)report->serial,
                      index->channel, index->issued, index->expires);
        tell_sets(text, index);
        bo_buf_printf(text, "Signed by  %s\n",
                      report->signed_by != NULL ? report->signed_by : "a key that is not trusted (any more)");
        bo_buf_printf(text, "Read in    %s\n", report->folder);
    }
    for (size_t i = 0; i < report->kept.n; i++) {
        if (report->kept.at[i] != report->serial) {
            bo_buf_printf(text, "Kept       %llu\n", (unsigned long long)report->kept.at[i]);
        }
    }
    if (report->passed_over != 0) {
        bo_buf_printf(text, "Left       %llu, by a rollback\n", (unsigned long long)report->passed_over);
    }
    for (size_t i = 0; i < report->keys.n; i++) {
        char id[BO_KEY_ID_HEX];
        bo_key_id_text(report->keys.at[i].id, id);
        bo_buf_printf(text, "Trusted    %s (%s)\n", id, report->keys.at[i].file);
    }
    if (report->keys.n == 0) {
        const char *channel = bo_config_line(arena, "channel");
        bo_buf_printf(text, "Trusted    no key%s\n", channel != NULL ? "; nothing can be updated" : "");
    }
}

static struct bo_reply *finish(struct bo_reply *reply, const struct bo_fetch_options *as, enum bo_status status,
                               const struct bo_fetch_report *report, bool standing)
{
    bool json = as->format != NULL && strcmp(as->format, "json") == 0;
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    if (json && !(as->cron && status == BO_OK)) {
        json_t *value = report_json(reply, report, status);
        char *dump = json_dumps(value, JSON_INDENT(2));
        bo_buf_printf(&text, "%s\n", dump != NULL ? dump : "");
        free(dump);
        json_decref(value);
    } else if (!json && !as->cron && standing) {
        tell_standing(&reply->arena, &text, report);
    } else if (!json && !as->cron) {
        tell_outcome(&text, report);
    }
    if (as->cron) {
        bo_fetching_one_line(reply, status);
    }
    const char *copy = bo_strndup(&reply->arena, text.at, text.n);
    bo_buf_fini(&text);
    bo_reply_finish(reply, status, copy);
    if (json) { /* a report stands on standard output whatever the status */
        reply->text = copy;
        reply->n = strlen(copy);
    }
    return reply;
}

/* Questions */

const char *bo_fetching_ca(struct bo_arena *arena, const char *ca)
{
    static const char *const names[] = {"CURL_CA_BUNDLE", "SSL_CERT_FILE"};
    for (size_t i = 0; i < sizeof names / sizeof *names && ca == NULL; i++) {
        const char *own = getenv(names[i]);
        ca = own != NULL && *own != '\0' ? own : NULL;
    }
    return ca != NULL ? ca : bo_config_file(arena, "ca.pem");
}

const char *bo_fetching_proxy(struct bo_arena *arena, const char *own)
{
    return own != NULL ? own : bo_config_line(arena, "proxy");
}

static struct bo_fetch_request request_of(struct bo_arena *arena, const struct bo_fetch_options *as)
{
    struct bo_fetch_request request = {.channel = as->channel,
                                       .cron = as->cron,
                                       .keys = as->keys,
                                       .n_keys = as->n_keys,
                                       .net = {.hosts = as->allow_hosts,
                                               .n_hosts = as->n_allow_hosts,
                                               .ca = as->ca,
                                               .proxy = as->proxy,
                                               .timeout = as->timeout},
                                       .progress = as->cron ? NULL : as->progress,
                                       .context = as->context,
                                       .check = check_sets};
    request.net.ca = bo_fetching_ca(arena, as->ca);
    request.net.proxy = bo_fetching_proxy(arena, as->proxy);
    return request;
}

static bool format_known(struct bo_reply *reply, const struct bo_fetch_options *as)
{
    bool known = as->format == NULL || strcmp(as->format, "text") == 0 || strcmp(as->format, "json") == 0;
    if (!known) {
        bo_reply_error(reply, "unknown-format", "there is no format '%s' here, but text, json", as->format);
    }
    return known;
}

static struct bo_reply *run(const struct bo_fetch_options *options, const char *bundle)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_fetch_options as = read_options(options);
    struct bo_fetch_report report = {0};
    struct bo_fetch_request request = request_of(&reply->arena, &as);
    if (!format_known(reply, &as)) {
        return bo_reply_finish(reply, BO_USAGE, NULL);
    }
    if (bundle != NULL) {
        request.channel = bundle;
        request.bundle = true;
    }
    if (bundle != NULL && strstr(bundle, "://") != NULL) {
        bo_reply_error(reply, "bad-bundle", "a bundle is a file or a folder; \"fetch update --channel\" takes %s",
                       bundle);
        return bo_reply_finish(reply, BO_USAGE, NULL);
    }
    enum bo_status status = bo_fetch_run(&reply->arena, &request, &report, &reply->diags);
    return finish(reply, &as, status, &report, false);
}

struct bo_reply *bo_fetch_update(const struct bo_fetch_options *options)
{
    return run(options, NULL);
}

struct bo_reply *bo_fetch_import(const struct bo_fetch_options *options, const char *bundle)
{
    return run(options, bundle);
}

struct bo_reply *bo_fetch_rollback(const struct bo_fetch_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_fetch_options as = read_options(options);
    struct bo_fetch_report report = {0};
    enum bo_status status =
        format_known(reply, &as) ? bo_fetch_go_back(&reply->arena, &report, &reply->diags) : BO_USAGE;
    return finish(reply, &as, status, &report, false);
}

struct bo_reply *bo_fetch_status(const struct bo_fetch_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_fetch_options as = read_options(options);
    struct bo_fetch_report report = {0};
    struct bo_fetch_request request = request_of(&reply->arena, &as);
    enum bo_status status =
        format_known(reply, &as) ? bo_fetch_look(&reply->arena, &request, &report, &reply->diags) : BO_USAGE;
    return finish(reply, &as, status, &report, true);
}

#else

static struct bo_reply *not_built(const struct bo_fetch_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_fetch_options as = read_options(options);
    bo_reply_error(reply, "no-fetch", "this program was built without the fetcher (configure --without-fetch)");
    if (as.cron) {
        bo_fetching_one_line(reply, BO_USAGE);
    }
    return bo_reply_finish(reply, BO_USAGE, NULL);
}

struct bo_reply *bo_fetch_update(const struct bo_fetch_options *options)
{
    return not_built(options);
}

struct bo_reply *bo_fetch_import(const struct bo_fetch_options *options, const char *bundle)
{
    (void)bundle;
    return not_built(options);
}

struct bo_reply *bo_fetch_rollback(const struct bo_fetch_options *options)
{
    return not_built(options);
}

struct bo_reply *bo_fetch_status(const struct bo_fetch_options *options)
{
    return not_built(options);
}

#endif
