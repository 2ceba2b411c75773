# Read by the scripts beside it: runs the program and compares what it says, to the letter. Scripts end with "finish".
# They stand in the source tree, so that the paths in messages are short and the same everywhere.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$srcdir"
unset XDG_DATA_DIRS TERM
failed=0

# wrong WHAT: the last command was, with all that it wrote.
wrong() {
    printf '%s: %s\n' "$told" "$1"
    sed 's/^/  out: /' "$work/out"
    sed 's/^/  err: /' "$work/err"
    failed=1
}

# ends STATUS ARGUMENT...: runs the program on these; standard input is that of the script. Errors leave no output behind.
ends() {
    expected=$1 status=0
    shift
    told="betteroff $*"
    "$BETTEROFF" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$expected" ] || wrong "status $status instead of $expected"
    if [ "$status" -ge 2 ]; then
        [ ! -s "$work/out" ] || wrong 'something on standard output beside an error'
        [ -s "$work/err" ] || wrong 'an error without a word'
    fi
}

# says LINE...: what it wrote to standard error.
says() {
    printf '%s\n' "$@" >"$work/expected"
    [ $# -gt 0 ] || : >"$work/expected"
    cmp -s "$work/expected" "$work/err" || { wrong 'other messages than'; sed 's/^/       /' "$work/expected"; }
}

# prints LINE...: what it wrote to standard output.
prints() {
    printf '%s\n' "$@" >"$work/expected"
    cmp -s "$work/expected" "$work/out" || { wrong 'another output than'; sed 's/^/       /' "$work/expected"; }
}

# holds TEXT...: each stands in a line of standard output.
holds() {
    for text in "$@"; do
        grep -qF -e "$text" "$work/out" || wrong "no '$text'"
    done
}

finish() { exit $failed; }
