#include "scenario/notices.h"
#include "scenario/run.h"

#include <string.h>

/* Telling once what holds everywhere */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void add_cites(struct bo_calculating *c, struct bo_notice *notice, const bo_cites *cites)
{
    for (size_t i = 0; cites != NULL && i < cites->n; i++) {
        const char *cite = bo_cite_text(&c->calc->arena, &cites->at[i]);
        BO_PUSH(&c->calc->arena, &notice->cites, cite);
    }
}

/* A notice with the scenarios in which it holds. */
struct held {
    struct bo_notice notice;
    uint64_t scenarios;
};
typedef BO_VEC(struct held) held_list;

static void hold(struct bo_calculating *c, held_list *list, struct bo_notice notice, const bo_cites *cites,
                 uint64_t scenarios)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct bo_notice *other = &list->at[i].notice;
        if (same_text(other->code, notice.code) && same_text(other->text, notice.text) &&
            same_text(other->field, notice.field) && same_text(other->value, notice.value) &&
            same_text(other->by, notice.by)) {
            list->at[i].scenarios |= scenarios;
            return;
        }
    }
    add_cites(c, &notice, cites);
    struct held held = {notice, scenarios};
    BO_PUSH(&c->calc->arena, list, held);
}

static uint64_t all_scenarios(const struct bo_calculating *c)
{
    size_t n = c->calc->kase->n_scenarios;
    return n == 64 ? UINT64_MAX : ((uint64_t)1 << n) - 1;
}

static void tell(struct bo_calculating *c, const held_list *list, bo_notices *to)
{
    for (size_t i = 0; i < list->n; i++) {
        struct bo_notice notice = list->at[i].notice;
        if (list->at[i].scenarios == all_scenarios(c)) {
            BO_PUSH(&c->calc->arena, to, notice);
            continue;
        }
        for (size_t s = 0; s < c->calc->kase->n_scenarios; s++) {
            if (list->at[i].scenarios >> s & 1) {
                notice.scenario = c->calc->kase->scenario[s].id;
                BO_PUSH(&c->calc->arena, to, notice);
            }
        }
    }
}

/* Facts */

static const char *field_pointer(struct bo_calculating *c, const struct bo_input *input, size_t instance)
{
    return bo_printf(&c->calc->arena, "%s/%s", c->calc->kase->pointer[input->entity][instance], input->key);
}

static const char *fallback_words(struct bo_calculating *c, const struct bo_input *input)
{
    const struct bo_set *set = c->calc->program->set;
    for (size_t i = 0; i < input->options.n; i++) {
        const char *label = bo_text_in(set, &input->options.at[i].label, c->calc->lang);
        if (input->fallback != NULL && strcmp(input->options.at[i].value, input->fallback) == 0 && label != NULL) {
            return label;
        }
    }
    return input->fallback != NULL ? input->fallback : "";
}

static void assume(struct bo_calculating *c, held_list *list, const struct bo_input *input, size_t instance)
{
    const struct bo_set *set = c->calc->program->set;
    const char *text = bo_text_in(set, &input->assume, c->calc->lang);
    if (text == NULL) {
        text = bo_printf(&c->calc->arena, "%s: %s", bo_label(&c->reader, &input->named), fallback_words(c, input));
    }
    struct bo_notice notice = {
        .code = input->named.id, .text = text, .field = field_pointer(c, input, instance), .value = input->fallback};
    hold(c, list, notice, NULL, (uint64_t)1 << c->calc->kase->scenario_of[input->entity][instance]);
}

static void add_assumptions(struct bo_calculating *c, const struct bo_consulted *shown)
{
    const struct bo_program *program = c->calc->program;
    const struct bo_population *population = &c->calc->kase->population;
    held_list list = {0};
    for (size_t i = 0; i < program->columns.n; i++) {
        const struct bo_input_column *column = &program->columns.at[i];
        for (size_t instance = 0; !column->is_date && !column->is_per && instance < population->n[column->entity];
             instance++) {
            uint8_t consulted = shown->column[i][instance], presence = population->presence[i][instance];
            bool defaulted = (consulted & BO_CONSULTED_VALUE) && presence == BO_DEFAULT;
            bool missed = (consulted & BO_CONSULTED_PRESENCE) && presence != BO_GIVEN && column->input->assume.n > 0;
            if (defaulted || missed) {
                assume(c, &list, column->input, instance);
            }
        }
    }
    tell(c, &list, &c->calc->assumptions);
}

static void add_one_unit(struct bo_calculating *c)
{
    const struct bo_set *set = c->calc->program->set;
    for (size_t e = 0; c->calc->kase->one_unit_assumed && e < set->entities.n; e++) {
        const struct bo_entity *entity = set->entities.at[e];
        if (entity->kind == BO_ENTITY_GROUP) {
            const char *label = bo_label(&c->reader, &entity->named);
            struct bo_notice notice = {.code = "one-unit",
                                       .field = bo_printf(&c->calc->arena, "/%s", entity->key),
                                       .value = entity->named.id,
                                       .text = bo_printf(&c->calc->arena, "%s: all together", label)};
            BO_PUSH(&c->calc->arena, &c->calc->assumptions, notice);
        }
    }
}

static void add_given(struct bo_calculating *c, const struct bo_consulted *shown)
{
    const struct bo_case *kase = c->calc->kase;
    const struct bo_program *program = c->calc->program;
    held_list list = {0};
    for (size_t i = 0; i < kase->population.given.n; i++) {
        const struct bo_given *given = &kase->population.given.at[i];
        const struct bo_rule *rule = program->set->rules.at[given->rule];
        const struct bo_node *node = &program->nodes.at[program->rule_node[given->rule]];
        if (!shown->given[i]) {
            continue;
        }
        const char *words = bo_value_words(&c->reader, &rule->named, node, given->value, node->den);
        unsigned places = bo_is_money(program->set, &node->unit) ? 2 : 0;
        struct bo_notice notice = {
            .code = "given",
            .field =
                bo_printf(&c->calc->arena, "%s/given/%s", kase->pointer[rule->entity][given->instance], rule->named.id),
            .value = bo_answer_text(&c->calc->arena, program, node, given->value, node->den, places),
            .text = bo_printf(&c->calc->arena, "%s: %s, as given in the case, not worked out",
                              bo_label(&c->reader, &rule->named), words)};
        hold(c, &list, notice, NULL, (uint64_t)1 << kase->scenario_of[rule->entity][given->instance]);
    }
    tell(c, &list, &c->calc->assumptions);
}

/* Arguments of kinds and what-ifs that were not given */
static void add_arguments(struct bo_calculating *c, const struct bo_use *use, const char *scenario)
{
    const struct bo_set *set = c->calc->program->set;
    for (size_t i = 0; i < use->arguments.n; i++) {
        const struct bo_used_argument *used = &use->arguments.at[i];
        const char *label = bo_text_in(set, &used->argument->label, c->calc->lang), *words = used->value;
        if (!used->assumed) {
            continue;
        }
        for (size_t o = 0; o < used->argument->options.n; o++) {
            const struct bo_option *option = &used->argument->options.at[o];
            const char *called = bo_text_in(set, &option->label, c->calc->lang);
            words = strcmp(option->value, used->value) == 0 && called != NULL ? called : words;
        }
        struct bo_notice notice = {
            .code = use->template->id,
            .value = used->value,
            .scenario = scenario,
            .text = bo_printf(&c->calc->arena, "%s: %s", label != NULL ? label : used->argument->id, words),
            .field = use->pointer != NULL ? bo_printf(&c->calc->arena, "%s/%s", use->pointer, used->argument->id)
                                          : bo_printf(&c->calc->arena, "--%s %s:%s",
                                                      use->template->what_if ? "if" : "kind", use->template->id,
                                                      used->argument->id)};
        BO_PUSH(&c->calc->arena, &c->calc->assumptions, notice);
    }
}

static void add_all_arguments(struct bo_calculating *c)
{
    for (size_t s = 1; s < c->calc->kase->n_scenarios; s++) {
        const struct bo_scenario *scenario = &c->calc->kase->scenario[s];
        if (scenario->origin.what_if.template == NULL) {
            add_arguments(c, &scenario->origin.kind, scenario->id);
        }
        add_arguments(c, &scenario->origin.what_if, scenario->id);
    }
}

/* What was not calculated */

static const char *reason_text(struct bo_calculating *c, const struct bo_reason *reason)
{
    const char *text = reason->texts != NULL ? bo_text_in(c->calc->program->set, reason->texts, c->calc->lang) : NULL;
    return text != NULL ? text : reason->text;
}

static enum bo_status missing_facts(struct bo_calculating *c, const struct bo_consulted *sheet)
{
    const struct bo_program *program = c->calc->program;
    enum bo_status status = BO_OK;
    held_list told = {0};
    for (size_t i = 0; i < sheet->lacks.n; i++) {
        const struct bo_consulted_lack *lack = &sheet->lacks.at[i];
        const struct bo_reason *reason = &program->reasons.at[lack->reason - 1];
        if (reason->kind != BO_FACT_MISSING) {
            continue;
        }
        const struct bo_input *input = (const struct bo_input *)reason->named;
        const char *pointer = field_pointer(c, input, lack->instance);
        size_t before = told.n;
        hold(c, &told, (struct bo_notice){.code = reason->code, .field = pointer}, NULL, 1);
        if (told.n > before) {
            const char *question = bo_text_in(program->set, &input->question, c->calc->lang);
            struct bo_place place = {.file = c->calc->kase->file, .pointer = pointer};
            bo_diag(c->diags, BO_ERROR, place, reason->code, "%s%s%s%s", reason->text, question != NULL ? ": " : "",
                    question != NULL ? question : "", "");
        }
        status = BO_BAD_CASE;
    }
    return status;
}

/* The rule in whose formula a fault arose: the first in program order that hands it on. */
static const struct bo_named *rule_of(struct bo_calculating *c, const struct bo_consulted_lack *lack)
{
    const struct bo_program *program = c->calc->program;
    size_t s = c->calc->kase->scenario_of[program->nodes.at[lack->node].entity][lack->instance];
    for (uint32_t k = lack->node; k < program->nodes.n; k++) {
        const struct bo_node *node = &program->nodes.at[k];
        for (size_t i = 0; node->op == BO_OP_RULE && i < c->calc->kase->population.n[node->entity]; i++) {
            bo_wide value;
            if (c->calc->kase->scenario_of[node->entity][i] == s &&
                bo_result(c->calc->results, k, i, &value) == lack->reason) {
                return &program->set->rules.at[node->aux]->named;
            }
        }
    }
    return NULL;
}

static void add_lacks(struct bo_calculating *c, const struct bo_consulted *shown)
{
    const struct bo_program *program = c->calc->program;
    held_list list = {0};
    for (size_t i = 0; i < shown->lacks.n; i++) {
        const struct bo_consulted_lack *lack = &shown->lacks.at[i];
        const struct bo_reason *reason = &program->reasons.at[lack->reason - 1];
        unsigned entity = program->nodes.at[lack->node].entity;
        struct bo_notice notice = {.code = reason->code, .text = reason_text(c, reason)};
        if (reason->kind == BO_FACT_MISSING) {
            notice.field = field_pointer(c, (const struct bo_input *)reason->named, lack->instance);
        } else if (reason->kind == BO_CALCULATION && rule_of(c, lack) != NULL) {
            notice.text = bo_printf(&c->calc->arena, "%s: %s", bo_label(&c->reader, rule_of(c, lack)), notice.text);
        } else if (reason->kind == BO_NOT_CALCULATED && reason->named != NULL &&
                   reason->named->element != BO_E_MISSING) {
            notice.text = bo_printf(&c->calc->arena, "%s: %s", bo_label(&c->reader, reason->named), notice.text);
        }
        hold(c, &list, notice, reason->named != NULL ? &reason->named->cites : NULL,
             (uint64_t)1 << c->calc->kase->scenario_of[entity][lack->instance]);
    }
    tell(c, &list, &c->calc->not_calculated);
}

/* Facts that the case gives and that no rule reads. */
static void add_unread(struct bo_calculating *c)
{
    const struct bo_program *program = c->calc->program;
    const struct bo_population *population = &c->calc->kase->population;
    held_list list = {0};
    for (size_t i = 0; i < program->columns.n; i++) {
        const struct bo_input_column *column = &program->columns.at[i];
        bool part = column->input != NULL && column->input->part_of != NULL; /* its text is read */
        for (size_t instance = 0; !column->read && !column->is_per && !part && instance < population->n[column->entity];
             instance++) {
            if (population->presence[i][instance] != BO_GIVEN) {
                continue;
            }
            struct bo_notice notice = {.code = "not-read", .field = field_pointer(c, column->input, instance)};
            notice.text = bo_printf(&c->calc->arena, "%s: no rule asks for it, so it changes nothing here",
                                    bo_label(&c->reader, &column->input->named));
            hold(c, &list, notice, NULL, (uint64_t)1 << c->calc->kase->scenario_of[column->entity][instance]);
        }
    }
    tell(c, &list, &c->calc->not_calculated);
}

/* Messages of the rules, for the shown unit, what is inside it and what it is in. */

/* The day by which to act, NULL where there is none or it was not calculated. */
static const char *day_of(struct bo_calculating *c, const struct bo_message *message, size_t instance)
{
    bo_wide day = 0;
    if (message->by == NULL || bo_result(c->calc->results, c->calc->program->rule_node[message->by->named.index],
                                         instance, &day) != 0) {
        return NULL;
    }
    return bo_date_text(&c->calc->arena, (int64_t)day);
}

static void add_messages(struct bo_calculating *c)
{
    const struct bo_program *program = c->calc->program;
    const struct bo_case *kase = c->calc->kase;
    held_list warnings = {0};
    for (size_t m = 0; m < program->set->messages.n; m++) {
        const struct bo_message *message = program->set->messages.at[m];
        for (size_t i = 0; i < kase->population.n[message->entity]; i++) {
            size_t s = kase->scenario_of[message->entity][i];
            bo_wide holds = 0;
            if (message->kind == BO_MESSAGE_ERROR || !bo_is_shown(kase, message->entity, i, s) ||
                bo_result(c->calc->results, program->message_node[m], i, &holds) != 0 || holds == 0) {
                continue;
            }
            struct bo_notice notice = {.code = message->named.id,
                                       .text = bo_sentence(&c->reader, &message->named.text, message->entity, i),
                                       .by = day_of(c, message, i)};
            if (message->kind == BO_MESSAGE_WARNING) {
                hold(c, &warnings, notice, &message->named.cites, (uint64_t)1 << s);
            } else {
                add_cites(c, &notice, &message->named.cites);
                BO_PUSH(&c->calc->arena, &c->calc->scenarios.at[s].messages, notice);
            }
        }
    }
    tell(c, &warnings, &c->calc->warnings);
}

/* Awards that the case tells, against our figures of the first scenario. */

static const char *period_factor(struct bo_calculating *c, const char *per)
{
    const struct bo_sheet *sheet = &c->calc->program->set->sheet;
    for (size_t i = 0; i < sheet->periods.n; i++) {
        if (strcmp(sheet->periods.at[i].id, per) == 0) {
            return sheet->periods.at[i].factor;
        }
    }
    return NULL;
}

static void add_awards(struct bo_calculating *c)
{
    const struct bo_case *kase = c->calc->kase;
    struct bo_arena *arena = &c->calc->arena;
    for (size_t i = 0; i < kase->awards.n; i++) {
        const struct bo_award *award = &kase->awards.at[i];
        const struct bo_rule *rule = c->calc->program->set->rules.at[award->rule];
        struct bo_figure ours = bo_figure_of(c, &rule->named, 0);
        const char *factor = period_factor(c, award->per), *label = bo_label(&c->reader, &rule->named);
        struct bo_notice notice = {.code = "award", .field = award->pointer};
        const struct bo_node *node = &c->calc->program->nodes.at[c->calc->program->rule_node[award->rule]];
        const char *told = bo_value_words(&c->reader, &rule->named, node, award->amount, 100);
        if (factor == NULL || !ours.known) {
            notice.code = "award-not-compared";
            notice.text = bo_printf(arena, "%s: %s a %s was told; it could not be compared with our figure", label,
                                    told, award->per);
            BO_PUSH(arena, &c->calc->warnings, notice);
            continue;
        }
        struct bo_figure same = bo_figure_per(ours, factor), given = {.known = true, .n = award->amount, .den = 100};
        struct bo_figure apart = bo_figure_minus(given, same);
        const char *own = bo_value_words(&c->reader, &rule->named, node, same.n, same.den);
        if (apart.n == 0) {
            notice.text = bo_printf(arena, "%s: the award of %s a %s agrees with our figure", label, told, award->per);
        } else {
            notice.text = bo_printf(
                arena,
                "%s: the award told is %s a %s, our figure %s: %s by %s. Likely reasons: an assumption below that does "
                "not hold, a change that the office does not know yet, deductions, or an earlier period's rates",
                label, told, award->per, own, apart.n > 0 ? "more" : "less",
                bo_value_words(&c->reader, &rule->named, node, apart.n > 0 ? apart.n : -apart.n, apart.den));
        }
        BO_PUSH(arena, apart.n == 0 ? &c->calc->scenarios.at[0].messages : &c->calc->warnings, notice);
    }
}

enum bo_status bo_notices_add(struct bo_calculating *c, const struct bo_consulted *sheet,
                              const struct bo_consulted *shown)
{
    enum bo_status status = missing_facts(c, sheet);
    if (status != BO_OK) {
        return status;
    }
    add_one_unit(c);
    add_assumptions(c, shown);
    add_given(c, shown);
    add_all_arguments(c);
    add_lacks(c, shown);
    add_unread(c);
    add_awards(c);
    add_messages(c);
    bo_notices_published(c, shown);
    return BO_OK;
}
