/* Formulas as data: the parts that have names, the one formula or the cases of a choice, each as it is written. */
#include "api/describe.h"
#include "base/buf.h"

#include <string.h>

/* Formulas, on one line as they are written: line breaks and what indents them are one blank. */
const char *bo_describe_formula(const struct bo_describing *d, const struct bo_expr *expr)
{
    if (expr->ast == NULL) {
        return NULL;
    }
    struct bo_buf line;
    bo_buf_init(&line);
    bo_buf_puts(&line, "");
    for (const char *p = expr->formula.text; *p != '\0';) {
        size_t blanks = strspn(p, " \t\r\n"), n = strcspn(p + blanks, "\r\n");
        bool breaks = blanks > 0 && strcspn(p, "\r\n") < blanks;
        bo_buf_puts(&line, breaks && line.n > 0 && p[blanks] != '\0' ? " " : "");
        bo_buf_add(&line, breaks || line.n == 0 ? p + blanks : p, breaks || line.n == 0 ? n : n + blanks);
        p += blanks + n;
    }
    while (line.n > 0 && line.at[line.n - 1] == ' ') {
        line.n--;
    }
    const char *text = bo_strndup(d->arena, line.at, line.n);
    bo_buf_fini(&line);
    return text;
}

void bo_describe_body(const struct bo_describing *d, const struct bo_body *body, json_t *to)
{
    json_t *lets = json_array();
    for (size_t i = 0; i < body->lets.n; i++) {
        json_t *let = json_object();
        bo_put_text(let, "id", body->lets.at[i].id);
        bo_put_text(let, "formula", bo_describe_formula(d, &body->lets.at[i].expr));
        json_array_append_new(lets, let);
    }
    json_object_set_new(to, "lets", lets);
    bo_put_text(to, "formula", bo_describe_formula(d, &body->expr));
    if (!body->choose) {
        return;
    }
    json_t *cases = json_array();
    for (size_t i = 0; i < body->whens.n; i++) {
        const struct bo_when *when = &body->whens.at[i];
        json_t *item = json_object();
        bo_put_text(item, "when", bo_describe_formula(d, &when->test));
        bo_put_text(item, "then", bo_describe_formula(d, &when->value));
        if (when->cite.source_id != NULL) {
            json_object_set_new(item, "cite", bo_describe_cite(d, &when->cite));
        }
        json_array_append_new(cases, item);
    }
    bo_put_text(to, "hit", body->unique ? "unique" : "first");
    json_object_set_new(to, "choose", cases);
}
