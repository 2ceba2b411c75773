/* Signs as minisign does, and also as it never would: the keys of the tests, which exist nowhere else.
 *
 *     sign [-k KEY] -p                                               the public key of number KEY (default 1)
 *     sign [-k KEY] [-a ED|Ed|XX] [-i KEY] [-c] [-t COMMENT] FILE    the signature of a file
 *
 * -a the algorithm's name, -i the key id of another key, -c a comment that was changed afterwards */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ID = 8, PUBLIC = 2 + ID + crypto_sign_PUBLICKEYBYTES, SIGNATURE = 2 + ID + crypto_sign_BYTES };

static void key_of(int number, unsigned char id[ID], unsigned char pk[crypto_sign_PUBLICKEYBYTES],
                   unsigned char sk[crypto_sign_SECRETKEYBYTES])
{
    unsigned char seed[crypto_sign_SEEDBYTES];
    memset(seed, number, sizeof seed);
    memcpy(seed, "betteroff tests", 15);
    crypto_sign_seed_keypair(pk, sk, seed);
    memset(id, 0x10 + number, ID);
}

static void print_base64(const unsigned char *bytes, size_t n)
{
    char text[256];
    puts(sodium_bin2base64(text, sizeof text, bytes, n, sodium_base64_VARIANT_ORIGINAL));
}

/* All of a file; the program ends when it cannot be read. */
static unsigned char *read_all(const char *path, size_t *n)
{
    static unsigned char all[8 << 20];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    *n = fread(all, 1, sizeof all, file);
    fclose(file);
    return all;
}

static void sign(const char *path, int key, const char *algorithm, int shown, int changed, const char *comment)
{
    unsigned char id[ID], pk[crypto_sign_PUBLICKEYBYTES], sk[crypto_sign_SECRETKEYBYTES], line[SIGNATURE];
    unsigned char hash[crypto_generichash_BYTES_MAX], bound[crypto_sign_BYTES + 1024], global[crypto_sign_BYTES];
    size_t n;
    const unsigned char *bytes = read_all(path, &n);
    key_of(shown, id, pk, sk);
    key_of(key, line + 2, pk, sk);
    memcpy(line, algorithm, 2);
    memcpy(line + 2, id, ID);
    if (strcmp(algorithm, "Ed") == 0) {
        crypto_sign_detached(line + 2 + ID, NULL, bytes, n, sk);
    } else {
        crypto_generichash(hash, sizeof hash, bytes, n, NULL, 0);
        crypto_sign_detached(line + 2 + ID, NULL, hash, sizeof hash, sk);
    }
    size_t length = strlen(comment);
    memcpy(bound, line + 2 + ID, crypto_sign_BYTES);
    memcpy(bound + crypto_sign_BYTES, comment, length);
    crypto_sign_detached(global, NULL, bound, crypto_sign_BYTES + length, sk);
    puts("untrusted comment: TEST KEY, not for production");
    print_base64(line, sizeof line);
    printf("trusted comment: %s%s\n", comment, changed ? " " : "");
    print_base64(global, sizeof global);
}

int main(int argc, char **argv)
{
    int key = 1, shown = 0, public = 0, changed = 0, option;
    const char *algorithm = "ED", *comment = "";
    if (sodium_init() < 0) {
        return 1;
    }
    while ((option = getopt(argc, argv, "k:a:i:ct:p")) != -1) {
        switch (option) {
        case 'k':
            key = (int)strtol(optarg, NULL, 10);
            break;
        case 'a':
            algorithm = optarg;
            break;
        case 'i':
            shown = (int)strtol(optarg, NULL, 10);
            break;
        case 'c':
            changed = 1;
            break;
        case 't':
            comment = optarg;
            break;
        case 'p':
            public
            = 1;
            break;
        default:
            return 2;
        }
    }
    if (public) {
        unsigned char line[PUBLIC] = "Ed", sk[crypto_sign_SECRETKEYBYTES];
        key_of(key, line + 2, line + 2 + ID, sk);
        puts("untrusted comment: TEST KEY, not for production");
        print_base64(line, sizeof line);
        return 0;
    }
    if (optind + 1 != argc || strlen(comment) > 1000) {
        return 2;
    }
    sign(argv[optind], key, algorithm, shown != 0 ? shown : key, changed, comment);
    return 0;
}
