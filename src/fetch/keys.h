/* Purpose  which keys are trusted: files *.pub in the configuration folders' "keys", and those that the user names.
 *          None is built in.
 * Layer    fetch.
 * Places   $XDG_CONFIG_HOME/betteroff (without it ~/.config/betteroff), then /etc/betteroff. */
#ifndef BO_FETCH_KEYS_H
#define BO_FETCH_KEYS_H

#include "fetch/minisign.h"

/* BO_SIGNATURE with a message that says how to add one when there is none. */
enum bo_status bo_keys_load(struct bo_arena *arena, const char *const *files, size_t n, bo_key_ring *keys,
                            struct bo_diags *diags);
/* All that can be read, without a word where there is none. */
void bo_keys_look(struct bo_arena *arena, const char *const *files, size_t n, bo_key_ring *keys);
/* The first configuration file of this name, NULL when there is none; its first line as text. */
const char *bo_config_file(struct bo_arena *arena, const char *name);
const char *bo_config_line(struct bo_arena *arena, const char *name);

#endif
