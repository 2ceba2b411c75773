/* Purpose  a figure inside of running text: words with one {} where it stands.
 * Layer    sources. */
#ifndef BO_SOURCES_SENTENCE_H
#define BO_SOURCES_SENTENCE_H

#include "rules/publication.h"
#include "sources/passage.h"

enum { BO_SENTENCE_FIGURE = 80 /* bytes: more is no figure */ };

struct bo_spoken {
    size_t times;       /* how often the words stand there; the rest is of the first time */
    const char *figure; /* what stands for {} */
    const char *words;  /* the block or blocks */
    const struct bo_twig *node;
    bool saved;      /* words of it are repealed but kept */
    const char *why; /* the sentence itself cannot be sought; else NULL */
};

struct bo_spoken_form { /* what should stand for {} */
    enum bo_figure_form form;
    const char *language;
};

/* The sentence is in the form of bo_words. It may run through several blocks; what stands for {} may not. The figure
 * ends where the words behind {} first follow a figure as it should be (a date holds stops), or where they first follow
 * at all; where nothing follows {}, at the end of its block, without the stop there. */
struct bo_spoken bo_sentence_find(struct bo_arena *arena, const bo_blocks *blocks, const char *sentence,
                                  struct bo_spoken_form form);

#endif
