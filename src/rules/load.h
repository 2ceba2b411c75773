/* Purpose  reads a rule set from its XML files into the model, whole or not at all; applies overlays; checks it.
 * Layer    rules.
 * Errors   BO_BAD_RULES with messages (file, line, column, code, law); BO_IO when a file cannot be read. */
#ifndef BO_RULES_LOAD_H
#define BO_RULES_LOAD_H

#include "rules/model.h"

enum {
    BO_XML_FILE_MAX = 16 << 20, /* bytes a file */
    BO_XML_DEPTH_MAX = 16,
    BO_XML_NODES_MAX = 400000,  /* elements and attributes a file */
    BO_SET_FILES_MAX = 400,
    BO_SET_BYTES_MAX = 64 << 20
};

/* Loads directory/ruleset.xml and what it includes (plain names or sub/name.xml, no "..", no absolute path, no link
 * that leaves the directory), then the overlays in order, parses every formula, adds the sheet's totals and balance as
 * synthetic rules, and runs bo_rules_check. On success the caller owns *set (bo_set_free). */
enum bo_status bo_rules_load(const char *directory, const char *const *overlays, size_t n_overlays, struct bo_set **set,
                             struct bo_diags *diags);
/* The same from memory, for tests and fuzzing: one file that holds a whole set (its includes are errors). */
enum bo_status bo_rules_load_text(const char *name, const char *text, size_t n, struct bo_set **set,
                                  struct bo_diags *diags);
void bo_set_free(struct bo_set *set);

/* What can be said without types: ids unique, references, citations (and a rounding citation exactly where a rounding
 * function is used), dates in order without overlap, every clock day covered or in a declared gap, texts of values in
 * their type and scale, table shapes, sheet references. Types, units and ranges are the compiler's. */
enum bo_status bo_rules_check(struct bo_set *set, struct bo_diags *diags);

#endif
