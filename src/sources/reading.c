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
        const char *text = guard_text(paper, guard->at);
        if (text == NULL || bo_words_within(text, words) == NULL) {
            bo_paper_refuse(paper, BO_READ_STRUCTURE,
                            bo_printf(paper->arena, "does not say '%s' where it should", words));
        }
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

static struct bo_reading unread(const struct bo_paper *paper)
{
    return (struct bo_reading){
        .what = paper->what, .from = BO_DATE_NONE, .why = bo_printf(paper->arena, "the document %s", paper->why)};
}

void bo_read_publication(struct bo_arena *arena, const struct bo_publication *publication,
                         const struct bo_document *document, int64_t day, bo_readings *readings)
{
    struct bo_document own = *document;
    struct bo_paper paper = {
        .arena = arena, .publication = publication, .document = &own, .day = day, .what = BO_READ_FIGURE};
    open(&paper, &own);
    for (size_t i = 0; i < publication->bindings.n; i++) {
        struct bo_reading reading =
            paper.what == BO_READ_FIGURE ? bo_judge(&paper, &publication->bindings.at[i]) : unread(&paper);
        BO_PUSH(arena, readings, reading);
    }
}

void bo_read_rows(struct bo_arena *arena, const struct bo_publication *publication, const struct bo_binding *binding,
                  const struct bo_document *document, int64_t day, bo_named_figures *figures)
{
    struct bo_document own = *document;
    struct bo_paper paper = {
        .arena = arena, .publication = publication, .document = &own, .day = day, .what = BO_READ_FIGURE};
    open(&paper, &own);
    if (paper.what == BO_READ_FIGURE) {
        bo_judge_rows(&paper, binding, figures);
        return;
    }
    struct bo_named_figure none = {.reading = unread(&paper)};
    BO_PUSH(arena, figures, none);
}
