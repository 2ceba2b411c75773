/* What is installed, and where. */
#include "api/open.h"
#include "api/tabular.h"

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static json_t *as_json(const bo_installed_list *list)
{
    json_t *all = json_array();
    for (size_t i = 0; i < list->n; i++) {
        const struct bo_installed *set = &list->at[i];
        json_array_append_new(all, json_pack("{s:s, s:s, s:s?, s:b, s:s?, s:s?, s:s, s:s}", "id", set->id, "version",
                                             set->version, "title", set->title, "chosen", set->chosen, "complete_from",
                                             set->complete_from, "complete_until", set->complete_until, "place",
                                             set->place, "directory", set->directory));
    }
    return json_pack("{s:o}", "rules", all);
}

static const char *as_text(struct bo_arena *arena, const bo_installed_list *list)
{
    struct bo_tabular table = {.arena = arena};
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    for (size_t i = 0; i < list->n; i++) {
        const struct bo_installed *set = &list->at[i];
        const char *name = bo_printf(arena, "%s@%s", set->id, set->version);
        const char *known = set->complete_from != NULL && set->complete_until != NULL
                                ? bo_printf(arena, "%s to %s", set->complete_from, set->complete_until)
                                : "cannot be read";
        bo_tabular_add(&table, name, set->chosen ? "*" : "", or_empty(set->title), known, set->place, set->directory,
                       NULL);
    }
    bo_tabular_print(&table, "", &text);
    const char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}

struct bo_reply *bo_list_rules(const struct bo_options *options)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    bo_installed_list list = {0};
    enum bo_status status = bo_asked_read(reply, options, BO_TEXT_JSON, &asked);
    status = status == BO_OK ? bo_store_list(&reply->arena, asked.as.rules_dir, &list, &reply->diags) : status;
    if (status == BO_OK && asked.format == BO_AS_JSON) {
        return bo_reply_json(reply, status, as_json(&list));
    }
    if (status == BO_OK && list.n == 0) {
        bo_diag(&reply->diags, BO_NOTE, (struct bo_place){0}, "no-rules", "no rule set is installed");
    }
    return bo_reply_finish(reply, status, status == BO_OK ? as_text(&reply->arena, &list) : NULL);
}
