#!/bin/sh
# Valgrind over the commands on the sample case, and with BETTEROFF_LONG over all unit tests: no error, no lost block.
set -eu
command -v valgrind >/dev/null || exit 77
[ "$BETTEROFF_SANITIZED" = no ] || exit 77 # the two do not go together

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# watch STATUS COMMAND...: valgrind finds nothing, and the command ends with its status.
watch() {
    expected=$1 status=0
    shift
    valgrind --quiet --leak-check=full --show-leak-kinds=definite,indirect,possible --error-exitcode=99 \
        --trace-children=yes "$@" >"$work/out" 2>"$work/err" || status=$?
    if [ "$status" != "$expected" ]; then
        echo "status $status instead of $expected: $*"
        tail -n 40 "$work/err"
        failed=1
    fi
}

sample=$srcdir/fixtures/sample.json
watch 0 "$BETTEROFF" calc "$sample"
watch 0 "$BETTEROFF" calc --format json "$sample"
watch 0 "$BETTEROFF" rules eval '1 + 2'
watch 2 "$BETTEROFF" no-such-command
watch 4 "$BETTEROFF" calc /dev/null
if [ "${BETTEROFF_LONG:-}" = 1 ]; then
    for test in "$builddir"/tests/unit/test_*; do
        case ${test##*/} in
        *.*) ;;
        *) watch 0 "$test" --jobs=1 --quiet ;;
        esac
    done
fi
exit $failed
