#!/bin/sh
# On a terminal: colour, unless NO_COLOR or TERM says no. Elsewhere: none. Progress only there.
set -eu
command -v script >/dev/null || exit 77
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
export BETTEROFF_RULES_DIR=fixtures
case=fixtures/toy/case.json
escape=$(printf '\033')

# on_terminal COMMAND: what it writes, output and messages in one.
on_terminal() {
    told="on a terminal: $1"
    : >"$work/err"
    SHELL=/bin/sh script -qec "$1" /dev/null </dev/null >"$work/out" 2>"$work/err" || :
}
coloured() { grep -q "$escape\[[0-9;]*m" "$work/out"; }

TERM=xterm on_terminal "'$BETTEROFF' calc $case"
coloured || wrong 'no colour'
holds Restas
TERM=xterm NO_COLOR=1 on_terminal "'$BETTEROFF' calc $case"
! coloured || wrong 'colour against NO_COLOR'
TERM=xterm NO_COLOR='' on_terminal "'$BETTEROFF' calc $case"
coloured || wrong 'an empty NO_COLOR counted'
TERM=dumb on_terminal "'$BETTEROFF' calc $case"
! coloured || wrong 'colour on a terminal that has none'
TERM=xterm on_terminal "'$BETTEROFF' calc --format json $case"
! coloured || wrong 'colour in JSON'
TERM=xterm on_terminal "'$BETTEROFF' calc no-such-file"
grep -q "no-such-file: $escape\[1;31merror:$escape\[0m No such file" "$work/out" || wrong 'the word error does not stand out'
TERM=xterm on_terminal "'$BETTEROFF' calc $case 2>/dev/null | cat"
! coloured || wrong 'colour in a pipe'
TERM=xterm on_terminal "'$BETTEROFF' rules test fixtures"
holds 'of 9 examples' '9 passed'
ends 0 rules test fixtures
says
finish
