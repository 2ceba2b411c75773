/* The XML reader: places, texts, and the refusal of everything that rule files have no use for. */
#include "base/buf.h"
#include "rules/load.h"
#include "rules/xml.h"
#include <criterion/criterion.h>
#include <string.h>

#define NS "xmlns=\"" BO_XML_NAMESPACE "\""

static struct bo_xml *read_text(struct bo_arena *arena, struct bo_diags *diags, const char *text, size_t n)
{
    struct bo_xml *root = NULL;
    bo_diags_init(diags, arena);
    enum bo_status status = bo_xml_read(arena, arena, "t.xml", text, n, &root, diags);
    cr_assert_eq(status == BO_OK, root != NULL);
    cr_assert_eq(status == BO_OK, diags->errors == 0, "a refusal has a message: %.60s", text);
    return root;
}

/* line NULL: it is not well-formed; in which words and where, libxml2 decides. */
static const struct {
    const char *text, *line;
} refused[] = {
    {"", NULL},
    {"  ", NULL},
    {"<!-- only -->", NULL},
    {"text", NULL},
    {"<a " NS, NULL},
    {"<a " NS "><b></a>", NULL},
    {"<a " NS ">\n</a>\n<b/>", NULL},
    {"<a " NS " b='1' b='2'/>", NULL},
    {"<a " NS " b=1/>", NULL},
    {"<a " NS " b='<'/>", NULL},
    {"<a " NS ">&nbsp;</a>", NULL},
    {"<a " NS ">&#0;</a>", NULL},
    {"<a " NS "><!-- -- --></a>", NULL},
    {"<a " NS "><!-- </a>", NULL},
    {"<a " NS ">\x01</a>", NULL},
    {"<?xml version='1.0' encoding='ISO-8859-1'?><a " NS "/>", "t.xml:1:21: error: rule files are UTF-8 [not-utf8]"},
    {"<?xml version='1.0' encoding='UTF-16'?><a " NS "/>", "t.xml:1:21: error: rule files are UTF-8 [not-utf8]"},
    {"<a " NS " b='\xff'/>", "t.xml:1:1: error: rule files are UTF-8 [not-utf8]"},
    {"\xff\xfe<\0a\0/\0>\0", "t.xml:1:1: error: rule files are UTF-8 [not-utf8]"},
    {"<!DOCTYPE a [<!ENTITY b \"c\">]><a " NS ">&b;</a>",
     "t.xml:1:1: error: a document type (DTD) has no place in a rule file [not-allowed]"},
    {"<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
     "t.xml:2:1: error: a document type (DTD) has no place in a rule file [not-allowed]"},
    {"<a " NS "><![CDATA[x]]></a>",
     "t.xml:1:36: error: CDATA has no place in a rule file: write &lt; and &amp; [not-allowed]"},
    {"<a " NS "><?php x?></a>",
     "t.xml:1:36: error: a processing instruction has no place in a rule file [not-allowed]"},
    {"<?xml-stylesheet href='x'?><a " NS "/>",
     "t.xml:1:1: error: a processing instruction has no place in a rule file [not-allowed]"},
    {"<a/>", "t.xml:1:1: error: <a> is not in the namespace of rule files: the file's first element needs "
             "xmlns=\"" BO_XML_NAMESPACE "\" [namespace]"},
    {"<a xmlns='urn:x'/>",
     "t.xml:1:11: error: <a> is not in the namespace of rule files: the file's first element needs "
     "xmlns=\"" BO_XML_NAMESPACE "\" [namespace]"},
    {"<a " NS "><include xmlns='http://www.w3.org/2001/XInclude' href='x'/></a>",
     "t.xml:1:52: error: <include> is not in the namespace of rule files: the file's first element needs "
     "xmlns=\"" BO_XML_NAMESPACE "\" [namespace]"},
    {"<a " NS "><x:b/></a>", "t.xml:1:37: error: names have no prefix in rule files [namespace]"},
    {"<a " NS " xml:lang='en'/>", "t.xml:1:36: error: names have no prefix in rule files [namespace]"},
    {"<a " NS "><b/> x </a>", "t.xml:1:41: error: text after elements in <a> [stray-text]"},
};

Test(xml, refused)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct bo_arena arena;
        struct bo_diags diags;
        bo_arena_init(&arena);
        size_t n = refused[i].text[0] == '\xff' ? 10 : strlen(refused[i].text);
        cr_expect_null(read_text(&arena, &diags, refused[i].text, n), "row %zu is read", i);
        cr_expect_eq(diags.errors, 1, "row %zu: %zu messages", i, diags.errors);
        const char *line = bo_diag_line(&arena, &diags.list.at[0]);
        if (refused[i].line == NULL) {
            cr_expect_str_eq(diags.list.at[0].code, "not-well-formed", "row %zu: %s", i, line);
            cr_expect(diags.list.at[0].place.line > 0, "row %zu: %s", i, line);
        } else {
            cr_expect_str_eq(line, refused[i].line, "row %zu:\n%s\n%s", i, line, refused[i].line);
        }
        bo_arena_fini(&arena);
    }
}

/* A text made of a repeated piece. */
static void add_many(struct bo_buf *buf, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bo_buf_puts(buf, piece);
    }
}

Test(xml, limits)
{
    static const struct {
        const char *head, *piece;
        size_t n;
        const char *tail, *code; /* NULL: it is read */
    } rows[] = {
        {"<a " NS ">", "<b>", BO_XML_DEPTH_MAX - 1, NULL, NULL},
        {"<a " NS ">", "<b>", BO_XML_DEPTH_MAX, NULL, "too-big"},
        {"<a " NS ">", "<b>", 1000000, "", "too-big"},
        {"<a " NS ">", "<b/>", BO_XML_NODES_MAX - 2, "</a>", NULL},
        {"<a " NS ">", "<b/>", BO_XML_NODES_MAX - 1, "</a>", "too-big"},
        {"<a " NS " b='", "x", BO_XML_ATTRIBUTE_BYTES, "'/>", NULL},
        {"<a " NS " b='", "x", BO_XML_ATTRIBUTE_BYTES + 1, "'/>", "too-big"},
        {"<a " NS " ", "x", BO_XML_NAME_BYTES, "='1'/>", NULL},
        {"<a " NS " ", "x", BO_XML_NAME_BYTES + 1, "='1'/>", "too-big"},
        {"<a " NS ">", "x", 1 << 20, "</a>", NULL},
        {"<a " NS ">", "x", BO_XML_FILE_MAX, "</a>", "too-big"},
        {"<a " NS ">", "&lt;", 1 << 20, "</a>", NULL},
        {"<a " NS " ", "<", 1 << 20, "", "not-well-formed"},
        {"<a " NS ">", "<!-- ", 1 << 20, "", "not-well-formed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_arena arena;
        struct bo_diags diags;
        struct bo_buf text;
        bo_arena_init(&arena);
        bo_buf_init(&text);
        bo_buf_puts(&text, rows[i].head);
        add_many(&text, rows[i].piece, rows[i].n);
        if (rows[i].tail != NULL) {
            bo_buf_puts(&text, rows[i].tail);
        } else {
            add_many(&text, "</b>", rows[i].n);
            bo_buf_puts(&text, "</a>");
        }
        struct bo_xml *root = read_text(&arena, &diags, text.at, text.n);
        cr_expect_eq(root == NULL, rows[i].code != NULL, "row %zu", i);
        if (rows[i].code != NULL && diags.list.n > 0) {
            cr_expect_str_eq(diags.list.at[0].code, rows[i].code, "row %zu: %s", i, diags.list.at[0].text);
        }
        bo_buf_fini(&text);
        bo_arena_fini(&arena);
    }
}

Test(xml, attributes_are_bounded)
{
    for (int n = 63; n <= 64; n++) { /* xmlns is one */
        struct bo_arena arena;
        struct bo_diags diags;
        struct bo_buf text;
        bo_arena_init(&arena);
        bo_buf_init(&text);
        bo_buf_puts(&text, "<a " NS);
        for (int i = 0; i < n; i++) {
            bo_buf_printf(&text, " b%d='1'", i);
        }
        bo_buf_puts(&text, "/>");
        cr_expect_eq(read_text(&arena, &diags, text.at, text.n) != NULL, n == 63, "%d attributes", n);
        bo_buf_fini(&text);
        bo_arena_fini(&arena);
    }
}

/* Every element, attribute value and text: "line:column kind text|raw". */
static void describe(struct bo_buf *to, const struct bo_xml *element)
{
    bo_buf_printf(to, "%d:%d <%s>\n", element->place.line, element->place.column, element->name);
    for (size_t i = 0; i < element->n_attributes; i++) {
        const struct bo_xml_attribute *a = &element->attributes[i];
        if (strcmp(a->name, "xmlns") != 0) {
            bo_buf_printf(to, "%d:%d %s %d:%d [%s]%s\n", a->place.line, a->place.column, a->name, a->value.at.line,
                          a->value.at.column, a->value.text, a->value.raw != NULL ? a->value.raw : "");
        }
        cr_assert_eq(strlen(a->value.text), a->value.n);
    }
    if (element->text.n > 0) {
        bo_buf_printf(to, "%d:%d [%s]%s\n", element->text.at.line, element->text.at.column, element->text.text,
                      element->text.raw != NULL ? element->text.raw : "");
    }
    for (const struct bo_xml *child = element->first; child != NULL; child = child->next) {
        cr_assert_eq(child->parent, element);
        describe(to, child);
    }
}

static const struct {
    const char *text, *seen;
} places[] = {
    {"<a " NS "/>", "1:1 <a>\n"},
    {"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><a " NS "/>", "1:39 <a>\n"},
    {"<a " NS ">\n  <b c='1'\n     d = \"2\"/>\n  <e/></a>",
     "1:1 <a>\n2:3 <b>\n2:6 c 2:9 [1]\n3:6 d 3:11 [2]\n4:3 <e>\n"},
    {"<a " NS ">\r\n<b>x\r\ny\rz</b></a>", "1:1 <a>\n2:1 <b>\n2:4 [x\ny\nz]\n"},
    {"<a " NS "> x &lt; y </a>", "1:1 <a>\n1:37 [x < y]x &lt; y\n"},
    {"<a " NS ">é<!-- é -->&#233;&#xE9;&#x1F600;&amp;&quot;&apos;&gt;</a>",
     "1:1 <a>\n1:36 [é           éé\xf0\x9f\x98\x80&\"'>]é           &#233;&#xE9;&#x1F600;&amp;&quot;&apos;&gt;\n"},
    {"<a " NS "><!-- <b> -->\n <!-- & -->  1 <!-- c\n --> + 2 <!----> </a>", "1:1 <a>\n2:14 [1       \n     + 2]\n"},
    {"<a " NS " b='x\ny\tz' c='é' d=' e '/>",
     "1:1 <a>\n1:36 b 1:39 [x y z]x\ny\tz\n2:6 c 2:9 [é]\n2:12 d 2:15 [ e ]\n"},
    {"<a " NS "> text <b/> <!-- after --> </a>", "1:1 <a>\n1:37 [text]\n1:42 <b>\n"},
    {"<!-- before --><a " NS "/><!-- after -->\n", "1:16 <a>\n"},
};

Test(xml, places)
{
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct bo_arena arena;
        struct bo_diags diags;
        struct bo_buf seen;
        bo_arena_init(&arena);
        bo_buf_init(&seen);
        const struct bo_xml *root = read_text(&arena, &diags, places[i].text, strlen(places[i].text));
        cr_expect_not_null(root, "row %zu: %s", i, diags.list.n > 0 ? bo_diag_line(&arena, &diags.list.at[0]) : "");
        if (root != NULL) {
            describe(&seen, root);
            cr_expect_str_eq(seen.at, places[i].seen, "row %zu:\n%s\n%s", i, seen.at, places[i].seen);
        }
        bo_buf_fini(&seen);
        bo_arena_fini(&arena);
    }
}

/* Each beginning of a good text is refused, and none is read past its end (the sanitizers see to that). */
Test(xml, cut_short)
{
    static const char whole[] =
        "<?xml version='1.0' encoding='UTF-8'?>\n<!-- c --><a " NS " b='&lt;'><c>&#65;</c><!-- d --><e f=\"g\"/></a>";
    for (size_t n = 0; n < sizeof whole - 1; n++) {
        struct bo_arena arena;
        struct bo_diags diags;
        bo_arena_init(&arena);
        char *cut = malloc(n + 1);
        memcpy(cut, whole, n);
        cr_expect_null(read_text(&arena, &diags, cut, n), "%zu bytes are read", n);
        free(cut);
        bo_arena_fini(&arena);
    }
}
