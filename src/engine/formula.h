/* Purpose  a formula's syntax tree to nodes and terms, in the view of one entity.
 * Layer    engine (inside). */
#ifndef BO_ENGINE_FORMULA_H
#define BO_ENGINE_FORMULA_H

#include "engine/build.h"
#include "engine/compile.h"

enum bo_shape {
    BO_S_WRONG,     /* an error has been told */
    BO_S_ONE,       /* node */
    BO_S_NEVER,     /* not calculated(…): fits every type; reason */
    BO_S_LIST,      /* list: elements and, where present[i] is not BO_NONE, whether each is there */
    BO_S_RANGE,     /* node … node2 */
    BO_S_OVER,      /* node / node2, to be rounded at once */
    BO_S_ITEMS,     /* instances of `entity` inside each instance of `outer`, where mask; node: what is read of each */
    BO_S_RECURRING, /* node the amount, node2 the period */
    BO_S_INSTANCE   /* an instance itself: of a list (`p`, `item`) or a containing one (`household`) */
};

struct bo_val {
    enum bo_shape shape;
    uint32_t node, node2, mask, reason;
    unsigned entity, outer;
    uint32_t n;
    struct bo_val *list;
    uint32_t *present;
    bool open_low, open_high;
    struct bo_term *term, *mask_term;
};

struct bo_binding {
    const struct bo_binding *next;
    const char *name;
    struct bo_val val;
    bool is_let;
};

struct bo_compiler {
    struct bo_builder b;
    struct bo_program *program;
    const struct bo_set *set; /* NULL for constant expressions */
    const struct bo_compile_options *options;
    uint8_t *rule_state;  /* 0 not begun, 1 under way, 2 done */
    uint32_t *replaced_by; /* by rule: the one that stands in its place, BO_NONE: itself */
    uint32_t *ordinary;   /* by replaced rule: its own node, which only the replacing one reads */
    uint32_t *rule_stack; /* rules under way, for the message about a circle */
    size_t rule_depth;
    unsigned call_depth;
    size_t steps;                     /* formulas read so far, those of lists and functions each time */
    uint32_t *input_reason;           /* by column: why it is missing, 0 until used */
    uint32_t *table_of;               /* by table: its place in program->tables, BO_NONE until it is read */
    struct bo_scale_parts **scale_of; /* by scale: its series, NULL until it is read */
    uint32_t *missing_reason;         /* by <not-calculated>: its reason, 0 until used */
};

enum { BO_STEPS_MAX = 1000000 }; /* a rule set needs a few ten thousand */

struct bo_view { /* where a formula stands */
    struct bo_compiler *c;
    const struct bo_formula *formula;
    unsigned entity;
    const struct bo_binding *bindings;
};

struct bo_val bo_formula(const struct bo_view *view, const struct bo_ast *ast);
/* A single value: its node, BO_FAILED after a message. what: for the message ("+", "a condition"). */
uint32_t bo_scalar(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *val, const char *what);
/* The same of a formula, which is read into *val. */
uint32_t bo_single(const struct bo_view *view, const struct bo_ast *ast, struct bo_val *val, const char *what);
struct bo_val bo_constant(const struct bo_view *view, const struct bo_ast *ast,
                          uint32_t node);       /* with a term of its own */
const char *bo_shape_name(enum bo_shape shape); /* for messages */
struct bo_val bo_list(const struct bo_view *view, const struct bo_ast *ast);
struct bo_val bo_new_list(const struct bo_view *view, uint32_t n); /* all there; the elements are the caller's */
struct bo_val bo_filter(const struct bo_view *view, const struct bo_ast *ast);
struct bo_val bo_loop(const struct bo_view *view, const struct bo_ast *ast); /* for, some, every */
struct bo_val bo_call(const struct bo_view *view, const struct bo_ast *ast);
struct bo_val bo_body(struct bo_compiler *c, unsigned entity, const struct bo_binding *bindings,
                      const struct bo_body *body, const struct bo_named *named);
/* Brings a value to what a rule or function states: kind, unit, scale. The node, or BO_FAILED after a message. */
uint32_t bo_as_stated(struct bo_compiler *c, unsigned entity, const struct bo_val *val, enum bo_kind kind,
                      struct bo_unit unit, int scale, const struct bo_named *named);

/* Whether a node is of a kind; a message when it is of another, none for BO_FAILED. */
bool bo_expect_kind(const struct bo_view *view, const struct bo_ast *ast, uint32_t node, enum bo_kind kind);

/* Dates and durations (dates.c). */
struct bo_val bo_date_part(const struct bo_view *view, const struct bo_ast *ast, struct bo_val base);
/* + or - (ast->op) where a date takes part; BO_NONE where it is none of a date's sums. */
uint32_t bo_date_sum(const struct bo_view *view, const struct bo_ast *ast, uint32_t x, uint32_t y);
struct bo_val bo_date_made(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *const *arg);
struct bo_val bo_duration_made(const struct bo_view *view, const struct bo_ast *ast, const struct bo_ast *arg);
uint32_t bo_months_apart(const struct bo_view *view, uint32_t from, uint32_t to);
uint32_t bo_date_name(const struct bo_view *view, uint32_t date, bool weekday); /* "Tuesday", otherwise "September" */

struct bo_val bo_wrong(void);
struct bo_val bo_one(const struct bo_view *view, uint32_t node, struct bo_term *term);
struct bo_term *bo_term(const struct bo_view *view, enum bo_term_kind kind, const struct bo_ast *ast, uint32_t node,
                        uint32_t n, struct bo_term *const *kids);
void bo_formula_error(const struct bo_view *view, const struct bo_ast *ast, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void bo_at_ast(const struct bo_view *view, const struct bo_ast *ast); /* where the builder's messages are placed */
/* Any two values as an equality: lists element by element. */
uint32_t bo_equal(const struct bo_view *view, const struct bo_ast *ast, const struct bo_val *x, const struct bo_val *y);

/* Named elements as values in a view (compile.c, dated.c). */
struct bo_val bo_named_value(const struct bo_view *view, const struct bo_ast *ast, const struct bo_named *named,
                             unsigned from_entity);
uint32_t bo_clock_node(struct bo_compiler *c, const char *by); /* the date that selects values, in its own entity */
uint32_t bo_rule_node(struct bo_compiler *c, uint32_t rule);
struct bo_val bo_table_call(const struct bo_view *view, const struct bo_ast *ast, const struct bo_table *table);
struct bo_val bo_scale_call(const struct bo_view *view, const struct bo_ast *ast, const struct bo_scale *scale);
uint32_t bo_param_node(struct bo_compiler *c, uint32_t param);
uint32_t bo_missing_reason(struct bo_compiler *c, const struct bo_missing *missing);

#endif
