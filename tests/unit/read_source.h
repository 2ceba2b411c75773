/* Purpose  published documents read for tests of the layer `sources`: a row is one binding in one document, and what
 *          comes of it. Not for the library.
 * Use      TestSuite(NAME, .init = start, .fini = stop); EXPECT_ALL(rows). */
#ifndef BO_TEST_READ_SOURCE_H
#define BO_TEST_READ_SOURCE_H

#include "base/text.h"
#include "sources/reading.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A row says what matters in it; the rest is 0. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

enum {
    CLML = BO_PUBLISHED_CLML,
    CONTENT = BO_PUBLISHED_CONTENT_API,
    HTML = BO_PUBLISHED_HTML,
    JSON = BO_PUBLISHED_JSON,
    CSV = BO_PUBLISHED_CSV,
    LAW = BO_PUBLISHED_LEGAL_XHTML
};

struct row {
    const char *what; /* for messages */
    const char *file;
    int form;
    struct bo_binding binding;
    enum bo_read read;
    const char *figure; /* NULL: none */
    const char *from;   /* NULL: none */
    const char *why;    /* words of it; NULL: not looked at */
    const char *url, *media, *effects, *guard_at, *guard;
};

static struct bo_arena arena;

static inline void start(void)
{
    bo_arena_init(&arena);
}

static inline void stop(void)
{
    bo_arena_fini(&arena);
}

static const char *folder = "tests/sources"; /* from the source tree */

static inline char *fixture(const char *file, size_t *n)
{
    struct bo_diags diags;
    char *text;
    const char *srcdir = getenv("srcdir");
    bo_diags_init(&diags, &arena);
    const char *path = bo_printf(&arena, "%s/%s/%s", srcdir != NULL ? srcdir : ".", folder, file);
    cr_assert_eq(bo_read_file(&arena, path, 100 << 20, &text, n, &diags), BO_OK, "%s", path);
    return text;
}

static inline int64_t day(const char *text)
{
    int64_t date = BO_DATE_NONE;
    bool impossible;
    cr_assert(bo_date_parse(text, strlen(text), &date, &impossible), "%s", text);
    return date;
}

static struct bo_month_day april[] = {{4, 6}};
static const struct bo_calendar calendar = {{april, 1, 1}};
static const struct bo_law law = {.id = "lanterns", .changes = &calendar};

/* One binding in a document; the rest of the row is filled in as most rows have it. */
static inline struct bo_reading read_bytes(const struct row *row, const char *bytes, size_t n, const char *on)
{
    struct bo_publication publication = {.id = "p", .form = (enum bo_publication_form)row->form, .law = &law};
    struct bo_document document = {.url = row->url, .bytes = bytes, .n = n, .media = row->media};
    struct bo_binding binding = row->binding;
    bo_readings readings = {0};
    if (binding.language == NULL) {
        binding.language = row->form == LAW ? "nb" : "en";
    }
    if (row->effects != NULL) {
        document.effects = fixture(row->effects, &document.effects_n);
    }
    if (row->guard != NULL) {
        struct bo_guard guard = {.at = row->guard_at, .words = row->guard};
        BO_PUSH(&arena, &publication.guards, guard);
    }
    BO_PUSH(&arena, &publication.bindings, binding);
    bo_read_publication(&arena, &publication, &document, day(on), &readings);
    cr_assert_eq(readings.n, 1);
    return readings.at[0];
}

static inline struct bo_reading read_row(const struct row *row)
{
    size_t n;
    const char *bytes = fixture(row->file, &n);
    return read_bytes(row, bytes, n, "2031-11-30");
}

static inline const char *shown(int64_t date)
{
    return date == BO_DATE_NONE ? "none" : bo_date_text(&arena, date);
}

static inline void expect(const struct row *row, struct bo_reading reading)
{
    cr_expect_eq(reading.what, row->read, "%s: reading %d instead of %d: %s", row->what, reading.what, row->read,
                 reading.why != NULL ? reading.why : "a figure");
    cr_expect_eq(reading.figure == NULL, row->figure == NULL, "%s: figure %s", row->what,
                 reading.figure != NULL ? reading.figure : "none");
    if (reading.figure != NULL && row->figure != NULL) {
        cr_expect_str_eq(reading.figure, row->figure, "%s: figure %s", row->what, reading.figure);
    }
    cr_expect_str_eq(shown(reading.from), row->from != NULL ? row->from : "none", "%s: from %s", row->what,
                     shown(reading.from));
    cr_expect_eq(reading.why == NULL, reading.what == BO_READ_FIGURE, "%s: why %s", row->what, reading.why);
    if (row->why != NULL) {
        cr_expect(reading.why != NULL && strstr(reading.why, row->why) != NULL, "%s: why '%s'", row->what, reading.why);
    }
    if (reading.what == BO_READ_FIGURE) {
        cr_expect(reading.words != NULL && *reading.words != '\0', "%s: no evidence", row->what);
        cr_expect(reading.fragment != NULL && *reading.fragment != '\0', "%s: no fragment", row->what);
    }
}

static inline void expect_all(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        expect(&rows[i], read_row(&rows[i]));
    }
}
#define EXPECT_ALL(rows) expect_all(rows, sizeof(rows) / sizeof *(rows))

/* Bindings that many rows have */
#define OLD \
    { \
        .at = "regulation-36", .group = "Standard amount", .row = "single lantern keeper aged 25 or over", \
        .head = "Amount for each assessment period", .per = "each assessment period" \
    }
#define HELP(label) \
    { \
        .at = "regulation-36", .group = "Help part", .row = label, .head = "Amount for each assessment period" \
    }

#endif
