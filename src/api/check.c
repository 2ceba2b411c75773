/* Whether rule files are right, and how well they are covered. */
#include "api/coverage.h"
#include "api/target.h"

#include <string.h>

/* What a set holds; several paths may mean the same one, which is opened once. */
struct checked {
    const struct bo_target *target;
    const char *words; /* "uk 2026.1: 12 rules …"; NULL: it is wrong */
    json_t *data;
    const char *coverage; /* NULL: not asked for */
    bo_uses_files;
};
