/* Faults of a case: where a value was written, the nearest name, each told once. */
#include "scenario/case_reader.h"

#include <stdio.h>
#include <string.h>

/* Where the value at a path comes from. The patch of a scenario replaces lists and plain values whole and goes into
 * objects; an object that both have counts as the base's. */
static bool from_patch(const struct bo_path *path, json_t **patch, json_t **base)
{
    if (path == NULL) {
        return true;
    }
    if (!from_patch(path->up, patch, base)) {
        return false;
    }
    if (*patch != NULL && !json_is_object(*patch)) {
        *base = NULL;
        return true; /* inside something that the patch brought whole */
    }
    json_t *change = path->key != NULL ? json_object_get(*patch, path->key) : NULL;
    json_t *under = path->key != NULL ? json_object_get(*base, path->key) : NULL;
    bool in_patch = change != NULL || (under == NULL && !json_is_object(*base)); /* missing: where its object stands */
    *base = under;
    *patch = change;
    return in_patch;
}

static bool written_in_patch(const struct bo_case_reader *reader, size_t scenario, const struct bo_path *path)
{
    json_t *patch = reader->merged[scenario].patch, *base = reader->root;
    if (path == NULL || patch == NULL || !from_patch(path, &patch, &base)) {
        return false;
    }
    return !json_is_object(patch) || !json_is_object(base);
}

void bo_case_fault(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const char *code,
                   const char *format, ...)
{
    struct bo_buf pointer;
    bo_buf_init(&pointer);
    if (scenario != BO_ROOT && reader->merged[scenario].at != NULL && written_in_patch(reader, scenario, path)) {
        bo_json_pointer(reader->merged[scenario].at, &pointer);
    }
    bo_json_pointer(path, &pointer);
    va_list args;
    va_start(args, format);
    char *text = bo_vprintf(reader->arena, format, args);
    va_end(args);
    const char *where = pointer.at != NULL ? pointer.at : "";
    bool told = false;
    for (size_t i = 0; i < reader->diags->list.n && !told; i++) {
        const struct bo_diag *diag = &reader->diags->list.at[i];
        told = diag->place.pointer != NULL && strcmp(diag->place.pointer, where) == 0 && strcmp(diag->code, code) == 0;
    }
    if (!told) {
        struct bo_place place = {.file = reader->kase->file, .pointer = where};
        bo_diag(reader->diags, BO_ERROR, place, code, "%s", text);
    }
    bo_buf_fini(&pointer);
}

const struct bo_path *bo_case_step(struct bo_case_reader *reader, const struct bo_path *up, const char *key)
{
    struct bo_path *path = bo_alloc(reader->arena, sizeof *path);
    *path = (struct bo_path){up, bo_strdup(reader->arena, key), 0};
    return path;
}

bool bo_case_name_good(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const char *name)
{
    size_t n = strlen(name);
    bool good = n > 0 && n <= BO_CASE_NAME_MAX;
    for (const char *p = name; *p != '\0'; p++) {
        good &= (unsigned char)*p >= ' ' && *p != 0x7f && *p != '/' && *p != ',';
    }
    if (!good) {
        bo_case_fault(reader, scenario, path, "bad-name",
                      "a name has 1 to %d bytes, and no '/', ',' or control characters", BO_CASE_NAME_MAX);
    }
    return good;
}

const char *bo_case_hint(struct bo_case_reader *reader, const char *name, const struct bo_candidates *known)
{
    const char *near = bo_nearest(name, known->name.at, known->name.n);
    return near != NULL ? bo_printf(reader->arena, ", did you mean '%s'?", near) : "";
}
