/* Worked examples: cases with what the law's own arithmetic, or a published source, gives for them. */
#include "rules/read.h"

#include <string.h>

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
        }
    }
    BO_PUSH(reading->arena, &reading->set->examples, example);
}
