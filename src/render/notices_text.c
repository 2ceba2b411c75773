#include "render/notices_text.h"
#include "render/gathered.h"

#include <string.h>

static const char *joined(struct bo_arena *arena, const char *list, const char *between, const char *item)
{
    return bo_printf(arena, "%s%s%s", list, *list != '\0' && *item != '\0' ? between : "", item);
}

static const char *list_of(struct bo_arena *arena, const char *const *at, size_t n, const char *between)
{
    const char *list = "";
    for (size_t i = 0; i < n; i++) {
        list = joined(arena, list, between, at[i]);
    }
    return list;
}

/* The day by which to act: the text · of whom · in which scenarios · law. */
static const char *sentence(struct bo_arena *arena, const char *lang, const struct bo_said *said)
{
    const char *names = list_of(arena, said->who.at, said->who.n, ", ");
    const char *where = list_of(arena, said->where.at, said->where.n, "; ");
    const char *law = list_of(arena, said->notice->cites.at, said->notice->cites.n, "; ");
    const char *text = said->text;
    size_t n = strlen(text);
    if (n > 1 && text[n - 1] == '.' && text[n - 2] != '.' && (*names != '\0' || *where != '\0' || *law != '\0')) {
        text = bo_strndup(arena, text, n - 1); /* the sentence goes on */
    }
    const char *by = bo_notice_day(arena, lang, said->notice);
    text = joined(arena, by != NULL ? by : "", ": ", text);
    return joined(arena, joined(arena, joined(arena, text, " · ", names), " · ", where), " · ", law);
}

void bo_notices_print(struct bo_page *page, const struct bo_calc *calc, const char *heading, const bo_notices *notices)
{
    if (notices->n > 0) {
        bo_page_heading(page, heading);
    }
    const bo_gathered all = bo_gathered_of(page->arena, calc, notices);
    for (size_t i = 0; i < all.n; i++) {
        bo_page_text(page, 2, "–", 2, BO_PLAIN, sentence(page->arena, calc->lang, &all.at[i]));
    }
}
