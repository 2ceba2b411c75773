#!/bin/sh
# The rules of the United Kingdom are cited and dated whole, without a day that is neither covered nor declared a gap; and
# the figures in doc/coverage-uk.md are those of today.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

ends 0 rules check --coverage rules/uk/*
holds 'days without value or gap      none'
for line in 'with their law  ' 'with a first day  '; do
    grep -q "$line.* 100.0 %\$" "$work/out" || wrong "not all values are $line"
done
ends 0 rules check --coverage --format json rules/uk/*
holds '"not_covered": []' '"none": 0'

builddir=$builddir build-aux/pages coverage >"$work/page"
cmp -s "$work/page" doc/coverage-uk.md || { diff doc/coverage-uk.md "$work/page" | head -n 20; wrong 'doc/coverage-uk.md is out of date: make docs'; }
finish
