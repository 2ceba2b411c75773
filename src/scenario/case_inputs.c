/* The facts of a case, each read as its input declares it; fields that nothing declares are faults. */
#include "scenario/case_reader.h"

#include <string.h>

static const char *const every_period[] = {"day", "working_day", "week", "fortnight", "4-weeks", "month", "year"};

/* Values */

bool bo_case_decimal(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *value,
                     unsigned scale, bo_wide *amount)
{
    if (!json_is_string(value) && !json_is_integer(value)) {
        if (!json_is_real(value)) { /* bo_json_check has told it */
            bo_case_fault(reader, scenario, path, "wrong-type", "expected a number in quotes, like \"12.50\", not %s",
                          bo_json_kind(value));
        }
        return false;
    }
    const char *text = json_is_string(value)
                           ? json_string_value(value)
                           : bo_printf(reader->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    bool too_fine = false, too_big = false;
    if (bo_dec_parse_scaled(text, strlen(text), scale, amount, &too_fine, &too_big)) {
        return true;
    }
    if (too_fine) {
        bo_case_fault(reader, scenario, path, "too-fine", "%s has more than %u decimals", text, scale);
    } else if (too_big) {
        bo_case_fault(reader, scenario, path, "out-of-range", "%s is too big", text);
    } else {
        bo_case_fault(reader, scenario, path, "wrong-type",
                      "'%s' is not a number: digits with a point before decimals, like \"1234.50\"", text);
    }
    return false;
}

bool bo_case_date(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *value,
                  int64_t *date)
{
    if (!json_is_string(value)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "a date is a string, like \"2026-04-06\", not %s",
                      bo_json_kind(value));
        return false;
    }
    const char *text = json_string_value(value);
    bool impossible = false;
    if (bo_date_parse(text, strlen(text), date, &impossible)) {
        return true;
    }
    bo_case_fault(reader, scenario, path, impossible ? "impossible-date" : "wrong-type",
                  impossible ? "there is no %s" : "'%s' is not a date, like \"2026-04-06\"", text);
    return false;
}

bool bo_case_recurring(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, json_t *value,
                       const char *const *pers, size_t n_pers, json_t **amount, const char **per)
{
    if (json_is_string(value) || json_is_integer(value) || json_is_real(value)) {
        bo_case_fault(reader, scenario, path, "bare-amount",
                      "say how often: {\"amount\": \"100.00\", \"per\": \"week\"}");
        return false;
    }
    if (!json_is_object(value)) {
        bo_case_fault(reader, scenario, path, "wrong-type",
                      "expected {\"amount\": \"100.00\", \"per\": \"week\"}, not %s", bo_json_kind(value));
        return false;
    }
    struct bo_candidates fields = {0}, periods = {0};
    BO_PUSH(reader->arena, &fields.name, "amount");
    BO_PUSH(reader->arena, &fields.name, "per");
    bool good = true;
    const char *key;
    json_t *field;
    json_object_foreach(value, key, field) {
        if (strcmp(key, "amount") != 0 && strcmp(key, "per") != 0) {
            bo_case_fault(reader, scenario, &(struct bo_path){path, key, 0}, "unknown-field",
                          "an amount has the fields 'amount' and 'per', not '%s'%s", key,
                          bo_case_hint(reader, key, &fields));
            good = false;
        }
    }
    for (size_t i = 0; i < (n_pers > 0 ? n_pers : sizeof every_period / sizeof *every_period); i++) {
        BO_PUSH(reader->arena, &periods.name, n_pers > 0 ? pers[i] : every_period[i]);
    }
    const json_t *given = json_object_get(value, "per");
    *amount = json_object_get(value, "amount");
    *per = NULL;
    for (size_t i = 0; json_is_string(given) && i < periods.name.n && *per == NULL; i++) {
        *per = strcmp(periods.name.at[i], json_string_value(given)) == 0 ? periods.name.at[i] : NULL;
    }
    if (*amount == NULL) {
        bo_case_fault(reader, scenario, &(struct bo_path){path, "amount", 0}, "missing-fact", "the amount is needed");
    }
    if (*per == NULL) {
        struct bo_buf list;
        bo_buf_init(&list);
        for (size_t i = 0; i < periods.name.n; i++) {
            bo_buf_printf(&list, "%s%s", i == 0 ? "" : ", ", periods.name.at[i]);
        }
        struct bo_path where = {path, "per", 0};
        const char *name = json_is_string(given) ? json_string_value(given) : NULL;
        if (name != NULL) {
            bo_case_fault(reader, scenario, &where, "unknown-name", "'%s' is no period here (%s)%s", name, list.at,
                          bo_case_hint(reader, name, &periods));
        } else {
            bo_case_fault(reader, scenario, &where, given == NULL ? "missing-fact" : "wrong-type",
                          "the period is needed: one of %s", list.at);
        }
        bo_buf_fini(&list);
    }
    return good && *amount != NULL && *per != NULL;
}

static bool in_bounds(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                      const struct bo_input *input, bo_wide value)
{
    bool date = input->kind == BO_DATE, low = false, high = false, fine, big;
    bo_wide bound;
    int64_t day;
    if (input->min != NULL) {
        low = date ? bo_date_parse(input->min, strlen(input->min), &day, &fine) && value < day
                   : bo_dec_parse_scaled(input->min, strlen(input->min), input->scale, &bound, &fine, &big) &&
                         value < bound;
    }
    if (input->max != NULL) {
        high = date ? bo_date_parse(input->max, strlen(input->max), &day, &fine) && value > day
                    : bo_dec_parse_scaled(input->max, strlen(input->max), input->scale, &bound, &fine, &big) &&
                          value > bound;
    }
    if (low || high) {
        bo_case_fault(reader, scenario, path, "out-of-range", low ? "'%s' is at least %s" : "'%s' is at most %s",
                      input->key, low ? input->min : input->max);
    }
    return !low && !high;
}

static void known_options(struct bo_case_reader *reader, const struct bo_input *input, struct bo_candidates *options)
{
    for (size_t i = 0; i < input->options.n; i++) {
        BO_PUSH(reader->arena, &options->name, input->options.at[i].value);
    }
    for (size_t b = 0; input->table != NULL && b < input->table->blocks.n; b++) {
        const struct bo_rows *block = &input->table->blocks.at[b];
        for (size_t r = 0; r < block->rows.n; r++) {
            BO_PUSH(reader->arena, &options->name, block->rows.at[r].field[0]);
        }
    }
}

static bool is_option(const struct bo_input *input, const char *text)
{
    for (size_t i = 0; i < input->options.n; i++) {
        if (strcmp(input->options.at[i].value, text) == 0) {
            return true;
        }
    }
    for (size_t b = 0; input->table != NULL && b < input->table->blocks.n; b++) {
        const struct bo_rows *block = &input->table->blocks.at[b];
        for (size_t r = 0; r < block->rows.n; r++) {
            if (strcmp(block->rows.at[r].field[0], text) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The number of a code that the rules know; the compiler numbers every option and period. */
static bo_wide code_number(const struct bo_case_reader *reader, const char *text)
{
    uint32_t number = 0;
    return bo_intern_find(&reader->program->codes, text, &number) ? (bo_wide)number
                                                                  : (bo_wide)reader->program->codes.texts.n;
}

static bool read_code(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                      const struct bo_input *input, const json_t *value, bo_wide *number)
{
    if (!json_is_string(value)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "'%s' is one of its options, a string, not %s", input->key,
                      bo_json_kind(value));
        return false;
    }
    const char *text = json_string_value(value);
    if (is_option(input, text)) {
        *number = code_number(reader, text);
        return true;
    }
    struct bo_candidates options = {0};
    known_options(reader, input, &options);
    const char *list = "";
    if (bo_nearest(text, options.name.at, options.name.n) == NULL && input->options.n > 0 && input->options.n <= 12) {
        list = ": one of";
        for (size_t i = 0; i < input->options.n; i++) {
            list = bo_printf(reader->arena, "%s%s %s", list, i == 0 ? "" : ",", input->options.at[i].value);
        }
    }
    bo_case_fault(reader, scenario, path, "unknown-name", "'%s' is no option of '%s'%s%s", text, input->key, list,
                  bo_case_hint(reader, text, &options));
    return false;
}

/* True when the value is good; *value as the population holds it. */
static bool read_value(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                       const struct bo_input *input, const json_t *json, bo_wide *value)
{
    int64_t day = 0;
    switch (input->kind) {
    case BO_NUMBER:
    case BO_RECURRING:
        return bo_case_decimal(reader, scenario, path, json, input->scale, value) &&
               in_bounds(reader, scenario, path, input, *value);
    case BO_BOOLEAN:
        if (!json_is_boolean(json)) {
            bo_case_fault(reader, scenario, path, "wrong-type", "'%s' is true or false, without quotes, not %s",
                          input->key, bo_json_kind(json));
        }
        *value = json_is_true(json);
        return json_is_boolean(json);
    case BO_DATE:
        if (!bo_case_date(reader, scenario, path, json, &day)) {
            return false;
        }
        *value = day;
        return in_bounds(reader, scenario, path, input, day);
    case BO_CODE:
        return read_code(reader, scenario, path, input, json, value);
    default:
        if (!json_is_string(json)) {
            bo_case_fault(reader, scenario, path, "wrong-type", "'%s' is a text, not %s", input->key,
                          bo_json_kind(json));
        }
        return false; /* text is not part of the population */
    }
}

/* Columns */

static void put(struct bo_case_reader *reader, uint32_t column, size_t instance, bo_wide value, enum bo_presence how)
{
    reader->kase->population.value[column][instance] = value;
    reader->kase->population.presence[column][instance] = (uint8_t)how;
}

static void read_parts(struct bo_case_reader *reader, const struct bo_input *whole, size_t instance,
                       const struct bo_found *found, const struct bo_path *path, const json_t *json)
{
    bo_wide *values = bo_alloc_array(reader->arena, whole->parts.n, sizeof *values);
    if (bo_case_parts(reader, found->scenario, path, whole, json, values)) {
        for (size_t i = 0; i < whole->parts.n; i++) {
            put(reader, reader->program->input_column[whole->parts.at[i]->named.index], instance, values[i], BO_GIVEN);
        }
    }
}

static void read_absent(struct bo_case_reader *reader, const struct bo_input *input, size_t instance,
                        const struct bo_found *found)
{
    uint32_t first = reader->program->input_column[input->named.index];
    if (input->required) {
        const char *question = bo_text_in(reader->set, &input->question, NULL);
        bo_case_fault(reader, found->scenario, &(struct bo_path){found->path, input->key, 0}, "missing-fact",
                      question != NULL ? "'%s' is needed: %s" : "'%s' is needed", input->key, question);
        return;
    }
    for (uint32_t c = first; first != BO_NONE && c <= first + (input->kind == BO_RECURRING); c++) {
        const struct bo_input_column *column = &reader->program->columns.at[c];
        put(reader, c, instance, column->has_default ? column->fallback : 0,
            column->has_default ? BO_DEFAULT : BO_ABSENT);
    }
}

static void read_input(struct bo_case_reader *reader, const struct bo_input *input, size_t instance,
                       const struct bo_found *found)
{
    struct bo_path path = {found->path, input->key, 0};
    json_t *json = json_object_get(found->value, input->key), *amount = json;
    if (input->part_of != NULL) { /* its text fills it; absent until then */
        return;
    }
    if (json == NULL) {
        read_absent(reader, input, instance, found);
        return;
    }
    const struct bo_path *where = &path;
    const char *per = NULL;
    struct bo_path inner = {&path, "amount", 0};
    if (json_is_null(json)) {
        bo_case_fault(reader, found->scenario, &path, "wrong-type",
                      "null says nothing here: leave '%s' out when it is not known", input->key);
        return;
    }
    if (input->parts.n > 0) {
        read_parts(reader, input, instance, found, &path, json);
        return;
    }
    if (input->kind == BO_RECURRING) {
        if (!bo_case_recurring(reader, found->scenario, &path, json, input->pers.at, input->pers.n, &amount, &per)) {
            return;
        }
        where = &inner;
    }
    bo_wide value = 0;
    if (read_value(reader, found->scenario, where, input, amount, &value)) {
        uint32_t first = reader->program->input_column[input->named.index];
        put(reader, first, instance, value, BO_GIVEN);
        if (per != NULL) {
            put(reader, first + 1, instance, code_number(reader, per), BO_GIVEN);
        }
    }
}

/* Fields */

/* True when the entity's key stands in the objects of another one (or at the top of the case: entity 0). */
static bool stands_in(const struct bo_entity *entity, size_t e)
{
    bool inside = entity->kind == BO_ENTITY_LIST || entity->kind == BO_ENTITY_OBJECT;
    return entity->kind != BO_ENTITY_CASE && (inside ? (size_t)entity->in == e : e == 0);
}

static void known_fields(struct bo_case_reader *reader, size_t e, struct bo_candidates *fields)
{
    static const char *const frame[] = {"about", "rules", "date", "before", "after", "awards"};
    const struct bo_set *set = reader->set;
    BO_PUSH(reader->arena, &fields->name, "given");
    for (size_t i = 0; e == 0 && i < sizeof frame / sizeof *frame; i++) {
        BO_PUSH(reader->arena, &fields->name, frame[i]);
    }
    if (set->entities.at[e]->members != NULL) {
        BO_PUSH(reader->arena, &fields->name, set->entities.at[e]->members);
    }
    for (size_t i = 0; i < set->entities.n; i++) {
        if (stands_in(set->entities.at[i], e)) {
            BO_PUSH(reader->arena, &fields->name, set->entities.at[i]->key);
        }
    }
    for (size_t i = 0; i < set->inputs.n; i++) {
        if (set->inputs.at[i]->entity == e) {
            BO_PUSH(reader->arena, &fields->name, set->inputs.at[i]->key);
        }
    }
}

static void unknown_field(struct bo_case_reader *reader, size_t e, const struct bo_found *found, const char *key,
                          const struct bo_candidates *fields)
{
    const char *hint = bo_case_hint(reader, key, fields);
    for (size_t i = 0; *hint == '\0' && i < reader->set->inputs.n; i++) {
        const struct bo_input *input = reader->set->inputs.at[i];
        if (strcmp(input->key, key) == 0) {
            hint = bo_printf(reader->arena, "; it is a fact of the %s (%s)", input->entity_id,
                             reader->set->entities.at[input->entity]->key);
        }
    }
    bo_case_fault(reader, found->scenario, &(struct bo_path){found->path, key, 0}, "unknown-field",
                  "'%s' is no field of %s%s%s", key, e == 0 ? "a case" : "a ",
                  e == 0 ? "" : reader->set->entities.at[e]->named.id, hint);
}

static void check_fields(struct bo_case_reader *reader, size_t e, const struct bo_found *found,
                         const struct bo_candidates *fields)
{
    const char *key;
    json_t *value;
    json_object_foreach(found->value, key, value) {
        size_t i = 0;
        while (i < fields->name.n && strcmp(fields->name.at[i], key) != 0) {
            i++;
        }
        if (i == fields->name.n) {
            unknown_field(reader, e, found, key, fields);
        }
    }
}

void bo_case_read_inputs(struct bo_case_reader *reader)
{
    const struct bo_set *set = reader->set;
    for (size_t s = 0; s < reader->kase->n_scenarios; s++) {
        put(reader, 0, s, reader->kase->date, BO_GIVEN);
        put(reader, BO_CASE_DATE, s, reader->kase->date, BO_GIVEN);
    }
    for (size_t e = 0; e < set->entities.n; e++) {
        struct bo_candidates fields = {0};
        known_fields(reader, e, &fields);
        for (size_t i = 0; i < reader->found[e].n; i++) {
            check_fields(reader, e, &reader->found[e].at[i], &fields);
        }
    }
    for (size_t k = 0; k < set->inputs.n; k++) {
        const struct bo_input *input = set->inputs.at[k];
        for (size_t i = 0; i < reader->found[input->entity].n; i++) {
            read_input(reader, input, i, &reader->found[input->entity].at[i]);
        }
    }
}
