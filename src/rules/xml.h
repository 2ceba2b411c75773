/* Purpose  text of a rule file -> tree of elements, each with its place. Made for hostile input: UTF-8 only; no DTD, no
 *          entities beyond the five of XML, no processing instructions, no CDATA, no prefixes, one namespace; bounded
 *          in bytes, depth, nodes and length (the limits stand here and in load.h).
 * Layer    rules. Only xml.c sees libxml2.
 * Owns     elements and attributes live in one arena, values and texts in another, so that these can outlive the tree;
 *          neither refers to the text it was read from.
 * Errors   BO_BAD_RULES with one message; codes not-utf8, not-well-formed, not-allowed, too-big, namespace, stray-text.
 */
#ifndef BO_RULES_XML_H
#define BO_RULES_XML_H

#include "lang/ast.h"

#define BO_XML_NAMESPACE "urn:x-betteroff:rules:1"

enum {
    BO_XML_ATTRIBUTES_MAX = 64,     /* of one element */
    BO_XML_ATTRIBUTE_BYTES = 20000, /* of one attribute */
    BO_XML_NAME_BYTES = 80          /* of one element's or attribute's name */
};

struct bo_xml_attribute {
    const char *name;
    struct bo_place place; /* of the name */
    struct bo_formula value;
};

struct bo_xml {
    const char *name;
    struct bo_place place; /* of its "<" */
    struct bo_xml_attribute *attributes;
    size_t n_attributes;
    struct bo_xml *parent, *first, *last, *next;
    /* What stands in it before its first element, without blanks around; comments are blanks. Empty text, not NULL,
     * when there is none. Text after an element is refused. */
    struct bo_formula text;
};

/* `file` is for places and must live as long as the tree. */
enum bo_status bo_xml_read(struct bo_arena *nodes, struct bo_arena *texts, const char *file, const char *text, size_t n,
                           struct bo_xml **root, struct bo_diags *diags);
/* The same for another kind of document, with a namespace of its own. */
enum bo_status bo_xml_read_as(const char *namespace, struct bo_arena *nodes, struct bo_arena *texts, const char *file,
                              const char *text, size_t n, struct bo_xml **root, struct bo_diags *diags);
/* The attribute's value, NULL when it is not there. */
const struct bo_formula *bo_xml_attribute(const struct bo_xml *element, const char *name);

#endif
