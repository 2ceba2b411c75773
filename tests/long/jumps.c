/* Where a penny more of pay a month moves what is left over by more than a pound, and which rule makes it.
 *
 * Usage: jumps [-a] RULES-FOLDER HOUSEHOLD.json...
 * Each household is taken in its first after-scenario, with the first job named there paid so much a month; the pay
 * goes from nothing to 3,000.00. All cases of a stretch run through the lanes at once. With -a every penny is gone
 * through; without, points 64 pence apart, the halves of whatever stretch moves the figure by more than pay can, and
 * every penny around the jumps that this finds: one is missed only where another within 64 pence undoes it for good.
 * Prints Markdown. A jump that no rule explains is an error: status 1. */
#include "base/buf.h"
#include "engine/compile.h"
#include "rules/load.h"
#include "scenario/branches.h"
#include "scenario/run.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_PAY = 300000, /* pence, as all amounts here */
    CHUNK = 64,        /* cases at once: what fits the cache is fastest */
    STRIDE = 64,
    NEAR = 2 * STRIDE,
    JUMP = 100
};

struct jump {
    int64_t at;                /* pay in pence before */
    bo_wide change;            /* pence */
    const char *lines, *rules; /* what moves, and why */
};
struct scan {
    struct bo_arena arena;
    const struct bo_set *set;
    const struct bo_program *program;
    struct bo_case *kase;
    struct bo_population chunk; /* the case CHUNK times over */
    uint32_t column, balance;   /* of the pay; node of what is left over */
    size_t job, unit;           /* instances */
    int64_t looked_until;       /* every penny up to here was gone through, as far as it was suspect */
    BO_VEC(struct jump) jumps;
    size_t unexplained;
};

static void stop(const char *what)
{
    fprintf(stderr, "jumps: %s\n", what);
    exit(2);
}

static void stop_with(struct bo_arena *arena, const struct bo_diags *diags)
{
    stop(diags->list.n > 0 ? bo_diag_line(arena, &diags->list.at[0]) : "failed");
}

/* The household as one case: its first after-scenario, with the pay as an amount a month */

static const char *pay_patch(struct bo_arena *arena, json_t *after)
{
    json_t *people = json_object_get(after, "people"), *person, *job;
    const char *name;
    json_object_del(after, "id");
    json_object_del(after, "label");
    json_object_foreach(people, name, person) {
        json_t *jobs = json_object_get(person, "jobs");
        if (json_array_size(jobs) == 0) {
            continue;
        }
        job = json_array_get(jobs, 0);
        json_object_del(job, "hourly_wage");
        json_object_set_new(job, "pay", json_pack("{s:s, s:s}", "amount", "0.01", "per", "month"));
        json_object_set_new(after, "before", json_null());
        json_object_set_new(after, "after", json_null());
        char *dump = json_dumps(after, JSON_COMPACT);
        const char *patch = bo_printf(arena, "%s\n%s", name, dump);
        free(dump);
        return patch;
    }
    stop("the first scenario after has no job");
    return NULL;
}

static void open_case(struct scan *s, const char *path)
{
    struct bo_diags diags;
    char *text;
    size_t n;
    bo_diags_init(&diags, &s->arena);
    if (bo_read_file(&s->arena, path, BO_CASE_BYTES_MAX, &text, &n, &diags) != BO_OK) {
        stop_with(&s->arena, &diags);
    }
    json_t *json = json_loadb(text, n, 0, NULL);
    const char *patch = pay_patch(&s->arena, json_array_get(json_object_get(json, "after"), 0));
    json_decref(json);
    size_t name = strcspn(patch, "\n");
    const char *who = bo_printf(&s->arena, "%.*s/jobs/0", (int)name, patch);
    text = bo_case_patch(&s->arena, text, patch + name + 1, path, &diags);
    if (text == NULL || bo_case_read(s->program, path, text, strlen(text), BO_DATE_NONE, &s->kase, &diags) != BO_OK) {
        stop_with(&s->arena, &diags);
    }
    const struct bo_named *pay = bo_set_find(s->set, "pay"), *balance = bo_set_find(s->set, s->set->sheet.balance_id);
    unsigned jobs = ((const struct bo_input *)pay)->entity;
    while (s->job < s->kase->population.n[jobs] && strcmp(s->kase->name[jobs][s->job], who) != 0) {
        s->job++;
    }
    s->column = s->program->input_column[pay->index];
    s->balance = s->program->rule_node[balance->index];
    s->unit = s->kase->scenario[0].subject;
    if (s->job == s->kase->population.n[jobs] || s->kase->population.program != s->program) {
        stop("the job is not in the case");
    }
    bo_population_repeat(&s->chunk, &s->kase->population, CHUNK);
}

/* Points */

/* What is left over at each of CHUNK points or fewer, in pence. */
static void run(struct scan *s, const int64_t *at, size_t n, bo_wide *values)
{
    struct bo_results results;
    size_t jobs = s->kase->population.n[s->program->columns.at[s->column].entity];
    size_t units = s->kase->population.n[s->program->nodes.at[s->balance].entity];
    for (size_t i = 0; i < CHUNK; i++) {
        s->chunk.value[s->column][i * jobs + s->job] = at[i < n ? i : n - 1];
    }
    if (bo_lanes_run(&s->chunk, &results) != BO_OK) {
        stop("the lanes do not run");
    }
    for (size_t i = 0; i < n; i++) {
        if (bo_result(&results, s->balance, i * units + s->unit, &values[i]) != 0) {
            stop("what is left over is not known");
        }
        values[i] = values[i] * 100 / s->program->nodes.at[s->balance].den;
    }
    bo_results_fini(&results);
}

static void explain(struct scan *s, int64_t at, bo_wide change);

static bool is_jump(bo_wide change)
{
    return change > JUMP || change < -JUMP;
}

/* Every penny of a stretch. */
static void scan_pennies(struct scan *s, int64_t from, int64_t to)
{
    int64_t at[CHUNK];
    bo_wide values[CHUNK], last = 0;
    for (int64_t begin = from; begin <= to; begin += CHUNK) {
        size_t n = 0;
        for (; n < CHUNK && begin + (int64_t)n <= to; n++) {
            at[n] = begin + (int64_t)n;
        }
        run(s, at, n, values);
        for (size_t i = 0; i < n; i++) {
            if (at[i] > from && is_jump(values[i] - last)) {
                explain(s, at[i] - 1, values[i] - last);
            }
            last = values[i];
        }
    }
}

/* Around a jump that the sample found: rounding steps nearby can undo it and let it come again. */
static void look_around(struct scan *s, int64_t at)
{
    int64_t from = at > NEAR ? at - NEAR : 0, to = at + NEAR < MOST_PAY ? at + NEAR : MOST_PAY;
    if (to > s->looked_until) {
        scan_pennies(s, from > s->looked_until ? from : s->looked_until, to);
        s->looked_until = to;
    }
}

/* Between two points of the sample pay alone moves the figure by no more than itself, and down by little. */
static bool is_suspect(int64_t width, bo_wide change)
{
    enum { SLACK = 20 };
    return width > 1 ? change < -SLACK - width / 4 || change > SLACK + width : is_jump(change);
}

static void look_between(struct scan *s, int64_t from, bo_wide before, int64_t to, bo_wide after)
{
    if (!is_suspect(to - from, after - before)) {
        return;
    }
    if (to <= s->looked_until) {
        return;
    }
    if (to - from == 1) {
        look_around(s, from);
        return;
    }
    int64_t middle = from + (to - from) / 2;
    bo_wide value;
    run(s, &middle, 1, &value);
    look_between(s, from, before, middle, value);
    look_between(s, middle, value, to, after);
}

static void scan_sample(struct scan *s)
{
    int64_t at[CHUNK];
    bo_wide values[CHUNK], before = 0;
    for (int64_t from = 0; from <= MOST_PAY; from += CHUNK * STRIDE) {
        size_t n = 0;
        for (; n < CHUNK && from + (int64_t)n * STRIDE <= MOST_PAY; n++) {
            at[n] = from + (int64_t)n * STRIDE;
        }
        run(s, at, n, values);
        for (size_t i = 0; i < n; i++) {
            if (at[i] > 0) {
                look_between(s, at[i] - STRIDE, before, at[i], values[i]);
            }
            before = values[i];
        }
    }
}

/* Reasons */

/* Both sides of a jump: the case's values, what the figure hangs on, and the ways that its rules took. */
struct side {
    struct bo_results results;
    struct bo_consulted consulted;
    struct bo_branches branches;
};

static void look(struct scan *s, int64_t at, struct side *side)
{
    s->kase->population.value[s->column][s->job] = at;
    if (bo_lanes_run(&s->kase->population, &side->results) != BO_OK) {
        stop("the lanes do not run");
    }
    bo_consult_init(&side->consulted, s->kase, &side->results);
    bo_consult(&side->consulted, s->balance, s->unit);
    bo_branches_init(&side->branches, &side->consulted.arena, s->set);
    bo_branches_note(&side->branches, &side->consulted);
}

static void end_look(struct side *side)
{
    bo_consult_fini(&side->consulted);
    bo_results_fini(&side->results);
}

static bool differs(const struct side *a, const struct side *b, uint32_t node)
{
    const struct bo_node *of = &a->results.program->nodes.at[node];
    for (size_t i = 0; i < a->results.population->n[of->entity]; i++) {
        bo_wide x = 0, y = 0;
        if (bo_result(&a->results, node, i, &x) != bo_result(&b->results, node, i, &y) || x != y) {
            return true;
        }
    }
    return false;
}

/* A table's other row, or a rounding to whole numbers or coarser, inside the formula of a rule. */
static const char *step_in(const struct side *a, const struct side *b, const struct bo_term *term)
{
    if (term == NULL) {
        return NULL;
    }
    const struct bo_node *nodes = a->results.program->nodes.at;
    if (term->node != BO_NONE && differs(a, b, term->node)) {
        const struct bo_node *node = &nodes[term->node];
        if (term->kind == BO_TERM_ROUND && term->places <= 0) {
            return "rounded to whole numbers";
        }
        if (term->kind == BO_TERM_OP && term->ast != NULL && term->ast->kind == BO_AST_CALL &&
            (strcmp(term->ast->text, "floor") == 0 || strcmp(term->ast->text, "ceiling") == 0)) {
            return "rounded to whole numbers";
        }
        if (term->kind == BO_TERM_TABLE && node->op == BO_OP_TABLE && differs(a, b, node->arg[0])) {
            return "another row of the table";
        }
    }
    for (uint32_t i = 0; i < term->n; i++) {
        const char *found = step_in(a, b, term->kid[i]);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

static uint64_t times(const struct bo_branching *branching)
{
    uint64_t all = 0;
    for (uint32_t way = 0; way < branching->n; way++) {
        all += branching->taken[way];
    }
    return all;
}

/* By rule: what decides otherwise after the penny; NULL: nothing of its own. Only rules whose value moves. */
static const char **own_steps(struct scan *s, const struct side *a, const struct side *b)
{
    const char **why = bo_alloc_array(&s->arena, s->set->rules.n, sizeof *why);
    for (size_t i = 0; i < a->branches.all.n; i++) {
        const struct bo_branching *x = &a->branches.all.at[i], *y = &b->branches.all.at[i];
        bool asked_as_often = times(x) == times(y); /* else only something else turned to it */
        for (uint32_t way = 0; way < x->n && x->named->element == BO_E_RULE && asked_as_often; way++) {
            if (y->taken[way] > x->taken[way] && why[x->named->index] == NULL) {
                why[x->named->index] = bo_branch_words(&s->arena, y, way);
            }
        }
    }
    for (size_t i = 0; i < s->set->rules.n; i++) {
        const struct bo_rule *rule = s->set->rules.at[i];
        bool reached = a->branches.reached[i] || b->branches.reached[i];
        if (rule->synthetic || !reached || !differs(a, b, s->program->rule_node[i])) {
            why[i] = NULL;
        } else if (why[i] == NULL) {
            bool decides = rule->kind == BO_BOOLEAN || rule->kind == BO_CODE;
            why[i] = decides ? "true or false" : step_in(a, b, s->program->rule_term[i]);
        }
    }
    return why;
}

/* Whether a rule hangs on another. */
static bool hangs_on(struct scan *s, uint32_t rule, uint32_t other)
{
    uint32_t from = s->program->rule_node[rule], to = s->program->rule_node[other];
    uint8_t *wanted = bo_alloc(&s->arena, s->program->nodes.n);
    wanted[from] = 1;
    for (uint32_t at = from + 1; at-- > to;) { /* operands stand before */
        const struct bo_node *node = &s->program->nodes.at[at];
        for (int i = 0; i < 4 && wanted[at]; i++) {
            if (node->arg[i] != BO_NONE) {
                wanted[node->arg[i]] = 1;
            }
        }
    }
    return rule != other && wanted[to];
}

/* A number that moves by ten pence or more, or anything that is no number. */
static bool is_material(const struct side *a, const struct side *b, uint32_t node)
{
    const struct bo_node *of = &a->results.program->nodes.at[node];
    for (size_t i = 0; i < a->results.population->n[of->entity]; i++) {
        bo_wide x = 0, y = 0;
        uint32_t why_x = bo_result(&a->results, node, i, &x), why_y = bo_result(&b->results, node, i, &y);
        bo_wide change = (x > y ? x - y : y - x) * 10;
        if (why_x != why_y || (of->kind == BO_NUMBER ? change >= of->den : change > 0)) {
            return true;
        }
    }
    return false;
}

/* A rule begins a jump when none of those it hangs on steps, the step is of weight itself or for one behind it, and one
 * of the lines that move hangs on it. */
static bool begins(struct scan *s, const char *const *why, const bool *material, const bool *moves, uint32_t rule)
{
    bool weighs = material[rule], arrives = moves[rule];
    for (uint32_t i = 0; i < s->set->rules.n; i++) {
        if (why[i] != NULL && hangs_on(s, rule, i)) {
            return false;
        }
        weighs |= why[i] != NULL && material[i] && hangs_on(s, i, rule);
        arrives |= moves[i] && hangs_on(s, i, rule);
    }
    return weighs && arrives;
}

static const char *law_of(struct scan *s, const struct bo_named *named)
{
    for (size_t i = 0; i < named->cites.n; i++) {
        if (named->cites.at[i].role == BO_CITE_LAW) {
            return bo_cite_text(&s->arena, &named->cites.at[i]);
        }
    }
    return "";
}

static const char *reasons(struct scan *s, const struct side *a, const struct side *b, const bool *moves)
{
    const char **why = own_steps(s, a, b), *all = "";
    bool *material = bo_alloc_array(&s->arena, s->set->rules.n, sizeof *material);
    for (size_t i = 0; i < s->set->rules.n; i++) {
        material[i] = why[i] != NULL && is_material(a, b, s->program->rule_node[i]);
    }
    for (size_t i = 0; i < s->set->rules.n; i++) {
        if (why[i] != NULL && begins(s, why, material, moves, (uint32_t)i)) {
            const struct bo_named *named = &s->set->rules.at[i]->named;
            all = bo_printf(&s->arena, "%s%s%s (`%s`, %s)", all, *all != '\0' ? "; " : "",
                            bo_text_in(s->set, &named->label, NULL), named->id, law_of(s, named));
        }
    }
    return all;
}

/* "Universal Credit −, Travel to work −": what each line that moves by 50 pence or more does to what is left over; the
 * rules of these are marked. */
static const char *moved_lines(struct scan *s, const struct side *a, const struct side *b, bool *moves)
{
    const char *all = "";
    for (size_t g = 0; g < s->set->sheet.groups.n; g++) {
        const struct bo_group *group = &s->set->sheet.groups.at[g];
        bool costs = group->total_id != NULL && strcmp(group->total_id, s->set->sheet.minus_id) == 0;
        for (size_t l = 0; group->total_id != NULL && l < group->lines.n; l++) {
            const struct bo_named *named = bo_set_find(s->set, group->lines.at[l].value_id);
            if (named->element != BO_E_RULE) {
                continue;
            }
            uint32_t node = s->program->rule_node[named->index];
            struct bo_answer x = bo_answer(s->kase, &a->results, node, 0, NULL);
            struct bo_answer y = bo_answer(s->kase, &b->results, node, 0, NULL);
            bo_wide change = x.reason == 0 && y.reason == 0 ? (y.n - x.n) * 100 / x.den : 0;
            if (change >= 50 || change <= -50) {
                moves[named->index] = true;
                all = bo_printf(&s->arena, "%s%s%s %s", all, *all != '\0' ? ", " : "",
                                bo_text_in(s->set, &named->label, NULL), (change > 0) != costs ? "+" : "−");
            }
        }
    }
    return all;
}

static void explain(struct scan *s, int64_t at, bo_wide change)
{
    struct side before, after;
    look(s, at, &before);
    look(s, at + 1, &after);
    bool *moves = bo_alloc_array(&s->arena, s->set->rules.n, sizeof *moves);
    struct jump jump = {.at = at, .change = change, .lines = moved_lines(s, &before, &after, moves)};
    jump.rules = reasons(s, &before, &after, moves);
    s->unexplained += *jump.rules == '\0';
    BO_PUSH(&s->arena, &s->jumps, jump);
    end_look(&before);
    end_look(&after);
}

/* Output */

static const char *money(struct scan *s, bo_wide pence)
{
    return bo_dec_text_places(&s->arena, pence, 100, 2);
}

static bool same_kind(const struct jump *a, const struct jump *b)
{
    return strcmp(a->lines, b->lines) == 0 && strcmp(a->rules, b->rules) == 0 && (a->change > 0) == (b->change > 0);
}

/* Jumps of one kind are one row, in the order of the first. */
static void print(struct scan *s, const char *name)
{
    printf("\n## %s\n\n", name);
    if (s->jumps.n == 0) {
        printf("No jump.\n");
        return;
    }
    printf("| pay | to | jumps | left over | what moves | rule that makes it |\n|---:|---:|---:|---:|---|---|\n");
    bool *told = bo_alloc_array(&s->arena, s->jumps.n, sizeof *told);
    for (size_t i = 0; i < s->jumps.n; i++) {
        const struct jump *first = &s->jumps.at[i], *last = first;
        bo_wide least = first->change, most = first->change;
        size_t n = 0;
        for (size_t k = i; k < s->jumps.n && !told[i]; k++) {
            if (!told[k] && same_kind(first, &s->jumps.at[k])) {
                last = &s->jumps.at[k];
                least = last->change < least ? last->change : least;
                most = last->change > most ? last->change : most;
                n++;
                told[k] = k != i;
            }
        }
        if (n == 0) {
            continue;
        }
        told[i] = true;
        printf("| %s | %s | %zu | %s%s%s | %s | %s |\n", money(s, first->at + 1), n > 1 ? money(s, last->at + 1) : "",
               n, money(s, least), least != most ? " to " : "", least != most ? money(s, most) : "", first->lines,
               *first->rules != '\0' ? first->rules : "**no rule explains it**");
    }
}

static size_t one_household(const struct bo_set *set, const struct bo_program *program, const char *path, bool all)
{
    struct scan s = {.set = set, .program = program};
    bo_arena_init(&s.arena);
    open_case(&s, path);
    if (all) {
        scan_pennies(&s, 0, MOST_PAY);
    } else {
        scan_sample(&s);
    }
    const char *name = strrchr(path, '/');
    name = name != NULL ? name + 1 : path;
    print(&s, bo_printf(&s.arena, "%.*s", (int)strcspn(name, "."), name));
    bo_population_fini(&s.chunk);
    bo_case_free(s.kase);
    bo_arena_fini(&s.arena);
    return s.unexplained;
}

int main(int argc, char **argv)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_set *set;
    struct bo_program *program;
    struct bo_compile_options options = {0};
    bool all = argc > 1 && strcmp(argv[1], "-a") == 0;
    size_t unexplained = 0;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    argv += all;
    if (argc - all < 3) {
        stop("usage: jumps [-a] RULES-FOLDER HOUSEHOLD.json...");
    }
    if (bo_rules_load(argv[1], NULL, 0, &set, &diags) != BO_OK ||
        bo_compile(set, &options, &program, &diags) != BO_OK) {
        stop_with(&arena, &diags);
    }
    for (argv += 2; *argv != NULL; argv++) {
        unexplained += one_household(set, program, *argv, all);
        fflush(stdout);
    }
    bo_program_free(program);
    bo_set_free(set);
    bo_arena_fini(&arena);
    return unexplained > 0;
}
