#!/bin/sh
# The JSON Schema of a set's cases takes what the program takes, and refuses what a schema can see is wrong.
set -eu
python=
for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import jsonschema' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$BETTEROFF" rules show --inputs "$srcdir/fixtures/toy/1.0" --format json >"$work/toy"
"$BETTEROFF" rules show --inputs "$srcdir/tests/rules/tiny" --format json >"$work/tiny"
"$python" - "$srcdir" "$work" <<'END'
import json, re, sys
import xml.etree.ElementTree as xml
from jsonschema import Draft202012Validator, FormatChecker

tree, work = sys.argv[1:]
failed = False


def validator(name):
    schema = json.load(open(f"{work}/{name}"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def expect(schema, case, good, what):
    global failed
    faults = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in schema.iter_errors(case)]
    if good != (not faults):
        print(f"{what}: {'; '.join(faults) if faults else 'the schema takes it'}")
        failed = True


toy, tiny = validator("toy"), validator("tiny")
expect(toy, json.load(open(f"{tree}/fixtures/toy/case.json")), True, "fixtures/toy/case.json")

# The cases of examples.
n = 0
for schema, files in ((toy, ("fixtures/toy/1.0/labour.xml", "fixtures/toy/1.0/support.xml")), (tiny, ("tests/rules/tiny/grants/grant.xml",))):
    for file in files:
        for case in xml.parse(f"{tree}/{file}").iter("{urn:x-betteroff:rules:1}case"):
            expect(schema, json.loads(case.text), True, f"{file}: {case.text}")
            n += 1
assert n >= 10, n

# tests/cases/tiny.txt: what the program takes; and what it refuses, but for faults that take knowledge of the whole case or
# of numbers in quotes.
unseen = ("missing-fact", "date-not-known", "repeated-id", "bad-name", "too-many", "no-unit", "repeated-member", "out-of-range",
          "given-twice", "wrong-place", "impossible-date", "json-syntax", "json-real", "json-depth", "duplicate-key", "too-big")
names = {"@date": '"date": "2020-06-01"', "@ann": '"people": {"ann": {"birth_date": "1990-01-01"}}',
         "@two": '"people": {"ann": {"birth_date": "1990-01-01"}, "bob": {"birth_date": "1990-01-01"}}',
         "@born": '{"birth_date": "1990-01-01"}', "@nothing": ""}
cases = []
for line in open(f"{tree}/tests/cases/tiny.txt"):
    if line.startswith("    "):
        cases[-1][1].append(line.strip())
    elif line.strip() and not line.startswith("#"):
        cases.append((line.strip(), []))
seen = 0
for text, told in cases:
    for name, meaning in names.items():
        text = text.replace(name, meaning)
    codes = [re.search(r"\[([a-z-]+)\]$", message).group(1) for message in told]
    by_name = any("there is no '" in m or "is no option" not in m and "unknown-name" in m and "is no period" not in m and
                  "no variable" not in m for m in told)
    if told and (any(code in unseen for code in codes) or by_name or any("/given/" in m or "is no number" in m for m in told)):
        continue
    expect(tiny, json.loads(text), not told, text)
    seen += 1
assert seen > 40, seen
sys.exit(failed)
END
