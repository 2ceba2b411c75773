#include "render/names.h"
#include "render/words.h"
#include "scenario/sentence.h"

#include <string.h>

static struct bo_reader reader_of(struct bo_arena *arena, const struct bo_calc *calc)
{
    return (struct bo_reader){arena, calc->kase, calc->results, calc->lang};
}

const char *bo_called(struct bo_arena *arena, const struct bo_calc *calc, const bo_texts *label, const char *id)
{
    const struct bo_reader reader = reader_of(arena, calc);
    const char *text = bo_text_in(calc->program->set, label, calc->lang);
    const struct bo_named *named = text == NULL ? bo_set_find(calc->program->set, id) : NULL;
    if (text != NULL || named != NULL) {
        return text != NULL ? text : bo_label(&reader, named);
    }
    char *words = bo_strdup(arena, id);
    for (char *p = words; *p != '\0'; p++) {
        *p = *p == '_' ? ' ' : *p;
    }
    return words;
}

const char *bo_scenario_called(const struct bo_calc *calc, size_t scenario)
{
    const struct bo_scenario *of = calc->scenarios.at[scenario].scenario;
    if (of->label != NULL && strcmp(of->label, of->id) != 0) {
        return of->label;
    }
    return scenario > 0 ? of->id : bo_word(calc->lang, calc->scenarios.n > 1 ? BO_W_BEFORE : BO_W_NOW);
}

const char *bo_sentence_of(struct bo_arena *arena, const struct bo_calc *calc, size_t scenario, const bo_texts *text)
{
    const struct bo_reader reader = reader_of(arena, calc);
    return bo_sentence(&reader, text, calc->program->set->sheet.entity, calc->scenarios.at[scenario].scenario->subject);
}
