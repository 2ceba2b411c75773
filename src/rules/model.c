#include "rules/model.h"

#include "base/buf.h"
#include <string.h>

const struct bo_named *bo_set_find(const struct bo_set *set, const char *id)
{
    uint32_t number;
    return bo_intern_find(&set->names, id, &number) ? set->by_name.at[number] : NULL;
}

const struct bo_timeline_entry *bo_set_entry(const struct bo_set *set, const char *id)
{
    for (size_t i = 0; i < set->timeline.entries.n; i++) {
        if (strcmp(set->timeline.entries.at[i].id, id) == 0) {
            return &set->timeline.entries.at[i];
        }
    }
    return NULL;
}

const struct bo_input *bo_set_field(const struct bo_set *set, unsigned entity, const char *key)
{
    for (size_t i = 0; i < set->inputs.n; i++) {
        const struct bo_input *input = set->inputs.at[i];
        if (input->entity == entity && input->part_of == NULL && strcmp(input->key, key) == 0) {
            return input;
        }
    }
    return NULL;
}

int bo_set_inside(const struct bo_set *set, unsigned entity, const char *key)
{
    for (size_t e = 0; e < set->entities.n; e++) {
        if (set->entities.at[e]->in == (int)entity && strcmp(set->entities.at[e]->key, key) == 0) {
            return (int)e;
        }
    }
    return -1;
}

bool bo_claim_holds(const struct bo_example_claim *claim, const char *id)
{
    bool named = false;
    for (size_t i = 0; i < claim->ids.n; i++) {
        named |= strcmp(claim->ids.at[i], id) == 0;
    }
    return named != claim->but;
}

static bool expects(const bo_expects *list, const char *id)
{
    bool found = false;
    for (size_t i = 0; i < list->n; i++) {
        found |= strcmp(list->at[i].id, id) == 0;
    }
    return found;
}

/* Of a rule that is the amount or the event of an entry. */
static bool tells(const struct bo_set *set, const struct bo_example_timeline *told, const char *rule_id)
{
    bool found = false;
    for (size_t e = 0; e < set->timeline.entries.n && told->months > 0; e++) {
        const struct bo_timeline_entry *entry = &set->timeline.entries.at[e];
        if ((entry->amount_id == NULL || strcmp(entry->amount_id, rule_id) != 0) &&
            (entry->when_id == NULL || strcmp(entry->when_id, rule_id) != 0)) {
            continue;
        }
        for (size_t i = 0; i < told->entries.n; i++) {
            found |= strcmp(told->entries.at[i].id, entry->id) == 0;
        }
        for (size_t i = 0; i < told->claims.n; i++) {
            found |= bo_claim_holds(&told->claims.at[i], entry->id);
        }
    }
    return found;
}

bool bo_example_names(const struct bo_set *set, const struct bo_example *example, const char *rule_id)
{
    bool found = expects(&example->expects, rule_id) || tells(set, &example->told, rule_id);
    for (size_t p = 0; p < example->periods.n; p++) {
        found |= expects(&example->periods.at[p].expects, rule_id);
    }
    return found;
}

const char *bo_set_nearest(const struct bo_set *set, const char *id)
{
    return bo_nearest(id, set->names.texts.at, set->names.texts.n);
}

const struct bo_template *bo_set_template(const struct bo_set *set, bool what_if, const char *id)
{
    for (size_t i = 0; i < set->templates.n; i++) {
        if (set->templates.at[i]->what_if == what_if && strcmp(set->templates.at[i]->id, id) == 0) {
            return set->templates.at[i];
        }
    }
    return NULL;
}

static const char *canonical_symbol(const struct bo_set *set, const char *name, size_t n)
{
    for (size_t i = 0; i < set->aliases.n; i++) {
        if (strlen(set->aliases.at[i].name) == n && memcmp(set->aliases.at[i].name, name, n) == 0) {
            return set->aliases.at[i].id;
        }
    }
    return NULL;
}

bool bo_set_unit(const struct bo_set *set, const char *text, struct bo_unit *unit, const char **unknown,
                 struct bo_arena *arena)
{
    if (set->aliases.n == 0) {
        return bo_unit_parse(&set->symbols, text, unit, unknown, arena);
    }
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_puts(&buf, "");
    for (const char *p = text; *p != '\0';) {
        size_t n = strcspn(p, "*/ "), rest = strspn(p + n, "*/ ");
        const char *symbol = canonical_symbol(set, p, n);
        bo_buf_add(&buf, symbol != NULL ? symbol : p, symbol != NULL ? strlen(symbol) : n);
        bo_buf_add(&buf, p + n, rest);
        p += n + rest;
    }
    bool good = bo_unit_parse(&set->symbols, bo_strndup(arena, buf.at, buf.n), unit, unknown, arena);
    bo_buf_fini(&buf);
    return good;
}

const char *bo_text_in(const struct bo_set *set, const bo_texts *texts, const char *lang)
{
    const char *wanted[] = {lang, set->lang};
    for (size_t w = 0; w < 2; w++) {
        for (size_t i = 0; wanted[w] != NULL && i < texts->n; i++) {
            if (strcmp(texts->at[i].lang, wanted[w]) == 0) {
                return texts->at[i].text;
            }
        }
    }
    return texts->n > 0 ? texts->at[0].text : NULL;
}

struct bo_unit bo_column_unit(const struct bo_table *table, const struct bo_column *column)
{
    return column->unit_text != NULL ? column->unit : table->unit;
}

unsigned bo_column_scale(const struct bo_table *table, const struct bo_column *column)
{
    return column->scale >= 0 ? (unsigned)column->scale : table->scale;
}

bool bo_has_currency(const struct bo_set *set, const struct bo_unit *unit)
{
    uint32_t currency;
    bool known = bo_intern_find(&set->symbols, set->currency, &currency), has = false;
    for (unsigned i = 0; known && i < unit->n; i++) {
        has |= unit->factor[i].symbol == currency && unit->factor[i].power > 0;
    }
    return has;
}

bool bo_is_money_column(const struct bo_set *set, const struct bo_table *table, const struct bo_column *column)
{
    struct bo_unit unit = bo_column_unit(table, column);
    return column->kind == BO_NUMBER && bo_has_currency(set, &unit);
}

char *bo_cite_text(struct bo_arena *arena, const struct bo_cite *cite)
{
    const char *law = cite->source_id != NULL ? cite->source_id : "";
    if (cite->source != NULL) {
        law = cite->source->number != NULL ? cite->source->number : cite->source->title;
    }
    return cite->at != NULL ? bo_printf(arena, "%s %s", law, cite->at) : bo_strdup(arena, law);
}
