/* Pages of HTML: parts by the heading above them. */
#include "base/buf.h"
#include "sources/scope.h"
#include "sources/words.h"
#include <string.h>
#include <strings.h>

/* 1 to 6 for a heading, 0 for anything else. */
static int level_of(const struct bo_twig *node)
{
    const char *name = node->name;
    bool heading = name != NULL && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
    return heading && bo_twig_is_html(node, name) ? name[1] - '0' : 0;
}

static size_t count(const char *bytes, size_t n, const char *what)
{
    size_t times = 0, length = strlen(what);
    for (size_t i = 0; i + length <= n; i++) {
        times += bytes[i] == '<' && strncasecmp(bytes + i, what, length) == 0;
    }
    return times;
}

/* HTML that ends early parses too: its tables and itself must be closed. */
static bool is_cut(const char *html, size_t n)
{
    return count(html, n, "<table") > count(html, n, "</table") ||
           (count(html, n, "<html") > 0 && count(html, n, "</html") == 0);
}

const struct bo_twig *bo_webpage_read(struct bo_arena *arena, const char *html, size_t n, const char **why)
{
    const struct bo_twig *root = bo_tree_read(arena, BO_TREE_HTML, html, n, why);
    if (root != NULL && is_cut(html, n)) {
        *why = "is cut short";
        return NULL;
    }
    return root;
}

/* A page that asks the reader to wait, or to prove to be human: hardly any text, no table, and a script. */
static bool is_holding_page(const struct bo_paper *paper)
{
    enum { LITTLE = 1000 };
    const struct bo_document *document = paper->document;
    bool moving = count(document->bytes, document->n, "<script") +
                      count(document->bytes, document->n, "<meta http-equiv") +
                      count(document->bytes, document->n, "<noscript") >
                  0;
    bool table = count(document->bytes, document->n, "<table") > 0;
    struct bo_arena scratch;
    bo_arena_init(&scratch);
    size_t n = strlen(bo_scope_text(&scratch, paper->root));
    bo_arena_fini(&scratch);
    return n < 40 || (moving && !table && n < LITTLE);
}

void bo_webpage_open(struct bo_paper *paper)
{
    const char *why;
    paper->root = bo_webpage_read(paper->arena, paper->document->bytes, paper->document->n, &why);
    if (paper->root == NULL) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, why);
    } else if (is_holding_page(paper)) {
        bo_paper_refuse(paper, BO_READ_UNAVAILABLE, "is a page that stands in for the real one");
    }
}

struct range { /* of document order */
    size_t from, to;
};

/* From behind a heading to the next of its level or above. */
static struct range below(const struct bo_twig *root, const struct bo_twig *heading)
{
    const struct bo_twig *node = bo_twig_past(root, heading);
    struct range range = {node != NULL ? node->order : SIZE_MAX, SIZE_MAX};
    while (node != NULL) {
        int level = level_of(node);
        if (level > 0 && level <= level_of(heading)) {
            range.to = node->order;
            break;
        }
        node = bo_twig_next(root, node);
    }
    return range;
}

static struct range all_of(const struct bo_twig *root, const struct bo_twig *node)
{
    const struct bo_twig *past = bo_twig_past(root, node);
    return (struct range){node->order, past != NULL ? past->order : SIZE_MAX};
}

struct part {
    struct range range;
    const struct bo_twig *heading; /* or caption; NULL: neither */
};

static bool is_caption(const struct bo_twig *node)
{
    return node->name != NULL && (bo_twig_is_html(node, "caption") || bo_twig_is_html(node, "figcaption"));
}

/* How many parts are called that: by heading or caption; where there are none, by id. */
static size_t parts_called(const struct bo_paper *paper, const char *at, struct part *part)
{
    size_t n = 0;
    const char *words = bo_words(paper->arena, at, strlen(at));
    for (const struct bo_twig *node = paper->root; node != NULL; node = bo_twig_next(paper->root, node)) {
        if ((level_of(node) == 0 && !is_caption(node)) ||
            !bo_words_same(bo_passage_whole(paper->arena, node).text, words)) {
            continue;
        }
        if (n++ == 0) {
            part->heading = node;
            part->range = is_caption(node) ? all_of(paper->root, node->parent) : below(paper->root, node);
        }
    }
    const struct bo_twig *node = n == 0 ? bo_twig_by_id(paper->root, at, &n) : NULL;
    if (node != NULL) {
        bool heading = level_of(node) > 0;
        *part = (struct part){heading ? below(paper->root, node) : all_of(paper->root, node), heading ? node : NULL};
    }
    return n;
}

static void take_grids(const struct bo_paper *paper, struct range range, struct bo_scope *scope)
{
    for (const struct bo_twig *node = paper->root; node != NULL;) {
        bool table =
            node->order >= range.from && node->order < range.to && node->name != NULL && bo_twig_is_html(node, "table");
        const char *why = table ? bo_matrices_of(paper->arena, node, &scope->tables) : NULL;
        if (why != NULL) {
            bo_scope_refuse(scope, BO_READ_STRUCTURE, why);
            return;
        }
        node = table ? bo_twig_past(paper->root, node) : bo_twig_next(paper->root, node);
    }
}

void bo_webpage_scope(const struct bo_paper *paper, const char *at, struct bo_scope *scope)
{
    struct part part = {.range = {0, SIZE_MAX}};
    size_t n = at == NULL ? 1 : parts_called(paper, at, &part);
    if (n != 1) {
        bo_scope_refuse(
            scope, BO_READ_STRUCTURE,
            bo_printf(paper->arena, n == 0 ? "there is no heading '%s'" : "there is more than one '%s'", at));
        return;
    }
    bo_blocks blocks = {0};
    bo_passage_blocks(paper->arena, paper->root, false, &blocks);
    for (size_t i = 0; i < blocks.n; i++) {
        if (blocks.at[i].node->order >= part.range.from && blocks.at[i].node->order < part.range.to) {
            BO_PUSH(paper->arena, &scope->blocks, blocks.at[i]);
        }
    }
    take_grids(paper, part.range, scope);
    scope->heading = part.heading != NULL ? bo_passage_whole(paper->arena, part.heading).text : "";
}

const char *bo_webpage_guard_text(const struct bo_paper *paper, const char *at)
{
    struct part part = {.range = {0, SIZE_MAX}};
    if (at != NULL && parts_called(paper, at, &part) != 1) {
        return NULL;
    }
    bo_blocks blocks = {0};
    bo_passage_blocks(paper->arena, paper->root, true, &blocks);
    const char *text = part.heading != NULL ? bo_passage_whole(paper->arena, part.heading).text : "";
    struct bo_buf buf;
    bo_buf_init(&buf);
    bo_buf_puts(&buf, text);
    for (size_t i = 0; i < blocks.n; i++) {
        if (blocks.at[i].node->order >= part.range.from && blocks.at[i].node->order < part.range.to) {
            bo_buf_putc(&buf, ' ');
            bo_buf_puts(&buf, blocks.at[i].text);
        }
    }
    char *guarded = bo_strndup(paper->arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return guarded;
}
