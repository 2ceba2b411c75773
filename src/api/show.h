/* Purpose  the description of an element as text for people.
 * Layer    api, inside only.
 * Owns     the texts stand in the arena that is passed. */
#ifndef BO_API_SHOW_H
#define BO_API_SHOW_H

#include "render/render.h"
#include <jansson.h>

/* description: what bo_describe made. */
const char *bo_show_text(struct bo_arena *arena, const json_t *description, const struct bo_look *look);
/* list: what bo_describe_all made. */
const char *bo_show_list_text(struct bo_arena *arena, const json_t *list, const struct bo_look *look);

#endif
