#include "sources/scope.h"

#include "base/buf.h"
#include <string.h>

void bo_paper_refuse(struct bo_paper *paper, enum bo_read what, const char *why)
{
    if (paper->what == BO_READ_FIGURE) {
        paper->what = what;
        paper->why = why;
    }
}

void bo_scope_init(struct bo_scope *scope)
{
    *scope = (struct bo_scope){.heading = "", .from = BO_DATE_NONE, .what = BO_READ_FIGURE};
}

void bo_scope_refuse(struct bo_scope *scope, enum bo_read what, const char *why)
{
    if (scope->what == BO_READ_FIGURE) {
        scope->what = what;
        scope->why = why;
    }
}

bool bo_scope_provision(const struct bo_paper *paper, const struct bo_twig *node, size_t n, const char *at,
                        struct bo_scope *scope)
{
    if (n != 1) {
        bo_scope_refuse(
            scope, BO_READ_STRUCTURE,
            bo_printf(paper->arena, n == 0 ? "there is no provision '%s'" : "'%s' is there more than once", at));
        return false;
    }
    const char *why = bo_matrices_of(paper->arena, node, &scope->tables);
    if (why != NULL) {
        bo_scope_refuse(scope, BO_READ_STRUCTURE, why);
    }
    bo_passage_blocks(paper->arena, node, false, &scope->blocks);
    return true;
}

const char *bo_scope_text(struct bo_arena *arena, const struct bo_twig *node)
{
    bo_blocks blocks = {0};
    struct bo_buf buf;
    bo_passage_blocks(arena, node, true, &blocks);
    bo_buf_init(&buf);
    for (size_t i = 0; i < blocks.n; i++) {
        bo_buf_puts(&buf, i > 0 ? " " : "");
        bo_buf_puts(&buf, blocks.at[i].text);
    }
    const char *text = bo_strndup(arena, buf.n > 0 ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return text;
}

const struct bo_twig *bo_twig_by_id(const struct bo_twig *root, const char *id, size_t *n)
{
    const struct bo_twig *found = NULL;
    *n = 0;
    for (const struct bo_twig *node = root; node != NULL; node = bo_twig_next(root, node)) {
        const char *own = node->name != NULL ? bo_twig_mark(node, "id") : NULL;
        if (own != NULL && strcmp(own, id) == 0) {
            found = found == NULL ? node : found;
            ++*n;
        }
    }
    return found;
}
