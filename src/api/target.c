#include "api/target.h"
#include "base/text.h"
#include "rules/xml.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 3 /* of NAME/VERSION/ in a folder of sets */, CLIMB_MAX = 8 };

struct resolving {
    struct bo_reply *reply;
    const struct bo_asked *asked;
    bo_targets *targets;
};

static void add(struct resolving *r, const char *path, const char *directory, const char *file, const char *overlay)
{
    struct bo_target target = {path, directory, file, overlay, false};
    BO_PUSH(&r->reply->arena, r->targets, target);
}

static bool is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

static bool holds_set(struct resolving *r, const char *directory)
{
    return is_file(bo_printf(&r->reply->arena, "%s/ruleset.xml", directory));
}

/* Folders */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_plain(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* The sets in a folder, in order of their names; how many there are. */
static size_t add_sets(struct resolving *r, const char *directory, unsigned depth)
{
    struct dirent **entries = NULL;
    size_t found = 0;
    if (holds_set(r, directory)) {
        add(r, directory, directory, NULL, NULL);
        return 1;
    }
    int n = depth < DEPTH_MAX ? scandir(directory, &entries, is_plain, by_name) : 0;
    for (int i = 0; i < n; i++) {
        struct stat about;
        const char *inner = bo_printf(&r->reply->arena, "%s/%s", directory, entries[i]->d_name);
        if (stat(inner, &about) == 0 && S_ISDIR(about.st_mode)) {
            found += add_sets(r, inner, depth + 1);
        }
        free(entries[i]);
    }
    free(entries);
    return found;
}

/* Files */

/* The folder above that holds a set, and the file's path from there. */
static bool climb(struct resolving *r, const char *path, const char **directory, const char **file)
{
    char *upper = bo_strdup(&r->reply->arena, path);
    for (int i = 0; i < CLIMB_MAX; i++) {
        char *slash = strrchr(upper, '/');
        *directory = slash == NULL ? "." : slash == upper ? "/" : upper;
        if (slash != NULL) {
            *slash = '\0';
        }
        if (holds_set(r, *directory)) {
            *file = path + (slash == NULL ? 0 : strlen(upper) + 1);
            return true;
        }
        if (slash == NULL || slash == upper) {
            return false;
        }
    }
    return false;
}

static enum bo_status resolve_law(struct resolving *r, const char *path)
{
    const char *directory, *file;
    char *real = realpath(path, NULL);
    const char *whole = real != NULL ? bo_strdup(&r->reply->arena, real) : path;
    free(real);
    if (climb(r, path, &directory, &file) || climb(r, whole, &directory, &file)) {
        add(r, path, directory, file, NULL);
        return BO_OK;
    }
    bo_diag(&r->reply->diags, BO_ERROR, (struct bo_place){.file = path}, "no-set",
            "this law belongs to no rule set: no folder above it holds a ruleset.xml");
    return BO_BAD_RULES;
}

static enum bo_status resolve_overlay(struct resolving *r, const char *path, const struct bo_xml *root)
{
    const struct bo_formula *meant = bo_xml_attribute(root, "for");
    const char *rules = r->asked->as.rules != NULL ? r->asked->as.rules : meant != NULL ? meant->text : NULL;
    const char *directory = NULL;
    if (rules == NULL || (r->asked->as.rules == NULL && !bo_name_valid(rules))) {
        bo_diag(&r->reply->diags, BO_ERROR, root->place, "missing-attribute",
                "<overlay> names the rule set that it changes: for=\"NAME\"");
        return BO_BAD_RULES;
    }
    enum bo_status status =
        bo_store_find(&r->reply->arena, r->asked->as.rules_dir, rules, &directory, &r->reply->diags);
    if (status == BO_OK) {
        add(r, path, directory, NULL, path);
    }
    return status;
}

/* The first element says what a file is. */
static enum bo_status resolve_file(struct resolving *r, const char *path)
{
    struct bo_arena *arena = &r->reply->arena;
    char *text;
    size_t n;
    struct bo_xml *root;
    enum bo_status status = bo_read_file(arena, path, BO_XML_FILE_MAX, &text, &n, &r->reply->diags);
    status = status == BO_OK ? bo_xml_read(arena, arena, path, text, n, &root, &r->reply->diags) : status;
    if (status != BO_OK) {
        return status;
    }
    if (strcmp(root->name, "overlay") == 0) {
        return resolve_overlay(r, path, root);
    }
    if (strcmp(root->name, "law") == 0 || strcmp(root->name, "publications") == 0) {
        return resolve_law(r, path);
    }
    if (strcmp(root->name, "ruleset") == 0) {
        const char *slash = strrchr(path, '/');
        const char *directory = slash == NULL ? "." : bo_strndup(arena, path, (size_t)(slash - path));
        bool alone = strcmp(slash != NULL ? slash + 1 : path, "ruleset.xml") != 0;
        add(r, path, alone ? path : *directory != '\0' ? directory : "/", NULL, NULL);
        r->targets->at[r->targets->n - 1].alone = alone;
        return BO_OK;
    }
    bo_diag(&r->reply->diags, BO_ERROR, root->place, "wrong-element",
            "a rule file begins with <ruleset>, <law> or <overlay>, not <%s>", root->name);
    return BO_BAD_RULES;
}

static enum bo_status resolve(struct resolving *r, const char *path)
{
    struct stat about;
    struct bo_arena *arena = &r->reply->arena;
    const char *directory;
    if (stat(path, &about) != 0) {
        int error = errno;
        struct bo_diags unheard;
        bo_diags_init(&unheard, arena);
        if (bo_name_valid(bo_strndup(arena, path, strcspn(path, "@"))) &&
            bo_store_find(arena, r->asked->as.rules_dir, path, &directory, &unheard) == BO_OK) {
            add(r, path, directory, NULL, NULL);
            return BO_OK;
        }
        bo_diag(&r->reply->diags, BO_ERROR, (struct bo_place){.file = path}, "cannot-read", "%s", strerror(error));
        return BO_IO;
    }
    if (!S_ISDIR(about.st_mode)) {
        return resolve_file(r, path);
    }
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    if (add_sets(r, bo_strndup(arena, path, n), 0) > 0) {
        return BO_OK;
    }
    bo_diag(&r->reply->diags, BO_ERROR, (struct bo_place){.file = path}, "unknown-rules",
            "there is no rule set in this folder: no ruleset.xml");
    return BO_BAD_RULES;
}

enum bo_status bo_targets_find(struct bo_reply *reply, const struct bo_asked *asked, const char *const *paths, size_t n,
                               bo_targets *targets)
{
    struct resolving r = {reply, asked, targets};
    enum bo_status status = BO_OK;
    for (size_t i = 0; i < n; i++) {
        enum bo_status one = resolve(&r, paths[i]);
        status = status == BO_OK ? one : status;
    }
    if (n == 0) {
        const char **directories;
        size_t sets;
        status = bo_open_candidates(reply, asked, &directories, &sets);
        for (size_t i = 0; i < sets && status == BO_OK; i++) {
            add(&r, directories[i], directories[i], NULL, NULL);
        }
    }
    return status;
}

static enum bo_status open_alone(struct bo_reply *reply, const struct bo_asked *asked, const char *path,
                                 struct bo_rules **rules)
{
    char *text;
    size_t n;
    struct bo_set *set = NULL;
    enum bo_status status = bo_read_file(&reply->arena, path, BO_XML_FILE_MAX, &text, &n, &reply->diags);
    status = status == BO_OK ? bo_rules_load_text(path, text, n, &set, &reply->diags) : status;
    return status == BO_OK ? bo_open_set(reply, asked, set, rules) : status;
}

enum bo_status bo_target_open(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_target *target,
                              struct bo_rules **rules)
{
    *rules = NULL;
    if (target->alone) {
        return open_alone(reply, asked, target->path, rules);
    }
    struct bo_asked with = *asked;
    const char **overlays = bo_alloc_array(&reply->arena, asked->as.n_overlays + 1, sizeof *overlays);
    for (size_t i = 0; i < asked->as.n_overlays; i++) {
        overlays[i] = asked->as.overlays[i];
    }
    if (target->overlay != NULL) {
        overlays[with.as.n_overlays++] = target->overlay;
    }
    with.as.overlays = overlays;
    return bo_open_directory(reply, &with, target->directory, rules);
}

const struct bo_law *bo_target_law(struct bo_reply *reply, const struct bo_target *target, const struct bo_set *set)
{
    for (size_t i = 0; i < set->laws.n; i++) {
        if (strcmp(set->laws.at[i]->file, target->file) == 0) {
            return set->laws.at[i];
        }
    }
    bo_diag(&reply->diags, BO_ERROR, (struct bo_place){.file = target->path}, "no-set",
            "the rule set %s does not include this file", target->directory);
    return NULL;
}
