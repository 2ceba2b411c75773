/* The calculation as a sheet that one can read aloud: what it is, the table, what changes, and what is told besides. */
#include "num/written.h"
#include "render/basis.h"
#include "render/gathered.h"
#include "render/notices_text.h"
#include "render/telling.h"
#include "render/words.h"

const char *bo_told(const struct bo_telling *telling, const bo_texts *texts)
{
    return bo_text_in(telling->set, texts, telling->calc->lang);
}

static void tell_title(struct bo_telling *telling)
{
    const struct bo_calc *calc = telling->calc;
    struct bo_arena *arena = telling->arena;
    const char *lang = calc->lang, *title = bo_told(telling, &telling->set->title);
    const char *name = bo_basis_name(arena, telling->set);
    const char *per = calc->period != NULL ? bo_told(telling, &calc->period->label) : NULL;
    const char *who = calc->scenarios.n > 0 ? calc->scenarios.at[0].scenario->subject_name : NULL;
    bo_page_text(&telling->page, 0, NULL, 0, BO_STRONG,
                 bo_word_with(arena, lang, BO_W_TITLE, title != NULL ? title : name, NULL));
    const char *rules = bo_word_with(arena, lang, BO_W_RULES_OF, bo_written_date(arena, calc->kase->date, lang), NULL);
    const char *amounts = bo_word_with(arena, lang, BO_W_AMOUNTS, per != NULL ? per : "", telling->set->currency);
    bo_page_text(
        &telling->page, 0, NULL, 0, BO_PLAIN,
        bo_printf(arena, "%s (%s) · %s%s%s", rules, name, who != NULL ? who : "", who != NULL ? " · " : "", amounts));
}

char *bo_render_calc_text(struct bo_arena *arena, const struct bo_calc *calc, const struct bo_look *look)
{
    struct bo_telling telling = {.calc = calc, .set = calc->program->set, .arena = arena};
    bo_page_open(&telling.page, arena, look);
    tell_title(&telling);
    bo_tell_table(&telling);
    bo_tell_values(&telling);
    bo_tell_changes(&telling);
    bo_tell_since(&telling);
    const bo_notices messages = bo_messages_of(arena, calc);
    bo_notices_print(&telling.page, calc, bo_word(calc->lang, BO_W_PLEASE_NOTE), &messages);
    bo_notices_print(&telling.page, calc, bo_word(calc->lang, BO_W_ASSUMED), &calc->assumptions);
    bo_notices_print(&telling.page, calc, bo_word(calc->lang, BO_W_WARNINGS), &calc->warnings);
    bo_notices_print(&telling.page, calc, bo_word(calc->lang, BO_W_NOT_CALCULATED), &calc->not_calculated);
    struct bo_basis basis = bo_basis_of(telling.set, calc->kase->date);
    bo_basis_print(&telling.page, &basis, calc->lang);
    return bo_page_take(&telling.page);
}
