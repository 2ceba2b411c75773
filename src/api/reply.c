#include "api/reply.h"
#include "base/buf.h"
#include "base/text.h"
#include "num/date.h"
#include "scenario/case.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)BO_DONE == BO_OK && (int)BO_ANSWER_NO == BO_NO && (int)BO_WRONG_USAGE == BO_USAGE &&
                   (int)BO_WRONG_RULES == BO_BAD_RULES && (int)BO_WRONG_CASE == BO_BAD_CASE &&
                   (int)BO_WRONG_FILE == BO_IO && (int)BO_BROKEN == BO_INTERNAL,
               "a status is the same number inside and outside");

const char *bo_version(void)
{
    return PACKAGE_VERSION;
}

struct bo_reply *bo_reply_new(void)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_reply *reply = bo_alloc(&arena, sizeof *reply);
    reply->arena = arena;
    bo_diags_init(&reply->diags, &reply->arena);
    return reply;
}

void bo_reply_free(struct bo_reply *reply)
{
    if (reply != NULL) {
        struct bo_arena arena = reply->arena;
        bo_arena_fini(&arena);
    }
}

static const char *lines(struct bo_reply *reply)
{
    const struct bo_diags *diags = &reply->diags;
    struct bo_buf all;
    bo_buf_init(&all);
    bo_buf_puts(&all, "");
    for (size_t i = 0; i < diags->list.n; i++) {
        bo_buf_printf(&all, "%s\n", bo_diag_line(&reply->arena, &diags->list.at[i]));
    }
    if (diags->dropped > 0) {
        bo_buf_printf(&all, "betteroff: note: %zu more messages [more]\n", diags->dropped);
    }
    const char *text = bo_strndup(&reply->arena, all.at, all.n);
    bo_buf_fini(&all);
    return text;
}

struct bo_reply *bo_reply_finish(struct bo_reply *reply, enum bo_status status, const char *text)
{
    reply->status = status;
    reply->text = status < BO_USAGE && text != NULL ? text : "";
    reply->n = strlen(reply->text);
    reply->messages = lines(reply);
    return reply;
}

struct bo_reply *bo_reply_json(struct bo_reply *reply, enum bo_status status, json_t *value)
{
    char *dump = status < BO_USAGE ? json_dumps(value, JSON_INDENT(2)) : NULL;
    const char *text = dump != NULL ? bo_printf(&reply->arena, "%s\n", dump) : NULL;
    free(dump);
    json_decref(value);
    return bo_reply_finish(reply, status, text);
}

enum bo_outcome bo_reply_status(const struct bo_reply *reply)
{
    return (enum bo_outcome)reply->status;
}

const char *bo_reply_text(const struct bo_reply *reply, size_t *n)
{
    if (n != NULL) {
        *n = reply->n;
    }
    return reply->text;
}

const char *bo_reply_messages(const struct bo_reply *reply)
{
    return reply->messages;
}

void bo_reply_error(struct bo_reply *reply, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&reply->arena, format, args);
    va_end(args);
    bo_diag(&reply->diags, BO_ERROR, (struct bo_place){0}, code, "%s", text);
}

const char *bo_reply_hint(struct bo_reply *reply, const char *near)
{
    return near != NULL ? bo_printf(&reply->arena, "; did you mean '%s'?", near) : "";
}

struct bo_reply *bo_refuse(enum bo_outcome status, const char *code, const char *format, ...)
{
    struct bo_reply *reply = bo_reply_new();
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&reply->arena, format, args);
    va_end(args);
    bo_diag(&reply->diags, BO_ERROR, (struct bo_place){0}, code, "%s", text);
    return bo_reply_finish(reply, (enum bo_status)status, NULL);
}

struct bo_reply *bo_read(const char *path)
{
    struct bo_reply *reply = bo_reply_new();
    char *text = NULL;
    size_t n = 0;
    enum bo_status status = bo_read_file(&reply->arena, path, BO_CASE_BYTES_MAX, &text, &n, &reply->diags);
    bo_reply_finish(reply, status, text);
    reply->n = status == BO_OK ? n : 0; /* a text may hold NUL */
    return reply;
}

const char *bo_nearest_name(const char *name, const char *const *candidates, size_t n)
{
    return bo_nearest(name, candidates, n);
}

/* Options */

static bool is_lang(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return (n == 2 || n == 3) && text[n] == '\0';
}

enum bo_status bo_asked_read(struct bo_reply *reply, const struct bo_options *options, unsigned formats,
                             struct bo_asked *asked)
{
    static const char *const names[] = {"text", "json", "csv", "svg", "html"};
    *asked = (struct bo_asked){.on = BO_DATE_NONE};
    if (options != NULL) {
        memcpy(&asked->as, options, options->size < sizeof asked->as ? options->size : sizeof asked->as);
    }
    const struct bo_options *as = &asked->as;
    bool impossible, good = true;
    if (as->format != NULL) {
        const char *all = "";
        bool found = false;
        for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
            bool has = (formats >> i & 1) != 0;
            all = has ? bo_printf(&reply->arena, "%s%s%s", all, i > 0 ? ", " : "", names[i]) : all;
            asked->format = has && strcmp(as->format, names[i]) == 0 ? (enum bo_format)i : asked->format;
            found |= has && strcmp(as->format, names[i]) == 0;
        }
        if (!found) {
            good = false;
            bo_reply_error(reply, "unknown-format", "there is no format '%s' here, but %s", as->format, all);
        }
    }
    if (as->on != NULL && !bo_date_parse(as->on, strlen(as->on), &asked->on, &impossible)) {
        good = false;
        bo_reply_error(reply, "bad-date",
                       impossible ? "there is no day '%s'" : "'%s' is no date; write it like 2026-04-06", as->on);
    }
    if (as->lang != NULL && !is_lang(as->lang)) {
        good = false;
        bo_reply_error(reply, "bad-language", "'%s' is no code of a language, like en", as->lang);
    }
    return good ? BO_OK : BO_USAGE;
}
