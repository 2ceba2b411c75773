/* One element of a rule set, or the names of all. */
#include "api/show.h"
#include "api/describe.h"
#include "api/open.h"

#include <string.h>

/* The element that an id means, and its set */

struct sought {
    const char *id;
    struct bo_rules *rules;
    const struct bo_named *named;
    const char *near;    /* the nearest id of a set that has not this one */
    const char *holders; /* the sets that have it, when there are several */
    unsigned found;
};

static enum bo_status seek_in(struct bo_reply *reply, const struct bo_asked *asked, const char *directory,
                              struct sought *sought)
{
    struct bo_rules *rules = NULL;
    enum bo_status status = bo_open_directory(reply, asked, directory, &rules);
    if (status != BO_OK) {
        return status;
    }
    const struct bo_named *named = bo_set_find(rules->set, sought->id);
    if (named == NULL && sought->near == NULL) {
        const char *near = bo_set_nearest(rules->set, sought->id);
        sought->near = near != NULL ? bo_strdup(&reply->arena, near) : NULL;
    } else if (named != NULL) {
        sought->found++;
        sought->holders = bo_printf(&reply->arena, "%s%s%s", sought->holders != NULL ? sought->holders : "",
                                    sought->holders != NULL ? ", " : "", rules->set->id);
    }
    if (named != NULL && sought->found == 1) {
        sought->rules = rules;
        sought->named = named;
    } else {
        bo_rules_close(rules);
    }
    return BO_OK;
}

static enum bo_status seek(struct bo_reply *reply, const struct bo_asked *asked, struct sought *sought)
{
    const char **directories;
    size_t n;
    enum bo_status status = bo_open_candidates(reply, asked, &directories, &n);
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        status = seek_in(reply, asked, directories[i], sought);
    }
    if (status == BO_OK && sought->found == 0) {
        bo_reply_error(reply, "unknown-name", "there is no '%s' in the rules%s", sought->id,
                       bo_reply_hint(reply, sought->near));
        status = BO_USAGE;
    } else if (status == BO_OK && sought->found > 1) {
        bo_reply_error(reply, "which-rules", "'%s' is in several rule sets (%s): say which with --rules", sought->id,
                       sought->holders);
        status = BO_USAGE;
    }
    return status;
}

static struct bo_describing describing(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set)
{
    return (struct bo_describing){.arena = &reply->arena, .set = set, .lang = asked->as.lang};
}

/* Texts from what was described; the value is freed. */
static struct bo_reply *answer(struct bo_reply *reply, const struct bo_asked *asked, json_t *value,
                               const char *(*text)(struct bo_arena *, const json_t *, const struct bo_look *))
{
    if (asked->format == BO_AS_JSON) {
        return bo_reply_json(reply, BO_OK, value);
    }
    const struct bo_look look = {.colour = asked->as.colour, .width = asked->as.width};
    const char *words = text(&reply->arena, value, &look);
    json_decref(value);
    return bo_reply_finish(reply, BO_OK, words);
}

static struct bo_reply *show_all(struct bo_reply *reply, const struct bo_asked *asked)
{
    struct bo_rules *rules = NULL;
    enum bo_status status = bo_open_one(reply, asked, &rules);
    if (status != BO_OK) {
        return bo_reply_finish(reply, status, NULL);
    }
    struct bo_describing d = describing(reply, asked, rules->set);
    answer(reply, asked, bo_describe_all(&d), bo_show_list_text);
    bo_rules_close(rules);
    return reply;
}

struct bo_reply *bo_show(const struct bo_options *options, const char *id)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct sought sought = {.id = id};
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON, &asked);
    if (status == BO_OK && id == NULL) {
        return show_all(reply, &asked);
    }
    status = status == BO_OK ? seek(reply, &asked, &sought) : status;
    if (status == BO_OK) {
        struct bo_describing d = describing(reply, &asked, sought.rules->set);
        bo_open_note_language(reply, &asked, sought.rules->set);
        answer(reply, &asked, bo_describe(&d, sought.named), bo_show_text);
    } else {
        bo_reply_finish(reply, status, NULL);
    }
    bo_rules_close(sought.rules);
    return reply;
}
