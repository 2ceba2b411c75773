#!/bin/sh
# Where a penny more of pay changes what is left by more than a pound: each place has a rule that makes it, and all stand in
# doc/jumps-uk.md. Every penny with BETTEROFF_LONG, else points from which a jump cannot hide.
set -eu
[ "$BETTEROFF_SANITIZED" = no ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
every=
[ "${BETTEROFF_LONG:-}" = 1 ] && every=-a
cd "$srcdir"
# shellcheck disable=SC2086
build-aux/pages jumps $every >"$work/page" || { grep -F 'no rule explains it' "$work/page"; exit 1; }
cmp -s "$work/page" doc/jumps-uk.md || { diff doc/jumps-uk.md "$work/page" | head -n 40; echo 'doc/jumps-uk.md is out of date: make docs'; exit 1; }
