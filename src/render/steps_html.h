/* Purpose  explanations in HTML: nested steps, each with its formula, numbers, rounding and law; and the law that was
 *          cited, each once with its name in full.
 * Layer    render, private to the pages in HTML. */
#ifndef BO_RENDER_STEPS_HTML_H
#define BO_RENDER_STEPS_HTML_H

#include "render/explain_plan.h"
#include "render/html.h"
#include "render/render.h"

struct bo_laws { /* which sources of a set were cited */
    const struct bo_set *set;
    bool *cited; /* by place in set->sources */
};
struct bo_laws bo_laws_of(struct bo_arena *arena, const struct bo_set *set);
/* A citation as results have it: "SI 2013/376 reg 36(1)". */
void bo_laws_note(struct bo_laws *laws, const char *cite);
/* Those that were cited, under a heading; nothing when none was. */
void bo_laws_write(struct bo_html *html, const struct bo_laws *laws, const char *lang);

struct bo_steps_told { /* an explanation that stands further up on the page */
    const struct bo_explanation *explanation;
    const char *id;
    struct bo_plan plan;
};
/* The steps of an explanation. id: begins the ids of its steps, where a page has several explanations. level: of the
 * headings in it, 2 to 4. earlier (may be NULL): what is told there is not told again. */
struct bo_steps_told bo_steps_write(struct bo_html *html, const struct bo_explanation *explanation, const char *id,
                                    int level, struct bo_laws *laws, const struct bo_steps_told *earlier);

#endif
