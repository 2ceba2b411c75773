/* libFuzzer: any bytes as a published document of any kind, with a feed of changes: each binding gets one reading, and
 * that is a figure as figures are written, or says why there is none. The first byte says which kind. */
#include "sources/reading.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct bo_binding bindings[] = {
    {.row = "a", .head = "b", .per = "week", .language = "en"},
    {.at = "a", .group = "g", .row = "a", .language = "en", .form = BO_FIGURE_PERCENT},
    {.at = "a", .sentence = "til {} kroner", .language = "nb", .date_at = "fra {}."},
    {.sentence = "is {}", .language = "en", .form = BO_FIGURE_DATE},
    {.at = "/*/a", .date_at = "/*/b", .language = "en"},
    {.at = "/a/0", .language = "en", .form = BO_FIGURE_NUMBER},
    {.head = "b", .language = "en"},
};

static void check(const struct bo_reading *reading, bool whole_table)
{
    bool figure = reading->what == BO_READ_FIGURE;
    if (figure == (reading->why != NULL) || (figure && !whole_table && reading->figure == NULL)) {
        abort();
    }
    if (reading->figure != NULL && (strspn(reading->figure, "0123456789.-") != strlen(reading->figure) ||
                                    reading->figure[0] == '\0' || strlen(reading->figure) > 30)) {
        abort();
    }
    if (reading->what == BO_READ_STRUCTURE && reading->figure != NULL) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    if (size == 0) {
        return 0;
    }
    const char *bytes = (const char *)data + 1;
    const char *feed = memchr(bytes, 0x1e, --size); /* behind it: the feed of changes */
    size_t n = feed == NULL ? size : (size_t)(feed - bytes);
    struct bo_document document = {.bytes = bytes, .n = n, .whole = data[0] & 8};
    struct bo_publication publication = {.form = (enum bo_publication_form)(data[0] % 6)};
    bo_readings readings = {0};
    bo_named_figures figures = {0};
    if (feed != NULL) {
        document.effects = feed + 1;
        document.effects_n = size - n - 1;
    }
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        BO_PUSH(&arena, &publication.bindings, bindings[i]);
    }
    bo_read_publication(&arena, &publication, &document, 20000, &readings);
    if (readings.n != publication.bindings.n) {
        abort();
    }
    for (size_t i = 0; i < readings.n; i++) {
        check(&readings.at[i], bindings[i].row == NULL && bindings[i].sentence == NULL);
    }
    bo_read_rows(&arena, &publication, &bindings[6], &document, 20000, &figures);
    if (figures.n == 0) {
        abort();
    }
    for (size_t i = 0; i < figures.n; i++) {
        check(&figures.at[i].reading, false);
    }
    bo_arena_fini(&arena);
    return 0;
}
