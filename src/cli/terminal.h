/* Purpose  standard output and standard error: colour and progress where they are a terminal, plain text elsewhere.
 * Layer    cli. NO_COLOR and TERM=dumb are honoured. */
#ifndef BO_CLI_TERMINAL_H
#define BO_CLI_TERMINAL_H

#include "betteroff.h"

#include <time.h>

bool terminal_colour(int descriptor);
unsigned terminal_width(void); /* columns of standard output; 0: it is no terminal */
/* Says on a terminal that the program waits for what is typed. */
void terminal_note_waiting(const char *what);
/* A bo_progress: "12 of 214 examples", on a terminal only. */
void terminal_progress(void *context, size_t done, size_t all);
/* The same for published documents. */
void terminal_progress_documents(void *context, size_t done, size_t all);
/* The same for what is fetched: "12 of 214 KiB". */
void terminal_progress_bytes(void *context, size_t done, size_t all);
/* A bo_progress of what may take long: after a second on a terminal, "45% worked out"; context: the wait. */
struct terminal_wait {
    struct timespec since; /* the begin, then the last word about it */
    bool shown;
};
struct terminal_wait terminal_wait_begin(void);
void terminal_waiting(void *context, size_t done, size_t all);
void terminal_wait_end(const struct terminal_wait *wait);
/* Prints the reply, frees it, and says with which status the program ends. */
int terminal_answer(struct bo_reply *reply);
/* Whether all that was printed arrived; otherwise says why not. */
int terminal_close(int status);

#endif
