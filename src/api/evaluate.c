/* The exact value of constant expressions. */
#include "api/reply.h"
#include "base/buf.h"
#include "engine/compile.h"

#include <string.h>

/* Adds the line of an expression; a line break cannot stand in it. */
static enum bo_status evaluate(struct bo_reply *reply, const char *expression, struct bo_buf *to)
{
    char *text = NULL;
    enum bo_status status = bo_eval_text(&reply->arena, expression, &text);
    if (status == BO_INTERNAL) {
        bo_reply_error(reply, "internal", "%s: %s", expression, text);
    }
    bo_buf_printf(to, "%s\n", text);
    return status;
}

static struct bo_reply *finish(struct bo_reply *reply, enum bo_status status, struct bo_buf *text)
{
    const char *copy = bo_strndup(&reply->arena, text->n > 0 ? text->at : "", text->n);
    bo_buf_fini(text);
    return bo_reply_finish(reply, status, copy);
}

struct bo_reply *bo_evaluate(const char *expression)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_buf text;
    bo_buf_init(&text);
    enum bo_status status = evaluate(reply, expression, &text);
    return finish(reply, status, &text);
}

struct bo_reply *bo_evaluate_lines(const char *text, size_t n)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_buf lines;
    enum bo_status status = BO_OK;
    bo_buf_init(&lines);
    for (size_t from = 0; from < n;) {
        const char *end = memchr(text + from, '\n', n - from);
        size_t length = end != NULL ? (size_t)(end - text) - from : n - from;
        size_t without = length > 0 && text[from + length - 1] == '\r' ? length - 1 : length;
        char *line = bo_alloc(&reply->arena, without + 1);
        for (size_t i = 0; i < without; i++) {
            line[i] = text[from + i] != '\0' ? text[from + i] : '\1'; /* refused like any control character */
        }
        enum bo_status one = evaluate(reply, line, &lines);
        status = one > status ? one : status;
        from += length + 1;
    }
    return finish(reply, status, &lines);
}
