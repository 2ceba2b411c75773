#include "scenario/branches.h"
#include "scenario/explain_words.h"

#include <stdlib.h>
#include <string.h>

static const void *key_of(const struct bo_branching *branching)
{
    return branching->whens != NULL ? (const void *)branching->whens : (const void *)branching->ast;
}

/* All places, from the formulas */

static bool is_extreme(const struct bo_ast *ast)
{
    return ast->kind == BO_AST_CALL && ast->n > 1 && (strcmp(ast->text, "min") == 0 || strcmp(ast->text, "max") == 0);
}

static void add(struct bo_branches *branches, struct bo_branching branching)
{
    branching.taken = bo_alloc_array(branches->arena, branching.n, sizeof *branching.taken);
    BO_PUSH(branches->arena, &branches->all, branching);
}

static void find(struct bo_branches *branches, const struct bo_named *named, const struct bo_formula *formula,
                 const struct bo_ast *ast)
{
    if (ast == NULL) {
        return;
    }
    if (ast->kind == BO_AST_IF || is_extreme(ast)) {
        uint32_t n = ast->kind == BO_AST_IF ? 2 : ast->n;
        add(branches, (struct bo_branching){.named = named, .formula = formula, .ast = ast, .n = n});
    }
    for (uint32_t i = 0; i < ast->n; i++) {
        find(branches, named, formula, ast->kid[i]);
    }
}

static void find_in(struct bo_branches *branches, const struct bo_named *named, const struct bo_body *body)
{
    for (size_t i = 0; i < body->lets.n; i++) {
        find(branches, named, &body->lets.at[i].expr.formula, body->lets.at[i].expr.ast);
    }
    find(branches, named, &body->expr.formula, body->expr.ast);
    if (body->choose) {
        add(branches, (struct bo_branching){.named = named, .whens = body->whens.at, .n = (uint32_t)body->whens.n});
    }
    for (size_t i = 0; i < body->whens.n; i++) {
        find(branches, named, &body->whens.at[i].test.formula, body->whens.at[i].test.ast);
        find(branches, named, &body->whens.at[i].value.formula, body->whens.at[i].value.ast);
    }
}

struct keyed {
    const void *key;
    uint32_t at;
};

static int by_key(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct keyed *)a)->key, y = (uintptr_t)((const struct keyed *)b)->key;
    return (x > y) - (x < y);
}

void bo_branches_init(struct bo_branches *branches, struct bo_arena *arena, const struct bo_set *set)
{
    *branches = (struct bo_branches){.arena = arena};
    branches->reached = bo_alloc_array(arena, set->rules.n, sizeof *branches->reached);
    branches->settled = bo_alloc_array(arena, set->rules.n, sizeof *branches->settled);
    branches->settled_at = bo_alloc_array(arena, set->rules.n, sizeof *branches->settled_at);
    branches->n_taken = 1;
    for (size_t i = 0; i < set->rules.n; i++) {
        if (!set->rules.at[i]->synthetic) {
            find_in(branches, &set->rules.at[i]->named, &set->rules.at[i]->body);
        }
    }
    for (size_t i = 0; i < set->functions.n; i++) {
        find_in(branches, &set->functions.at[i]->named, &set->functions.at[i]->body);
    }
    size_t n = branches->all.n;
    struct keyed *keys = bo_alloc_array(arena, n, sizeof *keys);
    branches->sorted = bo_alloc_array(arena, n, sizeof *branches->sorted);
    for (size_t i = 0; i < n; i++) {
        keys[i] = (struct keyed){key_of(&branches->all.at[i]), (uint32_t)i};
    }
    if (n > 0) {
        qsort(keys, n, sizeof *keys, by_key);
    }
    for (size_t i = 0; i < n; i++) {
        branches->sorted[i] = keys[i].at;
    }
}

static struct bo_branching *branching_of(const struct bo_branches *branches, const void *key)
{
    size_t low = 0, high = branches->all.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)key_of(&branches->all.at[branches->sorted[middle]]) < (uintptr_t)key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    struct bo_branching *found = low < branches->all.n ? &branches->all.at[branches->sorted[low]] : NULL;
    return found != NULL && key_of(found) == key ? found : NULL;
}

static void take(struct bo_branches *branches, const void *key, uint32_t way)
{
    struct bo_branching *branching = branching_of(branches, key);
    if (branching != NULL && branching->taken[way]++ == 0) {
        branches->n_taken++;
    }
}

/* Whether every way inside a term has been taken, those in the functions that it calls as well. */
static bool is_settled(const struct bo_branches *branches, const struct bo_term *term)
{
    if (term == NULL) {
        return true;
    }
    const void *key = term->kind == BO_TERM_CHOOSE ? (const void *)term->whens : (const void *)term->ast;
    const struct bo_branching *branching = key != NULL ? branching_of(branches, key) : NULL;
    bool settled = true;
    for (uint32_t way = 0; branching != NULL && way < branching->n; way++) {
        settled &= branching->taken[way] > 0;
    }
    for (uint32_t i = 0; i < term->n && settled; i++) {
        settled = is_settled(branches, term->kid[i]);
    }
    return settled;
}

static bool passes_over(struct bo_branches *branches, size_t rule, const struct bo_term *term)
{
    if (branches->once && !branches->settled[rule] && branches->settled_at[rule] != branches->n_taken) {
        branches->settled_at[rule] = branches->n_taken;
        branches->settled[rule] = is_settled(branches, term);
    }
    return branches->settled[rule];
}

/* The ways taken, from the terms */

struct walk {
    struct bo_branches *branches;
    struct bo_reader reader;
};

static void follow(struct walk *w, struct bo_seat from, const struct bo_term *term);

/* True and *value where it is known. */
static bool value_of(const struct walk *w, struct bo_seat seat, const struct bo_term *term, bo_wide *value)
{
    return term != NULL && term->node != BO_NONE && bo_seat_value(&w->reader, seat, term->node, value) == 0;
}

static void follow_if(struct walk *w, struct bo_seat seat, const struct bo_term *term)
{
    bo_wide test;
    follow(w, seat, term->kid[0]);
    if (value_of(w, seat, term->kid[0], &test)) {
        uint32_t way = test == 0;
        take(w->branches, term->ast, way);
        follow(w, seat, term->kid[1 + way]);
    }
}

static void follow_choice(struct walk *w, struct bo_seat seat, const struct bo_term *term)
{
    bo_wide test;
    uint32_t way = 0;
    for (; 2 * way + 1 < term->n; way++) {
        follow(w, seat, term->kid[2 * way]);
        if (!value_of(w, seat, term->kid[2 * way], &test)) {
            return;
        }
        if (test != 0) {
            break;
        }
    }
    uint32_t value = 2 * way + (2 * way + 1 < term->n);
    if (value < term->n) {
        take(w->branches, term->whens, way);
        follow(w, seat, term->kid[value]);
    }
}

/* The arguments of a min or max: the one that alone has the result. */
static void follow_extreme(struct walk *w, struct bo_seat seat, const struct bo_term *term)
{
    const struct bo_node *nodes = w->reader.results->program->nodes.at;
    bo_wide result, value;
    uint32_t way = 0, equal = 0;
    if (!value_of(w, seat, term, &result)) {
        return;
    }
    for (uint32_t i = 0; i < term->n; i++) {
        if (!value_of(w, seat, term->kid[i], &value)) {
            return;
        }
        if (value * nodes[term->node].den == result * nodes[term->kid[i]->node].den) {
            way = i;
            equal++;
        }
    }
    if (equal == 1) {
        take(w->branches, term->ast, way);
    }
}

static void follow_logic(struct walk *w, struct bo_seat seat, const struct bo_term *term)
{
    bo_wide decides = term->ast->op == BO_OR, value;
    for (uint32_t i = 0; i < term->n; i++) {
        follow(w, seat, term->kid[i]);
        if (value_of(w, seat, term->kid[i], &value) && value == decides) {
            return;
        }
    }
}

static void follow(struct walk *w, struct bo_seat from, const struct bo_term *term)
{
    if (term == NULL) {
        return;
    }
    struct bo_seat seat = bo_seat_of(&w->reader, from, term->entity), *items;
    switch (term->kind) {
    case BO_TERM_IF:
        follow_if(w, seat, term);
        return;
    case BO_TERM_CHOOSE:
        follow_choice(w, seat, term);
        return;
    case BO_TERM_ITEMS: {
        size_t n = bo_term_items(&w->reader, seat, term, &items);
        for (size_t i = 0; i < n; i++) {
            for (uint32_t k = 0; k < term->n; k++) {
                follow(w, items[i], term->kid[k]);
            }
        }
        return;
    }
    case BO_TERM_OP:
        if (term->ast != NULL && term->ast->kind == BO_AST_BINARY &&
            (term->ast->op == BO_AND || term->ast->op == BO_OR)) {
            follow_logic(w, seat, term);
            return;
        }
        if (term->ast != NULL && is_extreme(term->ast)) {
            follow_extreme(w, seat, term);
        }
        break;
    default:
        break;
    }
    for (uint32_t i = 0; i < term->n; i++) {
        follow(w, seat, term->kid[i]);
    }
}

void bo_branches_note(struct bo_branches *branches, const struct bo_consulted *consulted)
{
    const struct bo_program *program = consulted->results->program;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    struct walk w = {.branches = branches,
                     .reader = {.arena = &scratch, .kase = consulted->kase, .results = consulted->results}};
    for (size_t i = 0; i < program->set->rules.n; i++) {
        const struct bo_rule *rule = program->set->rules.at[i];
        const uint8_t *seen = consulted->seen[program->rule_node[i]];
        for (size_t k = 0; seen != NULL && k < consulted->kase->population.n[rule->entity]; k++) {
            if (seen[k] && bo_given_find(&consulted->kase->population, (uint32_t)i, k) == SIZE_MAX) {
                branches->reached[i] = true;
                if (passes_over(branches, i, program->rule_term[i])) {
                    break;
                }
                follow(&w, (struct bo_seat){rule->entity, k}, program->rule_term[i]);
            }
        }
    }
    bo_arena_fini(&scratch);
}

/* In words */

struct bo_place bo_branch_place(const struct bo_branching *branching, uint32_t way)
{
    if (branching->whens != NULL) {
        return branching->whens[way].place;
    }
    const struct bo_ast *ast = branching->ast, *part = ast->kid[way + (ast->kind == BO_AST_IF)];
    return bo_formula_place(branching->formula, part->start);
}

const char *bo_branch_words(struct bo_arena *arena, const struct bo_branching *branching, uint32_t way)
{
    const struct bo_ast *ast = branching->ast;
    if (branching->whens != NULL) {
        const struct bo_ast *test = branching->whens[way].test.ast;
        return test != NULL ? bo_printf(arena, "when %s", bo_ast_text(arena, test)) : "otherwise";
    }
    if (ast->kind == BO_AST_IF) {
        return bo_printf(arena, "%s %s", way == 0 ? "then" : "else", bo_ast_text(arena, ast->kid[1 + way]));
    }
    return bo_printf(arena, "%s %s", ast->text, bo_ast_text(arena, ast->kid[way]));
}
