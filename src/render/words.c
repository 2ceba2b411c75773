#include "render/words.h"
#include "base/buf.h"

#include <string.h>

enum { LANGUAGES = 3 };
static const char *const languages[LANGUAGES] = {"en", "nb", "nn"};
static const char *const words[BO_WORDS][LANGUAGES] = {
#define WORD(name, en, nb, nn) {en, nb, nn},
#include "render/words.def"
#undef WORD
};

const char *bo_word(const char *lang, enum bo_word word)
{
    for (int i = 0; lang != NULL && i < LANGUAGES; i++) {
        if (strcmp(languages[i], lang) == 0) {
            return words[word][i];
        }
    }
    return words[word][0];
}

char *bo_word_with(struct bo_arena *arena, const char *lang, enum bo_word word, const char *first, const char *second)
{
    struct bo_buf buf;
    bo_buf_init(&buf);
    const char *text = bo_word(lang, word), *part[] = {first, second};
    for (int i = 0; *text != '\0';) {
        if (i < 2 && part[i] != NULL && strncmp(text, "{}", 2) == 0) {
            bo_buf_puts(&buf, part[i++]);
            text += 2;
        } else {
            bo_buf_putc(&buf, *text++);
        }
    }
    char *filled = bo_strndup(arena, buf.at != NULL ? buf.at : "", buf.n);
    bo_buf_fini(&buf);
    return filled;
}
