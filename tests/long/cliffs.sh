#!/bin/sh
# The cliffs, break-evens and "as much again" of grids of the fixture households against going through the points: every
# hundredth of an hour, and by pay every penny near each fall and every 37 pence elsewhere. Some households, and with
# BETTEROFF_LONG all of them, at more wages and at every penny of pay.
set -eu
[ "$BETTEROFF_SANITIZED" = no ] || exit 77
rules=$(find "$srcdir/rules/uk" -mindepth 1 -maxdepth 1 -type d | LC_ALL=C sort -V | tail -n 1)
if [ "${BETTEROFF_LONG:-}" = 1 ]; then
    set -- -a "$rules" "$srcdir"/fixtures/households/*.json
else
    set -- "$rules" \
        "$srcdir/fixtures/households/carer-of-mother-owner.json" \
        "$srcdir/fixtures/households/couple-wales-both-work-childcare.json" \
        "$srcdir/fixtures/households/lone-parent-temporary-accommodation-london.json" \
        "$srcdir/fixtures/households/lone-parent-two-children-social-rent.json" \
        "$srcdir/fixtures/households/pensioner-couple-housing-benefit.json" \
        "$srcdir/fixtures/households/single-24-shared-room.json" \
        "$srcdir/fixtures/households/single-27-student-loan-wales.json" \
        "$srcdir/fixtures/households/single-58-esa-owner-no-uc.json"
fi
"$builddir/tests/long/cliffs" "$@"
