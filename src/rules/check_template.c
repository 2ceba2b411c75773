/* Kinds of scenarios and what-ifs: the fields that they write, the arguments that their formulas read. */
#include "rules/check.h"

#include "num/dec.h"
#include <string.h>

static const struct bo_template_argument *find_argument(const struct bo_template *template, const char *id, size_t n)
{
    for (size_t i = 0; i < template->arguments.n; i++) {
        const char *own = template->arguments.at[i].id;
        if (strlen(own) == n && memcmp(own, id, n) == 0) {
            return &template->arguments.at[i];
        }
    }
    return NULL;
}

static void unknown_argument(struct bo_checking *checking, struct bo_place place, const struct bo_template *template,
                             const char *id)
{
    const char **ids = bo_alloc_array(&checking->scratch, template->arguments.n, sizeof *ids);
    for (size_t i = 0; i < template->arguments.n; i++) {
        ids[i] = template->arguments.at[i].id;
    }
    const char *near = bo_nearest(id, ids, template->arguments.n);
    bo_check_error(checking, place, "unknown-name",
                   near != NULL ? "'%s' is no argument of '%s'; did you mean '%s'?" : "'%s' is no argument of '%s'", id,
                   template->id, near);
}

/* Formulas */

static void check_names(struct bo_checking *checking, const struct bo_template *template,
                        const struct bo_formula *formula, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_NAME && find_argument(template, ast->text, strlen(ast->text)) == NULL) {
        unknown_argument(checking, bo_formula_place(formula, ast->start), template, ast->text);
    }
    for (uint32_t i = 0; i < ast->n; i++) {
        check_names(checking, template, formula, ast->kid[i]);
    }
}

/* Fields */

static const char *near_field(struct bo_checking *checking, unsigned entity, const char *field)
{
    const struct bo_set *set = checking->set;
    const char **keys = bo_alloc_array(&checking->scratch, set->inputs.n + set->entities.n, sizeof *keys);
    size_t n = 0;
    for (size_t i = 0; i < set->inputs.n; i++) {
        if (set->inputs.at[i]->entity == entity) {
            keys[n++] = set->inputs.at[i]->key;
        }
    }
    for (size_t e = 0; e < set->entities.n; e++) {
        if (set->entities.at[e]->in == (int)entity) {
            keys[n++] = set->entities.at[e]->key;
        }
    }
    const char *near = bo_nearest(field, keys, n);
    return near != NULL && strcmp(near, field) != 0 ? bo_printf(&checking->scratch, "; did you mean '%s'?", near) : "";
}

static void unknown_field(struct bo_checking *checking, const struct bo_edit *edit, unsigned entity, const char *what)
{
    bo_check_error(checking, edit->place, "unknown-name", "'%s' is no %s of '%s'%s", edit->field, what,
                   checking->set->entities.at[entity]->named.id, near_field(checking, entity, edit->field));
}

static void check_fact(struct bo_checking *checking, const struct bo_template *template, const struct bo_edit *edit,
                       unsigned entity)
{
    const struct bo_input *input = bo_set_field(checking->set, entity, edit->field);
    if (input == NULL) {
        unknown_field(checking, edit, entity, "field");
    } else if ((input->kind == BO_RECURRING) != (edit->per != NULL)) {
        bo_check_error(checking, edit->place, input->kind == BO_RECURRING ? "missing-attribute" : "not-recurring",
                       input->kind == BO_RECURRING ? "'%s' is a recurring amount: per=\"week\" or another period"
                                                   : "'%s' is no recurring amount: it has no 'per'",
                       edit->field);
    }
    if (edit->value.ast != NULL) {
        check_names(checking, template, &edit->value.formula, edit->value.ast);
    }
}

static void check_edits(struct bo_checking *checking, const struct bo_template *template, const struct bo_edit *edits,
                        size_t n, unsigned entity)
{
    const struct bo_set *set = checking->set;
    for (size_t i = 0; i < n; i++) {
        const struct bo_edit *edit = &edits[i];
        int inner = bo_set_inside(set, entity, edit->field);
        bool list = inner >= 0 && set->entities.at[inner]->kind == BO_ENTITY_LIST;
        bool object = inner >= 0 && set->entities.at[inner]->kind == BO_ENTITY_OBJECT;
        if (edit->kind == BO_EDIT_SET) {
            check_fact(checking, template, edit, entity);
        } else if (edit->kind == BO_EDIT_DROP && bo_set_field(set, entity, edit->field) == NULL && !list && !object) {
            unknown_field(checking, edit, entity, "field");
        } else if ((edit->kind == BO_EDIT_ADD && !list) || (edit->kind == BO_EDIT_IN && !object)) {
            unknown_field(checking, edit, entity, edit->kind == BO_EDIT_ADD ? "list" : "object");
        } else if (edit->kind == BO_EDIT_ADD || edit->kind == BO_EDIT_IN) {
            check_edits(checking, template, edit->inside.at, edit->inside.n, (unsigned)inner);
        }
    }
}

/* Arguments */

/* What stands in for an argument: of the same type and unit, and seen from what is changed. */
static void check_fallback_of(struct bo_checking *checking, const struct bo_template *template,
                              const struct bo_template_argument *argument)
{
    struct bo_set *set = checking->set;
    const struct bo_named *named = bo_set_find(set, argument->fallback_of);
    const bool rule = named != NULL && named->element == BO_E_RULE;
    if (!rule && (named == NULL || named->element != BO_E_INPUT)) {
        bo_check_unknown(checking, argument->place, "value", argument->fallback_of);
        return;
    }
    const struct bo_rule *of_rule = (const struct bo_rule *)named;
    const struct bo_input *of_input = (const struct bo_input *)named;
    enum bo_kind kind = rule ? of_rule->kind : of_input->kind;
    const struct bo_unit *unit = rule ? &of_rule->unit : &of_input->unit;
    if (kind != argument->kind) {
        bo_check_error(checking, argument->place, "type-mismatch", "'%s' is of another type than '%s'", named->id,
                       argument->id);
    } else if (kind == BO_NUMBER && !bo_unit_equal(unit, &argument->unit)) {
        bo_check_error(checking, argument->place, "other-unit", "'%s' is in %s, '%s' in %s", named->id,
                       bo_unit_text(&set->symbols, unit, &checking->scratch), argument->id,
                       bo_unit_text(&set->symbols, &argument->unit, &checking->scratch));
    } else if (!bo_check_within(set, template->entity, rule ? of_rule->entity : of_input->entity)) {
        bo_check_error(checking, argument->place, "not-visible", "'%s' is not to be seen from '%s'", named->id,
                       template->entity_id);
    }
}

static void check_argument(struct bo_checking *checking, const struct bo_template *template,
                           const struct bo_template_argument *argument)
{
    const char *const bounds[] = {argument->min, argument->max};
    int scale = (int)argument->scale;
    if (strcmp(argument->id, "who") == 0) {
        bo_check_error(checking, argument->place, "hidden-name", "'who' always says what is changed");
    }
    for (int i = 0; i < 2; i++) {
        if (argument->kind == BO_NUMBER && bounds[i] == NULL) {
            bo_check_error(checking, argument->place, "missing-attribute", "a number needs 'min' and 'max'");
        } else if (argument->kind == BO_NUMBER) {
            bo_check_value(checking, argument->place, i == 0 ? "min" : "max", BO_NUMBER, scale, bounds[i]);
        }
    }
    if ((argument->kind == BO_CODE) != (argument->options.n > 0)) {
        bo_check_error(checking, argument->place, "bad-options", "an argument of codes, and no other, has options");
    }
    if (argument->fallback != NULL) {
        bo_check_value(checking, argument->place, "the default", argument->kind, scale, argument->fallback);
    }
    if (argument->fallback_of != NULL) {
        check_fallback_of(checking, template, argument);
    }
}

/* The {names} of label and text are arguments. */
static void check_words(struct bo_checking *checking, const struct bo_template *template, const bo_texts *texts)
{
    for (size_t i = 0; i < texts->n; i++) {
        for (const char *p = texts->at[i].text; (p = strchr(p, '{')) != NULL;) {
            size_t n = strcspn(++p, "}");
            if (find_argument(template, p, n) == NULL) {
                unknown_argument(checking, template->place, template, bo_strndup(&checking->scratch, p, n));
            }
            p += n;
        }
    }
}

static void check_who(struct bo_checking *checking, const struct bo_template *template)
{
    const struct bo_named *named = bo_set_find(checking->set, template->who_id);
    const struct bo_rule *rule = (const struct bo_rule *)named;
    const struct bo_input *input = (const struct bo_input *)named;
    if (named == NULL || (named->element != BO_E_RULE && named->element != BO_E_INPUT)) {
        bo_check_unknown(checking, template->place, "value", template->who_id);
        return;
    }
    bool is_rule = named->element == BO_E_RULE;
    if ((is_rule ? rule->kind : input->kind) != BO_BOOLEAN) {
        bo_check_error(checking, template->place, "type-mismatch", "'%s' does not say yes or no", template->who_id);
    } else if (!bo_check_within(checking->set, template->entity, is_rule ? rule->entity : input->entity)) {
        bo_check_error(checking, template->place, "not-visible", "'%s' is not to be seen from '%s'", template->who_id,
                       template->entity_id);
    }
}

void bo_check_templates(struct bo_checking *checking)
{
    for (size_t t = 0; t < checking->set->templates.n; t++) {
        struct bo_template *template = checking->set->templates.at[t];
        for (size_t i = 0; i < template->cites.n; i++) {
            bo_check_cite(checking, &template->cites.at[i]);
        }
        if (!template->what_if && template->cites.n == 0) {
            bo_check_error(checking, template->place, "missing-cite",
                           "'%s' cites no law: <cite source=\"…\" at=\"…\"/>", template->id);
        }
        if (template->who_id != NULL) {
            check_who(checking, template);
        }
        for (size_t i = 0; i < template->arguments.n; i++) {
            check_argument(checking, template, &template->arguments.at[i]);
        }
        check_words(checking, template, &template->label);
        check_words(checking, template, &template->text);
        check_edits(checking, template, template->edits.at, template->edits.n, template->entity);
    }
}
