#!/bin/sh
# What "make install" put down works from there: the program with its rules, the library by pkg-config.
# "make installcheck" runs it, and so does "make distcheck".
#
# Usage: tests/installed.sh PREFIX
set -eu
prefix=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$prefix/bin/betteroff
sample=$(cd "${srcdir:-.}" && pwd)/fixtures/sample.json
cd "$work"
export XDG_DATA_HOME="$work/none"
unset BETTEROFF_RULES_DIR

"$program" --version
"$program" rules list | grep -F "$prefix/share/betteroff/rules" || { echo 'rules list does not name the installed rules'; exit 1; }
[ -s "$prefix/share/doc/betteroff/uk/universal_credit.md" ] || { echo 'the pages of the rules are not installed'; exit 1; }
"$program" calc "$sample" >sheet
[ -s sheet ]

cat >use.c <<'END'
#include <betteroff.h>
#include <stdio.h>

int main(void)
{
    puts(bo_version());
    return 0;
}
END
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
# The flags are words.
# shellcheck disable=SC2046
${CC:-cc} -o use use.c $(pkg-config --cflags --libs betteroff) -Wl,-rpath,"$prefix/lib"
[ "$("$program" --version | sed 's/.* //;q')" = "$(./use)" ]
