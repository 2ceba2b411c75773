/* "rules eval": a constant expression, compiled and run like any rule, and its value as text. */
#include "base/buf.h"
#include "engine/formula.h"
#include "engine/population.h"

#include <string.h>

struct evaluation {
    struct bo_arena *arena;
    struct bo_compiler c;
    struct bo_results results;
    struct bo_diags diags;
    bool failed;
};

static void write_value(struct evaluation *e, struct bo_buf *to, const struct bo_node *node, bo_wide value)
{
    switch (node->kind) {
    case BO_NUMBER:
        bo_buf_puts(to, bo_dec_text(e->arena, value, node->den));
        break;
    case BO_BOOLEAN:
        bo_buf_puts(to, value != 0 ? "true" : "false");
        break;
    case BO_DATE:
        bo_buf_puts(to, bo_date_text(e->arena, (int64_t)value));
        break;
    case BO_DAYS:
    case BO_MONTHS:
        bo_buf_puts(to, bo_duration_text(e->arena, node->kind == BO_MONTHS, (int64_t)value));
        break;
    default: {
        struct bo_ast text = {.kind = BO_AST_STRING, .text = e->c.program->codes.texts.at[value]};
        bo_buf_puts(to, bo_ast_text(e->arena, &text));
    }
    }
}

/* "error: LINE:COLUMN: text [code]", in place of what was written. */
static void write_error(struct evaluation *e, struct bo_buf *to, struct bo_place place, const char *text,
                        const char *code)
{
    to->n = 0;
    bo_buf_printf(to, "error: %d:%d: %s [%s]", place.line, place.column, text, code);
    e->failed = true;
}

/* The value of a node; false (and "error: …") when it has none. */
static bool known(struct evaluation *e, uint32_t node, bo_wide *value, struct bo_buf *to)
{
    uint32_t reason = bo_result(&e->results, node, 0, value);
    if (reason != 0 && !e->failed) {
        const struct bo_reason *why = &e->c.program->reasons.at[reason - 1];
        write_error(e, to, why->place, why->text, why->code);
    }
    return reason == 0;
}

static void write_val(struct evaluation *e, struct bo_buf *to, const struct bo_val *val)
{
    bo_wide value;
    if (val->shape == BO_S_LIST) {
        bo_buf_putc(to, '[');
        bool first = true;
        for (uint32_t i = 0; i < val->n && !e->failed; i++) {
            if (val->present[i] != BO_NONE && (!known(e, val->present[i], &value, to) || value == 0)) {
                continue;
            }
            bo_buf_puts(to, first ? "" : ", ");
            first = false;
            write_val(e, to, &val->list[i]);
        }
        if (!e->failed) {
            bo_buf_putc(to, ']');
        }
    } else if (known(e, val->node, &value, to)) {
        write_value(e, to, bo_at(&e->c.b, val->node), value);
    }
}

/* Lists have single values or lists in them; nothing else can be written. */
static bool writable(struct evaluation *e, const struct bo_view *view, const struct bo_ast *ast, struct bo_val *val)
{
    if (val->shape == BO_S_LIST) {
        bool good = true;
        for (uint32_t i = 0; i < val->n && good; i++) {
            good = writable(e, view, ast, &val->list[i]);
        }
        return good;
    }
    uint32_t node = bo_scalar(view, ast, val, "the result");
    *val = node != BO_FAILED ? bo_one(view, node, val->term) : bo_wrong();
    return node != BO_FAILED;
}

static bool run_both(struct evaluation *e, struct bo_population *population, struct bo_results *lanes)
{
    size_t one = 1, instance;
    uint32_t node;
    bo_population_init(population, e->c.program, &one);
    bo_population_link(population);
    return bo_lanes_run(population, lanes) == BO_OK && bo_reference_run(population, &e->results, &e->diags) == BO_OK &&
           bo_results_equal(lanes, &e->results, &node, &instance);
}

enum bo_status bo_eval_text(struct bo_arena *arena, const char *expression, char **text)
{
    struct evaluation e = {.arena = arena};
    struct bo_compile_options options = {0};
    struct bo_formula formula = {.text = expression, .n = strlen(expression), .at = {.line = 1, .column = 1}};
    struct bo_population population = {0};
    struct bo_results lanes = {0};
    struct bo_buf out;
    enum bo_status status = BO_OK;
    bo_buf_init(&out);
    bo_diags_init(&e.diags, arena);
    e.c.program = bo_program_new(NULL);
    e.c.options = &options;
    bo_build_init(&e.c.b, e.c.program, &e.diags);
    struct bo_view view = {.c = &e.c, .formula = &formula};
    struct bo_ast *ast = bo_parse(&e.c.program->arena, &formula, &e.diags);
    struct bo_val val = ast != NULL ? bo_formula(&view, ast) : bo_wrong();
    if (val.shape == BO_S_WRONG || !writable(&e, &view, ast, &val) || e.diags.errors > 0) {
        const struct bo_diag *first = &e.diags.list.at[0];
        write_error(&e, &out, first->place, first->text, first->code);
        status = BO_NO;
    } else {
        if (run_both(&e, &population, &lanes)) {
            write_val(&e, &out, &val);
            status = e.failed ? BO_NO : BO_OK;
        } else {
            bo_buf_puts(&out, "error: the two evaluators do not agree [internal]");
            status = BO_INTERNAL;
        }
        bo_results_fini(&lanes);
        bo_results_fini(&e.results);
        bo_population_fini(&population);
    }
    *text = bo_strndup(arena, out.n > 0 ? out.at : "", out.n);
    bo_buf_fini(&out);
    bo_build_fini(&e.c.b);
    bo_program_free(e.c.program);
    return status;
}
