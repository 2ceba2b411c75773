/* Purpose  a compiled rule set: typed, exact, one node an operation, in an order in which it can be run.
 * Layer    engine.
 * Shapes   a node is a column over the instances of its entity; a population says how many and how they nest.
 * Exact    each number node is a whole numerator over `den`, within [lo, hi] (numerators), both known here.
 * Owns     the program's arena owns all; it borrows the rule set, which must outlive it. Read-only once compiled. */
#ifndef BO_ENGINE_PROGRAM_H
#define BO_ENGINE_PROGRAM_H

#include "base/buf.h"
#include "num/dec.h"
#include "rules/model.h"

enum bo_opcode {
#define OP(name, operands, text) BO_OP_##name,
#include "engine/op.def"
#undef OP
    BO_OP_COUNT
};

#define BO_NONE UINT32_MAX
enum { BO_CASE_DATE = 1 }; /* its column: in a timeline the date moves, and this one does not */

struct bo_node {
    enum bo_opcode op;
    enum bo_kind kind;
    uint16_t entity;
    bool may_fail;    /* can be unknown */
    bool wide;        /* does not fit 63 bits: its column holds bo_wide */
    uint32_t arg[4];  /* operand nodes, BO_NONE where there is none */
    uint32_t aux;     /* column, rule, series, table, entity or rounding mode, as op.def says */
    uint32_t reason;  /* why it can become unknown here (program->reasons), from 1; 0: none of its own */
    bo_wide k;
    int64_t den;      /* > 0; 1 unless kind is BO_NUMBER */
    bo_wide lo, hi;   /* every known value lies in lo … hi */
    struct bo_unit unit;
};

/* Why a value is unknown. */
enum bo_reason_kind {
    BO_NOT_CALCULATED, /* the rules say so: <not-calculated>, a declared gap, a value not held */
    BO_FACT_MISSING,   /* an input is needed that the case does not give */
    BO_CALCULATION     /* an overlap, a division by zero, an impossible date, out of range … */
};
struct bo_reason {
    enum bo_reason_kind kind;
    const char *code;              /* stable */
    const char *text;              /* English; for BO_NOT_CALCULATED the element's own text is in `texts` */
    const bo_texts *texts;         /* or NULL */
    const struct bo_named *named;  /* the input, param, table, rule … concerned, or NULL */
    struct bo_place place;
};

struct bo_gap_days { /* a declared gap */
    int64_t from, until; /* inclusive */
    uint32_t reason;
};

/* A dated series: a param's values over a common denominator (codes: numbers of codes; booleans: 0/1). */
struct bo_series {
    const struct bo_named *named; /* the param, or the scale that a threshold or rate belongs to */
    size_t n;
    int64_t *from, *until;        /* inclusive; until is INT64_MAX where open */
    bo_wide *value;
    const struct bo_dated **dated; /* where each comes from; NULL: set by an example */
    size_t n_gaps;
    struct bo_gap_days *gaps;
    uint32_t reason;              /* anywhere else */
};

/* A table's rows, sorted by level: its codes, the day from which rows hold, its numbers. Some of the rows, those that
 * agree up to a level, are known by the first of them: its place from 1; 0 is none. */
struct bo_lookup_table {
    const struct bo_table *table;
    unsigned n_levels;
    enum bo_match *match;         /* of each level; the day's is BO_MATCH_FROM */
    unsigned n_columns;           /* value columns only */
    uint32_t *column_code;        /* code of each */
    size_t n_rows;
    bo_wide *key;                 /* [row × n_levels + level]; BO_KEY_ANY where it is "*" (codes, up to), else below */
    uint32_t *end;                /* [level × n_rows + row]: behind the rows that agree with it before the level */
    int64_t *until;
    const struct bo_dated **dated;
    bo_wide *value;               /* [row × n_columns + column] */
    bool *held;                   /* the same shape */
    size_t n_gaps;
    struct bo_gap_days *gaps;
    uint32_t reason;
};
#define BO_KEY_ANY ((bo_wide)1 << 126) /* above every value */
/* Fills `end` once the rows stand; whoever makes a table calls it. */
void bo_lookup_index(struct bo_lookup_table *table, struct bo_arena *arena);
/* Those of the rows whose key at the level fits what is wanted, else those for any. */
uint32_t bo_lookup_step(const struct bo_lookup_table *table, unsigned level, uint32_t rows, bo_wide wanted);
/* The value in a row on a day: true and *value, or false and *reason. column: its code, BO_NONE for the only one. */
bool bo_lookup_value(const struct bo_lookup_table *table, uint32_t row, int64_t day, uint32_t column, bo_wide *value,
                     uint32_t *reason);
/* Why there is nothing on a day: the gap that is declared for it, else the general reason. */
uint32_t bo_why_nothing(const struct bo_gap_days *gaps, size_t n, uint32_t otherwise, int64_t day);
/* which (may be NULL): place of the value in the series. */
bool bo_series_on(const struct bo_series *series, int64_t day, bo_wide *value, uint32_t *reason, size_t *which);

/* A column of the population that an input fills. A recurring input has two: amount, then per. */
struct bo_input_column {
    const struct bo_input *input;
    bool is_per;
    uint16_t entity;
    enum bo_kind kind;  /* number, boolean, date, code */
    unsigned scale;     /* numerator over 10^scale */
    bo_wide lo, hi;     /* numerators, days, code numbers */
    bool has_default;
    bo_wide fallback;
    bool is_date;       /* the built-in `date`, or `case_date`; input is NULL */
    bool read;          /* some rule or message reads it */
};

/* What was written, with the node that holds each part's value: for explanations. */
enum bo_term_kind {
    BO_TERM_CONST,  /* literal, also `position`, `is_subject` */
    BO_TERM_NAME,   /* an input, param or rule: named; `source` is its node in its own entity; kid[0]: none */
    BO_TERM_OP,     /* an operator or plain built-in: ast says which; kids are the operands */
    BO_TERM_ROUND,  /* rounding: kid[0] is what is rounded (a quotient has node BO_NONE and is kid[0]/kid[1] of a
                       BO_TERM_OP); mode, places */
    BO_TERM_IF,     /* kids: condition, then, else */
    BO_TERM_CHOOSE, /* kids: test, value, test, value … and last, when n is odd, otherwise; whens: the elements */
    BO_TERM_CALL,   /* a function: named; kids: arguments, last the body */
    BO_TERM_TABLE,  /* named; kids: keys and column */
    BO_TERM_SCALE,  /* named; kids: amount, factor if any; bands: nodes of the scale's limits and rates */
    BO_TERM_ITEMS,  /* over a list: item_entity; kid[0] what is read of each item, kid[1] the condition or absent */
    BO_TERM_LET     /* a <let>'s name: named NULL, text its id; kid[0] what it stands for */
};
struct bo_term {
    enum bo_term_kind kind;
    const struct bo_ast *ast; /* NULL for a choose */
    uint32_t node;            /* its value, BO_NONE for lists and quotients */
    uint32_t source;          /* BO_TERM_NAME: node in its own entity */
    uint16_t entity;          /* in whose view */
    uint16_t item_entity;     /* BO_TERM_ITEMS */
    const struct bo_named *named;
    const char *text;
    const struct bo_when *whens;
    enum bo_rounding mode;
    int places;
    uint32_t n;
    struct bo_term **kid;
    uint32_t n_bands;
    struct { uint32_t limit, rate; } *bands; /* limit: lower limit of the band × factor (BO_NONE: 0); rate */
};

/* A rule's range has to hold figures that stand in a case in place of the rule's own. */
struct bo_widened {
    uint32_t rule;
    bo_wide value; /* over den */
    int64_t den;
};
struct bo_compile_options {
    bool made_only;                  /* values announced or expected do not exist */
    bool by_day;                     /* for a timeline: rules that replace others do */
    const struct bo_set_value *sets; /* an example's own values, for every date */
    size_t n_sets;
    const struct bo_widened *widened;
    size_t n_widened;
};

struct bo_program {
    struct bo_arena arena;
    const struct bo_set *set;
    struct bo_compile_options options; /* with which it was compiled; borrowed lists */
    struct bo_intern codes;
    BO_VEC(struct bo_node) nodes;
    BO_VEC(struct bo_reason) reasons; /* reason r is at[r - 1] */
    BO_VEC(struct bo_series) series;
    BO_VEC(struct bo_lookup_table) tables;
    BO_VEC(struct bo_input_column) columns; /* 0 is the date, BO_CASE_DATE that of the case */
    uint32_t *input_column;     /* by input: its (first) column, BO_NONE for free text */
    uint32_t *rule_node;        /* by rule: its BO_OP_RULE node */
    struct bo_term **rule_term; /* by rule: what its body says */
    uint32_t *param_node;       /* by param: its lookup, BO_NONE when no rule reads it */
    uint32_t *message_node;     /* by message: its test */
    struct bo_term **message_term;
};

/* An empty program, which stands in its own arena; set may be NULL. */
struct bo_program *bo_program_new(const struct bo_set *set);
void bo_program_free(struct bo_program *program); /* NULL is fine */
/* wanted: [node]; to the nodes marked there, those that they hang on, also through previous(…). */
void bo_program_want(const struct bo_program *program, uint8_t *wanted);
/* The program as text: a line a node: number, entity, operation, operands, kind, unit, denominator, range, name. */
void bo_program_print(const struct bo_program *program, struct bo_buf *to);
/* One line of it, without newline. */
void bo_node_print(const struct bo_program *program, uint32_t node, struct bo_buf *to);
/* How many there are; a program without a set (a constant expression) has the case alone. */
size_t bo_program_entities(const struct bo_program *program);
size_t bo_program_rules(const struct bo_program *program);
/* Whether descendant lies inside ancestor (or is it). */
bool bo_entity_within(const struct bo_set *set, unsigned descendant, unsigned ancestor);

#endif
