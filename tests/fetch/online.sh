#!/bin/sh
# Updates over HTTPS from a server that goes wrong in every way that this machine can make: exit status, message, what is
# live byte for byte the same, nothing left behind, and the next run recovers.
set -eu
# shellcheck source=tests/fetch/setup.sh
. "$srcdir/tests/fetch/setup.sh"
server=$builddir/tests/fetch/server
[ -x "$server" ] || exit 77 # built without OpenSSL
command -v openssl >/dev/null || exit 77
trap 'exec 8>&-; rm -rf "$work"' EXIT
cd "$work"

# Certificates, by an authority of the tests' own.
quiet() { "$@" >/dev/null 2>openssl.err || { cat openssl.err; exit 1; }; }
new_key='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
# shellcheck disable=SC2086
quiet openssl req -x509 $new_key -keyout ca.key -out ca.pem -subj '/CN=Test authority' -days 30
# shellcheck disable=SC2086
quiet openssl req $new_key -keyout good.key -out good.csr -subj /CN=localhost
certificate() { # NAME DAYS SUBJECT-ALTERNATIVE
    echo "subjectAltName=$3" >names
    quiet openssl x509 -req -in good.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -days "$2" -out "$1.pem"
}
certificate good 30 DNS:localhost
certificate expired -1 DNS:localhost
certificate other 30 DNS:rules.example.org
# shellcheck disable=SC2086
quiet openssl req -x509 $new_key -keyout self.key -out self.pem -subj /CN=localhost -days 30

release ch42 42 sets/toy/1.0
release ch43 43 sets/toy/1.0 sets/toy/1.1
release ch41 41 sets/toy/1.0
cp ch41/index.xml.minisig ch43/old.minisig
cp ch43/index.xml ch43/copy.xml
ln -s ch43 served
: >faults
: >requests

# serve CERTIFICATE KEY [OPTION]...: a server until this script ends; its port is in $port.
mkfifo hold
exec 8<>hold
serve() {
    certificate_file=$1 key_file=$2
    shift 2
    rm -f port
    "$server" -r served -c "$certificate_file" -k "$key_file" -f faults -l requests "$@" <hold >port 8>&- &
    tries=0
    while [ ! -s port ] && [ $tries -lt 100 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    port=$(cat port)
}
serve expired.pem good.key
expired=$port
serve other.pem good.key
other=$port
serve self.pem self.key
self=$port
serve good.pem good.key -t 1.0
old=$port
serve good.pem good.key
good=$port
channel=https://localhost:$good/

update() { ends "$1" fetch update --channel "${2:-$channel}" --key key.pub --ca ca.pem --timeout 1; }

# A release, then nothing new by one small request, then the next release, of which only what is new is asked for.
home "$work/base"
told='first update'
ln -sfn ch42 served
update 0
: >requests
update 0
[ "$(cat requests)" = 'GET /index.xml.minisig - conditional' ] || fail "not one conditional request: $(cat requests)"
cp -a base base42
ln -sfn ch43 served
: >requests
update 0
[ "$(grep -c toy/1.0 requests)" = 0 ] || fail 'asked for what was here'

# wrong STATUS MESSAGE FAULT [CHANNEL]: the server goes wrong in an update from 42 to 43.
wrong() {
    scenarios=$((scenarios + 1))
    told="$3"
    rm -rf now
    cp -a base42 now
    home "$work/now"
    before=$(live)
    cp "$XDG_DATA_HOME/betteroff/fetched/state" state-before
    printf '%s\n' "$3" >faults
    : >requests
    update "$1" "${4:-}"
    says "$2"
    [ "$(live)" = "$before" ] || fail 'what is live changed'
    cmp -s "$XDG_DATA_HOME/betteroff/fetched/state" state-before || fail 'the state changed'
    [ -z "$(litter)" ] || fail "litter: $(litter)"
    : >faults
    update 0
    [ "$(live)" != "$before" ] || fail 'the next run did not recover'
    find "$XDG_CACHE_HOME" -name '*.part' | grep -q . && fail 'a part was left' || :
}
# fine FAULT: the update comes through all the same.
fine() {
    scenarios=$((scenarios + 1))
    told="$1"
    rm -rf now
    cp -a base42 now
    home "$work/now"
    before=$(live)
    printf '%s\n' "$1" >faults
    : >requests
    update 0
    [ "$(live)" != "$before" ] || fail 'nothing was installed'
    [ -z "$(litter)" ] || fail 'litter'
    : >faults
}
file=rules/toy/1.1/labour.xml

# The way there
wrong 20 '[network]' 'nobody listens' https://localhost:1/
wrong 20 '[network]' 'no such host' https://no-such-host.invalid/
wrong 20 '[network]' '* reset-first'
wrong 20 '[network]' '* close-first'
wrong 20 '[network]' '* stall-first'
wrong 21 '[server]' '* garbage'
wrong 21 'headers have no end' '* endless-headers'
wrong 21 'headers have no end' '* long-header'
for at in index.xml.minisig index.xml $file; do
    wrong 20 '[network]' "$at reset-first"
    wrong 20 '[network]' "$at cut 40"
    wrong 20 '[network]' "$at cut-chunk 40"
    wrong 20 '[network]' "$at cut-reset 40"
    wrong 20 '[network]' "$at stall 40"
    for code in 400 401 403 404 410 418 429 500 501 502 503 504 505; do
        [ $at = index.xml ] && [ $code != 404 ] || wrong 21 "answered $code" "$at status $code"
    done
    wrong 21 'a web page in place of the file' "$at html"
    wrong 21 'packed' "$at encoded"
    wrong 21 '[server]' "$at partial"
    wrong 21 '[server]' "$at wrong-range"
done
wrong 20 '[network]' 'index.xml.minisig slow'
wrong 30 '[signature]' 'index.xml.minisig cut-at-end 100'
wrong 30 '[signature]' 'index.xml cut-at-end 100'
wrong 31 '[size]' "$file cut-at-end 100"
wrong 31 '[size]' "$file empty"
wrong 30 '[signature]' 'index.xml.minisig empty'
wrong 30 '[signature]' 'index.xml empty'
wrong 31 '[too-big]' 'index.xml.minisig endless'
wrong 31 '[too-big]' 'index.xml endless'
wrong 31 '[too-big]' "$file endless"
wrong 31 '[too-big]' "$file more 1"
wrong 30 '[signature]' 'index.xml.minisig html-as-text'
wrong 30 '[signature]' 'index.xml bom'
wrong 30 '[signature]' 'index.xml flip'
wrong 30 '[signature]' 'index.xml.minisig flip'
wrong 31 '[digest]' "$file flip"
wrong 31 '[size]' "$file file rules/toy/1.1/ruleset.xml"
wrong 20 '[network]' 'index.xml.minisig lie'
wrong 21 'which was not asked' 'index.xml not-modified'
wrong 21 'which was not asked' "$file not-modified"
wrong 21 'asks to wait for 7 seconds' 'index.xml.minisig status 429 Retry-After: 7'
wrong 21 'asks to wait for 86400 seconds' 'index.xml.minisig status 503 Retry-After: 99999999'
wrong 21 'answered 429' 'index.xml.minisig status 429 Retry-After: -5'
wrong 21 'answered 429' 'index.xml.minisig status 429 Retry-After: soon'
wrong 21 'asks to wait' "index.xml.minisig status 503 Retry-After: $(LC_ALL=C date -u -d '+1 hour' '+%a, %d %b %Y %H:%M:%S GMT')"
wrong 21 'answered 503' 'index.xml.minisig status 503 Retry-After: Thu, 01 Jan 1970 00:00:00 GMT'
wrong 21 'a web page' 'index.xml.minisig status-html 503'

# Redirects
wrong 21 'too many redirects' "* redirect 301 ${channel}again"
wrong 21 'only https' '* redirect 302 http://localhost/x'
wrong 21 'not followed' '* redirect 302 file:///etc/passwd'
wrong 21 'not followed' '* redirect 302 ftp://localhost/x'
for host in 127.0.0.1 127.1 0x7f000001 2130706433 0177.0.0.1 10.0.0.1 172.16.9.9 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 \
    '[::1]' '[::ffff:7f00:1]' '[::ffff:127.0.0.1]' '[fe80::1]' '[fd00::1]' '[64:ff9b::7f00:1]' LOCALHOST. a.localhost; do
    wrong 21 'private network' "* redirect 307 https://$host:$good/x"
done
wrong 21 'private network' "* redirect 302 https://localhost:$other/x"
wrong 21 'user or a password' '* redirect 302 https://me:secret@localhost/x'
wrong 20 '[network]' '* redirect 302 https://no-such-host.invalid/x'
fine "index.xml.minisig once:redirect 308 ${channel}index.xml.minisig"
fine "index.xml redirect 302 ${channel}./copy.xml?again"

# Names of this machine that only a look-up shows: refused before a connection is made.
if getent hosts "$(hostname)" | grep -qE '^(127|10|172|192)\.'; then
    wrong 20 'private network' "* redirect 302 https://$(hostname):$good/x"
fi

# TLS
wrong 22 '[tls]' 'certificate expired' "https://localhost:$expired/"
wrong 22 '[tls]' 'certificate of another host' "https://localhost:$other/"
wrong 22 '[tls]' 'host by its number' "https://127.0.0.1:$good/"
wrong 22 '[tls]' 'certificate of nobody' "https://localhost:$self/"
wrong 22 '[tls]' 'TLS 1.0' "https://localhost:$old/"
told='without the authority'
ends 22 fetch update --channel "$channel" --key key.pub
told='an authority that is not there'
ends 22 fetch update --channel "$channel" --key key.pub --ca no-such.pem

# Channels that are none
for address in http://localhost/ ftp://localhost/ https:// https://me@localhost/ "${channel}?x=1" "${channel}#x" 'https://local host/'; do
    told=$address
    ends 2 fetch update --channel "$address" --key key.pub
    says '[bad-channel]'
done

# Proxies
proxy() { # OPTION...: its port is in $port
    rm -f port
    "$server" -p "$@" <hold >port 8>&- &
    tries=0
    while [ ! -s port ] && [ $tries -lt 100 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    port=$(cat port)
}
proxied() { # STATUS PROXY
    rm -rf now; cp -a base42 now; home "$work/now"
    ends "$1" fetch update --channel "https://rules.example.org:$other/" --key key.pub --ca ca.pem --timeout 2 --proxy "$2"
}
proxy
told='through a proxy, to a name that only the proxy knows'
proxied 0 "http://127.0.0.1:$port"
told='a proxy that reaches nothing'
ends 20 fetch update --channel https://rules.example.org:1/ --key key.pub --ca ca.pem --proxy "http://127.0.0.1:$port"
says 'the proxy answered 502'
proxy -u 'Basic bWU6c2VjcmV0'
told='a proxy that wants a log-in'
proxied 20 "http://127.0.0.1:$port"
says 'the proxy answered 407'
proxied 0 "http://me:secret@127.0.0.1:$port"
told='a proxy with a log-in, by the configuration folder'
mkdir -p "$XDG_CONFIG_HOME/betteroff"
echo "http://me:secret@127.0.0.1:$port" >"$XDG_CONFIG_HOME/betteroff/proxy"
rm -rf now; cp -a base42 now; home "$work/now"
ends 0 fetch update --channel "https://rules.example.org:$other/" --key key.pub --ca ca.pem
rm "$XDG_CONFIG_HOME/betteroff/proxy"
told='a proxy that is not there'
https_proxy=http://127.0.0.1:1 ends 20 fetch update --channel "$channel" --key key.pub --ca ca.pem --timeout 2
told='not through a proxy'
no_proxy=localhost https_proxy=http://127.0.0.1:1 ends 0 fetch update --channel "$channel" --key key.pub --ca ca.pem
told='the authority by the environment'
SSL_CERT_FILE=ca.pem ends 0 fetch update --channel "$channel" --key key.pub

# What goes wrong only once is no failure.
fine "* once:reset-first"
fine "$file once:cut 100"
fine "$file once:cut-at-end 100"
grep -q 'labour.xml bytes=100-' requests || fail 'it did not go on where it was'
fine "$file once:cut-reset 100"
fine "index.xml once:cut 100"
fine "index.xml once:flip"
fine "index.xml.minisig once:file old.minisig"
fine "index.xml type text/plain"
fine "index.xml.minisig wrong-etag"
fine "$file once:no-range"

# A part of a file outlives the run, and a part that does not fit does no harm.
told='resume in the next run'
rm -rf now; cp -a base42 now; home "$work/now"
echo "$file cut 3000" >faults
update 20
find "$XDG_CACHE_HOME" -name '*.part' | grep -q . || fail 'no part was kept'
cp -a now with-part
: >faults
: >requests
update 0
grep -q "labour.xml bytes=" requests || fail 'it began again'
rm -rf now; cp -a with-part now
for part in now/cache/betteroff/*.part; do head -c 2000 /dev/zero >"$part"; done
update 0

# A server that asks to be left alone is, by --cron only; otherwise a person wants to know.
told='--cron'
rm -rf now; cp -a base42 now; home "$work/now"
echo 'index.xml.minisig status 429 Retry-After: 600' >faults
ends 21 fetch update --channel "$channel" --key key.pub --ca ca.pem --cron
[ "$(wc -l <err)" = 1 ] && [ ! -s out ] || fail 'not one line'
: >faults
: >requests
ends 21 fetch update --channel "$channel" --key key.pub --ca ca.pem --cron
says 'left alone until'
[ ! -s requests ] || fail 'it asked all the same'
update 0
ends 0 fetch update --channel "$channel" --key key.pub --ca ca.pem --cron
says ''
[ ! -s out ] || fail 'a word too many'
told='--json'
echo '* status 404' >faults
ends 21 fetch update --channel "$channel" --key key.pub --ca ca.pem --json
grep -q '"status": 21' out && grep -q '"code": "server"' out || fail 'another report'

# Killed at any system call on the way, from connecting to the end: wholly old or wholly new, and the next run recovers.
if [ "$BETTEROFF_SANITIZED" = no ] && { command -v strace && strace -qq -o trace true; } >/dev/null 2>&1; then
    : >faults
    rm -rf now; cp -a base42 now; home "$work/now"
    before=$(live)
    strace -qq -o trace "$BETTEROFF" fetch update --channel "$channel" --key key.pub --ca ca.pem >out 2>err || fail 'under strace'
    after=$(live)
    sed -n 's/^\([a-z_0-9]*\)(.*/\1/p' trace >names
    from=$(grep -n 'fetched/lock' trace | head -n 1 | cut -d: -f1)
    awk -v from="$from" '{ n[$1]++; if (NR >= from && $1 != "exit_group") print $1, n[$1] }' names >calls
    total=$(wc -l <calls)
    points=$([ "${BETTEROFF_LONG:-}" = 1 ] && echo 300 || echo 12)
    for i in $(seq 1 "$points"); do
        # shellcheck disable=SC2046
        set -- $(sed -n "$(((i - 1) * total / points + 1))p" calls)
        scenarios=$((scenarios + 1))
        told="killed at $1 number $2"
        rm -rf now; cp -a base42 now
        strace -qq -o /dev/null -e "trace=$1" -e "inject=$1:signal=KILL:when=$2" \
            "$BETTEROFF" fetch update --channel "$channel" --key key.pub --ca ca.pem >out 2>err || :
        case $(live) in
        "$before" | "$after") ;;
        *) fail 'neither the old release nor the new one' ;;
        esac
        update 0
        [ "$(live)" = "$after" ] || fail 'the next run did not recover'
        [ -z "$(litter)" ] || fail 'litter'
    done
fi

# Memory: at most 16 MiB above what it takes to look at what is installed.
peak() { "$measure" -n 1 "$@" 2>/dev/null | sed -n 's/.*; \([0-9]*\)\.[0-9]* MB at most.*/\1/p'; }
measure=$builddir/tests/bench/measure
if [ "$BETTEROFF_SANITIZED" = no ]; then
    rm -rf now; cp -a base42 now; home "$work/now"
    base=$(peak "$BETTEROFF" fetch status)
    for fault in 'index.xml endless' '* endless-headers' '* long-header' "$file endless" 'index.xml lie' '* status 500' 'none none'; do
        told="memory at $fault"
        echo "$fault" >faults
        most=$(peak sh -c '"$@" || :' sh "$BETTEROFF" fetch update --channel "$channel" --key key.pub --ca ca.pem --timeout 1)
        [ "$most" -le $((base + 16)) ] || fail "$most MB, with a base of $base"
    done
fi
[ $scenarios -ge 100 ] || { echo "only $scenarios scenarios"; failed=1; }
exit $failed
