/* The compiled form of rules, for whoever works on the engine or doubts a formula. */
#include "api/open.h"

#include <string.h>

/* Marks the nodes that a rule's value is made from, up to other rules, whose own lines say more. */
static void mark(const struct bo_program *program, uint32_t rule, bool *wanted)
{
    wanted[rule] = true;
    for (uint32_t at = rule + 1; at-- > 0;) { /* operands stand before what uses them */
        const struct bo_node *node = &program->nodes.at[at];
        bool other_rule = node->op == BO_OP_RULE && at != rule;
        for (size_t i = 0; wanted[at] && !other_rule && i < 4; i++) {
            if (node->arg[i] != BO_NONE) {
                wanted[node->arg[i]] = true;
            }
        }
    }
}

static const char *lines(struct bo_reply *reply, const struct bo_program *program, const struct bo_named *named)
{
    bool *wanted = bo_alloc_array(&reply->arena, program->nodes.n, sizeof *wanted);
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_puts(&text, "");
    if (named != NULL) {
        mark(program, program->rule_node[named->index], wanted);
    }
    for (uint32_t i = 0; i < program->nodes.n; i++) {
        if (named == NULL || wanted[i]) {
            bo_node_print(program, i, &text);
            bo_buf_putc(&text, '\n');
        }
    }
    const char *copy = bo_strndup(&reply->arena, text.at, text.n);
    bo_buf_fini(&text);
    return copy;
}

struct bo_reply *bo_disassemble(const struct bo_options *options, const char *id)
{
    struct bo_reply *reply = bo_reply_new();
    struct bo_asked asked;
    struct bo_rules *rules = NULL;
    const struct bo_named *named = NULL;
    const char *text = NULL;
    enum bo_status status = bo_asked_read(reply, options, 1, &asked);
    status = status == BO_OK ? bo_open_one(reply, &asked, &rules) : status;
    if (status == BO_OK && id != NULL) {
        named = bo_set_find(rules->set, id);
        if (named == NULL || named->element != BO_E_RULE) {
            bo_reply_error(reply, "unknown-name", "there is no rule '%s'%s", id,
                           bo_reply_hint(reply, named == NULL ? bo_set_nearest(rules->set, id) : NULL));
            status = BO_USAGE;
        }
    }
    if (status == BO_OK) {
        text = lines(reply, rules->program, named);
    }
    bo_reply_finish(reply, status, text);
    bo_rules_close(rules);
    return reply;
}
