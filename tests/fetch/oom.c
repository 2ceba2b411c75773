/* Preloaded into a program (LD_PRELOAD): the allocation of that number fails, and each one after it. OOM_AT=N; without
 * it nothing fails, and at the end the number of allocations stands in the file OOM_COUNT. Children are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static atomic_long count;
static long fail_at;
static pid_t whose;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("OOM_AT");
    whose = getpid();
    count = 0;
    fail_at = at != NULL ? strtol(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("OOM_COUNT");
    long n = count;
    FILE *file = path != NULL && getpid() == whose ? fopen(path, "w") : NULL;
    if (file != NULL) {
        fprintf(file, "%ld\n", n);
        fclose(file);
    }
}

static int fails(void)
{
    long n = atomic_fetch_add(&count, 1) + 1;
    if (fail_at == 0 || n < fail_at || getpid() != whose) {
        return 0;
    }
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}
