#!/bin/sh
# The shared library shows exactly the functions that src/betteroff.h declares.
set -eu
library=$(ls "${builddir:-build}"/src/.libs/libbetteroff.so 2>/dev/null) || exit 77 # built without a shared library
command -v nm >/dev/null || exit 77
# A build for coverage or fuzzing shows symbols of the compiler's own.
nm -D "$library" | grep -qE 'gcov|__sancov|__sanitizer' && exit 77

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
grep -v '^[[:space:]]*[/#*]' "${srcdir:-.}/src/betteroff.h" | grep -oE '\<bo_[a-z0-9_]+[[:space:]]*\(' | tr -d ' (' | sort -u >"$work/declared"
nm -D --defined-only "$library" | awk '$2 ~ /[TDBRW]/ { print $3 }' | sort -u >"$work/shown"
if ! diff "$work/declared" "$work/shown" >"$work/diff"; then
    echo 'Declared in src/betteroff.h (<) against shown by the library (>):'
    cat "$work/diff"
    exit 1
fi
