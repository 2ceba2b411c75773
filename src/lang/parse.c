/* A recursive descent over the grammar's levels: if/for/some/every, or, and, comparison, + -, * /, **, minus, path. */
#include "lang/ast.h"
#include "lang/lex.h"
#include <string.h>

enum { CHAIN_MAX = 1000 };

struct parser {
    struct bo_arena *arena;
    const struct bo_formula *formula;
    struct bo_diags *diags;
    const struct bo_token *token; /* the one to be read */
    int depth;
    int chained;    /* operators so far: a long chain is a deep tree */
    bool no_filter; /* a range's end: "]1..5[" must not read "5[" as a filter */
};

typedef BO_VEC(struct bo_ast *) kids;
typedef BO_VEC(const char *) words;

static struct bo_ast *expression(struct parser *p);
static struct bo_ast *sum(struct parser *p);

/* Every function here returns NULL after an error, and only then. */
static struct bo_ast *refuse(struct parser *p, const struct bo_token *at, const char *expected)
{
    const char *quote = at->kind == BO_TOKEN_END ? "" : "'";
    const char *found = at->kind == BO_TOKEN_STRING ? "a string" : at->text;
    quote = at->kind == BO_TOKEN_STRING ? "" : quote;
    bo_diag(p->diags, BO_ERROR, bo_formula_place(p->formula, at->start), "syntax", "%s expected, not %s%s%s", expected,
            quote, found, quote);
    return NULL;
}

static struct bo_ast *not_in_language(struct parser *p, const struct bo_token *at, const char *what)
{
    bo_diag(p->diags, BO_ERROR, bo_formula_place(p->formula, at->start), "not-in-language", "this language has no %s",
            what);
    return NULL;
}

static bool chain(struct parser *p)
{
    return ++p->chained <= CHAIN_MAX || (refuse(p, p->token, "a formula with fewer operators"), false);
}

static bool is(const struct parser *p, const char *text)
{
    return (p->token->kind == BO_TOKEN_SIGN || p->token->kind == BO_TOKEN_KEYWORD) && strcmp(p->token->text, text) == 0;
}

static bool take(struct parser *p, const char *text)
{
    bool there = is(p, text);
    p->token += there;
    return there;
}

static bool need(struct parser *p, const char *text, const char *expected)
{
    return take(p, text) || (refuse(p, p->token, expected), false);
}

static struct bo_ast *made(struct parser *p, enum bo_ast_kind kind, uint32_t start, const kids *with)
{
    struct bo_ast *ast = bo_alloc(p->arena, sizeof *ast);
    ast->kind = kind;
    ast->start = start;
    ast->end = p->token[-1].end;
    if (with != NULL) {
        ast->kid = with->at;
        ast->n = (uint32_t)with->n;
    }
    return ast;
}

/* A node of up to three kids; NULL when one of them is. */
static struct bo_ast *node(struct parser *p, enum bo_ast_kind kind, uint32_t start, struct bo_ast *a, struct bo_ast *b,
                           struct bo_ast *c, uint32_t n)
{
    struct bo_ast *all[] = {a, b, c};
    kids list = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (all[i] == NULL) {
            return NULL;
        }
        BO_PUSH(p->arena, &list, all[i]);
    }
    return made(p, kind, start, &list);
}

static enum bo_ast_op comparison_sign(const struct parser *p)
{
    static const struct {
        const char *text;
        enum bo_ast_op op;
    } signs[] = {{"=", BO_EQ}, {"!=", BO_NE}, {"<", BO_LT}, {"<=", BO_LE}, {">", BO_GT}, {">=", BO_GE}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (is(p, signs[i].text)) {
            return signs[i].op;
        }
    }
    return BO_NO_OP;
}

/* The text of a range's upper end: no filter may follow it directly. */
static struct bo_ast *range_end(struct parser *p)
{
    bool before = p->no_filter;
    p->no_filter = true;
    struct bo_ast *end = sum(p);
    p->no_filter = before;
    return end;
}

/* After "low ..": the upper end and the closing bracket. */
static struct bo_ast *range_rest(struct parser *p, uint32_t start, bool open_low, struct bo_ast *low)
{
    struct bo_ast *high = low != NULL ? range_end(p) : NULL;
    if (high == NULL) {
        return NULL;
    }
    bool closed = take(p, "]");
    if (!closed && !take(p, ")") && !need(p, "[", "']' or ')' at the end of a range")) {
        return NULL;
    }
    struct bo_ast *range = node(p, BO_AST_RANGE, start, low, high, NULL, 2);
    range->open_low = open_low;
    range->open_high = !closed;
    return range;
}

/* "< 5", "= 3": a test of its own. */
static struct bo_ast *comparison_test(struct parser *p)
{
    uint32_t start = p->token->start;
    enum bo_ast_op op = comparison_sign(p);
    p->token++;
    struct bo_ast *test = node(p, BO_AST_COMPARE, start, sum(p), NULL, NULL, 1);
    if (test != NULL) {
        test->op = op;
    }
    return test;
}

/* "(" was read: an expression in brackets, a range that is open below, or "(< 5)". */
static struct bo_ast *bracketed(struct parser *p, uint32_t start)
{
    bool before = p->no_filter;
    p->no_filter = false;
    struct bo_ast *inner = comparison_sign(p) != BO_NO_OP ? comparison_test(p) : expression(p);
    p->no_filter = before;
    if (inner != NULL && inner->kind != BO_AST_COMPARE && take(p, "..")) {
        return range_rest(p, start, true, inner);
    }
    if (inner == NULL || !need(p, ")", "')'")) {
        return NULL;
    }
    inner->bracketed = true;
    return inner;
}

/* "[" was read: a list, or a range with its lower end in it. */
static struct bo_ast *list_or_range(struct parser *p, uint32_t start)
{
    bool before = p->no_filter;
    p->no_filter = false;
    kids items = {0};
    if (!is(p, "]")) {
        do {
            struct bo_ast *item = comparison_sign(p) != BO_NO_OP ? comparison_test(p) : expression(p);
            if (item == NULL) {
                return NULL;
            }
            if (items.n == 0 && take(p, "..")) {
                p->no_filter = before;
                return range_rest(p, start, false, item);
            }
            BO_PUSH(p->arena, &items, item);
        } while (take(p, ","));
    }
    p->no_filter = before;
    return need(p, "]", "',' or ']'") ? made(p, BO_AST_LIST, start, &items) : NULL;
}

/* "start position: " before an argument; NULL when there is none. */
static const char *argument_name(struct parser *p)
{
    const struct bo_token *t = p->token;
    const char *name = NULL;
    for (; t->kind == BO_TOKEN_NAME || t->kind == BO_TOKEN_KEYWORD; t++) {
        name = name == NULL ? t->text : bo_printf(p->arena, "%s %s", name, t->text);
    }
    bool named = name != NULL && t->kind == BO_TOKEN_SIGN && strcmp(t->text, ":") == 0;
    p->token = named ? t + 1 : p->token;
    return named ? name : NULL;
}

/* "name (" was read. */
static struct bo_ast *call(struct parser *p, const struct bo_token *name)
{
    bool before = p->no_filter, some_named = false;
    p->no_filter = false;
    kids arguments = {0};
    words names = {0};
    if (!is(p, ")")) {
        do {
            const char *argument = argument_name(p);
            struct bo_ast *value = expression(p);
            if (value == NULL) {
                return NULL;
            }
            some_named = some_named || argument != NULL;
            BO_PUSH(p->arena, &arguments, value);
            BO_PUSH(p->arena, &names, argument);
        } while (take(p, ","));
    }
    p->no_filter = before;
    if (!need(p, ")", "',' or ')'")) {
        return NULL;
    }
    struct bo_ast *ast = made(p, BO_AST_CALL, name->start, &arguments);
    ast->text = name->text;
    ast->names = some_named ? names.at : NULL;
    return ast;
}

static struct bo_ast *literal(struct parser *p, enum bo_ast_kind kind, const struct bo_token *from, const char *text)
{
    struct bo_ast *ast = made(p, kind, from->start, NULL);
    ast->text = text;
    return ast;
}

static struct bo_ast *keyword(struct parser *p, const struct bo_token *t)
{
    if (strcmp(t->text, "true") == 0 || strcmp(t->text, "false") == 0) {
        p->token++;
        return literal(p, t->text[0] == 't' ? BO_AST_TRUE : BO_AST_FALSE, t, t->text);
    }
    if (strcmp(t->text, "null") == 0) {
        return not_in_language(p, t, "null: give a default, or say not calculated(\"…\")");
    }
    if (strcmp(t->text, "function") == 0 || strcmp(t->text, "external") == 0) {
        return not_in_language(p, t, "functions as values");
    }
    return refuse(p, t, "a value");
}

static struct bo_ast *primary(struct parser *p)
{
    const struct bo_token *t = p->token;
    switch (t->kind) {
    case BO_TOKEN_NUMBER:
        p->token++;
        return literal(p, BO_AST_NUMBER, t, t->text);
    case BO_TOKEN_STRING:
        p->token++;
        return literal(p, BO_AST_STRING, t, t->text);
    case BO_TOKEN_NAME:
        p->token++;
        return take(p, "(") ? call(p, t) : literal(p, BO_AST_NAME, t, t->text);
    case BO_TOKEN_KEYWORD:
        return keyword(p, t);
    case BO_TOKEN_SIGN:
        if (take(p, "@")) {
            const struct bo_token *text = p->token;
            if (text->kind != BO_TOKEN_STRING) {
                return refuse(p, text, "a date or duration in quotes");
            }
            p->token++;
            return literal(p, BO_AST_AT, t, text->text);
        }
        if (take(p, "(")) {
            return bracketed(p, t->start);
        }
        if (take(p, "[")) {
            return list_or_range(p, t->start);
        }
        if (take(p, "]")) {
            struct bo_ast *low = sum(p);
            return low != NULL && need(p, "..", "'..'") ? range_rest(p, t->start, true, low) : NULL;
        }
        if (is(p, "{")) {
            return not_in_language(p, t, "contexts");
        }
        return refuse(p, t, "a value");
    case BO_TOKEN_END:
        break;
    }
    return refuse(p, t, "a value");
}

static struct bo_ast *path(struct parser *p)
{
    struct bo_ast *ast = primary(p);
    while (ast != NULL) {
        uint32_t start = ast->start;
        if ((is(p, ".") || is(p, "[")) && !chain(p)) {
            return NULL;
        }
        if (take(p, ".")) {
            const struct bo_token *t = p->token;
            if (t->kind != BO_TOKEN_NAME && t->kind != BO_TOKEN_KEYWORD) {
                return refuse(p, t, "a name after '.'");
            }
            p->token++;
            const struct bo_token *next = p->token;
            bool included = strcmp(t->text, "start") == 0 || strcmp(t->text, "end") == 0;
            included = included && next->kind == BO_TOKEN_NAME && strcmp(next->text, "included") == 0;
            p->token += included;
            ast = node(p, BO_AST_PATH, start, ast, NULL, NULL, 1);
            ast->text = included ? bo_printf(p->arena, "%s included", t->text) : t->text;
        } else if (!p->no_filter && take(p, "[")) {
            struct bo_ast *test = expression(p);
            if (test == NULL || !need(p, "]", "']'")) {
                return NULL;
            }
            ast = node(p, BO_AST_FILTER, start, ast, test, NULL, 2);
        } else if (is(p, "(")) {
            return not_in_language(p, p->token, "functions as values");
        } else {
            break;
        }
    }
    return ast;
}

/* FEEL's minus binds closer than "**": -3 ** 2 is 9. */
static struct bo_ast *minus(struct parser *p)
{
    uint32_t start = p->token->start;
    if (!take(p, "-")) {
        return path(p);
    }
    if (++p->depth > BO_FORMULA_DEPTH) {
        return refuse(p, p->token - 1, "a formula that is nested less deeply");
    }
    struct bo_ast *ast = node(p, BO_AST_NEG, start, minus(p), NULL, NULL, 1);
    p->depth--;
    return ast;
}

struct level {
    const char *sign[2];
    enum bo_ast_op op[2];
    struct bo_ast *(*below)(struct parser *p);
};

/* Operators of one level, from the left. */
static struct bo_ast *operators(struct parser *p, const struct level *level)
{
    uint32_t start = p->token->start;
    struct bo_ast *ast = level->below(p);
    while (ast != NULL) {
        int i = is(p, level->sign[0]) ? 0 : level->sign[1] != NULL && is(p, level->sign[1]) ? 1 : -1;
        if (i < 0) {
            break;
        }
        p->token++;
        ast = chain(p) ? node(p, BO_AST_BINARY, start, ast, level->below(p), NULL, 2) : NULL;
        if (ast != NULL) {
            ast->op = level->op[i];
        }
    }
    return ast;
}

static struct bo_ast *power(struct parser *p)
{
    static const struct level level = {{"**", NULL}, {BO_POWER, BO_NO_OP}, minus};
    return operators(p, &level);
}

static struct bo_ast *product(struct parser *p)
{
    static const struct level level = {{"*", "/"}, {BO_TIMES, BO_OVER}, power};
    return operators(p, &level);
}

static struct bo_ast *sum(struct parser *p)
{
    static const struct level level = {{"+", "-"}, {BO_PLUS, BO_MINUS}, product};
    return operators(p, &level);
}

/* What follows "in": one test, or several in brackets. */
static struct bo_ast *membership(struct parser *p, struct bo_ast *value)
{
    kids list = {0};
    BO_PUSH(p->arena, &list, value);
    const struct bo_token *open = p->token;
    if (comparison_sign(p) == BO_NO_OP && take(p, "(") && !is(p, ")")) {
        /* "(a, b)", "(a)" and "(a..b)" look alike until the sign after the first. */
        do {
            struct bo_ast *test = comparison_sign(p) != BO_NO_OP ? comparison_test(p) : expression(p);
            if (test == NULL) {
                return NULL;
            }
            if (list.n == 1 && test->kind != BO_AST_COMPARE && take(p, "..")) {
                struct bo_ast *range = range_rest(p, open->start, true, test);
                if (range == NULL) {
                    return NULL;
                }
                BO_PUSH(p->arena, &list, range);
                return made(p, BO_AST_IN, value->start, &list);
            }
            BO_PUSH(p->arena, &list, test);
        } while (take(p, ","));
        return need(p, ")", "',' or ')'") ? made(p, BO_AST_IN, value->start, &list) : NULL;
    }
    struct bo_ast *test = comparison_sign(p) != BO_NO_OP ? comparison_test(p) : sum(p);
    if (test == NULL) {
        return NULL;
    }
    BO_PUSH(p->arena, &list, test);
    return made(p, BO_AST_IN, value->start, &list);
}

static struct bo_ast *comparison(struct parser *p)
{
    uint32_t start = p->token->start;
    struct bo_ast *ast = sum(p);
    while (ast != NULL) {
        enum bo_ast_op op = comparison_sign(p);
        if ((op != BO_NO_OP || is(p, "between") || is(p, "in")) && !chain(p)) {
            return NULL;
        }
        if (op != BO_NO_OP) {
            p->token++;
            ast = node(p, BO_AST_BINARY, start, ast, sum(p), NULL, 2);
            if (ast != NULL) {
                ast->op = op;
            }
        } else if (take(p, "between")) {
            struct bo_ast *low = sum(p);
            struct bo_ast *high = low != NULL && need(p, "and", "'and' after the lower bound") ? sum(p) : NULL;
            ast = node(p, BO_AST_BETWEEN, start, ast, low, high, 3);
        } else if (take(p, "in")) {
            ast = membership(p, ast);
        } else if (is(p, "instance")) {
            return not_in_language(p, p->token, "'instance of': types are known before anything runs");
        } else {
            break;
        }
    }
    return ast;
}

static struct bo_ast *conjunction(struct parser *p)
{
    static const struct level level = {{"and", NULL}, {BO_AND, BO_NO_OP}, comparison};
    return operators(p, &level);
}

static struct bo_ast *disjunction(struct parser *p)
{
    static const struct level level = {{"or", NULL}, {BO_OR, BO_NO_OP}, conjunction};
    return operators(p, &level);
}

static struct bo_ast *choice(struct parser *p, uint32_t start)
{
    struct bo_ast *condition = expression(p);
    struct bo_ast *yes = condition != NULL && need(p, "then", "'then'") ? expression(p) : NULL;
    struct bo_ast *no = yes != NULL && need(p, "else", "'else'") ? expression(p) : NULL;
    return node(p, BO_AST_IF, start, condition, yes, no, 3);
}

/* "for", "some" or "every" was read. */
static struct bo_ast *iteration(struct parser *p, uint32_t start, enum bo_ast_kind kind)
{
    kids list = {0};
    words names = {0};
    do {
        const struct bo_token *name = p->token;
        if (name->kind != BO_TOKEN_NAME) {
            return refuse(p, name, "a name for each item");
        }
        p->token++;
        struct bo_ast *source = need(p, "in", "'in'") ? expression(p) : NULL;
        if (source != NULL && take(p, "..")) {
            source = node(p, BO_AST_SPAN, source->start, source, expression(p), NULL, 2);
        }
        if (source == NULL) {
            return NULL;
        }
        BO_PUSH(p->arena, &list, source);
        BO_PUSH(p->arena, &names, name->text);
    } while (take(p, ","));
    bool follows =
        kind == BO_AST_FOR ? need(p, "return", "',' or 'return'") : need(p, "satisfies", "',' or 'satisfies'");
    struct bo_ast *result = follows ? expression(p) : NULL;
    if (result == NULL) {
        return NULL;
    }
    BO_PUSH(p->arena, &list, result);
    struct bo_ast *ast = made(p, kind, start, &list);
    ast->names = names.at;
    return ast;
}

static struct bo_ast *expression(struct parser *p)
{
    const struct bo_token *t = p->token;
    if (++p->depth > BO_FORMULA_DEPTH) {
        return refuse(p, t, "a formula that is nested less deeply");
    }
    struct bo_ast *ast = take(p, "if")      ? choice(p, t->start)
                         : take(p, "for")   ? iteration(p, t->start, BO_AST_FOR)
                         : take(p, "some")  ? iteration(p, t->start, BO_AST_SOME)
                         : take(p, "every") ? iteration(p, t->start, BO_AST_EVERY)
                                            : disjunction(p);
    p->depth--;
    return ast;
}

struct bo_ast *bo_parse(struct bo_arena *arena, const struct bo_formula *formula, struct bo_diags *diags)
{
    bo_tokens tokens = {0};
    if (!bo_lex(arena, formula, &tokens, diags)) {
        return NULL;
    }
    struct parser p = {.arena = arena, .formula = formula, .diags = diags, .token = tokens.at};
    if (p.token->kind == BO_TOKEN_END) {
        return refuse(&p, p.token, "a formula");
    }
    struct bo_ast *ast = expression(&p);
    if (ast != NULL && p.token->kind != BO_TOKEN_END) {
        return refuse(&p, p.token, "the end of the formula");
    }
    return ast;
}
