/* Purpose  files that outlive a crash: written, synchronised, and put in place by renaming.
 * Layer    fetch.
 * Errors   BO_DISK with one message [disk], which names the file. Links are never followed where a tree is removed. */
#ifndef BO_FETCH_DISK_H
#define BO_FETCH_DISK_H

#include "base/diag.h"
#include <stdbool.h>

/* "PATH: what errno says" as an error [disk]. */
enum bo_status bo_disk_error(const char *path, struct bo_diags *diags);
/* The folder and those above it. */
enum bo_status bo_disk_folders(struct bo_arena *arena, const char *path, struct bo_diags *diags);
/* A new file (there may be none of that name), synchronised. */
enum bo_status bo_disk_create(const char *path, const void *bytes, size_t n, struct bo_diags *diags);
/* The file's old content or the new one, whatever happens. */
enum bo_status bo_disk_replace(struct bo_arena *arena, const char *path, const void *bytes, size_t n,
                               struct bo_diags *diags);
/* All of it, or an error. */
enum bo_status bo_disk_write(int file, const char *path, const void *bytes, size_t n, struct bo_diags *diags);
enum bo_status bo_disk_sync_folder(const char *path, struct bo_diags *diags);
/* The folder and the folders in it; the files must be synchronised already. */
enum bo_status bo_disk_sync_tree(struct bo_arena *arena, const char *path, struct bo_diags *diags);
/* As far as it can. */
void bo_disk_remove_tree(struct bo_arena *arena, const char *path);
/* A whole file of at most max bytes, 0-terminated; false when there is no such file that can be read. */
bool bo_disk_read(struct bo_arena *arena, const char *path, size_t max, char **text, size_t *n);

#endif
