/* The case with the moving facts written into one of its scenarios. */
#include "scenario/vary.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 16 };

struct tokens { /* of a pointer */
    const char *at[TOKENS_MAX];
    size_t n;
};

static struct tokens split(struct bo_arena *arena, const char *pointer)
{
    struct tokens tokens = {.n = 0};
    for (const char *p = pointer; *p == '/' && tokens.n < TOKENS_MAX;) {
        size_t n = strcspn(p + 1, "/");
        char *token = bo_strndup(arena, p + 1, n), *to = token;
        for (const char *from = token; *from != '\0'; from++) { /* "~1" is "/", "~0" is "~" */
            bool escaped = *from == '~' && (from[1] == '0' || from[1] == '1');
            *to++ = !escaped ? *from : from[1] == '1' ? '/' : '~';
            from += escaped;
        }
        *to = '\0';
        tokens.at[tokens.n++] = token;
        p += n + 1;
    }
    return tokens;
}

/* The value below, an empty object or list where there is none. */
static json_t *step(json_t *from, const char *token, bool last)
{
    if (json_is_array(from)) {
        return json_array_get(from, strtoul(token, NULL, 10));
    }
    json_t *value = json_object_get(from, token);
    if (!json_is_object(value) && !json_is_array(value)) {
        value = last ? json_array() : json_object();
        json_object_set_new(from, token, value);
    }
    return value;
}

static void set_text(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, json_string(text));
}

static void leave_out(const struct bo_varied *varied, json_t *member)
{
    for (size_t i = 0; i < varied->vary->without.n; i++) {
        const char *id = varied->vary->without.at[i], *key = NULL;
        const struct bo_named *named = bo_set_find(varied->set, id);
        if (named != NULL && named->element == BO_E_INPUT) {
            key = ((const struct bo_input *)named)->key;
        }
        for (size_t e = 0; e < varied->set->entities.n; e++) {
            key = strcmp(varied->set->entities.at[e]->named.id, id) == 0 ? varied->set->entities.at[e]->key : key;
        }
        json_object_del(member, key);
    }
}

static void write_member(const struct bo_varied *varied, struct bo_arena *arena, json_t *member,
                         const struct bo_vary_point *point)
{
    if (varied->options.what == BO_VARY_PAY) {
        json_object_del(member, varied->wage->key);
        json_t *pay = json_object();
        set_text(pay, "amount", bo_vary_text(arena, varied, varied->pay, point->pay));
        set_text(pay, "per", varied->per);
        json_object_set_new(member, varied->pay->key, pay);
        return;
    }
    if (varied->options.what == BO_VARY_HOURS) {
        leave_out(varied, member);
    }
    if (varied->pay != NULL) {
        json_object_del(member, varied->pay->key);
    }
    set_text(member, varied->hours->key, bo_vary_text(arena, varied, varied->hours, point->hours));
    set_text(member, varied->wage->key, bo_vary_text(arena, varied, varied->wage, point->wage));
}

/* A copy of base and patch with the member's values in it. */
static json_t *changed(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *point)
{
    json_t *copy = json_deep_copy(varied->merged), *list = copy;
    struct tokens tokens = split(arena, varied->list);
    for (size_t i = 0; i < tokens.n; i++) {
        list = step(list, tokens.at[i], i + 1 == tokens.n);
    }
    if (varied->added) {
        json_array_append_new(list, json_object());
    }
    json_t *member = json_array_get(list, strtoul(strrchr(varied->pointer, '/') + 1, NULL, 10));
    write_member(varied, arena, member, point);
    return copy;
}

/* The scenario's patch, with the member's list (or the outermost list that it stands in) in full. */
static json_t *changed_patch(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *point)
{
    json_t *whole = changed(varied, arena, point), *from = whole;
    json_t *patch = json_is_object(varied->patch) ? json_deep_copy(varied->patch) : json_object(), *to = patch;
    struct tokens tokens = split(arena, varied->list);
    for (size_t i = 0; i < tokens.n; i++) {
        from = json_object_get(from, tokens.at[i]);
        if (json_is_array(from)) {
            json_object_set(to, tokens.at[i], from);
            break;
        }
        to = step(to, tokens.at[i], false);
    }
    json_decref(whole);
    return patch;
}

static char *text_of(struct bo_arena *arena, json_t *value)
{
    char *dump = json_dumps(value, JSON_COMPACT);
    char *text = bo_strdup(arena, dump != NULL ? dump : "");
    free(dump);
    json_decref(value);
    return text;
}

char *bo_vary_case(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *points, size_t n)
{
    json_t *root = json_copy(varied->root), *after = json_array();
    for (size_t i = 0; i < n; i++) {
        json_t *patch = changed_patch(varied, arena, &points[i]);
        set_text(patch, "id", n == 1 ? varied->scenario : bo_printf(arena, "point-%zu", i + 1));
        json_array_append_new(after, patch);
    }
    json_object_set_new(root, "after", after);
    return text_of(arena, root);
}

char *bo_vary_alone(const struct bo_varied *varied, struct bo_arena *arena, const struct bo_vary_point *point)
{
    static const char *const frame[] = {"rules", "date"};
    json_t *root = changed(varied, arena, point);
    for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
        json_t *value = json_object_get(varied->root, frame[i]);
        if (value != NULL) {
            json_object_set(root, frame[i], value);
        }
    }
    return text_of(arena, root);
}
