#!/bin/sh
# An update that is killed at any system call leaves the old release or the new one, whole, and the next run recovers. A
# sample in check, 500 points with BETTEROFF_LONG=1. The same with a disk that fails at any call that writes.
set -eu
# shellcheck source=tests/fetch/setup.sh
. "$srcdir/tests/fetch/setup.sh"
trap 'rm -rf "$work"' EXIT
[ "$BETTEROFF_SANITIZED" = no ] || exit 77 # one process watches another here, which LeakSanitizer does itself
cd "$work"
{ command -v strace && strace -qq -o trace true; } >/dev/null 2>&1 || exit 77 # not there, or not allowed
points=40
[ "${BETTEROFF_LONG:-}" = 1 ] && points=500

for version in 1.2 1.3 1.4; do
    cp -r sets/toy/1.0 sets/toy/$version
    sed -i "s/ version=\"1.0\"/ version=\"$version\"/" sets/toy/$version/ruleset.xml
done
release ch42 42 sets/toy/1.0
release ch43 43 sets/toy/1.0 sets/toy/1.1 sets/toy/1.2 sets/toy/1.3 sets/toy/1.4
home "$work/base"
told='first'
ends 0 fetch import ch42 --key key.pub
old=$(live)
cp -a base now
home "$work/now"
strace -qq -o trace "$BETTEROFF" fetch import ch43 --key key.pub >out 2>err || fail 'it failed under strace'
new=$(live)
[ "$old" != "$new" ] || fail 'nothing new'

# Each call from the lock on, as "NAME ORDINAL", which is how strace counts.
sed -n 's/^\([a-z_0-9]*\)(.*/\1/p' trace >names
from=$(grep -n 'fetched/lock' trace | head -n 1 | cut -d: -f1)
awk -v from="$from" '{ n[$1]++; if (NR >= from && $1 != "exit_group") print $1, n[$1] }' names >calls
total=$(wc -l <calls)

# again: from the release before, with what was left there.
again() {
    rm -rf now
    cp -a base now
}
killed=0 kept=0
for i in $(seq 1 "$points"); do
    # shellcheck disable=SC2046
    set -- $(sed -n "$(((i - 1) * total / points + 1))p" calls)
    told="killed at $1 number $2"
    again
    strace -qq -o /dev/null -e "trace=$1" -e "inject=$1:signal=KILL:when=$2" \
        "$BETTEROFF" fetch import ch43 --key key.pub >out 2>err || killed=$((killed + 1))
    now=$(live)
    case $now in
    "$old") kept=$((kept + 1)) ;;
    "$new") ;;
    *) fail 'neither the old release nor the new one' ;;
    esac
    ends 0 fetch import ch43 --key key.pub
    [ "$(live)" = "$new" ] || fail 'the next run did not recover'
    [ -z "$(litter)" ] || fail 'litter'
done
[ $killed -ge $((points * 9 / 10)) ] || { echo "only $killed of $points runs were killed"; failed=1; }
[ $kept -gt 0 ] || { echo 'none was killed before the step'; failed=1; }

# errors CALL ERROR: each of these calls fails in turn.
errors() {
    awk -v call="$1" '$1 == call { print $2 }' calls >ordinals
    n=$(wc -l <ordinals)
    most=$([ "${BETTEROFF_LONG:-}" = 1 ] && echo 1000 || echo 6)
    awk -v n="$n" -v most="$most" 'n <= most || int(NR * most / n) != int((NR - 1) * most / n)' ordinals >chosen
    while read -r ordinal; do
        told="$1 number $ordinal fails with $2"
        again
        status=0
        strace -qq -o /dev/null -e "trace=$1" -e "inject=$1:error=$2:when=$ordinal" \
            "$BETTEROFF" fetch import ch43 --key key.pub >out 2>err || status=$?
        now=$(live)
        case $status$now in
        "0$new" | "40$old") ;;
        "40$new") ;; # the step was done, but not what comes after it
        *) fail "status $status" ;;
        esac
        [ -z "$(litter)" ] || fail 'litter'
        ends 0 fetch import ch43 --key key.pub
        [ "$(live)" = "$new" ] || fail 'the next run did not recover'
    done <chosen
}
errors write ENOSPC
errors fsync EIO
errors rename EIO
errors symlink EIO
errors mkdir ENOSPC
errors openat EMFILE
exit $failed
