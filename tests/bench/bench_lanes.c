/* How fast the two evaluators are, on one random program: for a calculation of a few cases, and for many at once.
 *
 * Usage: bench_lanes [NODES [CASES...]]   (default: 5000 nodes; 2, 20 and 500 cases) */
#include "../unit/random_programs.h"

#include <limits.h>
#include <stdio.h>
#include <time.h>

static long nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

/* The best of several runs; other work on the machine does not count. */
static long best(struct machine *m, bool reference)
{
    long least = LONG_MAX, begin = nanoseconds();
    for (int run = 0; run < 200 && (run < 3 || nanoseconds() - begin < 1000000000L); run++) {
        struct bo_results results;
        struct bo_diags diags;
        bo_diags_init(&diags, &m->program->arena);
        long from = nanoseconds();
        enum bo_status status =
            reference ? bo_reference_run(&m->population, &results, &diags) : bo_lanes_run(&m->population, &results);
        long took = nanoseconds() - from;
        if (status != BO_OK) {
            fprintf(stderr, "bench_lanes: status %d\n", status);
            exit(1);
        }
        bo_results_fini(&results);
        least = took < least ? took : least;
    }
    return least;
}

int main(int argc, char **argv)
{
    static const uint32_t usual[] = {2, 20, 500};
    struct dice dice = {.state = 7};
    struct machine m;
    machine_open(&m);
    random_program(&m, &dice, argc > 1 ? strtoul(argv[1], NULL, 10) : 5000);
    size_t rows = argc > 2 ? (size_t)argc - 2 : 3;
    printf("%zu nodes\n%8s %12s %12s %12s %12s %8s\n", m.program->nodes.n, "cases", "values", "lanes us",
           "reference us", "lanes ns/val", "ratio");
    for (size_t i = 0; i < rows; i++) {
        uint32_t cases = argc > 2 ? (uint32_t)strtoul(argv[i + 2], NULL, 10) : usual[i];
        random_population(&m, &dice, cases, MACHINE_MOST - 1);
        size_t values = 0;
        for (size_t k = 0; k < m.program->nodes.n; k++) {
            values += m.population.n[m.program->nodes.at[k].entity];
        }
        long lanes = best(&m, false), reference = best(&m, true), share = lanes * 10 / (long)values;
        long ratio = reference * 10 / lanes;
        printf("%8zu %12zu %12ld %12ld %10ld.%ld %6ld.%ld\n", m.population.n[CASE], values, lanes / 1000,
               reference / 1000, share / 10, share % 10, ratio / 10, ratio % 10);
        bo_population_fini(&m.population);
    }
    m.populated = false;
    machine_close(&m);
    return 0;
}
