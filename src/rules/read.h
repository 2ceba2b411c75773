/* Purpose  what the loader's files share: the set that is being read, and typed reading of attributes and of the
 * elements that stand in many places (texts, citations, dates, units, formulas). Layer    rules, inside only. Errors a
 * message at the attribute's place; the value is then the fallback, and reading goes on. */
#ifndef BO_RULES_READ_H
#define BO_RULES_READ_H

#include "rules/model.h"
#include "rules/xml.h"

enum { BO_SCALE_MAX = 12 }; /* decimals */

struct bo_reading {
    struct bo_set *set;
    struct bo_arena *arena; /* the set's */
    struct bo_diags *diags;
    const struct bo_law *law;  /* the file that is being read */
    struct bo_intern examples; /* ids, in order */
    bool overlay;              /* a known id replaces */
    bool replacing;            /* … as the element that is being read does */
};

void bo_read_error(struct bo_reading *reading, struct bo_place place, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* "unknown WHAT 'name'", with the nearest of the candidates. */
void bo_read_unknown(struct bo_reading *reading, struct bo_place place, const char *what, const char *name,
                     const char *const *candidates, size_t n);

/* Attributes. NULL, or the fallback, when it is not there. */
const char *bo_read_text(const struct bo_xml *element, const char *attribute);
struct bo_place bo_read_place(const struct bo_xml *element, const char *attribute); /* the element's when not there */
bool bo_read_flag(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, bool fallback);
int64_t bo_read_date(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, int64_t fallback);
unsigned bo_read_count(struct bo_reading *reading, const struct bo_xml *element, const char *attribute, unsigned most,
                       unsigned fallback);
/* The number of the word among the choices. */
int bo_read_choice(struct bo_reading *reading, const struct bo_xml *element, const char *attribute,
                   const char *const *choices, size_t n, int fallback);
/* [a-z][a-z0-9_]* that is no word of the language; "" after an error. */
const char *bo_read_id(struct bo_reading *reading, const struct bo_xml *element, const char *attribute);
/* The number of an entity; 0 after an error. */
unsigned bo_read_entity(struct bo_reading *reading, const struct bo_xml *element, const char *attribute);

/* Attribute `type`: one of the words in `allowed` (blanks between); what stands already when it is not there. */
enum bo_kind bo_read_kind(struct bo_reading *reading, const struct bo_xml *element, const char *allowed,
                          enum bo_kind kind);
/* Attribute `scale` of something of a kind: needed for numbers, refused elsewhere. BO_SCALE_EXACT only where allowed.
 */
int bo_read_scale(struct bo_reading *reading, const struct bo_xml *element, enum bo_kind kind, bool exact, int scale);
/* Attribute `unit`: only numbers have one; 1 when left out. *text and *unit are kept when it is not there. */
void bo_read_unit(struct bo_reading *reading, const struct bo_xml *element, enum bo_kind kind, const char **text,
                  struct bo_unit *unit);

/* Elements inside an element. */
void bo_read_texts(struct bo_reading *reading, const struct bo_xml *element, const char *name, bo_texts *texts);
void bo_read_cites(struct bo_reading *reading, const struct bo_xml *element, bo_cites *cites);
struct bo_cite bo_read_short_cite(struct bo_reading *reading, const struct bo_xml *element); /* source and at */
struct bo_dated bo_read_dated(struct bo_reading *reading, const struct bo_xml *element);
/* Attribute `changes`: "--04-06 --10-01" or "never"; `calendar` when it is not there. */
const struct bo_calendar *bo_read_calendar(struct bo_reading *reading, const struct bo_xml *element,
                                           const struct bo_calendar *calendar);
struct bo_gap bo_read_gap(struct bo_reading *reading, const struct bo_xml *element);
struct bo_expr bo_read_formula(struct bo_reading *reading, const struct bo_formula *formula);
struct bo_band bo_read_band(const struct bo_xml *element);

/* A named element: a new one of this size, entered in the set's names, or in an overlay the one that it replaces.
 * NULL after an error. Its id, law, labels, texts and citations are read. */
void *bo_read_named(struct bo_reading *reading, const struct bo_xml *element, enum bo_element kind, size_t size);
/* Enters a named element that has its id, kind and place; false (and an error) when there is one already. */
bool bo_read_enter(struct bo_reading *reading, struct bo_named *named);

/* Each of the files below reads some elements. */
void bo_load_law_elements(struct bo_reading *reading, const struct bo_xml *root); /* load_law.c */
void bo_load_input(struct bo_reading *reading, const struct bo_xml *element);     /* load_input.c */
void bo_load_rule(struct bo_reading *reading, const struct bo_xml *element);      /* load_rule.c: */
void bo_load_function(struct bo_reading *reading, const struct bo_xml *element);
void bo_load_message(struct bo_reading *reading, const struct bo_xml *element);
void bo_load_param(struct bo_reading *reading, const struct bo_xml *element); /* load_value.c: */
void bo_load_table(struct bo_reading *reading, const struct bo_xml *element);
void bo_load_scale(struct bo_reading *reading, const struct bo_xml *element);
void bo_load_example(struct bo_reading *reading, const struct bo_xml *element); /* load_example.c */
void bo_load_sheet(struct bo_reading *reading, const struct bo_xml *element);   /* load_sheet.c: */
void bo_load_totals(struct bo_reading *reading);                                /* after everything else */
void bo_load_timeline(struct bo_reading *reading, const struct bo_xml *element); /* load_timeline.c */
void bo_load_template(struct bo_reading *reading, const struct bo_xml *element); /* load_template.c */
void bo_load_ruleset(struct bo_reading *reading, const struct bo_xml *root);    /* load_set.c: head, units, entities */

#endif
