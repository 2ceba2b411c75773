/* Purpose  where a release comes from: an HTTPS address, a folder with the same files, or a bundle.
 * Layer    fetch.
 * Errors   those of net.h; what a folder or a bundle does not hold is BO_DIGEST, what cannot be read BO_DISK. */
#ifndef BO_FETCH_CHANNEL_H
#define BO_FETCH_CHANNEL_H

#include "fetch/net.h"

struct bo_channel;
/* "https://…", a folder, or a bundle's file. BO_USAGE for what is none of these. */
enum bo_status bo_channel_open(struct bo_arena *arena, const char *what, const struct bo_net_options *options,
                               struct bo_channel **channel, struct bo_diags *diags);
void bo_channel_close(struct bo_channel *channel); /* NULL is fine */
bool bo_channel_remote(const struct bo_channel *channel);
void bo_channel_trusted(struct bo_channel *channel); /* see bo_net_trusted */
enum bo_status bo_channel_get(struct bo_channel *channel, struct bo_get *get, struct bo_diags *diags);
/* The same, for what is small, as a 0-terminated text. */
enum bo_status bo_channel_text(struct bo_channel *channel, struct bo_get *get, char **text, size_t *n,
                               struct bo_diags *diags);

#endif
