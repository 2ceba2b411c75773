/* Pages of HTML in an envelope of JSON, with dates, the kind of page, and whether it was withdrawn. */
#include "sources/scope.h"
#include <string.h>

static bool one_of(const char *kind, const char *const *kinds)
{
    while (*kinds != NULL && strcmp(kind, *kinds) != 0) {
        kinds++;
    }
    return *kinds != NULL;
}

/* The path in the envelope is not that of the address asked for (whose sub-pages lead to the page that holds them). */
static bool is_other(const struct bo_paper *paper)
{
    static const char folder[] = "/api/content";
    const char *path = bo_json_string(bo_json_member(paper->json, "base_path"));
    const char *asked = paper->document->url != NULL ? strstr(paper->document->url, folder) : NULL;
    if (path == NULL || asked == NULL) {
        return false;
    }
    asked += sizeof folder - 1;
    size_t n = strlen(path);
    return strncmp(asked, path, n) != 0 || strchr("/?#", asked[n]) == NULL;
}

static const char *unfit(const struct bo_paper *paper)
{
    static const char *const no_page[] = {"gone", "redirect", "placeholder", "special_route", "unpublishing", NULL};
    const char *schema = bo_json_string(bo_json_member(paper->json, "schema_name"));
    const char *kind = bo_json_string(bo_json_member(paper->json, "document_type"));
    const struct bo_json *notice = bo_json_member(paper->json, "withdrawn_notice");
    return schema == NULL || bo_json_member(paper->json, "details") == NULL     ? "is no page with its details"
           : one_of(schema, no_page) || (kind != NULL && one_of(kind, no_page)) ? "is gone, or has moved"
           : notice != NULL && notice->n > 0                                    ? "is withdrawn"
           : is_other(paper)                                                    ? "is another page than was asked for"
                                                                                : NULL;
}

static struct bo_twig *element(struct bo_arena *arena, struct bo_twig *parent, const char *name)
{
    struct bo_twig *node = bo_alloc(arena, sizeof *node);
    node->ns = "";
    node->name = name;
    node->parent = parent;
    return node;
}

static void append(struct bo_twig *parent, struct bo_twig *node)
{
    node->parent = parent;
    if (parent->last == NULL) {
        parent->first = parent->last = node;
    } else {
        parent->last = parent->last->next = node;
    }
}

static void add_part(struct bo_paper *paper, struct bo_twig *root, const char *title, const char *body)
{
    const char *why;
    struct bo_twig *page = (struct bo_twig *)bo_webpage_read(paper->arena, body, strlen(body), &why);
    if (page == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, bo_printf(paper->arena, "has a page that %s", why));
        return;
    }
    if (title != NULL) {
        struct bo_twig *heading = element(paper->arena, root, "h1"), *text = element(paper->arena, heading, NULL);
        text->text = title;
        append(heading, text);
        append(root, heading);
    }
    append(root, page);
}

static void number(struct bo_twig *root)
{
    size_t order = 0;
    for (struct bo_twig *node = root; node != NULL; node = (struct bo_twig *)bo_twig_next(root, node)) {
        node->order = order++;
    }
}

static void put_together(struct bo_paper *paper)
{
    struct bo_twig *root = element(paper->arena, NULL, "html");
    const struct bo_json *details = bo_json_member(paper->json, "details");
    const char *body = bo_json_string(bo_json_member(details, "body"));
    const struct bo_json *parts = bo_json_member(details, "parts");
    if (body != NULL) {
        add_part(paper, root, NULL, body);
    }
    const struct bo_json *part = parts != NULL ? parts->first : NULL;
    for (; part != NULL && paper->what == BO_READ_FIGURE; part = part->next) {
        const char *text = bo_json_string(bo_json_member(part, "body"));
        if (text != NULL) {
            add_part(paper, root, bo_json_string(bo_json_member(part, "title")), text);
        }
    }
    number(root);
    paper->root = root;
    if (root->first == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "has no page in it");
    }
}

void bo_content_open(struct bo_paper *paper)
{
    const char *why;
    paper->json = bo_json_read(paper->arena, paper->document->bytes, paper->document->n, &why);
    why = paper->json != NULL ? unfit(paper) : why;
    if (why != NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, why);
        return;
    }
    put_together(paper);
}
