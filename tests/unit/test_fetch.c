/* The fetcher's parts that read what strangers wrote: addresses, moments, paths, keys, signatures, indexes, bundles. */
#include "fetch/address.h"
#include "fetch/index.h"
#include "fetch/minisign.h"
#include "fetch/moment.h"
#include "fetch/tar.h"
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Test(fetch, hosts)
{
    static const struct {
        const char *host;
        bool is_private;
    } rows[] = {
        {"127.0.0.1", true},
        {"127.1", true},
        {"0", true},
        {"0x7f000001", true},
        {"2130706433", true},
        {"0177.0.0.1", true},
        {"10.1.2.3", true},
        {"172.15.255.255", false},
        {"172.16.0.0", true},
        {"172.31.255.255", true},
        {"172.32.0.0", false},
        {"192.168.0.1", true},
        {"192.167.255.255", false},
        {"169.254.169.254", true},
        {"100.63.255.255", false},
        {"100.64.0.0", true},
        {"100.127.255.255", true},
        {"100.128.0.0", false},
        {"224.0.0.1", true},
        {"255.255.255.255", true},
        {"223.255.255.255", false},
        {"198.18.0.1", true},
        {"8.8.8.8", false},
        {"[::1]", true},
        {"[::]", true},
        {"[::ffff:7f00:1]", true},
        {"[::ffff:8.8.8.8]", false},
        {"[fe80::1%25eth0]", true},
        {"[fd00::1]", true},
        {"[ff02::1]", true},
        {"[2001:4860:4860::8888]", false},
        {"[2002:7f00:1::]", true},
        {"[2002:808:808::]", false},
        {"[64:ff9b::a00:1]", true},
        {"[2001:db8::1]", true},
        {"[2001::1]", true},
        {"localhost", true},
        {"LocalHost.", true},
        {"a.localhost", true},
        {"localhost.example.org", false},
        {"notlocalhost", false},
        {"rules.example.org", false},
        {"", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_host_private(rows[i].host), rows[i].is_private, "'%s'", rows[i].host);
    }
}

Test(fetch, socket_addresses)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr other = {.sa_family = AF_UNIX};
    v4.sin_addr.s_addr = htonl(0x08080808);
    cr_expect_not(bo_address_private((struct sockaddr *)&v4));
    v4.sin_addr.s_addr = htonl(0x7f000001);
    cr_expect(bo_address_private((struct sockaddr *)&v4));
    cr_expect(bo_address_private(&other));
}

Test(fetch, moments)
{
    static const struct {
        const char *text;
        int64_t moment; /* -1: it is none */
    } rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"2026-11-20T06:00:00Z", 1795154400},
        {"2024-02-29T23:59:59Z", 1709251199},
        {"2026-02-29T00:00:00Z", -1},
        {"2026-11-20T24:00:00Z", -1},
        {"2026-11-20T06:60:00Z", -1},
        {"2026-11-20T06:00:60Z", -1},
        {"2026-11-20T06:00:00", -1},
        {"2026-11-20T06:00:00+", -1},
        {"2026-11-20 06:00:00Z", -1},
        {"1969-12-31T23:59:59Z", -1},
        {"2026-11-20T0a:00:00Z", -1},
        {"", -1},
    };
    struct bo_arena arena;
    bo_arena_init(&arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t moment = -1;
        bool good = bo_moment_read(rows[i].text, &moment);
        cr_expect_eq(good, rows[i].moment >= 0, "'%s'", rows[i].text);
        if (good && rows[i].moment >= 0) {
            cr_expect_eq(moment, rows[i].moment, "'%s'", rows[i].text);
            cr_expect_str_eq(bo_moment_text(&arena, moment), rows[i].text);
        }
    }
    bo_arena_fini(&arena);
}

Test(fetch, paths)
{
    static const struct {
        const char *path;
        bool good;
    } rows[] = {
        {"ruleset.xml", true},
        {"grants/grant.xml", true},
        {"a-b_c.1.xml", true},
        {"lpt/a.xml", true},
        {"../a.xml", false},
        {"a/../b.xml", false},
        {"/a.xml", false},
        {"a//b.xml", false},
        {"a.xml/b.xml", false},
        {"A.xml", false},
        {"a.XML", false},
        {".xml", false},
        {"a.txt", false},
        {"con.xml", false},
        {"com1.xml", false},
        {"lpt9/a.xml", false},
        {"com/a.xml", true},
        {"a b.xml", false},
        {"a\\b.xml", false},
        {"a\nb.xml", false},
        {"a/b/c/d/e/f.xml", true},
        {"a/b/c/d/e/f/g.xml", false},
        {"", false},
        {"-a.xml", false},
        {"a/.xml", false},
        {"aux", false},
        {"nul.a.xml", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(bo_rule_path_valid(rows[i].path), rows[i].good, "'%s'", rows[i].path);
    }
}

/* The worked example of minisign itself would do as well: a key and a signature that its program made. */
#define KEY \
    "untrusted comment: minisign public key BA29C6ABF3AAAD47\n" \
    "RWRHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1Mo\n"

Test(fetch, keys)
{
    static const struct {
        const char *text, *wrong;
    } rows[] = {
        {KEY, NULL},
        {"RWRHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1Mo", NULL},
        {"RWRHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1Mo\r\n", NULL},
        {KEY "RWRHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1Mo\n", "there is more in it than one public key"},
        {"RWRHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1M", "this is no public key of minisign"},
        {"RURHrarzq8Ypuk86INRqYJ0p5nU496qf3lHg4B6SVjRJ5x0pGBxxU1Mo", "this is no public key of minisign"},
        {"untrusted comment: x\n", "this is no public key of minisign"},
        {"", "this is no public key of minisign"},
    };
    cr_assert(bo_crypto_ready());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bo_signing_key key;
        const char *wrong = bo_key_read(rows[i].text, strlen(rows[i].text), &key);
        cr_expect_eq(wrong == NULL, rows[i].wrong == NULL, "row %zu", i);
        if (wrong != NULL && rows[i].wrong != NULL) {
            cr_expect_str_eq(wrong, rows[i].wrong, "row %zu", i);
        } else if (wrong == NULL) {
            char id[BO_KEY_ID_HEX];
            bo_key_id_text(key.id, id);
            cr_expect_str_eq(id, "BA29C6ABF3AAAD47", "row %zu", i);
        }
    }
}

/* No text of any length, cut or changed anywhere, is taken for another. */
Test(fetch, index_read_back)
{
    struct bo_arena arena;
    struct bo_diags diags;
    struct bo_buf text;
    bo_arena_init(&arena);
    bo_diags_init(&diags, &arena);
    bo_buf_init(&text);
    struct bo_index index = {.channel = "stable", .serial = 42, .min_client = "0.1"}, again;
    index.issued = "2026-11-20T06:00:00Z";
    index.expires = "2026-12-18T06:00:00Z";
    struct bo_index_set set = {"toy", "1.0"};
    struct bo_index_file file = {.path = "toy/1.0/ruleset.xml", .size = 12};
    file.sha256 = "573407d9260793e837567cdbfadc0edb67ed832ba5564a659a42894e0d6dca8a";
    BO_PUSH(&arena, &index.sets, set);
    BO_PUSH(&arena, &index.files, file);
    bo_index_write(&index, &text);
    cr_assert_eq(bo_index_read(&arena, "index", text.at, text.n, &again, &diags), BO_OK);
    cr_expect_eq(again.serial, 42);
    cr_expect_str_eq(again.files.at[0].path, file.path);
    cr_expect_str_eq(again.files.at[0].sha256, file.sha256);
    cr_expect_str_eq(bo_index_comment(&arena, &again),
                     "channel=stable serial=42 expires=2026-12-18T06:00:00Z file=index.xml");
    for (size_t n = 0; n + 1 < text.n; n++) { /* without its last line end it is still whole */
        cr_expect_eq(bo_index_read(&arena, "index", text.at, n, &again, &diags), BO_INVALID, "cut at %zu", n);
    }
    bo_buf_fini(&text);
    bo_arena_fini(&arena);
}

Test(fetch, bundle_read_back)
{
    char path[] = "/tmp/betteroff-tar-XXXXXX";
    const char *long_name =
        "rules/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbb"
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.xml";
    struct bo_buf text;
    struct bo_tar_member member;
    uint64_t offset = 0;
    bo_buf_init(&text);
    bo_tar_begin(&text, "index.xml", 5);
    bo_buf_add(&text, "12345", 5);
    bo_tar_fill(&text, 5);
    bo_tar_begin(&text, long_name, 512);
    for (int i = 0; i < 512; i++) {
        bo_buf_putc(&text, 'x');
    }
    bo_tar_fill(&text, 512);
    bo_tar_end(&text);
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    unlink(path);
    cr_assert_eq(write(file, text.at, text.n), (ssize_t)text.n);
    cr_assert(bo_tar_next(file, &offset, &member));
    cr_expect_str_eq(member.name, "index.xml");
    cr_expect_eq(member.size, 5);
    cr_expect_eq(member.offset, 512);
    cr_assert(bo_tar_next(file, &offset, &member));
    cr_expect_str_eq(member.name, long_name);
    cr_expect_not(bo_tar_next(file, &offset, &member));
    /* A head with any one byte changed is none, or at least another one. */
    for (size_t i = 0; i < 512; i++) {
        char byte = (char)(text.at[i] ^ 1);
        offset = 0;
        cr_assert_eq(pwrite(file, &byte, 1, (off_t)i), 1);
        cr_expect_not(bo_tar_next(file, &offset, &member), "byte %zu", i);
        cr_assert_eq(pwrite(file, text.at + i, 1, (off_t)i), 1);
    }
    close(file);
    bo_buf_fini(&text);
}
