/* Paragraphs and words: where lines are cut, what hangs beside what, and that no language lacks a word. */
#include "paper.h"
#include "render/amount.h"
#include "render/basis.h"
#include "render/page.h"
#include "render/words.h"

static const char *wrapped(struct bo_arena *arena, const char *words, size_t first, size_t width)
{
    bo_lines lines = bo_wrap(arena, words, first, width);
    const char *all = "";
    for (size_t i = 0; i < lines.n; i++) {
        all = bo_printf(arena, "%s[%s]", all, lines.at[i]);
    }
    return all;
}

Test(render_page, wrap)
{
    static const struct {
        const char *text;
        size_t first, width;
        const char *lines;
    } rows[] = {
        {"", 10, 10, "[]"},
        {"   ", 10, 10, "[]"},
        {"one two  three", 7, 7, "[one two][three]"},
        {"one two three", 3, 9, "[one][two three]"},
        {"abcdefghij", 4, 4, "[abcd][efgh][ij]"},
        {"a bcdefgh i", 4, 4, "[a][bcde][fgh][i]"},
        {"abcdef gh", 4, 4, "[abcd][ef][gh]"},
        {"喫茶店", 4, 4, "[喫茶][店]"},
        {"喫茶店", 1, 1, "[喫][茶][店]"},
        {"1\u00a0234 kr", 6, 6, "[1\u00a0234][kr]"},
        {"e\u0301e\u0301e\u0301", 2, 2, "[e\u0301e\u0301][e\u0301]"},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(wrapped(&arena, rows[i].text, rows[i].first, rows[i].width), rows[i].lines, "%zu: %s", i,
                         wrapped(&arena, rows[i].text, rows[i].first, rows[i].width));
    }
    bo_arena_fini(&arena);
}

Test(render_page, hanging)
{
    struct bo_arena arena;
    struct bo_page page;
    bo_arena_init(&arena);
    bo_page_open(&page, &arena, &(struct bo_look){.width = 30});
    bo_page_blank(&page);
    bo_page_text(&page, 2, "law", 6, BO_PLAIN, "one two three four five six seven");
    bo_page_text(&page, 2, "a lead with no room", 6, BO_PLAIN, "beside");
    bo_page_blank(&page);
    bo_page_blank(&page);
    bo_page_line(&page, BO_STRONG, "end  ");
    expect_text(bo_page_take(&page), "  law   one two three four\n"
                                     "        five six seven\n"
                                     "  a lead with no room\n"
                                     "        beside\n"
                                     "\n"
                                     "end\n");
    bo_page_open(&page, &arena, &(struct bo_look){.colour = true});
    bo_page_line(&page, BO_STRONG, "end  ");
    bo_page_line(&page, BO_PLAIN, "of it");
    expect_text(bo_page_take(&page), "\033[1mend\033[0m\nof it\n");
    bo_arena_fini(&arena);
}

Test(render_page, words)
{
    struct bo_arena arena;
    bo_arena_init(&arena);
    static const char *const langs[] = {"en", "nb", "nn"};
    for (int w = 0; w < BO_WORDS; w++) {
        size_t places[3];
        for (int l = 0; l < 3; l++) {
            const char *text = bo_word(langs[l], (enum bo_word)w);
            cr_expect(*text != '\0', "word %d in %s", w, langs[l]);
            places[l] = 0;
            for (const char *at = text; (at = strstr(at, "{}")) != NULL; at += 2) {
                places[l]++;
            }
        }
        cr_expect(places[0] == places[1] && places[0] == places[2], "places of '%s'", bo_word("en", (enum bo_word)w));
    }
    cr_expect_str_eq(bo_word("xx", BO_W_BEFORE), "before");
    cr_expect_str_eq(bo_word(NULL, BO_W_BEFORE), "before");
    cr_expect_str_eq(bo_word_with(&arena, "nn", BO_W_MORE, "1", "{}"), "1 meir: no {}");
    bo_arena_fini(&arena);
}

Test(render_page, values)
{
    struct paper p;
    paper_open(&p, "en", "¤{}");
    bo_intern(&p.set.symbols, "hour");
    struct bo_unit_alias alias = {"hours", "hour"};
    BO_PUSH(&p.arena, &p.set.aliases, alias);
    struct bo_sheet_period month = {.id = "month", .factor = "1", .label = text(&p, "a month")};
    BO_PUSH(&p.arena, &p.set.sheet.periods, month);
    struct bo_input health = {.named = {.element = BO_E_INPUT, .id = "health"}, .kind = BO_CODE};
    struct bo_option none = {"none", text(&p, "no finding")};
    BO_PUSH(&p.arena, &health.options, none);
    static const struct {
        const char *value, *unit, *written;
    } rows[] = {
        {"1234.50", "CRD/month", "¤1,234.50 a month"},
        {"-4.5", "CRD/week", "−¤4.5/week"},
        {"16", "hour/week", "16\u00a0hours/week"},
        {"1", "hour/month", "1\u00a0hour a month"},
        {"0.55", "", "0.55"},
        {"2", "1/week", "2/week"},
        {"30/7", "CRD", "¤30/7 (4.285714…)"},
        {"-1/3", "", "−1/3 (−0.333333…)"},
        {"2026-04-06", "", "6 April 2026"},
        {"true", "", "yes"},
        {"false", "", "no"},
        {"P2M", "", "P2M"},
        {"lagoon", "", "lagoon"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *written = bo_value_written(&p.arena, &p.set, NULL, rows[i].value, rows[i].unit, "en");
        cr_expect_str_eq(written, rows[i].written, "%s %s: %s", rows[i].value, rows[i].unit, written);
    }
    cr_expect_str_eq(bo_value_written(&p.arena, &p.set, &health.named, "none", "", "en"), "no finding");
    cr_expect_str_eq(bo_value_written(&p.arena, &p.set, &health.named, "2026", "", "en"), "2026");
    paper_close(&p);
}

/* Of the published values that hold on the day: not those that ended, are to come, or were replaced. */
Test(render_page, basis)
{
    struct paper p;
    paper_open(&p, "en", NULL);
    struct bo_param param = {0}, *params = &param;
    struct bo_table table = {0}, *tables = &table;
    static const struct {
        int from, until, checked; /* years */
    } rows[] = {{2020, 0, 2021}, {2025, 0, 2028}, {2040, 0, 2029}}, blocks[] = {{2020, 2024, 2022}, {2021, 0, 2027}};
    for (size_t i = 0; i < 3; i++) {
        struct bo_value value = {.dated = {.from = bo_date_of(rows[i].from, 1, 1),
                                           .until = BO_DATE_NONE,
                                           .checked = bo_date_of(rows[i].checked, 5, 1)}};
        BO_PUSH(&p.arena, &param.values, value);
    }
    BO_PUSH(&p.arena, &p.set.params, params);
    struct bo_basis basis = bo_basis_of(&p.set, p.kase.date);
    cr_expect_eq(basis.first_checked, bo_date_of(2028, 5, 1));
    cr_expect_eq(basis.last_checked, bo_date_of(2028, 5, 1));
    for (size_t i = 0; i < 2; i++) {
        struct bo_rows block = {
            .dated = {.from = bo_date_of(blocks[i].from, 1, 1),
                      .until = blocks[i].until > 0 ? bo_date_of(blocks[i].until, 1, 1) : BO_DATE_NONE,
                      .checked = bo_date_of(blocks[i].checked, 5, 1)}};
        BO_PUSH(&p.arena, &table.blocks, block);
    }
    BO_PUSH(&p.arena, &p.set.tables, tables);
    struct bo_file overlay = {"reform.xml", "def"};
    BO_PUSH(&p.arena, &p.set.overlays, overlay);
    basis = bo_basis_of(&p.set, p.kase.date);
    struct bo_page page;
    bo_page_open(&page, &p.arena, &(struct bo_look){0});
    bo_basis_print(&page, &basis, "nb");
    expect_text(bo_page_take(&page),
                "Dette bygger beregningen på\n"
                "  Made Up (made 1). Regler per 1. juni 2030.\n"
                "  Satsene for denne dagen ble sist kontrollert mot loven mellom 1. mai 2027 og 1. "
                "mai 2028.\n"
                "  Endret av reform.xml\n"
                "  SHA-256 def\n");
    paper_close(&p);
}
