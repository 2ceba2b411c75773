/* libFuzzer: any text as a formula. What parses prints, and the print has the same print. */
#include "base/buf.h"
#include "lang/ast.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bo_ast *parsed(struct bo_arena *arena, const char *text, struct bo_diags *diags)
{
    struct bo_formula *formula = bo_alloc(arena, sizeof *formula);
    *formula = (struct bo_formula){.text = text, .n = strlen(text), .at = {.file = "fuzz", .line = 1, .column = 1}};
    return bo_parse(arena, formula, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    struct bo_diags diags;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    struct bo_ast *ast = parsed(&arena, bo_strndup(&arena, (const char *)data, size), &diags);
    if (ast == NULL) {
        if (diags.errors == 0) {
            abort(); /* refused without a word */
        }
    } else {
        char *text = bo_ast_text(&arena, ast);
        struct bo_ast *again = parsed(&arena, text, &diags);
        if (strlen(text) <= BO_FORMULA_MAX && (again == NULL || strcmp(text, bo_ast_text(&arena, again)) != 0)) {
            abort();
        }
    }
    bo_arena_fini(&arena);
    return 0;
}
