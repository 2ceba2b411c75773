/* Purpose  the fields of a case's instances, and figures given in place of rules, into the population.
 * Layer    scenario (inside). */
#ifndef BO_SCENARIO_FIELDS_H
#define BO_SCENARIO_FIELDS_H

#include "scenario/case.h"
#include <jansson.h>

struct bo_instance {
    json_t *object;       /* borrowed from the merged case; NULL when there is none (an empty one, an assumed group) */
    const char *name, *pointer;
    uint32_t parent, position;
    size_t scenario;
};
typedef BO_VEC(struct bo_instance) bo_instances;

struct bo_scenario_source {
    json_t *merged, *patch; /* patch: only to say where a fault stands */
    const char *pointer;    /* "/before", "/after/0" */
};

struct bo_case_reader {
    struct bo_case *kase;
    const struct bo_program *program;
    const struct bo_set *set;
    struct bo_diags *diags;
    size_t errors_before;
    bool has_population;
    bo_instances *instances; /* by entity */
    BO_VEC(struct bo_scenario_source) sources;
    struct bo_intern told; /* faults, so that each is told once */
};

/* A fault at a pointer of a scenario's merged case; told at "/after/0/…" when that is where it was written. The same
 * fault in several scenarios is told once. */
void bo_case_fault(struct bo_case_reader *r, size_t scenario, const char *pointer, const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void bo_case_fields(struct bo_case_reader *r);

#endif
