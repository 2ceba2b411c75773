/* The tree is read here by hand, since no interface of libxml2 says where an attribute's value stands; libxml2 then
 * says whether the same text is well-formed XML. What is refused outright (DTD, processing instructions ...) and what
 * would make libxml2 slow (too many attributes) never reaches it. */
#include "rules/xml.h"

#include "rules/load.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct bo_arena *nodes, *texts;
    struct bo_diags *diags;
    const char *file, *namespace;
    const char *text, *end; /* 0-terminated: *end is 0 */
    const char *at;
    /* The last place asked for; places are asked for in order, so each byte is counted once. */
    const char *counted;
    int line, column;
    size_t n_nodes, depth;
    struct bo_xml *root, *open;
    bool refused; /* a message was given */
    bool lost;    /* not XML as far as can be seen here; libxml2 says why */
};

static struct bo_place place_of(struct reader *r, const char *at)
{
    for (; r->counted < at; r->counted++) {
        if (*r->counted == '\n') {
            r->line++;
            r->column = 1;
        } else if (((unsigned char)*r->counted & 0xc0) != 0x80) {
            r->column++;
        }
    }
    return (struct bo_place){.file = r->file, .line = r->line, .column = r->column};
}

/* Gives the one message and ends the reading. */
static void refuse(struct reader *r, const char *at, const char *code, const char *text)
{
    if (!r->refused) {
        bo_diag(r->diags, BO_ERROR, place_of(r, at), code, "%s", text);
    }
    r->refused = true;
}

static bool stopped(const struct reader *r)
{
    return r->refused || r->lost;
}

static bool starts(const struct reader *r, const char *what)
{
    return strncmp(r->at, what, strlen(what)) == 0;
}

static bool at_comment(const struct reader *r)
{
    return r->at[0] == '<' && r->at[1] == '!' && r->at[2] == '-' && r->at[3] == '-';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static void skip_blanks(struct reader *r)
{
    while (is_blank(*r->at)) {
        r->at++;
    }
}

/* Characters and references */

/* One reference at *at ("&lt;", "&#10;") as UTF-8; false when it is none that we know. */
static bool decode_reference(const char **at, const char *end, char *to, size_t *n)
{
    static const struct {
        const char *name;
        char is;
    } known[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t len = strlen(known[i].name);
        if ((size_t)(end - *at) >= len && memcmp(*at, known[i].name, len) == 0) {
            *to = known[i].is;
            *n = 1;
            *at += len;
            return true;
        }
    }
    if (end - *at < 4 || (*at)[1] != '#') {
        return false;
    }
    const char *p = *at + 2;
    int base = *p == 'x' ? 16 : 10;
    p += base == 16;
    unsigned long code = 0;
    const char *digits = p;
    for (; p < end && p - digits < 7; p++) {
        char c = *p;
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : 16;
        if (digit >= base) {
            break;
        }
        code = code * (unsigned)base + (unsigned)digit;
    }
    if (p == digits || p >= end || *p != ';' || code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
        return false;
    }
    *at = p + 1;
    if (code < 0x80) {
        to[0] = (char)code;
        *n = 1;
    } else {
        size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
        to[0] = (char)(first[more] | code >> (6 * more));
        for (size_t i = 1; i <= more; i++) {
            to[i] = (char)(0x80 | (code >> (6 * (more - i)) & 0x3f));
        }
        *n = more + 1;
    }
    return true;
}

/* Blanks out comments, so that columns stay right; raw is changed in place. */
static void blank_comments(char *raw, size_t n)
{
    char *end = raw + n;
    for (char *p = raw; (p = memchr(p, '<', (size_t)(end - p))) != NULL;) {
        char *close = strstr(p + 4, "-->");
        char *past = close != NULL ? close + 3 : end;
        for (; p < past; p++) {
            *p = *p == '\n' ? '\n' : ' ';
        }
    }
}

/* The text from `from` to `to` of the file: without blanks around, decoded, with its place. In attributes a line's end
 * and a tab are a blank, as XML has it. */
static struct bo_formula decoded(struct reader *r, const char *from, const char *to, bool attribute)
{
    size_t n = (size_t)(to - from);
    char *raw = bo_strndup(r->texts, from, n);
    if (!attribute) {
        if (memchr(raw, '<', n) != NULL) {
            blank_comments(raw, n);
        }
        size_t skip = 0;
        while (skip < n && is_blank(raw[skip])) {
            skip++;
        }
        while (n > skip && is_blank(raw[n - 1])) {
            n--;
        }
        raw[n] = '\0';
        raw += skip;
        from += skip;
        n -= skip;
    }
    struct bo_formula formula = {.text = raw, .n = n, .at = place_of(r, from)};
    bool other = memchr(raw, '&', n) != NULL;
    for (size_t i = 0; attribute && i < n && !other; i++) {
        other = raw[i] == '\n' || raw[i] == '\t';
    }
    if (!other) {
        return formula;
    }
    char *text = bo_alloc(r->texts, n + 1);
    size_t filled = 0;
    for (const char *p = raw; p < raw + n;) {
        if (*p == '&') {
            size_t len;
            if (!decode_reference(&p, raw + n, text + filled, &len)) {
                r->lost = true;
                return formula;
            }
            filled += len;
        } else {
            text[filled] = *p++;
            if (attribute && is_blank(text[filled])) {
                text[filled] = ' ';
            }
            filled++;
        }
    }
    formula.raw = raw;
    formula.raw_n = n;
    formula.text = text;
    formula.n = filled;
    return formula;
}

/* Tags */

static const char *read_name(struct reader *r)
{
    const char *from = r->at;
    size_t n = strcspn(from, " \n\t/>=<\"'&");
    if (memchr(from, ':', n) != NULL) {
        refuse(r, from, "namespace", "names have no prefix in rule files");
        return "";
    }
    r->at += n;
    if (n == 0) {
        r->lost = true;
    } else if (n > BO_XML_NAME_BYTES) {
        refuse(r, from, "too-big", "this name is too long (80 bytes at most)");
    }
    return bo_strndup(r->nodes, from, n);
}

static void count_node(struct reader *r, const char *at)
{
    if (++r->n_nodes > BO_XML_NODES_MAX) {
        refuse(r, at, "too-big", "too many elements and attributes in one file (400000 at most)");
    }
}

static struct bo_xml_attribute read_attribute(struct reader *r)
{
    struct bo_xml_attribute attribute = {.place = place_of(r, r->at)};
    count_node(r, r->at);
    attribute.name = read_name(r);
    skip_blanks(r);
    if (stopped(r) || *r->at != '=') {
        r->lost = true;
        return attribute;
    }
    r->at++;
    skip_blanks(r);
    const char *value = r->at + 1;
    const char *close = *r->at == '"' || *r->at == '\'' ? strchr(value, *r->at) : NULL;
    if (close == NULL || memchr(value, '<', (size_t)(close - value)) != NULL) {
        r->lost = true;
    } else if (close - value > BO_XML_ATTRIBUTE_BYTES) {
        refuse(r, value, "too-big", "this attribute is too long (20000 bytes at most)");
    } else {
        attribute.value = decoded(r, value, close, true);
        r->at = close + 1;
    }
    return attribute;
}

static void check_namespace(struct reader *r, const struct bo_xml *element)
{
    const struct bo_formula *namespace = bo_xml_attribute(element, "xmlns");
    if (namespace == NULL ? element->parent == NULL : strcmp(namespace->text, r->namespace) != 0) {
        if (!r->refused) {
            bo_diag(r->diags, BO_ERROR, namespace == NULL ? element->place : namespace->at, "namespace",
                    "<%s> is not in the namespace of rule files: the file's first element needs xmlns=\"%s\"",
                    element->name, r->namespace);
        }
        r->refused = true;
    }
}

static void link_element(struct reader *r, struct bo_xml *element)
{
    element->parent = r->open;
    if (r->open == NULL) {
        r->lost |= r->root != NULL;
        r->root = element;
    } else if (r->open->last == NULL) {
        r->open->first = r->open->last = element;
    } else {
        r->open->last = r->open->last->next = element;
    }
}

static void read_start_tag(struct reader *r)
{
    struct bo_xml *element = bo_alloc(r->nodes, sizeof *element);
    element->place = place_of(r, r->at);
    element->text = (struct bo_formula){.text = "", .at = element->place};
    count_node(r, r->at);
    r->at++;
    element->name = read_name(r);
    link_element(r, element);
    struct bo_xml_attribute attributes[BO_XML_ATTRIBUTES_MAX];
    for (skip_blanks(r); !stopped(r) && *r->at != '>' && *r->at != '/'; skip_blanks(r)) {
        if (element->n_attributes == BO_XML_ATTRIBUTES_MAX) {
            refuse(r, r->at, "too-big", "too many attributes (64 at most)");
            return;
        }
        attributes[element->n_attributes++] = read_attribute(r);
    }
    if (stopped(r)) {
        return;
    }
    element->attributes = bo_alloc_array(r->nodes, element->n_attributes, sizeof *attributes);
    if (element->n_attributes > 0) {
        memcpy(element->attributes, attributes, element->n_attributes * sizeof *attributes);
    }
    check_namespace(r, element);
    if (*r->at == '/') {
        r->lost |= r->at[1] != '>';
        r->at += 2;
        return;
    }
    r->at++;
    r->open = element;
    if (++r->depth > BO_XML_DEPTH_MAX) {
        refuse(r, r->at, "too-big", "elements are nested too deep (16 at most)");
    }
}

static void read_end_tag(struct reader *r)
{
    const char *close = strchr(r->at, '>');
    if (r->open == NULL || close == NULL) {
        r->lost = true;
        return;
    }
    r->at = close + 1;
    r->open = r->open->parent;
    r->depth--;
}

static bool blank_text(const char *from, const char *to)
{
    while (from < to && (is_blank(*from) || *from == '<')) {
        from = *from == '<' ? strstr(from + 4, "-->") + 3 : from + 1;
    }
    return from == to;
}

static void read_text(struct reader *r)
{
    const char *from = r->at;
    while (*r->at != '\0' && (*r->at != '<' || at_comment(r))) {
        if (*r->at == '<') {
            const char *close = strstr(r->at + 4, "-->");
            if (close == NULL) {
                r->lost = true;
                return;
            }
            r->at = close + 3;
        } else {
            r->at++;
        }
    }
    if (r->open == NULL || blank_text(from, r->at)) {
        return; /* before and after the root: libxml2 says what is wrong */
    }
    struct bo_formula text = decoded(r, from, r->at, false);
    if (r->open->first == NULL) {
        r->open->text = text;
    } else if (!r->refused) {
        bo_diag(r->diags, BO_ERROR, text.at, "stray-text", "text after elements in <%s>", r->open->name);
        r->refused = true;
    }
}

/* "<?xml version=... encoding=...?>": refused here when it names another encoding. */
static void read_declaration(struct reader *r)
{
    if (!starts(r, "<?xml") || !is_blank(r->at[5])) {
        return;
    }
    const char *close = strstr(r->at, "?>");
    if (close == NULL) {
        r->lost = true;
        return;
    }
    const char *encoding = strstr(r->at, "encoding");
    if (encoding != NULL && encoding < close) {
        const char *value = encoding + strcspn(encoding, "\"'>");
        if (strncasecmp(value + 1, "utf-8", 5) != 0 || value[6] != value[0]) {
            refuse(r, encoding, "not-utf8", "rule files are UTF-8");
        }
    }
    r->at = close + 2;
}

static void read_tree(struct reader *r)
{
    read_declaration(r);
    while (!stopped(r) && *r->at != '\0') {
        if (*r->at != '<' || at_comment(r)) {
            read_text(r);
        } else if (r->at[1] == '/') {
            read_end_tag(r);
        } else if (r->at[1] != '!' && r->at[1] != '?') {
            read_start_tag(r);
        } else if (starts(r, "<!DOCTYPE")) {
            refuse(r, r->at, "not-allowed", "a document type (DTD) has no place in a rule file");
        } else if (starts(r, "<![CDATA[")) {
            refuse(r, r->at, "not-allowed", "CDATA has no place in a rule file: write &lt; and &amp;");
        } else if (r->at[1] == '?') {
            refuse(r, r->at, "not-allowed", "a processing instruction has no place in a rule file");
        } else {
            r->lost = true;
        }
    }
    r->lost |= r->open != NULL || r->root == NULL;
}

/* libxml2's word on the same text */

struct verdict {
    struct reader *reader;
    bool given;
};

static void take_error(void *data, xmlErrorPtr error)
{
    struct verdict *verdict = data;
    if (verdict->given || error->level < XML_ERR_ERROR) {
        return;
    }
    verdict->given = true;
    struct reader *r = verdict->reader;
    size_t n = error->message != NULL ? strcspn(error->message, "\n") : 0;
    struct bo_place place = {.file = r->file, .line = error->line, .column = error->int2};
    bo_diag(r->diags, BO_ERROR, place, "not-well-formed", "not well-formed XML: %.*s", (int)n,
            error->message != NULL ? error->message : "");
}

static bool well_formed(struct reader *r)
{
    xmlInitParser();
    struct verdict verdict = {.reader = r};
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .serror = take_error};
    xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(r->text, (int)(r->end - r->text));
    if (context == NULL) { /* an empty text, or no memory */
        bo_diag(r->diags, BO_ERROR, place_of(r, r->text), "not-well-formed",
                "not well-formed XML: there is no element");
        return false;
    }
    xmlCtxtUseOptions(context, XML_PARSE_NONET);
    *context->sax = sax;
    context->userData = &verdict;
    xmlParseDocument(context);
    bool good = context->wellFormed && context->nsWellFormed && !verdict.given;
    if (!good && !verdict.given) {
        bo_diag(r->diags, BO_ERROR, place_of(r, r->text), "not-well-formed", "not well-formed XML");
    }
    if (context->myDoc != NULL) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = NULL;
    }
    xmlFreeParserCtxt(context);
    return good;
}

/* A copy with XML's one form of a line's end, without byte order mark. */
static char *normal_lines(struct bo_arena *arena, const char *text, size_t *n)
{
    size_t from = *n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, to = 0;
    char *copy = bo_alloc(arena, *n + 1);
    if (memchr(text, '\r', *n) == NULL) {
        memcpy(copy, text + from, *n - from);
        to = *n - from;
    } else {
        for (; from < *n; from++) {
            if (text[from] != '\r') {
                copy[to++] = text[from];
            } else if (from + 1 == *n || text[from + 1] != '\n') {
                copy[to++] = '\n';
            }
        }
    }
    *n = to;
    return copy;
}

enum bo_status bo_xml_read_as(const char *namespace, struct bo_arena *nodes, struct bo_arena *texts, const char *file,
                              const char *text, size_t n, struct bo_xml **root, struct bo_diags *diags)
{
    *root = NULL;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    struct reader r = {.nodes = nodes, .texts = texts, .diags = diags, .file = file, .namespace = namespace};
    r.line = r.column = 1;
    r.text = r.at = r.counted = "";
    if (n > BO_XML_FILE_MAX) {
        refuse(&r, r.text, "too-big", "the file is too big (16 MiB at most)");
    } else if (memchr(text, '\0', n) != NULL || !bo_utf8_valid(text, n)) {
        refuse(&r, r.text, "not-utf8", "rule files are UTF-8");
    } else {
        r.text = r.at = r.counted = normal_lines(&scratch, text, &n);
        r.end = r.text + n;
        read_tree(&r);
        if (!r.refused && well_formed(&r)) {
            if (r.lost) { /* libxml2 takes what we do not */
                refuse(&r, r.counted, "not-well-formed", "this cannot be read as a rule file");
            } else {
                *root = r.root;
            }
        }
    }
    bo_arena_fini(&scratch);
    return *root != NULL ? BO_OK : BO_BAD_RULES;
}

enum bo_status bo_xml_read(struct bo_arena *nodes, struct bo_arena *texts, const char *file, const char *text, size_t n,
                           struct bo_xml **root, struct bo_diags *diags)
{
    return bo_xml_read_as(BO_XML_NAMESPACE, nodes, texts, file, text, n, root, diags);
}

const struct bo_formula *bo_xml_attribute(const struct bo_xml *element, const char *name)
{
    for (size_t i = 0; i < element->n_attributes; i++) {
        if (strcmp(element->attributes[i].name, name) == 0) {
            return &element->attributes[i].value;
        }
    }
    return NULL;
}
