/* Purpose  a formula's text to tokens.
 * Layer    lang. Private to it.
 * Source   DMN 1.5 chapter 10, grammar rules 27-39 (names, literals), 61 (white space), 35 (escapes). */
#ifndef BO_LANG_LEX_H
#define BO_LANG_LEX_H

#include "lang/ast.h"

enum bo_token_kind {
    BO_TOKEN_END,
    BO_TOKEN_NUMBER,
    BO_TOKEN_STRING,  /* text: decoded */
    BO_TOKEN_NAME,    /* an identifier; a built-in function's words before "(" are one name with single blanks */
    BO_TOKEN_KEYWORD, /* text: the word */
    BO_TOKEN_SIGN     /* text: ( ) [ ] { } , : . .. + - * / ** = != < <= > >= @ */
};

struct bo_token {
    enum bo_token_kind kind;
    const char *text;
    uint32_t start, end; /* byte offsets */
};
typedef BO_VEC(struct bo_token) bo_tokens;

/* All tokens, the last is BO_TOKEN_END. false: an error is in diags. */
bool bo_lex(struct bo_arena *arena, const struct bo_formula *formula, bo_tokens *tokens, struct bo_diags *diags);

#endif
