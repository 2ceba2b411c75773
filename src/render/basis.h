/* Purpose  what a result rests on: rule set, version, digest, overlays, and when its figures were last checked.
 * Layer    render. */
#ifndef BO_RENDER_BASIS_H
#define BO_RENDER_BASIS_H

#include "render/html.h"
#include "render/page.h"

struct bo_basis {
    const struct bo_set *set;
    int64_t date;                        /* whose law applies */
    int64_t first_checked, last_checked; /* of the published values that hold on the date; BO_DATE_NONE: none says */
};
struct bo_basis bo_basis_of(const struct bo_set *set, int64_t date);
/* "toy 1.0" */
const char *bo_basis_name(struct bo_arena *arena, const struct bo_set *set);
struct bo_basis_line {
    const char *text;
    bool faint; /* a digest: to compare, not to read */
};
typedef BO_VEC(struct bo_basis_line) bo_basis_lines;
bo_basis_lines bo_basis_told(struct bo_arena *arena, const struct bo_basis *basis, const char *lang);
void bo_basis_print(struct bo_page *page, const struct bo_basis *basis, const char *lang);
/* The same under a heading in HTML, with the program's version. */
void bo_basis_write(struct bo_html *html, const struct bo_basis *basis, const char *lang, const char *version);

#endif
