/* Money by date in an example: what it says comes, on which day, and that nothing else does. */
#include "scenario/example_timeline.h"

#include "scenario/template.h"
#include <string.h>

struct comparing {
    struct bo_telling *t;
    const struct bo_example_timeline *told;
    const struct bo_timeline_run *run;
    bool **matched; /* [scenario][moment] */
};

static void fail(struct bo_telling *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fail(struct bo_telling *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_buf_printf(t->failures, "%s%s", t->failures->n > 0 ? "\n" : "", bo_vprintf(t->arena, format, args));
    va_end(args);
}

/* Whether a told amount is this one; the checker has seen that it is one. */
static bool is_amount(const char *told, bool known, bo_wide amount)
{
    bo_wide value = 0;
    bool fine, big;
    if (told != NULL && strcmp(told, "not calculated") == 0) {
        return !known;
    }
    return known && (told == NULL || bo_dec_parse_scaled(told, strlen(told), 2, &value, &fine, &big)) &&
           value == amount;
}

static const char *amount_text(const struct comparing *c, bool known, bo_wide amount)
{
    return known ? bo_dec_text_places(c->t->arena, amount, 100, 2) : "not calculated";
}

/* "shop", or false (and a failure) when the case has no such scenario. */
static bool find_scenario(struct comparing *c, const char *id, size_t *scenario, const char **name)
{
    const struct bo_case *kase = c->run->calc.kase;
    *scenario = bo_told_scenario(kase, id);
    if (*scenario == kase->n_scenarios) {
        fail(c->t, "there is no scenario '%s'", id);
        return false;
    }
    *name = kase->scenario[*scenario].id;
    return true;
}

/* Entries */

static bool fits(const struct bo_moment *moment, const struct bo_example_entry *entry)
{
    return moment->entry != NULL && moment->date == entry->date && strcmp(moment->entry->id, entry->id) == 0 &&
           (entry->of == NULL || (moment->of != NULL && strcmp(moment->of, entry->of) == 0));
}

/* The entry that is meant: among several on the day, one of this amount, if there is one; SIZE_MAX: there is none. */
static size_t find_moment(const struct comparing *c, size_t scenario, const struct bo_example_entry *entry)
{
    const struct bo_timeline_scenario *in = &c->run->scenario[scenario];
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < in->moments.n; i++) {
        const struct bo_moment *moment = &in->moments.at[i];
        if (c->matched[scenario][i] || !fits(moment, entry)) {
            continue;
        }
        if (is_amount(entry->amount, moment->known, moment->amount)) {
            return i;
        }
        found = found == SIZE_MAX ? i : found;
    }
    return found;
}

static const char *entry_name(const struct comparing *c, int64_t date, const char *id, const char *of)
{
    return bo_printf(c->t->arena, "%s %s%s%s", bo_date_text(c->t->arena, date), id, of != NULL ? " of " : "",
                     of != NULL ? of : "");
}

static void compare_entry(struct comparing *c, const struct bo_example_entry *entry)
{
    size_t scenario;
    const char *name, *what = entry_name(c, entry->date, entry->id, entry->of);
    c->t->expected++;
    if (!find_scenario(c, entry->scenario, &scenario, &name)) {
        return;
    }
    const char *wanted = entry->amount != NULL ? entry->amount : "0.00";
    size_t i = find_moment(c, scenario, entry);
    if (i == SIZE_MAX) {
        fail(c->t, "%s: %s: expected %s, and there is none", name, what, wanted);
        return;
    }
    const struct bo_moment *moment = &c->run->scenario[scenario].moments.at[i];
    c->matched[scenario][i] = true;
    if (!is_amount(entry->amount, moment->known, moment->amount)) {
        fail(c->t, "%s: %s: expected %s, got %s", name, what, wanted, amount_text(c, moment->known, moment->amount));
    }
}

static void compare_claim(struct comparing *c, const struct bo_example_claim *claim)
{
    size_t scenario;
    const char *name;
    c->t->expected++;
    if (!find_scenario(c, claim->scenario, &scenario, &name)) {
        return;
    }
    const struct bo_timeline_scenario *in = &c->run->scenario[scenario];
    for (size_t i = 0; i < in->moments.n; i++) {
        const struct bo_moment *moment = &in->moments.at[i];
        if (moment->entry != NULL && !c->matched[scenario][i] && bo_claim_holds(claim, moment->entry->id)) {
            fail(c->t, "%s: %s: expected none, got %s", name,
                 entry_name(c, moment->date, moment->entry->id, moment->of),
                 amount_text(c, moment->known, moment->amount));
        }
    }
}

/* Months and balances */

static void compare_figure(struct comparing *c, const char *name, const char *what, const char *told, bo_wide amount)
{
    if (told != NULL) {
        c->t->expected++;
        if (!is_amount(told, true, amount)) {
            fail(c->t, "%s: %s: expected %s, got %s", name, what, told, amount_text(c, true, amount));
        }
    }
}

static void compare_month(struct comparing *c, const struct bo_example_month *told)
{
    size_t scenario;
    const char *name;
    if (!find_scenario(c, told->scenario, &scenario, &name)) {
        return;
    }
    const struct bo_timeline_scenario *in = &c->run->scenario[scenario];
    for (size_t i = 0; i < in->months.n; i++) {
        const struct bo_timeline_month *month = &in->months.at[i];
        const char *text = bo_strndup(c->t->arena, bo_date_text(c->t->arena, month->first), strlen("2026-06"));
        if (strcmp(text, told->month) == 0) {
            compare_figure(c, name, bo_printf(c->t->arena, "%s income", text), told->income, month->plus);
            compare_figure(c, name, bo_printf(c->t->arena, "%s costs", text), told->costs, month->minus);
            compare_figure(c, name, bo_printf(c->t->arena, "%s left over", text), told->left_over,
                           month->plus - month->minus);
            return;
        }
    }
    fail(c->t, "%s: %s lies outside the days", name, told->month);
}

static void compare_lowest(struct comparing *c, const struct bo_example_point *told)
{
    size_t scenario;
    const char *name;
    if (find_scenario(c, told->scenario, &scenario, &name)) {
        const struct bo_timeline_scenario *in = &c->run->scenario[scenario];
        c->t->expected++;
        if (!is_amount(told->amount, true, in->lowest) || told->date != in->lowest_on) {
            fail(c->t, "%s: lowest: expected %s on %s, got %s on %s", name, told->amount,
                 bo_date_text(c->t->arena, told->date), amount_text(c, true, in->lowest),
                 bo_date_text(c->t->arena, in->lowest_on));
        }
    }
}

static void compare_end(struct comparing *c, const struct bo_example_point *told)
{
    size_t scenario;
    const char *name;
    if (find_scenario(c, told->scenario, &scenario, &name)) {
        compare_figure(c, name, "end", told->amount, c->run->scenario[scenario].balance);
    }
}

/* Claims come last: they are about what no told entry is. */
static void compare(struct bo_telling *t, const struct bo_timeline_run *run)
{
    const struct bo_example_timeline *told = &t->example->told;
    size_t n = run->calc.kase->n_scenarios;
    struct comparing c = {.t = t, .told = told, .run = run};
    c.matched = bo_alloc_array(t->arena, n, sizeof *c.matched);
    for (size_t s = 0; s < n; s++) {
        c.matched[s] = bo_alloc_array(t->arena, run->scenario[s].moments.n, sizeof **c.matched);
    }
    for (size_t i = 0; i < told->entries.n; i++) {
        compare_entry(&c, &told->entries.at[i]);
    }
    for (size_t i = 0; i < told->claims.n; i++) {
        compare_claim(&c, &told->claims.at[i]);
    }
    for (size_t i = 0; i < told->sums.n; i++) {
        compare_month(&c, &told->sums.at[i]);
    }
    for (size_t i = 0; i < told->lowest.n; i++) {
        compare_lowest(&c, &told->lowest.at[i]);
    }
    for (size_t i = 0; i < told->ends.n; i++) {
        compare_end(&c, &told->ends.at[i]);
    }
}

/* Which entries are looked at: those that are named; all where sums and balances are. */
static const bool *looked_at(const struct bo_telling *t)
{
    const struct bo_timeline *timeline = &t->program->set->timeline;
    const struct bo_example_timeline *told = &t->example->told;
    bool *at = bo_alloc_array(t->arena, timeline->entries.n, sizeof *at);
    for (size_t e = 0; e < timeline->entries.n; e++) {
        const char *id = timeline->entries.at[e].id;
        at[e] = told->sums.n + told->lowest.n + told->ends.n > 0;
        for (size_t i = 0; i < told->entries.n; i++) {
            at[e] |= strcmp(told->entries.at[i].id, id) == 0;
        }
        for (size_t i = 0; i < told->claims.n; i++) {
            at[e] |= bo_claim_holds(&told->claims.at[i], id);
        }
    }
    return at;
}

static enum bo_status read_calls(struct bo_telling *t, struct bo_template_calls *calls, struct bo_diags *diags)
{
    if (t->example->told.what_if == NULL) {
        return BO_OK;
    }
    struct bo_template_call call;
    enum bo_status status = bo_template_read(t->program->set, true, t->example->told.what_if, t->arena, &call, diags);
    BO_PUSH(t->arena, &calls->what_ifs, call);
    return status;
}

enum bo_status bo_example_timeline(struct bo_telling *t)
{
    struct bo_diags diags;
    struct bo_template_calls calls = {0};
    struct bo_timeline_run *run = NULL;
    struct bo_arena arena;
    bo_diags_init(&diags, t->arena);
    bo_arena_init(&arena);
    struct bo_replay replay = {.arena = &arena};
    const struct bo_timeline_watch watch = {
        .entry = looked_at(t), .before = t->branches != NULL ? bo_replay_keep : NULL, .context = &replay};
    const struct bo_timeline_options how = {
        .file = "case", .on = t->example->on, .months = t->example->told.months, .calls = &calls, .watch = &watch};
    const char *text = t->example->case_text;
    enum bo_status status = read_calls(t, &calls, &diags);
    status = status == BO_OK ? bo_timeline_make(t->program, text, strlen(text), &how, &run, &diags) : status;
    for (size_t i = 0; i < diags.list.n; i++) {
        fail(t, "%s", bo_diag_line(t->arena, &diags.list.at[i]));
    }
    if (status == BO_OK) {
        compare(t, run);
    }
    if (status == BO_OK && t->branches != NULL) {
        status = bo_replay_follow(&replay, run, &t->example->told, t->branches);
    }
    bo_timeline_free(run);
    bo_arena_fini(&arena);
    return status;
}
