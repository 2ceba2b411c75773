#include "scenario/merge.h"
#include "base/buf.h"
#include <string.h>

json_t *bo_json_object(const char *file, const char *text, size_t n, struct bo_diags *diags)
{
    json_error_t error;
    json_t *json = json_loadb(text, n, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL) {
        struct bo_place place = {.file = file, .line = error.line > 0 ? error.line : 1, .column = error.column > 0 ? error.column : 1};
        const char *text_of = strstr(error.text, "duplicate") != NULL ? "a key that stands there twice" : error.text;
        bo_diag(diags, BO_ERROR, place, "bad-json", "not well-formed JSON: %s", text_of);
    } else if (!json_is_object(json)) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = file, .pointer = "/"}, "wrong-type", "this must be an object: { … }");
        json_decref(json);
        json = NULL;
    }
    return json;
}

json_t *bo_json_merged(const json_t *target, const json_t *patch)
{
    if (!json_is_object(patch)) {
        return json_deep_copy(patch);
    }
    json_t *result = json_is_object(target) ? json_deep_copy(target) : json_object();
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)patch, key, value) {
        if (json_is_null(value)) {
            json_object_del(result, key);
        } else {
            json_object_set_new(result, key, bo_json_merged(json_object_get(result, key), value));
        }
    }
    return result;
}

const char *bo_json_pointer(struct bo_arena *arena, const char *pointer, const char *key)
{
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_printf(&text, "%s/", pointer);
    for (; *key != 0; key++) {
        if (*key == '~' || *key == '/') {
            bo_buf_puts(&text, *key == '~' ? "~0" : "~1");
        } else {
            bo_buf_putc(&text, *key);
        }
    }
    char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}
