/* Grids and targets on a small rule set whose cliffs are known: travel costs 10.00 as soon as there is pay, a grant of
 * 100.00 ends above 200.00, half of the pay above 400.00 goes as tax, and a levy rises by 5.00 with each 50.00 begun.
 * At 10.00 an hour, an hour a week is 40.00 of pay. */
#include "calculated.h"
#include "render/render.h"
#include "scenario/grid.h"
#include "scenario/reach.h"

#define HEAD \
    "<ruleset xmlns='urn:x-betteroff:rules:1' id='small' version='1' complete-from='2020-01-01' " \
    "complete-until='2022-12-31' currency='CRD' lang='en'><title lang='en'>Small &amp; &lt;known&gt;</title>" \
    "<unit id='CRD' form='¤ {}'/><unit id='month'/><unit id='hour' also='hours'/><unit id='week'/>" \
    "<entity id='home' kind='one' key='home'/>" \
    "<entity id='person' kind='map' key='people' in='home' max='4'/>" \
    "<entity id='job' kind='list' key='jobs' in='person' max='3'/>" \
    "<entity id='step' kind='list' key='plan' in='job' max='3'/>" \
    "<source id='act' title='Act' number='Act 1'/>" \
    "<input id='hours' entity='job' type='number' unit='hour/week' scale='2' min='0' max='100'/>" \
    "<input id='wage' entity='job' type='number' unit='CRD/hour' scale='2' min='1' max='500'/>" \
    "<input id='pay' entity='job' type='recurring' scale='2' min='0' max='9999' pers='week month'/>" \
    "<input id='step_hours' entity='step' key='hours' type='number' unit='hour/week' scale='2' min='0' max='100'/>" \
    "<input id='levied' entity='home' type='boolean' default='false'/>" \
    "<input id='old' entity='person' type='boolean' default='true'/>" \
    "<param id='weeks' unit='week/month' scale='0'><cite source='act'/><value from='2019-01-01' " \
    "confidence='A'>4</value></param>" \
    "<param id='least' unit='CRD/hour' scale='2'><cite source='act'/><value from='2019-01-01' " \
    "confidence='A'>8.00</value></param>" \
    "<rule id='least_here' entity='person' unit='CRD/hour' scale='2'><cite source='act'/><expr>least</expr></rule>" \
    "<rule id='in_plan' entity='job' unit='hour/week' scale='2'><cite source='act'/><expr>if count(plan) > 0 then " \
    "max(plan.step_hours) else if provided(pay) then 0 else hours</expr></rule>" \
    "<rule id='job_pay' entity='job' unit='CRD/month' scale='4'><cite source='act'/><cite source='act' " \
    "role='conversion'/><choose hit='first'><when test='provided(pay) and provided(wage)'>not " \
    "calculated(\"two_pays\")</when><when test='provided(pay)'>if pay.per = \"week\" then quantity(pay.amount, " \
    "\"CRD/week\") * weeks else quantity(pay.amount, \"CRD/month\")</when><otherwise>in_plan * wage * " \
    "weeks</otherwise></choose></rule>" \
    "<not-calculated id='two_pays'><text lang='en'>told twice</text></not-calculated>" \
    "<rule id='gross' entity='person' unit='CRD/month' scale='2'><label lang='en'>Gross pay</label><cite " \
    "source='act'/>" \
    "<cite source='act' role='rounding'/><expr>round half up(sum(jobs.job_pay), 2)</expr></rule>" \
    "<rule id='worked' entity='person' unit='hour/week' scale='2'><cite source='act'/><expr>sum(jobs.in_plan)</expr>" \
    "</rule>" \
    "<rule id='grant' entity='person' unit='CRD/month' scale='2'><label lang='en'>Grant</label><cite source='act'/>" \
    "<expr>if gross > quantity(200, \"CRD/month\") then 0 else quantity(100, \"CRD/month\")</expr></rule>" \
    "<rule id='tax' entity='person' unit='CRD/month' scale='2'><cite source='act'/><cite source='act' " \
    "role='rounding'/><expr>round down(max(gross - quantity(400, \"CRD/month\"), 0) * 0.5, 2)</expr></rule>" \
    "<rule id='travel' entity='person' unit='CRD/month' scale='2'><label lang='en'>Travel</label><cite source='act'/>" \
    "<expr>if gross > 0 then quantity(10, \"CRD/month\") else 0</expr></rule>" \
    "<rule id='levy' entity='person' unit='CRD/month' scale='2'><cite source='act'/><cite source='act' " \
    "role='rounding'/><expr>if levied then round up(gross / 50, 0) * 5 else 0</expr></rule>"
#define SHEET \
    "<sheet entity='home'><group id='incoming' total='all_in'><label lang='en'>In</label>" \
    "<line value='gross'/><line value='grant'/></group>" \
    "<group id='outgoing' total='all_out'><label lang='en'>Out</label><line value='tax'/><line value='travel'/>" \
    "<line value='levy'/></group>" \
    "<balance id='rest' plus='all_in' minus='all_out'><label lang='en'>Rest</label></balance>" \
    "<measure id='each_hour' over='worked' factor='1/4' places='2'/>" \
    "<period id='month' factor='1'><label lang='en'>a month</label></period>" \
    "<vary hours='hours' wage='wage' pay='pay' gross='gross' least-wage='least_here' who='old' without='step' " \
    "from='0' " \
    "to='20' step='5'/></sheet></ruleset>"
#define KNOWN_SET HEAD SHEET

#define WITH(people) "{\"date\": \"2020-06-01\", \"people\": {" people "}}"
#define NO_JOB       WITH("\"a\": {}")

static struct bo_grid *make_grid(struct calculated *c, const char *json, struct bo_grid_options options)
{
    struct bo_grid *grid = NULL;
    options.file = "case.json";
    options.on = BO_DATE_NONE;
    c->status = bo_grid_make(c->program, json, strlen(json), &options, &grid, &c->diags);
    cr_assert_eq(c->status == BO_OK, grid != NULL);
    return grid;
}

static struct bo_reach *find_reach(struct calculated *c, const char *json, struct bo_reach_options options)
{
    struct bo_reach *reach = NULL;
    options.file = "case.json";
    options.on = BO_DATE_NONE;
    c->status = bo_reach_find(c->program, json, strlen(json), &options, &reach, &c->diags);
    cr_assert_eq(c->status == BO_OK, reach != NULL);
    return reach;
}

static long hundredths(struct bo_figure figure)
{
    return (long)(figure.known ? figure.n * (100 / figure.den) : -1);
}

/* 0.4 of pay a hundredth of an hour: 40 h gives 100, 140, 290 … */
Test(grid, points_and_cliffs)
{
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    struct bo_grid *grid = make_grid(c, NO_JOB, (struct bo_grid_options){.wage = "10"});
    cr_assert_not_null(grid, "%s", first_message(c));
    cr_assert_eq(grid->n_points, 5);
    static const long rest[] = {10000, 29000, 39000, 49000, 59000}, gross[] = {0, 20000, 40000, 60000, 80000};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(hundredths(grid->points[i].balance), rest[i], "%zu: %ld", i, hundredths(grid->points[i].balance));
        cr_expect_eq(hundredths(grid->points[i].gross), gross[i]);
        cr_expect_eq(hundredths(grid->points[i].difference), rest[i] - 10000);
    }
    cr_expect_not(grid->points[0].gain.known);
    cr_expect_eq(hundredths(grid->points[1].gain), 950); /* 190.00 a month for 5 hours a week, a quarter of it a week */
    const struct bo_grid_wage *of = &grid->wages[0];
    cr_assert_eq(of->cliffs.n, 2);
    const struct bo_grid_cliff *travel = &of->cliffs.at[0], *grant = &of->cliffs.at[1];
    cr_expect_eq((long)travel->before.hours, 0);
    cr_expect_eq((long)travel->loss, 960);
    cr_expect(travel->is_level && travel->level.hours == 25); /* 0.25 h: 10.00 of pay for 10.00 of travel */
    cr_expect_eq((long)grant->before.hours, 500);
    cr_expect_eq((long)grant->loss, 9960);
    cr_expect_eq(hundredths(grant->before.gross), 20000);
    cr_expect_eq(hundredths(grant->before.balance), 29000);
    cr_expect_eq(hundredths(grant->after.balance), 19040);
    cr_expect(grant->is_level && grant->level.hours == 750); /* 300.00 of pay less 10.00 */
    cr_assert_eq(grant->lines.n, 1);
    cr_expect_str_eq(grid->lines[grant->lines.at[0]].line->value_id, "grant");
    cr_expect_str_eq(grid->lines[travel->lines.at[0]].line->value_id, "travel");
    cr_expect(of->breaks_even && of->break_even.hours == 25);
    cr_expect_eq(of->roundings, 0);
    bo_grid_free(grid);
    end_calculated(c);
}

/* A levy that rounds makes a fall of 4.60 at each 50.00, but is no cliff; where one is, it adds to the loss only. */
Test(grid, roundings_are_told_apart)
{
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    const char *json = "{\"date\": \"2020-06-01\", \"home\": {\"levied\": true}, \"people\": {\"a\": {}}}";
    struct bo_grid *grid = make_grid(c, json, (struct bo_grid_options){.wage = "10", .hours = "0:10:1"});
    cr_assert_not_null(grid, "%s", first_message(c));
    cr_expect_eq(grid->wages[0].cliffs.n, 2);
    cr_expect_eq((long)grid->wages[0].cliffs.at[0].loss, 1460);
    cr_expect_eq(grid->wages[0].roundings, 6); /* at 50, 100, 150, 250, 300, 350; 0 and 200 are cliffs */
    cr_expect_eq((long)grid->wages[0].biggest_rounding, 460);
    bo_grid_free(grid);
    grid = make_grid(c, json, (struct bo_grid_options){.wage = "10", .hours = "0:10:1", .cliff_min = "50"});
    cr_expect_eq(grid->wages[0].cliffs.n, 1);
    cr_expect_eq(grid->wages[0].roundings, 0);
    bo_grid_free(grid);
    end_calculated(c);
}

/* Whose job moves, at which wage, and what is told of it. */
Test(grid, which_job)
{
    static const struct {
        const char *json, *pointer, *wage, *assumed;
        bool added;
    } rows[] = {
        {NO_JOB, "/people/a/jobs/0", "8.00", "added least-wage ", true},
        {WITH("\"a\": {\"old\": false}, \"b\": {}"), "/people/b/jobs/0", "8.00", "added least-wage ", true},
        {WITH("\"a\": {}, \"b\": {\"jobs\": [{\"hours\": 3, \"wage\": \"12.34\"}, {\"hours\": 9, \"wage\": 9}]}"),
         "/people/b/jobs/0", "12.34", "one-of-several ", false},
        {WITH("\"a\": {\"jobs\": [{\"pay\": {\"amount\": \"100\", \"per\": \"week\"}}]}"), "/people/a/jobs/0", "8.00",
         "left-out least-wage ", false},
        {"{\"date\": \"2020-06-01\", \"people\": {\"a/b\": {\"jobs\": []}}, \"after\": [{\"id\": \"x\", \"people\": "
         "{\"a/b\": {\"jobs\": [{\"hours\": 1, \"wage\": 9}]}}}]}",
         "/people/a~1b/jobs/0", "9.00", "", false},
        /* Of two jobs that which the scenario brings, or changes. */
        {"{\"date\": \"2020-06-01\", \"people\": {\"a\": {\"jobs\": [{\"hours\": 3, \"wage\": 10}]}, \"b\": {}}, "
         "\"after\": [{\"id\": \"x\", \"people\": {\"b\": {\"jobs\": [{\"hours\": 1, \"wage\": 9}]}}}]}",
         "/people/b/jobs/0", "9.00", "", false},
        {"{\"date\": \"2020-06-01\", \"people\": {\"a\": {\"jobs\": [{\"hours\": 3, \"wage\": 10}, {\"hours\": 5, "
         "\"wage\": 11}]}}, \"after\": [{\"id\": \"x\", \"people\": {\"a\": {\"jobs\": [{\"hours\": 3, \"wage\": 10}, "
         "{\"hours\": 6, \"wage\": 11}]}}}]}",
         "/people/a/jobs/1", "11.00", "", false},
        {"{\"date\": \"2020-06-01\", \"people\": {\"a\": {}, \"b\": {}}, \"after\": [{\"id\": \"x\", \"people\": "
         "{\"a\": "
         "{\"jobs\": [{\"hours\": 3, \"wage\": 10}]}, \"b\": {\"jobs\": [{\"hours\": 1, \"wage\": 9}]}}}]}",
         "/people/a/jobs/0", "10.00", "one-of-several ", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(KNOWN_SET, NULL);
        struct bo_grid *grid = make_grid(c, rows[i].json, (struct bo_grid_options){0});
        if (strchr(rows[i].pointer, '~') != NULL && grid == NULL) { /* such names may be refused */
            end_calculated(c);
            continue;
        }
        cr_assert_not_null(grid, "row %zu: %s", i, first_message(c));
        const struct bo_varied *v = grid->varied;
        const char *codes = "";
        for (size_t k = 0; k < v->assumptions.n; k++) {
            codes = bo_printf(&c->arena, "%s%s ", codes, v->assumptions.at[k].code);
        }
        cr_expect_str_eq(v->pointer, rows[i].pointer);
        cr_expect_str_eq(bo_vary_text(&c->arena, v, v->wage, grid->wages[0].wage), rows[i].wage, "row %zu", i);
        cr_expect_str_eq(codes, rows[i].assumed, "row %zu: %s", i, codes);
        cr_expect_eq(v->added, rows[i].added);
        bo_grid_free(grid);
        end_calculated(c);
    }
}

/* A plan speaks against the hours: it is left out, and what is left of the case stays. */
Test(grid, a_plan_is_left_out)
{
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    struct bo_grid *grid = make_grid(c,
                                     WITH("\"a\": {\"jobs\": [{\"hours\": 1, \"wage\": 10, \"plan\": [{\"hours\": "
                                          "20}]}, {\"hours\": 5, \"wage\": 10}]}"),
                                     (struct bo_grid_options){.hours = "10"});
    cr_assert_not_null(grid, "%s", first_message(c));
    cr_expect_eq(hundredths(grid->points[0].gross), 60000);
    cr_expect_eq(hundredths(grid->calc->scenarios.at[0].balance), 69000); /* before: 1,000.00, the plan counts */
    bo_grid_free(grid);
    end_calculated(c);
}

Test(grid, several_wages)
{
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    struct bo_grid *grid = make_grid(c, NO_JOB, (struct bo_grid_options){.wage = "10:20:5", .hours = "0:10:2.5"});
    cr_assert_not_null(grid, "%s", first_message(c));
    cr_assert_eq(grid->n_points, 15);
    static const long cliff[] = {500, 333, 250}; /* the last hundredth with at most 200.00: 199.80 at 15.00 an hour */
    for (size_t w = 0; w < 3; w++) {
        cr_assert_eq(grid->wages[w].cliffs.n, 2);
        cr_expect_eq((long)grid->wages[w].cliffs.at[1].before.hours, cliff[w]);
    }
    bo_grid_free(grid);
    end_calculated(c);
}

Test(grid, wrong_questions)
{
    static const struct {
        struct bo_grid_options options;
        const char *code;
    } rows[] = {
        {{.hours = "0:40"}, "bad-range"},
        {{.hours = "1:2:3:4"}, "bad-range"},
        {{.hours = "20:10:1"}, "bad-range"},
        {{.hours = "0:10:0"}, "bad-range"},
        {{.hours = ""}, "bad-number"},
        {{.hours = "0.125"}, "bad-number"},
        {{.hours = "101"}, "out-of-range"},
        {{.wage = "0.5"}, "out-of-range"},
        {{.cliff_min = "0"}, "bad-number"},
        {{.cliff_min = "1.005"}, "bad-number"},
        {{.scenario = "x"}, "unknown-name"},
        {{.hours = "0:100:0.01", .wage = "1:500:1"}, "too-big"},
        {{.hours = "0:1:1", .wage = "1:500:0.1"}, "too-big"},
        {{.hours = "0:1:0.001"}, "bad-number"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(KNOWN_SET, NULL);
        cr_expect_null(make_grid(c, NO_JOB, rows[i].options));
        cr_expect_eq(c->status, BO_USAGE, "row %zu", i);
        cr_expect_str_eq(c->diags.list.n > 0 ? c->diags.list.at[0].code : "", rows[i].code, "row %zu: %s", i,
                         first_message(c));
        end_calculated(c);
    }
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    cr_expect_null(make_grid(c, WITH("\"a\": {\"old\": false}"), (struct bo_grid_options){0}));
    cr_expect_eq(c->status, BO_BAD_CASE);
    end_calculated(c);
    c = open_rules(SMALL_SET, NULL); /* nothing of it moves */
    cr_expect_null(make_grid(c, "{\"date\": \"2020-06-01\"}", (struct bo_grid_options){0}));
    cr_expect_eq(c->status, BO_USAGE);
    end_calculated(c);
}

/* At 10.00 an hour unless the wage moves; before there is 100.00. */
Test(reach, least_value)
{
    static const struct {
        struct bo_reach_options options;
        const char *json;
        bool reached;
        long at; /* numerator */
        bool lost;
        long lost_at;
    } rows[] = {
        {{.target = "rest+100", .wage = "10"}, NO_JOB, true, 275, true, 501}, /* 110.00 of pay; without the grant again
                                                                                 less */
        {{.target = "rest=0", .wage = "10"}, NO_JOB, true, 0, false, 0},
        {{.target = "grant-150", .wage = "10"}, NO_JOB, false, 2000, false, 0},
        {{.target = "rest+300", .wage = "10"}, NO_JOB, true, 1050, false, 0}, /* 400 + 20 of pay, half of the 20 as tax
                                                                               */
        {{.target = "rest+2000", .wage = "10"}, NO_JOB, false, 2000, false, 0},
        {{.target = "rest+3000", .wage = "10", .hours = "0:100:1"}, NO_JOB, false, 10000, false, 0},
        {{.target = "rest+1000", .wage = "10", .hours = "0:100:1"}, NO_JOB, true, 4550, false, 0},
        {{.target = "gross=200", .wage = "10"}, NO_JOB, true, 500, false, 0},
        {{.target = "grant-50", .wage = "10"}, NO_JOB, true, 501, false, 0}, /* from above */
        {{.target = "people/a/grant=0", .wage = "10"}, NO_JOB, true, 501, false, 0},
        {{.target = "rest+300", .vary = "wage", .hours = "10"}, NO_JOB, true, 1050, false, 0},
        {{.target = "rest+1", .vary = "wage", .hours = "10"}, NO_JOB, true, 800, false, 0}, /* the least there is */
        {{.target = "rest+300", .vary = "pay"}, NO_JOB, true, 41999, false, 0},
        {{.target = "rest=390", .vary = "pay"},
         WITH("\"a\": {\"jobs\": [{\"pay\": {\"amount\": 50, \"per\": \"week\"}}]}"),
         true,
         10000,
         false,
         0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(KNOWN_SET, NULL);
        struct bo_reach *reach = find_reach(c, rows[i].json, rows[i].options);
        cr_assert_not_null(reach, "row %zu: %s", i, first_message(c));
        enum bo_vary_what what = reach->varied->options.what;
        const struct bo_vary_point *at = &reach->at, *lost = &reach->lost_at;
        bo_wide value = what == BO_VARY_HOURS ? at->hours : what == BO_VARY_WAGE ? at->wage : at->pay;
        cr_expect_eq(reach->reached, rows[i].reached, "row %zu", i);
        cr_expect_eq((long)value, rows[i].at, "row %zu: %ld", i, (long)value);
        cr_expect_eq(reach->lost, rows[i].lost, "row %zu", i);
        cr_expect(!rows[i].lost || lost->hours == rows[i].lost_at, "row %zu: %ld", i, (long)lost->hours);
        struct bo_calc_options how = {.file = "case.json", .on = BO_DATE_NONE};
        cr_assert_eq(bo_reach_calculate(reach, &how, &c->calc, &c->diags), BO_OK, "row %zu: %s", i, first_message(c));
        if (strcmp(reach->variable, "rest") == 0) { /* the calculation says the same */
            cr_expect_eq(hundredths(c->calc->scenarios.at[1].balance), hundredths(reach->value), "row %zu", i);
        }
        bo_reach_free(reach);
        end_calculated(c);
    }
}

Test(reach, wrong_questions)
{
    static const struct {
        struct bo_reach_options options;
        const char *code;
    } rows[] = {
        {{.target = "rest"}, "bad-target"},
        {{.target = "+5"}, "bad-target"},
        {{.target = "rest+"}, "bad-target"},
        {{.target = "rest+x"}, "bad-number"},
        {{.target = "rest+1.0000001"}, "bad-number"},
        {{.target = "nothing+1"}, "unknown-name"},
        {{.target = "hours+1"}, "unknown-name"},
        {{.target = "people/b/grant+1"}, "unknown-name"},
        {{.target = "rest+1", .vary = "time"}, "unknown-name"},
        {{.target = "rest+1", .hours = "x"}, "bad-number"},
        {{.target = "rest+1", .vary = "wage"}, "missing-fact"},
        {{.target = "rest+1", .scenario = "y"}, "unknown-name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct calculated *c = open_rules(KNOWN_SET, NULL);
        cr_expect_null(find_reach(c, NO_JOB, rows[i].options));
        cr_expect_eq(c->status, BO_USAGE, "row %zu", i);
        cr_expect_str_eq(c->diags.list.n > 0 ? c->diags.list.at[0].code : "", rows[i].code, "row %zu: %s", i,
                         first_message(c));
        end_calculated(c);
    }
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what)) {
        n++;
    }
    return n;
}

/* The same in all forms, names escaped, nothing that runs. */
Test(grid, rendered)
{
    struct calculated *c = open_rules(KNOWN_SET, NULL);
    struct bo_grid *grid = make_grid(c, NO_JOB, (struct bo_grid_options){.wage = "10"});
    cr_assert_not_null(grid, "%s", first_message(c));
    const struct bo_look look = {.width = 100};
    const char *csv = bo_render_grid_csv(&c->arena, grid), *json = bo_render_grid_json(&c->arena, grid, "1"),
               *text = bo_render_grid_text(&c->arena, grid, &look), *svg = bo_render_grid_svg(&c->arena, grid);
    cr_expect_str_eq(csv, "hours,wage,gross,rest,difference,gain_of_hour\r\n0,10.00,0.00,100.00,0.00,\r\n"
                          "5,10.00,200.00,290.00,190.00,9.50\r\n10,10.00,400.00,390.00,290.00,5.00\r\n"
                          "15,10.00,600.00,490.00,390.00,5.00\r\n20,10.00,800.00,590.00,490.00,5.00\r\n");
    static const char *const in_json[] = {
        "\"level_again\": {\n        \"hours\": \"7.5\",\n        \"gross\": \"300.00\"\n",
        "\"rest_before\": \"290.00\"",
        "\"rest_after\": \"190.40\"",
        "\"loss\": \"99.60\"",
        "\"reason\": \"most_for_an_hour\"",
        "\"reason\": \"most\""};
    for (size_t i = 0; i < sizeof in_json / sizeof *in_json; i++) {
        cr_expect_not_null(strstr(json, in_json[i]), "%s is not in %s", in_json[i], json);
    }
    cr_expect_not_null(strstr(text, "because of: Grant. From"), "%s", text);
    cr_expect_not_null(strstr(text, "on you never have less than before."), "%s", text);
    cr_expect_eq(count(svg, "<svg"), 1);
    cr_expect_eq(count(svg, "</svg>\n"), 1);
    cr_expect_eq(count(svg, "<circle"), 4); /* two cliffs, in the picture and below it */
    cr_expect_eq(count(svg, "<script"), 0);
    cr_expect_eq(count(svg, "<known>"), 0);
    cr_expect_not_null(strstr(svg, "Small &amp; &lt;known&gt;"));
    cr_expect_not_null(strstr(svg, "<title"));
    cr_expect_not_null(strstr(svg, "<desc"));
    const char *html = bo_render_grid_html(&c->arena, grid, &(bo_sheet_steps){0}, "1");
    cr_expect_eq(count(html, "<svg class=\"chart\""), 1);
    cr_expect_eq(count(html, "<circle"), 2);
    cr_expect_eq(count(html, "<script"), 0);
    cr_expect_eq(count(html, "<known>"), 0);
    static const char *const in_html[] = {
        "<p class=\"first\">With <bdi>20\u00a0hours/week</bdi> you would have <bdi>¤ 490.00</bdi> more",
        "<li>Above 5\u00a0hours/week (pay of ¤ 200.00) you lose ¤ 99.60, because of: Grant. From 7.5\u00a0hours/week "
        "(pay of "
        "¤ 300.00) on you have as much again.</li>",
        "<tr><th scope=\"row\">5</th><td><data value=\"200.00\">200.00</data></td><td><data value=\"290.00\">290.00"
        "</data></td><td><data value=\"190.00\">+190.00</data></td><td><data value=\"9.50\">9.50</data></td></tr>"};
    for (size_t i = 0; i < sizeof in_html / sizeof *in_html; i++) {
        cr_expect_not_null(strstr(html, in_html[i]), "%s is not in %s", in_html[i], html);
    }
    bo_grid_free(grid);
    end_calculated(c);
}
