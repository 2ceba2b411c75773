#include "render/shown.h"

#include <string.h>

struct values { /* of a scenario: the unit's, or a person's */
    const struct bo_calc_value *at;
    size_t n;
};

static const struct bo_calc_value *find(const struct values *values, const char *id)
{
    for (size_t i = 0; i < values->n; i++) {
        if (strcmp(values->at[i].id, id) == 0) {
            return &values->at[i];
        }
    }
    return NULL;
}

static const struct bo_calc_person *find_person(const struct bo_calc_scenario *of, const struct bo_calc_person *like)
{
    for (size_t i = 0; i < of->persons.n; i++) {
        const struct bo_calc_person *person = &of->persons.at[i];
        if (strcmp(person->entity_key, like->entity_key) == 0 && strcmp(person->name, like->name) == 0) {
            return person;
        }
    }
    return NULL;
}

/* "people/you/pay", which stands among the person's values too. */
static bool of_person(const struct bo_calc *calc, const struct bo_calc_value *value)
{
    const char *slash = strrchr(value->id, '/');
    for (size_t s = 0; slash != NULL && s < calc->scenarios.n; s++) {
        for (size_t i = 0; i < calc->scenarios.at[s].persons.n; i++) {
            const struct bo_calc_person *who = &calc->scenarios.at[s].persons.at[i];
            size_t key = strlen(who->entity_key), name = strlen(who->name);
            struct values values = {who->values, who->n};
            if ((size_t)(slash - value->id) == key + 1 + name && strncmp(value->id, who->entity_key, key) == 0 &&
                strncmp(value->id + key + 1, who->name, name) == 0 && find(&values, slash + 1) != NULL) {
                return true;
            }
        }
    }
    return false;
}

/* who: whose values they are, NULL for the unit's. */
static void add_rows(struct bo_arena *arena, bo_shown_rows *to, const struct bo_calc *calc, const struct values *of,
                     const struct bo_calc_person *who)
{
    size_t n = calc->scenarios.n;
    for (size_t s = 0; s < n; s++) {
        for (size_t i = 0; i < of[s].n; i++) {
            const struct bo_calc_value *value = &of[s].at[i];
            struct bo_shown row = {.id = value->id, .named = value->named};
            bool told = false;
            for (size_t t = 0; t < s; t++) {
                told |= find(&of[t], value->id) != NULL;
            }
            if (told || (who == NULL && of_person(calc, value))) {
                continue;
            }
            row.entity_key = who != NULL ? who->entity_key : NULL;
            row.person = who != NULL ? who->name : NULL;
            row.value = bo_alloc_array(arena, n, sizeof *row.value);
            for (size_t t = 0; t < n; t++) {
                row.value[t] = find(&of[t], value->id);
            }
            BO_PUSH(arena, to, row);
        }
    }
}

/* Of a person whom scenario s is the first to have; nothing when an earlier one has them. */
static void add_person(struct bo_arena *arena, bo_shown_rows *to, const struct bo_calc *calc, size_t s,
                       const struct bo_calc_person *who)
{
    struct values *of = bo_alloc_array(arena, calc->scenarios.n, sizeof *of);
    for (size_t t = 0; t < calc->scenarios.n; t++) {
        const struct bo_calc_person *same = find_person(&calc->scenarios.at[t], who);
        if (same != NULL && t < s) {
            return;
        }
        of[t] = same != NULL ? (struct values){same->values, same->n} : (struct values){NULL, 0};
    }
    add_rows(arena, to, calc, of, who);
}

bo_shown_rows bo_shown_of(struct bo_arena *arena, const struct bo_calc *calc)
{
    bo_shown_rows rows = {0};
    struct values *of = bo_alloc_array(arena, calc->scenarios.n, sizeof *of);
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        of[s] = (struct values){calc->scenarios.at[s].values.at, calc->scenarios.at[s].values.n};
    }
    add_rows(arena, &rows, calc, of, NULL);
    for (size_t s = 0; s < calc->scenarios.n; s++) {
        for (size_t i = 0; i < calc->scenarios.at[s].persons.n; i++) {
            add_person(arena, &rows, calc, s, &calc->scenarios.at[s].persons.at[i]);
        }
    }
    return rows;
}
