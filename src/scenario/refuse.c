#include "scenario/refuse.h"
#include "scenario/sentence.h"

#include <string.h>

struct told {
    const char *pointer, *text;
};

static bool is_told(const struct told *told, size_t n, const struct told *new)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(told[i].pointer, new->pointer) == 0 && strcmp(told[i].text, new->text) == 0) {
            return true;
        }
    }
    return false;
}

enum bo_status bo_refuse_case(const struct bo_case *kase, const struct bo_results *results, const char *lang,
                              struct bo_diags *diags)
{
    const struct bo_program *program = results->program;
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_reader reader = {&arena, kase, results, lang};
    BO_VEC(struct told) told = {0};
    for (size_t m = 0; m < program->set->messages.n; m++) {
        const struct bo_message *message = program->set->messages.at[m];
        for (size_t i = 0; message->kind == BO_MESSAGE_ERROR && i < kase->population.n[message->entity]; i++) {
            bo_wide holds = 0;
            if (bo_result(results, program->message_node[m], i, &holds) != 0 || holds == 0) {
                continue;
            }
            const char *at = kase->pointer[message->entity][i], *text = NULL, *cite = NULL;
            if (message->field != NULL) {
                at = bo_printf(&arena, "%s/%s", at, message->field->key);
            }
            text = bo_sentence(&reader, &message->named.text, message->entity, i);
            struct told new = {at, text != NULL ? text : message->named.id};
            if (!is_told(told.at, told.n, &new)) {
                cite = message->named.cites.n > 0 ? bo_cite_text(&arena, &message->named.cites.at[0]) : NULL;
                bo_diag_cite(diags, BO_ERROR, (struct bo_place){.file = kase->file, .pointer = at}, message->named.id,
                             cite, "%s", new.text);
                BO_PUSH(&arena, &told, new);
            }
        }
    }
    enum bo_status status = told.n > 0 ? BO_BAD_CASE : BO_OK;
    bo_arena_fini(&arena);
    return status;
}
