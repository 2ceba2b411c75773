/* Comparing rule sets with what is published, as a question and its reply. */
#include "api/fetching.h"
#include "api/open.h"

#include <string.h>

static struct bo_sources_options read_options(const struct bo_sources_options *options)
{
    struct bo_sources_options as = {0};
    if (options != NULL) {
        memcpy(&as, options, options->size < sizeof as ? options->size : sizeof as);
    }
    return as;
}

#ifdef WITH_FETCH

#include "fetch/drift_state.h"
#include "fetch/keys.h"
#include "fetch/moment.h"
#include <stdlib.h>
#include <unistd.h>

struct looked { /* a set with what is known of where it is published */
    struct bo_set *set;
    bo_publications publications;
    struct bo_sources_report report;
    bool asked; /* something of it was asked for */
};

struct asking {
    struct bo_reply *reply;
    struct bo_sources_options as;
    struct bo_asked asked;
    int64_t day;
    BO_VEC(const char *) only;
    BO_VEC(struct looked) sets;
    bo_installed_list installed;
    const struct bo_set *proposing;
};

/* What is asked */

static void split_only(struct asking *a)
{
    struct bo_arena *arena = &a->reply->arena;
    for (size_t i = 0; i < a->as.n_only; i++) {
        for (const char *at = a->as.only[i]; *at != '\0';) {
            size_t n = strcspn(at, ",");
            if (n > 0) {
                BO_PUSH(arena, &a->only, bo_strndup(arena, at, n));
            }
            at += n + (at[n] == ',');
        }
    }
}

static enum bo_status read_asked(struct asking *a)
{
    const struct bo_options options = {.size = sizeof options,
                                       .rules = a->as.rules,
                                       .rules_dir = a->as.rules_dir,
                                       .on = a->as.on,
                                       .format = a->as.format};
    enum bo_status status = bo_asked_read(a->reply, &options, BO_TEXT_JSON, &a->asked);
    a->day = a->asked.on != BO_DATE_NONE ? a->asked.on : bo_moment_now() / BO_DAY;
    split_only(a);
    return status;
}

/* The fetcher never says BO_WRONG_FILE. */
static enum bo_status without_io(enum bo_status status)
{
    return status == BO_IO ? BO_DISK : status;
}

static enum bo_status load_sets(struct asking *a)
{
    struct bo_reply *reply = a->reply;
    const char **directories = NULL;
    size_t n = 0;
    enum bo_status status = bo_open_candidates(reply, &a->asked, &directories, &n);
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        struct looked looked = {0};
        status = bo_rules_load(directories[i], NULL, 0, &looked.set, &reply->diags);
        if (status != BO_OK) {
            break;
        }
        status = bo_publications_load(looked.set, &looked.publications, &reply->diags);
        if (status != BO_OK || (looked.publications.n == 0 && a->as.rules == NULL)) {
            bo_set_free(looked.set);
        } else {
            BO_PUSH(&reply->arena, &a->sets, looked);
        }
    }
    if (status == BO_OK && a->sets.n == 0) {
        bo_reply_error(reply, "no-publications", "no rule set that is installed says where its figures are published");
        status = BO_USAGE;
    }
    return without_io(status);
}

static enum bo_status check_only(struct asking *a)
{
    for (size_t i = 0; i < a->only.n; i++) {
        const char *name = a->only.at[i], *near = NULL;
        bool known = false;
        for (size_t s = 0; s < a->sets.n; s++) {
            struct looked *looked = &a->sets.at[s];
            bool knows = bo_sources_know(looked->set, &looked->publications, name);
            near = near == NULL ? bo_set_nearest(looked->set, name) : near;
            looked->asked |= knows;
            known |= knows;
        }
        if (!known) {
            bo_reply_error(a->reply, "unknown-name", "--only: there is no figure and no publication '%s'%s", name,
                           bo_reply_hint(a->reply, near));
            return BO_USAGE;
        }
    }
    for (size_t s = 0; s < a->sets.n && a->only.n == 0; s++) {
        a->sets.at[s].asked = true;
    }
    return BO_OK;
}

/* Looking */

static enum bo_status open_witnesses(struct asking *a, struct bo_witnesses **witnesses)
{
    struct bo_arena *arena = &a->reply->arena;
    const struct bo_witness_options options = {.mirror = a->as.channel,
                                               .offline = a->as.offline,
                                               .again = a->only.n > 0,
                                               .contact = bo_config_line(arena, "contact"),
                                               .net = {.hosts = a->as.allow_hosts,
                                                       .n_hosts = a->as.n_allow_hosts,
                                                       .ca = bo_fetching_ca(arena, a->as.ca),
                                                       .proxy = bo_fetching_proxy(arena, a->as.proxy),
                                                       .timeout = a->as.timeout}};
    const char **hosts = NULL;
    size_t n = 0;
    for (size_t i = 0; i < a->sets.n; i++) {
        bo_source_hosts(arena, &a->sets.at[i].publications, a->day, &hosts, &n);
    }
    return bo_witnesses_open(arena, &options, hosts, n, witnesses, &a->reply->diags);
}

static bool is_taken(void *context, const char *version)
{
    const struct asking *a = context;
    for (size_t i = 0; i < a->installed.n; i++) {
        if (strcmp(a->installed.at[i].id, a->proposing->id) == 0 &&
            bo_version_compare(a->installed.at[i].version, version) == 0) {
            return true;
        }
    }
    return false;
}

static enum bo_status propose(struct asking *a, struct looked *looked)
{
    struct bo_arena *arena = &a->reply->arena;
    const char *state = bo_state_folder(arena);
    const struct bo_proposal_request request = {
        .set = looked->set,
        .day = a->day,
        .moment = bo_moment_text(arena, bo_moment_now()),
        .folder = a->as.proposals != NULL ? a->as.proposals : bo_printf(arena, "%s/proposals", state),
        .taken = is_taken,
        .check = bo_fetching_check,
        .context = a};
    a->proposing = looked->set;
    return bo_propose(arena, &request, &looked->report.findings, &looked->report.proposal, &a->reply->diags);
}

static enum bo_status look(struct asking *a, struct looked *looked, struct bo_witnesses *witnesses)
{
    struct bo_arena *arena = &a->reply->arena;
    const struct bo_sources_request request = {.day = a->day,
                                               .only = a->only.at,
                                               .n_only = a->only.n,
                                               .progress = a->as.cron ? NULL : a->as.progress,
                                               .context = a->as.context};
    bo_check_sources(arena, looked->set, &looked->publications, witnesses, &request, &looked->report);
    enum bo_status status = propose(a, looked);
    if (status == BO_OK && a->only.n == 0 && !a->as.offline) {
        status = bo_drift_state_write(arena, looked->set->id, looked->set->version, a->day, &looked->report.findings,
                                      &a->reply->diags);
    }
    return status;
}

/* Telling */

static const char *code_of(enum bo_status status)
{
    return status == BO_NETWORK ? "network" : status == BO_TLS ? "tls" : "server";
}

/* What could not be read: errors when that is the answer, warnings beside another one. */
static void tell_unread(struct asking *a, enum bo_status status)
{
    for (size_t s = 0; s < a->sets.n; s++) {
        const struct bo_sources_report *report = &a->sets.at[s].report;
        for (size_t i = 0; i < report->documents.n; i++) {
            const struct bo_source_document *d = &report->documents.at[i];
            if (d->status != BO_OK && d->status != BO_NO) {
                bo_diag(&a->reply->diags, status >= BO_USAGE && d->status == status ? BO_ERROR : BO_WARNING,
                        (struct bo_place){.file = d->url}, code_of(d->status), "%s", d->why != NULL ? d->why : "");
            }
        }
    }
}

static void tell_counts(struct asking *a, enum bo_severity severity, const char *code)
{
    for (size_t s = 0; s < a->sets.n; s++) {
        if (a->sets.at[s].asked) {
            bo_diag(&a->reply->diags, severity, (struct bo_place){0}, code, "%s",
                    bo_sources_line(&a->reply->arena, &a->sets.at[s].report));
        }
    }
}

static json_t *messages_json(const struct bo_reply *reply)
{
    static const char *const severities[] = {"error", "warning", "note"};
    json_t *messages = json_array();
    for (size_t i = 0; i < reply->diags.list.n; i++) {
        const struct bo_diag *diag = &reply->diags.list.at[i];
        json_array_append_new(messages, json_pack("{s:s, s:s, s:s, s:s?}", "severity", severities[diag->severity],
                                                  "code", diag->code, "text", diag->text, "file", diag->place.file));
    }
    return messages;
}

/* One set is the report itself, several are a list in it. */
static const char *as_json(struct asking *a, enum bo_status status)
{
    json_t *sets = json_array(), *value;
    for (size_t s = 0; s < a->sets.n; s++) {
        if (a->sets.at[s].asked && a->sets.at[s].report.set != NULL) {
            json_array_append_new(sets, bo_sources_json(&a->reply->arena, &a->sets.at[s].report, a->day));
        }
    }
    if (json_array_size(sets) == 1) {
        value = json_incref(json_array_get(sets, 0));
        json_decref(sets);
    } else {
        value = json_pack("{s:o}", "sets", sets);
    }
    json_object_set_new(value, "program", json_string("betteroff " PACKAGE_VERSION));
    json_object_set_new(value, "status", json_integer((json_int_t)status));
    json_object_set_new(value, "messages", messages_json(a->reply));
    char *dump = json_dumps(value, JSON_INDENT(2));
    const char *text = bo_printf(&a->reply->arena, "%s\n", dump != NULL ? dump : "");
    free(dump);
    json_decref(value);
    return text;
}

static const char *as_text(struct asking *a)
{
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    for (size_t s = 0; s < a->sets.n; s++) {
        if (a->sets.at[s].asked) {
            bo_buf_puts(&text, text.n > 0 ? "\n" : "");
            bo_sources_text(&a->reply->arena, &a->sets.at[s].report, a->day, a->as.colour, &text);
        }
    }
    const char *copy = bo_strndup(&a->reply->arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}

static struct bo_reply *finish(struct asking *a, enum bo_status status, bool looked)
{
    struct bo_reply *reply = a->reply;
    bool json = a->asked.format == BO_AS_JSON;
    if (looked && a->as.cron && status == BO_NO) {
        tell_counts(a, BO_ERROR, "found");
    } else if (looked && status >= BO_NETWORK && status <= BO_TLS) {
        tell_unread(a, status);
        tell_counts(a, BO_NOTE, "found");
    } else if (looked && !a->as.cron) {
        tell_unread(a, status);
    }
    const char *text = json && !(a->as.cron && status == BO_OK) ? as_json(a, status)
                       : !json && looked && !a->as.cron         ? as_text(a)
                                                                : "";
    if (a->as.cron) {
        bo_fetching_one_line(reply, status);
    }
    bo_reply_finish(reply, status, text);
    if (json) { /* a report stands on standard output whatever the status */
        reply->text = text;
        reply->n = strlen(text);
    }
    for (size_t s = 0; s < a->sets.n; s++) {
        bo_set_free(a->sets.at[s].set);
    }
    return reply;
}

/* A person comes first, then what hides most. */
static enum bo_status combine(enum bo_status a, enum bo_status b)
{
    static const enum bo_status order[] = {BO_NO, BO_TLS, BO_NETWORK, BO_SERVER};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (a == order[i] || b == order[i]) {
            return order[i];
        }
    }
    return BO_OK;
}

struct bo_reply *bo_fetch_check_sources(const struct bo_sources_options *options)
{
    struct asking a = {.reply = bo_reply_new(), .as = read_options(options)};
    struct bo_witnesses *witnesses = NULL;
    int lock = -1;
    enum bo_status status = read_asked(&a), found = BO_OK;
    status = status == BO_OK ? load_sets(&a) : status;
    status = status == BO_OK ? check_only(&a) : status;
    status = status == BO_OK ? without_io(bo_store_list(&a.reply->arena, a.as.rules_dir, &a.installed, &a.reply->diags))
                             : status;
    status = status == BO_OK ? bo_sources_lock(&a.reply->arena, &lock, &a.reply->diags) : status;
    status = status == BO_OK ? open_witnesses(&a, &witnesses) : status;
    bool ready = status == BO_OK;
    for (size_t i = 0; i < a.sets.n && status == BO_OK; i++) {
        if (a.sets.at[i].asked) {
            status = look(&a, &a.sets.at[i], witnesses);
            found = combine(found, bo_sources_status(&a.sets.at[i].report));
        }
    }
    bo_witnesses_close(witnesses);
    if (lock >= 0) {
        close(lock);
    }
    return finish(&a, status != BO_OK ? status : found, ready && status == BO_OK);
}

#else

struct bo_reply *bo_fetch_check_sources(const struct bo_sources_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_sources_options as = read_options(options);
    bo_reply_error(reply, "no-fetch", "this program was built without the fetcher (configure --without-fetch)");
    if (as.cron) {
        bo_fetching_one_line(reply, BO_USAGE);
    }
    return bo_reply_finish(reply, BO_USAGE, NULL);
}

#endif
