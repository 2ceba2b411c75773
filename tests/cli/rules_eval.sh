#!/bin/sh
# "rules eval": one line of output for each line of input, exact values, errors in their place.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"

ends 0 rules eval '1/3 + 1/6'
prints 0.5
ends 0 rules eval '-5 + 3'
prints -2
ends 0 rules eval -- '- (2 ** 20)'
prints -1048576
ends 1 rules eval '1 +'
prints 'error: 1:4: a value expected, not the end [syntax]'
says
ends 1 rules eval ''
holds 'error: '

cat >"$work/lines" <<'END'
2000 * 0.55
10 / 4
1 / 3
not(true)
@"2026-03-31" + @"P1M"
@"2026-04-06" - @"2026-04-01"
@"P14M"
"a" = "b"
"a\"b"
[1, 2/3, [3]]

1 / 0
round half up(2.345, 2)
END
ends 1 rules eval - <"$work/lines"
says
[ "$(wc -l <"$work/lines")" = "$(wc -l <"$work/out")" ] || wrong 'another number of lines'
sed 's/^error:.*/error/' "$work/out" >"$work/values"
mv "$work/values" "$work/out"
prints 1100 2.5 1/3 false 2026-04-30 P5D P1Y2M false '"a\"b"' '[1, 2/3, [3]]' error error 2.35
cp "$work/out" "$work/page"
ends 1 rules eval <"$work/lines"
sed 's/^error:.*/error/' "$work/out" | cmp -s - "$work/page" || wrong 'another answer without "-"'

# The last line may lack its end, lines may end as on other systems, and a NUL is an error like any control character.
printf '1 + 1\r\n2 + 2' >"$work/lines"
ends 0 rules eval - <"$work/lines"
prints 2 4
printf '1\0002\n3\n' >"$work/lines"
ends 1 rules eval - <"$work/lines"
sed -i 's/^error:.*/error/' "$work/out"
prints error 3
ends 0 rules eval - </dev/null
[ ! -s "$work/out" ] || wrong 'a line for nothing'
finish
