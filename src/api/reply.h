/* Purpose  replies while they are made, and the options of a question as the library reads them.
 * Layer    api, inside only.
 * Owns     all that a reply hands out stands in its arena. */
#ifndef BO_API_REPLY_H
#define BO_API_REPLY_H

#include "base/diag.h"
#include "base/mem.h"
#include "betteroff.h"

#include <jansson.h>
#include <stdint.h>

struct bo_reply {
    struct bo_arena arena;
    struct bo_diags diags;
    enum bo_status status;
    const char *text, *messages;
    size_t n; /* bytes of text */
};

struct bo_reply *bo_reply_new(void);
/* The status and text of the answer, and its messages as lines; the text is left out where the status says so. */
struct bo_reply *bo_reply_finish(struct bo_reply *reply, enum bo_status status, const char *text);
/* The same with a JSON value, which is freed. */
struct bo_reply *bo_reply_json(struct bo_reply *reply, enum bo_status status, json_t *value);
/* An error without a place. */
void bo_reply_error(struct bo_reply *reply, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* "; did you mean 'near'?", or "" when near is NULL. */
const char *bo_reply_hint(struct bo_reply *reply, const char *near);

enum bo_format { BO_AS_TEXT, BO_AS_JSON, BO_AS_CSV, BO_AS_SVG, BO_AS_HTML };
/* Which of them a question has: a bit each. */
enum {
    BO_TEXT_JSON = 1 << BO_AS_TEXT | 1 << BO_AS_JSON,
    BO_TEXT_JSON_CSV = BO_TEXT_JSON | 1 << BO_AS_CSV,
    BO_TEXT_JSON_SVG = BO_TEXT_JSON | 1 << BO_AS_SVG,
    BO_TEXT_JSON_HTML = BO_TEXT_JSON | 1 << BO_AS_HTML,
    BO_ANY_FORMAT = BO_TEXT_JSON_CSV | BO_TEXT_JSON_SVG | BO_TEXT_JSON_HTML
};
struct bo_template_calls;
struct bo_asked {         /* options, read */
    struct bo_options as; /* the fields that the caller has; the rest 0 */
    enum bo_format format;
    int64_t on; /* BO_DATE_NONE: not given */
    struct bo_template_calls *calls; /* kinds and what-ifs, once they are read (wanted.h); NULL: none */
};
/* BO_USAGE: an option's value is wrong. formats: BO_TEXT_JSON … */
enum bo_status bo_asked_read(struct bo_reply *reply, const struct bo_options *options, unsigned formats,
                             struct bo_asked *asked);

#endif
