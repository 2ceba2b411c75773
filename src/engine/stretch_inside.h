/* Purpose  what the files of a stretch share: forms in stretch.c, points and steps in stretch_points.c.
 * Layer    engine (inside). */
#ifndef BO_ENGINE_STRETCH_INSIDE_H
#define BO_ENGINE_STRETCH_INSIDE_H

#include "engine/stretch.h"

/* The copies in which points are worked out; the nodes that move; and all else as it is at the point `from`. */
enum bo_status bo_stretch_open_points(struct bo_stretch *stretch, int64_t from);
/* A figure that stands in the case in place of the rule's own. */
bool bo_stretch_given(const struct bo_population *population, uint32_t rule, size_t instance, bo_wide *value);

#endif
