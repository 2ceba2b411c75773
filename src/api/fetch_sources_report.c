/* What was found in published sources, for people and for programs. */
#include "api/fetching.h"
#include "api/tabular.h"
#include "base/text.h"

#include <string.h>

#ifdef WITH_FETCH

enum { WORDS_MAX = 110, ROWS_MAX = 20 };

static const char *date_or_null(struct bo_arena *arena, int64_t day)
{
    return day != BO_DATE_NONE ? bo_date_text(arena, day) : NULL;
}

/* For programs */

static const char *reading_name(const struct bo_testimony *t)
{
    static const char *const names[] = {[BO_READ_FIGURE] = "figure",
                                        [BO_READ_UNAVAILABLE] = "unavailable",
                                        [BO_READ_STRUCTURE] = "structure",
                                        [BO_READ_STALE] = "stale",
                                        [BO_READ_PROVISIONAL] = "provisional",
                                        [BO_READ_SAVED] = "repealed-retained",
                                        [BO_READ_NOT_A_FIGURE] = "not-a-figure"};
    return t->unread == BO_NO ? "not-looked-at" : t->unread != BO_OK ? "unavailable" : names[t->what];
}

static const char *rank_name(const struct bo_publication *publication)
{
    return publication->rank == BO_RANK_LAW ? "law" : "administration";
}

static json_t *witnesses_json(struct bo_arena *arena, const struct bo_finding *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->witnesses.n; i++) {
        const struct bo_testimony *t = &f->witnesses.at[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:s?, s:s?, s:s, s:s?, s:s?, s:s?, s:s?, s:s?}", "publication",
                                        t->publication->id, "rank", rank_name(t->publication), "url", t->url,
                                        "retrieved", t->retrieved, "reading", reading_name(t), "value", t->figure,
                                        "from", date_or_null(arena, t->from), "words", t->words, "sha256",
                                        *t->sha256 != '\0' ? t->sha256 : NULL, "why", t->why));
    }
    return list;
}

static json_t *finding_json(struct bo_arena *arena, const struct bo_finding *f)
{
    json_t *value = json_pack("{s:s, s:s, s:b, s:b, s:{s:s?, s:s?}, s:{s:s?, s:s?, s:s?}, s:o, s:s}", "parameter",
                              f->name, "finding", bo_found_names[f->found], "later", f->later, "ready", f->ready,
                              "ours", "value", f->ours, "from", date_or_null(arena, f->ours_from), "published", "value",
                              f->figure, "from", date_or_null(arena, f->from), "publication",
                              f->by != NULL ? f->by->id : NULL, "witnesses", witnesses_json(arena, f), "why", f->why);
    if (f->rows.n > 0) {
        json_t *rows = json_array();
        for (size_t i = 0; i < f->rows.n; i++) {
            const struct bo_row_found *row = &f->rows.at[i];
            json_array_append_new(rows, json_pack("{s:s, s:s?, s:s?, s:s?}", "name", row->name, "keys", row->keys,
                                                  "ours", row->ours, "published", row->published));
        }
        json_object_set_new(value, "rows", rows);
    }
    return value;
}

static const char *status_name(enum bo_status status)
{
    return status == BO_OK        ? "read"
           : status == BO_NETWORK ? "network"
           : status == BO_TLS     ? "tls"
           : status == BO_NO      ? "not-looked-at"
                                  : "server";
}

json_t *bo_sources_json(struct bo_arena *arena, const struct bo_sources_report *report, int64_t day)
{
    json_t *counts = json_object(), *findings = json_array(), *documents = json_array();
    const struct bo_proposal *proposal = &report->proposal;
    for (int i = 0; i < BO_FOUND_KINDS; i++) {
        json_object_set_new(counts, bo_found_names[i], json_integer((json_int_t)report->counts[i]));
    }
    for (size_t i = 0; i < report->findings.n; i++) {
        json_array_append_new(findings, finding_json(arena, &report->findings.at[i]));
    }
    for (size_t i = 0; i < report->documents.n; i++) {
        const struct bo_source_document *d = &report->documents.at[i];
        json_array_append_new(documents, json_pack("{s:s, s:s, s:s, s:b, s:s?, s:s?}", "publication",
                                                   d->publication->id, "url", d->url, "status", status_name(d->status),
                                                   "kept", d->kept, "retrieved", d->retrieved, "why", d->why));
    }
    json_t *value =
        json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:s?}", "set", report->set->id, "version", report->set->version,
                  "sha256", report->set->sha256, "on", bo_date_text(arena, day), "counts", counts, "findings", findings,
                  "documents", documents, "proposal", proposal->path);
    if (proposal->path != NULL) {
        json_object_set_new(value, "proposed_version", json_string(proposal->version));
        json_object_set_new(value, "proposal_passes", proposal->known ? json_null() : json_boolean(proposal->passed));
    }
    return value;
}

/* For people */

static const char *const meanings[BO_FOUND_KINDS] = {
    [BO_FOUND_DRIFT] = "the law says something else than the rules",
    [BO_FOUND_DISAGREE] = "the sources do not say the same",
    [BO_FOUND_IMPLAUSIBLE] = "a figure that can hardly be meant",
    [BO_FOUND_STRUCTURE] = "the page is not what the binding was written for",
    [BO_FOUND_STALE] = "changes in force are not yet in the text",
    [BO_FOUND_PROVISIONAL] = "proposed, and not yet law",
    [BO_FOUND_OVERDUE] = "something new was expected, and nobody has seen it",
    [BO_FOUND_UNAVAILABLE] = "no law could be read",
    [BO_FOUND_NOT_LOOKED_AT] = "not looked at (--offline)",
    [BO_FOUND_NOT_BOUND] = "no law is bound to them",
    [BO_FOUND_OK] = "as published",
};

static const char *paint(enum bo_found found, bool colour)
{
    return !colour ? "" : found == BO_FOUND_OK ? "\033[32m" : found < BO_FOUND_STRUCTURE ? "\033[1;31m" : "\033[1;33m";
}

const char *bo_sources_line(struct bo_arena *arena, const struct bo_sources_report *report)
{
    const char *line = bo_printf(arena, "%s@%s:", report->set->id, report->set->version);
    bool first = true;
    for (int i = 0; i < BO_FOUND_NOT_BOUND; i++) {
        if (report->counts[i] > 0) {
            line = bo_printf(arena, "%s%s %zu %s", line, first ? "" : ",", report->counts[i], bo_found_names[i]);
            first = false;
        }
    }
    line = first ? bo_printf(arena, "%s %zu ok", line, report->counts[BO_FOUND_OK]) : line;
    return report->proposal.path != NULL ? bo_printf(arena, "%s; proposal %s", line, report->proposal.path) : line;
}

static void tell_rows(struct bo_arena *arena, const struct bo_finding *f, struct bo_buf *to)
{
    for (size_t i = 0; i < f->rows.n && i < ROWS_MAX; i++) {
        const struct bo_row_found *row = &f->rows.at[i];
        bo_buf_printf(to, "      %s: %s, published %s\n", bo_utf8_line(arena, row->name, WORDS_MAX),
                      row->ours != NULL ? row->ours : "nothing", row->published != NULL ? row->published : "nothing");
    }
    if (f->rows.n > ROWS_MAX) {
        bo_buf_printf(to, "      and %s more (--json has all)\n", bo_times(arena, f->rows.n - ROWS_MAX, "row"));
    }
}

static void tell_finding(struct bo_arena *arena, const struct bo_finding *f, struct bo_buf *to)
{
    bo_buf_printf(to, "  %s", f->name);
    if (f->ours != NULL) {
        bo_buf_printf(to, "  %s from %s", f->ours, bo_date_text(arena, f->ours_from));
    }
    if (f->found == BO_FOUND_DRIFT && f->figure != NULL) {
        bo_buf_printf(to, "  ->  %s from %s%s%s", f->figure,
                      f->from != BO_DATE_NONE ? bo_date_text(arena, f->from) : "?", f->later ? "  (not yet)" : "",
                      f->ready ? "  proposed" : "");
    }
    bo_buf_printf(to, "\n      %s\n", bo_utf8_line(arena, f->why, 4 * WORDS_MAX));
    for (size_t i = 0; i < f->witnesses.n; i++) {
        const struct bo_testimony *t = &f->witnesses.at[i];
        if (t->unread == BO_OK && t->words != NULL) {
            bo_buf_printf(to, "      %-14s  %s: \"%s\"\n", rank_name(t->publication), t->publication->id,
                          bo_utf8_line(arena, t->words, WORDS_MAX));
        }
    }
    tell_rows(arena, f, to);
}

static void tell_documents(struct bo_arena *arena, const struct bo_sources_report *report, struct bo_buf *to)
{
    size_t unread = 0;
    for (size_t i = 0; i < report->documents.n; i++) {
        const struct bo_source_document *d = &report->documents.at[i];
        if (d->status != BO_OK && d->status != BO_NO) {
            bo_buf_printf(to, "%s  %s  %s\n      %s\n", unread == 0 ? "\nSources that could not be read\n" : "",
                          d->publication->id, d->url, bo_utf8_line(arena, d->why != NULL ? d->why : "", 4 * WORDS_MAX));
            unread++;
        }
    }
}

void bo_sources_text(struct bo_arena *arena, const struct bo_sources_report *report, int64_t day, bool colour,
                     struct bo_buf *to)
{
    bo_buf_printf(to, "%s@%s against its published sources, law of %s\n", report->set->id, report->set->version,
                  bo_date_text(arena, day));
    for (int i = 0; i < BO_FOUND_KINDS; i++) {
        if (report->counts[i] > 0) {
            bo_buf_printf(to, "  %s%5zu  %-17s%s  %s\n", paint((enum bo_found)i, colour), report->counts[i],
                          bo_found_names[i], colour ? "\033[0m" : "", meanings[i]);
        }
    }
    enum bo_found last = BO_FOUND_KINDS;
    for (size_t i = 0; i < report->findings.n && report->findings.at[i].found < BO_FOUND_NOT_LOOKED_AT; i++) {
        const struct bo_finding *f = &report->findings.at[i];
        if (f->found != last) {
            bo_buf_printf(to, "\n%s%s%s\n", paint(f->found, colour), bo_found_names[f->found], colour ? "\033[0m" : "");
            last = f->found;
        }
        tell_finding(arena, f, to);
    }
    tell_documents(arena, report, to);
    if (report->proposal.path != NULL) {
        bo_buf_printf(to, "\nProposed: %s@%s, in %s\n  %s\n", report->set->id, report->proposal.version,
                      report->proposal.path,
                      report->proposal.known    ? "It was there already. Its README says what to do."
                      : report->proposal.passed ? "It passes its check and its examples. Its README says what to do."
                                                : "It does NOT pass its check and its examples: see its README.");
    }
}

#endif
