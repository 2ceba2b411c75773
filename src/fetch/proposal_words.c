#include "fetch/proposal_words.h"

#include "base/text.h"
#include <string.h>

enum { WORDS_MAX = 300 };

static const char *date_or(struct bo_arena *arena, int64_t day, const char *otherwise)
{
    return day != BO_DATE_NONE ? bo_date_text(arena, day) : otherwise;
}

/* README */

static void tell_change(struct bo_arena *arena, const struct bo_finding *f, struct bo_buf *to)
{
    bo_buf_printf(to, "  %s\n      old  %s from %s\n      new  %s from %s\n", f->name,
                  f->ours != NULL ? f->ours : "nothing", date_or(arena, f->ours_from, "-"), f->figure,
                  date_or(arena, f->from, "-"));
    for (size_t i = 0; i < f->witnesses.n; i++) {
        const struct bo_testimony *t = &f->witnesses.at[i];
        if (t->unread == BO_OK && t->figure != NULL) {
            bo_buf_printf(to, "      %s %s (%s)\n           \"%s\"\n           %s\n",
                          t->publication->rank == BO_RANK_LAW ? "law: " : "administration: ", t->publication->id,
                          t->publication->publisher != NULL ? t->publication->publisher : "-",
                          bo_utf8_line(arena, t->words != NULL ? t->words : t->figure, WORDS_MAX), t->url);
        }
    }
}

static void tell_licences(const bo_findings *findings, struct bo_buf *to)
{
    const char *told[32];
    size_t n = 0;
    for (size_t i = 0; i < findings->n; i++) {
        for (size_t k = 0; findings->at[i].ready && k < findings->at[i].witnesses.n; k++) {
            const struct bo_publication *p = findings->at[i].witnesses.at[k].publication;
            bool known = p->licence == NULL;
            for (size_t t = 0; t < n && !known; t++) {
                known = strcmp(told[t], p->licence) == 0;
            }
            if (!known && n < sizeof told / sizeof *told) {
                told[n++] = p->licence;
                bo_buf_printf(to, "  %s%s%s\n", p->publisher != NULL ? p->publisher : "",
                              p->publisher != NULL ? ": " : "", p->licence);
            }
        }
    }
}

void bo_proposal_readme(const struct bo_proposal_request *request, const bo_findings *findings,
                        const struct bo_proposal *proposal, const char *outcome, struct bo_buf *to)
{
    struct bo_arena arena;
    const struct bo_set *set = request->set;
    bool others = false;
    bo_arena_init(&arena);
    bo_buf_printf(to, "Proposed: %s %s, in place of %s\n\n", set->id, proposal->version, set->version);
    bo_buf_printf(to, "Found on %s, for the law of %s. Nothing is installed: a person has to read this, and sign.\n\n",
                  request->moment, bo_date_text(&arena, request->day));
    bo_buf_puts(to, "What changes (two witnesses say each of these)\n");
    for (size_t i = 0; i < findings->n; i++) {
        if (findings->at[i].ready) {
            tell_change(&arena, &findings->at[i], to);
        }
    }
    bo_buf_printf(to, "\nThe check and the examples of the new version: %s\n",
                  proposal->passed ? "pass" : "DO NOT PASS");
    bo_buf_puts(to, outcome);
    for (size_t i = 0; i < findings->n; i++) {
        const struct bo_finding *f = &findings->at[i];
        if (!f->ready && f->found < BO_FOUND_UNAVAILABLE) {
            bo_buf_printf(to, "%s  %s: %s\n      %s\n",
                          others ? "" : "\nFound too, and not part of it: look yourself\n", f->name,
                          bo_found_names[f->found], bo_utf8_line(&arena, f->why, 2 * WORDS_MAX));
            others = true;
        }
    }
    bo_buf_printf(to,
                  "\nWhat to do\n"
                  "  1. Read the words at each address above; does the law mean just this figure, from this day?\n"
                  "  2. Read changes.diff; add source and at where the new figure has a law of its own.\n"
                  "  3. betteroff rules check rules/%s/%s\n"
                  "     betteroff rules test rules/%s/%s\n"
                  "  4. Put rules/%s/%s beside the versions before it, and release it (betteroff rules release).\n"
                  "\nLicences of what is quoted here\n",
                  set->id, proposal->version, set->id, proposal->version, set->id, proposal->version);
    tell_licences(findings, to);
    bo_arena_fini(&arena);
}

/* evidence.json */

static void put_string(struct bo_buf *to, const char *text)
{
    if (text == NULL) {
        bo_buf_puts(to, "null");
        return;
    }
    bo_buf_putc(to, '"');
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\') {
            bo_buf_putc(to, '\\');
            bo_buf_putc(to, *at);
        } else if (c < ' ') {
            bo_buf_printf(to, "\\u%04x", c);
        } else {
            bo_buf_putc(to, *at);
        }
    }
    bo_buf_putc(to, '"');
}

static void put_member(struct bo_buf *to, const char *before, const char *name, const char *text)
{
    bo_buf_printf(to, "%s\"%s\": ", before, name);
    put_string(to, text);
}

static void put_witness(struct bo_arena *arena, const struct bo_testimony *t, struct bo_buf *to)
{
    const struct bo_publication *p = t->publication;
    put_member(to, "        {", "publication", p->id);
    put_member(to, ", ", "rank", p->rank == BO_RANK_LAW ? "law" : "administration");
    put_member(to, ", ", "publisher", p->publisher);
    put_member(to, ",\n         ", "url", t->url);
    put_member(to, ", ", "retrieved", t->retrieved);
    put_member(to, ",\n         ", "figure", t->figure);
    put_member(to, ", ", "from", date_or(arena, t->from, NULL));
    put_member(to, ", ", "sha256", *t->sha256 != '\0' ? t->sha256 : NULL);
    put_member(to, ",\n         ", "words", t->words);
    put_member(to, ",\n         ", "licence", p->licence);
    put_member(to, ", ", "why", t->why);
    bo_buf_putc(to, '}');
}

static void put_finding(struct bo_arena *arena, const struct bo_finding *f, struct bo_buf *to)
{
    put_member(to, "    {", "parameter", f->name);
    put_member(to, ", ", "finding", bo_found_names[f->found]);
    bo_buf_printf(to, ", \"ready\": %s,\n     \"ours\": {", f->ready ? "true" : "false");
    put_member(to, "", "value", f->ours);
    put_member(to, ", ", "from", date_or(arena, f->ours_from, NULL));
    put_member(to, "}, \"published\": {", "value", f->figure);
    put_member(to, ", ", "from", date_or(arena, f->from, NULL));
    put_member(to, "},\n     ", "why", f->why);
    bo_buf_puts(to, ",\n     \"witnesses\": [\n");
    for (size_t i = 0; i < f->witnesses.n; i++) {
        put_witness(arena, &f->witnesses.at[i], to);
        bo_buf_puts(to, i + 1 < f->witnesses.n ? ",\n" : "\n");
    }
    bo_buf_puts(to, "     ]}");
}

void bo_proposal_evidence(const struct bo_proposal_request *request, const bo_findings *findings,
                          const struct bo_proposal *proposal, struct bo_buf *to)
{
    struct bo_arena arena;
    bool first = true;
    bo_arena_init(&arena);
    put_member(to, "{\n  ", "set", request->set->id);
    put_member(to, ", ", "version", request->set->version);
    put_member(to, ", ", "sha256", request->set->sha256);
    put_member(to, ",\n  ", "proposed", proposal->version);
    put_member(to, ", ", "on", bo_date_text(&arena, request->day));
    put_member(to, ", ", "found", request->moment);
    bo_buf_printf(to, ", \"checks_pass\": %s,\n  \"findings\": [\n", proposal->passed ? "true" : "false");
    for (size_t i = 0; i < findings->n; i++) {
        if (findings->at[i].ready || findings->at[i].found < BO_FOUND_UNAVAILABLE) {
            bo_buf_puts(to, first ? "" : ",\n");
            put_finding(&arena, &findings->at[i], to);
            first = false;
        }
    }
    bo_buf_puts(to, "\n  ]\n}\n");
    bo_arena_fini(&arena);
}
