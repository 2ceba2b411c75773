/* Purpose  the formula language's syntax tree (a subset of OMG FEEL; doc/rule-language).
 * Layer    lang.
 * Owns     nodes and texts live in the arena given to bo_parse.
 * Source   DMN 1.5 chapter 10, grammar rules 1-64, without contexts, functions as values, time of day and null. */
#ifndef BO_LANG_AST_H
#define BO_LANG_AST_H

#include "base/diag.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bo_ast_kind {
    BO_AST_NUMBER,  /* text: the literal */
    BO_AST_STRING,  /* text: the decoded string */
    BO_AST_TRUE,
    BO_AST_FALSE,
    BO_AST_AT,      /* @"2026-04-06", @"P1Y": text is what stands in the quotes */
    BO_AST_NAME,    /* text: an identifier */
    BO_AST_PATH,    /* kid[0] . text */
    BO_AST_CALL,    /* text: function; kid: arguments; names[i]: argument name or NULL */
    BO_AST_NEG,     /* - kid[0] */
    BO_AST_BINARY,  /* op, kid[0], kid[1] */
    BO_AST_IF,      /* kid: condition, then, else */
    BO_AST_BETWEEN, /* kid: value, low, high */
    BO_AST_IN,      /* kid[0] in kid[1…]: each a range, a comparison, a list or a value */
    BO_AST_RANGE,   /* kid: low, high; open_low, open_high */
    BO_AST_COMPARE, /* a unary test "< 5", "= 3", "!= x": op, kid[0]; only inside BO_AST_IN */
    BO_AST_LIST,    /* kid: elements */
    BO_AST_FILTER,  /* kid: list, condition or index */
    BO_AST_FOR,     /* names[i] in kid[i] …, the last kid is the result; kid[i] may be BO_AST_SPAN */
    BO_AST_SPAN,    /* a..b without brackets in "for": kid: first, last */
    BO_AST_SOME,    /* names[i] in kid[i] …, the last kid is the condition */
    BO_AST_EVERY
};

enum bo_ast_op {
    BO_NO_OP,
    BO_PLUS,
    BO_MINUS,
    BO_TIMES,
    BO_OVER,
    BO_POWER,
    BO_EQ,
    BO_NE,
    BO_LT,
    BO_LE,
    BO_GT,
    BO_GE,
    BO_AND,
    BO_OR
};

struct bo_ast {
    enum bo_ast_kind kind;
    enum bo_ast_op op;
    uint32_t start, end; /* byte offsets in the formula's text */
    const char *text;
    struct bo_ast **kid;
    const char **names;
    uint32_t n; /* kids */
    bool open_low, open_high;
    bool bracketed; /* written in ( ): "-3 ** 2" and printing need it */
};

/* The place of a byte offset in a formula. `map` is given by whoever holds the formula's source. */
struct bo_formula {
    const char *text; /* decoded, 0-terminated */
    size_t n;
    /* Place of a byte offset in text; the default (NULL) counts lines and columns from `at`. */
    struct bo_place at;
    const char *raw; /* the same text as it stands in the file (with &lt; …), or NULL when equal */
    size_t raw_n;
};
struct bo_place bo_formula_place(const struct bo_formula *formula, size_t offset);

enum { BO_FORMULA_MAX = 20000, BO_FORMULA_DEPTH = 120 }; /* bytes; nesting */

/* NULL when the text is no formula; then at least one error is in diags. */
struct bo_ast *bo_parse(struct bo_arena *arena, const struct bo_formula *formula, struct bo_diags *diags);
/* The formula as text again, fully and minimally bracketed; parse(print(x)) has the same tree. */
char *bo_ast_text(struct bo_arena *arena, const struct bo_ast *ast);
/* True when a name is a built-in function (with its spaces: "round half up"). */
bool bo_is_builtin(const char *name);

#endif
