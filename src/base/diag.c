#include "base/diag.h"
#include "base/buf.h"
#include <stdlib.h>

void bo_diags_init(struct bo_diags *diags, struct bo_arena *arena)
{
    *diags = (struct bo_diags){.arena = arena};
}

static void add(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
                const char *cite, const char *format, va_list args)
{
    diags->errors += severity == BO_ERROR;
    if (diags->list.n == BO_DIAGS_MAX) {
        diags->dropped++;
        return;
    }
    struct bo_arena *arena = diags->arena;
    place.file = place.file != NULL ? bo_strdup(arena, place.file) : NULL;
    place.pointer = place.pointer != NULL ? bo_strdup(arena, place.pointer) : NULL;
    struct bo_diag diag = {.severity = severity,
                           .place = place,
                           .code = bo_strdup(arena, code),
                           .text = bo_vprintf(arena, format, args),
                           .cite = cite != NULL ? bo_strdup(arena, cite) : NULL};
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
    bo_buf_puts(&line, diag->place.file != NULL ? diag->place.file : "betteroff");
    if (diag->place.line > 0) {
        bo_buf_printf(&line, ":%d", diag->place.line);
        if (diag->place.column > 0) {
            bo_buf_printf(&line, ":%d", diag->place.column);
        }
    }
    if (diag->place.pointer != NULL) {
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
