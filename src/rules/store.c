#include "rules/store.h"

#include "rules/load.h"
#include "rules/xml.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where rule sets can be; several places are one list, the earlier first. */

struct place {
    const char *directory, *words;
};
typedef BO_VEC(struct place) places;

static void add_place(struct bo_arena *arena, places *list, const char *directory, const char *rest, const char *words)
{
    if (directory != NULL && *directory != '\0') {
        struct place place = {.directory = bo_printf(arena, "%s%s", directory, rest), .words = words};
        BO_PUSH(arena, list, place);
    }
}

static bool runs_from_build_tree(void)
{
#ifdef BO_BUILD_DIR
    char program[4096];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    size_t prefix = strlen(BO_BUILD_DIR);
    if (n <= 0) {
        return false;
    }
    program[n] = '\0';
    return strncmp(program, BO_BUILD_DIR, prefix) == 0 && program[prefix] == '/';
#else
    return false;
#endif
}

const char *bo_store_fetched(struct bo_arena *arena)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data != NULL && *data == '/') {
        return bo_printf(arena, "%s/betteroff/rules", data);
    }
    if (geteuid() == 0) {
        return "/var/lib/betteroff/rules";
    }
    return home != NULL && *home == '/' ? bo_printf(arena, "%s/.local/share/betteroff/rules", home) : NULL;
}

static places all_places(struct bo_arena *arena, const char *rules_dir)
{
    places list = {0};
    add_place(arena, &list, rules_dir, "", "--rules-dir");
    add_place(arena, &list, getenv("BETTEROFF_RULES_DIR"), "", "BETTEROFF_RULES_DIR");
    /* The fetched sets change as a whole, by a link: who reads them holds on to those that were there first. */
    const char *fetched = bo_store_fetched(arena);
    char *real = fetched != NULL ? realpath(fetched, NULL) : NULL;
    add_place(arena, &list, real, "", "fetched");
    free(real);
#ifdef BO_BUILD_RULES_DIR
    if (runs_from_build_tree()) {
        add_place(arena, &list, BO_BUILD_RULES_DIR, "", "build tree");
    }
#else
    (void)runs_from_build_tree;
#endif
#ifdef BO_RULES_DIR
    add_place(arena, &list, BO_RULES_DIR, "", "installed");
#endif
    return list;
}

/* Versions */

static bool is_version(const char *text)
{
    return *text >= '0' && *text <= '9' && strspn(text, "0123456789.") == strlen(text) && strlen(text) <= 40;
}

/* The next number of a version without leading zeros, and its length; an end counts as nothing. */
static const char *next_part(const char **version, size_t *n)
{
    const char *part = *version + strspn(*version, "0");
    *n = strcspn(part, ".");
    *version = part + *n + (part[*n] == '.');
    return part;
}

int bo_version_compare(const char *a, const char *b)
{
    while (*a != '\0' || *b != '\0') {
        size_t x, y;
        const char *part_a = next_part(&a, &x), *part_b = next_part(&b, &y);
        int order = x != y ? (x < y ? -1 : 1) : memcmp(part_a, part_b, x);
        if (order != 0) {
            return order < 0 ? -1 : 1;
        }
    }
    return 0;
}

/* What is there */

static bool has_ruleset(struct bo_arena *arena, const char *directory)
{
    struct stat status;
    return stat(bo_printf(arena, "%s/ruleset.xml", directory), &status) == 0 && S_ISREG(status.st_mode);
}

static void scan_versions(struct bo_arena *arena, const struct place *place, const char *id, bo_installed_list *list)
{
    const char *path = bo_printf(arena, "%s/%s", place->directory, id);
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        const char *version_path = bo_printf(arena, "%s/%s", path, entry->d_name);
        if (is_version(entry->d_name) && has_ruleset(arena, version_path)) {
            struct bo_installed installed = {
                .id = id, .version = bo_strdup(arena, entry->d_name), .directory = version_path, .place = place->words};
            BO_PUSH(arena, list, installed);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
}

static void scan_place(struct bo_arena *arena, const struct place *place, bo_installed_list *list)
{
    DIR *directory = opendir(place->directory); /* a place that is not there holds nothing */
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        if (bo_name_valid(entry->d_name)) {
            scan_versions(arena, place, bo_strdup(arena, entry->d_name), list);
        }
    }
    if (directory != NULL) {
        closedir(directory);
    }
}

static int compare_installed(const struct bo_installed *a, const struct bo_installed *b)
{
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : bo_version_compare(b->version, a->version);
}

/* By name, the highest version first, of equal ones the earlier place first: the first of a name is what it means. */
static bo_installed_list scan(struct bo_arena *arena, const char *rules_dir)
{
    places where = all_places(arena, rules_dir);
    bo_installed_list list = {0};
    for (size_t i = 0; i < where.n; i++) {
        scan_place(arena, &where.at[i], &list);
    }
    for (size_t i = 1; i < list.n; i++) { /* stable, and the list is short */
        struct bo_installed item = list.at[i];
        size_t to = i;
        for (; to > 0 && compare_installed(&item, &list.at[to - 1]) < 0; to--) {
            list.at[to] = list.at[to - 1];
        }
        list.at[to] = item;
    }
    for (size_t i = 0; i < list.n; i++) {
        list.at[i].chosen = i == 0 || strcmp(list.at[i].id, list.at[i - 1].id) != 0;
    }
    return list;
}

/* What its ruleset.xml says of a set; what cannot be read says nothing here, loading it says why. */
static void describe(struct bo_arena *arena, struct bo_installed *installed)
{
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    struct bo_diags unheard;
    bo_diags_init(&unheard, &scratch);
    char *text;
    size_t n;
    struct bo_xml *root;
    const char *path = bo_printf(&scratch, "%s/ruleset.xml", installed->directory);
    if (bo_read_file(&scratch, path, BO_XML_FILE_MAX, &text, &n, &unheard) == BO_OK &&
        bo_xml_read(&scratch, &scratch, path, text, n, &root, &unheard) == BO_OK) {
        const struct bo_formula *lang = bo_xml_attribute(root, "lang"), *from = bo_xml_attribute(root, "complete-from"),
                                *until = bo_xml_attribute(root, "complete-until");
        installed->complete_from = from != NULL ? bo_strdup(arena, from->text) : NULL;
        installed->complete_until = until != NULL ? bo_strdup(arena, until->text) : NULL;
        for (const struct bo_xml *child = root->first; child != NULL; child = child->next) {
            const struct bo_formula *in = strcmp(child->name, "title") == 0 ? bo_xml_attribute(child, "lang") : NULL;
            if (in != NULL && (installed->title == NULL || (lang != NULL && strcmp(in->text, lang->text) == 0))) {
                installed->title = bo_strdup(arena, child->text.text);
            }
        }
    }
    bo_arena_fini(&scratch);
}

enum bo_status bo_store_list(struct bo_arena *arena, const char *rules_dir, bo_installed_list *list,
                             struct bo_diags *diags)
{
    (void)diags; /* a set that cannot be read is listed without title */
    *list = scan(arena, rules_dir);
    for (size_t i = 0; i < list->n; i++) {
        describe(arena, &list->at[i]);
    }
    return BO_OK;
}

/* Which one is meant */

static void unknown_version(struct bo_arena *arena, const bo_installed_list *list, const char *name,
                            const char *version, struct bo_diags *diags)
{
    const char *there = "";
    for (size_t i = 0; i < list->n; i++) {
        if (strcmp(list->at[i].id, name) == 0) {
            there = bo_printf(arena, "%s%s%s", there, *there != '\0' ? ", " : "", list->at[i].version);
        }
    }
    bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-rules",
            "the rule set '%s' has no version '%s' here, but %s", name, version, there);
}

static void unknown_name(struct bo_arena *arena, const bo_installed_list *list, const char *name,
                         struct bo_diags *diags)
{
    const char **names = bo_alloc_array(arena, list->n, sizeof *names);
    for (size_t i = 0; i < list->n; i++) {
        names[i] = list->at[i].id;
    }
    const char *near = bo_nearest(name, names, list->n);
    bo_diag(diags, BO_ERROR, (struct bo_place){0}, "unknown-rules", "there is no rule set '%s'%s%s%s", name,
            near != NULL   ? "; did you mean '"
            : list->n == 0 ? " (none is installed)"
                           : "",
            near != NULL ? near : "", near != NULL ? "'?" : "");
}

static enum bo_status find_directory(struct bo_arena *arena, const char *path, const char **directory,
                                     struct bo_diags *diags)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    *directory = bo_strndup(arena, path, n);
    if (has_ruleset(arena, *directory)) {
        return BO_OK;
    }
    bo_diag(diags, BO_ERROR, (struct bo_place){.file = *directory}, "unknown-rules",
            "this is no rule set: it holds no ruleset.xml");
    return BO_BAD_RULES;
}

enum bo_status bo_store_find(struct bo_arena *arena, const char *rules_dir, const char *rules, const char **directory,
                             struct bo_diags *diags)
{
    *directory = NULL;
    if (strchr(rules, '/') != NULL || strcmp(rules, ".") == 0 || strcmp(rules, "..") == 0) {
        return find_directory(arena, rules, directory, diags);
    }
    const char *at = strchr(rules, '@');
    const char *name = at != NULL ? bo_strndup(arena, rules, (size_t)(at - rules)) : rules;
    bo_installed_list list = scan(arena, rules_dir);
    bool known = false;
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(list.at[i].id, name) != 0) {
            continue;
        }
        known = true;
        if (at == NULL || (is_version(at + 1) && bo_version_compare(list.at[i].version, at + 1) == 0)) {
            *directory = list.at[i].directory;
            return BO_OK;
        }
    }
    if (!known && at == NULL && has_ruleset(arena, rules)) {
        return find_directory(arena, rules, directory, diags);
    }
    if (known) {
        unknown_version(arena, &list, name, at + 1, diags);
    } else {
        unknown_name(arena, &list, name, diags);
    }
    return BO_BAD_RULES;
}
