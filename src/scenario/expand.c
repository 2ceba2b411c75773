/* Kinds and what-ifs written out: each scenario becomes a plain patch of the base case. */
#include "scenario/expand.h"

#include "scenario/sentence.h"

#include <stdlib.h>
#include <string.h>

enum { TOKENS_MAX = 16 };

struct expanding {
    const struct bo_program *program;
    const struct bo_set *set;
    const char *file;
    int64_t on;
    const char *lang;
    struct bo_arena *arena;
    struct bo_diags *diags;
    struct bo_expanded *out;
    json_t *root, *base, *before; /* the case, without its frame, and with its patch before */
    json_t *after;                /* the scenarios as they will stand */
    BO_VEC(struct bo_origin) origins;
    const char *skipped; /* why a what-if left the last scenario alone; NULL: it did not */
    enum bo_status status;
};

struct target { /* what a kind or what-if changes, and where its words about faults stand */
    const struct bo_template_call *call;
    json_t *merged;           /* the scenario; borrowed */
    const char *scenario;     /* its id, for messages */
    const struct bo_path *at; /* of the scenario in the case; NULL: an option asked for it */
};

static void fault(struct expanding *e, const struct bo_path *path, const char *code, const char *text)
{
    struct bo_place place = {.file = path != NULL ? e->file : NULL};
    if (path != NULL) {
        place.pointer = bo_json_pointer_text(e->arena, path);
    }
    bo_diag(e->diags, BO_ERROR, place, code, "%s", text);
    e->status = BO_BAD_CASE;
}

/* Pointers */

static size_t split(struct bo_arena *arena, const char *pointer, const char **token)
{
    size_t n = 0;
    for (const char *p = pointer; *p == '/' && n < TOKENS_MAX;) {
        size_t length = strcspn(p + 1, "/");
        char *text = bo_strndup(arena, p + 1, length), *to = text;
        for (const char *from = text; *from != '\0'; from++) { /* "~1" is "/", "~0" is "~" */
            bool escaped = *from == '~' && (from[1] == '0' || from[1] == '1');
            *to++ = !escaped ? *from : from[1] == '1' ? '/' : '~';
            from += escaped;
        }
        *to = '\0';
        token[n++] = text;
        p += length + 1;
    }
    return n;
}

static json_t *step(json_t *from, const char *token)
{
    return json_is_array(from) ? json_array_get(from, strtoul(token, NULL, 10)) : json_object_get(from, token);
}

/* NULL: there is nothing. With `make`, objects that are missing on the way are made. */
static json_t *at_pointer(struct bo_arena *arena, json_t *from, const char *pointer, bool make)
{
    const char *token[TOKENS_MAX];
    size_t n = split(arena, pointer, token);
    for (size_t i = 0; i < n && from != NULL; i++) {
        json_t *next = step(from, token[i]);
        if (next == NULL && make && json_is_object(from)) {
            next = json_object();
            json_object_set_new(from, token[i], next);
        }
        from = next;
    }
    return from;
}

/* Patches */

static json_t *without(json_t *object, const char *const *keys, size_t n)
{
    json_t *copy = json_copy(object);
    for (size_t i = 0; i < n; i++) {
        json_object_del(copy, keys[i]);
    }
    return copy;
}

/* The merge patch that makes one value of another. */
static json_t *difference(json_t *from, json_t *to)
{
    if (!json_is_object(from) || !json_is_object(to)) {
        return json_deep_copy(to);
    }
    json_t *patch = json_object(), *value;
    const char *key;
    json_object_foreach(to, key, value) {
        json_t *was = json_object_get(from, key);
        if (was == NULL || !json_equal(was, value)) {
            json_object_set_new(patch, key, was != NULL ? difference(was, value) : json_deep_copy(value));
        }
    }
    json_object_foreach(from, key, value) {
        if (json_object_get(to, key) == NULL) {
            json_object_set_new(patch, key, json_null());
        }
    }
    return patch;
}

/* Facts of a scenario: it is worked out once */

struct facts {
    struct bo_case *kase;
    struct bo_results results;
    bool run;
};

static void end_facts(struct facts *facts)
{
    if (facts->run) {
        bo_results_fini(&facts->results);
    }
    bo_case_free(facts->kase);
}

static bool needs_run(const struct bo_template_call *call)
{
    bool needs = call->who == NULL && call->template->who_id != NULL;
    for (size_t i = 0; i < call->template->arguments.n; i++) {
        needs |= call->value[i] == NULL && call->template->arguments.at[i].fallback_of != NULL;
    }
    return needs;
}

/* False: what is wrong with the scenario is kept for later. */
static bool find_facts(struct expanding *e, const struct target *target, struct facts *facts)
{
    json_t *alone = json_copy(target->merged), *date = json_object_get(e->root, "date");
    *facts = (struct facts){0};
    if (date != NULL) {
        json_object_set(alone, "date", date);
    }
    char *text = json_dumps(alone, JSON_COMPACT);
    json_decref(alone);
    enum bo_status status = bo_case_read(e->program, e->file, text, strlen(text), e->on, &facts->kase, &e->out->late);
    free(text);
    if (status == BO_OK && needs_run(target->call)) {
        status = bo_lanes_run(&facts->kase->population, &facts->results);
        facts->run = status == BO_OK;
    }
    if (status != BO_OK) {
        bo_case_free(facts->kase);
        facts->kase = NULL;
    }
    return status == BO_OK;
}

static bool seen(struct expanding *e, const struct facts *facts, const char *id, unsigned entity, size_t instance,
                 struct bo_answer *answer, struct bo_node *node)
{
    const struct bo_reader reader = {e->arena, facts->kase, &facts->results, NULL};
    *answer = bo_seen(&reader, bo_set_find(e->set, id), entity, instance, node);
    return answer->reason == 0 && answer->count > 0;
}

/* Who is changed */

static bool is_named(const char *name, const char *who)
{
    size_t n = strlen(who);
    return strncmp(name, who, n) == 0 && (name[n] == '\0' || name[n] == '/');
}

/* The first that may be; one that the scenario has changed already goes before others. */
static size_t find_instance(struct expanding *e, const struct target *target, const struct facts *facts)
{
    const struct bo_template *template = target->call->template;
    const struct bo_case *kase = facts->kase;
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < kase->population.n[template->entity]; i++) {
        struct bo_answer may = {.n = 1};
        struct bo_node node;
        const char *pointer = kase->pointer[template->entity][i];
        if (!bo_is_shown(kase, template->entity, i, 0) ||
            (target->call->who != NULL && !is_named(kase->name[template->entity][i], target->call->who))) {
            continue;
        }
        if (target->call->who == NULL && template->who_id != NULL &&
            (!seen(e, facts, template->who_id, template->entity, i, &may, &node) || may.n == 0)) {
            continue;
        }
        const json_t *now = at_pointer(e->arena, target->merged, pointer, false);
        const json_t *was = at_pointer(e->arena, e->before, pointer, false);
        if (now == NULL || was == NULL || !json_equal(now, was)) {
            return i;
        }
        first = first == SIZE_MAX ? i : first;
    }
    return first;
}

static const struct bo_path *told_at(struct expanding *e, const struct target *target, const char *argument)
{
    if (target->at == NULL) {
        return NULL;
    }
    struct bo_path *with = bo_alloc(e->arena, sizeof *with), *path = bo_alloc(e->arena, sizeof *path);
    *with = (struct bo_path){target->at, "with", 0};
    *path = (struct bo_path){with, argument, 0};
    return path;
}

static void nobody(struct expanding *e, const struct target *target, const struct facts *facts)
{
    const struct bo_template *template = target->call->template;
    const struct bo_case *kase = facts->kase;
    const char *all = "";
    for (size_t i = 0; i < kase->population.n[template->entity]; i++) {
        if (bo_is_shown(kase, template->entity, i, 0)) {
            all = bo_printf(e->arena, "%s%s%s", all, *all != '\0' ? ", " : "", kase->name[template->entity][i]);
        }
    }
    const char *text =
        target->call->who == NULL || *all == '\0'
            ? bo_printf(e->arena, "'%s' changes a %s, and the scenario '%s' has none that it could change",
                        template->id, template->entity_id, target->scenario)
            : bo_printf(e->arena, "'%s' changes a %s, and in the scenario '%s' there is no '%s', but %s", template->id,
                        template->entity_id, target->scenario, target->call->who, all);
    if (template->what_if) { /* it may vary other scenarios */
        e->skipped = text;
    } else {
        fault(e, target->call->who != NULL ? told_at(e, target, "who") : target->at, "nothing-to-change", text);
    }
}

/* Arguments */

static const char *value_seen(struct expanding *e, const struct target *target, const struct facts *facts,
                              size_t instance, const struct bo_template_argument *argument)
{
    struct bo_answer answer;
    struct bo_node node;
    if (!seen(e, facts, argument->fallback_of, target->call->template->entity, instance, &answer, &node)) {
        return NULL;
    }
    return bo_answer_text(e->arena, facts->kase->population.program, &node, answer.n, answer.den, 0);
}

static const char **fill_arguments(struct expanding *e, const struct target *target, const struct facts *facts,
                                   size_t instance, struct bo_use *use)
{
    const struct bo_template *template = target->call->template;
    const char **value = bo_alloc_array(e->arena, template->arguments.n, sizeof *value);
    for (size_t i = 0; i < template->arguments.n; i++) {
        const struct bo_template_argument *argument = &template->arguments.at[i];
        value[i] = target->call->value[i];
        bool assumed = value[i] == NULL;
        if (assumed) {
            value[i] =
                argument->fallback_of != NULL ? value_seen(e, target, facts, instance, argument) : argument->fallback;
        }
        if (value[i] == NULL && (argument->required || argument->fallback_of != NULL)) {
            const char *question = bo_text_in(e->set, &argument->question, e->lang);
            fault(e, told_at(e, target, argument->id), "missing-fact",
                  bo_printf(e->arena, "'%s' needs '%s'%s%s", template->id, argument->id, question != NULL ? ": " : "",
                            question != NULL ? question : ""));
        }
        struct bo_used_argument used = {argument, value[i], assumed && value[i] != NULL};
        BO_PUSH(e->arena, &use->arguments, used);
    }
    return value;
}

/* The scenario with the facts written in; NULL: it stays as it is, and what is wrong was told or kept for later. */
static json_t *write_facts(struct expanding *e, const struct target *target, struct bo_use *use, const char ***value)
{
    const struct bo_template *template = target->call->template;
    struct facts facts;
    json_t *written = NULL;
    *use = (struct bo_use){.template = template};
    *value = bo_alloc_array(e->arena, template->arguments.n, sizeof **value);
    if (!find_facts(e, target, &facts)) {
        return NULL;
    }
    size_t instance = find_instance(e, target, &facts);
    if (instance == SIZE_MAX) {
        nobody(e, target, &facts);
        end_facts(&facts);
        return NULL;
    }
    const struct bo_entity *entity = e->set->entities.at[template->entity];
    const char *pointer = bo_strdup(e->arena, facts.kase->pointer[template->entity][instance]);
    if (entity->kind != BO_ENTITY_CASE && entity->kind != BO_ENTITY_ONE) {
        use->who = bo_strdup(e->arena, facts.kase->name[template->entity][instance]);
    }
    size_t errors = e->diags->errors;
    *value = fill_arguments(e, target, &facts, instance, use);
    end_facts(&facts);
    if (e->diags->errors == errors) {
        written = json_deep_copy(target->merged);
        json_t *object = template->entity == 0 ? written : at_pointer(e->arena, written, pointer, true);
        enum bo_status status = bo_template_write(template, *value, object, e->arena, e->diags);
        e->status = status != BO_OK ? status : e->status;
    }
    return written;
}

/* Kinds */

/* The whole list that a scenario tells itself takes the place of the one that its kind added to. */
static void refuse_replaced(struct expanding *e, const struct bo_path *at, json_t *own, json_t *was, json_t *written,
                            const struct bo_template *template)
{
    const char *key;
    json_t *value;
    json_object_foreach(own, key, value) {
        json_t *then = json_object_get(written, key), *before = json_object_get(was, key);
        struct bo_path path = {at, key, 0};
        if (json_is_array(value) && json_is_array(then) && (before == NULL || !json_equal(then, before))) {
            fault(e, &path, "replaced",
                  bo_printf(e->arena,
                            "these '%s' would take the place of what '%s' adds: say it with its arguments "
                            "(\"with\": {…}) instead",
                            key, template->id));
        } else if (json_is_object(value) && json_is_object(then)) {
            refuse_replaced(e, &path, value, before, then, template);
        }
    }
}

static bool is_free(const struct expanding *e, const char *id)
{
    bool is = strcmp(id, "before") != 0;
    for (size_t i = 0; i < json_array_size(e->after); i++) {
        const json_t *other = json_object_get(json_array_get(e->after, i), "id");
        is &= !json_is_string(other) || strcmp(json_string_value(other), id) != 0;
    }
    for (size_t i = 0; i < e->origins.n; i++) {
        is &= e->origins.at[i].id == NULL || strcmp(e->origins.at[i].id, id) != 0;
    }
    return is;
}

static const char *free_id(struct expanding *e, const char *id)
{
    const char *made = id;
    for (unsigned n = 2; !is_free(e, made); n++) {
        made = bo_printf(e->arena, "%s-%u", id, n);
    }
    return made;
}

static void add_scenario(struct expanding *e, json_t *patch, const char *label, const struct bo_origin *origin)
{
    char number[32];
    snprintf(number, sizeof number, "scenario|%zu", e->origins.n); /* until the case is read */
    json_object_set_new(patch, "id", json_string(number));
    json_object_set_new(patch, "label", json_string(label != NULL ? label : origin->id));
    json_array_append_new(e->after, patch);
    BO_PUSH(e->arena, &e->origins, *origin);
}

static const char *words_of(struct expanding *e, const struct bo_template *template, const char **value)
{
    return bo_template_words(e->set, template, &template->label, value, e->lang, e->arena);
}

static void add_kind(struct expanding *e, const struct bo_template_call *call)
{
    const struct target target = {call, e->base, "before", NULL};
    struct bo_origin origin = {.id = free_id(e, call->template->id)};
    const char **value;
    json_t *written = write_facts(e, &target, &origin.kind, &value);
    json_t *patch = difference(e->base, written != NULL ? written : e->base);
    add_scenario(e, patch, words_of(e, call->template, value), &origin);
    json_decref(written);
}

/* A value of "with" as text; NULL: a fault was told. */
static const char *with_text(struct expanding *e, const struct bo_path *path, const json_t *value)
{
    if (json_is_string(value)) {
        return bo_strdup(e->arena, json_string_value(value));
    }
    if (json_is_integer(value)) {
        return bo_printf(e->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    }
    if (json_is_boolean(value)) {
        return json_is_true(value) ? "true" : "false";
    }
    fault(e, path, "wrong-type",
          bo_printf(e->arena, "an argument is a text, a whole number, true or false, not %s", bo_json_kind(value)));
    return NULL;
}

static void read_with(struct expanding *e, const struct bo_path *at, json_t *with, struct bo_template_call *call)
{
    const struct bo_path here = {at, "with", 0};
    const char *key;
    json_t *value;
    if (with != NULL && !json_is_object(with)) {
        fault(e, &here, "wrong-type", bo_printf(e->arena, "the arguments are an object, not %s", bo_json_kind(with)));
        return;
    }
    json_object_foreach(with, key, value) {
        const struct bo_path path = {&here, key, 0};
        size_t place = bo_template_argument(call->template, key, strlen(key));
        const char *text = with_text(e, &path, value);
        if (strcmp(key, "who") == 0) {
            call->who = text;
        } else if (place == SIZE_MAX) {
            fault(e, &path, "unknown-field", bo_printf(e->arena, "'%s' has no argument '%s'", call->template->id, key));
        } else if (text != NULL) {
            const char *wrong = bo_template_wrong(&call->template->arguments.at[place], text, e->arena);
            call->value[place] = text;
            if (wrong != NULL) {
                fault(e, &path, "bad-argument", wrong);
            }
        }
    }
}

static bool read_kind(struct expanding *e, const struct bo_path *at, json_t *patch, struct bo_template_call *call)
{
    const struct bo_path path = {at, "kind", 0};
    const json_t *kind = json_object_get(patch, "kind");
    if (!json_is_string(kind)) {
        fault(e, &path, "wrong-type", bo_printf(e->arena, "a kind is a text, not %s", bo_json_kind(kind)));
        return false;
    }
    const char *id = json_string_value(kind);
    *call = (struct bo_template_call){.template = bo_set_template(e->set, false, id)};
    if (call->template == NULL) {
        fault(e, &path, "unknown-name",
              bo_set_template(e->set, true, id) != NULL
                  ? bo_printf(e->arena, "'%s' is a what-if, which varies a scenario: it is asked for with --if", id)
                  : bo_printf(e->arena, "there is no kind of scenario '%s'%s", id,
                              bo_template_hint(e->set, false, id, e->arena)));
        return false;
    }
    call->value = bo_alloc_array(e->arena, call->template->arguments.n, sizeof *call->value);
    size_t errors = e->diags->errors;
    read_with(e, at, json_object_get(patch, "with"), call);
    return e->diags->errors == errors;
}

/* A scenario of the case that begins with a kind. */
static void write_kind(struct expanding *e, size_t number, json_t *patch)
{
    static const char *const keys[] = {"id", "label", "kind", "with"};
    const struct bo_path after = {NULL, "after", 0}, at = {&after, NULL, number};
    struct bo_origin origin = {.kind = {.template = NULL}};
    struct bo_template_call call;
    json_t *own = without(patch, keys, 4), *id = json_object_get(patch, "id"), *label = json_object_get(patch, "label");
    json_t *made = NULL;
    const char **value = NULL;
    if (read_kind(e, &at, patch, &call)) {
        const char *name = json_is_string(id) ? json_string_value(id) : "";
        const struct target target = {&call, e->base, name, &at};
        json_t *written = write_facts(e, &target, &origin.kind, &value);
        if (written != NULL) {
            refuse_replaced(e, &at, own, e->base, written, call.template);
            json_t *merged = bo_json_merge(written, own);
            made = difference(e->base, merged);
            json_decref(merged);
        }
        json_decref(written);
        origin.kind.pointer = bo_printf(e->arena, "/after/%zu/with", number);
    }
    made = made != NULL ? made : json_incref(own);
    if (id != NULL) {
        json_object_set(made, "id", id);
    }
    if (label != NULL) {
        json_object_set(made, "label", label);
    } else if (origin.kind.template != NULL) {
        json_object_set_new(made, "label", json_string(words_of(e, origin.kind.template, value)));
    }
    json_array_append_new(e->after, made);
    BO_PUSH(e->arena, &e->origins, origin);
    json_decref(own);
}

/* What-ifs */

/* False: there is nothing in the scenario that it could change. */
static bool add_what_if(struct expanding *e, size_t number, const struct bo_template_call *call)
{
    static const char *const keys[] = {"id", "label"};
    json_t *from = number > 0 ? json_array_get(e->after, number - 1) : json_object_get(e->root, "before");
    json_t *own = json_is_object(from) ? without(from, keys, 2) : json_object();
    json_t *label = json_object_get(from, "label"), *id = json_object_get(from, "id");
    const char *base = number == 0                            ? "before"
                       : e->origins.at[number - 1].id != NULL ? e->origins.at[number - 1].id
                       : json_is_string(id)                   ? json_string_value(id)
                                                              : "";
    json_t *merged = bo_json_merge(e->base, own);
    const struct target target = {call, merged, base, NULL};
    struct bo_origin origin = {.base = number};
    const char **value;
    if (number > 0) {
        origin.kind = e->origins.at[number - 1].kind;
    }
    e->skipped = NULL;
    json_t *written = write_facts(e, &target, &origin.what_if, &value);
    if (e->skipped != NULL) {
        json_decref(merged);
        json_decref(own);
        return false;
    }
    json_t *patch = difference(e->base, written != NULL ? written : merged);
    origin.id = free_id(e, bo_printf(e->arena, "%s/%s", base, call->template->id));
    add_scenario(e, patch,
                 bo_printf(e->arena, "%s: %s", json_is_string(label) ? json_string_value(label) : base,
                           words_of(e, call->template, value)),
                 &origin);
    json_decref(written);
    json_decref(merged);
    json_decref(own);
    return true;
}

/* A what-if of every scenario after (of "before" where there is none); those that it cannot change are noted. */
static void add_what_ifs(struct expanding *e, size_t n, const struct bo_template_call *call)
{
    size_t varied = 0;
    BO_VEC(const char *) skipped = {0};
    for (size_t s = n > 0 ? 1 : 0; s <= n; s++) {
        if (add_what_if(e, s, call)) {
            varied++;
        } else {
            BO_PUSH(e->arena, &skipped, e->skipped);
        }
    }
    for (size_t i = 0; i < skipped.n; i++) {
        bo_diag(e->diags, varied > 0 ? BO_NOTE : BO_ERROR, (struct bo_place){0}, "nothing-to-change", "%s",
                skipped.at[i]);
        e->status = varied > 0 ? e->status : BO_BAD_CASE;
    }
}

/* All of them */

static bool has_kinds(const json_t *list)
{
    bool has = false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        has |= json_object_get(json_array_get(list, i), "kind") != NULL;
    }
    return has;
}

static void expand(struct expanding *e, const struct bo_template_calls *calls)
{
    json_t *list = json_object_get(e->root, "after");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *patch = json_array_get(list, i);
        if (json_object_get(patch, "kind") != NULL) {
            write_kind(e, i, patch);
        } else {
            json_array_append(e->after, patch);
            BO_PUSH(e->arena, &e->origins, (struct bo_origin){.id = NULL});
        }
    }
    for (size_t i = 0; calls != NULL && i < calls->kinds.n; i++) {
        add_kind(e, &calls->kinds.at[i]);
    }
    size_t n = e->origins.n;
    for (size_t i = 0; calls != NULL && i < calls->what_ifs.n; i++) {
        add_what_ifs(e, n, &calls->what_ifs.at[i]);
    }
}

enum bo_status bo_case_expand(const struct bo_program *program, const char *file, json_t *root, int64_t on,
                              const struct bo_template_calls *calls, struct bo_arena *arena, struct bo_expanded *out,
                              struct bo_diags *diags)
{
    static const char *const frame[] = {"rules", "date", "before", "after", "awards"};
    const json_t *list = json_object_get(root, "after");
    bool asked = calls != NULL && (calls->kinds.n > 0 || calls->what_ifs.n > 0);
    *out = (struct bo_expanded){.root = json_incref(root)};
    bo_diags_init(&out->late, arena);
    if (!json_is_object(root) || (list != NULL && !json_is_array(list)) || (!asked && !has_kinds(list)) ||
        json_array_size(list) > BO_SCENARIOS_MAX - 1) {
        return BO_OK; /* the reader goes on, and says what is wrong */
    }
    size_t before = diags->errors;
    if (!bo_json_check(root, file, diags) || diags->errors > before) {
        return BO_BAD_CASE;
    }
    struct expanding e = {.program = program,
                          .set = program->set,
                          .file = file,
                          .on = on,
                          .lang = calls != NULL ? calls->lang : NULL,
                          .arena = arena,
                          .diags = diags,
                          .out = out,
                          .root = root,
                          .after = json_array()};
    e.base = without(root, frame, sizeof frame / sizeof *frame);
    json_t *patch = json_object_get(root, "before");
    e.before = json_is_object(patch) ? bo_json_merge(e.base, patch) : json_incref(e.base);
    expand(&e, calls);
    json_t *plain = json_copy(root);
    json_object_set(plain, "after", e.after);
    json_decref(out->root);
    out->root = plain;
    out->n = e.origins.n;
    out->after = e.origins.at;
    json_decref(e.after);
    json_decref(e.before);
    json_decref(e.base);
    return e.status;
}
