/* The timeline: which entries there can be on a day. */
#include "rules/read.h"

#include <string.h>

enum { MONTHS_MAX = 60 };

static void read_entry(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_timeline *timeline = &reading->set->timeline;
    struct bo_timeline_entry entry = {.id = bo_read_id(reading, element, "id"),
                                      .when_id = bo_read_text(element, "when"),
                                      .amount_id = bo_read_text(element, "amount"),
                                      .total_id = bo_read_text(element, "total"),
                                      .glance_id = bo_read_text(element, "glance"),
                                      .place = element->place};
    bo_read_texts(reading, element, "label", &entry.label);
    bo_read_texts(reading, element, "text", &entry.text);
    for (size_t i = 0; i < timeline->entries.n; i++) {
        if (strcmp(timeline->entries.at[i].id, entry.id) == 0 && *entry.id != '\0') {
            bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "the timeline has two entries '%s'",
                          entry.id);
        }
    }
    if ((entry.amount_id == NULL) != (entry.total_id == NULL)) {
        bo_read_error(reading, element->place, "missing-attribute", "'amount' and 'total' stand together, or neither");
    } else if (entry.amount_id == NULL && entry.when_id == NULL) {
        bo_read_error(reading, element->place, "missing-attribute", "an entry needs 'amount' or 'when'");
    }
    BO_PUSH(reading->arena, &timeline->entries, entry);
}

void bo_load_timeline(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_timeline *timeline = &reading->set->timeline;
    bool months = false;
    int64_t count;
    timeline->place = element->place;
    timeline->balance_id = bo_read_text(element, "balance");
    timeline->months = bo_read_count(reading, element, "months", MONTHS_MAX, 6);
    timeline->back = bo_read_text(element, "back");
    if (timeline->months == 0) {
        bo_read_error(reading, bo_read_place(element, "months"), "bad-number", "months is at least 1");
    }
    if (timeline->back != NULL &&
        (!bo_duration_parse(timeline->back, strlen(timeline->back), &months, &count) || !months || count < 0)) {
        bo_read_error(reading, bo_read_place(element, "back"), "bad-value", "'%s' is no number of months (P2M)",
                      timeline->back);
        timeline->back = NULL;
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "entry") == 0) {
            read_entry(reading, child);
        }
    }
}
