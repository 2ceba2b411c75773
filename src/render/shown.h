/* Purpose  the values asked for as rows: one for each value of the unit or of a person that some scenario has.
 * Layer    render. */
#ifndef BO_RENDER_SHOWN_H
#define BO_RENDER_SHOWN_H

#include "scenario/calc.h"

struct bo_shown {
    const char *entity_key, *person; /* NULL: of the unit */
    const char *id;
    const struct bo_named *named;
    const struct bo_calc_value **value; /* by scenario; NULL where it has none */
};
typedef BO_VEC(struct bo_shown) bo_shown_rows;

/* Those of the unit first, then person by person. */
bo_shown_rows bo_shown_of(struct bo_arena *arena, const struct bo_calc *calc);

#endif
