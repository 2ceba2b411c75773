/* The calculation from the case to what is told: the order of its parts, and what the figures hang on. */
#include "scenario/calc.h"
#include "scenario/figure.h"
#include "scenario/notices.h"
#include "scenario/refuse.h"
#include "scenario/run.h"

#include <string.h>

/* Options */

const char *bo_did_you_mean(struct bo_calculating *c, const char *near)
{
    return near != NULL ? bo_printf(&c->calc->arena, "; did you mean '%s'?", near) : "";
}

static enum bo_status find_period(struct bo_calculating *c)
{
    const struct bo_sheet *sheet = &c->calc->program->set->sheet;
    const char **ids = bo_alloc_array(&c->calc->arena, sheet->periods.n, sizeof *ids);
    for (size_t i = 0; i < sheet->periods.n; i++) {
        const struct bo_sheet_period *period = &sheet->periods.at[i];
        ids[i] = period->id;
        if (c->options->per != NULL ? strcmp(period->id, c->options->per) == 0 : strcmp(period->factor, "1") == 0) {
            c->calc->period = period;
            return BO_OK;
        }
    }
    if (c->options->per == NULL) {
        return BO_OK;
    }
    bo_diag(c->diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "the sheet has no period '%s'%s", c->options->per,
            bo_did_you_mean(c, bo_nearest(c->options->per, ids, sheet->periods.n)));
    return BO_USAGE;
}

/* What the figures hang on */

static void consult_value(struct bo_consulted *consulted, const struct bo_named *named)
{
    const struct bo_case *kase = consulted->kase;
    if (named->element != BO_E_RULE) {
        return;
    }
    uint32_t node = consulted->results->program->rule_node[named->index];
    unsigned entity = consulted->results->program->nodes.at[node].entity;
    for (size_t i = 0; i < kase->population.n[entity]; i++) {
        if (bo_is_shown(kase, entity, i, kase->scenario_of[entity][i])) {
            bo_consult(consulted, node, i);
        }
    }
}

void bo_calc_consult(const struct bo_calc *calc, struct bo_consulted *consulted)
{
    const struct bo_set *set = calc->program->set;
    for (size_t g = 0; g < set->sheet.groups.n; g++) {
        for (size_t l = 0; l < set->sheet.groups.at[g].lines.n; l++) {
            consult_value(consulted, bo_set_find(set, set->sheet.groups.at[g].lines.at[l].value_id));
        }
    }
    for (size_t i = 0; i < set->sheet.measures.n; i++) {
        consult_value(consulted, bo_set_find(set, set->sheet.measures.at[i].over_id));
    }
}

/* Of messages only the published values: who reads one is not told what was assumed on the way to it. */
static void consult_messages(const struct bo_calc *calc, struct bo_consulted *shown)
{
    const struct bo_program *program = calc->program;
    const struct bo_case *kase = calc->kase;
    struct bo_consulted told;
    bo_consult_init(&told, kase, calc->results);
    for (size_t m = 0; m < program->set->messages.n; m++) {
        const struct bo_message *message = program->set->messages.at[m];
        for (size_t i = 0; i < kase->population.n[message->entity]; i++) {
            bo_wide holds = 0;
            if (message->kind != BO_MESSAGE_ERROR &&
                bo_is_shown(kase, message->entity, i, kase->scenario_of[message->entity][i]) &&
                bo_result(calc->results, program->message_node[m], i, &holds) == 0 && holds != 0) {
                bo_consult(&told, program->message_node[m], i);
            }
        }
    }
    for (size_t i = 0; i < told.values.n; i++) {
        BO_PUSH(&shown->arena, &shown->values, told.values.at[i]);
    }
    bo_consult_fini(&told);
}

static enum bo_status add_notices(struct bo_calculating *c)
{
    struct bo_consulted sheet, shown;
    bo_consult_init(&sheet, c->calc->kase, c->calc->results);
    bo_consult_init(&shown, c->calc->kase, c->calc->results);
    bo_calc_consult(c->calc, &sheet);
    bo_calc_consult(c->calc, &shown);
    const struct bo_set *set = c->calc->program->set;
    for (size_t i = 0; i < set->sheet.help.n; i++) {
        const struct bo_help_item *help = &set->sheet.help.at[i];
        consult_value(&shown, bo_set_find(set, help->value_id));
        if (help->worth_id != NULL) {
            consult_value(&shown, bo_set_find(set, help->worth_id));
        }
    }
    for (size_t i = 0; c->calc->scenarios.n > 0 && i < c->calc->scenarios.at[0].values.n; i++) {
        consult_value(&shown, c->calc->scenarios.at[0].values.at[i].named);
    }
    consult_messages(c->calc, &shown);
    enum bo_status status = bo_notices_add(c, &sheet, &shown);
    bo_consult_fini(&sheet);
    bo_consult_fini(&shown);
    return status;
}

static enum bo_status fill(struct bo_calculating *c)
{
    struct bo_calc *calc = c->calc;
    enum bo_status status = find_period(c);
    for (size_t s = 0; s < calc->kase->n_scenarios; s++) {
        struct bo_calc_scenario scenario = {.scenario = &calc->kase->scenario[s]};
        BO_PUSH(&calc->arena, &calc->scenarios, scenario);
    }
    for (size_t s = 0; status == BO_OK && s < calc->kase->n_scenarios; s++) {
        bo_calc_sheet(c, s);
    }
    status = status == BO_OK ? bo_calc_show(c) : status;
    return status == BO_OK ? add_notices(c) : status;
}

enum bo_status bo_calc_run(const struct bo_program *program, const char *text, size_t n,
                           const struct bo_calc_options *options, struct bo_calc **calc, struct bo_diags *diags)
{
    struct bo_case *kase = NULL;
    *calc = NULL;
    enum bo_status status =
        bo_case_read_with(program, options->file, text, n, options->on, options->calls, &kase, diags);
    if (status != BO_OK) {
        return status;
    }
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_calc *made = bo_alloc(&arena, sizeof *made);
    made->arena = arena;
    made->program = kase->population.program;
    made->kase = kase;
    made->lang = options->lang != NULL ? options->lang : program->set->lang;
    made->results = bo_alloc(&made->arena, sizeof *made->results);
    status = bo_run(&kase->population, made->results, diags);
    if (status != BO_OK) {
        made->results = NULL;
    }
    status = status == BO_OK ? bo_refuse_case(kase, made->results, made->lang, diags) : status;
    if (status == BO_OK) {
        struct bo_calculating c = {.calc = made, .options = options, .diags = diags};
        c.reader = (struct bo_reader){&made->arena, kase, made->results, made->lang};
        status = fill(&c);
    }
    if (status != BO_OK) {
        bo_calc_free(made);
        return status;
    }
    *calc = made;
    return BO_OK;
}

void bo_calc_free(struct bo_calc *calc)
{
    if (calc != NULL) {
        struct bo_arena arena = calc->arena;
        if (calc->results != NULL) {
            bo_results_fini(calc->results);
        }
        bo_case_free(calc->kase);
        bo_arena_fini(&arena);
    }
}
