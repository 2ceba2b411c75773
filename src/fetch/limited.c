#include "fetch/limited.h"

#include "fetch/moment.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int what, rlim_t most)
{
    struct rlimit own;
    if (getrlimit(what, &own) == 0) {
        own.rlim_max = own.rlim_max < most ? own.rlim_max : most;
        own.rlim_cur = own.rlim_max;
        setrlimit(what, &own);
    }
}

static void set_limits(void)
{
#ifndef __SANITIZE_ADDRESS__ /* which reserves far more than it uses */
    limit(RLIMIT_AS, (rlim_t)BO_LIMITED_MEGABYTES << 20);
#endif
    limit(RLIMIT_CPU, BO_LIMITED_SECONDS);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 64);
}

/* All files of the parent but one, above all its lock: it is held as long as any process has it open. */
static void close_files(int but)
{
    enum { MOST = 65536 };
    struct rlimit own;
    int end = getrlimit(RLIMIT_NOFILE, &own) == 0 && own.rlim_cur < MOST ? (int)own.rlim_cur : MOST;
    for (int file = STDERR_FILENO + 1; file < end; file++) {
        if (file != but) {
            close(file);
        }
    }
}

/* The child: it never comes back. */
static void run_child(enum bo_status (*function)(void *context, struct bo_buf *words), void *context, int pipe)
{
    struct bo_buf words;
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody else waits for it */
    close_files(pipe);
    int nowhere = open("/dev/null", O_RDWR);
    for (int i = STDIN_FILENO; i <= STDERR_FILENO && nowhere >= 0; i++) {
        dup2(nowhere, i);
    }
    signal(SIGXFSZ, SIG_IGN);
    set_limits();
    bo_buf_init(&words);
    bo_buf_puts(&words, "");
    enum bo_status status = function(context, &words);
    size_t n = words.n < BO_LIMITED_WORDS ? words.n : BO_LIMITED_WORDS;
    for (size_t at = 0; at < n;) {
        ssize_t written = write(pipe, words.at + at, n - at);
        if (written <= 0) {
            break;
        }
        at += (size_t)written;
    }
    _exit((int)status);
}

/* What the child says, until it ends; false when its time is up. */
static bool listen_to(int pipe, struct bo_buf *words)
{
    int64_t end = bo_moment_ticks() + BO_LIMITED_SECONDS * INT64_C(1000);
    for (;;) {
        char part[4096];
        struct pollfd wait = {.fd = pipe, .events = POLLIN};
        int64_t left = end - bo_moment_ticks();
        int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0) {
            return false;
        }
        ssize_t n = read(pipe, part, sizeof part);
        if (n <= 0) {
            return true;
        }
        bo_buf_add(words, part, (size_t)n);
    }
}

enum bo_status bo_limited_run(enum bo_status (*function)(void *context, struct bo_buf *words), void *context,
                              struct bo_buf *words)
{
    int pipes[2], how = 0;
    bo_buf_puts(words, "");
    if (pipe(pipes) != 0) {
        return BO_INTERNAL;
    }
    pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        run_child(function, context, pipes[1]);
    }
    close(pipes[1]);
    if (child > 0) {
        if (!listen_to(pipes[0], words)) {
            kill(child, SIGKILL);
        }
        while (waitpid(child, &how, 0) < 0 && errno == EINTR) {
        }
    }
    close(pipes[0]);
    if (child < 0) {
        return BO_INTERNAL;
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) != BO_INTERNAL) {
        return (enum bo_status)WEXITSTATUS(how);
    }
    bo_buf_printf(words, "betteroff: error: the check was stopped: %s\n",
                  WIFEXITED(how) ? "it needs too much memory, or met an internal error" : strsignal(WTERMSIG(how)));
    return BO_INVALID;
}
