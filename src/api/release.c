/* The publisher's side: rule sets in, a channel's files out. */
#include "api/open.h"

#include <string.h>

#ifdef WITH_FETCH

#include "api/tabular.h"
#include "fetch/moment.h"
#include "fetch/release.h"
#include <stdlib.h>

enum { GOOD_DAYS = 28 };

static bool read_moment(struct bo_reply *reply, const char *option, const char *text, int64_t *moment)
{
    bool good = text == NULL || bo_moment_read(text, moment);
    if (!good) {
        bo_reply_error(reply, "bad-moment", "--%s: '%s' is no moment; write it like 2026-11-20T06:00:00Z", option,
                       text);
    }
    return good;
}

static int64_t now(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    long long own = epoch != NULL ? strtoll(epoch, NULL, 10) : 0;
    return own > 0 ? own : bo_moment_now();
}

static bool read_serial(struct bo_reply *reply, const char *text, uint64_t *serial)
{
    size_t n = text != NULL ? strspn(text, "0123456789") : 0;
    *serial = n > 0 && n <= 18 && text[n] == '\0' ? strtoull(text, NULL, 10) : 0;
    if (*serial == 0) {
        bo_reply_error(reply, "bad-serial",
                       "--serial N is needed: a number from 1, higher than that of the release "
                       "before");
    }
    return *serial != 0;
}

static bool read_options(struct bo_reply *reply, const struct bo_release_options *as, struct bo_release *release)
{
    *release = (struct bo_release){
        .to = as->to, .channel = as->name != NULL ? as->name : "stable", .min_client = as->min_client};
    if (as->to == NULL || strlen(as->to) == 0) {
        bo_reply_error(reply, "missing-folder", "--to FOLDER is needed: where the channel's files are written");
        return false;
    }
    if (!bo_channel_name_valid(release->channel)) {
        bo_reply_error(reply, "bad-name", "'%s' is no name of a channel: small letters, digits and \"-\"",
                       release->channel);
        return false;
    }
    int64_t issued = now(), expires = issued + GOOD_DAYS * (int64_t)BO_DAY;
    if (!read_serial(reply, as->serial, &release->serial) || !read_moment(reply, "issued", as->issued, &issued)) {
        return false;
    }
    expires = issued + GOOD_DAYS * (int64_t)BO_DAY;
    if (as->issued == NULL && as->expires == NULL) {
        bo_release_moments(&reply->arena, release, &issued, &expires);
    }
    if (!read_moment(reply, "expires", as->expires, &expires)) {
        return false;
    }
    release->issued = issued;
    release->expires = expires;
    return true;
}

/* A set that would not be installed elsewhere is not released. */
static enum bo_status add_set(struct bo_reply *reply, const struct bo_asked *asked, const char *path,
                              struct bo_release_set *set)
{
    struct bo_rules *rules = NULL;
    const char *directory = NULL;
    const char *named = strchr(path, '/') != NULL ? path : bo_printf(&reply->arena, "./%s", path);
    enum bo_status status = bo_store_find(&reply->arena, NULL, named, &directory, &reply->diags);
    status = status == BO_OK ? bo_open_directory(reply, asked, directory, &rules) : status;
    if (status == BO_OK) {
        set->id = bo_strdup(&reply->arena, rules->set->id);
        set->version = bo_strdup(&reply->arena, rules->set->version);
        set->folder = directory;
    }
    bo_rules_close(rules);
    if (status != BO_OK) {
        return status;
    }
    struct bo_options options = {.size = sizeof options};
    struct bo_reply *examples = bo_test_rules(&options, &directory, 1, NULL, NULL);
    if (examples->status != BO_OK) {
        bo_diag(&reply->diags, BO_ERROR, (struct bo_place){.file = directory}, "examples",
                "its examples do not pass; \"rules test\" says which");
        status = BO_BAD_RULES;
    }
    bo_reply_free(examples);
    return status;
}

static const char *as_text(struct bo_reply *reply, const struct bo_release *release, const struct bo_released *released)
{
    const char *head = bo_printf(&reply->arena, "Release %llu of %s: %s, %llu bytes, in %s\nBundle     %s\n",
                                 (unsigned long long)release->serial, release->channel,
                                 bo_times(&reply->arena, released->files, "file"), (unsigned long long)released->bytes,
                                 release->to, released->bundle);
    if (released->has_signature) {
        return bo_printf(&reply->arena, "%sSigned     the bundle holds the signature: the folder can be published\n",
                         head);
    }
    return bo_printf(&reply->arena,
                     "%sNot signed yet. Sign the index, then give the same command again, so that the bundle holds the "
                     "signature:\n"
                     "  minisign -S -s SECRET-KEY -m %s -x %s.minisig -t '%s'\n",
                     head, released->index, released->index, released->comment);
}

static json_t *as_json(const struct bo_release *release, const struct bo_released *released)
{
    return json_pack("{s:s, s:I, s:s, s:s, s:s, s:b, s:I, s:I}", "channel", release->channel, "serial",
                     (json_int_t)release->serial, "index", released->index, "trusted_comment", released->comment,
                     "bundle", released->bundle, "signed", released->has_signature, "files",
                     (json_int_t)released->files, "bytes", (json_int_t)released->bytes);
}

struct bo_reply *bo_release_rules(const struct bo_release_options *options, const char *const *paths, size_t n)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_release_options as = {0};
    memcpy(&as, options, options->size < sizeof as ? options->size : sizeof as);
    struct bo_options general = {.size = sizeof general, .format = as.format};
    struct bo_asked asked;
    struct bo_release release;
    struct bo_released released;
    enum bo_status status = bo_asked_read(reply, &general, 2, &asked);
    if (status == BO_OK && !read_options(reply, &as, &release)) {
        status = BO_USAGE;
    }
    release.sets = bo_alloc_array(&reply->arena, n, sizeof *release.sets);
    release.n_sets = n;
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        status = add_set(reply, &asked, paths[i], &release.sets[i]);
    }
    status = status == BO_OK ? bo_release_write(&reply->arena, &release, &released, &reply->diags) : status;
    if (status == BO_OK && asked.format == BO_AS_JSON) {
        return bo_reply_json(reply, status, as_json(&release, &released));
    }
    status = status == BO_INVALID ? BO_BAD_RULES : status == BO_DISK ? BO_IO : status;
    return bo_reply_finish(reply, status, status == BO_OK ? as_text(reply, &release, &released) : NULL);
}

#else

struct bo_reply *bo_release_rules(const struct bo_release_options *options, const char *const *paths, size_t n)
{
    struct bo_reply *reply = bo_reply_new();
    (void)options;
    (void)paths;
    (void)n;
    bo_reply_error(reply, "no-fetch", "this program was built without the fetcher (configure --without-fetch)");
    return bo_reply_finish(reply, BO_USAGE, NULL);
}

#endif
