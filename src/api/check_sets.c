/* Whether rule files are right, and how well they are covered. */
#include "api/coverage.h"
#include "api/tabular.h"
#include "api/target.h"
#include "scenario/template.h"

#include <string.h>

struct checked { /* a target and its set, which several files may share */
    const struct bo_target *target;
    struct bo_rules *rules; /* NULL: it is wrong */
    enum bo_status status;
    bool shares; /* an earlier one has the same set */
    bo_publications publications;
    json_t *coverage; /* NULL: not asked for */
};

static bool same_set(const struct bo_target *a, const struct bo_target *b)
{
    const char *x = a->overlay != NULL ? a->overlay : "", *y = b->overlay != NULL ? b->overlay : "";
    return strcmp(a->directory, b->directory) == 0 && strcmp(x, y) == 0;
}

/* The rules as the timeline has them, some in the place of others, have to compile too. */
static enum bo_status check_by_day(struct bo_reply *reply, const struct bo_rules *rules)
{
    struct bo_program *program = NULL;
    const struct bo_compile_options by_day = {.by_day = true};
    enum bo_status status =
        rules->set->timeline.entries.n > 0 ? bo_compile(rules->set, &by_day, &program, &reply->diags) : BO_OK;
    bo_program_free(program);
    return status;
}

static bool is_published(const struct bo_set *set, const char *file)
{
    bool found = false;
    for (size_t i = 0; i < set->published.n; i++) {
        found |= strcmp(set->published.at[i], file) == 0;
    }
    return found;
}

/* Opens the set unless an earlier target did. */
static void check(struct bo_reply *reply, const struct bo_asked *asked, struct checked *all, size_t i)
{
    struct checked *own = &all[i];
    for (size_t k = 0; k < i && !own->shares; k++) {
        if (same_set(all[k].target, own->target)) {
            own->rules = all[k].rules;
            own->status = all[k].status;
            own->publications = all[k].publications;
            own->shares = true;
        }
    }
    if (!own->shares) {
        own->status = bo_target_open(reply, asked, own->target, &own->rules);
        own->status = own->status == BO_OK ? check_by_day(reply, own->rules) : own->status;
        own->status =
            own->status == BO_OK ? bo_template_try(own->rules->set, &reply->arena, &reply->diags) : own->status;
        if (own->status == BO_OK) {
            own->status = bo_publications_load(own->rules->set, &own->publications, &reply->diags);
        }
    }
    if (own->status == BO_OK && own->target->file != NULL && !is_published(own->rules->set, own->target->file) &&
        bo_target_law(reply, own->target, own->rules->set) == NULL) {
        own->status = BO_BAD_RULES;
    }
}

/* How well the sets are covered, each worked out once. */
static enum bo_status cover(struct bo_reply *reply, struct checked *all, size_t n)
{
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < n && status == BO_OK; i++) {
        for (size_t k = 0; k < i && all[i].coverage == NULL; k++) {
            all[i].coverage = all[k].rules == all[i].rules ? json_incref(all[k].coverage) : NULL;
        }
        if (all[i].coverage == NULL) {
            status =
                bo_coverage(&reply->arena, all[i].rules->set, &all[i].publications, &reply->diags, &all[i].coverage);
        }
    }
    return status;
}

static size_t bindings_of(const bo_publications *publications)
{
    size_t n = 0;
    for (size_t i = 0; i < publications->n; i++) {
        n += publications->at[i]->bindings.n;
    }
    return n;
}

static json_t *as_json(const struct checked *all, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const struct bo_set *set = all[i].rules->set;
        json_t *item = json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I}", "path", all[i].target->path, "id", set->id,
                                 "version", set->version, "sha256", set->sha256, "rules",
                                 (json_int_t)bo_coverage_rules(set), "values", (json_int_t)bo_coverage_values(set),
                                 "inputs", (json_int_t)set->inputs.n, "examples", (json_int_t)set->examples.n);
        json_array_append_new(list, item);
        json_object_set_new(item, "publications", json_integer((json_int_t)all[i].publications.n));
        json_object_set_new(item, "bindings", json_integer((json_int_t)bindings_of(&all[i].publications)));
        if (all[i].coverage != NULL) {
            json_object_set(item, "coverage", all[i].coverage);
        }
    }
    return json_pack("{s:o}", "checked", list);
}

static const char *as_text(struct bo_reply *reply, const struct checked *all, size_t n)
{
    struct bo_arena *arena = &reply->arena;
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    for (size_t i = 0; i < n; i++) {
        const struct bo_set *set = all[i].rules->set;
        size_t published = all[i].publications.n;
        bo_buf_printf(&text, "%s: ok (%s %s: %s, %s, %s, %s%s%s)\n", all[i].target->path, set->id, set->version,
                      bo_times(arena, bo_coverage_rules(set), "rule"),
                      bo_times(arena, bo_coverage_values(set), "dated value"), bo_times(arena, set->inputs.n, "input"),
                      bo_times(arena, set->examples.n, "example"), published > 0 ? ", " : "",
                      published > 0
                          ? bo_printf(arena, "%s in %s", bo_times(arena, bindings_of(&all[i].publications), "binding"),
                                      bo_times(arena, published, "publication"))
                          : "");
        if (all[i].coverage != NULL && !all[i].shares) {
            bo_buf_puts(&text, bo_coverage_text(arena, all[i].coverage));
        }
    }
    const char *copy = bo_strndup(&reply->arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}

struct bo_reply *bo_check_rules(const struct bo_options *options, const char *const *paths, size_t n)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    bo_targets targets = {0};
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON, &asked);
    status = status == BO_OK ? bo_targets_find(reply, &asked, paths, n, &targets) : status;
    struct checked *all = bo_alloc_array(&reply->arena, targets.n, sizeof *all);
    for (size_t i = 0; i < targets.n; i++) { /* all faults are told, also when a path is wrong */
        all[i].target = &targets.at[i];
        check(reply, &asked, all, i);
        status = status == BO_OK ? all[i].status : status;
    }
    if (status == BO_OK && asked.as.coverage) {
        status = cover(reply, all, targets.n);
    }
    if (status == BO_OK && asked.format == BO_AS_JSON) {
        bo_reply_json(reply, status, as_json(all, targets.n));
    } else {
        bo_reply_finish(reply, status, status == BO_OK ? as_text(reply, all, targets.n) : NULL);
    }
    for (size_t i = 0; i < targets.n; i++) {
        json_decref(all[i].coverage);
        if (!all[i].shares) {
            bo_rules_close(all[i].rules);
        }
    }
    return reply;
}
