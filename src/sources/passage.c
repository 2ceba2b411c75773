#include "sources/passage.h"

#include "base/buf.h"
#include "sources/words.h"
#include <string.h>

enum role { INLINE, BLOCK, BREAK, LEFT_OUT, REPEALED, NOTE };

static bool one_of(const char *name, const char *words)
{
    size_t n = strlen(name);
    for (const char *at = words; (at = strstr(at, name)) != NULL; at += n) {
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0')) {
            return true;
        }
    }
    return false;
}

/* A link into the page, as to a note. */
static bool is_jump(const struct bo_twig *node)
{
    const char *href = strcmp(node->name, "a") == 0 ? bo_twig_mark(node, "href") : NULL;
    return href != NULL && href[0] == '#';
}

static enum role role_of(const struct bo_twig *node)
{
    if (strcmp(node->ns, BO_NS_CLML) == 0) {
        /* Numbers of provisions, notes and pictures are not part of what a provision says. */
        return one_of(node->name, "Pnumber CommentaryRef FootnoteRef MarginNoteRef Footnote Commentary Commentaries "
                                  "Versions Resources Image")
                   ? LEFT_OUT
               : strcmp(node->name, "Repeal") == 0       ? REPEALED
               : one_of(node->name, "Superior Inferior") ? NOTE
               : one_of(node->name, "Substitution Addition Emphasis Strong Underline SmallCaps Span "
                                    "Abbreviation Acronym Citation CitationSubRef CitationListRef InternalLink "
                                    "ExternalLink Term Definition Character Uppercase Expanded Strike")
                   ? INLINE
                   : BLOCK;
    }
    if (strcmp(node->ns, BO_NS_CLML_METADATA) == 0) {
        return LEFT_OUT;
    }
    return one_of(node->name, "script style template noscript head svg") ? LEFT_OUT
           : strcmp(node->name, "br") == 0                               ? BREAK
           : one_of(node->name, "sup sub") || is_jump(node)              ? NOTE
           : one_of(node->name, "a abbr acronym b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp "
                                "small span strong time tt u var wbr")
               ? INLINE
               : BLOCK;
}

bool bo_twig_is_html(const struct bo_twig *node, const char *name)
{
    return bo_twig_is(node, "", name) || bo_twig_is(node, BO_NS_XHTML, name);
}

struct gathering {
    struct bo_arena *arena;
    bool tables, one; /* one: everything is one block */
    struct bo_buf text, live;
    size_t line; /* where the first line ends; 0: not yet */
    bool begun;  /* it holds a word */
    bool saved;
    const struct bo_twig *first;
    bo_blocks *blocks;
};

static void end_block(struct gathering *g)
{
    struct bo_block block = {.saved = g->saved, .node = g->first};
    block.text = bo_words(g->arena, g->text.n > 0 ? g->text.at : "", g->text.n);
    block.live = bo_words(g->arena, g->live.n > 0 ? g->live.at : "", g->live.n);
    block.line = g->line > 0 ? bo_words(g->arena, g->text.at, g->line) : block.text;
    if (block.text[0] != '\0' || g->one) {
        BO_PUSH(g->arena, g->blocks, block);
    }
    g->text.n = g->live.n = g->line = 0;
    g->saved = g->begun = false;
    g->first = NULL;
}

static void add_blank(struct gathering *g)
{
    bo_buf_putc(&g->text, ' ');
    bo_buf_putc(&g->live, ' ');
}

static void end_line(struct gathering *g)
{
    if (g->line == 0 && g->begun) {
        g->line = g->text.n;
    }
    add_blank(g);
}

static void separate(struct gathering *g)
{
    if (g->one) {
        end_line(g);
    } else {
        end_block(g);
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The mark of a note right behind a figure is no digit of it: "27.05" with note 1 is "27.05^1", and no figure. */
static void set_off_note(struct gathering *g, const struct bo_twig *note)
{
    const struct bo_twig *first = note;
    while (first != NULL && first->name != NULL) {
        first = bo_twig_next(note, first);
    }
    if (first != NULL && is_digit(first->text[0]) && g->text.n > 0 && is_digit(g->text.at[g->text.n - 1])) {
        bo_buf_putc(&g->text, '^');
        bo_buf_putc(&g->live, '^');
    }
}

/* Depth is bounded by the tree's (BO_TREE_DEPTH). */
static void gather(struct gathering *g, const struct bo_twig *node, bool repealed)
{
    if (g->arena->used + g->text.n + g->live.n > BO_TREE_LOOK) {
        bo_tree_overlooked(g->arena);
        return;
    }
    if (node->name == NULL) {
        g->first = g->first == NULL ? node : g->first;
        bo_buf_puts(&g->text, node->text);
        if (!g->begun) {
            struct bo_arena scratch;
            bo_arena_init(&scratch);
            g->begun = *bo_words(&scratch, node->text, strlen(node->text)) != '\0';
            bo_arena_fini(&scratch);
        }
        if (!repealed) {
            bo_buf_puts(&g->live, node->text);
        } else {
            g->saved |= node->text[strspn(node->text, " \n\r\t")] != '\0';
        }
        return;
    }
    enum role role = role_of(node);
    if (role == LEFT_OUT || (!g->tables && bo_twig_is_html(node, "table"))) {
        return;
    }
    if (role == BREAK) {
        end_line(g);
        return;
    }
    if (role == NOTE) {
        set_off_note(g, node);
    }
    if (role == BLOCK) {
        separate(g);
    } else if (role == REPEALED) {
        add_blank(g); /* what follows has taken its place and is no part of the word before */
    }
    for (const struct bo_twig *child = node->first; child != NULL; child = child->next) {
        gather(g, child, repealed || role == REPEALED);
    }
    if (role == BLOCK) {
        separate(g);
    } else if (role == REPEALED) {
        add_blank(g);
    }
}

static bool inside_repeal(const struct bo_twig *node)
{
    while (node != NULL && role_of(node) != REPEALED) {
        node = node->parent;
    }
    return node != NULL;
}

static void run(struct gathering *g, const struct bo_twig *node)
{
    bool repealed = inside_repeal(node);
    bo_buf_init(&g->text);
    bo_buf_init(&g->live);
    for (const struct bo_twig *child = node->first; child != NULL; child = child->next) {
        gather(g, child, repealed);
    }
    end_block(g);
    bo_buf_fini(&g->text);
    bo_buf_fini(&g->live);
}

void bo_passage_blocks(struct bo_arena *arena, const struct bo_twig *node, bool tables, bo_blocks *blocks)
{
    struct gathering g = {.arena = arena, .tables = tables, .blocks = blocks};
    run(&g, node);
}

struct bo_block bo_passage_whole(struct bo_arena *arena, const struct bo_twig *node)
{
    bo_blocks blocks = {0};
    struct gathering g = {.arena = arena, .tables = true, .one = true, .blocks = &blocks};
    run(&g, node);
    return blocks.at[0];
}
