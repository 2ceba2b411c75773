/* Purpose  runs a function in a child process that can neither write files nor use up the machine, and takes its word.
 * Layer    fetch. */
#ifndef BO_FETCH_LIMITED_H
#define BO_FETCH_LIMITED_H

#include "base/buf.h"
#include "base/diag.h"

enum {
    BO_LIMITED_SECONDS = 300,    /* of the clock and of the processor */
    BO_LIMITED_MEGABYTES = 1024, /* of memory */
    BO_LIMITED_WORDS = 64 << 10  /* bytes of what it says; the rest is dropped */
};

/* What the function returned, and in *words what it said. BO_INVALID with words of our own when it was stopped by a
 * limit or a signal, BO_INTERNAL when no child could be made. */
enum bo_status bo_limited_run(enum bo_status (*function)(void *context, struct bo_buf *words), void *context,
                              struct bo_buf *words);

#endif
