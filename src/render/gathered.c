#include "render/gathered.h"
#include "num/date.h"
#include "num/written.h"
#include "render/names.h"
#include "render/words.h"

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
    return same(notices->at[a].text, notices->at[b].text) && same(notices->at[a].by, notices->at[b].by) &&
           scenarios_of(calc, notices, a) == scenarios_of(calc, notices, b);
}

bo_gathered bo_gathered_of(struct bo_arena *arena, const struct bo_calc *calc, const bo_notices *notices)
{
    bo_gathered all = {0};
    for (size_t i = 0; i < notices->n; i++) {
        const struct bo_notice *notice = &notices->at[i];
        struct bo_said said = {.notice = notice, .text = notice->text != NULL ? notice->text : notice->code};
        uint64_t scenarios = scenarios_of(calc, notices, i);
        bool told = false;
        for (size_t k = 0; k < i; k++) {
            told |= alike(calc, notices, k, i);
        }
        for (size_t k = i; !told && k < notices->n; k++) {
            const char *name = whose(arena, notices->at[k].field);
            const char *last = said.who.n > 0 ? said.who.at[said.who.n - 1] : "";
            if (alike(calc, notices, i, k) && strcmp(name, last) != 0) {
                BO_PUSH(arena, &said.who, name);
            }
        }
        for (size_t s = 0; !told && scenarios != everywhere(calc) && s < calc->scenarios.n; s++) {
            if (scenarios >> s & 1) {
                const char *label = bo_scenario_called(calc, s);
                BO_PUSH(arena, &said.where, label);
            }
        }
        if (!told) {
            BO_PUSH(arena, &all, said);
        }
    }
    return all;
}

/* What is to be done by a day stands first, in the order of days. */
static void add_by_day(struct bo_arena *arena, bo_notices *all, struct bo_notice message)
{
    size_t at = all->n;
    BO_PUSH(arena, all, message);
    for (; at > 0 && message.by != NULL; at--) {
        const char *before = all->at[at - 1].by;
        if (before != NULL && strcmp(before, message.by) <= 0) { /* "2026-06-01" */
            break;
        }
        all->at[at] = all->at[at - 1];
    }
    all->at[at] = message;
}

bo_notices bo_messages_of(struct bo_arena *arena, const struct bo_calc *calc)
{
    bo_notices all = {0};
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        for (size_t i = 0; i < calc->scenarios.at[s].messages.n; i++) {
            struct bo_notice message = calc->scenarios.at[s].messages.at[i];
            message.scenario = calc->scenarios.at[s].scenario->id;
            add_by_day(arena, &all, message);
        }
    }
    return all;
}

const char *bo_notice_day(struct bo_arena *arena, const char *lang, const struct bo_notice *notice)
{
    int64_t day = 0;
    bool impossible = false;
    if (notice->by == NULL || !bo_date_parse(notice->by, strlen(notice->by), &day, &impossible)) {
        return NULL;
    }
    return bo_word_with(arena, lang, BO_W_BY, bo_written_date(arena, day, lang), NULL);
}

static bool has_message(const struct bo_calc_scenario *of, const struct bo_notice *message)
{
    for (size_t i = 0; i < of->messages.n; i++) {
        if (same(of->messages.at[i].text, message->text) && same(of->messages.at[i].field, message->field)) {
            return true;
        }
    }
    return false;
}

bo_notices bo_messages_shared(struct bo_arena *arena, const struct bo_calc *calc)
{
    bo_notices all = {0};
    for (size_t i = 0; calc->scenarios.n > 1 && i < calc->scenarios.at[1].messages.n; i++) {
        struct bo_notice message = calc->scenarios.at[1].messages.at[i];
        bool shared = true;
        for (size_t s = 2; s < calc->scenarios.n; s++) {
            shared &= has_message(&calc->scenarios.at[s], &message);
        }
        if (shared) {
            message.scenario = NULL;
            add_by_day(arena, &all, message);
        }
    }
    return all;
}
