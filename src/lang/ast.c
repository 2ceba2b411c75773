/* Formulas as text again, and where a part of one stands in its file. */
#include "lang/ast.h"
#include "base/buf.h"
#include <string.h>

struct bo_place bo_formula_place(const struct bo_formula *formula, size_t offset)
{
    struct bo_place place = formula->at;
    const char *raw = formula->raw != NULL ? formula->raw : formula->text;
    size_t n = formula->raw != NULL ? formula->raw_n : formula->n;
    if (place.line == 0) {
        place.line = place.column = 1;
    }
    /* Both texts are walked together: a reference ("&lt;") in the file is one character of the formula. */
    for (size_t i = 0, at = 0; i < n && at < offset && at < formula->n;) {
        bool newline = raw[i] == '\n';
        const char *end = formula->raw != NULL && raw[i] == '&' ? memchr(raw + i, ';', n - i) : NULL;
        size_t bytes = end != NULL ? (size_t)(end + 1 - (raw + i)) : 1;
        if (end != NULL) {
            for (at++; at < formula->n && ((unsigned char)formula->text[at] & 0xc0) == 0x80; at++) {
            }
        } else {
            at++;
        }
        place.column += end != NULL ? (int)bytes : ((unsigned char)raw[i] & 0xc0) != 0x80;
        if (newline) {
            place.line++;
            place.column = 1;
        }
        i += bytes;
    }
    return place;
}

/* How tightly a kind of expression binds; a kid that binds less tightly than its place needs gets brackets. */
enum level { ANY, OR, AND, COMPARISON, SUM, PRODUCT, POWER, MINUS, PATH, ATOM };

static enum level level_of(const struct bo_ast *ast)
{
    switch (ast->kind) {
    case BO_AST_IF:
    case BO_AST_FOR:
    case BO_AST_SOME:
    case BO_AST_EVERY:
    case BO_AST_SPAN:
        return ANY;
    case BO_AST_BETWEEN:
    case BO_AST_IN:
        return COMPARISON;
    case BO_AST_BINARY:
        switch (ast->op) {
        case BO_OR:
            return OR;
        case BO_AND:
            return AND;
        case BO_PLUS:
        case BO_MINUS:
            return SUM;
        case BO_TIMES:
        case BO_OVER:
            return PRODUCT;
        case BO_POWER:
            return POWER;
        default:
            return COMPARISON;
        }
    case BO_AST_NEG:
        return MINUS;
    case BO_AST_PATH:
    case BO_AST_FILTER:
        return PATH;
    default:
        return ATOM;
    }
}

static const char *sign_of(enum bo_ast_op op)
{
    static const char *const sign[] = {"", "+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"};
    return sign[op];
}

static void print(struct bo_buf *to, const struct bo_ast *ast, enum level least);

static void print_string(struct bo_buf *to, const char *text)
{
    bo_buf_putc(to, '"');
    for (; *text != 0; text++) {
        static const char from[] = "\"\\\n\r\t\b\f", into[] = "\"\\nrtbf";
        const char *special = strchr(from, *text);
        if (special != NULL) {
            bo_buf_putc(to, '\\');
        }
        bo_buf_putc(to, special != NULL ? into[special - from] : *text);
    }
    bo_buf_putc(to, '"');
}

static void print_kids(struct bo_buf *to, const struct bo_ast *ast, uint32_t from)
{
    for (uint32_t i = from; i < ast->n; i++) {
        bo_buf_puts(to, i > from ? ", " : "");
        if (ast->kind == BO_AST_CALL && ast->names != NULL && ast->names[i] != NULL) {
            bo_buf_printf(to, "%s: ", ast->names[i]);
        }
        if (ast->kind == BO_AST_IN && ast->kid[i]->kind == BO_AST_COMPARE) {
            bo_buf_printf(to, "%s ", sign_of(ast->kid[i]->op));
            print(to, ast->kid[i]->kid[0], SUM);
        } else {
            print(to, ast->kid[i], ANY);
        }
    }
}

static void print_iteration(struct bo_buf *to, const struct bo_ast *ast)
{
    bo_buf_puts(to, ast->kind == BO_AST_FOR ? "for " : ast->kind == BO_AST_SOME ? "some " : "every ");
    for (uint32_t i = 0; i + 1 < ast->n; i++) {
        bo_buf_printf(to, "%s%s in ", i > 0 ? ", " : "", ast->names[i]);
        print(to, ast->kid[i], ANY);
    }
    bo_buf_puts(to, ast->kind == BO_AST_FOR ? " return " : " satisfies ");
    print(to, ast->kid[ast->n - 1], ANY);
}

static void print_plain(struct bo_buf *to, const struct bo_ast *ast)
{
    enum level own = level_of(ast);
    switch (ast->kind) {
    case BO_AST_NUMBER:
    case BO_AST_NAME:
        bo_buf_puts(to, ast->text);
        break;
    case BO_AST_TRUE:
    case BO_AST_FALSE:
        bo_buf_puts(to, ast->kind == BO_AST_TRUE ? "true" : "false");
        break;
    case BO_AST_AT:
        bo_buf_putc(to, '@');
        print_string(to, ast->text);
        break;
    case BO_AST_STRING:
        print_string(to, ast->text);
        break;
    case BO_AST_PATH:
        print(to, ast->kid[0], PATH);
        bo_buf_printf(to, ".%s", ast->text);
        break;
    case BO_AST_CALL:
        bo_buf_printf(to, "%s(", ast->text);
        print_kids(to, ast, 0);
        bo_buf_putc(to, ')');
        break;
    case BO_AST_NEG:
        bo_buf_putc(to, '-');
        print(to, ast->kid[0], MINUS);
        break;
    case BO_AST_BINARY: /* from the left: the right side binds more tightly than the operator */
        print(to, ast->kid[0], own);
        bo_buf_printf(to, " %s ", sign_of(ast->op));
        print(to, ast->kid[1], own + 1);
        break;
    case BO_AST_IF:
        bo_buf_puts(to, "if ");
        print(to, ast->kid[0], ANY);
        bo_buf_puts(to, " then ");
        print(to, ast->kid[1], ANY);
        bo_buf_puts(to, " else ");
        print(to, ast->kid[2], ANY);
        break;
    case BO_AST_BETWEEN:
        print(to, ast->kid[0], COMPARISON);
        bo_buf_puts(to, " between ");
        print(to, ast->kid[1], SUM);
        bo_buf_puts(to, " and ");
        print(to, ast->kid[2], SUM);
        break;
    case BO_AST_IN:
        print(to, ast->kid[0], COMPARISON);
        bo_buf_puts(to, " in (");
        print_kids(to, ast, 1);
        bo_buf_putc(to, ')');
        break;
    case BO_AST_RANGE:
        bo_buf_putc(to, ast->open_low ? '(' : '[');
        print(to, ast->kid[0], SUM);
        bo_buf_puts(to, "..");
        print(to, ast->kid[1], ATOM);
        bo_buf_putc(to, ast->open_high ? ')' : ']');
        break;
    case BO_AST_COMPARE:
        bo_buf_printf(to, "(%s ", sign_of(ast->op));
        print(to, ast->kid[0], SUM);
        bo_buf_putc(to, ')');
        break;
    case BO_AST_LIST:
        bo_buf_putc(to, '[');
        print_kids(to, ast, 0);
        bo_buf_putc(to, ']');
        break;
    case BO_AST_FILTER:
        print(to, ast->kid[0], PATH);
        bo_buf_putc(to, '[');
        print(to, ast->kid[1], ANY);
        bo_buf_putc(to, ']');
        break;
    case BO_AST_SPAN:
        print(to, ast->kid[0], SUM);
        bo_buf_puts(to, "..");
        print(to, ast->kid[1], ANY);
        break;
    case BO_AST_FOR:
    case BO_AST_SOME:
    case BO_AST_EVERY:
        print_iteration(to, ast);
        break;
    }
}

static void print(struct bo_buf *to, const struct bo_ast *ast, enum level least)
{
    bool bracket = level_of(ast) < least;
    bo_buf_puts(to, bracket ? "(" : "");
    print_plain(to, ast);
    bo_buf_puts(to, bracket ? ")" : "");
}

char *bo_ast_text(struct bo_arena *arena, const struct bo_ast *ast)
{
    struct bo_buf text;
    bo_buf_init(&text);
    print(&text, ast, ANY);
    char *copy = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}
