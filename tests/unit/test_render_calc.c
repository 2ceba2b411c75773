/* The calculation as text, JSON and CSV: sheets made by hand, and exactly what is read. */
#include "paper.h"

/* Two groups that count, one that does not; a line that was not calculated, one that is given, one that is nothing. */
static void fill_paper(struct paper *p)
{
    add_scenario(p, "before", "before");
    add_scenario(p, "shop", "Shop, 16 hours");
    add_group(p, "in", "in_total", "Money coming in");
    add_group(p, "out", "out_total", "Money going out");
    add_group(p, "below", NULL, "Taken off");
    struct bo_group *groups = p->set.sheet.groups.at;
    add_line(p, &groups[0], "pay", "Take-home pay");
    add_line(p, &groups[0], "grant", "Grant");
    add_line(p, &groups[0], "gift", "Gift");
    add_line(p, &groups[0], "bonus", "Bonus");
    add_line(p, &groups[1], "rent", "Rent");
    add_line(p, &groups[1], "fare", "Fares");
    add_line(p, &groups[2], "debt", "Debts");
    balance(p, "in_total", "out_total");
    fill(p, 0, (const int64_t[]){0, 123456, 0, UNKNOWN, 48707, 1000, 2500});
    fill(p, 1, (const int64_t[]){88123, 78905, 0, UNKNOWN, 48707, 0, 2500});
    p->calc.scenarios.at[1].groups[0].lines[1].amount.given = true;
}

Test(render_calc, sheet)
{
    struct paper p;
    paper_open(&p, "en", "¤{}");
    fill_paper(&p);
    struct bo_sheet_period month = {.id = "month", .factor = "1", .label = text(&p, "a month")};
    struct bo_measure gain = {
        .id = "gain_per_hour", .over_id = "hours", .places = 2, .label = text(&p, "Gain for each hour")};
    struct bo_calc_measure known = {&gain, true, 645, 2}, unknown = {&gain, false, 0, 2};
    p.calc.period = &month;
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, known);
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, unknown);
    struct bo_input paid = {.named = {.element = BO_E_INPUT, .id = "paid"}, .unit = {.n = 1, .factor = {{0, 1}}}};
    struct bo_named *named = &paid.named;
    bo_intern(&p.set.names, "paid");
    BO_PUSH(&p.arena, &p.set.by_name, named);
    struct bo_measure share = {.id = "kept_share", .over_id = "paid", .places = 4};
    struct bo_calc_measure part = {&share, true, 5058, 4};
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, part);
    p.set.sheet.groups.at[0].lines.at[1].text = text(&p, "It falls by what is earned.");
    add_notice(&p, &p.calc.assumptions, "loan", "no student loan")->field = "/people/you/loan";
    add_notice(&p, &p.calc.assumptions, "loan", "no student loan")->field = "/people/he/loan";
    struct bo_notice *trade = add_notice(&p, &p.calc.assumptions, "trade", "work on land.");
    trade->field = "/people/you/jobs/0/trade";
    trade->scenario = "shop";
    struct bo_notice *single = add_notice(&p, &p.calc.warnings, "seen-once", "1 figure is not confirmed");
    BO_PUSH(&p.arena, &single->cites, "Act 1 s 2");
    add_notice(&p, &p.calc.not_calculated, "gap", "Bonus: not yet set");
    add_notice(&p, &p.calc.scenarios.at[1].messages, "tell", "Tell the office of the job.");
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){.width = 72}),
                "Better-off calculation: Made Up\n"
                "Rules of 1 June 2030 (made 1) · amounts a month in CRD\n"
                "\n"
                "                          before   Shop, 16 hours\n"
                "\n"
                "Money coming in\n"
                "  Take-home pay             0.00           881.23\n"
                "  Grant                 1,234.56           789.05*\n"
                "  Bonus                        —                —\n"
                "  Total                 1,234.56?        1,670.28?\n"
                "\n"
                "Money going out\n"
                "  Rent                    487.07           487.07\n"
                "  Fares                    10.00             0.00\n"
                "  Total                   497.07           487.07\n"
                "\n"
                "Left over                 737.49?        1,183.21?\n"
                "Difference from before                    +445.72?\n"
                "\n"
                "Taken off\n"
                "  Debts                    25.00            25.00\n"
                "\n"
                "Nothing in any column: Gift.\n"
                "* given in the case, not worked out\n"
                "— not calculated\n"
                "? without what was not calculated\n"
                "\n"
                "Shop, 16 hours\n"
                "  Left over: ¤445.72 more a month than before, without what was not\n"
                "  calculated.\n"
                "  Gain for each hour: ¤6.45.\n"
                "  kept share: 50.58%.\n"
                "  Take-home pay  starts: ¤881.23.\n"
                "  Grant          ¤445.51 less: now ¤789.05. It falls by what is earned.\n"
                "  Fares          stops: it was ¤10.00.\n"
                "  Stays the same: Rent; Debts.\n"
                "\n"
                "Please note\n"
                "  – Tell the office of the job · Shop, 16 hours\n"
                "\n"
                "What was assumed\n"
                "  – no student loan · you, he\n"
                "  – work on land · you/jobs/0 · Shop, 16 hours\n"
                "\n"
                "Warnings\n"
                "  – 1 figure is not confirmed · Act 1 s 2\n"
                "\n"
                "Not calculated\n"
                "  – Bonus: not yet set\n"
                "\n"
                "What this rests on\n"
                "  Made Up (made 1). Rules of 1 June 2030.\n");
    paper_close(&p);
}

Test(render_calc, other_language)
{
    struct paper p;
    paper_open(&p, "nb", "{} kr");
    fill_paper(&p);
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){.width = 60}),
                "Hva lønner seg: Made Up\n"
                "Regler per 1. juni 2030 (made 1) · beløp i CRD\n"
                "\n"
                "                        før   Shop, 16 hours\n"
                "\n"
                "Money coming in\n"
                "  Take-home pay        0,00           881,23\n"
                "  Grant            1 234,56           789,05*\n"
                "  Bonus                   —                —\n"
                "  Sum              1 234,56?        1 670,28?\n"
                "\n"
                "Money going out\n"
                "  Rent               487,07           487,07\n"
                "  Fares               10,00             0,00\n"
                "  Sum                497,07           487,07\n"
                "\n"
                "Left over            737,49?        1 183,21?\n"
                "Forskjell fra før                    +445,72?\n"
                "\n"
                "Taken off\n"
                "  Debts               25,00            25,00\n"
                "\n"
                "Ingenting i noen kolonne: Gift.\n"
                "* oppgitt i saken, ikke beregnet\n"
                "— ikke beregnet\n"
                "? uten det som ikke er beregnet\n"
                "\n"
                "Shop, 16 hours\n"
                "  Left over: 445,72 kr mer enn før, uten det som ikke er\n"
                "  beregnet.\n"
                "  Take-home pay  begynner: 881,23 kr.\n"
                "  Grant          445,51 kr mindre: nå 789,05 kr.\n"
                "  Fares          stopper: det var 10,00 kr.\n"
                "  Blir som før: Rent; Debts.\n"
                "\n"
                "Dette bygger beregningen på\n"
                "  Made Up (made 1). Regler per 1. juni 2030.\n");
    paper_close(&p);
}

/* A balance that falls; more than one word for it where a scenario stays as it was. */
Test(render_calc, less_and_same)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    add_scenario(&p, "before", NULL);
    add_scenario(&p, "worse", NULL);
    add_scenario(&p, "same", NULL);
    add_group(&p, "in", "in_total", "In");
    add_line(&p, &p.set.sheet.groups.at[0], "pay", "Pay");
    balance(&p, "in_total", "none");
    fill(&p, 0, (const int64_t[]){-5});
    fill(&p, 1, (const int64_t[]){-123456789});
    fill(&p, 2, (const int64_t[]){-5});
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){0}),
                "Better-off calculation: Made Up\n"
                "Rules of 1 June 2030 (made 1) · amounts in CRD\n"
                "\n"
                "                        before          worse   same\n"
                "\n"
                "In\n"
                "  Pay                    −0.05  −1,234,567.89  −0.05\n"
                "  Total                  −0.05  −1,234,567.89  −0.05\n"
                "\n"
                "Left over                −0.05  −1,234,567.89  −0.05\n"
                "Difference from before          −1,234,567.84   0.00\n"
                "\n"
                "worse\n"
                "  Left over: 1,234,567.84\u00a0CRD less than before.\n"
                "  Pay  1,234,567.84\u00a0CRD less: now −1,234,567.89\u00a0CRD.\n"
                "\n"
                "same\n"
                "  Left over: the same as before.\n"
                "  Stays the same: Pay.\n"
                "\n"
                "What this rests on\n"
                "  Made Up (made 1). Rules of 1 June 2030.\n");
    paper_close(&p);
}

Test(render_calc, nothing_at_all)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    struct bo_look look = {0};
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &look), "Better-off calculation: Made Up\n"
                                                               "Rules of 1 June 2030 (made 1) · amounts in CRD\n"
                                                               "\n"
                                                               "What this rests on\n"
                                                               "  Made Up (made 1). Rules of 1 June 2030.\n");
    expect_text(bo_render_calc_csv(&p.arena, &p.calc), "kind,group,id,label\r\n");
    add_scenario(&p, "before", NULL);
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &look), "Better-off calculation: Made Up\n"
                                                               "Rules of 1 June 2030 (made 1) · amounts in CRD\n"
                                                               "\n"
                                                               "What this rests on\n"
                                                               "  Made Up (made 1). Rules of 1 June 2030.\n");
    paper_close(&p);
}

/* One scenario: nothing to compare with, so what the lines are is told. */
Test(render_calc, only_one)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    add_scenario(&p, "before", NULL);
    add_group(&p, "in", "in_total", "In");
    add_line(&p, &p.set.sheet.groups.at[0], "pay", "Pay");
    p.set.sheet.groups.at[0].lines.at[0].text = text(&p, "What the job brings.");
    balance(&p, "in_total", "none");
    fill(&p, 0, (const int64_t[]){100});
    add_notice(&p, &p.calc.scenarios.at[0].messages, "m", "A message.");
    expect_text(bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){0}),
                "Better-off calculation: Made Up\n"
                "Rules of 1 June 2030 (made 1) · amounts in CRD\n"
                "\n"
                "            now\n"
                "\n"
                "In\n"
                "  Pay      1.00\n"
                "  Total    1.00\n"
                "\n"
                "Left over  1.00\n"
                "\n"
                "About these lines\n"
                "  Pay  What the job brings.\n"
                "\n"
                "Please note\n"
                "  – A message.\n"
                "\n"
                "What this rests on\n"
                "  Made Up (made 1). Rules of 1 June 2030.\n");
    paper_close(&p);
}

/* Twelve scenarios at 80 columns: blocks below each other, each with the first column; wide letters count twice. */
Test(render_calc, many_scenarios)
{
    static const char *const labels[] = {
        NULL, "Café", "喫茶店で十六時間", "d", "e", "f", "Shop at the corner, 30 hours", "h", "i", "j", "k", "Ünïcödé"};
    struct paper p;
    paper_open(&p, "en", NULL);
    for (size_t s = 0; s < 12; s++) {
        add_scenario(&p, s == 0 ? "before" : bo_printf(&p.arena, "s%zu", s), labels[s]);
    }
    add_group(&p, "in", "in_total", "In");
    add_line(&p, &p.set.sheet.groups.at[0], "pay",
             "A label that is much longer than two fifths of the width of the page");
    balance(&p, "in_total", "none");
    for (size_t s = 0; s < 12; s++) {
        fill(&p, s, (const int64_t[]){(int64_t)s * 1111111});
    }
    for (unsigned width = 30; width <= 130; width += 10) {
        expect_width(&p.arena, bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){.width = width}), width);
    }
    char *page = bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){.width = 80});
    *strstr(page, "\nCafé\n") = '\0';
    expect_text(page, "Better-off calculation: Made Up\n"
                      "Rules of 1 June 2030 (made 1) · amounts in CRD\n"
                      "\n"
                      "                                                      喫茶店で十六時\n"
                      "                                  before        Café              間           d\n"
                      "\n"
                      "In\n"
                      "  A label that is much longer\n"
                      "    than two fifths of the width\n"
                      "    of the page                     0.00   11,111.11       22,222.22   33,333.33\n"
                      "  Total                             0.00   11,111.11       22,222.22   33,333.33\n"
                      "\n"
                      "Left over                           0.00   11,111.11       22,222.22   33,333.33\n"
                      "Difference from before                    +11,111.11      +22,222.22  +33,333.33\n"
                      "\n"
                      "                                                                     Shop at the\n"
                      "                                                                      corner, 30\n"
                      "                                  before           e           f           hours\n"
                      "\n"
                      "In\n"
                      "  A label that is much longer\n"
                      "    than two fifths of the width\n"
                      "    of the page                     0.00   44,444.44   55,555.55       66,666.66\n"
                      "  Total                             0.00   44,444.44   55,555.55       66,666.66\n"
                      "\n"
                      "Left over                           0.00   44,444.44   55,555.55       66,666.66\n"
                      "Difference from before                    +44,444.44  +55,555.55      +66,666.66\n"
                      "\n"
                      "                                  before           h           i           j\n"
                      "\n"
                      "In\n"
                      "  A label that is much longer\n"
                      "    than two fifths of the width\n"
                      "    of the page                     0.00   77,777.77   88,888.88   99,999.99\n"
                      "  Total                             0.00   77,777.77   88,888.88   99,999.99\n"
                      "\n"
                      "Left over                           0.00   77,777.77   88,888.88   99,999.99\n"
                      "Difference from before                    +77,777.77  +88,888.88  +99,999.99\n"
                      "\n"
                      "                                  before            k      Ünïcödé\n"
                      "\n"
                      "In\n"
                      "  A label that is much longer\n"
                      "    than two fifths of the width\n"
                      "    of the page                     0.00   111,111.10   122,222.21\n"
                      "  Total                             0.00   111,111.10   122,222.21\n"
                      "\n"
                      "Left over                           0.00   111,111.10   122,222.21\n"
                      "Difference from before                    +111,111.10  +122,222.21\n");
    paper_close(&p);
}

Test(render_calc, values_asked_for)
{
    struct paper p;
    paper_open(&p, "en", "¤{}");
    struct bo_rule rule = {.named = {.element = BO_E_RULE, .id = "gross", .label = text(&p, "Gross pay")},
                           .unit = {.n = 1, .factor = {{0, 1}}}};
    add_scenario(&p, "before", NULL);
    add_scenario(&p, "after", NULL);
    for (size_t s = 0; s < 2; s++) {
        struct bo_calc_value *values = bo_alloc_array(&p.arena, 2, sizeof *values);
        values[0] = (struct bo_calc_value){.id = "gross", .named = &rule.named, .text = s == 0 ? NULL : "1234.50"};
        values[1] = (struct bo_calc_value){.id = "adult", .text = "true"};
        struct bo_calc_value direct = {.id = "people/you/gross", .named = &rule.named, .text = values[0].text};
        struct bo_calc_person you = {"people", "you", s + 1, values};
        BO_PUSH(&p.arena, &p.calc.scenarios.at[s].values, values[0]);
        BO_PUSH(&p.arena, &p.calc.scenarios.at[s].values, direct);
        BO_PUSH(&p.arena, &p.calc.scenarios.at[s].persons, you);
    }
    char *page = bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){0});
    char *values = strstr(page, "Values asked for");
    cr_assert_not_null(values);
    *strstr(values, "\n\n") = '\0';
    expect_text(values, "Values asked for\n"
                        "                            before     after\n"
                        "  Gross pay (gross, CRD)         —  1,234.50\n"
                        "  you\n"
                        "    Gross pay (gross, CRD)       —  1,234.50\n"
                        "    adult (adult)                        yes");
    expect_text(bo_render_calc_csv(&p.arena, &p.calc), "kind,group,id,label,before,after\r\n"
                                                       "value,,gross,Gross pay,,1234.50\r\n"
                                                       "value,,people/you/gross,Gross pay,,1234.50\r\n"
                                                       "value,,people/you/adult,adult,,true\r\n");
    paper_close(&p);
}

Test(render_calc, help)
{
    struct paper p;
    paper_open(&p, "en", "¤{}");
    add_scenario(&p, "before", NULL);
    add_scenario(&p, "after", NULL);
    p.set.sheet.help_label = text(&p, "Help besides money");
    struct bo_help_item meals = {
        .value_id = "meals", .label = text(&p, "Free meals"), .text = text(&p, "Ask the school.")};
    struct bo_help_item bus = {.value_id = "bus", .label = text(&p, "Bus pass")},
                        teeth = {.value_id = "teeth", .label = text(&p, "Dentist")}, eyes = {.value_id = "eyes"},
                        milk = {.value_id = "free_milk"};
    struct bo_calc_help help[] = {{.item = &meals,
                                   .before_known = true,
                                   .before = true,
                                   .now_known = true,
                                   .worth_text = "495.00",
                                   .worth_unit = "CRD"},
                                  {.item = &bus, .before_known = true, .now_known = true, .now = true},
                                  {.item = &teeth, .before_known = true, .now_known = false},
                                  {.item = &milk, .before_known = true, .before = true, .now_known = true, .now = true},
                                  {.item = &eyes, .before_known = true, .now_known = true}};
    for (size_t i = 0; i < 5; i++) {
        BO_PUSH(&p.arena, &p.calc.scenarios.at[1].help, help[i]);
    }
    char *page = bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){0});
    char *told = strstr(page, "after");
    *strstr(told, "\n\n") = '\0';
    expect_text(told, "after\n"
                      "  Help besides money\n"
                      "  Free meals  stops, worth ¤495.00. Ask the school.\n"
                      "  Bus pass    starts.\n"
                      "  Stays the same: free milk.\n"
                      "  Not calculated: Dentist.");
    char *json = strstr(compact(&p.arena, bo_render_calc_json(&p.arena, &p.calc, "1")), "\"help\"");
    cr_assert_not_null(json);
    *strstr(json, ",\"messages\"") = '\0';
    expect_text(json, "\"help\":[{\"id\":\"meals\",\"label\":\"Free "
                      "meals\",\"before\":true,\"after\":false,\"value\":\"495.00\",\"unit\":\"CRD\",\"cite\":[]},"
                      "{\"id\":\"bus\",\"label\":\"Bus "
                      "pass\",\"before\":false,\"after\":true,\"value\":null,\"cite\":[]},{\"id\":\"teeth\","
                      "\"label\":\"Dentist\",\"before\":false,\"after\":null,\"value\":null,\"cite\":[]},"
                      "{\"id\":\"free_milk\",\"label\":\"free "
                      "milk\",\"before\":true,\"after\":true,\"value\":null,\"cite\":[]},{\"id\":\"eyes\","
                      "\"label\":\"eyes\",\"before\":false,\"after\":false,\"value\":null,\"cite\":[]}]");
    paper_close(&p);
}

/* What stands in a case may be anything: no escape code of it reaches the terminal. */
Test(render_calc, hostile_labels)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    add_scenario(&p, "before", NULL);
    add_scenario(&p, "x", "a\033[31mb\nc");
    add_group(&p, "in", "in_total", "In");
    add_line(&p, &p.set.sheet.groups.at[0], "pay", "Pay\033]0;title\007");
    balance(&p, "in_total", "none");
    fill(&p, 0, (const int64_t[]){100});
    fill(&p, 1, (const int64_t[]){200});
    char *page = bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){0});
    cr_expect_null(strpbrk(page, "\033\007\r"));
    cr_expect_not_null(strstr(bo_render_calc_text(&p.arena, &p.calc, &(struct bo_look){.colour = true}),
                              "\033[32m  Left over: 1.00\u00a0CRD more than before.\033[0m\n"));
    paper_close(&p);
}

Test(render_calc, json)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    fill_paper(&p);
    p.set.sha256 = "abc";
    struct bo_measure share = {.id = "kept_share", .places = 4};
    struct bo_calc_measure known = {&share, true, 4300, 4}, unknown = {&share, false, 0, 4};
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, known);
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, unknown);
    struct bo_entity people = {.kind = BO_ENTITY_MAP, .key = "people"}, *entity = &people;
    BO_PUSH(&p.arena, &p.set.entities, entity);
    add_notice(&p, &p.calc.assumptions, "loan", "no loan")->field = "/people/you/loan";
    struct bo_notice *message = add_notice(&p, &p.calc.scenarios.at[1].messages, "tell", "Tell \"them\".");
    BO_PUSH(&p.arena, &message->cites, "Act 1 s 2");
    struct bo_notice *single = add_notice(&p, &p.calc.warnings, "seen-once", "1 figure");
    BO_PUSH(&p.arena, &single->items, "Rate");
    struct bo_file overlay = {"reform.xml", "def"};
    BO_PUSH(&p.arena, &p.set.overlays, overlay);
    expect_text(compact(&p.arena, bo_render_calc_json(&p.arena, &p.calc, "0.1.0")),
                "{\"program\":\"betteroff "
                "0.1.0\",\"rules\":{\"id\":\"made\",\"version\":\"1\",\"sha256\":\"abc\",\"date\":\"2030-06-01\","
                "\"overlays\":[{\"path\":\"reform.xml\",\"sha256\":\"def\"}]},\"currency\":\"CRD\",\"period\":null,"
                "\"scenarios\":[{\"id\":\"before\",\"in_total\":\"1234.56\",\"out_total\":\"497.07\","
                "\"rest\":\"737.49\",\"lines\":[{\"id\":\"pay\",\"group\":\"in\",\"label\":\"Take-home "
                "pay\",\"amount\":\"0.00\",\"cite\":[]},{\"id\":\"grant\",\"group\":\"in\",\"label\":\"Grant\","
                "\"amount\":\"1234.56\",\"cite\":[]},{\"id\":\"gift\",\"group\":\"in\",\"label\":\"Gift\","
                "\"amount\":\"0.00\",\"cite\":[]},{\"id\":\"bonus\",\"group\":\"in\",\"label\":\"Bonus\","
                "\"amount\":null,\"cite\":[]},{\"id\":\"rent\",\"group\":\"out\",\"label\":\"Rent\","
                "\"amount\":\"487.07\",\"cite\":[]},{\"id\":\"fare\",\"group\":\"out\",\"label\":\"Fares\","
                "\"amount\":\"10.00\",\"cite\":[]},{\"id\":\"debt\",\"group\":\"below\",\"label\":\"Debts\","
                "\"amount\":\"25.00\",\"cite\":[]}],\"values\":{},\"people\":{},\"messages\":[]},{\"id\":\"shop\","
                "\"label\":\"Shop, 16 "
                "hours\",\"in_total\":\"1670.28\",\"out_total\":\"487.07\",\"rest\":\"1183.21\","
                "\"difference\":\"445.72\",\"kept_share\":null,\"lines\":[{\"id\":\"pay\",\"group\":\"in\","
                "\"label\":\"Take-home "
                "pay\",\"amount\":\"881.23\",\"cite\":[]},{\"id\":\"grant\",\"group\":\"in\",\"label\":\"Grant\","
                "\"amount\":\"789.05\",\"cite\":[],\"given\":true},{\"id\":\"gift\",\"group\":\"in\","
                "\"label\":\"Gift\",\"amount\":\"0.00\",\"cite\":[]},{\"id\":\"bonus\",\"group\":\"in\","
                "\"label\":\"Bonus\",\"amount\":null,\"cite\":[]},{\"id\":\"rent\",\"group\":\"out\","
                "\"label\":\"Rent\",\"amount\":\"487.07\",\"cite\":[]},{\"id\":\"fare\",\"group\":\"out\","
                "\"label\":\"Fares\",\"amount\":\"0.00\",\"cite\":[]},{\"id\":\"debt\",\"group\":\"below\","
                "\"label\":\"Debts\",\"amount\":\"25.00\",\"cite\":[]}],\"values\":{},\"people\":{},"
                "\"changes\":[{\"id\":\"pay\",\"change\":\"starts\",\"from\":\"0.00\",\"to\":\"881.23\"},"
                "{\"id\":\"grant\",\"change\":\"less\",\"from\":\"1234.56\",\"to\":\"789.05\"},{\"id\":\"rent\","
                "\"change\":\"stays\",\"from\":\"487.07\",\"to\":\"487.07\"},{\"id\":\"fare\",\"change\":\"stops\","
                "\"from\":\"10.00\",\"to\":\"0.00\"},{\"id\":\"debt\",\"change\":\"stays\",\"from\":\"25.00\","
                "\"to\":\"25.00\"}],\"help\":[],\"messages\":[{\"code\":\"tell\",\"text\":\"Tell "
                "\\\"them\\\".\",\"cite\":[\"Act 1 s "
                "2\"],\"by\":null}]}],\"assumptions\":[{\"field\":\"/people/you/loan\",\"value\":null,\"text\":\"no "
                "loan\",\"code\":\"loan\"}],\"not_calculated\":[],\"warnings\":[{\"code\":\"seen-once\","
                "\"text\":\"1 figure\",\"items\":[\"Rate\"]}]}");
    paper_close(&p);
}

Test(render_calc, csv)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    fill_paper(&p);
    p.set.sheet.groups.at[0].lines.at[0].label = text(&p, "Pay, \"net\"");
    expect_text(bo_render_calc_csv(&p.arena, &p.calc), "kind,group,id,label,before,shop\r\n"
                                                       "line,in,pay,\"Pay, \"\"net\"\"\",0.00,881.23\r\n"
                                                       "line,in,grant,Grant,1234.56,789.05\r\n"
                                                       "line,in,gift,Gift,0.00,0.00\r\n"
                                                       "line,in,bonus,Bonus,,\r\n"
                                                       "total,in,in_total,Money coming in,1234.56,1670.28\r\n"
                                                       "line,out,rent,Rent,487.07,487.07\r\n"
                                                       "line,out,fare,Fares,10.00,0.00\r\n"
                                                       "total,out,out_total,Money going out,497.07,487.07\r\n"
                                                       "line,below,debt,Debts,25.00,25.00\r\n"
                                                       "balance,,rest,Left over,737.49,1183.21\r\n"
                                                       "difference,,difference,Difference from before,,445.72\r\n");
    paper_close(&p);
}
