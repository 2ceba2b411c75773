#include "sources/reading.h"

#include "base/text.h"
#include "sources/scope.h"
#include "sources/words.h"
#include "sources/years.h"
#include <string.h>
#include <strings.h>

/* What a server must not call the document. Some call all files a stream of bytes or plain text. */
static bool is_media(const struct bo_paper *paper, const char *words)
{
    const char *media = paper->document->media;
    if (media == NULL || *media == '\0') {
        return true;
    }
    char *type = bo_strndup(paper->arena, media, strcspn(media, ";"));
    for (size_t n = strlen(words); *words != '\0'; words += strspn(words, " "), n = strlen(words)) {
        size_t length = strcspn(words, " ");
        for (const char *at = type; *at != '\0'; at++) {
            if (strncasecmp(at, words, length < n ? length : n) == 0) {
                return true;
            }
        }
        words += length;
    }
    return false;
}

static bool is_html(const struct bo_document *document)
{
    const char *at = document->bytes, *end = at + document->n;
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) {
        at++;
    }
    return (end - at > 9 && strncasecmp(at, "<!doctype", 9) == 0) || (end - at > 5 && strncasecmp(at, "<html", 5) == 0);
}

struct form {
    const char *media;
    bool html; /* may begin like a page of HTML */
    void (*open)(struct bo_paper *paper);
};
static const struct form forms[] = {
    [BO_PUBLISHED_CLML] = {"xml", false, bo_clml_open},
    [BO_PUBLISHED_CONTENT_API] = {"json", false, bo_content_open},
    [BO_PUBLISHED_HTML] = {"html", true, bo_webpage_open},
    [BO_PUBLISHED_JSON] = {"json", false, bo_pointer_open},
    [BO_PUBLISHED_CSV] = {"csv text/plain octet-stream excel", false, bo_csv_open},
    [BO_PUBLISHED_LEGAL_XHTML] = {"xml html octet-stream", true, bo_legal_open},
};

static bool is_empty(const struct bo_document *document)
{
    size_t i = 0;
    while (i < document->n && strchr(" \n\r\t", document->bytes[i]) != NULL && document->bytes[i] != '\0') {
        i++;
    }
    return i == document->n;
}

static const char *guard_text(const struct bo_paper *paper, const char *at)
{
    switch (paper->publication->form) {
    case BO_PUBLISHED_CLML:
        return bo_clml_guard_text(paper, at);
    case BO_PUBLISHED_LEGAL_XHTML:
        return bo_legal_guard_text(paper, at);
    case BO_PUBLISHED_CSV:
        return bo_csv_guard_text(paper);
    case BO_PUBLISHED_JSON:
        return bo_pointer_guard_text(paper, at);
    default:
        return bo_webpage_guard_text(paper, at);
    }
}

static void check_guards(struct bo_paper *paper)
{
    const struct bo_publication *publication = paper->publication;
    int64_t year = bo_period_year(publication, NULL, paper->day);
    for (size_t i = 0; i < publication->guards.n && paper->what == BO_READ_FIGURE; i++) {
        const struct bo_guard *guard = &publication->guards.at[i];
        const char *filled = bo_years_filled(paper->arena, guard->words, year);
        const char *words = bo_words(paper->arena, filled, strlen(filled));
        struct bo_arena scratch;
        struct bo_paper look = *paper;
        bo_arena_init(&scratch);
        look.arena = &scratch;
        const char *text = guard_text(&look, guard->at);
        if (bo_tree_is_overlooked(&scratch)) {
            bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is too big");
        } else if (text == NULL || bo_words_within(text, words) == NULL) {
            bo_paper_refuse(paper, BO_READ_STRUCTURE,
                            bo_printf(paper->arena, "does not say '%s' where it should", words));
        }
        bo_arena_fini(&scratch);
    }
}

static void open(struct bo_paper *paper, struct bo_document *document)
{
    const struct form *form = &forms[paper->publication->form];
    if (document->n >= 3 && memcmp(document->bytes, "\xef\xbb\xbf", 3) == 0) { /* a byte order mark */
        document->bytes += 3;
        document->n -= 3;
    }
    if (is_empty(document)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is empty");
    } else if (!form->html && is_html(document)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is a web page instead of what was asked for");
    } else if (!is_media(paper, form->media)) {
        bo_paper_refuse(
            paper, BO_READ_UNAVAILABLE,
            bo_printf(paper->arena, "is of another kind: %s", bo_utf8_line(paper->arena, document->media, 80)));
    } else {
        form->open(paper);
    }
    if (paper->what == BO_READ_FIGURE) {
        check_guards(paper);
    }
}

static struct bo_reading refused(struct bo_arena *arena, const struct bo_paper *paper)
{
    return (struct bo_reading){
        .what = paper->what, .from = BO_DATE_NONE, .why = bo_printf(arena, "the document %s", paper->why)};
}

static struct bo_reading too_big(void)
{
    return (struct bo_reading){
        .what = BO_READ_UNAVAILABLE, .from = BO_DATE_NONE, .why = "the document is too big to look through"};
}

static const char *kept(struct bo_arena *arena, const char *text)
{
    return text != NULL ? bo_strdup(arena, text) : NULL;
}

static struct bo_reading kept_reading(struct bo_arena *arena, struct bo_reading reading)
{
    reading.figure = kept(arena, reading.figure);
    reading.words = kept(arena, reading.words);
    reading.fragment = kept(arena, reading.fragment);
    reading.shape = kept(arena, reading.shape);
    reading.why = kept(arena, reading.why);
    return reading;
}

/* The document stays as long as it is looked at, each look at it only for itself: memory has a bound whatever the
 * document and however many bindings. */
static void begin(struct bo_arena *own, struct bo_paper *paper, struct bo_document *document)
{
    bo_arena_init(own);
    paper->arena = own;
    paper->what = BO_READ_FIGURE;
    paper->document = document;
    open(paper, document);
}

static struct bo_reading look(struct bo_arena *arena, const struct bo_paper *paper, const struct bo_binding *binding)
{
    struct bo_arena scratch;
    struct bo_paper own = *paper;
    bo_arena_init(&scratch);
    own.arena = &scratch;
    struct bo_reading reading = bo_judge(&own, binding);
    reading = bo_tree_is_overlooked(&scratch) ? too_big() : kept_reading(arena, reading);
    bo_arena_fini(&scratch);
    return reading;
}

void bo_read_publication(struct bo_arena *arena, const struct bo_publication *publication,
                         const struct bo_document *document, int64_t day, bo_readings *readings)
{
    struct bo_arena memory;
    struct bo_document own = *document;
    struct bo_paper paper = {.publication = publication, .day = day};
    begin(&memory, &paper, &own);
    for (size_t i = 0; i < publication->bindings.n; i++) {
        struct bo_reading reading =
            paper.what == BO_READ_FIGURE ? look(arena, &paper, &publication->bindings.at[i]) : refused(arena, &paper);
        BO_PUSH(arena, readings, reading);
    }
    bo_arena_fini(&memory);
}

static void look_at_rows(struct bo_arena *arena, const struct bo_paper *paper, const struct bo_binding *binding,
                         bo_named_figures *figures)
{
    struct bo_arena scratch;
    struct bo_paper own = *paper;
    bo_named_figures found = {0};
    bo_arena_init(&scratch);
    own.arena = &scratch;
    bo_judge_rows(&own, binding, &found);
    if (bo_tree_is_overlooked(&scratch)) {
        struct bo_named_figure none = {.reading = too_big()};
        found.n = 0;
        BO_PUSH(arena, figures, none);
    }
    for (size_t i = 0; i < found.n; i++) {
        struct bo_named_figure one = {kept(arena, found.at[i].name), kept_reading(arena, found.at[i].reading)};
        BO_PUSH(arena, figures, one);
    }
    bo_arena_fini(&scratch);
}

void bo_read_rows(struct bo_arena *arena, const struct bo_publication *publication, const struct bo_binding *binding,
                  const struct bo_document *document, int64_t day, bo_named_figures *figures)
{
    struct bo_arena memory;
    struct bo_document own = *document;
    struct bo_paper paper = {.publication = publication, .day = day};
    begin(&memory, &paper, &own);
    if (paper.what == BO_READ_FIGURE) {
        look_at_rows(arena, &paper, binding, figures);
    } else {
        struct bo_named_figure none = {.reading = refused(arena, &paper)};
        BO_PUSH(arena, figures, none);
    }
    bo_arena_fini(&memory);
}
