#define _GNU_SOURCE /* memfd_create */
/* libFuzzer: any bytes as a key, a signature, an index and a bundle: each is refused with a word, or is right. */
#include "fetch/index.h"
#include "fetch/minisign.h"
#include "fetch/tar.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a file; the same one each time. */
static int file_of(const uint8_t *data, size_t size)
{
    static int file = -1;
    if (file < 0) {
        file = memfd_create("fuzz", MFD_CLOEXEC);
    }
    if (file < 0 || ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size) {
        abort();
    }
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_signing_key key;
    struct bo_minisig signature;
    struct bo_index index;
    struct bo_tar_member member;
    uint64_t offset = 0;
    const char *text = (const char *)data;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    bo_key_read(text, size, &key);
    bo_minisig_read(&arena, text, size, &signature);
    if (size <= BO_INDEX_MAX && (bo_index_read(&arena, "index.xml", text, size, &index, &diags) == BO_OK) !=
                                    (diags.errors == 0)) {
        abort(); /* refused without a word, or right with one */
    }
    for (int file = file_of(data, size); bo_tar_next(file, &offset, &member);) {
        if (strlen(member.name) >= BO_TAR_NAME) {
            abort();
        }
    }
    bo_arena_fini(&arena);
    return 0;
}
