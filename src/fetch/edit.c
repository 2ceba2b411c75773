#include "fetch/edit.h"

#include <string.h>

enum { CONTEXT = 3 /* lines */ };

/* Elements */

static size_t line_start(const struct bo_source_text *source, size_t at)
{
    while (at > 0 && source->text[at - 1] != '\n') {
        at--;
    }
    return at;
}

static bool starts(const struct bo_source_text *source, size_t at, const char *with)
{
    size_t n = strlen(with);
    return at + n <= source->n && memcmp(source->text + at, with, n) == 0;
}

/* Lines and characters from 1, as messages count them. */
static bool offset_of(const struct bo_source_text *source, struct bo_place place, size_t *at)
{
    size_t i = 0;
    for (int line = 1; line < place.line; line++) {
        const char *end = memchr(source->text + i, '\n', source->n - i);
        if (end == NULL) {
            return false;
        }
        i = (size_t)(end - source->text) + 1;
    }
    for (int column = 1; column < place.column && i < source->n; column++) {
        i++;
        while (i < source->n && ((unsigned char)source->text[i] & 0xc0) == 0x80) {
            i++;
        }
    }
    *at = i;
    return i < source->n;
}

/* Behind the ">" of a tag; a ">" inside quotes is none. 0: it does not end. */
static size_t tag_end(const struct bo_source_text *source, size_t at)
{
    char quote = '\0';
    for (; at < source->n; at++) {
        char c = source->text[at];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return 0;
}

bool bo_edit_find(const struct bo_source_text *source, struct bo_place place, const char *name, struct bo_span *span)
{
    char open[40] = "<", close[40] = "</";
    size_t at, n = strlen(name);
    if (n > 30 || !offset_of(source, place, &at)) {
        return false;
    }
    memcpy(open + 1, name, n + 1);
    memcpy(close + 2, name, n);
    memcpy(close + 2 + n, ">", 2);
    char after = at + n + 1 < source->n ? source->text[at + n + 1] : '\0';
    if (!starts(source, at, open) || strchr(" \t\r\n/>", after) == NULL) {
        return false;
    }
    span->from = at;
    span->inner = span->to = tag_end(source, at);
    if (span->inner == 0) {
        return false;
    }
    if (source->text[span->inner - 2] == '/') {
        return true;
    }
    for (size_t i = span->inner; i < source->n; i++) {
        if (starts(source, i, close)) {
            span->to = i + strlen(close);
            return true;
        }
    }
    return false;
}

bool bo_edit_attribute(const struct bo_source_text *source, const struct bo_span *span, const char *name,
                       struct bo_span *value)
{
    size_t n = strlen(name);
    char quote = '\0';
    for (size_t i = span->from; i + n < span->inner; i++) {
        char c = source->text[i];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
            continue;
        }
        bool blank = i > 0 && strchr(" \t\r\n", source->text[i - 1]) != NULL;
        if (blank && starts(source, i, name)) {
            size_t at = i + n + strspn(source->text + i + n, " \t\r\n");
            at += source->text[at] == '=';
            at += strspn(source->text + at, " \t\r\n");
            const char *end = strchr("\"'", source->text[at]) != NULL
                                  ? memchr(source->text + at + 1, source->text[at], span->inner - at - 1)
                                  : NULL;
            if (end != NULL) {
                *value = (struct bo_span){at + 1, at + 1, (size_t)(end - source->text)};
                return true;
            }
        }
        quote = c == '"' || c == '\'' ? c : quote;
    }
    return false;
}

const char *bo_edit_indent(struct bo_arena *arena, const struct bo_source_text *source, size_t at)
{
    size_t start = line_start(source, at);
    return bo_strndup(arena, source->text + start, strspn(source->text + start, " \t"));
}

/* Edits */

bool bo_edits_sort(bo_changes *edits)
{
    for (size_t i = 1; i < edits->n; i++) {
        for (size_t k = i; k > 0 && edits->at[k].from < edits->at[k - 1].from; k--) {
            struct bo_change swapped = edits->at[k];
            edits->at[k] = edits->at[k - 1];
            edits->at[k - 1] = swapped;
        }
    }
    for (size_t i = 1; i < edits->n; i++) {
        if (edits->at[i].from < edits->at[i - 1].to) {
            return false;
        }
    }
    return true;
}

static void apply_range(const struct bo_source_text *source, const bo_changes *edits, size_t from, size_t to,
                        struct bo_buf *out)
{
    for (size_t i = 0; i < edits->n; i++) {
        const struct bo_change *edit = &edits->at[i];
        if (edit->from >= from && edit->to <= to) {
            bo_buf_add(out, source->text + from, edit->from - from);
            bo_buf_puts(out, edit->text);
            from = edit->to;
        }
    }
    bo_buf_add(out, source->text + from, to - from);
}

void bo_edits_apply(const struct bo_source_text *source, const bo_changes *edits, struct bo_buf *to)
{
    apply_range(source, edits, 0, source->n, to);
}

/* A unified diff: whole lines that edits touch, with some around. */

struct touched { /* lines, as bytes, that change together */
    size_t from, to;
    size_t same; /* bytes at its beginning that are whole lines and stay as they are */
};
typedef BO_VEC(struct touched) touched_lines;

static size_t line_end(const struct bo_source_text *source, size_t at)
{
    const char *end = at < source->n ? memchr(source->text + at, '\n', source->n - at) : NULL;
    return end != NULL ? (size_t)(end - source->text) + 1 : source->n;
}

/* An insertion leaves the line before it as it is. */
static size_t same_prefix(const char *a, size_t a_n, const char *b, size_t b_n)
{
    size_t same = 0;
    for (size_t i = 0; i < a_n && i < b_n && a[i] == b[i]; i++) {
        same = a[i] == '\n' ? i + 1 : same;
    }
    return same;
}

static void find_same(const struct bo_source_text *source, const bo_changes *edits, struct touched *lines)
{
    struct bo_buf fresh;
    bo_buf_init(&fresh);
    bo_buf_puts(&fresh, "");
    apply_range(source, edits, lines->from, lines->to, &fresh);
    lines->same = same_prefix(source->text + lines->from, lines->to - lines->from, fresh.at, fresh.n);
    bo_buf_fini(&fresh);
}

/* Lines that edits touch; an edit that ends at the end of a line takes no part of the next. */
static touched_lines touch(struct bo_arena *arena, const struct bo_source_text *source, const bo_changes *edits)
{
    touched_lines list = {0};
    for (size_t i = 0; i < edits->n; i++) {
        const struct bo_change *edit = &edits->at[i];
        struct touched lines = {.from = line_start(source, edit->from)};
        bool whole = edit->to > edit->from && edit->to > 0 && source->text[edit->to - 1] == '\n';
        lines.to = whole ? edit->to : line_end(source, edit->to);
        if (list.n > 0 && lines.from < list.at[list.n - 1].to) {
            list.at[list.n - 1].to = lines.to > list.at[list.n - 1].to ? lines.to : list.at[list.n - 1].to;
        } else {
            BO_PUSH(arena, &list, lines);
        }
    }
    for (size_t i = 0; i < list.n; i++) {
        find_same(source, edits, &list.at[i]);
    }
    return list;
}

static size_t count_lines(const char *text, size_t n)
{
    size_t lines = n > 0 && text[n - 1] != '\n';
    for (size_t i = 0; i < n; i++) {
        lines += text[i] == '\n';
    }
    return lines;
}

static void put_lines(struct bo_buf *to, char mark, const char *text, size_t n)
{
    for (size_t at = 0; at < n;) {
        const char *end = memchr(text + at, '\n', n - at);
        size_t length = end != NULL ? (size_t)(end - text) - at : n - at;
        bo_buf_putc(to, mark);
        bo_buf_add(to, text + at, length);
        bo_buf_putc(to, '\n');
        if (end == NULL) {
            bo_buf_puts(to, "\\ No newline at end of file\n");
        }
        at += length + (end != NULL);
    }
}

static size_t lines_before(const struct bo_source_text *source, size_t at, int lines)
{
    for (; lines > 0 && at > 0; lines--) {
        at = line_start(source, at - 1);
    }
    return at;
}

static size_t lines_behind(const struct bo_source_text *source, size_t at, int lines)
{
    for (; lines > 0 && at < source->n; lines--) {
        at = line_end(source, at);
    }
    return at;
}

struct hunk {
    size_t from, to; /* bytes of the old text, with the lines around */
    struct bo_buf body;
    size_t old_lines, new_lines;
};

static void put_hunk(const struct bo_source_text *source, struct hunk *hunk, size_t *shift, struct bo_buf *to)
{
    size_t first = count_lines(source->text, hunk->from) + 1;
    bo_buf_printf(to, "@@ -%zu,%zu +%zu,%zu @@\n", first, hunk->old_lines, first + *shift, hunk->new_lines);
    bo_buf_add(to, hunk->body.at, hunk->body.n);
    *shift += hunk->new_lines - hunk->old_lines; /* wraps around where lines went away */
    bo_buf_fini(&hunk->body);
}

static void put_same(const struct bo_source_text *source, struct hunk *hunk, size_t from, size_t to)
{
    size_t lines = count_lines(source->text + from, to - from);
    put_lines(&hunk->body, ' ', source->text + from, to - from);
    hunk->old_lines += lines;
    hunk->new_lines += lines;
}

static void put_change(const struct bo_source_text *source, struct hunk *hunk, const bo_changes *edits,
                       const struct touched *lines)
{
    struct bo_buf fresh;
    bo_buf_init(&fresh);
    bo_buf_puts(&fresh, "");
    apply_range(source, edits, lines->from, lines->to, &fresh);
    const char *old = source->text + lines->from;
    size_t n = lines->to - lines->from, same = lines->same;
    put_lines(&hunk->body, '-', old + same, n - same);
    put_lines(&hunk->body, '+', fresh.at + same, fresh.n - same);
    hunk->old_lines += count_lines(old + same, n - same);
    hunk->new_lines += count_lines(fresh.at + same, fresh.n - same);
    bo_buf_fini(&fresh);
}

void bo_edits_diff(const char *path, const struct bo_source_text *source, const bo_changes *edits, struct bo_buf *to)
{
    if (edits->n == 0) {
        return;
    }
    struct bo_arena arena;
    size_t shift = 0;
    bo_arena_init(&arena);
    touched_lines list = touch(&arena, source, edits);
    bo_buf_printf(to, "--- a/%s\n+++ b/%s\n", path, path);
    for (size_t i = 0; i < list.n;) {
        struct hunk hunk = {.from = lines_before(source, list.at[i].from + list.at[i].same, CONTEXT)};
        bo_buf_init(&hunk.body);
        bo_buf_puts(&hunk.body, "");
        put_same(source, &hunk, hunk.from, list.at[i].from + list.at[i].same);
        bool more = true;
        while (more) {
            put_change(source, &hunk, edits, &list.at[i]);
            size_t end = list.at[i].to, around = lines_behind(source, end, 2 * CONTEXT);
            more = i + 1 < list.n && list.at[i + 1].from <= around;
            put_same(source, &hunk, end,
                     more ? list.at[i + 1].from + list.at[i + 1].same : lines_behind(source, end, CONTEXT));
            i++;
        }
        put_hunk(source, &hunk, &shift, to);
    }
    bo_arena_fini(&arena);
}
