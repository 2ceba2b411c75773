/* Purpose  changes to a text file that leave every other byte as it is, and what they look like as a unified diff.
 * Layer    fetch. Knows elements and attributes of XML as far as a file needs that the loader has read already. */
#ifndef BO_FETCH_EDIT_H
#define BO_FETCH_EDIT_H

#include "base/buf.h"
#include "base/diag.h"
#include <stdbool.h>

struct bo_change { /* bytes from .. to (not included) become the text */
    size_t from, to;
    const char *text;
};
typedef BO_VEC(struct bo_change) bo_changes;

struct bo_span { /* an element's bytes: "<" … ">" of its end, and its start tag's end (behind ">") */
    size_t from, inner, to;
};

struct bo_source_text {
    const char *text;
    size_t n;
};

/* The element that the loader found at a place; false when there is none of this name. */
bool bo_edit_find(const struct bo_source_text *source, struct bo_place place, const char *name, struct bo_span *span);
/* The bytes of an attribute's value in an element's start tag; false when it has none of this name. */
bool bo_edit_attribute(const struct bo_source_text *source, const struct bo_span *span, const char *name,
                       struct bo_span *value);
/* Blanks at the beginning of the line on which a byte stands. */
const char *bo_edit_indent(struct bo_arena *arena, const struct bo_source_text *source, size_t at);

/* Puts them in order; false when two of them touch the same bytes. */
bool bo_edits_sort(bo_changes *edits);
void bo_edits_apply(const struct bo_source_text *source, const bo_changes *edits, struct bo_buf *to);
/* With a/ and b/ before the path. */
void bo_edits_diff(const char *path, const struct bo_source_text *source, const bo_changes *edits, struct bo_buf *to);

#endif
