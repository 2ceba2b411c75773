/* The days of a case, one after another: each is the whole calculation, on the state that the day before left. */
#include "scenario/timeline.h"
#include "engine/days.h"
#include "scenario/carry.h"
#include "scenario/consult.h"
#include "scenario/notices.h"
#include "scenario/refuse.h"
#include "scenario/run.h"

#include <string.h>

struct running {
    struct bo_timeline_run *run;
    struct bo_case *kase;
    const struct bo_set *set;
    const struct bo_timeline *timeline;
    const struct bo_timeline_watch *watch; /* or NULL */
    struct bo_arena *arena;
    struct bo_diags *diags;
    struct bo_consulted consulted; /* on all days together */
    struct bo_reader reader;       /* of the day */
    int64_t today;
    struct bo_days days;
    struct bo_results *results; /* of the day */
};

/* A day */

static enum bo_status run_day(struct running *r, int64_t day)
{
    struct bo_population *population = &r->kase->population;
    r->today = day;
    for (size_t s = 0; s < r->kase->n_scenarios; s++) {
        population->value[0][s] = day;
    }
    if (r->watch != NULL && r->watch->before != NULL) {
        r->watch->before(r->watch->context, r->kase, day);
    }
    enum bo_status status = bo_days_next(&r->days, population, r->diags);
    r->results = &r->days.lanes;
    if (status == BO_OK && r->watch == NULL) {
        status = bo_refuse_case(r->kase, r->results, r->run->calc.lang, r->diags);
    }
    r->reader = (struct bo_reader){r->arena, r->kase, r->results, r->run->calc.lang};
    return status;
}

/* What the day's figures hang on */

static void consult_shown(struct running *r, uint32_t node)
{
    unsigned entity = r->results->program->nodes.at[node].entity;
    for (size_t i = 0; i < r->kase->population.n[entity]; i++) {
        if (bo_is_shown(r->kase, entity, i, r->kase->scenario_of[entity][i])) {
            bo_consult(&r->consulted, node, i);
        }
    }
}

/* Entries read what built up on other days; on the day itself the rules that build it up are followed. */
static void consult_state(struct running *r)
{
    const struct bo_program *program = r->results->program;
    r->consulted.results = r->results;
    memset(r->consulted.seen, 0, program->nodes.n * sizeof *r->consulted.seen);
    for (size_t i = 0; i < r->set->rules.n; i++) {
        if (r->set->rules.at[i]->initial != NULL) {
            consult_shown(r, program->rule_node[i]);
        }
    }
}

/* Entries */

static const struct bo_rule *rule_of(const struct running *r, const char *id)
{
    return (const struct bo_rule *)bo_set_find(r->set, id);
}

/* The name where there can be several in the unit that is shown. */
static const char *whose(const struct running *r, unsigned entity, size_t instance)
{
    bool inside = entity != r->set->sheet.entity && bo_entity_within(r->set, entity, r->set->sheet.entity);
    return inside ? r->kase->name[entity][instance] : NULL;
}

static void settle(struct running *r, size_t s, struct bo_moment *moment)
{
    struct bo_timeline_scenario *to = &r->run->scenario[s];
    bool minus = moment->entry->total_id != NULL && strcmp(moment->entry->total_id, r->set->sheet.minus_id) == 0;
    struct bo_timeline_month *month = &to->months.at[to->months.n - 1];
    *(minus ? &month->minus : &month->plus) += moment->amount;
    month->partly |= !moment->known;
    moment->amount = minus ? -moment->amount : moment->amount;
    to->balance += moment->amount;
    moment->balance = to->balance;
    BO_PUSH(r->arena, &to->moments, *moment);
}

/* The rule whose instances have the entry: that of the amount, else that of the event. */
uint32_t bo_timeline_node(const struct bo_program *program, const char *rule_id)
{
    const struct bo_named *named = rule_id != NULL ? bo_set_find(program->set, rule_id) : NULL;
    return named != NULL ? program->rule_node[named->index] : BO_NONE;
}

static void consult(struct running *r, uint32_t node, size_t instance)
{
    if (r->watch == NULL) {
        bo_consult(&r->consulted, node, instance);
    }
}

/* Whether there is one today; what decided is followed. */
static bool holds(struct running *r, uint32_t when, unsigned entity, size_t instance)
{
    bo_wide value = 0;
    unsigned own = r->results->program->nodes.at[when].entity;
    size_t at = own == entity ? instance : r->kase->population.up[entity][own][instance];
    bool known = bo_result(r->results, when, at, &value) == 0;
    if (!known || value != 0) {
        consult(r, when, at);
    }
    return known && value != 0;
}

static void add_entry(struct running *r, const struct bo_timeline_entry *entry, uint32_t amount, unsigned entity,
                      size_t instance)
{
    struct bo_moment moment = {.date = r->today, .entry = entry, .known = true};
    if (amount != BO_NONE) {
        int64_t den = r->results->program->nodes.at[amount].den;
        consult(r, amount, instance);
        moment.known = bo_result(r->results, amount, instance, &moment.amount) == 0;
        moment.amount = moment.known ? moment.amount * (100 / den) : 0;
        if (moment.known && moment.amount == 0) {
            return;
        }
    }
    moment.of = whose(r, entity, instance);
    if (r->watch == NULL) {
        const char *label = bo_text_in(r->set, &entry->label, r->reader.lang);
        moment.label = label != NULL ? label : entry->id;
        moment.text = bo_sentence(&r->reader, &entry->text, entity, instance);
    }
    settle(r, r->kase->scenario_of[entity][instance], &moment);
}

static void add_entries(struct running *r)
{
    for (size_t e = 0; e < r->timeline->entries.n; e++) {
        const struct bo_timeline_entry *entry = &r->timeline->entries.at[e];
        if (r->watch != NULL && !r->watch->entry[e]) {
            continue;
        }
        const struct bo_program *program = r->results->program;
        uint32_t when = bo_timeline_node(program, entry->when_id), amount = bo_timeline_node(program, entry->amount_id);
        unsigned entity = r->results->program->nodes.at[amount != BO_NONE ? amount : when].entity;
        for (size_t i = 0; i < r->kase->population.n[entity]; i++) {
            if (bo_is_shown(r->kase, entity, i, r->kase->scenario_of[entity][i]) &&
                (when == BO_NONE || holds(r, when, entity, i))) {
                add_entry(r, entry, amount, entity, i);
            }
        }
    }
}

/* Months and the lowest point */

static void begin_month(struct running *r)
{
    struct bo_timeline_month month = {.first = r->today};
    for (size_t s = 0; s < r->kase->n_scenarios; s++) {
        BO_PUSH(r->arena, &r->run->scenario[s].months, month);
    }
}

static void look_for_lowest(struct running *r)
{
    for (size_t s = 0; s < r->kase->n_scenarios; s++) {
        struct bo_timeline_scenario *of = &r->run->scenario[s];
        if (of->balance < of->lowest) {
            of->lowest = of->balance;
            of->lowest_on = r->today;
        }
    }
}

static void open_balance(struct running *r)
{
    const struct bo_rule *rule = rule_of(r, r->timeline->balance_id);
    uint32_t node = r->results->program->rule_node[rule->named.index];
    int64_t den = r->results->program->nodes.at[node].den;
    for (size_t s = 0; s < r->kase->n_scenarios; s++) {
        struct bo_timeline_scenario *of = &r->run->scenario[s];
        size_t subject = r->kase->scenario[s].subject;
        struct bo_moment start = {.date = r->today, .label = bo_label(&r->reader, &rule->named)};
        consult(r, node, subject);
        start.known = bo_result(r->results, node, subject, &of->balance) == 0;
        of->balance = start.known ? of->balance * (100 / den) : 0;
        of->lowest = start.balance = of->balance;
        of->lowest_on = r->today;
        start.text =
            r->watch == NULL ? bo_sentence(&r->reader, &rule->named.text, r->set->sheet.entity, subject) : NULL;
        BO_PUSH(r->arena, &of->moments, start);
    }
}

static enum bo_status tell_day(struct running *r)
{
    if (r->watch == NULL) {
        consult_state(r);
    }
    if (r->today == r->run->from || bo_civil_of(r->today).day == 1) {
        begin_month(r);
    }
    if (r->today == r->run->from) {
        open_balance(r);
    }
    add_entries(r);
    look_for_lowest(r);
    return BO_OK;
}

/* All days */

static int64_t first_day(const struct running *r)
{
    bool months = true;
    int64_t count = 0;
    bo_duration_parse(r->timeline->back, strlen(r->timeline->back), &months, &count);
    int64_t day = bo_date_add_months(r->kase->date, -count);
    return day < r->set->complete_from ? r->set->complete_from : day;
}

static enum bo_status run_days(struct running *r)
{
    enum bo_status status = BO_OK;
    for (int64_t day = first_day(r); day <= r->run->until && status == BO_OK; day++) {
        status = run_day(r, day);
        if (status == BO_OK && day >= r->run->from) {
            status = tell_day(r);
        }
        if (status == BO_OK && day < r->run->until) {
            status = bo_carry_day(r->kase, r->results, day + 1 == r->run->from, r->diags);
        }
    }
    return status;
}

/* Of what nobody looks at nothing is worked out. */
static void want(struct running *r)
{
    const struct bo_program *program = r->kase->population.program;
    uint8_t *wanted = bo_alloc(r->arena, program->nodes.n);
    wanted[bo_timeline_node(program, r->timeline->balance_id)] = 1;
    for (size_t e = 0; e < r->timeline->entries.n; e++) {
        const char *ids[] = {r->timeline->entries.at[e].when_id, r->timeline->entries.at[e].amount_id};
        for (int i = 0; i < 2 && r->watch->entry[e]; i++) {
            if (ids[i] != NULL) {
                wanted[bo_timeline_node(program, ids[i])] = 1;
            }
        }
    }
    bo_program_want(program, wanted);
    r->kase->population.wanted = wanted;
}

/* The days beyond what the rules know are left out. */
static void note_end(struct running *r, unsigned months)
{
    int64_t wanted = bo_date_add_months(r->run->from, months) - 1;
    r->run->until = wanted;
    if (wanted > r->set->complete_until) {
        r->run->until = r->set->complete_until;
        struct bo_notice notice = {.code = "timeline-cut",
                                   .text = bo_printf(r->arena, "the days after %s: the rules are not known yet",
                                                     bo_date_text(r->arena, r->set->complete_until))};
        BO_PUSH(r->arena, &r->run->calc.not_calculated, notice);
    }
}

static enum bo_status fill(struct running *r, const struct bo_timeline_options *options)
{
    struct bo_calc *calc = &r->run->calc;
    r->run->from = r->kase->date;
    r->run->scenario = bo_alloc_array(r->arena, r->kase->n_scenarios, sizeof *r->run->scenario);
    note_end(r, options->months > 0 ? options->months : r->timeline->months);
    r->kase->awards.n = 0; /* told of an ordinary month */
    for (size_t s = 0; s < r->kase->n_scenarios; s++) {
        struct bo_calc_scenario scenario = {.scenario = &r->kase->scenario[s]};
        BO_PUSH(r->arena, &calc->scenarios, scenario);
    }
    if (r->watch != NULL) {
        want(r);
    }
    bo_consult_init(&r->consulted, r->kase, &(struct bo_results){.program = r->kase->population.program});
    enum bo_status status = run_days(r);
    calc->results = bo_alloc(r->arena, sizeof *calc->results);
    *calc->results = bo_days_take(&r->days);
    r->results = calc->results;
    r->reader.results = calc->results;
    r->consulted.results = calc->results;
    if (status == BO_OK && r->watch == NULL) {
        const struct bo_calc_options how = {.file = options->file, .on = options->on, .lang = options->lang};
        struct bo_calculating c = {.calc = calc, .options = &how, .diags = r->diags, .reader = r->reader};
        status = bo_notices_add(&c, &r->consulted, &r->consulted);
    }
    bo_consult_fini(&r->consulted);
    return status;
}

enum bo_status bo_timeline_make(const struct bo_program *program, const char *text, size_t n,
                                const struct bo_timeline_options *options, struct bo_timeline_run **run,
                                struct bo_diags *diags)
{
    struct bo_case *kase = NULL;
    *run = NULL;
    if (program->set->timeline.entries.n == 0) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "no-timeline", "the rule set '%s' says nothing of money by date",
                program->set->id);
        return BO_BAD_RULES;
    }
    enum bo_status status =
        bo_case_read_with(program, options->file, text, n, options->on, options->calls, &kase, diags);
    if (status != BO_OK) {
        return status;
    }
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_timeline_run *made = bo_alloc(&arena, sizeof *made);
    made->calc.arena = arena;
    made->calc.program = kase->population.program;
    made->calc.kase = kase;
    made->calc.lang = options->lang != NULL ? options->lang : program->set->lang;
    struct running r = {.run = made,
                        .kase = kase,
                        .set = program->set,
                        .timeline = &program->set->timeline,
                        .watch = options->watch,
                        .arena = &made->calc.arena,
                        .diags = diags};
    status = fill(&r, options);
    if (status != BO_OK) {
        bo_timeline_free(made);
        return status;
    }
    *run = made;
    return BO_OK;
}

void bo_timeline_free(struct bo_timeline_run *run)
{
    if (run != NULL) {
        struct bo_arena arena = run->calc.arena;
        if (run->calc.results != NULL) {
            bo_results_fini(run->calc.results);
        }
        bo_case_free(run->calc.kase);
        bo_arena_fini(&arena);
    }
}
