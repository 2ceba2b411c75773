#include "render/notices_text.h"
#include "render/names.h"

#include <string.h>

/* Whose field it is: of "/people/you/jobs/0/pay" it is "you/jobs/0", of "/household/rent" nothing. */
static const char *whose(struct bo_arena *arena, const char *field)
{
    const char *from = field != NULL && *field == '/' ? strchr(field + 1, '/') : NULL;
    const char *to = from != NULL ? strrchr(field, '/') : NULL;
    if (from == NULL || to <= from) {
        return "";
    }
    const char *name = bo_strndup(arena, from + 1, (size_t)(to - from - 1)), *given = strstr(name, "/given");
    if (strcmp(name, "given") == 0) {
        return "";
    }
    return given != NULL && given[strlen("/given")] == '\0' ? bo_strndup(arena, name, (size_t)(given - name)) : name;
}

static bool same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* In which scenarios the same is said of the same field: bit s for scenario s, all of them where it is said at large.
 */
static uint64_t scenarios_of(const struct bo_calc *calc, const bo_notices *notices, size_t at)
{
    const struct bo_notice *of = &notices->at[at];
    uint64_t all = 0;
    for (size_t i = 0; i < notices->n; i++) {
        const struct bo_notice *other = &notices->at[i];
        if (!same(other->text, of->text) || !same(other->field, of->field)) {
            continue;
        }
        for (size_t s = 0; s < calc->scenarios.n; s++) {
            bool meant = other->scenario == NULL || same(other->scenario, calc->scenarios.at[s].scenario->id);
            all |= (uint64_t)meant << s;
        }
    }
    return all;
}

static uint64_t everywhere(const struct bo_calc *calc)
{
    return calc->scenarios.n >= 64 ? UINT64_MAX : ((uint64_t)1 << calc->scenarios.n) - 1;
}

static bool alike(const struct bo_calc *calc, const bo_notices *notices, size_t a, size_t b)
{
    return same(notices->at[a].text, notices->at[b].text) &&
           scenarios_of(calc, notices, a) == scenarios_of(calc, notices, b);
}

static const char *joined(struct bo_arena *arena, const char *list, const char *between, const char *item)
{
    return bo_printf(arena, "%s%s%s", list, *list != '\0' && *item != '\0' ? between : "", item);
}

/* The text · of whom · in which scenarios · law. */
static const char *sentence(struct bo_page *page, const struct bo_calc *calc, const bo_notices *notices, size_t at)
{
    struct bo_arena *arena = page->arena;
    const struct bo_notice *first = &notices->at[at];
    const char *names = "", *where = "", *law = "", *last = "";
    uint64_t scenarios = scenarios_of(calc, notices, at);
    for (size_t i = at; i < notices->n; i++) {
        const char *name = whose(arena, notices->at[i].field);
        if (alike(calc, notices, at, i) && strcmp(name, last) != 0) {
            names = joined(arena, names, ", ", name);
            last = name;
        }
    }
    for (size_t s = 0; scenarios != everywhere(calc) && s < calc->scenarios.n; s++) {
        if (scenarios >> s & 1) {
            where = joined(arena, where, "; ", bo_scenario_called(calc, s));
        }
    }
    for (size_t i = 0; i < first->cites.n; i++) {
        law = joined(arena, law, "; ", first->cites.at[i]);
    }
    const char *text = first->text != NULL ? first->text : first->code;
    size_t n = strlen(text);
    if (n > 1 && text[n - 1] == '.' && text[n - 2] != '.' && (*names != '\0' || *where != '\0' || *law != '\0')) {
        text = bo_strndup(arena, text, n - 1); /* the sentence goes on */
    }
    return joined(arena, joined(arena, joined(arena, text, " · ", names), " · ", where), " · ", law);
}

void bo_notices_print(struct bo_page *page, const struct bo_calc *calc, const char *heading, const bo_notices *notices)
{
    if (notices->n > 0) {
        bo_page_heading(page, heading);
    }
    for (size_t i = 0; i < notices->n; i++) {
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told |= alike(calc, notices, k, i);
        }
        if (!told) {
            bo_page_text(page, 2, "–", 2, BO_PLAIN, sentence(page, calc, notices, i));
        }
    }
}
