/* A text that is read as parts: words and numbers in the order in which the rule set declares them, each optional.
 * Blanks do not count, nor does the difference between small and capital letters. */
#include "scenario/case_reader.h"

#include <string.h>

static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool starts_with(const char *text, const char *word)
{
    while (*word != '\0' && capital(*text) == capital(*word)) {
        text++;
        word++;
    }
    return *word == '\0';
}

/* The longest of the part's words that the text begins with; "none" when it begins with none of them. */
static const char *find_word(const struct bo_input *part, const char *text)
{
    const char *found = NULL;
    for (size_t i = 0; i + 1 < part->options.n; i++) { /* the last is "none" */
        const char *word = part->options.at[i].value;
        if (starts_with(text, word) && (found == NULL || strlen(word) > strlen(found))) {
            found = word;
        }
    }
    return found != NULL ? found : "none";
}

static size_t read_digits(const struct bo_input *part, const char *text, bo_wide *value)
{
    size_t n = 0;
    *value = 0;
    while (n < part->digits && text[n] >= '0' && text[n] <= '9') {
        *value = *value * 10 + (text[n++] - '0');
    }
    return n;
}

/* "S or C, up to 5 digits, L or M" */
static const char *parts_in_words(struct bo_case_reader *reader, const struct bo_input *whole)
{
    const char *all = "";
    for (size_t i = 0; i < whole->parts.n; i++) {
        const struct bo_input *part = whole->parts.at[i];
        all = bo_printf(reader->arena, "%s%s", all, i > 0 ? ", " : "");
        if (part->digits > 0) {
            all = bo_printf(reader->arena, "%sup to %u digits", all, part->digits);
        }
        for (size_t o = 0; o + 1 < part->options.n; o++) {
            all = bo_printf(reader->arena, "%s%s%s", all, o > 0 ? " or " : "", part->options.at[o].value);
        }
    }
    return all;
}

bool bo_case_parts(struct bo_case_reader *reader, size_t scenario, const struct bo_path *path,
                   const struct bo_input *whole, const json_t *json, bo_wide *values)
{
    if (!json_is_string(json)) {
        bo_case_fault(reader, scenario, path, "wrong-type", "'%s' is a text, not %s", whole->key, bo_json_kind(json));
        return false;
    }
    const char *written = json_string_value(json);
    char *text = bo_alloc(reader->arena, strlen(written) + 1);
    for (size_t i = 0, n = 0; written[i] != '\0'; i++) {
        if (written[i] != ' ') {
            text[n++] = written[i];
        }
    }
    const char *rest = text;
    for (size_t i = 0; i < whole->parts.n; i++) {
        const struct bo_input *part = whole->parts.at[i];
        if (part->digits > 0) {
            rest += read_digits(part, rest, &values[i]);
            continue;
        }
        const char *word = find_word(part, rest);
        uint32_t number = 0;
        bo_intern_find(&reader->program->codes, word, &number);
        values[i] = number;
        rest += strcmp(word, "none") != 0 ? strlen(word) : 0;
    }
    if (*rest != '\0' || rest == text) {
        bo_case_fault(reader, scenario, path, "wrong-form", "'%s' is no '%s': in this order, where there are any, %s",
                      written, whole->key, parts_in_words(reader, whole));
        return false;
    }
    return true;
}
