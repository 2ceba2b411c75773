#include "scenario/example.h"
#include "base/buf.h"
#include "engine/compile.h"
#include "scenario/carry.h"
#include "scenario/example_timeline.h"
#include "scenario/refuse.h"
#include "scenario/run.h"

#include <string.h>

struct examiner {
    struct bo_arena *arena;
    const struct bo_set *set;
    struct bo_program *plain[2]; /* without an example's own values, [1] for a day; made when first needed */
    struct bo_diags *diags;
    struct bo_branches *branches; /* or NULL */
};

/* One run of an example: its failures are gathered as lines. */
struct trial {
    struct examiner *e;
    const struct bo_program *base, *program; /* the example's; the one that the case runs on */
    const struct bo_case *kase;
    const struct bo_results *results;
    struct bo_example_result *result;
    struct bo_buf failures;
};

static void fail(struct trial *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fail(struct trial *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bo_buf_printf(&t->failures, "%s%s", t->failures.n > 0 ? "\n" : "", bo_vprintf(t->e->arena, format, args));
    va_end(args);
}

/* Whether the expected text is the value: numbers by value ("8.7" is 8.70), the rest by its letters. */
static bool same(struct trial *t, const struct bo_node *node, const struct bo_answer *answer, const char *expected)
{
    if (node->kind != BO_NUMBER) {
        return strcmp(bo_answer_text(t->e->arena, t->program, node, answer->n, answer->den, 0), expected) == 0;
    }
    mpz_t n, left, right;
    unsigned scale = 0;
    mpz_inits(n, left, right, NULL);
    bool equal = bo_dec_parse(expected, strlen(expected), n, &scale);
    if (equal) { /* expected / 10^scale against n / den */
        mpz_ui_pow_ui(left, 10, scale);
        bo_wide_to_mpz(right, answer->n);
        mpz_mul(left, left, right);
        bo_wide_to_mpz(right, answer->den);
        mpz_mul(right, right, n);
        equal = mpz_cmp(left, right) == 0;
    }
    mpz_clears(n, left, right, NULL);
    return equal;
}

static size_t scenario_of(const struct trial *t, const struct bo_expect *expect)
{
    size_t scenario = 0;
    while (expect->scenario != NULL && scenario < t->kase->n_scenarios &&
           strcmp(t->kase->scenario[scenario].id, expect->scenario) != 0) {
        scenario++;
    }
    return scenario;
}

/* That the rules refuse the case: <expect id="MESSAGE">error</expect>. An example is about its figures: people who are
 * put together for it alone need not be a household that could be. */
static void compare_refusals(struct trial *t, const bo_expects *expects, const struct bo_diags *refusals)
{
    for (size_t i = 0; i < expects->n; i++) {
        bool found = strcmp(expects->at[i].value, "error") != 0;
        t->result->expected += !found;
        for (size_t r = 0; r < refusals->list.n; r++) {
            found |= strcmp(refusals->list.at[r].code, expects->at[i].id) == 0;
        }
        if (!found) {
            fail(t, "%s: expected an error, and there is none", expects->at[i].id);
        }
    }
}

static void compare(struct trial *t, const struct bo_expect *expect)
{
    const struct bo_named *named = bo_set_find(t->e->set, expect->id);
    size_t scenario = scenario_of(t, expect);
    t->result->expected++;
    if (named == NULL || named->element != BO_E_RULE) {
        const char *near = bo_set_nearest(t->e->set, expect->id);
        fail(t, "%s: no such variable%s%s%s", expect->id, near ? "; did you mean '" : "", near ? near : "",
             near ? "'?" : "");
        return;
    }
    if (scenario == t->kase->n_scenarios) {
        fail(t, "%s: there is no scenario '%s'", expect->id, expect->scenario);
        return;
    }
    uint32_t number = t->program->rule_node[named->index];
    const struct bo_node *node = &t->program->nodes.at[number];
    struct bo_answer answer = bo_answer(t->kase, t->results, number, scenario, expect->of);
    const char *of = expect->of != NULL ? expect->of : "";
    bool unknown = strcmp(expect->value, "not calculated") == 0;
    if (answer.count == 0) {
        fail(t, "%s: there is no '%s' in the case", expect->id, of);
    } else if (answer.reason != 0 && !unknown) {
        const struct bo_reason *why = &t->program->reasons.at[answer.reason - 1];
        fail(t, "%s%s%s: expected %s, got not calculated: %s [%s]", expect->id, *of ? " of " : "", of, expect->value,
             why->text, why->code);
    } else if (answer.reason == 0 && (unknown || !same(t, node, &answer, expect->value))) {
        fail(t, "%s%s%s: expected %s, got %s", expect->id, *of ? " of " : "", of, expect->value,
             bo_answer_text(t->e->arena, t->program, node, answer.n, answer.den, 0));
    }
}

/* Which ways the rules went to the expected figures. */
static void note_branches(struct trial *t, const bo_expects *expects)
{
    struct bo_consulted consulted;
    bo_consult_init(&consulted, t->kase, t->results);
    for (size_t i = 0; i < expects->n; i++) {
        const struct bo_expect *expect = &expects->at[i];
        const struct bo_named *named = bo_set_find(t->e->set, expect->id);
        if (named == NULL || named->element != BO_E_RULE) {
            continue;
        }
        uint32_t node = t->program->rule_node[named->index];
        unsigned entity = t->program->nodes.at[node].entity;
        for (size_t k = 0; k < t->kase->population.n[entity]; k++) {
            if (bo_answers(t->kase, entity, k, scenario_of(t, expect), expect->of)) {
                bo_consult(&consulted, node, k);
            }
        }
    }
    bo_branches_note(t->e->branches, &consulted);
    bo_consult_fini(&consulted);
}

/* The case, and after it each period, which starts from the values of the one before. */
static enum bo_status try_periods(struct trial *t, const struct bo_example *example)
{
    const char *text = example->case_text;
    struct bo_case *before = NULL;
    struct bo_results last = {0};
    enum bo_status status = BO_OK;
    for (size_t p = 0; p <= example->periods.n && status == BO_OK; p++) {
        struct bo_diags diags;
        struct bo_case *kase = NULL;
        struct bo_results results = {0};
        bo_diags_init(&diags, t->e->arena);
        if (p > 0) {
            text = bo_case_patch(t->e->arena, text, example->periods.at[p - 1].patch, "period", &diags);
        }
        status =
            text == NULL ? BO_BAD_CASE : bo_case_read(t->base, "case", text, strlen(text), example->on, &kase, &diags);
        if (status == BO_OK && before != NULL) {
            status = bo_carry_state(before, &last, kase, &diags);
        }
        status = status == BO_OK ? bo_run(&kase->population, &results, &diags) : status;
        const bo_expects *expects = p == 0 ? &example->expects : &example->periods.at[p - 1].expects;
        struct bo_diags refusals;
        bo_diags_init(&refusals, t->e->arena);
        if (status == BO_OK) {
            bo_refuse_case(kase, &results, NULL, &refusals);
        }
        compare_refusals(t, expects, &refusals);
        for (size_t i = 0; i < diags.list.n; i++) {
            fail(t, "%s", bo_diag_line(t->e->arena, &diags.list.at[i]));
        }
        if (before != NULL) {
            bo_results_fini(&last);
            bo_case_free(before);
        }
        before = status == BO_OK ? kase : NULL;
        last = results;
        if (status != BO_OK) {
            bo_case_free(kase);
            continue;
        }
        t->kase = kase;
        t->program = kase->population.program;
        t->results = &last;
        for (size_t i = 0; i < expects->n; i++) {
            if (strcmp(expects->at[i].value, "error") != 0) {
                compare(t, &expects->at[i]);
            }
        }
        if (t->e->branches != NULL) {
            note_branches(t, expects);
        }
    }
    if (before != NULL) {
        bo_results_fini(&last);
        bo_case_free(before);
    }
    return status;
}

static enum bo_status program_for(struct examiner *e, const struct bo_example *example, bool by_day,
                                  struct bo_program **program)
{
    struct bo_compile_options options = {.sets = example->sets.at, .n_sets = example->sets.n, .by_day = by_day};
    if (example->sets.n > 0) {
        return bo_compile(e->set, &options, program, e->diags);
    }
    struct bo_program **plain = &e->plain[by_day];
    enum bo_status status = *plain == NULL ? bo_compile(e->set, &options, plain, e->diags) : BO_OK;
    *program = *plain;
    return status;
}

static void let_go(const struct examiner *e, struct bo_program *program)
{
    if (program != e->plain[0] && program != e->plain[1]) {
        bo_program_free(program);
    }
}

static enum bo_status try_timeline(struct trial *t, const struct bo_example *example)
{
    struct bo_program *program = NULL;
    enum bo_status status = program_for(t->e, example, true, &program);
    if (status == BO_OK) {
        struct bo_telling telling = {.arena = t->e->arena,
                                     .program = program,
                                     .example = example,
                                     .branches = t->e->branches,
                                     .failures = &t->failures};
        status = bo_example_timeline(&telling);
        t->result->expected += telling.expected;
    }
    let_go(t->e, program);
    return status;
}

static enum bo_status try_example(struct examiner *e, const struct bo_example *example,
                                  struct bo_example_result *result)
{
    struct bo_program *program = NULL;
    enum bo_status status = program_for(e, example, false, &program);
    if (status != BO_OK) {
        return status;
    }
    struct trial t = {.e = e, .base = program, .program = program, .result = result};
    bo_buf_init(&t.failures);
    *result = (struct bo_example_result){.example = example};
    bool only_days = example->told.months > 0 && example->expects.n == 0 && example->periods.n == 0;
    status = only_days ? BO_OK : try_periods(&t, example);
    if (status == BO_OK && example->told.months > 0) {
        status = try_timeline(&t, example);
    }
    result->passed = t.failures.n == 0 && status == BO_OK;
    result->failure = t.failures.n > 0 ? bo_strdup(e->arena, t.failures.at) : NULL;
    bo_buf_fini(&t.failures);
    let_go(e, program);
    return status == BO_INTERNAL ? status : BO_OK;
}

/* A law is meant by its id, or by its file or the end of its path. */
static bool is_meant(const struct bo_law *law, const char *const *laws, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t asked = strlen(laws[i]), have = law->file != NULL ? strlen(law->file) : 0;
        if (strcmp(law->id, laws[i]) == 0 ||
            (have > 0 && have <= asked && strcmp(laws[i] + asked - have, law->file) == 0)) {
            return true;
        }
    }
    return n == 0;
}

enum bo_status bo_examples_run(struct bo_arena *arena, const struct bo_set *set, const char *const *laws, size_t n_laws,
                               struct bo_branches *branches, struct bo_example_result **results, size_t *n,
                               struct bo_diags *diags, void (*progress)(void *context, size_t done, size_t all),
                               void *context)
{
    struct examiner e = {.arena = arena, .set = set, .diags = diags, .branches = branches};
    enum bo_status status = BO_OK;
    *results = bo_alloc_array(arena, set->examples.n, sizeof **results);
    *n = 0;
    for (size_t i = 0; i < set->examples.n && status == BO_OK; i++) {
        const struct bo_example *example = set->examples.at[i];
        if (is_meant(example->law, laws, n_laws)) {
            status = try_example(&e, example, &(*results)[*n]);
            *n += status == BO_OK;
        }
        if (progress != NULL) {
            progress(context, i + 1, set->examples.n);
        }
    }
    bo_program_free(e.plain[0]);
    bo_program_free(e.plain[1]);
    return status;
}
