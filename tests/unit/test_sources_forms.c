/* Published documents of all forms but law in CLML; and what is too big, or no text, or cut somewhere. */
#include "read_source.h"

TestSuite(sources_forms, .init = start, .fini = stop);

Test(sources_forms, pages)
{
    static const struct row rows[] = {
        {"newest last",
         "content-newest-last.json",
         CONTENT,
         {.at = "Night Allowance", .row = "Higher rate", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "111.40"},
        {"columns moved",
         "content-columns-moved.json",
         CONTENT,
         {.at = "Night Allowance", .row = "Higher rate", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "111.40"},
        {"by id",
         "content-newest-last.json",
         CONTENT,
         {.at = "night-allowance", .row = "Lower rate", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "74.90"},
        {"year not there yet",
         "content-old-year.json",
         CONTENT,
         {.at = "Night Allowance", .row = "Higher rate", .head = "Rates {year}/{nn}"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "there is no column 'Rates 2031/32'"},
        {"no figure",
         "content-newest-last.json",
         CONTENT,
         {.at = "Night Allowance", .row = "Late rate", .head = "Rates {year}/{nn}"},
         BO_READ_NOT_A_FIGURE,
         NULL,
         NULL,
         "'Not applicable'"},
        {"three rows of that name",
         "content-newest-last.json",
         CONTENT,
         {.at = "Lantern Cap", .row = "Couples", .head = "Rates {year}/{nn}"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "3 rows are called 'Couples'"},
        {"year",
         "content-newest-last.json",
         CONTENT,
         {.at = "Lantern Cap", .group = "Yearly level of the cap", .row = "Couples", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "25987.00"},
        {"month",
         "content-newest-last.json",
         CONTENT,
         {.at = "Lantern Cap", .group = "Monthly equivalent", .row = "Couples", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "2165.58"},
        {"week",
         "content-newest-last.json",
         CONTENT,
         {.at = "Lantern Cap", .group = "Weekly equivalent", .row = "Single keepers", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "309.62"},
        {"dated by the envelope",
         "content-newest-last.json",
         CONTENT,
         {.at = "Night Allowance", .row = "Higher rate", .head = "Rates {year}/{nn}", .date_at = "/public_updated_at"},
         BO_READ_FIGURE,
         "111.40",
         "2031-04-06"},
        {"newest first, first line of a label",
         "content-newest-first.json",
         CONTENT,
         {.at = "1.1 Weekly limits", .row = "Lower Limit (LL)", .head = "{year} to {next}", .per = "\u00a3 per week"},
         BO_READ_FIGURE,
         "131"},
        {"the whole label",
         "content-newest-first.json",
         CONTENT,
         {.at = "1.1 Weekly limits",
          .row = "Lower Limit (LL) Keepers do not pay but get the benefits of paying",
          .head = "{year} to {next}"},
         BO_READ_FIGURE,
         "131"},
        {"the month's table",
         "content-newest-first.json",
         CONTENT,
         {.at = "1.2 Monthly limits", .row = "First Limit (FL)", .head = "{year} to {next}", .per = "per month"},
         BO_READ_FIGURE,
         "1058"},
        {"no table said",
         "content-newest-first.json",
         CONTENT,
         {.row = "First Limit (FL)", .head = "{year} to {next}"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "2 rows"},
        {"unit of the head has changed",
         "content-unit-month.json",
         CONTENT,
         {.at = "1.1 Weekly limits", .row = "Lower Limit (LL)", .head = "{year} to {next}", .per = "\u00a3 per week"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "per week' does not stand with it"},
        {"sentence below a table",
         "content-newest-first.json",
         CONTENT,
         {.at = "1.2 Monthly limits", .sentence = "The rate is {} of pay", .form = BO_FIGURE_PERCENT},
         BO_READ_FIGURE,
         "0.08"},
        {"sentence of another part",
         "content-newest-first.json",
         CONTENT,
         {.at = "1.1 Weekly limits", .sentence = "The rate is {} of pay", .form = BO_FIGURE_PERCENT},
         BO_READ_STRUCTURE},
        {"part of a guide",
         "content-parts.json",
         CONTENT,
         {.at = "What you'll get", .row = "Eldest or only keeper", .per = "weekly"},
         BO_READ_FIGURE,
         "31.05",
         NULL,
         NULL,
         "https://www.gov.uk/api/content/lantern-benefit/what"},
        {"unit inside of the cell",
         "content-parts.json",
         CONTENT,
         {.row = "Other keepers", .per = "per keeper"},
         BO_READ_FIGURE,
         "21.90"},
        {"unit inside of the cell, not bound",
         "content-parts.json",
         CONTENT,
         {.row = "Other keepers"},
         BO_READ_NOT_A_FIGURE},
        {"note in sup", "page-notes.html", HTML, {.row = "Keepers2"}, BO_READ_NOT_A_FIGURE, NULL, NULL, "'27.05^1'"},
        {"note in a link", "page-notes.html", HTML, {.row = "Others"}, BO_READ_NOT_A_FIGURE, NULL, NULL, "'27.05^1'"},
        {"note in brackets", "page-notes.html", HTML, {.row = "Old keepers"}, BO_READ_NOT_A_FIGURE},
        {"two lines",
         "page-notes.html",
         HTML,
         {.row = "Two lines", .language = "nb"},
         BO_READ_NOT_A_FIGURE,
         NULL,
         NULL,
         "more than one figure"},
        {"two paragraphs", "page-notes.html", HTML, {.row = "Two paragraphs", .language = "nb"}, BO_READ_NOT_A_FIGURE},
        {"old and new", "page-notes.html", HTML, {.row = "Old and new"}, BO_READ_NOT_A_FIGURE},
        {"in pieces", "page-notes.html", HTML, {.row = "Split"}, BO_READ_FIGURE, "1050"},
        {"first paragraph of a label", "page-notes.html", HTML, {.row = "Paragraphs"}, BO_READ_FIGURE, "15"},
        {"the table with that column",
         "content-other-table.json",
         CONTENT,
         {.row = "Higher rate", .head = "Weekly amount"},
         BO_READ_FIGURE,
         "61.00"},
        {"in neither table",
         "content-other-table.json",
         CONTENT,
         {.row = "Higher rate", .head = "Rates 2040/41"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "2 rows are called"},
        {"page",
         "page.html",
         HTML,
         {.at = "1.1 Weekly limits", .row = "First Limit (FL)", .head = "{year} to {next}"},
         BO_READ_FIGURE,
         "244"},
        {"no such heading",
         "page.html",
         HTML,
         {.at = "1.3 Yearly limits", .row = "First Limit (FL)"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "there is no heading"},
    };
    EXPECT_ALL(rows);
}

Test(sources_forms, json)
{
    static const struct row rows[] = {
        {"pointer",
         "amount.json",
         JSON,
         {.at = "/grunnbel\u00f8p", .date_at = "/dato"},
         BO_READ_FIGURE,
         "141507",
         "2031-05-01"},
        {"exact decimals",
         "amount.json",
         JSON,
         {.at = "/omregningsfaktor", .form = BO_FIGURE_NUMBER},
         BO_READ_FIGURE,
         "1.036311"},
        {"a date", "amount.json", JSON, {.at = "/virkning", .form = BO_FIGURE_DATE}, BO_READ_FIGURE, "2031-06-02"},
        {"the wrong date, as it says",
         "amount-wrong-date.json",
         JSON,
         {.at = "/virkning", .form = BO_FIGURE_DATE},
         BO_READ_FIGURE,
         "2030-06-03"},
        {"key renamed",
         "amount-ascii.json",
         JSON,
         {.at = "/grunnbel\u00f8p"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "there is nothing at"},
        {"newest on the day",
         "history.json",
         JSON,
         {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"},
         BO_READ_FIGURE,
         "141507",
         "2031-05-01"},
        {"key missing in old entries",
         "history.json",
         JSON,
         {.at = "/*/faktor", .date_at = "/*/dato", .form = BO_FIGURE_NUMBER},
         BO_READ_FIGURE,
         "1.036311",
         "2031-05-01"},
        {"list without date", "history.json", JSON, {.at = "/*/grunnbel\u00f8p"}, BO_READ_STRUCTURE},
        {"two on one day",
         "history-twice.json",
         JSON,
         {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "same day"},
        {"entry without date",
         "history-undated.json",
         JSON,
         {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "no date"},
        {"no list", "amount.json", JSON, {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"}, BO_READ_STRUCTURE},
        {"string, percent",
         "strings.json",
         JSON,
         {.at = "/months/0/value", .form = BO_FIGURE_PERCENT},
         BO_READ_FIGURE,
         "0.033"},
        {"escaped key", "strings.json", JSON, {.at = "/values/a~1b"}, BO_READ_FIGURE, "1071.09"},
        {"below nothing", "strings.json", JSON, {.at = "/values/neg"}, BO_READ_NOT_A_FIGURE},
        {"exponent", "strings.json", JSON, {.at = "/values/exp"}, BO_READ_NOT_A_FIGURE},
        {"words", "strings.json", JSON, {.at = "/values/text"}, BO_READ_NOT_A_FIGURE, NULL, NULL, "'three'"},
        {"an object", "strings.json", JSON, {.at = "/values"}, BO_READ_NOT_A_FIGURE},
        {"no date", "strings.json", JSON, {.at = "/values/a~1b", .date_at = "/months/0/date"}, BO_READ_STRUCTURE},
    };
    EXPECT_ALL(rows);
    struct row before = {
        "before the change", "history.json", JSON,        {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"},
        BO_READ_FIGURE,      "136549",       "2030-05-01"};
    size_t n;
    const char *bytes = fixture("history.json", &n);
    expect(&before, read_bytes(&before, bytes, n, "2031-04-30"));
    struct row never = {
        "before them all", "history.json", JSON, {.at = "/*/grunnbel\u00f8p", .date_at = "/*/dato"}, BO_READ_STRUCTURE};
    expect(&never, read_bytes(&never, bytes, n, "1970-01-01"));
}

Test(sources_forms, law_as_xhtml)
{
    static const struct row rows[] = {
        {"retroactive",
         "law.xml",
         LAW,
         {.at = "paragraf-1-ledd-1", .sentence = "fastsettes til {} kroner"},
         BO_READ_FIGURE,
         "141507",
         "2031-05-01"},
        {"with its word",
         "law.xml",
         LAW,
         {.at = "paragraf-1-ledd-1", .sentence = "fastsettes til {}"},
         BO_READ_FIGURE,
         "141507",
         "2031-05-01"},
        {"one day",
         "law-plain-date.xml",
         LAW,
         {.at = "paragraf-1", .sentence = "til {} kroner"},
         BO_READ_FIGURE,
         "141507",
         "2031-05-23"},
        {"two days",
         "law-two-dates.xml",
         LAW,
         {.at = "paragraf-1", .sentence = "til {} kroner"},
         BO_READ_FIGURE,
         "141507"},
        {"thin blank",
         "law.xml",
         LAW,
         {.at = "paragraf-5", .sentence = "og til {} kroner for h\u00f8y sats"},
         BO_READ_FIGURE,
         "242418",
         "2031-05-01"},
        {"narrow blank",
         "law.xml",
         LAW,
         {.at = "paragraf-5", .sentence = "til {} kroner for ordin\u00e6r sats"},
         BO_READ_FIGURE,
         "224248",
         "2031-05-01"},
        {"percent",
         "law.xml",
         LAW,
         {.at = "paragraf-2", .sentence = "andre ledd settes til {}.", .form = BO_FIGURE_PERCENT},
         BO_READ_FIGURE,
         "0.0371",
         "2031-05-01"},
        {"date",
         "law.xml",
         LAW,
         {.at = "paragraf-6", .sentence = "Virkningstidspunktet settes til {}", .form = BO_FIGURE_DATE},
         BO_READ_FIGURE,
         "2031-06-02",
         "2031-05-01"},
        {"a letter in two pieces",
         "law.xml",
         LAW,
         {.at = "paragraf-5", .sentence = "for ordin\u00e6r sats og til {} kroner", .date_at = "settes til {}"},
         BO_READ_STRUCTURE,
         NULL,
         "2031-05-01",
         "first day"},
        {"first day in words",
         "law.xml",
         LAW,
         {.at = "paragraf-1", .sentence = "til {} kroner", .date_at = "Virkningstidspunktet settes til {}"},
         BO_READ_FIGURE,
         "141507",
         "2031-06-02"},
    };
    EXPECT_ALL(rows);
}

Test(sources_forms, csv)
{
    static const struct row rows[] = {
        {"quotes",
         "rates.csv",
         CSV,
         {.row = "Wick, Tallow and District", .head = "2 Lamps"},
         BO_READ_FIGURE,
         "1115.07"},
        {"one decimal",
         "rates.csv",
         CSV,
         {.row = "WICK, TALLOW AND DISTRICT", .head = "1 Lamp"},
         BO_READ_FIGURE,
         "86.3"},
        {"no such column",
         "rates.csv",
         CSV,
         {.row = "Renfrew/ Inver", .head = "3 Lamps"},
         BO_READ_STRUCTURE,
         NULL,
         NULL,
         "there is no column '3 Lamps'"},
        {"two lines of a field",
         "two-lines.csv",
         CSV,
         {.row = "One", .head = "Rate", .language = "nb"},
         BO_READ_NOT_A_FIGURE},
        {"one line", "two-lines.csv", CSV, {.row = "Two", .head = "Rate", .language = "nb"}, BO_READ_FIGURE, "130500"},
        {"semicolons",
         "rates-semicolon.csv",
         CSV,
         {.row = "Fyr", .head = "Sats", .language = "nb"},
         BO_READ_FIGURE,
         "1234.50"},
    };
    EXPECT_ALL(rows);
}

static bo_named_figures rows_of(const char *file, int form, const struct bo_binding *binding)
{
    struct bo_publication publication = {.id = "p", .form = (enum bo_publication_form)form, .law = &law};
    struct bo_document document = {0};
    bo_named_figures figures = {0};
    document.bytes = fixture(file, &document.n);
    bo_read_rows(&arena, &publication, binding, &document, day("2031-11-30"), &figures);
    return figures;
}

Test(sources_forms, whole_tables)
{
    struct bo_binding binding = {.head = "1 Lamp", .language = "en"};
    bo_named_figures figures = rows_of("rates.csv", CSV, &binding);
    static const char *const expected[][2] = {
        {"Aberlamp and Shire", "97.21"}, {"Wick, Tallow and District", "86.3"}, {"Renfrew/ Inver", "84"}};
    cr_assert_eq(figures.n, 3);
    for (size_t i = 0; i < 3; i++) {
        cr_expect_str_eq(figures.at[i].name, expected[i][0]);
        cr_expect_eq(figures.at[i].reading.what, BO_READ_FIGURE);
        cr_expect_str_eq(figures.at[i].reading.figure, expected[i][1]);
    }
    binding.head = "Room";
    figures = rows_of("rates-twice.csv", CSV, &binding);
    cr_assert_eq(figures.n, 2);
    cr_expect_eq(figures.at[0].reading.what, BO_READ_STRUCTURE);
    cr_expect_eq(figures.at[1].reading.what, BO_READ_STRUCTURE);
    cr_expect_null(figures.at[1].reading.figure);
    figures = rows_of("challenge.html", CSV, &binding);
    cr_assert_eq(figures.n, 1);
    cr_expect_null(figures.at[0].name);
    cr_expect_eq(figures.at[0].reading.what, BO_READ_UNAVAILABLE);
    binding.head = "No such head";
    figures = rows_of("rates.csv", CSV, &binding);
    for (size_t i = 0; i < figures.n; i++) {
        cr_expect_eq(figures.at[i].reading.what, BO_READ_STRUCTURE);
    }
    binding = (struct bo_binding){
        .at = "Lantern Cap", .group = "Monthly equivalent", .head = "Rates {year}/{nn}", .language = "en"};
    figures = rows_of("content-newest-last.json", CONTENT, &binding);
    cr_assert_eq(figures.n, 2);
    cr_expect_str_eq(figures.at[1].name, "Single keepers");
    cr_expect_str_eq(figures.at[1].reading.figure, "1341.67");
}

/* Made here, since they are big. */

static void *filled(const char *head, const char *piece, size_t times, const char *tail, size_t *n)
{
    size_t length = strlen(piece);
    *n = strlen(head) + length * times + strlen(tail);
    char *bytes = bo_alloc(&arena, *n + 1), *at = bytes;
    memcpy(at, head, strlen(head));
    at += strlen(head);
    for (size_t i = 0; i < times; i++, at += length) {
        memcpy(at, piece, length);
    }
    memcpy(at, tail, strlen(tail));
    return bytes;
}

#define CLML_HEAD "<Legislation xmlns=\"http://www.legislation.gov.uk/namespaces/legislation\"><Body>"
#define CLML_TAIL "</Body></Legislation>"

Test(sources_forms, hostile_sizes, .timeout = 60)
{
    static const struct {
        const char *what, *head, *piece;
        size_t times;
        const char *tail;
        int form;
    } rows[] = {
        {"deep", CLML_HEAD, "<P1>", 300, CLML_TAIL, CLML},
        {"a million attributes", CLML_HEAD "<P1 ", "a='' ", 800000, "/>" CLML_TAIL, CLML},
        {"attributes without blanks", CLML_HEAD "<P1 ", "a=''", 800000, "/>" CLML_TAIL, CLML},
        {"many elements", CLML_HEAD, "<a/>", 300000, CLML_TAIL, CLML},
        {"too many bytes", CLML_HEAD, " ", 5 << 20, CLML_TAIL, CLML},
        {"quadratic", "<!DOCTYPE Legislation [<!ENTITY a \"", "aaaaaaaaaaaaaaaaaaaaaaaaa", 3000,
         "\">]>" CLML_HEAD "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;" CLML_TAIL, CLML},
        {"deep JSON", "{\"a\":", "[", 100000, "", JSON},
        {"long JSON", "[", "1,", 300000, "1]", JSON},
        {"deep page", "<html><body>", "<div>", 100000, "</body></html>", HTML},
        {"attributes of a page", "<html><body><p ", "a=1 ", 900000, ">x</p></body></html>", HTML},
        {"names of a page", "<html><body><p ", "a/", 1000000, ">x</p></body></html>", HTML},
        {"many columns", "a,b\n1", ",1", 300, "\n", CSV},
        {"many cells", "a,b\n", "1,2\n", 200000, "", CSV},
        {"many line ends", "<html><body><table><tr><td>", "<br>", 190000, "</td></tr></table></body></html>", HTML},
        {"many heads", "<html><body><table><tbody>", "<tr><th>a<th>b<th>c</tr>", 9000, "<tr><td>1<td>2</tr></table>",
         HTML},
        {"wide cells", "<html><body><table><tr>", "<td colspan=99999>1</td>", 2, "</tr></table></body></html>", HTML},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row row = {rows[i].what, NULL, rows[i].form, {.row = "1", .at = rows[i].form == JSON ? "/a" : NULL}};
        size_t n;
        const char *bytes = filled(rows[i].head, rows[i].piece, rows[i].times, rows[i].tail, &n);
        struct bo_reading reading = read_bytes(&row, bytes, n, "2031-11-30");
        cr_expect_neq(reading.what, BO_READ_FIGURE, "%s", rows[i].what);
        cr_expect_null(reading.figure, "%s", rows[i].what);
        cr_expect_not_null(reading.why, "%s", rows[i].what);
    }
}

Test(sources_forms, bytes)
{
    static const struct {
        const char *what, *bytes;
        size_t n;
    } rows[] = {
        {"empty", "", 0},
        {"blank", " \r\n\t ", 5},
        {"a mark and nothing", "\xef\xbb\xbf", 3},
        {"a zero byte", "<a>\0</a>", 8},
        {"not UTF-8", "<a>\xff</a>", 8},
        {"overlong", "<a>\xc0\xaf</a>", 9},
        {"surrogate", "<a>\xed\xa0\x80</a>", 10},
        {"UTF-16", "\xff\xfe<\0a\0/\0>\0", 10},
        {"words", "Service unavailable", 19},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int form = CLML; form <= LAW; form++) {
            struct row row = {rows[i].what, NULL, form, {.row = "1", .at = form == JSON ? "/a" : NULL}};
            struct bo_reading reading = read_bytes(&row, rows[i].bytes, rows[i].n, "2031-11-30");
            cr_expect_eq(reading.what, BO_READ_UNAVAILABLE, "%s as %d: %d", rows[i].what, form, reading.what);
            cr_expect_not_null(reading.why, "%s", rows[i].what);
        }
    }
}

Test(sources_forms, cut_anywhere, .timeout = 120)
{
    static const struct row rows[] = {
        {"law", "clml-table.xml", CLML, OLD, BO_READ_FIGURE, "402.20"},
        {"content",
         "content-newest-last.json",
         CONTENT,
         {.at = "Lantern Cap", .group = "Weekly equivalent", .row = "Single keepers", .head = "Rates {year}/{nn}"},
         BO_READ_FIGURE,
         "309.62"},
        {"page",
         "page.html",
         HTML,
         {.at = "1.1 Weekly limits", .row = "Lower Limit (LL)", .head = "{year} to {next}"},
         BO_READ_FIGURE,
         "131"},
        {"json", "amount.json", JSON, {.at = "/grunnbel\u00f8p"}, BO_READ_FIGURE, "141507"},
        {"csv", "rates.csv", CSV, {.row = "Renfrew/ Inver", .head = "2 Lamps"}, BO_READ_FIGURE, "103.16"},
        {"xhtml", "law.xml", LAW, {.at = "paragraf-1", .sentence = "til {} kroner"}, BO_READ_FIGURE, "141507"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t n;
        const char *bytes = fixture(rows[i].file, &n);
        size_t step = n > 2000 ? n / 500 : 1;
        for (size_t cut = 0; cut <= n; cut += step) {
            struct bo_arena own = arena;
            bo_arena_init(&arena);
            struct bo_reading reading = read_bytes(&rows[i], bytes, cut, "2031-11-30");
            cr_expect(reading.figure == NULL || strcmp(reading.figure, rows[i].figure) == 0, "%s cut at %zu: %s",
                      rows[i].what, cut, reading.figure);
            bo_arena_fini(&arena);
            arena = own;
        }
    }
}
