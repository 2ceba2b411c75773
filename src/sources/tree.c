#define _GNU_SOURCE /* memmem */
#include "sources/tree.h"

#include "base/buf.h"
#include "base/text.h"
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct builder {
    struct bo_arena *arena;
    enum bo_tree_kind kind;
    xmlParserCtxtPtr parser;
    struct bo_intern names; /* namespaces and names: few, often */
    struct bo_buf text;     /* not yet a node */
    struct bo_twig *root, *open;
    size_t depth, nodes;
    const char *why; /* set: refused */
};

static void refuse(struct builder *b, const char *why)
{
    if (b->why == NULL) {
        b->why = why;
    }
    xmlStopParser(b->parser);
}

static const char *name_of(struct builder *b, const xmlChar *name)
{
    if (name == NULL) {
        return "";
    }
    uint32_t number = bo_intern(&b->names, (const char *)name);
    return b->names.texts.at[number];
}

static struct bo_twig *add(struct builder *b)
{
    if (b->why != NULL) {
        return NULL;
    }
    if (++b->nodes > BO_TREE_NODES || b->arena->used > BO_TREE_MEMORY) {
        refuse(b, "has too many parts");
        return NULL;
    }
    struct bo_twig *node = bo_alloc(b->arena, sizeof *node);
    node->parent = b->open;
    node->order = b->nodes;
    if (b->open == NULL) {
        b->root = node;
    } else if (b->open->last == NULL) {
        b->open->first = b->open->last = node;
    } else {
        b->open->last = b->open->last->next = node;
    }
    return node;
}

static bool is_blank(const struct bo_buf *text)
{
    size_t i = 0;
    while (i < text->n && strchr(" \n\r\t", text->at[i]) != NULL && text->at[i] != '\0') {
        i++;
    }
    return i == text->n;
}

static void end_text(struct builder *b)
{
    bool kept = b->text.n > 0 && b->open != NULL && !(b->kind == BO_TREE_DATA && is_blank(&b->text));
    struct bo_twig *node = kept ? add(b) : NULL;
    if (node != NULL) {
        node->ns = "";
        node->text = bo_strndup(b->arena, b->text.at, b->text.n);
    }
    b->text.n = 0;
}

static struct bo_twig *start(struct builder *b, const char *ns, const char *name, size_t n_marks)
{
    end_text(b);
    if (b->open == NULL) {
        b->open = b->root; /* HTML that goes on after its end */
    }
    if (b->why == NULL && ++b->depth > BO_TREE_DEPTH) {
        refuse(b, "is nested too deep");
    }
    if (b->why == NULL && n_marks > BO_TREE_ATTRIBUTES) {
        refuse(b, "has an element with too many attributes");
    }
    struct bo_twig *node = add(b);
    if (node != NULL) {
        node->ns = ns;
        node->name = name;
        node->marks = bo_alloc_array(b->arena, n_marks, sizeof *node->marks);
        node->n_marks = n_marks;
        b->open = node;
    }
    return node;
}

static void end(struct builder *b)
{
    end_text(b);
    if (b->open != NULL && b->why == NULL) {
        b->depth--;
        b->open = b->open->parent;
    }
}

static const char *value_of(struct builder *b, const char *value, size_t n)
{
    if (n > BO_TREE_TEXT) {
        refuse(b, "has a text that is too long");
        return "";
    }
    return bo_strndup(b->arena, value, n);
}

/* What libxml2 calls */

static void on_start_ns(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_spaces,
                        const xmlChar **spaces, int n_marks, int n_defaults, const xmlChar **marks)
{
    struct builder *b = to;
    (void)prefix, (void)n_spaces, (void)spaces, (void)n_defaults;
    struct bo_twig *node = start(b, name_of(b, uri), name_of(b, name), (size_t)n_marks);
    for (int i = 0; node != NULL && i < n_marks; i++, marks += 5) { /* name, prefix, URI, value, end of the value */
        struct bo_mark *mark = (struct bo_mark *)&node->marks[i];
        mark->name = name_of(b, marks[0]);
        mark->ns = name_of(b, marks[2]);
        mark->value = value_of(b, (const char *)marks[3], (size_t)(marks[4] - marks[3]));
    }
}

static void on_end_ns(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    end(to);
}

static void on_start(void *to, const xmlChar *name, const xmlChar **marks)
{
    struct builder *b = to;
    size_t n = 0;
    while (marks != NULL && marks[2 * n] != NULL) {
        n++;
    }
    struct bo_twig *node = start(b, "", name_of(b, name), n);
    for (size_t i = 0; node != NULL && i < n; i++) {
        struct bo_mark *mark = (struct bo_mark *)&node->marks[i];
        const xmlChar *value = marks[2 * i + 1];
        mark->name = name_of(b, marks[2 * i]);
        mark->ns = "";
        mark->value = value == NULL ? "" : value_of(b, (const char *)value, strlen((const char *)value));
    }
}

static void on_end(void *to, const xmlChar *name)
{
    (void)name;
    end(to);
}

static void on_text(void *to, const xmlChar *text, int n)
{
    struct builder *b = to;
    if (b->open != NULL && b->why == NULL) {
        if (b->text.n + (size_t)n > BO_TREE_TEXT) {
            refuse(b, "has a text that is too long");
            return;
        }
        bo_buf_add(&b->text, (const char *)text, (size_t)n);
    }
}

static void on_doctype(void *to, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    struct builder *b = to;
    bool html = name != NULL && strcasecmp((const char *)name, "html") == 0;
    bool plain = html && public_id == NULL && system_id == NULL;
    if (b->kind == BO_TREE_XML || b->kind == BO_TREE_DATA || (b->kind == BO_TREE_XHTML && !plain)) {
        refuse(b, "has a DOCTYPE, which its kind has not");
    }
}

static void on_entity(void *to, const xmlChar *name, int type, const xmlChar *public_id, const xmlChar *system_id,
                      xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    refuse(to, "declares entities");
}

static void on_reference(void *to, const xmlChar *name)
{
    (void)name;
    refuse(to, "refers to an entity");
}

static const xmlSAXHandler xml_events = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .entityDecl = on_entity,
    .reference = on_reference,
    .startElementNs = on_start_ns,
    .endElementNs = on_end_ns,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};
static const xmlSAXHandler html_events = {
    .initialized = 1,
    .internalSubset = on_doctype,
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};

/* Before libxml2 sees it: what would make it slow, or read other characters than ours. */

static size_t past_tag(const char *bytes, size_t n, size_t at, bool *too_many)
{
    size_t pieces = 0; /* never fewer than attributes: libxml2 compares each with each */
    char quote = 0;
    for (; at < n && (quote != 0 || bytes[at] != '>'); at++) {
        char c = bytes[at];
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
            pieces += quote == 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else {
            pieces += c == '=' || ((c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '/') && bytes[at - 1] != c);
        }
    }
    *too_many |= pieces > 3 * BO_TREE_ATTRIBUTES;
    return at;
}

static size_t past(const char *bytes, size_t n, size_t at, const char *what)
{
    const char *found = memmem(bytes + at, n - at, what, strlen(what));
    return found == NULL ? n : (size_t)(found - bytes);
}

/* Scripts hold "<" that begins no tag: they are passed over. */
static size_t past_script(enum bo_tree_kind kind, const char *bytes, size_t n, size_t at)
{
    bool script = n - at > 7 && strncasecmp(bytes + at, "<script", 7) == 0;
    bool style = n - at > 6 && strncasecmp(bytes + at, "<style", 6) == 0;
    if (kind != BO_TREE_HTML || (!script && !style)) {
        return at;
    }
    for (at++; at < n; at++) {
        if (bytes[at] == '<' && n - at > 7 && strncasecmp(bytes + at, script ? "</script" : "</style", 7) == 0) {
            break;
        }
    }
    return at;
}

static bool tags_bounded(enum bo_tree_kind kind, const char *bytes, size_t n)
{
    bool too_many = false;
    for (size_t at = 0; at < n && !too_many; at++) {
        if (bytes[at] != '<') {
            continue;
        }
        if (n - at > 4 && memcmp(bytes + at, "<!--", 4) == 0) {
            at = past(bytes, n, at + 4, "-->");
        } else if (kind != BO_TREE_HTML && n - at > 9 && memcmp(bytes + at, "<![CDATA[", 9) == 0) {
            at = past(bytes, n, at + 9, "]]>");
        } else {
            size_t begin = at + 1;
            at = past_tag(bytes, n, begin, &too_many);
            size_t script = past_script(kind, bytes, n, begin - 1);
            at = script > begin ? script - 1 : at;
        }
    }
    return !too_many;
}

/* "<?xml … encoding=…?>" may say only what is so. */
static bool declares_utf8(const char *bytes, size_t n)
{
    if (n < 5 || memcmp(bytes, "<?xml", 5) != 0) {
        return true;
    }
    size_t end_of = past(bytes, n, 0, "?>"), at = past(bytes, end_of, 0, "encoding");
    for (; at < end_of && bytes[at] != '"' && bytes[at] != '\''; at++) {
    }
    at++;
    return at >= end_of || (end_of - at > 5 && strncasecmp(bytes + at, "utf-8", 5) == 0) ||
           (end_of - at > 8 && strncasecmp(bytes + at, "us-ascii", 8) == 0);
}

/* Of the DOCTYPE that XHTML may have, no letter more. */
static bool plain_doctype(const char *bytes, size_t n)
{
    static const char doctype[] = "<!DOCTYPE html>";
    size_t at = past(bytes, n, 0, "<!DOCTYPE");
    return at == n || (n - at >= sizeof doctype - 1 && strncasecmp(bytes + at, doctype, sizeof doctype - 1) == 0);
}

static const char *unfit(enum bo_tree_kind kind, const char *bytes, size_t n)
{
    return n > BO_TREE_BYTES                                   ? "is too big"
           : memchr(bytes, '\0', n) != NULL                    ? "holds a byte that no text has"
           : !bo_utf8_valid(bytes, n)                          ? "is not UTF-8"
           : kind != BO_TREE_HTML && !declares_utf8(bytes, n)  ? "says that it is not in UTF-8"
           : kind == BO_TREE_XHTML && !plain_doctype(bytes, n) ? "has a DOCTYPE, which its kind has not"
           : !tags_bounded(kind, bytes, n)                     ? "has an element with too many attributes"
                                                               : NULL;
}

/* libxml2's reader of HTML goes round for ever when it runs out of memory: as everywhere here, that ends the
 * program. */

static void *or_end(void *memory, size_t size)
{
    if (memory == NULL && size > 0) {
        fputs("betteroff: out of memory\n", stderr);
        exit(7);
    }
    return memory;
}

static void *take_memory(size_t size)
{
    return or_end(malloc(size), size);
}

static void *take_more(void *old, size_t size)
{
    return or_end(realloc(old, size), size);
}

static char *take_copy(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(take_memory(n), text, n);
}

static void parse(struct builder *b, const char *bytes, size_t n)
{
    bool html = b->kind == BO_TREE_HTML;
    xmlMemSetup(free, take_memory, take_more, take_copy);
    b->parser = html ? htmlNewParserCtxt() : xmlNewParserCtxt();
    if (b->parser == NULL || b->parser->sax == NULL) {
        b->why = "could not be read: no memory";
        return;
    }
    *b->parser->sax = html ? html_events : xml_events;
    b->parser->userData = b;
    /* Never XML_PARSE_NOENT, DTDLOAD, DTDATTR, XINCLUDE, HUGE. */
    if (html) {
        htmlCtxtReadMemory(b->parser, bytes, (int)n, NULL, "UTF-8",
                           HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NODEFDTD);
    } else {
        xmlCtxtReadMemory(b->parser, bytes, (int)n, NULL, "UTF-8",
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
        if (b->why == NULL && !b->parser->wellFormed) {
            b->why = "is not well-formed, or cut short";
        }
    }
    end_text(b);
    if (b->parser->myDoc != NULL) {
        xmlFreeDoc(b->parser->myDoc);
    }
    xmlFreeParserCtxt(b->parser);
}

struct bo_twig *bo_tree_read(struct bo_arena *arena, enum bo_tree_kind kind, const char *bytes, size_t n,
                             const char **why)
{
    struct builder b = {.arena = arena, .kind = kind};
    bo_intern_init(&b.names, arena);
    bo_buf_init(&b.text);
    b.why = unfit(kind, bytes, n);
    if (b.why == NULL) {
        parse(&b, bytes, n);
    }
    bo_buf_fini(&b.text);
    if (b.why == NULL && b.root == NULL) {
        b.why = "holds nothing";
    }
    *why = b.why;
    return b.why == NULL ? b.root : NULL;
}

/* Walking */

bool bo_twig_is(const struct bo_twig *node, const char *ns, const char *name)
{
    return node->name != NULL && strcmp(node->name, name) == 0 && strcmp(node->ns, ns) == 0;
}

const char *bo_twig_mark(const struct bo_twig *node, const char *name)
{
    for (size_t i = 0; i < node->n_marks; i++) {
        if (node->marks[i].ns[0] == '\0' && strcmp(node->marks[i].name, name) == 0) {
            return node->marks[i].value;
        }
    }
    return NULL;
}

bool bo_tree_is_overlooked(const struct bo_arena *arena)
{
    return arena->used > BO_TREE_LOOK;
}

void bo_tree_overlooked(struct bo_arena *arena)
{
    arena->used += BO_TREE_LOOK;
}

const struct bo_twig *bo_twig_past(const struct bo_twig *root, const struct bo_twig *node)
{
    while (node != root && node->next == NULL) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

const struct bo_twig *bo_twig_next(const struct bo_twig *root, const struct bo_twig *node)
{
    return node->first != NULL ? node->first : bo_twig_past(root, node);
}

bool bo_twig_inside(const struct bo_twig *node, const struct bo_twig *ancestor)
{
    while (node != NULL && node != ancestor) {
        node = node->parent;
    }
    return node != NULL;
}
