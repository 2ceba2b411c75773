#include "cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool terminal_colour(int descriptor)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(descriptor) && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

unsigned terminal_width(void)
{
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

void terminal_note_waiting(const char *what)
{
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        fprintf(stderr, "betteroff: reading %s from the keyboard; Ctrl-D ends it\n", what);
    }
}

static void say_progress(const char *what, size_t done, size_t all)
{
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, done < all ? "\r%zu of %zu %s" : "\r\033[K", done, all, what);
        fflush(stderr);
    }
}

void terminal_progress(void *context, size_t done, size_t all)
{
    (void)context;
    say_progress("examples", done, all);
}

void terminal_progress_documents(void *context, size_t done, size_t all)
{
    (void)context;
    say_progress("documents", done, all);
}

struct terminal_wait terminal_wait_begin(void)
{
    struct terminal_wait wait = {.shown = false};
    clock_gettime(CLOCK_MONOTONIC, &wait.since);
    return wait;
}

/* Tells of it only once it takes long, and then not too often. */
void terminal_waiting(void *context, size_t done, size_t all)
{
    enum { FIRST_MS = 1000, NEXT_MS = 200 };
    struct terminal_wait *wait = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long ms = (long)(now.tv_sec - wait->since.tv_sec) * 1000 + (now.tv_nsec - wait->since.tv_nsec) / 1000000;
    if (ms >= (wait->shown ? NEXT_MS : FIRST_MS) && all > 0 && isatty(STDERR_FILENO)) {
        fprintf(stderr, "\r%zu%% worked out", done * 100 / all);
        fflush(stderr);
        wait->shown = true;
        wait->since = now;
    }
}

void terminal_wait_end(const struct terminal_wait *wait)
{
    if (wait->shown) {
        fprintf(stderr, "\r\033[K");
        fflush(stderr);
    }
}

void terminal_progress_bytes(void *context, size_t done, size_t all)
{
    enum { CELLS = 30, KIB = 1024 };
    static const char bar[] = "##############################";
    (void)context;
    if (isatty(STDERR_FILENO)) {
        int full = all > 0 ? (int)(done * CELLS / all) : CELLS;
        fprintf(stderr, done < all ? "\r[%.*s%*s] %zu of %zu KiB" : "\r\033[K", full, bar, CELLS - full, "", done / KIB,
                (all + KIB - 1) / KIB);
        fflush(stderr);
    }
}

/* Lines of messages; the word that says how grave each is stands out. */
static void print_messages(const char *messages)
{
    static const struct {
        const char *word, *code;
    } grave[] = {{": error: ", "\033[1;31m"}, {": warning: ", "\033[1;33m"}, {": note: ", "\033[1;36m"}};
    bool colour = terminal_colour(STDERR_FILENO);
    while (*messages != '\0') {
        const char *end = strchr(messages, '\n'), *at = NULL;
        size_t n = end != NULL ? (size_t)(end - messages) : strlen(messages), i = 0;
        for (; colour && i < sizeof grave / sizeof *grave; i++) {
            at = strstr(messages, grave[i].word);
            if (at != NULL && at < messages + n) {
                break;
            }
            at = NULL;
        }
        if (at != NULL) {
            size_t word = strlen(grave[i].word) - 3; /* without ": " before and " " behind it */
            fprintf(stderr, "%.*s%s%.*s\033[0m%.*s\n", (int)(at + 2 - messages), messages, grave[i].code, (int)word,
                    at + 2, (int)(messages + n - (at + 2 + word)), at + 2 + word);
        } else {
            fprintf(stderr, "%.*s\n", (int)n, messages);
        }
        messages += n + (end != NULL);
    }
}

static int write_error; /* errno of the first answer that could not be written */

int terminal_answer(struct bo_reply *reply)
{
    size_t n;
    const char *text = bo_reply_text(reply, &n);
    int status = (int)bo_reply_status(reply);
    if (fwrite(text, 1, n, stdout) < n && write_error == 0) {
        write_error = errno;
    }
    print_messages(bo_reply_messages(reply));
    bo_reply_free(reply);
    return status;
}

int terminal_close(int status)
{
    bool good = fflush(stdout) == 0;
    int error = write_error != 0 ? write_error : errno;
    good &= write_error == 0 && !ferror(stdout);
    if (!good) {
        fprintf(stderr, "betteroff: error: standard output: %s [cannot-write]\n", strerror(error));
    }
    return good ? status : BO_WRONG_FILE;
}
