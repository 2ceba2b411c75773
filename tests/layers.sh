#!/bin/sh
# A file includes only its own layer and lower ones; the program sees only the public header; each third-party header
# stands in the one place that wraps it.
#
# Usage: tests/layers.sh [TREE]   (TREE holds src/; default: $srcdir or here)
set -eu
tree=${1:-${srcdir:-.}}

# Prints one line for each include that breaks the order, in the files of $1/src.
breaches() {
    cd "$1" && find src -name '*.[ch]' -o -path 'src/*' -name '*.def' | LC_ALL=C sort | xargs awk '
        BEGIN {
            n = split("base num lang rules sources engine scenario render fetch api cli", names, " ")
            for (i = 1; i <= n; i++) rank[names[i]] = i
            # Third-party headers, and the files that may include them.
            home["libxml"] = "^src/(rules/xml|sources/tree)\\.[ch]$"
            home["jansson"] = "^src/(scenario|render|api)/"
            home["mpfr"] = "^src/engine/reference\\.c$"
            home["gmp"] = "^src/((num|lang|rules|engine)/|cli/main\\.c$)"
            home["sodium"] = "^src/(rules/digest|fetch/crypto)\\.c$"
            home["curl"] = "^src/fetch/net\\.c$"
            # Everything else in <...> is of the C library.
            split("assert ctype errno inttypes limits locale stdarg stdbool stddef stdint stdio stdlib string time " \
                  "stdalign stdnoreturn stdatomic dirent fcntl getopt glob libgen pthread signal unistd wchar " \
                  "langinfo poll strings arpa/inet netinet/in sys/types sys/stat sys/mman sys/file sys/prctl sys/socket sys/wait sys/ioctl sys/resource sys/time", known, " ")
            for (i in known) c_library[known[i]] = 1
        }
        function layer(path,   part, k) {
            if (path == "betteroff.h" || path == "src/betteroff.h") return "api"
            k = split(path, part, "/")
            return part[1] == "src" ? part[2] : part[1]
        }
        function refuse(why) { printf "%s:%d: %s\n", FILENAME, FNR, why }
        /^[ \t]*#[ \t]*include/ {
            own = layer(FILENAME)
            if (!(own in rank)) { refuse("the file is in no layer"); next }
            if (match($0, /"[^"]*"/)) {
                name = substr($0, RSTART + 1, RLENGTH - 2)
                other = layer(name)
                if (!(other in rank)) refuse("\"" name "\" is in no layer (write the path from src/)")
                else if (own == "cli" && other != "cli" && name != "betteroff.h")
                    refuse("the program uses only betteroff.h, not \"" name "\"")
                else if (FILENAME == "src/betteroff.h") refuse("the public header stands alone, without \"" name "\"")
                else if (rank[other] > rank[own]) refuse(own " is below " other ": \"" name "\"")
            } else if (match($0, /<[^>]*>/)) {
                name = substr($0, RSTART + 1, RLENGTH - 2)
                family = name
                sub(/\.h$/, "", family)
                if (family in c_library) next
                sub(/\/.*/, "", family)
                if (!(family in home)) refuse("<" name "> is not a known header (tests/layers.sh lists them)")
                else if (FILENAME !~ home[family]) refuse("<" name "> belongs into " home[family])
            } else refuse("an include that this test cannot read")
        }'
}

found=$(breaches "$tree")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    exit 1
fi

# The test itself: each of these lines is refused, and the good ones are not.
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
mkdir -p "$sample/src/base" "$sample/src/num" "$sample/src/rules" "$sample/src/cli" "$sample/src/other"
echo '#include "num/dec.h"' >"$sample/src/base/up.c"
echo '#include <libxml/tree.h>' >"$sample/src/num/third.c"
echo '#include <strange.h>' >"$sample/src/num/strange.c"
echo '#include "base/mem.h"' >"$sample/src/cli/inside.c"
echo '#include "base/mem.h"' >"$sample/src/betteroff.h"
echo '#include "mem.h"' >"$sample/src/base/short.c"
echo '#include "base/mem.h"' >"$sample/src/other/a.c"
printf '#include "base/mem.h"\n#include "num/dec.h"\n#include <libxml/tree.h>\n#include <stdio.h>\n' >"$sample/src/rules/xml.c"
printf '#include "betteroff.h"\n#include "cli/cli.h"\n#include <getopt.h>\n' >"$sample/src/cli/good.c"
refused=$(breaches "$sample" | cut -d: -f1 | sort -u | tr '\n' ' ')
expected='src/base/short.c src/base/up.c src/betteroff.h src/cli/inside.c src/num/strange.c src/num/third.c src/other/a.c '
if [ "$refused" != "$expected" ]; then
    echo "layers.sh: on its own sample it refused: $refused"
    echo "instead of:                              $expected"
    exit 1
fi
