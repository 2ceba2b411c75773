/* The rules and functions of a law in words. */
#include "api/law_page.h"

#include <string.h>

static void put_body(struct bo_law_page *p, const struct bo_body *body)
{
    for (size_t i = 0; i < body->lets.n; i++) {
        bo_law_put(p, "%s- *", i == 0 ? "\n" : "");
        for (const char *c = body->lets.at[i].id; *c != '\0'; c++) {
            bo_buf_putc(&p->buf, *c == '_' ? ' ' : *c);
        }
        bo_law_put(p, "* is ");
        bo_law_formula(p, &body->lets.at[i].expr);
        bo_law_put(p, "\n");
    }
    if (!body->choose) {
        bo_law_put(p, "\n");
        bo_law_formula(p, &body->expr);
        bo_law_put(p, "\n");
        return;
    }
    bo_law_put(p, "\n%s\n\n", body->unique ? "The only one of these that holds:" : "The first of these that holds:");
    for (size_t i = 0; i < body->whens.n; i++) {
        const struct bo_when *when = &body->whens.at[i];
        bo_law_put(p, "%zu. ", i + 1);
        if (when->test.ast != NULL) {
            bo_law_put(p, "when ");
            bo_law_formula(p, &when->test);
            bo_law_put(p, " → ");
        } else {
            bo_law_put(p, "otherwise → ");
        }
        bo_law_formula(p, &when->value);
        bo_law_put(p, when->cite.source_id != NULL ? " (%s)\n" : "\n%s",
                   when->cite.source_id != NULL ? bo_law_cite(p, &when->cite) : "");
    }
}

static void put_examples_of(struct bo_law_page *p, const struct bo_named *named)
{
    bool any = false;
    for (size_t i = 0; i < p->d.set->examples.n; i++) {
        const struct bo_example *example = p->d.set->examples.at[i];
        if (bo_example_names(p->d.set, example, named->id)) {
            bo_law_put(p, "%s%s", any ? ", " : "\nExamples: ", example->id);
            any = true;
        }
    }
    bo_law_put(p, any ? "\n" : "");
}

static void put_rule(struct bo_law_page *p, const struct bo_named *named, const char *entity, const char *unit,
                     const struct bo_body *body)
{
    const char *text = bo_law_sentence(p, &named->text);
    bo_law_head(p, named);
    bo_law_put(p, "%s%s%s%s\n", entity != NULL ? ", of each " : ", a calculation used in several places",
               entity != NULL ? entity : "", unit != NULL ? ", in " : "", unit != NULL ? unit : "");
    bo_law_put(p, text != NULL ? "\n%s\n" : "%s", text != NULL ? text : "");
    put_body(p, body);
    bo_law_cites(p, named);
    bo_law_put(p, named->unverified ? "\nThe text of this law was not seen.\n" : "");
    put_examples_of(p, named);
}

void bo_law_rules(struct bo_law_page *p)
{
    bool open = false;
    for (size_t i = 0; i < p->d.set->by_name.n; i++) {
        const struct bo_named *named = p->d.set->by_name.at[i];
        if (bo_law_holds(p, named) && named->element == BO_E_RULE && !((const struct bo_rule *)named)->synthetic) {
            const struct bo_rule *rule = (const struct bo_rule *)named;
            bo_law_part(p, &open, "Rules");
            put_rule(p, named, rule->entity_id, rule->unit_text, &rule->body);
        } else if (bo_law_holds(p, named) && named->element == BO_E_FUNCTION) {
            const struct bo_function *function = (const struct bo_function *)named;
            bo_law_part(p, &open, "Rules");
            put_rule(p, named, NULL, function->unit_text, &function->body);
        }
    }
}
