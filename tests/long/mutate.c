/* Runs a command on many damaged copies of a file: a clear error or an answer each time, never a crash.
 *
 * Usage: mutate [-n COUNT] [-s SEED] [-o WHERE] FILE COMMAND [ARGUMENT...]
 * Each damaged copy is written to WHERE (FILE itself by default, which then must be a copy), and the command is run.
 * It must end by itself within ten seconds, with a status from 0 to 5; from 2 on, standard output must be empty and
 * standard error must name an error. The first copies that break this are kept beside WHERE as *.broken-N; status 1. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MAX = 10, BROKEN_MAX = 10, TOKENS_MAX = 1 << 20 };

struct bytes {
    char *at;
    size_t n;
};
struct token {
    size_t start, n;
};

static uint64_t state;

static size_t random_below(size_t n)
{
    state ^= state << 13; /* xorshift64: the same seed, the same copies, everywhere */
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static void *checked(void *memory)
{
    if (memory == NULL) {
        perror("mutate");
        exit(2);
    }
    return memory;
}

static struct bytes read_file(const char *path)
{
    FILE *file = checked(fopen(path, "rb"));
    struct bytes all = {checked(malloc(1)), 0};
    char part[1 << 16];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;) {
        all.at = checked(realloc(all.at, all.n + n));
        memcpy(all.at + all.n, part, n);
        all.n += n;
    }
    fclose(file);
    return all;
}

static void write_file(const char *path, struct bytes bytes)
{
    FILE *file = checked(fopen(path, "wb"));
    if (fwrite(bytes.at, 1, bytes.n, file) != bytes.n || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
}

/* Words, and every other byte that is no blank. */
static size_t tokens_of(struct bytes text, struct token *tokens)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n && n < TOKENS_MAX;) {
        size_t start = i;
        while (i < text.n && is_word(text.at[i])) {
            i++;
        }
        i += i == start;
        if (text.at[start] != ' ' && text.at[start] != '\n') {
            tokens[n++] = (struct token){start, i - start};
        }
    }
    return n;
}

/* The text with `cut` bytes at `start` replaced by others. */
static struct bytes spliced(struct bytes text, size_t start, size_t cut, const char *with, size_t n)
{
    struct bytes made = {checked(malloc(text.n - cut + n + 1)), text.n - cut + n};
    memcpy(made.at, text.at, start);
    memcpy(made.at + start, with, n);
    memcpy(made.at + start + n, text.at + start + cut, text.n - start - cut);
    return made;
}

static struct bytes damaged(struct bytes text, const struct token *tokens, size_t n_tokens)
{
    static const char *const odd[] = {"",
                                      "0",
                                      "-1",
                                      "1/0",
                                      "99999999999999999999999999999999999999",
                                      "0.000000001",
                                      "null",
                                      "\"",
                                      "<",
                                      ">",
                                      "&",
                                      "&lt;",
                                      "]]>",
                                      "<!--",
                                      "{",
                                      "[",
                                      "\xff",
                                      "\\u0000",
                                      "é",
                                      "()",
                                      "date",
                                      "(((((((((((((((((((((((((((((((((((((((((((((((((("};
    if (n_tokens == 0) {
        return spliced(text, 0, 0, "x", 1);
    }
    struct token token = tokens[random_below(n_tokens)], other = tokens[random_below(n_tokens)];
    const char *thing = odd[random_below(sizeof odd / sizeof *odd)];
    size_t place = random_below(text.n), length = 1 + random_below(text.n - place < 200 ? text.n - place : 200);
    switch (random_below(8)) {
    case 0: { /* one bit */
        char bit = (char)(text.at[place] ^ (1 << random_below(8)));
        return spliced(text, place, 1, &bit, 1);
    }
    case 1: /* a piece less */
        return spliced(text, place, length, "", 0);
    case 2: /* a piece twice */
        return spliced(text, place, 0, text.at + place, length);
    case 3: /* the end is missing */
        return spliced(text, place, text.n - place, "", 0);
    case 4: /* something odd in the place of a word */
        return spliced(text, token.start, token.n, thing, strlen(thing));
    case 5: /* something odd before a word */
        return spliced(text, token.start, 0, thing, strlen(thing));
    case 6: /* a word less */
        return spliced(text, token.start, token.n, "", 0);
    default: /* another word of the file: most often well-formed, and wrong in what it says */
        return spliced(text, token.start, token.n, text.at + other.start, other.n);
    }
}

/* Runs the command with its output in the two files; false when what it did is no clear answer. */
static bool run(char **command, const char *out, const char *err, int *status)
{
    pid_t child = fork();
    if (child == 0) {
        int out_to = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600),
            err_to = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(out_to, STDOUT_FILENO);
        dup2(err_to, STDERR_FILENO);
        alarm(SECONDS_MAX);
        execvp(command[0], command);
        _exit(127);
    }
    if (child < 0 || waitpid(child, status, 0) != child || !WIFEXITED(*status) || WEXITSTATUS(*status) > 5) {
        return false;
    }
    if (WEXITSTATUS(*status) < 2) {
        return true;
    }
    struct stat printed;
    struct bytes said = read_file(err);
    bool clear = stat(out, &printed) == 0 && printed.st_size == 0 && memmem(said.at, said.n, "error: ", 7) != NULL;
    free(said.at);
    return clear;
}

int main(int argc, char **argv)
{
    size_t count = 100;
    const char *where = NULL;
    state = 1;
    for (int option; (option = getopt(argc, argv, "+n:s:o:")) != -1;) {
        if (option == '?') {
            return 2;
        }
        if (option == 'o') {
            where = optarg;
        } else {
            uint64_t value = strtoull(optarg, NULL, 10);
            *(option == 'n' ? &count : &state) = value ? value : 1;
        }
    }
    if (argc - optind < 2) {
        return 2;
    }
    const char *file = argv[optind];
    char **command = argv + optind + 1;
    where = where ? where : file;
    struct bytes text = read_file(file);
    struct token *tokens = checked(malloc(TOKENS_MAX * sizeof *tokens));
    size_t n_tokens = tokens_of(text, tokens), broken = 0, by_status[8] = {0};
    char out[4096], err[4096], kept[4096];
    snprintf(out, sizeof out, "%s.out", where);
    snprintf(err, sizeof err, "%s.err", where);
    for (size_t i = 0; i < count && broken < BROKEN_MAX; i++) {
        struct bytes bad = damaged(text, tokens, n_tokens);
        write_file(where, bad);
        int status = 0;
        if (run(command, out, err, &status)) {
            by_status[WEXITSTATUS(status)]++;
        } else {
            snprintf(kept, sizeof kept, "%s.broken-%zu", where, ++broken);
            write_file(kept, bad);
            printf("%s: %s %d\n", kept, WIFSIGNALED(status) ? "signal" : "status",
                   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        }
        free(bad.at);
    }
    write_file(where, text);
    unlink(out);
    unlink(err);
    printf("%s:", file);
    for (size_t i = 0; i < 6; i++) {
        if (by_status[i]) {
            printf(" %zu with status %zu", by_status[i], i);
        }
    }
    printf("; %zu broken\n", broken);
    free(tokens);
    free(text.at);
    return broken > 0;
}
