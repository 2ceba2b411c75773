#include "api/law_page.h"

#include <string.h>

void bo_law_put(struct bo_law_page *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_buf_puts(&p->buf, bo_vprintf(p->d.arena, format, args));
    va_end(args);
}

const char *bo_law_cell(struct bo_law_page *p, const char *text)
{
    enum { CELL_MAX = 4000 };
    const char *line = bo_utf8_line(p->d.arena, text != NULL ? text : "", CELL_MAX), *safe = "";
    for (const char *bar; (bar = strchr(line, '|')) != NULL; line = bar + 1) {
        safe = bo_printf(p->d.arena, "%s%.*s\\|", safe, (int)(bar - line), line);
    }
    return bo_printf(p->d.arena, "%s%s", safe, line);
}

const char *bo_law_text(struct bo_law_page *p, const bo_texts *texts)
{
    const char *text = bo_text_in(p->d.set, texts, p->d.lang);
    return text != NULL ? bo_law_cell(p, text) : NULL;
}

const char *bo_law_sentence(struct bo_law_page *p, const bo_texts *texts)
{
    const char *text = bo_law_text(p, texts), *all = "";
    if (text == NULL) {
        return NULL;
    }
    for (const char *open; (open = strchr(text, '{')) != NULL; text = strchr(open, '}') + 1) {
        const char *close = strchr(open, '}');
        if (close == NULL) {
            break;
        }
        const char *id = bo_strndup(p->d.arena, open + 1, (size_t)(close - open - 1));
        const struct bo_named *named = bo_set_find(p->d.set, id);
        struct bo_buf words;
        bo_buf_init(&words);
        bo_buf_puts(&words, "");
        if (named != NULL) {
            bo_link_words(&p->d, p->law, named, &words);
        }
        all = bo_printf(p->d.arena, "%s%.*s%s", all, (int)(open - text), text, named != NULL ? words.at : id);
        bo_buf_fini(&words);
    }
    return bo_printf(p->d.arena, "%s%s", all, text);
}

bool bo_law_holds(const struct bo_law_page *p, const struct bo_named *named)
{
    return named->law == p->law;
}

void bo_law_part(struct bo_law_page *p, bool *open, const char *heading)
{
    bo_law_put(p, "%s%s%s", *open ? "" : "\n## ", *open ? "" : heading, *open ? "" : "\n");
    *open = true;
}

/* Law */

const char *bo_law_cite(struct bo_law_page *p, const struct bo_cite *cite)
{
    const char *text = bo_cite_text(p->d.arena, cite);
    for (size_t i = 0; i < p->d.set->sources.n; i++) {
        p->cited[i] |= p->d.set->sources.at[i] == cite->source;
    }
    const char *seen = cite->unverified ? " (text not seen)" : "";
    return cite->source != NULL && cite->source->href != NULL
               ? bo_printf(p->d.arena, "[%s](%s)%s", text, cite->source->href, seen)
               : bo_printf(p->d.arena, "%s%s", text, seen);
}

static const char *cites_of(struct bo_law_page *p, const bo_cites *cites, enum bo_cite_role role)
{
    const char *all = "";
    for (size_t i = 0; i < cites->n; i++) {
        if (cites->at[i].role == role) {
            all = bo_printf(p->d.arena, "%s%s%s", all, *all != '\0' ? "; " : "", bo_law_cite(p, &cites->at[i]));
        }
    }
    return all;
}

void bo_law_cites(struct bo_law_page *p, const struct bo_named *named)
{
    static const char *const before[] = {"Law", "Rounding", "Conversion"};
    for (int role = BO_CITE_LAW; role <= BO_CITE_CONVERSION; role++) {
        const char *cites = cites_of(p, &named->cites, (enum bo_cite_role)role);
        if (*cites != '\0') {
            bo_law_put(p, "\n%s: %s\n", before[role], cites);
        }
    }
}

void bo_law_head(struct bo_law_page *p, const struct bo_named *named)
{
    const char *label = bo_law_text(p, &named->label);
    bo_law_put(p, "\n<a id=\"%s\"></a>\n### %s\n\n`%s`", named->id, label != NULL ? label : named->id, named->id);
}

const char *bo_law_day(struct bo_law_page *p, int64_t date)
{
    return date != BO_DATE_NONE ? bo_date_text(p->d.arena, date) : "";
}

void bo_law_formula(struct bo_law_page *p, const struct bo_expr *expr)
{
    bo_formula_words(&p->d, p->law, expr->ast, &p->buf);
}
