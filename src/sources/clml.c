/* Crown Legislation Markup Language, as legislation is published in it: provisions by id, dates, what is not law. */
#include "sources/amount.h"
#include "sources/scope.h"
#include "sources/words.h"
#include <string.h>

/* "http://host/id/a/b" -> "host/a/b", so that addresses of one document compare. */
static const char *plain_address(struct bo_arena *arena, const char *uri)
{
    const char *host = strstr(uri, "://");
    host = host == NULL ? uri : host + 3;
    size_t n = strcspn(host, "/");
    const char *path = host + n;
    if (strncmp(path, "/id/", 4) == 0) {
        path += 3;
    }
    return bo_printf(arena, "%.*s%s", (int)n, host, path);
}

/* The address asked for belongs to another document of the same host. */
static bool is_other(const struct bo_paper *paper)
{
    const char *id = bo_twig_mark(paper->root, "IdURI");
    if (id == NULL || paper->document->url == NULL) {
        return false;
    }
    const char *own = plain_address(paper->arena, id), *asked = plain_address(paper->arena, paper->document->url);
    size_t host = strcspn(own, "/"), n = strlen(own);
    return strncmp(own, asked, host) == 0 && asked[host] == '/' &&
           (strncmp(own, asked, n) != 0 || (asked[n] != '/' && asked[n] != '\0'));
}

static const struct bo_twig *body_of(const struct bo_twig *root)
{
    const struct bo_twig *node = root;
    while (node != NULL && !bo_twig_is(node, BO_NS_CLML, "Body") && !bo_twig_is(node, BO_NS_CLML, "Schedules") &&
           !bo_twig_is(node, BO_NS_CLML, "Schedule")) {
        node = bo_twig_next(root, node);
    }
    return node;
}

/* The draft that a law has taken the place of is named there too, elsewhere. */
static bool is_draft(const struct bo_twig *root)
{
    const struct bo_twig *node = root;
    while (node != NULL && !(bo_twig_is(node, BO_NS_CLML_METADATA, "DocumentMainType") && node->parent != NULL &&
                             bo_twig_is(node->parent, BO_NS_CLML_METADATA, "DocumentClassification"))) {
        node = bo_twig_next(root, node);
    }
    const char *value = node != NULL ? bo_twig_mark(node, "Value") : NULL;
    return value != NULL && strstr(value, "Draft") != NULL;
}

void bo_clml_open(struct bo_paper *paper)
{
    const struct bo_document *document = paper->document;
    const char *why;
    paper->root = bo_tree_read(paper->arena, BO_TREE_XML, document->bytes, document->n, &why);
    if (paper->root == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, why);
    } else if (!bo_twig_is(paper->root, BO_NS_CLML, "Legislation") || body_of(paper->root) == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is no text of legislation");
    } else if (is_other(paper)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is another one than was asked for");
    } else if (is_draft(paper->root)) {
        bo_paper_refuse(paper, BO_READ_PROVISIONAL, "is a draft");
    }
    bo_effects_open(paper);
}

/* Notes and metadata have ids too, but no law. */
static const struct bo_twig *provision(const struct bo_paper *paper, const char *id, size_t *n)
{
    const struct bo_twig *found = NULL;
    *n = 0;
    for (const struct bo_twig *node = paper->root; node != NULL;) {
        bool notes = bo_twig_is(node, BO_NS_CLML, "Commentaries") || bo_twig_is(node, BO_NS_CLML_METADATA, "Metadata");
        const char *own = node->name != NULL && !notes ? bo_twig_mark(node, "id") : NULL;
        if (own != NULL && strcmp(own, id) == 0) {
            found = found == NULL ? node : found;
            ++*n;
        }
        node = notes ? bo_twig_past(paper->root, node) : bo_twig_next(paper->root, node);
    }
    return found;
}

static const char *title_of(struct bo_arena *arena, const struct bo_twig *node)
{
    while (node != NULL && !bo_twig_is(node, BO_NS_CLML, "P1group")) {
        node = node->parent;
    }
    const struct bo_twig *title = node != NULL ? node->first : NULL;
    while (title != NULL && !bo_twig_is(title, BO_NS_CLML, "Title")) {
        title = title->next;
    }
    return title != NULL ? bo_passage_whole(arena, title).text : "";
}

void bo_clml_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope)
{
    size_t n = 1;
    const struct bo_twig *node = at == NULL ? paper->root : provision(paper, at, &n);
    if (!bo_scope_provision(paper, node, n, at, scope)) {
        return;
    }
    scope->heading = title_of(paper->arena, node);
}

/* The date from which this version of an element's text holds; BO_DATE_NONE: it does not say. */
static int64_t starts(const struct bo_twig *node)
{
    const char *text = node->name != NULL ? bo_twig_mark(node, "RestrictStartDate") : NULL;
    int64_t date;
    return text != NULL && bo_amount_date(text, NULL, &date) ? date : BO_DATE_NONE;
}

/* The nearest date above, but not of a mere part of a provision: versions are made of whole provisions, and their parts
 * may keep the date of an older text (a paragraph of 2013 whose figure is of this year). Dates further up are later
 * ones: they follow any change in the document. */
static int64_t first_day(const struct bo_twig *node)
{
    int64_t latest = BO_DATE_NONE;
    for (; node != NULL; node = node->parent) {
        int64_t date = starts(node);
        latest = date > latest ? date : latest;
        bool whole = bo_twig_is(node, BO_NS_CLML, "P1group") ||
                     (bo_twig_is(node, BO_NS_CLML, "P1") && !bo_twig_is(node->parent, BO_NS_CLML, "P1group"));
        bool inside = false;
        for (const struct bo_twig *up = node; up != NULL && !whole && !inside; up = up->parent) {
            inside = bo_twig_is(up, BO_NS_CLML, "P1group") || bo_twig_is(up, BO_NS_CLML, "P1");
        }
        if (latest != BO_DATE_NONE && !inside) {
            return latest;
        }
    }
    return latest;
}

void bo_clml_place(const struct bo_paper *paper, const struct bo_twig *node, struct bo_scope *scope)
{
    (void)paper;
    scope->from = first_day(node);
    for (; node != NULL; node = node->parent) {
        const char *status = node->name != NULL ? bo_twig_mark(node, "Status") : NULL;
        const char *match = node->name != NULL ? bo_twig_mark(node, "Match") : NULL;
        if (status != NULL && strcmp(status, "Prospective") == 0) {
            bo_scope_refuse(scope, BO_READ_PROVISIONAL, "the provision is not in force yet (prospective)");
        } else if (status != NULL && strcmp(status, "Repealed") == 0) {
            bo_scope_refuse(scope, BO_READ_STRUCTURE, "the provision is repealed");
        } else if (match != NULL && strcmp(match, "false") == 0) {
            bo_scope_refuse(scope, BO_READ_STRUCTURE, "the provision is not in force in this version of the text");
        }
    }
}

const char *bo_clml_guard_text(const struct bo_paper *paper, const char *at)
{
    size_t n = 1;
    const struct bo_twig *node = at == NULL ? paper->root : provision(paper, at, &n);
    if (n != 1) {
        return NULL;
    }
    bool titled = node->parent != NULL && bo_twig_is(node->parent, BO_NS_CLML, "P1group");
    return bo_scope_text(paper->arena, titled ? node->parent : node);
}
