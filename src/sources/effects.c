/* Changes to legislation that its publisher has recorded but not yet made in the text: a feed (Atom), and the list in
 * the document itself. A text with such a change is stale where the change touches it. */
#include "sources/amount.h"
#include "sources/scope.h"
#include <stdlib.h>
#include <string.h>

#define NS_ATOM        "http://www.w3.org/2005/Atom"
#define NS_OPEN_SEARCH "http://a9.com/-/spec/opensearch/1.1/"

static const struct bo_twig *next_effect(const struct bo_twig *root, const struct bo_twig *node)
{
    do {
        node = bo_twig_next(root, node);
    } while (node != NULL && !bo_twig_is(node, BO_NS_CLML_METADATA, "Effect") &&
             !bo_twig_is(node, BO_NS_CLML_METADATA, "UnappliedEffect"));
    return node;
}

static const struct bo_twig *inside(const struct bo_twig *root, const struct bo_twig *from, const char *name)
{
    const struct bo_twig *node = bo_twig_next(root, from);
    while (node != NULL && !bo_twig_is(node, BO_NS_CLML_METADATA, name)) {
        node = bo_twig_next(root, node);
    }
    return node;
}

/* One page of several would hide the changes of the others. */
static bool is_whole(const struct bo_twig *feed)
{
    size_t entries = 0, total = 0;
    for (const struct bo_twig *node = feed->first; node != NULL; node = node->next) {
        entries += bo_twig_is(node, NS_ATOM, "entry");
        if (bo_twig_is(node, NS_OPEN_SEARCH, "totalResults") && node->first != NULL && node->first->name == NULL) {
            total = strtoul(node->first->text, NULL, 10);
        }
    }
    return entries >= total;
}

/* The document says itself what is outstanding: then the newest changes of the feed, which come first, will do. */
static bool lists_its_own(const struct bo_twig *root)
{
    return inside(root, root, "UnappliedEffects") != NULL;
}

void bo_effects_open(struct bo_paper *paper)
{
    const struct bo_document *document = paper->document;
    const char *why;
    if (document->effects == NULL || paper->what == BO_READ_UNAVAILABLE) {
        return;
    }
    paper->effects = bo_tree_read(paper->arena, BO_TREE_DATA, document->effects, document->effects_n, &why);
    if (paper->effects == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, bo_printf(paper->arena, "has a list of changes that %s", why));
    } else if (!bo_twig_is(paper->effects, NS_ATOM, "feed")) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "has no list of changes: something else came");
    } else if (!is_whole(paper->effects) && !lists_its_own(paper->root)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "has a list of changes that came in part only");
    }
}

static bool is(const struct bo_twig *node, const char *mark, const char *value)
{
    const char *own = bo_twig_mark(node, mark);
    return own != NULL && strcmp(own, value) == 0;
}

/* Not made, to be made, and in force: the day from which, else BO_DATE_NONE. */
static int64_t due(const struct bo_twig *effect, int64_t day)
{
    int64_t first = BO_DATE_NONE;
    if (is(effect, "Applied", "true") || is(effect, "RequiresApplied", "false")) {
        return BO_DATE_NONE;
    }
    for (const struct bo_twig *node = inside(effect, effect, "InForce"); node != NULL;
         node = inside(effect, node, "InForce")) {
        const char *text = bo_twig_mark(node, "Date");
        int64_t date;
        if (text != NULL && !is(node, "Applied", "true") && bo_amount_date(text, NULL, &date) && date <= day) {
            first = first == BO_DATE_NONE || date < first ? date : first;
        }
    }
    return first;
}

static const char *without_scheme(const char *uri)
{
    const char *host = strstr(uri, "://");
    return host == NULL ? uri : host;
}

static bool is_of_another(const struct bo_paper *paper, const struct bo_twig *effect)
{
    const char *own = bo_twig_mark(paper->root, "IdURI"), *affected = bo_twig_mark(effect, "AffectedURI");
    return own != NULL && affected != NULL && strcmp(without_scheme(own), without_scheme(affected)) != 0;
}

static bool begins(const char *id, const char *whole)
{
    size_t n = strlen(whole);
    return strncmp(id, whole, n) == 0 && (id[n] == '-' || id[n] == '\0');
}

/* "schedule-4-paragraph-6" … "-8": whether an id lies between. What cannot be told counts as inside. */
static bool between(const char *id, const char *from, const char *to)
{
    const char *dash_from = strrchr(from, '-'), *dash_to = strrchr(to, '-');
    size_t n = dash_from != NULL ? (size_t)(dash_from - from) + 1 : 0;
    size_t kind = strcspn(from, "-");
    if (dash_to == NULL || n == 0 || (size_t)(dash_to - to) + 1 != n || strncmp(from, to, n) != 0) {
        return strncmp(id, from, kind) == 0;
    }
    if (strncmp(id, from, n) != 0) {
        return false;
    }
    long number = strtol(id + n, NULL, 10);
    return number >= strtol(dash_from + 1, NULL, 10) && number <= strtol(dash_to + 1, NULL, 10);
}

/* An id is touched by what is of it, in it, or around it. */
static bool touches_id(const struct bo_twig *section, const char *id, bool parts)
{
    const char *ref = bo_twig_mark(section, "Ref");
    const char *from = bo_twig_mark(section, "Start"), *to = bo_twig_mark(section, "End");
    if (ref != NULL) {
        return strcmp(ref, id) == 0 || (parts && begins(ref, id)) || begins(id, ref);
    }
    return from == NULL || to == NULL || between(id, from, to);
}

static bool touches_place(const struct bo_twig *section, const char *at, const struct bo_twig *node)
{
    bool touched = touches_id(section, at, true);
    for (; node != NULL && !touched; node = node->parent) {
        const char *id = node->name != NULL ? bo_twig_mark(node, "id") : NULL;
        touched = id != NULL && touches_id(section, id, false);
    }
    return touched;
}

static bool touches(const struct bo_twig *effect, const char *at, const struct bo_twig *node)
{
    const struct bo_twig *list = inside(effect, effect, "AffectedProvisions");
    bool any = false;
    if (at == NULL || list == NULL) {
        return true;
    }
    for (const struct bo_twig *section = bo_twig_next(list, list); section != NULL;) {
        bool range = bo_twig_is(section, BO_NS_CLML_METADATA, "SectionRange");
        if (range || bo_twig_is(section, BO_NS_CLML_METADATA, "Section")) {
            any = true;
            if (touches_place(section, at, node)) {
                return true;
            }
        }
        section = range ? bo_twig_past(list, section) : bo_twig_next(list, section);
    }
    return !any;
}

static const char *told(const struct bo_paper *paper, const struct bo_twig *effect, int64_t since)
{
    const char *year = bo_twig_mark(effect, "AffectingYear"), *number = bo_twig_mark(effect, "AffectingNumber");
    return bo_printf(paper->arena, "a change by %s/%s, in force since %s, is not yet in the text",
                     year != NULL ? year : "?", number != NULL ? number : "?", bo_date_text(paper->arena, since));
}

const char *bo_effects_outstanding(const struct bo_paper *paper, const char *at, const struct bo_twig *node)
{
    const struct bo_twig *lists[] = {paper->root, paper->effects};
    for (size_t i = 0; i < 2; i++) {
        if (lists[i] == NULL) {
            continue;
        }
        for (const struct bo_twig *effect = next_effect(lists[i], lists[i]); effect != NULL;
             effect = next_effect(lists[i], effect)) {
            int64_t since = due(effect, paper->day);
            if (since != BO_DATE_NONE && !is_of_another(paper, effect) && touches(effect, at, node)) {
                return told(paper, effect, since);
            }
        }
    }
    return NULL;
}
