#include "fetch/state.h"

#include "base/buf.h"
#include "fetch/disk.h"
#include "fetch/index.h"
#include <stdlib.h>
#include <string.h>

enum { STATE_MAX = 4096, VALUE_MAX = 128 };

/* The value of a line "name value", "" when there is none. */
static void value_of(const char *text, const char *name, char value[VALUE_MAX])
{
    size_t length = strlen(name);
    value[0] = '\0';
    for (const char *line = text; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        if (n > length + 1 && n - length - 1 < VALUE_MAX && memcmp(line, name, length) == 0 && line[length] == ' ') {
            memcpy(value, line + length + 1, n - length - 1);
            value[n - length - 1] = '\0';
            return;
        }
        line += n + (line[n] == '\n');
    }
}

/* The index of the live release speaks where the state does not. */
static void learn_from_live(const struct bo_depot *depot, struct bo_fetch_state *state)
{
    uint64_t live = bo_depot_live(depot);
    char *text;
    size_t n;
    if (live == 0 || live <= state->serial ||
        !bo_disk_read(depot->arena, bo_printf(depot->arena, "%s/" BO_INDEX_NAME, bo_depot_release(depot, live)),
                      BO_INDEX_MAX, &text, &n)) {
        return;
    }
    struct bo_diags unheard;
    struct bo_index index;
    struct bo_sha256 sha;
    bo_diags_init(&unheard, depot->arena);
    if (bo_index_read(depot->arena, BO_INDEX_NAME, text, n, &index, &unheard) == BO_OK) {
        bo_sha256_init(&sha);
        bo_sha256_add(&sha, text, n);
        bo_sha256_hex_of(&sha, state->sha256);
        state->channel = index.channel;
        state->serial = index.serial;
        state->time = state->time > index.issued_at ? state->time : index.issued_at;
    }
}

void bo_state_read(const struct bo_depot *depot, struct bo_fetch_state *state)
{
    char *text, value[VALUE_MAX];
    size_t n;
    *state = (struct bo_fetch_state){0};
    if (bo_disk_read(depot->arena, bo_depot_file(depot, "state"), STATE_MAX, &text, &n)) {
        value_of(text, "channel", value);
        state->channel = bo_channel_name_valid(value) ? bo_strdup(depot->arena, value) : NULL;
        value_of(text, "serial", value);
        state->serial = strtoull(value, NULL, 10);
        value_of(text, "sha256", value);
        if (strlen(value) == BO_SHA256_HEX - 1) {
            memcpy(state->sha256, value, BO_SHA256_HEX);
        }
        value_of(text, "time", value);
        state->time = strtoll(value, NULL, 10);
        value_of(text, "passed-over", value);
        state->passed_over = strtoull(value, NULL, 10);
    }
    learn_from_live(depot, state);
}

enum bo_status bo_state_write(const struct bo_depot *depot, const struct bo_fetch_state *state, struct bo_diags *diags)
{
    struct bo_buf text;
    bo_buf_init(&text);
    bo_buf_printf(&text, "channel %s\nserial %llu\nsha256 %s\ntime %lld\n", state->channel,
                  (unsigned long long)state->serial, state->sha256, (long long)state->time);
    if (state->passed_over != 0) {
        bo_buf_printf(&text, "passed-over %llu\n", (unsigned long long)state->passed_over);
    }
    enum bo_status status = bo_disk_replace(depot->arena, bo_depot_file(depot, "state"), text.at, text.n, diags);
    bo_buf_fini(&text);
    return status;
}
