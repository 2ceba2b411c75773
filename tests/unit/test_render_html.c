/* Pages in HTML: what is escaped and how; the sheet to take home, made by hand, and exactly what stands in it. */
#include "paper.h"
#include "render/html.h"
#include "render/svg.h"

/* What a fragment becomes. */
static const char *taken(struct bo_html *html)
{
    const char *text = bo_strndup(html->arena, html->buf.at, html->buf.n);
    bo_buf_fini(&html->buf);
    return text;
}

Test(html, texts_are_escaped)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        {"plain", "plain"},
        {"", ""},
        {"a < b > c & d \"e\" 'f'", "a &lt; b &gt; c &amp; d &quot;e&quot; 'f'"},
        {"&amp;", "&amp;amp;"},
        {"{} {}", "{} {}"},
        {"two\nlines\tand\r\na tab", "two lines and  a tab"},
        {"escape \033[31m, bell \007", "escape \xef\xbf\xbd[31m, bell \xef\xbf\xbd"},
        {"broken \xc3\x28 \xff", "broken \xef\xbf\xbd( \xef\xbf\xbd"},
        {"Café – שלום £", "Café – שלום £"},
        /* turned around: U+202E … U+202C, U+2066 … U+2069; marks that turn nothing (U+200F) may stay */
        {"a\u202eb\u202cc", "a\xef\xbf\xbd"
                            "b\xef\xbf\xbd"
                            "c"},
        {"a\u2066b\u2069c", "a\xef\xbf\xbd"
                            "b\xef\xbf\xbd"
                            "c"},
        {"a\u200fb", "a\u200fb"},
        {"not XML: \xef\xbf\xbe \xef\xbf\xbf", "not XML: \xef\xbf\xbd \xef\xbf\xbd"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        struct bo_html html;
        bo_arena_init(&arena);
        bo_html_open(&html, &arena);
        bo_html_fill(&html, "<p title=\"{}\">{}</p>", rows[i].text, rows[i].text);
        expect_text(taken(&html), bo_printf(&arena, "<p title=\"%s\">%s</p>", rows[i].expected, rows[i].expected));
        bo_arena_fini(&arena);
    }
}

Test(html, places)
{
    struct bo_arena arena;
    struct bo_html html;
    bo_arena_init(&arena);
    bo_html_open(&html, &arena);
    bo_html_put(&html, "<i>{}</i>");
    bo_html_fill(&html, "<b>{}</b>{}{}", "1", NULL);
    bo_html_say(&html, "With {} & {}: {}", "<a>", "{}");
    expect_text(taken(&html), "<i>{}</i><b>1</b>{}With <bdi>&lt;a&gt;</bdi> &amp; <bdi>{}</bdi>: {}");
    bo_arena_fini(&arena);
}

/* From the first heading of the page to its end. */
static const char *inside(const char *page)
{
    const char *main = strstr(page, "<main>\n");
    cr_assert_not_null(main);
    return main + strlen("<main>\n");
}

static void fill_sheet(struct paper *p, const int64_t *before, const int64_t *after)
{
    add_scenario(p, "before", "before");
    add_scenario(p, "shop", "Shop & <Bar>");
    add_group(p, "in", "in_total", "Money coming in");
    add_group(p, "out", "out_total", "Costs");
    add_group(p, "below", NULL, "Taken off");
    struct bo_group *groups = p->set.sheet.groups.at;
    add_line(p, &groups[0], "pay", "Pay");
    add_line(p, &groups[0], "grant", "Grant");
    add_line(p, &groups[0], "gift", "Gift");
    add_line(p, &groups[0], "bonus", "Bonus");
    add_line(p, &groups[1], "rent", "Rent");
    add_line(p, &groups[1], "rebate", "less Rebate");
    add_line(p, &groups[2], "debt", "Debts");
    balance(p, "in_total", "out_total");
    fill(p, 0, before);
    fill(p, 1, after);
}

static struct bo_step *step(struct paper *p, const char *id, const char *label, const char *value)
{
    struct bo_step *made = bo_alloc(&p->arena, sizeof *made);
    *made = (struct bo_step){.kind = BO_STEP_RULE, .variable = id, .label = label, .value = value, .unit = "CRD"};
    return made;
}

/* left = pay + rent; rent = 1 + 1 hangs on nothing that changes. */
static struct bo_explanation explained(struct paper *p, size_t scenario, const char *left, const char *pay)
{
    struct bo_step *root = step(p, "rest", "Left over", left), *rent = step(p, "rent", "Rent", "487.07"),
                   *wage = step(p, "pay", "Pay", pay), *rate = step(p, "rate", "Rate", "1");
    root->formula = "Pay − Rent";
    root->working = bo_printf(&p->arena, "%s − 487.07", pay);
    wage->formula = "Hours × Rate";
    rent->formula = "Rate × 487.07";
    rent->text = "The <whole> rent.";
    rate->kind = BO_STEP_PARAM;
    BO_PUSH(&p->arena, &rent->cites, "Act 1 s 2");
    BO_PUSH(&p->arena, &wage->inputs, rate);
    BO_PUSH(&p->arena, &rent->inputs, rate);
    BO_PUSH(&p->arena, &root->inputs, wage);
    BO_PUSH(&p->arena, &root->inputs, rent);
    return (struct bo_explanation){
        .program = &p->program, .kase = &p->kase, .scenario = scenario, .lang = p->calc.lang, .step = root};
}

Test(sheet, whole)
{
    struct paper p, q;
    paper_open(&p, "en", "¤{}");
    paper_open(&q, "en", "¤{}");
    fill_sheet(&p, (const int64_t[]){0, 123456, 0, UNKNOWN, 48707, -10000, 2500},
               (const int64_t[]){88123, 78905, 0, UNKNOWN, 48707, 0, 2500});
    fill_sheet(&q, (const int64_t[]){0, 28490, 0, UNKNOWN, 11240, -2308, 577},
               (const int64_t[]){20336, 18209, 0, UNKNOWN, 11240, 0, 577});
    struct bo_sheet_period month = {.id = "month", .factor = "1", .label = text(&p, "a month")},
                           week = {.id = "week", .factor = "12/52", .label = text(&p, "a week")};
    p.calc.period = &month;
    q.calc.period = &week;
    p.calc.scenarios.at[1].groups[0].lines[1].amount.given = true;
    struct bo_measure gain = {.id = "gain", .over_id = "hours", .places = 2, .label = text(&p, "Gain for each hour")};
    struct bo_calc_measure known = {&gain, true, 482, 2};
    BO_PUSH(&p.arena, &p.calc.scenarios.at[1].measures, known);
    p.set.sheet.help_label = text(&p, "Help besides money");
    struct bo_help_item meals = {
        .value_id = "meals", .label = text(&p, "Free meals"), .text = text(&p, "Ask the school.")};
    struct bo_help_item teeth = {.value_id = "teeth", .label = text(&p, "Dentist")};
    struct bo_help_item bus = {.value_id = "bus", .label = text(&p, "Bus pass")};
    const struct bo_calc_help help[] = {
        {.item = &meals, .before_known = true, .before = true, .now_known = true, .worth_text = "495.00"},
        {.item = &teeth, .before_known = true, .now_known = false},
        {.item = &bus, .before_known = true, .before = true, .now_known = true, .now = true}};
    for (size_t i = 0; i < 3; i++) {
        BO_PUSH(&p.arena, &p.calc.scenarios.at[1].help, help[i]);
    }
    p.set.sheet.groups.at[0].lines.at[0].text = text(&p, "After tax.");
    struct bo_notice *message = add_notice(&p, &p.calc.scenarios.at[1].messages, "tell", "Tell the office.");
    message->by = "2030-07-01";
    BO_PUSH(&p.arena, &message->cites, "Act 1 s 9");
    add_notice(&p, &p.calc.assumptions, "loan", "no loan")->field = "/people/you/jobs/0/loan";
    add_notice(&p, &p.calc.assumptions, "loan", "no loan")->field = "/people/me/loan";
    add_notice(&p, &p.calc.not_calculated, "bonus", "Bonus: ask the office.");
    add_notice(&p, &p.calc.warnings, "low", "This pay is low.");
    struct bo_notice *single = add_notice(&p, &p.calc.warnings, "seen-once", "1 figure was seen once: Rate");
    BO_PUSH(&p.arena, &single->items, "Rate");
    struct bo_source act = {.id = "act", .title = "The Act", .number = "Act 1", .href = "https://law.example/1"},
                     other = {.id = "other", .title = "Not cited", .href = "https://law.example/2"}, *source = &act;
    BO_PUSH(&p.arena, &p.set.sources, source);
    source = &other;
    BO_PUSH(&p.arena, &p.set.sources, source);
    p.set.sha256 = "abc";
    struct bo_explanation first = explained(&p, 0, "747.49", "1234.56"), second = explained(&p, 1, "-478.07", "9.00");
    struct bo_explanation *both[] = {&first, &second};
    const bo_sheet_steps steps = {.at = both, .n = 2};
    expect_text(
        inside(bo_render_calc_html(&p.arena, &p.calc, &q.calc, &steps, "1.2")),
        "<h1>Your money before and after</h1>\n"
        "<p>Made Up · Rules of 1 June 2030</p>\n"
        "<p class=\"screen\"><a href=\"#steps\">For the adviser: every figure, step by step</a></p>\n"
        "<h2>The answer</h2>\n"
        "<div class=\"answer\">\n"
        "<p class=\"first\">With <bdi>Shop &amp; &lt;Bar&gt;</bdi> you would have <bdi>¤335.72</bdi> more a month, "
        "<bdi>¤77.47</bdi> a week.</p>\n"
        "<p><bdi>Left over</bdi>: <bdi>¤1,183.21 a month</bdi> instead of <bdi>¤847.49</bdi>.</p>\n"
        "<p>Gain for each hour: ¤4.82.</p>\n"
        "<p>You lose: <b>Free meals</b>.</p>\n"
        "<p>Not counted, because it could not be worked out: <bdi>Bonus</bdi>.</p>\n"
        "</div>\n"
        "<p class=\"small\">This is a calculation, not a decision. Those who pay the money decide.</p>\n"
        "<h2>Line by line</h2>\n"
        "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"table-1\">\n"
        "<table>\n"
        "<caption id=\"table-1\">Your money before and after, amounts in CRD</caption>\n"
        "<colgroup></colgroup><colgroup span=\"2\"></colgroup><colgroup span=\"2\"></colgroup>\n"
        "<thead>\n"
        "<tr><td rowspan=\"2\"></td><th class=\"begins\" scope=\"colgroup\" colspan=\"2\"><bdi>before</bdi></th><th "
        "class=\"begins\" scope=\"colgroup\" colspan=\"2\"><bdi>Shop &amp; &lt;Bar&gt;</bdi></th></tr>\n"
        "<tr><th class=\"begins\" scope=\"col\">a month</th><th scope=\"col\">a week</th><th class=\"begins\" "
        "scope=\"col\">a month</th><th scope=\"col\">a week</th></tr>\n"
        "</thead>\n"
        "<tbody>\n"
        "<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"5\">Money coming in</th></tr>\n"
        "<tr><th scope=\"row\">Pay</th><td class=\"begins\"><data value=\"0.00\">0.00</data></td><td><data "
        "value=\"0.00\">0.00</data></td><td class=\"begins\"><data value=\"881.23\">881.23</data></td><td><data "
        "value=\"203.36\">203.36</data></td></tr>\n"
        "<tr><th scope=\"row\">Grant</th><td class=\"begins\"><data value=\"1234.56\">1,234.56</data></td><td><data "
        "value=\"284.90\">284.90</data></td><td class=\"begins\"><data "
        "value=\"789.05\">789.05</data><small>*</small></td><td><data value=\"182.09\">182.09</data></td></tr>\n"
        "<tr><th scope=\"row\">Bonus</th><td class=\"begins\"><span class=\"hidden\">not calculated</span><span "
        "aria-hidden=\"true\">—</span></td><td><span class=\"hidden\">not calculated</span><span "
        "aria-hidden=\"true\">—</span></td><td class=\"begins\"><span class=\"hidden\">not calculated</span><span "
        "aria-hidden=\"true\">—</span></td><td><span class=\"hidden\">not calculated</span><span "
        "aria-hidden=\"true\">—</span></td></tr>\n"
        "<tr class=\"sum\"><th scope=\"row\">Total</th><td class=\"begins\"><data "
        "value=\"1234.56\">1,234.56</data><small>?</small></td><td><data "
        "value=\"284.90\">284.90</data><small>?</small></td><td class=\"begins\"><data "
        "value=\"1670.28\">1,670.28</data><small>?</small></td><td><data "
        "value=\"385.45\">385.45</data><small>?</small></td></tr>\n"
        "</tbody>\n"
        "<tbody>\n"
        "<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"5\">Costs</th></tr>\n"
        "<tr><th scope=\"row\">Rent</th><td class=\"begins\"><data value=\"487.07\">487.07</data></td><td><data "
        "value=\"112.40\">112.40</data></td><td class=\"begins\"><data value=\"487.07\">487.07</data></td><td><data "
        "value=\"112.40\">112.40</data></td></tr>\n"
        "<tr><th scope=\"row\">less Rebate</th><td class=\"begins\"><data "
        "value=\"-100.00\">−100.00</data></td><td><data value=\"-23.08\">−23.08</data></td><td class=\"begins\"><data "
        "value=\"0.00\">0.00</data></td><td><data value=\"0.00\">0.00</data></td></tr>\n"
        "<tr class=\"sum\"><th scope=\"row\">Total</th><td class=\"begins\"><data "
        "value=\"387.07\">387.07</data></td><td><data value=\"89.32\">89.32</data></td><td class=\"begins\"><data "
        "value=\"487.07\">487.07</data></td><td><data value=\"112.40\">112.40</data></td></tr>\n"
        "</tbody>\n"
        "<tbody>\n"
        "<tr class=\"rest\"><th scope=\"row\">Left over</th><td class=\"begins\"><data "
        "value=\"847.49\">847.49</data><small>?</small></td><td><data "
        "value=\"195.58\">195.58</data><small>?</small></td><td class=\"begins\"><data "
        "value=\"1183.21\">1,183.21</data><small>?</small></td><td><data "
        "value=\"273.05\">273.05</data><small>?</small></td></tr>\n"
        "<tr class=\"sum\"><th scope=\"row\">Difference from before</th><td class=\"begins\"></td><td></td><td "
        "class=\"begins\"><data value=\"335.72\">+335.72</data><small>?</small></td><td><data "
        "value=\"77.47\">+77.47</data><small>?</small></td></tr>\n"
        "</tbody>\n"
        "<tbody>\n"
        "<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"5\">Taken off</th></tr>\n"
        "<tr><th scope=\"row\">Debts</th><td class=\"begins\"><data value=\"25.00\">25.00</data></td><td><data "
        "value=\"5.77\">5.77</data></td><td class=\"begins\"><data value=\"25.00\">25.00</data></td><td><data "
        "value=\"5.77\">5.77</data></td></tr>\n"
        "</tbody>\n"
        "</table>\n"
        "</div>\n"
        "<p class=\"small\">* given in the case, not worked out</p>\n"
        "<p class=\"small\">— not calculated</p>\n"
        "<p class=\"small\">? without what was not calculated</p>\n"
        "<h2>The same as a picture</h2>\n"
        "<svg class=\"hidden\" aria-hidden=\"true\"><defs>\n"
        "<pattern id=\"tile-0\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#222\"/></pattern>\n"
        "<pattern id=\"tile-1\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/></pattern>\n"
        "<pattern id=\"tile-2\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#a8c8e4\"/></pattern>\n"
        "<pattern id=\"tile-3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"#000\"/></pattern>\n"
        "<pattern id=\"tile-4\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#5580a6\"/></pattern>\n"
        "<pattern id=\"tile-5\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><circle cx=\"4\" cy=\"4\" r=\"1.7\"/></pattern>\n"
        "<pattern id=\"tile-6\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#ddd\"/><path d=\"M0 4h8\" stroke=\"#000\"/></pattern>\n"
        "<pattern id=\"tile-7\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><path d=\"M-2 6l4 4M0 0l8 8M6-2l4 4\" stroke=\"#000\" "
        "stroke-width=\"2\"/></pattern>\n"
        "<pattern id=\"tile-8\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#ccc\"/><path d=\"M4 0v8M0 4h8\" stroke=\"#444\"/></pattern>\n"
        "</defs></svg>\n"
        "<figure>\n"
        "<figcaption><bdi>before</bdi></figcaption>\n"
        "<p>Money coming in ¤1,234.56</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Grant: ¤1,234.56; less Rebate: −¤100.00</title>\n"
        "<rect x=\"0.00%\" width=\"73.91%\" height=\"100%\" fill=\"url(#tile-2)\" stroke=\"#000\"/><circle "
        "cx=\"36.95%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"36.95%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">2</text>\n"
        "<rect x=\"73.91%\" width=\"5.99%\" height=\"100%\" fill=\"url(#tile-4)\" stroke=\"#000\"/><circle "
        "cx=\"76.90%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"76.90%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">4</text>\n"
        "</svg>\n"
        "<p>Costs ¤387.07 · Left over ¤847.49</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Rent: ¤487.07; Left over: ¤847.49</title>\n"
        "<rect x=\"0.00%\" width=\"29.16%\" height=\"100%\" fill=\"url(#tile-3)\" stroke=\"#000\"/><circle "
        "cx=\"14.58%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"14.58%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">3</text>\n"
        "<rect x=\"29.16%\" width=\"50.74%\" height=\"100%\" fill=\"url(#tile-0)\" stroke=\"#000\"/><circle "
        "cx=\"54.53%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"54.53%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">5</text>\n"
        "</svg>\n"
        "</figure>\n"
        "<figure>\n"
        "<figcaption><bdi>Shop &amp; &lt;Bar&gt;</bdi></figcaption>\n"
        "<p>Money coming in ¤1,670.28</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Pay: ¤881.23; Grant: ¤789.05</title>\n"
        "<rect x=\"0.00%\" width=\"52.75%\" height=\"100%\" fill=\"url(#tile-1)\" stroke=\"#000\"/><circle "
        "cx=\"26.37%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"26.37%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">1</text>\n"
        "<rect x=\"52.75%\" width=\"47.25%\" height=\"100%\" fill=\"url(#tile-2)\" stroke=\"#000\"/><circle "
        "cx=\"76.37%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"76.37%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">2</text>\n"
        "</svg>\n"
        "<p>Costs ¤487.07 · Left over ¤1,183.21</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Rent: ¤487.07; Left over: ¤1,183.21</title>\n"
        "<rect x=\"0.00%\" width=\"29.16%\" height=\"100%\" fill=\"url(#tile-3)\" stroke=\"#000\"/><circle "
        "cx=\"14.58%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"14.58%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">3</text>\n"
        "<rect x=\"29.16%\" width=\"70.84%\" height=\"100%\" fill=\"url(#tile-0)\" stroke=\"#000\"/><circle "
        "cx=\"64.58%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"64.58%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">5</text>\n"
        "</svg>\n"
        "</figure>\n"
        "<h3>What the numbers in the picture mean</h3>\n"
        "<ul class=\"key\">\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-1)\" "
        "stroke=\"#000\"/></svg>1 Pay</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-2)\" "
        "stroke=\"#000\"/></svg>2 Grant</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-3)\" "
        "stroke=\"#000\"/></svg>3 Rent</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-4)\" "
        "stroke=\"#000\"/></svg>4 less Rebate</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-0)\" "
        "stroke=\"#000\"/></svg>5 Left over</li>\n"
        "</ul>\n"
        "<h2>What changes</h2>\n"
        "<h3><bdi>Shop &amp; &lt;Bar&gt;</bdi>, a month</h3>\n"
        "<h4>What starts</h4>\n"
        "<ul>\n"
        "<li><b>Pay</b>: ¤881.23. After tax.</li>\n"
        "</ul>\n"
        "<h4>What stops</h4>\n"
        "<ul>\n"
        "<li><b>less Rebate</b>: −¤100.00.</li>\n"
        "</ul>\n"
        "<h4>What goes down</h4>\n"
        "<ul>\n"
        "<li><b>Grant</b>: ¤445.51 less: now ¤789.05.</li>\n"
        "</ul>\n"
        "<h4>What stays the same</h4>\n"
        "<ul>\n"
        "<li><b>Rent</b>: ¤487.07.</li>\n"
        "<li><b>Debts</b>: ¤25.00.</li>\n"
        "</ul>\n"
        "<h3><bdi>Shop &amp; &lt;Bar&gt;</bdi>: Help besides money</h3>\n"
        "<h4>You lose</h4>\n"
        "<ul>\n"
        "<li><b>Free meals, worth 495.00</b>. Ask the school.</li>\n"
        "</ul>\n"
        "<h4>You keep</h4>\n"
        "<ul>\n"
        "<li><b>Bus pass</b></li>\n"
        "</ul>\n"
        "<h4>Could not be worked out</h4>\n"
        "<ul>\n"
        "<li><b>Dentist</b></li>\n"
        "</ul>\n"
        "<h2>What to do next, and what to know</h2>\n"
        "<ul>\n"
        "<li><b>By 1 July 2030:</b> Tell the office. <span class=\"law\">Act 1 s 9</span></li>\n"
        "</ul>\n"
        "<h2>Not calculated</h2>\n"
        "<ul>\n"
        "<li>Bonus: ask the office.</li>\n"
        "</ul>\n"
        "<h2>What was assumed</h2>\n"
        "<p>Is any of this wrong? Tell your adviser: the figures would change.</p>\n"
        "<ul class=\"assumed\">\n"
        "<li>no loan (<bdi>you</bdi>, <bdi>me</bdi>)</li>\n"
        "</ul>\n"
        "<h2>Warnings</h2>\n"
        "<ul>\n"
        "<li>This pay is low.</li>\n"
        "</ul>\n"
        "<details>\n"
        "<summary>Figures that are less sure</summary>\n"
        "<ul>\n"
        "<li>1 figure was seen once: Rate</li>\n"
        "</ul>\n"
        "</details>\n"
        "<h2>What this rests on</h2>\n"
        "<p>Made Up (made 1). Rules of 1 June 2030.</p>\n"
        "<p class=\"digest\">SHA-256 abc</p>\n"
        "<p>Made with betteroff 1.2.</p>\n"
        "<section class=\"adviser\" id=\"steps\" aria-labelledby=\"steps-title\">\n"
        "<h2 id=\"steps-title\">For the adviser: every figure, step by step</h2>\n"
        "<h3><bdi>before</bdi>: Left over</h3>\n"
        "<div class=\"steps\">\n"
        "<ol>\n"
        "<li id=\"s0-1\"><details open=\"open\"><summary><b>1.</b> Left over <small>(<bdi>rest</bdi>)</small> = "
        "<b>¤747.49</b></summary>\n"
        "<dl>\n"
        "<dt>how</dt><dd>Pay − Rent</dd>\n"
        "<dt>numbers</dt><dd>1234.56 − 487.07</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"s0-2\"><details open=\"open\"><summary><b>2.</b> Pay <small>(<bdi>pay</bdi>)</small> = "
        "<b>¤1,234.56</b></summary>\n"
        "<dl>\n"
        "<dt>how</dt><dd>Hours × Rate</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"s0-3\"><b>3.</b> Rate <small>(<bdi>rate</bdi>)</small> = <b>¤1</b></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "<li id=\"s0-4\"><details open=\"open\"><summary><b>4.</b> Rent <small>(<bdi>rent</bdi>)</small> = "
        "<b>¤487.07</b></summary>\n"
        "<p>The &lt;whole&gt; rent.</p>\n"
        "<dl>\n"
        "<dt>how</dt><dd>Rate × 487.07</dd>\n"
        "<dt>law</dt><dd>Act 1 s 2</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li>– Rate <small>(<bdi>rate</bdi>)</small> = <b>¤1</b> · <a href=\"#s0-3\">see 3</a></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "</ol>\n"
        "</div>\n"
        "<h3><bdi>Shop &amp; &lt;Bar&gt;</bdi>: Left over</h3>\n"
        "<div class=\"steps\">\n"
        "<ol>\n"
        "<li id=\"s1-1\"><details open=\"open\"><summary><b>1.</b> Left over <small>(<bdi>rest</bdi>)</small> = "
        "<b>−¤478.07</b></summary>\n"
        "<dl>\n"
        "<dt>how</dt><dd>Pay − Rent</dd>\n"
        "<dt>numbers</dt><dd>9.00 − 487.07</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"s1-2\"><details open=\"open\"><summary><b>2.</b> Pay <small>(<bdi>pay</bdi>)</small> = "
        "<b>¤9.00</b></summary>\n"
        "<dl>\n"
        "<dt>how</dt><dd>Hours × Rate</dd>\n"
        "</dl>\n"
        "<ol>\n"
        "<li id=\"s1-3\"><b>3.</b> Rate <small>(<bdi>rate</bdi>)</small> = <b>¤1</b></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "<li>– Rent <small>(<bdi>rent</bdi>)</small> = <b>¤487.07</b> · <a href=\"#s0-4\">the same as with “before”, "
        "see 4</a></li>\n"
        "</ol>\n"
        "</details></li>\n"
        "</ol>\n"
        "</div>\n"
        "<h2>The law behind it</h2>\n"
        "<ul class=\"small\">\n"
        "<li>Act 1: <a href=\"https://law.example/1\">The Act</a></li>\n"
        "</ul>\n"
        "</section>\n"
        "</main>\n"
        "</body>\n"
        "</html>\n");
    paper_close(&q);
    paper_close(&p);
}

/* One scenario, one period, nothing to explain. */
Test(sheet, only_now)
{
    struct paper p;
    paper_open(&p, "nn", "{} kr");
    add_scenario(&p, "before", "before");
    add_group(&p, "in", "in_total", "Inn");
    add_group(&p, "out", "out_total", "Ut");
    add_line(&p, &p.set.sheet.groups.at[0], "pay", "Løn");
    add_line(&p, &p.set.sheet.groups.at[1], "rent", "Leige");
    balance(&p, "in_total", "out_total");
    fill(&p, 0, (const int64_t[]){100000, 250050});
    expect_text(
        inside(bo_render_calc_html(&p.arena, &p.calc, NULL, &(bo_sheet_steps){0}, "1.2")),
        "<h1>Pengane dine no</h1>\n"
        "<p>Made Up · Reglar per 1. juni 2030</p>\n"
        "<h2>Svaret</h2>\n"
        "<div class=\"answer\">\n"
        "<p class=\"first\">Left over: <bdi>−1 500,50 kr</bdi>.</p>\n"
        "</div>\n"
        "<p class=\"small\">Dette er ei utrekning, ikkje eit vedtak. Dei som betaler pengane, bestemmer.</p>\n"
        "<h2>Linje for linje</h2>\n"
        "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"table-1\">\n"
        "<table>\n"
        "<caption id=\"table-1\">Pengane dine no, beløp i CRD</caption>\n"
        "<colgroup></colgroup><colgroup></colgroup>\n"
        "<thead>\n"
        "<tr><td></td><th class=\"begins\" scope=\"col\"><bdi>no</bdi></th></tr>\n"
        "</thead>\n"
        "<tbody>\n"
        "<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"2\">Inn</th></tr>\n"
        "<tr><th scope=\"row\">Løn</th><td class=\"begins\"><data value=\"1000.00\">1 000,00</data></td></tr>\n"
        "<tr class=\"sum\"><th scope=\"row\">Sum</th><td class=\"begins\"><data value=\"1000.00\">1 "
        "000,00</data></td></tr>\n"
        "</tbody>\n"
        "<tbody>\n"
        "<tr class=\"head\"><th scope=\"rowgroup\" colspan=\"2\">Ut</th></tr>\n"
        "<tr><th scope=\"row\">Leige</th><td class=\"begins\"><data value=\"2500.50\">2 500,50</data></td></tr>\n"
        "<tr class=\"sum\"><th scope=\"row\">Sum</th><td class=\"begins\"><data value=\"2500.50\">2 "
        "500,50</data></td></tr>\n"
        "</tbody>\n"
        "<tbody>\n"
        "<tr class=\"rest\"><th scope=\"row\">Left over</th><td class=\"begins\"><data value=\"-1500.50\">−1 "
        "500,50</data></td></tr>\n"
        "</tbody>\n"
        "</table>\n"
        "</div>\n"
        "<h2>Det same som bilete</h2>\n"
        "<svg class=\"hidden\" aria-hidden=\"true\"><defs>\n"
        "<pattern id=\"tile-0\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#222\"/></pattern>\n"
        "<pattern id=\"tile-1\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/></pattern>\n"
        "<pattern id=\"tile-2\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#a8c8e4\"/></pattern>\n"
        "<pattern id=\"tile-3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><path d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\" stroke=\"#000\"/></pattern>\n"
        "<pattern id=\"tile-4\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#5580a6\"/></pattern>\n"
        "<pattern id=\"tile-5\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><circle cx=\"4\" cy=\"4\" r=\"1.7\"/></pattern>\n"
        "<pattern id=\"tile-6\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#ddd\"/><path d=\"M0 4h8\" stroke=\"#000\"/></pattern>\n"
        "<pattern id=\"tile-7\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#fff\"/><path d=\"M-2 6l4 4M0 0l8 8M6-2l4 4\" stroke=\"#000\" "
        "stroke-width=\"2\"/></pattern>\n"
        "<pattern id=\"tile-8\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" "
        "height=\"8\" fill=\"#ccc\"/><path d=\"M4 0v8M0 4h8\" stroke=\"#444\"/></pattern>\n"
        "</defs></svg>\n"
        "<figure>\n"
        "<figcaption><bdi>no</bdi></figcaption>\n"
        "<p>Inn 1 000,00 kr</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Løn: 1 000,00 kr; Left over: −1 500,50 kr</title>\n"
        "<rect x=\"0.00%\" width=\"39.99%\" height=\"100%\" fill=\"url(#tile-1)\" stroke=\"#000\"/><circle "
        "cx=\"19.99%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"19.99%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">1</text>\n"
        "<rect x=\"39.99%\" width=\"60.01%\" height=\"100%\" fill=\"url(#tile-0)\" stroke=\"#000\"/><circle "
        "cx=\"69.99%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"69.99%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">3</text>\n"
        "</svg>\n"
        "<p>Ut 2 500,50 kr · Left over −1 500,50 kr</p>\n"
        "<svg class=\"bar\" role=\"img\"><title>Leige: 2 500,50 kr</title>\n"
        "<rect x=\"0.00%\" width=\"100.00%\" height=\"100%\" fill=\"url(#tile-2)\" stroke=\"#000\"/><circle "
        "cx=\"50.00%\" cy=\"50%\" r=\"9\" fill=\"#fff\" stroke=\"#000\"/><text x=\"50.00%\" y=\"50%\" dy=\".35em\" "
        "text-anchor=\"middle\" font-size=\"11\">2</text>\n"
        "</svg>\n"
        "</figure>\n"
        "<h3>Kva tala i biletet tyder</h3>\n"
        "<ul class=\"key\">\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-1)\" "
        "stroke=\"#000\"/></svg>1 Løn</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-2)\" "
        "stroke=\"#000\"/></svg>2 Leige</li>\n"
        "<li><svg aria-hidden=\"true\"><rect width=\"100%\" height=\"100%\" fill=\"url(#tile-0)\" "
        "stroke=\"#000\"/></svg>3 Left over</li>\n"
        "</ul>\n"
        "<h2>Dette byggjer utrekninga på</h2>\n"
        "<p>Made Up (made 1). Reglar per 1. juni 2030.</p>\n"
        "<p>Laga med betteroff 1.2.</p>\n"
        "</main>\n"
        "</body>\n"
        "</html>\n");
    paper_close(&p);
}

static size_t count(const char *page, const char *what)
{
    size_t n = 0;
    for (; (page = strstr(page, what)) != NULL; page += strlen(what)) {
        n++;
    }
    return n;
}

/* Names and labels may hold anything: nothing of it becomes markup. */
Test(sheet, hostile)
{
    static const char evil[] = "</style><script>alert(\"1\")</script><img src=x onerror='a()'>&\u202e\033[31m\n";
    struct paper p;
    paper_open(&p, "en", NULL);
    add_scenario(&p, "before", evil);
    add_scenario(&p, evil, evil);
    p.scenario[0].subject_name = evil;
    add_group(&p, "in", "in_total", evil);
    add_group(&p, "out", "out_total", evil);
    add_line(&p, &p.set.sheet.groups.at[0], evil, evil);
    add_line(&p, &p.set.sheet.groups.at[1], evil, evil);
    balance(&p, "in_total", "out_total");
    p.set.sheet.balance_label = p.set.title = p.set.sheet.groups.at[0].lines.at[0].text = text(&p, evil);
    fill(&p, 0, (const int64_t[]){100, 50});
    fill(&p, 1, (const int64_t[]){300, 700});
    struct bo_notice *notice = add_notice(&p, &p.calc.assumptions, "x", evil);
    notice->field = bo_printf(&p.arena, "/people/%s/x", evil);
    BO_PUSH(&p.arena, &notice->cites, evil);
    struct bo_source law = {.id = "l", .title = evil, .href = "javascript:alert(1)"}, *source = &law;
    BO_PUSH(&p.arena, &p.set.sources, source);
    struct bo_step *root = step(&p, evil, evil, evil);
    root->formula = root->working = root->text = root->because = root->entity = evil;
    BO_PUSH(&p.arena, &root->cites, evil);
    struct bo_explanation explanation = {.program = &p.program,
                                         .kase = &p.kase,
                                         .scenario = 1,
                                         .lang = "\"><script>",
                                         .step = root},
                          *one = &explanation;
    const char *pages[] = {bo_render_calc_html(&p.arena, &p.calc, NULL, &(bo_sheet_steps){.at = &one, .n = 1}, evil),
                           bo_render_explain_html(&p.arena, &explanation, evil)};
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(count(pages[i], "<script"), 0);
        cr_expect_eq(count(pages[i], "<img"), 0);
        cr_expect_eq(count(pages[i], "</style>"), 1);
        cr_expect_eq(count(pages[i], "href=\"javascript"), 0);
        cr_expect_eq(count(pages[i], "\u202e"), 0);
        cr_expect_null(strchr(pages[i], '\033'));
        cr_expect_gt(count(pages[i], "&lt;script&gt;alert(&quot;1&quot;)"), 3);
    }
    paper_close(&p);
}

/* Many scenarios: two beside the first in each table; of bars the longest is all of the width. */
Test(sheet, many_scenarios)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    add_scenario(&p, "before", NULL);
    for (size_t s = 1; s < 6; s++) {
        add_scenario(&p, bo_printf(&p.arena, "s%zu", s), NULL);
    }
    add_group(&p, "in", "in_total", "In");
    add_line(&p, &p.set.sheet.groups.at[0], "pay", "Pay");
    balance(&p, "in_total", "none");
    for (size_t s = 0; s < 6; s++) {
        fill(&p, s, (const int64_t[]){(int64_t)s * 100});
    }
    const char *page = bo_render_calc_html(&p.arena, &p.calc, NULL, &(bo_sheet_steps){0}, "1");
    cr_expect_eq(count(page, "<table>"), 3);
    cr_expect_eq(count(page, "scope=\"col\""), 3 + 3 + 2);
    cr_expect_eq(count(page, "width=\"100.00%\""), 2);
    cr_expect_eq(count(page, "width=\"20.00%\""), 2);
    cr_expect_eq(count(page, "<div class=\"answer\">"), 5);
    paper_close(&p);
}

/* Numbers over a plot: in order in their row, none over another, none outside, also where there are very many. */
Test(svg, numbers_do_not_touch)
{
    static const struct {
        int at[6];
        size_t n;
        int rows, expected[6];
    } rows[] = {
        {{1000}, 1, 1, {1000}},
        {{0, 5000}, 2, 1, {100, 3000}},                 /* kept inside */
        {{1000, 1050, 1100}, 3, 1, {1000, 1200, 1400}}, /* the later ones give way */
        {{2950, 3000, 3000}, 3, 1, {2600, 2800, 3000}}, /* all of them, at the edge */
        {{1000, 1000, 1000, 1000, 1000, 1000}, 6, 1, {1000, 1200, 1400, 1600, 1800, 2000}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int at[6], row[6];
        memcpy(at, rows[i].at, sizeof at);
        cr_expect_eq(bo_svg_spread(at, row, rows[i].n, 100, 3000), rows[i].rows, "row %zu", i);
        cr_expect_arr_eq(at, rows[i].expected, rows[i].n * sizeof *at, "row %zu", i);
    }
    for (int n = 1; n < 100; n++) {
        int at[100], row[100];
        for (int i = 0; i < n; i++) {
            at[i] = 100 + i * i % 7 + i * 20;
        }
        int lines = bo_svg_spread(at, row, (size_t)n, 100, 3000);
        for (int i = 0; i < n; i++) {
            cr_expect(at[i] >= 100 && at[i] <= 3000 && row[i] < lines, "%d of %d: %d", i, n, at[i]);
            for (int k = 0; k < i; k++) {
                cr_expect(row[k] != row[i] || at[i] - at[k] >= 2 * BO_SVG_MARK, "%d over %d of %d", k, i, n);
            }
        }
    }
}
