#include "base/diag.h"
#include "base/buf.h"
#include "base/text.h"
#include <string.h>

void bo_diags_init(struct bo_diags *diags, struct bo_arena *arena)
{
    *diags = (struct bo_diags){.arena = arena};
}

/* Messages quote names and values from files of strangers. */
static const char *clean(struct bo_arena *arena, const char *text)
{
    return text != NULL ? bo_utf8_line(arena, text, BO_DIAG_TEXT_MAX) : NULL;
}

/* Makes room for an error by forgetting the last message that is none; false when all are errors. */
static bool forget_one(struct bo_diags *diags)
{
    size_t i = diags->list.n;
    while (i > 0 && diags->list.at[i - 1].severity == BO_ERROR) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    memmove(&diags->list.at[i - 1], &diags->list.at[i], (diags->list.n - i) * sizeof *diags->list.at);
    diags->list.n--;
    return true;
}

static void add(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
                const char *cite, const char *format, va_list args)
{
    diags->errors += severity == BO_ERROR;
    if (diags->list.n == BO_DIAGS_MAX) {
        diags->dropped++;
        if (severity != BO_ERROR || !forget_one(diags)) {
            return;
        }
    }
    struct bo_arena *arena = diags->arena;
    place.file = place.file != NULL ? bo_strdup(arena, place.file) : NULL;
    place.pointer = clean(arena, place.pointer);
    struct bo_diag diag = {.severity = severity,
                           .place = place,
                           .code = bo_strdup(arena, code),
                           .text = clean(arena, bo_vprintf(arena, format, args)),
                           .cite = clean(arena, cite)};
    BO_PUSH(arena, &diags->list, diag);
}

void bo_diag(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
             const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, severity, place, code, NULL, format, args);
    va_end(args);
}

void bo_diag_cite(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
                  const char *cite, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diags, severity, place, code, cite, format, args);
    va_end(args);
}

char *bo_diag_line(struct bo_arena *arena, const struct bo_diag *diag)
{
    static const char *const word[] = {"error", "warning", "note"};
    struct bo_buf line;
    bo_buf_init(&line);
    bo_buf_puts(&line, diag->place.file != NULL ? clean(arena, diag->place.file) : "betteroff");
    if (diag->place.line > 0) {
        bo_buf_printf(&line, ":%d", diag->place.line);
        if (diag->place.column > 0) {
            bo_buf_printf(&line, ":%d", diag->place.column);
        }
    }
    if (diag->place.pointer != NULL && diag->place.pointer[0] != 0) { /* "": the whole file */
        bo_buf_printf(&line, ": %s", diag->place.pointer);
    }
    bo_buf_printf(&line, ": %s: %s", word[diag->severity], diag->text);
    if (diag->cite != NULL) {
        bo_buf_printf(&line, " (%s)", diag->cite);
    }
    bo_buf_printf(&line, " [%s]", diag->code);
    char *text = bo_strndup(arena, line.at, line.n);
    bo_buf_fini(&line);
    return text;
}

void bo_diags_print(const struct bo_diags *diags, FILE *to)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < diags->list.n; i++) {
        fprintf(to, "%s\n", bo_diag_line(&arena, &diags->list.at[i]));
    }
    if (diags->dropped > 0) {
        fprintf(to, "betteroff: note: %zu more messages [more]\n", diags->dropped);
    }
    bo_arena_fini(&arena);
}
