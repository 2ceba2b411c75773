#include "base/text.h"
#include "base/buf.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_MAX_BYTES = 80, FIRST_SLOTS = 64 };

enum bo_status bo_read_file(struct bo_arena *arena, const char *path, size_t max, char **text, size_t *n,
                            struct bo_diags *diags)
{
    bool standard_input = strcmp(path, "-") == 0;
    struct bo_place place = {.file = path};
    FILE *file = standard_input ? stdin : fopen(path, "rb");
    struct stat about;
    if (file == NULL || fstat(fileno(file), &about) != 0 || S_ISDIR(about.st_mode)) {
        bo_diag(diags, BO_ERROR, place, "cannot-read", "%s", file == NULL ? strerror(errno) : "this is a folder");
        if (file != NULL && !standard_input) {
            fclose(file);
        }
        return BO_IO;
    }
    struct bo_buf all;
    bo_buf_init(&all);
    char part[1 << 14];
    for (size_t got; all.n <= max && (got = fread(part, 1, sizeof part, file)) > 0;) {
        bo_buf_add(&all, part, got);
    }
    enum bo_status status = BO_OK;
    if (ferror(file)) {
        bo_diag(diags, BO_ERROR, place, "cannot-read", "%s", strerror(errno));
        status = BO_IO;
    } else if (all.n > max) {
        bo_diag(diags, BO_ERROR, place, "too-long", "more than %zu bytes", max);
        status = BO_IO;
    } else {
        *text = bo_alloc(arena, all.n + 1);
        memcpy(*text, all.n > 0 ? all.at : "", all.n);
        *n = all.n;
    }
    bo_buf_fini(&all);
    if (!standard_input) {
        fclose(file);
    }
    return status;
}

/* Length of the UTF-8 sequence at text (at most n bytes are there) and its code point; 0 when it is none. */
static size_t decode(const char *text, size_t n, uint32_t *point)
{
    const unsigned char *at = (const unsigned char *)text;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = at[0] < 0x80             ? 1
                    : (at[0] & 0xe0) == 0xc0 ? 2
                    : (at[0] & 0xf0) == 0xe0 ? 3
                    : (at[0] & 0xf8) == 0xf0 ? 4
                                             : 0;
    if (length == 0 || length > n) {
        return 0;
    }
    uint32_t p = length == 1 ? at[0] : at[0] & (0x7fU >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
        p = p << 6 | (at[i] & 0x3fU);
    }
    if (p < least[length] || p > 0x10ffff || (p >= 0xd800 && p <= 0xdfff)) {
        return 0;
    }
    *point = p;
    return length;
}

bool bo_utf8_valid(const char *text, size_t n)
{
    uint32_t point;
    uint64_t eight;
    for (size_t i = 0, length; i < n; i += length) {
        if (n - i >= sizeof eight) { /* most text is plain ASCII: eight bytes at a time */
            memcpy(&eight, text + i, length = sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                continue;
            }
        }
        if ((length = decode(text + i, n - i, &point)) == 0) {
            return false;
        }
    }
    return true;
}

size_t bo_utf8_count(const char *text, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    }
    return count;
}

size_t bo_utf8_width(const char *text)
{
    static const struct {
        uint32_t first, last;
        size_t width;
    } odd[] = {
        {0x300, 0x36f, 0},     {0x483, 0x489, 0},     {0x591, 0x5bd, 0},     {0x610, 0x61a, 0},
        {0x64b, 0x65f, 0},     {0xe34, 0xe3a, 0},     {0xe47, 0xe4e, 0},     {0x1ab0, 0x1ace, 0},
        {0x1dc0, 0x1dff, 0},   {0x200b, 0x200f, 0},   {0x202a, 0x202e, 0},   {0x2060, 0x2064, 0},
        {0x20d0, 0x20f0, 0},   {0xfe00, 0xfe0f, 0},   {0xfe20, 0xfe2f, 0},   {0xfeff, 0xfeff, 0},
        {0x1100, 0x115f, 2},   {0x2e80, 0x2fd5, 2},   {0x3000, 0x303e, 2},   {0x3041, 0x3247, 2},
        {0x3250, 0x4dbf, 2},   {0x4e00, 0xa4c6, 2},   {0xac00, 0xd7a3, 2},   {0xf900, 0xfad9, 2},
        {0xfe30, 0xfe6b, 2},   {0xff01, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x1f330, 0x1f335, 2},
        {0x1f400, 0x1f43e, 2}, {0x1f442, 0x1f4fc, 2}, {0x1f600, 0x1f64f, 2}, {0x1f680, 0x1f6c5, 2},
        {0x1f90c, 0x1f93a, 2}, {0x1f947, 0x1f9ff, 2}, {0x20000, 0x2fffd, 2}, {0x30000, 0x3fffd, 2},
        {0x302a, 0x302d, 0},   {0x3099, 0x309a, 0}, /* these two lie within wide ones */
    };
    size_t width = 0, n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t point = 0;
        size_t length = decode(text + i, n - i, &point), columns = 1;
        for (size_t k = 0; length > 0 && k < sizeof odd / sizeof *odd; k++) {
            columns = point >= odd[k].first && point <= odd[k].last ? odd[k].width : columns;
        }
        width += columns;
        i += length > 0 ? length : 1;
    }
    return width;
}

/* Characters that move the cursor, start terminal commands or turn the direction of writing. */
static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069);
}

char *bo_utf8_line(struct bo_arena *arena, const char *text, size_t max)
{
    struct bo_buf line;
    bo_buf_init(&line);
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t point = 0;
        size_t length = decode(text + i, n - i, &point);
        const char *piece = text + i;
        size_t size = length;
        if (length == 0 || is_control(point)) {
            piece = point == '\n' || point == '\t' || point == '\r' ? " " : "\xef\xbf\xbd"; /* U+FFFD */
            size = strlen(piece);
        }
        if (line.n + size > max) {
            bo_buf_puts(&line, "…");
            break;
        }
        bo_buf_add(&line, piece, size);
        i += length > 0 ? length : 1;
    }
    char *copy = bo_strndup(arena, line.n > 0 ? line.at : "", line.n);
    bo_buf_fini(&line);
    return copy;
}

bool bo_name_valid(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return n > 0 && n <= NAME_MAX_BYTES && text[n] == 0 && text[0] >= 'a' && text[0] <= 'z';
}

/* Damerau-Levenshtein distance (neighbours swapped count once), of names that are not long. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][NAME_MAX_BYTES + 1];
    for (size_t j = 0; j <= m; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *before = row[(i + 2) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            best = before[j] + 1 < best ? before[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best) {
                best = earlier[j - 2] + 1;
            }
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

const char *bo_nearest(const char *name, const char *const *candidates, size_t n)
{
    size_t length = strlen(name), least = SIZE_MAX;
    const char *nearest = NULL;
    if (length > NAME_MAX_BYTES) {
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        size_t other = candidates[i] != NULL ? strlen(candidates[i]) : SIZE_MAX;
        if (other > NAME_MAX_BYTES) {
            continue;
        }
        size_t far = distance(name, length, candidates[i], other);
        size_t allowed = (length > other ? length : other) / 3;
        bool alike = far < length || far < other; /* not all of it differs */
        if (alike && far <= (allowed > 0 ? allowed : 1) && far < least) {
            least = far;
            nearest = candidates[i];
        }
    }
    return nearest;
}

void bo_intern_init(struct bo_intern *intern, struct bo_arena *arena)
{
    *intern = (struct bo_intern){.arena = arena};
}

/* Where the text is in the slots, or the free one where it belongs. */
static size_t slot_of(const struct bo_intern *intern, const char *text, size_t n)
{
    uint64_t hash = 0xcbf29ce484222325; /* FNV-1a */
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3;
    }
    for (size_t slot = hash & (intern->n_slots - 1);; slot = (slot + 1) & (intern->n_slots - 1)) {
        uint32_t number = intern->slots[slot];
        if (number == 0) {
            return slot;
        }
        const char *known = intern->texts.at[number - 1];
        if (strncmp(known, text, n) == 0 && known[n] == 0) {
            return slot;
        }
    }
}

static void enlarge(struct bo_intern *intern)
{
    intern->n_slots = intern->n_slots > 0 ? intern->n_slots * 2 : FIRST_SLOTS;
    intern->slots = bo_alloc_array(intern->arena, intern->n_slots, sizeof *intern->slots);
    for (uint32_t i = 0; i < intern->texts.n; i++) {
        const char *text = intern->texts.at[i];
        intern->slots[slot_of(intern, text, strlen(text))] = i + 1;
    }
}

uint32_t bo_intern_n(struct bo_intern *intern, const char *text, size_t n)
{
    if (intern->texts.n * 2 >= intern->n_slots) {
        enlarge(intern);
    }
    n = strnlen(text, n);
    size_t slot = slot_of(intern, text, n);
    if (intern->slots[slot] == 0) {
        BO_PUSH(intern->arena, &intern->texts, bo_strndup(intern->arena, text, n));
        intern->slots[slot] = (uint32_t)intern->texts.n;
    }
    return intern->slots[slot] - 1;
}

uint32_t bo_intern(struct bo_intern *intern, const char *text)
{
    return bo_intern_n(intern, text, strlen(text));
}

bool bo_intern_find(const struct bo_intern *intern, const char *text, uint32_t *number)
{
    if (intern->n_slots == 0) {
        return false;
    }
    uint32_t found = intern->slots[slot_of(intern, text, strlen(text))];
    *number = found > 0 ? found - 1 : 0;
    return found > 0;
}
