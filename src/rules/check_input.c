/* Inputs: bounds, options and defaults in their type; no two under one name in the case. */
#include "rules/check.h"

#include "num/dec.h"

#include <string.h>

static bool is_option(const struct bo_input *input, const char *value)
{
    for (size_t i = 0; i < input->options.n; i++) {
        if (strcmp(input->options.at[i].value, value) == 0) {
            return true;
        }
    }
    for (size_t b = 0; input->table != NULL && b < input->table->blocks.n; b++) {
        const struct bo_rows *block = &input->table->blocks.at[b];
        for (size_t r = 0; r < block->rows.n; r++) {
            if (strcmp(block->rows.at[r].field[0], value) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void check_options(struct bo_checking *checking, struct bo_input *input)
{
    struct bo_place place = input->named.place;
    if (input->table_id != NULL) {
        const struct bo_named *named = bo_set_find(checking->set, input->table_id);
        if (named == NULL || named->element != BO_E_TABLE) {
            bo_check_unknown(checking, place, "table", input->table_id);
            return;
        }
        input->table = (const struct bo_table *)named;
        if (input->table->keys.n > 0 && input->table->keys.at[0].match != BO_MATCH_CODE) {
            bo_check_error(checking, place, "bad-options", "the first key of '%s' is a number, not a code",
                           input->table_id);
        } else if (is_option(input, BO_FIELD_ANY)) {
            bo_check_error(checking, place, "bad-options", "'%s' has rows for any code, which is none of the options",
                           input->table_id);
        }
    }
    if (input->kind == BO_CODE && (input->options.n > 0) == (input->table != NULL)) {
        bo_check_error(checking, place, "bad-options", "an input of codes has either options or a table of them");
    } else if (input->kind != BO_CODE && (input->options.n > 0 || input->table != NULL)) {
        bo_check_error(checking, place, "bad-options", "only an input of codes has options");
    }
    for (size_t i = 0; i < input->options.n; i++) {
        bo_check_value(checking, place, "the option", BO_CODE, 0, input->options.at[i].value);
    }
}

/* Below zero, zero or above as a is less than, equal to or more than b; both are good values of the input. */
static int compare(const struct bo_input *input, const char *a, const char *b)
{
    bool fine, big;
    if (input->kind == BO_DATE) {
        int64_t x = 0, y = 0;
        bo_date_parse(a, strlen(a), &x, &fine);
        bo_date_parse(b, strlen(b), &y, &fine);
        return (x > y) - (x < y);
    }
    bo_wide x = 0, y = 0;
    bo_dec_parse_scaled(a, strlen(a), input->scale, &x, &fine, &big);
    bo_dec_parse_scaled(b, strlen(b), input->scale, &y, &fine, &big);
    return (x > y) - (x < y);
}

/* True when both bounds can be relied on. */
static bool check_bounds(struct bo_checking *checking, const struct bo_input *input)
{
    struct bo_place place = input->named.place;
    bool number = input->kind == BO_NUMBER || input->kind == BO_RECURRING;
    if (!number && input->kind != BO_DATE) {
        if (input->min != NULL || input->max != NULL) {
            bo_check_error(checking, place, "bad-bounds", "only numbers and dates have min and max");
        }
        return false;
    }
    if (input->min == NULL || input->max == NULL) {
        if (number) {
            bo_check_error(checking, place, "missing-attribute", "an input that is a number needs min and max");
        }
        return false;
    }
    if (!bo_check_value(checking, place, "min", input->kind, (int)input->scale, input->min) ||
        !bo_check_value(checking, place, "max", input->kind, (int)input->scale, input->max)) {
        return false;
    }
    if (compare(input, input->min, input->max) > 0) {
        bo_check_error(checking, place, "bad-bounds", "min is above max");
        return false;
    }
    return true;
}

/* "0 month": the amount is cut off and given back; NULL after an error. */
static const char *recurring_amount(struct bo_checking *checking, const struct bo_input *input)
{
    size_t n = strcspn(input->fallback, " ");
    const char *per = input->fallback + n + strspn(input->fallback + n, " ");
    if (*per == '\0') {
        bo_check_error(checking, input->named.place, "bad-value",
                       "the default '%s' is not an amount and a period (0 month)", input->fallback);
        return NULL;
    }
    bool known = input->pers.n == 0;
    for (size_t i = 0; i < input->pers.n; i++) {
        known |= strcmp(input->pers.at[i], per) == 0;
    }
    if (!known) {
        bo_check_error(checking, input->named.place, "bad-value", "the default's period '%s' is not among the input's",
                       per);
        return NULL;
    }
    return bo_strndup(&checking->scratch, input->fallback, n);
}

static void check_default(struct bo_checking *checking, const struct bo_input *input, bool bounded)
{
    struct bo_place place = input->named.place;
    const char *value = input->fallback;
    if (value == NULL) {
        return;
    }
    if (input->required) {
        bo_check_error(checking, place, "bad-default", "an input that is required has no default");
    }
    if (input->kind == BO_RECURRING) {
        value = recurring_amount(checking, input);
    }
    if (value == NULL || !bo_check_value(checking, place, "the default", input->kind, (int)input->scale, value)) {
        return;
    }
    if (bounded && (compare(input, value, input->min) < 0 || compare(input, value, input->max) > 0)) {
        bo_check_error(checking, place, "bad-default", "the default '%s' is not between min and max", value);
    } else if (input->kind == BO_CODE && !is_option(input, value)) {
        bo_check_error(checking, place, "bad-default", "the default '%s' is none of the options", value);
    }
}

void bo_check_inputs(struct bo_checking *checking)
{
    struct bo_set *set = checking->set;
    struct bo_intern keys; /* "entity/key" */
    bo_intern_init(&keys, &checking->scratch);
    for (size_t i = 1; i < set->entities.n; i++) {
        const struct bo_entity *entity = set->entities.at[i];
        bo_intern(&keys, bo_printf(&checking->scratch, "%d/%s", entity->kind == BO_ENTITY_GROUP ? 0 : entity->in,
                                   entity->key));
        if (entity->members != NULL) {
            bo_intern(&keys, bo_printf(&checking->scratch, "%zu/%s", i, entity->members));
        }
    }
    for (size_t i = 0; i < set->inputs.n; i++) {
        struct bo_input *input = set->inputs.at[i];
        checking->element = &input->named;
        const char *key = bo_printf(&checking->scratch, "%u/%s", input->entity, input->key);
        uint32_t number;
        if (input->part_of != NULL) { /* a part stands in the case as its text */
            continue;
        }
        if (bo_intern_find(&keys, key, &number)) {
            bo_check_error(checking, input->named.place, "repeated-key", "the %s has '%s' already", input->entity_id,
                           input->key);
        }
        bo_intern(&keys, key);
        check_options(checking, input);
        check_default(checking, input, check_bounds(checking, input));
    }
    checking->element = NULL;
}
