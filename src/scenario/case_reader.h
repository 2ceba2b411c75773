/* Purpose  what the parts of the case reader share: the scenarios as merged JSON, the instances found in them, faults.
 * Layer    scenario, private to case*.c.
 * Order    frame (rules, date, before, after) → instances → population → inputs → given and awards.
 * Faults   a part goes on after a fault, so that all are told; nothing is handed out when there was one. */
#ifndef BO_SCENARIO_CASE_READER_H
#define BO_SCENARIO_CASE_READER_H

#include "scenario/case.h"
#include "scenario/json.h"

enum { BO_CASE_NAME_MAX = 80 }; /* bytes of a name or id in a case */

/* A scenario: the base case with its patch. */
struct bo_merged {
    json_t *patch, *merged;   /* references; NULL patch: nothing changes */
    const struct bo_path *at; /* where the patch stands: /before, /after/0; NULL when there is none */
};

struct bo_found {               /* an instance */
    json_t *value;              /* its object; NULL when it is only assumed */
    const struct bo_path *path; /* inside the merged case */
    const char *name;
    uint32_t parent, scenario, position;
    BO_VEC(json_t *) member;          /* of a group: the members' objects … */
    BO_VEC(const char *) member_name; /* … and their names */
};

struct bo_case_reader {
    const struct bo_program *program;
    const struct bo_set *set;
    struct bo_case *kase;
    struct bo_arena *arena; /* the case's */
    struct bo_diags *diags;
    json_t *root;
    struct bo_merged *merged;        /* n_scenarios of the case */
    bool cut;                        /* there was too much of something, and it was not gone into */
    BO_VEC(struct bo_found) * found; /* by entity */
};

/* scenario: whose merged case the path is in; the pointer told is where the value was written, in the base or in the
 * scenario's patch. BO_ROOT: the path is in the file itself. A fault that is told already is not told again. */
#define BO_ROOT SIZE_MAX
void bo_case_fault(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const char *code,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
/* A step inwards that lasts as long as the case. */
const struct bo_path *bo_case_step(struct bo_case_reader *reader, const struct bo_path *up, const char *key);
/* True for a name that pointers, --show and tables can carry; otherwise a fault. */
bool bo_case_name_good(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const char *name);
/* Candidates for a nearest name. */
struct bo_candidates {
    BO_VEC(const char *) name;
};
/* ", did you mean 'x'?" or "" */
const char *bo_case_hint(struct bo_case_reader *reader, const char *name, const struct bo_candidates *known);

bool bo_case_read_frame(struct bo_case_reader *reader, int64_t on); /* false: nothing to go on with */
void bo_case_free_frame(struct bo_case_reader *reader);
void bo_case_find_instances(struct bo_case_reader *reader);
void bo_case_find_subjects(struct bo_case_reader *reader);
void bo_case_read_inputs(struct bo_case_reader *reader);
void bo_case_read_given(struct bo_case_reader *reader);
void bo_case_read_awards(struct bo_case_reader *reader);

/* A field with an amount and a period. pers: allowed ones, or NULL and 0 for every period of the contract. NULL result:
 * faults were told. Out: the amount's and the period's JSON values. */
bool bo_case_recurring(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, json_t *value,
                       const char *const *pers, size_t n_pers, json_t **amount, const char **per);
/* A decimal over 10^scale; false: a fault was told (or the number is a real, which is told already). */
bool bo_case_decimal(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *value,
                     unsigned scale, bo_wide *amount);
/* A text by its parts: a value for each, as the population holds it; false: a fault was told. */
bool bo_case_parts(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                   const struct bo_input *whole, const json_t *json, bo_wide *values);
bool bo_case_date(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path, const json_t *value,
                  int64_t *date);

#endif
