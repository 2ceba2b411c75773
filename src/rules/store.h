/* Purpose  where rule sets are: finds NAME[@VERSION] or a directory, lists what is installed.
 * Layer    rules.
 * Order    --rules-dir, $BETTEROFF_RULES_DIR, $XDG_DATA_HOME/betteroff/rules (root: /var/lib/betteroff/rules), the
 * build tree's own rules (only for a program run from its build tree), $(datadir)/betteroff/rules. The highest version
 * wins unless one is named; of equal versions the earlier place. */
#ifndef BO_RULES_STORE_H
#define BO_RULES_STORE_H

#include "base/diag.h"
#include <stdbool.h>

struct bo_installed {
    const char *id, *version, *directory, *place; /* place: which of the above, in words */
    const char *title; /* of ruleset.xml, in the set's language; NULL when it cannot be read */
    const char *complete_from, *complete_until;
    bool chosen; /* what its plain name means */
};
typedef BO_VEC(struct bo_installed) bo_installed_list;

/* Versions compare by their numbers: 2026.10 > 2026.9. */
int bo_version_compare(const char *a, const char *b);
/* Where fetched sets are (the third place), by the environment; NULL when there is no home. */
const char *bo_store_fetched(struct bo_arena *arena);
enum bo_status bo_store_list(struct bo_arena *arena, const char *rules_dir, bo_installed_list *list,
                             struct bo_diags *diags);
/* The directory meant by RULES ("name", "name@2026.1", "./my/set"). An unknown name is an error with the nearest. */
enum bo_status bo_store_find(struct bo_arena *arena, const char *rules_dir, const char *rules, const char **directory,
                             struct bo_diags *diags);

#endif
