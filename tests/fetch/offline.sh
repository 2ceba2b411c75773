#!/bin/sh
# Releases without a network: writing them, importing, going back, and all that is refused in an index or a bundle.
set -eu
# shellcheck source=tests/fetch/setup.sh
. "$srcdir/tests/fetch/setup.sh"
trap 'rm -rf "$work"' EXIT
cd "$work"
release ch42 42 sets/toy/1.0
release ch43 43 sets/toy/1.0 sets/toy/1.1
home "$work/fresh"

# No key is trusted by default, and the message says how to add one.
told='no key'
ends 30 fetch import ch42
says '--key'
ends 30 fetch update --channel ch42
says "$XDG_CONFIG_HOME/betteroff/keys/NAME.pub"
[ ! -e "$XDG_DATA_HOME" ] || fail 'a folder was made'
ends 2 fetch update --key key.pub
says '[no-channel]'

# A release is written the same way each time, whatever the order of the sets.
told='rules release'
cp -r ch43 again
ends 0 rules release --to again --serial 43 sets/toy/1.1 sets/toy/1.0
diff -r ch43 again >out || fail 'another release from the same input'
rm -rf again
ends 0 rules release --to again --serial 7 --issued 2026-11-20T06:00:00Z sets/toy/1.0
grep -q 'issued="2026-11-20T06:00:00Z" expires="2026-12-18T06:00:00Z"' again/index.xml || fail 'other moments'
ends 2 rules release --to again sets/toy/1.0
ends 2 rules release --serial 1 sets/toy/1.0
ends 2 rules release --to again --serial 1 --issued yesterday sets/toy/1.0
ends 2 rules release --to again --serial 1 --name 'A b' sets/toy/1.0
cp -r sets/toy/1.0 odd
touch odd/README
ends 3 rules release --to again --serial 8 odd
says '[cannot-release]'

# Import by key file, then by the configuration folder; a bundle as well as a folder.
told='import'
ends 0 fetch import ch42/stable-42.tar --key key.pub
says ''
ends 0 calc --rules toy "$srcdir/fixtures/toy/case.json"
mkdir -p "$XDG_CONFIG_HOME/betteroff/keys"
cp key.pub "$XDG_CONFIG_HOME/betteroff/keys/test.pub"
ends 0 fetch import ch42
grep -q 'is the newest' out || fail 'not told that nothing is new'
ends 0 fetch update --channel ch43 --json
grep -q '"outcome": "updated"' out || fail 'not told as updated'
ends 0 rules list
grep -q 'toy@1.1 *\*.*fetched' out || fail 'the fetched version is not the chosen one'
ends 0 fetch status
grep -q 'Release 43 of stable' out || fail 'another release'
ends 0 fetch status --cron
[ ! -s out ] || fail '--cron with words'

# Back, and not forward again by itself; a newer release is taken.
told='rollback'
before=$(live)
ends 0 fetch rollback
[ "$(live)" != "$before" ] || fail 'nothing went back'
ends 0 fetch update --channel ch43
grep -q 'left by' out || fail 'not told why it stays'
ends 1 fetch rollback
says '[nothing-older]'
ends 33 fetch import ch42/stable-42.tar
says '[rollback]'
ends 0 fetch import ch43/stable-43.tar
[ "$(live)" = "$before" ] || fail 'import did not bring it back'
ends 0 fetch rollback
release ch44 44 sets/toy/1.1
ends 0 fetch update --channel ch44
ends 0 fetch status --json
grep -q '"passed_over": null' out || fail 'the rollback is not over'

# Whoever calculates meanwhile sees one release or the other.
told='readers'
(
    while [ ! -e stop ]; do
        "$BETTEROFF" calc --rules toy "$srcdir/fixtures/toy/case.json" >/dev/null 2>reader.err || cp reader.err reader.failed
    done
) &
for i in 1 2 3 4 5 6 7 8; do
    ends 0 fetch rollback
    ends 0 fetch import ch44
done
touch stop
wait
[ ! -e reader.failed ] || { cp reader.failed err; fail 'a reader was disturbed'; }

# At most four are kept.
told='old releases'
for serial in 45 46 47; do
    release "ch$serial" $serial sets/toy/1.1
    ends 0 fetch import "ch$serial"
done
[ "$(ls "$XDG_DATA_HOME/betteroff/fetched" | grep -c '^[0-9]')" = 4 ] || fail 'not four releases'
[ -z "$(litter)" ] || fail 'litter'

# A damaged file is seen, and mended.
told='damage'
before=$(live)
echo ' ' >>"$XDG_DATA_HOME/betteroff/rules/toy/1.1/support.xml"
ends 31 fetch status
says '[digest]'
ends 0 fetch import ch47
[ "$(live)" = "$before" ] || fail 'not mended'

# What is remembered is lost: the live release stands in for it.
told='lost state'
rm "$XDG_DATA_HOME/betteroff/fetched/state"
ends 33 fetch import ch46
ends 0 fetch import ch47

# Two at a time, or a folder that somebody filled by hand.
told='lock'
(
    flock 9
    ends 75 fetch import ch47
    says '[locked]'
    exit $failed
) 9>>"$XDG_DATA_HOME/betteroff/fetched/lock" || failed=1
home "$work/by-hand"
mkdir -p "$XDG_DATA_HOME/betteroff/rules/own/1"
ends 40 fetch import ch42
says '[disk]'

# Refused: each against a home with release 42; then 43 is installed all the same.
home "$work/fresh42"
ends 0 fetch import ch42
refused() { # STATUS MESSAGE: of the channel in "bad"
    scenarios=$((scenarios + 1))
    told="$2 ($3)"
    rm -rf now
    cp -a fresh42 now
    home "$work/now"
    before=$(live)
    cp "$XDG_DATA_HOME/betteroff/fetched/state" state-before
    ends "$1" fetch import bad
    says "$2"
    [ "$(live)" = "$before" ] || fail 'what is live changed'
    cmp -s "$XDG_DATA_HOME/betteroff/fetched/state" state-before || fail 'the state changed'
    [ -z "$(litter)" ] || fail "litter: $(litter)"
    ends 0 fetch import ch43
    [ "$(live)" != "$before" ] || fail 'the next run did not recover'
}
fresh() { rm -rf bad; cp -r ch43 bad; }
# edit SED STATUS MESSAGE: a signed index that says something else.
edit() {
    fresh
    sed -i "$1" bad/index.xml
    sign_channel bad
    refused "$2" "$3" "$1"
}

# The signature
fresh; rm bad/index.xml.minisig
refused 30 'it holds no index.xml.minisig' 'no signature'
fresh; : >bad/index.xml.minisig
refused 30 'this is no signature of minisign' 'empty signature'
fresh; sed -i 's/serial="43"/serial="44"/' bad/index.xml
refused 30 'is not of this file' 'index changed'
fresh; cp ch42/index.xml.minisig bad
refused 30 'is not of this file' 'signature of another index'
fresh; sign_channel bad -k 2
refused 30 'not among those that you trust' 'unknown key'
fresh; sign_channel bad -k 2 -i 1
refused 30 'is not of this file' 'unknown key with the id of a trusted one'
fresh; sign_channel bad -i 2
refused 30 'not among those that you trust' 'trusted key with the id of another'
fresh; sign_channel bad -a Ed
refused 30 'old form' 'legacy algorithm'
fresh; sign_channel bad -a XX
refused 30 'does not know' 'unknown algorithm'
fresh; sign_channel bad -c
refused 30 'comment was changed' 'trusted comment edited'
fresh; "$sign" -t 'channel=stable serial=99 expires=2099-01-01T00:00:00Z file=index.xml' bad/index.xml >bad/index.xml.minisig
refused 30 'for another index' 'comment of another index'
fresh; "$sign" -t '' bad/index.xml >bad/index.xml.minisig
refused 30 'for another index' 'empty comment'
fresh; echo more >>bad/index.xml.minisig
refused 30 'more in it than one signature' 'a fifth line'
fresh; head -n 2 ch43/index.xml.minisig >bad/index.xml.minisig
refused 30 'four lines' 'two lines'
fresh; head -c 5000 /dev/zero >bad/index.xml.minisig
refused 30 'bigger than it should be' 'a signature without end'
fresh; sed -i '2s/./-/10' bad/index.xml.minisig
refused 30 'no signature of minisign' 'base64 damaged'
fresh; sed -i 's/^trusted comment: /Trusted comment: /' bad/index.xml.minisig
refused 30 'no signature of minisign' 'label changed'

# minisign itself: what it signs is taken, what we sign it takes, and its old form is refused.
if command -v minisign >/dev/null; then
    told='minisign itself'
    home "$work/minisign"
    minisign -G -W -f -p real.pub -s real.key >out 2>&1 || fail 'no key'
    ends 0 rules release --to real --serial 42 sets/toy/1.0
    trusted=$(sed -n "s/.* -t '\(.*\)'.*/\1/p" out)
    [ "$trusted" = "$(comment real/index.xml)" ] || fail "not told how to sign: $trusted"
    minisign -S -s real.key -m real/index.xml -x real/index.xml.minisig -t "$trusted" >out 2>&1 || fail 'not signed'
    ends 0 fetch import real --key real.pub
    ends 0 rules release --to real --serial 42 sets/toy/1.0
    ends 0 fetch import real/stable-42.tar --key real.pub
    minisign -V -q -p key.pub -m ch43/index.xml -x ch43/index.xml.minisig >out 2>&1 || fail 'minisign does not take it'
    minisign -S -l -s real.key -m real/index.xml -x real/index.xml.minisig -t "$trusted" >out 2>&1 || fail 'not signed'
    home "$work/minisign-old"
    ends 30 fetch import real --key real.pub
    says 'old form'
fi

# What an index says
edit 's/serial="43"/serial="41"/' 33 '[rollback]'
edit 's/serial="43"/serial="42"/' 33 '[two-releases]'
edit 's/serial="43"/serial="10043"/' 33 '[fast-forward]'
edit 's/serial="43"/serial="9223372036854775807"/' 33 '[fast-forward]'
edit 's/serial="43"/serial="18446744073709551659"/' 34 'no serial number'
edit 's/serial="43"/serial="0"/' 34 'no serial number'
edit 's/serial="43"/serial="-43"/' 34 'no serial number'
edit 's/serial="43"/serial="043"/' 34 'no serial number'
edit 's/serial="43"/serial=" 43"/' 34 'no serial number'
edit 's/channel="stable"/channel="beta"/' 33 '[other-channel]'
edit 's/channel="stable"/channel="..\/x"/' 34 'no name of a channel'
edit "s/issued=\"[^\"]*\" expires=\"[^\"]*\"/issued=\"$(moment -40)\" expires=\"$(moment -1)\"/" 32 '[expired]'
edit "s/issued=\"[^\"]*\" expires=\"[^\"]*\"/issued=\"$(moment 3)\" expires=\"$(moment 9)\"/" 35 '[clock]'
edit 's/expires="[^"]*"/expires="2020-01-01T00:00:00Z"/' 34 'no two moments in order'
edit 's/expires="[^"]*"/expires="2099-02-30T00:00:00Z"/' 34 'no two moments in order'
edit 's/expires="[^"]*"/expires="2099-01-01"/' 34 'no two moments in order'
edit 's/ expires="[^"]*"//' 34 'an attribute is missing'
edit 's/spec-version="1"/spec-version="2"/' 34 'needs a newer program'
edit 's/spec-version="1"/spec-version="1" min-client="99.0"/' 34 'needs a newer program than'
edit 's/spec-version="1"/spec-version="1" min-client="x"/' 34 'no version of a program'
edit 's/spec-version="1"/spec-version="1" threshold="2"/' 34 'more in this element than this program knows'
edit 's/channel-index/other-index/' 34 'no index of a channel'
edit 's/urn:x-betteroff:channel:1/urn:x-betteroff:channel:2/' 34 '[namespace]'
edit 's/<set id="toy" version="1.1">/<set id="toy" version="1.0">/' 34 'stands twice'
edit 's/<set id="toy" version="1.1">/<set id="Toy" version="1.1">/' 34 'no name or no version'
edit 's/<set id="toy" version="1.1">/<set id="toy" version="..">/' 34 'no name or no version'
edit 's/<set id="toy" version="1.1">/<set id="toy" version="1.1"><other\/>/' 34 'only files stand here'
edit 's/<channel-index/<!DOCTYPE a [<!ENTITY b "c">]><channel-index/' 34 '[not-allowed]'
edit 's/<channel-index/<!DOCTYPE a SYSTEM "file:\/\/\/etc\/passwd"><channel-index/' 34 '[not-allowed]'
edit 's/<channel-index/<!DOCTYPE a SYSTEM "http:\/\/127.0.0.1:1\/x"><channel-index/' 34 '[not-allowed]'
edit 's/<channel-index/<?php 1 ?><channel-index/' 34 '[not-allowed]'
edit 's/id="toy"/id="\&b;"/' 34 'not well-formed'
edit 's/id="toy"/id="\xff\xfe"/' 34 '[not-utf8]'
edit 's/id="toy"/id="t\x00y"/' 34 '[not-utf8]'
edit 's/<\/channel-index>//' 34 'not well-formed'
edit '/<\/set>/d' 34 'not well-formed'

# Paths and sizes; the first file of the second set is the one that is changed
path() { edit "s|path=\"rules/toy/1.1/labour.xml\"|path=\"$1\"|" 34 'none of a rule file in its set'; }
path '../labour.xml'
path 'rules/toy/1.1/../../../labour.xml'
path '/etc/labour.xml'
path 'rules/toy/1.1/..\\\\labour.xml'
path 'rules/toy/1.1/%2e%2e/labour.xml'
path 'rules/toy/1.0/labour.xml'
path 'rules/toy/1.1/Labour.xml'
path 'rules/toy/1.1/labour'
path 'rules/toy/1.1/.labour.xml'
path 'rules/toy/1.1//labour.xml'
path 'rules/toy/1.1/./labour.xml'
path 'rules/toy/1.1/nul.xml'
path 'rules/toy/1.1/com1.xml'
path 'rules/toy/1.1/a b.xml'
path 'rules/toy/1.1/a\&#10;b.xml'
path 'rules/toy/1.1/a.xml/b.xml'
path 'rules/toy/1.1/a/b/c/d/e/f/g.xml'
path "rules/toy/1.1/$(printf '%0300d' 0).xml"
path "rules/toy/1.1/$(printf '%090d' 0).xml"
edit 's|path="rules/toy/1.1/labour.xml"|path="rules/toy/1.1/support.xml"|' 34 'stands twice'
size() { edit "s|\(toy/1.1/labour.xml\" size=\)\"[0-9]*\"|\1\"$1\"|" "$2" "$3"; }
right=$(wc -c <sets/toy/1.1/labour.xml)
size $((right + 1)) 31 '[size]'
size $((right - 1)) 31 '[too-big]'
size 99999999999 34 'this size is none'
size 0 34 'this size is none'
size -1 34 'this size is none'
size 1e3 34 'this size is none'
edit 's|\(toy/1.1/labour.xml" size="[0-9]*" sha256=\)"[0-9a-f]*"|\1"'"$(printf '%064d' 0)"'"|' 31 '[digest]'
edit 's|\(toy/1.1/labour.xml" size="[0-9]*" sha256=\)"[0-9a-f]*"|\1"ABC"|' 34 'no SHA-256'
edit 's|\(toy/1.1/labour.xml" size="[0-9]*"\) sha256="[0-9a-f]*"|\1|' 34 'an attribute is missing'

# Too big, too deep, too many
fresh
{ sed '/<\/channel-index>/d' ch43/index.xml; head -c 300000 /dev/zero | tr '\0' ' '; echo '</channel-index>'; } >bad/index.xml
sign_channel bad
refused 31 'bigger than it should be' 'an index without end'
fresh
{ sed '/<set/,$d' ch43/index.xml; i=0; while [ $i -lt 300 ]; do echo '<set id="toy" version="1.1">'; i=$((i + 1)); done; } >bad/index.xml
sign_channel bad
refused 34 '[too-big]' 'deep'
fresh
{ sed '/<set/,$d' ch43/index.xml; printf '<set id="toy" version="1.1"'; i=0; while [ $i -lt 9000 ]; do printf ' a%d="x"' $i; i=$((i + 1)); done; echo '/></channel-index>'; } >bad/index.xml
sign_channel bad
refused 34 '[too-big]' 'attributes without end'
fresh
{ sed '/<set/,$d' ch43/index.xml; i=0; while [ $i -lt 300 ]; do echo "<set id=\"toy\" version=\"$i\"><file path=\"rules/toy/$i/a.xml\" size=\"1\" sha256=\"$(printf '%064d' 0)\"/></set>"; i=$((i + 1)); done; echo '</channel-index>'; } >bad/index.xml
sign_channel bad
refused 34 'too many sets' 'sets without end'
fresh
{ sed '/<set/,$d' ch43/index.xml; i=0; while [ $i -lt 9 ]; do echo "<set id=\"toy\" version=\"$i\"><file path=\"rules/toy/$i/a.xml\" size=\"8388608\" sha256=\"$(printf '%064d' 0)\"/></set>"; i=$((i + 1)); done; echo '</channel-index>'; } >bad/index.xml
sign_channel bad
refused 34 'too big' 'more than 64 MiB promised'

# Files
fresh; rm bad/rules/toy/1.1/labour.xml
refused 31 'it holds no rules/toy/1.1/labour.xml' 'missing file'
fresh; echo ' ' >>bad/rules/toy/1.1/labour.xml
refused 31 '[too-big]' 'a byte more'
fresh; truncate -s -1 bad/rules/toy/1.1/labour.xml
refused 31 '[size]' 'a byte less'
fresh; sed -i 's/a/b/' bad/rules/toy/1.1/labour.xml
refused 31 '[digest]' 'other content'
fresh; rm bad/rules/toy/1.1/labour.xml; mkdir bad/rules/toy/1.1/labour.xml
refused 31 'holds no' 'a folder in place of a file'
fresh; rm bad/rules/toy/1.1/labour.xml; mkfifo bad/rules/toy/1.1/labour.xml
refused 31 'holds no' 'a pipe in place of a file'

# Signed, and still wrong: rules that do not pass, or that are not what they are called.
rules() { # NAME STATUS MESSAGE: of the set in "own", which is released without its own check
    fresh
    rm -rf bad/rules/toy/1.1
    cp -r own bad/rules/toy/1.1
    for file in labour ruleset support; do
        new="size=\"$(wc -c <own/$file.xml)\" sha256=\"$(sha256sum <own/$file.xml | cut -d' ' -f1)\""
        sed -i "s|\(toy/1.1/$file.xml\" \)size=\"[0-9]*\" sha256=\"[0-9a-f]*\"|\1$new|" bad/index.xml
    done
    sign_channel bad
    refused "$2" "$3" "$1"
}
own() { rm -rf own; cp -r sets/toy/1.1 own; }
own; sed -i '0,/<figure[^>]*>[^<]*</s//&9/' own/support.xml; cmp -s own/support.xml sets/toy/1.1/support.xml && sed -i 's|\(<expect[^>]*>\)|\19|' own/support.xml
rules 'an example that fails' 34 'do not pass their own check'
own; sed -i 's/ version="1.1"/ version="1.2"/' own/ruleset.xml
rules 'another version inside' 34 'holds toy@1.2'
own; sed -i 's/ id="toy"/ id="boy"/' own/ruleset.xml
rules 'another name inside' 34 'holds boy@1.1'
own; echo '<' >>own/labour.xml
rules 'not well-formed' 34 '[not-well-formed]'
own; sed -i '1a <!DOCTYPE law [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' own/labour.xml
rules 'entities' 34 '[not-allowed]'
own; printf '\377' >>own/labour.xml
rules 'no UTF-8' 34 '[not-utf8]'

# A version that was released does not change, even when signed.
fresh
echo '<!-- changed -->' >>bad/rules/toy/1.0/labour.xml
new="size=\"$(wc -c <bad/rules/toy/1.0/labour.xml)\" sha256=\"$(sha256sum <bad/rules/toy/1.0/labour.xml | cut -d' ' -f1)\""
sed -i "s|\(toy/1.0/labour.xml\" \)size=\"[0-9]*\" sha256=\"[0-9a-f]*\"|\1$new|" bad/index.xml
sign_channel bad
refused 34 '[changed-version]' 'a released version that changes'

# Clocks: the last moment known is a year ahead.
told='clock'
rm -rf now; cp -a fresh42 now; home "$work/now"
sed -i "s/^time .*/time $(($(date +%s) + 31536000))/" "$XDG_DATA_HOME/betteroff/fetched/state"
ends 35 fetch import ch43
says '[clock]'
ends 35 fetch status

# Bundles
bundle() { # STATUS MESSAGE NAME
    scenarios=$((scenarios + 1))
    told="bundle: $3"
    rm -rf now; cp -a fresh42 now; home "$work/now"
    before=$(live)
    ends "$1" fetch import bad.tar
    says "$2"
    [ "$(live)" = "$before" ] || fail 'what is live changed'
    [ -z "$(litter)" ] || fail 'litter'
}
bad=ch43/stable-43.tar
: >bad.tar
bundle 30 'holds no' 'empty'
head -c 700 $bad >bad.tar
bundle 30 'holds no' 'cut in the index'
head -c $((512 + ($(wc -c <ch43/index.xml) + 511) / 512 * 512 + 1024 + 100)) $bad >bad.tar
bundle 31 'holds no' 'cut behind the signature'
head -c -9000 $bad >bad.tar
bundle 31 'toy' 'cut at the end'
head -c 20000 /dev/urandom >bad.tar
bundle 30 'holds no' 'noise'
(cd ch43 && tar cf ../bad.tar --format=ustar rules index.xml index.xml.minisig)
bundle 30 'holds no' 'in another order'
(cd ch43 && ln -sf /etc/passwd link && tar cf ../bad.tar --format=ustar index.xml index.xml.minisig link rules; rm link)
bundle 31 'holds no' 'with a link'
rm -f bad.tar
bundle 40 '[disk]' 'not there'
told='a bundle made before its index was signed'
rm -rf now; cp -a fresh42 now; home "$work/now"
mkdir unsigned
release other 43 sets/toy/1.0 sets/toy/1.1
rm other/index.xml.minisig
ends 0 rules release --to other --serial 43 sets/toy/1.0 sets/toy/1.1
sign_channel other
cp other/stable-43.tar other/index.xml.minisig unsigned
ends 0 fetch import unsigned/stable-43.tar

# No room, no permission, no files to open.
told='no room'
rm -rf now; cp -a fresh42 now; home "$work/now"
before=$(live)
(
    trap '' XFSZ
    ulimit -f 8
    ends 40 fetch import ch43
    says '[disk]'
    exit $failed
) || failed=1
[ "$(live)" = "$before" ] || fail 'what is live changed'
[ -z "$(litter)" ] || fail 'litter'
ends 0 fetch import ch43
if [ "$(id -u)" != 0 ]; then
    told='no permission'
    rm -rf now; cp -a fresh42 now; home "$work/now"
    chmod a-w now/data/betteroff/fetched
    ends 40 fetch import ch43
    chmod u+w now/data/betteroff/fetched
fi
[ $scenarios -ge 105 ] || { echo "only $scenarios scenarios"; failed=1; }
exit $failed
