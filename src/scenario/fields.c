#include "scenario/fields.h"
#include "scenario/merge.h"

#include <stdlib.h>
#include <string.h>

/* Whether a JSON pointer leads somewhere in a value. */
static bool leads(const json_t *json, const char *pointer)
{
    while (json != NULL && *pointer == '/') {
        size_t n = strcspn(pointer + 1, "/"), k = 0;
        char key[512];
        for (size_t i = 0; i < n && k + 1 < sizeof key; i++, k++) {
            char c = pointer[1 + i];
            key[k] = c == '~' ? (pointer[2 + i] == '0' ? '~' : '/') : c;
            i += c == '~';
        }
        key[k] = 0;
        json = json_is_array(json) ? json_array_get(json, strtoul(key, NULL, 10)) : json_object_get(json, key);
        pointer += 1 + n;
    }
    return json != NULL;
}

void bo_case_fault(struct bo_case_reader *r, size_t scenario, const char *pointer, const char *code, const char *format, ...)
{
    struct bo_arena *arena = &r->kase->arena;
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(arena, format, args);
    va_end(args);
    if (scenario < r->sources.n) {
        const struct bo_scenario_source *source = &r->sources.at[scenario];
        if (source->patch != NULL && *pointer != 0 && leads(source->patch, pointer)) {
            pointer = bo_printf(arena, "%s%s", source->pointer, pointer);
        }
    }
    if (r->told.arena == NULL) {
        bo_intern_init(&r->told, arena);
    }
    size_t before = r->told.texts.n;
    bo_intern(&r->told, bo_printf(arena, "%s %s", pointer, text));
    if (r->told.texts.n > before) {
        struct bo_place place = {.file = r->kase->file, .pointer = *pointer != 0 ? pointer : "/"};
        bo_diag(r->diags, BO_ERROR, place, code, "%s", text);
    }
}

/* One field: where it stands, for messages. */
struct field {
    struct bo_case_reader *r;
    size_t scenario;
    const char *pointer, *name;
};

static bool refuse(const struct field *f, const char *code, const char *format, ...) __attribute__((format(printf, 3, 4)));

static bool refuse(const struct field *f, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(&f->r->kase->arena, format, args);
    va_end(args);
    bo_case_fault(f->r, f->scenario, f->pointer, code, "%s", text);
    return false;
}

/* A number as text: a string, or a whole number of JSON. */
static const char *number_text(const struct field *f, const json_t *json)
{
    if (json_is_string(json)) {
        return json_string_value(json);
    }
    if (json_is_integer(json)) {
        return bo_printf(&f->r->kase->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
    }
    if (json_is_number(json)) {
        refuse(f, "number-not-quoted", "'%s': write the number in quotes, \"12.50\", so that it stays exact", f->name);
    } else {
        refuse(f, "wrong-type", "'%s' is a number in quotes, \"12.50\"", f->name);
    }
    return NULL;
}

static bool read_number(const struct field *f, const json_t *json, unsigned scale, bo_wide lo, bo_wide hi, bo_wide *value)
{
    struct bo_arena *arena = &f->r->kase->arena;
    const char *text = number_text(f, json);
    bool fine = false, big = false;
    if (text == NULL) {
        return false;
    }
    int64_t den = 1;
    for (unsigned i = 0; i < scale; i++) {
        den *= 10;
    }
    bool good = bo_dec_parse_scaled(text, strlen(text), scale, value, &fine, &big);
    if (fine) {
        return refuse(f, "too-fine", "'%s' has at most %u decimals, not '%s'", f->name, scale, text);
    }
    if (!good && !big) {
        return refuse(f, "wrong-type", "'%s' is a number such as \"12.50\", not '%s'", f->name, text);
    }
    if (big || *value < lo || *value > hi) {
        return refuse(f, "out-of-range", "'%s' must lie from %s to %s, not %s", f->name, bo_dec_text(arena, lo, den),
                      bo_dec_text(arena, hi, den), text);
    }
    return true;
}

static bool read_date(const struct field *f, const json_t *json, bo_wide lo, bo_wide hi, bo_wide *value)
{
    struct bo_arena *arena = &f->r->kase->arena;
    const char *text = json_string_value(json);
    int64_t date;
    bool impossible = false;
    if (text == NULL || !bo_date_parse(text, strlen(text), &date, &impossible)) {
        return refuse(f, impossible ? "impossible-date" : "wrong-type",
                      impossible ? "'%s': there is no day '%s'" : "'%s' is a date in quotes, \"2026-06-01\", not '%s'", f->name,
                      text != NULL ? text : "something else");
    }
    if (date < lo || date > hi) {
        return refuse(f, "out-of-range", "'%s' must lie from %s to %s, not %s", f->name, bo_date_text(arena, (int64_t)lo),
                      bo_date_text(arena, (int64_t)hi), text);
    }
    *value = date;
    return true;
}

/* One of the names; its code. */
static bool read_code(const struct field *f, const json_t *json, const char *const *names, size_t n, bo_wide *value)
{
    struct bo_arena *arena = &f->r->kase->arena;
    const char *text = json_string_value(json), *all = "";
    uint32_t code;
    if (text == NULL) {
        return refuse(f, "wrong-type", "'%s' is one of a list of words, in quotes", f->name);
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], text) == 0) {
            /* A word that no formula and no table has is as good as any other one. */
            *value = bo_intern_find(&f->r->program->codes, text, &code) ? code : f->r->program->codes.texts.n;
            return true;
        }
        all = i < 12 ? bo_printf(arena, "%s%s%s", all, i > 0 ? ", " : "", names[i]) : all;
    }
    const char *near = bo_nearest(text, names, n);
    if (near != NULL) {
        return refuse(f, "unknown-value", "'%s' cannot be '%s'; did you mean '%s'?", f->name, text, near);
    }
    return refuse(f, "unknown-value", "'%s' cannot be '%s'; it is one of: %s%s", f->name, text, all, n > 12 ? ", …" : "");
}

static size_t options_of(struct bo_case_reader *r, const struct bo_input *input, const char *const **names)
{
    struct bo_arena *arena = &r->kase->arena;
    BO_VEC(const char *) list = {0};
    if (input->table != NULL) {
        struct bo_intern seen;
        bo_intern_init(&seen, arena);
        for (size_t b = 0; b < input->table->blocks.n; b++) {
            const struct bo_rows *block = &input->table->blocks.at[b];
            for (size_t i = 0; i < block->rows.n; i++) {
                bo_intern(&seen, block->rows.at[i].field[0]);
            }
        }
        *names = seen.texts.at;
        return seen.texts.n;
    }
    for (size_t i = 0; i < input->options.n; i++) {
        BO_PUSH(arena, &list, input->options.at[i].value);
    }
    *names = list.at;
    return list.n;
}

static bool read_recurring(const struct field *f, const json_t *json, const struct bo_input_column *column, bo_wide *amount, bo_wide *per)
{
    static const char *const every[] = {"day", "working_day", "week", "fortnight", "4-weeks", "month", "year"};
    struct bo_arena *arena = &f->r->kase->arena;
    const struct bo_input *input = column->input;
    if (!json_is_object(json)) {
        return refuse(f, "wrong-type", "'%s' recurs: write {\"amount\": \"112.40\", \"per\": \"week\"}", f->name);
    }
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)json, key, value) {
        if (strcmp(key, "amount") != 0 && strcmp(key, "per") != 0) {
            struct field inner = *f;
            inner.pointer = bo_json_pointer(arena, f->pointer, key);
            return refuse(&inner, "unknown-field", "'%s' has \"amount\" and \"per\", not '%s'", f->name, key);
        }
    }
    struct field a = *f, p = *f;
    a.pointer = bo_json_pointer(arena, f->pointer, "amount");
    a.name = bo_printf(arena, "%s.amount", f->name);
    p.pointer = bo_json_pointer(arena, f->pointer, "per");
    p.name = bo_printf(arena, "%s.per", f->name);
    const json_t *amount_json = json_object_get(json, "amount"), *per_json = json_object_get(json, "per");
    if (amount_json == NULL || per_json == NULL) {
        return refuse(f, "missing-field", "'%s' needs both: {\"amount\": \"112.40\", \"per\": \"week\"}", f->name);
    }
    bool some = input->pers.n > 0;
    bool good = read_number(&a, amount_json, column->scale, column->lo, column->hi, amount);
    return read_code(&p, per_json, some ? input->pers.at : every, some ? input->pers.n : sizeof every / sizeof *every, per) && good;
}

static void put(struct bo_case_reader *r, uint32_t column, size_t instance, bo_wide value)
{
    r->kase->population.value[column][instance] = value;
    r->kase->population.presence[column][instance] = BO_GIVEN;
}

static void read_field(const struct field *f, const struct bo_input *input, const json_t *json, size_t instance)
{
    struct bo_case_reader *r = f->r;
    uint32_t number = r->program->input_column[input->named.index];
    bo_wide value = 0, per = 0;
    const char *const *names;
    if (input->kind == BO_FREE_TEXT) {
        if (!json_is_string(json)) {
            refuse(f, "wrong-type", "'%s' is a text in quotes", f->name);
        }
        return;
    }
    const struct bo_input_column *column = &r->program->columns.at[number];
    bool good = false;
    switch (input->kind) {
    case BO_NUMBER:
        good = read_number(f, json, column->scale, column->lo, column->hi, &value);
        break;
    case BO_BOOLEAN:
        good = json_is_boolean(json) || refuse(f, "wrong-type", "'%s' is true or false, without quotes", f->name);
        value = json_is_true(json);
        break;
    case BO_DATE:
        good = read_date(f, json, column->lo, column->hi, &value);
        break;
    case BO_RECURRING:
        good = read_recurring(f, json, column, &value, &per);
        if (good) {
            put(r, number + 1, instance, per);
        }
        break;
    default: {
        size_t n = options_of(r, input, &names);
        good = read_code(f, json, names, n, &value);
    }
    }
    if (good) {
        put(r, number, instance, value);
    }
}

/* Figures in place of rules */

static size_t instance_for_given(struct bo_case_reader *r, const struct bo_rule *rule, unsigned entity, size_t instance)
{
    size_t found = SIZE_MAX, n = 0;
    for (size_t i = 0; i < r->instances[rule->entity].n; i++) {
        unsigned e = rule->entity;
        size_t at = i;
        while (e != entity && e != 0) {
            at = r->instances[e].at[at].parent;
            e = (unsigned)r->set->entities.at[e]->in;
        }
        bool subject = entity != 0 || r->kase->population.subject[rule->entity][i] ||
                       !bo_entity_within(r->set, rule->entity, r->set->sheet.entity);
        if (e == entity && at == instance && subject) {
            found = i;
            n++;
        }
    }
    return n == 1 ? found : SIZE_MAX;
}

static bool given_value(const struct field *f, const struct bo_rule *rule, const struct bo_node *node, const json_t *json, bo_wide *value)
{
    unsigned places = 0;
    switch (rule->kind) {
    case BO_NUMBER:
        for (int64_t den = node->den; den > 1 && den % 10 == 0; den /= 10) {
            places++;
        }
        return read_number(f, json, places, node->lo, node->hi, value);
    case BO_BOOLEAN:
        *value = json_is_true(json);
        return json_is_boolean(json) || refuse(f, "wrong-type", "'%s' is true or false", f->name);
    case BO_DATE:
        return read_date(f, json, node->lo, node->hi, value);
    case BO_CODE:
        return read_code(f, json, f->r->program->codes.texts.at, f->r->program->codes.texts.n, value);
    default:
        return refuse(f, "wrong-type", "'%s' cannot be given", f->name);
    }
}

static const struct bo_rule *rule_named(const struct field *f, const char *id)
{
    const struct bo_named *named = bo_set_find(f->r->set, id);
    if (named != NULL && named->element == BO_E_RULE) {
        return (const struct bo_rule *)named;
    }
    const char *near = bo_set_nearest(f->r->set, id);
    refuse(f, "unknown-name", "'%s' is no variable that is worked out%s%s%s", id, near ? "; did you mean '" : "",
           near ? near : "", near ? "'?" : "");
    return NULL;
}

static void read_given(struct bo_case_reader *r, unsigned entity, size_t number, const struct bo_instance *instance, const json_t *given)
{
    struct field f = {r, instance->scenario, bo_json_pointer(&r->kase->arena, instance->pointer, "given"), "given"};
    const char *root = f.pointer, *key;
    json_t *value;
    if (!json_is_object(given)) {
        refuse(&f, "wrong-type", "\"given\" is an object: {\"VARIABLE\": \"500.00\"}");
        return;
    }
    json_object_foreach((json_t *)given, key, value) {
        f.pointer = bo_json_pointer(&r->kase->arena, root, key);
        f.name = key;
        const struct bo_rule *rule = rule_named(&f, key);
        if (rule == NULL) {
            continue;
        }
        size_t which = instance_for_given(r, rule, entity, number);
        struct bo_given entry = {.rule = rule->named.index, .instance = (uint32_t)which};
        const struct bo_node *node = &r->program->nodes.at[r->program->rule_node[rule->named.index]];
        if (which == SIZE_MAX) {
            refuse(&f, "ambiguous", "'%s' belongs to each %s: give it there", key, r->set->entities.at[rule->entity]->named.id);
        } else if (given_value(&f, rule, node, value, &entry.value)) {
            BO_PUSH(&r->kase->population.arena, &r->kase->population.given, entry);
        }
    }
}

static void read_awards(struct bo_case_reader *r, const json_t *awards)
{
    static const char *const pers[] = {"day", "week", "fortnight", "4-weeks", "month", "year"};
    struct bo_arena *arena = &r->kase->arena;
    struct field f = {r, 0, "/awards", "awards"};
    const char *key;
    json_t *value;
    if (awards != NULL && !json_is_object(awards)) {
        refuse(&f, "wrong-type", "\"awards\" is an object: {\"VARIABLE\": {\"amount\": …, \"per\": …}}");
        return;
    }
    json_object_foreach((json_t *)awards, key, value) {
        f.pointer = bo_json_pointer(arena, "/awards", key);
        f.name = key;
        const struct bo_rule *rule = rule_named(&f, key);
        const char *per = json_string_value(json_object_get(value, "per"));
        bool known = false;
        for (size_t i = 0; per != NULL && i < sizeof pers / sizeof *pers; i++) {
            known |= strcmp(pers[i], per) == 0;
        }
        if (rule == NULL) {
            continue;
        }
        if (!known) {
            refuse(&f, "wrong-type", "'%s': write {\"amount\": \"812.40\", \"per\": \"month\"}", key);
            continue;
        }
        struct bo_award award = {.rule = rule->named.index, .per = bo_strdup(arena, per), .pointer = f.pointer};
        if (read_number(&f, json_object_get(value, "amount"), 2, 0, (bo_wide)100000000000, &award.amount)) {
            BO_PUSH(arena, &r->kase->awards, award);
        }
    }
}

/* All fields of one instance */

static void unknown_field(const struct field *f, unsigned entity, const char *key)
{
    struct bo_case_reader *r = f->r;
    const struct bo_set *set = r->set;
    const char **names = bo_alloc_array(&r->kase->arena, set->inputs.n + set->entities.n + 8, sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < set->inputs.n; i++) {
        if (set->inputs.at[i]->entity == entity) {
            names[n++] = set->inputs.at[i]->key;
        }
    }
    for (size_t i = 1; i < set->entities.n; i++) {
        const struct bo_entity *e = set->entities.at[i];
        bool inner = e->kind == BO_ENTITY_LIST || e->kind == BO_ENTITY_OBJECT;
        if (inner ? e->in == (int)entity : entity == 0) {
            names[n++] = e->key;
        }
    }
    static const char *const frame[] = {"rules", "date", "before", "after", "about", "given", "awards"};
    for (size_t i = 0; entity == 0 && i < sizeof frame / sizeof *frame; i++) {
        names[n++] = frame[i];
    }
    const char *near = bo_nearest(key, names, n);
    refuse(f, "unknown-field", "unknown field '%s'%s%s%s", key, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* A field that is no input: an entity inside, a group's members, the frame of the case. */
static bool is_structure(const struct bo_set *set, unsigned entity, const char *key)
{
    const struct bo_entity *own = set->entities.at[entity];
    if (strcmp(key, "given") == 0 || (own->kind == BO_ENTITY_GROUP && strcmp(key, own->members) == 0)) {
        return true;
    }
    for (size_t i = 1; i < set->entities.n; i++) {
        const struct bo_entity *e = set->entities.at[i];
        bool inner = e->kind == BO_ENTITY_LIST || e->kind == BO_ENTITY_OBJECT;
        if ((inner ? e->in == (int)entity : entity == 0) && strcmp(e->key, key) == 0) {
            return true;
        }
    }
    static const char *const frame[] = {"rules", "date", "about", "awards"};
    for (size_t i = 0; entity == 0 && i < sizeof frame / sizeof *frame; i++) {
        if (strcmp(frame[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static const struct bo_input *input_of(const struct bo_set *set, unsigned entity, const char *key)
{
    for (size_t i = 0; i < set->inputs.n; i++) {
        if (set->inputs.at[i]->entity == entity && strcmp(set->inputs.at[i]->key, key) == 0) {
            return set->inputs.at[i];
        }
    }
    return NULL;
}

static void read_instance(struct bo_case_reader *r, unsigned entity, size_t number)
{
    struct bo_arena *arena = &r->kase->arena;
    const struct bo_instance *instance = &r->instances[entity].at[number];
    const char *key;
    json_t *value;
    json_object_foreach(instance->object, key, value) {
        struct field f = {r, instance->scenario, bo_json_pointer(arena, instance->pointer, key), key};
        const struct bo_input *input = input_of(r->set, entity, key);
        if (json_is_null(value)) {
            continue; /* as in a merge patch: not there */
        }
        if (input != NULL) {
            read_field(&f, input, value, number);
        } else if (!is_structure(r->set, entity, key)) {
            unknown_field(&f, entity, key);
        } else if (strcmp(key, "given") == 0) {
            read_given(r, entity, number, instance, value);
        }
    }
    for (size_t i = 0; i < r->set->inputs.n; i++) {
        const struct bo_input *input = r->set->inputs.at[i];
        if (input->entity == entity && input->required && json_object_get(instance->object, input->key) == NULL) {
            const char *question = bo_text_in(r->set, &input->question, NULL);
            bo_case_fault(r, instance->scenario, bo_json_pointer(arena, instance->pointer, input->key), "missing-fact",
                          "'%s' is needed%s%s", input->key, question != NULL ? ": " : "", question != NULL ? question : "");
        }
    }
}

static void set_defaults(struct bo_case_reader *r)
{
    struct bo_population *p = &r->kase->population;
    for (size_t c = 0; c < r->program->columns.n; c++) {
        const struct bo_input_column *column = &r->program->columns.at[c];
        for (size_t i = 0; i < p->n[column->entity]; i++) {
            p->value[c][i] = column->is_date ? (bo_wide)r->kase->date : column->has_default ? column->fallback : 0;
            p->presence[c][i] = column->is_date ? BO_GIVEN : column->has_default ? BO_DEFAULT : BO_ABSENT;
        }
    }
}

void bo_case_fields(struct bo_case_reader *r)
{
    set_defaults(r);
    for (unsigned e = 0; e < r->set->entities.n; e++) {
        for (size_t i = 0; i < r->instances[e].n; i++) {
            read_instance(r, e, i);
        }
    }
    read_awards(r, json_object_get(r->sources.at[0].merged, "awards"));
}
