/* The comparison of a calculation with an earlier result. */
#include "scenario/since.h"

#include "num/dec.h"
#include "scenario/figure.h"

#include <string.h>

enum { DECIMALS = 12 }; /* of an amount in a result, at most */

/* The earlier result, read */

struct checking {
    const char *file;
    struct bo_arena *arena;
    struct bo_diags *diags;
    bool good;
};

static void refuse(struct checking *c, const char *pointer, const char *code, const char *text)
{
    struct bo_place place = {.file = c->file, .pointer = pointer};
    bo_diag(c->diags, BO_ERROR, place, code, "%s", text);
    c->good = false;
}

/* A text that has to be there. */
static const char *needed(struct checking *c, const json_t *object, const char *key, const char *pointer)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) {
        refuse(c, pointer, "no-result",
               bo_printf(c->arena, "this is no result of \"calc --format json\": '%s' is a text there, not %s", key,
                         bo_json_kind(value)));
        return "";
    }
    return bo_strdup(c->arena, json_string_value(value));
}

static void read_rules(struct checking *c, struct bo_earlier *earlier)
{
    const json_t *rules = json_object_get(earlier->root, "rules"), *overlays = json_object_get(rules, "overlays");
    bool impossible;
    earlier->id = needed(c, rules, "id", "/rules/id");
    earlier->version = needed(c, rules, "version", "/rules/version");
    earlier->sha256 = needed(c, rules, "sha256", "/rules/sha256");
    const char *date = needed(c, rules, "date", "/rules/date");
    if (c->good && !bo_date_parse(date, strlen(date), &earlier->date, &impossible)) {
        refuse(c, "/rules/date", "bad-date", bo_printf(c->arena, "'%s' is no date", date));
    }
    for (size_t i = 0; i < json_array_size(overlays); i++) {
        const json_t *digest = json_object_get(json_array_get(overlays, i), "sha256");
        const char *text = json_is_string(digest) ? bo_strdup(c->arena, json_string_value(digest)) : "";
        BO_PUSH(c->arena, &earlier->overlays, text);
    }
}

static void check_belongs(struct checking *c, const struct bo_earlier *earlier, const struct bo_set *set)
{
    const char *currency = needed(c, earlier->root, "currency", "/currency");
    if (!c->good) {
        return;
    }
    if (strcmp(earlier->id, set->id) != 0) {
        refuse(c, "/rules/id", "other-rules",
               bo_printf(c->arena, "the earlier result is of the rule set '%s', and the case runs under '%s'",
                         earlier->id, set->id));
    } else if (strcmp(currency, set->currency) != 0) {
        refuse(c, "/currency", "other-currency",
               bo_printf(c->arena, "the earlier result is in %s, and the rules are in %s", currency, set->currency));
    }
}

enum bo_status bo_earlier_read(const struct bo_set *set, const char *file, const char *text, size_t n,
                               struct bo_arena *arena, struct bo_earlier *earlier, struct bo_diags *diags)
{
    struct checking c = {file, arena, diags, true};
    size_t errors = diags->errors;
    *earlier = (struct bo_earlier){.file = file};
    earlier->root = bo_json_parse((struct bo_place){.file = file}, text, n, diags);
    if (earlier->root == NULL || !bo_json_check(earlier->root, file, diags) || diags->errors > errors) {
        return BO_BAD_CASE;
    }
    if (!json_is_object(earlier->root)) {
        refuse(&c, "", "no-result", "this is no result of \"calc --format json\"");
        return BO_BAD_CASE;
    }
    const json_t *period = json_object_get(earlier->root, "period"),
                 *list = json_object_get(earlier->root, "scenarios");
    earlier->program = needed(&c, earlier->root, "program", "/program");
    read_rules(&c, earlier);
    earlier->period = json_is_string(period) ? bo_strdup(arena, json_string_value(period)) : NULL;
    if (c.good && (!json_is_array(list) || json_array_size(list) == 0)) {
        refuse(&c, "/scenarios", "no-result",
               bo_printf(arena, "this is no result of \"calc --format json\": the scenarios are a list, not %s",
                         bo_json_kind(list)));
    }
    check_belongs(&c, earlier, set);
    return c.good ? BO_OK : BO_BAD_CASE;
}

bool bo_earlier_rules(const struct bo_earlier *earlier, const struct bo_set *set)
{
    bool same = strcmp(earlier->sha256, set->sha256) == 0 && earlier->overlays.n == set->overlays.n;
    for (size_t i = 0; same && i < set->overlays.n; i++) {
        same = strcmp(earlier->overlays.at[i], set->overlays.at[i].sha256) == 0;
    }
    return same;
}

/* The comparison */

struct comparing {
    struct bo_since *since;
    const struct bo_calc *now, *between, *then;
    struct bo_arena *arena;
    struct checking check;
    struct bo_reader reader; /* of today's calculation */
};

static struct bo_figure amount_in(struct comparing *c, const json_t *object, const char *key, const char *pointer)
{
    const json_t *value = json_object_get(object, key);
    struct bo_figure figure = {.den = 1};
    bo_wide n;
    bool too_fine, too_big;
    if (value == NULL || json_is_null(value)) {
        return figure;
    }
    const char *text = json_is_string(value) ? json_string_value(value) : "";
    if (!bo_dec_parse_scaled(text, strlen(text), DECIMALS, &n, &too_fine, &too_big)) {
        refuse(&c->check, pointer, "bad-number", bo_printf(c->arena, "'%s' is no amount", text));
        return figure;
    }
    return (struct bo_figure){.known = true, .n = n, .den = INT64_C(1000000000000)};
}

static const json_t *find_line(const json_t *scenario, const char *id, size_t *place)
{
    const json_t *lines = json_object_get(scenario, "lines");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i), *own = json_object_get(line, "id");
        if (json_is_string(own) && strcmp(json_string_value(own), id) == 0) {
            *place = i;
            return line;
        }
    }
    return NULL;
}

static const char *called(const struct comparing *c, const bo_texts *label, const char *id)
{
    const char *text = bo_text_in(c->now->program->set, label, c->now->lang);
    const struct bo_named *named = bo_set_find(c->now->program->set, id);
    return text != NULL ? text : named != NULL ? bo_label(&c->reader, named) : id;
}

static bool is_other(struct bo_figure was, struct bo_figure now)
{
    return was.known != now.known || (was.known && bo_figure_sign(bo_figure_minus(now, was)) != 0);
}

static void add_line(struct comparing *c, struct bo_since_scenario *to, struct bo_since_line line)
{
    line.change = bo_figure_minus(line.now, line.was);
    if (is_other(line.was, line.now)) {
        BO_PUSH(c->arena, &to->lines, line);
    }
}

static void compare_lines(struct comparing *c, struct bo_since_scenario *to, const json_t *old, size_t place)
{
    const struct bo_calc_scenario *of = &c->now->scenarios.at[to->scenario];
    for (size_t g = 0; g < of->n_groups; g++) {
        const struct bo_group *group = of->groups[g].group;
        for (size_t l = 0; l < of->groups[g].n; l++) {
            const struct bo_calc_line *line = &of->groups[g].lines[l];
            size_t at = 0;
            const json_t *was = find_line(old, line->line->value_id, &at);
            const char *pointer = bo_printf(c->arena, "/scenarios/%zu/lines/%zu/amount", place, at);
            struct bo_figure before = was != NULL ? amount_in(c, was, "amount", pointer)
                                                  : (struct bo_figure){.known = true, .den = 1}; /* was no line yet */
            add_line(c, to,
                     (struct bo_since_line){.id = line->line->value_id,
                                            .label = called(c, &line->line->label, line->line->value_id),
                                            .was = before,
                                            .now = line->amount});
        }
        if (group->total_id != NULL) {
            add_line(c, to,
                     (struct bo_since_line){
                         .id = group->total_id,
                         .label = called(c, &group->label, group->total_id),
                         .total = true,
                         .was = amount_in(c, old, group->total_id,
                                          bo_printf(c->arena, "/scenarios/%zu/%s", place, group->total_id)),
                         .now = of->groups[g].total});
        }
    }
}

static bool has_line(const struct bo_calc_scenario *of, const char *id)
{
    for (size_t g = 0; g < of->n_groups; g++) {
        for (size_t l = 0; l < of->groups[g].n; l++) {
            if (strcmp(of->groups[g].lines[l].line->value_id, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Those that the sheet has no more. */
static void compare_gone(struct comparing *c, struct bo_since_scenario *to, const json_t *old, size_t place)
{
    const json_t *lines = json_object_get(old, "lines");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i), *id = json_object_get(line, "id"),
                     *label = json_object_get(line, "label");
        if (!json_is_string(id) || has_line(&c->now->scenarios.at[to->scenario], json_string_value(id))) {
            continue;
        }
        const char *name = bo_strdup(c->arena, json_string_value(id));
        const char *pointer = bo_printf(c->arena, "/scenarios/%zu/lines/%zu/amount", place, i);
        add_line(c, to,
                 (struct bo_since_line){.id = name,
                                        .label = json_is_string(label) ? bo_strdup(c->arena, json_string_value(label))
                                                                       : name,
                                        .was = amount_in(c, line, "amount", pointer),
                                        .now = (struct bo_figure){.known = true, .den = 1}});
    }
}

/* The balance of the same scenario in another calculation. */
static struct bo_figure balance_in(const struct comparing *c, const struct bo_calc *other, size_t scenario)
{
    const char *id = c->now->scenarios.at[scenario].scenario->id;
    for (size_t s = 0; other != NULL && s < other->scenarios.n; s++) {
        if (strcmp(other->scenarios.at[s].scenario->id, id) == 0) {
            return other->scenarios.at[s].balance;
        }
    }
    return (struct bo_figure){.known = false, .den = 1};
}

static void split(struct comparing *c, struct bo_since_scenario *to)
{
    struct bo_figure then = balance_in(c, c->then, to->scenario);
    struct bo_figure between = balance_in(c, c->between, to->scenario);
    to->by_facts = bo_figure_minus(then, to->balance.was);
    to->by_rules = bo_figure_minus(between, then);
    to->by_facts_and_rules = bo_figure_minus(between, to->balance.was);
    to->by_date = bo_figure_minus(to->balance.now, between);
}

/* The facts as they were read for the old rules and day, where they could be: a kind may take its facts from the law.
 */
static enum bo_since_facts facts_of(const struct comparing *c, size_t scenario, const json_t *old)
{
    const json_t *digest = json_object_get(old, "facts");
    const struct bo_calc *like = c->then != NULL ? c->then : c->between != NULL ? c->between : c->now;
    const char *own = NULL;
    for (size_t s = 0; s < like->scenarios.n; s++) {
        if (strcmp(like->scenarios.at[s].scenario->id, c->now->scenarios.at[scenario].scenario->id) == 0) {
            own = like->scenarios.at[s].scenario->digest;
        }
    }
    return own == NULL || !json_is_string(digest)        ? BO_FACTS_UNKNOWN
           : strcmp(own, json_string_value(digest)) == 0 ? BO_FACTS_SAME
                                                         : BO_FACTS_CHANGED;
}

static void compare_scenario(struct comparing *c, size_t s)
{
    const struct bo_sheet *sheet = &c->now->program->set->sheet;
    const json_t *list = json_object_get(c->since->earlier->root, "scenarios"), *old = NULL;
    struct bo_since_scenario to = {.scenario = s, .is_new = true};
    size_t place = 0;
    for (size_t i = 0; i < json_array_size(list) && to.is_new; i++) {
        const json_t *id = json_object_get(json_array_get(list, i), "id");
        if (json_is_string(id) && strcmp(json_string_value(id), c->now->scenarios.at[s].scenario->id) == 0) {
            old = json_array_get(list, i);
            place = i;
            to.is_new = false;
        }
    }
    if (!to.is_new) {
        to.facts = facts_of(c, s, old);
        compare_lines(c, &to, old, place);
        compare_gone(c, &to, old, place);
    }
    if (!to.is_new && sheet->balance_id != NULL) {
        const char *pointer = bo_printf(c->arena, "/scenarios/%zu/%s", place, sheet->balance_id);
        to.balance = (struct bo_since_line){.id = sheet->balance_id,
                                            .label = called(c, &sheet->balance_label, sheet->balance_id),
                                            .total = true,
                                            .was = amount_in(c, old, sheet->balance_id, pointer),
                                            .now = c->now->scenarios.at[s].balance};
        to.balance.change = bo_figure_minus(to.balance.now, to.balance.was);
        split(c, &to);
    }
    BO_PUSH(c->arena, &c->since->scenarios, to);
}

/* A scenario that was told and is no more cannot be compared, and may be a slip. */
static void refuse_missing(struct comparing *c)
{
    const json_t *list = json_object_get(c->since->earlier->root, "scenarios");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *id = json_object_get(json_array_get(list, i), "id");
        const char *pointer = bo_printf(c->arena, "/scenarios/%zu/id", i);
        bool found = false;
        for (size_t s = 0; json_is_string(id) && s < c->now->scenarios.n; s++) {
            found |= strcmp(c->now->scenarios.at[s].scenario->id, json_string_value(id)) == 0;
        }
        if (!json_is_string(id)) {
            refuse(&c->check, pointer, "no-result",
                   "this is no result of \"calc --format json\": a scenario has an id");
        } else if (!found) {
            refuse(&c->check, pointer, "missing-scenario",
                   bo_printf(c->arena, "the case has no scenario '%s' any more, so it cannot be compared",
                             json_string_value(id)));
        }
    }
}

enum bo_status bo_since_make(const struct bo_earlier *earlier, const struct bo_calc *now, const struct bo_calc *between,
                             const struct bo_calc *then, const char *program, struct bo_arena *arena,
                             struct bo_since **since, struct bo_diags *diags)
{
    *since = bo_alloc(arena, sizeof **since);
    (*since)->earlier = earlier;
    (*since)->same_program = strcmp(earlier->program, program) == 0;
    (*since)->same_rules = bo_earlier_rules(earlier, now->program->set);
    (*since)->rules_found = then != NULL || (*since)->same_rules;
    (*since)->day_known = between != NULL;
    struct comparing c = {.since = *since,
                          .now = now,
                          .between = between,
                          .then = then,
                          .arena = arena,
                          .check = {earlier->file, arena, diags, true},
                          .reader = {arena, now->kase, now->results, now->lang}};
    refuse_missing(&c);
    for (size_t s = 0; s < now->scenarios.n; s++) {
        compare_scenario(&c, s);
    }
    const struct bo_calc *other = then != NULL ? then : between;
    if (other != NULL) {
        bo_since_law(*since, now, other, arena);
    }
    return c.check.good ? BO_OK : BO_BAD_CASE;
}
