#include "engine/compile.h"
#include "rules/digest.h"
#include "scenario/case_reader.h"
#include "scenario/expand.h"

#include <stdlib.h>
#include <string.h>

static json_t *parse(const char *file, const char *text, size_t n, struct bo_diags *diags)
{
    struct bo_place place = {.file = file};
    if (n > BO_CASE_BYTES_MAX) {
        bo_diag(diags, BO_ERROR, place, "too-big", "%zu bytes, at most %d", n, BO_CASE_BYTES_MAX);
        return NULL;
    }
    return bo_json_parse(place, text, n, diags);
}

enum bo_status bo_case_peek(struct bo_arena *arena, const char *file, const char *text, size_t n, const char **rules,
                            int64_t *date, struct bo_diags *diags)
{
    *rules = NULL;
    *date = BO_DATE_NONE;
    json_t *root = parse(file, text, n, diags);
    if (root == NULL) {
        return BO_BAD_CASE;
    }
    bool impossible;
    const json_t *value = json_object_get(root, "rules");
    if (json_is_string(value)) {
        *rules = bo_strdup(arena, json_string_value(value));
    }
    value = json_object_get(root, "date");
    if (json_is_string(value) &&
        !bo_date_parse(json_string_value(value), json_string_length(value), date, &impossible)) {
        *date = BO_DATE_NONE; /* bo_case_read tells it */
    }
    json_decref(root);
    return BO_OK;
}

/* Counts, order and links: what the population says of the instances. */
static void lay_out(struct bo_case_reader *reader)
{
    struct bo_case *kase = reader->kase;
    const struct bo_set *set = reader->set;
    size_t entities = set->entities.n;
    size_t *n = bo_alloc_array(reader->arena, entities, sizeof *n);
    for (size_t e = 0; e < entities; e++) {
        n[e] = reader->found[e].n;
    }
    bo_population_init(&kase->population, reader->program, n);
    kase->pointer = bo_alloc_array(reader->arena, entities, sizeof *kase->pointer);
    kase->name = bo_alloc_array(reader->arena, entities, sizeof *kase->name);
    kase->scenario_of = bo_alloc_array(reader->arena, entities, sizeof *kase->scenario_of);
    for (size_t e = 0; e < entities; e++) {
        kase->pointer[e] = bo_alloc_array(reader->arena, n[e], sizeof **kase->pointer);
        kase->name[e] = bo_alloc_array(reader->arena, n[e], sizeof **kase->name);
        kase->scenario_of[e] = bo_alloc_array(reader->arena, n[e], sizeof **kase->scenario_of);
        bool inside = set->sheet.entity_id != NULL && bo_entity_within(set, (unsigned)e, set->sheet.entity);
        for (size_t i = 0; i < n[e]; i++) {
            const struct bo_found *found = &reader->found[e].at[i];
            kase->population.parent[e][i] = found->parent;
            kase->population.position[e][i] = found->position;
            kase->pointer[e][i] = bo_json_pointer_text(reader->arena, found->path);
            kase->name[e][i] = found->name;
            kase->scenario_of[e][i] = found->scenario;
            kase->population.subject[e][i] =
                inside && (e == set->sheet.entity ? kase->scenario[found->scenario].subject == i
                                                  : kase->population.subject[set->entities.at[e]->in][found->parent]);
        }
    }
}

static enum bo_status read_case(struct bo_case_reader *reader, const char *file, int64_t on)
{
    size_t errors = reader->diags->errors;
    if (!bo_json_check(reader->root, file, reader->diags) || !bo_case_read_frame(reader, on)) {
        return BO_BAD_CASE;
    }
    bo_case_find_instances(reader);
    bo_case_find_subjects(reader);
    lay_out(reader);
    bo_case_read_inputs(reader);
    bo_case_read_given(reader);
    bo_case_read_awards(reader);
    if (reader->diags->errors > errors) {
        return BO_BAD_CASE;
    }
    bo_population_link(&reader->kase->population);
    return BO_OK;
}

/* What two results were worked out from can be compared without the facts themselves. */
static void digest_facts(struct bo_case_reader *reader)
{
    for (size_t s = 0; s < reader->kase->n_scenarios; s++) {
        char *text = json_dumps(reader->merged[s].merged, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
        reader->kase->scenario[s].digest = text != NULL ? bo_sha256_hex(reader->arena, text, strlen(text)) : NULL;
        free(text);
    }
}

static enum bo_status read_with(const struct bo_program *program, const char *file, json_t *root, int64_t on,
                                bool digests, struct bo_case **out, struct bo_diags *diags)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_case *kase = bo_alloc(&arena, sizeof *kase);
    kase->arena = arena;
    kase->file = file != NULL ? bo_strdup(&kase->arena, file) : NULL;
    struct bo_case_reader reader = {
        .program = program, .set = program->set, .kase = kase, .arena = &kase->arena, .diags = diags, .root = root};
    enum bo_status status = read_case(&reader, kase->file, on);
    if (status == BO_OK && digests) {
        digest_facts(&reader);
    }
    bo_case_free_frame(&reader);
    if (status == BO_OK) {
        *out = kase;
    } else {
        bo_case_free(kase);
    }
    return status;
}

/* The same rules with room for the figures that the case gives beyond what they can give, and the case once more. */
static enum bo_status read_wider(struct bo_case **kase, const char *file, json_t *root, int64_t on, bool digests,
                                 struct bo_diags *diags)
{
    const struct bo_program *program = (*kase)->population.program;
    struct bo_compile_options options = program->options;
    struct bo_program *wider = NULL;
    struct bo_case *again = NULL;
    struct bo_arena arena;
    struct bo_diags unused;
    bo_arena_init(&arena);
    bo_diags_init(&unused, &arena);
    options.widened = (*kase)->beyond.at;
    options.n_widened = (*kase)->beyond.n;
    enum bo_status status = bo_compile(program->set, &options, &wider, &unused);
    if (status != BO_OK) {
        bo_diag(diags, BO_ERROR, (struct bo_place){.file = file, .pointer = "/given"}, "out-of-range",
                "a given figure is so big that the rules cannot be worked out exactly with it");
        status = BO_BAD_CASE;
    } else {
        status = read_with(wider, file, root, on, digests, &again, diags);
    }
    bo_arena_fini(&arena);
    bo_case_free(*kase);
    *kase = again;
    if (again != NULL) {
        again->wider = wider;
        wider->options.widened = NULL; /* they stood in the first reading */
        wider->options.n_widened = 0;
    } else {
        bo_program_free(wider);
    }
    return status;
}

/* What the arguments of a use are stays with the case. */
static void keep_use(struct bo_arena *arena, struct bo_use *to, const struct bo_use *from)
{
    *to = (struct bo_use){.template = from->template,
                          .who = from->who != NULL ? bo_strdup(arena, from->who) : NULL,
                          .pointer = from->pointer != NULL ? bo_strdup(arena, from->pointer) : NULL};
    for (size_t i = 0; i < from->arguments.n; i++) {
        struct bo_used_argument used = from->arguments.at[i];
        used.value = used.value != NULL ? bo_strdup(arena, used.value) : NULL;
        BO_PUSH(arena, &to->arguments, used);
    }
}

static void keep_origins(struct bo_case *kase, const struct bo_expanded *expanded)
{
    for (size_t i = 0; i < expanded->n && i + 1 < kase->n_scenarios; i++) {
        const struct bo_origin *from = &expanded->after[i];
        struct bo_scenario *to = &kase->scenario[i + 1];
        to->id = from->id != NULL ? bo_strdup(&kase->arena, from->id) : to->id;
        to->origin.base = from->base;
        keep_use(&kase->arena, &to->origin.kind, &from->kind);
        keep_use(&kase->arena, &to->origin.what_if, &from->what_if);
    }
}

static enum bo_status read_expanded(const struct bo_program *program, const char *file,
                                    const struct bo_expanded *expanded, int64_t on, bool digests, struct bo_case **out,
                                    struct bo_diags *diags)
{
    enum bo_status status = read_with(program, file, expanded->root, on, digests, out, diags);
    if (status == BO_OK && (*out)->beyond.n > 0) {
        status = read_wider(out, file, expanded->root, on, digests, diags);
    }
    if (status == BO_OK && expanded->late.errors > 0) {
        for (size_t i = 0; i < expanded->late.list.n; i++) {
            const struct bo_diag *late = &expanded->late.list.at[i];
            bo_diag(diags, late->severity, late->place, late->code, "%s", late->text);
        }
        bo_case_free(*out);
        *out = NULL;
        return BO_BAD_CASE;
    }
    if (status == BO_OK) {
        keep_origins(*out, expanded);
    }
    return status;
}

enum bo_status bo_case_read_with(const struct bo_program *program, const char *file, const char *text, size_t n,
                                 int64_t on, const struct bo_template_calls *calls, struct bo_case **out,
                                 struct bo_diags *diags)
{
    *out = NULL;
    json_t *root = parse(file, text, n, diags);
    if (root == NULL) {
        return BO_BAD_CASE;
    }
    struct bo_arena arena;
    struct bo_expanded expanded = {0};
    bo_arena_init(&arena);
    enum bo_status status = bo_case_expand(program, file, root, on, calls, &arena, &expanded, diags);
    if (status == BO_OK) {
        status = read_expanded(program, file, &expanded, on, calls != NULL, out, diags);
    }
    json_decref(expanded.root);
    json_decref(root);
    bo_arena_fini(&arena);
    return status;
}

enum bo_status bo_case_read(const struct bo_program *program, const char *file, const char *text, size_t n, int64_t on,
                            struct bo_case **out, struct bo_diags *diags)
{
    return bo_case_read_with(program, file, text, n, on, NULL, out, diags);
}

const char *bo_case_plain(const struct bo_program *program, const char *file, const char *text, size_t n, int64_t on,
                          struct bo_arena *arena, size_t *length)
{
    struct bo_diags unused;
    struct bo_expanded expanded = {0};
    const char *plain = text;
    bo_diags_init(&unused, arena);
    *length = n;
    json_t *root = parse(file, text, n, &unused);
    if (root != NULL && bo_case_expand(program, file, root, on, NULL, arena, &expanded, &unused) == BO_OK &&
        expanded.n > 0) {
        char *dump = json_dumps(expanded.root, JSON_COMPACT);
        plain = dump != NULL ? bo_strdup(arena, dump) : text;
        *length = strlen(plain);
        free(dump);
    }
    json_decref(expanded.root);
    json_decref(root);
    return plain;
}

void bo_case_free(struct bo_case *kase)
{
    if (kase != NULL) {
        struct bo_arena arena = kase->arena;
        bo_population_fini(&kase->population);
        bo_program_free(kase->wider);
        bo_arena_fini(&arena);
    }
}

char *bo_case_patch(struct bo_arena *arena, const char *text, const char *patch, const char *file,
                    struct bo_diags *diags)
{
    size_t errors = diags->errors;
    struct bo_place place = {.file = file};
    json_t *from = bo_json_parse(place, text, strlen(text), diags);
    json_t *change = from != NULL ? bo_json_parse(place, patch, strlen(patch), diags) : NULL;
    char *result = NULL;
    if (change != NULL && bo_json_check(change, file, diags) && diags->errors == errors) {
        json_t *merged = bo_json_merge(from, change);
        char *dump = json_dumps(merged, JSON_COMPACT | JSON_ENCODE_ANY);
        result = dump != NULL ? bo_strdup(arena, dump) : NULL;
        free(dump);
        json_decref(merged);
    }
    json_decref(from);
    json_decref(change);
    return result;
}
