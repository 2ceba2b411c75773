/* The timeline as text: for each scenario its days, its months, its lowest point. */
#include "num/written.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/names.h"
#include "render/notices_text.h"
#include "render/words.h"
#include "scenario/glance.h"

#include <stdlib.h>
#include <string.h>

struct telling {
    struct bo_arena *arena;
    const struct bo_timeline_run *run;
    const struct bo_set *set;
    const char *lang;
    struct bo_page page;
};

static struct bo_figure figure(bo_wide hundredths)
{
    return (struct bo_figure){.known = true, .n = hundredths, .den = 100};
}

static const char *padded(struct telling *t, const char *text, size_t width)
{
    size_t n = bo_utf8_width(text);
    return bo_printf(t->arena, "%s%s", bo_blanks(t->arena, n < width ? width - n : 0), text);
}

/* Of "you/jobs/0" only "you", of "you/jobs/1" "you, 2". */
static const char *whose(struct telling *t, const char *of)
{
    const char *last = strrchr(of, '/');
    const char *name = bo_strndup(t->arena, of, strcspn(of, "/"));
    long place = last != NULL ? strtol(last + 1, NULL, 10) : 0;
    return place > 0 ? bo_printf(t->arena, "%s, %ld", name, place + 1) : name;
}

static const char *called(struct telling *t, const struct bo_moment *moment)
{
    return moment->of != NULL ? bo_printf(t->arena, "%s (%s)", moment->label, whose(t, moment->of)) : moment->label;
}

enum { DATE_WIDTH = 12, AMOUNT_WIDTH = 13 };

/* The date once a day; amount and balance in columns; below them what the entry means. */
static void tell_moments(struct telling *t, const struct bo_timeline_scenario *of)
{
    int64_t day = BO_DATE_NONE;
    for (size_t i = 0; i < of->moments.n; i++) {
        const struct bo_moment *moment = &of->moments.at[i];
        const char *date = moment->date != day ? bo_date_text(t->arena, moment->date) : "";
        bool money = moment->entry != NULL && moment->entry->amount_id != NULL;
        const char *amount = !moment->known ? "—"
                             : money        ? bo_amount_signed(t->arena, figure(moment->amount), t->lang)
                                            : "";
        const char *balance = bo_amount_written(t->arena, figure(moment->balance), t->lang);
        const char *name = called(t, moment);
        bo_page_text(&t->page, 2,
                     bo_printf(t->arena, "%-*s%s%s", DATE_WIDTH, date, padded(t, amount, AMOUNT_WIDTH),
                               padded(t, money || moment->entry == NULL ? balance : "", AMOUNT_WIDTH)),
                     DATE_WIDTH + 2 * AMOUNT_WIDTH + 2, money || moment->entry == NULL ? BO_PLAIN : BO_STRONG, name);
        if (moment->text != NULL && !money) {
            bo_page_text(&t->page, DATE_WIDTH + 2 * AMOUNT_WIDTH + 4, NULL, 0, BO_FAINT, moment->text);
        }
        day = moment->date;
    }
}

enum { MONTH_COLUMNS = 4, MONTH_WIDTH = 18 };

/* Income, costs, what is left, and of that the difference from the first scenario. */
static void tell_month(struct telling *t, enum bo_style style, const char *name, const bo_wide *value, size_t n,
                       bool partly)
{
    const char *line = bo_printf(t->arena, "  %-*s", DATE_WIDTH, name);
    for (size_t i = 0; i < n; i++) {
        const char *amount = i < 3 ? bo_amount_written(t->arena, figure(value[i]), t->lang)
                                   : bo_amount_signed(t->arena, figure(value[i]), t->lang);
        line = bo_printf(t->arena, "%s%s%s", line, padded(t, amount, i < 3 ? MONTH_WIDTH - 1 : MONTH_WIDTH + 7),
                         partly ? "?" : " ");
    }
    bo_page_line(&t->page, style, line);
}

static void tell_months(struct telling *t, const struct bo_timeline_scenario *of,
                        const struct bo_timeline_scenario *first)
{
    bo_wide total[MONTH_COLUMNS] = {0};
    bool partly = false;
    size_t columns = first != NULL ? MONTH_COLUMNS : MONTH_COLUMNS - 1;
    const struct bo_sheet *sheet = &t->set->sheet;
    const char *heads[] = {NULL, NULL, bo_text_in(t->set, &sheet->balance_label, t->lang)};
    for (size_t g = 0; g < sheet->groups.n; g++) {
        const struct bo_group *group = &sheet->groups.at[g];
        for (int i = 0; i < 2 && group->total_id != NULL; i++) {
            if (strcmp(group->total_id, i == 0 ? sheet->plus_id : sheet->minus_id) == 0) {
                heads[i] = bo_text_in(t->set, &group->label, t->lang);
            }
        }
    }
    bo_page_blank(&t->page);
    const char *line = bo_printf(t->arena, "  %-*s", DATE_WIDTH, bo_word(t->lang, BO_W_MONTH));
    for (int i = 0; i < 3; i++) {
        line = bo_printf(t->arena, "%s%s ", line, padded(t, heads[i] != NULL ? heads[i] : "", MONTH_WIDTH - 1));
    }
    if (first != NULL) {
        line = bo_printf(t->arena, "%s%s", line, padded(t, bo_word(t->lang, BO_W_DIFFERENCE), MONTH_WIDTH + 7));
    }
    bo_page_line(&t->page, BO_STRONG, line);
    for (size_t m = 0; m < of->months.n; m++) {
        const struct bo_timeline_month *month = &of->months.at[m];
        const struct bo_civil civil = bo_civil_of(month->first);
        const struct bo_timeline_month *than = first != NULL ? &first->months.at[m] : month;
        const bo_wide left = month->plus - month->minus;
        const bo_wide value[MONTH_COLUMNS] = {month->plus, month->minus, left, left - than->plus + than->minus};
        const char *name = bo_printf(t->arena, "%04lld-%02d", (long long)civil.year, civil.month);
        tell_month(t, BO_PLAIN, name, value, columns, month->partly || than->partly);
        for (size_t i = 0; i < MONTH_COLUMNS; i++) {
            total[i] += value[i];
        }
        partly |= month->partly || than->partly;
    }
    tell_month(t, BO_STRONG, bo_word(t->lang, BO_W_TOTAL), total, columns, partly);
    if (partly) {
        bo_page_text(&t->page, 2, NULL, 0, BO_FAINT, bo_printf(t->arena, "? %s", bo_word(t->lang, BO_W_PARTLY)));
    }
}

/* What people ask first: how low it gets, how much is missing, and when what begins. */
static void tell_glance(struct telling *t, const struct bo_timeline_scenario *of)
{
    const struct bo_glance glance = bo_timeline_glance(t->arena, of);
    const char *money = bo_amount_money(t->arena, t->set, figure(of->lowest), t->lang);
    bo_page_text(
        &t->page, 2, NULL, 0, BO_STRONG,
        bo_word_with(t->arena, t->lang, BO_W_LOWEST, money, bo_written_date(t->arena, of->lowest_on, t->lang)));
    if (glance.short_by > 0) {
        money = bo_amount_money(t->arena, t->set, figure(glance.short_by), t->lang);
        bo_page_text(&t->page, 2, NULL, 0, BO_PLAIN,
                     bo_word_with(t->arena, t->lang, BO_W_NEEDED_TILL_THEN, money, NULL));
    }
    for (size_t i = 0; i < glance.dates.n; i++) {
        const struct bo_glance_date *date = &glance.dates.at[i];
        const char *name = called(t, date->moment);
        if (date->has_amount) {
            money = date->known ? bo_amount_money(t->arena, t->set, figure(date->amount), t->lang) : "—";
            name = bo_printf(t->arena, "%s: %s", name, money);
        }
        bo_page_text(&t->page, 2, bo_date_text(t->arena, date->moment->date), DATE_WIDTH + 2, BO_PLAIN, name);
    }
}

static void tell_scenario(struct telling *t, size_t s)
{
    const struct bo_timeline_scenario *of = &t->run->scenario[s];
    bo_page_heading(&t->page, bo_scenario_called(&t->run->calc, s));
    tell_glance(t, of);
    bo_page_blank(&t->page);
    tell_moments(t, of);
    tell_months(t, of, s > 0 ? t->run->scenario : NULL);
}

/* Those of all scenarios. */
static bo_notices messages_of(struct telling *t)
{
    const struct bo_calc *calc = &t->run->calc;
    bo_notices all = {0};
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        for (size_t i = 0; i < calc->scenarios.at[s].messages.n; i++) {
            struct bo_notice message = calc->scenarios.at[s].messages.at[i];
            message.scenario = calc->scenarios.at[s].scenario->id;
            BO_PUSH(t->arena, &all, message);
        }
    }
    return all;
}

char *bo_render_timeline_text(struct bo_arena *arena, const struct bo_timeline_run *run, const struct bo_look *look)
{
    const struct bo_calc *calc = &run->calc;
    struct telling t = {.arena = arena, .run = run, .set = calc->program->set, .lang = calc->lang};
    const char *title = bo_text_in(t.set, &t.set->title, t.lang), *name = bo_basis_name(arena, t.set);
    bo_page_open(&t.page, arena, look);
    bo_page_text(&t.page, 0, NULL, 0, BO_STRONG,
                 bo_word_with(arena, t.lang, BO_W_TIMELINE, title != NULL ? title : name, NULL));
    bo_page_text(&t.page, 0, NULL, 0, BO_PLAIN,
                 bo_printf(arena, "%s · %s",
                           bo_word_with(arena, t.lang, BO_W_DAYS_TOLD, bo_written_date(arena, run->from, t.lang),
                                        bo_written_date(arena, run->until, t.lang)),
                           t.set->currency));
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        tell_scenario(&t, s);
    }
    const bo_notices messages = messages_of(&t);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_PLEASE_NOTE), &messages);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_ASSUMED), &calc->assumptions);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_WARNINGS), &calc->warnings);
    bo_notices_print(&t.page, calc, bo_word(t.lang, BO_W_NOT_CALCULATED), &calc->not_calculated);
    struct bo_basis basis = bo_basis_of(t.set, calc->kase->date);
    bo_basis_print(&t.page, &basis, t.lang);
    return bo_page_take(&t.page);
}
