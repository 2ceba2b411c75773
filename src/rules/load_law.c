/* The elements of a law file: hands each to its reader; sources and what is not calculated are read here. */
#include "rules/read.h"

#include <string.h>

static void load_source(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_source *source = bo_alloc(reading->arena, sizeof *source);
    source->id = bo_read_text(element, "id");
    source->title = bo_read_text(element, "title");
    source->number = bo_read_text(element, "number");
    source->href = bo_read_text(element, "href");
    source->place = element->place;
    if (source->id == NULL) {
        return;
    }
    if (!bo_name_valid(source->id)) {
        bo_read_error(reading, bo_read_place(element, "id"), "bad-id",
                      "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", source->id);
    }
    const char *href = source->href;
    if (href != NULL && strncmp(href, "https://", 8) != 0 && strncmp(href, "http://", 7) != 0) {
        bo_read_error(reading, bo_read_place(element, "href"), "bad-link", "a link begins with https:// or http://");
    }
    uint32_t number;
    if (bo_intern_find(&reading->set->source_ids, source->id, &number)) {
        const struct bo_place *there = &reading->set->sources.at[number]->place;
        bo_read_error(reading, element->place, "repeated-id", "the source '%s' is there already: %s:%d", source->id,
                      there->file, there->line);
        return;
    }
    bo_intern(&reading->set->source_ids, source->id);
    BO_PUSH(reading->arena, &reading->set->sources, source);
}

static void load_missing(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_missing *missing = bo_read_named(reading, element, BO_E_MISSING, sizeof *missing);
    if (missing != NULL) {
        missing->named.index = (uint32_t)reading->set->missings.n;
        BO_PUSH(reading->arena, &reading->set->missings, missing);
    }
}

void bo_load_law_elements(struct bo_reading *reading, const struct bo_xml *root)
{
    static const struct {
        const char *name;
        void (*load)(struct bo_reading *, const struct bo_xml *);
    } loaders[] = {{"source", load_source},     {"input", bo_load_input},        {"param", bo_load_param},
                   {"table", bo_load_table},    {"scale", bo_load_scale},     {"function", bo_load_function},
                   {"rule", bo_load_rule},      {"message", bo_load_message}, {"not-calculated", load_missing},
                   {"example", bo_load_example}};
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        for (size_t i = 0; i < sizeof loaders / sizeof *loaders; i++) {
            if (strcmp(loaders[i].name, child->name) == 0) {
                reading->replacing = false;
                loaders[i].load(reading, child);
            }
        }
    }
}
