/* Purpose  opened rules, and which directory is meant by options or a case.
 * Layer    api, inside only. */
#ifndef BO_API_OPEN_H
#define BO_API_OPEN_H

#include "api/reply.h"
#include "engine/compile.h"
#include "rules/load.h"
#include "rules/store.h"

struct bo_rules {
    struct bo_set *set;
    struct bo_program *program;
};

/* Loads, checks and compiles the set in a directory, with the overlays asked for. */
enum bo_status bo_open_directory(struct bo_reply *reply, const struct bo_asked *asked, const char *directory,
                                 struct bo_rules **rules);
/* The same for a set that is loaded, which it takes over. */
enum bo_status bo_open_set(struct bo_reply *reply, const struct bo_asked *asked, struct bo_set *set,
                           struct bo_rules **rules);
/* The directories of the sets asked for by options.rules; without it, of each installed set the highest version. */
enum bo_status bo_open_candidates(struct bo_reply *reply, const struct bo_asked *asked, const char ***directories,
                                  size_t *n);
/* The one set that is meant: options.rules, or the only one that is installed. */
enum bo_status bo_open_one(struct bo_reply *reply, const struct bo_asked *asked, struct bo_rules **rules);
/* A note when the set has no texts in the language asked for. */
void bo_open_note_language(struct bo_reply *reply, const struct bo_asked *asked, const struct bo_set *set);

#endif
