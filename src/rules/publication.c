/* From <publications> files to the model; what they name is looked up and checked in publication_check.c. */
#include "rules/digest.h"
#include "rules/load.h"
#include "rules/publication_check.h"
#include "rules/read.h"
#include "rules/shape.h"

#include <string.h>

/* MOST_CHANGE_MAX: a figure a hundred times as big is no change to let pass. */
enum { MOST_CHANGE_MAX = 10000, BANDS_MAX = 1000 };

static const char *const languages[] = {"en", "nb"}; /* ways of writing figures: of 1,234.50 and of 1 234,50 */

struct file {
    struct bo_reading reading;
    const char *language;
    bo_publications *publications;
};

static struct bo_bound load_bound(struct bo_reading *reading, const struct bo_xml *element)
{
    static const char *const parts[] = {"to", "rate"};
    unsigned band = bo_read_count(reading, element, "band", BANDS_MAX, 1);
    if (band == 0) {
        bo_read_error(reading, bo_read_place(element, "band"), "bad-number", "bands are counted from 1");
    }
    return (struct bo_bound){.param_id = bo_read_text(element, "param"),
                             .scale_id = bo_read_text(element, "scale"),
                             .table_id = bo_read_text(element, "table"),
                             .band = band > 0 ? band - 1 : 0,
                             .rate = bo_read_choice(reading, element, "of", parts, 2, 0) == 1,
                             .keys = bo_read_text(element, "keys"),
                             .column = bo_read_text(element, "column"),
                             .name_column = bo_read_text(element, "names")};
}

/* The fraction by which a published figure is multiplied: "1/12", "12". */
static const char *load_times(struct bo_reading *reading, const struct bo_xml *element)
{
    const char *text = bo_read_text(element, "times");
    if (text == NULL) {
        return NULL;
    }
    size_t top = strspn(text, "0123456789"), bottom = text[top] == '/' ? strspn(text + top + 1, "0123456789") : 0;
    bool good = top > 0 && top <= 9 && text[0] != '0' && text[top + (bottom > 0 ? bottom + 1 : 0)] == '\0' &&
                bottom <= 9 && (bottom == 0 || text[top + 1] != '0');
    if (!good) {
        bo_read_error(reading, bo_read_place(element, "times"), "bad-number", "'%s' is no fraction (1/12)", text);
    }
    return good ? text : NULL;
}

static void load_bind(struct file *file, const struct bo_xml *element, struct bo_publication *publication)
{
    static const char *const forms[] = {"money", "percent", "number", "date"}, *const known[] = {"retained"};
    struct bo_reading *reading = &file->reading;
    struct bo_binding binding = {.to = load_bound(reading, element), .place = element->place};
    binding.at = bo_read_text(element, "at");
    binding.group = bo_read_text(element, "group");
    binding.row = bo_read_text(element, "row");
    binding.head = bo_read_text(element, "head");
    binding.sentence = bo_read_text(element, "sentence");
    binding.form = (enum bo_figure_form)bo_read_choice(reading, element, "as", forms, 4, 0);
    const char *language = bo_read_text(element, "lang");
    binding.language =
        language == NULL ? file->language : languages[bo_read_choice(reading, element, "lang", languages, 2, 0)];
    binding.per = bo_read_text(element, "per");
    binding.times = load_times(reading, element);
    binding.date_at = bo_read_text(element, "date-at");
    binding.min = bo_read_text(element, "min");
    binding.max = bo_read_text(element, "max");
    binding.most_change = bo_read_count(reading, element, "most-change", MOST_CHANGE_MAX, 0);
    binding.repealed_retained = bo_read_choice(reading, element, "repealed", known, 1, -1) == 0;
    binding.seen = bo_read_date(reading, element, "seen", publication->seen);
    binding.shape = bo_read_text(element, "shape");
    binding.note = bo_read_text(element, "note");
    BO_PUSH(reading->arena, &publication->bindings, binding);
}

static void load_publication(struct file *file, const struct bo_xml *element, const struct bo_law *law)
{
    static const char *const forms[] = {"clml", "content-api", "html", "json", "csv", "legal-xhtml"};
    static const char *const ranks[] = {"law", "administration"};
    struct bo_reading *reading = &file->reading;
    struct bo_publication *publication = bo_alloc(reading->arena, sizeof *publication);
    *publication =
        (struct bo_publication){.id = bo_read_text(element, "id"),
                                .title = bo_read_text(element, "title"),
                                .source_id = bo_read_text(element, "source"),
                                .at = bo_read_text(element, "at"),
                                .publisher = bo_read_text(element, "publisher"),
                                .form = (enum bo_publication_form)bo_read_choice(reading, element, "form", forms, 6, 0),
                                .rank = (enum bo_publication_rank)bo_read_choice(reading, element, "rank", ranks, 2, 0),
                                .href = bo_read_text(element, "href"),
                                .effects = bo_read_text(element, "effects"),
                                .licence = bo_read_text(element, "licence"),
                                .seen = bo_read_date(reading, element, "seen", BO_DATE_NONE),
                                .law = law,
                                .place = element->place};
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "bind") == 0) {
            load_bind(file, child, publication);
        } else {
            struct bo_guard guard = {bo_read_text(child, "at"), bo_read_text(child, "words"), child->place};
            BO_PUSH(reading->arena, &publication->guards, guard);
        }
    }
    BO_PUSH(reading->arena, file->publications, publication);
}

static void load_unbound(struct file *file, const struct bo_xml *element)
{
    struct bo_reading *reading = &file->reading;
    struct bo_unbound unbound = {
        .to = load_bound(reading, element), .publisher = bo_read_text(element, "publisher"), .place = element->place};
    bo_read_texts(reading, element, "text", &unbound.reason);
    BO_PUSH(reading->arena, &file->publications->unbound, unbound);
}

static void load_root(struct file *file, const struct bo_xml *root, const char *path)
{
    struct bo_reading *reading = &file->reading;
    struct bo_law *law = bo_alloc(reading->arena, sizeof *law);
    law->id = bo_read_text(root, "id");
    law->file = bo_strdup(reading->arena, path);
    law->changes = bo_read_calendar(reading, root, NULL);
    bo_read_texts(reading, root, "title", &law->title);
    file->language = languages[bo_read_choice(reading, root, "lang", languages, 2, 0)];
    for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "publication") == 0) {
            load_publication(file, child, law);
        } else if (strcmp(child->name, "unbound") == 0) {
            load_unbound(file, child);
        }
    }
}

static void load_text(struct file *file, const char *path, const char *name, const char *text, size_t n)
{
    struct bo_reading *reading = &file->reading;
    struct bo_arena tree;
    struct bo_xml *root;
    bo_arena_init(&tree);
    if (bo_xml_read(&tree, reading->arena, name, text, n, &root, reading->diags) != BO_OK) {
        bo_arena_fini(&tree);
        return;
    }
    if (strcmp(root->name, "publications") != 0) {
        bo_read_error(reading, root->place, "wrong-element", "the file's first element is <publications>, not <%s>",
                      root->name);
    } else if (bo_shape_check(root, "publications", NULL, NULL, reading->diags)) {
        load_root(file, root, path);
    }
    bo_arena_fini(&tree);
}

static const char *digest_of(const struct bo_set *set, const char *path)
{
    const char *digest = "";
    for (size_t i = 0; i < set->files.n; i++) {
        digest = strcmp(set->files.at[i].path, path) == 0 ? set->files.at[i].sha256 : digest;
    }
    return digest;
}

/* The bytes must be those that the set's digest was made of. */
static enum bo_status load_file(struct file *file, const char *path)
{
    struct bo_reading *reading = &file->reading;
    const char *name = bo_printf(reading->arena, "%s/%s", reading->set->directory, path);
    struct bo_arena scratch;
    char *text;
    size_t n;
    bo_arena_init(&scratch);
    enum bo_status status = bo_read_file(&scratch, name, BO_XML_FILE_MAX, &text, &n, reading->diags);
    if (status != BO_OK) {
        status = BO_IO;
    } else if (strcmp(bo_sha256_hex(&scratch, text, n), digest_of(reading->set, path)) != 0) {
        bo_read_error(reading, (struct bo_place){.file = name}, "changed",
                      "the file was changed while the set was read");
    } else {
        load_text(file, path, name, text, n);
    }
    bo_arena_fini(&scratch);
    return status;
}

static enum bo_status finish(struct file *file, size_t before, enum bo_status status)
{
    if (status == BO_OK && file->reading.diags->errors == before) {
        bo_publications_check(file->reading.set, file->publications, file->reading.diags);
    }
    return status == BO_OK && file->reading.diags->errors > before ? BO_BAD_RULES : status;
}

enum bo_status bo_publications_load(struct bo_set *set, bo_publications *publications, struct bo_diags *diags)
{
    struct file file = {.reading = {.set = set, .arena = &set->arena, .diags = diags}, .publications = publications};
    size_t before = diags->errors;
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < set->published.n && status == BO_OK; i++) {
        status = load_file(&file, set->published.at[i]);
    }
    return finish(&file, before, status);
}

enum bo_status bo_publications_load_text(struct bo_set *set, const char *name, const char *text, size_t n,
                                         bo_publications *publications, struct bo_diags *diags)
{
    struct file file = {.reading = {.set = set, .arena = &set->arena, .diags = diags}, .publications = publications};
    size_t before = diags->errors;
    load_text(&file, name, bo_strdup(&set->arena, name), text, n);
    return finish(&file, before, BO_OK);
}
