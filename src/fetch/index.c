#include "fetch/index.h"

#include "base/text.h"
#include "fetch/moment.h"
#include "rules/store.h"
#include "rules/xml.h"
#include <stdlib.h>
#include <string.h>

#define SMALL "abcdefghijklmnopqrstuvwxyz"
#define DIGIT "0123456789"

enum { NAME_BYTES = 40, VERSION_BYTES = 40, PART_BYTES = 80, PATH_BYTES = 200, PARTS = 6, SHA256_HEX = 64 };

/* Names */

static bool made_of(const char *text, size_t n, const char *letters)
{
    return n > 0 && strspn(text, letters) >= n;
}

bool bo_channel_name_valid(const char *name)
{
    return made_of(name, strlen(name), SMALL DIGIT "-") && strlen(name) <= NAME_BYTES && *name != '-';
}

bool bo_set_version_valid(const char *version)
{
    return made_of(version, strlen(version), DIGIT ".") && strlen(version) <= VERSION_BYTES && *version != '.';
}

/* Names that some systems take for devices, with or without an ending. */
static bool is_device(const char *part, size_t n)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    size_t stem = 0;
    while (stem < n && part[stem] != '.') {
        stem++;
    }
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (stem == 3 && memcmp(part, devices[i], 3) == 0) {
            return true;
        }
    }
    return stem == 4 && (memcmp(part, "com", 3) == 0 || memcmp(part, "lpt", 3) == 0) && part[3] >= '0' &&
           part[3] <= '9';
}

bool bo_rule_path_valid(const char *path)
{
    size_t n = strlen(path), parts = 0;
    if (n > PATH_BYTES || n < 5 || strcmp(path + n - 4, ".xml") != 0) {
        return false;
    }
    for (const char *part = path;; part++) {
        size_t length = strcspn(part, "/");
        bool last = part[length] == '\0';
        if (++parts > PARTS || length > PART_BYTES || *part == '.' || *part == '-' || is_device(part, length) ||
            !made_of(part, length, last ? SMALL DIGIT "_-." : SMALL DIGIT "_-")) {
            return false;
        }
        part += length;
        if (last) {
            return true;
        }
    }
}

/* Reading */

struct reading {
    struct bo_arena *arena;
    struct bo_index *index;
    struct bo_diags *diags;
    uint64_t total;
};

static enum bo_status refuse(struct reading *r, struct bo_place at, const char *what, const char *value)
{
    bo_diag(r->diags, BO_ERROR, at, "bad-index", "%s%s%s%s", what, value != NULL ? ": '" : "",
            value != NULL ? value : "", value != NULL ? "'" : "");
    return BO_INVALID;
}

/* Only these attributes, without which (but for those after "?") the element is wrong. */
static enum bo_status check_attributes(struct reading *r, const struct bo_xml *element, const char *const *names)
{
    bool needed = true;
    size_t known = 0;
    for (; *names != NULL; names++) {
        if (strcmp(*names, "?") == 0) {
            needed = false;
        } else if (bo_xml_attribute(element, *names) != NULL) {
            known++;
        } else if (needed) {
            return refuse(r, element->place, "an attribute is missing", *names);
        }
    }
    for (size_t i = 0; i < element->n_attributes; i++) {
        known -= strcmp(element->attributes[i].name, "xmlns") != 0;
    }
    return known == 0 && element->text.n == 0
               ? BO_OK
               : refuse(r, element->place, "there is more in this element than this program knows", element->name);
}

static const char *value_of(struct reading *r, const struct bo_xml *element, const char *name)
{
    const struct bo_formula *value = bo_xml_attribute(element, name);
    return value != NULL ? bo_strdup(r->arena, value->text) : NULL;
}

/* A whole number from 1, without sign or leading zeros. */
static bool read_number(const char *text, uint64_t most, uint64_t *number)
{
    size_t n = strlen(text);
    if (!made_of(text, n, DIGIT) || *text == '0' || n > 19) {
        return false;
    }
    *number = strtoull(text, NULL, 10);
    return *number <= most;
}

static enum bo_status read_file(struct reading *r, const struct bo_xml *element)
{
    static const char *const names[] = {"path", "size", "sha256", NULL};
    struct bo_index *index = r->index;
    const struct bo_index_set *set = &index->sets.at[index->sets.n - 1];
    enum bo_status status = strcmp(element->name, "file") == 0 && element->first == NULL
                                ? check_attributes(r, element, names)
                                : refuse(r, element->place, "only files stand here, not", element->name);
    if (status != BO_OK) {
        return status;
    }
    const char *path = value_of(r, element, "path"), *size = value_of(r, element, "size");
    const char *folder = bo_printf(r->arena, "rules/%s/%s/", set->id, set->version);
    struct bo_index_file file = {.sha256 = value_of(r, element, "sha256"), .set = index->sets.n - 1};
    if (strncmp(path, folder, strlen(folder)) != 0 || !bo_rule_path_valid(path + strlen(folder))) {
        return refuse(r, element->place, "this path is none of a rule file in its set's folder", path);
    }
    if (!read_number(size, BO_RULE_FILE_MAX, &file.size)) {
        return refuse(r, element->place, "this size is none of a rule file", size);
    }
    if (strlen(file.sha256) != SHA256_HEX || !made_of(file.sha256, SHA256_HEX, DIGIT "abcdef")) {
        return refuse(r, element->place, "this is no SHA-256", file.sha256);
    }
    file.path = path + strlen("rules/");
    for (size_t i = 0; i < index->files.n; i++) {
        if (strcmp(index->files.at[i].path, file.path) == 0) {
            return refuse(r, element->place, "this path stands twice", path);
        }
    }
    r->total += file.size;
    if (index->files.n == BO_INDEX_FILES || r->total > BO_RELEASE_MAX) {
        return refuse(r, element->place, "the release is too big (2000 files, 64 MiB at most)", NULL);
    }
    BO_PUSH(r->arena, &index->files, file);
    return BO_OK;
}

static enum bo_status read_set(struct reading *r, const struct bo_xml *element)
{
    static const char *const names[] = {"id", "version", NULL};
    struct bo_index *index = r->index;
    enum bo_status status = strcmp(element->name, "set") == 0
                                ? check_attributes(r, element, names)
                                : refuse(r, element->place, "only sets stand here, not", element->name);
    if (status != BO_OK) {
        return status;
    }
    struct bo_index_set set = {value_of(r, element, "id"), value_of(r, element, "version")};
    if (!bo_name_valid(set.id) || !bo_set_version_valid(set.version)) {
        return refuse(r, element->place, "this is no name or no version of a rule set",
                      bo_printf(r->arena, "%s@%s", set.id, set.version));
    }
    for (size_t i = 0; i < index->sets.n; i++) {
        if (strcmp(index->sets.at[i].id, set.id) == 0 &&
            bo_version_compare(index->sets.at[i].version, set.version) == 0) {
            return refuse(r, element->place, "this version of the set stands twice",
                          bo_printf(r->arena, "%s@%s", set.id, set.version));
        }
    }
    if (index->sets.n == BO_INDEX_SETS) {
        return refuse(r, element->place, "there are too many sets (200 at most)", NULL);
    }
    BO_PUSH(r->arena, &index->sets, set);
    for (const struct bo_xml *child = element->first; child != NULL && status == BO_OK; child = child->next) {
        status = read_file(r, child);
    }
    return status == BO_OK && element->first == NULL ? refuse(r, element->place, "a set without files", set.id)
                                                     : status;
}

static enum bo_status read_head(struct reading *r, const struct bo_xml *root)
{
    static const char *const names[] = {"spec-version", "channel", "serial",     "issued",
                                        "expires",      "?",       "min-client", NULL};
    struct bo_index *index = r->index;
    const char *spec = value_of(r, root, "spec-version");
    if (strcmp(root->name, "channel-index") != 0 || spec == NULL) {
        return refuse(r, root->place, "this is no index of a channel", NULL);
    }
    if (strcmp(spec, "1") != 0) {
        return refuse(r, root->place, "the index is in a form that needs a newer program: spec-version", spec);
    }
    enum bo_status status = check_attributes(r, root, names);
    if (status != BO_OK) {
        return status;
    }
    index->channel = value_of(r, root, "channel");
    index->issued = value_of(r, root, "issued");
    index->expires = value_of(r, root, "expires");
    index->min_client = value_of(r, root, "min-client");
    const char *serial = value_of(r, root, "serial");
    if (!bo_channel_name_valid(index->channel)) {
        return refuse(r, root->place, "this is no name of a channel", index->channel);
    }
    if (!read_number(serial, INT64_MAX, &index->serial)) {
        return refuse(r, root->place, "this is no serial number", serial);
    }
    if (!bo_moment_read(index->issued, &index->issued_at) || !bo_moment_read(index->expires, &index->expires_at) ||
        index->expires_at <= index->issued_at) {
        return refuse(r, root->place, "these are no two moments in order",
                      bo_printf(r->arena, "%s, %s", index->issued, index->expires));
    }
    if (index->min_client != NULL && !bo_set_version_valid(index->min_client)) {
        return refuse(r, root->place, "this is no version of a program", index->min_client);
    }
    if (index->min_client != NULL && bo_version_compare(index->min_client, PACKAGE_VERSION) > 0) {
        return refuse(r, root->place, "the release needs a newer program than " PACKAGE_VERSION ", at least",
                      index->min_client);
    }
    return BO_OK;
}

enum bo_status bo_index_read(struct bo_arena *arena, const char *name, const char *text, size_t n,
                             struct bo_index *index, struct bo_diags *diags)
{
    struct reading r = {.arena = arena, .index = index, .diags = diags};
    struct bo_arena scratch;
    struct bo_xml *root;
    bo_arena_init(&scratch);
    *index = (struct bo_index){0};
    enum bo_status status = BO_INVALID;
    if (bo_xml_read_as(BO_INDEX_NAMESPACE, &scratch, &scratch, name, text, n, &root, diags) == BO_OK) {
        status = read_head(&r, root);
        for (const struct bo_xml *child = root->first; child != NULL && status == BO_OK; child = child->next) {
            status = read_set(&r, child);
        }
        if (status == BO_OK && index->sets.n == 0) {
            status = refuse(&r, root->place, "the release has no rule set", NULL);
        }
    }
    bo_arena_fini(&scratch);
    return status;
}

/* Writing: everything in it is made of letters that need no escape. */

void bo_index_write(const struct bo_index *index, struct bo_buf *to)
{
    bo_buf_printf(to,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                  "<channel-index xmlns=\"%s\" spec-version=\"1\" channel=\"%s\" serial=\"%llu\"\n"
                  "    issued=\"%s\" expires=\"%s\"%s%s%s>\n",
                  BO_INDEX_NAMESPACE, index->channel, (unsigned long long)index->serial, index->issued, index->expires,
                  index->min_client != NULL ? " min-client=\"" : "", index->min_client != NULL ? index->min_client : "",
                  index->min_client != NULL ? "\"" : "");
    for (size_t i = 0, k = 0; i < index->sets.n; i++) {
        bo_buf_printf(to, "  <set id=\"%s\" version=\"%s\">\n", index->sets.at[i].id, index->sets.at[i].version);
        for (; k < index->files.n && index->files.at[k].set == i; k++) {
            bo_buf_printf(to, "    <file path=\"rules/%s\" size=\"%llu\" sha256=\"%s\"/>\n", index->files.at[k].path,
                          (unsigned long long)index->files.at[k].size, index->files.at[k].sha256);
        }
        bo_buf_puts(to, "  </set>\n");
    }
    bo_buf_puts(to, "</channel-index>\n");
}

char *bo_index_comment(struct bo_arena *arena, const struct bo_index *index)
{
    return bo_printf(arena, "channel=%s serial=%llu expires=%s file=%s", index->channel,
                     (unsigned long long)index->serial, index->expires, BO_INDEX_NAME);
}
