#include "api/formula_words.h"

#include <string.h>

struct telling {
    const struct bo_describing *d;
    const struct bo_law *law;
    struct bo_buf *to;
};

static void tell(struct telling *t, const struct bo_ast *ast, bool inside);

/* "uc_income" of "uc_income.xml" */
static int stem(const char *file)
{
    const char *dot = strrchr(file, '.');
    return (int)(dot != NULL ? (size_t)(dot - file) : strlen(file));
}

void bo_link_words(const struct bo_describing *d, const struct bo_law *law, const struct bo_named *named,
                   struct bo_buf *to)
{
    const char *label = bo_text_in(d->set, &named->label, d->lang);
    label = label != NULL ? label : bo_text_in(d->set, &named->text, d->lang);
    label = label != NULL ? label : named->id;
    bool of_sheet = named->element == BO_E_RULE && ((const struct bo_rule *)named)->synthetic;
    if (of_sheet || named->law == NULL || named->law->file == NULL) { /* it is on no page */
        bo_buf_puts(to, label);
    } else if (named->law == law) {
        bo_buf_printf(to, "[%s](#%s)", label, named->id);
    } else {
        bo_buf_printf(to, "[%s](%.*s.md#%s)", label, stem(named->law->file), named->law->file, named->id);
    }
}

static void spaced(struct telling *t, const char *id)
{
    for (const char *p = id; *p != '\0'; p++) {
        bo_buf_putc(t->to, *p == '_' ? ' ' : *p);
    }
}

/* What a name means: an element's label, else (a part, an argument, a variable) the name itself. */
static void tell_name(struct telling *t, const char *id)
{
    const struct bo_named *named = bo_set_find(t->d->set, id);
    if (named != NULL) {
        bo_link_words(t->d, t->law, named, t->to);
    } else {
        bo_buf_putc(t->to, '*');
        spaced(t, id);
        bo_buf_putc(t->to, '*');
    }
}

static bool is_list(const struct telling *t, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_FILTER) {
        return true;
    }
    for (size_t e = 1; e < t->d->set->entities.n; e++) {
        const struct bo_entity *entity = t->d->set->entities.at[e];
        if (ast->text != NULL && (ast->kind == BO_AST_NAME || ast->kind == BO_AST_PATH) &&
            (strcmp(ast->text, entity->key) == 0 ||
             (entity->members != NULL && strcmp(ast->text, entity->members) == 0))) {
            return true;
        }
    }
    return false;
}

/* The name of a list is left as it is in the case: members, jobs. */
static void tell_list(struct telling *t, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_FILTER) {
        tell_list(t, ast->kid[0]);
        bo_buf_puts(t->to, " for which (");
        tell(t, ast->kid[1], false);
        bo_buf_putc(t->to, ')');
    } else if (ast->kind == BO_AST_PATH || ast->kind == BO_AST_NAME) {
        bo_buf_puts(t->to, "the ");
        spaced(t, ast->text);
        if (ast->kind == BO_AST_PATH) {
            bo_buf_puts(t->to, " of the ");
            spaced(t, ast->kid[0]->text != NULL ? ast->kid[0]->text : "");
        }
    } else {
        tell(t, ast, true);
    }
}

static void tell_path(struct telling *t, const struct bo_ast *ast)
{
    const struct bo_ast *base = ast->kid[0];
    if (strcmp(ast->text, "amount") == 0) {
        tell(t, base, true);
    } else if (strcmp(ast->text, "per") == 0) {
        bo_buf_puts(t->to, "the period of ");
        tell(t, base, true);
    } else if (bo_set_find(t->d->set, ast->text) == NULL) { /* .year, .start … */
        tell(t, base, true);
        bo_buf_printf(t->to, ".%s", ast->text);
    } else {
        tell_name(t, ast->text);
        if (is_list(t, base)) {
            bo_buf_puts(t->to, " of ");
            tell_list(t, base);
        }
    }
}

static void tell_kids(struct telling *t, const struct bo_ast *ast, uint32_t from)
{
    for (uint32_t i = from; i < ast->n; i++) {
        bo_buf_puts(t->to, i > from ? "; " : "");
        tell(t, ast->kid[i], false);
    }
}

static void tell_in_brackets(struct telling *t, const char *words, const struct bo_ast *ast)
{
    bo_buf_printf(t->to, "%s (", words);
    tell_kids(t, ast, 0);
    bo_buf_putc(t->to, ')');
}

static bool is_rounding(const struct bo_ast *ast)
{
    return ast->kind == BO_AST_CALL && strncmp(ast->text, "round ", 6) == 0 && ast->n == 2;
}

static void tell_rounding(struct telling *t, const struct bo_ast *ast)
{
    const struct bo_ast *places = ast->kid[1];
    tell(t, ast->kid[0], true);
    bo_buf_printf(t->to, ", rounded %s to ", ast->text + 6);
    if (places->kind == BO_AST_NUMBER) {
        bool whole = strcmp(places->text, "0") == 0;
        bo_buf_printf(t->to, "%s", whole ? "a whole number" : places->text);
        bo_buf_puts(t->to, whole ? "" : " decimals");
    } else {
        tell(t, places, true);
        bo_buf_puts(t->to, " decimals");
    }
}

static void tell_not_calculated(struct telling *t, const struct bo_ast *ast)
{
    const struct bo_named *missing =
        ast->n == 1 && ast->kid[0]->text != NULL ? bo_set_find(t->d->set, ast->kid[0]->text) : NULL;
    const char *text = missing != NULL ? bo_text_in(t->d->set, &missing->text, t->d->lang) : NULL;
    bo_buf_puts(t->to, "not calculated");
    if (text != NULL) {
        bo_buf_printf(t->to, " (%s)", text);
    }
}

static void tell_call(struct telling *t, const struct bo_ast *ast)
{
    static const struct {
        const char *name, *one, *more; /* with a list; with several arguments */
    } known[] = {{"min", "the least", "the least of"},
                 {"max", "the greatest", "the greatest of"},
                 {"sum", "the sum of", "the sum of"},
                 {"count", "the number of", "the number of"},
                 {"not", "not", "not"},
                 {"abs", "the absolute value of", ""}};
    if (is_rounding(ast)) {
        tell_rounding(t, ast);
        return;
    }
    if (strcmp(ast->text, "not calculated") == 0) {
        tell_not_calculated(t, ast);
        return;
    }
    if (ast->n > 0 && strcmp(ast->text, "quantity") == 0) { /* only the unit is new */
        tell(t, ast->kid[0], true);
        return;
    }
    if (ast->n == 1 && (strcmp(ast->text, "provided") == 0 || strcmp(ast->text, "known") == 0)) {
        tell(t, ast->kid[0], true);
        bo_buf_puts(t->to, strcmp(ast->text, "known") == 0 ? " is known" : " is given");
        return;
    }
    if (ast->n == 1 && strcmp(ast->text, "previous") == 0) {
        bo_buf_puts(t->to, "last period's ");
        tell(t, ast->kid[0], true);
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(ast->text, known[i].name) == 0) {
            bool list = ast->n == 1 && strcmp(ast->text, "not") != 0;
            if (list && is_list(t, ast->kid[0])) {
                bo_buf_printf(t->to, "%s ", known[i].one);
                tell_list(t, ast->kid[0]);
            } else if (list) {
                bo_buf_printf(t->to, "%s ", known[i].one);
                tell(t, ast->kid[0], true);
            } else {
                tell_in_brackets(t, known[i].more, ast);
            }
            return;
        }
    }
    const struct bo_named *named = bo_set_find(t->d->set, ast->text);
    if (named != NULL) {
        bo_link_words(t->d, t->law, named, t->to);
        tell_in_brackets(t, " for", ast);
    } else {
        tell_in_brackets(t, ast->text, ast);
    }
}

static const char *sign_of(enum bo_ast_op op)
{
    static const char *const sign[] = {"",  "+", "−", "×",   "÷", "to the power of", "=", "≠", "<",
                                       "≤", ">", "≥", "and", "or"};
    return sign[op];
}

static void tell_loop(struct telling *t, const struct bo_ast *ast)
{
    bo_buf_puts(t->to, ast->kind == BO_AST_SOME    ? "for one of "
                       : ast->kind == BO_AST_EVERY ? "for each of "
                                                   : "for each of ");
    for (uint32_t i = 0; i + 1 < ast->n; i++) {
        bo_buf_puts(t->to, i > 0 ? " and " : "");
        tell_list(t, ast->kid[i]);
    }
    bo_buf_puts(t->to, ": ");
    tell(t, ast->kid[ast->n - 1], false);
}

static void tell_plain(struct telling *t, const struct bo_ast *ast)
{
    switch (ast->kind) {
    case BO_AST_NAME:
        tell_name(t, ast->text);
        break;
    case BO_AST_PATH:
        tell_path(t, ast);
        break;
    case BO_AST_CALL:
        tell_call(t, ast);
        break;
    case BO_AST_NEG:
        bo_buf_puts(t->to, "−");
        tell(t, ast->kid[0], true);
        break;
    case BO_AST_BINARY: {
        bool logic = ast->op == BO_AND || ast->op == BO_OR; /* comparisons in it need no brackets */
        tell(t, ast->kid[0], !logic || ast->kid[0]->kind != BO_AST_BINARY);
        bo_buf_printf(t->to, " %s ", sign_of(ast->op));
        tell(t, ast->kid[1], true);
        break;
    }
    case BO_AST_IF:
        bo_buf_puts(t->to, "if ");
        tell(t, ast->kid[0], false);
        bo_buf_puts(t->to, ", then ");
        tell(t, ast->kid[1], true);
        bo_buf_puts(t->to, ", otherwise ");
        tell(t, ast->kid[2], true);
        break;
    case BO_AST_BETWEEN:
        tell(t, ast->kid[0], true);
        bo_buf_puts(t->to, " from ");
        tell(t, ast->kid[1], true);
        bo_buf_puts(t->to, " to ");
        tell(t, ast->kid[2], true);
        break;
    case BO_AST_IN:
        tell(t, ast->kid[0], true);
        bo_buf_puts(t->to, " is one of (");
        tell_kids(t, ast, 1);
        bo_buf_putc(t->to, ')');
        break;
    case BO_AST_COMPARE:
        bo_buf_printf(t->to, "%s ", sign_of(ast->op));
        tell(t, ast->kid[0], true);
        break;
    case BO_AST_LIST:
        tell_kids(t, ast, 0);
        break;
    case BO_AST_FILTER:
        tell_list(t, ast);
        break;
    case BO_AST_FOR:
    case BO_AST_SOME:
    case BO_AST_EVERY:
        tell_loop(t, ast);
        break;
    default: /* numbers, codes, days, ranges: as they are written */
        bo_buf_puts(t->to, bo_ast_text(t->d->arena, ast));
    }
}

/* inside: of another operation, where what is several words needs brackets. */
static void tell(struct telling *t, const struct bo_ast *ast, bool inside)
{
    bool words = ast->kind == BO_AST_IF || is_rounding(ast) || ast->kind == BO_AST_SOME || ast->kind == BO_AST_EVERY ||
                 ast->kind == BO_AST_FOR;
    bool bracket = inside && (ast->bracketed || words);
    bo_buf_puts(t->to, bracket ? "(" : "");
    tell_plain(t, ast);
    bo_buf_puts(t->to, bracket ? ")" : "");
}

void bo_formula_words(const struct bo_describing *d, const struct bo_law *law, const struct bo_ast *ast,
                      struct bo_buf *to)
{
    struct telling t = {.d = d, .law = law, .to = to};
    tell(&t, ast, false);
}
