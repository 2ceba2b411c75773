#include "scenario/vary.h"
#include "scenario/figure.h"

#include <string.h>

struct finding { /* what the steps below share */
    struct bo_varied *v;
    const struct bo_case *kase; /* the whole one */
    size_t scenario;
    uint32_t member; /* of it, unless one is added */
    size_t others;   /* that might have been meant */
    struct bo_diags *diags;
};

static void refuse(struct finding *f, const char *pointer, const char *code, const char *text)
{
    struct bo_place place = {.file = pointer != NULL ? f->v->options.file : NULL, .pointer = pointer};
    bo_diag(f->diags, BO_ERROR, place, code, "%s", text);
}

/* What the set says */

static const struct bo_input *input_of(const struct bo_set *set, const char *id)
{
    return id != NULL ? (const struct bo_input *)bo_set_find(set, id) : NULL;
}

static enum bo_status find_facts(struct finding *f)
{
    struct bo_varied *v = f->v;
    v->vary = &v->set->sheet.vary;
    if (v->vary->hours_id == NULL) {
        refuse(f, NULL, "nothing-varies", "the rule set does not say which hours and wage may move");
        return BO_USAGE;
    }
    v->hours = input_of(v->set, v->vary->hours_id);
    v->wage = input_of(v->set, v->vary->wage_id);
    v->pay = input_of(v->set, v->vary->pay_id);
    if (v->options.what == BO_VARY_PAY && v->pay == NULL) {
        refuse(f, NULL, "nothing-varies", "the rule set does not say which pay may move");
        return BO_USAGE;
    }
    return BO_OK;
}

/* Which scenario, and which member of the list in it */

static enum bo_status find_scenario(struct finding *f)
{
    const struct bo_case *kase = f->kase;
    struct bo_varied *v = f->v;
    const char **ids = bo_alloc_array(&v->arena, kase->n_scenarios, sizeof *ids);
    size_t found = kase->n_scenarios > 1 ? 1 : 0;
    for (size_t s = 0; s < kase->n_scenarios; s++) {
        ids[s] = kase->scenario[s].id;
        if (v->options.scenario != NULL && strcmp(ids[s], v->options.scenario) == 0) {
            f->scenario = s;
            return BO_OK;
        }
    }
    if (v->options.scenario != NULL) {
        const char *near = bo_nearest(v->options.scenario, ids, kase->n_scenarios);
        refuse(f, NULL, "unknown-name",
               bo_printf(&v->arena, "the case has no scenario '%s'%s%s%s", v->options.scenario,
                         near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : ""));
        return BO_USAGE;
    }
    f->scenario = found;
    return BO_OK;
}

static uint32_t first_shown(const struct bo_case *kase, unsigned entity, size_t scenario)
{
    for (uint32_t i = 0; i < kase->population.n[entity]; i++) {
        if (kase->scenario_of[entity][i] == scenario && bo_is_shown(kase, entity, i, scenario)) {
            return i;
        }
    }
    return BO_NONE;
}

/* Whether a member stands in another scenario in the same place, with the same facts. */
static bool stands_in(const struct bo_case *kase, unsigned entity, uint32_t member, size_t scenario)
{
    const struct bo_population *population = &kase->population;
    for (uint32_t i = 0; i < population->n[entity]; i++) {
        bool same = kase->scenario_of[entity][i] == scenario &&
                    strcmp(kase->pointer[entity][i], kase->pointer[entity][member]) == 0;
        for (size_t c = 0; same && c < population->program->columns.n; c++) {
            bool given = population->presence[c][member] != BO_ABSENT;
            same = population->program->columns.at[c].entity != entity ||
                   (population->presence[c][i] == population->presence[c][member] &&
                    (!given || population->value[c][i] == population->value[c][member]));
        }
        if (same) {
            return true;
        }
    }
    return false;
}

/* The first of the shown unit's that the scenario brings or changes, else the first at all. others: how many more might
 * have been meant. */
static uint32_t member_meant(const struct finding *f, size_t *others)
{
    const struct bo_case *kase = f->kase;
    unsigned entity = f->v->hours->entity;
    uint32_t first = first_shown(kase, entity, f->scenario), meant = BO_NONE;
    size_t all = 0, brought = 0;
    for (uint32_t i = first; i < kase->population.n[entity]; i++) {
        if (kase->scenario_of[entity][i] != f->scenario || !bo_is_shown(kase, entity, i, f->scenario)) {
            continue;
        }
        bool is_new = f->scenario > 0 && !stands_in(kase, entity, i, 0);
        meant = is_new && meant == BO_NONE ? i : meant;
        brought += is_new;
        all++;
    }
    *others = brought > 0 ? brought - 1 : all > 0 ? all - 1 : 0;
    return meant != BO_NONE ? meant : first;
}

/* The first of the shown unit that may have a member of the list. */
static enum bo_status first_owner(struct finding *f, unsigned entity, uint32_t *found)
{
    const struct bo_program *program = f->kase->population.program;
    struct bo_results results = {0};
    struct bo_arena scratch;
    enum bo_status status = bo_lanes_run(&f->kase->population, &results);
    bo_arena_init(&scratch);
    const struct bo_reader reader = {&scratch, f->kase, &results, NULL};
    const struct bo_named *who = f->v->vary->who_id != NULL ? bo_set_find(program->set, f->v->vary->who_id) : NULL;
    *found = BO_NONE;
    for (uint32_t i = 0; status == BO_OK && i < f->kase->population.n[entity] && *found == BO_NONE; i++) {
        struct bo_node node;
        struct bo_answer may = {.n = 1};
        if (!bo_is_shown(f->kase, entity, i, f->scenario)) {
            continue;
        }
        if (who != NULL) {
            may = bo_seen(&reader, who, entity, i, &node);
        }
        *found = may.reason == 0 && may.n != 0 ? i : BO_NONE;
    }
    bo_arena_fini(&scratch);
    bo_results_fini(&results);
    return status;
}

static enum bo_status find_member(struct finding *f)
{
    struct bo_varied *v = f->v;
    const struct bo_entity *list = v->set->entities.at[v->hours->entity];
    uint32_t member = member_meant(f, &f->others), owner = BO_NONE;
    f->member = member;
    if (member != BO_NONE) {
        v->pointer = bo_strdup(&v->arena, f->kase->pointer[v->hours->entity][member]);
        v->list = bo_strndup(&v->arena, v->pointer, (size_t)(strrchr(v->pointer, '/') - v->pointer));
    } else {
        enum bo_status status = first_owner(f, (unsigned)list->in, &owner);
        if (status != BO_OK || owner == BO_NONE) {
            refuse(f, "", status != BO_OK ? "internal" : "missing-fact",
                   bo_printf(&v->arena,
                             "there is nobody here with '%s' of their own to move, nor anybody who may have any",
                             list->key));
            return status != BO_OK ? status : BO_BAD_CASE;
        }
        v->list = bo_printf(&v->arena, "%s/%s", f->kase->pointer[list->in][owner], list->key);
        v->pointer = bo_printf(&v->arena, "%s/0", v->list);
        v->added = true;
    }
    return BO_OK;
}

/* The JSON of the case, and of the scenario */

static void take_json(struct finding *f, const char *text, size_t n)
{
    static const char *const frame[] = {"rules", "date", "before", "after", "awards"};
    struct bo_varied *v = f->v;
    v->root = bo_json_parse((struct bo_place){.file = v->options.file}, text, n, f->diags);
    json_t *patch = f->scenario == 0 ? json_object_get(v->root, "before")
                                     : json_array_get(json_object_get(v->root, "after"), f->scenario - 1);
    json_t *base = json_copy(v->root);
    for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
        json_object_del(base, frame[i]);
    }
    v->patch = json_is_object(patch) ? json_copy(patch) : json_object();
    json_object_del(v->patch, "id");
    v->labelled = f->scenario > 0 && json_is_string(json_object_get(v->patch, "label"));
    v->merged = bo_json_merge(base, v->patch);
    json_object_del(v->merged, "label");
    json_decref(base);
    v->scenario = bo_strdup(&v->arena, f->scenario > 0 ? f->kase->scenario[f->scenario].id : "varied");
}

/* What the case tells of the member */

static bool told(const struct finding *f, const struct bo_input *input, uint32_t member, bo_wide *value)
{
    const struct bo_population *population = &f->kase->population;
    uint32_t column = input != NULL ? population->program->input_column[input->named.index] : BO_NONE;
    if (f->v->added || column == BO_NONE || population->presence[column][member] != BO_GIVEN) {
        return false;
    }
    *value = population->value[column][member];
    return true;
}

/* The sheet's own period where pay may have it. */
static const char *usual_per(const struct bo_varied *v)
{
    const struct bo_sheet *sheet = &v->set->sheet;
    for (size_t i = 0; i < sheet->periods.n; i++) {
        bool own = strcmp(sheet->periods.at[i].factor, "1") == 0, may = v->pay->pers.n == 0;
        for (size_t k = 0; k < v->pay->pers.n; k++) {
            may |= strcmp(v->pay->pers.at[k], sheet->periods.at[i].id) == 0;
        }
        if (own && may) {
            return sheet->periods.at[i].id;
        }
    }
    return v->pay->pers.n > 0 ? v->pay->pers.at[0] : "month";
}

static void take_member(struct finding *f)
{
    struct bo_varied *v = f->v;
    const struct bo_program *program = f->kase->population.program;
    uint32_t member = v->added ? 0 : f->member;
    bo_wide unused;
    v->has_hours = told(f, v->hours, member, &v->own_hours);
    v->has_wage = told(f, v->wage, member, &v->own_wage);
    v->has_pay = told(f, v->pay, member, &unused);
    if (v->pay == NULL) {
        return;
    }
    v->per = usual_per(v);
    if (v->has_pay) {
        uint32_t column = program->input_column[v->pay->named.index] + 1;
        v->per = bo_strdup(&v->arena, program->codes.texts.at[f->kase->population.value[column][member]]);
    }
}

/* The scenario alone */

static uint32_t at_pointer(const struct bo_case *kase, unsigned entity, const char *pointer)
{
    for (uint32_t i = 0; i < kase->population.n[entity]; i++) {
        if (strcmp(kase->pointer[entity][i], pointer) == 0) {
            return i;
        }
    }
    return BO_NONE;
}

static enum bo_status read_alone(struct finding *f, const struct bo_vary_point *point)
{
    struct bo_varied *v = f->v;
    const char *text = bo_vary_alone(v, &v->arena, point);
    bo_case_free(v->alone);
    v->alone = NULL;
    enum bo_status status =
        bo_case_read(v->program, v->options.file, text, strlen(text), v->options.on, &v->alone, f->diags);
    if (status == BO_OK) {
        v->instance = at_pointer(v->alone, v->hours->entity, v->pointer);
    }
    return status;
}

static void note(struct finding *f, const char *code, const char *field, const char *value, const char *text)
{
    struct bo_notice notice = {.code = code, .field = field, .value = value, .text = text};
    BO_PUSH(&f->v->arena, &f->v->assumptions, notice);
}

/* The least wage as the member sees it: where none is told, that is its wage. */
static enum bo_status find_wage(struct finding *f)
{
    struct bo_varied *v = f->v;
    struct bo_results results = {0};
    struct bo_node node;
    const struct bo_named *least = bo_set_find(v->set, v->vary->least_wage_id);
    enum bo_status status = bo_lanes_run(&v->alone->population, &results);
    if (status != BO_OK) {
        refuse(f, NULL, "internal", "a value lies outside its range");
        return status;
    }
    const struct bo_reader reader = {&v->arena, v->alone, &results, v->options.lang};
    struct bo_answer answer = bo_seen(&reader, least, v->wage->entity, v->instance, &node);
    bo_results_fini(&results);
    if (answer.reason != 0 || answer.count == 0) {
        return BO_OK; /* not known: whoever needs it says so */
    }
    v->least_wage = bo_wide_div(answer.n * bo_vary_unit(v->wage), answer.den, BO_CEILING);
    if (!v->has_wage) {
        v->has_wage = true;
        v->own_wage = v->least_wage;
        note(f, "least-wage", bo_printf(&v->arena, "%s/%s", v->pointer, v->wage->key),
             bo_vary_text(&v->arena, v, v->wage, v->own_wage),
             bo_printf(&v->arena, "%s: %s, the least there is (%s)", bo_label(&reader, &v->wage->named),
                       bo_value_words(&reader, least, &node, answer.n, answer.den), bo_label(&reader, least)));
    }
    return BO_OK;
}

static void note_changes(struct finding *f)
{
    struct bo_varied *v = f->v;
    struct bo_arena *arena = &v->arena;
    const struct bo_reader reader = {arena, f->kase, NULL, v->options.lang};
    const struct bo_input *gone = v->options.what == BO_VARY_PAY ? v->wage : v->has_pay ? v->pay : NULL;
    const char *label = bo_label(&reader, &v->set->entities.at[v->hours->entity]->named);
    if (f->others > 0) {
        note(f, "one-of-several", v->pointer, NULL,
             bo_printf(arena, "%s: this one moves; %zu more could, and stay%s as the case says", label, f->others,
                       f->others == 1 ? "s" : ""));
    }
    if (v->added) {
        note(f, "added", v->list, NULL, bo_printf(arena, "%s: one is added, as there is none that could move", label));
    } else if (gone != NULL && (gone == v->pay || v->has_wage)) {
        note(f, "left-out", bo_printf(arena, "%s/%s", v->pointer, gone->key), NULL,
             bo_printf(arena, "%s: left out, as %s in its place", bo_label(&reader, &gone->named),
                       gone == v->pay ? "hours and wage move" : "pay moves"));
    }
}

static enum bo_status open_alone(struct finding *f)
{
    struct bo_varied *v = f->v;
    v->least_wage = bo_vary_least(v->wage);
    const struct bo_vary_point point = {.hours = v->has_hours ? v->own_hours : bo_vary_least(v->hours),
                                        .wage = v->has_wage ? v->own_wage : v->least_wage,
                                        .pay = v->pay != NULL ? bo_vary_least(v->pay) : 0};
    note_changes(f);
    enum bo_status status = read_alone(f, &point);
    bool needed = v->options.what == BO_VARY_WAGE || (v->options.what == BO_VARY_HOURS && !v->has_wage);
    return status == BO_OK && needed && v->vary->least_wage_id != NULL ? find_wage(f) : status;
}

enum bo_status bo_vary_open(const struct bo_program *program, const char *text, size_t n,
                            const struct bo_vary_options *options, struct bo_varied **varied, struct bo_diags *diags)
{
    struct bo_case *kase = NULL;
    *varied = NULL;
    enum bo_status status = bo_case_read(program, options->file, text, n, options->on, &kase, diags);
    if (status != BO_OK) {
        return status;
    }
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_varied *made = bo_alloc(&arena, sizeof *made);
    made->arena = arena;
    made->program = program;
    made->set = program->set;
    made->options = *options;
    struct finding f = {.v = made, .kase = kase, .diags = diags};
    status = find_facts(&f);
    status = status == BO_OK ? find_scenario(&f) : status;
    status = status == BO_OK ? find_member(&f) : status;
    if (status == BO_OK) {
        size_t length;
        const char *plain = bo_case_plain(program, options->file, text, n, options->on, &made->arena, &length);
        take_json(&f, plain, length);
        take_member(&f);
        status = open_alone(&f);
    }
    bo_case_free(kase);
    if (status != BO_OK) {
        bo_vary_close(made);
        return status;
    }
    *varied = made;
    return BO_OK;
}

void bo_vary_close(struct bo_varied *varied)
{
    if (varied != NULL) {
        struct bo_arena arena = varied->arena;
        json_decref(varied->root);
        json_decref(varied->patch);
        json_decref(varied->merged);
        bo_case_free(varied->alone);
        bo_arena_fini(&arena);
    }
}

/* The moving facts */

const struct bo_input *bo_vary_input(const struct bo_varied *varied)
{
    return varied->options.what == BO_VARY_HOURS  ? varied->hours
           : varied->options.what == BO_VARY_WAGE ? varied->wage
                                                  : varied->pay;
}

uint32_t bo_vary_column(const struct bo_varied *varied, const struct bo_input *input)
{
    return varied->alone->population.program->input_column[input->named.index];
}

bo_wide bo_vary_unit(const struct bo_input *input)
{
    bo_wide unit = 1;
    for (unsigned i = 0; i < input->scale; i++) {
        unit *= 10;
    }
    return unit;
}

const char *bo_vary_text(struct bo_arena *arena, const struct bo_varied *varied, const struct bo_input *input,
                         bo_wide value)
{
    bool money = input->kind == BO_RECURRING || bo_is_money(varied->set, &input->unit);
    return bo_dec_text_places(arena, value, bo_vary_unit(input), money ? 2 : 0);
}

static bo_wide bound(const struct bo_input *input, const char *text)
{
    bo_wide value = 0;
    bool too_fine, too_big;
    bo_dec_parse_scaled(text, strlen(text), input->scale, &value, &too_fine, &too_big);
    return value;
}

bo_wide bo_vary_most(const struct bo_input *input)
{
    return input->max != NULL ? bound(input, input->max) : 0;
}

bo_wide bo_vary_least(const struct bo_input *input)
{
    return input->min != NULL ? bound(input, input->min) : 0;
}

bool bo_vary_read(const struct bo_input *input, const char *what, const char *text, size_t n, bo_wide *value,
                  struct bo_diags *diags)
{
    bool too_fine = false, too_big = false;
    const struct bo_place nowhere = {0};
    int length = n < 60 ? (int)n : 60;
    if (bo_dec_parse_scaled(text, n, input->scale, value, &too_fine, &too_big)) {
        if (*value >= bo_vary_least(input) && *value <= bo_vary_most(input)) {
            return true;
        }
        bo_diag(diags, BO_ERROR, nowhere, "out-of-range", "%s: '%.*s' does not lie between %s and %s", what, length,
                text, input->min, input->max);
    } else if (too_fine) {
        bo_diag(diags, BO_ERROR, nowhere, "bad-number", "%s: '%.*s' has more than %u decimals", what, length, text,
                input->scale);
    } else {
        bo_diag(diags, BO_ERROR, nowhere, "bad-number", "%s: '%.*s' is no number, like 16 or 12.5", what, length, text);
    }
    return false;
}
