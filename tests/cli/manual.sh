#!/bin/sh
# The man page and the completions know every command and option that --help names, and no other option.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

options() { grep -oE -e '(^|[^[:alnum:]-])--[a-z][a-z-]+' | grep -oE -e '--[a-z-]+' | sort -u; }
{
    "$BETTEROFF" --help
    for command in calc explain grid timeline rules 'rules list' 'rules show' 'rules check' 'rules test' 'rules eval' 'rules release' \
        fetch 'fetch update' 'fetch check-sources' 'fetch import' 'fetch rollback' 'fetch status'; do
        # The words of a command are arguments.
        # shellcheck disable=SC2086
        "$BETTEROFF" $command --help || echo "$command has no --help" >&2
    done
} >"$work/help"
echo --version >>"$work/help"
options <"$work/help" >"$work/offered"

# SOURCE: plain text that names options as --this.
for source in doc/betteroff.1 completion/betteroff completion/_betteroff completion/betteroff.fish; do
    # The man page writes \- for a hyphen; fish writes "-l name".
    sed -e 's/\\-/-/g' -e '/^complete/s/ -l \([a-z-]*\)/ --\1 /g' "$srcdir/$source" | options >"$work/told"
    if ! diff "$work/offered" "$work/told" >"$work/diff"; then
        echo "--help (<) against $source (>):"
        grep '^[<>]' "$work/diff"
        failed=1
    fi
    for command in calc explain grid timeline rules list show check test eval release fetch update check-sources import rollback status; do
        sed 's/\\-/-/g' "$srcdir/$source" | grep -qw "$command" || { echo "$source does not know $command"; failed=1; }
    done
done
exit $failed
