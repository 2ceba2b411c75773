#include "scenario/json.h"

#include <string.h>

json_t *bo_json_parse(struct bo_place at, const char *text, size_t n, struct bo_diags *diags)
{
    json_error_t error;
    json_t *value = json_loadb(text, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (value != NULL) {
        return value;
    }
    struct bo_place place = at;
    place.line = error.line > 0 ? error.line : 1;
    place.column = error.column > 0 ? error.column : 1;
    if (at.line > 0) {
        place.column += place.line == 1 ? at.column - 1 : 0;
        place.line += at.line - 1;
    }
    enum json_error_code code = json_error_code(&error);
    if (code == json_error_numeric_overflow) {
        bo_diag(diags, BO_ERROR, place, "json-real", "%s: write the number in quotes", error.text);
    } else {
        bo_diag(diags, BO_ERROR, place, code == json_error_duplicate_key ? "duplicate-key" : "json-syntax", "%s",
                error.text);
    }
    return NULL;
}

struct check {
    const char *file;
    struct bo_diags *diags;
    size_t values; /* so far */
};

static bool check(struct check *c, const json_t *value, const struct bo_path *path, unsigned depth)
{
    bool many = ++c->values > BO_JSON_VALUES_MAX;
    if (json_is_real(value) || depth > BO_JSON_DEPTH || many) {
        struct bo_place place = {.file = c->file, .pointer = bo_json_pointer_text(c->diags->arena, path)};
        if (many) {
            bo_diag(c->diags, BO_ERROR, place, "too-big", "more than %d values", BO_JSON_VALUES_MAX);
            return false;
        }
        if (json_is_real(value)) {
            bo_diag(c->diags, BO_ERROR, place, "json-real",
                    "a number with a point or an exponent: write it in quotes, like \"12.50\", so that it stays exact");
            return true;
        }
        bo_diag(c->diags, BO_ERROR, place, "json-depth", "more than %d levels deep", BO_JSON_DEPTH);
        return false;
    }
    bool good = true;
    const char *key;
    json_t *item;
    size_t i;
    json_object_foreach((json_t *)value, key, item) {
        good = good && check(c, item, &(struct bo_path){path, key, 0}, depth + 1);
    }
    json_array_foreach(value, i, item) {
        good = good && check(c, item, &(struct bo_path){path, NULL, i}, depth + 1);
    }
    return good;
}

bool bo_json_check(const json_t *value, const char *file, struct bo_diags *diags)
{
    struct check c = {.file = file, .diags = diags};
    return check(&c, value, NULL, 0);
}

json_t *bo_json_merge(json_t *target, json_t *patch)
{
    if (!json_is_object(patch)) {
        return json_incref(patch);
    }
    json_t *merged = json_is_object(target) ? json_copy(target) : json_object();
    const char *key;
    json_t *change;
    json_object_foreach(patch, key, change) {
        if (json_is_null(change)) {
            json_object_del(merged, key);
        } else {
            json_object_set_new(merged, key, bo_json_merge(json_object_get(merged, key), change));
        }
    }
    return merged;
}

const char *bo_json_kind(const json_t *value)
{
    static const char *const kinds[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "a list", [JSON_STRING] = "a string", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "true",    [JSON_FALSE] = "false",     [JSON_NULL] = "null"};
    return value != NULL ? kinds[json_typeof(value)] : "nothing";
}

void bo_json_pointer(const struct bo_path *path, struct bo_buf *to)
{
    if (path == NULL) {
        bo_buf_puts(to, "");
        return;
    }
    bo_json_pointer(path->up, to);
    bo_buf_putc(to, '/');
    if (path->key == NULL) {
        bo_buf_printf(to, "%zu", path->index);
        return;
    }
    for (const char *p = path->key; *p != '\0'; p++) {
        if (*p == '~' || *p == '/') {
            bo_buf_puts(to, *p == '~' ? "~0" : "~1");
        } else {
            bo_buf_putc(to, *p);
        }
    }
}

char *bo_json_pointer_text(struct bo_arena *arena, const struct bo_path *path)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_json_pointer(path, &buf);
    char *text = bo_strndup(arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return text;
}
