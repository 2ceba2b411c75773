/* Explanations: every step with its value, formula in words and numbers, rounding and law; only what was consulted. */
#include "calculated.h"

#define CASE(people) "{\"date\": \"2020-06-01\", \"people\": {" people "}}"

static const struct bo_step *find(const struct bo_step *step, const char *variable)
{
    if (step->variable != NULL && strcmp(step->variable, variable) == 0) {
        return step;
    }
    for (size_t i = 0; i < step->inputs.n; i++) {
        const struct bo_step *found = find(step->inputs.at[i], variable);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

Test(explain, rounding_and_law)
{
    struct calculated *c = explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\"}"), "grant", NULL);
    const struct bo_step *grant = c->explanation->step;
    cr_expect_eq(grant->kind, BO_STEP_RULE);
    cr_expect_str_eq(grant->label, "Grant");
    cr_expect_str_eq(grant->entity, "a");
    cr_expect_str_eq(grant->value, "4.29");
    cr_expect_str_eq(grant->unit, "CRD/month");
    cr_expect_str_eq(grant->formula, "(Amount of the grant ÷ 7) rounded to the nearest, half up, to 2 decimals");
    cr_expect_str_eq(grant->working, "(¤ 30.00 ÷ 7) rounded to the nearest, half up, to 2 decimals");
    cr_expect_str_eq(grant->because, "pay > 100: false; whether the case says (since): false");
    cr_assert_eq(grant->roundings.n, 1);
    cr_expect_str_eq(grant->roundings.at[0].before, "30/7");
    cr_expect_str_eq(grant->roundings.at[0].after, "4.29");
    cr_expect_str_eq(grant->roundings.at[0].cite, "Act 1 s 9");
    cr_assert_eq(grant->cites.n, 1);
    cr_expect_str_eq(grant->cites.at[0], "Act 1 s 1");
    const struct bo_step *amount = find(grant, "grant_amount");
    cr_assert_not_null(amount);
    cr_expect_eq(amount->kind, BO_STEP_PARAM);
    cr_expect_str_eq(amount->from, "2019-01-01");
    cr_expect_eq(amount->confidence, 'C');
    cr_expect_str_eq(amount->checked, "2020-01-01");
    cr_expect_str_eq(find(grant, "since")->reason, "the case does not say");
    end_calculated(c);
}

/* Only the branch taken, and what it asked for. */
Test(explain, branch_taken)
{
    struct calculated *c = explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"500\"}"), "people/a/grant", NULL);
    cr_expect_str_eq(c->explanation->step->value, "0.00");
    cr_expect_str_eq(c->explanation->step->because, "pay > 100: true");
    cr_expect_null(find(c->explanation->step, "grant_amount"));
    cr_expect_null(find(c->explanation->step, "since"));
    end_calculated(c);
}

Test(explain, sum_over_people)
{
    struct calculated *c =
        explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\"}, \"b\": {\"pay\": \"6\", \"since\": \"2019-01-01\"}"),
                "grant", NULL);
    const struct bo_step *sum = c->explanation->step;
    cr_expect_str_eq(sum->value, "34.29");
    cr_expect_str_eq(sum->working, "4.29 + 30.00");
    cr_assert_eq(sum->inputs.n, 2);
    cr_expect_str_eq(sum->inputs.at[1]->entity, "b");
    end_calculated(c);
}

/* A figure met again is told once in full. */
Test(explain, told_once)
{
    struct calculated *c = explain(
        NULL, "fixtures/toy/1.0",
        "{\"date\": \"2031-08-15\", \"isle\": {\"district\": \"cape\"}, \"citizens\": {\"ana\": {\"birth_date\": "
        "\"1999-03-02\", \"gigs\": [{\"hours\": \"40\", \"wage\": \"9.40\"}]}}}",
        "remainder", "before");
    const struct bo_step *root = c->explanation->step, *net = find(root, "net_pay"), *tax = find(root, "yearly_tax");
    cr_assert(net != NULL && tax != NULL);
    cr_expect_not(find(net, "gross_pay")->again);
    cr_expect(find(tax, "gross_pay")->again);
    cr_expect_eq(find(tax, "gross_pay")->inputs.n, 0);
    cr_expect_str_eq(find(tax, "tax_bands")->working, "0 × 6,000.00 + 0.25 × 13,552.00");
    cr_expect_null(find(root, "incoming_total")->because, "that a line is known needs no saying");
    end_calculated(c);
}

Test(explain, given_and_not_calculated)
{
    struct calculated *c =
        explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\", \"given\": {\"grant\": \"1.00\"}}"), "grant", NULL);
    cr_expect(c->explanation->step->given);
    cr_expect_eq(c->explanation->step->inputs.n, 0);
    end_calculated(c);
    c = explain(SMALL_SET, NULL, "{\"date\": \"2020-06-01\", \"home\": {\"town\": \"west\"}, \"people\": {}}", "toll",
                NULL);
    cr_expect_null(c->explanation->step->value);
    cr_expect_str_eq(c->explanation->step->reason, "the west has law of its own");
    end_calculated(c);
}

Test(explain, inputs_and_params)
{
    struct calculated *c = explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\"}"), "town", NULL);
    cr_expect(c->explanation->step->assumed);
    cr_expect_str_eq(c->explanation->step->value, "east");
    end_calculated(c);
    c = explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\"}"), "grant_amount", NULL);
    cr_expect_str_eq(c->explanation->step->value, "30.00");
    end_calculated(c);
}

Test(explain, wrong_names)
{
    static const struct {
        const char *variable, *scenario, *message;
    } rows[] = {
        {"grand", NULL, "betteroff: error: there is no variable 'grand'; did you mean 'grant'? [unknown-name]"},
        {"rich", NULL, "betteroff: error: there is no variable 'rich' [unknown-name]"},
        {"people/b/grant", NULL,
         "betteroff: error: there is no 'people/b' in scenario 'before' with a 'grant' [unknown-name]"},
        {"grant", "befor", "betteroff: error: there is no scenario 'befor'; did you mean 'before'? [unknown-name]"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c =
            explain(SMALL_SET, NULL, CASE("\"a\": {\"pay\": \"5\"}"), rows[i].variable, rows[i].scenario);
        cr_expect_eq(c->status, BO_USAGE, "%s", rows[i].variable);
        cr_expect_str_eq(first_message(c), rows[i].message);
        end_calculated(c);
    }
}
