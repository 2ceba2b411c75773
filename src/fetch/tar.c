#include "fetch/tar.h"

#include <string.h>
#include <unistd.h>

enum { BLOCK = 512, NAME = 0, NAME_N = 100, MODE = 100, SIZE = 124, SIZE_N = 12, SUM = 148, SUM_N = 8 };
enum { TYPE = 156, MAGIC = 257, PREFIX = 345, PREFIX_N = 155, END_BLOCKS = 2 };

/* An octal number with blanks and zeros around; false when it is anything else. */
static bool read_octal(const char *field, size_t n, uint64_t *number)
{
    size_t i = 0;
    while (i < n && field[i] == ' ') {
        i++;
    }
    *number = 0;
    size_t from = i;
    for (; i < n && field[i] >= '0' && field[i] <= '7'; i++) {
        *number = *number * 8 + (uint64_t)(field[i] - '0');
    }
    bool digits = i > from;
    while (i < n && (field[i] == ' ' || field[i] == '\0')) {
        i++;
    }
    return digits && i == n;
}

static uint64_t sum_of(const char *block)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        sum += i >= SUM && i < SUM + SUM_N ? ' ' : (unsigned char)block[i];
    }
    return sum;
}

bool bo_tar_next(int file, uint64_t *offset, struct bo_tar_member *member)
{
    char block[BLOCK];
    uint64_t sum;
    if (pread(file, block, sizeof block, (off_t)*offset) != BLOCK || memcmp(block + MAGIC, "ustar", 5) != 0 ||
        !read_octal(block + SUM, SUM_N, &sum) || sum != sum_of(block) ||
        !read_octal(block + SIZE, SIZE_N, &member->size) || (block[TYPE] != '0' && block[TYPE] != '\0')) {
        return false;
    }
    size_t prefix = strnlen(block + PREFIX, PREFIX_N), name = strnlen(block + NAME, NAME_N), at = 0;
    if (prefix > 0) {
        memcpy(member->name, block + PREFIX, prefix);
        member->name[prefix] = '/';
        at = prefix + 1;
    }
    _Static_assert(PREFIX_N + 1 + NAME_N < BO_TAR_NAME + 1, "a name has room");
    memcpy(member->name + at, block + NAME, name);
    member->name[at + name < BO_TAR_NAME ? at + name : BO_TAR_NAME - 1] = '\0';
    member->offset = *offset + BLOCK;
    *offset = member->offset + (member->size + BLOCK - 1) / BLOCK * BLOCK;
    return true;
}

static void write_octal(char *field, size_t n, uint64_t number)
{
    field[n - 1] = '\0';
    for (size_t i = n - 1; i-- > 0; number /= 8) {
        field[i] = (char)('0' + number % 8);
    }
}

void bo_tar_begin(struct bo_buf *to, const char *name, uint64_t size)
{
    char block[BLOCK] = {0};
    size_t n = strlen(name), cut = 0;
    if (n > NAME_N) { /* the longest end that fits begins behind a slash */
        cut = n - NAME_N - 1;
        cut += strcspn(name + cut, "/");
        memcpy(block + PREFIX, name, cut < PREFIX_N ? cut : PREFIX_N);
        cut++;
    }
    memcpy(block + NAME, name + cut, strlen(name + cut));
    write_octal(block + MODE, 8, 0644);
    write_octal(block + 108, 8, 0); /* owner */
    write_octal(block + 116, 8, 0); /* group */
    write_octal(block + SIZE, SIZE_N, size);
    write_octal(block + 136, SIZE_N, 0); /* time */
    block[TYPE] = '0';
    memcpy(block + MAGIC, "ustar\00000", 8);
    write_octal(block + SUM, SUM_N - 1, sum_of(block));
    block[SUM + SUM_N - 1] = ' ';
    bo_buf_add(to, block, sizeof block);
}

void bo_tar_fill(struct bo_buf *to, uint64_t size)
{
    static const char zeros[BLOCK];
    bo_buf_add(to, zeros, (size_t)((BLOCK - size % BLOCK) % BLOCK));
}

void bo_tar_end(struct bo_buf *to)
{
    static const char zeros[BLOCK * END_BLOCKS];
    bo_buf_add(to, zeros, sizeof zeros);
}
