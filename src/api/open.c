#include "api/open.h"
#include "scenario/case.h"

#include <stdlib.h>
#include <string.h>

enum bo_status bo_open_set(struct bo_reply *reply, const struct bo_asked *asked, struct bo_set *set,
                           struct bo_rules **rules)
{
    struct bo_program *program = NULL;
    const struct bo_compile_options options = {.made_only = asked->as.made_only};
    enum bo_status status = bo_compile(set, &options, &program, &reply->diags);
    *rules = status == BO_OK ? malloc(sizeof **rules) : NULL;
    if (*rules != NULL) {
        **rules = (struct bo_rules){set, program};
        return BO_OK;
    }
    if (status == BO_OK) {
        bo_program_free(program);
        bo_reply_error(reply, "memory", "out of memory");
    }
    bo_set_free(set);
    return status == BO_OK ? BO_INTERNAL : status;
}

enum bo_status bo_open_directory(struct bo_reply *reply, const struct bo_asked *asked, const char *directory,
                                 struct bo_rules **rules)
{
    struct bo_set *set = NULL;
    *rules = NULL;
    enum bo_status status = bo_rules_load(directory, asked->as.overlays, asked->as.n_overlays, &set, &reply->diags);
    return status == BO_OK ? bo_open_set(reply, asked, set, rules) : status;
}

void bo_rules_close(struct bo_rules *rules)
{
    if (rules != NULL) {
        bo_program_free(rules->program);
        bo_set_free(rules->set);
        free(rules);
    }
}

/* The names of what is installed, for messages: "a, b"; "" when there is nothing. */
static const char *installed_names(struct bo_reply *reply, const char *rules_dir)
{
    bo_installed_list list = {0};
    const char *names = "";
    bo_store_list(&reply->arena, rules_dir, &list, &reply->diags);
    for (size_t i = 0; i < list.n; i++) {
        if (list.at[i].chosen) {
            names = bo_printf(&reply->arena, "%s%s%s", names, *names != '\0' ? ", " : "", list.at[i].id);
        }
    }
    return names;
}

/* The set that the case names. A case may come from anywhere: it names an installed set, and no folder of this machine.
 */
static enum bo_status find_named_by_case(struct bo_reply *reply, const struct bo_asked *asked,
                                         const struct bo_case_text *kase, const char **directory)
{
    const char *name = NULL;
    int64_t date;
    struct bo_place place = {.file = kase->name, .pointer = "/rules"};
    enum bo_status status = bo_case_peek(&reply->arena, kase->name, kase->text, kase->n, &name, &date, &reply->diags);
    if (status != BO_OK) {
        return status;
    }
    if (name == NULL) {
        const char *names = installed_names(reply, asked->as.rules_dir);
        bo_diag(&reply->diags, BO_ERROR, place, "missing-rules",
                "the case does not name its rule set, like \"rules\": \"NAME\"%s%s%s",
                *names != '\0' ? " (installed: " : "", names, *names != '\0' ? ")" : "");
        return BO_BAD_CASE;
    }
    if (!bo_name_valid(bo_strndup(&reply->arena, name, strcspn(name, "@")))) {
        bo_diag(&reply->diags, BO_ERROR, place, "unknown-rules",
                "'%s' is no name of a rule set; a folder is named with --rules", name);
        return BO_BAD_CASE;
    }
    struct bo_diags found;
    bo_diags_init(&found, &reply->arena);
    status = bo_store_find(&reply->arena, asked->as.rules_dir, name, directory, &found);
    for (size_t i = 0; i < found.list.n; i++) {
        bo_diag(&reply->diags, found.list.at[i].severity, place, found.list.at[i].code, "%s", found.list.at[i].text);
    }
    return status == BO_OK ? BO_OK : BO_BAD_CASE;
}

static bool is_blank(const struct bo_case_text *kase)
{
    return strspn(kase->text, " \t\r\n") >= kase->n;
}

struct bo_reply *bo_rules_open(const struct bo_options *options, const struct bo_case_text *kase,
                               struct bo_rules **rules)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    const char *directory = NULL;
    *rules = NULL;
    enum bo_status status = bo_asked_read(reply, options, BO_ANY_FORMAT, &asked);
    if (status == BO_OK && kase != NULL && is_blank(kase)) {
        bo_diag(&reply->diags, BO_ERROR, (struct bo_place){.file = kase->name}, "empty-case", "the case is empty");
        status = BO_BAD_CASE;
    } else if (status == BO_OK && asked.as.rules != NULL) {
        status = bo_store_find(&reply->arena, asked.as.rules_dir, asked.as.rules, &directory, &reply->diags);
    } else if (status == BO_OK && kase != NULL) {
        status = find_named_by_case(reply, &asked, kase, &directory);
    } else if (status == BO_OK) {
        bo_reply_error(reply, "missing-rules", "no rule set is named");
        status = BO_USAGE;
    }
    status = status == BO_OK ? bo_open_directory(reply, &asked, directory, rules) : status;
    return bo_reply_finish(reply, status, NULL);
}

enum bo_status bo_open_candidates(struct bo_reply *reply, const struct bo_asked *asked, const char ***directories,
                                  size_t *n)
{
    *n = 0;
    if (asked->as.rules != NULL) {
        *directories = bo_alloc_array(&reply->arena, 1, sizeof **directories);
        *n = 1;
        return bo_store_find(&reply->arena, asked->as.rules_dir, asked->as.rules, *directories, &reply->diags);
    }
    bo_installed_list list = {0};
    enum bo_status status = bo_store_list(&reply->arena, asked->as.rules_dir, &list, &reply->diags);
    *directories = bo_alloc_array(&reply->arena, list.n, sizeof **directories);
    for (size_t i = 0; i < list.n; i++) {
        if (list.at[i].chosen) {
            (*directories)[(*n)++] = list.at[i].directory;
        }
    }
    if (status == BO_OK && *n == 0) {
        bo_reply_error(reply, "unknown-rules", "no rule set is installed; name a folder with --rules or --rules-dir");
        status = BO_BAD_RULES;
    }
    return status;
}

enum bo_status bo_open_one(struct bo_reply *reply, const struct bo_asked *asked, struct bo_rules **rules)
{
    const char **directories;
    size_t n;
    *rules = NULL;
    enum bo_status status = bo_open_candidates(reply, asked, &directories, &n);
    if (status == BO_OK && n > 1) {
        bo_reply_error(reply, "which-rules", "several rule sets are installed (%s): say which with --rules",
                       installed_names(reply, asked->as.rules_dir));
        status = BO_USAGE;
    }
    return status == BO_OK ? bo_open_directory(reply, asked, directories[0], rules) : status;
}

void bo_open_note_language(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set)
{
    bool has = asked->as.lang == NULL;
    for (size_t i = 0; i < set->title.n && !has; i++) {
        has = strcmp(set->title.at[i].lang, asked->as.lang) == 0;
    }
    if (!has) {
        bo_diag(&reply->diags, BO_NOTE, (struct bo_place){0}, "language",
                "the rule set '%s' has no texts in '%s': those in '%s' are shown", set->id, asked->as.lang, set->lang);
    }
}
