/* Where figures are published: what is read, every message (tests/rules/published/bad_NAME.xml gives exactly the lines
 * of bad_NAME.txt), the set's own figure of a day, and what is overdue. */
#include "base/buf.h"
#include "rules/load.h"
#include "rules/overdue.h"
#include "rules/publication.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct posted {
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set;
    bo_publications publications;
};

static char *read_beside(struct posted *p, const char *name, size_t *n)
{
    const char *srcdir = getenv("srcdir");
    char *text;
    const char *path = bo_printf(&p->arena, "%s/tests/rules/published/%s", srcdir != NULL ? srcdir : ".", name);
    cr_assert_eq(bo_read_file(&p->arena, path, BO_XML_FILE_MAX, &text, n, &p->diags), BO_OK, "%s", path);
    return text;
}

static void open_set(struct posted *p)
{
    size_t n;
    *p = (struct posted){0};
    bo_arena_init(&p->arena);
    bo_diags_init(&p->diags, &p->arena);
    const char *text = read_beside(p, "set.xml", &n);
    cr_assert_eq(bo_rules_load_text("set.xml", text, n, &p->set, &p->diags), BO_OK, "%s",
                 p->diags.list.n > 0 ? bo_diag_line(&p->arena, &p->diags.list.at[0]) : "");
}

static void close_set(struct posted *p)
{
    bo_set_free(p->set);
    bo_arena_fini(&p->arena);
}

static enum bo_status load(struct posted *p, const char *name)
{
    size_t n;
    const char *text = read_beside(p, name, &n);
    return bo_publications_load_text(p->set, name, text, n, &p->publications, &p->diags);
}

static char *lines_of(struct posted *p)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_puts(&buf, "");
    for (size_t i = 0; i < p->diags.list.n; i++) {
        bo_buf_printf(&buf, "%s\n", bo_diag_line(&p->arena, &p->diags.list.at[i]));
    }
    char *text = bo_strdup(&p->arena, buf.at);
    bo_buf_fini(&buf);
    return text;
}

static void check_bad(const char *name)
{
    struct posted p;
    size_t n;
    open_set(&p);
    const char *expected = read_beside(&p, bo_printf(&p.arena, "%s.txt", name), &n);
    cr_expect_eq(load(&p, bo_printf(&p.arena, "%s.xml", name)), BO_BAD_RULES, "%s", name);
    cr_expect_str_eq(lines_of(&p), expected, "%s:\n%s", name, lines_of(&p));
    close_set(&p);
}

Test(publication, messages)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    const char *srcdir = getenv("srcdir");
    DIR *directory = opendir(bo_printf(&arena, "%s/tests/rules/published", srcdir != NULL ? srcdir : "."));
    cr_assert_not_null(directory);
    size_t files = 0;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        size_t n = strlen(entry->d_name);
        if (n > 8 && strncmp(entry->d_name, "bad_", 4) == 0 && strcmp(entry->d_name + n - 4, ".xml") == 0) {
            check_bad(bo_strndup(&arena, entry->d_name, n - 4));
            files++;
        }
    }
    closedir(directory);
    cr_expect_eq(files, 7, "%zu files", files);
    bo_arena_fini(&arena);
}

static int64_t day(const char *text)
{
    int64_t date;
    bool impossible;
    cr_assert(bo_date_parse(text, strlen(text), &date, &impossible), "%s", text);
    return date;
}

Test(publication, what_is_read)
{
    struct posted p;
    open_set(&p);
    cr_assert_eq(load(&p, "good.xml"), BO_OK, "%s", lines_of(&p));
    cr_assert_eq(p.publications.n, 3);
    const struct bo_publication *law = p.publications.at[0], *office = p.publications.at[1],
                                *list = p.publications.at[2];
    cr_expect_str_eq(law->source->id, "act");
    cr_expect_eq(law->rank, BO_RANK_LAW);
    cr_expect_eq(law->form, BO_PUBLISHED_CLML);
    cr_expect_eq(law->seen, day("2021-05-01"));
    cr_expect_eq(law->law->changes->days.at[0].month, 4);
    cr_expect_str_eq(law->law->file, "good.xml");
    cr_expect_str_eq(law->guards.at[0].words, "Grants of {year} to {next}");
    const struct bo_binding *grant = &law->bindings.at[0];
    cr_expect_str_eq(grant->to.param->named.id, "grant");
    cr_expect_str_eq(grant->language, "en");
    cr_expect_eq(grant->most_change, 25);
    cr_expect_eq(grant->seen, law->seen);
    cr_expect_str_eq(law->bindings.at[1].language, "nb");
    cr_expect_eq(law->bindings.at[1].seen, day("2021-06-01"));
    cr_expect_eq(law->bindings.at[1].form, BO_FIGURE_DATE);
    cr_expect(law->bindings.at[2].repealed_retained && law->bindings.at[2].to.rate);
    cr_expect_eq(law->bindings.at[2].to.band, 1);
    cr_expect_eq(office->bindings.at[0].seen, BO_DATE_NONE);
    cr_expect_str_eq(office->bindings.at[0].times, "12/365");
    cr_expect(!office->bindings.at[1].to.rate && office->bindings.at[1].to.band == 0);
    cr_expect_null(list->bindings.at[0].to.keys);
    cr_expect_str_eq(list->bindings.at[0].to.name_column, "name");
    cr_expect_null(list->source);
    close_set(&p);
}

Test(publication, own_figures)
{
    static const struct {
        size_t publication, binding;
        const char *on, *figure, *from, *name;
    } rows[] = {{0, 0, "2021-04-05", "10.00", "2020-01-01", "grant"},
                {0, 0, "2021-04-06", "11.00", "2021-04-06", "grant"},
                {0, 0, "2019-12-31", NULL, NULL, "grant"},
                {0, 1, "2021-01-01", "2021-04-05", "2020-01-01", "last_day"},
                {0, 2, "2021-01-01", "0.20", "2020-01-01", "bands band 2 rate"},
                {0, 2, "2023-01-01", NULL, NULL, "bands band 2 rate"},
                {1, 1, "2021-01-01", "100", "2020-01-01", "bands band 1 to"},
                {2, 0, "2021-01-01", NULL, NULL, "rents most"},
                {2, 1, "2020-12-31", "50.00", "2020-01-01", "rents north 2 most"},
                {2, 1, "2021-01-01", "52.00", "2021-01-01", "rents north 2 most"},
                {2, 2, "2021-01-01", "0.5", "2020-01-01", "rents south 2 share"}};
    struct posted p;
    open_set(&p);
    cr_assert_eq(load(&p, "good.xml"), BO_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct bo_dated *dated;
        const struct bo_bound *to = &p.publications.at[rows[i].publication]->bindings.at[rows[i].binding].to;
        const char *figure = bo_bound_figure(to, day(rows[i].on), &dated);
        cr_expect_str_eq(bo_bound_name(&p.arena, to), rows[i].name, "row %zu", i);
        cr_expect_eq(figure == NULL, rows[i].figure == NULL, "row %zu: %s", i, figure);
        if (figure != NULL && rows[i].figure != NULL) {
            cr_expect_str_eq(figure, rows[i].figure, "row %zu", i);
            cr_expect_eq(dated->from, day(rows[i].from), "row %zu", i);
        }
    }
    close_set(&p);
}

/* A day of the calendar, more than seven days before, after both the first day and the last check. */
Test(publication, overdue)
{
    static const struct {
        const char *id, *on, *since; /* NULL: it is not */
    } rows[] = {{"grant", "2020-04-06", NULL},
                {"grant", "2020-04-13", NULL},
                {"grant", "2020-04-14", "2020-04-06"},
                {"grant", "2021-04-05", "2020-04-06"},
                {"grant", "2021-04-06", NULL},
                {"grant", "2021-04-20", NULL}, /* checked before, but begun on the day */
                {"grant", "2022-04-13", NULL},
                {"grant", "2022-04-14", "2022-04-06"},
                {"taper", "2023-12-31", NULL},            /* never */
                {"last_day", "2020-04-14", NULL},         /* its law's calendar is that of its money */
                {"least_age", "2023-12-31", NULL},
                {"ages", "2023-12-31", NULL},
                {"share", "2021-04-14", "2021-04-06"}, /* says so itself */
                {"fine", "2023-12-31", NULL},          /* money, but says never */
                {"on", "2022-03-08", NULL},
                {"on", "2022-03-09", "2022-03-01"}, /* no 29 February in 2022 */
                {"on", "2022-10-09", "2022-10-01"},
                {"bands", "2022-12-31", "2022-04-06"},
                {"bands", "2023-12-31", NULL},         /* nothing holds */
                {"rents", "2020-04-14", "2020-04-06"}, /* one of two lists was not checked */
                {"rents", "2022-04-20", NULL},         /* checked on the day */
                {"rents", "2023-04-14", "2023-04-06"}};
    struct posted p;
    open_set(&p);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_overdue overdue;
        bo_overdues all = {0};
        bool is = bo_overdue_of(bo_set_find(p.set, rows[i].id), day(rows[i].on), &overdue), listed = false;
        cr_expect_eq(is, rows[i].since != NULL, "%s on %s", rows[i].id, rows[i].on);
        cr_expect(!is || rows[i].since == NULL || overdue.expected == day(rows[i].since), "%s on %s: since %s",
                  rows[i].id, rows[i].on, bo_date_text(&p.arena, overdue.expected));
        bo_overdue_list(&p.arena, p.set, day(rows[i].on), &all);
        for (size_t k = 0; k < all.n; k++) {
            listed |= strcmp(all.at[k].named->id, rows[i].id) == 0;
        }
        cr_expect_eq(listed, is, "%s on %s", rows[i].id, rows[i].on);
    }
    close_set(&p);
}
