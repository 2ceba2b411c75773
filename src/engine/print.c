#include "engine/program.h"

#include <inttypes.h>

static const struct {
    const char *text;
    int operands;
} operation[] = {
#define OP(name, operands, text) {text, operands},
#include "engine/op.def"
#undef OP
};

static const char *entity_name(const struct bo_program *program, uint32_t entity)
{
    return program->set != NULL ? program->set->entities.at[entity]->named.id : "case";
}

static void print_operands(const struct bo_program *program, const struct bo_node *node, struct bo_buf *to)
{
    static const char *const rounding[] = {"floor", "ceiling", "up", "down", "half up", "half down", "half even"};
    for (int i = 0; i < operation[node->op].operands; i++) {
        if (node->arg[i] == BO_NONE) {
            bo_buf_puts(to, " -");
        } else {
            bo_buf_printf(to, " %" PRIu32, node->arg[i]);
        }
    }
    switch (node->op) {
    case BO_OP_SUM:
    case BO_OP_LEAST:
    case BO_OP_GREATEST:
    case BO_OP_ANY:
    case BO_OP_EVERY:
        bo_buf_printf(to, " of %s", entity_name(program, node->aux));
        break;
    case BO_OP_DIV:
    case BO_OP_DIVK:
        bo_buf_printf(to, " %s", rounding[node->aux]);
        break;
    default:
        break;
    }
}

/* What the operation reads that is no node: a constant, an input, a rule, a dated value, a table. */
static void print_name(const struct bo_program *program, const struct bo_node *node, struct bo_arena *arena,
                       struct bo_buf *to)
{
    const struct bo_named *named = NULL;
    const char *what = "";
    switch (node->op) {
    case BO_OP_CONST:
        if (node->kind == BO_CODE && (size_t)node->k < program->codes.texts.n) {
            bo_buf_printf(to, "  \"%s\"", program->codes.texts.at[node->k]);
        }
        return;
    case BO_OP_MULK:
    case BO_OP_DIVK:
        bo_buf_printf(to, "  k %s", bo_dec_text(arena, node->k, 1));
        return;
    case BO_OP_INPUT:
    case BO_OP_PROVIDED: {
        const struct bo_input_column *column = &program->columns.at[node->aux];
        bo_buf_printf(to, "  input %s%s", column->input != NULL ? column->input->named.id
                                              : node->aux == 0      ? "date"
                                                                    : "case_date",
                      column->is_per ? ".per" : "");
        return;
    }
    case BO_OP_RULE:
    case BO_OP_STATE:
        what = "rule";
        named = program->set != NULL ? &program->set->rules.at[node->aux]->named : NULL;
        break;
    case BO_OP_LOOKUP:
        what = "dated";
        named = program->series.at[node->aux].named;
        break;
    case BO_OP_STEP:
    case BO_OP_TABLE:
        what = "table";
        named = program->tables.at[node->aux].table != NULL ? &program->tables.at[node->aux].table->named : NULL;
        break;
    default:
        return;
    }
    if (named != NULL) {
        bo_buf_printf(to, "  %s %s", what, named->id);
    } else {
        bo_buf_printf(to, "  %s %" PRIu32, what, node->aux);
    }
}

static void print_node(const struct bo_program *program, uint32_t number, struct bo_arena *arena, struct bo_buf *to)
{
    static const char *const kinds[] = {"number", "boolean", "date", "days", "months", "code"};
    static const struct bo_intern no_symbols;
    const struct bo_node *node = &program->nodes.at[number];
    bo_buf_printf(to, "%" PRIu32 "  %s  %s", number, entity_name(program, node->entity), operation[node->op].text);
    print_operands(program, node, to);
    bo_buf_printf(to, "  %s", kinds[node->kind]);
    if (node->kind == BO_NUMBER) {
        const struct bo_intern *symbols = program->set != NULL ? &program->set->symbols : &no_symbols;
        bo_buf_printf(to, " %s over %" PRId64, node->unit.any ? "0" : bo_unit_text(symbols, &node->unit, arena),
                      node->den);
    }
    bo_buf_printf(to, "  %s to %s", bo_dec_text(arena, node->lo, 1), bo_dec_text(arena, node->hi, 1));
    bo_buf_puts(to, node->wide ? " wide" : "");
    if (node->may_fail) {
        bo_buf_puts(to, "  may fail");
    }
    if (node->reason != 0) {
        bo_buf_printf(to, " (%s)", program->reasons.at[node->reason - 1].code);
    }
    print_name(program, node, arena, to);
}

void bo_node_print(const struct bo_program *program, uint32_t node, struct bo_buf *to)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    print_node(program, node, &arena, to);
    bo_arena_fini(&arena);
}

void bo_program_print(const struct bo_program *program, struct bo_buf *to)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (uint32_t i = 0; i < program->nodes.n; i++) {
        print_node(program, i, &arena, to);
        bo_buf_putc(to, '\n');
    }
    bo_arena_fini(&arena);
}
