/* Runs a command several times and says how long it took and how much memory it used at most.
 *
 * Usage: measure [-c] [-n RUNS] [-t MILLISECONDS] [-m MEGABYTES] COMMAND [ARGUMENT...]
 * The command's output is thrown away. Status 1 when the best run took longer, or any used more memory, than asked for;
 * 2 when the command could not be run or failed. The best run counts, so that other work on the machine does not; with
 * -c the time is the processor's, not the clock's, and so it does not on a busy machine either. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MAX_RUNS = 1000 };

static long microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

static long in_microseconds(struct timeval time)
{
    return time.tv_sec * 1000000L + time.tv_usec;
}

/* Returns how long it took in microseconds, -1 on failure; *memory is the peak in KiB. */
static long run(char **command, bool processor, long *memory)
{
    long begin = microseconds();
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execvp(command[0], command);
        perror(command[0]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return -1;
    }
    *memory = usage.ru_maxrss;
    return processor ? in_microseconds(usage.ru_utime) + in_microseconds(usage.ru_stime) : microseconds() - begin;
}

static int compare(const void *a, const void *b)
{
    long x = *(const long *)a, y = *(const long *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    long runs = 20, most_time = 0, most_memory = 0, took[MAX_RUNS], peak = 0;
    bool processor = false;
    for (int option; (option = getopt(argc, argv, "+cn:t:m:")) != -1;) {
        if (option == 'c') {
            processor = true;
            continue;
        }
        long value = optarg ? strtol(optarg, NULL, 10) : 0;
        if (option == '?' || value <= 0 || (option == 'n' && value > MAX_RUNS)) {
            return 2;
        }
        *(option == 'n' ? &runs : option == 't' ? &most_time : &most_memory) = value;
    }
    if (optind == argc) {
        return 2;
    }
    for (long i = 0; i < runs; i++) {
        long memory = 0;
        took[i] = run(argv + optind, processor, &memory);
        if (took[i] < 0) {
            fprintf(stderr, "measure: the command failed\n");
            return 2;
        }
        peak = memory > peak ? memory : peak;
    }
    qsort(took, (size_t)runs, sizeof *took, compare);
    long best = took[0], median = took[runs / 2];
    printf("best %ld.%ld ms, median %ld.%ld ms of %ld runs; %ld.%ld MB at most\n", best / 1000, best % 1000 / 100,
           median / 1000, median % 1000 / 100, runs, peak / 1024, peak % 1024 * 10 / 1024);
    return (most_time && best > most_time * 1000) || (most_memory && peak > most_memory * 1024);
}
