#include "fetch/drift_state.h"

#include "base/buf.h"
#include "fetch/disk.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATE_MAX = 1 << 20 };

const char *bo_state_folder(struct bo_arena *arena)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state != NULL && *state == '/') {
        return bo_printf(arena, "%s/betteroff", state);
    }
    if (geteuid() == 0) {
        return "/var/lib/betteroff";
    }
    return home != NULL && *home == '/' ? bo_printf(arena, "%s/.local/state/betteroff", home) : NULL;
}

/* The line of the last run about a figure, NULL when there is none. */
static const char *line_before(struct bo_arena *arena, const char *old, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = old; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        if (n > length && memcmp(line, name, length) == 0 && line[length] == '\t') {
            return bo_strndup(arena, line, n);
        }
        line += n + (line[n] == '\n');
    }
    return NULL;
}

static void put_finding(struct bo_arena *arena, const struct bo_finding *f, int64_t day, struct bo_buf *to)
{
    bo_buf_printf(to, "%s\t%s\t%s\t%s\t%s\t%s\n", f->name, bo_found_names[f->found],
                  f->figure != NULL ? f->figure : "-",
                  f->figure != NULL && f->from != BO_DATE_NONE ? bo_date_text(arena, f->from) : "-",
                  bo_date_text(arena, day), f->by != NULL ? f->by->id : "-");
}

enum bo_status bo_drift_state_write(struct bo_arena *arena, const char *set, const char *version, int64_t day,
                                    const bo_findings *findings, struct bo_diags *diags)
{
    const char *state = bo_state_folder(arena);
    if (state == NULL) {
        bo_diag(diags, BO_ERROR, (struct bo_place){0}, "disk",
                "there is no place to remember what was found: neither XDG_STATE_HOME nor HOME is set");
        return BO_DISK;
    }
    const char *folder = bo_printf(arena, "%s/drift", state),
               *path = bo_printf(arena, "%s/%s-%s", folder, set, version);
    char *old = NULL;
    size_t n;
    bool looked_before = bo_disk_read(arena, path, STATE_MAX, &old, &n);
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_printf(&text, "# betteroff fetch check-sources, %s@%s\n", set, version);
    for (size_t i = 0; i < findings->n; i++) {
        const struct bo_finding *f = &findings->at[i];
        if (f->found < BO_FOUND_UNAVAILABLE) {
            put_finding(arena, f, day, &text);
        } else if (f->found == BO_FOUND_UNAVAILABLE) {
            const char *line = looked_before ? line_before(arena, old, f->name) : NULL;
            bo_buf_printf(&text, "%s%s", line != NULL ? line : "", line != NULL ? "\n" : "");
        }
    }
    enum bo_status status = bo_disk_folders(arena, folder, diags);
    status = status == BO_OK ? bo_disk_replace(arena, path, text.at, text.n, diags) : status;
    bo_buf_fini(&text);
    return status;
}
