#include "api/uses.h"

#include <string.h>

struct finding {
    struct bo_arena *arena;
    const struct bo_set *set;
    const struct bo_body *body;         /* whose names for parts are known; may be NULL */
    const struct bo_function *function; /* and whose arguments; may be NULL */
    bo_uses found;
};

static void add(struct finding *f, const struct bo_named *named)
{
    for (size_t i = 0; i < f->found.n; i++) {
        if (f->found.at[i] == named) {
            return;
        }
    }
    BO_PUSH(f->arena, &f->found, named);
}

static void add_id(struct finding *f, const char *id)
{
    const struct bo_named *named = id != NULL ? bo_set_find(f->set, id) : NULL;
    if (named != NULL && named->element != BO_E_ENTITY) {
        add(f, named);
    }
}

/* Whether a name stands for a value, not for instances of an entity. */
static bool names_value(const struct finding *f, const char *name)
{
    const struct bo_named *named = bo_set_find(f->set, name);
    if (named != NULL) {
        return named->element != BO_E_ENTITY;
    }
    bool value = strcmp(name, "date") == 0 || strcmp(name, "case_date") == 0;
    for (size_t i = 0; f->body != NULL && i < f->body->lets.n; i++) {
        value |= strcmp(f->body->lets.at[i].id, name) == 0;
    }
    for (size_t i = 0; f->function != NULL && i < f->function->arguments.n; i++) {
        value |= strcmp(f->function->arguments.at[i].id, name) == 0;
    }
    return value;
}

/* x.year and x.amount are parts of a value; members.pay is what each of them has. */
static bool is_part(const struct finding *f, const struct bo_ast *base)
{
    switch (base->kind) {
    case BO_AST_NAME:
    case BO_AST_PATH:
        return names_value(f, base->text);
    case BO_AST_FILTER:
        return is_part(f, base->kid[0]);
    default:
        return true;
    }
}

static void walk(struct finding *f, const struct bo_ast *ast)
{
    if (ast->kind == BO_AST_NAME || ast->kind == BO_AST_CALL ||
        (ast->kind == BO_AST_PATH && !is_part(f, ast->kid[0]))) {
        add_id(f, ast->text);
    }
    if (ast->kind == BO_AST_CALL && strcmp(ast->text, "not calculated") == 0 && ast->n > 0) {
        add_id(f, ast->kid[0]->text);
    }
    for (uint32_t i = 0; i < ast->n; i++) {
        walk(f, ast->kid[i]);
    }
}

static void walk_expr(struct finding *f, const struct bo_expr *expr)
{
    if (expr->ast != NULL) {
        walk(f, expr->ast);
    }
}

static void walk_body(struct finding *f, const struct bo_body *body)
{
    f->body = body;
    for (size_t i = 0; i < body->lets.n; i++) {
        walk_expr(f, &body->lets.at[i].expr);
    }
    walk_expr(f, &body->expr);
    for (size_t i = 0; i < body->whens.n; i++) {
        walk_expr(f, &body->whens.at[i].test);
        walk_expr(f, &body->whens.at[i].value);
    }
}

bo_uses bo_uses_of(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named)
{
    struct finding f = {.arena = arena, .set = set};
    switch (named->element) {
    case BO_E_INPUT:
        add_id(&f, ((const struct bo_input *)named)->table_id);
        break;
    case BO_E_PARAM:
        add_id(&f, ((const struct bo_param *)named)->by);
        break;
    case BO_E_TABLE:
        add_id(&f, ((const struct bo_table *)named)->by);
        break;
    case BO_E_SCALE:
        add_id(&f, ((const struct bo_scale *)named)->by);
        break;
    case BO_E_FUNCTION:
        f.function = (const struct bo_function *)named;
        walk_body(&f, &f.function->body);
        break;
    case BO_E_RULE:
        walk_body(&f, &((const struct bo_rule *)named)->body);
        break;
    case BO_E_MESSAGE:
        walk_expr(&f, &((const struct bo_message *)named)->test);
        break;
    default:
        break;
    }
    return f.found;
}

bo_uses bo_users_of(struct bo_arena *arena, const struct bo_set *set, const struct bo_named *named)
{
    bo_uses users = {0};
    for (size_t i = 0; i < set->by_name.n; i++) {
        bo_uses read = bo_uses_of(arena, set, set->by_name.at[i]);
        for (size_t r = 0; r < read.n; r++) {
            if (read.at[r] == named) {
                BO_PUSH(arena, &users, set->by_name.at[i]);
            }
        }
    }
    return users;
}
