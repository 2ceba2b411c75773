/* The examples that rule files hold. */
#include "api/tabular.h"
#include "api/target.h"
#include "scenario/example.h"

#include <string.h>

struct testing {
    struct bo_reply *reply;
    json_t *sets;       /* what programs are told */
    struct bo_buf text; /* what people are */
    size_t passed, failed;
    bo_progress progress;
    void *context;
};

/* Every line of a failure names the example and its place, as messages do. */
static void tell_failure(struct testing *t, const struct bo_example_result *result, json_t *failures)
{
    const struct bo_example *example = result->example;
    json_t *lines = json_array();
    for (const char *line = result->failure != NULL ? result->failure : "it failed"; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        const char *one = bo_strndup(&t->reply->arena, line, n);
        bo_buf_printf(&t->text, "%s:%d:%d: failed: example '%s': %s\n", example->place.file, example->place.line,
                      example->place.column, example->id, one);
        json_array_append_new(lines, json_string(one));
        line += n + (line[n] == '\n');
    }
    json_array_append_new(failures, json_pack("{s:s, s:s, s:i, s:o}", "example", example->id, "file",
                                              example->place.file, "line", example->place.line, "failures", lines));
}

static enum bo_status run(struct testing *t, const struct bo_target *target, const struct bo_rules *rules)
{
    const char *law = NULL;
    struct bo_example_result *results = NULL;
    size_t n = 0, passed = 0;
    if (target->file != NULL) {
        const struct bo_law *found = bo_target_law(t->reply, target, rules->set);
        if (found == NULL) {
            return BO_BAD_RULES;
        }
        law = found->id;
    }
    enum bo_status status = bo_examples_run(&t->reply->arena, rules->set, &law, law != NULL, NULL, &results, &n,
                                            &t->reply->diags, t->progress, t->context);
    if (status != BO_OK) {
        return status;
    }
    json_t *failures = json_array();
    for (size_t i = 0; i < n; i++) {
        passed += results[i].passed;
        if (!results[i].passed) {
            tell_failure(t, &results[i], failures);
        }
    }
    t->passed += passed;
    t->failed += n - passed;
    bo_buf_printf(&t->text, "%s: %s, %zu passed, %zu failed\n", target->path, bo_times(&t->reply->arena, n, "example"),
                  passed, n - passed);
    json_array_append_new(t->sets,
                          json_pack("{s:s, s:s, s:s, s:I, s:I, s:o}", "path", target->path, "id", rules->set->id,
                                    "version", rules->set->version, "passed", (json_int_t)passed, "failed",
                                    (json_int_t)(n - passed), "failures", failures));
    return BO_OK;
}

static enum bo_status test(struct testing *t, const struct bo_asked *asked, const struct bo_target *target)
{
    struct bo_rules *rules = NULL;
    if (target->overlay != NULL) {
        bo_diag(&t->reply->diags, BO_ERROR, (struct bo_place){.file = target->path}, "no-examples",
                "an overlay holds no examples; \"rules check\" says whether it is right");
        return BO_USAGE;
    }
    enum bo_status status = bo_target_open(t->reply, asked, target, &rules);
    status = status == BO_OK ? run(t, target, rules) : status;
    bo_rules_close(rules);
    return status;
}

static struct bo_reply *answer(struct testing *t, enum bo_format format)
{
    enum bo_status status = t->failed > 0 ? BO_NO : BO_OK;
    if (format == BO_AS_JSON) {
        json_t *value = json_pack("{s:I, s:I, s:O}", "passed", (json_int_t)t->passed, "failed", (json_int_t)t->failed,
                                  "sets", t->sets);
        return bo_reply_json(t->reply, status, value);
    }
    return bo_reply_finish(t->reply, status, bo_strndup(&t->reply->arena, t->text.n > 0 ? t->text.at : "", t->text.n));
}

struct bo_reply *bo_test_rules(const struct bo_options *options, const char *const *paths, size_t n,
                               bo_progress progress, void *context)
{
    struct testing t = {.reply = bo_reply_new(), .sets = json_array(), .progress = progress, .context = context};
    struct bo_asked asked;
    bo_targets targets = {0};
    bo_buf_init(&t.text);
    enum bo_status status = bo_asked_read(t.reply, options, BO_TEXT_JSON, &asked);
    status = status == BO_OK ? bo_targets_find(t.reply, &asked, paths, n, &targets) : status;
    for (size_t i = 0; i < targets.n && status == BO_OK; i++) {
        status = test(&t, &asked, &targets.at[i]);
    }
    struct bo_reply *reply = status == BO_OK ? answer(&t, asked.format) : bo_reply_finish(t.reply, status, NULL);
    json_decref(t.sets);
    bo_buf_fini(&t.text);
    return reply;
}
