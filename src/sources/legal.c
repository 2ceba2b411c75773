/* One document of law as XHTML: metadata in a list of terms, provisions as articles with ids. */
#include "sources/amount.h"
#include "sources/scope.h"
#include "sources/words.h"
#include <string.h>

static bool has_class(const struct bo_twig *node, const char *class)
{
    const char *own = node->name != NULL ? bo_twig_mark(node, "class") : NULL;
    size_t n = strlen(class);
    for (const char *at = own; at != NULL && *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (length == n && memcmp(at, class, n) == 0) {
            return true;
        }
        at += length;
    }
    return false;
}

static const struct bo_twig *key_info(const struct bo_twig *root)
{
    const struct bo_twig *node = root;
    while (node != NULL &&
           !(node->name != NULL && bo_twig_is_html(node, "dl") && has_class(node, "data-document-key-info"))) {
        node = bo_twig_next(root, node);
    }
    return node;
}

static const struct bo_twig *info(const struct bo_twig *root, const char *class)
{
    const struct bo_twig *list = key_info(root), *node = list;
    while (node != NULL && !(node->name != NULL && bo_twig_is_html(node, "dd") && has_class(node, class))) {
        node = bo_twig_next(list, node);
    }
    return node;
}

void bo_legal_open(struct bo_paper *paper)
{
    const char *why;
    paper->root = bo_tree_read(paper->arena, BO_TREE_XHTML, paper->document->bytes, paper->document->n, &why);
    if (paper->root == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, why);
    } else if (!bo_twig_is_html(paper->root, "html") || key_info(paper->root) == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is no document of law");
    }
}

/* "2025-05-23" or "2025-05-23, med virkning fra 2025-05-01": then the later-named day is the first one of the figures.
 * Anything else (several days, words, nothing) says no day. */
static int64_t first_day(const struct bo_paper *paper)
{
    static const char back[] = ", med virkning fra "; /* this format's word for "with effect from", back in time */
    const struct bo_twig *node = info(paper->root, "dateInForce");
    const char *text = node != NULL ? bo_passage_whole(paper->arena, node).text : "";
    const char *effect = strstr(text, back);
    int64_t date;
    if (effect == NULL) {
        return bo_amount_date(text, NULL, &date) ? date : BO_DATE_NONE;
    }
    const char *in_force = bo_strndup(paper->arena, text, (size_t)(effect - text));
    return bo_amount_date(in_force, NULL, &date) && bo_amount_date(effect + sizeof back - 1, NULL, &date)
               ? date
               : BO_DATE_NONE;
}

void bo_legal_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope)
{
    size_t n = 1;
    const struct bo_twig *node = at == NULL ? paper->root : bo_twig_by_id(paper->root, at, &n);
    if (!bo_scope_provision(paper, node, n, at, scope)) {
        return;
    }
    scope->from = first_day(paper);
}

const char *bo_legal_guard_text(const struct bo_paper *paper, const char *at)
{
    size_t n = 1;
    const struct bo_twig *node = at == NULL ? paper->root : bo_twig_by_id(paper->root, at, &n);
    if (n == 0) {
        node = info(paper->root, at);
        n = node != NULL;
    }
    return n == 1 ? bo_scope_text(paper->arena, node) : NULL;
}
