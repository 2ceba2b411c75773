#include "sources/reading.h"

void bo_read_publication(struct bo_arena *arena, const struct bo_publication *publication,
                         const struct bo_document *document, int64_t day, bo_readings *readings)
{
    (void)document, (void)day;
    for (size_t i = 0; i < publication->bindings.n; i++) {
        struct bo_reading reading = {.what = BO_READ_UNAVAILABLE, .from = BO_DATE_NONE, .why = "there is no reader for it"};
        BO_PUSH(arena, readings, reading);
    }
}

void bo_read_rows(struct bo_arena *arena, const struct bo_publication *publication, const struct bo_binding *binding,
                  const struct bo_document *document, int64_t day, bo_named_figures *figures)
{
    (void)publication, (void)binding, (void)document, (void)day;
    struct bo_named_figure none = {
        .reading = {.what = BO_READ_UNAVAILABLE, .from = BO_DATE_NONE, .why = "there is no reader for it"}};
    BO_PUSH(arena, figures, none);
}
