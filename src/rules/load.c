/* From files to the set: finds and reads them, each within bounds and inside the set's directory; then the overlays,
 * the sheet's totals and the check. A set with any error is not given out. */
#include "rules/load.h"

#include "base/buf.h"
#include "rules/digest.h"
#include "rules/read.h"
#include "rules/shape.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct loading {
    struct bo_reading reading;
    struct bo_arena trees; /* of the files, until all is loaded */
    size_t bytes;          /* of all files so far */
    bool alone;            /* from memory: nothing can be included */
    bool io;               /* a file could not be read */
};

static struct bo_set *new_set(const char *directory)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_set *set = bo_alloc(&arena, sizeof *set);
    set->arena = arena;
    set->directory = bo_strdup(&set->arena, directory);
    bo_intern_init(&set->symbols, &set->arena);
    bo_intern_init(&set->names, &set->arena);
    bo_intern_init(&set->source_ids, &set->arena);
    return set;
}

void bo_set_free(struct bo_set *set)
{
    if (set != NULL) {
        struct bo_arena arena = set->arena;
        bo_arena_fini(&arena);
    }
}

static bool id_is_known(const void *set, const char *id)
{
    return bo_set_find(set, id) != NULL;
}

/* A plain relative path of names: letters, digits, "_", "-", "."; no part begins with a dot; it ends in ".xml". */
static bool plain_path(const char *path)
{
    size_t n = strlen(path);
    bool part_begins = true;
    for (const char *p = path; *p != '\0'; p++) {
        bool letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9') || *p == '_';
        if (!letter && (part_begins || strchr("-./", *p) == NULL)) {
            return false;
        }
        part_begins = *p == '/';
    }
    return n > 4 && n < 200 && strcmp(path + n - 4, ".xml") == 0;
}

/* False when a link leads the file out of the directory. */
static bool stays_inside(const char *directory, const char *path)
{
    char *real_directory = realpath(directory, NULL), *real_path = realpath(path, NULL);
    bool inside = true; /* what is not there is said by whoever reads it */
    if (real_directory != NULL && real_path != NULL) {
        size_t n = strlen(real_directory);
        inside = strncmp(real_directory, real_path, n) == 0 && (real_path[n] == '/' || n == 1);
    }
    free(real_directory);
    free(real_path);
    return inside;
}

static struct bo_xml *parse(struct loading *loading, const char *name, const char *text, size_t n, const char *shape)
{
    struct bo_reading *reading = &loading->reading;
    struct bo_xml *root;
    if (bo_xml_read(&loading->trees, reading->arena, name, text, n, &root, reading->diags) != BO_OK) {
        return NULL;
    }
    if (strcmp(root->name, shape) != 0) {
        bo_read_error(reading, root->place, "wrong-element", "the file's first element is <%s>, not <%s>", shape,
                      root->name);
        return NULL;
    }
    bool good = bo_shape_check(root, shape, reading->overlay ? id_is_known : NULL, reading->set, reading->diags);
    return good ? root : NULL;
}

/* Reads a file into the tree, and its digest into the list; shape NULL: its digest alone. */
static struct bo_xml *parse_file(struct loading *loading, const char *path, const char *name, const char *shape)
{
    struct bo_reading *reading = &loading->reading;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    char *text;
    size_t n;
    struct bo_xml *root = NULL;
    if (bo_read_file(&scratch, path, BO_XML_FILE_MAX, &text, &n, reading->diags) != BO_OK) {
        loading->io = true;
    } else if ((loading->bytes += n) > BO_SET_BYTES_MAX) {
        bo_read_error(reading, (struct bo_place){.file = path}, "too-big", "the set is too big (64 MiB at most)");
    } else {
        struct bo_file file = {.path = bo_strdup(reading->arena, name),
                               .sha256 = bo_sha256_hex(reading->arena, text, n)};
        if (reading->overlay) {
            BO_PUSH(reading->arena, &reading->set->overlays, file);
        } else {
            BO_PUSH(reading->arena, &reading->set->files, file);
        }
        root = shape != NULL ? parse(loading, bo_strdup(reading->arena, path), text, n, shape) : NULL;
    }
    bo_arena_fini(&scratch);
    return root;
}

static struct bo_law *new_law(struct bo_reading *reading, const struct bo_xml *root, const char *file)
{
    struct bo_law *law = bo_alloc(reading->arena, sizeof *law);
    law->id = bo_read_text(root, "id");
    law->file = bo_strdup(reading->arena, file);
    law->changes = bo_read_calendar(reading, root, NULL);
    if (strcmp(root->name, "ruleset") == 0) {
        law->title = reading->set->title;
    } else {
        bo_read_texts(reading, root, "title", &law->title);
    }
    for (size_t i = 0; i < reading->set->laws.n; i++) {
        const struct bo_law *other = reading->set->laws.at[i];
        if (strcmp(other->id, law->id) == 0) {
            bo_read_error(reading, bo_read_place(root, "id"), "repeated-id", "the law '%s' is there already: %s",
                          law->id, other->file);
        }
    }
    BO_PUSH(reading->arena, &reading->set->laws, law);
    return law;
}

/* The path of a further file of the set, which must lie in its folder; NULL after an error. */
static const char *file_of_set(struct loading *loading, const struct bo_xml *element)
{
    struct bo_reading *reading = &loading->reading;
    const struct bo_set *set = reading->set;
    const char *file = bo_read_text(element, "file");
    struct bo_place place = bo_read_place(element, "file");
    if (loading->alone) {
        bo_read_error(reading, place, "bad-include", "a rule set in memory includes nothing");
        return NULL;
    }
    if (!plain_path(file)) {
        bo_read_error(reading, place, "bad-include", "'%s' is no file of the set: name.xml or folder/name.xml", file);
        return NULL;
    }
    for (size_t i = 0; i < set->files.n; i++) {
        if (strcmp(set->files.at[i].path, file) == 0) {
            bo_read_error(reading, place, "repeated-include", "'%s' is included already", file);
            return NULL;
        }
    }
    if (set->files.n >= BO_SET_FILES_MAX) {
        bo_read_error(reading, place, "too-big", "too many files (400 at most)");
        return NULL;
    }
    const char *path = bo_printf(reading->arena, "%s/%s", set->directory, file);
    if (!stays_inside(set->directory, path)) {
        bo_read_error(reading, place, "bad-include", "'%s' leads out of the set's folder", file);
        return NULL;
    }
    return path;
}

static void load_include(struct loading *loading, const struct bo_xml *element)
{
    struct bo_reading *reading = &loading->reading;
    const char *file = bo_read_text(element, "file"), *path = file_of_set(loading, element);
    const struct bo_xml *root = path != NULL ? parse_file(loading, path, file, "law") : NULL;
    if (root != NULL) {
        reading->law = new_law(reading, root, file);
        bo_load_law_elements(reading, root);
    }
}

/* Belongs to the set and to its digest; what it says is read only where it is asked for (publication.h). */
static void load_published(struct loading *loading, const struct bo_xml *element)
{
    struct bo_reading *reading = &loading->reading;
    const char *path = file_of_set(loading, element);
    if (path != NULL) {
        const char *file = bo_strdup(reading->arena, bo_read_text(element, "file"));
        parse_file(loading, path, file, NULL);
        BO_PUSH(reading->arena, &reading->set->published, file);
    }
}

/* ruleset.xml may hold law itself, so that a small set is one file. */
static void load_root(struct loading *loading, const struct bo_xml *root, const char *file)
{
    struct bo_reading *reading = &loading->reading;
    bo_load_ruleset(reading, root);
    const struct bo_law *own = new_law(reading, root, file);
    reading->law = own;
    bo_load_law_elements(reading, root);
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "include") == 0) {
            load_include(loading, child);
        } else if (strcmp(child->name, "published") == 0) {
            load_published(loading, child);
        }
    }
    reading->law = own;
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "sheet") == 0) {
            bo_load_sheet(reading, child);
        } else if (strcmp(child->name, "timeline") == 0) {
            bo_load_timeline(reading, child);
        } else if (strcmp(child->name, "scenario") == 0 || strcmp(child->name, "what-if") == 0) {
            bo_load_template(reading, child);
        }
    }
}

static void load_overlay(struct loading *loading, const char *path)
{
    struct bo_reading *reading = &loading->reading;
    const struct bo_law *before = reading->law;
    reading->overlay = true;
    const struct bo_xml *root = parse_file(loading, path, path, "overlay");
    if (root != NULL) {
        const char *meant = bo_read_text(root, "for");
        if (strcmp(meant, reading->set->id) != 0) {
            bo_read_error(reading, bo_read_place(root, "for"), "wrong-set", "this overlay is for '%s', the set is '%s'",
                          meant, reading->set->id);
        }
        reading->law = new_law(reading, root, path);
        bo_load_law_elements(reading, root);
    }
    reading->overlay = reading->replacing = false;
    reading->law = before;
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct bo_file *)a)->path, ((const struct bo_file *)b)->path);
}

static void digest_set(struct bo_set *set)
{
    if (set->files.n > 1) {
        qsort(set->files.at, set->files.n, sizeof *set->files.at, compare_files);
    }
    struct bo_buf list;
    bo_buf_init(&list);
    bo_buf_puts(&list, "");
    for (size_t i = 0; i < set->files.n; i++) {
        bo_buf_printf(&list, "%s  %s\n", set->files.at[i].sha256, set->files.at[i].path);
    }
    set->sha256 = bo_sha256_hex(&set->arena, list.at, list.n);
    bo_buf_fini(&list);
}

/* What is left to do when the files are read; gives the set out when there was no error. */
static enum bo_status finish(struct loading *loading, size_t errors_before, struct bo_set **set)
{
    struct bo_reading *reading = &loading->reading;
    bo_arena_fini(&loading->trees);
    if (reading->diags->errors == errors_before) {
        bo_load_totals(reading);
        digest_set(reading->set);
    }
    if (reading->diags->errors == errors_before) {
        bo_rules_check(reading->set, reading->diags);
    }
    if (reading->diags->errors == errors_before) {
        *set = reading->set;
        return BO_OK;
    }
    bo_set_free(reading->set);
    return loading->io ? BO_IO : BO_BAD_RULES;
}

enum bo_status bo_rules_load(const char *directory, const char *const *overlays, size_t n_overlays, struct bo_set **set,
                             struct bo_diags *diags)
{
    size_t errors_before = diags->errors;
    struct loading loading = {.reading = {.set = new_set(directory), .diags = diags}};
    loading.reading.arena = &loading.reading.set->arena;
    bo_arena_init(&loading.trees);
    bo_intern_init(&loading.reading.examples, loading.reading.arena);
    *set = NULL;
    const char *path = bo_printf(loading.reading.arena, "%s/ruleset.xml", directory);
    const struct bo_xml *root = parse_file(&loading, path, "ruleset.xml", "ruleset");
    if (root != NULL) {
        load_root(&loading, root, "ruleset.xml");
        for (size_t i = 0; i < n_overlays; i++) {
            load_overlay(&loading, overlays[i]);
        }
    }
    return finish(&loading, errors_before, set);
}

enum bo_status bo_rules_load_text(const char *name, const char *text, size_t n, struct bo_set **set,
                                  struct bo_diags *diags)
{
    size_t errors_before = diags->errors;
    struct loading loading = {.reading = {.set = new_set("."), .diags = diags}, .alone = true};
    loading.reading.arena = &loading.reading.set->arena;
    bo_arena_init(&loading.trees);
    bo_intern_init(&loading.reading.examples, loading.reading.arena);
    *set = NULL;
    struct bo_file file = {.path = bo_strdup(loading.reading.arena, name),
                           .sha256 = bo_sha256_hex(loading.reading.arena, text, n)};
    BO_PUSH(loading.reading.arena, &loading.reading.set->files, file);
    const struct bo_xml *root = parse(&loading, file.path, text, n, "ruleset");
    if (root != NULL) {
        load_root(&loading, root, name);
    }
    return finish(&loading, errors_before, set);
}
