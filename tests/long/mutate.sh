#!/bin/sh
# Damaged cases and rule files: a clear error or an answer each, never a crash. 10,000 with BETTEROFF_LONG, else a few.
set -eu
mutate=$builddir/tests/long/mutate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=300
[ "${BETTEROFF_LONG:-}" = 1 ] && count=10000
failed=0

cp "$srcdir/fixtures/sample.json" "$work/case.json"
"$mutate" -n $((count / 2)) "$work/case.json" "$BETTEROFF" calc --format json "$work/case.json" || failed=1

# The other half is spread over the rule files; each damaged set has to calculate the sample, or say why not.
cp -r "$srcdir/rules" "$work/rules"
chmod -R u+w "$work/rules"
files=$(find "$work/rules" -name '*.xml' | LC_ALL=C sort)
each=$((count / 2 / $(printf '%s\n' "$files" | wc -l) + 1))
seed=1
for file in $files; do
    seed=$((seed + 1))
    "$mutate" -n "$each" -s "$seed" -o "$file" "$file" "$BETTEROFF" calc --rules-dir "$work/rules" "$srcdir/fixtures/sample.json" || failed=1
done
if [ $failed != 0 ]; then
    kept=$builddir/tests/long/broken
    mkdir -p "$kept"
    find "$work" -name '*.broken-*' -exec cp {} "$kept" \;
    echo "the files that broke it are in $kept"
fi
exit $failed
