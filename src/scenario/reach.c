#include "scenario/reach.h"
#include "engine/stretch.h"
#include "scenario/figure.h"
#include "scenario/grid.h"

#include <string.h>

struct reaching { /* what the steps below share */
    struct bo_reach *reach;
    const struct bo_reach_options *options;
    struct bo_diags *diags;
    const char *amount; /* as written */
    char sign;          /* '+', '-', '=' */
};

static enum bo_status wrong(struct reaching *r, const char *code, const char *text)
{
    bo_diag(r->diags, BO_ERROR, (struct bo_place){0}, code, "%s", text);
    return BO_USAGE;
}

/* The question */

static enum bo_status find_what(struct reaching *r, enum bo_vary_what *what)
{
    static const char *const words[] = {"hours", "wage", "pay"};
    const char *asked = r->options->vary != NULL ? r->options->vary : words[0];
    for (int i = 0; i < 3; i++) {
        if (strcmp(asked, words[i]) == 0) {
            *what = (enum bo_vary_what)i;
            return BO_OK;
        }
    }
    const char *near = bo_nearest(asked, words, 3);
    return wrong(r, "unknown-name",
                 bo_printf(&r->reach->arena, "--vary is hours, wage or pay, not '%s'%s%s%s", asked,
                           near != NULL ? "; did you mean '" : "", near != NULL ? near : "", near != NULL ? "'?" : ""));
}

/* A name may hold "-": the sign is the last one, and the one before it where an amount has a sign of its own. */
static enum bo_status split_target(struct reaching *r)
{
    const char *target = r->options->target, *at = NULL;
    for (const char *p = target; *p != '\0'; p++) {
        at = strchr("+-=", *p) != NULL ? p : at;
    }
    if (at != NULL && at > target && at[-1] == '=') {
        at--;
    }
    if (at == NULL || at == target || at[1] == '\0') {
        return wrong(r, "bad-target",
                     bo_printf(&r->reach->arena,
                               "--target: '%.80s' is no target: VARIABLE+AMOUNT, VARIABLE-AMOUNT or "
                               "VARIABLE=AMOUNT, like left_over+200",
                               target));
    }
    r->reach->variable = bo_strndup(&r->reach->arena, target, (size_t)(at - target));
    r->amount = at + 1;
    r->sign = *at;
    return BO_OK;
}

static enum bo_status find_variable(struct reaching *r)
{
    struct bo_reach *reach = r->reach;
    const struct bo_set *set = reach->varied->set;
    const char *slash = strrchr(reach->variable, '/'), *id = slash != NULL ? slash + 1 : reach->variable;
    reach->named = bo_set_find(set, id);
    if (reach->named == NULL || reach->named->element != BO_E_RULE) {
        const char *near = reach->named == NULL ? bo_set_nearest(set, id) : NULL;
        return wrong(r, "unknown-name",
                     bo_printf(&reach->arena, "there is no variable '%s' to be reached%s%s%s", id,
                               near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                               near != NULL ? "'?" : ""));
    }
    if (((const struct bo_rule *)reach->named)->kind != BO_NUMBER) {
        return wrong(r, "not-a-number", bo_printf(&reach->arena, "'%s' is no number that could reach another one", id));
    }
    return BO_OK;
}

/* The instance that is called "people/you"; false when there is none. */
static bool find_called(const struct reaching *r, const struct bo_case *kase, const char *called, unsigned *entity,
                        size_t *instance)
{
    const struct bo_set *set = r->reach->varied->set;
    for (unsigned e = 0; e < set->entities.n; e++) {
        const char *key = set->entities.at[e]->key;
        size_t n = key != NULL ? strlen(key) : 0;
        for (size_t i = 0; n > 0 && strncmp(called, key, n) == 0 && called[n] == '/' && i < kase->population.n[e];
             i++) {
            if (kase->scenario_of[e][i] == 0 && strcmp(kase->name[e][i], called + n + 1) == 0) {
                *entity = e;
                *instance = i;
                return true;
            }
        }
    }
    return false;
}

/* Whose the variable is: the shown unit's, or that of the one before the last "/". */
static enum bo_status find_whose(struct reaching *r, const struct bo_case *kase, unsigned *entity, size_t *instance)
{
    const struct bo_reach *reach = r->reach;
    const char *slash = strrchr(reach->variable, '/');
    *entity = reach->varied->set->sheet.entity;
    *instance = kase->scenario[0].subject;
    if (slash == NULL) {
        return BO_OK;
    }
    const char *called = bo_strndup(&r->reach->arena, reach->variable, (size_t)(slash - reach->variable));
    return find_called(r, kase, called, entity, instance)
               ? BO_OK
               : wrong(r, "unknown-name", bo_printf(&r->reach->arena, "there is no '%s' in the case", called));
}

/* Its instances: of what contains that one the one, of what is inside it all. */
static enum bo_status place_variable(struct reaching *r, struct bo_points_value *place)
{
    const struct bo_varied *v = r->reach->varied;
    const struct bo_population *population = &v->alone->population;
    unsigned entity, own = ((const struct bo_rule *)r->reach->named)->entity;
    size_t instance;
    enum bo_status status = find_whose(r, v->alone, &entity, &instance);
    if (status != BO_OK) {
        return status;
    }
    *place = bo_points_of_unit(v, r->reach->named);
    place->n = 0;
    if (bo_entity_within(v->set, entity, own)) {
        place->first = population->up[entity][own][instance];
        place->n = 1;
    } else if (bo_entity_within(v->set, own, entity)) {
        place->first = population->first[entity][own][instance];
        place->n = population->first[entity][own][instance + 1] - place->first;
    }
    return place->n > 0 ? BO_OK
                        : wrong(r, "unknown-name",
                                bo_printf(&r->reach->arena, "there is no '%s' in the case", r->reach->variable));
}

/* The range */

static enum bo_status read_one(struct reaching *r, const struct bo_input *input, const char *option, const char *text,
                               bool known, bo_wide own, bo_wide *value)
{
    const struct bo_varied *v = r->reach->varied;
    if (text != NULL) {
        return bo_vary_read(input, option, text, strlen(text), value, r->diags) ? BO_OK : BO_USAGE;
    }
    *value = own;
    if (known) {
        return BO_OK;
    }
    bo_diag(r->diags, BO_ERROR, (struct bo_place){0}, "missing-fact",
            "%s/%s is not known: give it in the case or with %s", v->pointer, input->key, option);
    return BO_USAGE;
}

static enum bo_status read_range(struct reaching *r)
{
    struct bo_reach *reach = r->reach;
    const struct bo_varied *v = reach->varied;
    const struct bo_input *moves = bo_vary_input(v);
    struct bo_axis axis = {.from = bo_vary_least(moves), .to = bo_vary_most(moves)};
    const char *hours = bo_printf(&reach->arena, "%s:%s:%s", v->vary->from, v->vary->to, v->vary->step);
    enum bo_status status = BO_OK;
    bool good = true;
    switch (v->options.what) {
    case BO_VARY_HOURS:
        good = bo_axis_read(moves, "--hours", r->options->hours != NULL ? r->options->hours : hours, &axis, r->diags);
        status = read_one(r, v->wage, "--wage", r->options->wage, v->has_wage, v->own_wage, &reach->least.wage);
        reach->most.wage = reach->least.wage;
        reach->least.hours = axis.from;
        reach->most.hours = axis.to;
        break;
    case BO_VARY_WAGE:
        axis.from = v->least_wage > axis.from ? v->least_wage : axis.from;
        good = r->options->wage == NULL || bo_axis_read(moves, "--wage", r->options->wage, &axis, r->diags);
        status = read_one(r, v->hours, "--hours", r->options->hours, v->has_hours, v->own_hours, &reach->least.hours);
        reach->most.hours = reach->least.hours;
        reach->least.wage = axis.from;
        reach->most.wage = axis.to;
        break;
    default:
        reach->least.pay = axis.from;
        reach->most.pay = axis.to;
        break;
    }
    return good ? status : BO_USAGE;
}

/* The target */

/* The variable before, in the whole case. */
static enum bo_status find_before(struct reaching *r, struct bo_figure *before)
{
    struct bo_reach *reach = r->reach;
    struct bo_case *kase = NULL;
    struct bo_results results = {0};
    const char *text = bo_vary_case(reach->varied, &reach->arena, &reach->least, 1);
    unsigned entity = 0;
    size_t instance = 0;
    enum bo_status status =
        bo_case_read(reach->varied->program, r->options->file, text, strlen(text), r->options->on, &kase, r->diags);
    status = status == BO_OK ? find_whose(r, kase, &entity, &instance) : status;
    status = status == BO_OK ? bo_lanes_run(&kase->population, &results) : status;
    if (status == BO_OK) {
        const struct bo_reader reader = {&reach->arena, kase, &results, NULL};
        struct bo_node node;
        struct bo_answer answer = bo_seen(&reader, reach->named, entity, instance, &node);
        *before = (struct bo_figure){.known = answer.reason == 0, .n = answer.n, .den = answer.den};
    }
    bo_results_fini(&results);
    bo_case_free(kase);
    return status;
}

enum { AMOUNT_PLACES = 6 };

static enum bo_status find_aim(struct reaching *r)
{
    struct bo_reach *reach = r->reach;
    bo_wide amount;
    bool too_fine, too_big;
    struct bo_figure before = {.known = true, .den = 1};
    if (!bo_dec_parse_scaled(r->amount, strlen(r->amount), AMOUNT_PLACES, &amount, &too_fine, &too_big) ||
        amount > (bo_wide)1 << 80 || amount < -((bo_wide)1 << 80)) {
        return wrong(r, "bad-number",
                     bo_printf(&reach->arena, "--target: '%.60s' is no amount, like 200 or 12.50", r->amount));
    }
    enum bo_status status = r->sign != '=' ? find_before(r, &before) : BO_OK;
    if (status != BO_OK) {
        return status;
    }
    if (!before.known) {
        return wrong(r, "not-calculated",
                     bo_printf(&reach->arena, "'%s' was not calculated before, so there is nothing to count from",
                               reach->variable));
    }
    struct bo_figure change = {.known = true, .n = r->sign == '+' ? -amount : amount, .den = 1000000};
    if (r->sign == '=') {
        change.n = -amount;
    }
    reach->aim = bo_figure_minus(before, change);
    return BO_OK;
}

/* The search */

static bo_wide *moving(struct bo_reach *reach, struct bo_vary_point *point)
{
    return reach->varied->options.what == BO_VARY_HOURS  ? &point->hours
           : reach->varied->options.what == BO_VARY_WAGE ? &point->wage
                                                         : &point->pay;
}

/* Of a figure that falls from one end of the range to the other, the target lies below; of any other, above. */
static enum bo_status find_side(struct reaching *r, struct bo_stretch *stretch, int64_t from, int64_t to,
                                bo_wide at_most)
{
    bo_wide first = 0, last = 0;
    bool first_known = false, last_known = false;
    enum bo_status status = bo_stretch_point(stretch, from, &first_known, &first);
    status = status == BO_OK ? bo_stretch_point(stretch, to, &last_known, &last) : status;
    bool flat = !first_known || !last_known || first == last;
    r->reach->from_above = r->sign != '+' && (flat ? first_known && first > at_most : last < first);
    return status;
}

static enum bo_status search(struct reaching *r, struct bo_stretch *stretch, int64_t den)
{
    struct bo_reach *reach = r->reach;
    int64_t from = (int64_t)*moving(reach, &reach->least), to = (int64_t)*moving(reach, &reach->most), t = to,
            lost = to;
    bo_wide at_least = bo_wide_div(reach->aim.n * den, reach->aim.den, BO_CEILING),
            at_most = bo_wide_div(reach->aim.n * den, reach->aim.den, BO_FLOOR), value = 0;
    bool known = false;
    enum bo_status status = find_side(r, stretch, from, to, at_most);
    bo_wide limit = reach->from_above ? at_most + 1 : at_least;
    if (status == BO_OK) {
        status = bo_stretch_first(stretch, from, to, limit, reach->from_above, &t, &reach->reached);
    }
    if (status == BO_OK && reach->reached) {
        status = bo_stretch_first(stretch, t + 1, to, limit, !reach->from_above, &lost, &reach->lost);
    }
    t = reach->reached ? t : to;
    reach->at = reach->lost_at = reach->least;
    *moving(reach, &reach->at) = t;
    *moving(reach, &reach->lost_at) = lost;
    status = status == BO_OK ? bo_stretch_point(stretch, t, &known, &value) : status;
    reach->value = (struct bo_figure){.known = known, .n = value, .den = den};
    return status;
}

static enum bo_status find_point(struct reaching *r)
{
    struct bo_reach *reach = r->reach;
    const struct bo_varied *v = reach->varied;
    bool pays = v->options.what == BO_VARY_PAY;
    const struct bo_input *moves = bo_vary_input(v), *other = v->options.what == BO_VARY_HOURS ? v->wage : v->hours;
    struct bo_moved moved[2] = {{bo_vary_column(v, moves), v->instance, 0, 1},
                                {bo_vary_column(v, other), v->instance,
                                 v->options.what == BO_VARY_HOURS ? reach->least.wage : reach->least.hours, 0}};
    struct bo_points_value place;
    struct bo_stretch stretch;
    enum bo_status status = place_variable(r, &place);
    if (status == BO_OK) {
        status = bo_stretch_init(&stretch, &v->alone->population, moved, pays ? 1 : 2, place.number, place.first,
                                 place.n, (int64_t)*moving(reach, &reach->least));
    }
    if (status == BO_OK) {
        status = search(r, &stretch, place.den);
        bo_stretch_fini(&stretch);
    }
    if (status == BO_OK) {
        status = bo_points_check(v, &reach->at, 1, r->diags);
        reach->text = bo_vary_case(v, &reach->arena, &reach->at, 1);
    }
    return status;
}

enum bo_status bo_reach_find(const struct bo_program *program, const char *text, size_t n,
                             const struct bo_reach_options *options, struct bo_reach **reach, struct bo_diags *diags)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_reach *made = bo_alloc(&arena, sizeof *made);
    made->arena = arena;
    struct reaching r = {.reach = made, .options = options, .diags = diags};
    struct bo_vary_options how = {
        .file = options->file, .on = options->on, .scenario = options->scenario, .lang = options->lang};
    *reach = NULL;
    enum bo_status status = find_what(&r, &how.what);
    status = status == BO_OK ? split_target(&r) : status;
    status = status == BO_OK ? bo_vary_open(program, text, n, &how, &made->varied, diags) : status;
    status = status == BO_OK ? find_variable(&r) : status;
    status = status == BO_OK ? read_range(&r) : status;
    status = status == BO_OK ? find_aim(&r) : status;
    status = status == BO_OK ? find_point(&r) : status;
    if (status != BO_OK) {
        bo_reach_free(made);
        return status;
    }
    *reach = made;
    return BO_OK;
}

enum bo_status bo_reach_calculate(const struct bo_reach *reach, const struct bo_calc_options *options,
                                  struct bo_calc **calc, struct bo_diags *diags)
{
    enum bo_status status = bo_calc_run(reach->varied->program, reach->text, strlen(reach->text), options, calc, diags);
    bo_notices all = {0};
    for (size_t i = 0; status == BO_OK && i < reach->varied->assumptions.n; i++) {
        struct bo_notice notice = reach->varied->assumptions.at[i];
        notice.scenario = (*calc)->scenarios.at[1].scenario->id;
        BO_PUSH(&(*calc)->arena, &all, notice);
    }
    for (size_t i = 0; status == BO_OK && i < (*calc)->assumptions.n; i++) {
        BO_PUSH(&(*calc)->arena, &all, (*calc)->assumptions.at[i]);
    }
    if (status == BO_OK) {
        (*calc)->assumptions = all;
    }
    return status;
}

void bo_reach_free(struct bo_reach *reach)
{
    if (reach != NULL) {
        struct bo_arena arena = reach->arena;
        bo_vary_close(reach->varied);
        bo_arena_fini(&arena);
    }
}
