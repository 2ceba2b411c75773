#include "api/drift.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX = 256 << 10, LINES_MAX = 2000, FIELDS = 6, FIELD_MAX = 200 };

static const char *state_file(struct bo_arena *arena, const struct bo_set *set)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME"), *folder = NULL;
    if (state != NULL && *state == '/') {
        folder = bo_printf(arena, "%s/betteroff", state);
    } else if (geteuid() == 0) {
        folder = "/var/lib/betteroff";
    } else if (home != NULL && *home == '/') {
        folder = bo_printf(arena, "%s/.local/state/betteroff", home);
    }
    return folder != NULL ? bo_printf(arena, "%s/drift/%s-%s", folder, set->id, set->version) : NULL;
}

/* Splits a line at its tabs; false unless it has all of the fields, each short. */
static bool split(char *line, const char *fields[FIELDS])
{
    size_t n = 0;
    for (char *at = line; at != NULL && n < FIELDS; n++) {
        fields[n] = at;
        at = strchr(at, '\t');
        if (at != NULL) {
            *at++ = '\0';
        }
        if (fields[n][0] == '\0' || strlen(fields[n]) > FIELD_MAX || (n + 1 == FIELDS && at != NULL)) {
            return false;
        }
    }
    return n == FIELDS;
}

static bool read_day(const char *text, int64_t *day)
{
    bool impossible;
    *day = BO_DATE_NONE;
    return strcmp(text, "-") == 0 || bo_date_parse(text, strlen(text), day, &impossible);
}

/* What the finder says of whole figures; that one is overdue is worked out anew for each case. */
static const char *finding_words(const char *finding)
{
    static const struct {
        const char *finding, *words;
    } known[] = {{"drift", "another figure is published"},
                 {"sources-disagree", "its sources disagree"},
                 {"stale-text", "its law was changed, and the published text is older"},
                 {"provisional", "a new figure is proposed"},
                 {"structure-changed", "its publication has another form"},
                 {"implausible", "an unlikely figure is published"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].finding, finding) == 0) {
            return known[i].words;
        }
    }
    return NULL;
}

static void add_line(struct bo_arena *arena, char *line, bo_drifted_list *list)
{
    const char *fields[FIELDS];
    struct bo_drifted drifted;
    if (*line == '#' || !split(line, fields) || !read_day(fields[3], &drifted.from) ||
        !read_day(fields[4], &drifted.day) || drifted.day == BO_DATE_NONE) {
        return;
    }
    drifted.id = bo_strndup(arena, fields[0], strcspn(fields[0], "/"));
    drifted.finding = finding_words(fields[1]);
    bool plain = strspn(fields[2], "0123456789.-") == strlen(fields[2]);
    drifted.figure = plain && strcmp(fields[2], "-") != 0 ? fields[2] : NULL;
    if (drifted.finding != NULL && plain) {
        BO_PUSH(arena, list, drifted);
    }
}

void bo_drift_read(struct bo_arena *arena, const struct bo_set *set, bo_drifted_list *list)
{
    const char *path = state_file(arena, set);
    struct stat about;
    struct bo_diags unheard;
    char *text;
    size_t n;
    bo_diags_init(&unheard, arena);
    if (path == NULL || stat(path, &about) != 0 || !S_ISREG(about.st_mode) ||
        bo_read_file(arena, path, FILE_MAX, &text, &n, &unheard) != BO_OK || !bo_utf8_valid(text, n)) {
        return;
    }
    for (char *line = text; line != NULL && list->n < LINES_MAX;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        add_line(arena, line, list);
        line = end != NULL ? end + 1 : NULL;
    }
}
