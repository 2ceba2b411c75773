#include "sources/sentence.h"

#include "base/buf.h"
#include "sources/amount.h"
#include "sources/words.h"
#include <string.h>

struct sought {
    const char *before, *after;
    size_t n_before, n_after;
    struct bo_spoken_form form;
};

struct running { /* blocks one after the other, with '\n' between */
    struct bo_buf text;
    BO_VEC(size_t) starts;
};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Would take a part of a number for all of it: "1,{}", "{}.50". */
static bool cuts_number(const struct sought *s)
{
    size_t n = s->n_before, after = 0;
    while (n > 0 && strchr(" .,", s->before[n - 1]) != NULL) {
        n--;
    }
    bool before = n > 0 && digit(s->before[n - 1]) && (n == s->n_before || s->before[s->n_before - 1] != ' ');
    while (after < s->n_after && strchr(".,", s->after[after]) != NULL) {
        after++;
    }
    return before || (after < s->n_after && digit(s->after[after]));
}

static struct running run_of(struct bo_arena *arena, const bo_blocks *blocks, bool live)
{
    struct running running = {0};
    bo_buf_init(&running.text);
    for (size_t i = 0; i < blocks->n; i++) {
        BO_PUSH(arena, &running.starts, running.text.n);
        bo_buf_puts(&running.text, live ? blocks->at[i].live : blocks->at[i].text);
        bo_buf_putc(&running.text, '\n');
    }
    bo_buf_putc(&running.text, '\0');
    running.text.n--;
    return running;
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
}

/* The words stand at `at`; a blank stands for the end of a block too. */
static bool stands(const char *at, const char *words, size_t n)
{
    size_t i = 0;
    while (i < n && (small(at[i]) == small(words[i]) || (words[i] == ' ' && at[i] == '\n'))) {
        i++;
    }
    return i == n;
}

/* The words behind the figure stand at `to`, and it can end there: "27.05" does not end at its own point. */
static bool ends(const struct sought *s, const char *to)
{
    bool inside = strchr(".,", *to) != NULL && digit(to[-1]) && digit(to[1]);
    return !inside && stands(to, s->after, s->n_after) &&
           !(bo_is_word_byte(s->after[s->n_after - 1]) && bo_is_word_byte(to[s->n_after]));
}

static bool fits(struct bo_arena *arena, const struct sought *s, const char *at, const char *to)
{
    const char *text = bo_words(arena, at, (size_t)(to - at));
    return bo_amount_read(arena, text, s->form.language, s->form.form, false) != NULL;
}

/* The end of the figure that begins at `at`; NULL: the words behind it do not follow in this block. */
static const char *figure_end(struct bo_arena *arena, const struct sought *s, const char *at)
{
    const char *end = at, *first = NULL;
    while (*end != '\n' && *end != '\0' && end - at < BO_SENTENCE_FIGURE) {
        end++;
    }
    if (s->n_after == 0) {
        while (end > at && strchr(" .;,:", end[-1]) != NULL) {
            end--;
        }
        return end;
    }
    for (const char *to = at + 1; to <= end; to++) {
        if (ends(s, to)) {
            first = first == NULL ? to : first;
            if (fits(arena, s, at, to)) {
                return to;
            }
        }
    }
    return first;
}

static size_t block_of(const struct running *running, size_t at)
{
    size_t i = 0;
    while (i + 1 < running->starts.n && running->starts.at[i + 1] <= at) {
        i++;
    }
    return i;
}

static void note(struct bo_arena *arena, struct bo_spoken *spoken, const struct running *running,
                 const bo_blocks *blocks, const char *from, const char *figure, const char *end, const char *past)
{
    const char *text = running->text.at;
    size_t first = block_of(running, (size_t)(from - text));
    size_t of_figure = block_of(running, (size_t)(figure - text));
    size_t last = block_of(running, (size_t)((past > from ? past - 1 : past) - text));
    spoken->figure = bo_words(arena, figure, (size_t)(end - figure));
    spoken->node = blocks->at[of_figure].node;
    const char *start = text + running->starts.at[first];
    const char *stop = text + running->starts.at[last];
    stop += strcspn(stop, "\n");
    spoken->words = bo_words(arena, start, (size_t)(stop - start));
}

static void find(struct bo_arena *arena, struct bo_spoken *spoken, const struct sought *s, const bo_blocks *blocks,
                 bool live)
{
    struct running running = run_of(arena, blocks, live);
    const char *text = running.text.at, *all = text + running.text.n;
    for (const char *at = text; at + s->n_before < all && !bo_tree_is_overlooked(arena); at++) {
        bool begins =
            at == text || (s->n_before == 0 ? at[-1] == '\n' : !bo_is_word_byte(at[0]) || !bo_is_word_byte(at[-1]));
        if (!begins || !stands(at, s->before, s->n_before)) {
            continue;
        }
        const char *figure = at + s->n_before, *end = figure_end(arena, s, figure);
        if (end == NULL) {
            continue;
        }
        if (spoken->times++ == 0) {
            note(arena, spoken, &running, blocks, at, figure, end, end + s->n_after);
        }
    }
    bo_buf_fini(&running.text);
}

struct bo_spoken bo_sentence_find(struct bo_arena *arena, const bo_blocks *blocks, const char *sentence,
                                  struct bo_spoken_form form)
{
    struct bo_spoken live = {0}, all = {0};
    const char *place = strstr(sentence, "{}");
    if (place == NULL || strstr(place + 2, "{}") != NULL) {
        live.why = "the binding's sentence has not one {}";
        return live;
    }
    struct sought s = {.before = sentence,
                       .after = place + 2,
                       .n_before = (size_t)(place - sentence),
                       .n_after = strlen(place + 2),
                       .form = form};
    if (s.n_before + s.n_after == 0 || cuts_number(&s)) {
        live.why = "the binding's sentence would take a part of a number for all of it";
        return live;
    }
    find(arena, &live, &s, blocks, true);
    find(arena, &all, &s, blocks, false);
    /* Where repealed words that are kept do not make a difference, they stand elsewhere. */
    bool saved = live.times != all.times || (live.times > 0 && strcmp(live.figure, all.figure) != 0);
    struct bo_spoken spoken = live.times > 0 ? live : all;
    spoken.saved = saved;
    return spoken;
}
