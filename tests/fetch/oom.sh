#!/bin/sh
# Memory that runs out at any allocation, and at all after it: an update and a look at sources end with a word, what is
# live and the rules stay as they were or become wholly new, and the next run recovers. A sample in check, each allocation
# with BETTEROFF_LONG=1.
set -eu
# shellcheck source=tests/fetch/setup.sh
. "$srcdir/tests/fetch/setup.sh"
trap 'rm -rf "$work"' EXIT
[ "$BETTEROFF_SANITIZED" = no ] || exit 77 # whose allocator is its own
cd "$work"
${CC:-cc} -O1 -fPIC -shared -o oom.so "$srcdir/tests/fetch/oom.c" -ldl 2>cc.err || exit 77
points=40
[ "${BETTEROFF_LONG:-}" = 1 ] && points=1000000

# short AT ARGUMENT...: from that allocation on there is no memory; its status is in $status.
short() {
    at=$1 status=0
    shift
    OOM_AT=$at LD_PRELOAD="$work/oom.so" timeout 20 "$BETTEROFF" "$@" >out 2>err || status=$?
}
# each COUNT: numbers of allocations, from 1 on.
each() { awk -v n="$1" -v points="$points" 'BEGIN { step = n > points ? n / points : 1; for (i = 1; i <= n; i += step) print int(i) }'; }
counted() { # ARGUMENT...: how many there are
    OOM_COUNT="$work/count" LD_PRELOAD="$work/oom.so" "$BETTEROFF" "$@" >out 2>err || :
    cat count
}
# ended WHAT: with a word, and with a status that fits.
ended() {
    told="$1"
    case $status in
    7 | 2[0-2] | 3[0-5] | 40 | "$2") ;;
    *) fail "status $status" ;;
    esac
    [ "$status" = "$2" ] || [ -s err ] || fail 'without a word'
}

release ch42 42 sets/toy/1.0
release ch43 43 sets/toy/1.0 sets/toy/1.1
home "$work/base"
told='first'
ends 0 fetch import ch42 --key key.pub
old=$(live)
cp -a base now
home "$work/now"
total=$(counted fetch import ch43 --key key.pub)
new=$(live)
[ "$old" != "$new" ] || fail 'nothing new'
failures=0
for at in $(each "$total"); do
    rm -rf now
    cp -a base now
    short "$at" fetch import ch43 --key key.pub
    ended "import without memory from $at of $total" 0
    failures=$((failures + (status != 0)))
    case $(live) in
    "$old" | "$new") ;;
    *) fail 'neither the old release nor the new one' ;;
    esac
    ends 0 fetch import ch43 --key key.pub
    [ "$(live)" = "$new" ] || fail 'the next run did not recover'
    [ -z "$(litter)" ] || fail 'litter'
done
[ $failures -ge 10 ] || fail "only $failures runs failed"

# Sources, with something to propose.
something_to_propose
look='fetch check-sources isle --rules-dir rules --on 2031-06-01 --channel docs'
# shellcheck disable=SC2086
total=$(counted $look)
for at in $(each "$total"); do
    rm -rf home
    # shellcheck disable=SC2086
    short "$at" $look
    ended "sources without memory from $at of $total" 1
    tree >after
    cmp -s before after || fail 'the rules changed'
    for made in "$XDG_STATE_HOME"/betteroff/proposals/isle-*; do
        [ ! -e "$made" ] || { [ -s "$made/README" ] && [ -s "$made/evidence.json" ]; } || fail 'a proposal in part'
    done
done
told='after all of it'
# shellcheck disable=SC2086
ends 1 $look
exit $failed
