/* Purpose  values as people read them, and sentences of a rule set with the values of their {names} put in.
 * Layer    scenario. */
#ifndef BO_SCENARIO_SENTENCE_H
#define BO_SCENARIO_SENTENCE_H

#include "scenario/run.h"

struct bo_reader { /* whose eyes: a case's values in a language */
    struct bo_arena *arena;
    const struct bo_case *kase;
    const struct bo_results *results;
    const char *lang; /* NULL: the set's */
};

/* What an element is called: its label in the language, else its id with blanks for "_". */
const char *bo_label(const struct bo_reader *reader, const struct bo_named *named);
/* A value of a kind and unit: "¤440.61", "16", "0.55", "6 April 2026", "yes" as "true", a code as its option's label
 * where `named` is an input. */
const char *bo_value_words(const struct bo_reader *reader, const struct bo_named *named, const struct bo_node *node,
                           bo_wide n, int64_t den);
/* Whether amounts of the unit are money: the set's currency, once, above the line. */
bool bo_is_money(const struct bo_set *set, const struct bo_unit *unit);
/* The value of an input, param or rule as an instance of an entity sees it: its own or that of what contains it; of
 * what it contains, the sum (numbers and durations) or the first one's. count 0: there is none. *node: its kind. */
struct bo_answer bo_seen(const struct bo_reader *reader, const struct bo_named *named, unsigned entity, size_t instance,
                         struct bo_node *node);
/* The sentence in the language with {name} replaced; NULL when there is none. A value that is not known is "…". */
const char *bo_sentence(const struct bo_reader *reader, const bo_texts *texts, unsigned entity, size_t instance);

#endif
