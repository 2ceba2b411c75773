#include "scenario/template.h"

#include "engine/compile.h"
#include "num/dec.h"

#include <string.h>

/* What was asked for */

const char *bo_template_hint(const struct bo_set *set, bool what_if, const char *name, struct bo_arena *arena)
{
    const char **ids = bo_alloc_array(arena, set->templates.n, sizeof *ids), *all = "";
    size_t n = 0;
    for (size_t i = 0; i < set->templates.n; i++) {
        if (set->templates.at[i]->what_if == what_if) {
            ids[n++] = set->templates.at[i]->id;
            all = bo_printf(arena, "%s%s%s", all, n > 1 ? ", " : "", ids[n - 1]);
        }
    }
    const char *near = bo_nearest(name, ids, n);
    return near != NULL ? bo_printf(arena, "; did you mean '%s'?", near)
           : n > 0      ? bo_printf(arena, "; there are: %s", all)
                        : bo_printf(arena, "; the rule set '%s' declares none", set->id);
}

size_t bo_template_argument(const struct bo_template *template, const char *id, size_t n)
{
    for (size_t i = 0; i < template->arguments.n; i++) {
        const char *own = template->arguments.at[i].id;
        if (strlen(own) == n && memcmp(own, id, n) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

static const char *wrong_number(const struct bo_template_argument *argument, const char *value, struct bo_arena *arena)
{
    bo_wide number, least, most;
    bool too_fine = false, too_big = false;
    unsigned scale = argument->scale;
    if (!bo_dec_parse_scaled(value, strlen(value), scale, &number, &too_fine, &too_big)) {
        return too_fine ? bo_printf(arena, "'%s' has more than %u decimals", value, scale)
                        : bo_printf(arena, "'%s' is no number", value);
    }
    bo_dec_parse_scaled(argument->min, strlen(argument->min), scale, &least, &too_fine, &too_big);
    bo_dec_parse_scaled(argument->max, strlen(argument->max), scale, &most, &too_fine, &too_big);
    return number < least || number > most
               ? bo_printf(arena, "'%s' does not lie between %s and %s", value, argument->min, argument->max)
               : NULL;
}

const char *bo_template_wrong(const struct bo_template_argument *argument, const char *value, struct bo_arena *arena)
{
    int64_t day;
    bool impossible;
    const char *all = "";
    switch (argument->kind) {
    case BO_NUMBER:
        return wrong_number(argument, value, arena);
    case BO_DATE:
        return bo_date_parse(value, strlen(value), &day, &impossible)
                   ? NULL
                   : bo_printf(arena, "'%s' is no date; write it like 2026-04-06", value);
    case BO_BOOLEAN:
        return strcmp(value, "true") == 0 || strcmp(value, "false") == 0
                   ? NULL
                   : bo_printf(arena, "'%s' is neither true nor false", value);
    default:
        break;
    }
    for (size_t i = 0; i < argument->options.n; i++) {
        const char *option = argument->options.at[i].value;
        if (strcmp(option, value) == 0) {
            return NULL;
        }
        all = bo_printf(arena, "%s%s%s", all, i > 0 ? ", " : "", option);
    }
    return bo_printf(arena, "'%s' is none of %s", value, all);
}

static const char *arguments_of(const struct bo_template *template, struct bo_arena *arena)
{
    const char *all = "who";
    for (size_t i = 0; i < template->arguments.n; i++) {
        all = bo_printf(arena, "%s, %s", all, template->arguments.at[i].id);
    }
    return all;
}

/* "weeks=7" */
static bool read_pair(struct bo_template_call *call, const char *pair, size_t n, struct bo_arena *arena,
                      struct bo_diags *diags)
{
    const struct bo_template *template = call->template;
    const char *equals = memchr(pair, '=', n);
    size_t length = equals != NULL ? (size_t)(equals - pair) : n;
    const char *name = bo_strndup(arena, pair, length), *what = template->what_if ? "--if" : "--kind";
    const struct bo_place nowhere = {0};
    if (equals == NULL) {
        bo_diag(diags, BO_ERROR, nowhere, "bad-argument", "%s %s: '%s' is no ARGUMENT=VALUE", what, template->id, name);
        return false;
    }
    const char *value = bo_strndup(arena, equals + 1, n - length - 1);
    size_t place = bo_template_argument(template, pair, length);
    if (strcmp(name, "who") == 0 && call->who == NULL) {
        call->who = value;
        return true;
    }
    if (strcmp(name, "who") != 0 && place == SIZE_MAX) {
        bo_diag(diags, BO_ERROR, nowhere, "unknown-name", "%s %s: there is no argument '%s', but %s", what,
                template->id, name, arguments_of(template, arena));
        return false;
    }
    if (place == SIZE_MAX || call->value[place] != NULL) {
        bo_diag(diags, BO_ERROR, nowhere, "bad-argument", "%s %s: '%s' is given twice", what, template->id, name);
        return false;
    }
    const char *wrong = bo_template_wrong(&template->arguments.at[place], value, arena);
    if (wrong != NULL) {
        bo_diag(diags, BO_ERROR, nowhere, "bad-argument", "%s %s: %s: %s", what, template->id, name, wrong);
        return false;
    }
    call->value[place] = value;
    return true;
}

enum bo_status bo_template_read(const struct bo_set *set, bool what_if, const char *text, struct bo_arena *arena,
                                struct bo_template_call *call, struct bo_diags *diags)
{
    size_t n = strcspn(text, ":");
    const char *id = bo_strndup(arena, text, n);
    bool good = true;
    *call = (struct bo_template_call){.template = bo_set_template(set, what_if, id)};
    if (call->template == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "there is no %s '%s'%s",
                what_if ? "what-if" : "kind of scenario", id, bo_template_hint(set, what_if, id, arena));
        return BO_USAGE;
    }
    call->value = bo_alloc_array(arena, call->template->arguments.n, sizeof *call->value);
    for (const char *p = text[n] == ':' ? text + n + 1 : text + n; *p != '\0';) {
        size_t length = strcspn(p, ",");
        good &= read_pair(call, p, length, arena, diags);
        p += length + (p[length] == ',');
    }
    for (size_t i = 0; i < call->template->arguments.n && good; i++) {
        const struct bo_template_argument *argument = &call->template->arguments.at[i];
        if (argument->required && call->value[i] == NULL) {
            const char *question = bo_text_in(set, &argument->question, NULL);
            bo_diag(diags, BO_ERROR, (struct bo_place){0}, "missing-argument", "%s %s: '%s' is needed%s%s",
                    what_if ? "--if" : "--kind", id, argument->id, question != NULL ? ": " : "",
                    question != NULL ? question : "");
            good = false;
        }
    }
    return good ? BO_OK : BO_USAGE;
}

/* Words */

static const char *value_in_words(const struct bo_set *set, const struct bo_template_argument *argument,
                                  const char *value, const char *lang)
{
    for (size_t i = 0; i < argument->options.n; i++) {
        if (strcmp(argument->options.at[i].value, value) == 0) {
            const char *label = bo_text_in(set, &argument->options.at[i].label, lang);
            return label != NULL ? label : value;
        }
    }
    return value;
}

const char *bo_template_words(const struct bo_set *set, const struct bo_template *template, const bo_texts *texts,
                              const char *const *value, const char *lang, struct bo_arena *arena)
{
    const char *text = bo_text_in(set, texts, lang), *brace;
    if (text == NULL) {
        return NULL;
    }
    struct bo_buf words;
    bo_buf_init(&words);
    for (; (brace = strchr(text, '{')) != NULL; text = brace + 1) {
        bo_buf_add(&words, text, (size_t)(brace - text));
        size_t n = strcspn(brace + 1, "}"), place = bo_template_argument(template, brace + 1, n);
        const char *known = place != SIZE_MAX ? value[place] : NULL;
        bo_buf_puts(&words, known != NULL ? value_in_words(set, &template->arguments.at[place], known, lang) : "…");
        brace += n + 1;
    }
    bo_buf_puts(&words, text);
    const char *all = bo_strndup(arena, words.at, words.n);
    bo_buf_fini(&words);
    return all;
}

/* Facts */

struct writing {
    const struct bo_template *template;
    const char *const *value;
    struct bo_arena *arena;
    struct bo_diags *diags;
    enum bo_status status;
};

/* A value as the formula language writes it. */
static struct bo_ast *literal(struct writing *w, const struct bo_template_argument *argument, const char *value)
{
    struct bo_ast *ast = bo_alloc(w->arena, sizeof *ast);
    switch (argument->kind) {
    case BO_NUMBER:
        *ast = (struct bo_ast){.kind = BO_AST_NUMBER, .text = *value == '-' ? value + 1 : value};
        if (*value == '-') {
            struct bo_ast *negative = bo_alloc(w->arena, sizeof *negative);
            *negative = (struct bo_ast){.kind = BO_AST_NEG, .n = 1, .bracketed = true};
            negative->kid = bo_alloc_array(w->arena, 1, sizeof *negative->kid);
            negative->kid[0] = ast;
            return negative;
        }
        break;
    case BO_DATE:
        *ast = (struct bo_ast){.kind = BO_AST_AT, .text = value};
        break;
    case BO_BOOLEAN:
        *ast = (struct bo_ast){.kind = *value == 't' ? BO_AST_TRUE : BO_AST_FALSE};
        break;
    default:
        *ast = (struct bo_ast){.kind = BO_AST_STRING, .text = value};
        break;
    }
    return ast;
}

/* The formula with values in place of the arguments' names; NULL: one of them has none. */
static struct bo_ast *put_in(struct writing *w, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_NAME) {
        size_t place = bo_template_argument(w->template, ast->text, strlen(ast->text));
        const char *value = place != SIZE_MAX ? w->value[place] : NULL;
        return value != NULL ? literal(w, &w->template->arguments.at[place], value) : NULL;
    }
    struct bo_ast *copy = bo_alloc(w->arena, sizeof *copy);
    *copy = *ast;
    copy->kid = bo_alloc_array(w->arena, ast->n, sizeof *copy->kid);
    for (uint32_t i = 0; i < ast->n; i++) {
        copy->kid[i] = put_in(w, ast->kid[i]);
        if (copy->kid[i] == NULL) {
            return NULL;
        }
    }
    return copy;
}

/* A value as a case has it; NULL: it is left out, or a message was given. */
static json_t *value_of(struct writing *w, const struct bo_edit *edit)
{
    const struct bo_ast *ast = put_in(w, edit->value.ast);
    char *text = NULL;
    if (ast == NULL) {
        return NULL;
    }
    if (bo_eval_text(w->arena, bo_ast_text(w->arena, ast), &text) != BO_OK || strchr(text, '/') != NULL) {
        bo_diag(w->diags, BO_ERROR, edit->place, "bad-formula", "'%s' of '%s' cannot be worked out: %s", edit->field,
                w->template->id, text);
        w->status = BO_BAD_RULES;
        return NULL;
    }
    size_t n = strlen(text);
    if (*text == '"') {
        return json_stringn(text + 1, n - 2);
    }
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0 ? json_boolean(*text == 't') : json_string(text);
}

static void write_edits(struct writing *w, const struct bo_edit *edits, size_t n, json_t *object);

static void write_fact(struct writing *w, const struct bo_edit *edit, json_t *object)
{
    json_t *value = value_of(w, edit);
    if (value != NULL && edit->per != NULL) {
        json_t *recurring = json_object();
        json_object_set_new(recurring, "amount", value);
        json_object_set_new(recurring, "per", json_string(edit->per));
        value = recurring;
    }
    if (value != NULL) {
        json_object_set_new(object, edit->field, value);
    }
}

/* The value of a field where it has the right form, else a new one. */
static json_t *inner(json_t *object, const char *field, bool list)
{
    json_t *value = json_object_get(object, field);
    if (list ? !json_is_array(value) : !json_is_object(value)) {
        value = list ? json_array() : json_object();
        json_object_set_new(object, field, value);
    }
    return value;
}

static void write_edits(struct writing *w, const struct bo_edit *edits, size_t n, json_t *object)
{
    for (size_t i = 0; i < n; i++) {
        const struct bo_edit *edit = &edits[i];
        switch (edit->kind) {
        case BO_EDIT_SET:
            write_fact(w, edit, object);
            break;
        case BO_EDIT_DROP:
            json_object_del(object, edit->field);
            break;
        case BO_EDIT_IN:
            write_edits(w, edit->inside.at, edit->inside.n, inner(object, edit->field, false));
            break;
        case BO_EDIT_ADD: {
            json_t *member = json_object();
            json_array_append_new(inner(object, edit->field, true), member);
            write_edits(w, edit->inside.at, edit->inside.n, member);
            break;
        }
        }
    }
}

enum bo_status bo_template_write(const struct bo_template *template, const char *const *value, json_t *object,
                                 struct bo_arena *arena, struct bo_diags *diags)
{
    struct writing w = {template, value, arena, diags, BO_OK};
    write_edits(&w, template->edits.at, template->edits.n, object);
    return w.status;
}

/* Formulas, tried */

/* Something that the argument may be. */
static const char *some_value(const struct bo_set *set, const struct bo_template_argument *argument,
                              struct bo_arena *arena)
{
    if (argument->fallback != NULL) {
        return argument->fallback;
    }
    switch (argument->kind) {
    case BO_NUMBER:
        return argument->max;
    case BO_DATE:
        return bo_date_text(arena, set->complete_from);
    case BO_BOOLEAN:
        return "true";
    default:
        return argument->options.at[0].value;
    }
}

static bool is_option(const struct bo_input *input, const char *text)
{
    bool is = input->options.n == 0; /* the keys of a table: the case is read against them */
    for (size_t i = 0; i < input->options.n; i++) {
        is |= strcmp(input->options.at[i].value, text) == 0;
    }
    return is;
}

static bool fits(const struct bo_input *input, const json_t *value)
{
    const char *text = json_is_string(value) ? json_string_value(value) : "";
    bool fine, big;
    int64_t day;
    bo_wide number;
    switch (input->kind) {
    case BO_BOOLEAN:
        return json_is_boolean(value);
    case BO_DATE:
        return bo_date_parse(text, strlen(text), &day, &fine);
    case BO_NUMBER:
    case BO_RECURRING:
        return bo_dec_parse_scaled(text, strlen(text), input->scale, &number, &fine, &big);
    case BO_CODE:
        return json_is_string(value) && is_option(input, text);
    default:
        return json_is_string(value);
    }
}

static void try_edits(struct writing *w, const struct bo_set *set, const struct bo_edit *edits, size_t n,
                      unsigned entity)
{
    for (size_t i = 0; i < n; i++) {
        const struct bo_edit *edit = &edits[i];
        if (edit->kind == BO_EDIT_IN || edit->kind == BO_EDIT_ADD) {
            try_edits(w, set, edit->inside.at, edit->inside.n, (unsigned)bo_set_inside(set, entity, edit->field));
        } else if (edit->kind == BO_EDIT_SET) {
            const struct bo_input *input = bo_set_field(set, entity, edit->field);
            json_t *value = value_of(w, edit);
            if (value != NULL && !fits(input, value)) {
                const char *text = json_is_string(value) ? json_string_value(value) : "true or false";
                bo_diag(w->diags, BO_ERROR, edit->place, "type-mismatch",
                        "what this comes to, here %s, cannot be '%s' of '%s'", text, edit->field,
                        set->entities.at[entity]->named.id);
                w->status = BO_BAD_RULES;
            }
            json_decref(value);
        }
    }
}

enum bo_status bo_template_try(const struct bo_set *set, struct bo_arena *arena, struct bo_diags *diags)
{
    struct writing w = {.arena = arena, .diags = diags, .status = BO_OK};
    for (size_t t = 0; t < set->templates.n; t++) {
        const struct bo_template *template = set->templates.at[t];
        const char **value = bo_alloc_array(arena, template->arguments.n, sizeof *value);
        for (size_t i = 0; i < template->arguments.n; i++) {
            value[i] = some_value(set, &template->arguments.at[i], arena);
        }
        w.template = template;
        w.value = value;
        try_edits(&w, set, template->edits.at, template->edits.n, template->entity);
    }
    return w.status;
}
