/* Explanations as text and JSON: trees made by hand, and exactly what is read. */
#include "paper.h"

static struct bo_step *step(struct paper *p, enum bo_step_kind kind, const char *id, const char *label,
                            const char *value, const char *unit)
{
    struct bo_step *made = bo_alloc(&p->arena, sizeof *made);
    *made = (struct bo_step){.kind = kind, .variable = id, .label = label, .value = value, .unit = unit};
    return made;
}

static struct bo_explanation tree(struct paper *p)
{
    p->set.sha256 = "abc";
    struct bo_step *root = step(p, BO_STEP_RULE, "grant", "Grant", "1234.29", "CRD/month");
    struct bo_step *rate = step(p, BO_STEP_PARAM, "rate", "Rate", "0.55", "");
    struct bo_step *hours = step(p, BO_STEP_INPUT, "hours", "Hours", "1", "hour/week");
    struct bo_step *part = step(p, BO_STEP_PART, "over_limit", "over limit", "30/7", "CRD/month");
    struct bo_step *again = step(p, BO_STEP_RULE, "extra", "Extra", "5.00", "CRD/week");
    struct bo_step *extra = step(p, BO_STEP_RULE, "extra", "Extra", "5.00", "CRD/week");
    struct bo_step *lost = step(p, BO_STEP_RULE, "lost", "Lost", NULL, "");
    struct bo_rounding_step first = {"30/7", "4.29", "half up to 2 decimals", "Act 1 s 9"},
                            second = {"1234.29", "1234.29", "down to 2 decimals", NULL};
    root->entity = extra->entity = again->entity = "you";
    hours->entity = "you/jobs/0";
    root->text = "What is left of it.";
    root->because = "Hours > 0: true";
    root->formula = "Rate × over limit";
    root->working = "0.55 × ¤4.29";
    BO_PUSH(&p->arena, &root->roundings, first);
    BO_PUSH(&p->arena, &root->roundings, second);
    BO_PUSH(&p->arena, &root->cites, "Act 1 s 1");
    rate->from = "2030-01-01";
    rate->checked = "2030-05-01";
    rate->confidence = 'C';
    rate->unverified = true;
    BO_PUSH(&p->arena, &rate->cites, "Act 1 s 2");
    hours->assumed = true;
    part->formula = part->working = "3";
    extra->given = true;
    again->again = true;
    lost->reason = "not yet set";
    BO_PUSH(&p->arena, &root->inputs, rate);
    BO_PUSH(&p->arena, &root->inputs, part);
    BO_PUSH(&p->arena, &part->inputs, hours);
    BO_PUSH(&p->arena, &part->inputs, extra);
    BO_PUSH(&p->arena, &root->inputs, again);
    BO_PUSH(&p->arena, &root->inputs, lost);
    return (struct bo_explanation){
        .program = &p->program, .kase = &p->kase, .scenario = 1, .lang = p->calc.lang, .step = root};
}

static void open_tree(struct paper *p, const char *lang)
{
    paper_open(p, lang, "¤{}");
    add_scenario(p, "before", "before");
    add_scenario(p, "shop", "Shop");
    struct bo_sheet_period month = {.id = "month", .factor = "1", .label = text(p, "a month")};
    BO_PUSH(&p->arena, &p->set.sheet.periods, month);
}

Test(render_explain, steps)
{
    struct paper p;
    open_tree(&p, "en");
    struct bo_explanation explanation = tree(&p);
    expect_text(bo_render_explain_text(&p.arena, &explanation, &(struct bo_look){.width = 78}),
                "How Grant comes about\n"
                "Shop · Rules of 1 June 2030 (made 1)\n"
                "\n"
                "1. Grant (grant, you) = ¤1,234.29 a month\n"
                "   What is left of it.\n"
                "   because   Hours > 0: true\n"
                "   how       Rate × over limit\n"
                "   numbers   0.55 × ¤4.29\n"
                "   rounding  4.285714… → 4.29, half up to 2 decimals · Act 1 s 9\n"
                "   rounding  1,234.29, nothing to round\n"
                "   law       Act 1 s 1\n"
                "  2. Rate (rate) = 0.55 · since 1 January 2030 · checked 1 May 2030 · seen in\n"
                "     one place only · the text of the law was not seen · Act 1 s 2\n"
                "  3. over limit = ¤30/7 a month (4.285714…)\n"
                "     how       3\n"
                "    4. Hours (hours, you/jobs/0) = 1\u00a0hour/week · assumed, the case does not\n"
                "       say\n"
                "    5. Extra (extra, you) = ¤5.00/week · given in the case, not worked out\n"
                "  – Extra (extra, you) = ¤5.00/week · see 5\n"
                "  6. Lost (lost) = not calculated · not yet set\n"
                "\n"
                "What this rests on\n"
                "  Made Up (made 1). Rules of 1 June 2030.\n"
                "  SHA-256 abc\n");
    paper_close(&p);
}

/* Yes or no, and what is nothing, wait until the sum is told; what was first told there is told where it is needed. */
Test(render_explain, order)
{
    struct paper p;
    open_tree(&p, "en");
    struct bo_step *root = step(&p, BO_STEP_RULE, "grant", "Grant", "5.00", "CRD/month");
    struct bo_step *holds = step(&p, BO_STEP_RULE, "adult", "Adult", "true", "");
    struct bo_step *nothing = step(&p, BO_STEP_RULE, "cut", "Cut", "0.00", "CRD/month");
    struct bo_step *pay = step(&p, BO_STEP_RULE, "pay", "Pay", "5.00", "CRD/month"),
                   *again = step(&p, BO_STEP_RULE, "pay", "Pay", "5.00", "CRD/month");
    struct bo_step *age = step(&p, BO_STEP_INPUT, "age", "Age", NULL, ""),
                   *told = step(&p, BO_STEP_INPUT, "wage", "Wage", "5.00", "CRD");
    root->formula = root->working = "Pay − Cut";
    holds->formula = "Age ≥ 16";
    nothing->formula = "Pay × 0";
    pay->formula = "Wage";
    again->again = true;
    age->reason = "the case does not say";
    BO_PUSH(&p.arena, &root->inputs, holds);
    BO_PUSH(&p.arena, &root->inputs, nothing);
    BO_PUSH(&p.arena, &root->inputs, again);
    BO_PUSH(&p.arena, &holds->inputs, age);
    BO_PUSH(&p.arena, &nothing->inputs, pay);
    BO_PUSH(&p.arena, &nothing->inputs, holds);
    BO_PUSH(&p.arena, &pay->inputs, told);
    struct bo_explanation explanation = {
        .program = &p.program, .kase = &p.kase, .scenario = 0, .lang = "en", .step = root};
    expect_text(bo_render_explain_text(&p.arena, &explanation, &(struct bo_look){0}),
                "How Grant comes about\n"
                "before · Rules of 1 June 2030 (made 1)\n"
                "\n"
                "1. Grant (grant) = ¤5.00 a month\n"
                "   how       Pay − Cut\n"
                "  – Adult (adult) = yes · see 5\n"
                "  – Cut (cut) = ¤0.00 a month · see 4\n"
                "  2. Pay (pay) = ¤5.00 a month\n"
                "     how       Wage\n"
                "    3. Wage (wage) = ¤5.00\n"
                "\n"
                "What comes to nothing here\n"
                "4. Cut (cut) = ¤0.00 a month\n"
                "   how       Pay × 0\n"
                "  – Pay (pay) = ¤5.00 a month · see 2\n"
                "  – Adult (adult) = yes · see 5\n"
                "\n"
                "Conditions: yes or no\n"
                "5. Adult (adult) = yes\n"
                "   how       Age ≥ 16\n"
                "  6. Age (age) = the case does not say\n"
                "\n"
                "What this rests on\n"
                "  Made Up (made 1). Rules of 1 June 2030.\n");
    paper_close(&p);
}

Test(render_explain, fits_the_width)
{
    struct paper p;
    open_tree(&p, "nn");
    struct bo_explanation explanation = tree(&p);
    struct bo_step *deep = explanation.step;
    for (int i = 0; i < 40; i++) { /* a chain that is deeper than the page is wide */
        struct bo_step *next = step(&p, BO_STEP_PART, "p", "a part with some words", "1", "");
        next->formula = next->working = "the part below it, whatever that may be";
        BO_PUSH(&p.arena, &deep->inputs, next);
        deep = next;
    }
    for (unsigned width = 30; width <= 120; width += 15) {
        expect_width(&p.arena, bo_render_explain_text(&p.arena, &explanation, &(struct bo_look){.width = width}),
                     width);
    }
    paper_close(&p);
}

Test(render_explain, json)
{
    struct paper p;
    open_tree(&p, "en");
    struct bo_explanation explanation = tree(&p);
    const char *known = compact(&p.arena, bo_render_explain_json(&p.arena, &explanation, "0.1.0"));
    cr_expect_not_null(strstr(known, "\"not_calculated\":[]"), "what is known hangs on nothing that is not");
    explanation.step->value = NULL;
    expect_text(
        compact(&p.arena, bo_render_explain_json(&p.arena, &explanation, "0.1.0")),
        "{\"program\":\"betteroff "
        "0.1.0\",\"rules\":{\"id\":\"made\",\"version\":\"1\",\"sha256\":\"abc\",\"date\":\"2030-06-01\"},"
        "\"variable\":\"grant\",\"label\":\"Grant\",\"scenario\":\"shop\",\"entity\":\"you\",\"value\":null,"
        "\"unit\":\"CRD/month\",\"text\":\"Rate × over limit\",\"cite\":[\"Act 1 s "
        "1\"],\"rounding\":{\"before\":\"1234.29\",\"after\":\"1234.29\",\"mode\":\"down to 2 "
        "decimals\",\"cite\":null},\"roundings\":[{\"before\":\"30/7\",\"after\":\"4.29\",\"mode\":\"half "
        "up to 2 decimals\",\"cite\":\"Act 1 s "
        "9\"},{\"before\":\"1234.29\",\"after\":\"1234.29\",\"mode\":\"down to 2 "
        "decimals\",\"cite\":null}],\"kind\":\"rule\",\"sentence\":\"What is left of it.\",\"working\":\"0.55 "
        "× ¤4.29\",\"because\":\"Hours > 0: "
        "true\",\"inputs\":[{\"variable\":\"rate\",\"label\":\"Rate\",\"scenario\":\"shop\",\"entity\":null,"
        "\"value\":\"0.55\",\"unit\":\"\",\"text\":\"Rate\",\"cite\":[\"Act 1 s "
        "2\"],\"rounding\":null,\"kind\":\"value\",\"from\":\"2030-01-01\",\"confidence\":\"C\","
        "\"checked\":\"2030-05-01\",\"unverified\":true,\"inputs\":[]},{\"variable\":\"over_limit\","
        "\"label\":\"over "
        "limit\",\"scenario\":\"shop\",\"entity\":null,\"value\":\"30/7\",\"unit\":\"CRD/month\","
        "\"text\":\"3\",\"cite\":[],\"rounding\":null,\"kind\":\"part\",\"working\":\"3\","
        "\"inputs\":[{\"variable\":\"hours\",\"label\":\"Hours\",\"scenario\":\"shop\","
        "\"entity\":\"you/jobs/0\",\"value\":\"1\",\"unit\":\"hour/week\",\"text\":\"Hours\",\"cite\":[],"
        "\"rounding\":null,\"kind\":\"input\",\"assumed\":true,\"inputs\":[]},{\"variable\":\"extra\","
        "\"label\":\"Extra\",\"scenario\":\"shop\",\"entity\":\"you\",\"value\":\"5.00\","
        "\"unit\":\"CRD/week\",\"text\":\"Extra\",\"cite\":[],\"rounding\":null,\"kind\":\"rule\",\"given\":true,"
        "\"inputs\":[]}]},{\"variable\":\"extra\",\"label\":\"Extra\",\"scenario\":\"shop\","
        "\"entity\":\"you\",\"value\":\"5.00\",\"unit\":\"CRD/week\",\"text\":\"Extra\",\"cite\":[],"
        "\"rounding\":null,\"kind\":\"rule\",\"again\":true,\"inputs\":[]},{\"variable\":\"lost\","
        "\"label\":\"Lost\",\"scenario\":\"shop\",\"entity\":null,\"value\":null,\"unit\":\"\","
        "\"text\":\"Lost\",\"cite\":[],\"rounding\":null,\"kind\":\"rule\",\"reason\":\"not yet "
        "set\",\"inputs\":[]}],\"assumptions\":[{\"field\":null,\"value\":\"1\",\"text\":\"Hours: "
        "1\",\"code\":\"hours\"},{\"field\":null,\"value\":\"5.00\",\"text\":\"Extra: 5.00, given in the "
        "case, not worked out\",\"code\":\"given\"}],\"not_calculated\":[{\"code\":\"lost\",\"text\":\"not "
        "yet set\"}],\"warnings\":[{\"code\":\"seen-once\",\"text\":\"seen in one place only: Rate "
        "(2030-01-01)\",\"items\":[\"Rate (2030-01-01)\"]}]}");
    paper_close(&p);
}

Test(render_explain, html)
{
    struct paper p;
    open_tree(&p, "en");
    struct bo_explanation explanation = tree(&p);
    struct bo_source act = {.id = "act", .title = "The Act", .number = "Act 1"}, *source = &act;
    BO_PUSH(&p.arena, &p.set.sources, source);
    const char *page = bo_render_explain_html(&p.arena, &explanation, "1.2");
    expect_text(
        strstr(page, "<h1>"),
        "<h1>How Grant comes about</h1>\n"
        "<p><bdi>Shop</bdi> · Rules of 1 June 2030</p>\n"
        "<div class=\"steps\">\n"
        "<ol>\n"
        "<li id=\"step-1\"><details open=\"open\"><summary><b>1.</b> Grant <small>(<bdi>grant, you</bdi>)</small> = "
        "<b>¤1,234.29 a month</b></summary>\n"
        "<p>What is left of it.</p>\n"
        "<dl>\n"
        "<dt>because</dt><dd>Hours &gt; 0: true</dd>\n"
        "<dt>how</dt><dd>Rate × over limit</dd>\n"
        "<dt>numbers</dt><dd>0.55 × ¤4.29</dd>\n"
        "<dt>rounding</dt><dd>4.285714… → 4.29, half up to 2 decimals · Act 1 s 9</dd>\n"
        "<dd>1,234.29, nothing to round</dd>\n"
        "<dt>law</dt><dd>Act 1 s 1</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"step-2\"><b>2.</b> Rate <small>(<bdi>rate</bdi>)</small> = <b>0.55</b> · since 1 January 2030 · "
        "checked 1 May 2030 · seen in one place only · the text of the law was not seen · Act 1 s 2</li>\n"
        "<li id=\"step-3\"><details open=\"open\"><summary><b>3.</b> over limit = <b>¤30/7 a month "
        "(4.285714…)</b></summary>\n"
        "<dl>\n"
        "<dt>how</dt><dd>3</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"step-4\"><b>4.</b> Hours <small>(<bdi>hours, you/jobs/0</bdi>)</small> = <b>1 hour/week</b> · "
        "assumed, the case does not say</li>\n"
        "<li id=\"step-5\"><b>5.</b> Extra <small>(<bdi>extra, you</bdi>)</small> = <b>¤5.00/week</b> · given in the "
        "case, not worked out</li>\n"
        "</ol>\n"
        "</details></li>\n"
        "<li>– Extra <small>(<bdi>extra, you</bdi>)</small> = <b>¤5.00/week</b> · <a href=\"#step-5\">see 5</a></li>\n"
        "<li id=\"step-6\"><b>6.</b> Lost <small>(<bdi>lost</bdi>)</small> = <b>not calculated · not yet set</b></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "</ol>\n"
        "</div>\n"
        "<h2>The law behind it</h2>\n"
        "<ul class=\"small\">\n"
        "<li>Act 1: The Act</li>\n"
        "</ul>\n"
        "<h2>What this rests on</h2>\n"
        "<p>Made Up (made 1). Rules of 1 June 2030.</p>\n"
        "<p class=\"digest\">SHA-256 abc</p>\n"
        "<p>Made with betteroff 1.2.</p>\n"
        "</main>\n"
        "</body>\n"
        "</html>\n");
    paper_close(&p);
}
