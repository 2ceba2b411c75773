#include "render/frame_json.h"

#include <stdlib.h>
#include <string.h>

json_t *bo_json_text(const char *text)
{
    json_t *string = text != NULL ? json_string(text) : NULL;
    return string != NULL ? string : json_null();
}

json_t *bo_json_texts(const char *const *texts, size_t n)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(array, bo_json_text(texts[i]));
    }
    return array;
}

void bo_json_add_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL) {
        json_object_set_new(object, key, bo_json_text(text));
    }
}

static const char *day(struct bo_arena *arena, int64_t date)
{
    return date != BO_DATE_NONE ? bo_date_text(arena, date) : NULL;
}

json_t *bo_json_frame(struct bo_arena *arena, const struct bo_set *set, int64_t date, const char *program_version)
{
    struct bo_basis basis = bo_basis_of(set, date);
    json_t *root = json_object(), *rules = json_object();
    json_object_set_new(root, "program", bo_json_text(bo_printf(arena, "betteroff %s", program_version)));
    json_object_set_new(root, "rules", rules);
    json_object_set_new(rules, "id", bo_json_text(set->id));
    json_object_set_new(rules, "version", bo_json_text(set->version));
    json_object_set_new(rules, "sha256", bo_json_text(set->sha256));
    json_object_set_new(rules, "date", bo_json_text(day(arena, date)));
    bo_json_add_text(rules, "first_checked", day(arena, basis.first_checked));
    bo_json_add_text(rules, "last_checked", day(arena, basis.last_checked));
    json_t *overlays = set->overlays.n > 0 ? json_array() : NULL;
    for (size_t i = 0; i < set->overlays.n; i++) {
        json_t *overlay = json_object();
        json_object_set_new(overlay, "path", bo_json_text(set->overlays.at[i].path));
        json_object_set_new(overlay, "sha256", bo_json_text(set->overlays.at[i].sha256));
        json_array_append_new(overlays, overlay);
    }
    if (overlays != NULL) {
        json_object_set_new(rules, "overlays", overlays);
    }
    return root;
}

static json_t *arguments(const struct bo_use *use)
{
    json_t *object = json_object();
    bo_json_add_text(object, "who", use->who);
    for (size_t i = 0; i < use->arguments.n; i++) {
        bo_json_add_text(object, use->arguments.at[i].argument->id, use->arguments.at[i].value);
    }
    return object;
}

void bo_json_add_origin(json_t *object, const struct bo_case *kase, size_t scenario)
{
    const struct bo_origin *origin = &kase->scenario[scenario].origin;
    if (origin->kind.template != NULL) {
        json_object_set_new(object, "kind", bo_json_text(origin->kind.template->id));
        json_object_set_new(object, "with", arguments(&origin->kind));
    }
    if (origin->what_if.template != NULL) {
        json_object_set_new(object, "varies", bo_json_text(kase->scenario[origin->base].id));
        json_object_set_new(object, "if", bo_json_text(origin->what_if.template->id));
        json_object_set_new(object, "if_with", arguments(&origin->what_if));
    }
}

json_t *bo_json_assumptions(const bo_notices *notices)
{
    json_t *array = json_array();
    for (size_t i = 0; i < notices->n; i++) {
        const struct bo_notice *notice = &notices->at[i];
        json_t *object = json_object();
        json_object_set_new(object, "field", bo_json_text(notice->field));
        json_object_set_new(object, "value", bo_json_text(notice->value));
        json_object_set_new(object, "text", bo_json_text(notice->text));
        bo_json_add_text(object, "scenario", notice->scenario);
        bo_json_add_text(object, "code", notice->code);
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *notice_json(const struct bo_notice *notice)
{
    json_t *object = json_object();
    json_object_set_new(object, "code", bo_json_text(notice->code));
    json_object_set_new(object, "text", bo_json_text(notice->text));
    return object;
}

static void add_rest(json_t *object, const struct bo_notice *notice)
{
    bo_json_add_text(object, "field", notice->field);
    bo_json_add_text(object, "value", notice->value);
    bo_json_add_text(object, "scenario", notice->scenario);
    if (notice->items.n > 0) {
        json_object_set_new(object, "items", bo_json_texts(notice->items.at, notice->items.n));
    }
}

json_t *bo_json_notices(const bo_notices *notices)
{
    json_t *array = json_array();
    for (size_t i = 0; i < notices->n; i++) {
        const struct bo_notice *notice = &notices->at[i];
        json_t *object = notice_json(notice);
        if (notice->cites.n > 0) {
            json_object_set_new(object, "cite", bo_json_texts(notice->cites.at, notice->cites.n));
        }
        bo_json_add_text(object, "by", notice->by);
        add_rest(object, notice);
        json_array_append_new(array, object);
    }
    return array;
}

json_t *bo_json_messages(const bo_notices *notices)
{
    json_t *array = json_array();
    for (size_t i = 0; i < notices->n; i++) {
        const struct bo_notice *notice = &notices->at[i];
        json_t *object = notice_json(notice);
        json_object_set_new(object, "cite", bo_json_texts(notice->cites.at, notice->cites.n));
        json_object_set_new(object, "by", bo_json_text(notice->by));
        add_rest(object, notice);
        json_array_append_new(array, object);
    }
    return array;
}

char *bo_json_end(struct bo_arena *arena, json_t *root)
{
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    char *copy = bo_printf(arena, "%s\n", text != NULL ? text : "null");
    free(text);
    json_decref(root);
    return copy;
}
