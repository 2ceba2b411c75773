#include "rules/read.h"

#include <stdarg.h>
#include <string.h>

void bo_read_error(struct bo_reading *reading, struct bo_place place, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = bo_vprintf(reading->arena, format, args);
    va_end(args);
    bo_diag(reading->diags, BO_ERROR, place, code, "%s", text);
}

void bo_read_unknown(struct bo_reading *reading, struct bo_place place, const char *what, const char *name,
                     const char *const *candidates, size_t n)
{
    const char *near = reading->diags->list.n < BO_DIAGS_MAX ? bo_nearest(name, candidates, n) : NULL;
    if (near != NULL) {
        bo_read_error(reading, place, "unknown-name", "unknown %s '%s'; did you mean '%s'?", what, name, near);
    } else {
        bo_read_error(reading, place, "unknown-name", "unknown %s '%s'", what, name);
    }
}

/* Attributes */

const char *bo_read_text(const struct bo_xml *element, const char *attribute)
{
    const struct bo_formula *value = bo_xml_attribute(element, attribute);
    return value != NULL ? value->text : NULL;
}

struct bo_place bo_read_place(const struct bo_xml *element, const char *attribute)
{
    const struct bo_formula *value = bo_xml_attribute(element, attribute);
    return value != NULL ? value->at : element->place;
}

bool bo_read_flag(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, bool fallback)
{
    static const char *const words[] = {"no", "yes"};
    return bo_read_choice(reading, element, attribute, words, 2, fallback) == 1;
}

int64_t bo_read_date(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, int64_t fallback)
{
    const struct bo_formula *value = bo_xml_attribute(element, attribute);
    int64_t date;
    bool impossible;
    if (value == NULL) {
        return fallback;
    }
    if (!bo_date_parse(value->text, value->n, &date, &impossible)) {
        bo_read_error(reading, value->at, "bad-date",
                      impossible ? "there is no day '%s'" : "'%s' is no date (2026-04-06)", value->text);
        return fallback;
    }
    return date;
}

/* A whole number without sign; false when it is none or more than most. */
static bool read_whole(const char *text, unsigned most, unsigned *number)
{
    unsigned long value = 0;
    size_t n = strspn(text, "0123456789");
    for (size_t i = 0; i < n && value <= most; i++) {
        value = value * 10 + (unsigned)(text[i] - '0');
    }
    *number = (unsigned)value;
    return n > 0 && text[n] == '\0' && value <= most;
}

unsigned bo_read_count(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, unsigned most,
                       unsigned fallback)
{
    const char *text = bo_read_text(element, attribute);
    unsigned number;
    if (text == NULL) {
        return fallback;
    }
    if (!read_whole(text, most, &number)) {
        bo_read_error(reading, bo_read_place(element, attribute), "bad-number",
                      "%s is a whole number up to %u, not '%s'", attribute, most, text);
        return fallback;
    }
    return number;
}

static char *word_list(struct bo_arena *arena, const char *const *words, size_t n)
{
    char *list = bo_strdup(arena, "");
    for (size_t i = 0; i < n; i++) {
        list = bo_printf(arena, "%s%s%s", list, i == 0 ? "" : i + 1 < n ? ", " : " or ", words[i]);
    }
    return list;
}

int bo_read_choice(struct bo_reading *reading, const struct bo_xml *element, const char *attribute,
                   const char *const *choices, size_t n, int fallback)
{
    const char *text = bo_read_text(element, attribute);
    if (text == NULL) {
        return fallback;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(choices[i], text) == 0) {
            return (int)i;
        }
    }
    bo_read_error(reading, bo_read_place(element, attribute), "bad-choice", "%s is %s, not '%s'", attribute,
                  word_list(reading->arena, choices, n), text);
    return fallback;
}

/* Words that mean something in formulas, so that nothing else can have them as its id. */
static const char *const reserved[] = {"and", "between",  "case",   "case_date",  "date",  "else", "every", "false",
                                       "for", "if",       "in",     "is_subject", "item", "not",   "null",
                                       "or",  "position", "return", "satisfies",  "some", "then",  "true"};

const char *bo_read_id(struct bo_reading *reading, const struct bo_xml *element, const char *attribute)
{
    const char *id = bo_read_text(element, attribute);
    if (id == NULL) {
        return "";
    }
    if (!bo_name_valid(id)) {
        bo_read_error(reading, bo_read_place(element, attribute), "bad-id",
                      "'%s' is no id: a small letter, then small letters, digits and _ (80 at most)", id);
        return "";
    }
    bool taken = bo_is_builtin(id);
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        taken |= strcmp(reserved[i], id) == 0;
    }
    if (taken) {
        bo_read_error(reading, bo_read_place(element, attribute), "reserved-name",
                      "'%s' is a word of the formula language", id);
        return "";
    }
    return id;
}

unsigned bo_read_entity(struct bo_reading *reading, const struct bo_xml *element, const char *attribute)
{
    const char *id = bo_read_text(element, attribute);
    const struct bo_set *set = reading->set;
    if (id == NULL) {
        return 0;
    }
    const char **ids = bo_alloc_array(reading->arena, set->entities.n, sizeof *ids);
    for (size_t i = 0; i < set->entities.n; i++) {
        ids[i] = set->entities.at[i]->named.id;
        if (strcmp(ids[i], id) == 0) {
            return (unsigned)i;
        }
    }
    bo_read_unknown(reading, bo_read_place(element, attribute), "entity", id, ids, set->entities.n);
    return 0;
}

/* Types */

static const char *const kind_words[] = {
    [BO_NUMBER] = "number", [BO_BOOLEAN] = "boolean", [BO_DATE] = "date",           [BO_DAYS] = "days",
    [BO_MONTHS] = "months", [BO_CODE] = "code",       [BO_RECURRING] = "recurring", [BO_FREE_TEXT] = "text"};

static bool word_in(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; (p = strstr(p, word)) != NULL; p++) {
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0')) {
            return true;
        }
    }
    return false;
}

enum bo_kind bo_read_kind(struct bo_reading *reading, const struct bo_xml *element, const char *allowed,
                          enum bo_kind kind)
{
    enum { N = sizeof kind_words / sizeof *kind_words };
    const char *words[N];
    enum bo_kind kinds[N];
    size_t n = 0;
    int fallback = 0;
    for (size_t i = 0; i < N; i++) {
        if (word_in(allowed, kind_words[i])) {
            fallback = i == (size_t)kind ? (int)n : fallback;
            kinds[n] = (enum bo_kind)i;
            words[n++] = kind_words[i];
        }
    }
    return kinds[bo_read_choice(reading, element, "type", words, n, fallback)];
}

int bo_read_scale(struct bo_reading *reading, const struct bo_xml *element, enum bo_kind kind, bool exact, int scale)
{
    const char *text = bo_read_text(element, "scale");
    bool number = kind == BO_NUMBER || kind == BO_RECURRING;
    if (text == NULL) {
        if (number && !reading->replacing) {
            bo_read_error(reading, element->place, "missing-attribute",
                          "<%s> needs the attribute 'scale': how many decimals its numbers have", element->name);
        }
        return scale;
    }
    if (!number) {
        bo_read_error(reading, bo_read_place(element, "scale"), "not-a-number", "only a number has a scale");
        return scale;
    }
    if (exact && strcmp(text, "exact") == 0) {
        return BO_SCALE_EXACT;
    }
    return (int)bo_read_count(reading, element, "scale", BO_SCALE_MAX, 0);
}

void bo_read_unit(struct bo_reading *reading, const struct bo_xml *element, enum bo_kind kind, const char **text,
                  struct bo_unit *unit)
{
    const char *written = bo_read_text(element, "unit");
    if (written == NULL) {
        return;
    }
    struct bo_place place = bo_read_place(element, "unit");
    const char *unknown = NULL;
    *text = written;
    if (kind != BO_NUMBER) {
        bo_read_error(reading, place, "not-a-number", "only a number has a unit");
    } else if (!bo_set_unit(reading->set, written, unit, &unknown, reading->arena)) {
        *unit = BO_UNIT_ONE;
        if (unknown != NULL && strpbrk(unknown, "*/ ") == NULL) {
            const struct bo_intern *symbols = &reading->set->symbols;
            bo_read_unknown(reading, place, "unit", unknown, symbols->texts.at, symbols->texts.n);
        } else {
            bo_read_error(reading, place, "bad-unit", "'%s' is no unit (CUR/month, hour*week, 1)", written);
        }
    }
}

/* Elements in many places */

/* Texts are broken into lines for whoever edits the file: any run of blanks and line ends is one blank. */
static const char *flowing(struct bo_reading *reading, const char *text)
{
    char *flat = bo_alloc(reading->arena, strlen(text) + 1);
    size_t n = 0;
    for (const char *p = text; *p != '\0'; p++) {
        bool blank = *p == ' ' || *p == '\n' || *p == '\t' || *p == '\r';
        if (!blank) {
            flat[n++] = *p;
        } else if (n > 0 && flat[n - 1] != ' ') {
            flat[n++] = ' ';
        }
    }
    n -= n > 0 && flat[n - 1] == ' ';
    flat[n] = '\0';
    return flat;
}

void bo_read_texts(struct bo_reading *reading, const struct bo_xml *element, const char *name, bo_texts *texts)
{
    bool first = true;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, name) != 0) {
            continue;
        }
        if (first) { /* in an overlay, texts replace texts */
            *texts = (bo_texts){0};
            first = false;
        }
        struct bo_text text = {.lang = bo_read_text(child, "lang"), .text = flowing(reading, child->text.text)};
        if (text.lang == NULL) {
            continue;
        }
        if (text.lang[0] == '\0' ||
            strspn(text.lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") != strlen(text.lang)) {
            bo_read_error(reading, bo_read_place(child, "lang"), "bad-language", "'%s' is no language (en, nb, cy)",
                          text.lang);
        }
        for (size_t i = 0; i < texts->n; i++) {
            if (strcmp(texts->at[i].lang, text.lang) == 0) {
                bo_read_error(reading, child->place, "repeated-element", "a second <%s> in the language '%s'", name,
                              text.lang);
            }
        }
        BO_PUSH(reading->arena, texts, text);
    }
}

struct bo_cite bo_read_short_cite(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_cite cite = {.source_id = bo_read_text(element, "source"),
                           .at = bo_read_text(element, "at"),
                           .place = bo_read_place(element, "source")};
    if (cite.at != NULL && cite.source_id == NULL) {
        bo_read_error(reading, bo_read_place(element, "at"), "missing-attribute",
                      "'at' stands with the attribute 'source'");
        cite.at = NULL;
    }
    return cite;
}

void bo_read_cites(struct bo_reading *reading, const struct bo_xml *element, bo_cites *cites)
{
    static const char *const roles[] = {"law", "rounding", "conversion"};
    bool first = true;
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        if (strcmp(child->name, "cite") != 0) {
            continue;
        }
        if (first) {
            *cites = (bo_cites){0};
            first = false;
        }
        struct bo_cite cite = bo_read_short_cite(reading, child);
        cite.role = (enum bo_cite_role)bo_read_choice(reading, child, "role", roles, 3, BO_CITE_LAW);
        cite.unverified = !bo_read_flag(reading, child, "verified", true);
        BO_PUSH(reading->arena, cites, cite);
    }
}

struct bo_dated bo_read_dated(struct bo_reading *reading, const struct bo_xml *element)
{
    static const char *const statuses[] = {"made", "announced", "expected"}, *const grades[] = {"A", "B", "C"};
    struct bo_dated dated = {.place = element->place, .note = bo_read_text(element, "note")};
    dated.from = bo_read_date(reading, element, "from", 0);
    dated.until = bo_read_date(reading, element, "until", BO_DATE_NONE);
    dated.in_force = bo_read_date(reading, element, "in-force", BO_DATE_NONE);
    dated.known = bo_read_date(reading, element, "known", BO_DATE_NONE);
    dated.checked = bo_read_date(reading, element, "checked", BO_DATE_NONE);
    dated.status = (enum bo_value_status)bo_read_choice(reading, element, "status", statuses, 3, BO_MADE);
    int grade = bo_read_choice(reading, element, "confidence", grades, 3, -1);
    if (grade >= 0) {
        dated.confidence = grades[grade][0];
    }
    dated.cite = bo_read_short_cite(reading, element);
    if (dated.until != BO_DATE_NONE && dated.until < dated.from) {
        bo_read_error(reading, bo_read_place(element, "until"), "dates-out-of-order", "this ends before it begins");
        dated.until = dated.from;
    }
    return dated;
}

/* "--04-06", as XML writes a day of any year. */
static bool read_month_day(const char *text, size_t n, struct bo_month_day *day)
{
    char date[11] = "2000"; /* a year that has all of them */
    int64_t days;
    bool impossible;
    if (n != 7 || text[0] != '-') {
        return false;
    }
    memcpy(date + 4, text + 1, 6);
    if (!bo_date_parse(date, strlen(date), &days, &impossible)) {
        return false;
    }
    day->month = (unsigned char)((text[2] - '0') * 10 + text[3] - '0');
    day->day = (unsigned char)((text[5] - '0') * 10 + text[6] - '0');
    return true;
}

const struct bo_calendar *bo_read_calendar(struct bo_reading *reading, const struct bo_xml *element,
                                           const struct bo_calendar *calendar)
{
    const char *text = bo_read_text(element, "changes");
    if (text == NULL) {
        return calendar;
    }
    struct bo_calendar *read = bo_alloc(reading->arena, sizeof *read);
    for (const char *p = strcmp(text, "never") == 0 ? "" : text; *p != '\0'; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        struct bo_month_day day = {0}, *last = read->days.n > 0 ? &read->days.at[read->days.n - 1] : NULL;
        if (!read_month_day(p, n, &day)) {
            bo_read_error(reading, bo_read_place(element, "changes"), "bad-date",
                          "'%s' is no day of a year (--04-06), or \"never\"", bo_strndup(reading->arena, p, n));
        } else if (last != NULL && last->month * 100 + last->day >= day.month * 100 + day.day) {
            bo_read_error(reading, bo_read_place(element, "changes"), "dates-out-of-order",
                          "'%s' does not come after the day before it in the year", bo_strndup(reading->arena, p, n));
        } else {
            BO_PUSH(reading->arena, &read->days, day);
        }
        p += n;
    }
    return read;
}

struct bo_gap bo_read_gap(struct bo_reading *reading, const struct bo_xml *element)
{
    struct bo_gap gap = {.from = bo_read_date(reading, element, "from", 0), .place = element->place};
    gap.until = bo_read_date(reading, element, "until", gap.from);
    bo_read_texts(reading, element, "text", &gap.reason);
    if (gap.until < gap.from) {
        bo_read_error(reading, bo_read_place(element, "until"), "dates-out-of-order", "this ends before it begins");
        gap.until = gap.from;
    }
    return gap;
}

struct bo_expr bo_read_formula(struct bo_reading *reading, const struct bo_formula *formula)
{
    struct bo_expr expr = {.formula = *formula};
    expr.ast = bo_parse(reading->arena, formula, reading->diags);
    return expr;
}

struct bo_band bo_read_band(const struct bo_xml *element)
{
    return (struct bo_band){.to = bo_read_text(element, "to"), .rate = bo_read_text(element, "rate")};
}

/* Named elements */

bool bo_read_enter(struct bo_reading *reading, struct bo_named *named)
{
    struct bo_set *set = reading->set;
    const struct bo_named *other = bo_set_find(set, named->id);
    if (other != NULL) {
        bo_read_error(reading, named->place, "repeated-id", "the id '%s' is taken: %s:%d", named->id,
                      other->place.file != NULL ? other->place.file : "the language", other->place.line);
        return false;
    }
    bo_intern(&set->names, named->id);
    BO_PUSH(reading->arena, &set->by_name, named);
    return true;
}

static struct bo_named *replaced(struct bo_reading *reading, const struct bo_xml *element, enum bo_element kind,
                                 const char *id)
{
    struct bo_named *old = (struct bo_named *)(uintptr_t)bo_set_find(reading->set, id);
    if (old->element != kind) {
        bo_read_error(reading, bo_read_place(element, "id"), "wrong-element",
                      "'%s' is another kind of element in the set (%s:%d)", id,
                      old->place.file != NULL ? old->place.file : "the language", old->place.line);
        return NULL;
    }
    if (old->law == reading->law) {
        bo_read_error(reading, bo_read_place(element, "id"), "repeated-id", "the id '%s' is taken: %s:%d", id,
                      old->place.file, old->place.line);
        return NULL;
    }
    return old;
}

void *bo_read_named(struct bo_reading *reading, const struct bo_xml *element, enum bo_element kind, size_t size)
{
    const char *id = bo_read_id(reading, element, "id");
    if (*id == '\0') {
        return NULL;
    }
    reading->replacing = reading->overlay && bo_set_find(reading->set, id) != NULL;
    struct bo_named *named = reading->replacing ? replaced(reading, element, kind, id) : bo_alloc(reading->arena, size);
    if (named == NULL) {
        return NULL;
    }
    named->place = element->place;
    if (!reading->replacing) {
        named->element = kind;
        named->id = id;
        if (!bo_read_enter(reading, named)) {
            return NULL;
        }
    }
    named->law = reading->law;
    named->unverified = !bo_read_flag(reading, element, "verified", !named->unverified);
    bo_read_texts(reading, element, "label", &named->label);
    bo_read_texts(reading, element, "text", &named->text);
    bo_read_cites(reading, element, &named->cites);
    for (size_t i = 0; i < named->cites.n; i++) {
        named->unverified |= named->cites.at[i].unverified;
    }
    return named;
}
