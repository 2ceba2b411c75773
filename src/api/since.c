#include "api/since.h"
#include "api/wanted.h"

#include <string.h>

enum bo_status bo_since_begin(struct bo_reply *reply, const struct bo_rules *rules, struct bo_asked *asked,
                              struct bo_earlier *earlier)
{
    const struct bo_case_text *since = asked->as.since;
    *earlier = (struct bo_earlier){.root = NULL};
    if (since == NULL) {
        if (asked->as.since_rules != NULL) {
            bo_reply_error(reply, "missing-option", "--since-rules needs --since, the result of those rules");
            return BO_USAGE;
        }
        return BO_OK;
    }
    enum bo_status status =
        bo_earlier_read(rules->set, since->name, since->text, since->n, &reply->arena, earlier, &reply->diags);
    if (status != BO_OK) {
        return status;
    }
    const char *period = earlier->period, *per = asked->as.per;
    if (period != NULL && per != NULL && strcmp(period, per) != 0 && asked->format != BO_AS_HTML) {
        bo_reply_error(reply, "other-period", "the earlier result is in amounts a %s, and --per asks for %s", period,
                       per);
        return BO_USAGE;
    }
    if (asked->format == BO_AS_CSV) {
        bo_diag(&reply->diags, BO_NOTE, (struct bo_place){0}, "since", "csv has no place for what has changed");
    }
    if (asked->format != BO_AS_HTML) { /* the page has its own period, and compares in the other */
        asked->as.per = period != NULL ? period : per;
    }
    return BO_OK;
}

void bo_since_end(struct bo_earlier *earlier)
{
    json_decref(earlier->root);
    earlier->root = NULL;
}

/* The rules of the earlier result. */

struct comparing {
    struct bo_reply *reply;
    const struct bo_asked *asked;
    const struct bo_case_text *kase;
    const struct bo_earlier *earlier;
    struct bo_rules *old;   /* NULL: they are the same, or are not found */
    struct bo_diags unused; /* of what need not be */
};

/* Rules in a folder, when they are those of the result. */
static bool open_old(struct comparing *c, const char *directory)
{
    struct bo_reply *aside = bo_reply_new();
    struct bo_asked asked = *c->asked;
    if (c->earlier->overlays.n == 0) {
        asked.as.n_overlays = 0;
    }
    enum bo_status status = bo_open_directory(aside, &asked, directory, &c->old);
    bo_reply_free(aside);
    if (status == BO_OK && !bo_earlier_rules(c->earlier, c->old->set)) {
        bo_rules_close(c->old);
        c->old = NULL;
    }
    return status == BO_OK && c->old != NULL;
}

static enum bo_status find_old(struct comparing *c, const struct bo_rules *rules)
{
    const char *named = c->asked->as.since_rules, *directory = NULL;
    if (bo_earlier_rules(c->earlier, rules->set)) {
        return BO_OK;
    }
    if (named == NULL) {
        const char *installed = bo_printf(&c->reply->arena, "%s@%s", c->earlier->id, c->earlier->version);
        if (bo_store_find(&c->reply->arena, c->asked->as.rules_dir, installed, &directory, &c->unused) == BO_OK) {
            open_old(c, directory);
        }
        return BO_OK;
    }
    enum bo_status status =
        bo_store_find(&c->reply->arena, c->asked->as.rules_dir, named, &directory, &c->reply->diags);
    if (status == BO_OK && !open_old(c, directory)) {
        bo_reply_error(c->reply, "other-rules", "'%s' are not the rules of the earlier result (%s %s, SHA-256 %s)",
                       named, c->earlier->id, c->earlier->version, c->earlier->sha256);
        status = BO_USAGE;
    }
    return status;
}

/* Calculations in the period of the earlier result; NULL: it cannot be worked out. */
static struct bo_calc *calculate(struct comparing *c, const struct bo_rules *rules, int64_t on)
{
    struct bo_reply *aside = bo_reply_new();
    struct bo_asked asked = *c->asked;
    struct bo_calc *calc = NULL;
    if (bo_wanted_read(aside, &asked, rules->set, false) == BO_OK) {
        const struct bo_calc_options how = {.file = c->kase->name,
                                            .on = on,
                                            .per = c->earlier->period,
                                            .lang = c->asked->as.lang,
                                            .calls = asked.calls};
        bo_calc_run(rules->program, c->kase->text, c->kase->n, &how, &calc, &c->unused);
    }
    bo_reply_free(aside);
    return calc;
}

static bool same_period(const struct bo_calc *calc, const struct bo_earlier *earlier)
{
    return earlier->period == NULL || calc->period == NULL || strcmp(calc->period->id, earlier->period) == 0;
}

static enum bo_status compare(struct comparing *c, const struct bo_rules *rules, struct bo_calc *calc)
{
    bool same = bo_earlier_rules(c->earlier, rules->set);
    struct bo_calc *own = same_period(calc, c->earlier) ? NULL : calculate(c, rules, c->asked->on);
    struct bo_calc *between = calculate(c, rules, c->earlier->date);
    struct bo_calc *then = c->old != NULL ? calculate(c, c->old, c->earlier->date) : NULL;
    struct bo_since *since = NULL;
    const char *program = bo_printf(&c->reply->arena, "betteroff %s", bo_version());
    enum bo_status status = bo_since_make(c->earlier, own != NULL ? own : calc, between, same ? between : then, program,
                                          &c->reply->arena, &since, &c->reply->diags);
    calc->since = status == BO_OK ? since : NULL;
    bo_calc_free(then);
    bo_calc_free(between);
    bo_calc_free(own);
    return status;
}

enum bo_status bo_since_compare(struct bo_reply *reply, const struct bo_rules *rules, const struct bo_asked *asked,
                                const struct bo_case_text *kase, const struct bo_earlier *earlier, struct bo_calc *calc)
{
    struct comparing c = {.reply = reply, .asked = asked, .kase = kase, .earlier = earlier};
    if (earlier->root == NULL) {
        return BO_OK;
    }
    bo_diags_init(&c.unused, &reply->arena);
    enum bo_status status = find_old(&c, rules);
    status = status == BO_OK ? compare(&c, rules, calc) : status;
    bo_rules_close(c.old);
    return status;
}
