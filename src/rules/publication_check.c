#include "rules/publication_check.h"

#include "num/dec.h"
#include "rules/check.h"

#include <string.h>

struct published { /* what is being checked */
    struct bo_checking checking;
    const struct bo_publication *publication;
    struct bo_intern ids, bound;       /* publications; figures of this one */
    struct bo_intern lawful, declared; /* figures of laws; those that no law says */
};

static void fault(struct published *p, struct bo_place place, const char *code, const char *text)
{
    bo_check_error(&p->checking, place, code, "%s", text);
}

/* Texts with {names} */

/* Each "{…}" in it is one of the words; *n counts those that are "{}". */
static bool braces_are(const char *text, const char *words, size_t *empty)
{
    *empty = 0;
    for (const char *at = text; (at = strpbrk(at, "{}")) != NULL;) {
        size_t n = *at == '{' ? strcspn(at + 1, "{}") : 0;
        if (*at == '}' || at[1 + n] != '}') {
            return false;
        }
        bool known = n == 0;
        for (const char *word = words; n > 0 && *word != '\0'; word += strspn(word, " ")) {
            size_t length = strcspn(word, " ");
            known |= length == n && memcmp(word, at + 1, n) == 0;
            word += length;
        }
        if (!known) {
            return false;
        }
        *empty += n == 0;
        at += n + 2;
    }
    return true;
}

#define YEARS "year next yy nn"
static void check_template(struct published *p, struct bo_place place, const char *what, const char *text,
                           size_t figures)
{
    size_t empty;
    if (text == NULL) {
        return;
    }
    if (!braces_are(text, YEARS, &empty)) {
        bo_check_error(&p->checking, place, "bad-template",
                       "%s '%s' has other braces than {year}, {next}, {yy} or {nn}", what, text);
    } else if (empty != figures) {
        bo_check_error(&p->checking, place, "bad-template",
                       figures == 1 ? "%s '%s' has not one {} where the figure stands"
                                    : "%s '%s' has {}: no figure stands there",
                       what, text);
    }
}

/* "https://host/…", without blanks or a name and password before the host. */
static void check_link(struct published *p, struct bo_place place, const char *link)
{
    const char *const scheme = "https://";
    size_t n = strlen(scheme);
    if (link == NULL) {
        return;
    }
    if (strncmp(link, scheme, n) != 0 || strcspn(link + n, "/") == 0 || strpbrk(link, " \t@\\") != NULL) {
        bo_check_error(&p->checking, place, "bad-link", "'%s' is no address of a publication: it begins with https://",
                       link);
    }
    check_template(p, place, "the address", link, 0);
}

/* What a binding is bound to */

struct bound_at { /* what is bound, and where that is written */
    struct bo_bound *to;
    struct bo_place place;
};

static const void *named_as(struct published *p, const struct bound_at *at, const char *what, const char *id,
                            enum bo_element element)
{
    const struct bo_named *named = bo_set_find(p->checking.set, id);
    if (named != NULL && named->element == element) {
        return named;
    }
    bo_check_unknown(&p->checking, at->place, what, id);
    return NULL;
}

struct kind_of { /* a bound figure's type */
    enum bo_kind kind;
    bool money;
    bool known;
};

static struct kind_of bind_scale(struct published *p, const struct bound_at *at)
{
    const struct bo_scale *scale = named_as(p, at, "scale", at->to->scale_id, BO_E_SCALE);
    at->to->scale = scale;
    if (scale == NULL) {
        return (struct kind_of){0};
    }
    bool there = false;
    for (size_t i = 0; i < scale->versions.n; i++) {
        const struct bo_bands *bands = &scale->versions.at[i];
        there |= at->to->band < bands->bands.n && (at->to->rate || bands->bands.at[at->to->band].to != NULL);
    }
    if (!there) {
        bo_check_error(&p->checking, at->place, "unknown-name", "'%s' has no band %u%s", scale->named.id,
                       at->to->band + 1, at->to->rate ? "" : " with an end");
    }
    return (struct kind_of){BO_NUMBER, !at->to->rate && bo_has_currency(p->checking.set, &scale->unit), there};
}

static const struct bo_column *find_column(struct published *p, const struct bound_at *at, const char *id)
{
    const struct bo_table *table = at->to->table;
    const char **ids = bo_alloc_array(&p->checking.scratch, table->columns.n, sizeof *ids);
    for (size_t i = 0; i < table->columns.n; i++) {
        ids[i] = table->columns.at[i].id;
        if (strcmp(ids[i], id) == 0) {
            return &table->columns.at[i];
        }
    }
    const char *near = bo_nearest(id, ids, table->columns.n);
    bo_check_error(&p->checking, at->place, "unknown-name",
                   near != NULL ? "'%s' has no column '%s'; did you mean '%s'?" : "'%s' has no column '%s'",
                   table->named.id, id, near);
    return NULL;
}

static bool has_row(const struct bo_table *table, const char *keys, const char *column)
{
    bool there = false;
    const struct bo_dated *dated;
    for (size_t i = 0; i < table->blocks.n && !there; i++) {
        there = bo_row_figure(table, keys, column, table->blocks.at[i].dated.from, &dated) != NULL;
    }
    return there;
}

static struct kind_of bind_table(struct published *p, const struct bound_at *at)
{
    struct bo_bound *to = at->to;
    to->table = named_as(p, at, "table", at->to->table_id, BO_E_TABLE);
    if (to->table == NULL) {
        return (struct kind_of){0};
    }
    if (to->column == NULL || (to->keys == NULL) == (to->name_column == NULL)) {
        fault(p, at->place, "bad-binding",
              "a table is bound with 'column' and with 'keys' (one row) or 'names' (all rows)");
        return (struct kind_of){0};
    }
    const struct bo_column *column = find_column(p, at, to->column);
    if (to->name_column != NULL) {
        const struct bo_column *names = find_column(p, at, to->name_column);
        if (names != NULL && names->kind != BO_FREE_TEXT) {
            fault(p, at->place, "bad-binding", "'names' is a column of texts");
        }
    } else if (column != NULL && !has_row(to->table, to->keys, to->column)) {
        bo_check_error(&p->checking, at->place, "unknown-name", "'%s' has no row '%s' with '%s'", to->table->named.id,
                       to->keys, to->column);
    }
    if (column == NULL) {
        return (struct kind_of){0};
    }
    struct bo_unit unit = bo_column_unit(to->table, column);
    return (struct kind_of){column->kind, bo_has_currency(p->checking.set, &unit), true};
}

static struct kind_of bind(struct published *p, const struct bound_at *at)
{
    int n = (at->to->param_id != NULL) + (at->to->scale_id != NULL) + (at->to->table_id != NULL);
    if (n != 1) {
        fault(p, at->place, "bad-binding", "a binding is of one 'param', 'scale' or 'table'");
        return (struct kind_of){0};
    }
    if (at->to->scale_id != NULL) {
        return bind_scale(p, at);
    }
    if (at->to->table_id != NULL) {
        return bind_table(p, at);
    }
    at->to->param = named_as(p, at, "param", at->to->param_id, BO_E_PARAM);
    if (at->to->param == NULL) {
        return (struct kind_of){0};
    }
    bool money = bo_has_currency(p->checking.set, &at->to->param->unit);
    return (struct kind_of){at->to->param->kind, money, true};
}

/* How a figure is read must fit what it is. */
static void check_form(struct published *p, const struct bo_binding *binding, struct kind_of is)
{
    enum bo_figure_form form = binding->form;
    const char *why = NULL;
    if (!is.known) {
        return;
    }
    if ((form == BO_FIGURE_DATE) != (is.kind == BO_DATE) || (is.kind != BO_DATE && is.kind != BO_NUMBER)) {
        why = is.kind == BO_DATE ? "a date is read as=\"date\""
                                 : "only a date is read as=\"date\", and only numbers as others";
    } else if (form == BO_FIGURE_MONEY && !is.money) {
        why = "this figure is no money";
    } else if (form != BO_FIGURE_MONEY && is.money) {
        why = "this figure is money: as=\"money\"";
    } else if (form == BO_FIGURE_DATE && binding->times != NULL) {
        why = "a date is not multiplied";
    }
    if (why != NULL) {
        fault(p, binding->place, "wrong-form", why);
    }
}

/* Where it stands */

static void check_where(struct published *p, const struct bo_binding *binding)
{
    enum bo_publication_form form = p->publication->form;
    bool row = binding->row != NULL || binding->to.name_column != NULL, sentence = binding->sentence != NULL;
    const char *why = NULL;
    if (form == BO_PUBLISHED_JSON) {
        why = binding->at == NULL || binding->at[0] != '/' ? "a figure in JSON stands 'at' a pointer (/a/b)"
              : row || sentence || binding->head != NULL || binding->group != NULL
                  ? "a figure in JSON has no row, head, group or sentence"
                  : NULL;
    } else if (row == sentence) {
        why = "a figure stands in a 'row' or in a 'sentence'";
    } else if (sentence && (binding->head != NULL || binding->group != NULL)) {
        why = "a sentence has no head or group";
    } else if (binding->row != NULL && binding->to.name_column != NULL) {
        why = "the rows of a whole table are found by their names";
    } else if (form == BO_PUBLISHED_CSV && (sentence || binding->head == NULL)) {
        why = "a figure in CSV has a row and a head";
    } else if ((form == BO_PUBLISHED_CLML || form == BO_PUBLISHED_LEGAL_XHTML) && binding->at == NULL) {
        why = "a figure in a law stands 'at' a provision's id";
    }
    if (why != NULL) {
        fault(p, binding->place, "bad-binding", why);
    }
    check_template(p, binding->place, "the head", binding->head, 0);
    check_template(p, binding->place, "the row", binding->row, 0);
    check_template(p, binding->place, "the sentence", binding->sentence, 1);
}

/* How far it may lie */

static bool limit(struct published *p, const struct bo_binding *binding, const char *what, const char *text,
                  bo_wide *number)
{
    bool fine, big;
    if (text == NULL) {
        return false;
    }
    if (binding->form == BO_FIGURE_DATE || !bo_dec_parse_scaled(text, strlen(text), 12, number, &fine, &big)) {
        bo_check_error(&p->checking, binding->place, "bad-number", "%s '%s' is no number (1234.50)", what, text);
        return false;
    }
    return true;
}

static void check_limits(struct published *p, const struct bo_binding *binding)
{
    bo_wide least, most;
    bool has_least = limit(p, binding, "min", binding->min, &least),
         has_most = limit(p, binding, "max", binding->max, &most);
    if (has_least && has_most && least > most) {
        fault(p, binding->place, "bad-number", "min is more than max");
    }
    if (binding->shape != NULL &&
        (strspn(binding->shape, "0123456789abcdef") != strlen(binding->shape) || strlen(binding->shape) < 8)) {
        bo_check_error(&p->checking, binding->place, "bad-value", "'%s' is no fingerprint (hexadecimal digits)",
                       binding->shape);
    }
}

static void check_binding(struct published *p, struct bo_binding *binding)
{
    size_t errors = p->checking.diags->errors, before = p->bound.texts.n;
    const struct bound_at at = {&binding->to, binding->place};
    check_form(p, binding, bind(p, &at));
    check_where(p, binding);
    check_limits(p, binding);
    const char *name = bo_bound_name(&p->checking.scratch, &binding->to);
    if (p->checking.diags->errors == errors && bo_intern(&p->bound, name) < before) {
        bo_check_error(&p->checking, binding->place, "repeated-bind", "'%s' is bound to this publication already",
                       name);
    } else if (p->checking.diags->errors == errors && p->publication->rank == BO_RANK_LAW) {
        bo_intern(&p->lawful, name);
    }
}

/* Declared is only what no law is bound to. */
static void check_unbound(struct published *p, struct bo_unbound *unbound)
{
    size_t errors = p->checking.diags->errors, before = p->declared.texts.n;
    uint32_t known;
    const struct bound_at at = {&unbound->to, unbound->place};
    bind(p, &at);
    if (p->checking.diags->errors > errors) {
        return;
    }
    const char *name = bo_bound_name(&p->checking.scratch, &unbound->to);
    if (bo_intern_find(&p->lawful, name, &known)) {
        bo_check_error(&p->checking, unbound->place, "repeated-bind", "'%s' is bound to a law", name);
    } else if (bo_intern(&p->declared, name) < before) {
        bo_check_error(&p->checking, unbound->place, "repeated-bind", "'%s' is declared already", name);
    }
}

static void check_publication(struct published *p, struct bo_publication *publication)
{
    struct bo_cite source = {.source_id = publication->source_id, .place = publication->place};
    p->publication = publication;
    size_t before = p->ids.texts.n;
    if (!bo_name_valid(publication->id)) {
        bo_check_error(&p->checking, publication->place, "bad-id",
                       "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", publication->id);
    } else if (bo_intern(&p->ids, publication->id) < before) {
        bo_check_error(&p->checking, publication->place, "repeated-id", "the publication '%s' is there already",
                       publication->id);
    }
    bo_check_cite(&p->checking, &source);
    publication->source = source.source;
    if (publication->source_id == NULL && publication->rank == BO_RANK_LAW) {
        fault(p, publication->place, "missing-attribute", "a publication of law says which: the attribute 'source'");
    }
    check_link(p, publication->place, publication->href);
    check_link(p, publication->place, publication->effects);
    for (size_t i = 0; i < publication->guards.n; i++) {
        check_template(p, publication->guards.at[i].place, "the guard", publication->guards.at[i].words, 0);
    }
    bo_intern_init(&p->bound, &p->checking.scratch);
    for (size_t i = 0; i < publication->bindings.n; i++) {
        check_binding(p, &publication->bindings.at[i]);
    }
}

void bo_publications_check(struct bo_set *set, bo_publications *publications, struct bo_diags *diags)
{
    struct published published = {.checking = {.set = set, .diags = diags}};
    bo_arena_init(&published.checking.scratch);
    bo_intern_init(&published.ids, &published.checking.scratch);
    bo_intern_init(&published.lawful, &published.checking.scratch);
    bo_intern_init(&published.declared, &published.checking.scratch);
    for (size_t i = 0; i < publications->n; i++) {
        check_publication(&published, publications->at[i]);
    }
    for (size_t i = 0; i < publications->unbound.n; i++) {
        check_unbound(&published, &publications->unbound.at[i]);
    }
    bo_arena_fini(&published.checking.scratch);
}
