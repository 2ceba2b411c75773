#include "sources/json.h"

#include "base/buf.h"
#include "base/text.h"
#include "sources/tree.h"
#include <stdint.h>
#include <string.h>

struct reader {
    struct bo_arena *arena;
    const char *at, *end;
    size_t nodes, depth;
    const char *why;
};

static struct bo_json *value(struct reader *r);

static void *fail(struct reader *r, const char *why)
{
    if (r->why == NULL) {
        r->why = why;
    }
    r->at = r->end;
    return NULL;
}

static void blanks(struct reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t')) {
        r->at++;
    }
}

static bool take(struct reader *r, char c)
{
    blanks(r);
    bool there = r->at < r->end && *r->at == c;
    r->at += there;
    return there;
}

static bool hex4(struct reader *r, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        char c = r->at < r->end ? *r->at : ' ';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit == 16) {
            return false;
        }
        *code = *code << 4 | digit;
    }
    return true;
}

/* Behind "\u"; two halves of a pair are one character. */
static bool escaped_code(struct reader *r, struct bo_buf *buf)
{
    uint32_t code, low;
    if (!hex4(r, &code) || code == 0) {
        return false;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
        if (code >= 0xdc00 || r->end - r->at < 6 || r->at[0] != '\\' || r->at[1] != 'u') {
            return false;
        }
        r->at += 2;
        if (!hex4(r, &low) || low < 0xdc00 || low > 0xdfff) {
            return false;
        }
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    unsigned more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
    bo_buf_putc(buf, (char)(first[more] | code >> (6 * more)));
    for (unsigned i = more; i-- > 0;) {
        bo_buf_putc(buf, (char)(0x80 | (code >> (6 * i) & 0x3f)));
    }
    return true;
}

static bool escape(struct reader *r, struct bo_buf *buf)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->end ? *r->at++ : '\0';
    const char *known = c == '\0' ? NULL : strchr(from, c);
    if (known != NULL) {
        bo_buf_putc(buf, to[known - from]);
        return true;
    }
    return c == 'u' && escaped_code(r, buf);
}

/* Behind the opening quote. */
static const char *string(struct reader *r)
{
    struct bo_buf buf;
    bool good = true;
    bo_buf_init(&buf);
    while (good && r->at < r->end && *r->at != '"') {
        if (*r->at == '\\') {
            r->at++;
            good = escape(r, &buf);
        } else {
            good = (unsigned char)*r->at >= ' ';
            bo_buf_putc(&buf, *r->at++);
        }
    }
    good = good && r->at < r->end;
    r->at += good;
    const char *text =
        good ? bo_strndup(r->arena, buf.n > 0 ? buf.at : "", buf.n) : fail(r, "is not JSON, or cut short");
    bo_buf_fini(&buf);
    return text;
}

static size_t digits(const struct reader *r, const char *at)
{
    const char *start = at;
    while (at < r->end && *at >= '0' && *at <= '9') {
        at++;
    }
    return (size_t)(at - start);
}

static void number(struct reader *r, struct bo_json *json)
{
    const char *at = r->at + (*r->at == '-');
    size_t n = digits(r, at);
    bool good = n == 1 || (n > 1 && *at != '0');
    at += n;
    if (at < r->end && *at == '.') {
        n = digits(r, at + 1);
        good = good && n > 0;
        at += 1 + n;
    }
    if (at < r->end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < r->end && (*at == '+' || *at == '-');
        n = digits(r, at);
        good = good && n > 0;
        at += n;
    }
    if (!good) {
        fail(r, "is not JSON");
        return;
    }
    json->is = BO_JSON_NUMBER;
    json->text = bo_strndup(r->arena, r->at, (size_t)(at - r->at));
    r->at = at;
}

static bool word(struct reader *r, struct bo_json *json, const char *text, enum bo_json_is is)
{
    size_t n = strlen(text);
    if ((size_t)(r->end - r->at) < n || memcmp(r->at, text, n) != 0) {
        return false;
    }
    r->at += n;
    json->is = is;
    json->text = text;
    return true;
}

static void members(struct reader *r, struct bo_json *json, char close)
{
    struct bo_intern keys;
    const struct bo_json **last = &json->first;
    bo_intern_init(&keys, r->arena);
    json->is = close == '}' ? BO_JSON_OBJECT : BO_JSON_ARRAY;
    if (take(r, close)) {
        return;
    }
    do {
        const char *key = NULL;
        if (close == '}') {
            key = take(r, '"') ? string(r) : fail(r, "is not JSON, or cut short");
            uint32_t seen;
            if (key != NULL && bo_intern_find(&keys, key, &seen)) {
                fail(r, "has a key twice");
                return;
            }
            if (key == NULL || !take(r, ':')) {
                fail(r, "is not JSON, or cut short");
                return;
            }
            bo_intern(&keys, key);
        }
        struct bo_json *member = value(r);
        if (member == NULL) {
            return;
        }
        member->key = key;
        *last = member;
        last = &member->next;
        json->n++;
    } while (take(r, ','));
    if (r->why == NULL && !take(r, close)) {
        fail(r, "is not JSON, or cut short");
    }
}

static struct bo_json *value(struct reader *r)
{
    struct bo_json *json = bo_alloc(r->arena, sizeof *json);
    blanks(r);
    if (++r->nodes > BO_TREE_NODES || r->depth >= BO_TREE_DEPTH || r->arena->used > BO_TREE_MEMORY) {
        return fail(r, "has too many parts, or is nested too deep");
    }
    r->depth++;
    if (take(r, '{')) {
        members(r, json, '}');
    } else if (take(r, '[')) {
        members(r, json, ']');
    } else if (take(r, '"')) {
        json->is = BO_JSON_STRING;
        json->text = string(r);
    } else if (r->at < r->end && (*r->at == '-' || (*r->at >= '0' && *r->at <= '9'))) {
        number(r, json);
    } else if (!word(r, json, "true", BO_JSON_BOOLEAN) && !word(r, json, "false", BO_JSON_BOOLEAN) &&
               !word(r, json, "null", BO_JSON_NULL)) {
        fail(r, "is not JSON, or cut short");
    }
    r->depth--;
    return r->why == NULL ? json : NULL;
}

const struct bo_json *bo_json_read(struct bo_arena *arena, const char *bytes, size_t n, const char **why)
{
    struct reader r = {.arena = arena, .at = bytes, .end = bytes + n};
    *why = n > BO_TREE_BYTES                ? "is too big"
           : memchr(bytes, '\0', n) != NULL ? "holds a byte that no text has"
           : !bo_utf8_valid(bytes, n)       ? "is not UTF-8"
                                            : NULL;
    if (*why != NULL) {
        return NULL;
    }
    const struct bo_json *json = value(&r);
    blanks(&r);
    if (r.why == NULL && r.at != r.end) {
        r.why = "is not JSON";
    }
    *why = r.why;
    return r.why == NULL ? json : NULL;
}

const struct bo_json *bo_json_member(const struct bo_json *object, const char *key)
{
    const struct bo_json *member = object != NULL && object->is == BO_JSON_OBJECT ? object->first : NULL;
    while (member != NULL && strcmp(member->key, key) != 0) {
        member = member->next;
    }
    return member;
}

static const struct bo_json *element(const struct bo_json *array, const char *index)
{
    size_t n = strlen(index), at = 0;
    if (n == 0 || n > 6 || strspn(index, "0123456789") != n || (n > 1 && index[0] == '0')) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        at = at * 10 + (size_t)(index[i] - '0');
    }
    const struct bo_json *member = array->first;
    for (; member != NULL && at > 0; at--) {
        member = member->next;
    }
    return member;
}

const struct bo_json *bo_json_at(struct bo_arena *arena, const struct bo_json *json, const char *pointer)
{
    while (json != NULL && *pointer == '/') {
        size_t n = strcspn(pointer + 1, "/");
        char *key = bo_strndup(arena, pointer + 1, n), *to = key;
        for (const char *at = key; *at != '\0'; to++) {
            bool escaped = at[0] == '~' && (at[1] == '0' || at[1] == '1');
            *to = !escaped ? *at : at[1] == '0' ? '~' : '/';
            at += escaped ? 2 : 1;
        }
        *to = '\0';
        json = json->is == BO_JSON_ARRAY ? element(json, key) : bo_json_member(json, key);
        pointer += 1 + n;
    }
    return *pointer == '\0' ? json : NULL;
}

const char *bo_json_string(const struct bo_json *json)
{
    return json != NULL && json->is == BO_JSON_STRING ? json->text : NULL;
}
