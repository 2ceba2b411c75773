#include "engine/dated.h"

#include <stdlib.h>
#include <string.h>

int64_t bo_power_of_ten(unsigned places)
{
    int64_t power = 1;
    while (places-- > 0) {
        power *= 10;
    }
    return power;
}

bool bo_left_out(const struct bo_compiler *c, const struct bo_dated *dated)
{
    return c->options->made_only && dated->status != BO_MADE;
}

struct bo_gap_days *bo_gap_days(struct bo_compiler *c, const struct bo_gap *gaps, size_t n,
                                const struct bo_named *named)
{
    struct bo_gap_days *days = bo_alloc_array(&c->program->arena, n, sizeof *days);
    for (size_t i = 0; i < n; i++) {
        const char *text = bo_text_in(c->set, &gaps[i].reason, "en");
        struct bo_reason reason = {BO_NOT_CALCULATED, "gap", text != NULL ? text : named->id,
                                   &gaps[i].reason,   named, gaps[i].place};
        days[i] = (struct bo_gap_days){gaps[i].from, gaps[i].until, bo_build_reason(&c->b, reason)};
    }
    return days;
}

uint32_t bo_nothing_held(struct bo_compiler *c, const struct bo_named *named)
{
    const char *text = bo_printf(&c->program->arena, "'%s' is not held for that day", named->id);
    struct bo_reason reason = {BO_NOT_CALCULATED, "not-held", text, NULL, named, named->place};
    return bo_build_reason(&c->b, reason);
}

/* Series */

/* Room for n dated values; their days are filled here, the values by the caller. dated[i] NULL: for every day. */
static struct bo_series new_series(struct bo_compiler *c, const struct bo_named *named, size_t n)
{
    struct bo_arena *arena = &c->program->arena;
    return (struct bo_series){.named = named,
                              .n = n,
                              .from = bo_alloc_array(arena, n, sizeof(int64_t)),
                              .until = bo_alloc_array(arena, n, sizeof(int64_t)),
                              .value = bo_alloc_array(arena, n, sizeof(bo_wide)),
                              .dated = bo_alloc_array(arena, n, sizeof(struct bo_dated *))};
}

static void set_days(struct bo_series *series)
{
    for (size_t i = 0; i < series->n; i++) {
        const struct bo_dated *dated = series->dated[i];
        series->from[i] = dated != NULL ? dated->from : INT64_MIN;
        series->until[i] = dated != NULL && dated->until != BO_DATE_NONE ? dated->until : INT64_MAX;
        if (i > 0 && series->until[i - 1] >= series->from[i]) {
            series->until[i - 1] = series->from[i] - 1;
        }
    }
}

static bool covers(const struct bo_series *series, bo_wide first, bo_wide last)
{
    size_t i = 0;
    while (i < series->n && series->until[i] < first) {
        i++;
    }
    for (; i < series->n && series->from[i] <= first; i++) {
        if (series->until[i] >= last) {
            return true;
        }
        first = (bo_wide)series->until[i] + 1;
    }
    return false;
}

static uint32_t series_node(struct bo_compiler *c, uint32_t number, uint32_t clock, enum bo_kind kind, int64_t den,
                            struct bo_unit unit)
{
    const struct bo_series *series = &c->program->series.at[number];
    const struct bo_node *day = bo_at(&c->b, clock);
    struct bo_node node = {.op = BO_OP_LOOKUP,
                           .kind = kind,
                           .entity = day->entity,
                           .arg = {clock, BO_NONE, BO_NONE, BO_NONE},
                           .aux = number,
                           .den = den,
                           .unit = unit,
                           .may_fail = day->may_fail || !covers(series, day->lo, day->hi)};
    for (size_t i = 0; i < series->n; i++) {
        node.lo = i == 0 || series->value[i] < node.lo ? series->value[i] : node.lo;
        node.hi = i == 0 || series->value[i] > node.hi ? series->value[i] : node.hi;
    }
    return bo_build_node(&c->b, node);
}

static uint32_t add_series(struct bo_compiler *c, struct bo_series series)
{
    set_days(&series);
    BO_PUSH(&c->program->arena, &c->program->series, series);
    return (uint32_t)c->program->series.n - 1;
}

/* Params */

static const struct bo_set_value *example_value(const struct bo_compiler *c, const char *param, const char *scale)
{
    for (size_t i = 0; i < c->options->n_sets; i++) {
        const struct bo_set_value *set = &c->options->sets[i];
        const char *id = param != NULL ? set->param_id : set->scale_id;
        if (id != NULL && strcmp(id, param != NULL ? param : scale) == 0) {
            return set;
        }
    }
    return NULL;
}

uint32_t bo_param_node(struct bo_compiler *c, uint32_t number)
{
    struct bo_program *p = c->program;
    const struct bo_param *param = c->set->params.at[number];
    if (p->param_node[number] != BO_NONE) {
        return p->param_node[number];
    }
    uint32_t clock = bo_clock_node(c, param->by);
    if (clock == BO_FAILED) {
        return clock;
    }
    const struct bo_set_value *set = example_value(c, param->named.id, NULL);
    struct bo_series series = new_series(c, &param->named, set != NULL ? 1 : param->values.n);
    unsigned scale = param->kind == BO_NUMBER ? param->scale : 0;
    size_t n = 0;
    if (set != NULL) {
        series.value[n++] = bo_stated_value(p, param->kind, scale, set->value, strlen(set->value));
    }
    for (size_t i = 0; set == NULL && i < param->values.n; i++) {
        const struct bo_value *value = &param->values.at[i];
        if (!bo_left_out(c, &value->dated)) {
            series.value[n] = bo_stated_value(p, param->kind, scale, value->text, strlen(value->text));
            series.dated[n++] = &value->dated;
        }
    }
    series.n = n;
    series.n_gaps = param->gaps.n;
    series.gaps = bo_gap_days(c, param->gaps.at, param->gaps.n, &param->named);
    series.reason = bo_nothing_held(c, &param->named);
    uint32_t added = add_series(c, series);
    p->param_node[number] = series_node(c, added, clock, param->kind, bo_power_of_ten(scale),
                                        param->kind == BO_NUMBER ? param->unit : BO_UNIT_ONE);
    return p->param_node[number];
}

/* Scales */

struct bo_scale_parts { /* by band: series of the lower limits (from the second band on) and of the rates */
    size_t n;
    int64_t limit_den, rate_den;
    uint32_t *limit, *rate;
};

struct version {
    const struct bo_dated *dated; /* NULL: an example's, for every day */
    const struct bo_band *bands;
    size_t n;
};

static unsigned places_of(const char *text)
{
    const char *point = strchr(text, '.');
    return point != NULL ? (unsigned)strlen(point + 1) : 0;
}

static size_t scale_versions(const struct bo_compiler *c, const struct bo_scale *scale, struct version *versions)
{
    const struct bo_set_value *set = example_value(c, NULL, scale->named.id);
    if (set != NULL) {
        versions[0] = (struct version){NULL, set->bands.at, set->bands.n};
        return 1;
    }
    size_t n = 0;
    for (size_t i = 0; i < scale->versions.n; i++) {
        const struct bo_bands *bands = &scale->versions.at[i];
        if (!bo_left_out(c, &bands->dated)) {
            versions[n++] = (struct version){&bands->dated, bands->bands.at, bands->bands.n};
        }
    }
    return n;
}

/* One series over the versions: the rate of band i or, for limits, where it begins. A version with fewer bands repeats
 * its last one, which then is empty below the repetition. */
static uint32_t band_series(struct bo_compiler *c, const struct bo_scale *scale, const struct version *versions,
                            size_t n, size_t band, bool limit, unsigned places, const struct bo_series *like)
{
    struct bo_series series = new_series(c, &scale->named, n);
    for (size_t i = 0; i < n; i++) {
        size_t at = band < versions[i].n ? band : versions[i].n - 1;
        const char *text = !limit ? versions[i].bands[at].rate : at > 0 ? versions[i].bands[at - 1].to : "0";
        series.value[i] = bo_stated_value(c->program, BO_NUMBER, places, text, strlen(text));
        series.dated[i] = versions[i].dated;
    }
    series.n_gaps = like->n_gaps;
    series.gaps = like->gaps;
    series.reason = like->reason;
    return add_series(c, series);
}

static const struct bo_scale_parts *scale_parts(struct bo_compiler *c, const struct bo_scale *scale)
{
    struct bo_scale_parts **known = &c->scale_of[scale->named.index];
    if (*known != NULL) {
        return *known;
    }
    struct bo_arena *arena = &c->program->arena;
    struct bo_scale_parts *parts = *known = bo_alloc(arena, sizeof *parts);
    struct version *versions = bo_alloc_array(arena, scale->versions.n + 1, sizeof *versions);
    size_t n = scale_versions(c, scale, versions);
    unsigned limit_places = 0, rate_places = 0;
    for (size_t i = 0; i < n; i++) {
        parts->n = versions[i].n > parts->n ? versions[i].n : parts->n;
        for (size_t k = 0; k < versions[i].n; k++) {
            const struct bo_band *band = &versions[i].bands[k];
            unsigned to = band->to != NULL ? places_of(band->to) : 0, rate = places_of(band->rate);
            limit_places = to > limit_places ? to : limit_places;
            rate_places = rate > rate_places ? rate : rate_places;
        }
    }
    struct bo_series like = {.n_gaps = scale->gaps.n,
                             .gaps = bo_gap_days(c, scale->gaps.at, scale->gaps.n, &scale->named),
                             .reason = bo_nothing_held(c, &scale->named)};
    parts->limit_den = bo_power_of_ten(limit_places);
    parts->rate_den = bo_power_of_ten(rate_places);
    parts->limit = bo_alloc_array(arena, parts->n + 1, sizeof *parts->limit);
    parts->rate = bo_alloc_array(arena, parts->n + 1, sizeof *parts->rate);
    for (size_t i = 0; i < parts->n; i++) {
        parts->limit[i] = i > 0 ? band_series(c, scale, versions, n, i, true, limit_places, &like) : BO_NONE;
        parts->rate[i] = band_series(c, scale, versions, n, i, false, rate_places, &like);
    }
    return parts;
}

struct bo_val bo_scale_call(const struct bo_view *view, const struct bo_ast *ast, const struct bo_scale *scale)
{
    struct bo_compiler *c = view->c;
    struct bo_builder *b = &c->b;
    if (ast->n < 1 || ast->n > 2) {
        bo_formula_error(view, ast, "bad-arguments", "%s takes an amount and, if need be, a factor for its limits",
                         scale->named.id);
        return bo_wrong();
    }
    struct bo_val val[2];
    uint32_t amount[2] = {BO_NONE, BO_NONE};
    struct bo_term *kids[2] = {0};
    for (uint32_t i = 0; i < ast->n; i++) {
        val[i] = bo_formula(view, ast->kid[i]);
        amount[i] = bo_scalar(view, ast->kid[i], &val[i], scale->named.id);
        if (amount[i] == BO_FAILED) {
            return bo_wrong();
        }
        if (bo_at(b, amount[i])->kind != BO_NUMBER) {
            bo_formula_error(view, ast->kid[i], "type-mismatch", "%s needs a number, not a %s", scale->named.id,
                             bo_kind_name(bo_at(b, amount[i])->kind));
            return bo_wrong();
        }
        kids[i] = val[i].term;
    }
    const struct bo_scale_parts *parts = scale_parts(c, scale);
    uint32_t clock = bo_clock_node(c, scale->by);
    uint32_t day = bo_seen_from(view, ast, clock, &scale->named);
    if (day == BO_FAILED) {
        return bo_wrong();
    }
    bo_at_ast(view, ast);
    struct bo_term *term = bo_term(view, BO_TERM_SCALE, ast, BO_NONE, ast->n, kids);
    term->named = &scale->named;
    term->n_bands = (uint32_t)parts->n;
    term->bands = bo_alloc_array(&c->program->arena, parts->n, sizeof *term->bands);
    for (size_t i = 0; i < parts->n; i++) {
        term->bands[i].rate = series_node(c, parts->rate[i], day, BO_NUMBER, parts->rate_den, BO_UNIT_ONE);
        uint32_t limit =
            i > 0 ? series_node(c, parts->limit[i], day, BO_NUMBER, parts->limit_den, scale->unit) : BO_NONE;
        term->bands[i].limit = i > 0 && ast->n == 2 ? bo_build_mul(b, limit, amount[1]) : limit;
    }
    uint32_t zero = bo_build_const(b, view->entity, BO_NUMBER, 0, 1, BO_UNIT_ONE), total = zero;
    for (size_t i = 0; i < parts->n && total != BO_FAILED; i++) {
        uint32_t part = amount[0];
        part = i + 1 < parts->n ? bo_build_least(b, part, term->bands[i + 1].limit) : part;
        part = i > 0 ? bo_build_sub(b, part, term->bands[i].limit) : part;
        part = bo_build_greatest(b, part, zero);
        total = bo_build_add(b, total, bo_build_mul(b, part, term->bands[i].rate));
    }
    term->node = term->source = total;
    return bo_one(view, total, term);
}
