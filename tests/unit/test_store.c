/* Where rule sets are, and which one a name means. */
#include "rules/store.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Test(store, versions)
{
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        {"2026.10", "2026.9", 1},
        {"2026.1", "2026.1", 0},
        {"2026.1", "2026.2", -1},
        {"2026", "2026.1", -1},
        {"2026.0", "2026", 0},
        {"1.02", "1.2", 0},
        {"1.2.3", "1.2.3.1", -1},
        {"10", "9.9.9", 1},
        {"99999999999999999999999999", "100000000000000000000000000", -1},
        {"0.1", "0.0.9", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_version_compare(rows[i].a, rows[i].b), rows[i].order, "row %zu", i);
        cr_expect_eq(bo_version_compare(rows[i].b, rows[i].a), -rows[i].order, "row %zu turned round", i);
    }
}

/* A folder with places a, b and data; every set in it is a ruleset.xml of one line. */
static const struct {
    const char *path, *title;
} sets[] = {
    {"a/aaa/1.2", "First"},
    {"a/aaa/1.10", "Tenth"},
    {"a/bbb/3", "Three of a"},
    {"b/bbb/3", "Three of b"},
    {"b/bbb/2", "Two"},
    {"b/ccc/1", NULL},
    {"data/betteroff/rules/ddd/7", "Seven"},
    {"a/aaa/1.x", "No version"},
    {"a/Aaa/1", "No name"},
};

static void make_path(struct bo_arena *arena, const char *folder, const char *path)
{
    for (size_t n = 0; path[n] != '\0'; n++) {
        if (path[n] == '/') {
            mkdir(bo_printf(arena, "%s/%s", folder, bo_strndup(arena, path, n)), 0700);
        }
    }
    cr_assert_eq(mkdir(bo_printf(arena, "%s/%s", folder, path), 0700), 0);
}

static char *make_folder(struct bo_arena *arena)
{
    char *folder = bo_strdup(arena, "/tmp/betteroff-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        make_path(arena, folder, sets[i].path);
        FILE *file = fopen(bo_printf(arena, "%s/%s/ruleset.xml", folder, sets[i].path), "w");
        cr_assert_not_null(file);
        if (sets[i].title != NULL) {
            fprintf(file,
                    "<ruleset xmlns=\"urn:x-betteroff:rules:1\" lang=\"en\" complete-from=\"2020-01-01\" "
                    "complete-until=\"2021-12-31\"><title lang=\"nb\">Tittel</title><title "
                    "lang=\"en\">%s</title></ruleset>",
                    sets[i].title);
        }
        fclose(file);
    }
    make_path(arena, folder, "a/aaa/9.9"); /* no set: it has no ruleset.xml */
    setenv("BETTEROFF_RULES_DIR", bo_printf(arena, "%s/b", folder), 1);
    setenv("XDG_DATA_HOME", bo_printf(arena, "%s/data", folder), 1);
    return folder;
}

static void remove_path(struct bo_arena *arena, const char *folder, const char *path)
{
    for (char *part = bo_strdup(arena, path), *slash = part; slash != NULL;) {
        rmdir(bo_printf(arena, "%s/%s", folder, part));
        slash = strrchr(part, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
    }
}

static void remove_folder(struct bo_arena *arena, const char *folder)
{
    remove_path(arena, folder, "a/aaa/9.9");
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        remove(bo_printf(arena, "%s/%s/ruleset.xml", folder, sets[i].path));
        remove_path(arena, folder, sets[i].path);
    }
    rmdir(folder);
}

Test(store, list)
{
    static const struct {
        const char *id, *version, *place, *title;
        bool chosen;
    } rows[] = {
        {"aaa", "1.10", "--rules-dir", "Tenth", true},
        {"aaa", "1.2", "--rules-dir", "First", false},
        {"bbb", "3", "--rules-dir", "Three of a", true},
        {"bbb", "3", "BETTEROFF_RULES_DIR", "Three of b", false},
        {"bbb", "2", "BETTEROFF_RULES_DIR", "Two", false},
        {"ccc", "1", "BETTEROFF_RULES_DIR", NULL, true},
        {"ddd", "7", "fetched", "Seven", true},
    };
    struct bo_arena arena;
    struct bo_diags diags;
    bo_installed_list list;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    char *folder = make_folder(&arena);
    cr_assert_eq(bo_store_list(&arena, bo_printf(&arena, "%s/a", folder), &list, &diags), BO_OK);
    cr_assert(list.n >= 7, "%zu sets", list.n); /* those of the build tree or installed may come after */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct bo_installed *set = &list.at[i];
        cr_expect_str_eq(set->id, rows[i].id, "row %zu", i);
        cr_expect_str_eq(set->version, rows[i].version, "row %zu", i);
        cr_expect_str_eq(set->place, rows[i].place, "row %zu", i);
        cr_expect_eq(set->chosen, rows[i].chosen, "row %zu", i);
        cr_expect_eq(set->title == NULL, rows[i].title == NULL, "row %zu", i);
        if (set->title != NULL && rows[i].title != NULL) {
            cr_expect_str_eq(set->title, rows[i].title, "row %zu", i);
            cr_expect_str_eq(set->complete_from, "2020-01-01", "row %zu", i);
            cr_expect_str_eq(set->complete_until, "2021-12-31", "row %zu", i);
        }
    }
    remove_folder(&arena, folder);
    bo_arena_fini(&arena);
}

Test(store, find)
{
    static const struct {
        const char *rules, *found, *message;
    } rows[] = {
        {"aaa", "a/aaa/1.10", NULL},
        {"aaa@1.2", "a/aaa/1.2", NULL},
        {"aaa@1.02", "a/aaa/1.2", NULL},
        {"bbb", "a/bbb/3", NULL},
        {"bbb@2", "b/bbb/2", NULL},
        {"ccc", "b/ccc/1", NULL},
        {"ddd", "data/betteroff/rules/ddd/7", NULL},
        {"aaa@3", NULL, "betteroff: error: the rule set 'aaa' has no version '3' here, but 1.10, 1.2 [unknown-rules]"},
        {"aaa@", NULL, "betteroff: error: the rule set 'aaa' has no version '' here, but 1.10, 1.2 [unknown-rules]"},
        {"cccc", NULL, "betteroff: error: there is no rule set 'cccc'; did you mean 'ccc'? [unknown-rules]"},
        {"qwertyuiop", NULL, "betteroff: error: there is no rule set 'qwertyuiop' [unknown-rules]"},
        {"", NULL, "betteroff: error: there is no rule set '' [unknown-rules]"},
        {"/nonexistent", NULL, "/nonexistent: error: this is no rule set: it holds no ruleset.xml [unknown-rules]"},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    char *folder = make_folder(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_diags diags;
        const char *directory, *rules_dir = bo_printf(&arena, "%s/a", folder);
        bo_diags_init(&diags, &arena);
        enum bo_status status = bo_store_find(&arena, rules_dir, rows[i].rules, &directory, &diags);
        if (rows[i].found != NULL) {
            cr_assert_eq(status, BO_OK, "row %zu", i);
            cr_expect_str_eq(directory, bo_printf(&arena, "%s/%s", folder, rows[i].found), "row %zu", i);
        } else {
            cr_assert_eq(status, BO_BAD_RULES, "row %zu", i);
            cr_expect_str_eq(bo_diag_line(&arena, &diags.list.at[0]), rows[i].message, "row %zu", i);
        }
    }
    remove_folder(&arena, folder);
    bo_arena_fini(&arena);
}

Test(store, directories)
{
    struct bo_arena arena;
    struct bo_diags diags;
    const char *directory;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    char *folder = make_folder(&arena);
    const char *path = bo_printf(&arena, "%s/b/bbb/2", folder);
    cr_expect_eq(bo_store_find(&arena, NULL, bo_printf(&arena, "%s//", path), &directory, &diags), BO_OK);
    cr_expect_str_eq(directory, path);
    cr_assert_eq(chdir(bo_printf(&arena, "%s/data/betteroff/rules", folder)), 0);
    cr_expect_eq(bo_store_find(&arena, NULL, "ddd/7", &directory, &diags), BO_OK);
    cr_expect_str_eq(directory, "ddd/7");
    cr_expect_eq(bo_store_find(&arena, NULL, ".", &directory, &diags), BO_BAD_RULES);
    cr_assert_eq(chdir("ddd"), 0);
    cr_expect_eq(bo_store_find(&arena, NULL, "7", &directory, &diags), BO_OK, "a folder in the folder one is in");
    cr_assert_eq(chdir("7"), 0);
    cr_expect_eq(bo_store_find(&arena, NULL, ".", &directory, &diags), BO_OK);
    cr_assert_eq(chdir("/"), 0);
    remove_folder(&arena, folder);
    bo_arena_fini(&arena);
}
