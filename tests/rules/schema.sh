#!/bin/sh
# rules/rules.rnc, the schema for editors, takes all rule files of the tree, and knows the elements and attributes that the
# program knows.
set -eu
command -v trang >/dev/null || exit 77
command -v jing >/dev/null || command -v xmllint >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# valid FILE...: by jing, which says more, or by xmllint.
valid() {
    if command -v jing >/dev/null; then
        jing "$work/rules.rng" "$@"
    else
        xmllint --noout --relaxng "$work/rules.rng" "$@"
    fi
}

trang "$srcdir/rules/rules.rnc" "$work/rules.rng"
find "$srcdir/rules" "$srcdir/tests/rules/tiny" "$srcdir/tests/rules/tiny-reform.xml" -name '*.xml' | LC_ALL=C sort >"$work/files"
while read -r file; do
    valid "$file" >"$work/out" 2>&1 || { cat "$work/out"; failed=1; }
done <"$work/files"
if valid "$srcdir/tests/rules/bad/shape.xml" >/dev/null 2>&1; then
    echo 'bad/shape.xml is valid'
    failed=1
fi

# names KIND: those in the schema.
names() { grep -oE "\\<$1 [a-z-]+" "$srcdir/rules/rules.rnc" | sed 's/.* //' | LC_ALL=C sort -u; }
names element >"$work/elements"
names attribute >"$work/attributes"
shapes=$srcdir/src/rules/shape.c
# A shape of another name than its element's stands after it: period:example-period.
grep -oE '[a-z-]+:[a-z-]+[*+?]' "$shapes" | tr -d '*+?' >"$work/renamed"
{
    grep -oE '^    \{"[a-z-]+"' "$shapes" | tr -d '{" ' | grep -vxF "$(sed 's/.*://' "$work/renamed")"
    sed 's/:.*//' "$work/renamed"
} | LC_ALL=C sort -u >"$work/known-elements"
{
    grep -oE '^    \{"[a-z-]+", "[^"]*"' "$shapes" | sed 's/.*, "//'
    grep -E '^#define (DATED|BOUND|READ) ' "$shapes" | sed 's/[^"]*"//'
} | tr -d '"!' | tr -s ' ' '\n' | sed '/^$/d' | LC_ALL=C sort -u >"$work/known-attributes"
for kind in elements attributes; do
    diff "$work/known-$kind" "$work/$kind" || { echo "$kind of shape.c (<) and of rules.rnc (>) differ"; failed=1; }
done
exit $failed
