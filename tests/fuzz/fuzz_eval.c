/* libFuzzer: any line as an expression of "rules eval". Both evaluators run inside and must agree. */
#include "engine/compile.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    char *text = NULL;
    bo_arena_init(&arena);
    enum bo_status status = bo_eval_text(&arena, bo_strndup(&arena, (const char *)data, size), &text);
    if (status == BO_INTERNAL || text == NULL || (status != BO_OK) != (strncmp(text, "error: ", 7) == 0)) {
        abort();
    }
    bo_arena_fini(&arena);
    return 0;
}
