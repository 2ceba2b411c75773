#!/bin/sh
# Every usable row of the published examples is an <example>, or is told of in doc/uk-examples-left-out.txt with both figures
# and the law; doc/uk-examples.md says where, and is of today. The rows are not part of the tree: without them, skipped.
set -eu
published=$srcdir/../shared
[ -e "$published/uk/examples.csv" ] && [ -e "$published/ctr/examples.csv" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$srcdir"
failed=0

build-aux/pages examples ../shared >"$work/page" || failed=1
cmp -s "$work/page" doc/uk-examples.md || { diff doc/uk-examples.md "$work/page" | head -n 20; echo 'doc/uk-examples.md is out of date: make docs'; failed=1; }

# What is left out is told with both figures and a law or scheme, and is a row that exists.
sed '/^#/d' doc/uk-examples-left-out.txt >"$work/left"
while IFS='|' read -r row ours theirs law; do
    for part in "$ours" "$theirs" "$law"; do
        [ -n "$(printf '%s' "$part" | tr -d ' ')" ] || { echo "doc/uk-examples-left-out.txt: $row without a figure or law"; failed=1; }
    done
    row=$(printf '%s' "$row" | tr -d ' ')
    grep -q "^$row," ../shared/uk/examples.csv ../shared/ctr/examples.csv || { echo "doc/uk-examples-left-out.txt: there is no row $row"; failed=1; }
done <"$work/left"

# The test itself: a row that is neither tested nor told of is seen.
mkdir -p "$work/rows/uk" "$work/rows/ctr"
cp ../shared/ctr/examples.csv "$work/rows/ctr"
sed '2s/^EX001,/EX999,/' ../shared/uk/examples.csv >"$work/rows/uk/examples.csv"
if build-aux/pages examples "$work/rows" >"$work/page" 2>"$work/told"; then
    echo 'a row that is tested nowhere was not seen'
    failed=1
fi
grep -qx EX999 "$work/told" || { echo 'EX999 is not named'; failed=1; }
exit $failed
