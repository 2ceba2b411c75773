#!/bin/sh
# The command line: commands, options anywhere, help, what is said of mistakes.
set -eu
# shellcheck source=tests/cli/expect.sh
. "$srcdir/tests/cli/expect.sh"
toy=fixtures/toy/1.0
case=fixtures/toy/case.json

# Mistakes
ends 2 </dev/null
says 'betteroff: error: which command? See betteroff --help [missing-command]'
ends 2 clac
says "betteroff: error: there is no command 'clac'; did you mean 'calc'? [unknown-command]"
ends 2 zzzzzzzz
says "betteroff: error: there is no command 'zzzzzzzz'; see betteroff --help [unknown-command]"
ends 2 rule list
says "betteroff: error: there is no command 'rule'; did you mean 'rules'? [unknown-command]"
ends 2 rules
says 'betteroff: error: rules what? See betteroff rules --help [missing-command]'
ends 2 rules shwo
says "betteroff: error: there is no command 'rules shwo'; did you mean 'show'? [unknown-command]"
ends 2 clac --help
says "betteroff: error: there is no command 'clac'; did you mean 'calc'? [unknown-command]"
ends 2 calc --formt json "$case"
says "betteroff: error: calc has no option '--formt'; did you mean '--format'? [unknown-option]"
ends 2 --formt=json calc "$case"
says "betteroff: error: calc has no option '--formt'; did you mean '--format'? [unknown-option]"
ends 2 calc -f "$case"
says "betteroff: error: calc has no option '-f'; did you mean '--if'? [unknown-option]"
ends 2 --verson
says "betteroff: error: betteroff has no option '--verson'; did you mean '--version'? [unknown-option]"
ends 2 rules list --coverage
says "betteroff: error: rules list has no option '--coverage' [unknown-option]"
ends 2 explain --per week "$case" remainder
says "betteroff: error: explain has no option '--per' [unknown-option]"
ends 2 calc "$case" --rules
says 'betteroff: error: --rules needs a value: --rules RULES [missing-value]'
ends 2 calc "$case" --rules --format json
says 'betteroff: error: --rules needs a value: --rules RULES [missing-value]'
ends 2 calc "$case" --on=
says 'betteroff: error: --on needs a value: --on DATE [missing-value]'
ends 2 calc --made-only=yes "$case"
says 'betteroff: error: --made-only takes no value [needless-value]'
ends 2 calc --format jsn no-such-file
says "betteroff: error: there is no format 'jsn' here, but text|json|html|csv; did you mean 'json'? [unknown-format]"
ends 2 rules list --format csv
says "betteroff: error: there is no format 'csv' here, but text|json [unknown-format]"
ends 2 calc "$case" other.json
says "betteroff: error: calc takes no 'other.json' here [needless-argument]"
ends 2 explain
says 'betteroff: error: which case and which variable? See betteroff explain --help [missing-argument]'
ends 2 explain "$case"
says 'betteroff: error: which variable? See betteroff explain --help [missing-argument]'
ends 2 rules show --inputs toy trade
says "betteroff: error: --inputs NAME is all: what is 'trade' for? [needless-argument]"
ends 2 calc --rules "$toy" --on 2031-02-29 "$case"
says "betteroff: error: there is no day '2031-02-29' [bad-date]"
ends 2 calc --rules "$toy" --on tomorrow "$case"
says "betteroff: error: 'tomorrow' is no date; write it like 2026-04-06 [bad-date]"
ends 2 calc --rules "$toy" --lang Esperanto "$case"
says "betteroff: error: 'Esperanto' is no code of a language, like en [bad-language]"
ends 2 calc --rules "$toy" --per weak "$case"
says "betteroff: error: the sheet has no period 'weak'; did you mean 'week'? [unknown-name]"

# Names from a command line are made harmless before they are printed.
ends 2 "$(printf 'ca\033[31mlc')"
says "$(printf "betteroff: error: there is no command 'ca\357\277\275[31mlc'; see betteroff --help [unknown-command]")"

# Help and version, wherever they stand
ends 0 --version
prints "betteroff $(sed -n 's/^AC_INIT(\[betteroff\], \[\([0-9.]*\)\].*/\1/p' configure.ac)"
ends 0 calc --version "$case"
for words in --help help '-h' 'help help'; do
    # The words are arguments.
    # shellcheck disable=SC2086
    ends 0 $words
    says
    holds 'Usage: betteroff COMMAND' '  calc ' '  rules show ' '  7  internal error or limit'
    [ "$(wc -L <"$work/out")" -le 104 ] || wrong 'a line that is too long'
done
for command in calc explain 'rules list' 'rules show' 'rules check' 'rules test' 'rules eval' 'rules release' \
    'fetch update' 'fetch import' 'fetch rollback' 'fetch status'; do
    # shellcheck disable=SC2086
    ends 0 $command --help
    holds "Usage: betteroff $command" 'Options:' '  --help ' 'Examples:' "  betteroff $command"
    cp "$work/out" "$work/page"
    # shellcheck disable=SC2086
    ends 0 help $command
    cmp -s "$work/page" "$work/out" || wrong 'another page than with --help'
    # shellcheck disable=SC2086
    ends 0 --help $command
    cmp -s "$work/page" "$work/out" || wrong 'another page than with --help behind it'
done
ends 0 rules --help
holds '  rules check ' '  rules eval '

# The same question, with its options in other places and forms
ends 0 calc --rules "$toy" --format json --per week "$case"
says
cp "$work/out" "$work/page"
same() { cmp -s "$work/page" "$work/out" || wrong 'another answer'; }
ends 0 --rules "$toy" --per=week --format=json calc "$case"
same
ends 0 calc "$case" --format text --per week --rules=$toy --format json
same
ends 0 calc --rules "$toy" --format json --per week -- "$case"
same
ends 0 calc --rules-dir fixtures --format json --per week "$case"
same
ends 0 calc --rules-dir fixtures --rules toy@1.0 --format json --per week "$case"
same
sed 's/"rules": "toy"/"rules": "toy@1"/' "$case" >"$work/versioned.json"
ends 0 calc --rules-dir fixtures --format json --per week "$work/versioned.json"
same
ends 0 calc --rules "$toy" --format json --per week - <"$case"
same
ends 0 calc --rules "$toy" --format json --per week <"$case"
same
export BETTEROFF_RULES_DIR=fixtures
ends 0 calc --format json --per week "$case"
same
ends 0 explain --format json "$case" remainder
cp "$work/out" "$work/page"
ends 0 explain - remainder --format json <"$case"
same
ends 0 --format json explain remainder <"$case"
same
ends 2 calc --rules "$toy" --show gross_pya "$case"
says "betteroff: error: there is no variable 'gross_pya'; did you mean 'gross_pay'? [unknown-name]"
ends 2 explain "$case" citizens/ana/gross_pya
says "betteroff: error: there is no variable 'gross_pya'; did you mean 'gross_pay'? [unknown-name]"
ends 0 calc --show gross_pay --show is_adult --format json "$case"
holds '"gross_pay"' '"is_adult"'
ends 0 calc --lang en "$case"
says
holds 'Hearth support'
ends 0 calc --lang nb "$case"
says "betteroff: note: the rule set 'toy' has no texts in 'nb': those in 'eo' are shown [language]"

# Output that does not arrive is an error.
if [ -w /dev/full ]; then
    status=0
    "$BETTEROFF" calc "$case" >/dev/full 2>"$work/err" || status=$?
    told='betteroff calc >/dev/full'
    : >"$work/out"
    [ $status = 5 ] || wrong "status $status instead of 5"
    says 'betteroff: error: standard output: No space left on device [cannot-write]'
fi
finish
