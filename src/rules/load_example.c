/* Worked examples: cases with what the law's own arithmetic, or a published source, gives for them. */
#include "rules/read.h"

#include <string.h>

enum { TOLD_MONTHS_MAX = 60 };

static struct bo_set_value read_set(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_set_value set = {.param_id = bo_read_text(element, "param"),
                               .scale_id = bo_read_text(element, "scale"),
                               .place = element->place};
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        BO_PUSH(reading->arena, &set.bands, bo_read_band(child));
    }
    if (element->text.n > 0) {
        set.value = element->text.text;
    }
    bool param = set.param_id != NULL && set.value != NULL && set.bands.n == 0;
    bool scale = set.scale_id != NULL && set.value == NULL && set.bands.n > 0;
    if ((set.param_id != NULL) == (set.scale_id != NULL) || !(param || scale)) {
        bo_read_error(reading, element->place, "bad-set",
                      "<set> names a param and holds its value, or a scale and its bands");
    }
    return set;
}

static struct bo_expect read_expect(const struct bo_xml *element)
{
    return (struct bo_expect){.id = bo_read_text(element, "id"),
                              .scenario = bo_read_text(element, "scenario"),
                              .of = bo_read_text(element, "of"),
                              .value = element->text.text,
                              .place = element->place};
}

static struct bo_example_period read_period(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_example_period period = {.patch = element->text.n > 0 ? element->text.text : "{}",
                                       .place = element->place};
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        BO_PUSH(reading->arena, &period.expects, read_expect(child));
    }
    return period;
}

/* Money by date */

static void read_claim(struct bo_reading *reading, const struct bo_xml *element, struct bo_example_timeline *told,
                       const char *scenario)
{
    const char *ids = bo_read_text(element, "id"), *but = bo_read_text(element, "but");
    struct bo_example_claim claim = {.scenario = scenario, .but = ids == NULL, .place = element->place};
    if (ids != NULL && but != NULL) {
        bo_read_error(reading, element->place, "bad-claim", "<all> has 'id' or 'but', not both");
    }
    for (const char *p = ids != NULL ? ids : but != NULL ? but : ""; *p != '\0';) {
        size_t n = strcspn(p, " ");
        if (n > 0) {
            BO_PUSH(reading->arena, &claim.ids, bo_strndup(reading->arena, p, n));
        }
        p += n + strspn(p + n, " ");
    }
    BO_PUSH(reading->arena, &told->claims, claim);
}

static void read_sums(struct bo_reading *reading, const struct bo_xml *element, struct bo_example_timeline *told,
                      const char *scenario)
{
    struct bo_example_month month = {.scenario = scenario,
                                     .month = bo_read_text(element, "month"),
                                     .income = bo_read_text(element, "income"),
                                     .costs = bo_read_text(element, "costs"),
                                     .left_over = bo_read_text(element, "left-over"),
                                     .place = element->place};
    const char *first = bo_printf(reading->arena, "%s-01", month.month);
    int64_t day;
    bool impossible;
    if (!bo_date_parse(first, strlen(first), &day, &impossible)) {
        bo_read_error(reading, bo_read_place(element, "month"), "bad-date", "'%s' is no month (2026-06)", month.month);
    }
    if (month.income == NULL && month.costs == NULL && month.left_over == NULL) {
        bo_read_error(reading, element->place, "missing-attribute",
                      "<month> says at least one of 'income', 'costs' and 'left-over'");
    }
    BO_PUSH(reading->arena, &told->sums, month);
}

static void read_told(struct bo_reading *reading, const struct bo_xml *element, struct bo_example_timeline *told)
{
    const char *scenario_of_all = bo_read_text(element, "scenario");
    told->place = element->place;
    told->what_if = bo_read_text(element, "if");
    told->months = bo_read_count(reading, element, "months", TOLD_MONTHS_MAX, 1);
    if (told->months == 0) {
        bo_read_error(reading, bo_read_place(element, "months"), "bad-number", "months is at least 1");
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        const char *own = bo_read_text(child, "scenario"), *scenario = own != NULL ? own : scenario_of_all;
        const char *text = child->text.n > 0 ? child->text.text : NULL;
        if (strcmp(child->name, "all") == 0) {
            read_claim(reading, child, told, scenario);
        } else if (strcmp(child->name, "month") == 0) {
            read_sums(reading, child, told, scenario);
        } else if (strcmp(child->name, "entry") == 0) {
            struct bo_example_entry entry = {.scenario = scenario,
                                             .id = bo_read_text(child, "id"),
                                             .of = bo_read_text(child, "of"),
                                             .amount = text,
                                             .date = bo_read_date(reading, child, "date", 0),
                                             .place = child->place};
            BO_PUSH(reading->arena, &told->entries, entry);
        } else {
            bool lowest = strcmp(child->name, "lowest") == 0;
            struct bo_example_point point = {.scenario = scenario,
                                             .amount = text,
                                             .date = lowest ? bo_read_date(reading, child, "date", 0) : 0,
                                             .place = child->place};
            if (lowest) {
                BO_PUSH(reading->arena, &told->lowest, point);
            } else {
                BO_PUSH(reading->arena, &told->ends, point);
            }
        }
    }
}

void bo_load_example(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_example *example = bo_alloc(reading->arena, sizeof *example);
    example->id = bo_read_text(element, "id");
    example->source = bo_read_text(element, "source");
    example->on = bo_read_date(reading, element, "on", 0);
    example->law = reading->law;
    example->place = element->place;
    if (!bo_name_valid(example->id)) {
        bo_read_error(reading, bo_read_place(element, "id"), "bad-id",
                      "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", example->id);
    }
    uint32_t number;
    if (bo_intern_find(&reading->examples, example->id, &number)) {
        const struct bo_place *there = &reading->set->examples.at[number]->place;
        bo_read_error(reading, element->place, "repeated-id", "the example '%s' is there already: %s:%d", example->id,
                      there->file, there->line);
        return;
    }
    bo_intern(&reading->examples, example->id);
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "set") == 0) {
            BO_PUSH(reading->arena, &example->sets, read_set(reading, child));
        } else if (strcmp(child->name, "case") == 0) {
            example->case_text = child->text.text;
            example->case_place = child->text.at;
        } else if (strcmp(child->name, "expect") == 0) {
            BO_PUSH(reading->arena, &example->expects, read_expect(child));
        } else if (strcmp(child->name, "period") == 0) {
            BO_PUSH(reading->arena, &example->periods, read_period(reading, child));
        } else if (strcmp(child->name, "timeline") == 0) {
            read_told(reading, child, &example->told);
        }
    }
    BO_PUSH(reading->arena, &reading->set->examples, example);
}
