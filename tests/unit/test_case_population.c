/* What a good case becomes: instances and whom they belong to, facts, given figures, awards; scenario by scenario. */
#include "read_case.h"
#include "scenario/run.h"

static const struct bo_input *input_of(const struct reading *r, const char *id)
{
    const struct bo_named *named = bo_set_find(r->of->set, id);
    cr_assert(named != NULL && named->element == BO_E_INPUT, "%s", id);
    return (const struct bo_input *)named;
}

static size_t instance(const struct reading *r, unsigned entity, const char *scenario, const char *name)
{
    for (size_t i = 0; i < r->kase->population.n[entity]; i++) {
        if (strcmp(r->kase->name[entity][i], name) == 0 &&
            strcmp(r->kase->scenario[r->kase->scenario_of[entity][i]].id, scenario) == 0) {
            return i;
        }
    }
    cr_assert_fail("no %s in %s", name, scenario);
    return 0;
}

/* "12.50 given", "0 default", "absent": a fact (amount and period of a recurring one). */
static const char *fact(struct reading *r, const char *id, const char *scenario, const char *name)
{
    const struct bo_input *input = input_of(r, id);
    size_t i = instance(r, input->entity, scenario, name);
    const char *text = "";
    uint32_t first = r->of->program->input_column[input->named.index];
    for (uint32_t c = first; c <= first + (input->kind == BO_RECURRING); c++) {
        const struct bo_input_column *column = &r->of->program->columns.at[c];
        bo_wide value = r->kase->population.value[c][i], den = 1;
        for (unsigned s = 0; s < column->scale; s++) {
            den *= 10;
        }
        static const char *const how[] = {" absent", " given", " default"};
        const char *is = column->kind == BO_CODE   ? r->of->program->codes.texts.at[value]
                         : column->kind == BO_DATE ? bo_date_text(&r->of->arena, (int64_t)value)
                                                   : bo_dec_text(&r->of->arena, value, den);
        enum bo_presence presence = r->kase->population.presence[c][i];
        text = bo_printf(&r->of->arena, "%s%s%s%s", text, c > first ? ", " : "", presence == BO_ABSENT ? "" : is,
                         how[presence]);
    }
    return text;
}

/* What a rule gives in a scenario, of one instance or (name NULL) of the shown unit. */
static const char *answer(struct reading *r, const char *id, const char *scenario, const char *name)
{
    const struct bo_program *program = r->kase->population.program;
    const struct bo_named *named = bo_set_find(r->of->set, id);
    struct bo_results results = {0};
    struct bo_diags diags;
    bo_diags_init(&diags, &r->of->arena);
    cr_assert_eq(bo_run(&r->kase->population, &results, &diags), BO_OK);
    size_t s = 0;
    while (strcmp(r->kase->scenario[s].id, scenario) != 0) {
        s++;
    }
    uint32_t node = program->rule_node[named->index];
    struct bo_answer a = bo_answer(r->kase, &results, node, s, name);
    const char *text = a.count == 0 ? "nobody"
                       : a.reason != 0
                           ? program->reasons.at[a.reason - 1].code
                           : bo_answer_text(&r->of->arena, program, &program->nodes.at[node], a.n, a.den, 0);
    bo_results_fini(&results);
    return text;
}

enum { ISLE = 1, HEARTH, CITIZEN, GIG, BOAT };

Test(population, toy_case)
{
    const char *json =
        "{\"date\": \"2031-08-15\", \"about\": \"smiths\", \"isle\": {\"district\": \"lagoon\"},"
        "\"citizens\": {\"bo\": {\"birth_date\": \"1960-11-30\", \"boat\": {\"length\": 12}},"
        "\"ana\": {\"birth_date\": \"1999-03-02\"}, \"eta\": {\"birth_date\": \"2026-01-31\"}},"
        "\"hearths\": {\"fishers\": {\"round_the_fire\": [\"bo\"]},"
        "\"smiths\": {\"round_the_fire\": [\"eta\", \"ana\"], \"rent\": {\"amount\": \"310.00\", \"per\": \"month\"}}},"
        "\"after\": [{\"id\": \"one\", \"label\": \"One gig\", \"citizens\": {\"ana\": {\"gigs\": [{\"hours\": \"12\", "
        "\"wage\": \"9.40\"}]}}}, {\"id\": \"two\", \"about\": \"fishers\", \"citizens\": {\"ana\": {\"gigs\": "
        "[{\"hours\": 30, \"wage\": \"9.40\"}, {\"trade\": \"fishing\"}]}, \"bo\": {\"boat\": null}}}]}";
    struct reading r = read_case(NULL, "fixtures/toy/1.0", json);
    struct bo_case *kase = r.kase;
    struct bo_population *p = &kase->population;
    cr_expect_eq(kase->n_scenarios, 3);
    cr_expect_str_eq(kase->scenario[0].id, "before");
    cr_expect_str_eq(kase->scenario[0].label, "before");
    cr_expect_str_eq(kase->scenario[1].label, "One gig");
    cr_expect_str_eq(kase->scenario[2].label, "two");
    cr_expect_str_eq(kase->scenario[1].subject_name, "smiths");
    cr_expect_str_eq(kase->scenario[2].subject_name, "fishers");
    cr_expect_not(kase->one_unit_assumed);
    const size_t n[] = {3, 3, 6, 9, 3, 2};
    for (unsigned e = 0; e < 6; e++) {
        cr_expect_eq(p->n[e], n[e], "%zu of %s", p->n[e], r.of->set->entities.at[e]->named.id);
    }
    /* Those of one hearth stand together, in the order in which it names them. */
    static const char *const citizens[] = {"bo", "eta", "ana"};
    static const uint32_t positions[] = {1, 1, 2};
    for (size_t i = 0; i < 9; i++) {
        cr_expect_str_eq(kase->name[CITIZEN][i], citizens[i % 3]);
        cr_expect_eq(kase->scenario_of[CITIZEN][i], i / 3);
        cr_expect_eq(p->parent[CITIZEN][i], i / 3 * 2 + (i % 3 > 0));
        cr_expect_eq(p->position[CITIZEN][i], positions[i % 3]);
        cr_expect_eq(p->subject[CITIZEN][i], (i % 3 > 0) == (i / 3 < 2), "citizen %zu", i);
    }
    cr_expect_str_eq(kase->pointer[CITIZEN][1], "/citizens/eta");
    cr_expect_str_eq(kase->pointer[HEARTH][1], "/hearths/smiths");
    cr_expect_str_eq(kase->pointer[ISLE][0], "/isle");
    cr_expect_str_eq(kase->name[ISLE][0], "isle");
    cr_expect_str_eq(kase->pointer[GIG][2], "/citizens/ana/gigs/1");
    cr_expect_str_eq(kase->name[GIG][2], "ana/gigs/1");
    cr_expect_str_eq(kase->name[BOAT][0], "bo/boat");
    cr_expect_eq(p->position[GIG][2], 2);
    cr_expect_str_eq(fact(&r, "birth_date", "two", "eta"), "2026-01-31 given");
    cr_expect_str_eq(fact(&r, "district", "one", "isle"), "lagoon given");
    cr_expect_str_eq(fact(&r, "rent", "before", "smiths"), "310 given, month given");
    cr_expect_str_eq(fact(&r, "rent", "before", "fishers"), "0 default, fortnight default");
    cr_expect_str_eq(fact(&r, "weekly_hours", "one", "ana/gigs/0"), "12 given");
    cr_expect_str_eq(fact(&r, "weekly_hours", "two", "ana/gigs/0"), "30 given");
    cr_expect_str_eq(fact(&r, "weekly_hours", "two", "ana/gigs/1"), " absent");
    cr_expect_str_eq(fact(&r, "trade", "two", "ana/gigs/0"), "land default");
    cr_expect_str_eq(fact(&r, "trade", "two", "ana/gigs/1"), "fishing given");
    cr_expect_str_eq(fact(&r, "moored", "one", "bo/boat"), "1 default");
    cr_expect_str_eq(fact(&r, "length", "one", "bo/boat"), "12 given");
    end_reading(&r);
}

/* A scenario is the base with its patch; what it does not speak of stays, lists are replaced, null removes. */
Test(population, scenarios)
{
    const char *json =
        "{\"date\": \"2020-06-01\", \"home\": {\"region\": \"south\", \"rent\": {\"amount\": \"50\", \"per\": "
        "\"week\"}},"
        "\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\", \"jobs\": [{\"hours\": \"10\"}, {\"hours\": \"20\"}]}},"
        "\"before\": {\"people\": {\"ann\": {\"jobs\": null}}},"
        "\"after\": [{\"id\": \"same\"}, {\"id\": \"moved\", \"home\": {\"region\": null, \"rent\": {\"per\": "
        "\"month\"}}},"
        "{\"id\": \"other\", \"people\": {\"ann\": {\"jobs\": [{\"bonus\": \"5\"}]}, \"bob\": {\"birth_date\": "
        "\"2000-01-01\"}}}, {\"id\": \"gone\", \"people\": {\"ann\": null, \"cid\": {\"birth_date\": "
        "\"1950-01-01\"}}}]}";
    struct reading r = read_case(NULL, "tests/rules/tiny", json);
    cr_expect_eq(r.kase->n_scenarios, 5);
    cr_expect(r.kase->one_unit_assumed);
    cr_expect_str_eq(r.kase->scenario[0].subject_name, "family");
    static const struct {
        const char *id, *scenario, *name, *fact;
    } rows[] = {{"region", "same", "home", "south given"},          {"region", "moved", "home", "north default"},
                {"rent", "moved", "home", "50 given, month given"}, {"rent", "gone", "home", "50 given, week given"},
                {"hours", "same", "ann/jobs/1", "20 given"},        {"hours", "moved", "ann/jobs/0", "10 given"},
                {"hours", "other", "ann/jobs/0", "0 default"},      {"bonus", "other", "ann/jobs/0", "5 given"},
                {"birth_date", "other", "bob", "2000-01-01 given"}, {"birth_date", "gone", "cid", "1950-01-01 given"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(fact(&r, rows[i].id, rows[i].scenario, rows[i].name), rows[i].fact, "row %zu", i);
    }
    /* No job before, two that stay twice, one instead of two, none with her who is gone. */
    cr_expect_eq(r.kase->population.n[4], 5);
    cr_expect_eq(r.kase->population.n[3], 6);
    end_reading(&r);
}

Test(population, given)
{
    static const struct {
        const char *fields, *rule, *scenario, *name, *value;
    } rows[] = {
        {"\"given\": {\"grant\": \"7.50\"}", "grant", "before", NULL, "7.5"},
        {"\"given\": {\"grant\": \"7.50\"}", "grant", "x", NULL, "7.5"},
        {"\"after\": [{\"id\": \"x\", \"given\": {\"grant\": \"7.50\"}}]", "grant", "before", NULL, "200"},
        {"\"given\": {\"grant\": \"7.50\"}, \"after\": [{\"id\": \"x\", \"given\": {\"grant\": \"8\"}}]", "grant", "x",
         NULL, "8"},
        {"\"given\": {\"grant\": \"7.50\"}, \"after\": [{\"id\": \"x\", \"given\": null}]", "grant", "x", NULL, "200"},
        {"\"given\": {\"grant\": \"7.50\"}, \"after\": [{\"id\": \"x\", \"given\": {\"grant\": null}}]", "grant", "x",
         NULL, "200"},
        {"\"given\": {\"gross_pay\": \"100\"}", "grant", "before", NULL, "150"},
        {"\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\", \"given\": {\"gross_pay\": \"100\"}}, \"bob\": "
         "{\"birth_date\": \"1990-01-01\", \"given\": {\"gross_pay\": \"60\"}}}",
         "grant", "before", NULL, "120"},
        {"\"people\": {\"ann\": {\"birth_date\": \"1990-01-01\", \"given\": {\"gross_pay\": \"100\"}}, \"bob\": "
         "{\"birth_date\": \"1990-01-01\"}}",
         "gross_pay", "before", "bob", "0"},
        {"\"home\": {\"given\": {\"rent_cost\": \"12\"}}", "rent_cost", "before", NULL, "12"},
        {"\"given\": {\"rent_cost\": \"12\"}", "costs_total", "before", NULL, "12"},
        {"\"given\": {\"is_adult\": false}", "is_adult", "before", "ann", "false"},
        /* Beyond what the rule itself can give: there is room. */
        {"\"given\": {\"grant\": \"1000000000\"}", "left_over", "before", NULL, "1000000000"},
        {"\"given\": {\"grant\": \"-1000000000\"}", "left_over", "before", NULL, "-1000000000"},
        {"\"given\": {\"left_over\": \"-5\"}", "left_over", "before", NULL, "-5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        bool people = strstr(rows[i].fields, "\"people\"") != NULL, after = strstr(rows[i].fields, "\"after\"") != NULL;
        const char *json = bo_printf(&arena, "{\"date\": \"2020-06-01\"%s%s, %s}",
                                     people ? "" : ", \"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}}",
                                     after ? "" : ", \"after\": [{\"id\": \"x\"}]", rows[i].fields);
        struct reading r = read_case(NULL, "tests/rules/tiny", json);
        const char *got = answer(&r, rows[i].rule, rows[i].scenario, rows[i].name);
        cr_expect_str_eq(got, rows[i].value, "%s: %s is %s, not %s", json, rows[i].rule, got, rows[i].value);
        end_reading(&r);
        bo_arena_fini(&arena);
    }
}

Test(population, awards)
{
    struct reading r = read_case(NULL, "tests/rules/tiny",
                                 "{\"date\": \"2020-06-01\", \"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}}, "
                                 "\"awards\": {\"grant\": {\"amount\": \"812.4\", \"per\": \"4-weeks\"}}}");
    cr_assert_eq(r.kase->awards.n, 1);
    const struct bo_award *award = &r.kase->awards.at[0];
    cr_expect_eq(award->rule, bo_set_find(r.of->set, "grant")->index);
    cr_expect(award->amount == 81240);
    cr_expect_str_eq(award->per, "4-weeks");
    cr_expect_str_eq(award->pointer, "/awards/grant");
    end_reading(&r);
}

/* Every period of the contract where the input names none; those that it names where it does. */
Test(population, periods)
{
    static const char *const pers[] = {"day", "working_day", "week", "fortnight", "4-weeks", "month", "year"};
    for (size_t i = 0; i < sizeof pers / sizeof *pers; i++) {
        struct bo_arena arena;
        bo_arena_init(&arena);
        struct reading r =
            read_case(NULL, "tests/rules/tiny",
                      bo_printf(&arena,
                                "{\"date\": \"2020-06-01\", \"people\": {\"ann\": {\"birth_date\": \"1990-01-01\"}}, "
                                "\"home\": {\"rent\": {\"amount\": 7, \"per\": \"%s\"}}}",
                                pers[i]));
        cr_expect_str_eq(fact(&r, "rent", "before", "home"), bo_printf(&arena, "7 given, %s given", pers[i]));
        end_reading(&r);
        bo_arena_fini(&arena);
    }
}

Test(population, names_of_any_language)
{
    struct reading r = read_case(NULL, "tests/rules/tiny",
                                 "{\"date\": \"2020-06-01\", \"people\": {\"Ænne Østgård\": {\"birth_date\": "
                                 "\"1990-01-01\"}, \"横綱\": {\"birth_date\": \"1990-01-01\", \"jobs\": [{}]}}, "
                                 "\"home\": {\"remarks\": \"Ĝis! 🐎\"}}");
    cr_expect_str_eq(r.kase->name[3][0], "Ænne Østgård");
    cr_expect_str_eq(r.kase->name[4][0], "横綱/jobs/0");
    cr_expect_str_eq(r.kase->pointer[4][0], "/people/横綱/jobs/0");
    end_reading(&r);
}
