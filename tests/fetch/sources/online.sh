# Read by ../sources.sh: documents over HTTPS, from a mirror and from hosts of their own, with servers that go wrong.
server=$builddir/tests/fetch/server
[ -x "$server" ] || return 0 # built without OpenSSL
command -v openssl >/dev/null || return 0
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
certificate hosts 30 DNS:law.example,DNS:office.example,DNS:www.law.example,DNS:other.example
certificate expired -1 DNS:localhost

mkfifo hold
exec 8<>hold
started() { # PROGRAM...: its port is in $port
    rm -f port
    "$@" <hold >port 8>&- &
    tries=0
    while [ ! -s port ] && [ $tries -lt 100 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    port=$(cat port)
}
: >faults
: >requests
serve() { started "$server" -r "$1" -c "$2.pem" -k good.key -f faults -l requests -a; }
serve docs good
good=$port
serve docs expired
expired=$port
started "$server" -r docs -c good.pem -k good.key -f faults -l requests -t 1.0
ancient=$port
mkdir hosted
serve hosted hosts
hosted=$port
started "$server" -p
proxy=http://127.0.0.1:$port

# mirror STATUS [ARGUMENT]...: the same documents from a mirror.
mirror() {
    wanted=$1
    shift
    tree >before
    ends "$wanted" fetch check-sources isle --rules-dir rules --on $day --channel "https://localhost:$good" --ca ca.pem \
        --timeout 1 --json "$@"
    tree >after
    cmp -s before after || fail 'the rules changed'
}

fresh 'a mirror'
: >requests
mirror 0
others_ok 10
[ "$(wc -l <requests)" = 6 ] || fail "not six requests: $(cat requests)"
grep -q 'betteroff/[0-9.]* (compares rule sets with published law)$' requests || fail 'not said who asks'
told='what did not change is not sent again'
: >requests
mirror 0
others_ok 10
[ "$(grep -c ' conditional ' requests)" = 6 ] || fail "not six conditional requests: $(cat requests)"
told='what changed is'
new_wage
mirror 1
is least_wage drift
told='who asks'
mkdir -p "$XDG_CONFIG_HOME/betteroff"
echo 'rules@isle.example' >"$XDG_CONFIG_HOME/betteroff/contact"
: >requests
mirror 1
grep -q 'published law; rules@isle.example)$' requests || fail 'not said who asks'
rm "$XDG_CONFIG_HOME/betteroff/contact"
told='without a network, from what is kept'
: >requests
mirror 1 --offline
is least_wage drift
[ ! -s requests ] || fail 'it asked all the same'
told='what is kept is damaged'
for kept in "$XDG_CACHE_HOME"/betteroff/documents/*; do echo more >>"$kept"; done
: >requests
mirror 1
is least_wage drift
grep -q ' conditional ' requests && fail 'it believed what was damaged' || :

# wrong STATUS WHY FAULT [FINDING]: of the text of the labour act, while all else is well.
labour=$(file_of labour)
wrong() {
    fresh "$3"
    echo "$labour $3" >faults
    mirror "$1"
    is least_wage "${4:-unavailable}" "$2"
    [ "$3" = "${3#*429}" ] && [ "$3" = "${3#*Retry-After}" ] && is grant_single ok || : # else the host is left alone
    : >faults
    case $3 in cut* | empty | stall*) mirror 0 ;; esac
}
for code in 202 404 410 429 437 500; do
    wrong 21 "answered $code" "status $code"
done
wrong 21 'asks to wait for 60 seconds' 'status 503 Retry-After: 60'
wrong 21 'answered 503' 'status-html 503'
wrong 21 'web page' html
wrong 21 'web page' html-as-text
wrong 21 'of another kind' 'type image/png'
wrong 21 'packed' encoded
wrong 21 'is empty' empty
wrong 21 'not well-formed, or cut short' 'cut-at-end 300'
wrong 21 'not asked' not-modified
wrong 20 '' 'cut 300'
wrong 20 '' 'cut-reset 300'
wrong 20 '' reset-first
wrong 20 '' 'stall-first'
wrong 21 'there is more of it' endless
wrong 21 'no end' endless-headers
wrong 21 'only https' 'redirect 302 ftp://localhost/x'
wrong 21 'too many redirects' "redirect 302 https://localhost:$good/$labour"
for host in 127.0.0.1 127.1 0x7f000001 2130706433 0177.0.0.1 10.0.0.1 172.16.9.9 192.168.1.1 169.254.169.254 0.0.0.0 \
    '[::1]' '[::ffff:7f00:1]' '[fe80::1]' '[fd00::1]' LOCALHOST.; do
    wrong 21 'private network' "redirect 302 https://$host:$good/x"
done
wrong 21 'user or a password' 'redirect 302 https://me:secret@localhost/x'
wrong 21 'not followed' 'redirect 302 file:///etc/passwd'
wrong 21 'another part of the file' partial
wrong 21 'another part of the file' wrong-range
wrong 20 '' 'close-first'
wrong 21 '' garbage
wrong 21 'no end' long-header
wrong 20 '' 'cut-chunk 300'
wrong 21 "another publisher" 'redirect 302 https://elsewhere.example/x'
fresh 'a fault that passes'
echo "$labour once:reset-first" >faults
: >requests
mirror 0
: >faults

fresh 'a list whose last line has no end: whole when as long as it said it is'
rents=$(file_of rents)
truncate -s -1 docs/"$rents"
mirror 0
is 'rent large' ok
mirror 0
is 'rent large' ok
echo "$rents cut-at-end $(wc -c <docs/"$rents")" >faults
rm -r "$XDG_CACHE_HOME"
mirror 1
is 'rent large' structure-changed
mirror 1 --offline
is 'rent large' structure-changed
: >faults

fresh 'a host that asked to be left alone'
echo "$(file_of days) status 429 Retry-After: 600" >faults
mirror 21
: >faults
: >requests
mirror 21
grep -q 'asked to be left alone until' out || fail 'it was not left alone'
[ ! -s requests ] || fail 'it was asked'

fresh 'nobody there: asked once, not for each document'
ends 20 fetch check-sources isle --rules-dir rules --on $day --channel https://localhost:1/ --timeout 1
says '[network]'
fresh 'TLS of long ago'
ends 22 fetch check-sources isle --rules-dir rules --on $day --channel "https://localhost:$ancient" --ca ca.pem --json
is least_wage unavailable
fresh 'certificates'
ends 22 fetch check-sources isle --rules-dir rules --on $day --channel "https://localhost:$expired" --ca ca.pem --json
grep -q '"status": "tls"' out || fail 'not told'
ends 22 fetch check-sources isle --rules-dir rules --on $day --channel "https://localhost:$good" --timeout 1
says '[tls]'

# Hosts of their own, which only a proxy knows.
own() { # STATUS [ARGUMENT]...
    wanted=$1
    shift
    ends "$wanted" fetch check-sources isle --rules-dir rules --on $day --ca ca.pem --timeout 2 --proxy "$proxy" --json "$@"
}
hosted() { # of isle, on the server's port
    fresh "$1"
    rewrite published.xml "s|\(https://[a-z]*.example\)/|\1:$hosted/|g"
    rm -rf hosted/*
    cp -r docs/law.example/* docs/office.example/* hosted
    : >requests
}
hosted 'hosts of their own'
before_run=$(date +%s%3N)
own 0 --only grant_share
[ "$(wc -l <requests)" = 3 ] || fail "not three requests: $(cat requests)"
[ $(($(date +%s%3N) - before_run)) -ge 1000 ] || fail 'no pause between requests to one host'
: >requests
own 0
grep -q 'act/2029/4' requests && fail 'a second request within the hour' || :
: >requests
own 0 --only least_wage
[ "$(grep -c ' conditional ' requests)" = 2 ] || fail 'not asked at once'
hosted 'a redirect to the same publisher, by http'
rewrite published.xml '/param="grant_day" at="section-5"/d'
mv hosted/api/days.json hosted/api/new.json
echo "api/days.json redirect 301 http://www.law.example:$hosted/api/new.json" >faults
own 0 --only grant_day
echo "api/days.json redirect 301 https://other.example:$hosted/api/new.json" >faults
own 21 --only grant_day
grep -q "another publisher" out || fail 'it was followed'
own 0 --only grant_day --allow-host other.example
: >faults
fresh 'an address in the rules that is on this machine'
rewrite published.xml "s|https://[a-z]*.example/|https://localhost:$good/|g"
ends 20 fetch check-sources isle --rules-dir rules --on $day --ca ca.pem --only pier_fee
says 'private network'
mkdir docs/act && cp -r docs/law.example/act docs
ends 0 fetch check-sources isle --rules-dir rules --on $day --ca ca.pem --only pier_fee --allow-host localhost
