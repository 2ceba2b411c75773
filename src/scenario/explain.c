/* The tree of steps behind a figure, from the terms that the compiler kept and the values that the case has. */
#include "scenario/explain.h"
#include "scenario/consult.h"
#include "scenario/explain_words.h"
#include "scenario/refuse.h"
#include "scenario/run.h"

#include <stdlib.h>
#include <string.h>

struct explaining {
    struct bo_explanation *made;
    struct bo_reader reader;
    const struct bo_program *program;
    uint8_t **told; /* [rule][instance] */
};

/* What belongs to the rule or function whose formula is being gone through. */
struct scope {
    struct bo_step *step;
    const struct bo_named *named;
};

static struct bo_step *new_step(struct explaining *e, enum bo_step_kind kind, const struct bo_named *named)
{
    struct bo_step *step = bo_alloc(&e->made->arena, sizeof *step);
    step->kind = kind;
    step->unit = "";
    if (named != NULL) {
        step->variable = named->id;
        step->label = bo_label(&e->reader, named);
        step->unverified = named->unverified;
    }
    return step;
}

static void add_cite(struct explaining *e, struct bo_step *step, const struct bo_cite *cite)
{
    const char *text = bo_cite_text(&e->made->arena, cite);
    for (size_t i = 0; i < step->cites.n; i++) {
        if (strcmp(step->cites.at[i], text) == 0) {
            return;
        }
    }
    BO_PUSH(&e->made->arena, &step->cites, text);
    step->unverified |= cite->unverified;
}

static void add_cites(struct explaining *e, struct bo_step *step, const bo_cites *cites)
{
    for (size_t i = 0; i < cites->n; i++) {
        if (cites->at[i].role != BO_CITE_ROUNDING) {
            add_cite(e, step, &cites->at[i]);
        }
    }
}

/* The value of a node as a step tells it: text, unit, reason. */
static void set_value(struct explaining *e, struct bo_step *step, struct bo_seat seat, uint32_t number)
{
    const struct bo_node *node = &e->program->nodes.at[number];
    bo_wide value = 0;
    uint32_t why = bo_seat_value(&e->reader, seat, number, &value);
    if (why != 0) {
        const struct bo_reason *reason = &e->program->reasons.at[why - 1];
        const char *text = reason->texts != NULL ? bo_text_in(e->program->set, reason->texts, e->made->lang) : NULL;
        step->reason = text != NULL ? text : reason->text;
    } else {
        unsigned places = bo_is_money(e->program->set, &node->unit) ? 2 : 0;
        step->value = bo_answer_text(&e->made->arena, e->program, node, value, node->den, places);
    }
    if (node->kind == BO_NUMBER && node->unit.n > 0) {
        step->unit = bo_unit_text(&e->program->set->symbols, &node->unit, &e->made->arena);
    }
}

static const char *entity_name(struct explaining *e, struct bo_seat seat)
{
    return seat.entity == 0 ? NULL : e->made->kase->name[seat.entity][seat.instance];
}

/* Published values */

static void set_dated(struct explaining *e, struct bo_step *step, const struct bo_dated *dated,
                      const struct bo_named *named)
{
    if (dated == NULL) {
        return;
    }
    step->from = bo_date_text(&e->made->arena, dated->from);
    step->confidence = dated->confidence;
    step->checked = dated->checked != BO_DATE_NONE ? bo_date_text(&e->made->arena, dated->checked) : NULL;
    if (dated->cite.source_id != NULL) {
        add_cite(e, step, &dated->cite);
    } else {
        add_cites(e, step, &named->cites);
    }
}

/* The value of the series behind a lookup that holds for the seat; NULL when there is none. */
static const struct bo_dated *dated_of(struct explaining *e, struct bo_seat seat, uint32_t number)
{
    const struct bo_node *node = &e->program->nodes.at[number];
    while (node->op == BO_OP_LIFT) {
        node = &e->program->nodes.at[node->arg[0]];
    }
    bo_wide day = 0, value;
    uint32_t reason;
    size_t which;
    if (node->op != BO_OP_LOOKUP || bo_seat_value(&e->reader, seat, node->arg[0], &day) != 0) {
        return NULL;
    }
    const struct bo_series *series = &e->program->series.at[node->aux];
    return bo_series_on(series, (int64_t)day, &value, &reason, &which) ? series->dated[which] : NULL;
}

static const struct bo_dated *row_of(struct explaining *e, struct bo_seat seat, uint32_t number)
{
    const struct bo_node *node = &e->program->nodes.at[number];
    bo_wide row = 0;
    if (node->op != BO_OP_TABLE || bo_seat_value(&e->reader, seat, node->arg[0], &row) != 0 || row == 0) {
        return NULL;
    }
    return e->program->tables.at[node->aux].dated[row - 1];
}

/* Terms to steps */

static void gather(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term);
static struct bo_step *rule_step(struct explaining *e, const struct bo_rule *rule, struct bo_seat seat);

static void add_input(struct explaining *e, struct bo_step *to, struct bo_step *step)
{
    for (size_t i = 0; i < to->inputs.n; i++) { /* the same figure twice in one formula is one step */
        const struct bo_step *other = to->inputs.at[i];
        if (other->kind == step->kind && other->variable != NULL && step->variable != NULL &&
            strcmp(other->variable, step->variable) == 0 &&
            (other->entity == step->entity ||
             (other->entity != NULL && step->entity != NULL && strcmp(other->entity, step->entity) == 0)) &&
            (step->kind != BO_STEP_CALL && step->kind != BO_STEP_ROW)) {
            return;
        }
    }
    BO_PUSH(&e->made->arena, &to->inputs, step);
}

/* Formula, working and steps of a term that has its own step. */
static void set_formula(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_seat own = bo_seat_of(&e->reader, seat, term->entity);
    scope.step->formula = bo_term_words(&e->reader, own, term, BO_IN_WORDS);
    scope.step->working = bo_term_words(&e->reader, own, term, BO_IN_NUMBERS);
    gather(e, scope, own, term);
}

static struct bo_step *input_step(struct explaining *e, const struct bo_input *input, struct bo_seat seat)
{
    struct bo_step *step = new_step(e, BO_STEP_INPUT, &input->named);
    struct bo_seat own = bo_seat_of(&e->reader, seat, input->entity);
    struct bo_node node = {0};
    struct bo_answer answer = bo_seen(&e->reader, &input->named, own.entity, own.instance, &node);
    uint32_t column = e->program->input_column[input->named.index];
    step->entity = entity_name(e, own);
    step->assumed = column != BO_NONE && e->made->kase->population.presence[column][own.instance] == BO_DEFAULT;
    if (answer.count > 0 && answer.reason == 0) {
        unsigned places = bo_is_money(e->program->set, &node.unit) ? 2 : 0;
        step->value = bo_answer_text(&e->made->arena, e->program, &node, answer.n, answer.den, places);
        step->unit = node.unit.n > 0 ? bo_unit_text(&e->program->set->symbols, &node.unit, &e->made->arena) : "";
        if (input->kind == BO_RECURRING) {
            uint32_t per = (uint32_t)e->made->kase->population.value[column + 1][own.instance];
            step->unit =
                bo_printf(&e->made->arena, "%s/%s", e->program->set->currency, e->program->codes.texts.at[per]);
        }
    } else {
        step->reason = "the case does not say";
    }
    add_cites(e, step, &input->named.cites);
    return step;
}

static struct bo_step *param_step(struct explaining *e, const struct bo_param *param, struct bo_seat seat,
                                  uint32_t node)
{
    struct bo_step *step = new_step(e, BO_STEP_PARAM, &param->named);
    set_value(e, step, seat, node);
    set_dated(e, step, dated_of(e, seat, node), &param->named);
    return step;
}

static void add_named(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    if (term->named == NULL) {
        return;
    }
    switch (term->named->element) {
    case BO_E_RULE: {
        const struct bo_rule *rule = (const struct bo_rule *)term->named;
        add_input(e, scope.step, rule_step(e, rule, bo_seat_of(&e->reader, seat, rule->entity)));
        break;
    }
    case BO_E_INPUT:
        add_input(e, scope.step, input_step(e, (const struct bo_input *)term->named, seat));
        break;
    case BO_E_PARAM:
        add_input(e, scope.step, param_step(e, (const struct bo_param *)term->named, seat, term->source));
        break;
    default:
        break;
    }
}

static void add_call(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_step *step = new_step(e, BO_STEP_CALL, term->named);
    set_value(e, step, seat, term->node);
    add_cites(e, step, &term->named->cites);
    set_formula(e, (struct scope){step, term->named}, seat, term->kid[term->n - 1]);
    add_input(e, scope.step, step);
}

static void add_part(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_step *step = new_step(e, BO_STEP_PART, NULL);
    char *label = bo_strdup(&e->made->arena, term->text);
    for (char *p = label; *p != '\0'; p++) {
        *p = *p == '_' ? ' ' : *p;
    }
    step->variable = term->text;
    step->label = label;
    step->entity = entity_name(e, seat);
    set_value(e, step, seat, term->node);
    if (term->kid[0] != NULL) {
        set_formula(e, (struct scope){step, scope.named}, seat, term->kid[0]);
    }
    add_input(e, scope.step, step);
}

static void add_table(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_step *step = new_step(e, BO_STEP_ROW, term->named);
    set_value(e, step, seat, term->node);
    set_dated(e, step, row_of(e, seat, term->node), term->named);
    step->formula = bo_term_words(&e->reader, seat, term, BO_IN_WORDS);
    for (uint32_t i = 0; i < term->n; i++) {
        if (term->kid[i] != NULL) {
            gather(e, (struct scope){step, scope.named}, seat, term->kid[i]);
        }
    }
    add_input(e, scope.step, step);
}

/* rate × the part of the amount in each band, as far as the amount reaches. */
static void add_scale(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_arena *arena = &e->made->arena;
    struct bo_step *step = new_step(e, BO_STEP_CALL, term->named);
    set_value(e, step, seat, term->node);
    add_cites(e, step, &term->named->cites);
    step->formula = bo_term_words(&e->reader, seat, term, BO_IN_WORDS);
    const struct bo_node *nodes = e->program->nodes.at;
    bo_wide amount = 0;
    const struct bo_term *of = term->kid[0];
    if (of != NULL && of->node != BO_NONE && bo_seat_value(&e->reader, seat, of->node, &amount) == 0) {
        const struct bo_node *unit = &nodes[of->node];
        const char *working = "";
        for (uint32_t i = 0; i < term->n_bands; i++) {
            bo_wide low = 0, high = 0, rate = 0;
            int64_t low_den = 1, high_den = 1;
            if (i > 0) {
                bo_seat_value(&e->reader, seat, term->bands[i].limit, &low);
                low_den = nodes[term->bands[i].limit].den;
            }
            bo_wide top = amount;
            int64_t top_den = unit->den;
            if (i + 1 < term->n_bands) {
                bo_seat_value(&e->reader, seat, term->bands[i + 1].limit, &high);
                high_den = nodes[term->bands[i + 1].limit].den;
                if (high * top_den < top * high_den) {
                    top = high;
                    top_den = high_den;
                }
            }
            bo_seat_value(&e->reader, seat, term->bands[i].rate, &rate);
            bo_wide part = top * low_den - low * top_den;
            if (part <= 0) { /* beyond the amount, or a band that this version does not have */
                continue;
            }
            working = bo_printf(arena, "%s%s%s × %s", working, *working != '\0' ? " + " : "",
                                bo_dec_text(arena, rate, nodes[term->bands[i].rate].den),
                                bo_value_words(&e->reader, NULL, unit, part, top_den * low_den));
            const struct bo_dated *dated = dated_of(e, seat, term->bands[i].rate);
            if (dated != NULL) {
                step->cites.n = 0;
                set_dated(e, step, dated, term->named);
            }
        }
        step->working = *working != '\0' ? working : bo_term_words(&e->reader, seat, term, BO_IN_NUMBERS);
    }
    for (uint32_t i = 0; i < term->n; i++) {
        if (term->kid[i] != NULL) {
            gather(e, (struct scope){step, scope.named}, seat, term->kid[i]);
        }
    }
    add_input(e, scope.step, step);
}

static void add_items(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_seat *items;
    size_t n = bo_term_items(&e->reader, seat, term, &items);
    for (size_t i = 0; i < n; i++) {
        if (term->n > 1 && term->kid[1] != NULL && (term->kid[0] == NULL || term->kid[0]->kind == BO_TERM_CONST)) {
            gather(e, scope, items[i], term->kid[1]); /* what is counted is what the condition says */
        }
        if (term->kid[0] != NULL) {
            gather(e, scope, items[i], term->kid[0]);
        }
    }
}

static void add_rounding(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    struct bo_arena *arena = &e->made->arena;
    const struct bo_term *of = term->kid[0];
    struct bo_rounding_step rounding = {.mode = bo_rounding_words(&e->reader, term->mode, term->places)};
    bo_wide value = 0, divisor = 1;
    bool known = false;
    if (of != NULL && of->node != BO_NONE) {
        int64_t den = e->program->nodes.at[of->node].den;
        known = bo_seat_value(&e->reader, seat, of->node, &value) == 0;
        rounding.before = bo_dec_text(arena, value, den);
    } else if (of != NULL && of->n == 2 && of->kid[0] != NULL && of->kid[1] != NULL && of->kid[0]->node != BO_NONE &&
               of->kid[1]->node != BO_NONE) {
        const struct bo_node *above = &e->program->nodes.at[of->kid[0]->node],
                             *below = &e->program->nodes.at[of->kid[1]->node];
        known = bo_seat_value(&e->reader, seat, of->kid[0]->node, &value) == 0 &&
                bo_seat_value(&e->reader, seat, of->kid[1]->node, &divisor) == 0 && divisor != 0;
        if (known) { /* (value / above->den) / (divisor / below->den) */
            bo_wide n = value * below->den, d = divisor * above->den;
            rounding.before = bo_dec_text(arena, d < 0 ? -n : n, d < 0 ? -d : d);
        }
    }
    bo_wide after = 0;
    known &= bo_seat_value(&e->reader, seat, term->node, &after) == 0;
    if (!known) {
        return;
    }
    const struct bo_node *node = &e->program->nodes.at[term->node];
    rounding.after = bo_dec_text_places(arena, after, node->den, bo_is_money(e->program->set, &node->unit) ? 2 : 0);
    for (size_t i = 0; scope.named != NULL && i < scope.named->cites.n; i++) {
        const struct bo_cite *cite = &scope.named->cites.at[i];
        if (cite->role == BO_CITE_ROUNDING) {
            const char *text = bo_cite_text(arena, cite);
            rounding.cite = rounding.cite != NULL ? bo_printf(arena, "%s, %s", rounding.cite, text) : text;
        }
    }
    BO_PUSH(arena, &scope.step->roundings, rounding);
}

static void add_choice(struct explaining *e, struct scope scope, struct bo_seat seat, const struct bo_term *term)
{
    const struct bo_term *test;
    const struct bo_when *when;
    const struct bo_term *taken = bo_term_taken(&e->reader, seat, term, &test, &when);
    bool synthetic =
        scope.named != NULL && scope.named->element == BO_E_RULE && ((const struct bo_rule *)scope.named)->synthetic;
    if (when != NULL && when->cite.source_id != NULL) {
        add_cite(e, scope.step, &when->cite);
    }
    if (!synthetic && test != NULL) {
        bo_wide value = 0;
        bool known = bo_seat_value(&e->reader, seat, test->node, &value) == 0;
        const char *words = bo_term_words(&e->reader, seat, test, BO_IN_WORDS);
        const char *answer = !known ? "?" : value != 0 ? "true" : "false";
        scope.step->because = scope.step->because == NULL
                                  ? bo_printf(&e->made->arena, "%s: %s", words, answer)
                                  : bo_printf(&e->made->arena, "%s; %s: %s", scope.step->because, words, answer);
        gather(e, scope, seat, test);
    }
    if (taken != NULL) {
        gather(e, scope, seat, taken);
    }
}

static void gather(struct explaining *e, struct scope scope, struct bo_seat from, const struct bo_term *term)
{
    struct bo_seat seat = bo_seat_of(&e->reader, from, term->entity);
    switch (term->kind) {
    case BO_TERM_CONST:
        break;
    case BO_TERM_NAME:
        add_named(e, scope, seat, term);
        break;
    case BO_TERM_CALL:
        add_call(e, scope, seat, term);
        break;
    case BO_TERM_LET:
        add_part(e, scope, seat, term);
        break;
    case BO_TERM_TABLE:
        add_table(e, scope, seat, term);
        break;
    case BO_TERM_SCALE:
        add_scale(e, scope, seat, term);
        break;
    case BO_TERM_ITEMS:
        add_items(e, scope, seat, term);
        break;
    case BO_TERM_IF:
    case BO_TERM_CHOOSE:
        add_choice(e, scope, seat, term);
        break;
    case BO_TERM_ROUND:
        if (term->kid[0] != NULL) { /* what is rounded inside comes first */
            gather(e, scope, seat, term->kid[0]);
        }
        add_rounding(e, scope, seat, term);
        break;
    case BO_TERM_OP:
        for (uint32_t i = 0; i < term->n; i++) {
            if (term->kid[i] != NULL) {
                gather(e, scope, seat, term->kid[i]);
            }
        }
        break;
    }
}

static struct bo_step *rule_step(struct explaining *e, const struct bo_rule *rule, struct bo_seat seat)
{
    struct bo_step *step = new_step(e, BO_STEP_RULE, &rule->named);
    uint32_t node = e->program->rule_node[rule->named.index];
    uint8_t **told = &e->told[rule->named.index];
    step->entity = entity_name(e, seat);
    set_value(e, step, seat, node);
    step->given = bo_given_find(&e->made->kase->population, rule->named.index, seat.instance) != SIZE_MAX;
    add_cites(e, step, &rule->named.cites);
    if (*told == NULL) {
        *told = bo_alloc(&e->made->arena, e->made->kase->population.n[rule->entity]);
    }
    step->again = (*told)[seat.instance];
    (*told)[seat.instance] = 1;
    const struct bo_term *term = e->program->rule_term[rule->named.index];
    if (step->given || step->again) {
        return step;
    }
    step->text = bo_sentence(&e->reader, &rule->named.text, seat.entity, seat.instance);
    if (term != NULL) {
        set_formula(e, (struct scope){step, &rule->named}, seat, term);
    }
    return step;
}

/* The figure asked for */

static struct bo_step *root_step(struct explaining *e, const struct bo_named *named, struct bo_seat seat)
{
    switch (named->element) {
    case BO_E_RULE:
        return rule_step(e, (const struct bo_rule *)named, seat);
    case BO_E_INPUT:
        return input_step(e, (const struct bo_input *)named, seat);
    default:
        return param_step(e, (const struct bo_param *)named, seat, e->program->param_node[named->index]);
    }
}

/* What the sheet itself works out against the first scenario: the difference of its balance, and its measures. */

static struct bo_seat subject(const struct explaining *e, size_t scenario)
{
    return (struct bo_seat){e->program->set->sheet.entity, e->made->kase->scenario[scenario].subject};
}

/* now - before of a variable of the sheet's unit (or summed over what is inside it), with a step for each. */
static bool add_change(struct explaining *e, struct bo_step *to, const struct bo_named *named, bo_wide *n, bo_wide *den)
{
    struct bo_answer answer[2];
    struct bo_node node = {0};
    const size_t scenarios[] = {e->made->scenario, 0};
    for (int i = 0; i < 2; i++) {
        struct bo_seat seat = subject(e, scenarios[i]);
        answer[i] = bo_seen(&e->reader, named, seat.entity, seat.instance, &node);
        struct bo_step *step = new_step(e, BO_STEP_PART, named);
        step->label = bo_printf(&e->made->arena, "%s (%s)", step->label, e->made->kase->scenario[scenarios[i]].label);
        step->unit = bo_unit_text(&e->program->set->symbols, &node.unit, &e->made->arena);
        if (answer[i].reason == 0) {
            step->value = bo_answer_text(&e->made->arena, e->program, &node, answer[i].n, answer[i].den,
                                         bo_is_money(e->program->set, &node.unit) ? 2 : 0);
        }
        if (named->element == BO_E_RULE && ((const struct bo_rule *)named)->entity == seat.entity) {
            BO_PUSH(&e->made->arena, &step->inputs, rule_step(e, (const struct bo_rule *)named, seat));
        }
        BO_PUSH(&e->made->arena, &to->inputs, step);
    }
    *n = answer[0].n * answer[1].den - answer[1].n * answer[0].den;
    *den = (bo_wide)answer[0].den * answer[1].den;
    return answer[0].reason == 0 && answer[1].reason == 0;
}

static struct bo_step *difference_step(struct explaining *e, const struct bo_named *balance, bo_wide *n, bo_wide *den)
{
    struct bo_step *step = new_step(e, BO_STEP_PART, balance);
    const struct bo_node *node = &e->program->nodes.at[e->program->rule_node[balance->index]];
    step->variable = "difference";
    step->unit = bo_unit_text(&e->program->set->symbols, &node->unit, &e->made->arena);
    bool known = add_change(e, step, balance, n, den);
    const struct bo_step *now = step->inputs.at[0], *before = step->inputs.at[1];
    step->formula = bo_printf(&e->made->arena, "%s − %s", now->label, before->label);
    if (known) {
        step->working = bo_printf(&e->made->arena, "%s − %s", now->value, before->value);
        step->value = bo_dec_text_places(&e->made->arena, *n, *den, 2);
    }
    return step;
}

static struct bo_step *measure_step(struct explaining *e, const struct bo_measure *measure,
                                    const struct bo_named *balance)
{
    struct bo_arena *arena = &e->made->arena;
    const struct bo_set *set = e->program->set;
    bo_wide gain = 0, gain_den = 1, more = 0, more_den = 1, unit = 1;
    struct bo_step *step = new_step(e, BO_STEP_PART, NULL), *parts = new_step(e, BO_STEP_PART, NULL);
    const char *label = bo_text_in(set, &measure->label, e->made->lang);
    step->variable = measure->id;
    step->label = label != NULL ? label : measure->id;
    struct bo_step *difference = difference_step(e, balance, &gain, &gain_den);
    BO_PUSH(arena, &step->inputs, difference);
    bool known =
        add_change(e, parts, bo_set_find(set, measure->over_id), &more, &more_den) && difference->value != NULL;
    for (size_t i = 0; i < parts->inputs.n; i++) {
        BO_PUSH(arena, &step->inputs, parts->inputs.at[i]);
    }
    const struct bo_step *now = parts->inputs.at[0], *before = parts->inputs.at[1];
    step->formula =
        bo_printf(arena, "%s × %s ÷ (%s − %s)", difference->variable, measure->factor, now->label, before->label);
    if (!known || more <= 0) {
        step->reason = "there is nothing more to divide by";
        return step;
    }
    for (unsigned p = 0; p < measure->places; p++) {
        unit *= 10;
    }
    char *end = NULL;
    bo_wide above = strtoll(measure->factor, &end, 10), below = *end == '/' ? strtoll(end + 1, NULL, 10) : 1;
    bo_wide over = gain * above * more_den, under = gain_den * below * more;
    struct bo_rounding_step rounding = {.mode = bo_rounding_words(&e->reader, BO_HALF_UP, (int)measure->places)};
    rounding.before = bo_dec_text(arena, over, under);
    step->value = bo_dec_text_places(arena, bo_wide_div(over * unit, under, BO_HALF_UP), unit, measure->places);
    rounding.after = step->value;
    step->working =
        bo_printf(arena, "%s × %s ÷ (%s − %s)", difference->value, measure->factor, now->value, before->value);
    BO_PUSH(arena, &step->roundings, rounding);
    return step;
}

/* True when the name is one of these. */
static bool explain_sheet(struct explaining *e, const char *name)
{
    const struct bo_sheet *sheet = &e->program->set->sheet;
    const struct bo_named *balance = sheet->balance_id != NULL ? bo_set_find(e->program->set, sheet->balance_id) : NULL;
    bo_wide n, den;
    if (balance != NULL && strcmp(name, "difference") == 0) {
        e->made->step = difference_step(e, balance, &n, &den);
        return true;
    }
    for (size_t i = 0; balance != NULL && i < sheet->measures.n; i++) {
        if (strcmp(sheet->measures.at[i].id, name) == 0) {
            e->made->step = measure_step(e, &sheet->measures.at[i], balance);
            return true;
        }
    }
    return false;
}

static bool can_explain(const struct bo_program *program, const struct bo_named *named)
{
    return named != NULL && (named->element == BO_E_RULE || named->element == BO_E_INPUT ||
                             (named->element == BO_E_PARAM && program->param_node[named->index] != BO_NONE));
}

static unsigned entity_of(const struct bo_program *program, const struct bo_named *named)
{
    return named->element == BO_E_RULE    ? ((const struct bo_rule *)named)->entity
           : named->element == BO_E_INPUT ? ((const struct bo_input *)named)->entity
                                          : program->nodes.at[program->param_node[named->index]].entity;
}

/* The sum over several instances as a step of its own. */
static struct bo_step *sum_step(struct explaining *e, const struct bo_named *named, const struct bo_seat *seats,
                                size_t n)
{
    if (n == 1) {
        return root_step(e, named, seats[0]);
    }
    struct bo_step *sum = new_step(e, BO_STEP_PART, named);
    unsigned sheet = e->program->set->sheet.entity;
    struct bo_node node = {0};
    struct bo_answer answer =
        bo_seen(&e->reader, named, sheet, e->made->kase->scenario[e->made->scenario].subject, &node);
    if (answer.reason == 0 && (answer.count == n || n == 0)) {
        unsigned places = bo_is_money(e->program->set, &node.unit) ? 2 : 0;
        bool any = n > 0;
        sum->value = any ? bo_answer_text(&e->made->arena, e->program, &node, answer.n, answer.den, places) : "0";
        sum->unit = node.unit.n > 0 ? bo_unit_text(&e->program->set->symbols, &node.unit, &e->made->arena) : "";
    }
    sum->formula = sum->label;
    for (size_t i = 0; i < n; i++) {
        struct bo_step *one = root_step(e, named, seats[i]);
        const char *value = one->value != NULL ? one->value : "?";
        sum->working = sum->working == NULL ? value : bo_printf(&e->made->arena, "%s + %s", sum->working, value);
        BO_PUSH(&e->made->arena, &sum->inputs, one);
    }
    return sum;
}

static enum bo_status explain_one(struct explaining *e, const char *variable, struct bo_diags *diags)
{
    const struct bo_case *kase = e->made->kase;
    const struct bo_set *set = e->program->set;
    const char *slash = strrchr(variable, '/');
    const char *id = slash != NULL ? slash + 1 : variable;
    const struct bo_named *named = bo_set_find(set, id);
    if (named == NULL && slash == NULL && explain_sheet(e, id)) {
        return BO_OK;
    }
    if (!can_explain(e->program, named)) {
        const char *near = bo_set_nearest(set, id);
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "there is no variable '%s'%s%s%s", id,
                near != NULL && named == NULL ? "; did you mean '" : "", near != NULL && named == NULL ? near : "",
                near != NULL && named == NULL ? "'?" : "");
        return BO_USAGE;
    }
    unsigned entity = entity_of(e->program, named);
    BO_VEC(struct bo_seat) seats = {0};
    for (size_t i = 0; i < kase->population.n[entity]; i++) {
        struct bo_seat seat = {entity, i};
        bool meant;
        if (slash == NULL) {
            meant = bo_is_shown(kase, entity, i, e->made->scenario);
        } else { /* ENTITY-KEY/NAME…: that instance, or what is inside it */
            const char *pointer = kase->pointer[entity][i];
            size_t n = (size_t)(slash - variable);
            meant = kase->scenario_of[entity][i] == e->made->scenario && *pointer == '/' &&
                    strncmp(pointer + 1, variable, n) == 0 && (pointer[1 + n] == '\0' || pointer[1 + n] == '/');
        }
        if (meant) {
            BO_PUSH(&e->made->arena, &seats, seat);
        }
    }
    if (slash != NULL && seats.n == 0) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-name",
                "there is no '%.*s' in scenario '%s' with a '%s'", (int)(slash - variable), variable,
                kase->scenario[e->made->scenario].id, id);
        return BO_USAGE;
    }
    e->made->step = sum_step(e, named, seats.at, seats.n);
    return BO_OK;
}

static enum bo_status find_scenario(struct bo_explanation *made, const char *id, struct bo_diags *diags)
{
    const struct bo_case *kase = made->kase;
    const char **ids = bo_alloc_array(&made->arena, kase->n_scenarios, sizeof *ids);
    made->scenario = kase->n_scenarios > 1;
    for (size_t s = 0; s < kase->n_scenarios; s++) {
        ids[s] = kase->scenario[s].id;
        if (id != NULL && strcmp(ids[s], id) == 0) {
            made->scenario = s;
            return BO_OK;
        }
    }
    if (id == NULL) {
        return BO_OK;
    }
    const char *near = bo_nearest(id, ids, kase->n_scenarios);
    bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-name", "there is no scenario '%s'%s%s%s", id,
            near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : "");
    return BO_USAGE;
}

enum bo_status bo_explain_run(const struct bo_program *program, const char *text, size_t n,
                              const struct bo_explain_options *options, struct bo_explanation **explanation,
                              struct bo_diags *diags)
{
    struct bo_case *kase = NULL;
    *explanation = NULL;
    enum bo_status status =
        bo_case_read_with(program, options->file, text, n, options->on, options->calls, &kase, diags);
    if (status != BO_OK) {
        return status;
    }
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_explanation *made = bo_alloc(&arena, sizeof *made);
    made->arena = arena;
    made->program = kase->population.program;
    made->kase = kase;
    made->lang = options->lang != NULL ? options->lang : program->set->lang;
    struct bo_results *results = bo_alloc(&made->arena, sizeof *results);
    status = find_scenario(made, options->scenario, diags);
    status = status == BO_OK ? bo_run(&kase->population, results, diags) : status;
    if (status == BO_OK) {
        made->results = results;
        status = bo_refuse_case(kase, results, made->lang, diags);
    }
    if (status == BO_OK) {
        struct explaining e = {.made = made, .program = made->program};
        e.reader = (struct bo_reader){&made->arena, kase, results, made->lang};
        e.told = bo_alloc_array(&made->arena, made->program->set->rules.n, sizeof *e.told);
        status = explain_one(&e, options->variable, diags);
    }
    if (status != BO_OK) {
        bo_explanation_free(made);
        return status;
    }
    *explanation = made;
    return BO_OK;
}

void bo_explanation_free(struct bo_explanation *explanation)
{
    if (explanation != NULL) {
        struct bo_arena arena = explanation->arena;
        if (explanation->results != NULL) {
            bo_results_fini(explanation->results);
        }
        bo_case_free(explanation->kase);
        bo_arena_fini(&arena);
    }
}
