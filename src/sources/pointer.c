/* JSON by pointer; a "*" in it stands for the entry of a dated list that holds on the day: the newest of them. */
#include "base/buf.h"
#include "sources/amount.h"
#include "sources/scope.h"
#include "sources/words.h"
#include <string.h>

void bo_pointer_open(struct bo_paper *paper)
{
    const char *why;
    paper->json = bo_json_read(paper->arena, paper->document->bytes, paper->document->n, &why);
    if (paper->json == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, why);
        return;
    }
    static const char *const excuses[] = {"error", "errors", "message", "status", NULL};
    const struct bo_publication *publication = paper->publication;
    bool any = publication->bindings.n == 0, excuse = false;
    for (size_t i = 0; i < publication->bindings.n && !any; i++) {
        const char *at = publication->bindings.at[i].at;
        any = at == NULL || strstr(at, "/*") != NULL || bo_json_at(paper->arena, paper->json, at) != NULL;
    }
    for (size_t i = 0; excuses[i] != NULL; i++) {
        excuse |= bo_json_member(paper->json, excuses[i]) != NULL;
    }
    if (excuse && !any) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is a message of its server instead of the figures");
    }
}

static const char *scalar(const struct bo_json *json)
{
    return json->is == BO_JSON_STRING || json->is == BO_JSON_NUMBER || json->is == BO_JSON_BOOLEAN ? json->text : NULL;
}

const char *bo_pointer_guard_text(const struct bo_paper *paper, const char *at)
{
    const struct bo_json *json = at != NULL ? bo_json_at(paper->arena, paper->json, at) : NULL;
    if (at == NULL) {
        return bo_words(paper->arena, paper->document->bytes, paper->document->n);
    }
    const char *text = json != NULL ? scalar(json) : NULL;
    return text != NULL ? bo_words(paper->arena, text, strlen(text)) : NULL;
}

/* The members of an entry that are no lists, in their order: the evidence. */
static const char *told(struct bo_arena *arena, const struct bo_json *entry)
{
    enum { LONG = 2000 };
    struct bo_buf buf;
    bo_buf_init(&buf);
    if (scalar(entry) != NULL) {
        bo_buf_puts(&buf, scalar(entry));
    }
    for (const struct bo_json *member = entry->first; member != NULL && buf.n < LONG; member = member->next) {
        if (member->key != NULL && scalar(member) != NULL) {
            bo_buf_puts(&buf, buf.n > 0 ? ", " : "");
            bo_buf_puts(&buf, member->key);
            bo_buf_puts(&buf, " ");
            bo_buf_puts(&buf, scalar(member));
        }
    }
    const char *text = bo_words(arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return text;
}

struct pointed {
    const struct bo_json *entry, *figure;
    int64_t from;
    const char *why;
};

static bool date_of(const struct bo_json *json, const char *language, int64_t *date)
{
    const char *text = bo_json_string(json);
    return text != NULL && bo_amount_date(text, language, date);
}

/* The newest entry of a list that holds on the day. */
static struct pointed newest(const struct bo_paper *paper, const struct bo_binding *binding, const struct bo_json *list,
                             const char *key, const char *date_key)
{
    struct pointed pointed = {.from = BO_DATE_NONE};
    bool twice = false;
    for (const struct bo_json *entry = list->first; entry != NULL; entry = entry->next) {
        int64_t date;
        if (!date_of(bo_json_at(paper->arena, entry, date_key), binding->language, &date)) {
            pointed.why = "an entry of the list has no date where the binding says";
            return pointed;
        }
        if (date > paper->day || date < pointed.from) {
            continue;
        }
        twice = date == pointed.from;
        pointed.from = date;
        pointed.entry = entry;
    }
    if (pointed.entry == NULL) {
        pointed.why = "no entry of the list holds on the day";
    } else if (twice) {
        pointed.why = "two entries of the list begin on the same day";
    } else {
        pointed.figure = bo_json_at(paper->arena, pointed.entry, key);
        pointed.why = pointed.figure == NULL ? "the entry has no such key" : NULL;
    }
    return pointed;
}

static struct pointed point(const struct bo_paper *paper, const struct bo_binding *binding)
{
    struct pointed pointed = {.from = BO_DATE_NONE};
    const char *at = binding->at != NULL ? binding->at : "", *star = strstr(at, "/*");
    if (star != NULL) {
        const char *list_at = bo_strndup(paper->arena, at, (size_t)(star - at)), *date_at = binding->date_at;
        const struct bo_json *list = bo_json_at(paper->arena, paper->json, list_at);
        if (list == NULL || list->is != BO_JSON_ARRAY) {
            pointed.why = bo_printf(paper->arena, "there is no list at '%s'", list_at);
            return pointed;
        }
        size_t same = (size_t)(star - at) + 2;
        if (date_at == NULL || strncmp(date_at, at, same) != 0) {
            pointed.why = "the binding does not say where the date of an entry is";
            return pointed;
        }
        return newest(paper, binding, list, star + 2, date_at + same);
    }
    pointed.figure = bo_json_at(paper->arena, paper->json, at);
    const char *last = strrchr(at, '/');
    pointed.entry = last == NULL
                        ? paper->json
                        : bo_json_at(paper->arena, paper->json, bo_strndup(paper->arena, at, (size_t)(last - at)));
    if (pointed.figure == NULL) {
        pointed.why = bo_printf(paper->arena, "there is nothing at '%s'", at);
    } else if (binding->date_at != NULL &&
               !date_of(bo_json_at(paper->arena, paper->json, binding->date_at), binding->language, &pointed.from)) {
        pointed.why = bo_printf(paper->arena, "there is no date at '%s'", binding->date_at);
    }
    return pointed;
}

/* Numbers of JSON are written in one way only; strings as in the binding's language. */
static const char *figure_of(const struct bo_paper *paper, const struct bo_binding *binding, const struct bo_json *json)
{
    const char *text = scalar(json);
    if (text == NULL || json->is == BO_JSON_BOOLEAN) {
        return NULL;
    }
    text = bo_words(paper->arena, text, strlen(text));
    return bo_amount_read(paper->arena, text, json->is == BO_JSON_NUMBER ? "en" : binding->language, binding->form,
                          true);
}

struct bo_reading bo_pointer_read(const struct bo_paper *paper, const struct bo_binding *binding)
{
    struct bo_reading reading = {.what = BO_READ_STRUCTURE, .from = BO_DATE_NONE};
    struct pointed pointed = point(paper, binding);
    const char *at = binding->at != NULL ? binding->at : "";
    if (pointed.entry != NULL) {
        reading.words = told(paper->arena, pointed.entry);
    }
    if (pointed.why != NULL) {
        reading.why = pointed.why;
        return reading;
    }
    if (binding->per != NULL &&
        bo_words_within(bo_printf(paper->arena, "%s %s", at, reading.words), binding->per) == NULL) {
        reading.why = bo_printf(paper->arena, "'%s' does not stand there", binding->per);
        return reading;
    }
    reading.from = pointed.from;
    reading.figure = figure_of(paper, binding, pointed.figure);
    reading.fragment = bo_printf(paper->arena, "at: %s\nwords: %s\n", at, reading.words);
    reading.what = reading.figure != NULL ? BO_READ_FIGURE : BO_READ_NOT_A_FIGURE;
    const char *text = scalar(pointed.figure);
    reading.why = reading.figure != NULL ? NULL
                                         : bo_printf(paper->arena, "'%s' is no figure as it should stand there",
                                                     text != NULL ? bo_words(paper->arena, text, strlen(text)) : "…");
    return reading;
}
