#!/bin/sh
# Every source and test in the tree stands in Makefile.am, and everything named there exists.
#
# Usage: tests/sources.sh [TREE]
set -eu
tree=${1:-${srcdir:-.}}

breaches() {
    cd "$1"
    named=$(sed 's/#.*//' Makefile.am | tr -s ' \t\\=' '\n' | LC_ALL=C sort -u)
    for file in $(find src -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort) $(find tests -name '*.[ch]' -o -name '*.sh'); do
        case $file in
        tests/unit/test_*.c | tests/fuzz/fuzz_*.c | tests/bench/*.c | tests/long/*.c) entry=${file%.c} ;;
        *) entry=$file ;;
        esac
        printf '%s\n' "$named" | grep -qxF "$entry" || echo "$file: not in Makefile.am"
    done
    for entry in $(printf '%s\n' "$named" | grep -E '^(src|tests)/.*\.(c|h|def|sh)$'); do
        [ -e "$entry" ] || echo "$entry: in Makefile.am, but not in the tree"
    done
}

found=$(breaches "$tree")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    exit 1
fi

# The test itself: a file too many and a file too few are both seen.
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
mkdir -p "$sample/src/base" "$sample/tests/unit"
touch "$sample/src/base/listed.c" "$sample/src/base/extra.c" "$sample/tests/unit/test_listed.c" "$sample/tests/unit/test_extra.c"
printf 'a = \\\n\tsrc/base/listed.c \\\n\tsrc/base/gone.c\nb = tests/unit/test_listed\n' >"$sample/Makefile.am"
seen=$(breaches "$sample" | cut -d: -f1 | sort | tr '\n' ' ')
if [ "$seen" != 'src/base/extra.c src/base/gone.c tests/unit/test_extra.c ' ]; then
    echo "sources.sh: on its own sample it saw: $seen"
    exit 1
fi
