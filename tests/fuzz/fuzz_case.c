/* libFuzzer: any bytes as a case of tests/rules/tiny (under $srcdir). It is refused with an error, or calculated by
 * both evaluators, which agree. */
#include "engine/compile.h"
#include "rules/load.h"
#include "scenario/case.h"
#include "scenario/run.h"
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bo_arena rules_arena;
static struct bo_program *program;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    struct bo_diags diags;
    struct bo_set *set = NULL;
    const char *tree = getenv("srcdir");
    bo_arena_init(&rules_arena);
    bo_diags_init(&diags, &rules_arena);
    const char *path = bo_printf(&rules_arena, "%s/tests/rules/tiny", tree != NULL ? tree : ".");
    if (bo_rules_load(path, NULL, 0, &set, &diags) != BO_OK ||
        bo_compile(set, &(struct bo_compile_options){0}, &program, &diags) != BO_OK) {
        bo_diags_print(&diags, stderr);
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_case *kase = NULL;
    struct bo_results results = {0};
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    enum bo_status status = bo_case_read(program, "fuzz.json", (const char *)data, size, BO_DATE_NONE, &kase, &diags);
    if (status == BO_OK) {
        status = bo_run(&kase->population, &results, &diags);
        if (status == BO_OK) {
            bo_results_fini(&results);
        }
        bo_case_free(kase);
    }
    if (status == BO_INTERNAL || (status != BO_OK && diags.errors == 0)) {
        abort();
    }
    bo_arena_fini(&arena);
    return 0;
}
