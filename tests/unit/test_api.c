/* The public header as its users see it: replies, options, one open rule set asked several times. */
#include "betteroff.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char toy[4096];

static void find_toy(void)
{
    const char *srcdir = getenv("srcdir");
    snprintf(toy, sizeof toy, "%s/fixtures/toy/1.0", srcdir != NULL ? srcdir : ".");
}

static const char sample[] =
    "{\"date\": \"2031-08-15\", \"isle\": {\"district\": \"lagoon\"}, \"citizens\": {\"ana\": {\"birth_date\": "
    "\"1999-03-02\"}}, \"hearths\": {\"h\": {\"round_the_fire\": [\"ana\"]}}, \"after\": [{\"id\": \"work\", "
    "\"citizens\": {\"ana\": {\"gigs\": [{\"hours\": \"12\", \"wage\": \"9.40\"}]}}}]}";

static const struct bo_case_text kase = {"case.json", sample, sizeof sample - 1};

static void expect_reply(struct bo_reply *reply, enum bo_outcome status, const char *text, const char *messages)
{
    cr_expect_eq(bo_reply_status(reply), status, "status %d: %s", (int)bo_reply_status(reply),
                 bo_reply_messages(reply));
    cr_expect_str_eq(bo_reply_text(reply, NULL), text);
    cr_expect_str_eq(bo_reply_messages(reply), messages);
    bo_reply_free(reply);
}

Test(api, version)
{
    cr_expect_str_eq(bo_version(), BO_VERSION);
}

Test(api, replies)
{
    expect_reply(bo_refuse(BO_WRONG_USAGE, "odd", "what is '%s' for?", "x"), BO_WRONG_USAGE, "",
                 "betteroff: error: what is 'x' for? [odd]\n");
    expect_reply(bo_read("/nonexistent"), BO_WRONG_FILE, "",
                 "/nonexistent: error: No such file or directory [cannot-read]\n");
    bo_reply_free(NULL);
    static const char *const names[] = {"calc", "explain"};
    cr_expect_eq(bo_nearest_name("clac", names, 2), names[0]);
    cr_expect_null(bo_nearest_name("zebra", names, 2));
}

Test(api, expressions)
{
    expect_reply(bo_evaluate("1/3 + 1/6"), BO_DONE, "0.5\n", "");
    expect_reply(bo_evaluate("1 / 0"), BO_ANSWER_NO, "error: 1:1: division by zero [division-by-zero]\n", "");
    expect_reply(bo_evaluate_lines("1\n\"two\"\n", 8), BO_DONE, "1\n\"two\"\n", "");
    expect_reply(bo_evaluate_lines("", 0), BO_DONE, "", "");
}

/* Rules are opened once and asked often; what is wrong in one question leaves the next alone. */
Test(api, questions, .init = find_toy)
{
    struct bo_options options = {.size = sizeof options, .rules = toy, .format = "json"};
    struct bo_rules *rules = NULL;
    expect_reply(bo_rules_open(&options, NULL, &rules), BO_DONE, "", "");
    cr_assert_not_null(rules);
    for (int i = 0; i < 2; i++) {
        struct bo_reply *sheet = bo_calculate(rules, &options, &kase), *why;
        cr_expect_eq(bo_reply_status(sheet), BO_DONE);
        cr_expect_str_eq(bo_reply_messages(sheet), "");
        cr_expect_not_null(strstr(bo_reply_text(sheet, NULL), "\"difference\": \"147.60\""));
        bo_reply_free(sheet);
        expect_reply(bo_explain(rules, &options, &kase, "no_such"), BO_WRONG_USAGE, "",
                     "betteroff: error: there is no variable 'no_such' [unknown-name]\n");
        why = bo_explain(rules, &options, &kase, "hearth_support");
        cr_expect_eq(bo_reply_status(why), BO_DONE);
        cr_expect_not_null(strstr(bo_reply_text(why, NULL), "\"variable\": \"hearth_support\""));
        bo_reply_free(why);
    }
    options.format = "yaml";
    expect_reply(bo_calculate(rules, &options, &kase), BO_WRONG_USAGE, "",
                 "betteroff: error: there is no format 'yaml' here, but text, json, csv, html [unknown-format]\n");
    expect_reply(bo_list_rules(&options), BO_WRONG_USAGE, "",
                 "betteroff: error: there is no format 'yaml' here, but text, json [unknown-format]\n");
    bo_rules_close(rules);
    bo_rules_close(NULL);
}

/* A caller with an older header has a shorter struct: what lies beyond it is not read. */
Test(api, options_of_an_older_header, .init = find_toy)
{
    struct bo_options options = {
        .size = offsetof(struct bo_options, on), .rules = toy, .on = "no date", .format = "no format"};
    struct bo_rules *rules = NULL;
    expect_reply(bo_rules_open(&options, NULL, &rules), BO_DONE, "", "");
    struct bo_reply *sheet = bo_calculate(rules, &options, &kase);
    cr_expect_eq(bo_reply_status(sheet), BO_DONE, "%s", bo_reply_messages(sheet));
    bo_reply_free(sheet);
    bo_rules_close(rules);
}

Test(api, nothing_named)
{
    struct bo_rules *rules = NULL;
    expect_reply(bo_rules_open(NULL, NULL, &rules), BO_WRONG_USAGE, "",
                 "betteroff: error: no rule set is named [missing-rules]\n");
    cr_expect_null(rules);
}

/* Hours and wages: the first cliff of the sample at 9.40 an hour, and how many hours 50.00 more take. */
static void count_progress(void *context, size_t done, size_t all)
{
    size_t *last = context;
    cr_expect(done <= all && done >= *last);
    *last = done;
}

Test(api, grid_and_target)
{
    find_toy();
    struct bo_options options = {
        .size = sizeof options, .rules = toy, .lang = "en", .format = "csv", .hours = "0:20:10"};
    struct bo_rules *rules;
    size_t last = 0;
    struct bo_reply *opened = bo_rules_open(&options, &kase, &rules);
    cr_assert_not_null(rules, "%s", bo_reply_messages(opened));
    bo_reply_free(opened);
    expect_reply(bo_grid(rules, &options, &kase, count_progress, &last), BO_DONE,
                 "hours,wage,gross_pay,remainder,difference,gain_of_hour\r\n0,9.40,0.00,425.00,0.00,\r\n"
                 "10,9.40,188.00,561.00,136.00,6.80\r\n20,9.40,376.00,582.69,157.69,1.08\r\n",
                 "");
    cr_expect_gt(last, 0);
    static const char *const formats[] = {"text", "json", "svg", "html"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        options.format = formats[i];
        struct bo_reply *reply = bo_grid(rules, &options, &kase, NULL, NULL);
        cr_expect_eq(bo_reply_status(reply), BO_DONE);
        cr_expect_neq(*bo_reply_text(reply, NULL), '\0');
        bo_reply_free(reply);
    }
    options.format = "yaml";
    expect_reply(bo_grid(rules, &options, &kase, NULL, NULL), BO_WRONG_USAGE, "",
                 "betteroff: error: there is no format 'yaml' here, but text, json, csv, svg, html [unknown-format]\n");
    options.format = "json";
    expect_reply(bo_reach(rules, &options, &kase), BO_WRONG_USAGE, "",
                 "betteroff: error: what is to be reached? VARIABLE+AMOUNT, like left_over+200 [missing-target]\n");
    options.target = "remainder+50";
    options.hours = NULL;
    struct bo_reply *reply = bo_reach(rules, &options, &kase);
    cr_expect_eq(bo_reply_status(reply), BO_DONE);
    cr_expect_not_null(strstr(bo_reply_text(reply, NULL), "\"hours\": \"2.7\""), "%s",
                       bo_reply_text(reply, NULL)); /* 50.76 */
    bo_reply_free(reply);
    options.target = "remainder+5000";
    reply = bo_reach(rules, &options, &kase);
    cr_expect_eq(bo_reply_status(reply), BO_ANSWER_NO);
    cr_expect_not_null(strstr(bo_reply_text(reply, NULL), "\"reached\": false"));
    bo_reply_free(reply);
    bo_rules_close(rules);
}
