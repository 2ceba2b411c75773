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

# The same for sources with something to propose: the rules stay as they are, what is proposed and remembered is whole, and
# the next run finds the same.
something_to_propose
look='fetch check-sources isle --rules-dir rules --on 2031-06-01 --channel docs --json'
# shellcheck disable=SC2086
strace -qq -o trace "$BETTEROFF" $look >out 2>err || :
sed -n 's/^\([a-z_0-9]*\)(.*/\1/p' trace >names
from=$(grep -n 'check-sources.lock' trace | head -n 1 | cut -d: -f1)
awk -v from="$from" '{ n[$1]++; if (NR >= from && $1 != "exit_group") print $1, n[$1] }' names >calls
total=$(wc -l <calls)
made=$(echo home/state/betteroff/proposals/isle-1.1-*)
(cd "$made" && find . -type f ! -name evidence.json ! -name README -exec sha256sum {} + | LC_ALL=C sort) >whole
grep -v '^#' home/state/betteroff/drift/isle-1.0 >remembered
whole_lines() { # what is remembered has all its fields, to the last line's end
    [ -z "$(tail -c 1 home/state/betteroff/drift/isle-1.0)" ] &&
        grep -v '^#' home/state/betteroff/drift/isle-1.0 | awk -F'\t' 'NF != 6 { exit 1 }'
}
sound() {
    tree >after
    cmp -s before after || fail 'the rules changed'
    for folder in home/state/betteroff/proposals/isle-*; do
        [ -e "$folder" ] || continue
        (cd "$folder" && find . -type f ! -name evidence.json ! -name README -exec sha256sum {} + | LC_ALL=C sort) >found
        cmp -s whole found && [ -s "$folder/README" ] && [ -s "$folder/evidence.json" ] || fail 'a proposal in part'
    done
    # A run that could not open a document ends all the same, and remembers that.
    [ ! -e home/state/betteroff/drift/isle-1.0 ] || grep -v '^#' home/state/betteroff/drift/isle-1.0 | cmp -s remembered - ||
        { grep -q '"unavailable": [1-9]' out && whole_lines; } || fail 'a memory in part'
}
recovers() {
    sound
    # shellcheck disable=SC2086
    ends 1 $look
    sound
    [ -d "$made" ] || fail 'the next run did not recover'
    [ -z "$(find home/state -name '.new-*' -o -name '*.new')" ] || fail 'litter'
}
for i in $(seq 1 "$points"); do
    # shellcheck disable=SC2046
    set -- $(sed -n "$(((i - 1) * total / points + 1))p" calls)
    told="sources, killed at $1 number $2"
    rm -rf home
    # shellcheck disable=SC2086
    strace -qq -o /dev/null -e "trace=$1" -e "inject=$1:signal=KILL:when=$2" "$BETTEROFF" $look >out 2>err || :
    recovers
done
for kind in 'write ENOSPC' 'fsync EIO' 'rename EIO' 'mkdir ENOSPC' 'openat EMFILE'; do
    call=${kind% *} most=$([ "${BETTEROFF_LONG:-}" = 1 ] && echo 1000 || echo 6)
    awk -v call="$call" -v most="$most" '$1 == call { at[++n] = $2 }
        END { step = n > most ? n / most : 1; for (i = 1; i <= n; i += step) print at[int(i)] }' calls >chosen
    while read -r ordinal; do
        told="sources, $call number $ordinal fails with ${kind#* }"
        rm -rf home
        status=0
        # shellcheck disable=SC2086
        strace -qq -o /dev/null -e "trace=$call" -e "inject=$call:error=${kind#* }:when=$ordinal" \
            "$BETTEROFF" $look >out 2>err || status=$?
        case $status in
        1 | 21 | 40) ;; # 21: a document that could not be opened
        *) fail "status $status" ;;
        esac
        recovers
    done <chosen
done
exit $failed
