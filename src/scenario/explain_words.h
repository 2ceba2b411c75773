/* Purpose  formulas in words: what a term says with the labels of its names, or with their values in place of them.
 * Layer    scenario, private to explain*.c. */
#ifndef BO_SCENARIO_EXPLAIN_WORDS_H
#define BO_SCENARIO_EXPLAIN_WORDS_H

#include "base/buf.h"
#include "scenario/explain.h"
#include "scenario/sentence.h"

struct bo_seat { /* from where a term is seen: an instance of an entity */
    unsigned entity;
    size_t instance;
};

/* The seat of a term (or node) of an entity around, or the same. */
struct bo_seat bo_seat_of(const struct bo_reader *reader, struct bo_seat seat, unsigned entity);
/* The value of a node as the seat sees it: 0 and *value, or the reason. */
uint32_t bo_seat_value(const struct bo_reader *reader, struct bo_seat seat, uint32_t node, bo_wide *value);
/* Of `if` and `choose`: the value term of the branch taken, *test its condition (NULL: otherwise), *when the element
 * (choose only); NULL when none was. */
const struct bo_term *bo_term_taken(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                                    const struct bo_term **test, const struct bo_when **when);
/* The instances of a list that count: those for which the condition holds (of some and every: that decide). */
size_t bo_term_items(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                     struct bo_seat **seats);

enum bo_words { BO_IN_WORDS, BO_IN_NUMBERS };
/* The branch taken of every choice, no condition. */
char *bo_term_words(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term,
                    enum bo_words words);
/* A value of a term, as people read it. */
const char *bo_term_value(const struct bo_reader *reader, struct bo_seat seat, const struct bo_term *term);
/* "rounded half up to 2 decimals" */
char *bo_rounding_words(const struct bo_reader *reader, enum bo_rounding mode, int places);

#endif
