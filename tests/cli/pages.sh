#!/bin/sh
# The pages to take home in a real browser: nothing for axe or the validator to find, nothing to scroll sideways on a
# telephone of 360 pixels, no words of a picture over others; whatever the household, labels and names hold.
# Needs chromium, node and what tests/browser/package.json names ("quickstart check" installs them in build/browser).
#
# BETTEROFF_BROWSER names the folder with node_modules, where it is another one; BETTEROFF_LONG=1 looks at all households;
# BETTEROFF_SHOTS=FOLDER keeps screenshots and the pages as they print.
set -eu
modules=${BETTEROFF_BROWSER:-$builddir/browser}/node_modules
missing() { echo "$1 is missing"; exit 77; }
[ "$BETTEROFF_SANITIZED" = no ] || { echo "once is enough: not with sanitizers"; exit 77; }
command -v node >/dev/null || missing node
command -v "${CHROMIUM:-chromium}" >/dev/null || missing chromium
[ -d "$modules/axe-core" ] && [ -d "$modules/html-validate" ] || missing "$modules"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$srcdir"
export BETTEROFF_RULES_DIR=rules NODE_PATH="$modules"
failed=0

# make NAME COMMAND...: the page NAME.html.
make() {
    name=$1
    shift
    "$BETTEROFF" "$@" --format html >"$work/$name.html" 2>"$work/err" || { echo "$*: fails"; cat "$work/err"; failed=1; }
}

# look: all pages that were made, in one browser.
look() {
    # shellcheck disable=SC2086
    node tests/browser/look.js ${BETTEROFF_SHOTS:+--shots "$BETTEROFF_SHOTS"} "$@" || failed=1
}

make toy calc fixtures/toy/case.json --rules fixtures/toy/1.0 --lang en
make steps explain fixtures/toy/case.json remainder --rules fixtures/toy/1.0 --lang en
for command in calc timeline grid; do
    make "sample-$command" $command fixtures/sample.json
done
make wages grid fixtures/sample.json --wage 12.71:18.71:1 --hours 0:40:4

# Many scenarios; names and labels that hold anything.
sed -e 's/"you"/"<you> \& \\"me\\" \\u05d0\\u05d1"/g' \
    -e 's/Café, 16 hours/<script>alert(1)<\/script>\\u202eExtraordinarilylongwordwithoutanyblankthatgoesonandonandonandon/' \
    fixtures/sample.json >"$work/evil.json"
for command in timeline grid; do
    make "evil-$command" $command "$work/evil.json"
done

households='couple-wales-both-work-childcare'
[ -z "${BETTEROFF_LONG-}" ] || households=$(cd fixtures/households && ls ./*.json | sed 's|./\(.*\)\.json|\1|')
for case in $households; do
    make "$case-timeline" timeline "fixtures/households/$case.json"
    make "$case-grid" grid "fixtures/households/$case.json"
    [ -z "${BETTEROFF_LONG-}" ] || make "$case-calc" calc "fixtures/households/$case.json"
done
look "$work"/*.html

# The test itself: a page with faults is seen.
cat >"$work/bad.html" <<'END'
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8"/>
<title>Bad</title>
</head>
<body>
<main>
<h1>Bad</h1>
<p style="color: #aaa; width: 500px">Pale and wide</p>
<svg viewBox="0 0 100 20"><text x="1" y="10">over</text><text x="2" y="10">each other</text></svg>
</main>
</body>
</html>
END
node tests/browser/look.js "$work/bad.html" >"$work/seen" && { echo 'a bad page passes'; failed=1; }
for what in 'html-has-lang' 'color-contrast' 'at 360 pixels it is 5' 'words over words: over / each other' 'no-inline-style'; do
    grep -qF "$what" "$work/seen" || { echo "a bad page passes: no '$what'"; cat "$work/seen"; failed=1; }
done
exit $failed
