/* What published sources, taken together, mean for one figure: a row for each step of the ladder; and changes to a file
 * that leave all else as it is. */
#include "base/text.h"
#include "fetch/edit.h"
#include "fetch/finding.h"
#include <criterion/criterion.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* The rules say 8.00 from 2030-01-01 and 8.50 from 2031-01-01; new ones are expected each January. */
static struct bo_month_day january[] = {{1, 1}};
static struct bo_calendar calendar = {.days = {january, 1, 1}};

struct said {
    char rank; /* 'l'aw or 'o'ffice; 0: nobody */
    int what;  /* enum bo_read */
    const char *figure, *from;
    int unread;                     /* enum bo_status */
    const char *later, *later_from; /* what it says of a year later */
    const char *date_at;
};
struct row {
    const char *what;
    struct said said[3];
    enum bo_found found;
    bool ready;
    const char *figure; /* that is the matter; NULL: not looked at */
    const char *on;     /* NULL: 2031-06-01 */
};

static int64_t day_of(const char *text)
{
    int64_t day = BO_DATE_NONE;
    bool impossible;
    cr_assert(text == NULL || bo_date_parse(text, strlen(text), &day, &impossible), "%s", text);
    return day;
}

static void add_value(struct bo_arena *arena, struct bo_param *param, const char *from, const char *until,
                      const char *text)
{
    struct bo_value value = {.dated = {.from = day_of(from),
                                       .until = day_of(until),
                                       .in_force = BO_DATE_NONE,
                                       .known = BO_DATE_NONE,
                                       .checked = day_of(from)},
                             .text = text};
    BO_PUSH(arena, &param->values, value);
}

static void check(const struct row *row)
{
    static const struct bo_publication law = {.id = "law", .rank = BO_RANK_LAW},
                                       office = {.id = "office", .rank = BO_RANK_ADMINISTRATION};
    struct bo_arena arena;
    bo_arena_init(&arena);
    struct bo_param param = {.named = {.element = BO_E_PARAM, .id = "wage", .money = true},
                             .kind = BO_NUMBER,
                             .scale = 2,
                             .changes = &calendar};
    add_value(&arena, &param, "2030-01-01", "2030-12-31", "8.00");
    add_value(&arena, &param, "2031-01-01", NULL, "8.50");
    struct bo_finding finding = {.name = "wage", .to = {.param = &param}, .why = ""};
    bo_testimonies later = {0};
    for (size_t i = 0; i < 3 && row->said[i].rank != 0; i++) {
        const struct said *said = &row->said[i];
        struct bo_binding *binding = bo_alloc(&arena, sizeof *binding);
        *binding = (struct bo_binding){
            .to = finding.to, .form = BO_FIGURE_MONEY, .min = "5", .max = "20", .date_at = said->date_at};
        struct bo_testimony t = {.publication = said->rank == 'l' ? &law : &office,
                                 .binding = binding,
                                 .unread = (enum bo_status)said->unread,
                                 .what = (enum bo_read)said->what,
                                 .figure = said->figure,
                                 .from = day_of(said->from)};
        BO_PUSH(&arena, &finding.witnesses, t);
        t.figure = said->later != NULL ? said->later : said->figure;
        t.from = day_of(said->later != NULL ? said->later_from : said->from);
        BO_PUSH(&arena, &later, t);
    }
    bo_find(&arena, &finding, &later, day_of(row->on != NULL ? row->on : "2031-06-01"));
    cr_expect_eq(finding.found, row->found, "%s: %s (%s), not %s", row->what, bo_found_names[finding.found],
                 finding.why, bo_found_names[row->found]);
    cr_expect_eq(finding.ready, row->ready, "%s: ready is %d", row->what, finding.ready);
    cr_expect(row->figure == NULL || (finding.figure != NULL && strcmp(finding.figure, row->figure) == 0), "%s: %s",
              row->what, finding.figure != NULL ? finding.figure : "no figure");
    cr_expect(finding.why != NULL, "%s", row->what);
    bo_arena_fini(&arena);
}

#define OLD  "8.50", "2031-01-01"
#define NEW  "8.75", "2031-05-01"
#define NEXT "9.00", "2032-01-01"

Test(finding, ladder)
{
    enum { FIGURE = BO_READ_FIGURE };
    static const struct row rows[] = {
        {"nobody", {{0}}, BO_FOUND_NOT_BOUND},
        {"the law agrees", {{'l', FIGURE, OLD}}, BO_FOUND_OK},
        {"both agree", {{'l', FIGURE, OLD}, {'o', FIGURE, OLD}}, BO_FOUND_OK},
        {"8.5 is 8.50", {{'l', FIGURE, "8.5", "2031-01-01"}}, BO_FOUND_OK},
        {"the office alone agrees", {{'o', FIGURE, OLD}}, BO_FOUND_NOT_BOUND},
        {"the law does not tell its day", {{'l', FIGURE, "8.50", NULL}}, BO_FOUND_OK},
        {"made again a year later", {{'l', FIGURE, "8.50", "2031-05-15"}}, BO_FOUND_OK},
        {"the same, weeks later", {{'l', FIGURE, "8.50", "2031-02-01"}}, BO_FOUND_DRIFT},
        {"both new", {{'l', FIGURE, NEW}, {'o', FIGURE, NEW}}, BO_FOUND_DRIFT, true, "8.75"},
        {"both new, the office without a day", {{'l', FIGURE, NEW}, {'o', FIGURE, "8.75", NULL}}, BO_FOUND_DRIFT, true},
        {"both new, the law without a day", {{'l', FIGURE, "8.75", NULL}, {'o', FIGURE, NEW}}, BO_FOUND_DRIFT},
        {"both new, two days", {{'l', FIGURE, NEW}, {'o', FIGURE, "8.75", "2031-05-02"}}, BO_FOUND_DISAGREE},
        {"the law alone is new", {{'l', FIGURE, NEW}, {'o', FIGURE, OLD}}, BO_FOUND_DISAGREE},
        {"the only witness is new", {{'l', FIGURE, NEW}}, BO_FOUND_DRIFT, false, "8.75"},
        {"the office alone is new", {{'l', FIGURE, OLD}, {'o', FIGURE, NEW}}, BO_FOUND_DISAGREE},
        {"two laws", {{'l', FIGURE, OLD}, {'l', FIGURE, NEW}}, BO_FOUND_DISAGREE},
        {"more decimals than there is room",
         {{'l', FIGURE, "8.755", "2031-05-01"}, {'o', FIGURE, "8.755", "2031-05-01"}},
         BO_FOUND_DRIFT},
        {"too small", {{'l', FIGURE, "0.85", "2031-05-01"}, {'o', FIGURE, "0.85", "2031-05-01"}}, BO_FOUND_IMPLAUSIBLE},
        {"too big", {{'l', FIGURE, "85.00", "2031-05-01"}}, BO_FOUND_IMPLAUSIBLE},
        {"a leap", {{'l', FIGURE, "9.80", "2031-05-01"}, {'o', FIGURE, "9.80", "2031-05-01"}}, BO_FOUND_IMPLAUSIBLE},
        {"15 % exactly is none",
         {{'l', FIGURE, "9.77", "2031-05-01"}, {'o', FIGURE, "9.77", "2031-05-01"}},
         BO_FOUND_DRIFT,
         true},
        {"another table", {{'l', BO_READ_STRUCTURE}, {'o', FIGURE, OLD}}, BO_FOUND_STRUCTURE},
        {"another table at the office", {{'l', FIGURE, OLD}, {'o', BO_READ_STRUCTURE}}, BO_FOUND_STRUCTURE},
        {"repealed but kept", {{'l', BO_READ_SAVED, OLD}}, BO_FOUND_STRUCTURE},
        {"dots", {{'l', BO_READ_NOT_A_FIGURE}}, BO_FOUND_STRUCTURE},
        {"changes are outstanding", {{'l', BO_READ_STALE, OLD}, {'o', FIGURE, OLD}}, BO_FOUND_STALE},
        {"the text of before", {{'l', FIGURE, "8.00", "2030-01-01"}, {'o', FIGURE, OLD}}, BO_FOUND_STALE},
        {"all have the text of before", {{'l', FIGURE, "8.00", "2030-01-01"}}, BO_FOUND_STALE},
        {"proposed", {{'l', BO_READ_PROVISIONAL, NEW}, {'o', FIGURE, OLD}}, BO_FOUND_PROVISIONAL},
        {"proposed, as the rules have it", {{'l', BO_READ_PROVISIONAL, OLD}, {'o', FIGURE, OLD}}, BO_FOUND_UNAVAILABLE},
        {"no law can be read",
         {{'l', BO_READ_UNAVAILABLE, NULL, NULL, BO_NETWORK}, {'o', FIGURE, OLD}},
         BO_FOUND_UNAVAILABLE},
        {"no law can be read, and the office is new",
         {{'l', BO_READ_UNAVAILABLE, NULL, NULL, BO_SERVER}, {'o', FIGURE, NEW}},
         BO_FOUND_DISAGREE},
        {"not looked at", {{'l', BO_READ_UNAVAILABLE, NULL, NULL, BO_NO}}, BO_FOUND_NOT_LOOKED_AT},
        {"one of two laws can be read",
         {{'l', BO_READ_UNAVAILABLE, NULL, NULL, BO_TLS}, {'l', FIGURE, OLD}},
         BO_FOUND_OK},
        {"law already, later",
         {{'l', FIGURE, OLD, 0, NEXT}, {'o', FIGURE, OLD, 0, NEXT}},
         BO_FOUND_DRIFT,
         true,
         "9.00"},
        {"the office alone announces", {{'l', FIGURE, OLD}, {'o', FIGURE, OLD, 0, NEXT}}, BO_FOUND_PROVISIONAL},
        {"a week late is not yet overdue", {{'l', FIGURE, OLD}}, BO_FOUND_OK, .on = "2032-01-08"},
        {"overdue", {{'l', FIGURE, OLD}}, BO_FOUND_OVERDUE, .on = "2032-01-09"},
        {"overdue with nobody to ask", {{0}}, BO_FOUND_OVERDUE, .on = "2032-01-09"},
        {"drift is more than overdue",
         {{'l', FIGURE, NEXT}, {'o', FIGURE, NEXT}},
         BO_FOUND_DRIFT,
         true,
         .on = "2032-01-09"},
        {"where the day itself is bound", {{'l', FIGURE, "8.50", "2031-06-01", .date_at = "/since"}}, BO_FOUND_DRIFT},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(&rows[i]);
    }
}

/* Files */

static const char file[] =
    "<a>\n  <param id=\"x\" version='1.0'>\n    <value from=\"2030\">1</value>\n  </param>\n</a>\n";

Test(edit, elements_and_attributes)
{
    struct bo_arena arena;
    struct bo_source_text source = {file, sizeof file - 1};
    struct bo_span span, value;
    bo_arena_init(&arena);
    cr_assert(bo_edit_find(&source, (struct bo_place){.line = 2, .column = 3}, "param", &span));
    cr_expect_eq(memcmp(file + span.to - 8, "</param>", 8), 0);
    cr_assert(bo_edit_attribute(&source, &span, "version", &value));
    cr_expect_eq(value.to - value.from, 3);
    cr_expect_eq(memcmp(file + value.from, "1.0", 3), 0);
    cr_expect_not(bo_edit_attribute(&source, &span, "from", &value), "that is of an element inside");
    cr_expect_not(bo_edit_attribute(&source, &span, "ver", &value), "a part of a name");
    cr_expect_not(bo_edit_find(&source, (struct bo_place){.line = 2, .column = 3}, "par", &span));
    cr_expect_not(bo_edit_find(&source, (struct bo_place){.line = 2, .column = 4}, "param", &span));
    cr_expect_not(bo_edit_find(&source, (struct bo_place){.line = 99, .column = 1}, "param", &span));
    cr_expect_str_eq(bo_edit_indent(&arena, &source, span.from), "  ");
    bo_arena_fini(&arena);
}

static const char *applied(struct bo_arena *arena, bo_changes *edits, const char **diff)
{
    struct bo_source_text source = {file, sizeof file - 1};
    struct bo_buf text;
    bo_buf_init(&text);
    bo_edits_apply(&source, edits, &text);
    const char *made = bo_strndup(arena, text.at, text.n);
    text.n = 0;
    bo_buf_puts(&text, "");
    bo_edits_diff("f.xml", &source, edits, &text);
    *diff = bo_strndup(arena, text.at, text.n);
    bo_buf_fini(&text);
    return made;
}

Test(edit, changes)
{
    struct bo_arena arena;
    bo_changes edits = {0};
    const char *diff;
    bo_arena_init(&arena);
    size_t one = (size_t)(strstr(file, "1</value>") - file), version = (size_t)(strstr(file, "1.0") - file);
    cr_expect_str_eq(applied(&arena, &edits, &diff), file);
    cr_expect_str_eq(diff, "");
    BO_PUSH(&arena, &edits, ((struct bo_change){one, one + 1, "2"}));
    BO_PUSH(&arena, &edits, ((struct bo_change){version, version + 3, "1.1"}));
    cr_assert(bo_edits_sort(&edits));
    cr_expect_str_eq(applied(&arena, &edits, &diff), "<a>\n  <param id=\"x\" version='1.1'>\n    <value "
                                                     "from=\"2030\">2</value>\n  </param>\n</a>\n");
    cr_expect_str_eq(diff,
                     "--- a/f.xml\n+++ b/f.xml\n@@ -1,5 +1,5 @@\n <a>\n-  <param id=\"x\" version='1.0'>\n+  <param "
                     "id=\"x\" version='1.1'>\n-    <value from=\"2030\">1</value>\n+    <value "
                     "from=\"2030\">2</value>\n   </param>\n </a>\n");
    BO_PUSH(&arena, &edits, ((struct bo_change){version + 1, version + 2, "x"}));
    cr_expect_not(bo_edits_sort(&edits), "two changes of the same bytes");
    bo_arena_fini(&arena);
}
