/* Purpose  a rule set as loaded: structures only. doc/rule-language says what each element means.
 * Layer    rules.
 * Owns     everything lives in the set's arena; after bo_rules_load and bo_rules_check it is never changed.
 * Threads  read-only afterwards, so any number. */
#ifndef BO_RULES_MODEL_H
#define BO_RULES_MODEL_H

#include "base/diag.h"
#include "base/text.h"
#include "lang/ast.h"
#include "num/date.h"
#include "num/unit.h"

struct bo_text {
    const char *lang, *text;
};
typedef BO_VEC(struct bo_text) bo_texts;

struct bo_source {
    const char *id, *title, *number, *href;
    struct bo_place place;
};

enum bo_cite_role { BO_CITE_LAW, BO_CITE_ROUNDING, BO_CITE_CONVERSION };
struct bo_cite {
    const char *source_id, *at;
    const struct bo_source *source; /* resolved by the checker */
    enum bo_cite_role role;
    bool unverified;
    struct bo_place place;
};
typedef BO_VEC(struct bo_cite) bo_cites;

enum bo_kind { /* static types of the language */
    BO_NUMBER,
    BO_BOOLEAN,
    BO_DATE,
    BO_DAYS,
    BO_MONTHS,
    BO_CODE,
    BO_RECURRING, /* inputs and arguments only: .amount and .per */
    BO_FREE_TEXT  /* inputs only */
};

struct bo_expr {
    struct bo_formula formula; /* text NULL: there is none */
    struct bo_ast *ast;
};

enum bo_value_status { BO_MADE, BO_ANNOUNCED, BO_EXPECTED };

/* What values, rows and bands have in common. */
struct bo_dated {
    int64_t from, until; /* until: BO_DATE_NONE when open */
    int64_t in_force, known, checked; /* BO_DATE_NONE when not given */
    enum bo_value_status status;
    char confidence; /* 'A', 'B', 'C'; 0 when not given */
    const char *note;
    struct bo_cite cite; /* source_id NULL: that of the element it stands in */
    struct bo_place place;
};

struct bo_value {
    struct bo_dated dated;
    const char *text; /* as written: decimal, true/false, date, code */
};

/* When new figures are expected: days of a year; none: never. */
struct bo_month_day {
    unsigned char month, day;
};
struct bo_calendar {
    BO_VEC(struct bo_month_day) days; /* in the order of the year */
};

struct bo_gap {
    int64_t from, until; /* both given */
    bo_texts reason;
    struct bo_place place;
};

enum bo_element { BO_E_INPUT, BO_E_PARAM, BO_E_TABLE, BO_E_SCALE, BO_E_FUNCTION, BO_E_RULE, BO_E_MESSAGE, BO_E_MISSING,
                  BO_E_ENTITY };

/* What every named element has in common; the first member of each. */
struct bo_named {
    enum bo_element element;
    const char *id;
    uint32_t index; /* in its own array of the set */
    bo_texts label, text;
    bo_cites cites;
    bool unverified; /* it, or one of its citations */
    bool money;      /* a param, scale or table with amounts of the set's currency */
    const struct bo_law *law;
    struct bo_place place;
};

struct bo_entity {
    struct bo_named named;
    enum { BO_ENTITY_CASE, BO_ENTITY_ONE, BO_ENTITY_GROUP, BO_ENTITY_MAP, BO_ENTITY_LIST, BO_ENTITY_OBJECT } kind;
    const char *key;      /* its name in the case */
    const char *in_id;    /* NULL: in the case */
    int in;               /* index of the parent entity; -1 for the case itself, which is entity 0 */
    const char *of_id;    /* groups: the entity that it groups */
    const char *members;  /* groups: the field that lists the members, and the list's second name in formulas */
    unsigned max;         /* most instances per parent; 1 for one and object */
};

struct bo_option {
    const char *value;
    bo_texts label;
};

struct bo_input {
    struct bo_named named;
    const char *entity_id, *key;
    unsigned entity;
    enum bo_kind kind;
    const char *unit_text;
    struct bo_unit unit;
    unsigned scale;
    const char *min, *max; /* as written; NULL when not given */
    const char *fallback;  /* the default, as written; recurring: "0 month" */
    bool required;
    BO_VEC(struct bo_option) options;
    const char *table_id; /* options are the first keys of this table */
    const struct bo_table *table;
    BO_VEC(const char *) pers; /* recurring: allowed periods; empty: all */
    BO_VEC(struct bo_input *) parts; /* a text that is read as parts, in this order; each an input of its own */
    const struct bo_input *part_of;  /* a part: its text; options are its words and "none" */
    unsigned digits;                 /* a part that is a whole number: most digits; 0: words */
    bo_texts question, help, assume;
};

struct bo_param {
    struct bo_named named;
    enum bo_kind kind;
    const char *unit_text, *by;
    struct bo_unit unit;
    unsigned scale;
    BO_VEC(struct bo_value) values; /* in order of from */
    BO_VEC(struct bo_gap) gaps;
    const struct bo_calendar *changes; /* NULL: its law's */
};

struct bo_row {
    const char **field; /* keys, then columns; NULL: not held */
    int line;
};
#define BO_FIELD_ANY "*" /* a key's field: the row is for what no other row's key fits */
struct bo_rows {
    struct bo_dated dated;
    BO_VEC(struct bo_row) rows;
};
enum bo_match { BO_MATCH_CODE, BO_MATCH_FROM, BO_MATCH_UP_TO };
struct bo_key {
    const char *id;
    enum bo_match match; /* the same code; of numbers the greatest from which, or the least up to which, it lies */
    const char *unit_text;
    struct bo_unit unit;
    unsigned scale;
};
struct bo_column {
    const char *id;
    enum bo_kind kind;     /* number, boolean, date, code; BO_FREE_TEXT: for readers only */
    const char *unit_text; /* NULL: the table's */
    struct bo_unit unit;
    int scale; /* below 0: the table's */
};
struct bo_table {
    struct bo_named named;
    const char *unit_text, *by;
    struct bo_unit unit;
    unsigned scale;
    BO_VEC(struct bo_key) keys; /* codes, then numbers */
    BO_VEC(struct bo_column) columns;
    BO_VEC(struct bo_rows) blocks;
    BO_VEC(struct bo_gap) gaps;
    const struct bo_calendar *changes;
};

struct bo_band {
    const char *to; /* NULL in the last */
    const char *rate;
};
struct bo_bands {
    struct bo_dated dated;
    BO_VEC(struct bo_band) bands;
};
struct bo_scale {
    struct bo_named named;
    const char *unit_text, *by;
    struct bo_unit unit;
    BO_VEC(struct bo_bands) versions; /* in order of from */
    BO_VEC(struct bo_gap) gaps;
    const struct bo_calendar *changes;
};

struct bo_let {
    const char *id;
    struct bo_expr expr;
};
struct bo_when {
    struct bo_expr test; /* ast NULL: otherwise */
    struct bo_expr value;
    struct bo_cite cite;
    struct bo_place place;
};
struct bo_body { /* of a rule or function */
    BO_VEC(struct bo_let) lets;
    struct bo_expr expr; /* or */
    bool choose, unique;
    BO_VEC(struct bo_when) whens; /* the one without test, if any, last */
};

struct bo_argument {
    const char *id;
    enum bo_kind kind;
    const char *unit_text;
    struct bo_unit unit;
};
struct bo_function {
    struct bo_named named;
    enum bo_kind kind;
    const char *unit_text;
    struct bo_unit unit;
    int scale; /* BO_SCALE_EXACT or decimals */
    BO_VEC(struct bo_argument) arguments;
    struct bo_body body;
};

enum { BO_SCALE_EXACT = -1 };

struct bo_rule {
    struct bo_named named;
    const char *entity_id;
    unsigned entity;
    enum bo_kind kind;
    const char *unit_text;
    struct bo_unit unit;
    int scale;
    const char *min, *max; /* as written, or NULL */
    const char *initial;   /* for previous(), or NULL */
    const char *back;      /* "P1M" on clocks, or NULL */
    const char *replaces;  /* the rule in whose place it stands in the timeline, or NULL */
    struct bo_place replaces_place;
    bool synthetic;        /* a total or balance made by the loader from the sheet */
    struct bo_body body;
};

enum bo_message_kind { BO_MESSAGE_NOTE, BO_MESSAGE_WARNING, BO_MESSAGE_ERROR /* the case cannot be */ };
struct bo_message {
    struct bo_named named; /* its text is the message */
    const char *entity_id;
    unsigned entity;
    enum bo_message_kind kind;
    const char *field_id;        /* an error: the input that it is about, or NULL */
    const struct bo_input *field; /* resolved by the checker */
    const char *by_id;            /* a note or warning: the rule of the day by which to act, or NULL */
    const struct bo_rule *by;     /* resolved by the checker */
    struct bo_expr test;
};

struct bo_missing { /* <not-calculated> */
    struct bo_named named;
};

struct bo_set_value { /* <set> of an example */
    const char *param_id, *scale_id;
    const char *value;
    BO_VEC(struct bo_band) bands;
    struct bo_place place;
};
struct bo_expect {
    const char *id, *scenario, *of; /* scenario, of: NULL when not given */
    const char *value;
    struct bo_place place;
};
typedef BO_VEC(struct bo_expect) bo_expects;
struct bo_example_period {
    const char *patch; /* JSON text */
    bo_expects expects;
    struct bo_place place;
};
/* Money by date in an example. scenario: NULL the first one. */
struct bo_example_entry {
    const char *scenario, *id, *of;
    const char *amount; /* signed; NULL: an event */
    int64_t date;
    struct bo_place place;
};
struct bo_example_claim { /* of these ids there are no other entries; but: of all ids except these */
    const char *scenario;
    bool but;
    BO_VEC(const char *) ids;
    struct bo_place place;
};
struct bo_example_month {
    const char *scenario, *month; /* "2026-06" */
    const char *income, *costs, *left_over; /* NULL: not told */
    struct bo_place place;
};
struct bo_example_point { /* the lowest balance; the last one */
    const char *scenario, *amount;
    int64_t date;
    struct bo_place place;
};
struct bo_example_timeline {
    unsigned months; /* 0: the example has none */
    const char *what_if; /* as the option --if has it; NULL */
    BO_VEC(struct bo_example_entry) entries;
    BO_VEC(struct bo_example_claim) claims;
    BO_VEC(struct bo_example_month) sums;
    BO_VEC(struct bo_example_point) lowest, ends;
    struct bo_place place;
};
struct bo_example {
    const char *id, *source;
    int64_t on;
    BO_VEC(struct bo_set_value) sets;
    const char *case_text; /* JSON */
    struct bo_place case_place;
    bo_expects expects;
    BO_VEC(struct bo_example_period) periods;
    struct bo_example_timeline told;
    const struct bo_law *law;
    struct bo_place place;
};

struct bo_line {
    const char *value_id;
    bo_texts label, text;
    struct bo_place place;
};
struct bo_group {
    const char *id, *total_id; /* total_id NULL: no total */
    bo_texts label;
    BO_VEC(struct bo_line) lines;
    struct bo_place place;
};
struct bo_measure {
    const char *id, *over_id;
    const char *factor; /* "12/52" or "1" */
    unsigned places;
    bo_texts label;
    struct bo_place place;
};
struct bo_sheet_period {
    const char *id, *factor;
    bo_texts label;
    struct bo_place place;
};
struct bo_help_item { /* help that comes or goes, beside the sheet's money: never in a total */
    const char *value_id; /* a boolean: whether there is a right to it */
    const char *worth_id; /* a number in the currency, or NULL */
    bo_texts label, text;
    struct bo_place place;
};
struct bo_vary { /* which facts of a list's member move in a grid or towards a target */
    const char *hours_id, *wage_id; /* numbers */
    const char *pay_id;             /* a recurring amount in place of both; NULL: there is none */
    const char *gross_id;           /* a value of the sheet: what hours and wage make */
    const char *least_wage_id;      /* a number that the member sees; NULL: there is none */
    const char *who_id;             /* whether an instance that has the list may get a member; NULL: all may */
    BO_VEC(const char *) without;   /* fields of the member that stand against hours and wage: inputs and lists */
    const char *from, *to, *step;   /* hours, as written */
    struct bo_place place;
};
struct bo_sheet {
    const char *entity_id;
    unsigned entity;
    BO_VEC(struct bo_group) groups;
    const char *balance_id, *plus_id, *minus_id;
    bo_texts balance_label;
    struct bo_place balance_place;
    BO_VEC(struct bo_measure) measures;
    BO_VEC(struct bo_sheet_period) periods; /* the one with factor 1 is the sheet's own */
    bo_texts help_label;
    BO_VEC(struct bo_help_item) help;
    struct bo_vary vary; /* hours_id NULL: there is none */
    struct bo_place place;
};

struct bo_timeline_entry {
    const char *id;
    const char *when_id;              /* NULL: whenever the amount is not 0 */
    const char *amount_id, *total_id; /* NULL: an event, which moves no money */
    /* Told first, with the day's amount of this entry (its own id: with none but its own); or NULL. */
    const char *glance_id;
    bo_texts label, text;
    struct bo_place place;
};
struct bo_timeline {
    const char *balance_id; /* the money on the first day */
    const char *back;       /* how long before the case's date the days begin: "P2M" */
    unsigned months;        /* how long, unless asked otherwise */
    BO_VEC(struct bo_timeline_entry) entries;
    struct bo_place place;
};

/* A kind of scenario, or a what-if: facts that are written into a scenario, worked out from arguments. */
struct bo_template_argument {
    const char *id;
    enum bo_kind kind; /* number, boolean, date, code */
    const char *unit_text;
    struct bo_unit unit;
    unsigned scale;
    const char *min, *max;   /* of a number */
    const char *fallback;    /* as written; NULL: there is none */
    const char *fallback_of; /* the rule or input whose value in the scenario stands in; NULL */
    bool required;           /* must be given */
    BO_VEC(struct bo_option) options;
    bo_texts label, question;
    struct bo_place place;
};
enum bo_edit_kind {
    BO_EDIT_SET,  /* a field gets a value */
    BO_EDIT_DROP, /* a field is left out */
    BO_EDIT_IN,   /* edits of an object */
    BO_EDIT_ADD   /* a member more in a list, with these fields */
};
struct bo_edit {
    enum bo_edit_kind kind;
    const char *field;    /* its key in the case */
    const char *per;      /* of a recurring amount; NULL */
    struct bo_expr value; /* of arguments */
    BO_VEC(struct bo_edit) inside;
    struct bo_place place;
};
struct bo_template {
    const char *id;
    bool what_if;          /* varies a scenario; otherwise a scenario of this kind begins with it */
    bool by_date;          /* means something only where days are told */
    const char *entity_id; /* of what is changed */
    unsigned entity;
    const char *who_id;    /* a boolean: which of several is changed first; NULL: any */
    bo_texts label, text;
    bo_cites cites;
    BO_VEC(struct bo_template_argument) arguments;
    BO_VEC(struct bo_edit) edits;
    struct bo_place place;
};

struct bo_law {
    const char *id, *file; /* file: path inside the set */
    bo_texts title;
    const struct bo_calendar *changes; /* of its figures, unless they say otherwise; NULL: it does not say */
};

struct bo_unit_alias { /* <unit id="hour" also="hours"/> */
    const char *name, *id;
};

struct bo_file { /* of the set, for its digest */
    const char *path; /* inside the set */
    const char *sha256;
};

struct bo_set {
    struct bo_arena arena;
    const char *id, *version, *directory, *currency, *lang;
    const char *sha256; /* of the sorted list "SHA256  PATH" of its files */
    int64_t complete_from, complete_until;
    bo_texts title;
    struct bo_intern symbols;              /* units */
    BO_VEC(struct bo_unit_alias) aliases;  /* bo_set_unit knows them */
    BO_VEC(const char *) forms;            /* by symbol: how people write an amount of it, "¤{}"; NULL: the number */
    BO_VEC(bo_texts) each;                 /* by symbol: "an hour", behind an amount for one of it; may have none */
    BO_VEC(struct bo_entity *) entities;   /* 0 is the case */
    BO_VEC(struct bo_law *) laws;
    BO_VEC(struct bo_source *) sources;
    struct bo_intern source_ids;           /* … and their ids, in the same order */
    BO_VEC(struct bo_input *) inputs;
    BO_VEC(struct bo_param *) params;
    BO_VEC(struct bo_table *) tables;
    BO_VEC(struct bo_scale *) scales;
    BO_VEC(struct bo_function *) functions;
    BO_VEC(struct bo_rule *) rules;        /* totals and balance of the sheet too */
    BO_VEC(struct bo_message *) messages;
    BO_VEC(struct bo_missing *) missings;
    BO_VEC(struct bo_example *) examples;
    BO_VEC(struct bo_file) files;          /* sorted by path */
    BO_VEC(struct bo_file) overlays;       /* in the order applied */
    BO_VEC(const char *) published;        /* paths of those files that say where figures are published; not parsed */
    struct bo_sheet sheet;                 /* entity_id NULL: none */
    struct bo_timeline timeline;           /* no entries: none */
    BO_VEC(struct bo_template *) templates; /* kinds of scenarios and what-ifs */
    struct bo_intern names;                /* ids of named elements … */
    BO_VEC(struct bo_named *) by_name;     /* … and the element of each number */
};

/* The element with an id, NULL when there is none. */
const struct bo_named *bo_set_find(const struct bo_set *set, const char *id);
/* A kind of scenario (or a what-if) of this id, NULL when there is none. */
const struct bo_template *bo_set_template(const struct bo_set *set, bool what_if, const char *id);
/* An entry of the set's timeline, NULL when there is none. */
const struct bo_timeline_entry *bo_set_entry(const struct bo_set *set, const char *id);
/* The input that a case's object of an entity has under a key, NULL when there is none. */
const struct bo_input *bo_set_field(const struct bo_set *set, unsigned entity, const char *key);
/* The entity whose objects stand under a key of another's, -1 when there is none. */
int bo_set_inside(const struct bo_set *set, unsigned entity, const char *key);
/* Whether an example says what a rule comes to, or claims that an entry made of it comes on no other day. */
bool bo_example_names(const struct bo_set *set, const struct bo_example *example, const char *rule_id);
/* Whether a claim is about the entries of an id. */
bool bo_claim_holds(const struct bo_example_claim *claim, const char *id);
/* The known id nearest to one that is not known; NULL when none is near. */
const char *bo_set_nearest(const struct bo_set *set, const char *id);
/* A unit as written in the set's files: "CUR/month", also with other names of units. false: see bo_unit_parse. */
bool bo_set_unit(const struct bo_set *set, const char *text, struct bo_unit *unit, const char **unknown,
                 struct bo_arena *arena);
/* The text in the language asked for, else in the set's own, else the first; NULL when there is none. */
const char *bo_text_in(const struct bo_set *set, const bo_texts *texts, const char *lang);
/* What a table's column of numbers has. */
struct bo_unit bo_column_unit(const struct bo_table *table, const struct bo_column *column);
unsigned bo_column_scale(const struct bo_table *table, const struct bo_column *column);
/* Whether amounts of the unit are money: the set's currency stands above the line. */
bool bo_has_currency(const struct bo_set *set, const struct bo_unit *unit);
bool bo_is_money_column(const struct bo_set *set, const struct bo_table *table, const struct bo_column *column);
/* "SI 2013/376 reg 36(1)". */
char *bo_cite_text(struct bo_arena *arena, const struct bo_cite *cite);

#endif
