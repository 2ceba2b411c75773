#!/bin/sh
# The house rules that a machine can see: no binary floating point, no unsafe functions, no law in C, short files and
# lines, no marks of unfinished work.
#
# Usage: tests/style.sh [TREE]
set -eu
export LC_ALL=C.UTF-8
tree=${1:-${srcdir:-.}}

# look NAME PATTERN OPTIONS FILES...: lines that match, each with the name of the rule broken.
look() {
    rule=$1 pattern=$2 options=$3
    shift 3
    [ $# -gt 0 ] || return 0
    # shellcheck disable=SC2086
    grep -nH -E $options -e "$pattern" "$@" /dev/null | sed "s|\$|   [$rule]|" || :
}

breaches() {
    cd "$1"
    # File names in the tree have no blanks: splitting is meant.
    src=$(find src -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort)
    c=$(find src tests -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort)
    text="$c $(find tests -name '*.sh' ! -name style.sh)"
    # shellcheck disable=SC2086
    {
        look 'no binary floating point' '\<(float|double|_Float[0-9]+|strtod|strtof|strtold|atof|mpfr_get_d|mpfr_set_d|json_real)\>' '' $src
        look 'a function with a safe sister' '\<(sprintf|vsprintf|strcpy|strcat|gets|strtok|atoi|atol|atoll|system|popen|alloca)[[:space:]]*\(' '' $c
        # The namespaces of a published format are names that others gave; they stand in one place.
        look 'law belongs into rules/' '£|\<gbp\>|universal.?credit|income.?tax|national.?insurance|housing.?benefit|child.?benefit|council.?tax|pension|taper|tax.?credit|student.?loan|local.?housing|trygd|dagpenge|norway|norge|norsk|scotland|scottish|england|wales|welsh|british|\<(uk|hmrc|dwp|nav|paye|lcwra)\>' '-i' $src |
            grep -v '^src/sources/passage.h:[0-9]*:#define BO_NS_' || :
        look 'a tab' "$(printf '\t')" '' $c
        look 'blanks at the end' ' $' '' $text
        look 'a mark of unfinished work' '\<(T[O]DO|F[I]XME|X[X]X|H[A]CK)\>|not[ ]implemented' '' $text
        look '120 columns' '^.{121}' '' $c
        wc -l $c /dev/null | awk '$2 != "total" && $1 > 900 { printf "%s: %d lines   [900 lines a file]\n", $2, $1 }'
    }
}

found=$(breaches "$tree")
if [ -n "$found" ]; then
    printf '%s\n' "$found"
    exit 1
fi

# The test itself: each rule is broken once here, and must be seen.
sample=$(mktemp -d)
trap 'rm -rf "$sample"' EXIT
mkdir -p "$sample/src/base" "$sample/tests"
{
    echo 'double rate;'
    echo 'sprintf(text, "%d", n);'
    echo '/* Income tax of Scotland */'
    printf '\tint tab;\n'
    echo 'int blank; '
    echo '/* TO''DO: later */'
    printf '/* %0130d */\n' 0
    i=0
    while [ $i -lt 900 ]; do echo; i=$((i + 1)); done
} >"$sample/src/base/bad.c"
seen=$(breaches "$sample" | sed 's/.*\[\(.*\)\]$/\1/' | sort | tr '\n' ';')
expected='120 columns;900 lines a file;a function with a safe sister;a mark of unfinished work;a tab;blanks at the end;law belongs into rules/;no binary floating point;'
if [ "$seen" != "$expected" ]; then
    echo "style.sh: on its own sample it saw: $seen"
    echo "instead of:                         $expected"
    exit 1
fi
