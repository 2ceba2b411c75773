/* Purpose  the program's own words in what people read: headings, marks, "more", "starts" …, by language.
 * Layer    render. A language that is not in the table is told in the first one's words (en); every word about the law
 *          itself comes from the rule set.
 * Form     "{}" in a word is a place for a text. */
#ifndef BO_RENDER_WORDS_H
#define BO_RENDER_WORDS_H

#include "base/mem.h"

enum bo_word {
#define WORD(name, en, nb, nn) BO_W_##name,
#include "render/words.def"
#undef WORD
    BO_WORDS
};

const char *bo_word(const char *lang, enum bo_word word);
/* The word with its first and second "{}" replaced; the texts may be NULL where it has none. */
char *bo_word_with(struct bo_arena *arena, const char *lang, enum bo_word word, const char *first, const char *second);

#endif
