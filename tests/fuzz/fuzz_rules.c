/* libFuzzer: any bytes as a rule set in one file. It is refused with an error, or loads and may then compile. */
#include "engine/compile.h"
#include "rules/load.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set = NULL;
    struct bo_program *program = NULL;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    enum bo_status status = bo_rules_load_text("fuzz.xml", (const char *)data, size, &set, &diags);
    if (status == BO_OK) {
        status = bo_compile(set, &(struct bo_compile_options){0}, &program, &diags);
        if (status == BO_OK) {
            bo_program_free(program);
        }
        bo_set_free(set);
    }
    if (status != BO_OK && diags.errors == 0) {
        abort(); /* refused without a word */
    }
    bo_arena_fini(&arena);
    return 0;
}
