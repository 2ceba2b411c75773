# Read by the scripts beside it: keys, channels and homes for tests of the fetcher, in a folder of their own.
[ "${BETTEROFF_FETCH:-yes}" = yes ] || exit 77 # configured --without-fetch
sign=$builddir/tests/fetch/sign
[ -x "$sign" ] || exit 77
# In memory where that is possible: the fetcher synchronises all that it writes.
work=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
mkdir "$work/none"
export HOME="$work/none" XDG_CONFIG_HOME="$work/none/config"
unset https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY CURL_CA_BUNDLE SSL_CERT_FILE SOURCE_DATE_EPOCH
failed=0 scenarios=0
"$sign" -p >"$work/key.pub"
"$sign" -k 2 -p >"$work/other.pub"

# fail WHAT: the scenario that is told of went wrong, with all that was said.
fail() {
    printf '%s: %s\n' "$told" "$1"
    sed 's/^/  out: /' "$work/out"
    sed 's/^/  err: /' "$work/err"
    failed=1
}

# moment DAYS: that many days from now, as an index writes it.
moment() { date -u -d "@$(($(date +%s) + $1 * 86400))" +%Y-%m-%dT%H:%M:%SZ; }

# comment INDEX: what the trusted comment of its signature has to say.
comment() {
    for name in channel serial expires; do
        printf '%s=%s ' $name "$(tr -d '\000' <"$1" | sed -n "s/.* $name=\"\([^\"]*\)\".*/\1/p;/<set/q")"
    done
    printf 'file=index.xml'
}

# sign_channel FOLDER [OPTION of sign]...
sign_channel() {
    signed=$1
    shift
    "$sign" -t "$(comment "$signed/index.xml")" "$@" "$signed/index.xml" >"$signed/index.xml.minisig"
}

# release FOLDER SERIAL SET... [OPTION]...: a channel as a publisher makes it.
release() {
    folder=$1 serial=$2
    shift 2
    "$BETTEROFF" rules release --to "$folder" --serial "$serial" "$@" >/dev/null
    sign_channel "$folder"
    "$BETTEROFF" rules release --to "$folder" --serial "$serial" "$@" >/dev/null
}

# The toy country, and a later version of it.
sets=$work/sets
mkdir -p "$sets/toy"
cp -r "$srcdir/fixtures/toy/1.0" "$sets/toy/1.0"
cp -r "$srcdir/fixtures/toy/1.0" "$sets/toy/1.1"
chmod -R u+w "$sets"
sed -i 's/ version="1.0"/ version="1.1"/' "$sets/toy/1.1/ruleset.xml"

# home FOLDER: the data and cache of the next runs.
home() { export XDG_DATA_HOME="$1/data" XDG_CACHE_HOME="$1/cache"; }

# live: a digest of all that the program reads of what was fetched.
live() {
    (cd "$XDG_DATA_HOME/betteroff/rules" 2>/dev/null && find -L . -type f | LC_ALL=C sort | xargs sha256sum) | sha256sum
}

# litter: what a run must not leave behind.
litter() {
    find "$XDG_DATA_HOME" -name 'staging-*' -o -name 'trash-*' -o -name '*.new' 2>/dev/null
}

# ends STATUS ARGUMENT...
ends() {
    expected=$1 status=0
    shift
    "$BETTEROFF" "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$expected" ] || fail "status $status instead of $expected"
}

# says TEXT: a part of what it wrote to standard error; "" for nothing.
says() {
    if [ -z "$1" ]; then
        [ ! -s "$work/err" ] || fail 'a word too many'
    else
        grep -qF -e "$1" "$work/err" || fail "no '$1'"
    fi
}

# something_to_propose: rules of an isle and documents in which law and office agree on another figure, in a home of their own.
tree() { find rules -type f -exec sha256sum {} + | LC_ALL=C sort; }
something_to_propose() {
    cp -r "$srcdir/tests/fetch/sources/documents" docs
    mkdir -p rules/isle
    cp -r "$srcdir/tests/fetch/sources/isle" rules/isle/1.0
    chmod -R u+w docs rules
    sed -i 's/<P1group RestrictStartDate="2031-01-01"><Title>Wages/<P1group RestrictStartDate="2031-05-01"><Title>Wages/
        s/8\.50 an hour/8.75 an hour/' docs/law.example/act/2029/3/data.xml
    sed -i 's/>8\.50</>8.75</' docs/office.example/api/content/rates
    tree >before
    home "$work/home"
    export XDG_STATE_HOME="$work/home/state"
}
