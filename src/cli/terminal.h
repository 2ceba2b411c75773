/* Purpose  standard output and standard error: colour and progress where they are a terminal, plain text elsewhere.
 * Layer    cli. NO_COLOR and TERM=dumb are honoured. */
#ifndef BO_CLI_TERMINAL_H
#define BO_CLI_TERMINAL_H

#include "betteroff.h"

bool terminal_colour(int descriptor);
unsigned terminal_width(void); /* columns of standard output; 0: it is no terminal */
/* Says on a terminal that the program waits for what is typed. */
void terminal_note_waiting(const char *what);
/* A bo_progress: "12 of 214 examples", on a terminal only. */
void terminal_progress(void *context, size_t done, size_t all);
/* The same for what is fetched: "12 of 214 KiB". */
void terminal_progress_bytes(void *context, size_t done, size_t all);
/* Prints the reply, frees it, and says with which status the program ends. */
int terminal_answer(struct bo_reply *reply);
/* Whether all that was printed arrived; otherwise says why not. */
int terminal_close(int status);

#endif
