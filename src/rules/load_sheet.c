/* The sheet: what is shown, in groups; its totals and balance become rules of their own. */
#include "rules/read.h"

#include "base/buf.h"
#include <string.h>

enum { TOTAL_SCALE = 2, PLACES_MAX = 12 };

static const char *read_name(struct bo_reading *reading, const struct bo_xml *element, const char *attribute)
{
    return bo_read_text(element, attribute) != NULL ? bo_read_id(reading, element, attribute) : NULL;
}

static void read_group(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_sheet *sheet = &reading->set->sheet;
    struct bo_group group = {.id = read_name(reading, element, "id"),
                             .total_id = read_name(reading, element, "total"),
                             .place = element->place};
    bo_read_texts(reading, element, "label", &group.label);
    for (size_t i = 0; i < sheet->groups.n; i++) {
        if (strcmp(sheet->groups.at[i].id, group.id) == 0 && *group.id != '\0') {
            bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "the sheet has two groups '%s'",
                          group.id);
        }
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "line") == 0) {
            struct bo_line line = {.value_id = bo_read_text(child, "value"), .place = bo_read_place(child, "value")};
            bo_read_texts(reading, child, "label", &line.label);
            bo_read_texts(reading, child, "text", &line.text);
            for (size_t i = 0; i < group.lines.n; i++) {
                if (strcmp(group.lines.at[i].value_id, line.value_id) == 0) {
                    bo_read_error(reading, line.place, "repeated-id", "the group has two lines of '%s'", line.value_id);
                }
            }
            BO_PUSH(reading->arena, &group.lines, line);
        }
    }
    BO_PUSH(reading->arena, &sheet->groups, group);
}

static bool positive_whole(const char *text, size_t n)
{
    return n > 0 && n <= 9 && strspn(text, "0123456789") >= n && text[0] != '0';
}

/* "12/52" or "1": whole numbers above 0. */
static const char *read_factor(struct bo_reading *reading, const struct bo_xml *element)
{
    const char *factor = bo_read_text(element, "factor");
    if (factor == NULL) {
        return "1";
    }
    size_t n = strcspn(factor, "/");
    if (!positive_whole(factor, n) || (factor[n] == '/' && !positive_whole(factor + n + 1, strlen(factor + n + 1)))) {
        bo_read_error(reading, bo_read_place(element, "factor"), "bad-number", "a factor is 12 or 12/52, not '%s'",
                      factor);
        return "1";
    }
    return factor;
}

static void read_measure(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_measure measure = {.id = read_name(reading, element, "id"),
                                 .over_id = bo_read_text(element, "over"),
                                 .factor = read_factor(reading, element),
                                 .place = element->place,
                                 .places = bo_read_count(reading, element, "places", PLACES_MAX, 0)};
    bo_read_texts(reading, element, "label", &measure.label);
    BO_PUSH(reading->arena, &reading->set->sheet.measures, measure);
}

/* What --per takes: no name of a formula, so that it may be "4-weeks". */
static const char *read_period_id(struct bo_reading *reading, const struct bo_xml *element)
{
    const char *id = bo_read_text(element, "id");
    if (id != NULL && (*id == '\0' || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(id))) {
        bo_read_error(reading, bo_read_place(element, "id"), "bad-id",
                      "'%s' is no period: small letters, digits, _ and - only", id);
    }
    return id != NULL ? id : "";
}

static void read_period(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_sheet_period period = {
        .id = read_period_id(reading, element), .factor = read_factor(reading, element), .place = element->place};
    bo_read_texts(reading, element, "label", &period.label);
    BO_PUSH(reading->arena, &reading->set->sheet.periods, period);
}

static void read_help(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_sheet *sheet = &reading->set->sheet;
    bo_read_texts(reading, element, "label", &sheet->help_label);
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "item") == 0) {
            struct bo_help_item item = {.value_id = bo_read_text(child, "value"),
                                        .worth_id = bo_read_text(child, "worth"),
                                        .place = bo_read_place(child, "value")};
            bo_read_texts(reading, child, "label", &item.label);
            bo_read_texts(reading, child, "text", &item.text);
            BO_PUSH(reading->arena, &sheet->help, item);
        }
    }
}

/* Names with blanks between. */
static void read_words(struct bo_reading *reading, const struct bo_xml *element, const char *attribute,
                       struct bo_vary *vary)
{
    const char *list = bo_read_text(element, attribute);
    for (const char *p = list != NULL ? list : ""; *(p += strspn(p, " ")) != '\0';) {
        size_t n = strcspn(p, " ");
        const char *word = bo_strndup(reading->arena, p, n);
        BO_PUSH(reading->arena, &vary->without, word);
        p += n;
    }
}

static void read_vary(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_vary *vary = &reading->set->sheet.vary;
    *vary = (struct bo_vary){.hours_id = bo_read_text(element, "hours"),
                             .wage_id = bo_read_text(element, "wage"),
                             .pay_id = bo_read_text(element, "pay"),
                             .gross_id = bo_read_text(element, "gross"),
                             .least_wage_id = bo_read_text(element, "least-wage"),
                             .who_id = bo_read_text(element, "who"),
                             .from = bo_read_text(element, "from"),
                             .to = bo_read_text(element, "to"),
                             .step = bo_read_text(element, "step"),
                             .place = element->place};
    read_words(reading, element, "without", vary);
}

void bo_load_sheet(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_sheet *sheet = &reading->set->sheet;
    sheet->entity_id = bo_read_text(element, "entity");
    sheet->entity = bo_read_entity(reading, element, "entity");
    sheet->place = element->place;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "group") == 0) {
            read_group(reading, child);
        } else if (strcmp(child->name, "balance") == 0) {
            sheet->balance_id = read_name(reading, child, "id");
            sheet->plus_id = bo_read_text(child, "plus");
            sheet->minus_id = bo_read_text(child, "minus");
            sheet->balance_place = child->place;
            bo_read_texts(reading, child, "label", &sheet->balance_label);
        } else if (strcmp(child->name, "measure") == 0) {
            read_measure(reading, child);
        } else if (strcmp(child->name, "period") == 0) {
            read_period(reading, child);
        } else if (strcmp(child->name, "help") == 0) {
            read_help(reading, child);
        } else if (strcmp(child->name, "vary") == 0) {
            read_vary(reading, child);
        }
    }
}

/* Totals */

struct shown { /* what a line shows: a rule or an input */
    unsigned entity;
    const char *unit_text;
    struct bo_unit unit;
};

static bool find_shown(const struct bo_set *set, const char *id, struct shown *shown)
{
    const struct bo_named *named = bo_set_find(set, id);
    if (named != NULL && named->element == BO_E_RULE) {
        const struct bo_rule *rule = (const struct bo_rule *)named;
        *shown = (struct shown){rule->entity, rule->unit_text, rule->unit};
        return rule->kind == BO_NUMBER;
    }
    if (named != NULL && named->element == BO_E_INPUT) {
        const struct bo_input *input = (const struct bo_input *)named;
        *shown = (struct shown){input->entity, input->unit_text, input->unit};
        return input->kind == BO_NUMBER;
    }
    return false;
}

/* The list, seen from the sheet's entity, of the instances of an entity inside it; NULL when it is not inside. */
static const char *list_below(const struct bo_set *set, unsigned entity)
{
    const struct bo_entity *e = set->entities.at[entity], *sheet = set->entities.at[set->sheet.entity];
    if (sheet->kind == BO_ENTITY_GROUP && e->in == (int)set->sheet.entity && e->kind == BO_ENTITY_MAP) {
        return sheet->members;
    }
    for (int up = e->in; up >= 0; up = set->entities.at[up]->in) {
        if (up == (int)set->sheet.entity) {
            return e->key;
        }
    }
    return NULL;
}

/* A rule of the sheet's entity with this formula; the unit is that of the lines. */
static void add_rule(struct bo_reading *reading, const char *id, struct bo_place place, const bo_texts *label,
                     const struct shown *like, const struct bo_buf *formula)
{
    struct bo_set *set = reading->set;
    struct bo_rule *rule = bo_alloc(reading->arena, sizeof *rule);
    rule->named = (struct bo_named){.element = BO_E_RULE,
                                    .id = id,
                                    .index = (uint32_t)set->rules.n,
                                    .law = reading->law,
                                    .place = place,
                                    .label = *label};
    rule->entity_id = set->sheet.entity_id;
    rule->entity = set->sheet.entity;
    rule->kind = BO_NUMBER;
    rule->unit_text = like->unit_text;
    rule->unit = like->unit;
    rule->scale = TOTAL_SCALE;
    rule->synthetic = true;
    if (!bo_read_enter(reading, &rule->named)) {
        return;
    }
    BO_PUSH(reading->arena, &set->rules, rule);
    struct bo_formula text = {
        .text = bo_strndup(reading->arena, formula->at, formula->n), .n = formula->n, .at = place};
    rule->body.expr = bo_read_formula(reading, &text);
}

static void add_line(struct bo_reading *reading, const struct bo_line *line, const struct shown *shown,
                     struct bo_buf *formula)
{
    const char *list = shown->entity != reading->set->sheet.entity ? list_below(reading->set, shown->entity) : NULL;
    const char *value = list != NULL ? bo_printf(reading->arena, "sum(%s.%s)", list, line->value_id) : line->value_id;
    bo_buf_printf(formula, "%s(if known(%s) then %s else 0)", formula->n > 0 ? " + " : "", value, value);
}

/* Lines whose value is unknown, or has another unit, are refused by the check; here they are left out. */
static void add_total(struct bo_reading *reading, const struct bo_group *group, struct shown *like, bool *any)
{
    struct bo_buf formula;
    bo_buf_init(&formula);
    for (size_t i = 0; i < group->lines.n; i++) {
        struct shown shown;
        if (find_shown(reading->set, group->lines.at[i].value_id, &shown)) {
            *like = *any ? *like : shown;
            *any = true;
            add_line(reading, &group->lines.at[i], &shown, &formula);
        }
    }
    if (formula.n > 0 && *group->total_id != '\0') {
        add_rule(reading, group->total_id, group->place, &group->label, like, &formula);
    }
    bo_buf_fini(&formula);
}

void bo_load_totals(struct bo_reading *reading)
{
    struct bo_sheet *sheet = &reading->set->sheet;
    struct shown like = {0};
    bool any = false;
    for (size_t i = 0; i < sheet->groups.n; i++) {
        if (sheet->groups.at[i].total_id != NULL) {
            add_total(reading, &sheet->groups.at[i], &like, &any);
        }
    }
    if (sheet->balance_id != NULL && any && *sheet->balance_id != '\0') {
        struct bo_buf formula;
        bo_buf_init(&formula);
        bo_buf_printf(&formula, "%s - %s", sheet->plus_id, sheet->minus_id);
        add_rule(reading, sheet->balance_id, sheet->balance_place, &sheet->balance_label, &like, &formula);
        bo_buf_fini(&formula);
    }
}
