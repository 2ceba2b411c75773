/* Purpose  published text made comparable: two texts that a reader takes for the same are the same bytes.
 * Layer    sources.
 * Rule     every kind of blank is one space; what cannot be seen (soft hyphen, zero-width) is dropped; quotation marks
 *          and hyphens have one form each; a letter and its accent are composed where Latin-1 has the letter. Full NFC
 *          would need tables of all of Unicode: figures are read in languages whose letters are all in Latin-1, and a
 *          text that stays decomposed matches nothing, which is seen.
 * Input    valid UTF-8 without 0 bytes (reading.c refuses all else). */
#ifndef BO_SOURCES_WORDS_H
#define BO_SOURCES_WORDS_H

#include "base/mem.h"
#include <stdbool.h>

char *bo_words(struct bo_arena *arena, const char *text, size_t n);
/* Of two texts in that form: the same but for capitals, and for dashes and colons at the end. */
bool bo_words_same(const char *a, const char *b);
/* The words stand in the text, beginning and ending where words do; capitals do not matter. NULL: they do not. */
const char *bo_words_within(const char *text, const char *words);
/* With small letters and without dashes at the end: the same for all texts that are bo_words_same. */
char *bo_words_folded(struct bo_arena *arena, const char *words);
bool bo_is_word_byte(char c); /* part of a word: letter, digit, or of a letter beyond ASCII */

#endif
