/* Purpose  messages about files and cases: place, severity, stable code, text, and the law concerned.
 * Layer    base.
 * Form     "file:line:column: error: text [code]" (XML, CSV) or "file: /json/pointer: error: text [code]".
 * Owns     texts live in the list's arena. The list is bounded (BO_DIAGS_MAX); further ones are counted,
 *          and an error then takes the place of the last warning or note. Each text is one line of clean UTF-8. */
#ifndef BO_BASE_DIAG_H
#define BO_BASE_DIAG_H

#include "base/mem.h"
#include <stdio.h>

enum { BO_DIAGS_MAX = 50, BO_DIAG_TEXT_MAX = 4000 /* bytes of a text */ };

/* The exit statuses of the contract; also what fallible functions return. */
enum bo_status {
    BO_OK = 0,
    BO_NO = 1, /* the answer is "no": a check or test found something */
    BO_USAGE = 2,
    BO_BAD_RULES = 3,
    BO_BAD_CASE = 4, /* case data wrong, or a date outside what is known */
    BO_IO = 5,
    BO_INTERNAL = 7, /* internal error or limit */
    /* Of the fetcher alone */
    BO_NETWORK = 20,
    BO_SERVER = 21,
    BO_TLS = 22,
    BO_SIGNATURE = 30,
    BO_DIGEST = 31, /* or size */
    BO_EXPIRED = 32,
    BO_ROLLBACK = 33,
    BO_INVALID = 34, /* signed, but not what may be installed */
    BO_CLOCK = 35,
    BO_DISK = 40,
    BO_LOCKED = 75
};

enum bo_severity { BO_ERROR, BO_WARNING, BO_NOTE };

struct bo_place {
    const char *file;    /* as the user named it, "-" for standard input; may be NULL */
    int line, column;    /* from 1; 0 when not known; the column counts bytes' characters (UTF-8) */
    const char *pointer; /* JSON pointer, or NULL */
};

struct bo_diag {
    enum bo_severity severity;
    struct bo_place place;
    const char *code; /* stable, e.g. "unknown-name" */
    const char *text;
    const char *cite; /* law, or NULL */
};

struct bo_diags {
    struct bo_arena *arena;
    BO_VEC(struct bo_diag) list;
    size_t errors;  /* all errors, also those beyond the bound */
    size_t dropped; /* messages beyond the bound */
};

void bo_diags_init(struct bo_diags *diags, struct bo_arena *arena);
void bo_diag(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
             const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same with the law concerned; cite may be NULL. */
void bo_diag_cite(struct bo_diags *diags, enum bo_severity severity, struct bo_place place, const char *code,
                  const char *cite, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* One message as a line without newline, in the arena. */
char *bo_diag_line(struct bo_arena *arena, const struct bo_diag *diag);
void bo_diags_print(const struct bo_diags *diags, FILE *to);

#endif
