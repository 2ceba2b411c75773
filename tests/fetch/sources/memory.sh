# Read by ../sources.sh: documents that are made to cost memory, in each form, and answers without end. A run takes at most
# 16 MiB more than one in which all is as it should be.
measure=$builddir/tests/bench/measure
peak() { # ARGUMENT...: MiB at most, whatever the status
    "$measure" -n 1 sh -c '"$@" || :' sh "$BETTEROFF" fetch check-sources isle --rules-dir rules --on $day --timeout 2 "$@" \
        2>/dev/null | sed -n 's/.*; \([0-9]*\)\.[0-9]* MB at most.*/\1/p'
}
filled() { # TEXT BYTES: it again and again
    yes "$1" | tr -d '\n' | head -c "$2"
}
numbered() { # FORMAT HOW_MANY
    awk -v format="$1" -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf format, i, i }'
}
big=2000000
costly() { # KIND: such a document
    case $1 in
    nodes) echo '<Legislation>'; filled '<a/>' $big; echo '</Legislation>' ;;
    names) echo '<Legislation>'; numbered '<a%d/>' 120000; echo '</Legislation>' ;;
    spaces) echo '<Legislation>'; numbered '<a xmlns="u%d"/>' 100000; echo '</Legislation>' ;;
    attribute) printf '<Legislation a="'; filled x $big; echo '"/>' ;;
    attributes) echo '<Legislation>'; numbered '<a b="%d" c="" d="" e="" f="" g="" h="" i="" j="" k="" l=""/>' 30000; echo '</Legislation>' ;;
    text) echo '<Legislation>'; filled x $big; echo '</Legislation>' ;;
    comment) printf '<Legislation><!--'; filled x $big; echo '--></Legislation>' ;;
    entities) printf '<!DOCTYPE a [<!ENTITY a "'; filled x 100000; printf '">]><a>'; filled '&a;' 30000; echo '</a>' ;;
    provision)
        echo '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Body><P1group><Title>Wages</Title><P1 id="section-4">'
        numbered '<P1para>the lowest wage is %d an hour</P1para>' 30000
        echo '</P1></P1group></Body></Legislation>'
        ;;
    numbers) printf '['; filled '1,' $big; echo '1]' ;;
    keys) printf '{'; numbered '"k%d":%d,' 120000; echo '"z":1}' ;;
    objects) printf '['; filled '{"a":1},' $big; echo '1]' ;;
    string) printf '{"schema_name":"x","details":{"body":"<p>'; filled x $big; echo '</p>"}}' ;;
    page) printf '{"schema_name":"x","details":{"body":"'; filled '<p>a b</p>' $big; echo '"}}' ;;
    cells) printf '{"schema_name":"x","details":{"body":"<h2>Work</h2><table>'; filled '<tr><td>Lowest wage<td>1' $big; echo '</table>"}}' ;;
    heads) printf '{"schema_name":"x","details":{"body":"<h2>Work</h2><table>'; filled '<tr><th>Rates<th>2031' $big; echo '</table>"}}' ;;
    parts) printf '{"schema_name":"x","details":{"parts":['; filled '{"title":"a","body":"<p>b</p>"},' 1900008; echo '{}]}}' ;;
    rows) echo 'Area,Small,Large'; filled 'x,1,2
' 10; numbered 'Area %d,%d,1\n' 90000 ;;
    fields) filled 'a,' $big; echo ;;
    field) printf 'Area,Small,Large\n"'; filled x $big; echo '",1,2' ;;
    esac
}
fresh 'memory'
least=$(peak --channel docs)
[ -n "$least" ] || fail 'memory cannot be measured'
measured() { # DOCUMENT KIND...
    document=$1
    shift
    for kind in "$@"; do
        fresh "memory: $kind as $document"
        costly "$kind" >docs/"$(file_of "$document")"
        most=$(peak --channel docs)
        [ "$most" -le $((least + 16)) ] || fail "$most MB against $least MB"
        look 21 # it is no document
    done
}
measured labour nodes names spaces attribute attributes text comment entities
measured feed nodes attributes
measured rates numbers keys objects string parts
measured days numbers keys
measured rents fields field
for kind in 'labour provision' 'rates page' 'rates cells' 'rates heads' 'rents rows'; do
    fresh "memory: $kind"
    costly "${kind#* }" >docs/"$(file_of "${kind% *}")"
    most=$(peak --channel docs)
    [ "$most" -le $((least + 16)) ] || fail "$most MB against $least MB"
done

# Over the network: answers without end.
[ -n "${good:-}" ] || return 0
fresh 'memory over the network'
least=$(peak --channel "https://localhost:$good" --ca ca.pem)
for fault in endless endless-headers long-header lie 'status 500'; do
    fresh "memory: $fault"
    echo "$labour $fault" >faults
    most=$(peak --channel "https://localhost:$good" --ca ca.pem)
    : >faults
    [ "$most" -le $((least + 16)) ] || fail "$most MB against $least MB"
done
